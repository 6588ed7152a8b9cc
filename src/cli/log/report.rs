//! What a check of a log found, in words for the terminal and as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::app::log::compare::Compared;
use crate::cli::output::say;
use crate::domain::Moment;
use crate::domain::entry::EntryKind;
use crate::log::check::{Finding, Outcome};
use crate::log::checkpoint::Head;
use crate::log::cosignature::{self, Witness};
use crate::log::note::Verifier;
use crate::log::resumed::{Kept, Resumed};

/// Everything that was found.
pub struct Report {
    pub key: Verifier,
    /// The keys before it, from one that was known, and itself.
    pub followed: Vec<Verifier>,
    pub outcome: Outcome,
    pub register: Compared,
    /// The log that was seen before, and how this one goes on from it, where it is another.
    pub kept: Option<(String, Kept)>,
    /// What says that entries came back from a copy: of the register, these prove less.
    pub came_back: Vec<Resumed>,
    /// Witnesses that were asked for and have signed the checkpoint, and when.
    pub witnesses: Vec<(String, Moment)>,
    /// The names of those who signed it too and were not asked for.
    pub unchecked: BTreeSet<String>,
    /// The file with what was seen at the last check, which remembers what is found good now.
    pub memory: Option<PathBuf>,
}

/// How entries without body are told: by the kind of the entry that says why, and where none does, as those of
/// signatories that were never named.
const WITHHELD: &[(Option<EntryKind>, &str)] = &[
    (Some(EntryKind::EntryWithheld), "withheld"),
    (Some(EntryKind::EntryErased), "erased  "),
    (None, "unnamed "),
];

const CHECKPOINTS: &str = "checkpoints before the newest";
const SIGNATORIES: &str = "data/signatories.csv";
const COMMITMENTS: &str = "data/commitments.csv";
const TEXTS: &str = "the texts of the Call";
const LIST: &str = "the list of signatories (number, names, category, country, website, statement, version, language, date, \
                    state, assurance, numbers in other registers)";
const PROMISES: &str = "the list of commitments (whose, kind, words, measure, paragraphs, countries, dates, stage, amount, \
                        recipients, links to evidence, version, dropped or not and why)";
/// What is looked at in every log, and what in none.
const ALWAYS: &str = "entries, tiles and the newest checkpoint";
const NEVER: &[&str] = &[
    "pages",
    "what is served of one signatory, commitment or version of the Call alone, and of past days",
    "signatories that have left the register, and their commitments",
    "descriptions of organisations and dates of publication",
    "how many signatories are not named",
    "how many commitments a signatory has and when its row was touched last",
    "the status of commitments that follows from the day",
    "whether the Call is open",
    "paragraphs in api/v1/call",
    "what a translation of the Call follows",
    "proofs in log/entries",
];

/// Numbers in order, those that follow each other as one: `3, 7–9`.
fn ranges(numbers: &[u64]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let told = runs.map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        one => one.iter().map(u64::to_string).collect(),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The same numbers as in the entry: `to` is the one behind the last.
fn told(one: &Resumed) -> Value {
    json!({ "entry": one.entry, "at": one.at, "from": one.from, "to": one.to })
}

/// Longest finding that is told, in characters; how many that begin alike up to a number; and how many of all.
const LONGEST: usize = 1_000;
const OF_A_KIND: usize = 30;
const OF_ALL: usize = 100;

/// Findings as they are told: a site that is wrong everywhere, or says something endless, fills no disk.
fn bounded(findings: Vec<&Finding>) -> Vec<Finding> {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let (mut told, mut beyond) = (Vec::new(), 0_usize);
    for finding in findings {
        let what = cut(&finding.what);
        let kind = what.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
        let count = kinds.entry(kind.to_owned()).or_default();
        *count += 1;
        if *count <= OF_A_KIND && told.len() < OF_ALL {
            told.push(Finding { what, ..finding.clone() });
        } else if *count <= OF_A_KIND {
            beyond += 1;
        }
    }
    let many = kinds.into_iter().filter(|(_, count)| *count > OF_A_KIND);
    let mut more: Vec<(String, usize)> = many.map(|(kind, count)| (kind, count - OF_A_KIND)).collect();
    // Nor are kinds without end told.
    let unnamed = more.split_off(more.len().min(OF_ALL));
    let beyond = beyond + unnamed.into_iter().map(|(_, count)| count).sum::<usize>();
    let more = more.into_iter().map(|(kind, count)| format!("and {count} more: {kind}\u{2026}"));
    let others = (beyond > 0).then(|| format!("and {beyond} others"));
    told.extend(more.chain(others).map(|what| Finding { entry: None, signatory: None, what }));
    told
}

fn cut(what: &str) -> String {
    match what.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}\u{2026}", &what[..end]),
        None => what.to_owned(),
    }
}

