//! Holds the floors of the house: who may import whom, who may tell the time, how long a file and a handler may be.
//!
//! Reads the sources as text; `docs/architecture.md` says why they are so. What pages are made of is
//! checked in `presentation.rs`.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "support/code.rs"]
mod code;
#[path = "support/files.rs"]
mod files;
#[path = "support/texts.rs"]
mod texts;

use code::Named;
use std::collections::BTreeSet;

/// The floors, lowest first, and what each may import of the crate besides itself. `ROOT` is the files
/// beside the floors: clock, configuration, secrets.
const FLOORS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("log", &["domain::Moment", "domain::moment", "domain::limits", "domain::entry"]),
    ("store", &["domain", "log", ROOT]),
    ("register", &["domain"]),
    ("app", &["domain", "log", "store", "register", "view::Site", ROOT]),
    ("view", &["domain", ROOT]),
    ("web", &["domain", "log", "store", "register", "app", "view", ROOT]),
    ("worker", &["domain", "log", "store", "register", "app", "view", ROOT]),
    ("cli", &["domain", "log", "store", "register", "app", "view", "web", "worker", ROOT]),
];
/// The floor that knows of the database what its rows are: the names of their types. What is asked of it, and in which
/// transaction, is app's.
const SHOWS_ROWS: &str = "web";
const TRANSACTIONS: &[&str] = &[".store.read(", ".store.write("];
const ROOT: &str = "the files beside the floors";
/// Those of them that are folders by now.
const ROOT_FOLDERS: &[&str] = &["config", "outward", "secret"];
/// What they may import. The database's address is parsed by the store's own type, wherever it is set, and a
/// witness's key by the log's.
const ROOT_IMPORTS: &[&str] = &["domain", "store::DatabaseUrl", "log::cosignature::Witness", ROOT];
/// What `main.rs` may import: the command line and nothing else.
const MAIN_IMPORTS: &[&str] = &["cli"];

/// Crates with one home each.
const HOMES: &[(&str, &str, &str)] = &[
    ("diesel", "store", "rows and queries live in store"),
    ("diesel_migrations", "store", "migrations are store's"),
    ("libsqlite3_sys", "store", "databases are store's"),
    ("pq_sys", "store", "databases are store's"),
    ("actix_web", "web", "HTTP is web's; cli starts it through web"),
    ("actix_http", "web", "HTTP is web's; cli starts it through web"),
    ("actix_rt", "web", "HTTP is web's; cli starts it through web"),
];

/// Floors that only compute, and what they therefore never name.
const PURE: &[&str] = &["domain", "log", "register"];
const IMPURE: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["tokio"],
    &["tera"],
    &["lettre"],
];

/// Ends of paths that read the clock, and words that draw chance. Only `src/clock.rs` may.
const NOW: &[&str] = &["Utc::now", "Local::now", "SystemTime::now"];
const CHANCE: &[&str] = &["SystemRandom", "OsRng", "thread_rng", "getrandom", "fastrand"];

/// A longer file is two files. Generated lists of columns aside.
const LINES: usize = 400;
const LONG_BY_NATURE: &[&str] = &["src/store/schema.rs"];
/// A longer handler decides something that belongs to a function with a name of its own.
const HANDLER_LINES: usize = 25;

/// Floors whose words people read, and places there whose texts are for operators: what a command says, and why a start or a
/// check fails. One page of staff shows such a text, as the program's own words to hand on.
const SPEAKING: &[&str] = &["src/app", "src/view", "src/web"];
const FOR_OPERATORS: &[&str] = &[
    "src/app/backup.rs",
    "src/app/boot.rs",
    "src/app/import/",
    "src/app/log/",
    "src/app/sealed.rs",
    "src/app/staff/id_token.rs",
    "src/app/succession/",
    "src/app/witness.rs",
    "src/app/witness/",
    "src/web/gate/headers.rs",
];
/// Calls whose texts go into the log, and attributes.
const UNREAD: &[&str] = &["internal", "away", "message", "expect"];
/// Texts that read like sentences: names that a setting has to begin with, and what health and the log say.
const NO_SENTENCES: &[(&str, &str)] = &[
    ("src/app/settings.rs", "Ministry of Foreign Affairs"),
    ("src/app/settings.rs", "Tech for Democracy"),
    ("src/app/staff/provider/answered.rs", "one that is not specified"),
    ("src/web/health.rs", "nothing of the register is shown"),
];

