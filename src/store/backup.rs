//! Copies of the embedded database. Whether one is good is asked elsewhere.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::Db;
use crate::domain::{Error, Result};

/// Writes the database as it is at this moment into an empty file, while others read and write it
/// (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>).
pub(super) fn copy(db: &mut Db, into: &Path) -> Result<()> {
    let Db::Sqlite(connection) = db else {
        return Err(Error::internal("a database on a server is copied by pg_dump"));
    };
    let into = into.to_str().ok_or_else(|| Error::internal("the path of a copy must be UTF-8"))?;
    diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(into).execute(connection)?;
    Ok(())
}
