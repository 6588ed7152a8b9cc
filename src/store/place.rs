//! Where a database stands. A copy that came into its place stands elsewhere, by whatever means it was put there.

use std::fs;
use std::os::unix::fs::MetadataExt;

use diesel::prelude::*;

use super::{DatabaseUrl, Db};
use crate::domain::{Error, Result};

/// What tells a database from its copies: the cluster, the database in it, and a table that a dump makes anew.
const IN_SERVER: &str = "SELECT concat_ws('.', (SELECT system_identifier FROM pg_control_system()), \
                         (SELECT oid FROM pg_database WHERE datname = current_database()), 'settings'::regclass::oid) AS place";

#[derive(QueryableByName)]
struct Place {
    #[diesel(sql_type = diesel::sql_types::Text)]
    place: String,
}

/// Where the database of an address stands: the number of its file, or its ids in its server.
///
/// # Errors
/// Internal, if the file is not there or the database does not answer.
pub fn of(db: &mut Db, database: &DatabaseUrl) -> Result<String> {
    match database {
        DatabaseUrl::Sqlite(path) => Ok(fs::metadata(path)
            .map_err(|error| Error::internal(format!("{}: {error}", path.display())))?
            .ino()
            .to_string()),
        DatabaseUrl::Postgres(_) => Ok(diesel::sql_query(IN_SERVER).get_result::<Place>(db)?.place),
    }
}
