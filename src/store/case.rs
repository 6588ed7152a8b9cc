//! Cases: their states, locks, proposals and notes. How the queue lists them is in `queue`.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::schema::{case_notes, cases, staff};
use super::{Db, case_message, case_question, case_reply, register_state};
use crate::domain::case::{CaseKind, CaseOutcome, CaseState, MailboxKind, due_at};
use crate::domain::ids::{CaseId, OrganisationId, StaffId};
use crate::domain::{Error, Moment, Result};

/// A Case as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Case {
    pub id: CaseId,
    /// The number staff know it by.
    pub number: i64,
    pub kind: CaseKind,
    /// The row of the kind's table that it is about.
    pub subject_id: i64,
    pub organisation_id: OrganisationId,
    pub state: CaseState,
    /// Stands before all others.
    pub urgent: bool,
    pub search_key: String,
    pub opened_at: Moment,
    pub due_at: Moment,
    pub closed_at: Option<Moment>,
    pub outcome: Option<CaseOutcome>,
    pub locked_by: Option<StaffId>,
    pub locked_until: Option<Moment>,
    /// The first person's decision (JSON) while it waits for the second.
    pub proposal: Option<String>,
    pub proposed_by: Option<StaffId>,
    pub proposed_at: Option<Moment>,
    pub revision: i64,
    /// Who is to decide it.
    pub assigned_to: Option<StaffId>,
    /// From what kind of mailbox it came, where that is known.
    pub mailbox: Option<MailboxKind>,
    /// Whether a check found something that is worth a look.
    pub flagged: bool,
    /// What the queue counts by. The database derives it.
    pub traits: String,
    /// Whether it opened because the signature is held.
    pub held: bool,
    /// Whether its organisation was compared with others since either changed.
    pub compared: bool,
    /// How often that was to be done anew.
    pub compare_asks: i64,
}

/// What is noted of a signature when its Case opens.
#[derive(Debug, Clone, Copy, AsChangeset)]
#[diesel(table_name = cases)]
pub struct Marks {
    pub mailbox: MailboxKind,
    pub flagged: bool,
    pub held: bool,
}

/// What a Case is after it was moved on: nobody holds it, and nothing is proposed in it any more.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub(super) struct Moved {
    state: CaseState,
    outcome: Option<CaseOutcome>,
    closed_at: Option<Moment>,
    proposal: Option<String>,
    proposed_by: Option<StaffId>,
    proposed_at: Option<Moment>,
    locked_by: Option<StaffId>,
    locked_until: Option<Moment>,
}

impl Moved {
    pub(super) fn to(state: CaseState, outcome: Option<CaseOutcome>, now: Moment) -> Moved {
        Moved {
            state,
            outcome,
            closed_at: (state == CaseState::Closed).then_some(now),
            proposal: None,
            proposed_by: None,
            proposed_at: None,
            locked_by: None,
            locked_until: None,
        }
    }
}

/// Opens a Case and gives its id.
pub fn open(
    db: &mut Db,
    kind: CaseKind,
    subject_id: i64,
    organisation: (OrganisationId, &str),
    now: Moment,
) -> Result<CaseId> {
    let number = register_state::next_case_number(db)?;
    let id = diesel::insert_into(cases::table)
        .values((
            cases::number.eq(number),
            cases::kind.eq(kind),
            cases::subject_id.eq(subject_id),
            cases::organisation_id.eq(organisation.0),
            cases::state.eq(CaseState::Open),
            cases::urgent.eq(kind == CaseKind::Report || kind == CaseKind::Reversal),
            cases::search_key.eq(organisation.1),
            cases::opened_at.eq(now),
            cases::due_at.eq(due_at(now)),
            cases::revision.eq(1i64),
        ))
        .returning(cases::id)
        .get_result(db)?;
    Ok(id)
}

/// The Case with this number.
pub fn by_number(db: &mut Db, number: i64) -> Result<Case> {
    Ok(cases::table.filter(cases::number.eq(number)).first(db)?)
}

/// The Case with this id.
pub fn find(db: &mut Db, id: CaseId) -> Result<Case> {
    Ok(cases::table.find(id).first(db)?)
}

