//! A signature that is held: why, what became of the one that it looks like, and the two things that a moderator does with
//! it. Letting it through sends the mail that was held back; turning it away erases it, and it is known when it comes again.

use serde_json::{Value, json};

use super::{decide, lock};
use crate::app::act::{Act, Origin};
use crate::app::limits::rule;
use crate::app::{App, again, arrival, erasure, hold, sign};
use crate::domain::arrival::{Alike, Hold};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseOutcome, CaseState};
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, RuleId, StaffId};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store::endorsement::Endorsement;
use crate::store::{self, Db};

use super::matter::Matter;

/// A signature that is held.
#[derive(Debug, Clone)]
pub struct Held {
    /// The address that it came from.
    pub address: String,
    pub at: Moment,
    /// Told to those who may see who must not be named: it could tell of one.
    pub why: Option<Why>,
}

/// Why a signature is held.
#[derive(Debug, Clone)]
pub struct Why {
    pub hold: Hold,
    /// The rule that it fell under: whom it is about, and why there is one.
    pub rule: Option<(String, String)>,
    pub past: Option<Past>,
}

/// What became of the one that it looks like.
#[derive(Debug, Clone)]
pub struct Past {
    /// Its newest Case.
    pub case: Option<i64>,
    /// Nothing of who is erased.
    pub name: Option<String>,
    /// The code of its state, or that it was turned away as a fake.
    pub became: &'static str,
    pub reason: Option<String>,
    /// In what the held one is like it, if that is known.
    pub alike: Option<Alike>,
}

/// Whether the signature of a Case is held, and why.
pub(super) fn of(app: &App, db: &mut Db, matter: &Matter, trusted: bool) -> Result<Option<Held>> {
    let Some(arrival) = store::arrival::of_endorsement(db, matter.endorsement.id)? else { return Ok(None) };
    let Some(hold) = arrival.held else { return Ok(None) };
    let address = arrival::whence(app, &arrival)?.address.to_string();
    let why = if trusted {
        let rule = arrival.rule_id.map(|id| rule(app, db, id)).transpose()?;
        let past = arrival.like_id.map(|id| past(db, (id, arrival.alike))).transpose()?;
        Some(Why { hold, rule, past: past.flatten() })
    } else {
        None
    };
    Ok(Some(Held { address, at: arrival.at, why }))
}

fn rule(app: &App, db: &mut Db, id: RuleId) -> Result<(String, String)> {
    let rule = store::rule::find(db, id)?;
    Ok((rule::about(app, &rule)?, rule.comment))
}

/// Nothing of one that has hidden since: beside a name or a domain that is like its own, its Case, or in what they are alike,
/// would tell who it is.
fn past(db: &mut Db, (id, alike): (OrganisationId, Option<Alike>)) -> Result<Option<Past>> {
    let organisation = store::organisation::find(db, id)?;
    let endorsement = store::endorsement::of_organisation(db, id)?;
    // What was erased while it was hidden is sealed no more.
    if organisation.sealed.is_some() || endorsement.visibility.withholds() {
        return Ok(None);
    }
    let cases = store::case::of_organisation(db, id)?;
    let turned_away = cases.iter().any(|case| case.outcome == Some(CaseOutcome::TurnedAway));
    Ok(Some(Past {
        case: cases.first().map(|case| case.number),
        name: Some(organisation.name).filter(|name| !name.is_empty()),
        became: if turned_away { CaseOutcome::TurnedAway.code() } else { endorsement.state.code() },
        reason: endorsement.reason,
        alike,
    }))
}

crate::codes! {
    /// What a moderator does with a signature that is held.
    pub enum Answer {
        /// The mail to confirm it goes.
        LetThrough = "let_through",
        /// Everything about it is erased, nobody is written to, and it is known when it comes again.
        TurnAway = "turn_away",
    }
}

/// Answers one that is held.
///
/// # Errors
/// `Conflict` when the Case is no longer as it was shown, `Locked`, `Masked`; `WrongState` when it is not held.
pub async fn answer(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    shown: (i64, i64),
    answer: Answer,
) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| answered(act, me, shown, answer)).await
}

/// Whether this colleague's very answer stands already.
///
/// # Errors
/// Internal; not found.
pub async fn stands(app: &App, permit: &Permit<Moderate>, shown: (i64, i64), answer: Answer) -> Result<bool> {
    decide::did(app, permit.id(), shown.0, again::mark(app, &(shown, answer))?).await
}

/// Answers one within an act, a Case with this number at this revision.
pub(super) fn answered(
    act: &mut Act<'_>,
    me: StaffId,
    (number, revision): (i64, i64),
    answer: Answer,
) -> Result<()> {
    let matter = Matter::load(act.app, act.db, number)?;
    if matter.case.revision != revision {
        return Err(Error::Conflict);
    }
    decide::check_seen(act.db, &matter, me, act.now)?;
    lock::check(&matter.case, me, act.now)?;
    if !waits(act.db, &matter)? {
        return Err(Error::Refused(Refusal::WrongState));
    }
    let mut detail = detail(&matter);
    detail[again::FORM] = json!(again::mark(act.app, &((number, revision), answer))?);
    match answer {
        Answer::LetThrough => let_through(act, &matter, detail),
        Answer::TurnAway => turn_away(act, &matter, detail),
    }
}

/// Refuses what would be written to the signer, or entered, while the signature of a Case is held.
///
/// # Errors
/// `WrongState`.
pub(in crate::app) fn check_answered(db: &mut Db, matter: &Matter) -> Result<()> {
    if waits(db, matter)? { Err(Error::Refused(Refusal::WrongState)) } else { Ok(()) }
}

/// Whether the signature of a Case is held, and nobody has answered it yet.
pub(super) fn waits(db: &mut Db, matter: &Matter) -> Result<bool> {
    let submitted = matter.endorsement.state == EndorsementState::Submitted;
    let open = matter.case.state != CaseState::Closed;
    Ok(submitted && open && store::arrival::is_held(db, matter.endorsement.id)?)
}

/// Sends the mail that was held back. The signature has as long from now as it would have had.
pub(super) fn release(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    store::endorsement::touch(act.db, seen, act.now)?;
    store::arrival::release(act.db, seen.id)?;
    sign::submit::mail_held_back(act, seen)
}

fn let_through(act: &mut Act<'_>, matter: &Matter, detail: Value) -> Result<()> {
    release(act, &matter.endorsement)?;
    store::case::set_state(act.db, &matter.case, CaseState::Closed, Some(CaseOutcome::LetThrough), act.now)?;
    act.audit(AuditAct::HoldLetThrough, decide::subject(matter), detail)
}

fn turn_away(act: &mut Act<'_>, matter: &Matter, detail: Value) -> Result<()> {
    hold::remember(act, &matter.endorsement, &matter.organisation)?;
    // The signature before its Case, as everywhere, so that no two wait for each other. Its end closes the Case.
    erasure::turn_away(act, &matter.endorsement)?;
    act.audit(AuditAct::HoldTurnedAway, decide::subject(matter), detail)
}

fn detail(matter: &Matter) -> Value {
    json!({ "number": matter.case.number, "organisation": matter.organisation.id, "endorsement": matter.endorsement.id })
}
