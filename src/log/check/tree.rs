//! The tree of a check: rebuilt from the records of the bundles, and held against every tile, what was seen and what was
//! signed.

use super::changed::Changed;
use super::{Check, Outcome, Source};
use crate::log::Fault;
use crate::log::edge::Edge;
use crate::log::hash::{HASH_BYTES, Hash};
use crate::log::tile::{self, Layer, Tile};

/// In the place of an entry that is not there: no leaf has this hash.
const NOTHING: Hash = Hash([0; HASH_BYTES]);

impl<S: Source> Check<'_, S> {
    /// The root, rebuilt from the entries, and every tile.
    pub(super) fn tree(&mut self, outcome: &mut Outcome) -> Result<(), Fault> {
        let (head, found) = (outcome.head, outcome.findings.len());
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
            for row in
                rows.into_iter().filter(|row| row.level > 0 && row.hashes.len() == usize::from(tile::FULL))
            {
                self.compare_tile(row.level, row.index, &row.hashes, outcome)?;
            }
            outcome.leaves.extend(leaves);
            (self.progress)(edge.size(), head.size);
        }
        for row in edge.partial().into_iter().filter(|row| row.level > 0) {
            self.compare_tile(row.level, row.index, &row.hashes, outcome)?;
        }
        self.compare_seen(&edge, outcome);
        outcome.as_signed = edge.root() == head.root && !outcome.broken;
        if outcome.as_signed {
            // A tile that says otherwise than what was signed is wrong by itself, and no entry is.
            outcome.findings.truncate(found);
            outcome.name_tiles();
        } else if edge.root() != head.root && !outcome.lost {
            let first = self.changed(outcome);
            outcome.name_changed(found, &first);
        }
        self.name_seen(outcome);
        outcome.put_in();
        Ok(())
    }

    /// The leaves of a bundle, held against the tile beside it. Of entries that are missing, what the tile says stands in
    /// their place afterwards, so that the rest can be checked.
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
        let (mut leaves, damage) = tile::leaves(&bytes.unwrap_or_default());
        if published.len() != width {
            outcome.find(None, format!("{other} is not there or not whole"));
        }
        let differs = (0..width).find(|place| match (leaves.get(*place), published.get(*place)) {
            (Some(leaf), Some(hash)) => leaf != hash,
            (Some(_), None) => false,
            (None, _) => true,
        });
        if differs.is_some() || published.len() != width {
            outcome.wrong_tiles.push(beside);
        } else if leaves.len() > width || damage.is_some() {
            outcome.wrong_tiles.push(bundle);
        }
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
        if leaves.len() != width && differs.is_some() {
            outcome.broken = true;
            outcome.lost |= !readable && published.len() != width;
            // Of what nobody can read, nothing says that it was changed.
            match readable {
                true => outcome.stand_ins.push((first, published)),
                false => leaves = published,
            }
        }
        leaves.resize(width, NOTHING);
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
        let width = u16::try_from(hashes.len()).unwrap_or(tile::FULL);
        let tile = Tile { layer: Layer::Hashes(level), index, width };
        let published = self.tile(tile)?;
        if published != hashes {
            outcome.wrong_tiles.push(tile);
        }
        Ok(())
    }

    fn compare_seen(&self, edge: &Edge, outcome: &mut Outcome) {
        let seen = self.past.head.filter(|seen| seen.size == edge.size());
        outcome.past_differs |= seen.is_some_and(|seen| seen.root != edge.root());
    }

    /// Names the first entry that is another than was seen before, where it is none of those that were not signed.
    fn name_seen(&self, outcome: &mut Outcome) {
        let Some(seen) = self.past.head.filter(|_| outcome.past_differs && !outcome.lost) else { return };
        let changed = outcome.findings.iter().filter_map(|finding| finding.entry).min();
        match self.seen_otherwise(outcome) {
            Some(place) if outcome.as_signed || changed.is_none_or(|changed| place < changed) => {
                let what = format!("is not what was seen before, in a tree of {}", seen.size);
                outcome.find(Some(place), what);
            }
            None if outcome.as_signed => {
                let size = seen.size;
                let what = format!("the first {size} entries are not those that were seen before");
                outcome.find(None, what);
            }
            _ => {}
        }
    }
}

impl Outcome {
    /// Names the first entry that is another than was signed. What was said of those before it, from the place `found` of the
    /// findings on, is of tiles alone: they are as they were signed.
    fn name_changed(&mut self, found: usize, first: &Changed) {
        let start = first.range.start;
        let mut others = self.findings.split_off(found);
        others.retain(|one| one.entry.is_none_or(|entry| entry >= start));
        if !first.is_exact() || others.iter().all(|one| one.entry != Some(start)) {
            self.find(Some(start), first.what());
        }
        self.findings.append(&mut others);
        self.named = self.findings.iter().filter_map(|one| one.entry).collect();
    }

    /// Puts the leaves of tiles where bundles do not have theirs.
    fn put_in(&mut self) {
        for (first, leaves) in std::mem::take(&mut self.stand_ins) {
            let first = usize::try_from(first).unwrap_or(usize::MAX);
            let place = self.leaves.iter_mut().skip(first).zip(leaves);
            place.for_each(|(held, leaf)| *held = leaf);
        }
    }

    /// Names the first tile that is wrong where the entries are not.
    fn name_tiles(&mut self) {
        let Some((first, others)) = self.wrong_tiles.split_first() else { return };
        let address = first.address();
        let more = match others.len() {
            0 => String::new(),
            count => format!(", and {count} more tiles"),
        };
        let what = match first.layer {
            Layer::Entries => {
                format!("{address} holds too many entries{more}: those that were signed are there")
            }
            Layer::Hashes(_) => format!(
                "{address} is not there or is wrong{more}: the entries are as they were signed, and do not give what it says"
            ),
        };
        self.find(None, what);
    }
}
