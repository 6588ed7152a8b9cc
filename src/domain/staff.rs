//! A ministry colleague's account: where it stands. Roles and permits are in `permit`.

use super::search_key::fold;
use super::{Flaw, Result, limits};
use crate::codes;

/// Letters in a row from which they are a piece of a name, and no chance.
const PIECE: usize = 3;

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

/// Whether a password is more than its owner's own name and mail address, which is what is tried first by whoever knows
/// them. Spaces, signs and capitals do not count, nor where a piece was cut off or put twice.
pub fn check_own(password: &str, (name, email): (&str, &str)) -> Result<(), Flaw> {
    let bare = |text: &str| fold(text).replace(' ', "");
    let (own, password) = ([bare(name), bare(email)], bare(password));
    let (mut rest, mut pieces, mut other) = (&*password, 0, 0);
    while let Some(first) = rest.chars().next() {
        let piece = own.iter().map(|own| begins_with_piece(rest, own)).max().unwrap_or_default();
        if piece > 0 {
            pieces += 1;
        } else {
            other += 1;
        }
        rest = rest.get(piece.max(first.len_utf8())..).unwrap_or_default();
    }
    if pieces > 0 && other < limits::PASSWORD_OTHER { Err(Flaw::PasswordOwnName) } else { Ok(()) }
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
