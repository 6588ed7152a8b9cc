//! Publishing what a Case is about: a signature, a change, a commitment. Each runs within the decision's own
//! transaction and writes its entries there.

use serde_json::json;

use super::decide::Two;
use super::entries;
use super::letters::free_slug;
use super::matter::Matter;
use crate::app::act::{About, Act, EntryKind};
use crate::app::rows;
use crate::domain::amendment::AmendmentState;
use crate::domain::assurance::Level;
use crate::domain::commitment::StoredState;
use crate::domain::country::Country;
use crate::domain::endorsement::Act as Step;
use crate::domain::organisation::Profile;
use crate::domain::text::{Description, Name};
use crate::domain::visibility::Visibility;
use crate::domain::website::Website;
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store;
use crate::store::amendment::{Amendable, Amendment};
use crate::store::assurance::AssuranceState;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;

/// Publishes a signature with its commitments; confirms the official letter where one waits.
///
/// # Errors
/// `WrongState` for a signature that must not be named in public.
pub(super) fn signature(act: &mut Act<'_>, matter: &Matter, two: Option<Two>) -> Result<()> {
    if matter.endorsement.visibility != Visibility::Public {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if let Some(letter) = matter.letter_to_confirm() {
        let two = two.ok_or(Error::Refused(Refusal::SamePerson))?;
        store::assurance::settle(act.db, letter.id, two.second, AssuranceState::Confirmed, act.now)?;
    }
    let mut records = store::assurance::of_organisation(act.db, matter.organisation.id)?;
    records.retain(|record| record.state == AssuranceState::Confirmed);
    let level = records.iter().map(|record| record.level).max().unwrap_or(Level::None);
    let organisation = enter(act, &matter.organisation, &matter.endorsement, level)?;
    for record in records.iter().rev() {
        entries::assurance(act, &organisation, record)?;
    }
    for promise in store::commitment::of_organisation(act.db, organisation.id)? {
        if promise.state.may_become(StoredState::Active) && promise.published_at.is_none() {
            activate(act, &organisation, &promise)?;
        }
    }
    Ok(())
}

/// Puts a signature into the register: its state, the organisation's slug and number, and the entry.
///
/// # Errors
/// `WrongState` for a signature that is not in review.
pub fn enter(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
    level: Level,
) -> Result<Organisation> {
    store::endorsement::apply(act.db, endorsement, Step::Publish, act.now)?;
    let organisation = addressed(act, organisation)?;
    entries::published(act, &organisation, endorsement, level)?;
    Ok(organisation)
}

/// The organisation with the slug and number that it gets now, or has had since before.
fn addressed(act: &mut Act<'_>, organisation: &Organisation) -> Result<Organisation> {
    if organisation.slug.is_none() {
        let slug = free_slug(act.db, &organisation.name)?;
        let number = store::register_state::next_signatory_number(act.db)?;
        store::organisation::give_address(act.db, organisation.id, &slug, number)?;
    }
    store::organisation::find(act.db, organisation.id)
}

fn activate(act: &mut Act<'_>, organisation: &Organisation, promise: &Commitment) -> Result<()> {
    store::commitment::set_state(act.db, promise, StoredState::Active, act.now)?;
    entries::commitment(act, organisation, promise)
}

/// Publishes a commitment that was added later.
pub(super) fn commitment(act: &mut Act<'_>, matter: &Matter, promise: &Commitment) -> Result<()> {
    activate(act, &matter.organisation, promise)
}

/// Puts proposed values in place of the published ones. The old ones stay in the entry.
pub(super) fn amendment(act: &mut Act<'_>, matter: &Matter, amendment: &Amendment) -> Result<()> {
    let (organisation, endorsement) = (&matter.organisation, &matter.endorsement);
    let (before, after) = (current(matter), &amendment.after.0);
    if let Some((old, new)) = entries::changes(&before, after)? {
        let row =
            rows::profile(&parsed(after).map_err(|flaw| Error::internal(format!("an amendment: {flaw}")))?);
        store::organisation::update(act.db, organisation.id, organisation.revision, &row, act.now)?;
        let renamed = before.name != after.name;
        let kind = if renamed { EntryKind::OrganisationRenamed } else { EntryKind::OrganisationAmended };
        let body = json!({
            "organisation": organisation.public_id, "slug": organisation.slug, "before": old, "after": new,
        });
        act.entry(kind, About::from(organisation.id), &body)?;
    }
    if before.statement != after.statement {
        let statement = after.statement.as_deref();
        store::endorsement::set_statement(act.db, endorsement.id, statement, act.now)?;
        let body = json!({
            "id": endorsement.public_id,
            "organisation": organisation.public_id,
            "before": { "statement": before.statement },
            "after": { "statement": after.statement },
        });
        act.entry(EntryKind::EndorsementAmended, About::from(organisation.id), &body)?;
    }
    store::amendment::set_state(act.db, amendment, AmendmentState::Published, act.now)
}

/// What can be amended, as it is published now.
pub(super) fn current(matter: &Matter) -> Amendable {
    let organisation = &matter.organisation;
    Amendable {
        category: organisation.category,
        country: organisation.country.clone(),
        name: organisation.name.clone(),
        website: organisation.website.clone(),
        description: organisation.description.clone(),
        statement: matter.endorsement.statement.clone(),
    }
}

fn parsed(amendable: &Amendable) -> Result<Profile, Flaw> {
    let country = amendable.country.as_deref().map(Country::parse).transpose()?;
    let website = amendable.website.as_deref().map(Website::parse).transpose()?;
    let description = amendable.description.as_deref().map(Description::parse).transpose()?;
    let profile = Profile::new(Name::parse(&amendable.name)?, amendable.category, country)?;
    Ok(profile.with_website(website).with_description(description))
}
