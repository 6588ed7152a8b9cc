//! Where a database stands. A copy that came into its place stands elsewhere, by whatever means it was put there.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::time::UNIX_EPOCH;

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

/// Where the database of an address stands: the number of its file and when it was made, or its ids in its server.
///
/// # Errors
/// Internal, if the file is not there or the database does not answer.
pub fn of(db: &mut Db, database: &DatabaseUrl) -> Result<String> {
    match database {
        DatabaseUrl::Sqlite(path) => match fs::metadata(path) {
            Ok(file) => Ok(of_file(&file)),
            Err(error) => Err(Error::internal(format!("{}: {error}", path.display()))),
        },
        DatabaseUrl::Postgres(_) => Ok(diesel::sql_query(IN_SERVER).get_result::<Place>(db)?.place),
    }
}

/// The number of a file that is gone is often that of the next one; so the moment at which it was made stands behind it, where the
/// system tells that. The number of the device tells nothing: systems give it anew at each start.
fn of_file(file: &Metadata) -> String {
    let made = file.created().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    made.map_or(file.ino().to_string(), |made| format!("{}.{}", file.ino(), made.as_nanos()))
}

/// Whether a database stands where it was noted. What was not told then, or is not now, is not compared.
pub fn is_same(noted: &str, stands: &str) -> bool {
    noted.split('.').zip(stands.split('.')).all(|(noted, stands)| noted == stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_number_and_by_when_it_was_made_where_both_are_known() {
        assert!(is_same("7", "7.1764"), "noted before the other was looked at");
        assert!(is_same("7.1764", "7"), "a system that does not tell it");
        assert!(is_same("7.1764", "7.1764"));
        assert!(!is_same("7.1764", "7.1765"), "a file that was made later has got its number");
        assert!(!is_same("7", "8.1764") && !is_same("7.1764", "71764"));
    }
}
