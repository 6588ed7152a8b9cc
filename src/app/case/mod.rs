//! Moderation: the queue, a Case with everything that is needed to decide it, its lock and notes, and the
//! decisions. What may become of what is the domain's; who may is in the permits.

pub mod assign;
pub mod beside;
pub mod checks;
mod counted;
pub mod decide;
pub mod delay;
pub mod entries;
pub mod erase;
pub mod facet;
pub mod file;
pub mod filed;
pub mod history;
pub mod hold;
pub mod known;
pub mod letters;
pub mod lock;
pub mod mailboxes;
pub mod many;
pub mod marks;
pub mod matter;
pub mod merge;
pub mod names;
pub mod note;
pub mod open;
pub mod opinion;
pub mod promises;
pub mod publish;
pub mod question;
pub mod queue;
pub mod record;
pub mod ruling;
pub mod sanction;
pub mod second;
pub mod turn_down;
pub mod twins;
