//! Deciding many Cases at once. What would become of each is counted first, and signed; what is done is what was shown.
//! Each Case goes through the same function as when it is decided alone, with its own transaction, audit line, entry and
//! mails. Nothing that needs a second person by itself is decided so; above a number of Cases an admin allows the whole.

pub mod doing;
pub mod waiting;

use serde::{Deserialize, Serialize};

use super::decide;
use super::hold::{self, Answer};
use super::lock;
use super::matter::{Eyes, Matter, Topic};
use super::preview::Preview;
use super::ruling::Ruling;
use crate::app::letter::{Envelope, Letter};
use crate::app::{App, in_bulk, signed_plan};
use crate::domain::case::{CaseKind, CaseState, Decision};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::{self, Db};

/// What a plan that is shown is signed for.
const PLAN: &str = "many";
/// Mails that are shown before many go, and one more for each language that these are not in.
const MAILS_SHOWN: usize = 3;

crate::codes! {
    /// What can be done to many Cases.
    pub enum What {
        Assign = "assign",
        Decline = "decline",
        Close = "close",
        Publish = "publish",
        /// A signature that is held.
        LetThrough = "let_through",
        TurnAway = "turn_away",
    }
}

crate::codes! {
    /// Why something cannot be done to a Case here.
    pub enum Hindrance {
        /// Its signature is held, and nobody has answered that.
        Held = "held",
        /// It was moved on, or never was in a state for it.
        WrongState = "wrong_state",
        /// Another colleague is at it.
        Locked = "locked",
        /// It must not be named, and nobody looked who it is.
        Masked = "masked",
        /// It takes a second person by itself.
        Second = "second",
        /// The reason would tell the applicant of one that must not be named.
        Tells = "tells",
        /// It changed since it was shown.
        Changed = "changed",
        /// There is no such Case.
        Gone = "gone",
    }
}

/// What is done, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    Assign(Option<StaffId>),
    Decide(Ruling),
    Answer(Answer),
}

/// A Case as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub number: i64,
    pub revision: i64,
    /// The fingerprint of its mails. Nothing where they depend on what is published before.
    pub shown: String,
}

/// What would become of a Case.
#[derive(Debug)]
pub struct Fate {
    pub number: i64,
    pub kind: Option<CaseKind>,
    /// Empty, where it must not be named.
    pub organisation: String,
    pub hindrance: Option<Hindrance>,
}

/// What would become of all of them.
#[derive(Debug)]
pub struct Look {
    pub fates: Vec<Fate>,
    /// How many it would be done to.
    pub count: usize,
    pub mails: Mails,
    /// Whether an admin must allow it.
    pub needs_second: bool,
    /// What the form carries on, and by what it is known as ours; nothing before the form is complete.
    pub plan: Option<(String, String)>,
}

/// What is written to those whom many Cases are about.
#[derive(Debug, Default)]
pub struct Mails {
    pub count: usize,
    /// The first of them, and the first in each language, with the numbers of their Cases.
    pub sample: Vec<(i64, Envelope)>,
    /// How many of the Cases of a decision that waits it would leave alone as they stand now. They write nothing.
    pub hindered: usize,
    /// How many Cases before the next get a number of the register, one after another.
    numbered: i64,
}

/// What was shown, as it is signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Plan {
    by: StaffId,
    deed: Deed,
    items: Vec<Item>,
    needs_second: bool,
}

/// Whether a colleague may do it to so many alone. Giving Cases to somebody decides none of them: it is counted by itself.
fn is_alone(db: &mut Db, by: StaffId, (assigns, count): (bool, usize), now: Moment) -> Result<bool> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if assigns { Ok(count <= limits::ALONE_IN_BULK) } else { in_bulk::is_alone(db, by, count, now) }
}

impl Mails {
    /// Counts a Case's mails, and takes what belongs to the sample, with the number of the register that it will have after
    /// those before it.
    fn add(&mut self, case: i64, mails: Vec<Envelope>, gets_number: bool) {
        self.count += mails.len();
        for mut mail in mails {
            if let (Letter::Published { number, .. }, true) = (&mut mail.letter, gets_number) {
                *number += self.numbered;
            }
            let first_of_language = self.sample.iter().all(|(_, one)| one.locale != mail.locale);
            if first_of_language || self.sample.len() < MAILS_SHOWN {
                self.sample.push((case, mail));
            }
        }
        self.numbered += i64::from(gets_number);
    }
}

impl What {
    /// The decision on each Case, where it is one.
    pub const fn decision(self) -> Option<Decision> {
        match self {
            What::Assign | What::LetThrough | What::TurnAway => None,
            What::Decline => Some(Decision::Decline),
            What::Close => Some(Decision::Close),
            What::Publish => Some(Decision::Publish),
        }
    }

