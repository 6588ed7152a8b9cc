//! What pages show of the log: its newest checkpoint with what witnesses say of it, or the one of a past moment.

use crate::app::App;
use crate::app::log::{earlier, tree, witnesses};
use crate::domain::{Moment, Result};
use crate::register::LogCard;
use crate::register::log_card::Word;
use crate::store::{self, Db};

/// The newest checkpoint; nothing before the first.
pub(super) fn of_now(app: &App, db: &mut Db) -> Result<Option<LogCard>> {
    let Some(newest) = store::log::newest(db)? else { return Ok(None) };
    let note = tree::cosigned(db, &newest)?;
    let word = |word: store::log::Word| Word {
        size: size_of(word.size),
        witness: word.witness,
        since: word.since,
        at: word.at,
    };
    let words = witnesses::proved(db)?.into_iter().map(word).collect();
    let claims = store::log::claims(db, app.log_signer.verifier().name())?.into_iter();
    let claims = claims.map(|claim| (claim.witness, size_of(claim.size))).collect();
    Ok(Some(LogCard { note, words, claims, earlier_keys: earlier::keys(db)?, ..signed(newest) }))
}

/// The newest checkpoint of until a moment. What witnesses said of it then is not kept.
pub(super) fn of_then(db: &mut Db, at: Moment) -> Result<Option<LogCard>> {
    Ok(store::log::newest_at(db, at)?.map(signed))
}

fn signed(checkpoint: store::log::Checkpoint) -> LogCard {
    let store::log::Checkpoint { size, root, note, at } = checkpoint;
    let size = size_of(size);
    LogCard { size, root, note, at, words: Vec::new(), claims: Vec::new(), earlier_keys: Vec::new() }
}

fn size_of(size: i64) -> u64 {
    u64::try_from(size).unwrap_or(0)
}
