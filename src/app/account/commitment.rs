//! Commitments of a signatory: adding one, mending or calling back one that is not decided, giving one up.

use serde::Serialize;
use serde_json::json;

use super::answer::{Changed, keep_reply};
use super::{Account, Acting, amendment, close_case, in_public, put_before_staff, seen, wrong_state};
use crate::app::App;
use crate::app::act::{About, Act, Subject};
use crate::app::{again, entry_body, identity, rows};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::call::CallText;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::commitment::{Mending, StoredState};
use crate::domain::draft::{CommitmentAnswers, Promise};
use crate::domain::endorsement::EndorsementState;
use crate::domain::entry::EntryKind;
use crate::domain::ids::RepresentativeId;
use crate::domain::text::{Note, Statement, parse_optional};
use crate::domain::{Day, Error, Flaw, Problems, Result};
use crate::store::audit::Line;
use crate::store::commitment::{Commitment, NewCommitment, Terms};
use crate::store::endorsement::Endorsement;
use crate::store::{self, Db};

/// Sends a new commitment to the ministry; the same from the same person, by a second click, is sent once.
///
/// # Errors
/// Invalid, with the fields; `WrongState`, unless the organisation is published.
pub async fn add(app: &App, acting: Acting, answers: CommitmentAnswers) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        if !in_public(&account.endorsement) {
            return wrong_state();
        }
        let promise = answers.parse(&paragraphs(act.db)?, act.today())?;
        store::register_state::hold_case_numbers(act.db)?;
        let mark = again::mark(act.app, &answers)?;
        if waits(act, &account, &mark)? {
            act.stands();
            return Ok(());
        }
        let new =
            rows::commitment(act.app, account.organisation.id, &promise, StoredState::InReview, act.now);
        let commitment = store::commitment::insert(act.db, &new)?;
        let case = put_before_staff(act, CaseKind::Commitment, commitment.0, &account.organisation)?;
        let mut detail = json!({ "case": case });
        detail[again::FORM] = json!(mark);
        act.audit(AuditAct::CommitmentSent, Subject("commitment", Some(commitment.0)), detail)
    })
    .await
}