/// The Case of a subject that is not closed, if there is one.
pub fn open_of(db: &mut Db, kind: CaseKind, subject_id: i64) -> Result<Option<Case>> {
    let of =
        cases::kind.eq(kind).and(cases::subject_id.eq(subject_id)).and(cases::state.ne(CaseState::Closed));
    Ok(cases::table.filter(of).order(cases::id.desc()).first(db).optional()?)
}

/// The newest Case of a subject, if there was ever one.
pub fn last_of(db: &mut Db, kind: CaseKind, subject_id: i64) -> Result<Option<Case>> {
    let of = cases::table.filter(cases::kind.eq(kind).and(cases::subject_id.eq(subject_id)));
    Ok(of.order(cases::id.desc()).first(db).optional()?)
}

/// The Cases of a kind that are not closed and are found by just these words, oldest first.
pub fn open_by_words(db: &mut Db, kind: CaseKind, words: &str) -> Result<Vec<Case>> {
    let of = cases::kind.eq(kind).and(cases::search_key.eq(words)).and(cases::state.ne(CaseState::Closed));
    Ok(cases::table.filter(of).order(cases::id).load(db)?)
}

/// All Cases of an organisation, newest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Case>> {
    Ok(cases::table.filter(cases::organisation_id.eq(organisation)).order(cases::id.desc()).load(db)?)
}

/// The numbers of the newest Cases about the signatures of these organisations, where there was ever one.
pub fn numbers(db: &mut Db, of: &[OrganisationId]) -> Result<BTreeMap<OrganisationId, i64>> {
    let theirs = cases::kind.eq(CaseKind::Endorsement).and(cases::organisation_id.eq_any(of));
    let found = cases::table.filter(theirs).order(cases::id).select((cases::organisation_id, cases::number));
    Ok(found.load(db)?.into_iter().collect())
}

/// Puts a Case before all others, or back among them.
pub fn set_urgent(db: &mut Db, id: CaseId, urgent: bool) -> Result<()> {
    diesel::update(cases::table.find(id)).set(cases::urgent.eq(urgent)).execute(db)?;
    Ok(())
}

