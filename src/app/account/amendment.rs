//! Proposing a change to what the register shows of a published organisation.

use serde::Serialize;
use serde_json::json;

use super::answer::{Changed, keep_reply, profile};
use super::{Account, Acting, close_case, in_public, put_before_staff, seen, wrong_state};
use crate::app::act::{Act, Subject};
use crate::app::names::NamesWish;
use crate::app::{App, again};
use crate::domain::amendment::{Amendable, AmendmentState};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::diff::{self, Run};
use crate::domain::draft::OrganisationAnswers;
use crate::domain::ids::{AmendmentId, OrganisationId, RepresentativeId};
use crate::domain::organisation::Profile;
use crate::domain::text::{Note, Statement, parse_optional};
use crate::domain::{Day, Error, Flaw, Problems, Result};
use crate::store::amendment::{Amendment, NewAmendment};
use crate::store::{self, Db, Json};

/// What the organisation wants the register to say, as typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Wish {
    pub organisation: OrganisationAnswers,
    pub statement: String,
    pub names: NamesWish,
}

/// One field as it is and as it is wished.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub field: &'static str,
    pub before: Vec<Run>,
    pub after: Vec<Run>,
    pub changed: bool,
}

/// What can be amended, as the register has it.
pub fn present(account: &Account) -> Amendable {
    store::amendment::of_register(&account.organisation, &account.endorsement)
}

/// What can be amended, as it was typed.
pub(super) fn amendable(profile: &Profile, statement: Option<String>) -> Amendable {
    Amendable {
        category: profile.category,
        country: profile.country.map(|country| country.code().to_owned()),
        name: profile.name.as_str().to_owned(),
        website: profile.website.as_ref().map(|website| website.as_str().to_owned()),
        description: profile.description.as_ref().map(|text| text.as_str().to_owned()),
        statement,
        names: profile.names.clone(),
        identifiers: profile.identifiers.clone(),
    }
}

/// A wish beside what it is compared with.
#[derive(Debug)]
pub struct Compared {
    /// What the register has.
    pub before: Amendable,
    pub after: Amendable,
    /// The change that waits, whose place it would take.
    pub waiting: Option<(AmendmentId, Amendable)>,
    /// What marks what it was compared with.
    pub seen: String,
}

impl Compared {
    /// Whether the form of the wish was opened with something else than this (`shown` marks it), and says so.
    pub fn is_overtaken(&self, shown: &str) -> bool {
        seen::check(shown, &self.seen).is_err()
    }
}

/// What the register has, and what it would have, before it is sent.
///
/// # Errors
/// Invalid, with the fields, or `unchanged` of the name; `WrongState`, if nothing is published.
pub async fn compare(app: &App, id: RepresentativeId, wish: Wish) -> Result<Compared> {
    let (own, today) = (app.clone(), app.clock.now().day_in(app.time_zone()));
    app.store
        .read(move |db| {
            let account = Account::of(&own, db, id)?;
            let after = wished(&wish, &account, today)?;
            let open = waiting(db, &account)?;
            let seen = seen::entry(&own, &account, open.as_ref())?;
            let waiting = open.map(|open| (open.id, open.after.0));
            Ok(Compared { before: present(&account), after, waiting, seen })
        })
        .await
}

/// The fields of two states side by side, but for other names and numbers, which the page words. Category and country
/// are their codes, for the page to name.
pub fn lines(before: &Amendable, after: &Amendable) -> Vec<Line> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        ("name", before.name.clone(), after.name.clone()),
        ("category", before.category.code().to_owned(), after.category.code().to_owned()),
        ("country", text(&before.country), text(&after.country)),
        ("website", text(&before.website), text(&after.website)),
        ("description", text(&before.description), text(&after.description)),
        ("statement", text(&before.statement), text(&after.statement)),
    ];
    let line = |(field, old, new): (&'static str, String, String)| {
        let changed = old != new;
        let (before, after) = diff::pair(&old, &new);
        Line { field, before, after, changed }
    };
    pairs.into_iter().map(line).collect()
}

/// Sends a change to the ministry. One waits at a time: a second takes the first one's place, and where it is the same,
/// nothing happens. A mark tells with what it was `compared`, where it was.
///
/// # Errors
/// As `compare`; `Conflict`, if what it was compared with is no longer so.
pub async fn propose(app: &App, acting: Acting, wish: Wish, compared: String) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        // Of several at once, each sees what came before it.
        store::register_state::hold_case_numbers(act.db)?;
        let account = Account::of(act.app, act.db, id)?;
        let after = Json(wished(&wish, &account, act.today())?);
        let organisation = &account.organisation;
        let open = waiting(act.db, &account)?;
        if open.as_ref().is_some_and(|open| open.after == after && open.state == AmendmentState::InReview) {
            act.stands();
            return Ok(());
        }
        seen::check(&compared, &seen::entry(act.app, &account, open.as_ref())?)?;
        let amendment = match open {
            Some(open) => {
                store::amendment::replace(act.db, &open, (&open.before, &after))?;
                open.id
            }
            None => store::amendment::insert(act.db, &new(&account, after, act.now))?,
        };
        let case = put_before_staff(act, CaseKind::Amendment, amendment.0, organisation)?;
        act.audit(
            AuditAct::AmendmentProposed,
            Subject("amendment", Some(amendment.0)),
            json!({ "case": case }),
        )
    })
    .await
}

