//! Owns what the ministry decided before the demo begins, but for the signatures that it published: those are of the list
//! itself. Cases name published organisations by their place in the list, as in `super::queue`.

use super::first::{First, Says};
use super::queue::{made, new};
use super::{Fate, Subject, organisation};
use crate::domain::Flaw;
use crate::domain::case::Decision;
use crate::domain::email::Email;
use crate::domain::organisation::Category;
use crate::domain::text::{Description, Note};

/// How a Case went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A colleague decided, with a reason of the catalogue where the decision needs one.
    Decided(Decision, Option<&'static str>),
    /// The signer did not answer in time.
    RanOut,
}

/// A Case that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct PastCase {
    pub opened_days_ago: i64,
    pub subject: Subject,
    /// What was done about it, so many days after it came.
    pub turns: &'static [(i64, Turn)],
}

/// How the signatures of the list were published, one after the other. One in ten is late.
pub const PUBLISHED: &[&[(i64, Turn)]] = &[
    &[(2, PUBLISH)],
    &[(5, PUBLISH)],
    &[(1, PUBLISH)],
    &[(8, PUBLISH)],
    &[(3, PUBLISH)],
    &[(16, PUBLISH)],
    &[(6, PUBLISH)],
    &[(4, PUBLISH)],
    &[(11, PUBLISH)],
    &[(2, PUBLISH)],
];
/// Of how long ago the signatures are that were published through a Case.
pub const SIGNED_DAYS_AGO: core::ops::RangeInclusive<i64> = 18..=62;

const PUBLISH: Turn = Turn::Decided(Decision::Publish, None);

const fn because(decision: Decision, reason: &'static str) -> Turn {
    Turn::Decided(decision, Some(reason))
}

const SUSPENDED: &[(i64, Turn)] =
    &[(1, because(Decision::Suspend, "report_received")), (6, Turn::Decided(Decision::Restore, None))];
const CLOSED: &[(i64, Turn)] = &[(2, Turn::Decided(Decision::Close, None))];
const CHANGED: &[(i64, Turn)] = &[(3, PUBLISH)];
const UNANSWERED: &[(i64, Turn)] = &[(5, because(Decision::Ask, "authority_unclear")), (65, Turn::RanOut)];

/// Signatures that were not published.
#[rustfmt::skip]
const NOT_PUBLISHED: &[(First, &[(i64, Turn)])] = &[
    (new(("Puertocalmo Digital Chamber", Category::Company, "CL", "puertocalmo-chamber"), "A chamber of shops and ports that sell online.", ("Ignacio Calmovera", "Assistant"), (82, Says::Nothing, &[])), UNANSWERED),
    (new(("Kajs Fødselsdagsudvalg", Category::CivilSociety, "DK", "kajs-foedselsdag"), "We meet once a year, for Kaj.", ("Kaj Brombærvig", "Birthday child"), (57, Says::Nothing, &[])), &[(2, because(Decision::Decline, "not_an_organisation"))]),
    (new(("Brightquarry Reputation Services Ltd", Category::Company, "GB", "brightquarry"), "The number one choice for your good name online. Ask for our prices.", ("Dorian Quarrywell", "Head of Growth"), (49, Says::Nothing, &[])), &[(4, because(Decision::Decline, "not_plain"))]),
    (new(("Lighthouse Radio Ostwarft", Category::Media, "DE", "ostwarft-radio"), "A station on an island of ninety people.", ("Merle Ostwarfen", "Intern"), (36, Says::Nothing, &[])), &[(9, because(Decision::Decline, "no_authority"))]),
    (new(("Department of Networks, Sedgeholme", Category::Academia, "KE", "sedgeholme-networks"), "The department that keeps the networks of Sedgeholme running.", ("Achieng Sedgewick", "Head of Department"), (27, Says::Nothing, &[])), &[(3, because(Decision::Decline, "duplicate"))]),
];

/// Every Case that was not about publishing a signature of the list.
///
/// # Errors
/// As [`super::organisation`].
pub fn past() -> Result<Vec<PastCase>, Flaw> {
    let mut cases = Vec::new();
    for (number, &(ref first, turns)) in (140..).zip(NOT_PUBLISHED) {
        let organisation = made(first, number, Fate::InReview)?;
        let opened_days_ago = organisation.signed_days_ago;
        cases.push(PastCase { opened_days_ago, subject: Subject::Signature(organisation), turns });
    }
    let reported = |opened_days_ago, about, from: &str, concern: &str, turns| {
        let (from, concern) = (Email::parse(from)?, Note::parse(concern)?);
        Ok::<_, Flaw>(PastCase { opened_days_ago, subject: Subject::Report { about, from, concern }, turns })
    };
    cases.push(reported(
        52,
        44,
        "p.ashgrove@neighbours.example",
        "Somebody else answers at their telephone. Do they still exist?",
        SUSPENDED,
    )?);
    cases.push(reported(
        31,
        41,
        "reader@schelphoven.example",
        "I do not agree with their article of last Tuesday.",
        CLOSED,
    )?);
    cases.push(PastCase { opened_days_ago: 40, subject: described()?, turns: CHANGED });
    let more_time = Subject::MoreTime { of: 40, days: 120 };
    cases.push(PastCase { opened_days_ago: 29, subject: more_time, turns: CHANGED });
    Ok(cases)
}

/// A change of words alone: the name stays.
fn described() -> Result<Subject, Flaw> {
    const OF: u64 = 37;
    Ok(Subject::Amendment {
        of: OF,
        name: organisation(OF)?.profile.name,
        description: Description::parse(
            "Engineers and lawyers under one roof. Our students repair the networks of community radios and of schools as \
             part of their degree.",
        )?,
    })
}