/// Whether what this person sent with the same form a moment ago waits to be decided.
fn waits(act: &mut Act<'_>, account: &Account, mark: &str) -> Result<bool> {
    let me = Actor::Representative(account.representative.id);
    for promise in store::commitment::of_organisation(act.db, account.organisation.id)? {
        let new = promise.state == StoredState::InReview && promise.created_at >= again::since(act.now);
        if !new || store::case::open_of(act.db, CaseKind::Commitment, promise.id.0)?.is_none() {
            continue;
        }
        let lines = store::audit::of_subject(act.db, "commitment", promise.id.0)?;
        if lines.iter().any(|line| line.actor == me && line.detail[again::FORM] == *mark) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The ids of the paragraphs of the Call in force.
pub(super) fn paragraphs(db: &mut Db) -> Result<Vec<String>> {
    let Some(version) = store::call::current(db)? else { return Ok(Vec::new()) };
    let texts = store::call::texts(db, version.id)?;
    let read = texts.first().and_then(|text| CallText::parse(&text.markdown).ok());
    let ids = |text: CallText| text.paragraphs().map(|paragraph| paragraph.id.as_str().to_owned()).collect();
    Ok(read.map(ids).unwrap_or_default())
}

/// One commitment of the organisation that somebody acts for, and what marks it and what is asked of it.
///
/// # Errors
/// Not found, for everybody else's.
pub async fn find(app: &App, id: RepresentativeId, public_id: &str) -> Result<(Commitment, String)> {
    let wanted = public_id.to_owned();
    let parts = app.clone();
    app.store
        .read(move |db| {
            let account = Account::of(&parts, db, id)?;
            let commitment = own(&parts, db, &account, &wanted)?;
            let shown = seen::promise(&parts, db, (&account, &commitment))?;
            Ok((commitment, shown))
        })
        .await
}

pub(super) fn own(app: &App, db: &mut Db, account: &Account, public_id: &str) -> Result<Commitment> {
    let all = identity::commitments(app, db, account.organisation.id)?;
    all.into_iter().find(|commitment| commitment.public_id == public_id).ok_or(Error::NotFound)
}

/// As what the organisation may change what a commitment says, while it is not decided; nothing where it may not.
pub fn open_to_change(endorsement: EndorsementState, commitment: StoredState) -> Option<Mending> {
    match (commitment, endorsement) {
        (StoredState::NeedsInfo, _) => Some(Mending::Answer),
        (StoredState::InReview, EndorsementState::NeedsInfo) => Some(Mending::Part),
        (StoredState::InReview, EndorsementState::Published) => Some(Mending::Anew),
        _ => None,
    }
}

/// Whether a commitment may be called back: one that was added later, and not sent with the signature, while it is not decided.
pub fn may_be_called_back(endorsement: &Endorsement, commitment: StoredState) -> bool {
    endorsement.published_at.is_some() && commitment.may_become(StoredState::Draft)
}

/// Whether one that is not decided waits for its signatory: nothing is added to what is not in the register now.
pub fn waits_for_signatory(endorsement: &Endorsement, commitment: StoredState) -> bool {
    may_be_called_back(endorsement, commitment) && endorsement.state != EndorsementState::Published
}

/// Whether it was called back.
pub fn is_called_back(endorsement: &Endorsement, commitment: StoredState) -> bool {
    endorsement.published_at.is_some() && commitment == StoredState::Draft
}

/// Whether a commitment may be given up: an active one, of who is in the register, named or not.
pub fn may_be_given_up(endorsement: EndorsementState, commitment: StoredState) -> bool {
    endorsement == EndorsementState::Published && commitment.may_become(StoredState::Dropped)
}

/// Where the ministry asks about a commitment: as part of the signature while that waits for an answer, else by itself.
pub fn asked_about(account: &Account, kept: &Commitment) -> (CaseKind, i64) {
    match account.endorsement.state {
        EndorsementState::NeedsInfo => (CaseKind::Endorsement, account.endorsement.id.0),
        _ => (CaseKind::Commitment, kept.id.0),
    }
}

/// What somebody sends of a commitment, as typed.
#[derive(Debug, Clone, Serialize)]
pub struct Mended {
    pub public_id: String,
    pub answers: CommitmentAnswers,
    pub reply: String,
    /// What marks what was shown: the question, and the commitment.
    pub shown: String,
}

/// Changes what a commitment says, and says as what. It goes to the staff, with the reply where they asked about it; as part of a
/// signature it waits for the answer to that. The same from the same person, by a second click, is sent once.
///
/// # Errors
/// Invalid, with the fields, and `reply` where nothing was said to what was asked; `WrongState`, once it is decided;
/// `Conflict`, if something else was asked, or a colleague has changed it.
pub async fn change(app: &App, acting: Acting, mended: Mended) -> Result<Mending> {
    let (id, mark) = (acting.representative, again::mark(app, &mended)?);
    let noted = mark.clone();
    let sent = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let kept = own(act.app, act.db, &account, &mended.public_id)?;
        let Some(mending) = open_to_change(account.endorsement.state, kept.state) else {
            return wrong_state();
        };
        seen::check(&mended.shown, &seen::promise(act.app, act.db, (&account, &kept))?)?;
        rewrite(act, (&account, &kept), &mended, mending)?;
        let detail = json!({ "as": mending, again::FORM: noted });
        act.audit(AuditAct::CommitmentChanged, Subject("commitment", Some(kept.id.0)), detail)?;
        Ok(mending)
    });
    let noted = |line: &Line| line.detail["as"].as_str().and_then(Mending::from_code);
    let form = (AuditAct::CommitmentChanged, mark.as_str());
    again::as_taken(app, sent.await, id, form, |line| noted(line).unwrap_or(Mending::Answer)).await
}

/// Puts what is sent in place of what a commitment says, and before the staff.
fn rewrite(
    act: &mut Act<'_>,
    (account, kept): (&Account, &Commitment),
    mended: &Mended,
    mending: Mending,
) -> Result<()> {
    let known = paragraphs(act.db)?;
    let reply = if mending == Mending::Answer { &mended.reply } else { "" };
    let earliest = earliest(&mended.answers, &[kept.due_on.0], act.today());
    let (promise, reply) = parsed(&mended.answers, reply, (&known, earliest))?;
    let changed = Changed::Promise(kept.terms(), Terms::from(&promise));
    if mending == Mending::Answer && reply.is_none() && !changed.is_change() {
        return Err(Error::invalid("reply", Flaw::Missing));
    }
    let row = rows::commitment(act.app, account.organisation.id, &promise, StoredState::InReview, act.now);
    let new = NewCommitment { public_id: kept.public_id.clone(), ..row };
    let sealed = account.organisation.sealed.is_some();
    let new = if sealed { identity::seal_commitment(act.app, new)? } else { new };
    store::commitment::rewrite(act.db, kept, &new)?;
    let about = asked_about(account, kept);
    if mending != Mending::Part {
        let now = store::commitment::find(act.db, kept.id)?;
        store::commitment::set_state(act.db, &now, StoredState::InReview, act.now)?;
        put_before_staff(act, about.0, about.1, &account.organisation)?;
    }
    match reply {
        Some(reply) => keep_reply(act, account, about, (reply.as_str(), changed)),
        None if changed.is_change() => keep_reply(act, account, about, ("", changed)),
        None => Ok(()),
    }
}

