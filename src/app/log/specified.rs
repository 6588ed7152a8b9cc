//! Entries as they are specified (`docs/log.md`): of which kinds they are, whose subject each has, and what those that are about
//! the log itself say. What others say is held against the register.

use core::hash::BuildHasher;
use std::collections::HashSet;
use std::collections::hash_map::RandomState;

use serde_json::{Map, Value};

use crate::app::act::EntryKind;
use crate::log::check::Finding;
use crate::log::checkpoint::Head;
use crate::log::line::Line;
use crate::log::note::Verifier;
use crate::log::{Fault, succession};

type Object = Map<String, Value>;

/// Entries that are read one after another.
#[derive(Debug, Default)]
pub struct Specified {
    /// Digests of the subjects so far.
    subjects: HashSet<u64>,
    hasher: RandomState,
    /// Subjects that a notice names and that no entry before it has.
    unknown: Vec<(u64, String)>,
    wrong: Vec<(u64, String)>,
}

impl Specified {
    /// Reads an entry.
    pub fn read(&mut self, line: &Line) {
        if !self.subjects.insert(self.hasher.hash_one(&line.subject)) {
            self.wrong
                .push((line.number, "has the subject of an entry before it: each has its own".to_owned()));
        }
        match said(line) {
            Ok(mut named) => {
                named.retain(|one| !self.knows(one));
                self.unknown.extend(named.into_iter().map(|one| (line.number, one)));
            }
            Err(what) => self.wrong.push((line.number, what)),
        }
    }

    fn knows(&self, subject: &str) -> bool {
        self.subjects.contains(&self.hasher.hash_one(subject))
    }

    /// The first that is not as specified, and how many more.
    pub fn finding(self) -> Option<Finding> {
        let unknown = self.unknown.iter().filter(|(_, subject)| !self.knows(subject));
        let unknown =
            unknown.map(|(entry, subject)| (*entry, format!("names {subject}, which no entry has")));
        let mut wrong: Vec<(u64, String)> = unknown.collect();
        wrong.extend(self.wrong);
        let (entry, what) = wrong.iter().min_by_key(|(entry, _)| *entry)?;
        let more = match wrong.len() - 1 {
            0 => String::new(),
            count => format!("; {count} more are not as specified"),
        };
        Some(Finding { entry: Some(*entry), signatory: None, what: format!("{what}{more}") })
    }
}

/// The subjects that an entry names as withheld or erased.
///
/// # Errors
/// What is not as specified.
fn said(line: &Line) -> Result<Vec<String>, String> {
    let kind = EntryKind::from_code(&line.kind).ok_or_else(|| {
        format!(
            "is of kind {}, which the log does not have; if a newer version wrote it, check with that",
            line.kind
        )
    })?;
    let Some(raw) = line.body.as_ref().map(|body| body.get()) else { return Ok(Vec::new()) };
    let body: Object =
        serde_json::from_str(raw).map_err(|_| "has a body that is no JSON object".to_owned())?;
    match kind {
        EntryKind::EntryWithheld | EntryKind::EntryErased => {
            let subjects = body.get("subjects").and_then(Value::as_array);
            let named =
                subjects.and_then(|all| all.iter().map(|one| Some(one.as_str()?.to_owned())).collect());
            named.ok_or_else(|| "does not name its subjects as a list".to_owned())
        }
        EntryKind::LogResumed => resumed(line.number, &body).map(|()| Vec::new()),
        EntryKind::KeyRotated => match succession::parties(raw) {
            Some(_) => Ok(Vec::new()),
            None => Err("does not name two keys of one log".to_owned()),
        },
        _ => Ok(Vec::new()),
    }
}

/// Whether what came back is told, and the log before, if there is one.
fn resumed(entry: u64, body: &Object) -> Result<(), String> {
    let number = |field: &str| body.get(field).and_then(Value::as_u64);
    let range = number("from").zip(number("to")).filter(|(from, to)| from <= to);
    let (from, to) = range.ok_or("does not say from which entry to which others came back")?;
    if ["origin", "key", "checkpoint"].iter().any(|field| body.contains_key(*field)) {
        return log_before(body);
    }
    match to <= entry {
        true => Ok(()),
        false => Err(format!("says that entries from {from} to {to} came back before it")),
    }
}

/// Whether the log before is told, with its last checkpoint.
fn log_before(body: &Object) -> Result<(), String> {
    let text = |field: &str| body.get(field).and_then(Value::as_str);
    let (origin, note) = text("origin").zip(text("checkpoint")).ok_or("does not name the log before")?;
    let head = match body.get("key") {
        Some(key) => {
            Verifier::parse(key.as_str().unwrap_or_default()).and_then(|key| match key.name() == origin {
                true => Head::open(note, &key),
                false => Err(Fault::new(format!("{} is another log", key.name()))),
            })
        }
        // Entries of before there was one have none.
        None => Head::kept(note, origin),
    };
    head.map(drop).map_err(|fault| format!("does not hold a checkpoint of {origin} by its key: {fault}"))
}

#[cfg(test)]
mod tests;
