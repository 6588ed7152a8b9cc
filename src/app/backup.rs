//! Copies of the embedded database: made whole while the site serves, and put back where there is none. Both are looked
//! at before they count: the file itself, its migrations, each entry against its digest, and all of them against the
//! checkpoint that was signed over them.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::app::log::{memory, tree};
use crate::domain::{Error, Result};
use crate::files;
use crate::store::{self, DatabaseUrl, Store};

/// The end of the name of a copy that is not known to be good yet.
const UNFINISHED: &str = ".part";

/// A copy that was found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub bytes: u64,
    /// The size of the tree under its newest checkpoint.
    pub entries: u64,
    /// Migrations that the next start runs on it.
    pub behind: Vec<String>,
}

impl Copied {
    /// Whether a log was begun in it, as far as it can be read.
    pub fn has_log(&self) -> bool {
        self.entries > 0 || !self.behind.is_empty()
    }
}

/// Copies the database into a file that is not there yet.
///
/// # Errors
/// Internal, with what to do: the file is there, cannot be written, or the copy is not good. Then none is left.
pub fn back_up(database: &DatabaseUrl, to: &Path) -> Result<Copied> {
    refuse_taken(to, "choose another name")?;
    finish(to, |draft| Store::copy(database, draft))
}

/// Puts a copy where there is no database.
///
/// # Errors
/// Internal, with what to do: there is a database, or the copy is not good. Then nothing has changed.
pub fn restore(from: &Path, to: &Path) -> Result<Copied> {
    for end in ["", "-wal", "-shm"] {
        refuse_taken(&files::beside(to, end), "move it away first, with its -wal and -shm")?;
    }
    check(from)?;
    // Said first: a database that is there without it would be signed.
    memory::note_restored(to)?;
    finish(to, |draft| {
        let mut copied = File::open(from).map_err(|error| cannot("read", from, &error))?;
        let mut file =
            File::options().write(true).open(draft).map_err(|error| cannot("write", draft, &error))?;
        std::io::copy(&mut copied, &mut file).map_err(|error| cannot("write", draft, &error))?;
        Ok(())
    })
}

/// Whether a copy is good.
///
/// # Errors
/// Internal, with what is wrong.
pub fn check(path: &Path) -> Result<Copied> {
    let bad = |why: String| Error::internal(format!("{} is no good copy: {why}", path.display()));
    let bytes = fs::metadata(path).map_err(|error| cannot("read", path, &error))?.len();
    let copy = DatabaseUrl::Sqlite(path.to_owned());
    let looked = |error: Error| {
        bad(match error {
            Error::Internal(why) => why.to_string(),
            other => other.to_string(),
        })
    };
    let damage = Store::look(&copy, store::health::damage).map_err(looked)?;
    if !damage.is_empty() {
        return Err(bad(damage.join("; ")));
    }
    let unknown = Store::look(&copy, store::unknown_migrations).map_err(looked)?;
    if !unknown.is_empty() {
        let names = unknown.join(", ");
        return Err(bad(format!("a newer version of this program made it (migrations {names})")));
    }
    if !Store::look(&copy, store::has_begun).map_err(looked)? {
        return Err(bad("no register was ever in it".to_owned()));
    }
    let behind = Store::pending(&copy).map_err(looked)?;
    // An older schema is brought up to date first; until then its log cannot be read with today's queries.
    let entries =
        if behind.is_empty() { Store::look(&copy, tree::check_entries).map_err(looked)? } else { 0 };
    Ok(Copied { bytes, entries, behind })
}

/// Makes the copy under another name, looks at it, and only then gives it its own.
fn finish(to: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<Copied> {
    let draft = files::beside(to, UNFINISHED);
    // What a copy that was broken off has left.
    let _ = fs::remove_file(&draft);
    let mut options = OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(&draft);
    made.map_err(|error| cannot("make", &draft, &error))?;
    let done = make(&draft).and_then(|()| check(&draft));
    let placed = done.and_then(|copied| {
        files::place(&draft, to).map_err(|error| cannot("make", to, &error))?;
        Ok(copied)
    });
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed
}

fn refuse_taken(path: &Path, instead: &str) -> Result<()> {
    if path.try_exists().map_err(|error| cannot("read", path, &error))? {
        return Err(Error::internal(format!(
            "{} is there already, and nothing is written over it: {instead}",
            path.display()
        )));
    }
    Ok(())
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} {}: {error}", path.display()))
}