/// Answers what the ministry asked about a change: by words to the ministry, by another wish, or by both. The same from the same
/// person, by a second click, is sent once. A mark tells what was `shown`: the question, and the change.
///
/// # Errors
/// As `compare`, and `reply` where nothing was said; `WrongState`, if nothing was asked; `Conflict`, if something else was, or
/// the change is another.
pub async fn answer(app: &App, acting: Acting, wish: Wish, (reply, shown): (String, String)) -> Result<()> {
    let (id, mark) = (acting.representative, again::mark(app, &(&wish, &reply, &shown))?);
    let detail = again::noted(&mark);
    let sent = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let open = waiting(act.db, &account)?;
        let Some(asked) = open.filter(|open| open.state == AmendmentState::NeedsInfo) else {
            return wrong_state();
        };
        seen::check(&shown, &seen::question_of_change(act.app, act.db, (&account, &asked))?)?;
        let (after, reply) = answered(&wish, &reply, &account, act.today())?;
        if reply.is_none() && after == asked.after.0 {
            return Err(Error::invalid("reply", Flaw::Missing));
        }
        let changed = Changed::Entry(asked.after.0.clone(), after.clone());
        store::amendment::replace(act.db, &asked, (&asked.before, &Json(after)))?;
        put_before_staff(act, CaseKind::Amendment, asked.id.0, &account.organisation)?;
        if let Some(reply) = reply {
            keep_reply(act, &account, (CaseKind::Amendment, asked.id.0), (reply.as_str(), changed))?;
        }
        act.audit(AuditAct::AmendmentAnswered, Subject("amendment", Some(asked.id.0)), detail)
    });
    again::from_form(app, sent.await, id, (AuditAct::AmendmentAnswered, &mark)).await
}

fn answered(wish: &Wish, reply: &str, account: &Account, today: Day) -> Result<(Amendable, Option<Note>)> {
    let mut problems = Problems::default();
    let reply = problems.take("reply", parse_optional::<Note>(reply));
    let after = wished(wish, account, today);
    if let Err(Error::Invalid(found)) = &after {
        problems.0.extend(found.0.iter().cloned());
    }
    problems.check()?;
    Ok((after?, reply.flatten()))
}

fn new(account: &Account, after: Json<Amendable>, now: crate::domain::Moment) -> NewAmendment {
    NewAmendment {
        organisation_id: account.organisation.id,
        endorsement_id: account.endorsement.id,
        representative_id: account.representative.id,
        before: Json(present(account)),
        after,
        state: AmendmentState::InReview,
        created_at: now,
        revision: 1,
    }
}

/// Takes the change back that waits for a decision, where it is the one that was `shown`. Whoever has taken it back hears so
/// again.
///
/// # Errors
/// `WrongState`, if none waits; `Conflict`, if another one does.
pub async fn call_back(app: &App, acting: Acting, shown: String) -> Result<()> {
    let (id, mark) = (acting.representative, shown.clone());
    let done = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let Some(open) = waiting(act.db, &account)? else {
            return wrong_state();
        };
        if seen::change(act.app, &open)? != shown {
            return Err(Error::Conflict);
        }
        end(act, (open.id, open.revision), CaseOutcome::CalledBack)?;
        let subject = Subject("amendment", Some(open.id.0));
        act.audit(AuditAct::AmendmentCalledBack, subject, again::noted(&shown))
    });
    again::from_form(app, done.await, id, (AuditAct::AmendmentCalledBack, &mark)).await
}

/// Whether a change waits for a decision, also of a commitment, which hiding would end.
///
/// # Errors
/// Internal.
pub async fn waits(app: &App, of: OrganisationId) -> Result<bool> {
    let waits = move |db: &mut Db| {
        Ok(store::amendment::open_of(db, of)?.is_some() || !store::revision::open_in(db, of)?.is_empty())
    };
    app.store.read(waits).await
}

/// The change of an organisation that waits for a decision, as it stands beside what the register has today.
pub(super) fn waiting(db: &mut Db, account: &Account) -> Result<Option<Amendment>> {
    let Some(open) = store::amendment::open_of(db, account.organisation.id)? else { return Ok(None) };
    let today = present(account);
    Ok(Some(Amendment { after: Json(open.onto(&today)), before: Json(today), ..open }))
}

/// Ends the changes that wait of an organisation and of its commitments, with their Cases.
pub(in crate::app) fn end_all(act: &mut Act<'_>, of: OrganisationId, outcome: CaseOutcome) -> Result<()> {
    if let Some(open) = store::amendment::open_of(act.db, of)? {
        end(act, (open.id, open.revision), outcome)?;
    }
    let of_promises = store::revision::open_in(act.db, of)?;
    of_promises.iter().try_for_each(|open| end(act, (open.id, open.revision), outcome))
}

/// Ends a change that nobody decides on any more, with its Case.
pub(super) fn end(act: &mut Act<'_>, open: (AmendmentId, i64), outcome: CaseOutcome) -> Result<()> {
    store::amendment::set_state(act.db, open, AmendmentState::Cancelled, act.now)?;
    close_case(act, CaseKind::Amendment, open.0.0, outcome)
}

fn wished(wish: &Wish, account: &Account, today: Day) -> Result<Amendable> {
    if !in_public(&account.endorsement) {
        return wrong_state();
    }
    let mut problems = Problems::default();
    let profile = profile(&wish.organisation, account);
    if let Err(Error::Invalid(found)) = &profile {
        problems.0.extend(found.0.iter().cloned());
    }
    let statement = problems.take("statement", parse_optional::<Statement>(&wish.statement));
    let (names, identifiers) = wish.names.parse(&account.organisation, today, &mut problems);
    problems.check()?;
    let statement = statement.flatten().map(|text| text.as_str().to_owned());
    let after = amendable(&profile?.known_as(names, identifiers), statement);
    if after == present(account) {
        return Err(Error::invalid("name", Flaw::Unchanged));
    }
    Ok(after)
}
