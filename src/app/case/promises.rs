//! Staff enter the commitments that a state makes in its letter, while its signature waits to be decided. They become public
//! with it, once a second person has seen them.

use serde_json::json;

use super::lock;
use super::matter::{Matter, Topic};
use crate::app::act::{Act, Origin, Subject};
use crate::app::{App, again, rows, sign};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::case::CaseState;
use crate::domain::commitment::StoredState;
use crate::domain::draft::{CommitmentAnswers, Promise};
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{CommitmentId, StaffId};
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::{Error, Refusal, Result, limits};
use crate::store::commitment::{Commitment, NewCommitment};
use crate::store::{self, Db};

/// Which commitment of a Case is meant: its public id, none for a new one; and at which revision it was shown.
#[derive(Debug, Clone)]
pub struct Which {
    pub number: i64,
    pub id: Option<String>,
    pub revision: i64,
}

/// Whether commitments can be entered on a Case.
pub fn is_offered(matter: &Matter) -> bool {
    let of = &matter.organisation;
    let named_state = of.category == Category::State && of.sealed.is_none();
    let waits = matches!(matter.endorsement.state, EndorsementState::InReview | EndorsementState::NeedsInfo);
    let open = matches!(matter.topic, Topic::Signature) && matter.case.state != CaseState::Closed;
    named_state && waits && open
}

/// What the state of a Case is called, and one of its commitments.
///
/// # Errors
/// Not found; `WrongState` where nothing can be entered.
pub async fn see(
    app: &App,
    _: &Permit<Moderate>,
    number: i64,
    id: Option<String>,
) -> Result<(String, Option<Commitment>)> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let matter = offered(&own, db, number)?;
            let kept = match id {
                Some(id) => Some(found(db, &matter, &id)?.ok_or(Error::NotFound)?),
                None => None,
            };
            Ok((matter.organisation.name, kept))
        })
        .await
}

/// Enters a commitment, or puts it in place of what was entered before; once however often its button is pressed.
///
/// # Errors
/// As [`see`]; `Invalid`, with the fields; `Locked`; `Conflict`, when it is no longer as it was shown; `WrongState`, when there
/// are as many as a signature may have.
pub async fn enter(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (which, answers): (Which, CommitmentAnswers),
) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| {
        let matter = held(act, which.number)?;
        let known = sign::reading(act.app, Locale::English).map(|reading| reading.known());
        let promise = answers.parse(&known.unwrap_or_default(), act.today())?;
        let mark = again::mark(act.app, &(&which.id, which.revision, &answers))?;
        if did(act, &matter, me, &mark)? {
            act.stands();
            return Ok(());
        }
        lock::check(&matter.case, me, act.now)?;
        let id = keep(act, &matter, &which, &promise)?;
        store::case::move_on_open(act.db, matter.organisation.id)?;
        let mut detail = json!({ "commitment": id });
        detail[again::FORM] = json!(mark);
        act.audit(AuditAct::CaseCommitmentEntered, Subject("case", Some(matter.case.id.0)), detail)
    })
    .await
}

/// Takes a commitment off that was entered by mistake. Nothing happens where it is gone.
///
/// # Errors
/// As [`enter`].
pub async fn take_off(app: &App, permit: &Permit<Moderate>, origin: Origin, which: Which) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| {
        let matter = held(act, which.number)?;
        let Some(kept) = found(act.db, &matter, &which.id.unwrap_or_default())? else {
            act.stands();
            return Ok(());
        };
        lock::check(&matter.case, me, act.now)?;
        if kept.revision != which.revision {
            return Err(Error::Conflict);
        }
        store::commitment::take_off(act.db, &kept)?;
        store::case::move_on_open(act.db, matter.organisation.id)?;
        let detail = json!({ "commitment": kept.id });
        act.audit(AuditAct::CaseCommitmentTakenOff, Subject("case", Some(matter.case.id.0)), detail)
    })
    .await
}

/// The matter of a Case, whose organisation nobody else changes until this act is over.
fn held(act: &mut Act<'_>, number: i64) -> Result<Matter> {
    let of = store::case::by_number(act.db, number)?.organisation_id;
    store::organisation::hold(act.db, of)?;
    offered(act.app, act.db, number)
}

fn offered(app: &App, db: &mut Db, number: i64) -> Result<Matter> {
    let matter = Matter::load(app, db, number)?;
    if is_offered(&matter) { Ok(matter) } else { Err(Error::Refused(Refusal::WrongState)) }
}

fn found(db: &mut Db, matter: &Matter, public_id: &str) -> Result<Option<Commitment>> {
    let all = store::commitment::of_organisation(db, matter.organisation.id)?;
    Ok(all.into_iter().find(|one| one.public_id == public_id))
}

/// Whether this colleague has entered with the same form a moment ago what is still there.
fn did(act: &mut Act<'_>, matter: &Matter, me: StaffId, mark: &str) -> Result<bool> {
    let there = store::commitment::of_organisation(act.db, matter.organisation.id)?;
    let lines = store::audit::of_subject(act.db, "case", matter.case.id.0)?;
    let since = again::since(act.now);
    Ok(lines.iter().any(|line| {
        let mine = line.actor == Actor::Staff(me) && line.at >= since && line.detail[again::FORM] == *mark;
        mine && there.iter().any(|one| line.detail["commitment"] == one.id.0)
    }))
}

fn keep(act: &mut Act<'_>, matter: &Matter, which: &Which, promise: &Promise) -> Result<CommitmentId> {
    let of = matter.organisation.id;
    let new = rows::commitment(act.app, of, promise, StoredState::InReview, act.now);
    let Some(id) = &which.id else {
        if store::commitment::of_organisation(act.db, of)?.len() >= limits::COMMITMENTS {
            return Err(Error::Refused(Refusal::WrongState));
        }
        return store::commitment::insert(act.db, &new);
    };
    let kept = found(act.db, matter, id)?.ok_or(Error::NotFound)?;
    if kept.revision != which.revision {
        return Err(Error::Conflict);
    }
    store::commitment::rewrite(act.db, &kept, &NewCommitment { public_id: kept.public_id.clone(), ..new })?;
    Ok(kept.id)
}
