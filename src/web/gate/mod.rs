//! What every request passes, from outside in: `enter` (id, address, language, log), `body` (is not waited for without an
//! end), `headers`, `failure` (pages for errors), `size`, `host` (the staff's own), `slash` (one address for each page), `cross_site`,
//! `sent` (what a refused form held), `read_only`, and then the routes, those that name signatories behind `settled`.

pub mod body;
pub mod cross_site;
pub mod enter;
pub mod failure;
pub mod headers;
pub mod host;
pub mod read_only;
pub mod sent;
pub mod settled;
pub mod size;
pub mod slash;
pub mod throttle;
