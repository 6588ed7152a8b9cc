//! Organisations compared: what of each is compared, and the keys under which others find it. The keys are made by a job,
//! within a second of any change; those of who must not be named are keyed digests. Where the lists of words or the tables of
//! Unicode change, so does `RULE`, and all of it is made anew, skeletons included.

use std::collections::BTreeSet;

use super::{App, contact, identity};
use crate::domain::email::Email;
use crate::domain::endorsement::was_confirmed;
use crate::domain::ids::OrganisationId;
use crate::domain::kinship::{self, Kin};
use crate::domain::similarity::Skeleton;
use crate::domain::text::Name;
use crate::domain::{Error, Result};
use crate::store::organisation::{Organisation, Profile};
use crate::store::{self, Db};

/// As what kind of text it is indexed: the same text of another kind has another index.
const KEY: &str = "kin";
/// Organisations that one run of the job takes.
const BATCH: i64 = 200;
/// Organisations in one transaction, so that no writer waits long.
const AT_ONCE: usize = 20;
/// The setting that tells by which rule keys and skeletons were made; they are made anew after another.
const RULE: (&str, &str) = ("kin_rule", "4");
/// Organisations that are looked at closely for one check.
pub const CANDIDATES: usize = 60;

/// What of an opened organisation is compared: what it says of itself, and where those who act for it have their mailboxes.
///
/// # Errors
/// Internal, if a kept name is none.
pub fn of(app: &App, db: &mut Db, organisation: &Organisation) -> Result<Kin> {
    let said = of_profile(&identity::profile(organisation))?;
    Ok(said.with_mailboxes(&mailboxes(app, db, organisation.id)?))
}

/// The mailboxes that have confirmed, or that a letter names, as far as they can be opened.
fn mailboxes(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<Email>> {
    let confirmed = match store::endorsement::of_organisation(db, of) {
        Err(Error::NotFound) => false,
        signed => signed.map(|signed| was_confirmed(signed.origin, signed.confirmed_at))?,
    };
    if !confirmed {
        return Ok(Vec::new());
    }
    let people = store::representative::of_organisation(db, of)?.into_iter();
    let opened = people.filter_map(|person| contact::open(app, &person.sealed).ok());
    Ok(opened.filter_map(|contact| Email::parse(&contact.email).ok()).collect())
}

/// What a profile in the clear says of itself.
///
/// # Errors
/// Internal, if a kept name is none.
pub fn of_profile(profile: &Profile) -> Result<Kin> {
    Ok(Kin::new(
        (&kept_name(&profile.name)?, &profile.names.0),
        profile.domain.as_deref(),
        &profile.identifiers.0,
        (profile.category, profile.country.as_deref()),
    ))
}

fn kept_name(name: &str) -> Result<Name> {
    Name::parse(name).map_err(|flaw| Error::internal(format!("a kept name: {flaw}")))
}

/// Other organisations that may be the same as an opened one, opened, whoever must not be named among them. Costs a
/// short look into an index for each key, and the rows of at most `CANDIDATES`.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn candidates(app: &App, db: &mut Db, to: &Organisation, kin: &Kin) -> Result<Vec<Organisation>> {
    let sharing = store::organisation_key::sharing(db, to.id, &lookups(app, kin), CANDIDATES)?;
    sharing.into_iter().map(|id| identity::find(app, db, id)).collect()
}

/// Under what others may be found that are like one, named or not.
pub fn lookups(app: &App, kin: &Kin) -> Vec<String> {
    let mut lookups = Vec::new();
    for key in kinship::keys(kin) {
        lookups.extend(app.secrets.blind_indexes(KEY, &key));
        lookups.push(key);
    }
    lookups
}

