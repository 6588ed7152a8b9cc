//! Notes in a Case: what colleagues tell each other. Never shown to anybody else.

use serde_json::json;

use crate::app::act::{Act, Origin, Subject};
use crate::app::{App, again};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Result};
use crate::store;
use crate::store::case::Case;

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
    act.audit("case.noted", Subject("case", Some(case.id.0)), json!({}))
}
