//! Where this signer remembers less than was published: whether the database may be older than what was signed last, as far
//! as the log's witnesses know, and as it says itself where it is a copy. What witnesses say is kept in the database, and that
//! they were asked, in this process. Each copy says in itself that it is one, however it comes into its place.

use super::signer::LogSigner;
use super::{missing, place, seal};
use crate::app::App;
use crate::config::{Config, Peer};
use crate::domain::{Moment, Result};
use crate::store::log::{Checkpoint, Claim};
use crate::store::{self, Db, Store};

/// The setting that says of a database that it was put back from a copy, or taken over.
const RESTORED: &str = "log_restored";
/// The setting that says where the database stood when it was opened last.
const PLACE: &str = "database_place";

/// Whether entries may be numbered and signed, as far as memory goes: the signer remembers all that was published, or the
/// log was not begun, or every witness was asked and has signed no more than is here.
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
/// nobody has said that it is the newest. A signer that remembers all that was published does not ask.
///
/// # Errors
/// Internal, with what to do.
pub fn check_known(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<()> {
    let held = place(store::register_state::next_entry(db)?);
    check_claims(db, config, signer, held)?;
    if !is_unknown(db, signer)? {
        return Ok(());
    }
    Err(seal::refused(&format!(
        "the database was put back from a copy, or taken over with the log's old key, and nothing here knows what was \
         signed last. Stop whatever signed before and run `tilsagn log resume --from` with the address or folder of a copy of \
         the log as it was published last; where nothing was published after the copy was made, `tilsagn log resume \
         --nothing-lost`. {}.signed from the machine that signed last does too",
        config.log_key_file.display()
    )))
}

/// Whether every witness has said what it signed last, where this signer remembers less than was published. One that
/// remembered all of it in this process, and still remembers that, need not ask: other nodes went ahead of it.
///
/// # Errors
/// Internal, with what to do.
pub fn check_heard(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<()> {
    let Some(peer) = silent(db, config, signer)? else { return Ok(()) };
    Err(seal::refused(&format!(
        "nothing here knows what was signed last, and the witness {} has not said it yet. If it is gone for good, take it out \
         of TILSAGN_WITNESSES",
        peer.witness.name()
    )))
}

/// The same as far as this process finds out by itself: one that asks no witness hears none.
///
/// # Errors
/// Internal, with what to do.
pub(super) fn check_asked(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<()> {
    if signer.is_asking() { check_heard(db, config, signer) } else { Ok(()) }
}

/// A witness that has not said yet what it signed last, where this signer remembers less than was published.
fn silent<'a>(db: &mut Db, config: &'a Config, signer: &LogSigner) -> Result<Option<&'a Peer>> {
    let silent = config.witnesses.iter().find(|peer| !signer.has_heard(&peer.witness));
    let waits = silent.is_some() && !keeps_up(signer)? && is_behind(db, signer)?;
    Ok(silent.filter(|_| waits))
}

fn keeps_up(signer: &LogSigner) -> Result<bool> {
    Ok(signer.is_in_step() && signer.last_signed()?.is_some())
}

/// Whether no witness says that more was signed than a tree of `held` entries, or another past, where this signer
/// remembers less than was published.
///
/// # Errors
/// Internal, with what to do.
pub fn check_claims(db: &mut Db, config: &Config, signer: &LogSigner, held: u64) -> Result<()> {
    if !is_behind(db, signer)? {
        return Ok(());
    }
    match claimed(db, &config.witnesses, signer, held)? {
        None => Ok(()),
        Some(claim) if claim.other_past => Err(seal::refused(&format!(
            "the witness {} has signed another past of this log: the database or the key was put back from a copy, or is in two \
             places. Where the right database cannot be had again, `tilsagn log resume --new-origin` begins another log",
            name_of(&claim)
        ))),
        Some(claim) => {
            let says = format!("the witness {}", name_of(&claim));
            Err(seal::older(held, place(claim.size), Some(&says)))
        }
    }
}

/// The name of the witness, which is the beginning of its key.
fn name_of(claim: &Claim) -> &str {
    claim.witness.split('+').next().unwrap_or_default()
}

/// Whether the database was put back from a copy, and nobody and nothing here says what was signed last.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub fn is_unknown(db: &mut Db, signer: &LogSigner) -> Result<bool> {
    Ok(!signer.was_told() && was_restored(db)? && is_behind(db, signer)?)
}

/// Whether more was published under the log's present name than is remembered here: then other nodes may have signed more
/// than this database has.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub fn is_behind(db: &mut Db, signer: &LogSigner) -> Result<bool> {
    Ok(unknown_here(db, signer)?.is_some())
}

