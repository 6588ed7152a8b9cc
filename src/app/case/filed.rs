//! Official letters about an organisation that is here already, of any category: one colleague records where the ministry
//! files the letter, another confirms it (domain: four eyes and roles). Where a signature is still in review, its
//! publication confirms the letter; about a signatory that is in the register, the letter is confirmed by itself.

use serde_json::json;

use super::matter::Matter;
use super::{counted, decide, entries, lock, open};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::filed_letter::{self, FiledLetter};
use crate::app::letter::Letter;
use crate::app::staff::seconds;
use crate::app::{App, again, identity};
use crate::domain::assurance::Level;
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseState;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{AssuranceId, StaffId};
use crate::domain::permit::{ConfirmState, Moderate, Permit, Power, SeeWaiting};
use crate::domain::{Error, Problems, Refusal, Result};
use crate::store::assurance::{Assurance, AssuranceState, Evidence, NewAssurance};
use crate::store::organisation::Organisation;
use crate::store::{self, Db, Json};

/// The letters about the organisation of a Case, and what can be done about them.
#[derive(Debug)]
pub struct Standing {
    pub organisation: Organisation,
    /// Newest first.
    pub letters: Vec<Assurance>,
    /// The one that nobody has confirmed.
    pub waiting: Option<AssuranceId>,
    /// Why the colleague cannot confirm it; nothing where they can.
    pub barred: Option<Refusal>,
    /// Whether it is confirmed by itself, and not with the publication.
    pub alone: bool,
    /// Whether one can be recorded, or put aside.
    pub open: bool,
}

/// The letters about the organisation of a Case.
///
/// # Errors
/// `Masked`; `WrongState` for an organisation of which no letter is recorded any more.
pub async fn see(app: &App, permit: &Permit<SeeWaiting>, number: i64) -> Result<Standing> {
    let (own, me, now) = (app.clone(), permit.staff().clone(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            decide::check_seen(db, &matter, me.id, now)?;
            if !is_offered(&matter) {
                return Err(Error::Refused(Refusal::WrongState));
            }
            let waiting = matter.letter_to_confirm();
            Ok(Standing {
                barred: waiting
                    .and_then(|letter| me.barred_as_second(ConfirmState::ROLES, letter.recorded_by, now)),
                waiting: waiting.map(|letter| letter.id),
                alone: is_in_register(&matter),
                open: !is_deciding(db, &matter)?,
                letters: letters(&matter),
                organisation: matter.organisation,
            })
        })
        .await
}

fn letters(matter: &Matter) -> Vec<Assurance> {
    let letters = matter.assurances.iter().filter(|one| one.level == Level::OfficialLetter);
    letters.cloned().collect()
}

/// Whether letters about the organisation of a Case can be recorded or confirmed at all.
pub fn is_offered(matter: &Matter) -> bool {
    let of = &matter.organisation;
    let there = of.erased_at.is_none() && of.merged_into.is_none();
    let reviewed =
        matches!(matter.endorsement.state, EndorsementState::InReview | EndorsementState::NeedsInfo);
    there && (reviewed || is_in_register(matter))
}

fn is_in_register(matter: &Matter) -> bool {
    use EndorsementState::{Lapsed, Published, Suspended};
    matches!(matter.endorsement.state, Published | Suspended | Lapsed)
}

/// Whether a decision about the organisation waits for its second person: what it rests on stays as it was seen.
fn is_deciding(db: &mut Db, matter: &Matter) -> Result<bool> {
    let cases = store::case::of_organisation(db, matter.organisation.id)?;
    Ok(cases.iter().any(|case| case.state == CaseState::Second))
}

/// Records a letter, and gives the number of the Case in which it waits. Whoever may confirm it is told, where it is not
/// confirmed with the publication.
///
/// # Errors
/// `Invalid` (`reference`, `dated`, `sha256`), also for a letter that counts already; `Masked`; `Locked`; `WrongState` while
/// another one or a decision waits.
pub async fn record(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (number, answers): (i64, filed_letter::Answers),
) -> Result<i64> {
    let mut problems = Problems::default();
    let letter = answers.parse(app.clock.now().day_in(app.time_zone()), &mut problems);
    problems.check()?;
    let letter = letter.ok_or_else(|| Error::internal("a letter without problems lacks a part"))?;
    let me = permit.id();
    app.act(origin, move |act| {
        let matter = held(act, number, me)?;
        lock::check(&matter.case, me, act.now)?;
        if let Some(waiting) = matter.letter_to_confirm() {
            let same = FiledLetter::of(&waiting.evidence.0).as_ref() == Some(&letter);
            let same = same && waiting.recorded_by == Some(me);
            if !same {
                return Err(Error::Refused(Refusal::WrongState));
            }
            act.stands();
            return open_case(act, &matter);
        }
        if is_deciding(act.db, &matter)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        counted::check(act.app, act.db, &matter, &letter)?;
        let id = insert(act, &matter, letter, me)?;
        let waits = open_case(act, &matter)?;
        if is_in_register(&matter) {
            tell(act, waits, (me, id))?;
        }
        act.audit(AuditAct::LetterRecorded, decide::subject(&matter), json!({ "assurance": id }))?;
        Ok(waits)
    })
    .await
}

