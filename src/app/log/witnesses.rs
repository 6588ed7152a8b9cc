//! The log's witnesses: what is asked of each, what it answered, and how that is told.
//!
//! Nothing here is waited for by sealing: a checkpoint is published first, and what a witness signs is added to it
//! when it comes.

use serde::Serialize;

use super::{place, row, tree};
use crate::app::App;
use crate::config::Peer;
use crate::domain::{Error, Moment, Result};
use crate::log::checkpoint::Head;
use crate::log::cosignature::{Cosigned, Witness};
use crate::log::tree::Tree;
use crate::log::witness::Request;
use crate::store::log::Word;
use crate::store::{self, Db, Store};

/// A question to a witness, and the tree that it is about.
#[derive(Debug, Clone)]
pub struct Question {
    pub request: Request,
    pub size: u64,
}

/// What to ask a witness; nothing, when it has signed the newest checkpoint and said so to this process. `old` is the size of
/// the tree that it says it signed last, where it has said so.
///
/// # Errors
/// Internal, if the database does not answer, or the witness says that it has seen a larger tree.
pub async fn question(app: &App, peer: &Peer, old: Option<u64>) -> Result<Option<Question>> {
    let (asker, peer) = (app.clone(), peer.clone());
    app.store.read(move |db| ask(db, &asker, &peer, old)).await
}

fn ask(db: &mut Db, app: &App, peer: &Peer, old: Option<u64>) -> Result<Option<Question>> {
    let witness = peer.witness.text();
    let Some((head, checkpoint)) = tree::newest(db, &app.log_signer.keys())? else { return Ok(None) };
    let last = store::log::words(db)?.into_iter().find(|word| word.witness == witness);
    let last = last.map_or(0, |word| place(word.size));
    if last == head.size && old.is_none() && app.log_signer.has_heard(&peer.witness) {
        return Ok(None);
    }
    let old = old.unwrap_or(last);
    if old > head.size {
        return Err(Error::internal(format!(
            "it has signed a tree of {old}, and there are {} entries here",
            head.size
        )));
    }
    let proof = Tree::over(tree::Stored::behind(db)).consistency(old, head.size)?;
    let request = Request { old, proof, checkpoint: checkpoint.note };
    Ok(Some(Question { request, size: head.size }))
}

/// Why a witness did not sign that refuses a tree though it has said of none that it is another.
pub const REFUSES: &str = "it refuses (422) what it has no reason to refuse, and so does not answer as a witness: ask whoever runs it";

/// To sign once more the tree of a size, which makes a witness that signed it last sign nothing new; nothing, where no such
/// tree was published.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn signed_before(store: &Store, size: u64) -> Result<Option<Question>> {
    let published =
        store.read(move |db| store::log::after(db, row(size).saturating_sub(1), 1)).await?.into_iter().next();
    let published = published.filter(|published| place(published.size) == size);
    Ok(published.map(|published| Question {
        request: Request { old: size, proof: Vec::new(), checkpoint: published.note },
        size,
    }))
}

/// A tree of the log of this name that nobody has signed.
pub fn unsigned(origin: &str) -> Question {
    let checkpoint = format!("{origin}\n0\n{}\n\n", Head::empty().root);
    Question { request: Request { old: 0, proof: Vec::new(), checkpoint }, size: 0 }
}

/// Keeps the cosignature that a witness answered with.
///
/// # Errors
/// Internal, when what it answered is not its cosignature of this checkpoint.
pub async fn keep(app: &App, peer: &Peer, asked: &Question, answer: &str) -> Result<()> {
    let said = peer.witness.under(&format!("{}{answer}", asked.request.checkpoint))?;
    let said = said.ok_or_else(|| Error::internal("it answered without its signature"))?;
    let at = moment(&said).ok_or_else(|| Error::internal("it signed at no moment"))?;
    let word = Word { witness: peer.witness.text(), since: at, size: row(asked.size), at, line: said.line };
    app.store.write(move |db| store::log::keep_word(db, &word)).await?;
    app.log_signer.hear(&peer.witness);
    Ok(())
}

