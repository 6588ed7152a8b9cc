//! What one colleague tells another about a Case.

use diesel::prelude::*;

use super::Db;
use super::organisation::Organisation;
use super::schema::{case_messages, cases, organisations};
use crate::domain::case::MessageKind;
use crate::domain::ids::{CaseId, CaseMessageId, StaffId};
use crate::domain::{Error, Moment, Refusal, Result};

/// One message, and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Message {
    pub id: CaseMessageId,
    pub case_id: CaseId,
    pub kind: MessageKind,
    pub from: StaffId,
    pub to: StaffId,
    pub text: String,
    pub created_at: Moment,
    /// What an opinion says. A question that ended without one was taken back, or its Case was closed.
    pub answer: Option<String>,
    /// When it was answered, read, or ended.
    pub answered_at: Option<Moment>,
}

/// Adds a message.
pub fn insert(
    db: &mut Db,
    (case, kind): (CaseId, MessageKind),
    (from, to): (StaffId, StaffId),
    text: &str,
    now: Moment,
) -> Result<()> {
    diesel::insert_into(case_messages::table)
        .values((
            case_messages::case_id.eq(case),
            case_messages::kind.eq(kind),
            case_messages::from_staff.eq(from),
            case_messages::to_staff.eq(to),
            case_messages::text.eq(text),
            case_messages::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// The messages about a Case, oldest first.
pub fn of_case(db: &mut Db, case: CaseId) -> Result<Vec<Message>> {
    let of = case_messages::table.filter(case_messages::case_id.eq(case));
    Ok(of.order(case_messages::id).load(db)?)
}

/// What waits for a colleague, oldest first, with the numbers of the Cases and whom they are about.
pub fn waiting(db: &mut Db, to: StaffId) -> Result<Vec<(Message, i64, Organisation)>> {
    let mine = case_messages::to_staff.eq(to).and(case_messages::answered_at.is_null());
    let of = case_messages::table.inner_join(cases::table.inner_join(organisations::table)).filter(mine);
    let columns = (case_messages::all_columns, cases::number, organisations::all_columns);
    Ok(of.order(case_messages::id).select(columns).load(db)?)
}

/// Keeps the answer, once; an empty one says that it was read.
///
/// # Errors
/// `WrongState` when the message is not theirs, or answered.
pub fn answer(
    db: &mut Db,
    (id, by): (CaseMessageId, StaffId),
    answer: Option<&str>,
    now: Moment,
) -> Result<()> {
    let open = case_messages::to_staff.eq(by).and(case_messages::answered_at.is_null());
    let changed = diesel::update(case_messages::table.find(id).filter(open))
        .set((case_messages::answer.eq(answer), case_messages::answered_at.eq(now)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Whether a question to a colleague about a Case waits for their answer.
pub fn waits(db: &mut Db, case: CaseId, (from, to): (StaffId, StaffId)) -> Result<bool> {
    let of = case_messages::case_id.eq(case).and(case_messages::kind.eq(MessageKind::Opinion));
    let between = case_messages::from_staff.eq(from).and(case_messages::to_staff.eq(to));
    let open = case_messages::table.filter(of.and(between).and(case_messages::answered_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(db)?)
}

/// Ends a question without an answer.
///
/// # Errors
/// `WrongState` when the message is none, is neither from nor to them, or has ended.
pub fn take_back(db: &mut Db, (id, by): (CaseMessageId, StaffId), now: Moment) -> Result<()> {
    let theirs = case_messages::from_staff.eq(by).or(case_messages::to_staff.eq(by));
    let open = case_messages::kind.eq(MessageKind::Opinion).and(case_messages::answered_at.is_null());
    let changed = diesel::update(case_messages::table.find(id).filter(theirs.and(open)))
        .set(case_messages::answered_at.eq(now))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Ends the questions that wait about Cases that are closed.
pub fn end_of(db: &mut Db, of: &[CaseId], now: Moment) -> Result<()> {
    let open = case_messages::kind.eq(MessageKind::Opinion).and(case_messages::answered_at.is_null());
    diesel::update(case_messages::table.filter(case_messages::case_id.eq_any(of).and(open)))
        .set(case_messages::answered_at.eq(now))
        .execute(db)?;
    Ok(())
}

/// The message with this id.
pub fn find(db: &mut Db, id: CaseMessageId) -> Result<Message> {
    Ok(case_messages::table.find(id).first(db)?)
}

/// Forgets the messages about some Cases.
pub fn erase_of(db: &mut Db, of: &[CaseId]) -> Result<()> {
    diesel::delete(case_messages::table.filter(case_messages::case_id.eq_any(of))).execute(db)?;
    Ok(())
}
