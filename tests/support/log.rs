//! The log from outside, and what somebody with the database's password can do to it.

use std::path::Path;
use std::process::Command;

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use tilsagn::domain::Result;
use tilsagn::store::Db;

use super::app::TestApp;
use super::published::entry;

/// What `tilsagn log verify` said.
pub struct Verdict {
    pub passed: bool,
    pub report: Value,
    pub errors: String,
}

impl Verdict {
    /// Fails unless everything fits.
    #[track_caller]
    pub fn good(self) -> Value {
        assert!(self.passed, "{:#}\n{}", self.report, self.errors);
        self.report
    }

    /// Fails unless the first thing that is wrong is this entry.
    #[track_caller]
    pub fn names(self, number: u64) -> Value {
        assert!(!self.passed, "nothing was found: {:#}", self.report);
        assert_eq!(self.report["findings"][0]["entry"], number, "{:#}\n{}", self.report, self.errors);
        self.report
    }
}

/// A moment after every story. What happens in one is dated by its own clock, which the program does not have.
const LATE: [&str; 2] = ["--now", "2100-01-01T00:00:00Z"];

/// Runs the program's own checker against an address or a folder; when all is over, if no moment is given, and
/// remembering nothing, if no file is.
pub fn verify(place: &str, more: &[&str]) -> Verdict {
    let memory: &[&str] = if more.contains(&"--state") { &[] } else { &["--no-state"] };
    verify_at_home(Path::new("/nowhere"), place, &[more, memory].concat())
}

/// The same by somebody with this folder for state, where the checker remembers by itself.
pub fn verify_at_home(home: &Path, place: &str, more: &[&str]) -> Verdict {
    let now: &[&str] = if more.contains(&LATE[0]) { &[] } else { &LATE };
    let output = Command::new(env!("CARGO_BIN_EXE_tilsagn"))
        .args(["log", "verify", place, "--json", "--no-wait"])
        .args(more)
        .args(now)
        .env("XDG_STATE_HOME", home)
        .output()
        .expect("the program runs");
    let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    Verdict { passed: output.status.success(), report, errors }
}

/// What `tilsagn receipt verify` said.
pub struct Judged {
    pub passed: bool,
    pub said: String,
    pub errors: String,
}

/// Runs the program's own checker on a receipt.
pub fn receipt(file: &str, more: &[&str]) -> Judged {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("receipt.tlog-proof");
    std::fs::write(&path, file).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tilsagn"))
        .args(["receipt", "verify", path.to_str().unwrap()])
        .args(more)
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Judged { passed: output.status.success(), said: text(&output.stdout), errors: text(&output.stderr) }
}

impl TestApp {
    /// Checks this site as anybody can, with the key that its operator gave out.
    pub fn verify(&self) -> Verdict {
        verify(&self.base, &["--key", &self.app.log_signer.verifier().text()])
    }

    /// Appends entries about nobody, and seals them.
    pub fn append_entries(&self, count: u64) {
        self.write(move |db, now| {
            for number in 0..count {
                entry(db, "organisation.amended", None, now, &json!({ "title": format!("News {number}") }))?;
            }
            Ok(())
        });
        self.settle();
    }

    /// Does as a database administrator with bad intent: takes the triggers away, then changes rows.
    pub fn attack(&self, statements: &[&str]) {
        let statements = statements.join(";");
        self.write(move |db, _| {
            match db {
                Db::Sqlite(c) => c.batch_execute(
                    "DROP TRIGGER IF EXISTS entries_are_kept; DROP TRIGGER IF EXISTS entries_are_fixed;
                     DROP TRIGGER IF EXISTS entries_are_numbered_once;",
                )?,
                Db::Pg(c) => c.batch_execute("ALTER TABLE entries DISABLE TRIGGER USER")?,
            }
            run(db, &statements)
        });
    }
}

/// Runs statements that both databases understand.
pub fn run(db: &mut Db, statements: &str) -> Result<()> {
    match db {
        Db::Sqlite(c) => c.batch_execute(statements)?,
        Db::Pg(c) => c.batch_execute(statements)?,
    }
    Ok(())
}

/// Copies everything of a site that a check needs into a folder, as a mirror does.
pub fn mirror(app: &TestApp, folder: &Path) {
    use tilsagn::log::tile::{Layer, Tile};
    let visitor = app.anonymous();
    let size = visitor.get("/log/checkpoint").ok().body.lines().nth(1).unwrap().parse().unwrap();
    let layers = [Layer::Entries, Layer::Hashes(0), Layer::Hashes(1), Layer::Hashes(2)];
    let tiles = layers.into_iter().flat_map(|layer| Tile::of_layer(layer, size));
    let paths = tiles.map(|tile| format!("/log/tile/{}", tile.path()));
    let others =
        ["/log/checkpoint", "/log/checkpoints", "/log/key", "/data/entries.ndjson"].map(str::to_owned);
    for path in paths.chain(others) {
        let file = folder.join(&path[1..]);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, visitor.bytes(&path)).unwrap();
    }
}
