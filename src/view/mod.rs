//! How pages and mails look and speak: templates, messages, static files, the map, the seal.
//!
//! Nothing here knows of HTTP or of the register: values come in, text goes out.

pub mod assets;
pub mod chart;
pub mod dates;
mod embedded;
pub mod escape;
mod fresh;
pub mod functions;
pub mod mail;
pub mod map;
pub mod messages;
pub mod pages;
pub mod problems;
pub mod pseudo;
pub mod seal;
pub mod site;
pub mod still;
pub mod templates;

pub use assets::{Asset, Assets};
pub use mail::Mail;
pub use messages::{Args, Messages};
pub use pages::Pages;
pub use problems::{Mistake, mistakes, refusal, text_advice};
pub use site::{Frame, Notice, Site};
pub use still::{Still, Ways};
pub use templates::Templates;

#[cfg(test)]
mod tests;
