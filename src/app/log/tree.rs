//! The tree as the database holds it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{entry, fault, place, row};
use crate::domain::Result;
use crate::log::Fault;
use crate::log::checkpoint::Head;
use crate::log::edge::Edge;
use crate::log::hash::Hash;
use crate::log::keys::Keys;
use crate::log::line::Line;
use crate::log::record::Record;
use crate::log::tree::Tiles;
use crate::store::{self, Db};

/// Entries that are looked at together.
const AT_ONCE: usize = 10_000;

/// Tiles of the database, each read once.
pub struct Stored<'a> {
    db: &'a mut Db,
    held: HashMap<(u8, u64), Arc<[Hash]>>,
}

impl<'a> Stored<'a> {
    /// The tiles behind a connection.
    pub fn behind(db: &'a mut Db) -> Stored<'a> {
        Stored { db, held: HashMap::new() }
    }
}

impl Tiles for Stored<'_> {
    fn tile(&mut self, level: u8, index: u64) -> Result<Arc<[Hash]>, Fault> {
        if let Some(held) = self.held.get(&(level, index)) {
            return Ok(held.clone());
        }
        let hashes: Arc<[Hash]> = hashes(self.db, level, index)?.into();
        self.held.insert((level, index), hashes.clone());
        Ok(hashes)
    }
}

/// The hashes of one tile; none where there is no such tile.
pub fn hashes(db: &mut Db, level: u8, index: u64) -> Result<Vec<Hash>, Fault> {
    let bytes = store::log::tile(db, i64::from(level), row(index)).map_err(fault)?;
    Hash::row(&bytes.unwrap_or_default())
}

/// The newest checkpoint, if one of the log's keys has signed it.
///
/// # Errors
/// Internal, when none has.
pub fn newest(db: &mut Db, keys: &Keys) -> Result<Option<(Head, store::log::Checkpoint)>> {
    store::log::newest(db)?.map(|checkpoint| opened(checkpoint, keys)).transpose()
}

/// The checkpoint of a tree of this size, if there is one and one of the log's keys has signed it.
///
/// # Errors
/// Internal, when none has.
pub fn of_size(db: &mut Db, keys: &Keys, size: u64) -> Result<Option<(Head, store::log::Checkpoint)>> {
    let found = store::log::after(db, row(size) - 1, 1)?.into_iter().next();
    let found = found.filter(|checkpoint| checkpoint.size == row(size));
    found.map(|checkpoint| opened(checkpoint, keys)).transpose()
}

/// A checkpoint of the database, read.
///
/// # Errors
/// Internal, when none of the log's keys has signed it.
pub fn opened(checkpoint: store::log::Checkpoint, keys: &Keys) -> Result<(Head, store::log::Checkpoint)> {
    let head = keys.open(&checkpoint.note)?;
    if row(head.size) != checkpoint.size || head.root.base64() != checkpoint.root {
        return Err(Fault::new("a checkpoint and its note do not agree").into());
    }
    Ok((head, checkpoint))
}

/// A checkpoint with the cosignatures that there are.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn cosigned(db: &mut Db, checkpoint: &store::log::Checkpoint) -> Result<String> {
    let words = store::log::words(db)?.into_iter().filter(|word| word.size == checkpoint.size);
    let lines = words.map(|word| word.line);
    Ok(std::iter::once(checkpoint.note.clone()).chain(lines).collect())
}

/// Whether the entries in the database are what was entered: each that has a body has its digest, and they are those
/// of the newest checkpoint, whoever signed it. Gives how many are under it.
///
/// # Errors
/// Internal, with the first that is not.
pub fn check_entries(db: &mut Db) -> Result<u64> {
    let newest = store::log::newest(db)?;
    let size = newest.as_ref().map_or(0, |newest| place(newest.size));
    let held = place(store::register_state::next_entry(db)?).max(size);
    let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
    for from in (0..held).step_by(AT_ONCE) {
        let to = held.min(from + AT_ONCE as u64);
        let lines = checked(db, from, to)?;
        edge.append(lines.iter().filter(|line| line.number < size).map(|line| line.record().hash()));
    }
    if newest.is_some_and(|newest| edge.root().base64() != newest.root) {
        return Err(Fault::new("its entries are not those under its newest checkpoint").into());
    }
    Ok(size)
}

/// Entries from one number to before another, of which none is missing and each body has its digest.
fn checked(db: &mut Db, from: u64, to: u64) -> Result<Vec<Line>> {
    let wrong = |number: u64, what: &str| Fault::new(format!("entry {number} {what}"));
    let read = store::entry::numbered(db, row(from), row(to))?;
    let lines = read.into_iter().map(entry::line).collect::<Result<Vec<_>>>()?;
    let numbers = (from..to).zip(lines.iter().map(Some).chain(std::iter::repeat(None)));
    for (number, line) in numbers {
        let line = line.filter(|line| line.number == number).ok_or_else(|| wrong(number, "is missing"))?;
        if line.body_differs() {
            return Err(wrong(number, "has a body that is not the one that was entered").into());
        }
    }
    Ok(lines)
}

/// The record of an entry in the tree.
pub fn record(leaf: &store::entry::Leaf) -> Record {
    Record {
        at: leaf.at,
        digest: leaf.digest.clone(),
        kind: leaf.kind.clone(),
        subject: leaf.subject.clone(),
    }
}
