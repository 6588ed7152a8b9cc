//! The tree against the vectors of Certificate Transparency and against another implementation.

use std::collections::BTreeMap;
use std::sync::Arc;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use data_encoding::HEXLOWER;
use sha2::Sha256;

use super::*;
use crate::log::edge::Edge;
use crate::log::tree::{Tiles, Tree};

/// The leaves of the reference tests of RFC 6962 (google/certificate-transparency, `merkle_tree_test`).
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
/// The roots of the trees of the first one, two, … of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Tiles in memory.
#[derive(Default, Clone)]
struct Held(BTreeMap<(u8, u64), Vec<Hash>>);

impl Tiles for Held {
    fn tile(&mut self, level: u8, index: u64) -> Result<Arc<[Hash]>, Fault> {
        let held = self.0.get(&(level, index));
        held.map(|hashes| hashes.as_slice().into())
            .ok_or_else(|| Fault::new(format!("no tile {level}/{index}")))
    }
}

impl Held {
    /// Appends as sealing does: from the tiles alone.
    fn append(&mut self, size: u64, leaves: &[Hash]) -> Hash {
        let load = |level, index| self.clone().tile(level, index).map(|hashes| hashes.to_vec());
        let mut edge = Edge::load(size, load).unwrap();
        for row in edge.append(leaves.iter().copied()) {
            self.0.insert((row.level, row.index), row.hashes);
        }
        edge.root()
    }
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    assert_eq!(
        HEXLOWER.encode(&Hash::empty().0),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let mut held = Held::default();
    for (size, (leaf, root)) in (0..).zip(LEAVES.iter().zip(ROOTS)) {
        let leaf = Hash::leaf(&HEXLOWER.decode(leaf.as_bytes()).unwrap());
        assert_eq!(HEXLOWER.encode(&held.append(size, &[leaf]).0), root);
        assert_eq!(HEXLOWER.encode(&Tree::over(held.clone()).root(size + 1).unwrap().0), root);
    }
}

/// Trees of every size around the edges of tiles, appended in uneven steps: roots and proofs are those of
/// the other implementation, and ours are found good.
#[test]
fn another_implementation_finds_the_same_roots_and_proofs() {
    let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut held = Held::default();
    let mut size = 0;
    for step in [1, 1, 1, 4, 57, 190, 1, 1, 1, 254, 1, 300, 1_000, 65_536 - 1_812, 1, 3] {
        let records: Vec<Vec<u8>> = (size..size + step).map(|n: u64| n.to_be_bytes().to_vec()).collect();
        let leaves: Vec<Hash> = records.iter().map(|record| Hash::leaf(record)).collect();
        let old = size;
        let old_root = Tree::over(held.clone()).root(old).unwrap();
        let root = held.append(size, &leaves);
        records.into_iter().for_each(|record| other.push(record));
        size += step;
        assert_eq!(root.0[..], other.root().as_bytes()[..], "{size}");
        let mut tree = Tree::over(held.clone());
        assert_eq!(tree.root(size).unwrap(), root);
        for index in [0, size / 3, size / 2, size.saturating_sub(2), size - 1] {
            let proof = tree.inclusion(index, size).unwrap();
            let theirs = other.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(Hash::bytes_of(&proof), theirs.as_bytes(), "{index} of {size}");
            let leaf = Hash::leaf(&index.to_be_bytes());
            check_inclusion(&leaf, index, (size, &root), &proof).unwrap();
        }
        let proof = tree.consistency(old, size).unwrap();
        check_consistency((old, &old_root), (size, &root), &proof).unwrap();
        if old > 0 {
            let theirs = other.prove_consistency(usize::try_from(step).unwrap());
            assert_eq!(Hash::bytes_of(&proof), theirs.as_bytes(), "{old} to {size}");
        }
    }
}

#[test]
fn no_other_leaf_place_root_or_proof_is_found_good() {
    let leaves: Vec<Hash> = (0..300_u16).map(|n| Hash::leaf(&n.to_be_bytes())).collect();
    let mut held = Held::default();
    let root = held.append(0, &leaves);
    let mut tree = Tree::over(held);
    for index in 0..300 {
        let leaf = leaves[usize::try_from(index).unwrap()];
        let proof = tree.inclusion(index, 300).unwrap();
        check_inclusion(&leaf, index, (300, &root), &proof).unwrap();
        assert!(check_inclusion(&Hash::leaf(b"x"), index, (300, &root), &proof).is_err());
        assert!(check_inclusion(&leaf, (index + 1) % 300, (300, &root), &proof).is_err());
        assert!(check_inclusion(&leaf, index, (300, &leaf), &proof).is_err());
        assert!(check_inclusion(&leaf, index, (300, &root), &proof[1..]).is_err());
        let longer = [proof.as_slice(), &[leaf]].concat();
        assert!(check_inclusion(&leaf, index, (300, &root), &longer).is_err());
    }
    assert!(check_inclusion(&leaves[0], 300, (300, &root), &[]).is_err());
    for old in 1..300 {
        let old_root = tree.root(old).unwrap();
        let proof = tree.consistency(old, 300).unwrap();
        check_consistency((old, &old_root), (300, &root), &proof).unwrap();
        assert!(check_consistency((old, &root), (300, &root), &proof).is_err());
        assert!(check_consistency((old, &old_root), (300, &old_root), &proof).is_err());
        assert!(check_consistency((old + 1, &old_root), (300, &root), &proof).is_err());
        assert!(check_consistency((old, &old_root), (300, &root), &proof[1..]).is_err());
    }
    assert!(check_consistency((300, &root), (299, &root), &[]).is_err());
    assert!(check_consistency((300, &leaves[0]), (300, &root), &[]).is_err());
    check_consistency((0, &Hash::empty()), (300, &root), &[]).unwrap();
}

#[test]
fn the_left_side_is_the_largest_power_of_two_below() {
    assert_eq!([2, 3, 4, 5, 7, 8, 9, 256, 257].map(split), [1, 2, 2, 4, 4, 4, 8, 128, 256]);
}