impl Report {
    /// What was found of a log, before anything else was looked at.
    pub fn of(key: Verifier, outcome: Outcome) -> Report {
        Report {
            key,
            followed: Vec::new(),
            outcome,
            register: Compared::default(),
            kept: None,
            came_back: Vec::new(),
            witnesses: Vec::new(),
            unchecked: BTreeSet::new(),
            memory: None,
        }
    }

    /// The numbers of entries without body, of which an entry of this kind says so, or none does.
    fn bare(&self, kind: Option<EntryKind>) -> Vec<u64> {
        let of_kind = self.outcome.withheld.iter().filter(|(_, said)| **said == kind);
        of_kind.map(|(number, _)| *number).collect()
    }

    /// Looks for the cosignatures of witnesses under the checkpoint.
    pub fn hear(&mut self, witnesses: &[Witness]) {
        // A checkpoint that is no note was found wrong already.
        self.unchecked =
            cosignature::unchecked(&self.outcome.note, self.key.name(), witnesses).unwrap_or_default();
        for witness in witnesses {
            let name = witness.name();
            let what = match witness.under(&self.outcome.note) {
                Ok(Some(said)) => {
                    let seconds = i64::try_from(said.at).unwrap_or(i64::MAX / 1_000);
                    let at = Moment::from_millis(seconds.saturating_mul(1_000));
                    self.witnesses.push((name.to_owned(), at));
                    continue;
                }
                Ok(None) => format!("the witness {name} has not signed the checkpoint"),
                Err(fault) => fault.0,
            };
            self.find(what);
        }
    }

    /// Something that does not fit, and is about no single entry.
    pub fn find(&mut self, what: String) {
        self.outcome.findings.push(Finding { entry: None, signatory: None, what });
    }

    pub fn findings(&self) -> Vec<&Finding> {
        self.outcome.findings.iter().chain(self.register.findings()).collect()
    }

    /// Whether all that does not fit may be that the log has not caught up yet with what has just happened.
    pub fn may_be_behind(&self) -> bool {
        self.outcome.findings.len() == self.outcome.open && !self.findings().is_empty()
    }

