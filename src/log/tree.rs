//! Roots and proofs (RFC 6962, section 2.1), computed from tiles.

use std::ops::Range;
use std::sync::Arc;

use super::edge::fold;
use super::hash::Hash;
use super::tile::{FULL, HEIGHT, Layer, Tile, WIDTH};
use super::{Fault, proof};

/// Where the hashes of tiles come from.
pub trait Tiles {
    /// The hashes of a tile, from its beginning on, as many as there are.
    ///
    /// # Errors
    /// A fault, when the tile cannot be had.
    fn tile(&mut self, level: u8, index: u64) -> Result<Arc<[Hash]>, Fault>;
}

/// A tree whose tiles are somewhere else.
pub struct Tree<T> {
    tiles: T,
}

impl<T: Tiles> Tree<T> {
    /// A tree over these tiles.
    pub fn over(tiles: T) -> Tree<T> {
        Tree { tiles }
    }

    /// The root of the tree as it was at this size.
    ///
    /// # Errors
    /// A fault, when a tile that is needed cannot be had or is too short.
    pub fn root(&mut self, size: u64) -> Result<Hash, Fault> {
        if size == 0 { Ok(Hash::empty()) } else { self.range(0..size) }
    }

    /// The hashes that prove that a leaf is in the tree of this size (RFC 6962, 2.1.1).
    ///
    /// # Errors
    /// A fault, when there is no such leaf or a tile cannot be had.
    pub fn inclusion(&mut self, leaf: u64, size: u64) -> Result<Vec<Hash>, Fault> {
        if leaf >= size {
            return Err(Fault::new(format!("there is no entry {leaf} in a tree of {size}")));
        }
        let mut hashes = Vec::new();
        let mut range = 0..size;
        while range.end - range.start > 1 {
            let middle = range.start + proof::split(range.end - range.start);
            if leaf < middle {
                hashes.push(self.range(middle..range.end)?);
                range.end = middle;
            } else {
                hashes.push(self.range(range.start..middle)?);
                range.start = middle;
            }
        }
        hashes.reverse();
        Ok(hashes)
    }

    /// The hashes that prove that the tree of one size is the beginning of that of another (RFC 6962,
    /// 2.1.2).
    ///
    /// # Errors
    /// A fault, when the sizes are in the wrong order or a tile cannot be had.
    pub fn consistency(&mut self, old: u64, new: u64) -> Result<Vec<Hash>, Fault> {
        if old > new {
            return Err(Fault::new(format!("a tree of {old} is no beginning of one of {new}")));
        }
        if old == 0 || old == new {
            return Ok(Vec::new());
        }
        let mut hashes = Vec::new();
        let mut range = 0..new;
        while range.end != old {
            let middle = range.start + proof::split(range.end - range.start);
            if old <= middle {
                hashes.push(self.range(middle..range.end)?);
                range.end = middle;
            } else {
                hashes.push(self.range(range.start..middle)?);
                range.start = middle;
            }
        }
        if range.start > 0 {
            hashes.push(self.range(range)?);
        }
        hashes.reverse();
        Ok(hashes)
    }

    /// The hash over some leaves. The range begins where a subtree of its size may begin.
    fn range(&mut self, range: Range<u64>) -> Result<Hash, Fault> {
        let count = range.end - range.start;
        if count.is_power_of_two() {
            return self.subtree(count.trailing_zeros(), range.start / count);
        }
        let middle = range.start + proof::split(count);
        Ok(Hash::node(&self.range(range.start..middle)?, &self.range(middle..range.end)?))
    }

    /// The root of a complete subtree of two to the power of `height` leaves.
    fn subtree(&mut self, height: u32, index: u64) -> Result<Hash, Fault> {
        let level = u8::try_from(height / HEIGHT).map_err(|error| Fault::new(error.to_string()))?;
        let (first, count) = (index << (height % HEIGHT), 1_usize << (height % HEIGHT));
        let hashes = self.tiles.tile(level, first / WIDTH)?;
        let start = usize::try_from(first % WIDTH).unwrap_or(0);
        let part = hashes.get(start..start + count).ok_or_else(|| {
            let path = Tile { layer: Layer::Hashes(level), index: first / WIDTH, width: FULL }.path();
            Fault::new(format!("tile {path} is too short: it holds {} hashes", hashes.len()))
        })?;
        Ok(fold(part))
    }
}
