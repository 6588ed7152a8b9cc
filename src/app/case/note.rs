//! Notes in a Case: what colleagues tell each other. Never shown to anybody else.

use serde_json::json;

use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Result};
use crate::store;

/// Adds a note.
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
        store::case::add_note(act.db, case.id, me, note.as_str(), act.now)?;
        act.audit("case.noted", Subject("case", Some(case.id.0)), json!({}))
    })
    .await
}
