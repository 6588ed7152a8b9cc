//! Sealing: new entries enter the tree, and the tree is signed and published.
//!
//! What is promised, and where: the tree that is signed goes on from the one that was published last,
//! from the one that this signer signed last, and from those that other nodes signed and have missed here
//! (`survey`); what was signed is kept outside the database before anybody can see it (`LogSigner::sign`),
//! and so is what other nodes published; a checkpoint is published only in the place of the one
//! it goes on from, with its tiles, in one transaction (`store::log::publish`). A killed process, a lost
//! commit and a second node are all met by walking the same path again: the same entries give the same
//! tree, and the same tree the same note.

use super::signer::{LogSigner, Turn};
use super::{entered, key_change, memory, missing, place, row, tree};
use crate::app::App;
use crate::domain::{Error, Moment, Result, limits};
use crate::log::Fault;
use crate::log::checkpoint::Head;
use crate::log::edge::{Edge, Row};
use crate::log::hash::Hash;
use crate::log::tree::Tree;
use crate::store::register_state::Numbers;
use crate::store::{self, Db, Store};

/// How the log stands, as far as signing goes.
struct Survey {
    /// The tree that was published last.
    head: Option<Head>,
    edge: Edge,
    /// Leaves that are not in it yet.
    leaves: Vec<Hash>,
    /// The checkpoint, where another node has published it, or this one has forgotten it.
    unknown: Option<store::log::Checkpoint>,
    /// Trees that another node has missed. They are here by now.
    missed: Vec<store::log::Checkpoint>,
}

/// Seals everything that has a number. Gives the size of the tree that was published, if one was.
///
/// # Errors
/// Internal: the database does not answer, or the log must not be signed; the message says why.
pub async fn seal(app: &App) -> Result<Option<u64>> {
    let mut sealed = None;
    while let Some(size) = seal_batch(app).await? {
        sealed = Some(size);
    }
    Ok(sealed)
}

async fn seal_batch(app: &App) -> Result<Option<u64>> {
    match prepare(app).await? {
        Some(prepared) => publish(app, prepared).await,
        None => Ok(None),
    }
}

/// A tree that was signed and that nobody has seen yet.
pub struct Prepared {
    previous: i64,
    checkpoint: store::log::Checkpoint,
    tiles: Vec<store::log::TileRow>,
    missed: Vec<store::log::Checkpoint>,
    /// Nobody else on this machine signs meanwhile.
    _turn: Turn,
}

/// Takes new entries into the tree and signs it. Nothing, when there is nothing new or somebody else on
/// this machine is at it.
///
/// # Errors
/// Internal: the database does not answer, or the log must not be signed; the message says why.
pub async fn prepare(app: &App) -> Result<Option<Prepared>> {
    if app.config.read_only {
        return Ok(None);
    }
    let Some(turn) = app.log_signer.turn()? else { return Ok(None) };
    let Survey { head, mut edge, leaves, unknown, missed } = match look(app).await {
        Ok(survey) => survey,
        Err(refusal) => {
            missing::tell(app).await;
            return Err(refusal);
        }
    };
    if let Some(published) = unknown {
        app.log_signer.remember(&turn, &published.note)?;
    }
    app.log_signer.falls_in();
    if head.is_some() && leaves.is_empty() {
        return Ok(None);
    }
    let rows = edge.append(leaves);
    let next = Head { size: edge.size(), root: edge.root() };
    let note = app.log_signer.sign(&turn, &next)?;
    // The signer remembers from here on.
    memory::forget_restored(app).await?;
    let checkpoint =
        store::log::Checkpoint { size: row(next.size), root: next.root.base64(), note, at: app.clock.now() };
    let tiles = rows.into_iter().map(tile_row).collect();
    let previous = head.map_or(-1, |head| row(head.size));
    Ok(Some(Prepared { previous, checkpoint, tiles, missed, _turn: turn }))
}

async fn look(app: &App) -> Result<Survey> {
    memory::check(app).await?;
    let surveyor = app.clone();
    app.store.read(move |db| survey(db, &surveyor.log_signer, surveyor.clock.now())).await
}

/// Publishes a signed tree and gives its size; nothing, when another node was faster, or has missed a tree meanwhile.
///
/// # Errors
/// Internal, if the database does not answer. It may have been published all the same.
pub async fn publish(app: &App, prepared: Prepared) -> Result<Option<u64>> {
    let Prepared { previous, checkpoint, tiles, missed, _turn } = prepared;
    let size = place(checkpoint.size);
    let publish = move |db: &mut Db| {
        store::log::settle_missing(db, &missed)?;
        store::log::publish(db, previous, &checkpoint, &tiles)
    };
    match app.store.write(publish).await {
        // The other's tree is the beginning of ours or ours of its; the next round sees.
        Err(Error::Conflict) => Ok(None),
        other => other.map(|()| Some(size)),
    }
}