    /// What was looked at, and what was not.
    fn looked_at(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let register = &self.register;
        let parts = [
            (CHECKPOINTS, self.outcome.published.is_some()),
            (TEXTS, register.call.is_some()),
            (LIST, register.signatories.is_some()),
            (PROMISES, register.commitments.is_some()),
            (SIGNATORIES, register.signatories_table.is_some()),
            (COMMITMENTS, register.commitments_table.is_some()),
        ];
        let (held, not): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, held)| *held);
        let names = |parts: Vec<(&'static str, bool)>| parts.into_iter().map(|(name, _)| name);
        (
            std::iter::once(ALWAYS).chain(names(held)).collect(),
            names(not).chain(NEVER.iter().copied()).collect(),
        )
    }

    /// The report for programs.
    pub fn json(&self) -> Value {
        let Head { size, root } = self.outcome.head;
        let (looked_at, not_looked_at) = self.looked_at();
        let kept = self.kept.as_ref().map(|(origin, kept)| {
            json!({ "origin": origin, "entry": kept.entry, "lost": kept.lost.clone().map(Vec::from_iter) })
        });
        json!({
            "good": self.findings().is_empty(),
            "origin": self.key.name(),
            "key": self.key.text(),
            "keys_followed": self.followed.iter().map(Verifier::text).collect::<Vec<_>>(),
            "goes_on_from": kept,
            "came_back": self.came_back.iter().map(told).collect::<Vec<_>>(),
            "tree_size": size,
            "root": root.base64(),
            "latest": self.outcome.latest.map(Moment::rfc3339),
            "withheld": self.bare(Some(EntryKind::EntryWithheld)),
            "erased": self.bare(Some(EntryKind::EntryErased)),
            "without_body": self.bare(None),
            "witnesses": self
                .witnesses
                .iter()
                .map(|(name, at)| json!({ "name": name, "at": at.rfc3339() }))
                .collect::<Vec<_>>(),
            "witnesses_not_checked": self.unchecked,
            "state": self.memory,
            "register_compared": self.register.signatories.is_some(),
            "looked_at": looked_at,
            "not_looked_at": not_looked_at,
            "findings": bounded(self.findings()),
        })
    }

    /// The report for people. Whoever knew no key is told that the site's own was taken.
    pub fn tell(&self, key_known: bool) {
        let Head { size, root } = self.outcome.head;
        say!("log        {}", self.key.name());
        say!("key        {}", self.key.text());
        if !key_known {
            say!("           (taken from the site itself: compare it with what you know, or give --key)");
        }
        for pair in self.followed.windows(2) {
            say!("           (took over from {}, as the log itself says)", pair[0].text());
        }
        if let Some((origin, kept)) = &self.kept {
            say!("goes on    from {origin}, as entry {} says", kept.entry);
            if let Some(lost) = &kept.lost {
                let numbers = Vec::from_iter(lost.clone());
                say!("lost       {} of what was seen there, as entry {} says", ranges(&numbers), kept.entry);
            }
        }
        for Resumed { entry, at, from, to, .. } in &self.came_back {
            let numbers: Vec<u64> = (*from..*to).collect();
            say!(
                "came back  {} from a copy, as entry {entry} of {} says: of the register,",
                ranges(&numbers),
                at.rfc3339()
            );
            say!("           these prove less (docs/log.md, After a restore)");
        }
        say!("entries    {size}");
        say!("root       {root}");
        if let Some(latest) = self.outcome.latest {
            say!("latest     entry of {}; what was entered since is not here", latest.rfc3339());
        }
        for (name, at) in &self.witnesses {
            say!("witness    {name}, {}", at.rfc3339());
        }
        for name in &self.unchecked {
            say!("witness    {name}, not checked: give --witness KEY");
        }
        for (kind, words) in WITHHELD {
            let numbers = self.bare(*kind);
            if !numbers.is_empty() {
                say!("{words}   {}", ranges(&numbers));
            }
        }
        if let Some(file) = &self.memory {
            say!("memory     {}", file.display());
        }
        let (looked_at, not) = self.looked_at();
        say!("looked at  {}; not looked at: {}", looked_at.join(", "), not.join(", "));
        let findings = bounded(self.findings());
        for finding in &findings {
            match finding.entry {
                Some(number) => say!("WRONG: entry {number} {}", finding.what),
                None => say!("WRONG: {}", finding.what),
            }
        }
        say!("{}", if findings.is_empty() { "everything fits" } else { "NOT GOOD" });
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, LONGEST, OF_A_KIND, OF_ALL, bounded, ranges};

    #[test]
    fn what_is_wrong_everywhere_fills_no_screen() {
        let find = |what: String| Finding { entry: None, signatory: None, what };
        let mut findings: Vec<Finding> = (0..1_000).map(|size| find(format!("the tree of {size}"))).collect();
        findings.push(find("æ".repeat(100_000)));
        let told = bounded(findings.iter().collect());
        assert_eq!(told.len(), OF_A_KIND + 2);
        assert_eq!(told[OF_A_KIND].what.chars().count(), LONGEST + 1);
        assert_eq!(told[OF_A_KIND + 1].what, "and 970 more: the tree of \u{2026}");
        let letters = ('a'..='z').flat_map(|one| ('a'..='z').map(move |two| format!("took {one}{two} out")));
        let findings: Vec<Finding> = letters.map(find).collect();
        let told = bounded(findings.iter().collect());
        assert_eq!((told.len(), told[OF_ALL].what.as_str()), (OF_ALL + 1, "and 576 others"));
        let letters = ('a'..='z').flat_map(|one| ('a'..='z').map(move |two| format!("took {one}{two} out ")));
        let endless = letters.flat_map(|what| (0..=OF_A_KIND).map(move |size| format!("{what}{size}")));
        let findings: Vec<Finding> = endless.map(find).collect();
        let told = bounded(findings.iter().collect());
        let left = findings.len() - OF_ALL - OF_ALL;
        assert_eq!(
            (told.len(), told[2 * OF_ALL].what.as_str()),
            (2 * OF_ALL + 1, format!("and {left} others").as_str())
        );
    }

    #[test]
    fn numbers_that_follow_each_other_are_told_as_one() {
        assert_eq!(ranges(&[3, 7, 8, 9, 11, 12]), "3, 7–9, 11–12");
        assert_eq!(ranges(&[0]), "0");
    }
}
