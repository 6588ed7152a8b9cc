//! What has happened around a Case: acts from the audit trail, entries of the log, mails and where they stand.

use crate::app::invalidation::job;
use crate::app::parted;
use crate::domain::audit::{Actor, AuditAct, BROUGHT_BACK, INVALIDATED};
use crate::domain::commitment::StoredState;
use crate::domain::ids::OrganisationId;
use crate::domain::outbox::MailState;
use crate::domain::{Moment, Result, limits};
use crate::store::audit::Line;
use crate::store::entry::Entry;
use crate::store::{self, Db};

use super::matter::{Matter, Topic};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event {
    pub at: Moment,
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum What {
    /// Somebody did something; the audit trail's name of it.
    Act { actor: Actor, act: String, detail: serde_json::Value },
    /// An entry of this kind was written.
    Entry { kind: String, number: Option<i64> },
    /// A mail was queued; its template, and where it stands.
    Mail { template: String, state: MailState, sent_at: Option<Moment> },
}

impl What {
    /// Whether it leads to what the log tells everybody: an entry, or that for which one was written at the same moment.
    pub(super) fn leads_to_entry(&self) -> bool {
        match self {
            What::Entry { .. } => true,
            What::Act { act, .. } => act == AuditAct::CommitmentDropped.code(),
            What::Mail { .. } => false,
        }
    }
}

/// Everything that is known, newest first.
pub fn read(db: &mut Db, matter: &Matter) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for (kind, id) in subjects(matter) {
        events.extend(store::audit::of_subject(db, kind, id)?.into_iter().map(act));
    }
    events.extend(given_up(db, matter)?);
    events.extend(invalidations(db, matter)?);
    for entry in entries(db, matter.organisation.id)? {
        events.push(Event { at: entry.at, what: What::Entry { kind: entry.kind, number: entry.number } });
    }
    for mail in store::outbox::traces(db, matter.organisation.id, limits::CASE_MAILS)? {
        let what = What::Mail { template: mail.template, state: mail.state, sent_at: mail.sent_at };
        events.push(Event { at: mail.created_at, what });
    }
    // A stable sort: what happened in one moment stays in the order of its table, later first.
    events.reverse();
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    Ok(events)
}

/// Who gave the organisation's commitments up; not the one that the Case is about, of which every act is told.
fn given_up(db: &mut Db, matter: &Matter) -> Result<Vec<Event>> {
    let (told, mut events) = (subjects(matter), Vec::new());
    for promise in store::commitment::of_organisation(db, matter.organisation.id)? {
        let (kind, id) = ("commitment", promise.id.0);
        if promise.state == StoredState::Dropped && !told.contains(&(kind, id)) {
            let lines = store::audit::of_subject(db, kind, id)?.into_iter();
            events.extend(lines.filter(|line| line.tells_of(AuditAct::CommitmentDropped)).map(act));
        }
    }
    Ok(events)
}

/// The entries of an organisation, and those about its commitments from when they were another's, as far as everybody reads them.
fn entries(db: &mut Db, of: OrganisationId) -> Result<Vec<Entry>> {
    let mut entries = store::entry::of_organisation(db, of)?;
    let elsewhere = |entry: &Entry| entry.organisation_id != Some(of) && entry.body.is_some();
    entries.extend(parted::promised(db, of)?.into_iter().filter(elsewhere));
    entries.sort_by_key(Entry::order);
    Ok(entries)
}

/// What a line of the audit trail tells.
pub(super) fn act(line: Line) -> Event {
    Event { at: line.at, what: What::Act { actor: line.actor, act: line.act, detail: line.detail } }
}

/// What jobs did to the signature together with many others; the audit trail has one line for all of them.
pub(super) fn invalidations(db: &mut Db, matter: &Matter) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for row in store::invalidation::of_endorsement(db, matter.endorsement.id)? {
        let id = row.invalidation_id;
        let mut happened = |at, actor, act: &str| {
            let detail = serde_json::json!({ "invalidation": id });
            events.push(Event { at, what: What::Act { actor, act: act.to_owned(), detail } });
        };
        let by = Actor::Staff(store::invalidation::find(db, id)?.proposed_by);
        happened(row.at, by, INVALIDATED);
        if let Some(at) = row.undone_at {
            happened(at, job::undone_by(db, id)?.unwrap_or(Actor::System), BROUGHT_BACK);
        }
    }
    Ok(events)
}

/// The things whose acts belong to the Case.
pub(super) fn subjects(matter: &Matter) -> Vec<(&'static str, i64)> {
    let mut subjects = vec![
        ("organisation", matter.organisation.id.0),
        ("endorsement", matter.endorsement.id.0),
        ("case", matter.case.id.0),
    ];
    subjects.extend(match &matter.topic {
        Topic::Amendment(amendment) => Some(("amendment", amendment.id.0)),
        Topic::Revision(revised) => Some(("amendment", revised.change.id.0)),
        Topic::Commitment(commitment) => Some(("commitment", commitment.id.0)),
        Topic::Report(report) => Some(("report", report.id.0)),
        Topic::Recovery(recovery) => Some(("recovery", recovery.id.0)),
        Topic::Signature | Topic::Inquiry | Topic::Withdrawal | Topic::Reversal | Topic::Merge(_) => None,
    });
    subjects
}
