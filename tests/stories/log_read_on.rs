//! A log with more entries than a site gives at once is read from a copy and from a server of files, line by line; what has no
//! end is left.

use std::io::{self, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::log_long::fill;
use crate::log_odd::{says, served, whole};
use crate::operator_takes_over::exported;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::verify;
use crate::support::odd::{self, Odd};

stories!(
    a_copy_is_read_however_many_entries_it_has,
    what_comes_behind_the_tree_is_not_read_to_its_end,
    lines_without_end_are_left,
    a_line_without_end_is_left,
    an_answer_that_breaks_off_is_read_on,
);

/// More than a site gives at once, which is 10,000.
const ENTRIES: u64 = 10_100;
const LINES: &str = "data/entries.ndjson";

/// A copy of what is there, and the log's key.
fn copied(app: &TestApp, folder: &Path) -> (PathBuf, String) {
    (exported(app, folder, &[]), app.app.log_signer.verifier().text())
}

fn a_copy_is_read_however_many_entries_it_has(app: &TestApp) {
    fill(app, ENTRIES);
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copied(app, folder.path());
    let site = served(&copy, |_| None);
    for place in [copy.to_str().unwrap(), site.base.as_str()] {
        assert_eq!(verify(place, &["--key", &key]).good()["tree_size"], ENTRIES, "{place}");
    }
    assert_eq!(site.count("/data/entries.ndjson"), 1, "it gives all of it at once");
    let path = copy.join(LINES);
    let lines = std::fs::read_to_string(&path).unwrap();
    let forged = lines.replacen("{\"number\":10050,", "{\"number\":10050, ", 1);
    assert_ne!(forged, lines);
    std::fs::write(&path, forged).unwrap();
    says(&verify(copy.to_str().unwrap(), &["--key", &key]), &["line 10051 is not written as"]);
}

/// A server of the copy's files, which sends its lines and behind them the same again and again, until nobody reads any more.
fn endless(copy: &Path, again: &str) -> Odd {
    let (copy, again) = (copy.to_owned(), again.repeat(1_000));
    Odd::sending(move |path, stream| {
        let answer = whole(&copy, path);
        if !path.starts_with("/data/entries.ndjson") {
            return odd::send(stream, &answer);
        }
        begin(stream, "Connection: close")?;
        stream.write_all(&answer.1)?;
        loop {
            stream.write_all(again.as_bytes())?;
        }
    })
}

fn begin(stream: &mut TcpStream, header: &str) -> io::Result<()> {
    write!(stream, "HTTP/1.1 200 x\r\n{header}\r\n\r\n")
}

fn last_line(copy: &Path) -> String {
    let lines = std::fs::read_to_string(copy.join(LINES)).unwrap();
    lines.split_inclusive('\n').next_back().unwrap().to_owned()
}

fn what_comes_behind_the_tree_is_not_read_to_its_end(app: &TestApp) {
    app.append_entries(4);
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copied(app, folder.path());
    let later = last_line(&copy).replacen("\"number\":3,", "\"number\":4,", 1);
    verify(&endless(&copy, &later).base, &["--key", &key]).good();
}

fn lines_without_end_are_left(app: &TestApp) {
    app.append_entries(4);
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copied(app, folder.path());
    let site = endless(&copy, &last_line(&copy));
    let why = "goes on, line upon line, and the log has 4 entries";
    says(&verify(&site.base, &["--key", &key]), &["stands twice, or not in its place", why]);
}

fn a_line_without_end_is_left(app: &TestApp) {
    app.append_entries(4);
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copied(app, folder.path());
    let why = "line 5 has more than 1048576 bytes";
    says(&verify(&endless(&copy, "x").base, &["--key", &key]), &["data/entries.ndjson: ", why]);
    let path = copy.join(LINES);
    let lines = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{lines}{}\n", "x".repeat(1 << 20))).unwrap();
    says(&verify(copy.to_str().unwrap(), &["--key", &key]), &["data/entries.ndjson: ", why]);
}

fn an_answer_that_breaks_off_is_read_on(app: &TestApp) {
    app.append_entries(4);
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = copied(app, folder.path());
    let asked = AtomicUsize::new(0);
    let site = Odd::sending(move |path, stream| {
        let answer = whole(&copy, path);
        if path != "/data/entries.ndjson" || asked.fetch_add(1, Ordering::Relaxed) > 0 {
            return odd::send(stream, &answer);
        }
        begin(stream, &format!("Content-Length: {}", answer.1.len()))?;
        stream.write_all(&answer.1[..answer.1.len() / 2])
    });
    verify(&site.base, &["--key", &key]).good();
    assert_eq!(site.count("/data/entries.ndjson"), 2);
}
