//! What became of a list: each row was taken in, is there already, or was refused with its reason.

use serde::{Serialize, Serializer};

use crate::domain::Flaw;
use crate::domain::endorsement::EndorsementState;

/// What became of every row.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Rows taken in: those that were published and those that wait for review. None under strict terms, once
    /// one row is refused.
    pub accepted: u64,
    /// Those of them that are in the register now.
    pub published: u64,
    /// Those of them that wait for the colleagues who review.
    pub in_review: u64,
    pub duplicates: Vec<Duplicate>,
    pub refused: Vec<Refused>,
}

impl Report {
    /// The report when the whole list is refused: nothing was taken in.
    pub(super) fn without_accepted(self) -> Report {
        Report { accepted: 0, published: 0, in_review: 0, ..self }
    }
}

/// A row that is there already.
#[derive(Debug, Clone, Serialize)]
pub struct Duplicate {
    pub line: u64,
    pub name: String,
    /// The name of the one that is there.
    pub twin: String,
    /// The line of the twin, where it came from the same file.
    pub twin_line: Option<u64>,
    /// Where the twin's signature stands, where it was there before.
    pub twin_state: Option<EndorsementState>,
    /// The number of the twin's Case, where one is open.
    pub twin_case: Option<i64>,
}

/// A row that cannot be taken in.
#[derive(Debug, Clone, Serialize)]
pub struct Refused {
    pub line: u64,
    /// The column, or `line` when the row cannot be read at all.
    pub field: &'static str,
    pub reason: Reason,
}

/// Why a row cannot be taken in. As JSON its stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A value is not acceptable.
    Flaw(Flaw),
    /// The row has another number of cells than the header.
    Cells { found: usize, expected: usize },
    /// A quotation mark was opened and the row runs on over the lines below.
    OpenQuote,
    /// The row's bytes are no UTF-8.
    NotUtf8,
}

impl Reason {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Reason::Flaw(flaw) => flaw.code(),
            Reason::Cells { .. } => "wrong-cells",
            Reason::OpenQuote => "open-quote",
            Reason::NotUtf8 => "not-utf8",
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}
