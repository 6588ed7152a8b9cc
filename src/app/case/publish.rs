//! Publishing what a Case is about: a signature, a change, a commitment. Each runs within the decision's own
//! transaction and writes its entries there.

use super::decide::Two;
use super::entries;
use super::letters::free_slug;
use super::matter::{Matter, Revised, Topic};
use crate::app::account::answer::Changed;
use crate::app::account::write_to_all;
use crate::app::act::{About, Act};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::sign::mailbox;
use crate::app::{challenge, counters, entry_body, identity, rows};
use crate::domain::amendment::{Amendable, AmendmentState};
use crate::domain::assurance::Level;
use crate::domain::commitment::StoredState;
use crate::domain::country::Country;
use crate::domain::endorsement::Act as Step;
use crate::domain::entry::EntryKind;
use crate::domain::link::Purpose;
use crate::domain::organisation::Profile;
use crate::domain::text::{Description, Name};
use crate::domain::website::Website;
use crate::domain::{Day, Error, Flaw, Refusal, Result, other_name};
use crate::store;
use crate::store::amendment::Amendment;
use crate::store::assurance::{Assurance, AssuranceState};
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;

/// Publishes a signature with its commitments; confirms the official letter where one waits.
pub(super) fn signature(act: &mut Act<'_>, matter: &Matter, two: Option<Two>) -> Result<()> {
    if let Some(letter) = matter.letter_to_confirm() {
        let two = two.ok_or(Error::Refused(Refusal::SamePerson))?;
        store::assurance::settle(act.db, letter.id, two.second, AssuranceState::Confirmed, act.now)?;
    }
    let records = valid_records(act, &matter.organisation)?;
    let organisation = enter(act, &matter.organisation, &matter.endorsement, highest(&records))?;
    enter_records(act, &organisation, &records)?;
    for promise in identity::commitments(act.app, act.db, organisation.id)? {
        if promise.state.may_become(StoredState::Active) && promise.published_at.is_none() {
            activate(act, &organisation, &promise)?;
        }
    }
    Ok(())
}

/// Enters everything about a signatory that was published without its name and now shows itself.
pub(in crate::app) fn announce(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
) -> Result<Organisation> {
    let records = valid_records(act, organisation)?;
    let organisation = addressed(act, organisation)?;
    entries::published(act, &organisation, endorsement, highest(&records))?;
    enter_records(act, &organisation, &records)?;
    for promise in store::commitment::of_organisation(act.db, organisation.id)? {
        if matches!(promise.state, StoredState::Active | StoredState::Dropped) {
            entries::commitment(act, &organisation, &promise)?;
        }
        if promise.state == StoredState::Dropped {
            entries::commitment_dropped(act, &organisation, &promise)?;
        }
        // What a weekly batch told of it says that it is shown.
        if promise.state == StoredState::Suspended
            && !store::entry::of_commitments(act.db, &[promise.id])?.is_empty()
        {
            entries::commitment_stays_suspended(act, &organisation, &promise)?;
        }
    }
    Ok(organisation)
}

/// Tells everybody who acts for a signatory that it is in the register with its name, for the first time or `again`, and how it
/// hides.
pub(in crate::app) fn write_named(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
    (event, again): (&str, bool),
) -> Result<()> {
    let (slug, number) = (organisation.slug.clone().unwrap_or_default(), organisation.number.unwrap_or(0));
    write_to_all(act, organisation, event, |act, to| {
        let link = Address::Signatory(slug.clone()).url(&act.app.config.base_url.url, to.locale);
        let hide_link = Some(Link::make(act, Purpose::Hide, endorsement.id.0)?.url(act.app, to.locale));
        let organisation = organisation.name.clone();
        Ok(match again {
            true => Letter::ShownAgain { organisation, link, hide_link },
            false => Letter::Published { organisation, number, link, hide_link },
        })
    })
}

/// The records of how an organisation is known that count, newest first.
fn valid_records(act: &mut Act<'_>, organisation: &Organisation) -> Result<Vec<Assurance>> {
    let mut records = store::assurance::of_organisation(act.db, organisation.id)?;
    records.retain(Assurance::counts);
    Ok(records)
}

fn highest(records: &[Assurance]) -> Level {
    records.iter().map(|record| record.level).max().unwrap_or(Level::None)
}

fn enter_records(act: &mut Act<'_>, organisation: &Organisation, records: &[Assurance]) -> Result<()> {
    records.iter().rev().try_for_each(|record| entries::assurance(act, organisation, record))
}

/// Puts a signature into the register: its state, the organisation's slug and number, and the entry. One that
/// must not be named gets neither.
///
/// # Errors
/// `WrongState` for a signature that is not in review.
pub fn enter(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
    level: Level,
) -> Result<Organisation> {
    // Before its signature, as whoever hides it does.
    store::organisation::hold(act.db, organisation.id)?;
    store::endorsement::apply(act.db, endorsement, Step::Publish, act.now)?;
    let withheld = endorsement.visibility.withholds();
    let organisation = if withheld { organisation.clone() } else { addressed(act, organisation)? };
    entries::published(act, &organisation, endorsement, level)?;
    Ok(organisation)
}

