//! Owns invented commitments: a pattern with numbers, days and money in it.
//! Days are counted from today, so that a demo is as fresh next year.

use super::dice::Dice;
use super::lands::{Land, likely_factor};
use super::promises::{PROMISES, Promise};
use crate::domain::Flaw;
use crate::domain::call::ParagraphId;
use crate::domain::commitment::{Figure, Kind, Measure, Stage};
use crate::domain::country::Country;
use crate::domain::currency::{Currency, Money};
use crate::domain::evidence::EvidenceLinks;
use crate::domain::organisation::Category;
use crate::domain::text::{Action, Recipients, Title};
use crate::domain::website::Website;

/// Promised money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoFunding {
    pub stage: Stage,
    pub money: Money,
}

/// An invented commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCommitment {
    pub kind: Kind,
    pub title: Title,
    pub action: Action,
    pub measure: Measure,
    /// Days from today; negative ones are past.
    pub start_in_days: i64,
    /// Days from today; after the start and after the signature.
    pub due_in_days: i64,
    /// Of the Call's second version.
    pub paragraphs: Vec<ParagraphId>,
    pub countries: Vec<Country>,
    /// Present just for `funding`.
    pub funding: Option<DemoFunding>,
    /// To whom the money goes.
    pub recipients: Option<Recipients>,
    /// Pages of the organisation's own website; none of what has not begun.
    pub evidence: EvidenceLinks,
}

/// How a commitment that nobody has reported on stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Planned,
    DueSoon,
    Overdue,
    /// Begun so long ago that a report would be missing, if there were a way to enter one.
    Silent,
}

/// Days after its start on which an organisation has a page about a commitment.
const TOLD_AFTER: i64 = 30;
/// Days without a report after which a commitment would be silent under the demo's Policy, and some more.
const SILENT_AFTER: i64 = 225;

impl Mood {
    /// Start and due day, from today, for an organisation that signed so long ago. Who signed too lately for a mood
    /// gets the days of `Planned`.
    pub fn days(self, signed_days_ago: i64, dice: &mut Dice) -> (i64, i64) {
        match self {
            Mood::DueSoon => (dice.between(-180, -60), dice.between(5, 28)),
            Mood::Overdue if signed_days_ago > 60 => {
                let due = -dice.between(3, (signed_days_ago - 40).min(150));
                (due - dice.between(60, 160), due)
            }
            Mood::Silent if signed_days_ago > SILENT_AFTER => {
                (-dice.between(SILENT_AFTER, signed_days_ago), dice.between(60, 640))
            }
            _ => {
                let start = dice.between(-170, 160);
                (start, start.max(0) + dice.between(120, 900))
            }
        }
    }

    fn any(dice: &mut Dice) -> Mood {
        match dice.below(100) {
            0..=6 => Mood::DueSoon,
            7..=12 => Mood::Overdue,
            13..=22 => Mood::Silent,
            _ => Mood::Planned,
        }
    }
}

/// Who promises: what a commitment is filled in with.
#[derive(Debug)]
pub struct Promiser<'a> {
    pub category: Category,
    pub land: &'a Land,
    /// Absent for a body of no country.
    pub country: Option<Country>,
    pub place: &'a str,
    pub website: Option<Website>,
    pub signed_days_ago: i64,
}

impl Promiser<'_> {
    /// None to four commitments, all different.
    pub fn some(&self, dice: &mut Dice) -> Result<Vec<DemoCommitment>, Flaw> {
        let many = match dice.below(100) {
            0..=47 => 0,
            48..=77 => 1,
            78..=91 => 2,
            92..=97 => 3,
            _ => 4,
        };
        let start = dice.below(PROMISES.len());
        // 13 shares no factor with the number of patterns: each is looked at once.
        let order = (0..PROMISES.len()).map(|step| &PROMISES[(start + step * 13) % PROMISES.len()]);
        let fitting = order.filter(|promise| promise.fits(self.category)).take(many);
        fitting.map(|promise| self.make(promise, Mood::any(dice), dice)).collect()
    }

    /// The commitment after this pattern.
    pub fn make(&self, promise: &Promise, mood: Mood, dice: &mut Dice) -> Result<DemoCommitment, Flaw> {
        let (measure, number) = measure(promise, dice)?;
        let fill = |text: &str| text.replace("{n}", &number.to_string()).replace("{place}", self.place);
        let (start_in_days, due_in_days) = mood.days(self.signed_days_ago, dice);
        let funding = if promise.kind == Kind::Funding { Some(self.funding(dice)?) } else { None };
        Ok(DemoCommitment {
            kind: promise.kind,
            title: Title::parse(&fill(promise.title))?,
            action: Action::parse(&fill(promise.action))?,
            measure,
            start_in_days,
            due_in_days,
            paragraphs: promise.paragraphs.split(' ').map(ParagraphId::parse).collect::<Result<_, _>>()?,
            countries: self.countries(dice),
            funding,
            recipients: promise.recipients.map(|text| Recipients::parse(&fill(text))).transpose()?,
            evidence: self.evidence(promise, start_in_days)?,
        })
    }

    /// A page that tells of what was begun some weeks ago, where there is a website.
    fn evidence(&self, promise: &Promise, start_in_days: i64) -> Result<EvidenceLinks, Flaw> {
        let begun = self.website.as_ref().filter(|_| start_in_days < -TOLD_AFTER);
        let topic = promise.paragraphs.split(' ').next().unwrap_or_default();
        let page = begun.map(|website| format!("{}{}/", website.as_str(), topic.trim_start_matches("p-")));
        EvidenceLinks::of(page.as_deref())
    }

    fn funding(&self, dice: &mut Dice) -> Result<DemoFunding, Flaw> {
        let currency = Currency::parse(self.land.currency)?;
        let euros = dice.between(3, 60) * dice.one(&[10_000, 20_000, 50_000, 100_000]);
        let minor = euros * likely_factor(currency.code()) * 10_i64.pow(currency.minor_digits().into());
        let stage = dice.one(&[
            Some(Stage::Announced),
            Some(Stage::Committed),
            Some(Stage::Committed),
            Some(Stage::Disbursed),
        ]);
        Ok(DemoFunding { stage: stage.unwrap_or(Stage::Announced), money: Money { minor, currency } })
    }

    /// The promiser's own country, and at times one or two more.
    fn countries(&self, dice: &mut Dice) -> Vec<Country> {
        let mut countries: Vec<Country> = self.country.into_iter().collect();
        let more = if dice.percent(20) || self.country.is_none() { 1 + dice.below(3) } else { 0 };
        for _ in 0..more {
            let other = dice.one(&["GH", "KE", "UA", "MD", "GE", "NP", "CO", "TN", "SN", "ZM", "JO", "PE"]);
            countries.extend(Country::parse(other).ok().filter(|country| !countries.contains(country)));
        }
        countries
    }
}

/// The measure, and the number for the text.
fn measure(promise: &Promise, dice: &mut Dice) -> Result<(Measure, i64), Flaw> {
    let Some((unit, baseline, least, most)) = promise.indicator else {
        return Ok((Measure::Deliverable, 0));
    };
    let drawn = dice.between(least, most);
    let round = if drawn >= 200 { drawn - drawn % 10 } else { drawn };
    let figure = |number: i64| Figure::parse(&number.to_string());
    let measure = Measure::Indicator {
        unit: unit.to_owned(),
        baseline: Some(figure(baseline)?),
        target: figure(round)?,
    };
    Ok((measure, round))
}
