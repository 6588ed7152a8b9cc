//! A signing form on its way: what was answered so far, as typed, and when it is a submission.
//!
//! Answers are kept as they were typed, so that nobody types anything twice. They are parsed page by
//! page when they come, and all of them once more when the form is sent.

mod commitment;
mod day;
mod pages;

pub use commitment::{CommitmentAnswers, Promise};
pub use day::DayAnswer;

use chrono::Months;
use serde::{Deserialize, Serialize};

use super::country::Country;
use super::email::Email;
use super::endorsement::Authority;
use super::identifier::IdentifierAnswers;
use super::organisation::{Category, Profile};
use super::text::{Description, JobTitle, Name, PersonName, Statement, parse_optional};
use super::visibility::{Visibility, Wish};
use super::website::Website;
use super::{Day, Error, Flaw, Problems, Result, limits};
use crate::codes;

codes! {
    /// The pages of the form, in their order.
    pub enum Step {
        Organisation = "organisation",
        Representative = "representative",
        Visibility = "visibility",
        Commitments = "commitments",
        Statement = "statement",
        Check = "check",
    }
}

/// Everything answered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The version of the Call that was shown, and its language.
    pub version: i64,
    pub language: String,
    pub organisation: OrganisationAnswers,
    /// Its numbers in other registers, on the same page.
    pub identifiers: IdentifierAnswers,
    pub representative: RepresentativeAnswers,
    pub visibility: VisibilityAnswers,
    pub commitments: Vec<CommitmentAnswers>,
    pub statement: String,
    /// Pages that were answered and accepted.
    pub done: Vec<Step>,
    /// Where the link to go on with it was last sent, as typed.
    pub mailed_to: String,
    /// What became of it, once it was sent.
    pub sent: Option<Sent>,
}

/// A form that was sent. It is kept for a while, so that a mistyped mail address can be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The endorsement that it made; nothing when there was one already.
    pub endorsement: Option<i64>,
}

/// The page about the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganisationAnswers {
    pub category: String,
    pub name: String,
    pub country: String,
    pub website: String,
    pub description: String,
}

/// The page about the person who signs for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepresentativeAnswers {
    pub name: String,
    pub job_title: String,
    pub email: String,
    pub authority: String,
    /// Whether the person agrees to be named in public.
    pub named: bool,
}

/// The page about how the organisation appears.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisibilityAnswers {
    /// A code of `Visibility`.
    pub choice: String,
    /// When an embargo ends.
    pub until: DayAnswer,
}

/// Who signs for the organisation, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    pub name: PersonName,
    pub job_title: JobTitle,
    pub email: Email,
    pub authority: Authority,
    pub named: bool,
}

/// A whole form, parsed.
#[derive(Debug, Clone)]
pub struct Submission {
    pub profile: Profile,
    pub representative: Representative,
    pub wish: Wish,
    pub promises: Vec<Promise>,
    pub statement: Option<Statement>,
}

impl OrganisationAnswers {
    /// The profile of a state, or of anybody else, or everything that is wrong with it. A state stays one and nobody
    /// becomes one: they sign by letter.
    pub fn parse(&self, state: bool) -> Result<Profile> {
        let mut problems = Problems::default();
        let category = problems.take("category", choice(&self.category, Category::from_code));
        let name = problems.take("name", Name::parse(&self.name));
        let typed = if self.country.is_empty() { Ok(None) } else { Country::parse(&self.country).map(Some) };
        let country = problems.take("country", typed);
        // Until its kind is known, it needs a country as every kind but one does.
        if let Some(country) = country
            && let Err(flaw) = category.unwrap_or(Category::CivilSociety).check_country(country)
        {
            problems.add("country", flaw);
        }
        let website = problems.take("website", parse_optional::<Website>(&self.website));
        let description = problems.take("description", parse_optional::<Description>(&self.description));
        let (Some(category), Some(name), Some(country), Some(website), Some(description)) =
            (category, name, country, website, description)
        else {
            return Err(Error::Invalid(problems));
        };
        if (category == Category::State) != state {
            problems.add("category", Flaw::UnknownChoice);
        }
        problems.check()?;
        let profile =
            Profile::new(name, category, country).map_err(|flaw| Error::invalid("country", flaw))?;
        Ok(profile.with_website(website).with_description(description))
    }
}

