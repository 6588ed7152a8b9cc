//! Withdrawing, and saying that a withdrawal was not the organisation's own.
//!
//! It takes effect at once, for everybody but a state: one stolen mailbox must not undo a state.

use chrono::Duration;
use serde_json::json;

use super::{Account, Acting, Addressee, addressee, amendment, put_before_staff, seen, words, write_to_all};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::entry_body;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::endorsement::{self, EndorsementState, reversible, withdraws_by_letter};
use crate::domain::entry::EntryKind;
use crate::domain::ids::{EndorsementId, RepresentativeId};
use crate::domain::link::Purpose;
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::secret;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// What came of the wish to withdraw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The register shows it already.
    Withdrawn,
    /// A state: the ministry waits for a letter.
    LetterNeeded,
}

/// Withdraws what a page has `shown`, or opens the Case in which a state's letter is awaited. Whoever has withdrawn hears so
/// again.
///
/// # Errors
/// `WrongState`, if nothing is in the register; `Conflict`, if the signature stands or appears otherwise than was shown.
pub async fn withdraw(app: &App, acting: Acting, shown: String) -> Result<Outcome> {
    let id = acting.representative;
    let outcome = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        account.endorsement.state.after(endorsement::Act::Withdraw)?;
        seen::check(&shown, &seen::signature(act.app, &account)?)?;
        if withdraws_by_letter(account.organisation.category) {
            await_letter(act, &account)?;
            return Ok(Outcome::LetterNeeded);
        }
        let (organisation, signed) = (&account.organisation, &account.endorsement);
        store::organisation::hold(act.db, organisation.id)?;
        store::endorsement::apply(act.db, signed, endorsement::Act::Withdraw, act.now)?;
        store::link::spend_all_of(act.db, Purpose::Hide, signed.id.0, act.now)?;
        let body = entry_body::fate(organisation, signed, None);
        act.entry(EntryKind::EndorsementWithdrawn, organisation.id.into(), &body)?;
        amendment::end_all(act, organisation.id, CaseOutcome::Withdrawn)?;
        let event = format!("endorsement.withdrawn:{}:{}", signed.id, signed.revision);
        write_to_all(act, organisation, &event, |act, to| withdrawn(act, organisation, signed.id, to))?;
        write_to_former(act, organisation, signed.id, &event)?;
        act.audit(AuditAct::EndorsementWithdrawn, Subject("endorsement", Some(signed.id.0)), json!({}))?;
        Ok(Outcome::Withdrawn)
    });
    let outcome = outcome.await;
    let late = matches!(outcome, Err(Error::Conflict | Error::Refused(Refusal::WrongState)));
    if late && has_withdrawn(app, id).await? { Ok(Outcome::Withdrawn) } else { outcome }
}

async fn has_withdrawn(app: &App, id: RepresentativeId) -> Result<bool> {
    let own = app.clone();
    let account = app.store.read(move |db| Account::of(&own, db, id)).await?;
    Ok(account.endorsement.state == EndorsementState::Withdrawn)
}

/// Who was a contact until lately is told as well, and a mailbox that was left: whoever has stolen one takes the others off
/// first, or moves. So is who was one of another that has gone into this one since.
fn write_to_former(act: &mut Act<'_>, of: &Organisation, id: EndorsementId, event: &str) -> Result<()> {
    let since = act.now - Duration::days(limits::REVERSAL_DAYS);
    for one in store::merge::whole(act.db, of.id)? {
        for gone in store::representative::removed_since(act.db, one, since)? {
            let to = addressee(act.app, &gone)?;
            let letter = withdrawn(act, of, id, &to)?;
            act.mail_about(of.id, event, (&to.email, to.locale), &letter)?;
        }
    }
    Ok(())
}

/// Each contact gets a link of their own: a shared one could be used up by whoever withdrew.
fn withdrawn(act: &mut Act<'_>, of: &Organisation, id: EndorsementId, to: &Addressee) -> Result<Letter> {
    let link = Link::make(act, Purpose::Reverse, id.0)?;
    Ok(Letter::Withdrawn {
        organisation: of.mail_name(),
        reverse_link: link.url(act.app, to.locale),
        days: limits::REVERSAL_DAYS,
    })
}

