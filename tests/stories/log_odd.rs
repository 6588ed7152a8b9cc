//! Whoever checks a log reads what a stranger has put there: files that are none, pages without end, a site that is away.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tilsagn::log::note::Signer;
use tilsagn::log::tile;

use crate::log_listed::told;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::{Verdict, mirror, verify};
use crate::support::odd::Odd;

stories!(
    what_is_no_file_of_the_copy_is_not_read,
    a_folder_where_a_file_belongs_is_refused,
    entries_are_written_as_an_export_writes_them,
    two_lines_that_changed_places_are_told_of_once,
    the_first_entry_that_a_bundle_lacks_is_named,
    a_site_that_is_away_is_not_damaged,
    a_site_shows_its_key_and_nothing_that_is_too_long,
    a_key_that_is_not_shown_hides_no_finding,
    a_copy_without_its_entries_is_told_of_once,
    a_tile_that_is_not_of_the_tree_is_not_served,
);

/// A copy of four entries, and the log's key.
fn copy(app: &TestApp, folder: &Path) -> (PathBuf, String) {
    app.append_entries(4);
    let copy = folder.join("copy");
    mirror(app, &copy);
    (copy, app.app.log_signer.verifier().text())
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Fails unless the check stops there, or finds it, in these words.
#[track_caller]
pub fn says(verdict: &Verdict, words: &[&str]) {
    let said = verdict.report.to_string();
    assert!(
        !verdict.passed && words.iter().all(|words| said.contains(words)),
        "{words:?}: {:#}",
        verdict.report
    );
}

fn what_is_no_file_of_the_copy_is_not_read(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let check = || verify(copy.to_str().unwrap(), &["--key", &key]);
    let aside = copy.join("aside");
    for file in
        ["log/checkpoint", "log/key", "log/tile/0/000.p/4", "log/tile/entries/000.p/4", "data/entries.ndjson"]
    {
        let path = copy.join(file);
        std::fs::rename(&path, &aside).unwrap();
        pipe(&path);
        says(&check(), &[file, "it is no file"]);
        std::fs::remove_file(&path).unwrap();
        symlink("/dev/zero", &path).unwrap();
        says(&check(), &[file, "it leads out of the folder"]);
        std::fs::remove_file(&path).unwrap();
        symlink("/etc/passwd", &path).unwrap();
        assert!(!check().report.to_string().contains("root:"), "{file}");
        std::fs::remove_file(&path).unwrap();
        symlink(&aside, &path).unwrap();
        check().good();
        std::fs::remove_file(&path).unwrap();
        std::fs::rename(&aside, &path).unwrap();
    }
    std::fs::write(copy.join("log/key"), "x".repeat(100 << 10)).unwrap();
    says(&check(), &["log/key", "it has more than 65536 bytes"]);
}

fn a_folder_where_a_file_belongs_is_refused(app: &TestApp) {
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let copy = crate::operator_takes_over::exported(app, folder.path(), &["--static"]);
    let key = app.app.log_signer.verifier().text();
    let check = || verify(copy.to_str().unwrap(), &["--key", &key]);
    let aside = copy.join("aside");
    for file in ["log/key", "log/checkpoints", "data/signatories.csv", "data/commitments.csv"] {
        let path = copy.join(file);
        std::fs::rename(&path, &aside).unwrap();
        std::fs::create_dir(&path).unwrap();
        says(&check(), &[file, "it is a folder, where a file belongs"]);
        std::fs::remove_dir(&path).unwrap();
        std::fs::rename(&aside, &path).unwrap();
    }
    check().good();
}

fn entries_are_written_as_an_export_writes_them(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let path = copy.join("data/entries.ndjson");
    let check = || verify(copy.to_str().unwrap(), &["--key", &key]);
    let good = std::fs::read_to_string(&path).unwrap();
    let first = good.find('\n').unwrap() + 1;
    for (other, line, more) in [
        (
            good.replace('\n', "\r\n"),
            format!("line 1 is not written as a site and its export write it, from its byte {first} on"),
            ", nor are 3 more",
        ),
        (
            good.replacen("{\"number\":2,", "{\"number\":2,\"more\":1,", 1),
            "line 3 is not written as".to_owned(),
            "from its byte 14 on",
        ),
        (
            good.replacen("\"number\":1,", "\"number\": 1,", 1),
            "line 2 is not written as".to_owned(),
            "from its byte 11 on",
        ),
        (good.trim_end().to_owned(), "line 4 is not written as".to_owned(), " on"),
    ] {
        std::fs::write(&path, other).unwrap();
        let found = check();
        says(&found, &[line.as_str(), more]);
        assert!(found.report["findings"][1].is_null(), "{:#}", found.report);
    }
    std::fs::write(&path, good.replacen("\"number\":2,", "\"number\":2,,", 1)).unwrap();
    says(&check(), &["is not understood in data/entries.ndjson, line 3: "]);
    std::fs::write(&path, good).unwrap();
    check().good();
}

fn two_lines_that_changed_places_are_told_of_once(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let path = copy.join("data/entries.ndjson");
    let good = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = good.split_inclusive('\n').collect();
    lines.swap(1, 2);
    let only = |words: &str| {
        let report = verify(copy.to_str().unwrap(), &["--key", &key]).names(1);
        assert!(report["findings"][0]["what"].as_str().unwrap().contains(words), "{report:#}");
        assert!(report["findings"][1].is_null(), "{report:#}");
    };
    std::fs::write(&path, lines.concat()).unwrap();
    only("stands twice, or not in its place, in data/entries.ndjson");
    lines.remove(2);
    std::fs::write(&path, lines.concat()).unwrap();
    only("is missing in data/entries.ndjson");
}

fn the_first_entry_that_a_bundle_lacks_is_named(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let path = copy.join("log/tile/entries/000.p/4");
    let good = std::fs::read(&path).unwrap();
    let check = || verify(copy.to_str().unwrap(), &["--key", &key]);
    let first: usize = tile::records(&good).unwrap()[..2].iter().map(|record| 2 + record.len()).sum();
    for (length, lacks) in [(good.len() - 1, 3), (first + 1, 2), (first, 2), (first - 1, 1), (1, 0)] {
        std::fs::write(&path, &good[..length]).unwrap();
        let report = check().names(lacks);
        let what = report["findings"][0]["what"].as_str().unwrap();
        assert!(what.starts_with("is missing or was changed: "), "{report:#}");
    }
    std::fs::write(&path, [good.as_slice(), &[0]].concat()).unwrap();
    told(&check(), "log/tile/entries/000.p/4 holds too many entries");
}

/// A server of the copy's files, but for some.
pub fn served(copy: &Path, odd: impl Fn(&str) -> Option<(u16, Vec<u8>)> + Send + 'static) -> Odd {
    let copy = copy.to_owned();
    Odd::start(move |path| odd(path).unwrap_or_else(|| whole(&copy, path)))
}

/// What a server of the copy's files answers.
pub fn whole(copy: &Path, path: &str) -> (u16, Vec<u8>) {
    let file = copy.join(path.split('?').next().unwrap_or(path).trim_start_matches('/'));
    std::fs::read(file).map_or((404, Vec::new()), |bytes| (200, bytes))
}

fn a_site_that_is_away_is_not_damaged(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    for away in ["/log/tile/0/000.p/4", "/log/tile/entries/000.p/4"] {
        let site = served(&copy, move |path| (path == away).then(|| (503, Vec::new())));
        let found = verify(&site.base, &["--key", &key]);
        says(&found, &[&format!("{} could not be looked at", &away[1..])]);
        let said = found.report.to_string();
        assert!(!said.contains("is not there") && !said.contains("cannot be read"), "{said}");
    }
}

fn a_site_shows_its_key_and_nothing_that_is_too_long(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let site = served(&copy, |path| (path == "/log/key").then(|| (404, Vec::new())));
    told(&verify(&site.base, &["--key", &key]), "log/key is not there");
    for (path, longest) in
        [("/log/key", 64 << 10), ("/log/checkpoint", 1 << 20), ("/log/tile/0/000.p/4", 64 << 10)]
    {
        let site = served(&copy, move |asked| (asked == path).then(|| (200, vec![b'x'; longest + 1])));
        says(
            &verify(&site.base, &["--key", &key]),
            &[&path[1..], &format!("sends more than {longest} bytes")],
        );
        assert_eq!(site.count(path), 1, "{path} is asked for once");
    }
}

fn a_key_that_is_not_shown_hides_no_finding(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copy(app, folder.path());
    let ways =
        [(503, 0, "log/key could not be looked at"), (200, (64 << 10) + 1, "sends more than 65536 bytes")];
    for (status, length, why) in ways {
        let site = served(&copy, move |path| match path {
            "/log/key" => Some((status, vec![b'x'; length])),
            path if path.starts_with("/log/checkpoints") => Some((404, Vec::new())),
            _ => None,
        });
        says(&verify(&site.base, &["--key", &key]), &["log/checkpoints is not there", why]);
    }
}

fn a_tile_that_is_not_of_the_tree_is_not_served(app: &TestApp) {
    app.append_entries(4);
    app.anonymous().get("/log/tile/0/000.p/3").ok();
    app.sql("INSERT INTO log_tiles SELECT 0, 9, hashes FROM log_tiles WHERE level = 0 AND idx = 0");
    app.sql("INSERT INTO log_tiles SELECT 1, 0, hashes FROM log_tiles WHERE level = 0 AND idx = 0");
    for junk in ["0/009.p/4", "1/000.p/1", "0/000.p/5"] {
        assert_eq!(app.anonymous().get(&format!("/log/tile/{junk}")).status, 404, "{junk}");
    }
    let examined = app.program(&["doctor"]).output().unwrap();
    let said = String::from_utf8_lossy(&examined.stdout).into_owned();
    assert!(said.contains("the table log_tiles has a tile 9 of level 0"), "{said}");
}

fn a_copy_without_its_entries_is_told_of_once(app: &TestApp) {
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let copy = crate::operator_takes_over::exported(app, folder.path(), &["--static"]);
    let key = app.app.log_signer.verifier().text();
    std::fs::remove_file(copy.join("data/entries.ndjson")).unwrap();
    let found = verify(copy.to_str().unwrap(), &["--key", &key]);
    told(&found, "is missing in data/entries.ndjson");
    assert_eq!(found.report["findings"].as_array().unwrap().len(), 1, "{:#}", found.report);
    let stranger = Signer::new(app.app.log_signer.verifier().name(), [42; 32]).unwrap().verifier().text();
    let signed =
        format!("the log is signed by {key}, and nothing here says that it took over from {stranger}");
    let found = verify(copy.to_str().unwrap(), &["--key", &stranger]);
    says(&found, &["is missing in data/entries.ndjson", &signed]);
}
