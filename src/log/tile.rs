//! Tiles and entry bundles (C2SP tlog-tiles): how the tree is cut into files, and what they are called.

use super::hash::Hash;
use super::{Fault, record::Record};

/// Levels of the tree in one tile: two to this power is the width.
pub const HEIGHT: u32 = 8;
/// Hashes or entries in a full tile.
pub const WIDTH: u64 = 1 << HEIGHT;
/// The same, as a tile tells its width.
pub const FULL: u16 = 1 << HEIGHT;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Hashes of the tree's level eight times this.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

impl Layer {
    /// How many hashes or entries a tree of this size has in it.
    fn held(self, size: u64) -> u64 {
        match self {
            Layer::Hashes(level) => size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0),
            Layer::Entries => size,
        }
    }
}

/// A tile, full or partial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    pub layer: Layer,
    /// Its place in the layer, from 0.
    pub index: u64,
    /// How many it holds, 1 to 256.
    pub width: u16,
}

impl Tile {
    /// The path below `tile/`: `0/x001/x234/067.p/5`, `entries/000`.
    pub fn path(&self) -> String {
        let layer = match self.layer {
            Layer::Hashes(level) => level.to_string(),
            Layer::Entries => "entries".to_owned(),
        };
        let mut number = format!("{:03}", self.index % 1_000);
        let mut rest = self.index / 1_000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1_000);
            rest /= 1_000;
        }
        let part = if self.width == FULL { String::new() } else { format!(".p/{}", self.width) };
        format!("{layer}/{number}{part}")
    }

    /// Its address below the site, for example `log/tile/0/000`.
    pub fn address(&self) -> String {
        format!("log/tile/{}", self.path())
    }

    /// Reads a path below `tile/`. There is one spelling for each tile.
    pub fn parse(path: &str) -> Option<Tile> {
        let (layer, rest) = path.split_once('/')?;
        let layer = match layer {
            "entries" => Layer::Entries,
            level => Layer::Hashes(level.parse().ok().filter(|level| *level < 64)?),
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok()?),
            None => (rest, FULL),
        };
        let mut index: u64 = 0;
        for group in number.split('/') {
            let digits = group.strip_prefix('x').unwrap_or(group);
            let digits = Some(digits).filter(|digits| digits.len() == 3)?;
            index = index.checked_mul(1_000)?.checked_add(digits.parse().ok()?)?;
        }
        let tile = Tile { layer, index, width };
        ((1..=FULL).contains(&width) && tile.path() == path).then_some(tile)
    }

    /// Whether a tree of this size has it, or had it when it was smaller.
    pub fn is_of(&self, size: u64) -> bool {
        let held = self.layer.held(size);
        let end = self.index.checked_mul(WIDTH).and_then(|begin| begin.checked_add(u64::from(self.width)));
        end.is_some_and(|end| end <= held)
    }

    /// The tiles of a layer that a tree of this size has: full ones, and a partial one at the end.
    pub fn of_layer(layer: Layer, size: u64) -> impl Iterator<Item = Tile> {
        let held = layer.held(size);
        let full = (0..held / WIDTH).map(move |index| Tile { layer, index, width: FULL });
        let width = u16::try_from(held % WIDTH).unwrap_or(0);
        full.chain((width > 0).then_some(Tile { layer, index: held / WIDTH, width }))
    }
}

/// Writes records one after another, each after its length as two bytes, most significant first.
pub fn bundle<'a>(records: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    for record in records {
        let length = u16::try_from(record.len()).map_err(|_| Fault::new("a record is too long"))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(record);
    }
    Ok(bytes)
}

/// The records of a bundle.
pub fn records(bundle: &[u8]) -> Result<Vec<&[u8]>, Fault> {
    match whole_records(bundle) {
        (records, None) => Ok(records),
        (_, Some(cut)) => Err(cut),
    }
}