fn await_letter(act: &mut Act<'_>, account: &Account) -> Result<()> {
    let (organisation, seen) = (&account.organisation, &account.endorsement);
    let subject = Subject("endorsement", Some(seen.id.0));
    if store::case::open_of(act.db, CaseKind::StateWithdrawal, seen.id.0)?.is_some() {
        return act.audit(AuditAct::EndorsementWithdrawalAsked, subject, json!({ "again": true }));
    }
    let case = put_before_staff(act, CaseKind::StateWithdrawal, seen.id.0, organisation)?;
    let letter = Letter::WithdrawalByLetter {
        organisation: organisation.name.clone(),
        reference: seen.reference.clone(),
    };
    let event = format!("endorsement.withdrawal_asked:{}:{case}", seen.id);
    write_to_all(act, organisation, &event, |_, _| Ok(letter.clone()))?;
    act.audit(AuditAct::EndorsementWithdrawalAsked, subject, json!({ "case": case }))
}

/// What a reverse link is about: the organisation's name as mails may hold it, and when it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversible {
    pub organisation: String,
    pub withdrawn_at: Moment,
}

/// What a reverse link would take back. Looking uses nothing up.
///
/// # Errors
/// `LinkSpent`, if it was used, is too old or never was, or the time is over.
pub async fn look(app: &App, token: &str) -> Result<Reversible> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    app.store
        .read(move |db| {
            let link = store::link::find(db, &hash, Purpose::Reverse, now)?.ok_or_else(spent)?;
            let (seen, organisation) = open_to_reversal(db, EndorsementId(link.subject_id), now)?;
            let withdrawn_at = seen.ended_at.ok_or_else(spent)?;
            Ok(Reversible { organisation: organisation.mail_name(), withdrawn_at })
        })
        .await
}

/// Uses a reverse link, and gives the moment until which the ministry promises to decide. Whoever has used it hears so
/// again, until it is decided.
///
/// # Errors
/// As `look`.
pub async fn reverse_by_link(app: &App, origin: Origin, token: &str) -> Result<Moment> {
    let hash = secret::hash_token(token);
    let done = app.act(origin, move |act| {
        let id = store::link::use_once(act.db, &hash, Purpose::Reverse, act.now)?.ok_or_else(spent)?;
        ask_to_reverse(act, EndorsementId(id))
    });
    match done.await {
        Err(Error::Refused(Refusal::LinkSpent)) => asked_by(app, token).await,
        done => done,
    }
}

/// Until when is decided what was asked by this link.
async fn asked_by(app: &App, token: &str) -> Result<Moment> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    app.store
        .read(move |db| {
            let (id, at) = store::link::used(db, &hash, Purpose::Reverse, now)?.ok_or_else(spent)?;
            open_to_reversal(db, EndorsementId(id), now)?;
            let open = store::case::open_of(db, CaseKind::Reversal, id)?;
            let asked = open.filter(|case| case.opened_at <= at).ok_or_else(spent)?;
            Ok(asked.due_at)
        })
        .await
}

/// The same from within the account.
///
/// # Errors
/// `LinkSpent`, if nothing was withdrawn or the time is over.
pub async fn reverse(app: &App, acting: Acting) -> Result<Moment> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        ask_to_reverse(act, account.endorsement.id)
    })
    .await
}

/// Opens the urgent Case that two people decide, once; whoever asks again hears of the same one.
fn ask_to_reverse(act: &mut Act<'_>, id: EndorsementId) -> Result<Moment> {
    let (seen, organisation) = open_to_reversal(act.db, id, act.now)?;
    let subject = Subject("endorsement", Some(seen.id.0));
    if let Some(open) = store::case::open_of(act.db, CaseKind::Reversal, seen.id.0)? {
        act.audit(
            AuditAct::EndorsementReversalAsked,
            subject,
            json!({ "case": open.number, "again": true }),
        )?;
        return Ok(open.due_at);
    }
    let words = words(act.db, &organisation)?;
    let of = (organisation.id, words.as_str());
    let case = store::case::open(act.db, CaseKind::Reversal, seen.id.0, of, act.now)?;
    let case = store::case::find(act.db, case)?;
    act.audit(AuditAct::EndorsementReversalAsked, subject, json!({ "case": case.number }))?;
    Ok(case.due_at)
}

fn open_to_reversal(db: &mut Db, id: EndorsementId, now: Moment) -> Result<(Endorsement, Organisation)> {
    let seen = store::endorsement::find(db, id)?;
    let in_time = seen.ended_at.is_some_and(|at| reversible(at, now));
    if seen.state != EndorsementState::Withdrawn || !in_time {
        return Err(spent());
    }
    let organisation = store::organisation::find(db, seen.organisation_id)?;
    Ok((seen, organisation))
}

fn spent() -> Error {
    Error::Refused(Refusal::LinkSpent)
}
