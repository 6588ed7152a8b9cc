//! Many rows at once, ids and all: how the demo fills an empty database.

use diesel::connection::SimpleConnection;
use diesel::dsl::max;
use diesel::prelude::*;

use super::Db;
use super::assurance::Assurance;
use super::commitment::Commitment;
use super::endorsement::Endorsement;
use super::entry::Entry;
use super::organisation::Organisation;
use super::pool::CACHE_KIB;
use super::representative::Representative;
use super::schema::{
    assurances, commitments, endorsements, entries, organisations, register_state, representatives,
};
use crate::domain::Result;
use crate::native;

/// Rows in one statement. SQLite takes 32,766 values in one, and no table has more than 32 columns. It is one statement where no
/// row leaves a column to its default: `treat_none_as_default_value` is off where the rows are defined.
const AT_ONCE: usize = 1_000;
/// KiB that the writer may hold while it adds them.
const ROOM_KIB: u32 = 512 * 1024;

/// Rows that belong together.
#[derive(Debug, Default)]
pub struct Rows {
    pub organisations: Vec<Organisation>,
    pub representatives: Vec<Representative>,
    pub endorsements: Vec<Endorsement>,
    pub commitments: Vec<Commitment>,
    pub assurances: Vec<Assurance>,
    pub entries: Vec<Entry>,
}

/// The counters after the rows: the next of each that will be given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Next {
    pub entry: i64,
    pub signatory: i64,
}

/// What comes behind everything that is there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Free {
    /// An id that no organisation has, nor any representative, endorsement or assurance; nor any behind it.
    pub signatory: i64,
    /// The same of a commitment.
    pub commitment: i64,
    pub next: Next,
}

/// Where rows can be added.
pub fn free(db: &mut Db) -> Result<Free> {
    let ids = [
        organisations::table.select(max(organisations::id)).first::<Option<i64>>(db)?,
        representatives::table.select(max(representatives::id)).first::<Option<i64>>(db)?,
        endorsements::table.select(max(endorsements::id)).first::<Option<i64>>(db)?,
        assurances::table.select(max(assurances::id)).first::<Option<i64>>(db)?,
    ];
    let last = ids.into_iter().flatten().max().unwrap_or_default();
    let promise: Option<i64> = commitments::table.select(max(commitments::id)).first(db)?;
    let next = Next {
        entry: super::register_state::next_entry(db)?,
        signatory: super::register_state::upcoming_signatory_number(db)?,
    };
    Ok(Free { signatory: last + 1, commitment: promise.unwrap_or_default() + 1, next })
}

macro_rules! insert_all {
    ($db:expr, $table:path, $rows:expr) => {
        for some in $rows.chunks(AT_ONCE) {
            native!($db, |c| diesel::insert_into($table).values(some).execute(c))?;
        }
    };
}

/// Lets the writer hold much more of an embedded database in memory, until [`give_room_back`]: where keys are drawn by chance, each
/// row touches pages all over it.
pub fn make_room(db: &mut Db) -> Result<()> {
    hold(db, ROOM_KIB)
}

/// Lets the writer hold as much as it does at all other times.
pub fn give_room_back(db: &mut Db) -> Result<()> {
    hold(db, CACHE_KIB)
}

fn hold(db: &mut Db, kib: u32) -> Result<()> {
    if let Db::Sqlite(connection) = db {
        connection.batch_execute(&format!("PRAGMA cache_size = -{kib}"))?;
    }
    Ok(())
}

/// Adds the rows. Their ids must be free.
pub fn insert(db: &mut Db, rows: &Rows) -> Result<()> {
    insert_all!(db, organisations::table, rows.organisations);
    insert_all!(db, representatives::table, rows.representatives);
    insert_all!(db, endorsements::table, rows.endorsements);
    insert_all!(db, commitments::table, rows.commitments);
    insert_all!(db, assurances::table, rows.assurances);
    insert_all!(db, entries::table, rows.entries);
    Ok(())
}

/// Sets the counters behind the rows.
pub fn set_next(db: &mut Db, next: Next) -> Result<()> {
    diesel::update(register_state::table)
        .set((
            register_state::next_entry.eq(next.entry),
            register_state::next_signatory.eq(next.signatory),
            register_state::given_signatory.eq(next.signatory - 1),
            register_state::content_revision.eq(register_state::content_revision + 1),
        ))
        .execute(db)?;
    Ok(())
}
