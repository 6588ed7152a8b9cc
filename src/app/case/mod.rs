//! Moderation: the queue, a Case with everything that is needed to decide it, its lock and notes, and the
//! decisions. What may become of what is the domain's; who may is in the permits.

pub mod checks;
pub mod decide;
pub mod entries;
pub mod erase;
pub mod file;
pub mod history;
pub mod letters;
pub mod lock;
pub mod matter;
pub mod merge;
pub mod names;
pub mod note;
pub mod open;
pub mod publish;
pub mod question;
pub mod queue;
pub mod ruling;
pub mod sanction;
pub mod second;
pub mod turn_down;
pub mod twins;
