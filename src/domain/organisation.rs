//! Who can sign: an organisation's category and what it says of itself.

use super::Flaw;
use super::country::Country;
use super::identifier::Identifiers;
use super::other_name::OtherName;
use super::similarity::Likeness;
use super::text::{Description, Name};
use super::website::Website;
use crate::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What kind of organisation this is.
    pub enum Category {
        State = "state",
        LocalGovernment = "local_government",
        Multilateral = "multilateral",
        Company = "company",
        CivilSociety = "civil_society",
        Academia = "academia",
        Media = "media",
    }
}

impl Category {
    /// The country an organisation of this category gives: one is needed, but not from a body that has none.
    pub fn check_country(self, country: Option<Country>) -> Result<Option<Country>, Flaw> {
        match (self, country) {
            (Category::Multilateral, _) | (_, Some(_)) => Ok(country),
            _ => Err(Flaw::CountryMissing),
        }
    }
}

/// What an organisation says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Profile {
    pub name: Name,
    pub category: Category,
    /// Absent only for a multilateral body.
    pub country: Option<Country>,
    pub website: Option<Website>,
    pub description: Option<Description>,
    /// Besides the main one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<OtherName>,
    #[serde(skip_serializing_if = "is_default")]
    pub identifiers: Identifiers,
}

fn is_default(identifiers: &Identifiers) -> bool {
    *identifiers == Identifiers::default()
}

impl Profile {
    /// A profile with a name, category and country that fit together, so far without website and description.
    pub fn new(name: Name, category: Category, country: Option<Country>) -> Result<Profile, Flaw> {
        let country = category.check_country(country)?;
        let (names, identifiers) = (Vec::new(), Identifiers::default());
        Ok(Profile { name, category, country, website: None, description: None, names, identifiers })
    }

    /// The same with a website.
    pub fn with_website(self, website: Option<Website>) -> Profile {
        Profile { website, ..self }
    }

    /// The same with a description.
    pub fn with_description(self, description: Option<Description>) -> Profile {
        Profile { description, ..self }
    }

    /// The same with other names and numbers of other registers.
    pub fn known_as(self, names: Vec<OtherName>, identifiers: Identifiers) -> Profile {
        Profile { names, identifiers, ..self }
    }

    /// What it is compared with others by.
    pub fn likeness(&self) -> Likeness {
        Likeness::of(&self.name, self.website.as_ref())
    }
}

/// A profile as JSON holds it, before its rule is checked.
#[derive(Deserialize)]
struct Unchecked {
    name: Name,
    category: Category,
    country: Option<Country>,
    website: Option<Website>,
    description: Option<Description>,
    #[serde(default)]
    names: Vec<OtherName>,
    #[serde(default)]
    identifiers: Identifiers,
}

impl TryFrom<Unchecked> for Profile {
    type Error = Flaw;

    fn try_from(raw: Unchecked) -> Result<Profile, Flaw> {
        let profile = Profile::new(raw.name, raw.category, raw.country)?;
        let profile = profile.with_website(raw.website).with_description(raw.description);
        Ok(profile.known_as(raw.names, raw.identifiers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_multilateral_bodies_may_be_of_no_country() {
        let name = Name::parse("Nordisk Skovråd").unwrap();
        for &category in Category::ALL {
            let placed = Profile::new(name.clone(), category, Some(Country::parse("DK").unwrap()));
            assert_eq!(placed.unwrap().country.unwrap().code(), "DK");
            let nowhere = Profile::new(name.clone(), category, None).err();
            assert_eq!(nowhere, (category != Category::Multilateral).then_some(Flaw::CountryMissing));
        }
    }

    #[test]
    fn a_profile_survives_json_and_its_rule_holds_there_too() {
        let json = r#"{"name":"Skov","category":"media","country":"DK","website":"https://skov.example/","description":null}"#;
        let profile: Profile = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&profile).unwrap(), json);
        assert!(serde_json::from_str::<Profile>(&json.replace("\"DK\"", "null")).is_err());
    }
}
