//! Mails on their way: queued in the act's transaction, claimed and sent by any number of workers.
//!
//! The text is sealed by the caller and gone once sent. Back-off and giving up are the worker's rules.

use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::Db;
use super::schema::{endorsements, outbox};
use crate::domain::ids::{EndorsementId, MailId, OrganisationId};
use crate::domain::outbox::{Hindrance, MailState};
use crate::domain::{Error, Moment, Result};
use crate::native;

/// A mail. Its `Debug` shows no text.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Mail {
    pub id: MailId,
    /// What happened, named so that one event mails one recipient once.
    pub event: String,
    /// The blind index of the recipient's address.
    pub recipient_index: String,
    /// The mail's name under `templates/mail/`.
    pub template: String,
    /// Address and text, sealed; nothing once sent.
    pub sealed: Option<Vec<u8>>,
    pub state: MailState,
    /// Tries begun, this one included.
    pub attempts: i64,
    pub next_at: Moment,
    /// Until when the worker that has it may take. It also tells one claim from another.
    pub claimed_until: Option<Moment>,
    /// What the mail server said at the last try.
    pub last_error: Option<String>,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
    /// Which organisation it is about, if it is about one.
    pub organisation_id: Option<OrganisationId>,
    /// Why it has not gone out.
    pub hindrance: Option<Hindrance>,
    /// Whether it goes before all that are not.
    pub urgent: bool,
    /// Whether it goes behind all that are not: it is to a signer from where many come, or no signature causes it.
    pub crowded: bool,
}

/// Where mails stand that may still go out.
const UNSENT: [MailState; 2] = [MailState::Queued, MailState::Parked];

/// Why a mail does not go out now, and what the mail server said of it.
pub type Why<'a> = (Hindrance, Option<&'a str>);

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Mail");
        shown.field("id", &self.id).field("template", &self.template).field("state", &self.state);
        shown.field("attempts", &self.attempts).finish_non_exhaustive()
    }
}

/// What is needed to queue a mail.
#[derive(Clone)]
pub struct NewMail {
    pub event: String,
    pub recipient_index: String,
    pub template: &'static str,
    pub sealed: Vec<u8>,
    pub organisation_id: Option<OrganisationId>,
    /// Whether it goes before all that are not.
    pub urgent: bool,
    /// Whether it goes behind all that are not.
    pub crowded: bool,
}

diesel::define_sql_function! {
    /// The part of a text from a place (1 is the first) of a length, both in characters.
    fn substr(text: Text, from: Integer, length: Integer) -> Text;
}

/// Queues a mail. Says whether it is new: one event mails one recipient once.
pub fn queue(db: &mut Db, new: &NewMail, now: Moment) -> Result<bool> {
    let row = (
        outbox::event.eq(&new.event),
        outbox::recipient_index.eq(&new.recipient_index),
        outbox::template.eq(new.template),
        outbox::sealed.eq(&new.sealed),
        outbox::state.eq(MailState::Queued),
        outbox::attempts.eq(0_i64),
        outbox::next_at.eq(now),
        outbox::created_at.eq(now),
        outbox::organisation_id.eq(new.organisation_id),
        outbox::urgent.eq(new.urgent),
        outbox::crowded.eq(new.crowded),
    );
    let added = native!(db, |c| {
        diesel::insert_into(outbox::table)
            .values(row)
            .on_conflict((outbox::event, outbox::recipient_index))
            .do_nothing()
            .execute(c)?
    });
    Ok(added == 1)
}

/// Takes at most `limit` mails that are due, the urgent before all others, the crowded behind them, and each the longest waiting
/// first, for this worker alone until `until`. A claim that ran out is anybody's again.
pub fn claim(db: &mut Db, now: Moment, until: Moment, limit: i64) -> Result<Vec<Mail>> {
    let mut due = Vec::new();
    for (urgent, crowded) in [(true, false), (false, false), (false, true)] {
        let left = limit - i64::try_from(due.len()).map_err(Error::internal)?;
        if left > 0 {
            due.extend(self::due(db, (urgent, crowded), now, left)?);
        }
    }
    // Always in one order, so that two workers wait for each other and never in a circle.
    due.sort_unstable();
    let claims = due.into_iter().map(|id| claim_one(db, id, now, until));
    let mut claimed: Vec<Mail> = claims.filter_map(Result::transpose).collect::<Result<_>>()?;
    claimed.sort_by_key(|mail| (!mail.urgent, mail.crowded));
    Ok(claimed)
}

