//! Tilsagn: host a Call to Action, sign it, publish commitments, and keep a public register that
//! anyone can check. `docs/architecture.md` shows the floors and what each may know.

pub mod clock;
pub mod domain;
pub mod worker;
