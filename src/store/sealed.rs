//! Columns in which something lies sealed, as whoever looks whether it opens reads them. What it is sealed for, and what opens
//! it, the floor above knows.
//!
//! The table `ceremonies` is left out: what a browser is asked while it signs in lives for minutes, and is asked anew.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};

use super::Db;
use crate::domain::Result;

/// A column in which something lies sealed.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub table: &'static str,
    pub name: &'static str,
    /// What stands beside it in the clear and was made of what lies sealed; nothing, where nothing was.
    beside: &'static str,
    /// In which rows something must lie there. In the others something may.
    filled: &'static str,
}

const NOTHING: &str = "''";
const ALWAYS: &str = "TRUE";
/// Whoever must not be named is sealed from the first day on, until it is erased.
const UNNAMED: &str = "erased_at IS NULL AND EXISTS (SELECT 1 FROM endorsements WHERE organisation_id = organisations.id \
                       AND visibility IN ('protected', 'embargoed'))";
const OF_SEALED: &str = "EXISTS (SELECT 1 FROM organisations WHERE organisations.id = organisation_id \
                         AND organisations.sealed IS NOT NULL)";
const NOT_ERASED: &str =
    "EXISTS (SELECT 1 FROM organisations WHERE organisations.id = organisation_id AND erased_at IS NULL)";

const fn column(table: &'static str, name: &'static str, filled: &'static str) -> Column {
    Column { table, name, beside: NOTHING, filled }
}

pub const TOTP: Column = column("staff", "totp_sealed", "password_hash IS NOT NULL");
pub const IDENTITY: Column = Column { beside: "skeleton", ..column("organisations", "sealed", UNNAMED) };
pub const CONTACT: Column =
    Column { beside: "email_index", ..column("representatives", "sealed", "email_index <> ''") };
pub const INVITATION: Column = column("invitations", "sealed", ALWAYS);
pub const RECOVERY: Column = column("recoveries", "sealed", "reference <> ''");
pub const DRAFT: Column = column("drafts", "sealed", ALWAYS);
pub const COMMITMENT: Column = column("commitments", "sealed", OF_SEALED);
pub const REPORT: Column = column("reports", "sealed", NOT_ERASED);
pub const ARRIVAL: Column = column("arrivals", "sealed", ALWAYS);
pub const RULE: Column = column("rules", "sealed", "mailbox_index IS NOT NULL");
pub const QUESTION: Column = column("case_questions", "sealed", ALWAYS);
pub const REPLY: Column = column("case_replies", "sealed", "changed IS NULL");
pub const CHANGED: Column = column("case_replies", "changed", "changed IS NOT NULL");
/// Which entries must have something to read, open or sealed, the log says: see [`emptied`].
pub const ENTRY: Column = Column { beside: "digest", ..column("entries", "sealed", "FALSE") };
pub const HELD_ENTRY: Column = column("held_entries", "sealed", ALWAYS);
pub const MAIL: Column = column("outbox", "sealed", "state IN ('queued', 'parked')");
pub const INVALIDATION: Column = column("invalidations", "condition", ALWAYS);

/// What lies sealed in a row.
#[derive(QueryableByName)]
pub struct Sealed {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// Nothing, or no bytes, where something must lie.
    #[diesel(sql_type = Nullable<Binary>)]
    pub bytes: Option<Vec<u8>>,
    #[diesel(sql_type = Text)]
    pub beside: String,
}

/// What lies sealed in a column, or must, of rows behind an id, at most so many, by their ids.
pub fn after(db: &mut Db, column: Column, id: i64, limit: i64) -> Result<Vec<Sealed>> {
    let Column { table, name, beside, filled } = column;
    let query = format!(
        "SELECT id, {name} AS bytes, {beside} AS beside FROM {table} \
         WHERE id > {id} AND (length({name}) > 0 OR ({filled})) ORDER BY id LIMIT {limit}"
    );
    Ok(diesel::sql_query(query).load(db)?)
}

/// A text in which something lies sealed.
#[derive(QueryableByName)]
pub struct Telling {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub text: String,
}

/// The columns of texts that tell where letters are filed.
pub const LETTERS: [(&str, &str); 3] =
    [("assurances", "evidence"), ("cases", "proposal"), ("case_notes", "text")];

/// Of one of them, the texts that hold a mark, by their ids.
pub fn telling(db: &mut Db, (table, name): (&str, &str), mark: &str) -> Result<Vec<Telling>> {
    let query = format!(
        "SELECT id, {name} AS text FROM {table} WHERE {name} LIKE '%' || '{mark}' || '%' ORDER BY id"
    );
    Ok(diesel::sql_query(query).load(db)?)
}

/// An entry of which nothing can be read any more, by nobody.
#[derive(QueryableByName)]
pub struct Emptied {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub number: Option<i64>,
    #[diesel(sql_type = Text)]
    pub subject: String,
    /// 1, where its row is about somebody who is erased, or who was one with somebody who is.
    #[diesel(sql_type = Integer)]
    pub erased: i32,
}

/// The entries that have nothing to read, neither open nor sealed, by their ids.
pub fn emptied(db: &mut Db) -> Result<Vec<Emptied>> {
    let query = "SELECT id, number, subject, CASE WHEN EXISTS (SELECT 1 FROM organisations \
                 WHERE organisations.id = entries.organisation_id AND erased_at IS NOT NULL) \
                 OR EXISTS (SELECT 1 FROM merges JOIN organisations ON organisations.id IN (survivor_id, merged_id) \
                 WHERE entries.organisation_id IN (survivor_id, merged_id) AND erased_at IS NOT NULL) \
                 THEN 1 ELSE 0 END AS erased FROM entries \
                 WHERE body IS NULL AND (sealed IS NULL OR length(sealed) = 0) ORDER BY id";
    Ok(diesel::sql_query(query).load(db)?)
}

#[derive(QueryableByName)]
struct Unentered {
    #[diesel(sql_type = BigInt)]
    organisation_id: i64,
}

/// The first organisation that was published and must not be named, of which no entry of this kind is there or waits.
pub fn unentered(db: &mut Db, kind: &str) -> Result<Option<i64>> {
    let query = format!(
        "SELECT organisation_id FROM endorsements AS signed \
         WHERE published_at IS NOT NULL AND visibility IN ('protected', 'embargoed') \
         AND NOT EXISTS (SELECT 1 FROM organisations WHERE id = signed.organisation_id AND erased_at IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM entries WHERE organisation_id = signed.organisation_id AND kind = '{kind}') \
         AND NOT EXISTS (SELECT 1 FROM held_entries WHERE organisation_id = signed.organisation_id AND kind = '{kind}') \
         ORDER BY organisation_id LIMIT 1"
    );
    let found: Option<Unentered> = diesel::sql_query(query).get_result(db).optional()?;
    Ok(found.map(|one| one.organisation_id))
}
