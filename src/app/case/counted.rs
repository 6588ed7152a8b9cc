//! A letter counts once, for what it asks: what has made an organisation known, or a decision possible, is no ground for
//! anything else.

use super::matter::Matter;
use super::note;
use crate::app::App;
use crate::app::filed_letter::FiledLetter;
use crate::domain::case::CaseOutcome;
use crate::domain::{Error, Flaw, Result};
use crate::store::assurance::AssuranceState;
use crate::store::{self, Db};

/// Checks that a letter about the organisation of a Case has served nothing else.
///
/// # Errors
/// `Invalid`: `sha256` where the scan is one that counted, `reference` where another scan is filed alike on the same date.
pub(super) fn check(app: &App, db: &mut Db, matter: &Matter, letter: &FiledLetter) -> Result<()> {
    let counted = counted(app, db, matter)?;
    match counted.iter().find_map(|other| letter.same_as(other)) {
        Some(field) => Err(Error::invalid(field, Flaw::LetterCounted)),
        None => Ok(()),
    }
}

/// The letters that were recorded and not put aside, and those on which other Cases were decided.
fn counted(app: &App, db: &mut Db, matter: &Matter) -> Result<Vec<FiledLetter>> {
    let recorded = matter.assurances.iter().filter(|one| one.state != AssuranceState::Refused);
    let mut letters: Vec<FiledLetter> = recorded.filter_map(|one| FiledLetter::of(&one.evidence.0)).collect();
    for case in store::case::of_organisation(db, matter.organisation.id)? {
        let rested = matches!(case.outcome, Some(CaseOutcome::LetIn | CaseOutcome::WithdrawalConfirmed));
        if rested && case.id != matter.case.id {
            let notes = note::of_case(app, db, case.id)?;
            letters.extend(notes.iter().filter_map(|note| FiledLetter::told_by(&note.text)));
        }
    }
    Ok(letters)
}
