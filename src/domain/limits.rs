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

/// How long a mail waits after its first, second, ... failed attempt, in minutes: 1 min, 5 min, 30 min,
/// 2 h, 6 h.
pub const MAIL_RETRY_MINUTES: [i64; 5] = [1, 5, 30, 120, 360];
/// How long it waits after every later attempt, in minutes: 12 h.
pub const MAIL_RETRY_LATER_MINUTES: i64 = 720;
/// How long a mail is tried before it is given up, in days (RFC 5321, section 4.5.4.1, asks for 4 to 5).
pub const MAIL_GIVE_UP_DAYS: i64 = 5;
/// How much earlier than planned a retry may come, in per cent, so that mails that failed together do not
/// all come back together.
pub const MAIL_RETRY_JITTER_PERCENT: i64 = 20;
/// How long one attempt may take, connecting included, in seconds.
pub const MAIL_ATTEMPT_SECONDS: u64 = 120;
/// Longest text of a mail server that is kept.
pub const MAIL_REASON: usize = 200;