/// The newest checkpoint, where it is larger than what is remembered here.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub(super) fn unknown_here(db: &mut Db, signer: &LogSigner) -> Result<Option<Checkpoint>> {
    let known = signer.last_signed()?;
    let newest = store::log::newest(db)?;
    Ok(newest.filter(|newest| {
        let ours = newest.note.lines().next() == Some(signer.verifier().name());
        ours && known.is_none_or(|known| known.size < place(newest.size))
    }))
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
            is_behind(db, &signer)
        })
        .await
}

/// The largest tree of this log that a witness has signed and that is not among `held` entries.
fn claimed(db: &mut Db, witnesses: &[Peer], signer: &LogSigner, held: u64) -> Result<Option<Claim>> {
    let asked = |claim: &Claim| witnesses.iter().any(|peer| peer.witness.text() == claim.witness);
    let absent = |claim: &Claim| claim.other_past || place(claim.size) > held;
    let claims = store::log::claims(db, signer.verifier().name())?
        .into_iter()
        .filter(|claim| asked(claim) && absent(claim));
    Ok(claims.max_by_key(|claim| claim.size))
}

/// The size of the tree that was signed and is not here: as this signer remembers, or as another node or a witness says.
///
/// # Errors
/// Internal, if the database or the file cannot be read.
pub fn lost(db: &mut Db, witnesses: &[Peer], signer: &LogSigner) -> Result<Option<u64>> {
    let held = place(store::register_state::next_entry(db)?);
    let signed = match signer.last_signed()?.filter(|head| head.size > held) {
        Some(head) if !missing::is_beginning(db, head)? => Some(head.size),
        _ => None,
    };
    let claimed = claimed(db, witnesses, signer, held)?.map(|claim| place(claim.size).max(held));
    Ok(signed.max(claimed).max(missing::lost(db, &signer.keys(), held)?))
}

/// Whether the database may name who has hidden or was erased since: more was signed than it has, as this signer remembers or
/// another node or, where this one remembers less than was published, a witness says; or a witness that this process asks has
/// not said it yet; or it is a copy, and nobody and nothing here says what was signed last. Then nothing of the register is
/// shown, until the log goes on.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn is_unsettled(db: &mut Db, config: &Config, signer: &LogSigner) -> Result<bool> {
    // Read before the database, which then has what was signed. Of a memory that cannot be read, whoever signs says so.
    let Ok(signed) = signer.last_signed() else { return was_restored(db) };
    let held = place(store::register_state::next_entry(db)?);
    let waits = signer.is_asking() && silent(db, config, signer)?.is_some();
    let ahead = signed.filter(|signed| signed.size > held);
    let lacks = ahead.is_some_and(|signed| !matches!(missing::is_beginning(db, signed), Ok(true)));
    if waits || lacks || is_unknown(db, signer)? {
        return Ok(true);
    }
    let claimed = is_behind(db, signer)? && claimed(db, &config.witnesses, signer, held)?.is_some();
    // One that no key here has signed is not here either.
    Ok(claimed || !matches!(missing::lost(db, &signer.keys(), held), Ok(None)))
}

/// Notes that a database is a copy where it stands elsewhere than when it was opened last: a dump that was put back, or a file.
/// A signer that remembers what was signed holds the database against that and needs no word; one that does not refuses.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn settle_place(app: &App) -> Result<()> {
    if app.config.read_only {
        return Ok(());
    }
    let database = app.config.database.clone();
    let look = move |db: &mut Db| {
        let stood = store::setting::all(db)?.remove(PLACE);
        Ok((stood, store::place::of(db, &database)?))
    };
    let (stood, stands) = app.store.read(look).await?;
    if stood.as_ref() == Some(&stands) {
        return Ok(());
    }
    let now = app.clock.now();
    let note = move |db: &mut Db| {
        if stood.is_some_and(|stood| !store::place::is_same(&stood, &stands)) {
            note_restored(db, now)?;
        }
        store::setting::put(db, PLACE, &stands, now)
    };
    app.store.write(note).await
}

/// Notes in a database that it is a copy, or was taken over with the log's old key. Until somebody says what was signed
/// last, a signer that does not remember it refuses.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn note_restored(db: &mut Db, now: Moment) -> Result<()> {
    store::setting::put(db, RESTORED, "1", now)
}

/// Whether it is, and nothing was signed since.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn was_restored(db: &mut Db) -> Result<bool> {
    Ok(store::setting::all(db)?.contains_key(RESTORED))
}

/// It is known again what was signed last.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn forget_restored(app: &App) -> Result<()> {
    if !app.store.read(was_restored).await? {
        return Ok(());
    }
    app.store.write(|db| store::setting::remove(db, RESTORED)).await
}
