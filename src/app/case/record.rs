//! A Case in one file: for the ministry's journal, or for somebody who asks what is kept about them (GDPR, article 15).
//!
//! The journal's file holds this Case with everything that colleagues see. Who asks for access gets everything that is
//! kept about the organisation and themselves, and nothing of others: no other contact, no reporter, no double, no
//! colleague's name. Who only asked to act for the organisation gets that request alone, and only where the organisation
//! is public: the file would tell that there is such a one. Each file is noted; that of a signatory that must not be named
//! is a look at its identity.

mod asker;
mod topic;

pub use asker::{Person, people};

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::asker::Asker;
use super::decide;
use super::history::{self, Event, What};
use super::matter::Matter;
use super::twins::{Sight, Twin};
use super::{checks, known, mailboxes, note, publish, question, twins};
use crate::app::account::answer;
use crate::app::act::{Origin, Subject};
use crate::app::contact::{self, Contact};
use crate::app::entry_body::SignedText;
use crate::app::sign::confirm::agreed;
use crate::app::{App, arrival, identity, parted, unnamed};
use crate::domain::audit::{Actor, ActorKind, AuditAct};
use crate::domain::ids::{RepresentativeId, StaffId};
use crate::domain::permit::{Permit, Unmask};
use crate::domain::{Moment, Result, limits};
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// What the files say they are.
const FORMAT: &str = "tilsagn-case-record/1";

