//! Every noun of the store has a file of its name here, whose tests run on both databases, and every function of it is named by a
//! test here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the Rust files in a folder whose text holds these words.
fn files(folder: &Path, holding: &str) -> BTreeSet<String> {
    let paths = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path());
    let sources = paths.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let holds = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains(holding);
    sources.filter(holds).map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

/// What the store keeps: its modules that can be asked something.
fn nouns() -> BTreeSet<String> {
    let source = std::fs::read_to_string(root().join("src/store/mod.rs")).unwrap();
    let public = source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let public: BTreeSet<&str> = public.collect();
    let asked = files(&root().join("src/store"), "db: &mut Db");
    asked.into_iter().filter(|name| public.contains(name.as_str())).collect()
}

/// The functions of a noun that ask the database.
fn functions(noun: &str) -> BTreeSet<String> {
    let source = std::fs::read_to_string(root().join(format!("src/store/{noun}.rs"))).unwrap();
    let signatures = source.split("\npub fn ").skip(1).filter_map(|rest| rest.split_once('{'));
    let asking = signatures.filter(|(signature, _)| signature.contains("db: &mut Db"));
    let name = |signature: &str| signature.split(['(', '<']).next().unwrap().to_owned();
    asking.map(|(signature, _)| name(signature)).collect()
}

/// Every name that is called, or handed on, with its noun before it: `staff::find`. What a comment names is not called.
fn named_here() -> BTreeSet<String> {
    let folder = root().join("tests/store");
    let paths = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path());
    let source: String = paths.map(|path| std::fs::read_to_string(path).unwrap() + "\n").collect();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words = lines
        .flat_map(|line| line.split(|sign: char| !(sign.is_ascii_alphanumeric() || "_:".contains(sign))));
    words.map(str::to_owned).collect()
}

#[test]
fn every_function_of_a_noun_is_named_here() {
    let named = named_here();
    for noun in nouns() {
        let functions = functions(&noun);
        assert!(!functions.is_empty(), "{noun} is asked nothing");
        let uncalled = functions.iter().filter(|name| !named.contains(&format!("{noun}::{name}")));
        assert_eq!(uncalled.collect::<Vec<_>>(), [""; 0], "of {noun}");
    }
}

/// A file that is not listed in `main.rs` is not run.
#[test]
fn every_noun_of_the_store_has_a_file_that_is_run_on_both_databases() {
    let (nouns, folder) = (nouns(), root().join("tests/store"));
    assert!(nouns.len() > 40, "only {nouns:?} are found");
    let (here, main) =
        (files(&folder, "on_both!("), std::fs::read_to_string(folder.join("main.rs")).unwrap());
    let is_run = |noun: &str| here.contains(noun) && main.contains(&format!("\nmod {noun};\n"));
    let untested: Vec<&String> = nouns.iter().filter(|noun| !is_run(noun)).collect();
    assert!(untested.is_empty(), "no file here is of {untested:?}, or it is not run");
}
