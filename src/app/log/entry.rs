//! What the log serves: the checkpoint, tiles, bundles of entries, and each entry with its proof.

use serde::Serialize;
use serde_json::value::RawValue;

use super::{place, row, tree};
use crate::app::App;
use crate::domain::{Error, Refusal, Result};
use crate::log::checkpoint::Head;
use crate::log::hash::Hash;
use crate::log::history::Signed;
use crate::log::line::Line;
use crate::log::tile::{self, Layer, Tile};
use crate::store::{self, Db};

/// The newest checkpoint, as it was signed and cosigned; while the database is away, the newest that was seen here.
///
/// # Errors
/// `NotFound` before the first.
pub async fn checkpoint(app: &App) -> Result<String> {
    let read = app.store.read(|db| {
        let newest = store::log::newest(db)?.ok_or(Error::NotFound)?;
        tree::cosigned(db, &newest)
    });
    match read.await {
        Err(Error::Away(why)) => {
            let seen = app.register.snapshot().log.as_ref().map(|log| log.note.clone());
            seen.ok_or(Error::Away(why))
        }
        answer => answer,
    }
}

/// Every checkpoint of a tree larger than a size, smallest first, at most so many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn checkpoints(app: &App, size: Option<u64>, most: u64) -> Result<Vec<Signed>> {
    let signed = |one: store::log::Checkpoint| Signed { size: place(one.size), note: one.note };
    let found = app.store.read(move |db| store::log::after(db, size.map_or(-1, row), row(most))).await?;
    Ok(found.into_iter().map(signed).collect())
}

/// The bytes of a tile or an entry bundle of the published tree.
///
/// # Errors
/// `NotFound`, when the tree has no such tile, or not as wide.
pub async fn tile(app: &App, tile: Tile) -> Result<Vec<u8>> {
    app.store.read(move |db| tile_bytes(db, tile)).await
}

fn tile_bytes(db: &mut Db, tile: Tile) -> Result<Vec<u8>> {
    // Whatever else stands in the table is no part of the log.
    if !tile.is_of(place(store::log::size(db)?)) {
        return Err(Error::NotFound);
    }
    let width = usize::from(tile.width);
    match tile.layer {
        Layer::Hashes(level) => {
            let held = tree::hashes(db, level, tile.index)?;
            Ok(Hash::bytes_of(held.get(..width).ok_or(Error::NotFound)?))
        }
        Layer::Entries => {
            let from = tile.index.checked_mul(tile::WIDTH).ok_or(Error::NotFound)?;
            let to = from.checked_add(u64::from(tile.width)).ok_or(Error::NotFound)?;
            // What is there, as it is there: whoever checks sees at which entry it differs from the tree.
            let leaves = store::entry::leaves(db, row(from), row(to))?;
            let records: Vec<_> = leaves.iter().map(tree::record).collect();
            Ok(tile::bundle_of(&records)?)
        }
    }
}

/// An entry as the public reads it.
pub(in crate::app) fn line(read: store::entry::Read) -> Result<Line> {
    let body = read.body.map(raw).transpose()?;
    let store::entry::Leaf { number, at, kind, subject, digest } = read.leaf;
    let salt = read.salt.filter(|_| body.is_some());
    Ok(Line { number: place(number), at, kind, subject, digest, salt, body })
}

/// The body as it is. One that is no JSON was put there by somebody else; it is shown as a text, so that
/// whoever checks sees which entry it is.
fn raw(body: String) -> Result<Box<RawValue>> {
    let quoted = |text: &str| serde_json::to_string(text).and_then(RawValue::from_string);
    match serde_json::from_str::<&RawValue>(&body) {
        Ok(_) => RawValue::from_string(body),
        Err(_) => quoted(&body),
    }
    .map_err(Error::internal)
}

/// An entry, and how to see that it is in the tree.
#[derive(Debug, Serialize)]
pub struct Proven {
    #[serde(flatten)]
    pub entry: Line,
    /// The bytes of the leaf, as text.
    pub record: String,
    /// `SHA-256(0x00 || record)`, base64.
    pub leaf_hash: String,
    /// The inclusion proof (RFC 6962), hashes in base64 from the leaf's sibling upward.
    pub proof: Vec<String>,
    /// The signed checkpoint whose root the proof leads to.
    pub checkpoint: String,
    pub tree_size: u64,
    pub root: String,
}

/// An entry of the published tree with its inclusion proof: in the tree of a size, or in the newest.
///
/// # Errors
/// `NotFound`, when the tree has no such entry, or no tree of this size was signed; `Unproven`, when the proof does not
/// hold, or the body is not the one that was entered.
pub async fn proven(app: &App, number: u64, size: Option<u64>) -> Result<Proven> {
    let reader = app.clone();
    app.store.read(move |db| prove(db, &reader, number, size)).await
}

/// An entry as it can be read, and the signed tree that has it: of a size, or the newest.
///
/// # Errors
/// `NotFound`, when the tree has no such entry, or no tree of this size was signed.
pub(super) fn numbered(
    db: &mut Db,
    app: &App,
    number: u64,
    size: Option<u64>,
) -> Result<((Head, store::log::Checkpoint), store::entry::Read)> {
    let keys = app.log_signer.keys();
    let signed = match size {
        Some(size) => tree::of_size(db, &keys, size)?,
        None => tree::newest(db, &keys)?,
    };
    let signed = signed.filter(|(head, _)| number < head.size).ok_or(Error::NotFound)?;
    let found = store::entry::numbered(db, row(number), row(number + 1))?;
    Ok((signed, found.into_iter().next().ok_or(Error::NotFound)?))
}

fn prove(db: &mut Db, app: &App, number: u64, size: Option<u64>) -> Result<Proven> {
    let ((head, checkpoint), read) = numbered(db, app, number, size)?;
    let record = tree::record(&read.leaf);
    let proof = tree::proof(db, &record, number, &head)?;
    let (entry, Head { size, root }) = (line(read)?, head);
    if entry.body_differs() {
        return Err(Error::Refused(Refusal::Unproven));
    }
    Ok(Proven {
        leaf_hash: record.hash().base64(),
        record: String::from_utf8_lossy(&record.bytes()).into_owned(),
        proof: proof.iter().map(Hash::base64).collect(),
        checkpoint: tree::cosigned(db, &checkpoint)?,
        tree_size: size,
        root: root.base64(),
        entry,
    })
}

/// Entries of the published tree behind a number, at most so many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn after(app: &App, number: Option<u64>, most: u64) -> Result<Vec<Line>> {
    let first = number.map_or(0, |number| number.saturating_add(1));
    app.store
        .read(move |db| {
            let size = place(store::log::size(db)?);
            let end = first.saturating_add(most).min(size);
            store::entry::numbered(db, row(first), row(end))?.into_iter().map(line).collect()
        })
        .await
}
