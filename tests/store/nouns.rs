//! Every noun of the store is tested on both databases: by a file of its name here, or by another that goes through it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Nouns without a file here, and the file under `tests/` that would notice first if theirs did not hold.
const ELSEWHERE: &[(&str, &str)] = &[
    ("entry", "stories/log_sealed"),
    ("invalidation", "stories/staff_invalidate"),
    ("invitation", "stories/suzie_invites"),
    ("key_change", "stories/log_key"),
    ("merge", "stories/staff_merge"),
    ("organisation", "stories/katrine_is_called_otherwise"),
    ("organisation_key", "stories/staff_merge"),
    ("passkey", "stories/staff_passkey"),
    ("place", "stories/operator_resumes"),
    ("provider_account", "stories/staff_provider_reasons"),
    ("public", "stories/readers_of_pages"),
    ("queue", "stories/staff_at_the_desk"),
    ("recovery", "stories/suzie_gets_back_in"),
    ("register_state", "stories/nadia_stays_unnamed"),
    ("removal", "stories/nobody_is_held_for_others"),
    ("representative", "stories/suzie_moves"),
    ("revision", "stories/suzie_amends_a_promise"),
    ("rule", "stories/admins_make_rules"),
    ("sealed", "stories/operator_keeps_the_secret"),
    ("sent_mail", "stories/mails_wait_their_turn"),
    ("statistics", "stories/staff_are_late"),
    ("triggers", "store/health"),
    ("unmasking", "stories/staff_look_into"),
];
/// What makes a test of each database of each name that follows.
const ON_BOTH: &[&str] = &["stories!(", "stories_with_a_provider!(", "on_both!("];

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

/// Every name that is called, or handed on, with its noun before it: `staff::find`.
fn named_here() -> BTreeSet<String> {
    let folder = root().join("tests/store");
    let paths = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path());
    let source: String = paths.map(|path| std::fs::read_to_string(path).unwrap() + "\n").collect();
    let words = source.split(|sign: char| !(sign.is_ascii_alphanumeric() || "_:".contains(sign)));
    words.map(str::to_owned).collect()
}

#[test]
fn every_function_of_a_noun_with_a_file_is_called_here() {
    let (here, named) = (files(&root().join("tests/store"), "on_both!("), named_here());
    for noun in nouns().intersection(&here) {
        let functions = functions(noun);
        assert!(!functions.is_empty(), "{noun} is asked nothing");
        let uncalled = functions.iter().filter(|name| !named.contains(&format!("{noun}::{name}")));
        assert_eq!(uncalled.collect::<Vec<_>>(), [""; 0], "of {noun}");
    }
}

#[test]
fn every_noun_of_the_store_is_tested() {
    let nouns = nouns();
    assert!(nouns.len() > 40, "only {nouns:?} are found");
    let here = files(&root().join("tests/store"), "on_both!(");
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(noun, _)| *noun).collect();
    assert_eq!(elsewhere.len(), ELSEWHERE.len(), "a noun stands twice");
    let untested: Vec<&String> =
        nouns.iter().filter(|noun| !here.contains(*noun) && !elsewhere.contains(noun.as_str())).collect();
    assert!(untested.is_empty(), "no file here is of {untested:?}, nor is another named for them");
    let needless: Vec<&&str> =
        elsewhere.iter().filter(|noun| here.contains(**noun) || !nouns.contains(**noun)).collect();
    assert!(needless.is_empty(), "{needless:?} are tested here, or are no nouns");
}

/// A file that is not listed in its `main.rs` is not run.
#[test]
fn what_is_named_for_a_noun_is_run_on_both_databases() {
    for (noun, file) in ELSEWHERE {
        let (folder, name) = file.split_once('/').unwrap();
        let folder = root().join("tests").join(folder);
        let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
        assert!(main.contains(&format!("\nmod {name};\n")), "{noun}: {file} is not run");
        let test = std::fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
        assert!(ON_BOTH.iter().any(|list| test.contains(list)), "{noun}: {file} is not for both");
    }
}
