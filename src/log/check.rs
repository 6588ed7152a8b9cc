//! Checking a log from outside: rebuilds the root from the entries, and holds everything that is
//! published against everything else. Asks a `Source` for files and believes none of them.

use std::collections::BTreeMap;

use chrono::Duration;

use super::bare::Bare;
use super::checkpoint::Head;
use super::edge::Edge;
use super::hash::Hash;
use super::history;
use super::line::Line;
use super::note::Verifier;
use super::tile::{self, Layer, Tile};
use super::{Fault, hash::HASH_BYTES, strict};
use crate::domain::{Moment, limits};

/// Where the files of a log are: a site, or a folder with a copy.
pub trait Source {
    /// The file at a path below the site, for example `log/checkpoint`; nothing where there is none, or
    /// where the site fails on it.
    ///
    /// # Errors
    /// A fault, when the source does not answer.
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// Whether it may have more entries by now than when its checkpoint was read: so has a site, and no copy.
    fn grows(&self) -> bool {
        true
    }
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The first entry concerned, where one can be named.
    pub entry: Option<u64>,
    /// The signatory concerned, by its slug, where no entry is about it.
    pub signatory: Option<String>,
    pub what: String,
}

/// The beginning of a leaf's hash, enough to see which of many is another.
pub type Stub = [u8; 8];

/// What was seen before.
#[derive(Debug, Clone, Default)]
pub struct Past {
    pub head: Option<Head>,
    /// Of the leaves, as far as they are remembered.
    pub stubs: Vec<Stub>,
    /// The latest date of an entry.
    pub latest: Option<Moment>,
}

impl Past {
    /// What is wrong with the date of an entry: what was entered after the last look cannot be of long before it.
    fn backdated(&self, line: &Line) -> Option<String> {
        let (seen, latest) = (self.head?.size, self.latest?);
        (line.number >= seen && line.at < latest - Duration::hours(1)).then(|| {
            format!(
                "is dated {}, and was not there when one of {} was seen",
                line.at.rfc3339(),
                latest.rfc3339()
            )
        })
    }
}

/// What is wrong with the date of an entry by a clock: nothing is entered before it happens.
fn postdated(line: &Line, now: Moment) -> Option<String> {
    (line.at > now + Duration::minutes(limits::CLOCK_MINUTES)).then(|| {
        format!(
            "is dated {}, and by the clock here it is {}: either clock is wrong, or somebody dated it ahead",
            line.at.rfc3339(),
            now.rfc3339()
        )
    })
}

/// What was found.
#[derive(Debug)]
pub struct Outcome {
    pub head: Head,
    /// The checkpoint, as it was signed and cosigned.
    pub note: String,
    /// In the order of the log.
    pub findings: Vec<Finding>,
    /// Entries that may be without body: their number, and the kind of the entry that says so, if one does.
    pub withheld: BTreeMap<u64, Option<String>>,
    /// How many of the findings an entry could explain that is not in the tree yet: what is hidden is hidden at once.
    pub open: usize,
    /// The leaves, as the entries give them.
    pub leaves: Vec<Hash>,
    /// The latest date of an entry.
    pub latest: Option<Moment>,
    /// Whether the beginning is another than was seen before.
    past_differs: bool,
}

/// One check of one log.
pub struct Check<'a, S> {
    pub source: &'a mut S,
    pub key: &'a Verifier,
    pub past: &'a Past,
    /// By which clock an entry is dated ahead; nothing, where what is signed counts as it is.
    pub now: Option<Moment>,
    /// Is told how many entries of how many have been read.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

