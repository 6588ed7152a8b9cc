//! The tree's tiles and the checkpoints that were signed over it.

use diesel::prelude::*;

use super::schema::{log_checkpoints, log_cosignatures, log_tiles};
use super::{Db, register_state};
use crate::domain::{Moment, Result};
use crate::native;

/// A checkpoint that was published.
#[derive(Debug, Clone, Queryable)]
pub struct Checkpoint {
    pub size: i64,
    /// Base64.
    pub root: String,
    /// The signed note.
    pub note: String,
    pub at: Moment,
}

/// A tile as it is from now on.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = log_tiles)]
pub struct TileRow {
    pub level: i64,
    pub idx: i64,
    pub hashes: Vec<u8>,
}

/// The newest checkpoint.
pub fn newest(db: &mut Db) -> Result<Option<Checkpoint>> {
    let columns = (log_checkpoints::size, log_checkpoints::root, log_checkpoints::note, log_checkpoints::at);
    let newest = log_checkpoints::table.order(log_checkpoints::size.desc()).select(columns);
    Ok(newest.first(db).optional()?)
}

/// The size of the tree: entries under the newest checkpoint.
pub fn size(db: &mut Db) -> Result<i64> {
    Ok(newest(db)?.map_or(0, |checkpoint| checkpoint.size))
}

/// The hashes of a tile, as wide as it is now.
pub fn tile(db: &mut Db, level: i64, idx: i64) -> Result<Option<Vec<u8>>> {
    Ok(log_tiles::table.find((level, idx)).select(log_tiles::hashes).first(db).optional()?)
}

/// Publishes a checkpoint in the place of its predecessor, with the tiles under it: all or nothing.
///
/// # Errors
/// `Conflict`, when another checkpoint has followed the predecessor (none: -1).
pub fn publish(db: &mut Db, previous: i64, next: &Checkpoint, tiles: &[TileRow]) -> Result<()> {
    let row = (
        log_checkpoints::size.eq(next.size),
        log_checkpoints::previous.eq(previous),
        log_checkpoints::root.eq(&next.root),
        log_checkpoints::note.eq(&next.note),
        log_checkpoints::at.eq(next.at),
    );
    diesel::insert_into(log_checkpoints::table).values(row).execute(db)?;
    for tile in tiles {
        native!(db, |c| {
            diesel::insert_into(log_tiles::table)
                .values(tile)
                .on_conflict((log_tiles::level, log_tiles::idx))
                .do_update()
                .set(log_tiles::hashes.eq(&tile.hashes))
                .execute(c)?
        });
    }
    register_state::bump(db)
}

/// What a witness signed.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = log_cosignatures)]
pub struct Cosignature {
    /// Of the tree.
    pub size: i64,
    /// The witness's key, `name+hash+key`.
    pub witness: String,
    pub at: Moment,
    /// The line under the checkpoint, with its line break.
    pub line: String,
}

/// What witnesses signed of the tree of a size.
pub fn cosignatures(db: &mut Db, size: i64) -> Result<Vec<Cosignature>> {
    let of = log_cosignatures::table.filter(log_cosignatures::size.eq(size));
    Ok(of.order(log_cosignatures::witness).load(db)?)
}

/// Keeps what a witness signed; what it signed of the same tree before stays. The public side changes with it.
pub fn keep_cosignature(db: &mut Db, new: &Cosignature) -> Result<()> {
    native!(db, |c| {
        diesel::insert_into(log_cosignatures::table)
            .values(new)
            .on_conflict((log_cosignatures::size, log_cosignatures::witness))
            .do_nothing()
            .execute(c)?
    });
    register_state::bump(db)
}

/// The first and the last thing that a witness signed.
pub fn word_of(db: &mut Db, witness: &str) -> Result<Option<(Cosignature, Cosignature)>> {
    let of = || log_cosignatures::table.filter(log_cosignatures::witness.eq(witness));
    let first = of().order(log_cosignatures::size).first(db).optional()?;
    let last = of().order(log_cosignatures::size.desc()).first(db).optional()?;
    Ok(first.zip(last))
}