/// When a witness signed.
fn moment(said: &Cosigned) -> Option<Moment> {
    let seconds = i64::try_from(said.at).ok()?;
    seconds.checked_mul(1_000).map(Moment::from_millis)
}

/// What a witness says under a note; nothing, where its row has no signature of its own.
pub(super) fn said(word: &Word, note: &str) -> Option<Cosigned> {
    let witness = Witness::parse(&word.witness).ok()?;
    witness.under(&format!("{note}{}", word.line)).ok().flatten()
}

/// The witnesses whose row has no signature of theirs.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn unproved(store: &Store) -> Result<Vec<String>> {
    let read = |db: &mut Db| Ok((store::log::words(db)?, proved(db)?));
    let (words, proved) = store.read(read).await?;
    let unproved = words.into_iter().filter(|word| proved.iter().all(|one| one.witness != word.witness));
    Ok(unproved.map(|word| word.witness).collect())
}

/// What witnesses signed last, as their signatures show: a row that has none is no word of theirs. Since when they sign,
/// nothing shows.
///
/// # Errors
/// Internal, if the database does not answer.
pub(in crate::app) fn proved(db: &mut Db) -> Result<Vec<Word>> {
    let mut proved = Vec::new();
    for word in store::log::words(db)? {
        let signed = store::log::after(db, word.size.saturating_sub(1), 1)?.into_iter().next();
        let Some(signed) = signed.filter(|signed| signed.size == word.size) else { continue };
        if let Some(at) = said(&word, &signed.note).as_ref().and_then(moment) {
            proved.push(Word { at, ..word });
        }
    }
    Ok(proved)
}

/// Keeps that a witness has signed a tree, the last one of this size, that is not here.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn keep_claim(app: &App, peer: &Peer, asked: &Question, size: u64, other_past: bool) -> Result<()> {
    let (witness, origin) = (peer.witness.text(), asked.request.origin().to_owned());
    let claim = store::log::Claim { witness, origin, size: row(size), other_past };
    app.store.write(move |db| store::log::keep_claim(db, &claim)).await?;
    app.log_signer.hear(&peer.witness);
    Ok(())
}

/// How it stands with a witness.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    pub name: String,
    pub key: String,
    pub url: String,
    /// Whether it has signed the newest checkpoint.
    pub agrees: bool,
    /// Since when it signs here, as was noted; nothing before the first time.
    pub since: Option<Moment>,
    /// The size of the last tree that it says it signed, where that is not here.
    pub elsewhere: Option<u64>,
    /// The last tree that it signed, and when.
    pub tree_size: Option<u64>,
    pub signed_at: Option<Moment>,
}

impl Standing {
    /// What is wrong, and what to do, where it has signed a tree that is not here.
    pub fn warning(&self) -> Option<String> {
        let size = self.elsewhere?;
        Some(format!(
            "the witness {} has signed a tree of {size} entries that is not here: the database or the key was put back from a \
             copy, or is in two places. `tilsagn doctor` says what to do",
            self.name
        ))
    }
}

/// How it stands with each witness of the log of this name.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn list(store: &Store, peers: &[Peer], origin: &str) -> Result<Vec<Standing>> {
    let origin = origin.to_owned();
    let read = move |db: &mut Db| Ok((store::log::size(db)?, proved(db)?, store::log::claims(db, &origin)?));
    let (size, words, claims) = store.read(read).await?;
    let standing = |peer: &Peer| {
        let key = peer.witness.text();
        let word = words.iter().find(|word| word.witness == key);
        let claim = claims.iter().find(|claim| claim.witness == key);
        Standing {
            elsewhere: claim.map(|claim| place(claim.size)),
            name: peer.witness.name().to_owned(),
            url: peer.url.clone(),
            agrees: word.is_some_and(|word| word.size == size),
            since: word.map(|word| word.since),
            tree_size: word.map(|word| place(word.size)),
            signed_at: word.map(|word| word.at),
            key,
        }
    };
    Ok(peers.iter().map(standing).collect())
}
