//! The queue, a Case's page, and what is done there. Handlers extract, call the app and show; they decide nothing.

pub mod beside;
pub mod challenge;
pub mod colleagues;
pub mod compare;
pub mod decide;
pub mod erase;
pub mod file;
pub mod hold;
pub mod identity;
pub mod letter;
pub mod many;
pub mod merge;
pub mod names;
pub mod narrow;
pub mod promises;
pub mod queue;
pub mod record;
pub mod second;
pub mod shown;
