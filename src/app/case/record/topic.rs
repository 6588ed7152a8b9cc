//! What a Case is about, and what colleagues say of it among themselves, in its file. In a file for access, what is
//! somebody else's is left out: their request, their organisation, by which rule or past a signature is held.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::Maker;
use crate::app::account::answer::{Changed, Reply};
use crate::app::case::matter::{Matter, Topic};
use crate::app::case::{hold, publish, second};
use crate::app::{contact, recovery, report};
use crate::domain::Result;
use crate::domain::case::MessageKind;
use crate::domain::ids::{CaseId, OrganisationId};
use crate::domain::merge::MergeState;
use crate::store::case_message::Message;
use crate::store::recovery::Recovery;
use crate::store::{self, Db};

impl Maker<'_> {
    /// Who reported something is no business of those whom it is about, and the words may tell.
    pub(super) fn concern(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let Topic::Report(row) = &matter.topic else { return Ok(Value::Null) };
        if !self.for_journal() {
            return Ok(json!({ "left_out": true }));
        }
        let voices = report::voices(self.app, db, row.id)?;
        let Some((first, further)) = voices.split_first() else { return Ok(Value::Null) };
        Ok(json!({ "text": first.concern.text, "email": first.concern.email, "further": further }))
    }

    /// Who asks to act for the organisation, what they showed, and what those who act said. Whose request it is gets
    /// it; whoever said something of it gets that.
    pub(super) fn request(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let Topic::Recovery(row) = &matter.topic else { return Ok(Value::Null) };
        let who = recovery::shown(self.app, db, row)?;
        let said = self.said(db, row, matter.organisation.id)?;
        if !self.for_journal() && !who.as_ref().is_some_and(|who| self.is_mailbox_of_asker(&who.email)) {
            return Ok(json!({ "left_out": true, "said": said }));
        }
        let who = who.map(|who| {
            json!({
                "name": who.name, "job_title": who.job_title, "email": who.email, "authority": who.authority,
                "message": who.message, "organisation": who.organisation,
            })
        });
        Ok(json!({
            "left_out": false, "who": who, "said": said, "reference": row.reference, "state": row.state,
            "proof": row.proof, "others_left": row.others_left, "language": row.language, "asked_at": row.asked_at,
            "confirmed_at": row.confirmed_at, "closed_at": row.closed_at, "domain": row.domain,
            "looked_at": row.looked_at, "found_at": row.found_at, "found_by": row.found_by,
        }))
    }

    fn said(&self, db: &mut Db, of: &Recovery, by: OrganisationId) -> Result<Vec<Value>> {
        let known: BTreeMap<_, _> = store::representative::known_of(db, by)?.into_iter().collect();
        let mut words = store::recovery::words(db, of.id)?;
        words.retain(|(by, _)| self.for_journal() || self.is_asker(*by));
        let word = |(by, agrees)| {
            let who = known.get(&by).map(|sealed| contact::open(self.app, sealed)).transpose()?;
            Ok(json!({ "by": who.map(|who| who.name), "agrees": agrees }))
        };
        words.into_iter().map(word).collect()
    }

    /// The other signatory, which of the two stays, and how many commitments and people move. The other one is somebody
    /// else's until they are one.
    pub(super) fn merge(&self, matter: &Matter) -> Value {
        let Topic::Merge(other) = &matter.topic else { return Value::Null };
        let (merge, goes) = (&other.merge, &other.organisation);
        let told = self.for_journal() || merge.state == MergeState::Merged;
        let name = Some(&goes.name).filter(|name| told && !name.is_empty());
        json!({
            "state": merge.state, "stays": matter.organisation.name, "goes": name,
            "number": goes.number.filter(|_| name.is_some()), "name_kind": merge.name_kind,
            "commitments": told.then_some(other.commitments), "people": told.then_some(other.people),
            "proposed_at": merge.created_at, "merged_at": merge.merged_at, "undone_at": merge.undone_at,
        })
    }

    /// Why a signature is held: in a file for access, not by which rule, nor like which other one.
    pub(super) fn held(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let Some(held) = hold::of(self.app, db, matter, true)? else { return Ok(Value::Null) };
        let Some(why) = held.why else { return Ok(Value::Null) };
        if !self.for_journal() {
            return Ok(json!({ "at": held.at, "hold": why.hold }));
        }
        let past = match why.past {
            Some(past) => json!({
                "case": past.case, "name": past.name, "state": past.became,
                "reason": reason(db, past.reason.as_deref())?, "alike": past.alike,
            }),
            None => Value::Null,
        };
        let rule = why.rule.map(|(about, comment)| json!({ "about": about, "comment": comment }));
        Ok(json!({ "at": held.at, "address": held.address, "hold": why.hold, "rule": rule, "past": past }))
    }

    /// What colleagues asked each other, and answered.
    pub(super) fn messages(&self, db: &mut Db, of: CaseId) -> Result<Vec<Value>> {
        // That somebody took a Case over is about colleagues.
        let theirs = |one: &Message| self.for_journal() || one.kind == MessageKind::Opinion;
        let message = |one: Message| {
            json!({
                "kind": one.kind, "at": one.created_at, "from": self.colleague(one.from),
                "to": self.colleague(one.to), "text": one.text, "answer": one.answer,
                "answered_at": one.answered_at,
            })
        };
        Ok(store::case_message::of_case(db, of)?.into_iter().filter(theirs).map(message).collect())
    }

    /// The decision that waits for a second person, with its words.
    pub(super) fn proposal(&self, db: &mut Db, matter: &Matter) -> Result<Value> {
        let Some(waits) = second::proposal(self.app, db, matter)? else { return Ok(Value::Null) };
        let ruling = &waits.ruling;
        Ok(json!({
            "decision": ruling.decision, "reason": reason(db, ruling.reason.as_deref())?,
            "message": ruling.message, "note": ruling.note, "letter": ruling.letter, "write": ruling.write,
            "take_off": ruling.take_off, "by": self.colleague(waits.by), "at": waits.at,
        }))
    }
}

/// What an amendment changes, and of which commitment, where it is of one.
pub(super) fn change(matter: &Matter) -> (Value, Option<String>) {
    changed(publish::changes(matter).as_ref().map(|change| &change.sides))
}

/// What the organisation answered, and what it changed with that, of itself or of a commitment.
pub(super) fn answered(one: &Reply) -> Value {
    let (change, promise) = changed(one.changed.as_ref());
    json!({ "text": one.text, "at": one.at, "change": change, "commitment": promise })
}

fn changed(change: Option<&Changed>) -> (Value, Option<String>) {
    match change {
        None => (Value::Null, None),
        Some(Changed::Entry(before, after)) => (sides(before, after), None),
        Some(Changed::Promise(before, after)) => (sides(before, after), Some(before.title.clone())),
    }
}

/// What was, what is to be, and in which fields they differ.
fn sides(before: &impl Serialize, after: &impl Serialize) -> Value {
    let (before, after) = (json!(before), json!(after));
    let differs = |(field, old): (&String, &Value)| (after[field.as_str()] != *old).then(|| field.clone());
    let changed: Vec<String> = before.as_object().into_iter().flatten().filter_map(differs).collect();
    json!({ "before": before, "after": after, "changed": changed })
}

/// A reason with what it is called in the catalogue, where it is of it.
fn reason(db: &mut Db, code: Option<&str>) -> Result<Value> {
    let Some(code) = code else { return Ok(Value::Null) };
    let titles = store::reason::get(db, code)?.map(|reason| reason.titles.0);
    Ok(json!({ "code": code, "titles": titles }))
}