#[test]
fn no_sentence_that_people_read_stands_in_code() {
    let folders = SPEAKING.iter().flat_map(|folder| files::under(&files::root().join(folder), &["rs"]));
    let mut complaints = Vec::new();
    for path in folders {
        let name = files::name(&path);
        if name.ends_with("tests.rs")
            || name.contains("/tests/")
            || FOR_OPERATORS.iter().any(|place| name.starts_with(place))
        {
            continue;
        }
        for one in texts::texts(&files::read(&path)).iter().filter(|one| one.is_sentence()) {
            let known = NO_SENTENCES.iter().any(|(file, text)| *file == name && one.text.starts_with(text));
            // A line for programs ends as one, and a command is the same in every language.
            let no_page = one.text.ends_with("\\n") || one.text.starts_with("tilsagn ");
            if !known && !no_page && !is_unread(&one.within) {
                complaints.push(format!("{name}:{}: {:?} belongs in locales/", one.line, one.text));
            }
        }
    }
    files::no_complaints("sentences in code", complaints);
}

fn is_unread(within: &[String]) -> bool {
    within.iter().any(|call| {
        let last = call.rsplit("::").next().unwrap_or_default().trim_end_matches('!');
        UNREAD.contains(&last) || call.contains("tracing::") || call.ends_with('#')
    })
}

#[test]
fn imports_run_downward_only() {
    let root = files::root();
    let sources = files::under(&root.join("src"), &["rs"]);
    assert!(sources.iter().any(|path| path.ends_with("lib.rs")), "no sources in {}", root.display());
    let macros: Vec<String> = sources.iter().flat_map(|path| code::macros(&files::read(path))).collect();
    let complaints = sources.iter().flat_map(|path| {
        let name = files::name(path);
        judge(&name, &files::read(path), &macros)
    });
    files::no_complaints("the floors of the house", complaints.collect());
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let root = files::root();
    let mut sources = files::under(&root.join("src"), &["rs"]);
    sources.extend(files::under(&root.join("tests"), &["rs"]));
    let mut complaints = Vec::new();
    for path in sources {
        let (name, text) = (files::name(&path), files::read(&path));
        let lines = text.lines().count();
        if lines > LINES && !LONG_BY_NATURE.contains(&name.as_str()) {
            complaints.push(format!("{name}: {lines} lines; more than {LINES} are two files"));
        }
        if !text.starts_with("//! ") {
            complaints.push(format!("{name}:1: opens with no `//!` that says what it owns and never does"));
        }
    }
    files::no_complaints("the shape of files", complaints);
}

#[test]
fn handlers_are_short() {
    let web = files::root().join("src/web");
    let routes = files::under(&web.join("routes"), &["rs"]);
    let handlers: BTreeSet<_> = routes.iter().flat_map(|path| handlers(&files::read(path))).collect();
    assert!(handlers.len() > 150, "only {} handlers are found", handlers.len());
    let mut complaints = Vec::new();
    for path in files::under(&web, &["rs"]) {
        let name = files::name(&path);
        let module = code::module_of(&name).pop().unwrap_or_default();
        for (function, lines) in code::public_functions(&files::read(&path)) {
            if lines > HANDLER_LINES && handlers.contains(&(module.clone(), function.clone())) {
                complaints.push(format!("{name}: {function} has {lines} lines; more than {HANDLER_LINES}"));
            }
        }
    }
    files::no_complaints("the length of handlers", complaints);
}

/// Module and name of every function that a list of routes names: after the pattern, who may come and what it answers with, such
/// as `cases::decide::send` in `post("/staff/…", DECIDES, Page, cases::decide::send).shown_again(&["note"]),`.
fn handlers(routes: &str) -> Vec<(String, String)> {
    let lines = routes.lines().map(str::trim_start);
    let lines = lines.filter(|line| line.starts_with("get(") || line.starts_with("post("));
    let named = lines.filter_map(|line| {
        let (handler, _) = line.splitn(4, ", ").nth(3)?.split_once(')')?;
        let (module, name) = handler.rsplit_once("::")?;
        let module = module.rsplit("::").next()?;
        Some((module.to_owned(), name.to_owned()))
    });
    named.collect()
}

/// A job that nobody starts is a file that compiles.
#[test]
fn every_job_is_started() {
    let worker = files::root().join("src/worker");
    let start = files::read(&worker.join("mod.rs"));
    let sources = files::under(&worker, &["rs"]);
    let keeps = sources.iter().filter(|path| files::read(path).contains("\npub async fn keep("));
    let jobs: Vec<String> =
        keeps.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    assert!(jobs.len() >= 12, "only {jobs:?} are found");
    let idle: Vec<&String> =
        jobs.iter().filter(|job| !start.contains(&format!("tokio::spawn({job}::keep("))).collect();
    assert!(idle.is_empty(), "nobody starts {idle:?}");
}

