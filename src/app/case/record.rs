//! A Case in one file: for the ministry's journal, or for somebody who asks what is kept about them (GDPR, article 15).
//!
//! The journal's file holds this Case with everything that colleagues see. Who asks for access gets everything that is
//! kept about the organisation and themselves, and nothing of others: no other contact, no reporter, no double, no
//! colleague's name. Each file is noted; that of a signatory that must not be named is a look at its identity.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::decide;
use super::matter::{Matter, Topic};
use super::twins::Twin;
use super::{checks, known, mailboxes, note, publish, question, twins};
use crate::app::account::answer;
use crate::app::act::{Origin, Subject};
use crate::app::contact::{self, Contact};
use crate::app::entry_body::SignedText;
use crate::app::sign::confirm::agreed;
use crate::app::{App, identity, report, unmasking, unnamed};
use crate::domain::audit::{Actor, ActorKind};
use crate::domain::ids::{RepresentativeId, StaffId};
use crate::domain::permit::{Permit, SeeIdentities};
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
    /// Who asks for access: one of those who act for the organisation, or nobody in particular.
    pub person: Option<RepresentativeId>,
    /// Whether the notes of colleagues are in it.
    pub notes: bool,
}

/// Those who can ask for access, as far as the colleague may see them now.
///
/// # Errors
/// `NotFound`.
pub async fn people(
    app: &App,
    permit: &Permit<SeeIdentities>,
    number: i64,
) -> Result<Vec<(RepresentativeId, String)>> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::closed(db, number)?;
            if unmasking::is_masked(db, me, &matter.organisation, now)? {
                return Ok(Vec::new());
            }
            let rows = store::representative::of_organisation(db, matter.organisation.id)?;
            rows.iter().map(|row| Ok((row.id, contact::open(&own, &row.sealed)?.name))).collect()
        })
        .await
}