impl RepresentativeAnswers {
    /// The representative, or everything that is wrong.
    pub fn parse(&self) -> Result<Representative> {
        let mut problems = Problems::default();
        let name = problems.take("person", PersonName::parse(&self.name));
        let job_title = problems.take("job_title", JobTitle::parse(&self.job_title));
        let email = problems.take("email", Email::parse(&self.email));
        let authority = problems.take("authority", choice(&self.authority, Authority::from_code));
        match (name, job_title, email, authority) {
            (Some(name), Some(job_title), Some(email), Some(authority)) => {
                Ok(Representative { name, job_title, email, authority, named: self.named })
            }
            _ => Err(Error::Invalid(problems)),
        }
    }
}

impl VisibilityAnswers {
    /// How the organisation wishes to appear, or what is wrong. Today is a day where the ministry is.
    pub fn parse(&self, today: Day) -> Result<Wish> {
        let mut problems = Problems::default();
        let wish = match problems.take("visibility", choice(&self.choice, Visibility::from_code)) {
            Some(Visibility::Public) => Some(Wish::Public),
            Some(Visibility::Protected) => Some(Wish::Protected),
            Some(Visibility::Embargoed) => {
                let last = today.checked_add_months(Months::new(limits::EMBARGO_MONTHS)).unwrap_or(today);
                let in_range = |day: Day| Some(day).filter(|&day| day > today && day <= last);
                let until = self.until.parse().and_then(|day| in_range(day).ok_or(Flaw::EmbargoOutOfRange));
                problems.take("until", until).map(Wish::Embargoed)
            }
            None => None,
        };
        wish.ok_or(Error::Invalid(problems))
    }
}

impl Draft {
    /// The pages that this form has. Who is never named promises and states nothing in public.
    pub fn steps(&self) -> Vec<Step> {
        let unnamed = self.visibility.choice == Visibility::Protected.code();
        let public = |step: &Step| !matches!(step, Step::Commitments | Step::Statement);
        Step::ALL.iter().copied().filter(|step| !unnamed || public(step)).collect()
    }

    /// The first page that is not answered yet.
    pub fn next_step(&self) -> Step {
        self.steps().into_iter().find(|step| !self.done.contains(step)).unwrap_or(Step::Check)
    }

    /// Notes that a page was answered and accepted.
    pub fn mark(&mut self, step: Step) {
        if !self.done.contains(&step) {
            self.done.push(step);
        }
    }

    /// What the first page says, or everything that is wrong with it.
    pub fn profile(&self) -> Result<Profile> {
        let mut problems = Problems::default();
        let profile = match self.organisation.parse(false) {
            Err(Error::Invalid(found)) => {
                problems = found;
                None
            }
            parsed => Some(parsed?),
        };
        let identifiers = self.identifiers.parse(&mut problems);
        match profile {
            Some(profile) if problems.0.is_empty() => Ok(profile.known_as(Vec::new(), identifiers)),
            _ => Err(Error::Invalid(problems)),
        }
    }

    /// The whole form, or everything that is wrong with it. What a page held that this form no longer
    /// has is left out.
    pub fn parse(&self, known: &[String], today: Day) -> Result<Submission> {
        let profile = self.profile()?;
        let representative = self.representative.parse()?;
        let wish = self.visibility.parse(today)?;
        if wish == Wish::Protected {
            return Ok(Submission { profile, representative, wish, promises: Vec::new(), statement: None });
        }
        let listed = self.commitments.iter().take(limits::COMMITMENTS);
        let promises: Result<Vec<_>> =
            listed.map(|answers| answers.citing(known).parse(known, today)).collect();
        let statement =
            parse_optional::<Statement>(&self.statement).map_err(|flaw| Error::invalid("statement", flaw))?;
        Ok(Submission { profile, representative, wish, promises: promises?, statement })
    }
}

fn choice<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Flaw> {
    if text.is_empty() {
        return Err(Flaw::Missing);
    }
    read(text).ok_or(Flaw::UnknownChoice)
}
