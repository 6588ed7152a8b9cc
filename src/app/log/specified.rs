//! Entries as they are specified (`docs/log.md`): of which kinds they are, whose subject each has, what the bodies of each
//! kind say, that those about an organisation or a commitment are about one that an entry publishes, and that a change
//! starts from what was entered before it. Whether it is true, others hold against the register.

mod bodies;
mod course;
mod form;

use core::hash::BuildHasher;
use core::ops::Range;
use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

pub(super) use self::course::{Course, starts};
use crate::domain::entry::EntryKind;
use crate::log::check::Finding;
use crate::log::checkpoint::Head;
use crate::log::line::Line;
use crate::log::note::Verifier;
use crate::log::resumed::Resumed;
use crate::log::{Fault, leaf, subject, succession};

type Object = Map<String, Value>;

/// Entries that are read one after another. Of what they name, digests are kept.
#[derive(Debug, Default)]
pub struct Specified {
    /// The subjects so far.
    subjects: HashSet<u64>,
    /// Organisations, endorsements and commitments that entries publish.
    published: HashSet<u64>,
    hasher: RandomState,
    /// Subjects that an entry names and that no entry before it has.
    unknown: Vec<(u64, String)>,
    /// What entries are about and none before them publishes, and the first that is about it: those of a weekly batch stand in
    /// chance order.
    unpublished: HashMap<u64, (u64, String)>,
    /// Whether any entry cannot be read.
    withheld: bool,
    course: Course,
    /// Versions of the Call that entries publish, behind the entry.
    versions: Vec<(u64, u64)>,
    /// Entries that came back after a restore: what they publish is decided again.
    came_back: Vec<Range<u64>>,
    wrong: Vec<(u64, String)>,
}

/// What an entry says of others.
#[derive(Debug, Default)]
struct Said {
    body: Option<Object>,
    /// Subjects that it names.
    subjects: Vec<String>,
    publishes: Vec<Named>,
    about: Vec<Named>,
    /// Of one that names a slug alone, as before there were ids, what no entry before it publishes.
    lacks_id: Option<Named>,
    /// The version of the Call that it publishes.
    version: Option<u64>,
}

/// What is wrong with an entry that names a slug alone, behind one that publishes the same signatory with ids; or that publishes
/// one so, behind any that has them.
pub(super) const LACKS_ID: &str =
    "names a slug alone, as entries did before there were ids, and one before it has them";

/// Publications with ids: of anybody, and of the one with a slug.
const ANYBODY: Named = ("publication with ids", String::new());
const BY_ID: &str = "signatory with ids";

