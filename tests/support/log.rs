//! The log from outside, and what somebody with the database's password can do to it.

use std::path::Path;
use std::process::Command;

use diesel::connection::SimpleConnection;
use serde_json::Value;
use tilsagn::app::log::{shown, tree};
use tilsagn::domain::Result;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::edge::{Edge, Row};
use tilsagn::log::hash::Hash;
use tilsagn::store::log::{Checkpoint, TileRow};
use tilsagn::store::{self, Db};

use super::app::TestApp;
use super::bodies::news;

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
    /// Checks this site as anybody can, with the key that its operator gave out. Where that finds nothing wrong, its operator
    /// finds nothing either.
    #[track_caller]
    pub fn verify(&self) -> Verdict {
        let verdict = verify(&self.base, &["--key", &self.app.log_signer.verifier().text()]);
        if verdict.passed {
            // Who takes entries back here leaves the description that the last of them told.
            let mut found = self.read(shown::check);
            found.retain(|what| !what.contains("is described otherwise"));
            assert_eq!(found, [""; 0]);
        }
        verdict
    }

    /// Appends entries that say something, and seals them.
    pub fn append_entries(&self, count: usize) {
        self.write(move |db, now| news(db, now, count));
        self.settle();
    }

    /// Numbers and signs whatever is there, as a version of the program would that does not look at it.
    pub fn sign_blindly(&self) {
        let keys = self.app.log_signer.keys();
        self.write(move |db, now| {
            while store::entry::number_new(db)? > 0 {}
            let previous = store::log::size(db)?;
            let mut edge = Edge::load(0, |_, _| Ok(Vec::new())).unwrap();
            let leaves = store::entry::leaves(db, 0, i64::MAX)?;
            let rows = edge.append(leaves.iter().map(|leaf| tree::record(leaf).hash()));
            let tiles: Vec<_> = rows.iter().map(tile_row).collect();
            let (size, root) = (edge.size(), edge.root());
            let note = keys.sign(&Head { size, root }).unwrap();
            let next = Checkpoint { size: size as i64, root: root.base64(), note, at: now };
            store::log::publish(db, if previous == 0 { -1 } else { previous }, &next, &tiles)
        });
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

fn tile_row(row: &Row) -> TileRow {
    TileRow { level: row.level.into(), idx: row.index as i64, hashes: Hash::bytes_of(&row.hashes) }
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
