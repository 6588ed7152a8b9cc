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

const WITHHELD: &str = "entry.withheld";
const ERASED: &str = "entry.erased";
const PUBLISHED: &str = "endorsement.published";

/// Kinds of entries that are about nobody: what they say is never withheld or erased.
const ABOUT_NOBODY: &[&str] = &["call.version_published", "key.rotated", "log.resumed", WITHHELD];

/// Entries without body, and what others say of them, read one after another.
#[derive(Debug, Default)]
pub struct Bare {
    bare: BTreeMap<u64, Emptied>,
    notices: Vec<Notice>,
    /// Of the entries with a body, by digests of their subjects, the number, and whether each publishes a signatory.
    readable: HashMap<u64, (u64, bool)>,
    hasher: RandomState,
    /// Entries that came back from a copy: whom they are about is not known here, and nobody can give them back.
    came_back: Vec<Range<u64>>,
}

/// What is left of an entry.
#[derive(Debug)]
struct Emptied {
    kind: String,
    subject: String,
}

/// What became of them all.
#[derive(Debug, Default)]
pub struct Judged {
    /// Those that may be without body: their number, and the kind of the entry that says so, if one does.
    pub withheld: BTreeMap<u64, Option<String>>,
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
}

impl Bare {
    /// Reads an entry.
    pub fn read(&mut self, line: &Line) {
        let Some(body) = &line.body else {
            let emptied = Emptied { kind: line.kind.clone(), subject: line.subject.clone() };
            self.bare.insert(line.number, emptied);
            return;
        };
        self.readable.insert(self.hasher.hash_one(&line.subject), (line.number, line.kind == PUBLISHED));
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        // Only what was entered says something.
        if matches!(line.kind.as_str(), WITHHELD | ERASED)
            && !line.body_differs()
            && let Ok(notice) = serde_json::from_str::<Notice>(body.get())
        {
            self.notices.push(Notice { entry: line.number, erased: line.kind == ERASED, ..notice });
        }
    }

    /// Judges each by the mark in its leaf, and by what later entries say.
    pub fn judge(self) -> Judged {
        let published = self.bare.values().filter(|one| one.kind == PUBLISHED);
        let published = published.map(|one| one.subject.as_str()).collect();
        let groups: Vec<Group> = self.notices.iter().map(|notice| self.group(notice, &published)).collect();
        // The last that names a subject.
        let named: HashMap<&str, &Group> = groups
            .iter()
            .flat_map(|group| group.notice.subjects.iter().map(move |subject| (subject.as_str(), group)))
            .collect();
        let mut judged = Judged::default();
        for (number, emptied) in &self.bare {
            let later = named.get(emptied.subject.as_str()).filter(|group| group.notice.entry > *number);
            let said = later.map(|group| if group.notice.erased { ERASED } else { WITHHELD });
            let partial = later.and_then(|group| self.partial(*number, group));
            match emptied
                .wrong(said.is_some())
                .or(partial.filter(|_| !subject::is_of_batch(&emptied.subject)))
            {
                None => drop(judged.withheld.insert(*number, said.map(str::to_owned))),
                Some(what) => {
                    judged.open += usize::from(emptied.may_be_explained());
                    judged.findings.push(Finding { entry: Some(*number), signatory: None, what });
                }
            }
        }
        judged
    }

