//! Under what organisations are looked for when another may be the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::schema::organisation_keys::{self, dsl};
use super::schema::organisations;
use super::{Db, case};
use crate::domain::Result;
use crate::domain::ids::OrganisationId;

/// Organisations that are read of one key. What more have in common tells little, and a flood of names that share their
/// words must not make every comparison read all of it. Those in the register count, and the earliest: a flood hides nobody
/// who is in it or was there before.
const READ_OF_A_KEY: i64 = 300;
/// Organisations whose Cases are compared anew when one like them can be found no more.
const LEFT: usize = 1_000;
/// The same where it is erased. A flood is erased by the hundred thousand, and each of it is like many whose marks rest on others
/// too; what is compared anew goes before what is new. Of two that were sent by mistake, the other is among so many.
const LEFT_BY_ERASED: usize = 20;

/// A key of an organisation.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = organisation_keys)]
struct NewKey<'a> {
    organisation_id: OrganisationId,
    lookup: &'a str,
    registered: bool,
}

/// Puts these keys in place of those that an organisation had, as it was read at a revision. One that changed meanwhile
/// is looked at again. The organisation goes first, as where it gets its number: nobody gives it one meanwhile.
pub fn replace(db: &mut Db, of: OrganisationId, seen: i64, keys: &[String]) -> Result<()> {
    diesel::update(organisations::table.find(of)).set(organisations::keyed.eq(seen)).execute(db)?;
    forget(db, of)?;
    let number: Option<i64> = organisations::table.find(of).select(organisations::number).first(db)?;
    for lookup in keys {
        diesel::insert_into(dsl::organisation_keys)
            .values(NewKey { organisation_id: of, lookup, registered: number.is_some() })
            .execute(db)?;
    }
    Ok(())
}

/// Says of the keys of an organisation that it is in the register.
pub fn register(db: &mut Db, of: OrganisationId) -> Result<()> {
    let keys = dsl::organisation_keys.filter(dsl::organisation_id.eq(of));
    diesel::update(keys).set(dsl::registered.eq(true)).execute(db)?;
    Ok(())
}

/// Forgets the keys of an organisation that hides, or is found as another one from now on. Whom it was like is compared anew: a
/// mark that rests on it alone would tell that it hides. Once the keys are gone, nobody can say who that was.
pub fn leave(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let gone = of(db, organisation)?;
    compare_left(db, organisation, &gone, LEFT)?;
    forget(db, organisation)
}

/// The same of one that is erased, for the few that it was most like.
pub fn erase(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let gone = of(db, organisation)?;
    compare_left(db, organisation, &gone, LEFT_BY_ERASED)?;
    forget(db, organisation)
}

/// Has those compared anew that an organisation was like by keys which are its no more: the first of those that share most of
/// them.
pub fn compare_left(db: &mut Db, than: OrganisationId, gone: &[String], limit: usize) -> Result<()> {
    let were_near = sharing(db, than, gone, limit)?;
    case::compare_left(db, &were_near)
}

/// Forgets the keys of an organisation.
fn forget(db: &mut Db, of: OrganisationId) -> Result<()> {
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

/// Has the keys of one organisation made anew.
pub fn expire_of(db: &mut Db, of: OrganisationId) -> Result<()> {
    diesel::update(organisations::table.find(of)).set(organisations::keyed.eq(0i64)).execute(db)?;
    Ok(())
}

/// Other organisations that have some of these keys, those with most of them first; half of the places are kept for those in the
/// register. Of each key only the first organisations that have it are read, and the first of those in the register.
pub fn sharing(
    db: &mut Db,
    than: OrganisationId,
    lookups: &[String],
    limit: usize,
) -> Result<Vec<OrganisationId>> {
    let mut shared: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    let mut registered: BTreeSet<OrganisationId> = BTreeSet::new();
    for lookup in lookups {
        let having =
            || dsl::organisation_keys.filter(dsl::lookup.eq(lookup).and(dsl::organisation_id.ne(than)));
        let known =
            having().filter(dsl::registered.eq(true)).order(dsl::organisation_id).limit(READ_OF_A_KEY);
        let known: Vec<OrganisationId> = known.select(dsl::organisation_id).load(db)?;
        let first = having().order(dsl::organisation_id).limit(READ_OF_A_KEY);
        let first: Vec<OrganisationId> = first.select(dsl::organisation_id).load(db)?;
        registered.extend(&known);
        for other in known.into_iter().chain(first).collect::<BTreeSet<_>>() {
            *shared.entry(other).or_default() += 1;
        }
    }
    let most = |(other, keys): &(OrganisationId, usize)| (Reverse(*keys), *other);
    let mut found: Vec<_> = shared.into_iter().collect();
    found.sort_by_key(most);
    let known = found.iter().filter(|(other, _)| registered.contains(other)).take(limit.div_ceil(2));
    let kept: BTreeSet<_> = known.map(|(other, _)| *other).collect();
    // These stand first while the rest is cut off, and then in their own places.
    found.sort_by_key(|one| (!kept.contains(&one.0), most(one)));
    found.truncate(limit);
    found.sort_by_key(most);
    Ok(found.into_iter().map(|(other, _)| other).collect())
}

/// Organisations that have a key: the first, and the last, of which as many are read.
pub fn first_and_last(db: &mut Db, lookup: &str) -> Result<BTreeSet<OrganisationId>> {
    let having = || dsl::organisation_keys.filter(dsl::lookup.eq(lookup)).select(dsl::organisation_id);
    let first = having().order(dsl::organisation_id).limit(READ_OF_A_KEY);
    let mut found: BTreeSet<OrganisationId> = first.load::<OrganisationId>(db)?.into_iter().collect();
    let last = having().order(dsl::organisation_id.desc()).limit(READ_OF_A_KEY);
    found.extend(last.load::<OrganisationId>(db)?);
    Ok(found)
}

/// The keys of an organisation.
pub fn of(db: &mut Db, organisation: OrganisationId) -> Result<Vec<String>> {
    let of = dsl::organisation_keys.filter(dsl::organisation_id.eq(organisation));
    Ok(of.order(dsl::lookup).select(dsl::lookup).load(db)?)
}
