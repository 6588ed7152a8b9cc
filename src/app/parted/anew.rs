//! What holds of a signatory, entered anew where only entries said so that tell of another one too, who must not be named.

use serde_json::{Value, json};

use super::TELLING;
use crate::app::act::Act;
use crate::app::case::entries;
use crate::app::entry_body::{self, organisation::Fields};
use crate::app::log::adopted::CameBack;
use crate::domain::commitment::{Fate, StoredState};
use crate::domain::entry::EntryKind;
use crate::domain::identifier::Identifiers;
use crate::domain::ids::OrganisationId;
use crate::domain::{Error, Result};
use crate::log::subject;
use crate::store::commitment::Commitment;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Lets whoever changes an organisation or one of its commitments wait: what is told anew of them is what the entries before it
/// leave.
pub(in crate::app) fn hold(db: &mut Db, of: OrganisationId) -> Result<()> {
    store::organisation::hold(db, of)?;
    store::commitment::hold_of(db, of)
}

/// Enters anew what holds of an organisation that is named, and of its commitments, where only entries said so that nobody
/// reads any more.
pub(in crate::app) fn restate(act: &mut Act<'_>, of: OrganisationId) -> Result<()> {
    hold(act.db, of)?;
    let organisation = store::organisation::find(act.db, of)?;
    let withheld = store::endorsement::visibility_of(act.db, of)?.withholds();
    if withheld || organisation.erased_at.is_some() {
        return Ok(());
    }
    profile(act, &organisation)?;
    for promise in store::commitment::of_organisation(act.db, of)? {
        commitment(act, &organisation, &promise)?;
    }
    Ok(())
}

fn commitment(act: &mut Act<'_>, of: &Organisation, promise: &Commitment) -> Result<()> {
    let (mut fate, mut told, mut whole, mut worded) = (Fate::default(), None, true, true);
    let came_back = CameBack::read(act.db)?;
    for entry in store::entry::of_commitments(act.db, &[promise.id])? {
        let became = match EntryKind::from_code(&entry.kind) {
            Some(EntryKind::CommitmentPublished | EntryKind::CommitmentRevised) => StoredState::Active,
            Some(EntryKind::CommitmentSuspended) => StoredState::Suspended,
            Some(EntryKind::CommitmentDropped) => StoredState::Dropped,
            _ => continue,
        };
        match entry.body {
            _ if came_back.has(entry.number) => {}
            Some(_) => {
                // Of whether it is shown, a revision tells nothing.
                if entry.kind != EntryKind::CommitmentRevised.code() {
                    fate.hear(became, subject::is_of_batch(&entry.subject));
                }
                told = Some(fate.state());
                // What is shown again is told in full.
                worded |= became == StoredState::Active;
            }
            None => {
                whole = false;
                worded &= entry.kind != EntryKind::CommitmentRevised.code();
            }
        }
    }
    if whole || told == Some(promise.state) && (worded || promise.state == StoredState::Suspended) {
        return Ok(());
    }
    if promise.state == StoredState::Dropped && !worded {
        entries::commitment(act, of, promise)?;
    }
    match promise.state {
        StoredState::Active => entries::commitment(act, of, promise),
        StoredState::Suspended => entries::commitment_stays_suspended(act, of, promise),
        StoredState::Dropped => entries::commitment_dropped(act, of, promise),
        _ => Ok(()),
    }
}

fn profile(act: &mut Act<'_>, organisation: &Organisation) -> Result<()> {
    let Some(told) = left(act.db, organisation.id)? else { return Ok(()) };
    let (mut before, mut after) = (Fields::new(), Fields::new());
    for (field, value) in entry_body::organisation::profile(organisation) {
        let then = told.get(&field).cloned().unwrap_or_default();
        if then != value {
            before.insert(field.clone(), then);
            after.insert(field, value);
        }
    }
    if after.is_empty() { Ok(()) } else { entries::profile(act, organisation, &(before, after)) }
}

/// What the entries of an organisation say of it that can be read; nothing, where all of them can.
fn left(db: &mut Db, of: OrganisationId) -> Result<Option<Fields>> {
    // Entries of before there were some have neither.
    let mut told = Fields::from_iter([
        ("names".to_owned(), json!([])),
        ("identifiers".to_owned(), json!(Identifiers::default())),
    ]);
    let (came_back, mut whole) = (CameBack::read(db)?, true);
    for entry in store::entry::of_organisation(db, of)? {
        let kind = EntryKind::from_code(&entry.kind);
        let publishes = kind == Some(EntryKind::EndorsementPublished);
        if !publishes && !kind.is_some_and(|kind| TELLING.contains(&kind)) || came_back.has(entry.number) {
            continue;
        }
        let Some(body) = entry.body else {
            whole = false;
            continue;
        };
        let mut body: Fields = serde_json::from_str(&body).map_err(Error::internal)?;
        match body.remove("after") {
            Some(Value::Object(after)) => told.extend(after),
            _ if publishes => told.extend(body),
            _ => {}
        }
    }
    Ok((!whole).then_some(told))
}