    fn group<'a>(&self, notice: &'a Notice, published: &HashSet<&str>) -> Group<'a> {
        let readable = |subject: &String| self.readable.get(&self.hasher.hash_one(subject)).copied();
        let subjects = || notice.subjects.iter();
        Group {
            notice,
            open: subjects().filter_map(|subject| readable(subject).map(|(number, _)| number)).collect(),
            whole: subjects().any(|subject| match readable(subject) {
                Some((_, publishes)) => publishes,
                None => published.contains(subject.as_str()),
            }),
        }
    }

    /// What is wrong with a notice about an entry: everything about a signatory is hidden, shown again and erased together.
    fn partial(&self, number: u64, group: &Group<'_>) -> Option<String> {
        let entry = group.notice.entry;
        // Where both came back, what is about the same signatory and was not lost can be read as it could before them. What
        // came back itself is as it was in the copy: hidden with them.
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
        let Emptied { kind, subject } = self;
        if ABOUT_NOBODY.contains(&kind.as_str()) {
            return Some(format!("has no body, and one of kind {kind} is never withheld or erased"));
        }
        if subject::is_of_batch(subject) || (named && self.may_be_explained()) {
            return None;
        }
        Some(match kind.as_str() {
            ERASED => format!(
                "has no body, and one of kind {ERASED} is without only in the week's batch, of which its subject does not \
                 have the mark"
            ),
            _ => format!(
                "has no body: its subject does not have the mark of the week's batch, and no later entry says that \
                 {subject} was withheld or erased"
            ),
        })
    }

    /// Whether a later entry can say why it has no body.
    fn may_be_explained(&self) -> bool {
        !ABOUT_NOBODY.contains(&self.kind.as_str()) && self.kind != ERASED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;
    use crate::log::leaf;
    use data_encoding::HEXLOWER;
    use serde_json::value::RawValue;

    fn line(number: u64, kind: &str, subject: &str, body: Option<&str>) -> Line {
        let salt = [7; leaf::SALT_BYTES];
        Line {
            number,
            at: Moment::from_millis(0),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            digest: leaf::digest(&salt, body.unwrap_or("gone")),
            salt: body.map(|_| HEXLOWER.encode(&salt)),
            body: body.map(|body| RawValue::from_string(body.to_owned()).unwrap()),
        }
    }

    fn judged(lines: &[Line]) -> Judged {
        let mut bare = Bare::default();
        lines.iter().for_each(|line| bare.read(line));
        bare.judge()
    }

    fn wrong(lines: &[Line]) -> Vec<u64> {
        judged(lines).findings.iter().filter_map(|finding| finding.entry).collect()
    }

    const NAMES_A: &str = r#"{"subjects":["a"]}"#;

    #[test]
    fn only_a_later_entry_explains_one_without_the_mark() {
        let bare = line(1, PUBLISHED, "a", None);
        assert_eq!(wrong(std::slice::from_ref(&bare)), [1]);
        assert_eq!(wrong(&[line(0, WITHHELD, "w", Some(NAMES_A)), bare.clone()]), [1], "an earlier one");
        for kind in [WITHHELD, ERASED] {
            let said = judged(&[bare.clone(), line(2, kind, "w", Some(NAMES_A))]);
            assert!(said.findings.is_empty() && said.withheld[&1].as_deref() == Some(kind), "{said:?}");
        }
        let mut forged = line(2, WITHHELD, "w", Some(r#"{"subjects":[]}"#));
        forged.body = line(2, WITHHELD, "w", Some(NAMES_A)).body;
        assert_eq!(wrong(&[bare.clone(), forged]), [1], "a body that was not entered");
        assert_eq!(wrong(&[bare, line(2, "news.published", "w", Some(NAMES_A))]), [1], "another kind");
    }

    #[test]
    fn a_signatory_is_hidden_and_shown_as_a_whole() {
        let both = r#"{"subjects":["a","b"]}"#;
        let withdrawn = line(2, "endorsement.withdrawn", "b", None);
        let published = |body| line(1, PUBLISHED, "a", body);
        let notice = line(3, WITHHELD, "w", Some(both));
        assert_eq!(wrong(&[published(None), withdrawn.clone(), notice.clone()]), [0; 0]);
        assert_eq!(
            wrong(&[published(Some("{}")), withdrawn.clone(), notice.clone()]),
            [2],
            "the other is shown"
        );
        let alone = line(3, WITHHELD, "w", Some(r#"{"subjects":["b"]}"#));
        assert_eq!(wrong(&[published(Some("{}")), withdrawn.clone(), alone]), [2], "one act alone");
        let resumed =
            |from, to| line(4, "log.resumed", "r", Some(&format!(r#"{{"from":{from},"to":{to}}}"#)));
        let after = |resumed| wrong(&[published(Some("{}")), withdrawn.clone(), notice.clone(), resumed]);
        assert_eq!(after(resumed(2, 4)), [0; 0], "both came back, and the signatory is as it was before");
        assert_eq!(after(resumed(2, 3)), [2], "the notice did not come back");
        assert_eq!(after(resumed(2, 5)), [2], "nothing comes back that was not there");
        assert_eq!(after(resumed(1, 4)), [2], "what came back and can be read could be read in the copy");
        let alone = line(3, WITHHELD, "w", Some(r#"{"subjects":["b"]}"#));
        for (from, why) in
            [(2, "both came back, and the notice names no publication"), (4, "nothing was lost")]
        {
            let lines = [published(Some("{}")), withdrawn.clone(), alone.clone(), resumed(from, 4)];
            assert_eq!(wrong(&lines), [2], "one act alone: {why}");
        }
    }

    #[test]
    fn the_mark_explains_what_is_about_somebody() {
        let batch = |kind| line(1, kind, "batch-a", None);
        assert_eq!(wrong(&[batch(PUBLISHED)]), [0; 0]);
        assert_eq!(wrong(&[batch(ERASED)]), [0; 0]);
        assert_eq!(wrong(&[batch(WITHHELD)]), [1]);
        assert_eq!(wrong(&[line(1, ERASED, "a", None), line(2, ERASED, "b", Some(NAMES_A))]), [1]);
    }
}
