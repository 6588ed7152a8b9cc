//! Owns invented people: names from a tongue's lists, job titles by category, mailboxes by name.

use super::dice::Dice;
use super::tongues::ALL;
use crate::domain::Flaw;
use crate::domain::email::Email;
use crate::domain::endorsement::Authority;
use crate::domain::organisation::Category;
use crate::domain::search_key;
use crate::domain::text::{JobTitle, PersonName};

/// A person who acts for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    pub name: PersonName,
    pub job_title: JobTitle,
    pub email: Email,
    pub authority: Authority,
    /// Agrees to be named in public.
    pub named: bool,
}

/// A person with this name whose mailbox is at a domain.
pub fn person((name, job_title): (&str, &str), domain: &str, dice: &mut Dice) -> Result<DemoPerson, Flaw> {
    Ok(DemoPerson {
        name: PersonName::parse(name)?,
        job_title: JobTitle::parse(job_title)?,
        email: Email::parse(&format!("{}@{domain}.example", local_part(name)))?,
        authority: if dice.percent(70) { Authority::Own } else { Authority::Delegated },
        named: dice.percent(60),
    })
}

/// Given and family name in plain letters with a dot between.
pub fn local_part(name: &str) -> String {
    let folded = search_key::fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    match words[..] {
        [given, .., family] => format!("{given}.{family}"),
        _ => folded,
    }
}

/// A name from a tongue's lists.
pub fn name(tongue: usize, dice: &mut Dice) -> String {
    let tongue = ALL[tongue];
    let mut one = |list: &'static str| {
        let words: Vec<&str> = list.split_whitespace().collect();
        dice.one(&words)
    };
    format!("{} {}", one(tongue.given), one(tongue.family))
}

/// A job title that somebody who signs for an organisation may have.
pub fn job_title(category: Category, dice: &mut Dice) -> &'static str {
    dice.one(match category {
        Category::State => &[
            "Permanent Secretary",
            "State Secretary",
            "Ambassador for Technology",
            "Head of International Affairs",
        ],
        Category::LocalGovernment => &[
            "Mayor",
            "Deputy Mayor",
            "Town Clerk",
            "Chief Administrative Officer",
            "Head of Citizens' Services",
        ],
        Category::Multilateral => {
            &["Secretary General", "Executive Secretary", "Director of Programmes", "Head of Digital Affairs"]
        }
        Category::Company => &[
            "Chief Executive",
            "General Counsel",
            "Managing Director",
            "Data Protection Officer",
            "Director of Public Affairs",
        ],
        Category::CivilSociety => {
            &["Director", "Chair", "Secretary General", "Coordinator", "President", "Programme Manager"]
        }
        Category::Academia => {
            &["Rector", "Vice-Rector for Research", "Dean", "Head of Centre", "Head of Faculty"]
        }
        Category::Media => {
            &["Editor-in-Chief", "Managing Editor", "Publisher", "Head of News", "Station Manager"]
        }
    })
}
