//! The triggers that the migrations make: they keep the past as it was, and the queue's counts right. Whoever may change the
//! schema can take one away, switch it off, or put another of its name in its place.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{Db, migrations};
use crate::domain::{Error, Result};

/// What they are on PostgreSQL, one a line: the name, and what it does as that tells it. A test holds it against what the
/// migrations make.
const OF_POSTGRES: &str = include_str!("triggers/postgres.txt");

/// A trigger, and what it does.
#[derive(QueryableByName)]
struct Trigger {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    does: String,
}

/// What each trigger does that is there and switched on, by its name, with single spaces.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn there(db: &mut Db) -> Result<BTreeMap<String, String>> {
    let question = match db {
        Db::Sqlite(_) => "SELECT name, sql AS does FROM sqlite_master WHERE type = 'trigger'",
        Db::Pg(_) => {
            "SELECT t.tgname::text AS name, pg_get_triggerdef(t.oid, true) || ' ' || l.lanname || ' ' || p.prosrc AS does \
             FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang \
             WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(t.tgrelid)"
        }
    };
    let found: Vec<Trigger> = diesel::sql_query(question).load(db)?;
    Ok(found.into_iter().map(|one| (one.name, spaced(&one.does))).collect())
}

/// Triggers that are not as the migrations make them, by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unlike {
    /// Those that are gone, switched off, or do something else.
    pub gone: Vec<String>,
    /// Those on the same tables that the migrations do not make: one can have a row left out, or another put in.
    pub more: Vec<String>,
}

/// How the triggers differ from what the migrations make.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn unlike(db: &mut Db) -> Result<Unlike> {
    let (there, made) = (there(db)?, made(db)?);
    let guarded: BTreeSet<&str> = made.values().filter_map(|does| table(does)).collect();
    let gone = made.iter().filter(|(name, does)| there.get(*name) != Some(*does));
    let mut more = tables(db)?;
    more.retain(|one| guarded.contains(&*one.does.to_ascii_lowercase()) && !made.contains_key(&one.name));
    let gone = gone.map(|(name, _)| name.clone()).collect();
    Ok(Unlike { gone, more: more.into_iter().map(|one| one.name).collect() })
}

/// Each trigger that is there, and the table on which it does something, as the database has it: how one is written, whoever made it
/// has chosen.
fn tables(db: &mut Db) -> Result<Vec<Trigger>> {
    let question = match db {
        Db::Sqlite(_) => {
            "SELECT name, tbl_name AS does FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        }
        Db::Pg(_) => {
            "SELECT t.tgname::text AS name, c.relname::text AS does FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
             WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND pg_table_is_visible(c.oid) ORDER BY 1"
        }
    };
    Ok(diesel::sql_query(question).load(db)?)
}

/// The table that a trigger of the migrations is on, as it says that itself.
fn table(does: &str) -> Option<&str> {
    let (_, rest) = does.split_once(" ON ")?;
    rest.split([' ', '(']).next().map(|table| table.trim_matches('"'))
}

/// What the migrations make, by name.
fn made(db: &Db) -> Result<BTreeMap<String, String>> {
    match db {
        Db::Sqlite(_) => {
            let fresh = SqliteConnection::establish(":memory:").map_err(Error::internal)?;
            let mut fresh = Db::Sqlite(fresh);
            migrations::run(&mut fresh)?;
            self::there(&mut fresh)
        }
        Db::Pg(_) => {
            let lines = OF_POSTGRES.lines().filter_map(|line| line.split_once(' '));
            Ok(lines.map(|(name, does)| (name.to_owned(), does.to_owned())).collect())
        }
    }
}

/// A text as it is but for the white space in it: whoever puts a trigger back breaks lines otherwise.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
