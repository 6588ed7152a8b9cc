//! Owns a proposed change to something published: what can be changed, and what a change comes to where the register changed
//! after it was sent.

use serde::{Deserialize, Serialize};

use super::identifier::Identifiers;
use super::organisation::Category;
use super::other_name::OtherName;
use crate::codes;

codes! {
    /// Where an amendment stands.
    pub enum AmendmentState {
        InReview = "in_review",
        NeedsInfo = "needs_info",
        Published = "published",
        Declined = "declined",
        Cancelled = "cancelled",
    }
}

impl AmendmentState {
    /// Whether it waits for a decision, or for the answer to a question.
    pub const fn waits(self) -> bool {
        matches!(self, AmendmentState::InReview | AmendmentState::NeedsInfo)
    }
}

/// What can be amended, as it was and as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendable {
    pub category: Category,
    pub country: Option<String>,
    pub name: String,
    pub website: Option<String>,
    pub description: Option<String>,
    pub statement: Option<String>,
    /// Besides the main one.
    #[serde(default)]
    pub names: Vec<OtherName>,
    #[serde(default)]
    pub identifiers: Identifiers,
}

impl Amendable {
    /// Whether all that told who it is has gone.
    pub fn is_blank(&self) -> bool {
        self.name.is_empty()
    }

    /// What is left when everything that tells who it is has gone.
    #[must_use]
    pub fn blank(&self) -> Amendable {
        Amendable {
            category: self.category,
            country: None,
            name: String::new(),
            website: None,
            description: None,
            statement: None,
            names: Vec::new(),
            identifiers: Identifiers::default(),
        }
    }

    /// What a change comes to today that was sent when the register had what was `before`: what it left as it was is as it is
    /// today, and of other names only those come and go that the change itself adds and takes off.
    #[must_use]
    pub fn onto(&self, before: &Amendable, today: &Amendable) -> Amendable {
        let (was, wished, is) = (&before.identifiers, &self.identifiers, &today.identifiers);
        Amendable {
            category: settled(&before.category, &self.category, &today.category),
            country: settled(&before.country, &self.country, &today.country),
            name: settled(&before.name, &self.name, &today.name),
            website: settled(&before.website, &self.website, &today.website),
            description: settled(&before.description, &self.description, &today.description),
            statement: settled(&before.statement, &self.statement, &today.statement),
            names: self.names_onto(&before.names, &today.names),
            identifiers: Identifiers {
                lei: settled(&was.lei, &wished.lei, &is.lei),
                ror: settled(&was.ror, &wished.ror, &is.ror),
                wikidata: settled(&was.wikidata, &wished.wikidata, &is.wikidata),
            },
        }
    }

    fn names_onto(&self, before: &[OtherName], today: &[OtherName]) -> Vec<OtherName> {
        if before == today {
            return self.names.clone();
        }
        let has = |names: &[OtherName], name: &OtherName| names.iter().any(|one| one.name == name.name);
        // A name that has left since is not brought back by a change to its kind or its dates.
        let left = |name: &OtherName| has(before, name) && !has(today, name);
        let added: Vec<&OtherName> =
            self.names.iter().filter(|one| !before.contains(one) && !left(one)).collect();
        let stays = |name: &OtherName| {
            if before.contains(name) {
                return self.names.contains(name);
            }
            // Of what came since, the change's own words hold where it says the same name.
            name.name.as_str() != self.name && added.iter().all(|one| one.name != name.name)
        };
        today.iter().filter(|name| stays(name)).chain(added.iter().copied()).cloned().collect()
    }
}

/// What a field is to be: what was wished, or what is today where the wish left it as it was.
fn settled<T: PartialEq + Clone>(before: &T, wished: &T, today: &T) -> T {
    if before == wished { today.clone() } else { wished.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identifier::{Lei, RorId};
    use crate::domain::other_name::NameKind;
    use crate::domain::text::Name;

    fn name(text: &str, kind: NameKind) -> OtherName {
        OtherName { name: Name::parse(text).unwrap(), language: None, kind, from: None, until: None }
    }

    fn short(text: &str) -> OtherName {
        name(text, NameKind::Short)
    }

    fn with(names: &[OtherName]) -> Amendable {
        Amendable {
            category: Category::Media,
            country: Some("DK".to_owned()),
            name: "Radio Skov".to_owned(),
            website: None,
            description: Some("A radio.".to_owned()),
            statement: None,
            names: names.to_vec(),
            identifiers: Identifiers::default(),
        }
    }

    #[test]
    fn what_a_change_leaves_alone_is_as_it_is_today() {
        let before = with(&[short("RS")]);
        let wished = Amendable { description: Some("The radio.".to_owned()), ..before.clone() };
        let ror = RorId::parse("05dxps055").ok();
        let today = Amendable {
            identifiers: Identifiers { ror, ..Identifiers::default() },
            country: Some("SE".to_owned()),
            ..with(&[short("RS"), name("Forest Radio", NameKind::Translated)])
        };
        assert_eq!(
            wished.onto(&before, &today),
            Amendable { description: wished.description.clone(), ..today.clone() }
        );
        assert_eq!(wished.onto(&before, &before), wished, "where nothing changed, it is what was sent");
    }

    #[test]
    fn names_come_and_go_as_the_change_says_and_no_others() {
        let translated = |text| name(text, NameKind::Translated);
        for (before, wished, today, comes_to) in [
            // Added, taken off, and both, while another came.
            (vec![], vec![short("RS")], vec![short("X")], vec![short("X"), short("RS")]),
            (vec![short("RS")], vec![], vec![short("RS"), short("X")], vec![short("X")]),
            (vec![short("A")], vec![short("B")], vec![short("A"), short("X")], vec![short("X"), short("B")]),
            // What left since does not come back, neither as it was nor in other words.
            (vec![short("X")], vec![short("X"), short("A")], vec![], vec![short("A")]),
            (vec![short("X")], vec![translated("X")], vec![], vec![]),
            // In the change's own words: its order, its kind, each name once.
            (
                vec![short("A"), short("B")],
                vec![short("B"), short("A")],
                vec![short("A"), short("B")],
                vec![short("B"), short("A")],
            ),
            (vec![], vec![short("X")], vec![translated("X")], vec![short("X")]),
            (vec![], vec![short("X")], vec![short("X")], vec![short("X")]),
        ] {
            assert_eq!(with(&wished).onto(&with(&before), &with(&today)).names, comes_to);
        }
        let renamed = Amendable { name: "Forest Radio".to_owned(), ..with(&[]) };
        let today = with(&[translated("Forest Radio")]);
        assert_eq!(renamed.onto(&with(&[]), &today).names, [], "it is the main name");
    }

    #[test]
    fn each_number_is_settled_by_itself() {
        let of = |lei: Option<&str>, ror: Option<&str>| Amendable {
            identifiers: Identifiers {
                lei: lei.and_then(|code| Lei::parse(code).ok()),
                ror: ror.and_then(|code| RorId::parse(code).ok()),
                wikidata: None,
            },
            ..with(&[])
        };
        let lei = Some("5493001KJTIIGC8Y1R12");
        let comes_to = of(lei, None).onto(&of(None, None), &of(None, Some("05dxps055")));
        assert_eq!(comes_to, of(lei, Some("05dxps055")));
        let comes_to = of(None, None).onto(&of(lei, None), &of(lei, Some("05dxps055")));
        assert_eq!(comes_to, of(None, Some("05dxps055")));
    }
}
