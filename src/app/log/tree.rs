//! The tree as the database holds it.

use std::collections::HashMap;
use std::sync::Arc;

use super::specified::Specified;
use super::{entered, entry, fault, place, row, witnesses};
use crate::domain::{Error, Refusal, Result};
use crate::log::bare::Bare;
use crate::log::checkpoint::Head;
use crate::log::edge::{Edge, Row};
use crate::log::hash::Hash;
use crate::log::history::Signed;
use crate::log::keys::Keys;
use crate::log::line::Line;
use crate::log::published::{Published, Signers};
use crate::log::record::Record;
use crate::log::tile::{Layer, Tile, WIDTH};
use crate::log::tree::{Tiles, Tree};
use crate::log::{Fault, proof};
use crate::store::triggers::Unlike;
use crate::store::{self, Db};

/// Entries that are looked at together.
const AT_ONCE: usize = 10_000;
/// Times that something is looked at when somebody writes meanwhile.
const LOOKS: usize = 5;

/// What is wrong where tiles are there and no checkpoint: each is published with its tiles.
pub(super) const LACKS_CHECKPOINTS: &str = "the table log_checkpoints is empty, and log_tiles is not: the checkpoints \
                                            that were published are gone. Somebody has deleted them past the program, and \
                                            whoever has seen one misses it: see who can write to the database, stop the \
                                            site, and restore the newest backup that is good";

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
        return Err(Fault::new(format!(
            "the checkpoint of {} and its note do not agree: somebody has changed the table log_checkpoints past the program. See who can \
             write to the database, stop the site, and restore the newest backup that is good",
            checkpoint.size
        ))
        .into());
    }
    Ok((head, checkpoint))
}

/// A checkpoint with the cosignatures that there are. A row without one is left out: nobody could read the note.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn cosigned(db: &mut Db, checkpoint: &store::log::Checkpoint) -> Result<String> {
    let words = store::log::words(db)?.into_iter().filter(|word| word.size == checkpoint.size);
    let lines = words.filter_map(|word| Some(witnesses::said(&word, &checkpoint.note)?.line));
    Ok(std::iter::once(checkpoint.note.clone()).chain(lines).collect())
}

/// The hashes that prove that an entry is in a signed tree. Nobody gets a proof that does not hold.
///
/// # Errors
/// `Unproven`, when entry and tiles do not lead to the root that was signed.
pub fn proof(db: &mut Db, record: &Record, index: u64, head: &Head) -> Result<Vec<Hash>> {
    let proof = Tree::over(Stored::behind(db)).inclusion(index, head.size)?;
    proof::check_inclusion(&record.hash(), index, (head.size, &head.root), &proof).map_err(|fault| {
        tracing::error!(
            entry = index,
            %fault,
            "an entry could not be proved: the entry or a tile in the database is damaged; tilsagn doctor says which"
        );
        Error::Refused(Refusal::Unproven)
    })?;
    Ok(proof)
}

/// Whether the log in the database is what was entered and signed: each entry has the body of its digest, or is without one as
/// the log says; they are those of every checkpoint, whoever signed it; and the tiles are what they give. Each is as specified,
/// and rows say of those about somebody that they are. Gives how many are under it. Nothing keeps them so where the database's
/// triggers are gone. Where the log's keys are at hand, they have signed the checkpoints.
///
/// # Errors
/// Internal, with the first entry or tile that is not, or the triggers that are not there.
pub fn check_entries(db: &mut Db, keys: Option<&Keys>) -> Result<u64> {
    let size = undisturbed(db, |db| look_at_entries(db, keys))?;
    let Unlike { gone, more } = store::triggers::unlike(db)?;
    if !more.is_empty() {
        return Err(Fault::new(format!(
            "there are triggers that no migration makes: {}. They may leave out what is entered, or put in what is not: the entries \
             are as they were signed. See what they did and who made them, and drop them",
            more.join(", ")
        ))
        .into());
    }
    if gone.is_empty() {
        return Ok(size);
    }
    Err(Fault::new(format!(
        "its triggers {} are gone, switched off or do something else; they keep entries from being changed and deleted: the \
         entries are as they were signed. Where nothing else was changed, put them back as the migrations make them",
        gone.join(", ")
    ))
    .into())
}

