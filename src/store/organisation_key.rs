//! Under what organisations are looked for when another may be the same.

use diesel::prelude::*;

use super::Db;
use super::schema::organisation_keys::{self, dsl};
use super::schema::organisations;
use crate::domain::Result;
use crate::domain::ids::OrganisationId;

/// A key of an organisation.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = organisation_keys)]
struct NewKey<'a> {
    organisation_id: OrganisationId,
    lookup: &'a str,
}

/// Puts these keys in place of those that an organisation had, as it was read at a revision. One that changed meanwhile
/// is looked at again.
pub fn replace(db: &mut Db, of: OrganisationId, seen: i64, keys: &[String]) -> Result<()> {
    forget(db, of)?;
    for lookup in keys {
        diesel::insert_into(dsl::organisation_keys)
            .values(NewKey { organisation_id: of, lookup })
            .execute(db)?;
    }
    diesel::update(organisations::table.find(of)).set(organisations::keyed.eq(seen)).execute(db)?;
    Ok(())
}

/// Forgets the keys of an organisation.
pub fn forget(db: &mut Db, of: OrganisationId) -> Result<()> {
    diesel::delete(dsl::organisation_keys.filter(dsl::organisation_id.eq(of))).execute(db)?;
    Ok(())
}

/// Organisations whose keys are not those of their revision, the newest first.
pub fn stale(db: &mut Db, limit: i64) -> Result<Vec<OrganisationId>> {
    let stale = organisations::table.filter(organisations::keyed.ne(organisations::revision));
    Ok(stale.order(organisations::id.desc()).limit(limit).select(organisations::id).load(db)?)
}

/// Has all keys made anew.
pub fn expire(db: &mut Db) -> Result<()> {
    diesel::update(organisations::table).set(organisations::keyed.eq(0i64)).execute(db)?;
    Ok(())
}

/// Other organisations that have some of these keys, those with most of them first.
pub fn sharing(
    db: &mut Db,
    than: OrganisationId,
    lookups: &[String],
    limit: i64,
) -> Result<Vec<OrganisationId>> {
    let shared = dsl::organisation_keys
        .filter(dsl::lookup.eq_any(lookups).and(dsl::organisation_id.ne(than)))
        .group_by(dsl::organisation_id)
        .order((diesel::dsl::count_star().desc(), dsl::organisation_id))
        .limit(limit)
        .select(dsl::organisation_id);
    Ok(shared.load(db)?)
}

/// The keys of an organisation.
pub fn of(db: &mut Db, organisation: OrganisationId) -> Result<Vec<String>> {
    let of = dsl::organisation_keys.filter(dsl::organisation_id.eq(organisation));
    Ok(of.order(dsl::lookup).select(dsl::lookup).load(db)?)
}
