//! Owns the organisations after the first: each made of its place in the list alone.

use super::commitments::Promiser;
use super::deck::{self, Card};
use super::dice::Dice;
use super::first::FIRST;
use super::statements::{DANISH, ENGLISH, FROM_HERE_INDEPENDENT};
use super::{
    DemoOrganisation, DemoStatement, FIRST_VERSION_DAYS_AGO, Fate, descriptions, names, people, version_at,
};
use crate::domain::Flaw;
use crate::domain::assurance::Level;
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use crate::domain::organisation::{Category, Profile};
use crate::domain::text::{Description, Statement};
use crate::domain::website::Website;

/// The organisation at a place in the list.
pub fn organisation(place: u64) -> Result<DemoOrganisation, Flaw> {
    let number = usize::try_from(place).unwrap_or(usize::MAX).saturating_sub(FIRST.len());
    let card = deck::card(number);
    let dice = &mut Dice::of(place);
    let invented = names::invent(card.tongue, card.category, card.land.country, card.ordinal)?;
    let country = country(&card, dice)?;
    let fate = fate(dice);
    let signed_days_ago = signed(fate, dice);
    let fate = dated(fate, signed_days_ago, dice);
    let assurance = assurance(card.category, dice);
    let website = match assurance {
        Level::Mailbox => None,
        _ => Some(Website::parse(&format!("https://{}.example/", invented.domain))?),
    };
    let says = descriptions::describe(card.category, &invented.place, dice);
    let description = if dice.percent(88) { Some(Description::parse(&says)?) } else { None };
    let profile = Profile::new(invented.name, card.category, country)?
        .with_website(website)
        .with_description(description);
    let promiser = Promiser {
        category: card.category,
        land: card.land,
        country,
        place: &invented.place,
        website: profile.website.clone(),
        signed_days_ago,
    };
    Ok(DemoOrganisation {
        profile,
        statement: statement(&card, dice)?,
        representative: people::person(
            (&people::name(card.tongue, dice), people::job_title(card.category, dice)),
            &invented.domain,
            dice,
        )?,
        signed_days_ago,
        version: version_at(signed_days_ago),
        language: language(&card, dice),
        assurance,
        commitments: promiser.some(dice)?,
        fate,
    })
}

fn country(card: &Card, dice: &mut Dice) -> Result<Option<Country>, Flaw> {
    if card.category == Category::Multilateral && dice.percent(75) {
        return Ok(None);
    }
    Country::parse(card.land.country).map(Some)
}

/// What becomes of it; days are put in by [`dated`].
fn fate(dice: &mut Dice) -> Fate {
    match dice.below(1_000) {
        0..=18 => Fate::Withdrawn { days_ago: 0 },
        19..=23 => Fate::Suspended { days_ago: 0 },
        24..=27 => Fate::InReview,
        28..=29 => Fate::NeedsInfo,
        _ => Fate::Published,
    }
}

/// How long ago it signed: a third in the first weeks, the others over the whole time, none later than the first by hand.
fn signed(fate: Fate, dice: &mut Dice) -> i64 {
    match fate {
        Fate::InReview => dice.between(1, 12),
        Fate::NeedsInfo => dice.between(6, 40),
        _ if dice.percent(30) => dice.between(FIRST_VERSION_DAYS_AGO - 45, FIRST_VERSION_DAYS_AGO - 2),
        _ => dice.between(16, FIRST_VERSION_DAYS_AGO - 2),
    }
}

fn dated(fate: Fate, signed_days_ago: i64, dice: &mut Dice) -> Fate {
    match fate {
        Fate::Withdrawn { .. } => Fate::Withdrawn { days_ago: dice.between(1, signed_days_ago - 10) },
        Fate::Suspended { .. } => {
            Fate::Suspended { days_ago: dice.between(1, (signed_days_ago - 10).min(20)) }
        }
        other => other,
    }
}

fn assurance(category: Category, dice: &mut Dice) -> Level {
    match category {
        Category::State => Level::OfficialLetter,
        Category::LocalGovernment | Category::Multilateral if dice.percent(35) => Level::OfficialLetter,
        Category::LocalGovernment | Category::Multilateral => Level::DomainMailbox,
        _ if dice.percent(14) => Level::Mailbox,
        _ => Level::DomainMailbox,
    }
}

fn is_danish(card: &Card) -> bool {
    card.land.country == "DK"
}

fn language(card: &Card, dice: &mut Dice) -> Locale {
    if is_danish(card) && dice.percent(85) { Locale::Danish } else { Locale::English }
}

fn statement(card: &Card, dice: &mut Dice) -> Result<Option<DemoStatement>, Flaw> {
    if !dice.percent(45) {
        return Ok(None);
    }
    let independent = matches!(card.category, Category::CivilSociety | Category::Academia | Category::Media);
    let fitting = if independent { ENGLISH } else { &ENGLISH[..FROM_HERE_INDEPENDENT] };
    let (language, says) = if is_danish(card) && dice.percent(75) {
        (Locale::Danish, dice.one(DANISH))
    } else {
        (Locale::English, dice.one(fitting))
    };
    Ok(Some(DemoStatement { text: Statement::parse(says)?, language }))
}
