//! Where this signer does not remember what it signed last: whether the database may be older than that, as far as the
//! log's witnesses know, and as it says itself where it was put back from a copy. What witnesses say is kept in the
//! database, and that they were asked, in this process; that it was put back, in a file beside it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::signer::LogSigner;
use super::{place, seal};
use crate::app::App;
use crate::config::{Config, Peer};
use crate::domain::{Error, Result};
use crate::files;
use crate::store::log::Claim;
use crate::store::{self, DatabaseUrl, Db, Store};

/// The end of the name of the file that says of a database that it was put back from a copy.
const RESTORED: &str = ".restored";

/// Whether entries may be numbered and signed, as far as memory goes: the signer knows what it signed last, or the log
/// was not begun, or every witness was asked and has signed no more than is here.
///
/// # Errors
/// Internal, with what to do.
pub async fn check(app: &App) -> Result<()> {
    let asker = app.clone();
    app.store
        .read(move |db| {
            check_known(db, &asker.config, &asker.log_signer)?;
            check_heard(db, &asker.config, &asker.log_signer)
        })
        .await
}

/// Whether no witness says that more was signed than is here, and the database was not put back from a copy of which
/// nobody has said that it is the newest. A signer that remembers what it signed does not ask.
///
/// # Errors
/// Internal, with what to do.
pub fn check_known(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<()> {
    let held = place(store::register_state::next_entry(db)?);
    check_claims(db, config, signer, held)?;
    if !is_unknown(db, config, signer)? {
        return Ok(());
    }
    Err(seal::refused(&format!(
        "the database was put back from a copy, or taken over with the log's old key, and nothing here remembers what was \
         signed last. Stop whatever signed before and run `tilsagn log resume --from` with the address or folder of a copy of \
         the log as it was published last; where nothing was published after the copy was made, `tilsagn log resume \
         --nothing-lost`. {}.signed from the machine that signed last does too",
        config.log_key_file.display()
    )))
}

/// Whether every witness has said what it signed last, where this signer does not remember it.
///
/// # Errors
/// Internal, with what to do.
pub fn check_heard(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<()> {
    let silent = config.witnesses.iter().find(|peer| !signer.has_heard(&peer.witness));
    match silent {
        Some(peer) if is_missing(db, signer)? => Err(seal::refused(&format!(
            "nothing here remembers what was signed last, and the witness {} has not said it yet. If it is gone for good, take \
             it out of TILSAGN_WITNESSES",
            peer.witness.name()
        ))),
        _ => Ok(()),
    }
}

/// Whether no witness says that more was signed than a tree of `held` entries, or another past, where this signer does
/// not remember what it signed.
///
/// # Errors
/// Internal, with what to do.
pub fn check_claims(db: &mut Db, config: &Config, signer: &LogSigner, held: u64) -> Result<()> {
    if !is_missing(db, signer)? {
        return Ok(());
    }
    match claimed(db, &config.witnesses, signer, held)? {
        None => Ok(()),
        Some(claim) if claim.other_past => Err(seal::refused(
            "a witness has signed another past of this log: the database or the key was put back from a copy, or is in two \
             places. Where the right database cannot be had again, `tilsagn log resume --new-origin` begins another log",
        )),
        Some(claim) => Err(seal::older(held, place(claim.size))),
    }
}

/// Whether the database was put back from a copy, and nobody and nothing here says what was signed last.
///
/// # Errors
/// Internal, if the database or a file cannot be read.
pub fn is_unknown(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<bool> {
    Ok(!signer.was_told() && was_restored(config)? && is_missing(db, signer)?)
}

/// Whether the log was begun under its present name and nothing here remembers what was signed last.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub fn is_missing(db: &mut Db, signer: &LogSigner) -> Result<bool> {
    if signer.last_signed()?.is_some() {
        return Ok(false);
    }
    let newest = store::log::newest(db)?;
    Ok(newest.is_some_and(|newest| newest.note.lines().next() == Some(signer.verifier().name())))
}

/// The same before anything is opened.
///
/// # Errors
/// Internal: the database does not answer, a witness has signed more than is here, or it was put back from a copy.
pub async fn look(store: &Store, config: &Config, signer: LogSigner) -> Result<bool> {
    let config = config.clone();
    store
        .read(move |db| {
            check_known(db, &config, &signer)?;
            is_missing(db, &signer)
        })
        .await
}

/// The largest tree of this log that a witness has signed and that is not among `held` entries.
fn claimed(db: &mut Db, witnesses: &[Peer], signer: &LogSigner, held: u64) -> Result<Option<Claim>> {
    let name = signer.verifier().name().to_owned();
    let asked = |claim: &Claim| witnesses.iter().any(|peer| peer.witness.text() == claim.witness);
    let absent = |claim: &Claim| claim.origin == name && (claim.other_past || place(claim.size) > held);
    let claims = store::log::claims(db)?.into_iter().filter(|claim| asked(claim) && absent(claim));
    Ok(claims.max_by_key(|claim| claim.size))
}

/// The size of the tree that was signed and is not here: as this signer remembers, or as a witness says.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub fn lost(db: &mut Db, witnesses: &[Peer], signer: &LogSigner) -> Result<Option<u64>> {
    let held = place(store::register_state::next_entry(db)?);
    let signed = signer.last_signed()?.map(|head| head.size).filter(|size| *size > held);
    let claimed = claimed(db, witnesses, signer, held)?.map(|claim| place(claim.size).max(held));
    Ok(signed.max(claimed))
}

/// Notes beside a file that what lies there is put back from a copy. Until somebody says what was signed last, a signer
/// that does not remember it refuses.
///
/// # Errors
/// Internal, if the file cannot be written.
pub fn note_restored(beside: &Path) -> Result<()> {
    let note = files::beside(beside, RESTORED);
    let words =
        b"Put back from a copy. Nothing is signed until it is known what was signed last: docs/log.md.\n";
    files::replace(&note, words).map_err(|error| cannot("write", &note, &error))
}

/// Whether it was, and nothing was signed since.
///
/// # Errors
/// Internal, if that cannot be seen.
pub fn was_restored(config: &Config) -> Result<bool> {
    let note = note_of(config);
    note.try_exists().map_err(|error| cannot("read", &note, &error))
}

/// It is known again what was signed last.
///
/// # Errors
/// Internal, if the file cannot be taken away.
pub fn forget_restored(config: &Config) -> Result<()> {
    let note = note_of(config);
    match fs::remove_file(&note) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot("take away", &note, &error)),
        _ => Ok(()),
    }
}

/// Beside which file it is noted: the embedded database, or else the key. Whoever puts a dump back does so without this
/// program, and nothing is noted.
pub fn noted_beside(config: &Config) -> &Path {
    match &config.database {
        DatabaseUrl::Sqlite(path) => path,
        DatabaseUrl::Postgres(_) => &config.log_key_file,
    }
}

fn note_of(config: &Config) -> PathBuf {
    files::beside(noted_beside(config), RESTORED)
}

fn cannot(what: &str, note: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} {}: {error}", note.display()))
}
