//! A signature that is held: why, what became of the one that it looks like, and the two things that a moderator does with
//! it. Letting it through sends the mail that was held back; turning it away erases it, and it is known when it comes again.

use serde_json::json;

use super::{decide, lock};
use crate::app::act::{Act, Origin};
use crate::app::limits::rule;
use crate::app::{App, arrival, erasure, hold, sign};
use crate::domain::arrival::Hold;
use crate::domain::case::CaseState;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, StaffId};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store::{self, Db};

use super::matter::Matter;

/// Why a signature is held.
#[derive(Debug, Clone)]
pub struct Held {
    /// Not told where it could tell that one who must not be named was removed.
    pub why: Option<Hold>,
    /// The address that it came from.
    pub address: String,
    pub at: Moment,
    /// The rule that it fell under: whom it is about, and why there is one.
    pub rule: Option<(String, String)>,
    pub past: Option<Past>,
}

/// What became of the one that it looks like.
#[derive(Debug, Clone)]
pub struct Past {
    /// Its newest Case.
    pub case: Option<i64>,
    /// Nothing of who must not be named, or is erased.
    pub name: Option<String>,
    pub state: EndorsementState,
    pub reason: Option<String>,
}

/// Why the signature of a Case is held, if it is. Those who must not be named are told of only to whom may see them.
pub(super) fn of(app: &App, db: &mut Db, matter: &Matter, trusted: bool) -> Result<Option<Held>> {
    let Some(arrival) = store::arrival::of_endorsement(db, matter.endorsement.id)? else { return Ok(None) };
    let Some(why) = arrival.held else { return Ok(None) };
    let rule = arrival.rule_id.map(|id| store::rule::find(db, id)).transpose()?;
    let rule =
        rule.map(|rule| Ok::<_, Error>((rule::about(app, &rule)?, rule.comment.clone()))).transpose()?;
    let past = match arrival.like_id {
        Some(id) => past(db, id, trusted)?,
        None => None,
    };
    let tells = trusted || rule.is_some() || past.is_some();
    let why = Some(why).filter(|_| tells);
    let address = arrival::whence(app, &arrival)?.address.to_string();
    Ok(Some(Held { why, address, at: arrival.at, rule, past }))
}

/// What became of an organisation; nothing for those who may not see it.
fn past(db: &mut Db, id: OrganisationId, trusted: bool) -> Result<Option<Past>> {
    let organisation = store::organisation::find(db, id)?;
    let endorsement = store::endorsement::of_organisation(db, id)?;
    let unnamed = organisation.sealed.is_some() || endorsement.visibility.withholds();
    if unnamed && !trusted {
        return Ok(None);
    }
    Ok(Some(Past {
        case: store::case::of_organisation(db, id)?.first().map(|case| case.number),
        name: Some(organisation.name).filter(|name| !name.is_empty()),
        state: endorsement.state,
        reason: endorsement.reason,
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
    match answer {
        Answer::LetThrough => let_through(act, &matter),
        Answer::TurnAway => turn_away(act, &matter),
    }
}

/// Whether the signature of a Case is held, and nobody has answered it yet.
pub(super) fn waits(db: &mut Db, matter: &Matter) -> Result<bool> {
    let submitted = matter.endorsement.state == EndorsementState::Submitted;
    let open = matter.case.state != CaseState::Closed;
    Ok(submitted && open && store::arrival::is_held(db, matter.endorsement.id)?)
}

fn let_through(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    // It has as long from now as it would have had.
    store::endorsement::touch(act.db, &matter.endorsement, act.now)?;
    store::arrival::release(act.db, matter.endorsement.id)?;
    sign::submit::mail_held_back(act, &matter.endorsement)?;
    store::case::set_state(act.db, &matter.case, CaseState::Closed, Some("let_through"), act.now)?;
    act.audit("hold.let_through", decide::subject(matter), detail(matter))
}

fn turn_away(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    hold::remember(act, &matter.endorsement, &matter.organisation)?;
    store::case::set_state(act.db, &matter.case, CaseState::Closed, Some("turned_away"), act.now)?;
    erasure::turn_away(act, &matter.endorsement)?;
    act.audit("hold.turned_away", decide::subject(matter), detail(matter))
}

fn detail(matter: &Matter) -> serde_json::Value {
    json!({ "number": matter.case.number, "organisation": matter.organisation.id, "endorsement": matter.endorsement.id })
}
