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
/// Longest local part of a mail address (RFC 5321, 4.5.3.1.1), in octets.
pub const EMAIL_LOCAL: usize = 64;
/// Longest domain name (RFC 1035, 2.3.4, as written with dots), in octets.
pub const HOST: usize = 253;
/// Longest slug, the readable end of a signatory's address.
pub const SLUG: usize = 80;
