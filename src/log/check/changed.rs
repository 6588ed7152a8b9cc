//! Which entry is the first that is another than was signed: what is signed leads down the tiles to it, and where tiles
//! are not what is signed, other checkpoints and what was seen before tell more.

use core::ops::Range;

use super::{Check, Outcome, Source};
use crate::log::edge::{Edge, Row, fold};
use crate::log::hash::Hash;
use crate::log::history;
use crate::log::tile::{FULL, HEIGHT, Layer, Tile, WIDTH};

/// Entries of which the first may be that one, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    pub range: Range<u64>,
    why: String,
}

/// A hash that is as it was signed, and the tile in which it stands.
#[derive(Debug, Clone)]
struct Signed {
    level: u8,
    /// Its place in the level.
    place: u64,
    hash: Hash,
    tile: Tile,
}

impl Changed {
    /// Whether it is known which one it is.
    pub fn is_exact(&self) -> bool {
        self.range.end - self.range.start == 1
    }

    /// In words behind the number of the first.
    pub fn what(&self) -> String {
        let these = match self.is_exact() {
            true => String::new(),
            false => format!("or another up to {} ", self.range.end - 1),
        };
        format!("{these}is not what was {}", self.why)
    }

    /// What both say.
    fn and(self, other: Changed) -> Changed {
        let length = |one: &Changed| one.range.end - one.range.start;
        let range = self.range.start.max(other.range.start)..self.range.end.min(other.range.end);
        let why = if length(&other) < length(&self) { other.why } else { self.why.clone() };
        // Two that do not meet are of a source that says now this and now that.
        if range.is_empty() { self } else { Changed { range, why } }
    }
}

impl Signed {
    /// The hashes of a row.
    fn of(Row { level, index, hashes }: &Row) -> impl Iterator<Item = Signed> {
        let (level, index) = (*level, *index);
        let width = u16::try_from(hashes.len()).unwrap_or(FULL);
        let tile = Tile { layer: Layer::Hashes(level), index, width };
        let hashes = (index * WIDTH..).zip(hashes);
        hashes.map(move |(place, hash)| Signed { level, place, hash: *hash, tile })
    }

    /// The leaves under it.
    fn range(&self) -> Range<u64> {
        let bits = HEIGHT * u32::from(self.level);
        self.place << bits..(self.place + 1) << bits
    }

    fn differs(&self, leaves: &[Hash]) -> bool {
        let Range { start, end } = self.range();
        let under = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        under.and_then(|(start, end)| leaves.get(start..end)).map(fold) != Some(self.hash)
    }

    fn changed(&self) -> Changed {
        Changed { range: self.range(), why: format!("signed: {} says otherwise", self.tile.address()) }
    }
}

impl<S: Source> Check<'_, S> {
    /// The first entry that is another than was signed, as far as anything tells: the leaves do not give the root.
    pub(super) fn changed(&mut self, outcome: &mut Outcome) -> Changed {
        let led = self.led_down(outcome);
        if led.is_exact() {
            return led;
        }
        let seen = self.seen_otherwise(outcome).filter(|seen| led.range.contains(seen));
        if let (Some(seen), Some(past)) = (seen, self.past.head) {
            let why = format!("seen before, in a tree of {}", past.size);
            return Changed { range: seen..seen + 1, why };
        }
        match history::narrow(&mut *self.source, self.key, &outcome.leaves) {
            Ok(Some((good, bad))) => {
                let why = format!("signed: the tree of {good} is, that of {bad} is not");
                led.and(Changed { range: good..bad, why })
            }
            Ok(None) => led,
            Err(fault) => {
                outcome.find(None, format!("where the entries were changed cannot be told: {fault}"));
                led
            }
        }
    }

    /// The first leaf that is another than was seen before, as far as they are remembered.
    pub(super) fn seen_otherwise(&self, outcome: &Outcome) -> Option<u64> {
        let stubs = outcome.leaves.iter().map(Hash::stub);
        let place = self.past.stubs.iter().zip(stubs).position(|(seen, now)| *seen != now);
        place.map(|place| place as u64)
    }

    /// Where the way leads down from the root that was signed, each time to the first hash that the leaves do not give, as
    /// long as tiles are what is signed.
    fn led_down(&mut self, outcome: &Outcome) -> Changed {
        let (head, leaves) = (outcome.head, &outcome.leaves);
        let edge = Edge::load(head.size, |level, index| {
            let width = u16::try_from((head.size >> (HEIGHT * u32::from(level))) % WIDTH).unwrap_or(0);
            self.tile(Tile { layer: Layer::Hashes(level), index, width })
        });
        let rows = edge.ok().filter(|edge| edge.root() == head.root).map(|edge| edge.partial());
        // The highest first: its hashes are over the first leaves.
        let top = rows.iter().flatten().rev().flat_map(Signed::of).find(|one| one.differs(leaves));
        let Some(mut at) = top else {
            let why = "signed: the entries do not give the root, and the tiles do not either".to_owned();
            return Changed { range: 0..head.size, why };
        };
        while let Some(next) = self.below(&at, leaves) {
            at = next;
        }
        at.changed()
    }

    /// The first hash below one that the leaves do not give; nothing, where the tile below is not what is signed.
    fn below(&mut self, above: &Signed, leaves: &[Hash]) -> Option<Signed> {
        let (level, index) = (above.level.checked_sub(1)?, above.place);
        let hashes = self.tile(Tile { layer: Layer::Hashes(level), index, width: FULL }).ok()?;
        let is_signed = hashes.len() == usize::from(FULL) && fold(&hashes) == above.hash;
        let row = Row { level, index, hashes };
        Signed::of(&row).filter(|_| is_signed).find(|one| one.differs(leaves))
    }
}
