//! Owns what waits in the demo's queue, written by hand: one case of each kind that a moderator meets.
//! Cases name published organisations by their place in the list; see `super::organisation`.

use super::commitments::Mood::{DueSoon, Planned};
use super::first::{First, Says};
use super::{DemoOrganisation, Fate, MOST, shaped};
use crate::domain::Flaw;
use crate::domain::assurance::Level;
use crate::domain::email::Email;
use crate::domain::organisation::Category;
use crate::domain::text::{Description, Name, Note};

/// What a case is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A new signature, confirmed by its mailbox.
    Signature(Box<DemoOrganisation>),
    /// A signature that staff asked about, with the question.
    Asked { organisation: Box<DemoOrganisation>, question: Note, asked_days_ago: i64 },
    /// A state entered on the strength of a letter: one colleague recorded it, another is to confirm it.
    Letter { organisation: Box<DemoOrganisation>, reference: &'static str, dated_days_ago: i64 },
    /// A published organisation wants other words in the register.
    Amendment { of: u64, name: Name, description: Description },
    /// A published organisation wants so many days more for the first of its commitments.
    MoreTime { of: u64, days: i64 },
    /// Somebody has a concern about a published organisation.
    Report { about: u64, from: Email, concern: Note },
}

/// A case with its age.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoCase {
    pub opened_days_ago: i64,
    pub subject: Subject,
}