crate::codes! {
    /// Whom a file is for.
    pub enum Purpose {
        Journal = "journal",
        Access = "access",
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    pub purpose: Purpose,
    /// Who asks for access, or whoever signed.
    pub person: Option<Person>,
    /// Whether the notes of colleagues are in it.
    pub notes: bool,
}

/// Makes the file, and notes that it was made.
///
/// # Errors
/// `NotFound`, also for somebody who did not ask to act for this organisation; `Invalid` (`person`) for somebody who does not
/// act for it.
pub async fn make(
    app: &App,
    permit: &Permit<Unmask>,
    origin: Origin,
    number: i64,
    ask: Ask,
) -> Result<Value> {
    let me = permit.staff().name.clone();
    app.act(origin, move |act| {
        let matter = Matter::load(act.app, act.db, number)?;
        if matter.organisation.sealed.is_some() {
            let subject = Subject("organisation", Some(matter.organisation.id.0));
            act.audit(AuditAct::IdentitySeen, subject, json!({ "case": number, "file": ask.purpose }))?;
        }
        let detail = json!({ "number": number, "file": ask.purpose, "notes": ask.notes });
        act.audit(AuditAct::CaseExported, decide::subject(&matter), detail)?;
        let names = store::staff::list(act.db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
        let asker = asker::asker(act.app, act.db, &matter, ask)?;
        let maker = Maker { app: act.app, now: act.now, ask, asker, names };
        let mut record = maker.record(act.db, &matter)?;
        if ask.purpose == Purpose::Journal {
            record["made_by"] = me.into();
        }
        Ok(record)
    })
    .await
}

/// What makes one file.
struct Maker<'a> {
    app: &'a App,
    now: Moment,
    ask: Ask,
    /// Nobody, in a file for the journal.
    asker: Option<Asker>,
    names: BTreeMap<StaffId, String>,
}

impl Maker<'_> {
    fn for_journal(&self) -> bool {
        self.ask.purpose == Purpose::Journal
    }

    fn is_asker(&self, id: RepresentativeId) -> bool {
        self.asker.as_ref().is_some_and(|asker| asker.id == Some(id))
    }

    fn is_mailbox_of_asker(&self, address: &str) -> bool {
        self.asker.as_ref().is_some_and(|asker| asker.has_mailbox(address))
    }

    /// Whether the file is for somebody who does not act for the organisation.
    fn is_for_stranger(&self) -> bool {
        self.asker.as_ref().is_some_and(|asker| asker.id.is_none())
    }

    fn record(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let mut record = match self.is_for_stranger() {
            true => of_stranger(matter),
            false => self.of_signatory(db, matter)?,
        };
        record["format"] = FORMAT.into();
        record["purpose"] = json!(self.ask.purpose);
        record["made_at"] = json!(self.now);
        record["case"] = matter.case.number.into();
        record["notes_included"] = self.ask.notes.into();
        record["cases"] = self.cases(db, matter)?.into();
        Ok(record)
    }

    fn of_signatory(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let organisation = &matter.organisation;
        let rows = store::representative::of_organisation(db, organisation.id)?;
        Ok(json!({
            "organisation": {
                "name": organisation.name, "category": organisation.category, "country": organisation.country,
                "website": organisation.website, "description": organisation.description,
                "names": organisation.names.0, "identifiers": organisation.identifiers.0,
                "number": organisation.number, "not_named": organisation.sealed.is_some(),
                "erased_at": organisation.erased_at,
            },
            "signature": self.signature(db, matter)?,
            "people": self.people(&rows, matter)?,
            "commitments": self.commitments(db, matter)?,
            "checks": self.checks(db, matter, &rows)?,
            "entries": self.entries(db, matter)?,
            "mails": mails(db, matter)?,
        }))
    }

    fn cases(&self, db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
        if self.for_journal() {
            return Ok(vec![self.case(db, matter)?]);
        }
        let mut cases = Vec::new();
        for case in store::case::of_organisation(db, matter.organisation.id)? {
            let matter = Matter::load(self.app, db, case.number)?;
            let told = self.case(db, &matter)?;
            if !self.is_for_stranger() || told["request"]["left_out"] == false {
                cases.push(told);
            }
        }
        Ok(cases)
    }

    fn signature(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let signed = &matter.endorsement;
        let text = SignedText::of(db, signed.version_id, &signed.language)?;
        Ok(json!({
            "reference": signed.reference, "state": signed.state, "visibility": signed.visibility,
            "embargo_until": signed.embargo_until, "authority": signed.authority, "origin": signed.origin,
            "statement": signed.statement, "language": signed.language, "version": text.version,
            "sha256": text.sha256, "reason": signed.reason, "submitted_at": signed.submitted_at,
            "confirmed_at": signed.confirmed_at, "published_at": signed.published_at, "ended_at": signed.ended_at,
            "assurances": known::of(db, matter, |id| self.colleague(id).cloned())?,
            "arrival": self.arrival(db, matter)?,
        }))
    }

    /// From where the form was sent, for whoever sent it, as long as that is kept.
    fn arrival(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        if !matter.endorsement.representative_id.is_some_and(|signer| self.is_asker(signer)) {
            return Ok(Value::Null);
        }
        let Some(kept) = store::arrival::of_endorsement(db, matter.endorsement.id)? else {
            return Ok(Value::Null);
        };
        let whence = arrival::whence(self.app, &kept)?;
        Ok(json!({ "at": kept.at, "address": whence.address, "domain": whence.domain }))
    }

    /// In a file for access, one person is told of and the others are counted.
    fn people(&self, rows: &[Representative], matter: &Matter) -> Result<Vec<Value>> {
        let signer = matter.endorsement.representative_id;
        let person = |row: &Representative| {
            if !self.for_journal() && !self.is_asker(row.id) {
                return Ok(json!({ "other": true }));
            }
            let Contact { name, job_title, email } = contact::open(self.app, &row.sealed)?;
            Ok(json!({
                "other": false, "name": name, "job_title": job_title, "email": email, "language": row.language,
                "named": agreed(row, &matter.endorsement), "since": row.created_at, "signed": Some(row.id) == signer,
            }))
        };
        rows.iter().map(person).collect()
    }

    fn commitments(&self, db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
        let promise = |one: store::commitment::Commitment| {
            json!({
                "id": one.public_id, "title": one.title, "action": one.action, "kind": one.kind,
                "state": one.state, "dropped_reason": one.dropped_reason(), "measure": one.measure.0, "start": one.start_on.map(|day| day.0),
                "due": one.due_on.0, "countries": one.countries.0, "paragraphs": one.paragraphs.0,
                "stage": one.stage, "amount_minor": one.amount_minor, "currency": one.currency,
                "recipients": one.recipients, "evidence": one.evidence.0,
                "created_at": one.created_at, "published_at": one.published_at,
            })
        };
        let all = identity::commitments(self.app, db, matter.organisation.id)?;
        Ok(all.into_iter().map(promise).collect())
    }

    fn case(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let case = &matter.case;
        let by = |id: StaffId| self.colleague(id);
        let questions: Vec<Value> = question::of_case(self.app, db, case.id)?
            .into_iter()
            .map(|one| {
                json!({
                    "at": one.at, "by": by(one.by), "decision": one.decision, "reason": one.reason,
                    "text": one.message,
                })
            })
            .collect();
        let answers: Vec<Value> =
            answer::replies(self.app, db, case.id)?.iter().map(topic::answered).collect();
        let told = |note: store::case::Note| {
            let by = Some(note.by).filter(|_| self.for_journal());
            json!({ "at": note.created_at, "by": by, "text": note.text })
        };
        let (change, change_of) = topic::change(matter);
        let request = self.request(db, matter)?;
        // What colleagues say of somebody else's request is about them.
        let (notes, messages, proposal) = match self.ask.notes && request["left_out"] != true {
            true => (
                note::of_case(self.app, db, case.id)?.into_iter().map(told).collect(),
                self.messages(db, case.id)?,
                self.proposal(db, matter)?,
            ),
            false => (Vec::new(), Vec::new(), Value::Null),
        };
        Ok(json!({
            "number": case.number, "kind": case.kind, "state": case.state, "outcome": case.outcome,
            "opened_at": case.opened_at, "due_at": case.due_at, "closed_at": case.closed_at,
            "questions": questions, "answers": answers, "notes": notes, "messages": messages,
            "proposal": proposal,
            "change": change,
            "change_of": change_of,
            "report": self.concern(db, matter)?,
            "request": request,
            "merge": self.merge(matter),
            "held": self.held(db, matter)?,
            "acts": self.acts(db, matter)?,
        }))
    }

    /// The audit trail's lines about the Case and what it is about, and what jobs did to the signature, oldest first.
    fn acts(&self, db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
        let mut lines = Vec::new();
        let mut subjects = history::subjects(matter);
        subjects.retain(|(kind, _)| !self.is_for_stranger() || matches!(*kind, "case" | "recovery"));
        for (kind, id) in subjects {
            lines.extend(store::audit::of_subject(db, kind, id)?);
        }
        lines.sort_by_key(|line| line.id);
        let mut events: Vec<Event> = lines.into_iter().map(history::act).collect();
        if !self.is_for_stranger() {
            events.extend(history::invalidations(db, matter)?);
            events.sort_by_key(|event| event.at);
        }
        Ok(events.into_iter().filter_map(|event| self.act(event)).collect())
    }

    fn act(&self, event: Event) -> Option<Value> {
        use AuditAct::{CaseNoted, CaseReleased, CaseTaken, CaseTakenOver};
        let What::Act { actor, act, detail } = event.what else { return None };
        // Colleagues' looks and locks are about colleagues.
        let theirs =
            matches!(AuditAct::from_code(&act), Some(CaseTaken | CaseTakenOver | CaseReleased | CaseNoted));
        if theirs && actor.kind() == ActorKind::Staff && !self.for_journal() {
            return None;
        }
        let who = match actor {
            Actor::Staff(id) => self.colleague(id),
            _ => None,
        };
        let detail = Some(detail).filter(|_| self.for_journal());
        Some(json!({ "at": event.at, "actor": actor.kind(), "who": who, "act": act, "detail": detail }))
    }

    fn colleague(&self, id: StaffId) -> Option<&String> {
        self.names.get(&id).filter(|_| self.for_journal())
    }

    fn checks(&self, db: &mut Db, matter: &Matter, rows: &[Representative]) -> Result<Value> {
        let mailboxes = mailboxes::of(self.app, db, rows)?;
        let proposed = publish::proposed(matter)?;
        // A file goes from hand to hand: who must not be named is named in none of somebody else.
        let sight = if self.for_journal() { Sight::Masked } else { Sight::Nothing };
        let twins = twins::find(self.app, db, (&proposed, &matter.assurances), sight)?;
        let found = checks::run(matter, &proposed, &mailboxes, twins.count());
        let check = |one: &checks::Check| {
            let evidence = Some(&one.evidence).filter(|_| self.for_journal());
            json!({ "kind": one.kind, "finding": one.finding, "evidence": evidence, "at": one.at })
        };
        let twin = |one: &Twin| {
            let name = Some(&one.organisation.name).filter(|_| self.for_journal());
            json!({ "name": name, "how": one.how, "case": one.case.filter(|_| self.for_journal()) })
        };
        Ok(json!({
            "found": found.iter().map(check).collect::<Vec<_>>(),
            "twins": twins.told.iter().map(twin).collect::<Vec<_>>(),
            "twins_not_named": !twins.masked.is_empty(),
        }))
    }

    fn entries(&self, db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
        let entry = |entry: store::entry::Entry| {
            let said = unnamed::said(self.app, &entry)?;
            Ok(json!({
                "number": entry.number, "at": entry.at, "kind": entry.kind, "digest": entry.digest,
                "body": said.map(|said| said.body),
            }))
        };
        parted::own(self.app, db, matter.organisation.id)?.into_iter().map(entry).collect()
    }
}

/// What a file says of an organisation to somebody who only asked to act for it.
fn of_stranger(matter: &Matter) -> Value {
    json!({
        "organisation": { "name": matter.organisation.name, "erased_at": null }, "signature": null, "people": [],
        "commitments": [], "checks": null, "entries": [], "mails": [],
    })
}

/// The mails to those who act for it, by what they were and where they stand. Their text is not kept.
fn mails(db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
    let mut traces = store::outbox::traces(db, matter.organisation.id, limits::RECORD_MAILS)?;
    traces.reverse();
    let mail = |mail: store::outbox::Trace| json!({ "mail": mail.template, "at": mail.created_at, "state": mail.state, "sent_at": mail.sent_at });
    Ok(traces.into_iter().map(mail).collect())
}
