//! What every request passes, from outside in: `enter` (id, address, language, log), `headers`,
//! `failure` (pages for errors), `size`, `cross_site`, `read_only`, and then the routes.

pub mod cross_site;
pub mod enter;
pub mod failure;
pub mod headers;
pub mod read_only;
pub mod size;
pub mod throttle;
