//! Two nodes: the real program twice over one database, with one secret and one key of the log. Both are killed at random
//! while people sign and a colleague publishes at each. What was acknowledged is there once and whole; and there is one log:
//! no number twice, no gap, and whatever either has shown or signed is the beginning of what both show in the end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use tilsagn::app::log::LogSigner;
use tilsagn::log::Fault;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::hash::Hash;
use tilsagn::log::proof::check_consistency;
use tilsagn::log::tile::{Layer, Tile};
use tilsagn::log::tree::{Tiles, Tree};
use tilsagn::store;
use tilsagn::worker::numbering;

use super::publisher::Publisher;
use super::sealing::{Watch, wait_until_whole};
use super::site::{Deployment, Site, chance};
use super::{check, publisher, signers};
use crate::support::postgres::Postgres;
use crate::support::visitor::Visitor;

/// More signatures than are published at each from one kill to the next.
const QUEUED_FOR_EACH: u32 = 20;

#[test]
fn two_nodes_survive_two_kills_of_each() {
    survive(2);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn two_nodes_survive_twenty_kills_of_each() {
    survive(20);
}

fn survive(kills: u32) {
    let postgres = Postgres::fresh();
    let first = Deployment::on(postgres.url());
    first.prepare();
    let second = first.another_node();
    let nodes = [&first, &second];
    let mut for_first = publisher::queue(&first, 2 * kills * QUEUED_FOR_EACH);
    let for_second = for_first.split_off(for_first.len() / 2);
    let sites = nodes.map(Deployment::start);
    let publishers =
        [publisher::begin(&first, "bodil", for_first), publisher::begin(&second, "mogens", for_second)];
    let signers = signers::begin(&nodes.map(|node| node.base.as_str()), first.mails());
    let watch = Mutex::default();
    let (sites, shown) = live(nodes, sites, kills, &watch);
    let signed = signers.end();
    let published = publishers.map(Publisher::end);
    drop(sites);

    let found = check::check(&first, &signed);
    check::check_published(&first, &published.concat());
    check::check_indexes(&postgres);
    let trees = check_log(nodes, watch.into_inner().unwrap(), &shown);
    println!(
        "{kills} kills of each: {} acknowledged, {} more entered without an answer, {} confirmed, {} and {} published; \
         {found}; {trees} checkpoints seen",
        signed.acknowledged.len(),
        signed.unanswered.len(),
        signed.confirmed.len(),
        published[0].len(),
        published[1].len(),
    );
    assert!(signed.acknowledged.len() > 20, "hardly anybody signed");
    assert!(published.iter().all(|numbers| !numbers.is_empty()), "nobody was published at one of them");
}

/// Kills and starts each, whatever the other does. Gives them as they run then, and the checkpoints that each has shown.
fn live(
    nodes: [&Deployment; 2],
    [first, second]: [Site; 2],
    kills: u32,
    watch: &Mutex<Watch>,
) -> ([Site; 2], [Vec<String>; 2]) {
    let over = &AtomicBool::new(false);
    std::thread::scope(|scope| {
        let followers = nodes.map(|node| scope.spawn(move || follow(node, over)));
        let lives = [(nodes[0], first), (nodes[1], second)]
            .map(|(node, site)| scope.spawn(move || kill(node, site, kills, watch)));
        let ended = lives.map(ScopedJoinHandle::join);
        over.store(true, Ordering::Relaxed);
        (ended.map(Result::unwrap), followers.map(|follower| follower.join().unwrap()))
    })
}

fn kill(node: &Deployment, mut site: Site, kills: u32, watch: &Mutex<Watch>) -> Site {
    for _ in 0..kills {
        std::thread::sleep(Duration::from_millis(200 + chance(1_300)));
        site.kill();
        watch.lock().unwrap().look(node);
        site = node.start();
    }
    site
}

/// Every checkpoint that a node shows, one after the other.
fn follow(node: &Deployment, over: &AtomicBool) -> Vec<String> {
    let visitor = Visitor::new(&node.base);
    let mut shown = Vec::<String>::new();
    while !over.load(Ordering::Relaxed) {
        let page = visitor.try_get("/log/checkpoint").filter(|page| page.status == 200);
        shown.extend(page.map(|page| page.body).filter(|note| shown.last() != Some(note)));
        std::thread::sleep(Duration::from_millis(20));
    }
    shown
}

/// Fails unless all of it is one log, which both nodes show whole. Gives how many checkpoints were looked at.
fn check_log(nodes: [&Deployment; 2], mut watch: Watch, shown: &[Vec<String>; 2]) -> usize {
    let entries = numbered(nodes[0]);
    let sites = nodes.map(Deployment::start);
    for node in nodes {
        wait_until_whole(node, entries);
    }
    let trees = check_shown(nodes, shown);
    drop(sites);
    for node in nodes {
        watch.look(node);
    }
    watch.shows_one_tree(nodes[0]);
    trees
}

/// Numbers what has no number yet, and gives how many entries there are: as many as numbers, from 0 on.
fn numbered(node: &Deployment) -> u64 {
    let (leaves, entries) = node.with_app(async |app| {
        numbering::number(app).await.unwrap();
        let read = app.store.read(|db| {
            let leaves = store::entry::leaves(db, 0, i64::MAX)?;
            Ok((leaves, store::entry::count(db)?))
        });
        read.await.unwrap()
    });
    let numbers: Vec<i64> = leaves.iter().map(|leaf| leaf.number).collect();
    let expected: Vec<i64> = (0..i64::try_from(entries).unwrap()).collect();
    assert_eq!(numbers, expected, "a number is missing, or there twice");
    entries
}

/// Fails where a node went back, or has shown a tree that is not the beginning of what each shows now.
fn check_shown(nodes: [&Deployment; 2], shown: &[Vec<String>; 2]) -> usize {
    let key = LogSigner::load(&nodes[0].path("data/log.key")).unwrap().verifier();
    let open = |note: &String| Head::open(note, &key).unwrap();
    let heads: Vec<Vec<Head>> = shown.iter().map(|notes| notes.iter().map(open).collect()).collect();
    for heads in &heads {
        assert!(heads.is_sorted_by_key(|head| head.size), "a node went back: {heads:?}");
        assert!(heads.len() > 1, "hardly ever was a tree signed: {heads:?}");
    }
    for node in nodes {
        let visitor = Visitor::new(&node.base);
        let last = open(&visitor.get("/log/checkpoint").ok().body);
        let mut tree = Tree::over(Served { visitor: &visitor, size: last.size });
        for head in heads.iter().flatten() {
            let proof = tree.consistency(head.size, last.size).unwrap();
            check_consistency((head.size, &head.root), (last.size, &last.root), &proof).unwrap();
        }
    }
    heads.iter().map(Vec::len).sum()
}

/// The tiles of a tree, as a node serves them.
struct Served<'a> {
    visitor: &'a Visitor,
    size: u64,
}

impl Tiles for Served<'_> {
    fn tile(&mut self, level: u8, index: u64) -> Result<Arc<[Hash]>, Fault> {
        let tile = Tile::of_layer(Layer::Hashes(level), self.size).find(|tile| tile.index == index);
        let tile = tile.ok_or_else(|| Fault::new(format!("a tree of {} has no such tile", self.size)))?;
        Ok(Hash::row(&self.visitor.bytes(&format!("/{}", tile.address())))?.into())
    }
}
