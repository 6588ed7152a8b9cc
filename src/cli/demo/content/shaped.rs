//! Owns how organisations that were written by hand become whole, and the three that cannot safely be named.

use super::commitments::Promiser;
use super::dice::Dice;
use super::first::{First, Says};
use super::promises::PROMISES;
use super::statements::{DANISH, ENGLISH};
use super::{DemoOrganisation, DemoStatement, Fate, aliases, lands, people, version_at};
use crate::domain::Flaw;
use crate::domain::assurance::Level;
use crate::domain::country::Country;
use crate::domain::identifier::Identifiers;
use crate::domain::locale::Locale;
use crate::domain::organisation::{Category, Profile};
use crate::domain::text::{Description, Name, Statement, parse_optional};
use crate::domain::website::Website;

/// Places of the first organisations that are shown as taken back and as being checked.
const WITHDRAWN: u64 = 48;
const SUSPENDED: u64 = 34;

/// The whole organisation. The place only throws its dice and decides its fate.
pub fn organisation(first: &First, place: u64) -> Result<DemoOrganisation, Flaw> {
    let dice = &mut Dice::of(place);
    let country = if first.country.is_empty() { None } else { Some(Country::parse(first.country)?) };
    let profile = Profile::new(Name::parse(first.name)?, first.category, country)?
        .with_website(parse_optional::<Website>(&format!("https://{}.example/", first.domain))?)
        .with_description(parse_optional::<Description>(first.description)?)
        .known_as(aliases::of(first.domain)?, Identifiers::default());
    let promiser = Promiser {
        category: first.category,
        land: lands::land_of(first.country),
        country,
        place: "our region",
        website: profile.website.clone(),
        signed_days_ago: first.signed_days_ago,
    };
    let promises = first.promises.iter().filter_map(|(place, mood)| Some((PROMISES.get(*place)?, *mood)));
    let commitments =
        promises.map(|(promise, mood)| promiser.make(promise, mood, dice)).collect::<Result<_, _>>()?;
    Ok(DemoOrganisation {
        profile,
        statement: statement(first.says)?,
        representative: people::person(first.person, first.domain, dice)?,
        signed_days_ago: first.signed_days_ago,
        version: version_at(first.signed_days_ago),
        language: if first.country == "DK" { Locale::Danish } else { Locale::English },
        assurance: match first.category {
            Category::State | Category::Multilateral => Level::OfficialLetter,
            Category::Company | Category::Academia if place.is_multiple_of(3) => Level::DomainControl,
            _ => Level::DomainMailbox,
        },
        commitments,
        fate: match place {
            WITHDRAWN => Fate::Withdrawn { days_ago: 37 },
            SUSPENDED => Fate::Suspended { days_ago: 2 },
            _ => Fate::Published,
        },
    })
}

fn statement(says: Says) -> Result<Option<DemoStatement>, Flaw> {
    let (said, language) = match says {
        Says::Nothing => (None, Locale::English),
        Says::English(place) => (ENGLISH.get(place), Locale::English),
        Says::Danish(place) => (DANISH.get(place), Locale::Danish),
    };
    said.map(|text| Ok(DemoStatement { text: Statement::parse(text)?, language })).transpose()
}
