//! Tilsagn: host a Call to Action, sign it, publish commitments, and keep a public register that
//! anyone can check. `docs/architecture.md` shows the floors and what each may know.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod files;
pub mod log;
pub mod logging;
pub mod outward;
pub mod packed;
pub mod password;
pub mod register;
pub mod secret;
pub mod store;
pub mod totp;
pub mod view;
pub mod web;
pub mod worker;
