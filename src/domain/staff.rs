//! A ministry colleague's account: where it stands. Roles and permits are in `permit`.

use super::search_key::fold;
use super::{Flaw, Result, limits};
use crate::codes;

/// Letters in a row from which they are a piece of a name or of a run, and no chance.
const PIECE: usize = 3;

/// What fingers and tongues run along: the alphabet, the digits, the rows of keyboards (QWERTY, QWERTZ, AZERTY), and two
/// ways across them. Each runs backwards too.
const RUNS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

codes! {
    /// Where a colleague's account stands.
    pub enum StaffState {
        /// Created or reset; waits for password and second factor from the set-up link.
        Invited = "invited",
        /// Can sign in.
        Active = "active",
        /// Can never sign in again; kept for the audit trail.
        Disabled = "disabled",
    }
}

codes! {
    /// What was done with a colleague's account by somebody else.
    pub enum AccountChange {
        /// It has other roles.
        Roles = "roles",
        /// It is new, and an admin's.
        Added = "added",
        Disabled = "disabled",
        /// Its password, app and passkeys are forgotten.
        Reset = "reset",
    }
}

codes! {
    /// What a colleague signs in with and has changed themselves, or used up.
    pub enum OwnKey {
        Password = "password",
        /// The app that shows codes.
        App = "app",
        /// The recovery codes.
        Codes = "codes",
        /// One recovery code, which lets nobody in again.
        Used = "used",
    }
}

/// Whether a password is more than its owner's own name and mail address, which is what is tried first by whoever knows
/// them. Spaces, signs and capitals do not count, nor where a piece was cut off or put twice.
pub fn check_own(password: &str, (name, email): (&str, &str)) -> Result<(), Flaw> {
    if is_pieces_of(password, &[bare(name), bare(email)]) { Err(Flaw::PasswordOwnName) } else { Ok(()) }
}

/// Whether a password is little more than runs of keys, letters or digits: `qwertyuiopas`, `abcdefghijkl`.
pub fn is_run(password: &str) -> bool {
    let backwards = RUNS.iter().map(|run| run.chars().rev().collect());
    let runs: Vec<String> = RUNS.iter().map(|run| (*run).to_owned()).chain(backwards).collect();
    is_pieces_of(password, &runs)
}

/// Letters and digits alone, small and plain.
fn bare(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Whether a password has pieces of these texts, and little else.
fn is_pieces_of(password: &str, texts: &[String]) -> bool {
    let password = bare(password);
    let (mut rest, mut pieces, mut other) = (&*password, 0, 0);
    while let Some(first) = rest.chars().next() {
        let piece = texts.iter().map(|text| begins_with_piece(rest, text)).max().unwrap_or_default();
        if piece > 0 {
            pieces += 1;
        } else {
            other += 1;
        }
        rest = rest.get(piece.max(first.len_utf8())..).unwrap_or_default();
    }
    pieces > 0 && other < limits::PASSWORD_OTHER
}

/// How many bytes at the beginning of a text stand somewhere in another; none where it is less than a piece.
fn begins_with_piece(text: &str, own: &str) -> usize {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(PIECE - 1);
    let stands = |end: &usize| text.get(..*end).is_some_and(|begin| own.contains(begin));
    ends.take_while(stands).last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_more_than_a_run() {
        for run in [
            "qwertyuiopas",
            "Qwertyuiop\u{e5}sdf",
            "azertyuiopqs",
            "qwertzuiopasdf",
            "abcdefghijkl",
            "zyxwvutsrqpo",
            "123456789012",
            "0987654321-09",
            "asdf-1234-qwer",
            "1qaz2wsx3edc",
            "1q2w3e4r5t6y",
            "poiuytrewqlk",
        ] {
            assert!(is_run(run), "{run}");
        }
        for good in [
            "seks bl\u{e5} svaner i regnen",
            "first stuffed ponies",
            "2938-4471-0052-x",
            "!?!?-!?!?-+#+",
            "tre dage i vest",
        ] {
            assert!(!is_run(good), "{good}");
        }
    }

    #[test]
    fn a_password_is_more_than_ones_own_name_and_address() {
        let check = |password: &str| check_own(password, ("New Mod", "newmod@ministry.example"));
        for own in [
            "newmod@ministry.exam",
            "New Mod ministry",
            "newmodnewmod",
            "N\u{c9}W.MOD+2026!",
            "ministry-newmod",
        ] {
            assert_eq!(check(own), Err(Flaw::PasswordOwnName), "{own}");
        }
        for good in
            ["seks bl\u{e5} svaner i regnen", "my newmod rides a tandem", "!?!?-!?!?-+#+", "exam in old bus"]
        {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }
}
