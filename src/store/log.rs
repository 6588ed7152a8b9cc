//! The tree's tiles and the checkpoints that were signed over it.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::schema::{log_checkpoints, log_claims, log_missing, log_tiles, log_witnesses};
use super::{Db, register_state};
use crate::domain::{Error, Moment, Result};
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

/// Checkpoints of trees larger than a size, smallest first, at most so many.
pub fn after(db: &mut Db, size: i64, limit: i64) -> Result<Vec<Checkpoint>> {
    let columns = (log_checkpoints::size, log_checkpoints::root, log_checkpoints::note, log_checkpoints::at);
    let larger = log_checkpoints::table.filter(log_checkpoints::size.gt(size));
    Ok(larger.order(log_checkpoints::size).limit(limit).select(columns).load(db)?)
}

/// The size of the tree: entries under the newest checkpoint.
pub fn size(db: &mut Db) -> Result<i64> {
    Ok(newest(db)?.map_or(0, |checkpoint| checkpoint.size))
}

/// The size of the tree that the one of a size followed, -1 where that is the first; nothing, where there is none of this size.
pub fn previous(db: &mut Db, size: i64) -> Result<Option<i64>> {
    Ok(log_checkpoints::table.find(size).select(log_checkpoints::previous).first(db).optional()?)
}

/// The newest checkpoint of until a moment.
pub fn newest_at(db: &mut Db, at: Moment) -> Result<Option<Checkpoint>> {
    let columns = (log_checkpoints::size, log_checkpoints::root, log_checkpoints::note, log_checkpoints::at);
    let until = log_checkpoints::table.filter(log_checkpoints::at.le(at));
    Ok(until.order(log_checkpoints::size.desc()).select(columns).first(db).optional()?)
}

/// The size of the tree at a moment: entries under the newest checkpoint of until then.
pub fn size_at(db: &mut Db, at: Moment) -> Result<i64> {
    Ok(newest_at(db, at)?.map_or(0, |checkpoint| checkpoint.size))
}

/// The hashes of a tile, as wide as it is now.
pub fn tile(db: &mut Db, level: i64, idx: i64) -> Result<Option<Vec<u8>>> {
    Ok(log_tiles::table.find((level, idx)).select(log_tiles::hashes).first(db).optional()?)
}

/// Whether there are tiles and no checkpoint with which they were published, both of one moment.
pub fn lacks_checkpoints(db: &mut Db) -> Result<bool> {
    let tiles = exists(log_tiles::table.select(log_tiles::level));
    let checkpoints = exists(log_checkpoints::table.select(log_checkpoints::size));
    Ok(diesel::select(tiles.and(not(checkpoints))).get_result(db)?)
}

/// Level and place of every tile that there is.
pub fn tile_places(db: &mut Db) -> Result<Vec<(i64, i64)>> {
    let places = log_tiles::table.select((log_tiles::level, log_tiles::idx));
    Ok(places.order((log_tiles::level, log_tiles::idx)).load(db)?)
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
    let taken = log_checkpoints::size.eq(next.size).or(log_checkpoints::previous.eq(previous));
    // On SQLite a trigger refuses it too, and does not say that it is a conflict.
    if diesel::select(exists(log_checkpoints::table.filter(taken))).get_result(db)? {
        return Err(Error::Conflict);
    }
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

/// Trees of the log that a node has signed and that are not here, the smallest first, with the moment at which it missed them.
pub fn missing(db: &mut Db) -> Result<Vec<Checkpoint>> {
    Ok(log_missing::table.order((log_missing::size, log_missing::root)).load(db)?)
}

/// Keeps that a tree is missing; `false`, when that is known. Nobody numbers or publishes meanwhile.
pub fn keep_missing(db: &mut Db, tree: &Checkpoint) -> Result<bool> {
    register_state::take_entry_numbers(db, 0)?;
    let row = (
        log_missing::size.eq(tree.size),
        log_missing::root.eq(&tree.root),
        log_missing::note.eq(&tree.note),
        log_missing::at.eq(tree.at),
    );
    let kept = native!(db, |c| {
        diesel::insert_into(log_missing::table).values(row).on_conflict_do_nothing().execute(c)?
    });
    Ok(kept == 1)
}

/// Says that no tree is missing any more: those that were seen are here, or are none of this log.
///
/// # Errors
/// `Conflict`, when another one is missing by now.
pub fn settle_missing(db: &mut Db, seen: &[Checkpoint]) -> Result<()> {
    register_state::take_entry_numbers(db, 0)?;
    let was_seen = |tree: &Checkpoint| seen.iter().any(|seen| seen.note == tree.note);
    if !missing(db)?.iter().all(was_seen) {
        return Err(Error::Conflict);
    }
    diesel::delete(log_missing::table).execute(db)?;
    Ok(())
}

/// What a witness signed last.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = log_witnesses)]
pub struct Word {
    /// The witness's key, `name+hash+key`.
    pub witness: String,
    /// When it signed for the first time.
    pub since: Moment,
    /// Of the tree.
    pub size: i64,
    pub at: Moment,
    /// The line under the checkpoint, with its line break.
    pub line: String,
}

/// What each witness signed last.
pub fn words(db: &mut Db) -> Result<Vec<Word>> {
    Ok(log_witnesses::table.order(log_witnesses::witness).load(db)?)
}

/// What a witness says of a tree that is not here.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = log_claims)]
pub struct Claim {
    /// The witness's key, `name+hash+key`.
    pub witness: String,
    /// The log's name.
    pub origin: String,
    /// Of the tree that it signed last.
    pub size: i64,
    /// Whether that is not the beginning of the one here.
    pub other_past: bool,
}

/// What witnesses say of trees of the log of this name that are not here. What they said of one that it took the place of, under
/// another name, says nothing of it.
pub fn claims(db: &mut Db, origin: &str) -> Result<Vec<Claim>> {
    Ok(log_claims::table.filter(log_claims::origin.eq(origin)).order(log_claims::witness).load(db)?)
}

/// Keeps what a witness says, in place of what it said before. The public side changes with it.
pub fn keep_claim(db: &mut Db, new: &Claim) -> Result<()> {
    if claims(db, &new.origin)?.contains(new) {
        return Ok(());
    }
    let said = (
        log_claims::origin.eq(&new.origin),
        log_claims::size.eq(new.size),
        log_claims::other_past.eq(new.other_past),
    );
    native!(db, |c| {
        diesel::insert_into(log_claims::table)
            .values(new)
            .on_conflict(log_claims::witness)
            .do_update()
            .set(said)
            .execute(c)?
    });
    register_state::bump(db)
}

/// Keeps what a witness signed, unless a larger tree is kept already; what it claimed before is settled with it. The
/// public side changes.
pub fn keep_word(db: &mut Db, new: &Word) -> Result<()> {
    diesel::delete(log_claims::table.find(&new.witness)).execute(db)?;
    let smaller = log_witnesses::table.find(&new.witness).filter(log_witnesses::size.lt(new.size));
    let moved =
        (log_witnesses::size.eq(new.size), log_witnesses::at.eq(new.at), log_witnesses::line.eq(&new.line));
    if diesel::update(smaller).set(moved).execute(db)? == 0 {
        native!(db, |c| {
            diesel::insert_into(log_witnesses::table)
                .values(new)
                .on_conflict(log_witnesses::witness)
                .do_nothing()
                .execute(c)?
        });
    }
    register_state::bump(db)
}
