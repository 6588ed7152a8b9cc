//! Copies of the embedded database: made whole while the site serves, and put back where there is none. Both are looked at
//! before they count: the file itself, its migrations, each row of the register, each entry against its digest, all of them
//! against the checkpoint that was signed over them, whether the next one can get its number, whether what lies sealed opens, and
//! whether the register is what the entries say.
//! Each says in itself that it is a copy, also where it comes into its place without this program: see `app::log::memory`.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::app::log::{entered, memory, seal, shown, tree};
use crate::app::{boot, counters, sealed};
use crate::domain::{Error, Moment, Result};
use crate::files;
use crate::log::keys::Keys;
use crate::secret::Secrets;
use crate::store::{self, DatabaseUrl, Db, Store};

/// The end of the name of a copy that is not known to be good yet.
const UNFINISHED: &str = ".part";
/// The ends of the names of a database's files.
const FILES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// What is at hand of what a database needs besides itself.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The log's keys: they must have signed its checkpoints.
    pub keys: Option<&'a Keys>,
    /// The secret: what lies sealed is opened with it, unless the database says that another one sealed it.
    pub secrets: Option<&'a Secrets>,
}

/// A copy that was found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub bytes: u64,
    /// The size of the tree under its newest checkpoint; not known of an older schema.
    pub entries: Option<u64>,
    /// How much lies sealed in it, or the first of it that does not open: whatever was destroyed before, a copy without it is
    /// better than none. Not known of an older schema, or without the secret that sealed it.
    pub opened: Option<Result<u64, String>>,
    /// Where the register or the Call in it is not what its entries say, in words. Not known of an older schema.
    pub differs: Option<Vec<String>>,
    /// Migrations that the next start runs on it.
    pub behind: Vec<String>,
}

impl Copied {
    /// Whether a log was begun in it, as far as it can be read.
    pub fn has_log(&self) -> bool {
        self.entries.is_none_or(|entries| entries > 0)
    }
}

/// Copies the database into a file that is not there yet.
///
/// # Errors
/// Internal, with what to do: the file is there, cannot be written, or the copy is not good. Then none is left.
pub fn back_up(database: &DatabaseUrl, to: &Path, now: Moment, known: Known<'_>) -> Result<Copied> {
    refuse_taken(to, "choose another name")?;
    if let DatabaseUrl::Sqlite(path) = database {
        files::regular(path).map_err(|error| cannot("read", path, &error))?;
    }
    finish(to, (now, known), |draft| Store::copy(database, draft))
}

/// Puts a copy that was found good (`check`) where there is no database.
///
/// # Errors
/// Internal, with what to do: there is a database, or the copy is not good. Then nothing has changed.
pub fn restore(from: &Path, to: &Path, now: Moment, known: Known<'_>) -> Result<Copied> {
    for end in FILES {
        refuse_taken(&files::beside(to, end), "move it away first, with its -wal and -shm")?;
    }
    files::regular(from).map_err(|error| cannot("read", from, &error))?;
    finish(to, (now, known), |draft| {
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
pub fn check(path: &Path, now: Moment, known: Known<'_>) -> Result<Copied> {
    let bad = |why: String| Error::internal(format!("{} is no good copy: {why}", path.display()));
    let bytes = files::regular(path).map_err(|error| cannot("read", path, &error))?.len();
    let copy = DatabaseUrl::Sqlite(path.to_owned());
    let looked = |error: Error| bad(error.reason());
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
    let whole = || Store::look(&copy, |db| look_inside(db, now, known)).map_err(looked);
    let inside = behind.is_empty().then(whole).transpose()?.unwrap_or_default();
    let Inside { entries, opened, differs } = inside;
    Ok(Copied { bytes, entries, opened, differs, behind })
}

/// What was found inside; nothing of an older schema.
#[derive(Default)]
struct Inside {
    entries: Option<u64>,
    opened: Option<Result<u64, String>>,
    differs: Option<Vec<String>>,
}

/// What a start would stumble over, what no number could be given behind, and what would be missed once it is needed. Gives how
/// many entries there are, what became of what lies sealed, and where the register is another than the entries say.
fn look_inside(db: &mut Db, now: Moment, known: Known<'_>) -> Result<Inside> {
    if let Some(row) = store::health::unreadable(db)? {
        return Err(Error::internal(format!("{row} cannot be read")));
    }
    let entries = tree::check_entries(db, known.keys)?;
    seal::check_rows(db)?;
    entered::check_all_waiting(db, now)?;
    counters::check(db)?;
    let opened = match known.secrets {
        Some(secrets) if boot::was_sealed_with(db, secrets)? => {
            Some(sealed::check(db, secrets).map_err(|error| error.reason()))
        }
        _ => None,
    };
    Ok(Inside { entries: Some(entries), opened, differs: Some(shown::check(db)?) })
}

/// Makes the copy under another name, looks at it, and only then gives it its own.
fn finish(
    to: &Path,
    (now, known): (Moment, Known<'_>),
    make: impl FnOnce(&Path) -> Result<()>,
) -> Result<Copied> {
    let draft = files::beside(to, UNFINISHED);
    // What a copy that was broken off has left.
    clear(&draft);
    let mut options = OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(&draft);
    made.map_err(|error| cannot("make", &draft, &error))?;
    let done = make(&draft).and_then(|()| mark(&draft, now)).and_then(|()| check(&draft, now, known));
    let placed = done.and_then(|copied| {
        files::place(&draft, to).map_err(|error| cannot("make", to, &error))?;
        Ok(copied)
    });
    if placed.is_err() {
        clear(&draft);
    }
    placed
}

/// Lets a copy say that it is one. What holds no register stays as it is: it is refused next.
fn mark(draft: &Path, now: Moment) -> Result<()> {
    let copy = DatabaseUrl::Sqlite(draft.to_owned());
    match Store::look(&copy, store::has_begun)? {
        true => Store::amend(&copy, |db| memory::note_restored(db, now)),
        false => Ok(()),
    }
}

fn clear(draft: &Path) {
    for end in FILES {
        let _ = fs::remove_file(files::beside(draft, end));
    }
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
