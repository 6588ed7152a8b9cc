//! Trees that a node of this log has signed and does not find in the database: it says so there, and no other node signs
//! another tree in their place.
//!
//! Each row holds the signed note, so that what counts is what one of the log's keys has signed. It goes when a tree is
//! published that goes on from it (`store::log::settle_missing`).

use serde_json::json;

use super::signer::LogSigner;
use super::{place, resume, row, seal, tree};
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::{Moment, Result};
use crate::log::checkpoint::Head;
use crate::log::edge::Edge;
use crate::log::hash::Hash;
use crate::log::keys::Keys;
use crate::log::tree::Tree;
use crate::store::log::Checkpoint;
use crate::store::{self, Db};

/// Those of the log's present name, the largest last.
///
/// # Errors
/// Internal, with what to do, when none of the keys here has signed one.
pub(super) fn of_this_log(missing: &[Checkpoint], keys: &Keys) -> Result<Vec<(Head, Checkpoint)>> {
    let ours = missing.iter().filter(|tree| is_named(&tree.note, keys.current().name()));
    let opened = ours.map(|tree| {
        tree::opened(tree.clone(), keys).map_err(|error| {
            seal::refused(&format!(
                "another node says that it has signed a tree of {} entries that is not here, with a key that is not here \
                 either ({error}): copy log.key from that node",
                tree.size
            ))
        })
    });
    opened.collect()
}

/// Tells the other nodes, where this one has signed what the database does not have. Whoever calls refuses to sign, told
/// or not.
pub(super) async fn tell(app: &App) {
    if let Err(error) = keep(app).await {
        tracing::warn!(%error, "the other nodes could not be told of a tree that is not here");
    }
}

async fn keep(app: &App) -> Result<()> {
    let (asker, now) = (app.clone(), app.clock.now());
    let Some(tree) = app.store.read(move |db| missed(db, &asker.log_signer, now)).await? else {
        return Ok(());
    };
    let detail = json!({ "size": tree.size, "root": tree.root, "key": app.log_signer.verifier().text() });
    app.act(Origin::system(), move |act| {
        if !store::log::keep_missing(act.db, &tree)? {
            act.stands();
            return Ok(());
        }
        act.audit(AuditAct::LogTreeMissing, Subject("log", None), detail)
    })
    .await
}

/// What this signer signed last under the name that the database knows, where it is not here and nobody has said so.
fn missed(db: &mut Db, signer: &LogSigner, now: Moment) -> Result<Option<Checkpoint>> {
    let (keys, name) = (signer.keys(), signer.verifier().name().to_owned());
    let Some(note) = signer.last_note()? else { return Ok(None) };
    let newest = store::log::newest(db)?;
    let ours = is_named(&note, &name) && newest.is_none_or(|newest| is_named(&newest.note, &name));
    // One that cannot be read is told of by whoever refuses.
    let Some(head) = keys.open(&note).ok().filter(|_| ours) else { return Ok(None) };
    let root = head.root.base64();
    let known =
        store::log::missing(db)?.iter().any(|tree| place(tree.size) == head.size && tree.root == root);
    if known || is_beginning(db, head)? {
        return Ok(None);
    }
    Ok(Some(Checkpoint { size: row(head.size), root, note, at: now }))
}

/// Whether the entries in the database, with those that wait for the next numbers, begin with those of a tree: a copy may have been
/// made before they got them. What was published is in the tiles; only entries behind that are hashed.
///
/// # Errors
/// Internal: the database does not answer, or its tiles are damaged.
pub(super) fn is_beginning(db: &mut Db, head: Head) -> Result<bool> {
    let published = store::log::newest(db)?;
    let edge = seal::edge(db, published.as_ref())?;
    if head.size <= edge.size() {
        return Ok(Tree::over(tree::Stored::behind(db)).root(head.size)? == head.root);
    }
    let next = tree::waiting(db, edge.size())?;
    let leaves: Vec<Hash> = next.iter().map(|line| line.record().hash()).collect();
    Ok(holds(edge, &leaves, head))
}

/// Whether an edge and the leaves behind it begin with a tree that is no smaller than the edge.
fn holds(mut edge: Edge, leaves: &[Hash], head: Head) -> bool {
    let ahead = usize::try_from(head.size - edge.size()).ok();
    let Some(ahead) = ahead.and_then(|ahead| leaves.get(..ahead)) else { return false };
    edge.append(ahead.iter().copied());
    edge.root() == head.root
}

/// The size of the largest that is not here by now, or as many as are `held` where that has another past.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn lost(db: &mut Db, keys: &Keys, held: u64) -> Result<Option<u64>> {
    let mut lost = None;
    for (head, _) in of_this_log(&store::log::missing(db)?, keys)? {
        if !is_beginning(db, head)? {
            lost = lost.max(Some(held.max(head.size)));
        }
    }
    Ok(lost)
}

/// Refuses a copy of the log without a tree that another node has signed.
///
/// # Errors
/// Internal, with what to do.
pub(super) fn check_copy(missing: &[(Head, Checkpoint)], copy: &[Hash]) -> Result<()> {
    for (head, _) in missing {
        if !holds(Edge::load(0, |_, _| Ok(Vec::new()))?, copy, *head) {
            return Err(resume::refused(&format!(
                "the copy has {} entries, and does not begin with the tree of {} that another node has signed: take one as \
                 it was published last",
                copy.len(),
                head.size
            )));
        }
    }
    Ok(())
}

fn is_named(note: &str, name: &str) -> bool {
    note.lines().next() == Some(name)
}
