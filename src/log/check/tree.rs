//! The tree of a check: rebuilt from the records of the bundles, and held against every tile, what was seen and what was
//! signed.

use super::{Check, Outcome, Source};
use crate::log::edge::Edge;
use crate::log::hash::{HASH_BYTES, Hash};
use crate::log::tile::{self, Layer, Tile};
use crate::log::{Fault, history};

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
        // A tile that says otherwise than what was signed is wrong by itself, and no entry is.
        outcome.as_signed = edge.root() == head.root && !outcome.broken;
        if outcome.as_signed {
            outcome.findings.truncate(found);
        }
        if outcome.findings.is_empty() {
            self.name_forged(edge.root(), outcome)?;
        }
        if outcome.as_signed {
            outcome.name_tiles();
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
        if differs.is_some() || published.len() != width {
            outcome.wrong_tiles.push(beside);
        } else if leaves.len() > width {
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
            leaves = published;
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
        let Some(place) = differs else { return Ok(()) };
        outcome.wrong_tiles.push(tile);
        if outcome.findings.is_empty() {
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
}

impl Outcome {
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