/// Whether the log can be signed.
///
/// # Errors
/// Internal: the database does not answer, or the log must not be signed; the message says why.
pub async fn check(app: &App) -> Result<()> {
    let surveyor = app.clone();
    app.store
        .read(move |db| {
            survey(db, &surveyor.log_signer, surveyor.clock.now())?;
            memory::check_known(db, &surveyor.config, &surveyor.log_signer)?;
            memory::check_asked(db, &surveyor.config, &surveyor.log_signer)
        })
        .await
}

/// The same of a signer at hand, before anything is opened.
///
/// # Errors
/// As `check`.
pub async fn check_as(store: &Store, signer: LogSigner, now: Moment) -> Result<()> {
    store.read(move |db| survey(db, &signer, now).map(drop)).await
}

/// Looks at what was published, what was signed and what is new, and whether they belong together.
fn survey(db: &mut Db, signer: &LogSigner, now: Moment) -> Result<Survey> {
    let newest = tree::newest(db, &signer.keys())?;
    key_change::check(db, &signer.keys())?;
    let edge = edge(db, newest.as_ref().map(|(_, checkpoint)| checkpoint))?;
    let (head, size) = (newest.map(|(head, _)| head), edge.size());
    let missed = store::log::missing(db)?;
    let elsewhere = missing::of_this_log(&missed, &signer.keys())?;
    let elsewhere = elsewhere.into_iter().map(|(signed, _)| (signed, Some("another node")));
    let signed: Vec<_> =
        signer.last_signed()?.map(|signed| (signed, None)).into_iter().chain(elsewhere).collect();
    let most = signed.iter().map(|(signed, _)| signed.size).max().unwrap_or(0);
    let leaves = new_leaves(db, size, limits::SEALED_AT_ONCE.max(most.saturating_sub(size)))?;
    for (signed, says) in signed {
        check_signed(db, (&edge, &leaves), signed, says)?;
    }
    check_rows(db)?;
    entered::check_numbered(db, (size, size + leaves.len() as u64), now)?;
    entered::check_waiting(db, now)?;
    Ok(Survey { head, edge, leaves, unknown: memory::unknown_here(db, signer)?, missed })
}

/// The edge of the tree that was published last.
///
/// # Errors
/// Internal: the database does not answer, or its tiles are damaged.
pub(super) fn edge(db: &mut Db, published: Option<&store::log::Checkpoint>) -> Result<Edge> {
    let size = published.map_or(0, |checkpoint| place(checkpoint.size));
    let edge = Edge::load(size, |level, index| tree::hashes(db, level, index))
        .map_err(|fault| damaged(&fault.to_string()))?;
    match published {
        Some(checkpoint) if checkpoint.root != edge.root().base64() => {
            Err(damaged("the tiles in the database are not those of its newest checkpoint"))
        }
        _ => Ok(edge),
    }
}

fn new_leaves(db: &mut Db, size: u64, most: u64) -> Result<Vec<Hash>> {
    let leaves = store::entry::leaves(db, row(size), row(size + most))?;
    for (expected, leaf) in (size..).zip(&leaves) {
        if place(leaf.number) != expected {
            return Err(refused(&format!("entry {expected} is missing")));
        }
    }
    Ok(leaves.iter().map(|leaf| tree::record(leaf).hash()).collect())
}

/// A tree that was signed must be the beginning of what is signed next. `says` names who signed it, if not this signer.
fn check_signed(
    db: &mut Db,
    (edge, leaves): (&Edge, &[Hash]),
    signed: Head,
    says: Option<&str>,
) -> Result<()> {
    let root = match signed.size.checked_sub(edge.size()) {
        None | Some(0) => Tree::over(tree::Stored::behind(db)).root(signed.size)?,
        Some(ahead) => {
            let known = usize::try_from(ahead).ok().and_then(|ahead| leaves.get(..ahead));
            let Some(known) = known else {
                let held = edge.size() + leaves.len() as u64;
                return Err(match missing::is_beginning(db, signed)? {
                    true => refused(&format!(
                        "entries from {held} on, which were signed before the database was put back, have not got their numbers \
                         again yet: they do as soon as a worker runs"
                    )),
                    false => older(held, signed.size, says),
                });
            };
            let mut ahead = edge.clone();
            ahead.append(known.iter().copied());
            ahead.root()
        }
    };
    if root == signed.root { Ok(()) } else { Err(other_past(signed.size, says)) }
}

