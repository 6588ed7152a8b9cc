//! Opening a Case about something published that nobody sent in: a signatory, or one commitment of it, that is to be
//! looked into.

use serde_json::json;

use super::note;
use crate::app::App;
use crate::app::account::words;
use crate::app::act::{Act, Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseKind;
use crate::domain::commitment::StoredState;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Refusal, Result};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The Case in which colleagues look into a signatory: the one that is open, or a new one. Gives its number.
///
/// # Errors
/// Internal.
pub(super) fn inquiry(act: &mut Act<'_>, of: &Organisation, seen: &Endorsement) -> Result<i64> {
    if let Some(open) = store::case::open_of(act.db, CaseKind::Inquiry, seen.id.0)? {
        return Ok(open.number);
    }
    let words = words(act.db, of)?;
    let id = store::case::open(act.db, CaseKind::Inquiry, seen.id.0, (of.id, &words), act.now)?;
    act.audit(AuditAct::CaseOpened, Subject("case", Some(id.0)), json!({ "endorsement": seen.id }))?;
    Ok(store::case::find(act.db, id)?.number)
}

/// The number of the Case in which a colleague looks into the signatory of another Case: the one that is open, or a new
/// one. Why stands there as the colleague's note.
///
/// # Errors
/// `Invalid` (field `inquiry`) without a note; `WrongState` for a signatory that is not in the register now.
pub async fn about_signatory(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (from, why): (i64, &str),
) -> Result<i64> {
    let why = Note::parse(why).map_err(|flaw| Error::invalid("inquiry", flaw))?;
    let me = permit.id();
    app.act(origin, move |act| {
        let from = store::case::by_number(act.db, from)?;
        let organisation = store::organisation::find(act.db, from.organisation_id)?;
        let seen = store::endorsement::of_organisation(act.db, organisation.id)?;
        let gone = organisation.erased_at.is_some() || organisation.merged_into.is_some();
        if gone || !seen.examinable() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let number = inquiry(act, &organisation, &seen)?;
        let case = store::case::by_number(act.db, number)?;
        note::add_to(act, &case, me, &why)?;
        Ok(number)
    })
    .await
}

/// The number of the Case about a published commitment: the one that is open, or a new one.
///
/// # Errors
/// `NotFound`; `WrongState` for a commitment that is not in the register now; `Conflict` when somebody opened
/// one at this moment.
pub async fn about_commitment(
    app: &App,
    _: &Permit<Moderate>,
    origin: Origin,
    public_id: &str,
) -> Result<i64> {
    let wanted = public_id.to_owned();
    let (promise, open) = app
        .store
        .read(move |db: &mut Db| {
            let promise = store::commitment::by_public_id(db, &wanted)?;
            let open = store::case::open_of(db, CaseKind::Commitment, promise.id.0)?;
            Ok((promise, open))
        })
        .await?;
    if let Some(case) = open {
        return Ok(case.number);
    }
    app.act(origin, move |act| {
        let promise = store::commitment::find(act.db, promise.id)?;
        if !matches!(promise.state, StoredState::Active | StoredState::Suspended) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if store::case::open_of(act.db, CaseKind::Commitment, promise.id.0)?.is_some() {
            return Err(Error::Conflict);
        }
        let organisation = store::organisation::find(act.db, promise.organisation_id)?;
        let of = (organisation.id, organisation.search_key.as_str());
        let id = store::case::open(act.db, CaseKind::Commitment, promise.id.0, of, act.now)?;
        act.audit(AuditAct::CaseOpened, Subject("case", Some(id.0)), json!({ "commitment": promise.id }))?;
        Ok(store::case::find(act.db, id)?.number)
    })
    .await
}
