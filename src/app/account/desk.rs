//! What a representative sees of the organisation: where it stands, what waits, who is signed in.

use super::{Account, amendment, commitment, revision, seen};
use crate::app::case::question::{self, Written};
use crate::app::{App, contact, identity};
use crate::domain::amendment::AmendmentState;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::{EndorsementState, expires_at, reversible};
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::locale::Locale;
use crate::domain::session::Subject;
use crate::domain::{Moment, Result, limits};
use crate::store::amendment::Amendment;
use crate::store::case::Case;
use crate::store::commitment::Commitment;
use crate::store::revision::Revision;
use crate::store::session::Session;
use crate::store::{self, Db};

/// Everything on the first page of the account.
#[derive(Debug, Clone)]
pub struct Desk {
    pub account: Account,
    /// The name of the person who is signed in.
    pub who: String,
    pub commitments: Vec<Promise>,
    /// The amendment that waits for a decision.
    pub amendment: Option<Amendment>,
    /// The one that was declined, where none was sent since.
    pub declined: Option<Declined>,
    /// When hiding ended the one that was sent last.
    pub ended_by_hiding: Option<Moment>,
    /// When the ministry has promised to decide on the signature.
    pub decision_due: Option<Moment>,
    /// When the signature is erased if nobody does anything.
    pub expires_at: Option<Moment>,
    /// Until when a withdrawal can be taken back.
    pub reversible_until: Option<Moment>,
    /// The Case in which a withdrawal, or one that a state asks for, is looked at.
    pub reversal: Option<Case>,
    pub state_withdrawal: Option<Case>,
    pub sessions: Vec<Session>,
    /// Why the ministry asks, or why the signature is not or no longer shown, in the reader's language.
    pub reason: Option<String>,
    /// What the ministry asks about the signature, and about the amendment.
    pub question: Option<Written>,
    pub amendment_question: Option<Written>,
    /// What the ministry wrote when it declined the signature.
    pub refusal: Option<Written>,
    /// What marks what can be answered with the answer's form: the question, and what was sent.
    pub answer_seen: String,
    /// What marks the amendment, to be called back.
    pub amendment_seen: Option<String>,
}

/// A commitment, and what the ministry wrote about it.
#[derive(Debug, Clone)]
pub struct Promise {
    pub kept: Commitment,
    /// The change of it that waits for a decision, where it is published.
    pub change: Option<Revision>,
    /// What the ministry asks about it by itself, or about that change.
    pub question: Option<Written>,
    /// Why it was declined by itself, or the change of it that was sent last.
    pub refusal: Option<Written>,
    /// What marks it, or the change, to be called back, where it can be.
    pub seen: Option<String>,
}

/// An amendment that was declined, and why, where that was kept.
#[derive(Debug, Clone)]
pub struct Declined {
    pub amendment: Amendment,
    pub refusal: Option<Written>,
}

/// The organisation's side of the register, for one who acts for it.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn see(app: &App, id: RepresentativeId, locale: Locale) -> Result<Desk> {
    let now = app.clock.now();
    let app = app.clone();
    let parts = app.clone();
    app.store.read(move |db| desk(&parts, db, id, (locale, now))).await
}

/// The account alone, with the name of the person.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn account(app: &App, id: RepresentativeId) -> Result<(Account, String)> {
    let parts = app.clone();
    app.store
        .read(move |db| {
            let account = Account::of(&parts, db, id)?;
            let who = contact::open(&parts, &account.representative.sealed)?.name;
            Ok((account, who))
        })
        .await
}

fn desk(app: &App, db: &mut Db, id: RepresentativeId, (locale, now): (Locale, Moment)) -> Result<Desk> {
    let account = Account::of(app, db, id)?;
    let (organisation, endorsement) = (account.organisation.id, account.endorsement.clone());
    let case = store::case::open_of(db, CaseKind::Endorsement, endorsement.id.0)?;
    let reason = reason(db, endorsement.reason.as_deref(), locale)?;
    let withdrawn = endorsement.state == EndorsementState::Withdrawn;
    let ended = endorsement.ended_at.filter(|at| withdrawn && reversible(*at, now));
    let amendment = amendment::waiting(db, &account)?;
    let about = amendment.as_ref().map(|open| (CaseKind::Amendment, open.id.0));
    let amendment_question = match about {
        Some(about) => question::open_of(app, db, about, locale)?,
        None => None,
    };
    let answer_seen = match &amendment {
        Some(open) if endorsement.state != EndorsementState::NeedsInfo => {
            seen::question_of_change(app, db, (&account, open))?
        }
        _ => seen::question(app, db, &account)?,
    };
    Ok(Desk {
        answer_seen,
        amendment_seen: amendment.as_ref().map(|open| seen::change(app, open)).transpose()?,
        question: question::open_of(app, db, (CaseKind::Endorsement, endorsement.id.0), locale)?,
        amendment_question,
        amendment,
        refusal: question::refusal_of(app, db, (CaseKind::Endorsement, endorsement.id.0), locale)?,
        declined: declined(app, db, organisation, locale)?,
        ended_by_hiding: ended_by_hiding(db, organisation)?,
        who: contact::open(app, &account.representative.sealed)?.name,
        commitments: promises(app, db, &account, locale)?,
        decision_due: case.map(|case| case.due_at),
        expires_at: expires_at(endorsement.state, endorsement.updated_at),
        reversible_until: ended.map(|at| at + chrono::Duration::days(limits::REVERSAL_DAYS)),
        reversal: store::case::open_of(db, CaseKind::Reversal, endorsement.id.0)?,
        state_withdrawal: store::case::open_of(db, CaseKind::StateWithdrawal, endorsement.id.0)?,
        sessions: store::session::list_of(db, Subject::Representative(id), now)?,
        reason,
        account,
    })
}

