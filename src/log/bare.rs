//! Entries without body: which may be without one, and which were emptied by somebody who may not.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::check::Finding;
use super::line::Line;
use super::subject;

const WITHHELD: &str = "entry.withheld";
const ERASED: &str = "entry.erased";

/// Kinds of entries that are about nobody: what they say is never withheld or erased.
const ABOUT_NOBODY: &[&str] = &["call.version_published", "key.rotated", "log.resumed", WITHHELD];

/// Entries without body, and what others say of them, read one after another.
#[derive(Debug, Default)]
pub(super) struct Bare {
    bare: BTreeMap<u64, Emptied>,
    /// Subjects that an entry names: the last that does, and whether it says erased.
    named: HashMap<String, (u64, bool)>,
}

/// What is left of an entry.
#[derive(Debug)]
struct Emptied {
    kind: String,
    subject: String,
}

/// What became of them all.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Those that may be without body: their number, and the kind of the entry that says so, if one does.
    pub withheld: BTreeMap<u64, Option<String>>,
    pub findings: Vec<Finding>,
    /// How many of the findings an entry could explain that is not in the tree yet.
    pub open: usize,
}

/// What an entry about entries says.
#[derive(Deserialize)]
struct Notice {
    subjects: Vec<String>,
}

impl Bare {
    /// Reads an entry.
    pub(super) fn read(&mut self, line: &Line) {
        let Some(body) = &line.body else {
            let emptied = Emptied { kind: line.kind.clone(), subject: line.subject.clone() };
            self.bare.insert(line.number, emptied);
            return;
        };
        // Only what was entered says something.
        if matches!(line.kind.as_str(), WITHHELD | ERASED)
            && !line.body_differs()
            && let Ok(notice) = serde_json::from_str::<Notice>(body.get())
        {
            let said = (line.number, line.kind == ERASED);
            self.named.extend(notice.subjects.into_iter().map(|subject| (subject, said)));
        }
    }

    /// Judges each by the mark in its leaf, and by what later entries say.
    pub(super) fn judge(self) -> Judged {
        let mut judged = Judged::default();
        for (number, emptied) in self.bare {
            let later = self.named.get(&emptied.subject).filter(|(entry, _)| *entry > number);
            let said = later.map(|(_, erased)| if *erased { ERASED } else { WITHHELD });
            match emptied.wrong(said.is_some()) {
                None => drop(judged.withheld.insert(number, said.map(str::to_owned))),
                Some(what) => {
                    judged.open += usize::from(emptied.may_be_explained());
                    judged.findings.push(Finding { entry: Some(number), signatory: None, what });
                }
            }
        }
        judged
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
        let bare = line(1, "endorsement.published", "a", None);
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
    fn the_mark_explains_what_is_about_somebody() {
        let batch = |kind| line(1, kind, "batch-a", None);
        assert_eq!(wrong(&[batch("endorsement.published")]), [0; 0]);
        assert_eq!(wrong(&[batch(ERASED)]), [0; 0]);
        assert_eq!(wrong(&[batch(WITHHELD)]), [1]);
        assert_eq!(wrong(&[line(1, ERASED, "a", None), line(2, ERASED, "b", Some(NAMES_A))]), [1]);
    }
}
