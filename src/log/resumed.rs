//! What `log.resumed` says: entries came back from a copy, or this log goes on from another one.

use core::ops::Range;

use serde::Deserialize;

use super::Fault;
use super::check::{Finding, Past, Source};
use super::checkpoint::Head;
use super::edge::Edge;
use super::hash::Hash;
use super::history;
use super::line::Line;
use super::note::Verifier;
use crate::domain::entry::EntryKind;
use crate::domain::{Moment, limits};

/// One such entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// The number of the entry, and its date.
    pub entry: u64,
    pub at: Moment,
    pub from: u64,
    pub to: u64,
    /// The name of another log that this one goes on from.
    pub origin: Option<String>,
    /// Its key then, where the entry tells it.
    pub key: Option<Verifier>,
}

#[derive(Deserialize)]
struct Body {
    from: u64,
    to: u64,
    origin: Option<String>,
    key: Option<String>,
}

/// How a log goes on from another one that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The entry that says so.
    pub entry: u64,
    /// What was seen there and is not here, as that entry says.
    pub lost: Option<Range<u64>>,
}

impl Resumed {
    /// Reads an entry, if it is of this kind.
    pub fn read(line: &Line) -> Option<Resumed> {
        let body = line.body.as_ref().filter(|_| line.kind == EntryKind::LogResumed.code())?;
        let Body { from, to, origin, key } = serde_json::from_str(body.get()).ok()?;
        let key = key.and_then(|key| Verifier::parse(&key).ok());
        Some(Resumed { entry: line.number, at: line.at, from, to, origin, key })
    }

    /// The entries that came back after a restore, without the rows that they were about: all of them were there before
    /// this one said so.
    pub fn came_back(&self) -> Option<Range<u64>> {
        let here = self.from <= self.to && self.to <= self.entry;
        (self.origin.is_none() && here).then_some(self.from..self.to)
    }

    /// Whether a tree of this size ends behind the entries that came back, and before this one.
    fn is_behind(&self, size: u64) -> bool {
        self.to < size && size <= self.entry
    }

    fn signed_before(&self, source: &mut impl Source, keys: &[Verifier]) -> Result<Option<u64>, Fault> {
        let listed = history::after(source, self.to)?.into_iter().filter(|one| self.is_behind(one.size));
        let mut heads = listed.filter_map(|one| keys.iter().find_map(|key| Head::open(&one.note, key).ok()));
        let Some(head) = heads.find(|head| self.is_behind(head.size)) else { return Ok(None) };
        // Much that came back enters the tree in parts, and one of them may end here.
        let part = match head.size.checked_sub(limits::SEALED_AT_ONCE) {
            None => false,
            Some(0) => true,
            Some(size) => history::after(source, size - 1)?.iter().any(|one| one.size == size),
        };
        Ok(Some(head.size).filter(|_| !part))
    }
}

/// Entries that say that others came back, though a tree was signed between those and themselves; after a restore nothing is
/// signed before one says so. The tree is the one that was seen, or of a checkpoint that the source has and one of these keys
/// has signed.
///
/// # Errors
/// A fault, when the source does not answer, or serves what is no list of checkpoints.
pub fn belied(
    source: &mut impl Source,
    resumed: &[Resumed],
    keys: &[Verifier],
    seen: Option<Head>,
) -> Result<Vec<Finding>, Fault> {
    let mut found = Vec::new();
    for one in resumed.iter().filter(|one| one.came_back().is_some()) {
        let signed = match seen.map(|seen| seen.size).filter(|size| one.is_behind(*size)) {
            Some(size) => Some(size),
            None => one.signed_before(source, keys)?,
        };
        if let Some(size) = signed {
            let what = format!(
                "says that entries came back after a restore, and a tree of {size}, with others behind those, was signed before \
                 it: there was no such restore. Ask those who run the log what it is to undo"
            );
            found.push(Finding { entry: Some(one.entry), signatory: None, what });
        }
    }
    Ok(found)
}

