//! Whether the database is as a deployment needs it.

use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::{BigInt, Nullable};

use super::assurance::Assurance;
use super::commitment::Commitment;
use super::endorsement::Endorsement;
use super::entry::Entry;
use super::organisation::Organisation;
use super::representative::Representative;
use super::schema::{
    assurances, call_texts, call_versions, commitments, endorsements, entries, organisations, representatives,
};
use super::{Db, call, db};
use crate::domain::Result;
use crate::domain::ids::{
    AssuranceId, CommitmentId, EndorsementId, OrganisationId, RepresentativeId, VersionId,
};

/// Rows that are read together.
const AT_ONCE: i64 = 10_000;

/// Reads the rows of a table from one id to another.
type Reading = fn(&mut Db, i64, i64) -> QueryResult<()>;

/// The tables that the register is made of.
const TABLES: [(&str, Reading); 8] = [
    ("call_versions", |db, from, to| {
        let rows = call_versions::table.filter(call_versions::id.between(VersionId(from), VersionId(to)));
        rows.load::<call::Version>(db).map(drop)
    }),
    ("call_texts", |db, from, to| {
        let rows = call_texts::table.filter(call_texts::id.between(from, to));
        rows.load::<call::Text>(db).map(drop)
    }),
    ("organisations", |db, from, to| {
        let ids = organisations::id.between(OrganisationId(from), OrganisationId(to));
        organisations::table.filter(ids).load::<Organisation>(db).map(drop)
    }),
    ("representatives", |db, from, to| {
        let ids = representatives::id.between(RepresentativeId(from), RepresentativeId(to));
        representatives::table.filter(ids).load::<Representative>(db).map(drop)
    }),
    ("endorsements", |db, from, to| {
        let ids = endorsements::id.between(EndorsementId(from), EndorsementId(to));
        endorsements::table.filter(ids).load::<Endorsement>(db).map(drop)
    }),
    ("commitments", |db, from, to| {
        let ids = commitments::id.between(CommitmentId(from), CommitmentId(to));
        commitments::table.filter(ids).load::<Commitment>(db).map(drop)
    }),
    ("assurances", |db, from, to| {
        let ids = assurances::id.between(AssuranceId(from), AssuranceId(to));
        assurances::table.filter(ids).load::<Assurance>(db).map(drop)
    }),
    ("entries", |db, from, to| {
        entries::table.filter(entries::id.between(from, to)).load::<Entry>(db).map(drop)
    }),
];

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

#[derive(QueryableByName)]
struct Lowest {
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
}

/// The first row that cannot be read, of the tables that the register is made of: its table, its id and the column.
pub fn unreadable(db: &mut Db) -> Result<Option<String>> {
    for (table, read) in TABLES {
        // Somebody may have chosen an id below those that are given.
        let mut last = -i64::MAX;
        while let Some(from) = behind(db, table, last)? {
            last = from.saturating_add(AT_ONCE - 1);
            if let Some((id, column)) = first_unreadable(db, read, from, last)? {
                return Ok(Some(format!("the row {id} of the table {table}, column {column},")));
            }
        }
    }
    Ok(None)
}

/// The lowest id of a table behind another.
fn behind(db: &mut Db, table: &str, last: i64) -> Result<Option<i64>> {
    let lowest = format!("SELECT min(id) AS id FROM {table} WHERE id > {last}");
    Ok(diesel::sql_query(lowest).get_result::<Lowest>(db)?.id)
}

/// The id of the first row that cannot be read, and the column.
fn first_unreadable(db: &mut Db, read: Reading, mut from: i64, mut to: i64) -> Result<Option<(i64, String)>> {
    let Some(mut column) = failing(read(db, from, to))? else { return Ok(None) };
    while from < to {
        let middle = from + (to - from) / 2;
        match failing(read(db, from, middle))? {
            Some(first) => (to, column) = (middle, first),
            None => from = middle + 1,
        }
    }
    Ok(Some((from, column)))
}

/// The column that could not be read; nothing, when all could.
fn failing(read: QueryResult<()>) -> Result<Option<String>> {
    match read {
        Err(DeserializationError(why)) => Ok(Some(db::column(&*why).to_owned())),
        other => Ok(other.map(|()| None)?),
    }
}