/// Makes the keys of what changed. Says of how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn index(app: &App) -> Result<usize> {
    let stale = app.store.read(|db| store::organisation_key::stale(db, BATCH)).await?;
    for some in stale.chunks(AT_ONCE) {
        let (own, some) = (app.clone(), some.to_vec());
        app.store.write(move |db| some.into_iter().try_for_each(|id| keep(&own, db, id))).await?;
    }
    Ok(stale.len())
}

fn keep(app: &App, db: &mut Db, id: OrganisationId) -> Result<()> {
    let organisation = identity::find(app, db, id)?;
    if organisation.erased_at.is_none() {
        identity::set_skeleton(app, db, &organisation, &Skeleton::of(&kept_name(&organisation.name)?))?;
    }
    let ended = organisation.erased_at.is_some() || organisation.merged_into.is_some();
    let keys = if ended { BTreeSet::new() } else { kinship::keys(&of(app, db, &organisation)?) };
    let hidden = organisation.sealed.is_some();
    let kept = |key: String| if hidden { app.secrets.blind_index(KEY, &key) } else { key };
    let keys: Vec<String> = keys.into_iter().map(kept).collect();
    let mut gone = store::organisation_key::of(db, id)?;
    gone.retain(|key| !keys.contains(key));
    store::organisation_key::replace(db, id, organisation.revision, &keys)?;
    store::case::compare_anew(db, id)?;
    // Whom it was like while it was called otherwise. Whoever hides or is merged has left its keys with that.
    store::organisation_key::compare_left(db, id, &gone, CANDIDATES)?;
    // Who is in the register may have no Case whose comparison finds others. Of who signs now there is one, or there will be.
    if hidden || organisation.number.is_none() {
        return Ok(());
    }
    let near = store::organisation_key::sharing(db, id, &keys, CANDIDATES)?;
    store::case::compare_unmarked(db, &near)
}

/// Has all keys and skeletons made anew where they were made by another rule.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn check_rule(app: &App) -> Result<()> {
    let (setting, rule) = RULE;
    let kept = app.store.read(move |db| Ok(store::setting::all(db)?.remove(setting))).await?;
    if app.config.read_only || kept.as_deref() == Some(rule) {
        return Ok(());
    }
    let now = app.clock.now();
    app.store
        .write(move |db| {
            store::organisation_key::expire(db)?;
            store::setting::put(db, setting, rule, now)
        })
        .await
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest;
    use data_encoding::HEXLOWER;

    use super::*;

    /// What they are made of besides code: lists of words, and crates with the tables of Unicode.
    const LISTS: [&str; 2] =
        [include_str!("../domain/legal-forms.txt"), include_str!("../domain/kinship/common-words.txt")];
    const CRATES: [&str; 5] =
        ["any_ascii", "caseless", "strsim", "unicode-normalization", "unicode-security"];

    fn locked(name: &str) -> String {
        let lock = include_str!("../../Cargo.lock");
        let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).unwrap();
        format!("{name} {}\n", rest.split_once('"').unwrap().0)
    }

    #[test]
    fn what_keys_and_skeletons_are_made_of_changes_with_the_rule_alone() {
        let made_of = LISTS.concat() + &CRATES.map(locked).concat();
        let digest = HEXLOWER.encode(digest::digest(&digest::SHA256, made_of.as_bytes()).as_ref());
        let expected = "c363708036131a06797deb3f16e5db647d5c3a2bba7d955a71e618d7007b031c";
        assert_eq!(digest, expected, "give RULE another number, and keep this digest with it");
        assert_eq!(RULE.1, "4", "this digest is of another rule");
    }

    #[test]
    fn some_skeletons_are_as_the_rule_has_made_them() {
        for (name, skeleton) in [
            ("Harbour Guild Ltd", "harbourgulld"),
            ("HARBOUR  Guild, Limited", "harbourgulld"),
            ("Åben Havn A/S", "abenhavn"),
        ] {
            assert_eq!(Skeleton::of(&kept_name(name).unwrap()).as_str(), skeleton, "{name}");
        }
    }
}