/// The number of the Case if it is open, else of one in which the signatory is looked into: what waits stands in the queue.
fn open_case(act: &mut Act<'_>, matter: &Matter) -> Result<i64> {
    match matter.case.state {
        CaseState::Closed => open::inquiry(act, &matter.organisation, &matter.endorsement),
        _ => Ok(matter.case.number),
    }
}

/// The Case as it stays until the act is over: whether the organisation is named, and what is decided on it. What colleagues
/// were shown of its open Cases is no longer what they would decide on.
fn held(act: &mut Act<'_>, number: i64, me: StaffId) -> Result<Matter> {
    let of = store::case::by_number(act.db, number)?.organisation_id;
    store::organisation::hold(act.db, of)?;
    store::register_state::hold_case_numbers(act.db)?;
    store::case::move_on_open(act.db, of)?;
    let matter = Matter::load(act.app, act.db, number)?;
    decide::check_seen(act.db, &matter, me, act.now)?;
    if is_offered(&matter) { Ok(matter) } else { Err(Error::Refused(Refusal::WrongState)) }
}

fn insert(act: &mut Act<'_>, matter: &Matter, letter: FiledLetter, me: StaffId) -> Result<AssuranceId> {
    let of = &matter.organisation;
    let FiledLetter { reference, dated, sha256 } = letter;
    let evidence = Evidence::Letter { reference, dated, sha256 };
    let evidence = if of.sealed.is_some() { identity::seal_evidence(act.app, evidence)? } else { evidence };
    let record = NewAssurance {
        organisation_id: of.id,
        level: Level::OfficialLetter,
        evidence: Json(evidence),
        state: AssuranceState::Recorded,
        recorded_by: Some(me),
        recorded_at: act.now,
        confirmed_at: None,
    };
    store::assurance::insert(act.db, &record)
}

fn tell(act: &mut Act<'_>, number: i64, (me, id): (StaffId, AssuranceId)) -> Result<()> {
    seconds::tell(act, (ConfirmState::ROLES, &[me]), &format!("letter.{id}"), |act, locale| {
        let link = Address::StaffLetter(number).url(&act.app.config.staff_base().url, locale);
        Letter::LetterRecorded { case_number: number, link }
    })
    .map(drop)
}

/// Confirms a letter about a signatory that is in the register, which enters it.
///
/// # Errors
/// `SamePerson` to whoever recorded it, `TooNew`, `Masked`; `WrongState` for one that is settled, or that is confirmed with the
/// publication.
pub async fn confirm(
    app: &App,
    permit: &Permit<ConfirmState>,
    origin: Origin,
    (number, id): (i64, AssuranceId),
) -> Result<()> {
    let (me, by) = (permit.id(), permit.clone());
    let confirmed = app.act(origin, move |act| {
        let matter = held(act, number, me)?;
        let letter = waiting(&matter, id)?;
        if !is_in_register(&matter) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if let Some(recorder) = letter.recorded_by {
            by.second_to(recorder, act.now)?;
        }
        store::assurance::settle(act.db, id, me, AssuranceState::Confirmed, act.now)?;
        let confirmed = Assurance {
            state: AssuranceState::Confirmed,
            confirmed_by: Some(me),
            confirmed_at: Some(act.now),
            ..letter.clone()
        };
        entries::assurance(act, &matter.organisation, &confirmed)?;
        act.audit(AuditAct::LetterConfirmed, decide::subject(&matter), json!({ "assurance": id }))
    });
    let outcome = confirmed.await;
    settled(app, outcome, (me, number), AuditAct::LetterConfirmed).await
}

/// Puts a letter aside that nobody has confirmed: it was recorded wrongly, or is not what it seemed.
///
/// # Errors
/// `Masked`; `Locked`; `WrongState` for one that is settled, or while a decision waits.
pub async fn put_aside(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (number, id): (i64, AssuranceId),
) -> Result<()> {
    let me = permit.id();
    let put = app.act(origin, move |act| {
        let matter = held(act, number, me)?;
        lock::check(&matter.case, me, act.now)?;
        waiting(&matter, id)?;
        if is_deciding(act.db, &matter)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        store::assurance::settle(act.db, id, me, AssuranceState::Refused, act.now)?;
        act.audit(AuditAct::LetterPutAside, decide::subject(&matter), json!({ "assurance": id }))
    });
    let outcome = put.await;
    settled(app, outcome, (me, number), AuditAct::LetterPutAside).await
}

fn waiting(matter: &Matter, id: AssuranceId) -> Result<&Assurance> {
    let waiting = matter.letter_to_confirm().filter(|letter| letter.id == id);
    waiting.ok_or(Error::Refused(Refusal::WrongState))
}

/// Pressed twice, it is done once.
async fn settled(app: &App, outcome: Result<()>, (me, number): (StaffId, i64), what: AuditAct) -> Result<()> {
    let case = app.store.read(move |db| store::case::by_number(db, number)).await?;
    again::once(app, outcome, (me, Subject("case", Some(case.id.0))), what).await
}
