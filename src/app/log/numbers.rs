//! Public numbers of signatories that entries tell of: none is ever given twice.

use serde::Deserialize;

use crate::domain::entry::EntryKind;
use crate::log::line::Line;

/// Numbers that some entries gave.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    highest: i64,
    /// Publications that nobody can read: each may have had a number.
    unread: i64,
}

#[derive(Deserialize)]
struct Numbered {
    number: Option<i64>,
}

impl Given {
    /// Reads entries.
    pub fn of(lines: &[Line]) -> Given {
        let mut given = Given::default();
        for line in lines.iter().filter(|line| line.kind == EntryKind::EndorsementPublished.code()) {
            match line.body.as_ref().map(|body| serde_json::from_str::<Numbered>(body.get())) {
                Some(Ok(Numbered { number })) => given.highest = given.highest.max(number.unwrap_or(0)),
                Some(Err(_)) => {}
                None => given.unread += 1,
            }
        }
        given
    }

    /// The first number from `next` on that none of them can have had: one is left out for each that cannot be read.
    pub fn behind(self, next: i64) -> i64 {
        next.max(self.highest + 1) + self.unread
    }
}
