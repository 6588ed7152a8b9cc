//! The one row that counts: the public side's revision, and the next numbers to give.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::Db;
use super::schema::register_state::dsl;
use crate::domain::{Error, Moment, Result};

/// What was read of the row, which is always there.
fn read<T>(row: QueryResult<T>) -> Result<T> {
    row.optional()?.ok_or_else(|| {
        Error::internal(
            "the table register_state has lost its only row: somebody has changed it past the program. Stop the site, and \
             restore the newest backup that is good",
        )
    })
}

/// Says that something the public sees has changed. Part of every such write.
pub fn bump(db: &mut Db) -> Result<()> {
    diesel::update(dsl::register_state)
        .set(dsl::content_revision.eq(dsl::content_revision + 1))
        .execute(db)?;
    Ok(())
}

/// The revision of what the public sees.
pub fn content_revision(db: &mut Db) -> Result<i64> {
    read(dsl::register_state.select(dsl::content_revision).first(db))
}

/// Takes the next public number of a signatory. Numbers are never given twice: nothing, where the counter does not stand behind
/// the highest that was given.
pub fn next_signatory_number(db: &mut Db) -> Result<Option<i64>> {
    let behind = dsl::register_state.filter(dsl::next_signatory.gt(dsl::given_signatory));
    let next =
        (dsl::given_signatory.eq(dsl::next_signatory), dsl::next_signatory.eq(dsl::next_signatory + 1));
    let taken = diesel::update(behind).set(next).execute(db)?;
    let given = read(dsl::register_state.select(dsl::given_signatory).first(db))?;
    Ok(Some(given).filter(|_| taken == 1))
}

/// The public number that the next signatory would get, without taking it.
pub fn upcoming_signatory_number(db: &mut Db) -> Result<i64> {
    read(dsl::register_state.select(dsl::next_signatory).first(db))
}

/// How a counter stands beside what was counted, both of one moment.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Counter {
    /// The number that is given next.
    #[diesel(sql_type = BigInt)]
    pub next: i64,
    /// The highest that was given; 0 where none was.
    #[diesel(sql_type = BigInt)]
    pub highest: i64,
}

/// The counter of signatories' public numbers. Of those who were erased, no row has one.
pub fn signatory_counter(db: &mut Db) -> Result<Counter> {
    let both = "SELECT next_signatory AS next, (SELECT max(number) FROM (SELECT given_signatory AS number FROM register_state \
                UNION ALL SELECT coalesce(max(number), 0) FROM organisations) AS given) AS highest FROM register_state";
    read(diesel::sql_query(both).get_result(db))
}

/// The counter of Cases.
pub fn case_counter(db: &mut Db) -> Result<Counter> {
    let both = "SELECT next_case AS next, (SELECT coalesce(max(number), 0) FROM cases) AS highest FROM register_state";
    read(diesel::sql_query(both).get_result(db))
}

/// Says which public number the next signatory gets, where entries came back that gave numbers.
pub fn set_upcoming_signatory_number(db: &mut Db, next: i64) -> Result<()> {
    let behind = (dsl::next_signatory.eq(next), dsl::given_signatory.eq(next - 1));
    diesel::update(dsl::register_state).set(behind).execute(db)?;
    Ok(())
}

/// Lets nobody else take a number of a Case until this act is over: what it finds of Cases stays so until then. Every
/// entry holds the same row. So whoever holds an organisation does that before, and whoever changes Cases does it
/// behind: otherwise two wait for each other.
pub fn hold_case_numbers(db: &mut Db) -> Result<()> {
    diesel::update(dsl::register_state).set(dsl::next_case.eq(dsl::next_case)).execute(db)?;
    Ok(())
}

/// Takes the next number of a Case.
pub fn next_case_number(db: &mut Db) -> Result<i64> {
    diesel::update(dsl::register_state).set(dsl::next_case.eq(dsl::next_case + 1)).execute(db)?;
    let next: i64 = read(dsl::register_state.select(dsl::next_case).first(db))?;
    Ok(next - 1)
}

