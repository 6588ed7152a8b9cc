//! Databases with the program's schema: it is made once, and copied for every test.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use tilsagn::store::{DatabaseUrl, Store};

use super::postgres::Postgres;

/// How many files this process has begun.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A database of one's own with all tables, empty.
pub fn postgres() -> Postgres {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres"));
    Postgres::prepared(&name(folder), |url| drop(Store::migrate(&DatabaseUrl::parse(url).unwrap()).unwrap()))
}

/// The same in a file, where none is.
pub fn sqlite(path: &Path) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite"));
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name(folder));
    if !made.exists() {
        // Threads of one process may be at it at the same time.
        let place = MADE.fetch_add(1, Ordering::Relaxed);
        let mine = made.with_extension(format!("{}-{place}", std::process::id()));
        drop(Store::migrate(&DatabaseUrl::Sqlite(mine.clone())).unwrap());
        let changes = PathBuf::from(format!("{}-wal", mine.display()));
        assert!(!changes.exists(), "what is copied must be whole");
        fs::rename(mine, &made).unwrap();
    }
    fs::copy(made, path).unwrap();
}

/// Other migrations make another schema.
fn name(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path().join("up.sql")).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file).unwrap().hash(&mut hasher);
    }
    format!("schema_{:016x}", hasher.finish())
}
