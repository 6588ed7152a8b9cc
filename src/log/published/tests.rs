//! Checkpoints held against the leaves that they were signed over.

use super::super::edge::Edge;
use super::super::keys::Keys;
use super::super::note::Signer;
use super::*;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| Hash::leaf(&number.to_be_bytes())).collect()
}

fn root(leaves: &[Hash]) -> Hash {
    let mut edge = Edge::load(0, |_, _| Ok(Vec::new())).unwrap();
    edge.append(leaves.iter().copied());
    edge.root()
}

fn keys() -> Keys {
    Keys::first(Signer::new("a/log", [1; 32]).unwrap())
}

fn signed(keys: &Keys, leaves: &[Hash]) -> Signed {
    let size = leaves.len() as u64;
    Signed { size, note: keys.sign(&Head { size, root: root(leaves) }).unwrap() }
}

/// What is found of some checkpoints over all leaves, with the log's key and without.
fn found(all: &[Hash], list: &[Signed]) -> [Vec<Wrong>; 2] {
    let (keys, signers) = (keys(), Signers::default());
    [Some(keys.current()), None].map(|current| {
        let mut published = Published::over(all, &signers, current);
        list.iter().filter_map(|one| published.read(one).err()).collect()
    })
}

#[test]
fn the_roots_of_all_sizes_are_those_of_the_tree() {
    let all = leaves(600);
    let mut peaks = Peaks::default();
    for (size, leaf) in all.iter().enumerate() {
        assert_eq!(peaks.root(), root(&all[..size]), "{size}");
        peaks.push(*leaf);
    }
}

#[test]
fn what_was_signed_over_these_leaves_is_good() {
    let all = leaves(300);
    let list: Vec<Signed> = [0, 1, 255, 256, 300].map(|size| signed(&keys(), &all[..size])).into();
    assert_eq!(found(&all, &list).concat(), []);
    assert_eq!(found(&all[..256], &list).concat(), [], "the last is of leaves that are not here yet");
}

#[test]
fn a_checkpoint_that_was_changed_or_moved_is_found() {
    let all = leaves(20);
    let [ten, twelve, whole] = [10, 12, 20].map(|size| signed(&keys(), &all[..size]));
    let garbage = Signed { note: "x".to_owned(), ..twelve.clone() };
    let another = Signed { size: 12, ..ten.clone() };
    for one in [garbage, another] {
        for wrong in found(&all, &[ten.clone(), one, whole.clone()]) {
            assert!(wrong.len() == 1 && wrong[0].entry.is_none(), "{wrong:?}");
            assert!(wrong[0].what.contains("the checkpoint of 12"), "{wrong:?}");
        }
    }
    for wrong in found(&all, &[ten.clone(), whole.clone(), twelve.clone()]) {
        assert_eq!(wrong[0].what, "a checkpoint of 12 stands behind that of 20");
    }
    let stranger = Keys::first(Signer::new("a/log", [2; 32]).unwrap());
    let [with_key, without] = found(&all, &[ten, signed(&stranger, &all[..12]), whole]);
    assert!(with_key[0].what.contains("no key of the log a/log signed it then"), "{with_key:?}");
    assert_eq!(without, [], "whose it is, only the key shows");
}

#[test]
fn the_first_entry_that_may_be_another_than_was_signed_is_named() {
    let all = leaves(20);
    let mut other = all.clone();
    other[11] = Hash::leaf(b"rewritten");
    let list = [10, 14, 20].map(|size| signed(&keys(), &all[..size]));
    let [with_key, without] = found(&other, &list);
    assert_eq!(with_key.iter().map(|one| one.entry).collect::<Vec<_>>(), [Some(10), Some(10)]);
    assert!(with_key[0].what.starts_with("or another up to 13 is not what was signed"), "{with_key:?}");
    assert!(without.iter().all(|one| one.entry.is_none()) && without.len() == 2);
}

#[test]
fn a_key_that_was_replaced_signs_no_tree_in_which_an_entry_says_so() {
    let all = leaves(20);
    let old = keys();
    let new = keys().followed_by([2; 32]).unwrap().retired();
    let mut signers = Signers::default();
    signers.add(old.current().clone(), Some(9));
    signers.add(new.current().clone(), None);
    let mut published = Published::over(&all, &signers, Some(new.current()));
    assert!(published.read(&signed(&old, &all[..9])).is_ok());
    assert!(published.read(&signed(&old, &all[..10])).is_err(), "entry 9 is in it");
    assert!(published.read(&signed(&new, &all[..11])).is_ok());
    assert!(!signers.may_lack(9));
}