/// Before which day nothing may be due: before today, but for a day that it, or a change that waits, had already and
/// that has passed meanwhile.
pub(super) fn earliest(answers: &CommitmentAnswers, had: &[Day], today: Day) -> Day {
    let stays = answers.due.parse().ok().filter(|due| had.contains(due));
    stays.map_or(today, |due| today.min(due))
}

pub(super) fn parsed(
    answers: &CommitmentAnswers,
    reply: &str,
    (known, earliest): (&[String], Day),
) -> Result<(Promise, Option<Note>)> {
    let mut problems = Problems::default();
    let promise = answers.parse(known, earliest);
    if let Err(Error::Invalid(found)) = &promise {
        problems.0.extend(found.0.iter().cloned());
    }
    let reply = problems.take("reply", parse_optional::<Note>(reply));
    problems.check()?;
    Ok((promise?, reply.flatten()))
}

/// Takes a commitment back that waits for a decision, where it is what was `shown`. Whoever has taken it back hears so again.
///
/// # Errors
/// `WrongState`, unless it waits; `Conflict`, if it says something else; not found, for everybody else's.
pub async fn call_back(app: &App, acting: Acting, (public_id, shown): (String, String)) -> Result<()> {
    let (id, mark) = (acting.representative, shown.clone());
    let done = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let kept = own(act.app, act.db, &account, &public_id)?;
        if !may_be_called_back(&account.endorsement, kept.state) {
            return wrong_state();
        }
        if seen::sent_promise(act.app, &kept)? != shown {
            return Err(Error::Conflict);
        }
        store::commitment::set_state(act.db, &kept, StoredState::Draft, act.now)?;
        close_case(act, CaseKind::Commitment, kept.id.0, CaseOutcome::CalledBack)?;
        act.audit(
            AuditAct::CommitmentCalledBack,
            Subject("commitment", Some(kept.id.0)),
            again::noted(&shown),
        )
    });
    again::from_form(app, done.await, id, (AuditAct::CommitmentCalledBack, &mark)).await
}

/// Gives an active commitment up as a page has `shown` it, with the reason that the public reads. The same from the same
/// person, by a second click, is done once.
///
/// # Errors
/// Invalid, without a reason; `WrongState`, unless it is active and its organisation in the register; `Conflict`, if it or who
/// can read of it is not what was shown.
pub async fn drop(
    app: &App,
    acting: Acting,
    (public_id, shown): (String, String),
    reason: String,
) -> Result<()> {
    let (id, mark) = (acting.representative, again::mark(app, &(&public_id, &reason))?);
    let detail = again::noted(&mark);
    let dropped = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let kept = own(act.app, act.db, &account, &public_id)?;
        if !may_be_given_up(account.endorsement.state, kept.state) {
            return wrong_state();
        }
        seen::check(&shown, &seen::giving_up(act.app, &account, &kept)?)?;
        let reason = Statement::parse(&reason).map_err(|flaw| Error::invalid("reason", flaw))?;
        if kept.sealed.is_some() {
            store::commitment::drop(act.db, &kept, None, act.now)?;
            let (state, reason) = (StoredState::Dropped, Some(reason.as_str().to_owned()));
            identity::put_away(act.app, act.db, &Commitment { state, reason, ..kept.clone() })?;
        } else {
            store::commitment::drop(act.db, &kept, Some(reason.as_str()), act.now)?;
        }
        if let Some(open) = store::revision::open_of(act.db, kept.id)? {
            amendment::end(act, (open.id, open.revision), CaseOutcome::GivenUp)?;
        }
        let about = About { organisation: Some(account.organisation.id), commitment: Some(kept.id) };
        let body = entry_body::commitment_dropped(&account.organisation, &kept, Some(reason.as_str()));
        act.entry(EntryKind::CommitmentDropped, about, &body)?;
        act.audit(AuditAct::CommitmentDropped, Subject("commitment", Some(kept.id.0)), detail)
    });
    again::from_form(app, dropped.await, id, (AuditAct::CommitmentDropped, &mark)).await
}
