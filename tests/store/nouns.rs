//! Every noun of the store is tested on both databases: by a file of its name here, or by another that goes through it. Of a noun
//! with a file here, every function is called by a test here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Nouns without a file here, and the file under `tests/` that would notice first if theirs did not hold.
const ELSEWHERE: &[(&str, &str)] = &[
    ("amendment", "stories/staff_decide_changes"),
    ("arrival", "stories/arrivals_are_kept"),
    ("assurance", "stories/staff_file_letters"),
    ("bulk_decision", "store/once"),
    ("call", "stories/editor_changes_the_call"),
    ("case", "stories/staff_moderate"),
    ("case_delay", "stories/staff_are_late"),
    ("case_message", "stories/staff_share_the_queue"),
    ("case_question", "stories/staff_asks"),
    ("case_reply", "stories/staff_asks"),
    ("ceremony", "stories/staff_passkey"),
    ("challenge", "stories/staff_let_in"),
    ("circular", "stories/staff_write_to_many"),
    ("commitment", "stories/suzie_gives_up"),
    ("endorsement", "stories/suzie_confirms"),
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

/// The names of a noun's functions that ask the database.
fn functions(noun: &str) -> Vec<String> {
    let source = std::fs::read_to_string(root().join(format!("src/store/{noun}.rs"))).unwrap();
    let heads = source.split("\npub fn ").skip(1).filter_map(|rest| rest.split_once('('));
    let asking = heads.filter(|(_, parameters)| parameters.trim_start().starts_with("db: &mut Db"));
    asking.map(|(name, _)| name.split('<').next().unwrap().to_owned()).collect()
}

/// Whether a text names something that is no part of a longer name.
fn names(text: &str, thing: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |at: usize| !text[..at].ends_with(goes_on) && !text[at + thing.len()..].starts_with(goes_on);
    text.match_indices(thing).any(|(at, _)| alone(at))
}

/// What the store keeps: its modules that can be asked something.
fn nouns() -> BTreeSet<String> {
    let source = std::fs::read_to_string(root().join("src/store/mod.rs")).unwrap();
    let public = source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let public: BTreeSet<&str> = public.collect();
    let asked = files(&root().join("src/store"), "db: &mut Db");
    asked.into_iter().filter(|name| public.contains(name.as_str())).collect()
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

#[test]
fn every_function_of_a_noun_with_a_file_is_called() {
    let folder = root().join("tests/store");
    let here = files(&folder, "on_both!(");
    let text: String =
        here.iter().map(|name| std::fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap()).collect();
    let nouns: Vec<String> = nouns().into_iter().filter(|noun| here.contains(noun)).collect();
    let asked =
        nouns.iter().flat_map(|noun| functions(noun).into_iter().map(move |name| format!("{noun}::{name}")));
    let asked: Vec<String> = asked.collect();
    assert!(asked.len() > 200, "only {asked:?} are found");
    let uncalled: Vec<&String> = asked.iter().filter(|name| !names(&text, name)).collect();
    assert!(uncalled.is_empty(), "no test here calls {uncalled:?}");
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