pub(super) type Who = (&'static str, Category, &'static str, &'static str);

pub(super) const fn new(
    who: Who,
    description: &'static str,
    person: (&'static str, &'static str),
    rest: Rest,
) -> First {
    let (name, category, country, domain) = who;
    let (signed_days_ago, says, promises) = rest;
    First { name, category, country, domain, description, person, signed_days_ago, says, promises }
}

pub(super) type Rest = (i64, Says, &'static [(usize, super::commitments::Mood)]);

/// New signatures, oldest first. The second shares the domain of the first organisation in the list, the third is
/// written with a Cyrillic `е` and looks like the fifteenth.
#[rustfmt::skip]
const SIGNATURES: &[First] = &[
    new(("Cooperativa Fuenteclara S. Coop.", Category::Company, "UY", "fuenteclara"), "A cooperative of forty programmers. We write what town halls need and leave the source with them.", ("Renata Fuenclara", "President"), (15, Says::English(7), &[(39, Planned), (24, Planned)])),
    new(("Skærnholm Havn", Category::Company, "DK", "skaernholm"), "The harbour of Skærnholm: ferries, fish and, since last year, a public list of every camera on the quay.", ("Rasmus Vesterlund", "Harbour Master"), (12, Says::Danish(4), &[(26, Planned)])),
    new(("Municipality of Amb\u{435}rfirth", Category::LocalGovernment, "CA", "amberfirth-council"), "We are the municipality and we serve the residents with the best services.", ("John Larkmore", "Director"), (11, Says::Nothing, &[])),
    new(("Tarnlea School of Public Policy", Category::Academia, "GB", "tarnlea"), "We train people for town halls and ministries. Our students audit a public system every spring.", ("Eleanor Tarnwick", "Dean"), (9, Says::English(13), &[(19, Planned), (42, Planned)])),
    new(("Rávnnavárri Searvi", Category::CivilSociety, "NO", "ravnnavarri"), "An association for Sámi language on the net. We ask that public services answer in the language they are asked in.", ("Silje Isvik", "Chair"), (6, Says::English(10), &[(25, Planned)])),
    new(("Radio Jarzębola", Category::Media, "PL", "jarzebola"), "Local radio with eleven voices. We go to every council meeting, and often we are the only ones there.", ("Hanna Sosnodworska", "Editor-in-Chief"), (4, Says::Nothing, &[(16, Planned), (17, DueSoon)])),
    new(("Klitgrav & Datter ApS", Category::Company, "DK", "klitgrav"), "We make websites for associations. All of them can be used with a keyboard alone.", ("Maja Klitmark", "Owner"), (1, Says::Danish(5), &[(6, Planned)])),
];

const ASKED: First = new(
    ("Global Institute for Digital Harmony", Category::Academia, "CH", "digital-harmony-institute"),
    "We are a leading global institute.",
    ("Alexis Torrenuova", "Chairman"),
    (17, Says::Nothing, &[]),
);

const STATE: First = new(
    ("Principality of Ulmoria (invented)", Category::State, "LI", "ulmoria"),
    "An invented state, waiting for a second colleague to confirm its letter.",
    ("Tamsin Fellgard", "Minister of State"),
    (3, Says::English(15), &[(10, Planned), (34, Planned)]),
);

/// Two that are held: one that a rule blocks, and one that looks like a fake of the past.
#[rustfmt::skip]
const HELD: [First; 2] = [
    new(("Town Hall of Quickborough", Category::LocalGovernment, "GB", "instantsignup"), "We are the town hall.", ("Mayor Mayor", "Mayor"), (0, Says::Nothing, &[])),
    new(("Centre for Trusted Everything", Category::CivilSociety, "NL", "trusted-everything"), "We support this and all other initiatives.", ("A. Person", "Director"), (0, Says::Nothing, &[])),
];

pub(super) fn made(first: &First, number: u64, fate: Fate) -> Result<Box<DemoOrganisation>, Flaw> {
    let organisation = shaped::organisation(first, MOST + number)?;
    Ok(Box::new(DemoOrganisation { fate, ..organisation }))
}

/// The signatures that are held.
///
/// # Errors
/// As [`super::organisation`].
pub fn held() -> Result<[Box<DemoOrganisation>; 2], Flaw> {
    let [blocked, returning] = &HELD;
    Ok([made(blocked, 130, Fate::InReview)?, made(returning, 131, Fate::InReview)?])
}

/// Every case, oldest first.
///
/// # Errors
/// As [`super::organisation`].
pub fn queue() -> Result<Vec<DemoCase>, Flaw> {
    let mut cases = Vec::new();
    for (number, first) in (100..).zip(SIGNATURES) {
        let organisation = made(first, number, Fate::InReview)?;
        cases.push(DemoCase {
            opened_days_ago: organisation.signed_days_ago,
            subject: Subject::Signature(organisation),
        });
    }
    cases.push(DemoCase { opened_days_ago: 17, subject: asked()? });
    cases.push(DemoCase { opened_days_ago: 3, subject: letter()? });
    cases.extend(changes()?);
    cases.extend(reports()?);
    cases.sort_by_key(|case| std::cmp::Reverse(case.opened_days_ago));
    Ok(cases)
}

fn asked() -> Result<Subject, Flaw> {
    let question = Note::parse(
        "Thank you for signing. We could not find your institute in any public register. Where is it registered, and who \
         are the members of its board? An answer to this mail is enough.",
    )?;
    Ok(Subject::Asked { organisation: made(&ASKED, 120, Fate::NeedsInfo)?, question, asked_days_ago: 10 })
}

fn letter() -> Result<Subject, Flaw> {
    let mut organisation = made(&STATE, 121, Fate::InReview)?;
    organisation.assurance = Level::OfficialLetter;
    Ok(Subject::Letter { organisation, reference: "NV 2114/7-Ulm", dated_days_ago: 8 })
}

fn changes() -> Result<[DemoCase; 2], Flaw> {
    let renamed = Subject::Amendment {
        of: 30,
        name: Name::parse("Havblæst Energi og Fibernet A.m.b.a.")?,
        description: Description::parse(
            "A cooperative owned by the 14,500 households it supplies with power and, since this autumn, with fibre. \
             Our meters report once a day and no more often.",
        )?,
    };
    Ok([
        DemoCase { opened_days_ago: 7, subject: renamed },
        DemoCase { opened_days_ago: 5, subject: Subject::MoreTime { of: 36, days: 90 } },
    ])
}

fn reports() -> Result<[DemoCase; 2], Flaw> {
    Ok([
        DemoCase {
            opened_days_ago: 2,
            subject: Subject::Report {
                about: 34,
                from: Email::parse("wen.mingyuan@neighbours.example")?,
                concern: Note::parse(
                    "The forum was dissolved at a meeting in spring; I was there. The website now belongs to a company that \
                     sells maps. I do not think anybody signed this on behalf of the members.",
                )?,
            },
        },
        DemoCase {
            opened_days_ago: 0,
            subject: Subject::Report {
                about: 46,
                from: Email::parse("r.holt@sedgemarket.example")?,
                concern: Note::parse(
                    "They promise that a person looks at every appeal. Mine was answered after four seconds, at three in \
                     the morning, with the text they send to everybody.",
                )?,
            },
        },
    ])
}