/// A database knows a migration by what stands before the first `_` of its name; two of one version would not
/// both run.
#[test]
fn every_migration_has_a_version_of_its_own_in_both_folders() {
    let names = |database: &str| {
        let folder = files::root().join("migrations").join(database);
        let folders =
            std::fs::read_dir(folder).expect("migrations").map(|one| one.expect("a folder").file_name());
        folders.map(|name| name.to_string_lossy().into_owned()).collect::<BTreeSet<_>>()
    };
    let all = names("sqlite");
    assert_eq!(all, names("postgres"));
    let versions: BTreeSet<_> = all.iter().filter_map(|name| name.split('_').next()).collect();
    assert_eq!(versions.len(), all.len(), "two migrations have one version: {all:?}");
}

/// Everything that is wrong with one source. `name` is its path from the root, `src/domain/call.rs`.
fn judge(name: &str, source: &str, macros: &[String]) -> Vec<String> {
    let module = code::module_of(name);
    let floor = floor_of(name, &module);
    let Some(allowed) = imports_of(floor) else {
        return vec![format!("{name}: {floor} is no floor of the house; say in FLOORS what it may import")];
    };
    let mut complaints = Vec::new();
    let dense: String = source.split_whitespace().collect();
    for begun in TRANSACTIONS.iter().filter(|begun| floor == SHOWS_ROWS && dense.contains(**begun)) {
        complaints.push(format!("{name}: {begun} begins a transaction in {floor}: that is app's"));
    }
    for named in code::paths(source, &module) {
        let mut say = |what: String| complaints.push(format!("{name}:{}: {what}", named.line));
        if name != "src/lib.rs"
            && let Some(what) = wrong_import(&named, floor, allowed, macros)
        {
            say(what);
        }
        if let Some((_, home, why)) =
            HOMES.iter().find(|(krate, home, _)| named.path[0] == *krate && floor != *home)
        {
            say(format!("{} outside {home}: {why}", named.written()));
        }
        if !named.in_test
            && !name.ends_with("/tests.rs")
            && name != "src/clock.rs"
            && let Some(what) = wrong_source_of_facts(&named, floor)
        {
            say(what);
        }
    }
    complaints
}

fn wrong_import(named: &Named, floor: &str, allowed: &[&str], macros: &[String]) -> Option<String> {
    if named.path[0] != "crate" || macros.contains(&named.path[1]) {
        return None;
    }
    let target = named.path[1].as_str();
    let is_floor = FLOORS.iter().any(|(floor, _)| *floor == target);
    let path = named.path[1..].join("::");
    let covers =
        |one: &&&str| path == **one || path.strip_prefix(**one).is_some_and(|rest| rest.starts_with("::"));
    let asks = floor == SHOWS_ROWS && target == "store" && !named.is_type();
    let good = match is_floor {
        _ if asks => false,
        true => target == floor || allowed.iter().any(|one| covers(&one)),
        false => floor == ROOT || allowed.contains(&ROOT),
    };
    let list = match allowed {
        _ if asks => "of store the types of rows alone".to_owned(),
        [] => "nothing but itself".to_owned(),
        some => some.join(", "),
    };
    (!good).then(|| format!("{floor} imports {}; it may import {list}", named.written()))
}

/// The clock, chance, and for pure floors the outside world.
fn wrong_source_of_facts(named: &Named, floor: &str) -> Option<String> {
    let path = named.written();
    if NOW.iter().any(|now| path == *now || path.ends_with(&format!("::{now}"))) {
        return Some(format!("{path} reads the clock: take the time from `Clock`, as an argument"));
    }
    let draws = |word: &&str| named.path.iter().any(|segment| segment == word);
    if CHANCE.iter().any(draws) || named.begins(&["aws_lc_rs", "rand", "fill"]) {
        return Some(format!("{path} draws chance: take it from `Chance`, as an argument"));
    }
    let outside = PURE.contains(&floor) && IMPURE.iter().any(|start| named.begins(start));
    outside.then(|| format!("{path} in {floor}, which only computes"))
}

fn imports_of(floor: &str) -> Option<&'static [&'static str]> {
    match floor {
        ROOT => Some(ROOT_IMPORTS),
        "main.rs" => Some(MAIN_IMPORTS),
        _ => FLOORS.iter().find(|(name, _)| *name == floor).map(|(_, allowed)| *allowed),
    }
}

fn floor_of<'a>(name: &'a str, module: &'a [String]) -> &'a str {
    let inside = name.trim_start_matches("src/");
    let floor_file = module.first().filter(|first| FLOORS.iter().any(|(floor, _)| floor == first));
    match (inside, inside.split_once('/'), floor_file) {
        ("main.rs", ..) => "main.rs",
        (_, Some((folder, _)), _) if !ROOT_FOLDERS.contains(&folder) => folder,
        (_, None, Some(floor)) => floor,
        _ => ROOT,
    }
}

