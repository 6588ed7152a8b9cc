//! The right edge of the tree: all that is needed to append to it and to know its root.
//!
//! Appending costs a few hashes for each new leaf, whatever the size of the tree.

use super::Fault;
use super::hash::Hash;
use super::tile::{FULL, HEIGHT, Layer, Tile, WIDTH};

/// The last, partial tile of each level.
#[derive(Debug, Clone)]
pub struct Edge {
    size: u64,
    /// By level; each shorter than a full tile.
    levels: Vec<Vec<Hash>>,
}

/// Hashes that a tile holds now, from its beginning on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub level: u8,
    pub index: u64,
    pub hashes: Vec<Hash>,
}

impl Edge {
    /// The edge of the tree of this size, from tiles that hold at least what that tree needs.
    ///
    /// # Errors
    /// What `tile` fails with; a fault when a tile holds less.
    pub fn load(size: u64, mut tile: impl FnMut(u8, u64) -> Result<Vec<Hash>, Fault>) -> Result<Edge, Fault> {
        let mut levels = Vec::new();
        for level in 0.. {
            let held = size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0);
            if held == 0 {
                break;
            }
            let width = usize::try_from(held % WIDTH).unwrap_or(0);
            let mut hashes = if width == 0 { Vec::new() } else { tile(level, held / WIDTH)? };
            if hashes.len() < width {
                let path = Tile { layer: Layer::Hashes(level), index: held / WIDTH, width: FULL }.path();
                let held = hashes.len();
                return Err(Fault::new(format!("tile {path} holds {held} hashes, and {width} are needed")));
            }
            hashes.truncate(width);
            levels.push(hashes);
        }
        Ok(Edge { size, levels })
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let mut root: Option<Hash> = None;
        for level in &self.levels {
            // Complete subtrees from right to left, each twice as big as the one before, or bigger.
            let mut end = level.len();
            while end > 0 {
                let count = 1 << end.trailing_zeros();
                let left = fold(&level[end - count..end]);
                root = Some(root.map_or(left, |right| Hash::node(&left, &right)));
                end -= count;
            }
        }
        root.unwrap_or_else(Hash::empty)
    }

    /// Appends leaves and gives every tile that has changed, as it is now.
    pub fn append(&mut self, leaves: impl IntoIterator<Item = Hash>) -> Vec<Row> {
        let mut rows = Vec::new();
        let before = self.size;
        for leaf in leaves {
            self.push(leaf, &mut rows);
        }
        let held = |size: u64, level: u8| size >> (HEIGHT * u32::from(level));
        let changed = |row: &Row| held(self.size, row.level) != held(before, row.level);
        rows.extend(self.partial().into_iter().filter(changed));
        rows
    }

    /// The partial tiles at the edge.
    pub fn partial(&self) -> Vec<Row> {
        let row = |(level, hashes): (u8, &Vec<Hash>)| Row {
            level,
            index: (self.size >> (HEIGHT * u32::from(level))) / WIDTH,
            hashes: hashes.clone(),
        };
        (0u8..).zip(&self.levels).filter(|(_, hashes)| !hashes.is_empty()).map(row).collect()
    }

    fn push(&mut self, leaf: Hash, full: &mut Vec<Row>) {
        self.size += 1;
        let mut carried = leaf;
        for level in 0.. {
            if self.levels.len() == usize::from(level) {
                self.levels.push(Vec::new());
            }
            let hashes = &mut self.levels[usize::from(level)];
            hashes.push(carried);
            if hashes.len() < usize::from(FULL) {
                return;
            }
            let hashes = std::mem::take(hashes);
            carried = fold(&hashes);
            let index = (self.size >> (HEIGHT * u32::from(level))) / WIDTH - 1;
            full.push(Row { level, index, hashes });
        }
    }
}

/// The root of a complete subtree, from a power of two of its hashes.
pub fn fold(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => Hash::empty(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            Hash::node(&fold(left), &fold(right))
        }
    }
}
