//! Checking proofs (RFC 9162, 2.1.3.2 and 2.1.4.2; the proofs are those of RFC 6962).

use super::Fault;
use super::hash::Hash;

/// The largest power of two below `count`: how many leaves stand to the left of the root.
pub fn split(count: u64) -> u64 {
    match count {
        0 | 1 => 0,
        _ => 1 << (u64::BITS - 1 - (count - 1).leading_zeros()),
    }
}

/// Checks that the leaf stands at this place in the tree of this size and root.
///
/// # Errors
/// A fault, when the proof does not show it.
pub fn check_inclusion(
    leaf: &Hash,
    index: u64,
    (size, root): (u64, &Hash),
    proof: &[Hash],
) -> Result<(), Fault> {
    if index >= size {
        return Err(Fault::new(format!("there is no entry {index} in a tree of {size}")));
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(Fault::new("the inclusion proof is too long"));
        }
        if place & 1 == 1 || place == last {
            hash = Hash::node(sibling, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = Hash::node(&hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && hash == *root {
        Ok(())
    } else {
        Err(Fault::new("the inclusion proof does not lead to the root"))
    }
}

/// Checks that one tree is the beginning of another.
///
/// # Errors
/// A fault, when the proof does not show it.
pub fn check_consistency(
    (old, old_root): (u64, &Hash),
    (new, new_root): (u64, &Hash),
    proof: &[Hash],
) -> Result<(), Fault> {
    let not = || Fault::new(format!("the tree of {old} entries is no beginning of the tree of {new}"));
    if old > new {
        return Err(not());
    }
    if old == 0 || old == new {
        let same = old == 0 || old_root == new_root;
        return if same && proof.is_empty() { Ok(()) } else { Err(not()) };
    }
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let mut hashes = proof.iter();
    // A complete subtree is its own beginning and is not part of the proof.
    let first = if old.is_power_of_two() { *old_root } else { *hashes.next().ok_or_else(not)? };
    let (mut before, mut after) = (first, first);
    for hash in hashes {
        if last == 0 {
            return Err(not());
        }
        if place & 1 == 1 || place == last {
            before = Hash::node(hash, &before);
            after = Hash::node(hash, &after);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            after = Hash::node(&after, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && before == *old_root && after == *new_root { Ok(()) } else { Err(not()) }
}

#[cfg(test)]
mod tests;