/// Takes the lock, or keeps it, unless another holds it. `true` when held.
pub fn lock(db: &mut Db, id: CaseId, me: StaffId, now: Moment, until: Moment) -> Result<bool> {
    let free = cases::locked_by.is_null().or(cases::locked_by.eq(me)).or(cases::locked_until.le(now));
    let changed = diesel::update(cases::table.find(id).filter(free.assume_not_null()))
        .set((cases::locked_by.eq(me), cases::locked_until.eq(until)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Takes the lock from whoever holds it.
pub fn take_over(db: &mut Db, id: CaseId, me: StaffId, until: Moment) -> Result<()> {
    diesel::update(cases::table.find(id))
        .set((cases::locked_by.eq(me), cases::locked_until.eq(until)))
        .execute(db)?;
    Ok(())
}

/// Gives the lock back.
pub fn release(db: &mut Db, id: CaseId, me: StaffId) -> Result<()> {
    diesel::update(cases::table.find(id).filter(cases::locked_by.eq(me)))
        .set((cases::locked_by.eq(None::<StaffId>), cases::locked_until.eq(None::<Moment>)))
        .execute(db)?;
    Ok(())
}

/// Says who is to decide a Case.
pub fn assign(db: &mut Db, id: CaseId, to: Option<StaffId>) -> Result<()> {
    diesel::update(cases::table.find(id)).set(cases::assigned_to.eq(to)).execute(db)?;
    Ok(())
}

/// Notes from what kind of mailbox a Case came, and whether a check found something.
pub fn mark(db: &mut Db, id: CaseId, marks: Marks) -> Result<()> {
    diesel::update(cases::table.find(id)).set(marks).execute(db)?;
    Ok(())
}

/// The Cases that have yet to be compared with other organisations: first those to be compared anew, the oldest of them
/// first, since whoever was there before a flood is not to wait behind it; then the newest.
pub fn to_compare(db: &mut Db, limit: i64) -> Result<Vec<Case>> {
    let waiting = || cases::table.filter(diesel::dsl::not(cases::compared));
    let anew = waiting().filter(cases::compare_asks.gt(0));
    let mut found: Vec<Case> = anew.order(cases::id).limit(limit).load(db)?;
    let left = limit - i64::try_from(found.len()).map_err(Error::internal)?;
    let new = waiting().filter(cases::compare_asks.eq(0));
    found.extend(new.order(cases::id.desc()).limit(left).load::<Case>(db)?);
    Ok(found)
}

/// Notes that a Case was compared as it was read, and marks it where that found something, or takes its mark down. What was to be
/// done anew since then still is.
pub fn compared(db: &mut Db, seen: &Case, found: bool) -> Result<()> {
    let unasked = cases::table.filter(cases::id.eq(seen.id).and(cases::compare_asks.eq(seen.compare_asks)));
    diesel::update(unasked).set(cases::compared.eq(true)).execute(db)?;
    if found != seen.flagged {
        diesel::update(cases::table.find(seen.id)).set(cases::flagged.eq(found)).execute(db)?;
    }
    Ok(())
}

/// Has the Cases of an organisation that changed compared anew, those that are not closed: others may be like it now, or no
/// more.
pub fn compare_anew(db: &mut Db, of: OrganisationId) -> Result<()> {
    let open = cases::organisation_id.eq(of).and(cases::state.ne(CaseState::Closed));
    diesel::update(cases::table.filter(open))
        .set((cases::compared.eq(false), cases::compare_asks.eq(cases::compare_asks + 1)))
        .execute(db)?;
    Ok(())
}

/// Has the Cases of organisations that another may be like now compared anew, those that are not closed and have no mark.
pub fn compare_unmarked(db: &mut Db, of: &[OrganisationId]) -> Result<()> {
    let unmarked = cases::state.ne(CaseState::Closed).and(diesel::dsl::not(cases::flagged));
    diesel::update(cases::table.filter(cases::organisation_id.eq_any(of).and(unmarked)))
        .set((cases::compared.eq(false), cases::compare_asks.eq(cases::compare_asks + 1)))
        .execute(db)?;
    Ok(())
}

/// Has the Cases of organisations that another was like compared anew: those that have a mark, and those that may be getting one.
pub fn compare_left(db: &mut Db, of: &[OrganisationId]) -> Result<()> {
    let marked = cases::flagged.or(cases::state.ne(CaseState::Closed));
    diesel::update(cases::table.filter(cases::organisation_id.eq_any(of).and(marked)))
        .set((cases::compared.eq(false), cases::compare_asks.eq(cases::compare_asks + 1)))
        .execute(db)?;
    Ok(())
}

/// Moves a Case on and frees its lock, if nobody was faster. Once it is closed, nobody's opinion of it is asked any more.
pub fn set_state(
    db: &mut Db,
    seen: &Case,
    state: CaseState,
    outcome: Option<CaseOutcome>,
    now: Moment,
) -> Result<()> {
    let changed = diesel::update(cases::table.find(seen.id).filter(cases::revision.eq(seen.revision)))
        .set((Moved::to(state, outcome, now), cases::revision.eq(seen.revision + 1)))
        .execute(db)?;
    match changed {
        1 if state == CaseState::Closed => case_message::end_of(db, &[seen.id], now),
        1 => Ok(()),
        _ => Err(Error::Conflict),
    }
}

/// What was decided in the Cases that wait for a second person.
pub fn proposals(db: &mut Db) -> Result<Vec<String>> {
    let waiting = cases::state.eq(CaseState::Second).and(cases::proposal.is_not_null());
    Ok(cases::table.filter(waiting).select(cases::proposal.assume_not_null()).load(db)?)
}

/// Changes the words by which an organisation's Cases are found.
pub fn find_by_words(db: &mut Db, organisation: OrganisationId, words: &str) -> Result<()> {
    let of = cases::table.filter(cases::organisation_id.eq(organisation));
    diesel::update(of).set(cases::search_key.eq(words)).execute(db)?;
    Ok(())
}

/// Keeps the first person's decision until a second has looked.
pub fn propose(db: &mut Db, seen: &Case, proposal: &str, by: StaffId, now: Moment) -> Result<()> {
    set_state(db, seen, CaseState::Second, None, now)?;
    diesel::update(cases::table.find(seen.id))
        .set((cases::proposal.eq(proposal), cases::proposed_by.eq(by), cases::proposed_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Keeps a decision that waits in other words.
pub fn set_proposal(db: &mut Db, case: CaseId, proposal: &str) -> Result<()> {
    diesel::update(cases::table.find(case)).set(cases::proposal.eq(proposal)).execute(db)?;
    Ok(())
}

/// Forgets what the Cases of an organisation say of it: the words they are found by, notes, questions and
/// answers, and that a check found something, which is not looked for again.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let of = cases::table.filter(cases::organisation_id.eq(organisation));
    let ids: Vec<CaseId> = of.select(cases::id).load(db)?;
    diesel::update(cases::table.filter(cases::organisation_id.eq(organisation)))
        .set((
            cases::search_key.eq(""),
            cases::proposal.eq(None::<String>),
            (cases::flagged.eq(false), cases::compared.eq(true)),
        ))
        .execute(db)?;
    diesel::delete(case_notes::table.filter(case_notes::case_id.eq_any(&ids))).execute(db)?;
    case_message::erase_of(db, &ids)?;
    case_question::erase_of(db, &ids)?;
    case_reply::erase_of(db, &ids)
}

/// A note with its writer's name.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Note {
    pub text: String,
    pub by: String,
    pub created_at: Moment,
}

/// Adds a note.
pub fn add_note(db: &mut Db, case: CaseId, by: StaffId, text: &str, now: Moment) -> Result<()> {
    diesel::insert_into(case_notes::table)
        .values((
            case_notes::case_id.eq(case),
            case_notes::staff_id.eq(by),
            case_notes::text.eq(text),
            case_notes::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Says of a Case that what was shown of it has changed.
pub fn move_on(db: &mut Db, id: CaseId) -> Result<()> {
    diesel::update(cases::table.find(id)).set(cases::revision.eq(cases::revision + 1)).execute(db)?;
    Ok(())
}

/// Says of the open Cases of an organisation that what was shown of them has changed. Nobody else changes them until this
/// act is over.
pub fn move_on_open(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let open = cases::organisation_id.eq(organisation).and(cases::state.ne(CaseState::Closed));
    diesel::update(cases::table.filter(open)).set(cases::revision.eq(cases::revision + 1)).execute(db)?;
    Ok(())
}

/// Lets the Cases about some things go with them to the organisation whose they are now; they are found by its words. What
/// was shown of them has changed.
pub fn follow(
    db: &mut Db,
    (kind, subjects): (CaseKind, &[i64]),
    (to, words): (OrganisationId, &str),
) -> Result<()> {
    let about = cases::kind.eq(kind).and(cases::subject_id.eq_any(subjects.to_vec()));
    diesel::update(cases::table.filter(about))
        .set((
            cases::organisation_id.eq(to),
            cases::search_key.eq(words),
            cases::revision.eq(cases::revision + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Lets nobody else change a Case until this act is over.
pub fn hold(db: &mut Db, case: CaseId) -> Result<()> {
    diesel::update(cases::table.find(case)).set(cases::number.eq(cases::number)).execute(db)?;
    Ok(())
}

/// Whether a colleague has noted these words in a Case since then.
pub fn has_note(db: &mut Db, case: CaseId, (by, text): (StaffId, &str), since: Moment) -> Result<bool> {
    let same = case_notes::table.filter(case_notes::case_id.eq(case)).filter(case_notes::staff_id.eq(by));
    let same = same.filter(case_notes::text.eq(text)).filter(case_notes::created_at.ge(since));
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(db)?)
}

/// The notes of a Case, oldest first.
pub fn notes(db: &mut Db, case: CaseId) -> Result<Vec<Note>> {
    let of = case_notes::table.inner_join(staff::table).filter(case_notes::case_id.eq(case));
    Ok(of.order(case_notes::id).select((case_notes::text, staff::name, case_notes::created_at)).load(db)?)
}

/// The notes of a Case as they are kept, oldest first.
pub fn note_texts(db: &mut Db, case: CaseId) -> Result<Vec<(i64, String)>> {
    let of = case_notes::table.filter(case_notes::case_id.eq(case)).order(case_notes::id);
    Ok(of.select((case_notes::id, case_notes::text)).load(db)?)
}

/// Keeps a note in other words.
pub fn set_note(db: &mut Db, id: i64, text: &str) -> Result<()> {
    diesel::update(case_notes::table.find(id)).set(case_notes::text.eq(text)).execute(db)?;
    Ok(())
}
