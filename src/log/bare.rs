//! Entries without body: which may be without one, and which were emptied by somebody who may not.

use core::hash::BuildHasher;
use core::ops::Range;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::check::Finding;
use super::line::Line;
use super::resumed::Resumed;
use super::subject;
use crate::domain::entry::EntryKind::{self, *};

/// Entries without body, and what others say of them, read one after another.
#[derive(Debug, Default)]
pub struct Bare {
    bare: BTreeMap<u64, Emptied>,
    notices: Vec<Notice>,
    /// The entries with a body, by digests of their subjects.
    readable: HashMap<u64, Readable>,
    /// By digests of whom they are about, the last entries that show a signatory again, or say that it is one of its own.
    shown_again: HashMap<u64, u64>,
    /// By digests of their subjects, the last entries that say of others that they can be read from then on.
    opened: HashMap<u64, u64>,
    /// Which signatory a double became, by digests of both.
    doubles: HashMap<u64, u64>,
    hasher: RandomState,
    /// Entries that came back from a copy: whom they are about is not known here, and nobody can give them back.
    came_back: Vec<Range<u64>>,
}

/// What is left of an entry.
#[derive(Debug)]
struct Emptied {
    /// Nothing, where another version wrote it.
    kind: Option<EntryKind>,
    subject: String,
}

/// An entry that has a body.
#[derive(Debug, Clone, Copy)]
struct Readable {
    number: u64,
    /// It publishes a signatory.
    publishes: bool,
    /// A digest of whom it is about: of the public id, or of the slug where it names no id.
    whom: Option<u64>,
}

/// Whom a body names.
#[derive(Debug, Default, Deserialize)]
struct Named {
    organisation: Option<String>,
    slug: Option<String>,
    into: Option<String>,
    from: Option<String>,
    /// Subjects of entries that can be read from then on.
    #[serde(default)]
    shown: Vec<String>,
}

/// What became of them all.
#[derive(Debug, Default)]
pub struct Judged {
    /// Those that may be without body: their number, and the kind of the entry that says so, if one does.
    pub withheld: BTreeMap<u64, Option<EntryKind>>,
    pub findings: Vec<Finding>,
    /// How many of the findings an entry could explain that is not in the tree yet.
    pub open: usize,
}

/// What an entry about entries says.
#[derive(Debug, Deserialize)]
struct Notice {
    #[serde(skip)]
    entry: u64,
    #[serde(skip)]
    erased: bool,
    subjects: Vec<String>,
}

/// What the entries that a notice names look like now.
struct Group<'a> {
    notice: &'a Notice,
    /// Those that can be read.
    open: Vec<u64>,
    /// One of them publishes a signatory.
    whole: bool,
    /// A later entry shows their signatory again.
    shown_again: bool,
}

impl Bare {
    /// Reads an entry.
    pub fn read(&mut self, line: &Line) {
        let kind = EntryKind::from_code(&line.kind);
        let Some(body) = &line.body else {
            self.bare.insert(line.number, Emptied { kind, subject: line.subject.clone() });
            return;
        };
        self.read_whom(line, kind, serde_json::from_str(body.get()).unwrap_or_default());
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        // Only what was entered says something.
        if let Some(EntryWithheld | EntryErased) = kind
            && !line.body_differs()
            && let Ok(notice) = serde_json::from_str::<Notice>(body.get())
        {
            let erased = kind == Some(EntryErased);
            self.notices.push(Notice { entry: line.number, erased, ..notice });
        }
    }

    fn read_whom(&mut self, line: &Line, kind: Option<EntryKind>, named: Named) {
        let id = named.organisation.map(|id| self.whom("id", &id));
        let slug = named.slug.map(|slug| self.whom("slug", &slug));
        let publishes = kind == Some(EndorsementPublished);
        let one = Readable { number: line.number, publishes, whom: id.or(slug) };
        self.readable.insert(self.hasher.hash_one(&line.subject), one);
        // What a batch tells happened while it was hidden.
        let shows = match kind {
            Some(EndorsementRestored) => !subject::is_of_batch(&line.subject) && !line.body_differs(),
            // Only two that are named part. Whoever hides after that takes along what showed them both, and not this.
            Some(OrganisationUnmerged) => named.from.is_some() && !line.body_differs(),
            _ => false,
        };
        if shows {
            self.shown_again.extend(id.into_iter().chain(slug).map(|whom| (whom, line.number)));
            let opened = named.shown.iter().map(|subject| self.hasher.hash_one(subject));
            self.opened.extend(opened.map(|subject| (subject, line.number)));
        }
        if kind == Some(OrganisationMerged) {
            self.doubles.extend(id.zip(named.into.map(|id| self.whom("id", &id))));
        }
    }

    fn whom(&self, field: &str, text: &str) -> u64 {
        self.hasher.hash_one((field, text))
    }

