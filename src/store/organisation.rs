//! Organisations: who has signed, or may yet.

use diesel::prelude::*;

use super::schema::gone_slugs;
use super::schema::organisations::{self, dsl};
use super::{Db, Json, case, organisation_key};
use crate::domain::identifier::Identifiers;
use crate::domain::ids::OrganisationId;
use crate::domain::lure::holds_page;
use crate::domain::organisation::Category;
use crate::domain::other_name::OtherName;
use crate::domain::{Error, Moment, Result};
use crate::native;

/// An organisation as it stands.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = organisations, treat_none_as_default_value = false)]
pub struct Organisation {
    pub id: OrganisationId,
    pub public_id: String,
    pub slug: Option<String>,
    pub number: Option<i64>,
    pub category: Category,
    pub country: Option<String>,
    pub name: String,
    pub website: Option<String>,
    pub domain: Option<String>,
    pub description: Option<String>,
    pub search_key: String,
    pub skeleton: String,
    /// What says who it is (`Identity` in `app/identity.rs`), where it must not be named: those columns are empty then,
    /// and `domain` and `skeleton` hold keyed indexes.
    pub sealed: Option<Vec<u8>>,
    pub merged_into: Option<OrganisationId>,
    pub erased_at: Option<Moment>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub revision: i64,
    /// Besides the main one.
    pub names: Json<Vec<OtherName>>,
    pub identifiers: Json<Identifiers>,
    /// The revision that the keys of its doubles were made of.
    pub keyed: i64,
}

/// What an organisation says of itself, with the keys derived from it.
#[derive(Debug, Clone, AsChangeset, Insertable)]
#[diesel(table_name = organisations, treat_none_as_null = true)]
pub struct Profile {
    pub category: Category,
    pub country: Option<String>,
    pub name: String,
    pub website: Option<String>,
    /// The registrable domain of the website.
    pub domain: Option<String>,
    pub description: Option<String>,
    pub search_key: String,
    pub skeleton: String,
    pub sealed: Option<Vec<u8>>,
    pub names: Json<Vec<OtherName>>,
    pub identifiers: Json<Identifiers>,
}

impl Organisation {
    /// The name as mails may hold it, and the pages that their links open before anything is pressed: empty, where it must not
    /// be named.
    pub fn mail_name(&self) -> String {
        if self.sealed.is_some() { String::new() } else { self.name.clone() }
    }

    /// The same where whoever reads it has confirmed nothing, or no member of staff has read it: empty also where it
    /// leads to a page.
    pub fn unread_mail_name(&self) -> String {
        if holds_page(&self.name) { String::new() } else { self.mail_name() }
    }
}

/// Adds an organisation, not yet public.
pub fn insert(db: &mut Db, public_id: &str, profile: &Profile, now: Moment) -> Result<OrganisationId> {
    let id = diesel::insert_into(dsl::organisations)
        .values((
            profile,
            dsl::public_id.eq(public_id),
            dsl::created_at.eq(now),
            dsl::updated_at.eq(now),
            dsl::revision.eq(1i64),
        ))
        .returning(dsl::id)
        .get_result(db)?;
    Ok(id)
}

/// The organisation with this id.
pub fn find(db: &mut Db, id: OrganisationId) -> Result<Organisation> {
    Ok(dsl::organisations.find(id).first(db)?)
}

/// The organisation, or the one that it has become since: who acts for a double acts for that.
///
/// # Errors
/// Not found; internal, where it leads in a circle.
pub fn survivor(db: &mut Db, id: OrganisationId) -> Result<Organisation> {
    let mut of = find(db, id)?;
    let mut passed = vec![of.id];
    while let Some(next) = of.merged_into {
        if passed.contains(&next) {
            return Err(Error::internal(format!("organisation {id} became one that became it")));
        }
        passed.push(next);
        of = find(db, next)?;
    }
    Ok(of)
}

/// The public ids of some organisations.
pub fn public_ids(db: &mut Db, ids: &[OrganisationId]) -> Result<Vec<(OrganisationId, String)>> {
    let of = dsl::organisations.filter(dsl::id.eq_any(ids.to_vec()));
    Ok(of.select((dsl::id, dsl::public_id)).load(db)?)
}

/// The organisation with this public id, if there is one, named or not.
pub fn by_public_id(db: &mut Db, public_id: &str) -> Result<Option<Organisation>> {
    Ok(dsl::organisations.filter(dsl::public_id.eq(public_id)).first(db).optional()?)
}

/// The published organisation with this slug.
pub fn by_slug(db: &mut Db, slug: &str) -> Result<Organisation> {
    Ok(dsl::organisations.filter(dsl::slug.eq(slug)).first(db)?)
}

/// Whether a slug is given already.
pub fn slug_taken(db: &mut Db, slug: &str) -> Result<bool> {
    let taken = diesel::select(diesel::dsl::exists(dsl::organisations.filter(dsl::slug.eq(slug))));
    Ok(taken.get_result(db)?)
}

/// Gives the slug and the public number. Both are given once.
pub fn give_address(db: &mut Db, id: OrganisationId, slug: &str, number: i64) -> Result<()> {
    let none = dsl::slug.is_null().and(dsl::number.is_null());
    let changed = diesel::update(dsl::organisations.find(id).filter(none))
        .set((dsl::slug.eq(slug), dsl::number.eq(number)))
        .execute(db)?;
    if changed == 1 { organisation_key::register(db, id) } else { Err(Error::Conflict) }
}

/// Puts the slug away with a sealed identity, or gives it back with an opened one.
pub fn set_slug(db: &mut Db, id: OrganisationId, slug: Option<&str>) -> Result<()> {
    diesel::update(dsl::organisations.find(id)).set(dsl::slug.eq(slug)).execute(db)?;
    Ok(())
}