/// The records that a bundle holds whole, up to the first that is not, and what is wrong with that.
fn whole_records(mut bundle: &[u8]) -> (Vec<&[u8]>, Option<Fault>) {
    let mut records = Vec::new();
    while !bundle.is_empty() {
        let Some((record, rest)) = first_record(bundle) else {
            return (records, Some(Fault::new("the entry bundle ends inside a record")));
        };
        records.push(record);
        bundle = rest;
    }
    (records, None)
}

fn first_record(bundle: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bundle.split_first_chunk()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// The hashes of the leaves that a bundle holds, up to the first record that is not whole, and what is wrong with that.
pub fn leaves(bundle: &[u8]) -> (Vec<Hash>, Option<Fault>) {
    let (records, cut) = whole_records(bundle);
    (records.into_iter().map(Hash::leaf).collect(), cut)
}

/// The bundle of some entries.
pub fn bundle_of(entries: &[Record]) -> Result<Vec<u8>, Fault> {
    let records: Vec<Vec<u8>> = entries.iter().map(Record::bytes).collect();
    bundle(records.iter().map(Vec::as_slice))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of C2SP tlog-tiles, and its form of big numbers.
    #[test]
    fn paths_are_as_specified() {
        let tile = |level, index, width| Tile { layer: Layer::Hashes(level), index, width };
        let bundle = Tile { layer: Layer::Entries, index: 1_234_067, width: 256 };
        for (tile, path) in [
            (tile(0, 0, 256), "0/000"),
            (tile(0, 1_234_067, 256), "0/x001/x234/067"),
            (tile(1, 1_234_067, 8), "1/x001/x234/067.p/8"),
            (tile(0, 273, 112), "0/273.p/112"),
            (tile(63, 1_000, 255), "63/x001/000.p/255"),
            (bundle, "entries/x001/x234/067"),
        ] {
            assert_eq!(tile.path(), path);
            assert_eq!(Tile::parse(path), Some(tile));
        }
    }

    #[test]
    fn another_spelling_is_no_tile() {
        for path in [
            "",
            "0",
            "0/",
            "0/0",
            "0/0000",
            "00/000",
            "64/000",
            "-1/000",
            "0/+01",
            "0/x000/000",
            "0/001/000",
            "0/x001/x000",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/01",
            "0/000.p/",
            "0/000.p/1/2",
            "entries/x1/000",
            "Entries/000",
            "0/999/../000",
            "0/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert_eq!(Tile::parse(path), None, "{path}");
        }
    }

    /// The example of C2SP tlog-tiles: a tree of 70,000 entries has 273 full tiles at level 0, a partial
    /// one of 112, a full one and a partial one of 17 at level 1, and a partial one of 1 at level 2.
    #[test]
    fn a_tree_has_the_tiles_that_the_specification_counts() {
        let of =
            |level| Tile::of_layer(Layer::Hashes(level), 70_000).map(|tile| tile.path()).collect::<Vec<_>>();
        assert_eq!((of(0).len(), of(0).last().unwrap().as_str()), (274, "0/273.p/112"));
        assert_eq!(of(1), ["1/000", "1/001.p/17"]);
        assert_eq!(of(2), ["2/000.p/1"]);
        assert!(of(3).is_empty() && of(63).is_empty());
    }

    #[test]
    fn bundles_are_read_as_they_were_written() {
        let long = vec![7; 300];
        let written = bundle([b"".as_slice(), b"ab", &long]).unwrap();
        assert_eq!(&written[..8], [0, 0, 0, 2, b'a', b'b', 1, 44]);
        assert_eq!(records(&written).unwrap(), [b"".as_slice(), b"ab", &long]);
        assert!(records(&written[..written.len() - 1]).is_err());
        assert!(records(&[0]).is_err());
        assert_eq!(leaves(&written).0.len(), 3);
        let (whole, cut) = leaves(&written[..written.len() - 1]);
        assert_eq!(whole, [Hash::leaf(b""), Hash::leaf(b"ab")]);
        assert!(cut.is_some());
        assert!(bundle([vec![0; 65_536].as_slice()]).is_err());
    }
}