mod the_judge {
    use super::judge;

    fn says(name: &str, source: &str) -> Vec<String> {
        judge(name, source, &["codes".to_owned()])
    }

    #[test]
    fn lets_good_imports_pass() {
        assert_eq!(says("src/domain/call.rs", "use super::Flaw; use crate::codes; crate::codes!{}"), [""; 0]);
        assert_eq!(says("src/log/leaf.rs", "use crate::domain::Moment; use super::tree;"), [""; 0]);
        assert_eq!(
            says("src/store/call.rs", "use diesel::prelude::*; use crate::{clock, domain::Day};"),
            [""; 0]
        );
        assert_eq!(
            says("src/web/page.rs", "fn f<'a>(c: char) { if c == '\"' { crate::app::sign::start() } }"),
            [""; 0]
        );
        assert_eq!(says("src/web/page.rs", "use crate::store::audit::Line;"), [""; 0]);
        assert_eq!(says("src/worker/mail.rs", "use crate::store::outbox; app.store.read(f);"), [""; 0]);
        assert_eq!(says("src/cli/serve.rs", "use crate::{web, worker::outbox};"), [""; 0]);
        assert_eq!(says("src/main.rs", "fn main() { tilsagn::cli::main() }"), [""; 0]);
        assert_eq!(says("src/config/value.rs", "use super::Config; use crate::secret;"), [""; 0]);
        assert_eq!(says("src/domain/call/tests.rs", "std::fs::read(path);"), [""; 0]);
        assert_eq!(says("src/clock.rs", "chrono::Utc::now(); use crate::domain::Moment;"), [""; 0]);
        let quiet = "// crate::store::x\n/* use diesel::x; /* */ */ const A: &str = \"crate::web::x\"; r#\"crate::\"web::x\"#;";
        assert_eq!(says("src/domain/call.rs", quiet), [""; 0]);
    }

    #[test]
    fn names_what_runs_upward_with_its_line() {
        let upward =
            says("src/domain/call.rs", "//! x\nuse crate::{\n  domain::Day,\n  store::{self, call},\n};");
        assert_eq!(
            upward,
            [
                "src/domain/call.rs:4: domain imports crate::store; it may import nothing but itself",
                "src/domain/call.rs:4: domain imports crate::store::call; it may import nothing but itself",
            ]
        );
        for (name, source) in [
            ("src/domain/a/b.rs", "super::super::super::app::x();"),
            ("src/domain/a.rs", "use crate::clock::Clock;"),
            ("src/log/leaf.rs", "use crate::domain::organisation::Name;"),
            ("src/log/leaf.rs", "use crate::domain::{Moment, Error};"),
            ("src/register/mod.rs", "use crate::store::Db;"),
            ("src/app/sign.rs", "fn f() { crate::web::routes::home() }"),
            ("src/web/page.rs", "mod tests { use super::super::super::worker::mail; }"),
            ("src/web/page.rs", "use crate::store::staff::find;"),
            ("src/web/page.rs", "fn f(app: &App) { app\n  .store\n  .read(crate::app::all) }"),
            ("src/worker/mod.rs", "use crate::cli::run;"),
            ("src/clock.rs", "use crate::store::Db;"),
            ("src/main.rs", "use tilsagn::web::run;"),
            ("src/app/sign.rs", "use diesel::prelude::*;"),
            ("src/cli/serve.rs", "#[actix_web::main] async fn main() {}"),
            ("src/app/sign.rs", "let now = chrono::Utc::now();"),
            ("src/web/page.rs", "let now = SystemTime::now();"),
            ("src/app/token.rs", "let r = aws_lc_rs::rand::SystemRandom::new();"),
            ("src/domain/call.rs", "use std::{fmt, fs};"),
            ("src/cellar/wine.rs", "use crate::domain::Day;"),
        ] {
            assert_eq!(says(name, source).len(), 1, "{name}: {source}: {:?}", says(name, source));
        }
    }

    #[test]
    fn lets_tests_of_a_file_tell_the_time_but_not_import_upward() {
        let source = "#[cfg(test)]\nmod tests { use super::*; fn t() { chrono::Utc::now(); crate::web::x(); } }\nfn f() { chrono::Utc::now(); }";
        let said = says("src/app/sign.rs", source);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("src/app/sign.rs:2: app imports crate::web::x"));
        assert!(said[1].starts_with("src/app/sign.rs:3: chrono::Utc::now reads the clock"));
    }
}
