//! Notes in a Case: what colleagues tell each other. Never shown to anybody else. Where a letter is filed about an
//! organisation that must not be named lies sealed in them; what colleagues type does not.

use serde_json::json;

use super::matter::Matter;
use super::ruling::Ruling;
use crate::app::act::{Act, Origin, Subject};
use crate::app::filed_letter::FiledLetter;
use crate::app::{App, again, identity};
use crate::domain::audit::AuditAct;
use crate::domain::ids::{CaseId, OrganisationId, StaffId};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Result};
use crate::store::case::{Case, Note as Kept};
use crate::store::{self, Db};

/// Adds a note, once however often its button is pressed.
///
/// # Errors
/// `Invalid` (field `text`) when there is nothing, or too much.
pub async fn add(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    number: i64,
    text: &str,
) -> Result<()> {
    let note = Note::parse(text).map_err(|flaw| Error::invalid("text", flaw))?;
    let me = permit.id();
    app.act(origin, move |act| {
        let case = store::case::by_number(act.db, number)?;
        add_to(act, &case, me, &note)
    })
    .await
}

/// Adds it to this Case.
pub(super) fn add_to(act: &mut Act<'_>, case: &Case, me: StaffId, note: &Note) -> Result<()> {
    store::case::hold(act.db, case.id)?;
    if store::case::has_note(act.db, case.id, (me, note.as_str()), again::since(act.now))? {
        act.stands();
        return Ok(());
    }
    store::case::add_note(act.db, case.id, me, note.as_str(), act.now)?;
    act.audit(AuditAct::CaseNoted, Subject("case", Some(case.id.0)), json!({}))
}

/// Notes on which letter a decision rests.
pub(super) fn tell_of(act: &mut Act<'_>, matter: &Matter, me: StaffId, letter: &FiledLetter) -> Result<()> {
    let mut text = letter.to_string();
    if matter.organisation.sealed.is_some() {
        text = identity::seal_reference(act.app, &text)?;
    }
    store::case::add_note(act.db, matter.case.id, me, &text, act.now)
}

/// The notes of a Case, oldest first, for those who may see who it is about.
pub(super) fn of_case(app: &App, db: &mut Db, case: CaseId) -> Result<Vec<Kept>> {
    let open = |note: Kept| Kept { text: identity::told(app, note.text), ..note };
    Ok(store::case::notes(db, case)?.into_iter().map(open).collect())
}

/// Seals where letters are filed of which the Cases of an organisation tell that is no longer named: in notes, and in a
/// decision that waits.
pub(in crate::app) fn seal_letters(act: &mut Act<'_>, of: OrganisationId) -> Result<()> {
    for case in store::case::of_organisation(act.db, of)? {
        for (id, text) in store::case::note_texts(act.db, case.id)? {
            if FiledLetter::told_by(&text).is_some() {
                store::case::set_note(act.db, id, &identity::seal_reference(act.app, &text)?)?;
            }
        }
        let Some(waits) = &case.proposal else { continue };
        let ruling: Ruling = serde_json::from_str(waits).map_err(Error::internal)?;
        if ruling.letter.is_some() {
            let sealed = serde_json::to_string(&ruling.sealed(act.app)?).map_err(Error::internal)?;
            store::case::set_proposal(act.db, case.id, &sealed)?;
        }
    }
    Ok(())
}