/// What a look finds that runs many queries: what it finds wrong while somebody writes may be what was written, as when a
/// signatory hides between two of them, and it looks again.
pub(in crate::app) fn undisturbed<T>(db: &mut Db, mut look: impl FnMut(&mut Db) -> Result<T>) -> Result<T> {
    for _ in 1..LOOKS {
        let before = store::register_state::content_revision(db)?;
        let found = look(db);
        if found.is_ok() || store::register_state::content_revision(db)? == before {
            return found;
        }
    }
    look(db)
}

fn look_at_entries(db: &mut Db, keys: Option<&Keys>) -> Result<u64> {
    if store::log::lacks_checkpoints(db)? {
        return Err(Fault::new(LACKS_CHECKPOINTS).into());
    }
    let newest = store::log::newest(db)?;
    // Those of another log say nothing of this one.
    let keys = keys.filter(|keys| newest.as_ref().is_some_and(|newest| keys.have_left_a_mark(&newest.note)));
    let size = newest.as_ref().map_or(0, |newest| place(newest.size));
    let held = place(store::register_state::next_entry(db)?).max(size);
    let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
    let (mut bare, mut specified, mut damaged) = (Bare::default(), Specified::default(), None);
    let (mut signers, mut leaves) = (Signers::with(keys), Vec::new());
    for from in (0..held).step_by(AT_ONCE) {
        let to = held.min(from + AT_ONCE as u64);
        let lines = checked(db, from, to)?;
        lines.iter().for_each(|line| {
            bare.read(line);
            specified.read(line);
        });
        let sealed = lines.iter().filter(|line| line.number < size);
        sealed.clone().for_each(|line| signers.read(line));
        let begun = leaves.len();
        leaves.extend(sealed.map(|line| line.record().hash()));
        let mut rows = edge.append(leaves.iter().skip(begun).copied());
        rows.retain(|row| row.hashes.len() as u64 == WIDTH);
        damaged = damaged.or(first_damaged(db, rows)?);
    }
    if let Some(newest) = newest.filter(|newest| edge.root().base64() != newest.root) {
        if let Some(first) = first_otherwise(db, &leaves, &newest)? {
            let what = "is not the one that was signed: the tiles under the newest checkpoint say otherwise";
            return Err(Fault::new(format!("entry {first} {what}")).into());
        }
        // Tiles that were changed with them tell nothing; earlier checkpoints may.
        if keys.is_some() {
            check_published(db, &leaves, &signers, keys)?;
        }
        return Err(Fault::new("its entries are not those under its newest checkpoint").into());
    }
    if let Some(tile) = damaged.or(first_damaged(db, edge.partial())?) {
        let what =
            "is not what the entries give: they are as they were signed, and the table log_tiles is not";
        return Err(Fault::new(format!("{} {what}", tile.address())).into());
    }
    check_no_other_tiles(db, size)?;
    check_published(db, &leaves, &signers, keys)?;
    for line in waiting(db, held)? {
        bare.read(&line);
        specified.read(&line);
    }
    match bare.judge().findings.into_iter().next().or(specified.finding()) {
        Some(finding) => {
            Err(Fault::new(format!("entry {} {}", finding.entry.unwrap_or_default(), finding.what)).into())
        }
        None => entered::check_links(db, held).map(|()| size),
    }
}

