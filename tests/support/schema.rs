//! PostgreSQL databases with the program's schema: it is made once on a server, and copied for every test.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};

use tilsagn::store::{DatabaseUrl, Store};

use super::postgres::Postgres;

/// A database of one's own with all tables, empty.
pub fn postgres() -> Postgres {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres")).unwrap();
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path().join("up.sql")).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file).unwrap().hash(&mut hasher);
    }
    let name = format!("schema_{:016x}", hasher.finish());
    Postgres::prepared(&name, |url| drop(Store::migrate(&DatabaseUrl::parse(url).unwrap()).unwrap()))
}