    /// What decides many Cases so.
    fn of(decision: Decision) -> Option<What> {
        What::ALL.iter().copied().find(|what| what.decision() == Some(decision))
    }
}

/// What would become of Cases. Without the whole deed, only whether it is possible. Nothing changes.
///
/// # Errors
/// `Invalid` when the reason does not fit; `TooMany`.
pub async fn look(
    app: &App,
    permit: &Permit<Moderate>,
    numbers: Vec<i64>,
    (what, deed): (What, Option<Deed>),
) -> Result<Look> {
    if numbers.len() > limits::DECIDE_AT_ONCE {
        return Err(Error::Refused(Refusal::TooMany));
    }
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            if let Some(Deed::Decide(ruling)) = &deed {
                ruling.reason(db)?;
            }
            let (mut fates, mut mails, mut items) = (Vec::new(), Mails::default(), Vec::new());
            for number in numbers {
                let (fate, item) = fate(&own, db, (number, me, now), (what, deed.as_ref()), &mut mails)?;
                fates.push(fate);
                items.extend(item);
            }
            let count = items.len();
            let needs_second = !is_alone(db, me, (what == What::Assign, count), now)?;
            let plan = deed.map(|deed| Plan { by: me, deed, items, needs_second });
            let plan = plan.map(|plan| signed_plan::sign(&own, PLAN, &plan));
            Ok(Look { fates, count, mails, needs_second, plan: plan.transpose()? })
        })
        .await
}

fn fate(
    app: &App,
    db: &mut Db,
    (number, me, now): (i64, StaffId, Moment),
    (what, deed): (What, Option<&Deed>),
    mails: &mut Mails,
) -> Result<(Fate, Option<Item>)> {
    let matter = match Matter::load(app, db, number) {
        Err(Error::NotFound) => {
            let hindrance = Some(Hindrance::Gone);
            return Ok((Fate { number, kind: None, organisation: String::new(), hindrance }, None));
        }
        found => found?,
    };
    let mut hindrance = hindrance(db, &matter, (me, now), what)?;
    if let (None, Some(Deed::Decide(ruling))) = (hindrance, deed)
        && decide::tells(app, db, &matter, ruling)?
    {
        hindrance = Some(Hindrance::Tells);
    }
    let organisation = matter.organisation.mail_name();
    let fate = Fate { number, kind: Some(matter.case.kind), organisation, hindrance };
    if hindrance.is_some() {
        return Ok((fate, None));
    }
    let mut item = Item { number, revision: matter.case.revision, shown: String::new() };
    if let Some(Deed::Decide(ruling)) = deed {
        let gets_number = ruling.decision == Decision::Publish && gets_number(&matter);
        let preview = Preview::of(app, db, matter, ruling.clone())?;
        mails.add(number, preview.mails, gets_number);
        // Numbers and addresses are given one after another, so these mails are told apart when they are written.
        if ruling.decision != Decision::Publish {
            item.shown = preview.shown;
        }
    }
    Ok((fate, Some(item)))
}

/// Whether publishing gives the organisation its number of the register.
fn gets_number(matter: &Matter) -> bool {
    let named = !matter.endorsement.visibility.withholds();
    matches!(matter.topic, Topic::Signature) && named && matter.organisation.number.is_none()
}

fn hindrance(
    db: &mut Db,
    matter: &Matter,
    (me, now): (StaffId, Moment),
    what: What,
) -> Result<Option<Hindrance>> {
    let refused = |result: Result<()>| match result {
        Err(Error::Refused(_)) => Ok(true),
        other => other.map(|()| false),
    };
    let possible = match what.decision() {
        Some(decision) => matter.possible().contains(&decision) && !matter.rests_on_letter(decision),
        None if what == What::Assign => matter.case.state != CaseState::Closed,
        None => hold::waits(db, matter)?,
    };
    if !possible {
        return Ok(Some(if hold::waits(db, matter)? { Hindrance::Held } else { Hindrance::WrongState }));
    }
    if what == What::Assign {
        return Ok(None);
    }
    if what.decision().is_some_and(|decision| matter.eyes(decision) != Eyes::One) {
        return Ok(Some(Hindrance::Second));
    }
    if refused(decide::check_seen(db, matter, me, now))? {
        return Ok(Some(Hindrance::Masked));
    }
    Ok(refused(lock::check(&matter.case, me, now))?.then_some(Hindrance::Locked))
}

/// Those to whom Cases can be given, for the form.
///
/// # Errors
/// Internal.
pub async fn moderators(app: &App, _: &Permit<Moderate>) -> Result<Vec<store::staff::Staff>> {
    app.store.read(super::assign::moderators).await
}