/// The first of the leaves that is another than was signed, as far as tiles tell that are what was signed.
fn first_otherwise(db: &mut Db, leaves: &[Hash], newest: &store::log::Checkpoint) -> Result<Option<u64>> {
    let (size, root) = (place(newest.size), Hash::from_base64(&newest.root)?);
    for tile in Tile::of_layer(Layer::Hashes(0), size) {
        let first = tile.index * WIDTH;
        let held = leaves.iter().skip(usize::try_from(first).unwrap_or(usize::MAX));
        let signed = hashes(db, 0, tile.index).unwrap_or_default();
        let other = (first..).zip(signed).zip(held).find(|((_, signed), held)| signed != *held);
        let Some(((number, signed), _)) = other else { continue };
        let proof = Tree::over(Stored::behind(db)).inclusion(number, size).unwrap_or_default();
        if proof::check_inclusion(&signed, number, (size, &root), &proof).is_ok() {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// The table of tiles has none but those of the tree.
fn check_no_other_tiles(db: &mut Db, size: u64) -> Result<()> {
    let is_of_tree = |(level, index): &(i64, i64)| {
        let (level, index) = (u8::try_from(*level).ok(), u64::try_from(*index).ok());
        let tile =
            level.zip(index).map(|(level, index)| Tile { layer: Layer::Hashes(level), index, width: 1 });
        tile.is_some_and(|tile| tile.is_of(size))
    };
    match store::log::tile_places(db)?.into_iter().find(|place| !is_of_tree(place)) {
        None => Ok(()),
        Some((level, index)) => Err(Fault::new(format!(
            "the table log_tiles has a tile {index} of level {level}, and the tree of {size} has none there"
        ))
        .into()),
    }
}

/// Holds every checkpoint that was published against the leaves. Whose key signed them, others say where the log's keys are not
/// at hand.
fn check_published(db: &mut Db, leaves: &[Hash], signers: &Signers, keys: Option<&Keys>) -> Result<()> {
    let mut published = Published::over(leaves, signers, keys.map(Keys::current));
    let mut last = -1;
    loop {
        let page = store::log::after(db, last, row(AT_ONCE as u64))?;
        let Some(newest) = page.last() else { return Ok(()) };
        last = newest.size;
        for one in page {
            let (size, root) = (one.size, one.root);
            let head = published.read(&Signed { size: place(size), note: one.note });
            let head = head.map_err(|wrong| match wrong.entry {
                Some(entry) => Fault::new(format!("entry {entry} {}", wrong.what)),
                None => Fault::new(format!("in log_checkpoints: {}", wrong.what)),
            })?;
            if head.root.base64() != root {
                return Err(Fault::new(format!("the checkpoint of {size} and its note do not agree")).into());
            }
        }
    }
}

/// The first of some tiles that the database does not have as it should be. It may have grown meanwhile.
fn first_damaged(db: &mut Db, rows: Vec<Row>) -> Result<Option<Tile>> {
    for Row { level, index, hashes } in rows {
        let held = store::log::tile(db, i64::from(level), row(index))?.unwrap_or_default();
        if !held.starts_with(&Hash::bytes_of(&hashes)) {
            let width = u16::try_from(hashes.len()).unwrap_or_default();
            return Ok(Some(Tile { layer: Layer::Hashes(level), index, width }));
        }
    }
    Ok(None)
}

/// The entries from a number on and those that wait for theirs, which come next: they may say why others have no body.
pub(super) fn waiting(db: &mut Db, from: u64) -> Result<Vec<Line>> {
    // In this order: what waits may get its number meanwhile.
    let waiting = store::entry::waiting(db)?;
    let mut read = store::entry::numbered(db, row(from), i64::MAX)?;
    let next = read.last().map_or(row(from), |last| last.leaf.number + 1);
    read.extend((next..).zip(waiting).map(|(number, entry)| entry.read_as(number)));
    read.into_iter().map(entry::line).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DatabaseUrl, Store};

    /// How often it is looked when each look finds something and so many of them are disturbed, and whether it is found.
    fn looks(disturbed: usize, finds: usize) -> (usize, bool) {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("tilsagn.db"));
        Store::migrate(&url).unwrap();
        let mut looks = 0;
        let found = Store::amend(&url, |db| {
            undisturbed(db, |db| {
                looks += 1;
                if looks <= disturbed {
                    store::register_state::bump(db)?;
                }
                if looks <= finds { Err(Error::Conflict) } else { Ok(()) }
            })
        });
        (looks, found.is_err())
    }

    #[test]
    fn what_is_found_while_somebody_writes_is_looked_at_again() {
        assert_eq!(looks(0, 0), (1, false));
        assert_eq!(looks(1, 0), (1, false), "nothing was found");
        assert_eq!(looks(0, 9), (1, true), "nobody wrote");
        assert_eq!(looks(1, 1), (2, false), "somebody hid between");
        assert_eq!(looks(2, 9), (3, true));
        assert_eq!(looks(99, 99), (LOOKS, true), "it ends");
    }
}
