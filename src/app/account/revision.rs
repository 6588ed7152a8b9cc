//! Proposing a change to what a published commitment promises.

use serde_json::json;

use super::answer::{Changed, keep_reply};
use super::commitment::{Mended, earliest, own, paragraphs, parsed};
use super::{Account, Acting, amendment, in_public, put_before_staff, seen, wrong_state};
use crate::app::act::Subject;
use crate::app::{App, again};
use crate::domain::amendment::AmendmentState;
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::commitment::StoredState;
use crate::domain::draft::CommitmentAnswers;
use crate::domain::ids::RepresentativeId;
use crate::domain::{Day, Error, Flaw, Moment, Result};
use crate::store::commitment::{Commitment, Terms};
use crate::store::endorsement::Endorsement;
use crate::store::revision::{NewRevision, Revision};
use crate::store::{self, Db, Json};

/// Whether a commitment can be changed: an active one, of who is in the register with its name.
pub fn may_be_revised(endorsement: &Endorsement, commitment: StoredState) -> bool {
    in_public(endorsement) && commitment == StoredState::Active
}

/// What was sent to change a published commitment.
#[derive(Debug)]
pub struct Sent {
    /// The change that waits for a decision.
    pub waiting: Option<Revision>,
    /// What the last one wished that was sent, if it was declined and that is still known.
    pub declined: Option<Terms>,
    /// What marks the commitment with what waits, or what is asked about that.
    pub seen: String,
}

/// What was sent to change a commitment of the account.
///
/// # Errors
/// Not found, for everybody else's.
pub async fn find(app: &App, id: RepresentativeId, public_id: &str) -> Result<Sent> {
    let (own, public_id) = (app.clone(), public_id.to_owned());
    app.store
        .read(move |db| {
            let (_, kept, open) = opened(&own, db, id, &public_id)?;
            let seen = match &open {
                Some(open) if open.state == AmendmentState::NeedsInfo => {
                    seen::question_of_revision(&own, db, open)?
                }
                _ => seen::published_promise(&own, &kept, open.as_ref())?,
            };
            let last = store::revision::last_of(db, kept.id)?;
            let last = last.filter(|last| last.state == AmendmentState::Declined);
            let declined = last.map(|last| last.after.0).filter(|wished| !wished.is_blank());
            Ok(Sent { waiting: open, declined, seen })
        })
        .await
}

/// A commitment of the account, and the change of it that waits.
fn opened(
    app: &App,
    db: &mut Db,
    id: RepresentativeId,
    public_id: &str,
) -> Result<(Account, Commitment, Option<Revision>)> {
    let account = Account::of(app, db, id)?;
    let kept = own(app, db, &account, public_id)?;
    let open = store::revision::open_of(db, kept.id)?;
    Ok((account, kept, open))
}

/// A wish beside what it is compared with.
#[derive(Debug)]
pub struct Compared {
    /// What the register has.
    pub before: Terms,
    pub after: Terms,
    /// The change that waits, whose place it would take.
    pub waiting: Option<Terms>,
    /// Whether the ministry asks about that one.
    pub asked: bool,
    /// What marks what it was compared with.
    pub seen: String,
}

impl Compared {
    /// Whether the form of the wish was opened with something else than this (`shown` marks it), and says so.
    pub fn is_overtaken(&self, shown: &str) -> bool {
        seen::check(shown, &self.seen).is_err()
    }
}

/// What the register has of a commitment, and what it would have, before it is sent.
///
/// # Errors
/// Invalid, with the fields, or `unchanged` of the title; `WrongState`, if it is not in the register.
pub async fn compare(app: &App, id: RepresentativeId, mended: Mended) -> Result<Compared> {
    let (own, today) = (app.clone(), app.clock.now().day_in(app.time_zone()));
    app.store
        .read(move |db| {
            let (account, kept, open) = opened(&own, db, id, &mended.public_id)?;
            let after = wished(db, (&account, &kept), &mended.answers, today)?;
            let seen = seen::published_promise(&own, &kept, open.as_ref())?;
            let asked = open.as_ref().is_some_and(|open| open.state == AmendmentState::NeedsInfo);
            Ok(Compared { before: kept.terms(), after, waiting: open.map(|open| open.after.0), asked, seen })
        })
        .await
}

