//! Lets happen what the ministry did in the two months before the demo begins: signatures, reports and a change come, each
//! opens its Case, and colleagues decide it as today's are decided.

use chrono::Duration;
use serde_json::json;

use super::content::{self, DemoOrganisation, Fate, PastCase, Subject as Matter, Turn};
use super::queue::{flawed, moderators, open, published, signature};
use crate::app::act::{Act, Origin, Subject};
use crate::app::case::decide::{self, Verdict};
use crate::app::case::letters;
use crate::app::case::ruling::Ruling;
use crate::app::{App, erasure};
use crate::domain::assurance::Level;
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::case::Decision;
use crate::domain::ids::{CaseId, StaffId};
use crate::domain::{Error, Moment, Result};
use crate::store;

/// Most signatures that were published through a Case.
const SIGNATURES: usize = 30;

/// Organisations with their places in the list.
pub type Placed = Vec<(u64, DemoOrganisation)>;

/// The list, oldest first, in the order in which it enters the register.
pub struct Shares {
    pub before: Placed,
    /// Those whose Cases colleagues decided.
    pub decided: Vec<DemoOrganisation>,
    pub newest: Placed,
}

/// Chooses whose Cases are told: some of the last two months, evenly.
pub fn share(all: Placed) -> Shares {
    let told = all.iter().filter(|(_, one)| is_told(one)).count();
    // So many of the first that are met.
    let share = |met: usize| met * told.min(SIGNATURES) / told.max(1);
    let mut shares = Shares { before: Vec::new(), decided: Vec::new(), newest: Vec::new() };
    let mut met = 0;
    for (place, one) in all {
        met += usize::from(is_told(&one));
        if is_told(&one) && share(met) > shares.decided.len() {
            shares.decided.push(one);
        } else if one.signed_days_ago < *content::SIGNED_DAYS_AGO.start() {
            shares.newest.push((place, one));
        } else {
            shares.before.push((place, one));
        }
    }
    shares
}

/// What two colleagues decide by letter stays out, and so does what fell later.
fn is_told(one: &DemoOrganisation) -> bool {
    let lately = content::SIGNED_DAYS_AGO.contains(&one.signed_days_ago);
    lately && one.fate == Fate::Published && one.assurance < Level::OfficialLetter
}

/// Something that happened: to which Case, and what. First of all, it came.
struct Event {
    at: Moment,
    case: usize,
    turn: Option<Turn>,
}

/// Lets all of it happen, oldest first.
pub async fn make(app: &App, decided: Vec<DemoOrganisation>) -> Result<()> {
    let mut cases = content::past().map_err(flawed)?;
    let signed = decided.into_iter().zip(content::PUBLISHED.iter().copied().cycle());
    cases.extend(signed.map(|(one, turns)| PastCase {
        opened_days_ago: one.signed_days_ago,
        subject: Matter::Signature(Box::new(one)),
        turns,
    }));
    app.act(Origin::operator(), move |act| {
        let (today, colleagues) = (act.now, moderators(act)?);
        let mut opened: Vec<Option<CaseId>> = vec![None; cases.len()];
        for event in events(&cases, today) {
            act.now = event.at;
            let me = *colleagues.get(event.case % colleagues.len().max(1)).ok_or(Error::NotFound)?;
            match (event.turn, &cases[event.case], opened[event.case]) {
                (None, case, _) => opened[event.case] = Some(come(act, &case.subject, me)?),
                (Some(Turn::Decided(decision, reason)), _, Some(case)) => {
                    decide(act, case, me, (decision, reason))?;
                }
                (Some(Turn::RanOut), _, Some(case)) => run_out(act, case)?,
                (Some(_), _, None) => return Err(Error::NotFound),
            }
        }
        act.now = today;
        act.shows_nobody();
        act.speak_for(Actor::Operator);
        act.audit(AuditAct::DemoPastFilled, Subject("demo", None), json!({ "cases": cases.len() }))
    })
    .await
}

/// What happened, in the order of time, at hours of the day that differ.
fn events(cases: &[PastCase], today: Moment) -> Vec<Event> {
    let mut all = Vec::new();
    for (case, past) in cases.iter().enumerate() {
        let minutes = i64::try_from(case).unwrap_or(0) * 37 % 300;
        let came = today - Duration::days(past.opened_days_ago) - Duration::minutes(minutes);
        all.push(Event { at: came, case, turn: None });
        all.extend(past.turns.iter().map(|(days, turn)| Event {
            at: came + Duration::days(*days) - Duration::minutes(minutes / 2),
            case,
            turn: Some(*turn),
        }));
    }
    all.sort_by_key(|event| event.at);
    all
}

fn come(act: &mut Act<'_>, matter: &Matter, me: StaffId) -> Result<CaseId> {
    let organisation = match matter {
        Matter::Signature(demo) => {
            let signed = signature(act, demo)?;
            store::endorsement::find(act.db, signed)?.organisation_id
        }
        Matter::Amendment { of: place, .. }
        | Matter::MoreTime { of: place, .. }
        | Matter::Report { about: place, .. } => {
            let place = *place;
            open(act, matter.clone(), Actor::Staff(me))?;
            published(act, place)?.id
        }
        Matter::Asked { .. } | Matter::Letter { .. } => {
            return Err(Error::internal("that waits in the queue"));
        }
    };
    let newest = store::case::of_organisation(act.db, organisation)?.into_iter().next();
    newest.map(|case| case.id).ok_or(Error::NotFound)
}

/// Decides without writing to anybody: what is long past fills no inbox.
fn decide(
    act: &mut Act<'_>,
    case: CaseId,
    me: StaffId,
    (decision, reason): (Decision, Option<&str>),
) -> Result<()> {
    let case = store::case::find(act.db, case)?;
    let ruling = Ruling {
        decision,
        reason: reason.map(str::to_owned),
        message: String::new(),
        note: String::new(),
        write: false,
        letter: None,
        take_off: false,
    };
    let shown = letters::fingerprint(act.app, &[])?;
    act.speak_for(Actor::Staff(me));
    let verdict = Verdict { number: case.number, revision: case.revision, shown, ruling };
    decide::made(act, (me, None), verdict).map(drop)
}

fn run_out(act: &mut Act<'_>, case: CaseId) -> Result<()> {
    let case = store::case::find(act.db, case)?;
    let signed = store::endorsement::of_organisation(act.db, case.organisation_id)?;
    act.speak_for(Actor::System);
    erasure::run_out(act, &signed)
}
