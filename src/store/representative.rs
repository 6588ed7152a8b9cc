//! Representatives: the people who act for an organisation. What identifies them is sealed.

use diesel::prelude::*;

use super::schema::representatives::{self, dsl};
use super::schema::{endorsements, organisations};
use super::{Db, organisation_key};
use crate::domain::endorsement::{Authority, Origin};
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::{Moment, Result};

/// A person who acts for an organisation. `sealed` holds name, title and mail address.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = representatives, treat_none_as_default_value = false)]
pub struct Representative {
    pub id: RepresentativeId,
    pub organisation_id: OrganisationId,
    pub sealed: Vec<u8>,
    pub email_index: String,
    pub language: String,
    pub named: bool,
    pub created_at: Moment,
    pub removed_at: Option<Moment>,
    /// By what right somebody acts who came after the signature.
    pub authority: Option<Authority>,
}

/// A person about to act for an organisation.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = representatives)]
pub struct NewRepresentative {
    pub organisation_id: OrganisationId,
    pub sealed: Vec<u8>,
    /// Keyed index of the mail address, for look-ups.
    pub email_index: String,
    /// The language in which we write to this person.
    pub language: String,
    /// Whether the person agreed to be named in public.
    pub named: bool,
    pub created_at: Moment,
    /// By what right, of who came after the signature.
    pub authority: Option<Authority>,
}

/// Adds a representative. Who acts for an organisation is what doubles are found by, too.
pub fn insert(db: &mut Db, new: &NewRepresentative) -> Result<RepresentativeId> {
    organisation_key::expire_of(db, new.organisation_id)?;
    Ok(diesel::insert_into(dsl::representatives).values(new).returning(dsl::id).get_result(db)?)
}

/// The representative with this id, unless removed.
pub fn find(db: &mut Db, id: RepresentativeId) -> Result<Representative> {
    Ok(dsl::representatives.find(id).filter(dsl::removed_at.is_null()).first(db)?)
}

/// Everybody who acts for an organisation now.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Representative>> {
    let of = dsl::organisation_id.eq(organisation).and(dsl::removed_at.is_null());
    Ok(dsl::representatives.filter(of).order(dsl::id).load(db)?)
}

/// Everybody who ceased to act for an organisation since a moment, or left a mailbox, as they were then.
pub fn removed_since(
    db: &mut Db,
    organisation: OrganisationId,
    since: Moment,
) -> Result<Vec<Representative>> {
    let gone = dsl::removed_at.is_not_null().and(dsl::removed_at.ge(since)).assume_not_null();
    let of = dsl::representatives.filter(dsl::organisation_id.eq(organisation)).filter(gone);
    Ok(of.filter(dsl::email_index.ne("")).order(dsl::id).load(db)?)
}

/// Everybody who acts or acted for an organisation, as far as it is still kept who they are, as they lie sealed.
pub fn known_of(db: &mut Db, organisation: OrganisationId) -> Result<Vec<(RepresentativeId, Vec<u8>)>> {
    let known = dsl::organisation_id.eq(organisation).and(dsl::email_index.ne(""));
    Ok(dsl::representatives.filter(known).order(dsl::id).select((dsl::id, dsl::sealed)).load(db)?)
}

/// Everybody with this mail address (one person may act for several organisations).
pub fn by_email(db: &mut Db, email_index: &str) -> Result<Vec<Representative>> {
    let with = dsl::email_index.eq(email_index).and(dsl::removed_at.is_null());
    Ok(dsl::representatives.filter(with).order(dsl::id).load(db)?)
}

/// Whether somebody with this mail address, under any of these indexes, acts for another organisation than one, and
/// somebody stands behind its signature (`was_confirmed`): anybody can type in anybody's mailbox.
pub fn acts_elsewhere(db: &mut Db, email_indexes: &[String], than: OrganisationId) -> Result<bool> {
    let others = dsl::email_index.eq_any(email_indexes).and(dsl::organisation_id.ne(than));
    let confirmed = endorsements::confirmed_at.is_not_null().or(endorsements::origin.ne(Origin::Form));
    let signed = endorsements::organisation_id.eq(dsl::organisation_id);
    let acting = dsl::representatives.inner_join(endorsements::table.on(signed)).select(dsl::id);
    let acting = acting.filter(others.and(dsl::removed_at.is_null())).filter(confirmed);
    Ok(diesel::select(diesel::dsl::exists(acting)).get_result(db)?)
}

