//! The checkpoints of a copy that show which key followed which. They are taken over with its entries: without them,
//! whoever knew a key of before could not follow to the present one.

use super::{place, row, seal, tree};
use crate::domain::{Moment, Result};
use crate::log::check::Source;
use crate::log::edge::Edge;
use crate::log::hash::Hash;
use crate::log::history::Signed;
use crate::log::keys::Keys;
use crate::log::succession::{Change, vouched};
use crate::store::{self, Db};

/// What a copy has to show for changes of the key, as far as these keys can go on from it; the smallest tree first.
pub fn read(source: &mut impl Source, changes: &[Change], leaves: &[Hash], keys: &Keys) -> Vec<Signed> {
    let proofs = changes.iter().filter_map(|one| vouched(source, &one.from, one.entry, leaves).ok());
    let mut proofs: Vec<Signed> = proofs.filter(|proof| keys.open(&proof.note).is_ok()).collect();
    proofs.sort_by_key(|proof| proof.size);
    proofs
}

/// Publishes them behind what is published here, with the tiles under them.
///
/// # Errors
/// `Conflict`, when another checkpoint was faster.
pub fn publish(db: &mut Db, proofs: &[Signed], leaves: &[Hash], at: Moment) -> Result<()> {
    let newest = store::log::newest(db)?;
    let mut previous = newest.map_or(-1, |newest| newest.size);
    let mut edge = Edge::load(place(previous), |level, index| tree::hashes(db, level, index))?;
    for proof in proofs {
        let (held, upto) = (usize::try_from(edge.size()), usize::try_from(proof.size));
        let more = held.ok().zip(upto.ok()).and_then(|(held, upto)| leaves.get(held..upto));
        let Some(more) = more.filter(|more| !more.is_empty()) else { continue };
        let tiles: Vec<_> = edge.append(more.iter().copied()).into_iter().map(seal::tile_row).collect();
        let (root, note) = (edge.root().base64(), proof.note.clone());
        let checkpoint = store::log::Checkpoint { size: row(proof.size), root, note, at };
        store::log::publish(db, previous, &checkpoint, &tiles)?;
        previous = checkpoint.size;
    }
    Ok(())
}