/// How many signatories cannot be named, as counted last.
pub fn unnamed(db: &mut Db) -> Result<i64> {
    read(dsl::register_state.select(dsl::unnamed).first(db))
}

/// When the last batch of entries about signatories that cannot be named was appended.
pub fn batched_at(db: &mut Db) -> Result<Option<Moment>> {
    read(dsl::register_state.select(dsl::batched_at).first(db))
}

/// Takes the batch that follows the one last seen. `false` when another node has taken it.
pub fn take_batch(db: &mut Db, seen: Option<Moment>, now: Moment) -> Result<bool> {
    let changed = match seen {
        Some(seen) => diesel::update(dsl::register_state.filter(dsl::batched_at.eq(seen)))
            .set(dsl::batched_at.eq(now))
            .execute(db)?,
        None => diesel::update(dsl::register_state.filter(dsl::batched_at.is_null()))
            .set(dsl::batched_at.eq(now))
            .execute(db)?,
    };
    Ok(changed == 1)
}

/// Keeps the week's count of signatories that cannot be named.
pub fn set_unnamed(db: &mut Db, count: i64) -> Result<()> {
    diesel::update(dsl::register_state).set(dsl::unnamed.eq(count)).execute(db)?;
    bump(db)
}

/// The number that the next entry will get.
pub fn next_entry(db: &mut Db) -> Result<i64> {
    read(dsl::register_state.select(dsl::next_entry).first(db))
}

/// How the numbers of entries stand, all of one moment.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Numbers {
    /// The number that the next entry will get.
    #[diesel(sql_type = BigInt)]
    pub next: i64,
    /// The one behind the highest that was given.
    #[diesel(sql_type = BigInt)]
    pub behind: i64,
    /// Entries under the newest checkpoint.
    #[diesel(sql_type = BigInt)]
    pub sealed: i64,
    /// Those of them that are there.
    #[diesel(sql_type = BigInt)]
    pub there: i64,
}

/// One statement, so that what others number meanwhile is in all of them or in none. It reads the index of numbers alone.
const NUMBERS: &str = "SELECT next_entry AS next, (SELECT coalesce(max(number), -1) + 1 FROM entries) AS behind, \
                       (SELECT coalesce(max(size), 0) FROM log_checkpoints) AS sealed, \
                       (SELECT count(*) FROM entries WHERE number >= 0 \
                       AND number < (SELECT coalesce(max(size), 0) FROM log_checkpoints)) AS there FROM register_state";

/// How they stand.
pub fn numbers(db: &mut Db) -> Result<Numbers> {
    read(diesel::sql_query(NUMBERS).get_result(db))
}

/// Takes `count` places in the order of the log and gives the first.
///
/// The update holds the row until the transaction ends, so numbers follow each other without a gap
/// and no two nodes number at once.
pub fn take_entry_numbers(db: &mut Db, count: i64) -> Result<i64> {
    diesel::update(dsl::register_state).set(dsl::next_entry.eq(dsl::next_entry + count)).execute(db)?;
    let next: i64 = read(dsl::register_state.select(dsl::next_entry).first(db))?;
    Ok(next - count)
}

/// The number of the first entry of whose receipt nobody has been told.
pub fn receipts_to(db: &mut Db) -> Result<i64> {
    read(dsl::register_state.select(dsl::receipts_to).first(db))
}

/// Says that everybody has been told of receipts up to before another number. `false` when another node was
/// faster.
pub fn move_receipts(db: &mut Db, seen: i64, to: i64) -> Result<bool> {
    let stands = dsl::register_state.filter(dsl::receipts_to.eq(seen));
    Ok(diesel::update(stands).set(dsl::receipts_to.eq(to)).execute(db)? == 1)
}