/// What a body names, and by which id.
type Named = (&'static str, String);

impl Specified {
    /// Reads an entry.
    pub fn read(&mut self, line: &Line) {
        if !self.subjects.insert(self.hasher.hash_one(&line.subject)) {
            self.wrong
                .push((line.number, "has the subject of an entry before it: each has its own".to_owned()));
        }
        self.withheld |= line.body.is_none();
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        match said(line) {
            Ok(said) => {
                self.course.read(line, said.body.as_ref());
                self.keep(line.number, said);
            }
            Err(what) => self.wrong.push((line.number, what)),
        }
    }

    fn keep(&mut self, entry: u64, mut said: Said) {
        if said.lacks_id.take().is_some_and(|named| self.published.contains(&self.hasher.hash_one(named))) {
            self.wrong.push((entry, LACKS_ID.to_owned()));
        }
        self.published.extend(said.publishes.iter().map(|named| self.hasher.hash_one(named)));
        self.versions.extend(said.version.map(|version| (entry, version)));
        said.subjects.retain(|one| !self.knows(one));
        self.unknown.extend(said.subjects.into_iter().map(|one| (entry, one)));
        for (what, id) in said.about {
            let digest = self.hasher.hash_one((what, &id));
            if !self.published.contains(&digest) {
                self.unpublished.entry(digest).or_insert_with(|| (entry, format!("{what} {id}")));
            }
        }
    }

    fn knows(&self, subject: &str) -> bool {
        self.subjects.contains(&self.hasher.hash_one(subject))
    }

    /// Whether what is found may be that somebody showed itself while the entries were read: only what is about one that
    /// nobody publishes is, or starts from what none gives, and an entry was withheld still when it was read.
    pub fn may_be_behind(&self) -> bool {
        self.withheld
            && self.wrong.is_empty()
            && self.unnamed().next().is_none()
            && self.published_again().is_none()
    }

    /// The first that publishes a version of the Call which an entry before it publishes.
    fn published_again(&self) -> Option<(u64, String)> {
        let came_back = |entry: &u64| self.came_back.iter().any(|range| range.contains(entry));
        let mut versions = HashSet::new();
        let mut here = self.versions.iter().filter(|(entry, _)| !came_back(entry));
        here.find(|(_, version)| !versions.insert(version)).map(|(entry, version)| (*entry, again(*version)))
    }

    /// Entries that name a subject which none has.
    fn unnamed(&self) -> impl Iterator<Item = &(u64, String)> {
        self.unknown.iter().filter(|(_, subject)| !self.knows(subject))
    }

    /// The same where entries are missing, or are others than were signed: those that were may publish what others are about or
    /// start from, or say that others came back.
    pub fn with_gaps(self) -> Specified {
        Specified { unpublished: HashMap::new(), versions: Vec::new(), course: Course::default(), ..self }
    }

    /// The first that is not as specified, and how many more.
    pub fn finding(self) -> Option<Finding> {
        let unnamed = self.unnamed().map(|(entry, one)| (*entry, format!("names {one}, which no entry has")));
        let unpublished = self.unpublished.iter().filter(|(digest, _)| !self.published.contains(*digest));
        let unpublished = unpublished.map(|(_, (entry, one))| {
            (*entry, format!("is about the {one}, which no entry that can be read publishes"))
        });
        let mut wrong: Vec<(u64, String)> = unnamed.chain(unpublished).collect();
        wrong.extend(self.published_again());
        wrong.extend(self.course.astray());
        wrong.extend(self.wrong);
        let (entry, what) = wrong.iter().min()?;
        let more = match wrong.len() - 1 {
            0 => String::new(),
            count => format!("; {count} more are not as specified"),
        };
        Some(Finding { entry: Some(*entry), signatory: None, what: format!("{what}{more}") })
    }
}

/// What is wrong with an entry that publishes a version of the Call again.
pub(super) fn again(version: u64) -> String {
    format!("publishes version {version} of the Call, which an entry before it publishes")
}

/// What is wrong with an entry by itself, if anything is.
pub fn wrong(line: &Line) -> Option<String> {
    said(line).err()
}

/// What an entry says of others.
///
/// # Errors
/// What is not as specified.
fn said(line: &Line) -> Result<Said, String> {
    let kind = EntryKind::from_code(&line.kind).ok_or_else(|| {
        format!(
            "is of kind {}, which the log does not have; if a newer version wrote it, check with that",
            line.kind
        )
    })?;
    let Some(raw) = line.body.as_ref().map(|body| body.get()) else { return Ok(Said::default()) };
    let body: Value = serde_json::from_str(raw).map_err(|_| "has a body that is no JSON".to_owned())?;
    if leaf::canonical(&body) != raw {
        return Err("has a body that is not written as canonical JSON".to_owned());
    }
    let Value::Object(body) = body else { return Err("has a body that is no JSON object".to_owned()) };
    bodies::hold(kind, &body)?;
    match kind {
        EntryKind::LogResumed => resumed(line.number, &body)?,
        EntryKind::KeyRotated => {
            succession::parties(raw).ok_or("does not name two keys of one log")?;
        }
        EntryKind::EntryWithheld => names_some(&body)?,
        EntryKind::EndorsementPublished if !subject::is_of_batch(&line.subject) => addressed(&body)?,
        _ => {}
    }
    let said = named(kind, &body);
    Ok(Said { body: Some(body), ..said })
}

/// A notice of nothing says nothing. What was never named can be erased with nothing to tell.
fn names_some(notice: &Object) -> Result<(), String> {
    match notice["subjects"].as_array().is_some_and(|subjects| !subjects.is_empty()) {
        true => Ok(()),
        false => Err("names no entry".to_owned()),
    }
}

/// Whoever is named has a page and a number.
fn addressed(body: &Object) -> Result<(), String> {
    match body["slug"].is_null() || body["number"].is_null() {
        false => Ok(()),
        true => Err("gives no slug and number, and is not of a weekly batch".to_owned()),
    }
}

/// Whom and what a body names.
fn named(kind: EntryKind, body: &Object) -> Said {
    use EntryKind::*;
    let texts = |field: &str| {
        let all = body.get(field).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let id = |what: &'static str, field: &str| Some((what, body.get(field)?.as_str()?.to_owned()));
    let organisation = id("organisation", "organisation");
    // Entries of before there were ids name a slug alone.
    let slug = id("signatory", "slug").filter(|_| organisation.is_none());
    let endorsement = id("endorsement", "id");
    match kind {
        EntryWithheld | EntryErased => Said { subjects: texts("subjects"), ..Said::default() },
        CallVersionPublished => {
            Said { version: body.get("version").and_then(Value::as_u64), ..Said::default() }
        }
        LogResumed | KeyRotated => Said::default(),
        EndorsementPublished => {
            let lacks_id = organisation.is_none().then_some(ANYBODY);
            let by_id = id(BY_ID, "slug").into_iter().chain([ANYBODY]).filter(|_| lacks_id.is_none());
            let publishes: Vec<Named> = by_id.chain(id("signatory", "slug")).chain(endorsement).collect();
            Said {
                publishes: publishes.into_iter().chain(organisation).collect(),
                lacks_id,
                ..Said::default()
            }
        }
        CommitmentPublished => Said {
            publishes: id("commitment", "id").into_iter().collect(),
            about: organisation.into_iter().collect(),
            ..Said::default()
        },
        CommitmentRevised | CommitmentSuspended | CommitmentDropped => {
            let about = organisation.into_iter().chain(id("commitment", "id")).collect();
            Said { about, ..Said::default() }
        }
        _ => {
            let lacks_id = slug.as_ref().and_then(|_| id(BY_ID, "slug"));
            let about = organisation.into_iter().chain(slug).chain(endorsement).collect();
            Said { subjects: texts("shown"), about, lacks_id, ..Said::default() }
        }
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