/// Everybody who agreed to be named, as they lie sealed, in the order of their numbers.
pub fn named(db: &mut Db) -> Result<Vec<(OrganisationId, Vec<u8>)>> {
    let named = dsl::representatives.filter(dsl::named.eq(true).and(dsl::removed_at.is_null()));
    Ok(named.order(dsl::id).select((dsl::organisation_id, dsl::sealed)).load(db)?)
}

/// Notes whether somebody agrees to be named.
pub fn set_named(db: &mut Db, id: RepresentativeId, named: bool) -> Result<()> {
    diesel::update(dsl::representatives.find(id)).set(dsl::named.eq(named)).execute(db)?;
    Ok(())
}

/// Puts what somebody who acts already says of themself now in place of what they said before.
pub fn renew(db: &mut Db, id: RepresentativeId, new: &NewRepresentative) -> Result<()> {
    organisation_key::expire_of(db, new.organisation_id)?;
    diesel::update(dsl::representatives.find(id))
        .set((
            dsl::sealed.eq(&new.sealed),
            dsl::email_index.eq(&new.email_index),
            dsl::language.eq(&new.language),
            dsl::named.eq(new.named),
            dsl::authority.eq(new.authority),
        ))
        .execute(db)?;
    Ok(())
}

/// Keeps what somebody says of themself: what is sealed, the index of the address in it, and in which language we write to them.
/// Of whom nothing is known any more, nothing is kept.
pub fn describe(
    db: &mut Db,
    id: RepresentativeId,
    (sealed, email_index, language): (&[u8], &str, &str),
) -> Result<()> {
    let said = (dsl::sealed.eq(sealed), dsl::email_index.eq(email_index), dsl::language.eq(language));
    diesel::update(dsl::representatives.find(id).filter(dsl::email_index.ne(""))).set(said).execute(db)?;
    Ok(())
}

/// Ends that somebody acts for their organisation. Says whether they did until now.
pub fn remove(db: &mut Db, id: RepresentativeId, now: Moment) -> Result<bool> {
    let acting = dsl::representatives.find(id).filter(dsl::removed_at.is_null());
    let of = acting.select(dsl::organisation_id).first(db).optional()?;
    if let Some(of) = of {
        diesel::update(acting).set((dsl::removed_at.eq(now), dsl::named.eq(false))).execute(db)?;
        organisation_key::expire_of(db, of)?;
    }
    Ok(of.is_some())
}

/// Keeps somebody who goes on under another mail address, as they were until now, beside those who ceased to act.
pub fn keep_former(db: &mut Db, person: &Representative, now: Moment) -> Result<()> {
    let former = (
        dsl::organisation_id.eq(person.organisation_id),
        dsl::sealed.eq(&person.sealed),
        dsl::email_index.eq(&person.email_index),
        dsl::language.eq(&person.language),
        dsl::named.eq(false),
        dsl::created_at.eq(person.created_at),
        dsl::removed_at.eq(now),
        dsl::authority.eq(person.authority),
    );
    diesel::insert_into(dsl::representatives).values(former).execute(db)?;
    Ok(())
}

/// Forgets who they were that ceased to act before a moment. Says how many.
pub fn forget_removed(db: &mut Db, before: Moment) -> Result<usize> {
    let gone = dsl::removed_at.is_not_null().and(dsl::removed_at.lt(before)).assume_not_null();
    let known = dsl::representatives.filter(gone).filter(dsl::email_index.ne(""));
    let nothing = (dsl::sealed.eq(Vec::<u8>::new()), dsl::email_index.eq(""));
    Ok(diesel::update(known).set(nothing).execute(db)?)
}

/// Forgets everybody who acted for an organisation.
pub fn erase_of(db: &mut Db, organisation: OrganisationId, now: Moment) -> Result<()> {
    diesel::update(dsl::representatives.filter(dsl::organisation_id.eq(organisation)))
        .set((
            dsl::sealed.eq(Vec::<u8>::new()),
            dsl::email_index.eq(""),
            dsl::named.eq(false),
            dsl::removed_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// The representative of the newest published organisation that has one, with its name.
pub fn newest_published(db: &mut Db) -> Result<(String, RepresentativeId)> {
    let acting = representatives::table.inner_join(organisations::table).filter(dsl::removed_at.is_null());
    let published = acting.filter(organisations::number.is_not_null()).order(organisations::number.desc());
    Ok(published.select((organisations::name, representatives::id)).first(db)?)
}
