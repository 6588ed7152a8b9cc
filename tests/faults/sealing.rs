//! Sealing the log, with a fault at every step: one that is lost, one that is done and reported lost, and a kill just
//! before or after. Whatever happens, no two trees are signed of which one does not go on from the other, no entry is
//! missing, and the next start publishes what was signed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tilsagn::app::log::tree;
use tilsagn::files;
use tilsagn::log::edge::Edge;
use tilsagn::log::hash::Hash;
use tilsagn::store;
use tilsagn::worker::numbering;

use super::site::{Deployment, chance};
use crate::support::bodies::news;
use crate::support::log::verify;
use crate::support::postgres::Postgres;

/// What can become of a step, as `shim.c` knows it.
pub const MODES: [&str; 4] = ["lost", "done", "before", "after"];
/// Steps by which a file of the signer takes the place of the one before, and how the databases write, as their names begin.
const OF_FILES: [&str; 3] = ["write", "fsync", "rename"];
const OF_SQLITE: &str = "pwrite";
const OF_POSTGRES: &str = "send";
/// More steps than sealing has.
const MOST: u32 = 400;
/// Has the steps of files counted alone: among what all jobs send to a database at the same time their places change from start to
/// start, and counting through all steps could miss each of them.
const OF_FILES_ALONE: [(&str, &str); 1] = [("FAULT_PORT", "0")];

