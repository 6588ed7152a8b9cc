//! The counters of what is numbered in public: whether the next number of a signatory and of a Case is one that nobody has had.
//! That of entries is `log::seal`'s.

use super::log::numbers::Given;
use super::log::{entered, entry, row};
use crate::domain::{Error, Result};
use crate::store::register_state::Counter;
use crate::store::{self, Db};

/// Takes the next public number of a signatory.
///
/// # Errors
/// Internal, with what to do, where somebody has that number: then nobody can be published.
pub fn take_signatory_number(db: &mut Db) -> Result<i64> {
    let number = store::register_state::next_signatory_number(db)?;
    // The counter's row is held: whoever took a number before has given it.
    if !store::organisation::has_number(db, number)? {
        return Ok(number);
    }
    let highest = store::register_state::signatory_counter(db)?.highest;
    Err(behind(db, number, highest)?)
}

/// Whether the next signatory and the next Case can get their numbers.
///
/// # Errors
/// Internal, with what to do.
pub fn check(db: &mut Db) -> Result<()> {
    let Counter { next, highest } = store::register_state::signatory_counter(db)?;
    if next <= highest {
        return Err(behind(db, next, highest)?);
    }
    let Counter { next, highest } = store::register_state::case_counter(db)?;
    if next <= highest {
        return Err(set_back("Case", "next_case", (next, highest), highest + 1));
    }
    Ok(())
}

/// The refusal to publish anybody. What came from a copy gave numbers of which no row here may know.
fn behind(db: &mut Db, next: i64, highest: i64) -> Result<Error> {
    let mut free = highest + 1;
    for range in entered::copied(db)? {
        let read = store::entry::numbered(db, row(range.start), row(range.end))?;
        let lines = read.into_iter().map(entry::line).collect::<Result<Vec<_>>>()?;
        free = Given::of(&lines).behind(free);
    }
    Ok(set_back("signatory", "next_signatory", (next, highest), free))
}

fn set_back(whose: &str, column: &str, (next, highest): (i64, i64), free: i64) -> Error {
    Error::internal(format!(
        "the next {whose} is to get the number {next}, and numbers up to {highest} are given: somebody has changed {column} in the \
         table register_state past the program, and none gets a number. See who can write to the database; where the counter \
         alone was changed, set {column} to {free}"
    ))
}