/// The organisation with the slug and number that it gets now, or has had since before.
fn addressed(act: &mut Act<'_>, organisation: &Organisation) -> Result<Organisation> {
    if organisation.slug.is_none() {
        let slug = free_slug(act.db, &organisation.name)?;
        let number = counters::take_signatory_number(act.db)?;
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

/// Makes a published commitment promise what was proposed, as its next version. The old values stay in the entry, and with
/// what was proposed.
pub(super) fn revision(act: &mut Act<'_>, matter: &Matter, revised: &Revised) -> Result<()> {
    let (was, change) = (&revised.promise, &revised.change);
    store::commitment::revise(act.db, was, &change.after.0, act.now)?;
    let now = store::commitment::find(act.db, was.id)?;
    entries::commitment_revised(act, &matter.organisation, was, &now)?;
    store::amendment::set_state(act.db, (change.id, change.revision), AmendmentState::Published, act.now)
}

/// Puts proposed values in place of the published ones. The old ones stay in the entry.
pub(super) fn amendment(act: &mut Act<'_>, matter: &Matter, amendment: &Amendment) -> Result<()> {
    let (organisation, endorsement) = (&matter.organisation, &matter.endorsement);
    let before = current(matter);
    let wished = renamed(&before, amendment.onto(&before), act.today())?;
    let row = row(&wished)?;
    // What is entered is what the row gets, however it was typed.
    let after = store::amendment::of_register(&with(organisation.clone(), row.clone()), endorsement);
    let after = &Amendable { statement: wished.statement, ..after };
    if let Some(changes) = entries::changes(&before, after)? {
        let moved = row.domain != organisation.domain;
        if moved {
            challenge::leave(act, organisation, endorsement)?;
        }
        store::organisation::update(act.db, organisation.id, organisation.revision, &row, act.now)?;
        if moved {
            mailbox::weigh_anew(act, organisation, endorsement)?;
        }
        entries::profile(act, organisation, &changes)?;
    }
    if before.statement != after.statement {
        let statement = after.statement.as_deref();
        store::endorsement::set_statement(act.db, endorsement.id, statement, act.now)?;
        let sides = (before.statement.as_deref(), statement);
        let body = entry_body::endorsement_amended(organisation, endorsement, sides);
        act.entry(EntryKind::EndorsementAmended, About::from(organisation.id), &body)?;
    }
    store::amendment::decide(act.db, amendment, AmendmentState::Published, before, act.now)
}

/// What was wished; where the main name becomes another, with the name that it had among the former ones.
fn renamed(before: &Amendable, after: Amendable, today: Day) -> Result<Amendable> {
    if before.name == after.name {
        return Ok(after);
    }
    let had = Name::parse(&before.name).map_err(|flaw| Error::internal(format!("a kept name: {flaw}")))?;
    let names = other_name::renamed(&after.names, had, today);
    Ok(Amendable { names, ..after })
}

/// What can be amended, as it is published now.
pub(super) fn current(matter: &Matter) -> Amendable {
    store::amendment::of_register(&matter.organisation, &matter.endorsement)
}

/// What an amendment changes.
#[derive(Debug)]
pub struct Changes {
    pub sides: Changed,
    pub over: bool,
    /// Whether it waits, and would give a state another name or country.
    pub renames_state: bool,
}

/// What an amendment changes: of what is published now while it waits, of what was published then once it is over.
pub(super) fn changes(matter: &Matter) -> Option<Changes> {
    match &matter.topic {
        Topic::Amendment(amendment) if amendment.state.waits() => {
            let before = current(matter);
            let after = amendment.onto(&before);
            let sides = Changed::Entry(before, after);
            Some(Changes { sides, over: false, renames_state: matter.renames_state() })
        }
        Topic::Amendment(amendment) => {
            let sides = Changed::Entry(amendment.before.0.clone(), amendment.after.0.clone());
            Some(Changes { sides, over: true, renames_state: false })
        }
        Topic::Revision(revised) => {
            let change = &revised.change;
            let sides = Changed::Promise(change.before.0.clone(), change.after.0.clone());
            Some(Changes { sides, over: !change.state.waits(), renames_state: false })
        }
        _ => None,
    }
}

/// The organisation as it would be in the register after the decision: with what an open change asks for.
///
/// # Errors
/// Internal, if what was asked for cannot be read any more.
pub(super) fn proposed(matter: &Matter) -> Result<Organisation> {
    let organisation = matter.organisation.clone();
    let Topic::Amendment(amendment) = &matter.topic else { return Ok(organisation) };
    if !amendment.state.waits() {
        return Ok(organisation);
    }
    Ok(with(organisation, row(&amendment.onto(&current(matter)))?))
}

/// What was wished, as the organisation's row holds it.
fn row(wished: &Amendable) -> Result<store::organisation::Profile> {
    let profile = parsed(wished).map_err(|flaw| Error::internal(format!("an amendment: {flaw}")))?;
    Ok(rows::profile(&profile))
}

fn with(organisation: Organisation, row: store::organisation::Profile) -> Organisation {
    Organisation {
        category: row.category,
        country: row.country,
        name: row.name,
        website: row.website,
        domain: row.domain,
        description: row.description,
        search_key: row.search_key,
        skeleton: row.skeleton,
        names: row.names,
        identifiers: row.identifiers,
        ..organisation
    }
}

fn parsed(amendable: &Amendable) -> Result<Profile, Flaw> {
    let country = amendable.country.as_deref().map(Country::parse).transpose()?;
    let website = amendable.website.as_deref().map(Website::parse).transpose()?;
    let description = amendable.description.as_deref().map(Description::parse).transpose()?;
    let profile = Profile::new(Name::parse(&amendable.name)?, amendable.category, country)?;
    let profile = profile.with_website(website).with_description(description);
    Ok(profile.known_as(amendable.names.clone(), amendable.identifiers.clone()))
}
