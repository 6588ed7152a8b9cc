//! How much of a request is read, how long it is waited for, and how long what is in hand may take when the program ends.

use super::CALL_TEXT;

/// Largest form that carries a text of the Call, in bytes: in a form a character takes up to twelve.
pub const CALL_FORM_BYTES: usize = CALL_TEXT * 12 + 4096;
/// Longest address with its query that is read, in bytes; every filter of the register at once is shorter.
pub const ADDRESS_BYTES: usize = 8 * 1024;
/// Most that the names and values of a request's headers may take together, in bytes.
pub const HEAD_BYTES: usize = 32 * 1024;
/// Largest form that is read, in bytes.
pub const FORM_BYTES: usize = 64 * 1024;
/// How long the head of a request is waited for, in seconds.
pub const HEAD_SECONDS: u64 = 10;
/// How long the body of a request is waited for, in seconds: enough for the longest form over a slow line.
pub const BODY_SECONDS: u64 = 20;
/// Largest form of a proof of identity, in bytes: it carries another, sealed and in letters that any form can.
pub const PROOF_FORM_BYTES: usize = 4 * FORM_BYTES;
/// How long the requests and the mail in hand may take when the program ends, in seconds. Longer than a mail server takes to say
/// yes, shorter than whoever stops a program waits before killing it.
pub const ENDING_SECONDS: u64 = 10;