fn due(db: &mut Db, (urgent, crowded): (bool, bool), now: Moment, limit: i64) -> Result<Vec<MailId>> {
    let due = outbox::table
        .filter(outbox::urgent.eq(urgent).and(outbox::crowded.eq(crowded)))
        .filter(outbox::state.eq(MailState::Queued).and(outbox::next_at.le(now)))
        .filter(outbox::claimed_until.is_null().or(outbox::claimed_until.lt(now)));
    Ok(due.order((outbox::next_at, outbox::id)).limit(limit).select(outbox::id).load(db)?)
}

/// Compares and swaps: whoever came first has it, the other gets nothing.
fn claim_one(db: &mut Db, id: MailId, now: Moment, until: Moment) -> Result<Option<Mail>> {
    let free = outbox::table
        .filter(outbox::id.eq(id).and(outbox::state.eq(MailState::Queued)))
        .filter(outbox::next_at.le(now))
        .filter(outbox::claimed_until.is_null().or(outbox::claimed_until.lt(now)));
    let claimed = diesel::update(free)
        .set((outbox::claimed_until.eq(until), outbox::attempts.eq(outbox::attempts + 1)))
        .get_result(db)
        .optional()?;
    Ok(claimed)
}

/// Holds a claimed mail until `until`, on from now. Nothing when the claim ran out and another worker has the mail,
/// or when it was forgotten: then it is not to be sent.
pub fn renew(db: &mut Db, mail: &Mail, until: Moment) -> Result<Option<Mail>> {
    let renewed =
        diesel::update(claimed_as(mail.id, mail.claimed_until)).set(outbox::claimed_until.eq(until));
    Ok(renewed.get_result(db).optional()?)
}

/// The same for a mail that reaches nobody twice: from here on, whoever claims it after this worker was lost sees in
/// `hindrance` that it may have arrived.
pub fn begin(db: &mut Db, mail: &Mail, until: Moment) -> Result<Option<Mail>> {
    let begun = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((
            outbox::claimed_until.eq(until),
            outbox::hindrance.eq(Hindrance::Unknown),
            outbox::last_error.eq(None::<String>),
        ))
        .get_result(db)
        .optional()?;
    Ok(begun)
}

/// Notes that a claimed mail went out, and forgets its text. False when the claim had run out and the mail is
/// no longer this worker's; then nothing changes.
pub fn mark_sent(db: &mut Db, mail: &Mail, now: Moment) -> Result<bool> {
    settle(db, mail, (MailState::Sent, Some(now)))
}

/// Notes that a claimed mail goes to nobody any more, and forgets its text. False as in `mark_sent`.
pub fn mark_overtaken(db: &mut Db, mail: &Mail) -> Result<bool> {
    settle(db, mail, (MailState::Overtaken, None))
}

