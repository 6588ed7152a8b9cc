//! Whether the database is as a deployment needs it.

use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::BigInt;

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

/// The triggers that the migrations make: they keep the past as it was, and the queue's counts right. A test holds the list
/// against the databases.
const TRIGGERS: [&str; 11] = [
    "audit_lines_are_fixed",
    "audit_lines_are_kept",
    "cases_traits_changed",
    "cases_traits_new",
    "entries_are_fixed",
    "entries_are_kept",
    "entries_are_numbered_once",
    "entries_keep_their_id",
    "log_checkpoints_are_fixed",
    "log_checkpoints_are_kept",
    "organisations_traits",
];

/// Those that PostgreSQL has besides: only there a table can be emptied without asking the triggers of its rows.
const OF_POSTGRES: [&str; 3] = ["audit_lines_stay", "entries_stay", "log_checkpoints_stay"];

/// Those that SQLite has besides: only there a row can take the place of another that is in its way.
const OF_SQLITE: [&str; 4] = [
    "audit_lines_are_not_replaced",
    "entries_are_not_replaced",
    "entries_share_no_number",
    "log_checkpoints_are_not_replaced",
];

/// Those of them that are not there, or are switched off.
pub fn missing_triggers(db: &mut Db) -> Result<Vec<&'static str>> {
    let (question, besides): (_, &[_]) = match db {
        Db::Sqlite(_) => ("SELECT name AS said FROM sqlite_master WHERE type = 'trigger'", &OF_SQLITE),
        Db::Pg(_) => (
            "SELECT tgname::text AS said FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)",
            &OF_POSTGRES,
        ),
    };
    let there: Vec<Said> = diesel::sql_query(question).load(db)?;
    let made = TRIGGERS.iter().chain(besides).copied();
    let mut missing: Vec<_> = made.filter(|name| there.iter().all(|line| line.said != *name)).collect();
    missing.sort_unstable();
    Ok(missing)
}

#[derive(QueryableByName)]
struct Highest {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The first row that cannot be read, of the tables that the register is made of: its table, its id and the column.
pub fn unreadable(db: &mut Db) -> Result<Option<String>> {
    for (table, read) in TABLES {
        let highest: Highest =
            diesel::sql_query(format!("SELECT coalesce(max(id), 0) AS id FROM {table}")).get_result(db)?;
        let mut from = 1;
        while from <= highest.id {
            let to = highest.id.min(from + AT_ONCE - 1);
            if let Some((id, column)) = first_unreadable(db, read, from, to)? {
                return Ok(Some(format!("the row {id} of the table {table}, column {column},")));
            }
            from = to + 1;
        }
    }
    Ok(None)
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
