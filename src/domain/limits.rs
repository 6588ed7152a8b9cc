//! Every number that a rule turns on, in one place.
//!
//! Lengths are in Unicode scalar values after NFC, times as the unit in the name says.

/// Longest name of an organisation. The longest official names known (about 200) pass.
pub const NAME: usize = 300;
/// Longest mail address (RFC 5321 allows a path of 256 octets with its brackets).
pub const EMAIL: usize = 254;
/// Longest website address.
pub const WEBSITE: usize = 500;
/// Longest description of an organisation.
pub const DESCRIPTION: usize = 600;
/// Longest public statement.
pub const STATEMENT: usize = 2_000;
/// Longest title of a commitment, job title or name of a person.
pub const TITLE: usize = 200;
/// Longest account of what will be done.
pub const ACTION: usize = 2_000;
/// Longest note that staff write.
pub const NOTE: usize = 4_000;
/// Most commitments in one submission.
pub const COMMITMENTS: usize = 20;
/// Longest text that the register's search takes; what is longer is cut.
pub const SEARCH: usize = 200;
/// Most values that one filter takes in one address.
pub const FILTER_VALUES: usize = 60;
/// Most items that the API answers at once.
pub const API_PAGE: usize = 500;
/// Items that the API answers when nobody says how many.
pub const API_PAGE_DEFAULT: usize = 100;