/// What was sealed must be there, and the next number the one behind the highest: what is numbered and signed over a gap, nobody
/// can take back.
///
/// # Errors
/// Internal, with what to do.
pub(in crate::app) fn check_rows(db: &mut Db) -> Result<()> {
    if store::log::lacks_checkpoints(db)? {
        return Err(refused(tree::LACKS_CHECKPOINTS));
    }
    let Numbers { next, behind, sealed, there } = store::register_state::numbers(db)?;
    if there < sealed {
        return Err(refused(&format!(
            "of the {sealed} entries under the newest checkpoint, only {there} still have their row and number: somebody has \
             changed the table entries past the program, or the file is damaged, and none gets a number. See who can write to \
             the database, stop the site, and restore the newest backup that is good; `tilsagn doctor` names the first"
        )));
    }
    if next == behind {
        return Ok(());
    }
    Err(refused(&format!(
        "the next entry is to get the number {next}, and numbers up to {} are given: somebody has changed next_entry in the \
         table register_state, or put entries in or taken them out, and none gets a number. See who can write to the database, \
         stop the site, and restore the newest backup that is good; where the counter alone was changed, set next_entry to \
         {behind}",
        behind - 1
    )))
}

/// The refusal to sign on from fewer entries than were signed, as this signer remembers, or as somebody else says.
pub(super) fn older(held: u64, signed: u64, says: Option<&str>) -> Error {
    refused(&format!(
        "the database is older than what was signed: it has {held} entries, and a tree of {signed} was \
         signed{}. If it was restored from a backup, stop every node and run `tilsagn log resume --from` with the address or \
         folder of a copy of the log; if it was begun from an export, begin anew from a newer one",
        as_said(says)
    ))
}

/// The refusal to sign on from other entries than those that were signed.
fn other_past(signed: u64, says: Option<&str>) -> Error {
    refused(&format!(
        "the first {signed} entries in the database are not those that were signed{}: the database or the key was put back \
         from a copy, or is in two places. Stop every node, and put the right database back; where it cannot be had again, \
         `tilsagn log resume --new-origin` begins another log",
        as_said(says)
    ))
}

fn as_said(says: Option<&str>) -> String {
    says.map(|who| format!(", as {who} says")).unwrap_or_default()
}

/// The refusal to sign on from a tree that is damaged.
fn damaged(what: &str) -> Error {
    refused(&format!(
        "{what}: somebody has changed the table log_tiles past the program, or the file is damaged. Stop the site, and \
         restore the newest backup that is good; `tilsagn doctor` says whether the entries are as they were entered"
    ))
}

pub(super) fn refused(why: &str) -> Error {
    Fault::new(format!("the log is not signed: {why}")).into()
}

pub(super) fn tile_row(row: Row) -> store::log::TileRow {
    store::log::TileRow {
        level: i64::from(row.level),
        idx: super::row(row.index),
        hashes: Hash::bytes_of(&row.hashes),
    }
}

/// Whether new entries may get numbers: those of a tree that was signed are taken, even when the database
/// has forgotten them. Where this signer remembers such a tree, the other nodes are told.
///
/// # Errors
/// Internal: the database is older than what was signed, or may be, entries are missing or put in, or one that waits is dated
/// ahead or not as specified.
pub async fn check_numbers(app: &App) -> Result<()> {
    memory::check(app).await?;
    let now = app.clock.now();
    app.store.read(move |db| check_rows(db).and_then(|()| entered::check_waiting(db, now))).await?;
    let Some(signed) = app.log_signer.last_signed()? else { return Ok(()) };
    let look = move |db: &mut Db| {
        let next = place(store::register_state::next_entry(db)?);
        let lacks = next < signed.size && !missing::is_beginning(db, signed)?;
        Ok(lacks.then_some(next))
    };
    if let Some(next) = app.store.read(look).await? {
        missing::tell(app).await;
        return Err(older(next, signed.size, None));
    }
    Ok(())
}

/// Gives numbers to entries that have none, and says how many, unless another node has signed a tree that is not here.
///
/// # Errors
/// Internal: the database is older than what was signed, or has another past, or an entry that waits is dated ahead or not as
/// specified.
pub fn number(db: &mut Db, signer: &LogSigner, now: Moment) -> Result<usize> {
    entered::check_waiting(db, now)?;
    let next = place(store::register_state::take_entry_numbers(db, 0)?);
    let (missed, says) = (store::log::missing(db)?, Some("another node"));
    for (signed, _) in missing::of_this_log(&missed, &signer.keys())?.into_iter().rev() {
        if !missing::is_beginning(db, signed)? {
            let is_older = next < signed.size;
            return Err(if is_older {
                older(next, signed.size, says)
            } else {
                other_past(signed.size, says)
            });
        }
    }
    store::entry::number_new(db)
}