/// The amendment that was sent last, if it was declined and what it says is still known.
fn declined(app: &App, db: &mut Db, of: OrganisationId, locale: Locale) -> Result<Option<Declined>> {
    let last = store::amendment::last_of(db, of)?;
    let told = |last: &Amendment| last.state == AmendmentState::Declined && !last.after.0.is_blank();
    let Some(amendment) = last.filter(told) else { return Ok(None) };
    let refusal = question::refusal_of(app, db, (CaseKind::Amendment, amendment.id.0), locale)?;
    Ok(Some(Declined { amendment, refusal }))
}

/// When hiding ended the amendment that was sent last, of the organisation or of a commitment, if it did.
fn ended_by_hiding(db: &mut Db, of: OrganisationId) -> Result<Option<Moment>> {
    let of_itself = store::amendment::last_of(db, of)?.map(|last| (last.id, last.decided_at));
    let of_promises = store::revision::last_in(db, of)?.map(|last| (last.id, last.decided_at));
    let mut ended = None;
    for (id, at) in of_itself.into_iter().chain(of_promises) {
        let case = store::case::last_of(db, CaseKind::Amendment, id.0)?;
        if case.is_some_and(|case| case.outcome == Some(CaseOutcome::Hidden)) {
            ended = ended.max(at);
        }
    }
    Ok(ended)
}

/// The commitments, but for those that were called back.
fn promises(app: &App, db: &mut Db, account: &Account, locale: Locale) -> Result<Vec<Promise>> {
    let mut all = identity::commitments(app, db, account.organisation.id)?;
    all.retain(|kept| !commitment::is_called_back(&account.endorsement, kept.state));
    let told = |kept: Commitment| match kept.state {
        StoredState::Active | StoredState::Suspended => published_promise(app, db, (account, kept), locale),
        _ => promise(app, db, (account, kept), locale),
    };
    all.into_iter().map(told).collect()
}

fn promise(
    app: &App,
    db: &mut Db,
    (account, kept): (&Account, Commitment),
    locale: Locale,
) -> Result<Promise> {
    let about = (CaseKind::Commitment, kept.id.0);
    let question = question::open_of(app, db, about, locale)?;
    let refusal = match kept.state {
        StoredState::Declined => question::refusal_of(app, db, about, locale)?,
        _ => None,
    };
    let waits = commitment::may_be_called_back(&account.endorsement, kept.state);
    let seen = waits.then(|| seen::sent_promise(app, &kept)).transpose()?;
    Ok(Promise { kept, change: None, question, refusal, seen })
}

/// A published commitment with the change of it that waits, and what is asked about that where it can be answered; or
/// why the last one was declined.
fn published_promise(
    app: &App,
    db: &mut Db,
    (account, kept): (&Account, Commitment),
    locale: Locale,
) -> Result<Promise> {
    let can_be_answered = revision::may_be_revised(&account.endorsement, kept.state);
    let none = Promise { kept, change: None, question: None, refusal: None, seen: None };
    let Some(last) = store::revision::last_of(db, none.kept.id)? else { return Ok(none) };
    let about = (CaseKind::Amendment, last.id.0);
    match last.state {
        AmendmentState::InReview | AmendmentState::NeedsInfo => {
            let (question, seen) =
                (question::open_of(app, db, about, locale)?, seen::sent_revision(app, &last)?);
            let question = question.filter(|_| can_be_answered);
            Ok(Promise { change: Some(last), question, seen: Some(seen), ..none })
        }
        AmendmentState::Declined if !last.after.0.is_blank() => {
            Ok(Promise { refusal: question::refusal_of(app, db, about, locale)?, ..none })
        }
        _ => Ok(none),
    }
}

/// The text of a reason in a language, or in English where it was not written.
fn reason(db: &mut Db, code: Option<&str>, locale: Locale) -> Result<Option<String>> {
    let Some(code) = code else { return Ok(None) };
    let found = store::reason::get(db, code)?;
    let text = |reason: store::reason::Reason| {
        let texts = reason.texts.0;
        texts.get(&locale).or_else(|| texts.get(&Locale::English)).cloned()
    };
    Ok(found.and_then(text))
}
