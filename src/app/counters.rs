//! The counters of what is numbered in public: whether the next number of a signatory and of a Case is one that nobody has had.
//! That of entries is `log::seal`'s.

use crate::domain::{Error, Result};
use crate::store::register_state::Counter;
use crate::store::{self, Db};

/// Takes the next public number of a signatory.
///
/// # Errors
/// Internal, with what to do, where somebody has or had that number: then nobody can be published.
pub fn take_signatory_number(db: &mut Db) -> Result<i64> {
    // The counter's row is held: whoever took a number before has given it.
    let taken = store::register_state::next_signatory_number(db)?;
    match taken {
        Some(number) if !store::organisation::has_number(db, number)? => Ok(number),
        _ => {
            let Counter { next, highest } = store::register_state::signatory_counter(db)?;
            Err(set_back("signatory", "next_signatory", taken.unwrap_or(next), highest))
        }
    }
}

/// Whether the next signatory and the next Case can get their numbers.
///
/// # Errors
/// Internal, with what to do.
pub fn check(db: &mut Db) -> Result<()> {
    let signatory = ("signatory", "next_signatory", store::register_state::signatory_counter(db)?);
    let case = ("Case", "next_case", store::register_state::case_counter(db)?);
    for (whose, column, Counter { next, highest }) in [signatory, case] {
        if next <= highest {
            return Err(set_back(whose, column, next, highest));
        }
    }
    Ok(())
}

fn set_back(whose: &str, column: &str, next: i64, highest: i64) -> Error {
    let free = highest + 1;
    Error::internal(format!(
        "the next {whose} is to get the number {next}, and numbers up to {highest} are given: somebody has changed {column} in the \
         table register_state past the program, and none gets a number. See who can write to the database; where the counter \
         alone was changed, set {column} to {free}"
    ))
}