fn settle(db: &mut Db, mail: &Mail, (state, sent_at): (MailState, Option<Moment>)) -> Result<bool> {
    let changed = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((
            outbox::state.eq(state),
            outbox::sent_at.eq(sent_at),
            outbox::sealed.eq(None::<Vec<u8>>),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::hindrance.eq(None::<Hindrance>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives a claimed mail back for a later try. False as in `mark_sent`.
pub fn mark_later(db: &mut Db, mail: &Mail, next_at: Moment, (hindrance, said): Why<'_>) -> Result<bool> {
    let changed = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((
            outbox::next_at.eq(next_at),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::hindrance.eq(hindrance),
            outbox::last_error.eq(said),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives a claimed mail back as if nobody had tried it, for a later turn. False as in `mark_sent`.
pub fn put_off(db: &mut Db, mail: &Mail, next_at: Moment) -> Result<bool> {
    let changed = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((
            outbox::next_at.eq(next_at),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::attempts.eq(outbox::attempts - 1),
            outbox::hindrance.eq(Hindrance::Turn),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives a claimed mail back as if nobody had taken it. False as in `mark_sent`.
pub fn give_back(db: &mut Db, mail: &Mail) -> Result<bool> {
    let changed = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((outbox::claimed_until.eq(None::<Moment>), outbox::attempts.eq(outbox::attempts - 1)))
        .execute(db)?;
    Ok(changed == 1)
}

/// How many mails wait for this reason, of other templates than these.
pub fn count_waiting(db: &mut Db, why: Hindrance, without: &[&str]) -> Result<i64> {
    let waiting = outbox::table
        .filter(outbox::state.eq(MailState::Queued).and(outbox::hindrance.eq(why).assume_not_null()))
        .filter(outbox::template.ne_all(without));
    Ok(waiting.count().get_result(db)?)
}

/// Whether anybody was mailed of an event, or will be.
pub fn has_event(db: &mut Db, event: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(outbox::table.filter(outbox::event.eq(event)))).get_result(db)?)
}

/// Whether a mail was written after a moment about anything that begins so.
pub fn any_since(db: &mut Db, prefix: &str, moment: Moment) -> Result<bool> {
    let length = i32::try_from(prefix.chars().count()).map_err(Error::internal)?;
    let since = outbox::table.filter(outbox::created_at.gt(moment));
    let about = since.filter(substr(outbox::event, 1, length).eq(prefix));
    Ok(diesel::select(diesel::dsl::exists(about)).get_result(db)?)
}

/// Gives a claimed mail up, for staff to see. False as in `mark_sent`.
pub fn park(db: &mut Db, mail: &Mail, (hindrance, said): Why<'_>) -> Result<bool> {
    let changed = diesel::update(claimed_as(mail.id, mail.claimed_until))
        .set((
            outbox::state.eq(MailState::Parked),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::hindrance.eq(hindrance),
            outbox::last_error.eq(said),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Queues a parked mail again, as if it were new. Says whether it was parked.
pub fn retry_parked(db: &mut Db, id: MailId, now: Moment) -> Result<bool> {
    let parked = outbox::table.filter(outbox::id.eq(id).and(outbox::state.eq(MailState::Parked)));
    let changed = diesel::update(parked)
        .set((
            outbox::state.eq(MailState::Queued),
            outbox::attempts.eq(0),
            outbox::next_at.eq(now),
            outbox::hindrance.eq(None::<Hindrance>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// The mail, or not found.
pub fn find(db: &mut Db, id: MailId) -> Result<Mail> {
    Ok(outbox::table.find(id).first(db)?)
}

/// The mails that were given up, the latest first.
pub fn list_parked(db: &mut Db, limit: i64) -> Result<Vec<Mail>> {
    list(db, MailState::Parked, limit)
}

/// The mails that were overtaken, the latest first.
pub fn list_overtaken(db: &mut Db, limit: i64) -> Result<Vec<Mail>> {
    list(db, MailState::Overtaken, limit)
}

fn list(db: &mut Db, state: MailState, limit: i64) -> Result<Vec<Mail>> {
    let there = outbox::table.filter(outbox::state.eq(state));
    Ok(there.order(outbox::id.desc()).limit(limit).load(db)?)
}

/// How many mails whose event begins so were queued for a recipient since a moment, but for those that reach nobody.
pub fn count_for(db: &mut Db, prefix: &str, recipient_index: &str, since: Moment) -> Result<i64> {
    // Not LIKE: it tells capitals from small letters on one database and not on the other.
    let length = i32::try_from(prefix.chars().count()).map_err(Error::internal)?;
    let theirs = outbox::table
        .filter(outbox::recipient_index.eq(recipient_index).and(outbox::created_at.ge(since)))
        .filter(outbox::state.ne(MailState::Overtaken))
        .filter(substr(outbox::event, 1, length).eq(prefix));
    Ok(theirs.count().get_result(db)?)
}

/// The mails to any of these recipients that have not gone out, in hand or not, and are about one of these
/// organisations, or about none.
pub fn unsent_to(db: &mut Db, recipients: &[String], of: &[OrganisationId]) -> Result<Vec<Mail>> {
    let about = outbox::organisation_id.is_null().or(outbox::organisation_id.eq_any(of)).assume_not_null();
    let unsent = outbox::table.filter(outbox::state.eq_any(UNSENT).and(about));
    Ok(unsent.filter(outbox::recipient_index.eq_any(recipients)).order(outbox::id).load(db)?)
}

/// Forgets a mail that has not gone out, and that it was to be written.
pub fn forget(db: &mut Db, id: MailId) -> Result<()> {
    let unsent = outbox::table.filter(outbox::id.eq(id).and(outbox::state.eq_any(UNSENT)));
    diesel::delete(unsent).execute(db)?;
    Ok(())
}

/// The same for every mail whose event begins so.
pub fn forget_unsent(db: &mut Db, prefix: &str) -> Result<()> {
    let length = i32::try_from(prefix.chars().count()).map_err(Error::internal)?;
    let of = outbox::state.eq_any(UNSENT).and(substr(outbox::event, 1, length).eq(prefix));
    diesel::delete(outbox::table.filter(of)).execute(db)?;
    Ok(())
}

/// Forgets the mails of these templates that have not gone out about the organisations of these submissions.
pub fn forget_about(db: &mut Db, of: &[EndorsementId], templates: &[&str]) -> Result<()> {
    let theirs = endorsements::table.filter(endorsements::id.eq_any(of));
    let theirs = theirs.select(endorsements::organisation_id.nullable());
    let unsent = outbox::state.eq_any(UNSENT).and(outbox::template.eq_any(templates));
    let about = outbox::organisation_id.eq_any(theirs).assume_not_null();
    diesel::delete(outbox::table.filter(unsent.and(about))).execute(db)?;
    Ok(())
}

/// Whether a mail of this template went out about an organisation, or will.
pub fn any_about(db: &mut Db, of: OrganisationId, template: &str) -> Result<bool> {
    let about = outbox::organisation_id.eq(of).assume_not_null().and(outbox::template.eq(template));
    let about = about.and(outbox::state.ne(MailState::Overtaken));
    Ok(diesel::select(diesel::dsl::exists(outbox::table.filter(about))).get_result(db)?)
}

/// How many mails of an event are where.
pub fn tally(db: &mut Db, event: &str) -> Result<Vec<(MailState, i64)>> {
    let of = outbox::table.filter(outbox::event.eq(event)).group_by(outbox::state);
    Ok(of.select((outbox::state, diesel::dsl::count_star())).load(db)?)
}

/// How many mails wait, of other templates than these.
pub fn pending_count(db: &mut Db, without: &[&str]) -> Result<i64> {
    let queued = outbox::state.eq(MailState::Queued).and(outbox::template.ne_all(without));
    Ok(outbox::table.filter(queued).count().get_result(db)?)
}

/// Since when the oldest of them was queued.
pub fn oldest_queued(db: &mut Db, without: &[&str]) -> Result<Option<Moment>> {
    let queued =
        outbox::table.filter(outbox::state.eq(MailState::Queued).and(outbox::template.ne_all(without)));
    Ok(queued.order(outbox::created_at).select(outbox::created_at).first(db).optional()?)
}

#[diesel::dsl::auto_type]
fn claimed_as(id: MailId, until: Option<Moment>) -> _ {
    let queued: MailState = MailState::Queued;
    outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::state.eq(queued))
        .filter(outbox::claimed_until.eq(until))
}

/// A mail of a history: what it was and where it stands, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Trace {
    pub template: String,
    pub state: MailState,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
}

/// The newest mails about an organisation, newest first.
pub fn traces(db: &mut Db, of: OrganisationId, limit: i64) -> Result<Vec<Trace>> {
    let theirs = outbox::table
        .filter(outbox::organisation_id.eq(of))
        .order(outbox::id.desc())
        .limit(limit)
        .select((outbox::template, outbox::state, outbox::created_at, outbox::sent_at));
    Ok(theirs.load(db)?)
}

/// Whether any mail is due and in nobody's hands.
pub fn any_due(db: &mut Db, now: Moment) -> Result<bool> {
    let due = outbox::table
        .filter(outbox::state.eq(MailState::Queued).and(outbox::next_at.le(now)))
        .filter(outbox::claimed_until.is_null().or(outbox::claimed_until.lt(now)).assume_not_null());
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(db)?)
}
