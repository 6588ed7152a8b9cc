//! A signature that is held for nothing but how many came, and on which nobody decides, is let through by itself some days before
//! it would run out: an honest colleague from an office, or from a hall, reads that a mail was sent, and is to get it. A few
//! at a time, and only as mails may go out.

use chrono::Duration;
use serde_json::json;

use super::hold;
use crate::app::act::{Act, Origin, Subject};
use crate::app::{App, arrival, contact, mail_caps};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::email::Email;
use crate::domain::ids::{EndorsementId, RuleId};
use crate::domain::{Error, Refusal, Result, limits};
use crate::store;
use crate::store::arrival::Arrival;
use crate::store::endorsement::Endorsement;

/// Lets through what is about to run out. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn let_go(app: &App) -> Result<usize> {
    let (own, now) = (app.clone(), app.clock.now());
    let since = now - Duration::days(limits::UNCONFIRMED_DAYS - limits::LET_GO_DAYS);
    let waiting = app.store.read(move |db| {
        let most = mail_caps::room(&own, db, now)?.min(limits::LET_GO_AT_ONCE);
        store::arrival::held_for_number(db, since, most)
    });
    let mut gone = 0;
    for id in waiting.await? {
        match app.act(Origin::system(), move |act| one(act, id)).await {
            Ok(()) => gone += 1,
            // A colleague, or another node, was faster.
            Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(gone)
}

fn one(act: &mut Act<'_>, id: EndorsementId) -> Result<()> {
    let seen = store::endorsement::find(act.db, id)?;
    let held = store::arrival::of_endorsement(act.db, id)?.filter(|arrival| arrival.held.is_some());
    let held = held.ok_or(Error::Refused(Refusal::WrongState))?;
    let case = store::case::open_of(act.db, CaseKind::Endorsement, id.0)?;
    let subject =
        case.as_ref().map_or(Subject("endorsement", Some(id.0)), |case| Subject("case", Some(case.id.0)));
    let number = case.as_ref().map(|case| case.number);
    let detail = json!({ "number": number, "organisation": seen.organisation_id, "endorsement": id });
    if let Some(rule) = blocked(act, &seen, &held)? {
        store::arrival::block(act.db, id, rule)?;
        return act.audit(AuditAct::HoldBlocked, subject, detail);
    }
    hold::release(act, &seen)?;
    if let Some(case) = &case {
        store::case::set_state(act.db, case, CaseState::Closed, Some(CaseOutcome::LetThrough), act.now)?;
    }
    act.audit(AuditAct::HoldLetThrough, subject, detail)
}

/// The rule that was made meanwhile and blocks it: it runs out in silence, as whatever comes now under that rule does.
fn blocked(act: &mut Act<'_>, seen: &Endorsement, held: &Arrival) -> Result<Option<RuleId>> {
    let signer = store::representative::find(act.db, seen.representative_id.ok_or(Error::NotFound)?)?;
    let email = contact::open(act.app, &signer.sealed)?.email;
    let email = Email::parse(&email).map_err(|_| Error::internal("a kept address does not parse"))?;
    let address = arrival::whence(act.app, held)?.address;
    crate::app::hold::blocked_by(act, address, &email)
}