#[test]
fn sqlite_seals_through_some_faults() {
    seals(&Deployment::on_sqlite(), 7);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn sqlite_seals_through_a_fault_at_every_step() {
    seals(&Deployment::on_sqlite(), 1);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn postgres_seals_through_a_fault_at_every_step() {
    seals(&Deployment::on(Postgres::fresh().url()), 1);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn sqlite_log_survives_a_hundred_kills() {
    killed(&Deployment::on_sqlite(), 100);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn postgres_log_survives_a_hundred_kills() {
    killed(&Deployment::on(Postgres::fresh().url()), 100);
}

/// One step of so many is met, and by chance which.
fn seals(deployment: &Deployment, one_of: u32) {
    deployment.prepare();
    drop(deployment.start());
    let shim = shim(deployment.folder());
    let mut watch = Watch::default();
    let first = chance(one_of.into()) as u32;
    let of_files = deployment.database_port().map(|_| &OF_FILES_ALONE[..]);
    for mode in MODES {
        let mut told = BTreeMap::<String, u32>::new();
        for settings in of_files.into_iter().chain([&[][..]]) {
            for step in (1..MOST).filter(|step| step % one_of == first) {
                append(deployment, 3);
                let Some(what) = fault(deployment, &shim, (mode, step), settings).fired else { break };
                *told.entry(what).or_default() += 1;
                watch.look(deployment);
            }
        }
        println!("{mode}: {told:?}");
        met(&told, one_of, &durable(deployment));
    }
    watch.hold(deployment);
}

/// What sealing and retiring a key do to make something durable.
pub fn durable(deployment: &Deployment) -> Vec<&'static str> {
    let database = if deployment.database_port().is_some() { OF_POSTGRES } else { OF_SQLITE };
    OF_FILES.into_iter().chain([database]).collect()
}

/// Fails where none was met, or of all not those that are always there.
pub fn met(told: &BTreeMap<String, u32>, one_of: u32, always: &[&str]) {
    assert!(!told.is_empty(), "no step was met");
    let is_met = |kind: &str| told.keys().any(|what| what.starts_with(kind));
    let missed: Vec<_> = always.iter().filter(|kind| one_of == 1 && !is_met(kind)).collect();
    assert!(missed.is_empty(), "not met: {missed:?}, of {told:?}");
}

fn killed(deployment: &Deployment, kills: u32) {
    deployment.prepare();
    let mut watch = Watch::default();
    append(deployment, 5);
    let usual = u64::try_from(first_sealing(deployment).as_millis()).unwrap();
    for _ in 0..kills {
        append(deployment, 5);
        let mut child = deployment.command(&["serve"]).spawn().unwrap();
        // Around the moment at which a start seals.
        std::thread::sleep(Duration::from_millis(usual / 2 + chance(usual)));
        child.kill().unwrap();
        child.wait().unwrap();
        watch.look(deployment);
    }
    println!("{kills} kills: {} trees were signed", watch.signed.len());
    assert!(watch.signed.len() > 10, "hardly ever was a tree signed");
    watch.hold(deployment);
}

/// From the start of the process until it has signed.
fn first_sealing(deployment: &Deployment) -> Duration {
    let signed = files::beside(&deployment.path("data/log.key"), ".signed");
    let begun = Instant::now();
    let mut child = deployment.command(&["serve"]).spawn().unwrap();
    while !signed.exists() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", deployment.log());
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = begun.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    took
}

/// Builds the library that lets steps fail.
pub fn shim(folder: &Path) -> PathBuf {
    let library = folder.join("shim.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/shim.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .args([source, "-ldl"])
        .status()
        .expect("a C compiler");
    assert!(built.success());
    library
}

/// Entries with numbers, while nobody serves.
pub fn append(deployment: &Deployment, count: usize) {
    deployment.with_app(async |app| {
        let now = app.clock.now();
        app.store.write(move |db| news(db, now, count)).await.unwrap();
        numbering::number(app).await.unwrap();
    });
}

/// A start with a fault.
pub struct Ran {
    /// The step that failed; nothing, where there were fewer.
    pub fired: Option<String>,
    /// What the program said.
    pub said: String,
}

/// Starts the site, lets one step of its first sealing fail, and ends it.
pub fn fault(
    deployment: &Deployment,
    shim: &Path,
    (mode, step): (&str, u32),
    settings: &[(&str, &str)],
) -> Ran {
    let fired = deployment.path("fired");
    let _ = std::fs::remove_file(&fired);
    let before = deployment.log().len();
    let mut command = deployment.command(&["serve"]);
    command.env("LD_PRELOAD", shim).env("TILSAGN_LOG", "info").env("FAULT_ARM", "log.key.signed.lock");
    command.env("FAULT_DIR", deployment.folder()).env("FAULT_FIRED", &fired);
    command.env("FAULT_MODE", mode).env("FAULT_AT", step.to_string());
    if let Some(port) = deployment.database_port() {
        command.env("FAULT_PORT", port.to_string());
    }
    let mut child = command.envs(settings.iter().copied()).spawn().unwrap();
    let begun = Instant::now();
    loop {
        let said = deployment.log().split_off(before);
        let ended = child.try_wait().unwrap().is_some();
        let sealed = said.contains("a checkpoint was published") || said.contains("could not be sealed");
        if ended || sealed || (fired.exists() && begun.elapsed() > Duration::from_secs(2)) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{mode} at step {step}: {said}");
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    let _ = child.wait();
    let what = std::fs::read_to_string(&fired).ok().map(|what| what.trim().to_owned());
    Ran { fired: what, said: deployment.log().split_off(before) }
}

/// Waits until a site shows all these entries under a checkpoint, and everything fits.
pub fn wait_until_whole(deployment: &Deployment, entries: u64) {
    let begun = Instant::now();
    loop {
        let check = verify(&deployment.base, &[]);
        // What was signed and not published is published first, and is whole in itself.
        if check.passed && check.report["tree_size"] == entries {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{:#}\n{}", check.report, check.errors);
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Every tree that was signed, by its size.
#[derive(Default)]
pub struct Watch {
    signed: BTreeMap<u64, String>,
}

impl Watch {
    /// Notes what was signed last, published or not.
    pub fn look(&mut self, deployment: &Deployment) {
        let memory = files::beside(&deployment.path("data/log.key"), ".signed");
        let Ok(note) = std::fs::read_to_string(memory) else { return };
        let mut lines = note.lines().skip(1);
        let size = lines.next().expect("a size").parse().expect("a number");
        let root = lines.next().expect("a root").to_owned();
        let before = self.signed.insert(size, root.clone());
        assert!(before.is_none_or(|before| before == root), "two trees of {size} were signed");
    }

    /// Fails, unless all of it is the beginning of one tree, which is published and whole.
    fn hold(mut self, deployment: &Deployment) {
        append(deployment, 1);
        let entries = deployment.with_app(async |app| app.store.read(store::entry::count).await.unwrap());
        let site = deployment.start();
        wait_until_whole(deployment, entries);
        drop(site);
        self.look(deployment);
        self.shows_one_tree(deployment);
    }

    /// The same of what was signed so far, all of which is published by now.
    pub fn shows_one_tree(mut self, deployment: &Deployment) {
        let (leaves, published) = deployment.with_app(async |app| {
            let read = app.store.read(|db| {
                let leaves = store::entry::leaves(db, 0, i64::MAX)?;
                let leaves: Vec<Hash> = leaves.iter().map(|leaf| tree::record(leaf).hash()).collect();
                Ok((leaves, store::log::after(db, -1, i64::MAX)?))
            });
            read.await.unwrap()
        });
        for checkpoint in published {
            let size = u64::try_from(checkpoint.size).unwrap();
            let signed = self.signed.entry(size).or_insert_with(|| checkpoint.root.clone());
            assert_eq!(*signed, checkpoint.root, "another tree of {size} was published than was signed");
        }
        let mut edge = Edge::load(0, |_, _| Ok(Vec::new())).unwrap();
        for (size, root) in &self.signed {
            let more = &leaves[usize::try_from(edge.size()).unwrap()..usize::try_from(*size).unwrap()];
            edge.append(more.iter().copied());
            assert_eq!(edge.root().base64(), *root, "the tree of {size} is no beginning of the last one");
        }
        assert_eq!(edge.size(), leaves.len() as u64, "the last tree holds everything");
        println!(
            "{} trees signed over {} entries, each the beginning of the next",
            self.signed.len(),
            leaves.len()
        );
    }
}
