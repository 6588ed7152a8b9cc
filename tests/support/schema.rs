//! Databases with the program's schema: it is made once, and copied for every test.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use tilsagn::store::{DatabaseUrl, Store};

use super::postgres::Postgres;

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
        let mine = made.with_extension(std::process::id().to_string());
        drop(Store::migrate(&DatabaseUrl::Sqlite(mine.clone())).unwrap());
        assert!(
            !mine.with_extension(format!("{}-wal", std::process::id())).exists(),
            "what is copied must be whole"
        );
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