impl<S: Source> Check<'_, S> {
    /// Checks everything, and shows each entry to `visit`.
    ///
    /// # Errors
    /// A fault, when there is no checkpoint that the key has signed, or the source does not answer.
    pub fn run(&mut self, mut visit: impl FnMut(&Line)) -> Result<Outcome, Fault> {
        let note = self.text("log/checkpoint")?.ok_or_else(|| Fault::new("there is no log/checkpoint"))?;
        let head = Head::open(&note, self.key).map_err(|fault| {
            Fault::new(format!(
                "log/checkpoint is not good: {fault}. Nothing else was checked: ask those who run the log, or check a mirror or \
                 an older copy of it"
            ))
        })?;
        let mut outcome = Outcome {
            head,
            note,
            findings: Vec::new(),
            withheld: BTreeMap::new(),
            open: 0,
            leaves: Vec::new(),
            latest: None,
            past_differs: false,
        };
        if let Some(seen) = self.past.head
            && seen.size > head.size
        {
            let what = format!(
                "is missing: a tree of {} was seen before, and now there are {}",
                seen.size, head.size
            );
            outcome.find(Some(head.size), what);
        }
        self.tree(&mut outcome)?;
        self.bodies(&mut outcome, &mut visit)?;
        outcome.findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
        Ok(outcome)
    }

    /// The root, rebuilt from the entries, and every tile.
    fn tree(&mut self, outcome: &mut Outcome) -> Result<(), Fault> {
        let head = outcome.head;
        let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
        for bundle in Tile::of_layer(Layer::Entries, head.size) {
            let leaves = self.bundle(bundle, outcome)?;
            let upto_seen = self.past.head.and_then(|seen| seen.size.checked_sub(edge.size()));
            let cut =
                upto_seen.and_then(|count| usize::try_from(count).ok()).filter(|cut| *cut <= leaves.len());
            let (before, after) = leaves.split_at(cut.unwrap_or(0));
            let mut rows = edge.append(before.iter().copied());
            self.compare_seen(&edge, outcome);
            rows.extend(edge.append(after.iter().copied()));
            // The lowest level was compared entry by entry.
            for row in rows.into_iter().filter(|row| row.level > 0 && row.hashes.len() == 256) {
                self.compare_tile(row.level, row.index, &row.hashes, outcome)?;
            }
            outcome.leaves.extend(leaves);
            (self.progress)(edge.size(), head.size);
        }
        for row in edge.partial().into_iter().filter(|row| row.level > 0) {
            self.compare_tile(row.level, row.index, &row.hashes, outcome)?;
        }
        self.compare_seen(&edge, outcome);
        if outcome.findings.is_empty() {
            self.name_forged(edge.root(), outcome)?;
        }
        Ok(())
    }

    /// The leaves of a bundle, held against the tile beside it. Where entries are missing, what the tile
    /// says stands in their place, so that the rest can be checked.
    fn bundle(&mut self, bundle: Tile, outcome: &mut Outcome) -> Result<Vec<Hash>, Fault> {
        let first = bundle.index * tile::WIDTH;
        let width = usize::from(bundle.width);
        let beside = Tile { layer: Layer::Hashes(0), ..bundle };
        let published = self.tile(beside)?;
        let (own, other) = (bundle.address(), beside.address());
        let bytes = self.source.get(&own)?;
        let readable = bytes.is_some();
        if !readable {
            let bad = self.first_unreadable(first, u64::from(bundle.width))?;
            let why = match self.source.grows() {
                true => "the site has none, or fails on it and says why in its own log lines",
                false => "the folder does not have it: copy it again",
            };
            outcome.find(Some(bad), format!("cannot be read, and so its bundle {own}: {why}"));
        }
        let (mut leaves, damage) = match tile::leaves(&bytes.unwrap_or_default()) {
            Ok(leaves) => (leaves, None),
            Err(fault) => (Vec::new(), Some(fault)),
        };
        if published.len() != width {
            outcome.find(Some(first), format!("cannot be checked: {other} is not there or not whole"));
        }
        let differs = (0..width).find(|place| match (leaves.get(*place), published.get(*place)) {
            (Some(leaf), Some(hash)) => leaf != hash,
            (Some(_), None) => false,
            (None, _) => true,
        });
        if let Some(place) = differs
            && readable
        {
            let what = match (damage, leaves.len()) {
                (Some(fault), _) => format!("is missing or was changed: {own} is damaged: {fault}"),
                (_, held) if held == width => {
                    format!("is not what was entered: {own} and {other} do not agree on it")
                }
                (_, held) if held < width => {
                    format!("is missing or was changed: entries are missing from {own}")
                }
                _ => format!("is not what was entered: {own} holds too many entries"),
            };
            outcome.find(Some(first + place as u64), what);
        }
        leaves.resize(width, Hash([0; HASH_BYTES]));
        Ok(leaves)
    }

    /// The first of some entries that the source does not give even by itself.
    fn first_unreadable(&mut self, first: u64, count: u64) -> Result<u64, Fault> {
        for number in first..first + count {
            if self.source.get(&format!("log/entries/{number}"))?.is_none() {
                return Ok(number);
            }
        }
        Ok(first)
    }

    fn compare_tile(
        &mut self,
        level: u8,
        index: u64,
        hashes: &[Hash],
        outcome: &mut Outcome,
    ) -> Result<(), Fault> {
        let width = u16::try_from(hashes.len()).unwrap_or(256);
        let tile = Tile { layer: Layer::Hashes(level), index, width };
        let published = self.tile(tile)?;
        let differs = (0..hashes.len()).find(|place| published.get(*place) != hashes.get(*place));
        if let Some(place) = differs
            && outcome.findings.is_empty()
        {
            let first = (index * tile::WIDTH + place as u64) << (tile::HEIGHT * u32::from(level));
            outcome.find(Some(first), format!("and those behind it are not what {} says", tile.address()));
        }
        Ok(())
    }

    fn compare_seen(&self, edge: &Edge, outcome: &mut Outcome) {
        let seen = self.past.head.filter(|seen| seen.size == edge.size());
        outcome.past_differs |= seen.is_some_and(|seen| seen.root != edge.root());
    }

    /// Names the entry where entries and tiles agree and are not what was seen, or not what was signed.
    fn name_forged(&mut self, root: Hash, outcome: &mut Outcome) -> Result<(), Fault> {
        if outcome.past_differs {
            let stubs = outcome.leaves.iter().map(Hash::stub);
            let place = self.past.stubs.iter().zip(stubs).position(|(seen, now)| *seen != now);
            let size = self.past.head.map_or(0, |head| head.size);
            match place {
                Some(place) => outcome
                    .find(Some(place as u64), format!("is not what was seen before, in a tree of {size}")),
                None => outcome
                    .find(None, format!("the first {size} entries are not those that were seen before")),
            }
        } else if root != outcome.head.root {
            match history::narrow(&mut *self.source, self.key, &outcome.leaves) {
                Ok(Some((good, bad))) => {
                    let last = bad - 1;
                    let these =
                        if good == last { String::new() } else { format!("or another up to {last} ") };
                    let what = format!(
                        "{these}is not what was signed: the tree of {good} is, that of {bad} is not. The tiles \
                         agree with the entries: both were changed"
                    );
                    outcome.find(Some(good), what);
                }
                nowhere => {
                    let what = "the entries do not give the root that was signed, though the tiles agree with them: \
                                both were changed";
                    outcome.find(None, what.to_owned());
                    if let Err(fault) = nowhere {
                        outcome.find(None, format!("where they were changed cannot be told: {fault}"));
                    }
                }
            }
        }
        Ok(())
    }

    /// Body and salt of each entry, held against its leaf.
    fn bodies(&mut self, outcome: &mut Outcome, visit: &mut impl FnMut(&Line)) -> Result<(), Fault> {
        let size = outcome.head.size;
        let mut next: u64 = 0;
        let mut bare = Bare::default();
        while next < size {
            let after = next.checked_sub(1).map(|after| format!("?after={after}")).unwrap_or_default();
            let page = self.text(&format!("data/entries.ndjson{after}"))?.unwrap_or_default();
            let (begun, mut before) = (next, None);
            for line in page.lines() {
                let line: Line = match strict::from_str(line) {
                    Ok(line) => line,
                    Err(error) => {
                        outcome
                            .find(Some(next), format!("is not understood in data/entries.ndjson: {error}"));
                        continue;
                    }
                };
                if before.replace(line.number).is_some_and(|before| line.number <= before) {
                    let what = "stands twice, or not in its place, in data/entries.ndjson";
                    outcome.find(Some(line.number), what.to_owned());
                } else if line.number >= size && !self.source.grows() {
                    let what = format!("stands in data/entries.ndjson, and the tree has {size}");
                    outcome.find(Some(line.number), what);
                }
                if line.number < next || line.number >= size {
                    continue;
                }
                if line.number > next {
                    outcome.find(Some(next), "is missing in data/entries.ndjson".to_owned());
                }
                next = line.number + 1;
                check_line(&line, outcome);
                let ahead = self.now.and_then(|now| postdated(&line, now));
                if let Some(what) = ahead.or_else(|| self.past.backdated(&line)) {
                    outcome.find(Some(line.number), what);
                }
                outcome.latest = outcome.latest.max(Some(line.at));
                bare.read(&line);
                visit(&line);
            }
            if next == begun {
                // What the site fails on was named with its bundle.
                if outcome.findings.is_empty() {
                    outcome.find(Some(next), "is missing in data/entries.ndjson".to_owned());
                }
                break;
            }
        }
        let judged = bare.judge();
        (outcome.withheld, outcome.open) = (judged.withheld, judged.open);
        outcome.findings.extend(judged.findings);
        Ok(())
    }

    fn tile(&mut self, tile: Tile) -> Result<Vec<Hash>, Fault> {
        let bytes = self.source.get(&tile.address())?;
        Ok(Hash::row(&bytes.unwrap_or_default()).unwrap_or_default())
    }

    fn text(&mut self, path: &str) -> Result<Option<String>, Fault> {
        let Some(bytes) = self.source.get(path)? else { return Ok(None) };
        String::from_utf8(bytes).map(Some).map_err(|_| Fault::new(format!("{path} is not UTF-8")))
    }
}

impl Outcome {
    fn find(&mut self, entry: Option<u64>, what: String) {
        self.findings.push(Finding { entry, signatory: None, what });
    }
}

/// The line must be of the entry in the tree, and its body must have its digest; whether it may be missing, others say.
fn check_line(line: &Line, outcome: &mut Outcome) {
    let leaf = usize::try_from(line.number).ok().and_then(|place| outcome.leaves.get(place));
    if leaf.is_some_and(|leaf| *leaf != line.record().hash()) {
        let known = outcome.findings.iter().any(|finding| finding.entry == Some(line.number));
        if !known {
            outcome.find(
                Some(line.number),
                "is not the same in data/entries.ndjson and in its bundle".to_owned(),
            );
        }
    }
    if line.body_differs() {
        outcome.find(Some(line.number), "has a body that is not the one that was entered".to_owned());
    }
}