/// Replaces what an organisation says of itself, if nobody changed it meanwhile.
pub fn update(db: &mut Db, id: OrganisationId, seen: i64, profile: &Profile, now: Moment) -> Result<()> {
    let changed = diesel::update(dsl::organisations.find(id).filter(dsl::revision.eq(seen)))
        .set((profile, dsl::updated_at.eq(now), dsl::revision.eq(seen + 1)))
        .execute(db)?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    if profile.sealed.is_some() { leave(db, id, profile.category) } else { Ok(()) }
}

/// Replaces the skeleton, which is nothing that an organisation says of itself, and the sealed identity that holds it too, as it
/// was read at a revision. One that changed meanwhile is looked at again.
pub fn set_skeleton(
    db: &mut Db,
    (id, seen): (OrganisationId, i64),
    skeleton: &str,
    sealed: Option<&[u8]>,
) -> Result<()> {
    diesel::update(dsl::organisations.find(id).filter(dsl::revision.eq(seen)))
        .set((dsl::skeleton.eq(skeleton), dsl::sealed.eq(sealed)))
        .execute(db)?;
    Ok(())
}

/// Lets nobody keep a mark that rests on one that hides. States are also found by their country, which is no key.
fn leave(db: &mut Db, id: OrganisationId, category: Category) -> Result<()> {
    if category == Category::State {
        let states: Vec<OrganisationId> = other_states(db, id)?.iter().map(|state| state.id).collect();
        case::compare_left(db, &states)?;
    }
    organisation_key::leave(db, id)
}

/// Lets other acts that hold the organisation wait until this one is over; what is read from then on is what they left.
pub fn hold(db: &mut Db, id: OrganisationId) -> Result<()> {
    diesel::update(dsl::organisations.find(id)).set(dsl::revision.eq(dsl::revision)).execute(db)?;
    Ok(())
}

/// Other organisations whose domain or skeleton is among these.
pub fn similar(
    db: &mut Db,
    to: OrganisationId,
    domains: &[String],
    skeletons: &[String],
) -> Result<Vec<Organisation>> {
    let same_domain = dsl::domain.is_not_null().and(dsl::domain.eq_any(domains)).assume_not_null();
    let found = dsl::organisations
        .filter(dsl::id.ne(to).and(dsl::erased_at.is_null()))
        .filter(same_domain.or(dsl::skeleton.eq_any(skeletons)))
        .order(dsl::id)
        .limit(20)
        .load(db)?;
    Ok(found)
}

/// Every other state that is not erased.
pub fn other_states(db: &mut Db, than: OrganisationId) -> Result<Vec<Organisation>> {
    let states = dsl::organisations.filter(dsl::category.eq(Category::State).and(dsl::id.ne(than)));
    Ok(states.filter(dsl::erased_at.is_null()).order(dsl::id).load(db)?)
}

/// Organisations whose skeleton and category are these, for the importer.
pub fn twins(db: &mut Db, skeleton: &str, category: Category) -> Result<Vec<Organisation>> {
    let found = dsl::organisations
        .filter(dsl::skeleton.eq(skeleton).and(dsl::category.eq(category)).and(dsl::erased_at.is_null()))
        .order(dsl::id)
        .load(db)?;
    Ok(found)
}

/// Forgets everything that an organisation said of itself, its address and its number too. Whoever has seen it before changes it
/// no more: they would bring back what is forgotten. The organisation goes before its keys, as where those are made: none come
/// meanwhile, and there are none to be made.
pub fn erase(db: &mut Db, id: OrganisationId, now: Moment) -> Result<()> {
    diesel::update(dsl::organisations.find(id))
        .set((
            dsl::slug.eq(None::<String>),
            dsl::number.eq(None::<i64>),
            dsl::country.eq(None::<String>),
            dsl::name.eq(""),
            dsl::website.eq(None::<String>),
            dsl::domain.eq(None::<String>),
            dsl::description.eq(None::<String>),
            dsl::search_key.eq(""),
            dsl::skeleton.eq(""),
            dsl::sealed.eq(None::<Vec<u8>>),
            dsl::names.eq("[]"),
            dsl::identifiers.eq("{}"),
            dsl::erased_at.eq(now),
            dsl::updated_at.eq(now),
            (dsl::revision.eq(dsl::revision + 1), dsl::keyed.eq(dsl::revision + 1)),
        ))
        .execute(db)?;
    organisation_key::erase(db, id)
}

/// Remembers that a signatory stood at an address, by a keyed digest that does not tell which.
pub fn keep_gone(db: &mut Db, slug_index: &str) -> Result<()> {
    native!(db, |c| diesel::insert_into(gone_slugs::table)
        .values(gone_slugs::slug_index.eq(slug_index))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Every organisation that is not erased.
pub fn all_known(db: &mut Db) -> Result<Vec<Organisation>> {
    Ok(dsl::organisations.filter(dsl::erased_at.is_null()).order(dsl::id).load(db)?)
}

/// Whether an organisation has this public number.
pub fn has_number(db: &mut Db, number: i64) -> Result<bool> {
    let had = diesel::dsl::exists(dsl::organisations.filter(dsl::number.eq(number)));
    Ok(diesel::select(had).get_result(db)?)
}

/// The organisation with this public number.
pub fn by_number(db: &mut Db, number: i64) -> Result<Organisation> {
    Ok(dsl::organisations.filter(dsl::number.eq(number)).first(db)?)
}

/// The organisation with this public number or slug.
pub fn by_number_or_slug(db: &mut Db, text: &str) -> Result<Organisation> {
    match text.parse() {
        Ok(number) => by_number(db, number),
        Err(_) => by_slug(db, text),
    }
}