/// Makes the file, and notes that it was made.
///
/// # Errors
/// `NotFound`.
pub async fn make(
    app: &App,
    permit: &Permit<SeeIdentities>,
    origin: Origin,
    number: i64,
    ask: Ask,
) -> Result<Value> {
    let me = permit.staff().name.clone();
    app.act(origin, move |act| {
        let matter = Matter::load(act.app, act.db, number)?;
        if matter.organisation.sealed.is_some() {
            let subject = Subject("organisation", Some(matter.organisation.id.0));
            act.audit("identity.seen", subject, json!({ "case": number, "file": ask.purpose }))?;
        }
        let detail = json!({ "number": number, "file": ask.purpose, "notes": ask.notes });
        act.audit("case.exported", decide::subject(&matter), detail)?;
        let names = store::staff::list(act.db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
        let maker = Maker { app: act.app, now: act.now, ask, names };
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
    names: BTreeMap<StaffId, String>,
}

impl Maker<'_> {
    fn for_journal(&self) -> bool {
        self.ask.purpose == Purpose::Journal
    }

    fn record(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let organisation = &matter.organisation;
        let rows = store::representative::of_organisation(db, organisation.id)?;
        let cases = match self.ask.purpose {
            Purpose::Journal => vec![self.case(db, matter)?],
            Purpose::Access => {
                let all = store::case::of_organisation(db, organisation.id)?;
                let case = |case: store::case::Case| {
                    let matter = Matter::load(self.app, db, case.number)?;
                    self.case(db, &matter)
                };
                all.into_iter().map(case).collect::<Result<_>>()?
            }
        };
        Ok(json!({
            "format": FORMAT, "purpose": self.ask.purpose, "made_at": self.now, "case": matter.case.number,
            "notes_included": self.ask.notes,
            "organisation": {
                "name": organisation.name, "category": organisation.category, "country": organisation.country,
                "website": organisation.website, "description": organisation.description,
                "number": organisation.number, "not_named": organisation.sealed.is_some(),
                "erased_at": organisation.erased_at,
            },
            "signature": self.signature(db, matter)?,
            "people": self.people(&rows, matter)?,
            "commitments": self.commitments(db, matter)?,
            "cases": cases,
            "checks": self.checks(db, matter, &rows)?,
            "entries": self.entries(db, matter)?,
            "mails": mails(db, matter)?,
        }))
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
        }))
    }

    /// In a file for access, one person is told of and the others are counted.
    fn people(&self, rows: &[Representative], matter: &Matter) -> Result<Vec<Value>> {
        let signer = matter.endorsement.representative_id;
        let asks = self.ask.person.or(signer);
        let person = |row: &Representative| {
            if !self.for_journal() && Some(row.id) != asks {
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
                "state": one.state, "measure": one.measure.0, "start": one.start_on.map(|day| day.0),
                "due": one.due_on.0, "countries": one.countries.0, "paragraphs": one.paragraphs.0,
                "stage": one.stage, "amount_minor": one.amount_minor, "currency": one.currency,
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
            .map(|one| json!({ "at": one.at, "by": by(one.by), "reason": one.reason, "text": one.message }))
            .collect();
        let answers = answer::replies(self.app, db, case.id)?;
        let told = |note: store::case::Note| {
            let by = Some(note.by).filter(|_| self.for_journal());
            json!({ "at": note.created_at, "by": by, "text": note.text })
        };
        let notes: Vec<Value> = match self.ask.notes {
            true => note::of_case(self.app, db, case.id)?.into_iter().map(told).collect(),
            false => Vec::new(),
        };
        Ok(json!({
            "number": case.number, "kind": case.kind, "state": case.state, "outcome": case.outcome,
            "opened_at": case.opened_at, "due_at": case.due_at, "closed_at": case.closed_at,
            "questions": questions, "answers": answers, "notes": notes,
            "change": match &matter.topic {
                Topic::Amendment(change) => json!({ "before": change.before.0, "after": change.after.0 }),
                _ => Value::Null,
            },
            "report": self.concern(matter)?,
            "acts": self.acts(db, matter)?,
        }))
    }

    /// Who reported something is no business of those whom it is about, and the words may tell.
    fn concern(&self, matter: &Matter) -> Result<Value> {
        let Topic::Report(row) = &matter.topic else { return Ok(Value::Null) };
        if !self.for_journal() {
            return Ok(json!({ "left_out": true }));
        }
        let concern = report::open(self.app, row)?;
        Ok(concern.map_or(Value::Null, |told| json!({ "text": told.text, "email": told.email })))
    }

    /// The audit trail's lines about the Case and what it is about, oldest first.
    fn acts(&self, db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
        let mut lines = Vec::new();
        for (kind, id) in super::history::subjects(matter) {
            lines.extend(store::audit::of_subject(db, kind, id)?);
        }
        lines.sort_by_key(|line| line.id);
        let act = |line: store::audit::Line| {
            let who = match line.actor {
                Actor::Staff(id) => self.colleague(id),
                _ => None,
            };
            let detail = Some(line.detail).filter(|_| self.for_journal());
            json!({ "at": line.at, "actor": line.actor.kind(), "who": who, "act": line.act, "detail": detail })
        };
        // Colleagues' looks and locks are about colleagues.
        let theirs = |line: &store::audit::Line| {
            self.for_journal()
                || line.actor.kind() != ActorKind::Staff
                || !matches!(
                    line.act.as_str(),
                    "case.taken" | "case.taken_over" | "case.released" | "case.noted"
                )
        };
        Ok(lines.into_iter().filter(theirs).map(act).collect())
    }

    fn colleague(&self, id: StaffId) -> Option<&String> {
        self.names.get(&id).filter(|_| self.for_journal())
    }

    fn checks(&self, db: &mut Db, matter: &Matter, rows: &[Representative]) -> Result<Value> {
        let mailboxes = mailboxes::of(self.app, db, rows)?;
        let proposed = publish::proposed(matter)?;
        let twins = twins::find(self.app, db, (&proposed, &matter.assurances), true)?;
        let found = checks::run(matter, &proposed, &mailboxes, twins.len());
        let check = |one: &checks::Check| {
            let evidence = Some(&one.evidence).filter(|_| self.for_journal());
            json!({ "kind": one.kind, "finding": one.finding, "evidence": evidence, "at": one.at })
        };
        let twin = |one: &Twin| {
            let name = one.organisation.as_ref().filter(|_| self.for_journal()).map(|other| &other.name);
            json!({ "name": name, "how": one.how, "case": one.case.filter(|_| self.for_journal()) })
        };
        Ok(json!({
            "found": found.iter().map(check).collect::<Vec<_>>(),
            "twins": twins.iter().map(twin).collect::<Vec<_>>(),
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
        store::entry::of_organisation(db, matter.organisation.id)?.into_iter().map(entry).collect()
    }
}

/// The mails to those who act for it, by what they were and where they stand. Their text is not kept.
fn mails(db: &mut Db, matter: &Matter) -> Result<Vec<Value>> {
    let mut traces = store::outbox::traces(db, matter.organisation.id, limits::RECORD_MAILS)?;
    traces.reverse();
    let mail = |mail: store::outbox::Trace| json!({ "mail": mail.template, "at": mail.created_at, "state": mail.state, "sent_at": mail.sent_at });
    Ok(traces.into_iter().map(mail).collect())
}