/// Holds what was seen of the log `origin` against the leaves of another one that says it goes on from there.
///
/// # Errors
/// A fault, when no entry says so, or what was seen is not what is here.
pub fn goes_on(resumed: &[Resumed], origin: &str, seen: &Past, leaves: &[Hash]) -> Result<Kept, Fault> {
    let said = resumed.iter().rfind(|one| one.origin.as_deref() == Some(origin));
    let said =
        said.ok_or_else(|| Fault::new(format!("no entry says that this log goes on from {origin}")))?;
    let Some(head) = seen.head else { return Ok(Kept { entry: said.entry, lost: None }) };
    let size = usize::try_from(head.size).unwrap_or(usize::MAX);
    if let Some(tree) = leaves.get(..size) {
        let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
        edge.append(tree.iter().copied());
        if edge.root() == head.root {
            return Ok(Kept { entry: said.entry, lost: None });
        }
    }
    let kept = said.from.min(head.size);
    let stubs = usize::try_from(kept).ok().and_then(|kept| seen.stubs.get(..kept));
    // A new site takes over all or nothing, and says so from 0.
    let Some(stubs) = stubs.filter(|_| kept > 0 && head.size <= said.to) else {
        return Err(Fault::new(format!("the first {size} entries are not those that were seen in {origin}")));
    };
    let same = stubs.iter().zip(leaves).take_while(|(seen, now)| **seen == now.stub()).count();
    if same < stubs.len() {
        return Err(Fault::new(format!("entry {same} is not what was seen in {origin}")));
    }
    Ok(Kept { entry: said.entry, lost: Some(kept..head.size).filter(|lost| !lost.is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::super::keys::Keys;
    use super::super::note::Signer;
    use super::*;

    fn leaves(names: &[&str]) -> Vec<Hash> {
        names.iter().map(|name| Hash::leaf(name.as_bytes())).collect()
    }

    fn seen(leaves: &[Hash]) -> Past {
        let mut edge = Edge::load(0, |_, _| Ok(Vec::new())).unwrap();
        edge.append(leaves.iter().copied());
        let head = Head { size: edge.size(), root: edge.root() };
        Past { head: Some(head), stubs: leaves.iter().map(Hash::stub).collect(), ..Past::default() }
    }

    fn said(from: u64, to: u64, entry: u64) -> [Resumed; 1] {
        let origin = Some("a/log".to_owned());
        [Resumed { entry, at: Moment::from_millis(0), from, to, origin, key: None }]
    }

    #[test]
    fn a_new_site_has_all_that_was_seen() {
        let now = leaves(&["0", "1", "2", "resumed"]);
        let kept = goes_on(&said(0, 3, 3), "a/log", &seen(&now[..2]), &now).unwrap();
        assert_eq!(kept, Kept { entry: 3, lost: None });
        assert!(goes_on(&said(0, 3, 3), "b/log", &seen(&now[..2]), &now).is_err(), "of another log");
        let other = seen(&leaves(&["0", "x"]));
        assert!(goes_on(&said(0, 3, 3), "a/log", &other, &now).is_err(), "another past");
    }

    #[test]
    fn another_log_says_what_it_has_lost() {
        let now = leaves(&["0", "1", "resumed"]);
        let before = seen(&leaves(&["0", "1", "2", "3"]));
        let kept = goes_on(&said(2, 4, 2), "a/log", &before, &now).unwrap();
        assert_eq!(kept.lost, Some(2..4));
        let more = seen(&leaves(&["0", "1", "2", "3", "4"]));
        assert!(goes_on(&said(2, 4, 2), "a/log", &more, &now).is_err(), "more was seen than it owns to");
        let other = seen(&leaves(&["0", "x", "2", "3"]));
        let fault = goes_on(&said(2, 4, 2), "a/log", &other, &now).unwrap_err();
        assert!(fault.0.contains("entry 1 is not"), "{fault}");
    }

    /// The checkpoints of trees of some sizes.
    struct Checkpoints(Keys, Vec<u64>);

    impl Source for Checkpoints {
        fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
            assert!(path.starts_with("log/checkpoints?after="), "{path}");
            let line = |size: &u64| {
                let note = self.0.sign(&Head { size: *size, root: Hash::empty() }).unwrap();
                format!("{}\n", serde_json::to_string(&history::Signed { size: *size, note }).unwrap())
            };
            Ok(Some(self.1.iter().map(line).collect::<String>().into_bytes()))
        }
    }

    /// The size of the tree that a finding tells of.
    fn size_in(what: &str) -> u64 {
        let behind = what.split("a tree of ").nth(1).unwrap();
        behind.split(',').next().unwrap().parse().unwrap()
    }

    #[test]
    fn nothing_is_signed_between_what_came_back_and_the_entry_that_says_so() {
        let keys = Keys::first(Signer::new("a/log", [1; 32]).unwrap());
        let (known, part) = ([keys.current().clone()], limits::SEALED_AT_ONCE);
        let mut source = Checkpoints(keys, Vec::new());
        let mut found = |sizes: &[u64], to: u64, seen: Option<u64>| {
            source.1 = sizes.to_vec();
            let one = Resumed { origin: None, ..said(2, to, to + 3)[0].clone() };
            let seen = seen.map(|size| Head { size, root: Hash::empty() });
            let found = belied(&mut source, &[one], &known, seen).unwrap();
            found.into_iter().map(|one| (one.entry.unwrap(), size_in(&one.what))).collect::<Vec<_>>()
        };
        assert_eq!(found(&[2, 8, 12], 8, Some(8)), [], "the last tree before, and one after");
        assert_eq!(found(&[2, 8, 10], 8, None), [(11, 10)]);
        assert_eq!(found(&[2, 11], 8, None), [(11, 11)], "the one just before it");
        assert_eq!(found(&[2], 8, Some(9)), [(11, 9)], "it was seen");
        assert_eq!(found(&[2, 2 + part], part, None), [], "a part of what came back");
        assert_eq!(found(&[3, 2 + part], part, None), [(part + 3, part + 2)]);
    }
}