/// Sends a change of a published commitment to the ministry. One waits at a time for each: a second takes the first one's
/// place, and where it is the same, nothing happens. A mark tells with what it was compared, where it was.
///
/// # Errors
/// As `compare`; `Conflict`, if what it was compared with is no longer so.
pub async fn propose(app: &App, acting: Acting, mended: Mended) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        // Of several at once, each sees what came before it.
        store::register_state::hold_case_numbers(act.db)?;
        let (account, kept, open) = opened(act.app, act.db, id, &mended.public_id)?;
        let today = act.today();
        let after = Json(wished(act.db, (&account, &kept), &mended.answers, today)?);
        if open.as_ref().is_some_and(|open| open.after == after && open.state == AmendmentState::InReview) {
            act.stands();
            return Ok(());
        }
        seen::check(&mended.shown, &seen::published_promise(act.app, &kept, open.as_ref())?)?;
        let change = match open {
            Some(open) => {
                store::revision::replace(act.db, &open, &after)?;
                open.id
            }
            None => store::revision::insert(act.db, &new((&account, &kept), after, act.now))?,
        };
        let case = put_before_staff(act, CaseKind::Amendment, change.0, &account.organisation)?;
        let detail = json!({ "case": case, "commitment": kept.id });
        act.audit(AuditAct::AmendmentProposed, Subject("amendment", Some(change.0)), detail)
    })
    .await
}

fn new((account, kept): (&Account, &Commitment), after: Json<Terms>, now: Moment) -> NewRevision {
    NewRevision {
        organisation_id: account.organisation.id,
        endorsement_id: account.endorsement.id,
        representative_id: account.representative.id,
        commitment_id: Some(kept.id),
        before: Json(kept.terms()),
        after,
        state: AmendmentState::InReview,
        created_at: now,
        revision: 1,
    }
}

/// Answers what the ministry asked about a change: by words to the ministry, by another wish, or by both. The same from the same
/// person, by a second click, is sent once.
///
/// # Errors
/// As `compare`, and `reply` where nothing was said; `WrongState`, if nothing was asked; `Conflict`, if something else was, or
/// the change is another.
pub async fn answer(app: &App, acting: Acting, mended: Mended) -> Result<()> {
    let (id, mark) = (acting.representative, again::mark(app, &mended)?);
    let detail = again::noted(&mark);
    let sent = app.act(acting.origin, move |act| {
        let (account, kept, open) = opened(act.app, act.db, id, &mended.public_id)?;
        let asked = open.filter(|open| open.state == AmendmentState::NeedsInfo);
        let (true, Some(asked)) = (may_be_revised(&account.endorsement, kept.state), asked) else {
            return wrong_state();
        };
        seen::check(&mended.shown, &seen::question_of_revision(act.app, act.db, &asked)?)?;
        let had = [kept.due_on.0, asked.after.0.due];
        let (known, from) = (paragraphs(act.db)?, earliest(&mended.answers, &had, act.today()));
        let (promise, reply) = parsed(&mended.answers, &mended.reply, (&known, from))?;
        let after = changing(&kept, Terms::from(&promise))?;
        if reply.is_none() && after == asked.after.0 {
            return Err(Error::invalid("reply", Flaw::Missing));
        }
        let changed = Changed::Promise(asked.after.0.clone(), after.clone());
        store::revision::replace(act.db, &asked, &Json(after))?;
        put_before_staff(act, CaseKind::Amendment, asked.id.0, &account.organisation)?;
        let words = reply.as_ref().map(|reply| reply.as_str()).unwrap_or_default();
        keep_reply(act, &account, (CaseKind::Amendment, asked.id.0), (words, changed))?;
        act.audit(AuditAct::AmendmentAnswered, Subject("amendment", Some(asked.id.0)), detail)
    });
    again::from_form(app, sent.await, id, (AuditAct::AmendmentAnswered, &mark)).await
}

/// Takes the change of a commitment back that waits for a decision, where it is the one that was `shown`. Whoever has taken it
/// back hears so again.
///
/// # Errors
/// `WrongState`, if none waits; `Conflict`, if another one does; not found, for everybody else's.
pub async fn call_back(app: &App, acting: Acting, (public_id, shown): (String, String)) -> Result<()> {
    let (id, mark) = (acting.representative, shown.clone());
    let done = app.act(acting.origin, move |act| {
        let (_, _, open) = opened(act.app, act.db, id, &public_id)?;
        let Some(open) = open else {
            return wrong_state();
        };
        if seen::sent_revision(act.app, &open)? != shown {
            return Err(Error::Conflict);
        }
        amendment::end(act, (open.id, open.revision), CaseOutcome::CalledBack)?;
        let subject = Subject("amendment", Some(open.id.0));
        act.audit(AuditAct::AmendmentCalledBack, subject, again::noted(&shown))
    });
    again::from_form(app, done.await, id, (AuditAct::AmendmentCalledBack, &mark)).await
}

fn wished(
    db: &mut Db,
    (account, kept): (&Account, &Commitment),
    answers: &CommitmentAnswers,
    today: Day,
) -> Result<Terms> {
    if !may_be_revised(&account.endorsement, kept.state) {
        return wrong_state();
    }
    let promise = answers.parse(&paragraphs(db)?, earliest(answers, &[kept.due_on.0], today))?;
    changing(kept, Terms::from(&promise))
}

/// What is wished, where it is something else than what is published.
fn changing(kept: &Commitment, after: Terms) -> Result<Terms> {
    if after == kept.terms() { Err(Error::invalid("title", Flaw::Unchanged)) } else { Ok(after) }
}
