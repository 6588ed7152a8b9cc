//! The log's newest checkpoint, as pages show it.

use crate::domain::Moment;

/// The tree that was signed last.
#[derive(Debug, Clone)]
pub struct LogCard {
    /// How many entries it has.
    pub size: u64,
    /// Base64.
    pub root: String,
    /// The signed note.
    pub note: String,
    pub at: Moment,
    /// What witnesses signed last, as their signatures show.
    pub words: Vec<Word>,
    /// What witnesses say they signed that is not here: the witness's key, and the size of the tree.
    pub claims: Vec<(String, u64)>,
    /// Keys of before, this log's own and of the log that it goes on from, `name+hash+key`, as entries name them.
    pub earlier_keys: Vec<String>,
}

/// What a witness signed last.
#[derive(Debug, Clone)]
pub struct Word {
    /// The witness's key, `name+hash+key`.
    pub witness: String,
    pub size: u64,
    pub since: Moment,
    pub at: Moment,
}