    /// Judges each by the mark in its leaf, and by what later entries say.
    pub fn judge(self) -> Judged {
        let published = self.bare.values().filter(|one| one.kind == Some(EndorsementPublished));
        let published = published.map(|one| one.subject.as_str()).collect();
        let groups: Vec<Group> = self.notices.iter().map(|notice| self.group(notice, &published)).collect();
        // The last that names a subject.
        let named: HashMap<&str, &Group> = groups
            .iter()
            .flat_map(|group| group.notice.subjects.iter().map(move |subject| (subject.as_str(), group)))
            .collect();
        let mut judged = self.exposed(&named);
        for (number, emptied) in &self.bare {
            let later = named.get(emptied.subject.as_str()).filter(|group| group.notice.entry > *number);
            let said = later.map(|group| if group.notice.erased { EntryErased } else { EntryWithheld });
            let partial = later.and_then(|group| self.partial(*number, group));
            let gone = || self.gone(emptied, *number, later.map(|group| group.notice.entry));
            match emptied.wrong(said.is_some()).or(partial).or_else(gone) {
                None => {
                    judged.withheld.insert(*number, said);
                }
                Some(what) => {
                    judged.open += usize::from(emptied.may_be_explained());
                    judged.findings.push(Finding { entry: Some(*number), signatory: None, what });
                }
            }
        }
        judged.findings.sort_by_key(|finding| finding.entry);
        judged
    }

    /// Those that can be read although the last word on them is that they cannot.
    fn exposed(&self, named: &HashMap<&str, &Group<'_>>) -> Judged {
        let mut judged = Judged::default();
        for (subject, group) in named {
            let Notice { entry, erased, .. } = group.notice;
            let Some(one) = self.readable(subject).filter(|one| one.number < *entry) else { continue };
            let what = if *erased {
                format!("is erased by entry {entry}, and it can be read")
            } else if group.shown_again {
                continue;
            } else {
                format!("is withheld by entry {entry}, no later entry shows it again, and it can be read")
            };
            judged.findings.push(Finding { entry: Some(one.number), signatory: None, what });
        }
        // The entry that shows it may be about to come, or a cache may be behind.
        judged.open = judged.findings.len();
        judged
    }

    fn readable(&self, subject: &str) -> Option<Readable> {
        self.readable.get(&self.hasher.hash_one(subject)).copied()
    }

    fn group<'a>(&self, notice: &'a Notice, published: &HashSet<&str>) -> Group<'a> {
        let subjects = || notice.subjects.iter();
        let readable = || subjects().filter_map(|subject| self.readable(subject));
        Group {
            notice,
            open: readable().map(|one| one.number).collect(),
            whole: subjects().any(|subject| match self.readable(subject) {
                Some(one) => one.publishes,
                None => published.contains(subject.as_str()),
            }),
            shown_again: readable()
                .filter_map(|one| one.whom)
                .any(|whom| self.is_shown_after(whom, notice.entry)),
        }
    }

    /// Whether an entry behind another shows a signatory again, or the one that it became: a double appears as that one does,
    /// until they part.
    fn is_shown_after(&self, whom: u64, entry: u64) -> bool {
        let became = core::iter::successors(Some(whom), |whom| self.doubles.get(whom).copied());
        // Two that became one, each into the other in turn, would never end.
        let mut became = became.take(self.doubles.len() + 1);
        became.any(|whom| self.shown_again.get(&whom).is_some_and(|shown| *shown > entry))
    }

    /// What is wrong with an entry that another lets be read, and that no notice after that one names.
    fn gone(&self, emptied: &Emptied, number: u64, notice: Option<u64>) -> Option<String> {
        let opened = *self.opened.get(&self.hasher.hash_one(&emptied.subject))?;
        (opened > number && notice.is_none_or(|notice| notice < opened)).then(|| {
            format!(
                "has no body: entry {opened} says that it can be read, and no later entry that it was withheld or erased"
            )
        })
    }

    /// What is wrong with a notice about an entry: everything about a signatory is hidden, shown again and erased together.
    fn partial(&self, number: u64, group: &Group<'_>) -> Option<String> {
        let entry = group.notice.entry;
        // Where both came back, nothing here can show what it said: when its signatory shows itself again, what was not lost
        // can be read. What came back itself is as it was in the copy: hidden with them.
        let excuses = |range: &Range<u64>| {
            let both = range.contains(&number) && range.contains(&entry);
            both && !group.open.iter().any(|open| range.contains(open))
        };
        if !group.open.is_empty() && !self.came_back.iter().any(excuses) {
            return Some(format!(
                "has no body: entry {entry} says so of it and of others, and some of those can be read: what is about one \
                 signatory is hidden and shown together"
            ));
        }
        (!group.whole).then(|| {
            format!(
                "has no body: entry {entry} says so, but of no publication: only everything about a signatory is withheld \
                 or erased"
            )
        })
    }
}

impl Emptied {
    /// What is wrong with it, if a later entry names its subject or none does.
    fn wrong(&self, named: bool) -> Option<String> {
        let subject = &self.subject;
        let explained = subject::is_of_batch(subject) || (named && self.may_be_explained());
        match self.kind {
            Some(kind) if kind.is_about_nobody() && kind != EntryErased => {
                Some(format!("has no body, and one of kind {kind} is never withheld or erased"))
            }
            _ if explained => None,
            Some(EntryErased) => Some(format!(
                "has no body, and one of kind {EntryErased} is without only in the week's batch, of which its subject does \
                 not have the mark"
            )),
            _ => Some(format!(
                "has no body: its subject does not have the mark of the week's batch, and no later entry says that \
                 {subject} was withheld or erased"
            )),
        }
    }

    /// Whether a later entry can say why it has no body.
    fn may_be_explained(&self) -> bool {
        !self.kind.is_some_and(EntryKind::is_about_nobody)
    }
}

#[cfg(test)]
mod tests;
