//! Whether the database is as a deployment needs it.

use diesel::prelude::*;

use super::Db;
use crate::domain::Result;

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = diesel::sql_types::Text)]
    said: String,
}

/// What is damaged, or set up so that what is acknowledged could be lost; nothing when all is well.
pub fn damage(db: &mut Db) -> Result<Vec<String>> {
    let (question, good) = match db {
        Db::Sqlite(_) => ("SELECT integrity_check AS said FROM pragma_integrity_check", "ok"),
        Db::Pg(_) => (
            "SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN 'synchronous_commit is off' ELSE 'ok' END \
             AS said",
            "ok",
        ),
    };
    let said: Vec<Said> = diesel::sql_query(question).load(db)?;
    Ok(said.into_iter().map(|line| line.said).filter(|line| line != good).collect())
}
