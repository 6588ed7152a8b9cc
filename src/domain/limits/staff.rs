//! What staff may type for others to read, what they sign in with, and how much of a list they are shown.

/// Longest subject of a mail in words of the ministry's own.
pub const MAIL_SUBJECT: usize = 60;
/// Longest heading, button or name of a link in such a mail.
pub const MAIL_HEADING: usize = 100;
/// Longest paragraph in it.
pub const MAIL_PARAGRAPH: usize = 1_000;
/// Longest code of a reason.
pub const REASON_CODE: usize = 40;
/// Longest value of a setting.
pub const SETTING: usize = 500;
/// Fewest different characters of a staff password: of one with fewer, most are guessed from the keyboard.
pub const PASSWORD_DIFFERENT: usize = 5;
/// Recovery codes given at once.
pub const RECOVERY_CODES: usize = 10;
/// Recovery codes left, from which on their owner is told.
pub const RECOVERY_CODES_FEW: usize = 3;
/// Mails that were given up, or overtaken, that are listed: of each the latest, first.
pub const MAILS_SHOWN: i64 = 200;
/// Mails to many signatories that are listed.
pub const CIRCULARS_SHOWN: i64 = 100;
