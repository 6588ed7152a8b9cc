//! When two signatories are one: which may become one, and what the one that stays is called afterwards. A merge can be
//! undone, so what was added is remembered by its place, not by its words.

use serde::{Deserialize, Serialize};

use super::identifier::Identifiers;
use super::organisation::Category;
use super::other_name::{NameKind, OtherName};
use super::text::Name;
use super::{Day, Error, Refusal, Result};
use crate::codes;

codes! {
    /// Where a merge stands.
    pub enum MergeState {
        Proposed = "proposed",
        Merged = "merged",
        /// It was merged, and is not any more.
        Undone = "undone",
        /// It was proposed, and never was.
        Dropped = "dropped",
    }
}

codes! {
    /// Why two that became one cannot be two again now.
    pub enum Bound {
        /// They are forgotten.
        Erased = "erased",
        /// They must not be named: who parts is told of in public.
        Hidden = "hidden",
        /// The one that stayed went into another in turn.
        Further = "further",
        Suspended = "suspended",
        Withdrawn = "withdrawn",
        /// The one that stayed is in the register no more, for good.
        Gone = "gone",
    }
}

/// What decides whether a signatory can be one of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// In the register, with its name, in nobody else.
    pub public: bool,
    pub category: Category,
}

/// Whether two signatories may become one. States only with states: they sign by letter.
///
/// # Errors
/// `NotMergeable`, `StateNotMerged`.
pub fn check(one: Standing, two: Standing) -> Result<()> {
    let states = [one, two].iter().filter(|standing| standing.category == Category::State).count();
    if !(one.public && two.public) {
        Err(Error::Refused(Refusal::NotMergeable))
    } else if states == 1 {
        Err(Error::Refused(Refusal::StateNotMerged))
    } else {
        Ok(())
    }
}

/// What a signatory is called.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    pub name: &'a Name,
    pub others: &'a [OtherName],
    pub identifiers: &'a Identifiers,
}

impl Called<'_> {
    /// All names, the main one first, as names besides another main one.
    fn as_others(&self, kind: NameKind, on: Day) -> Vec<OtherName> {
        let until = (kind == NameKind::Former).then(|| on.into());
        let main = OtherName { name: self.name.clone(), language: None, kind, from: None, until };
        std::iter::once(main).chain(self.others.iter().cloned()).collect()
    }
}

/// What of the one that goes was added to the one that stays: places, no words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Of each name of the one that goes, the main one first, whether it was added.
    pub names: Vec<bool>,
    /// Of LEI, ROR and Wikidata.
    pub identifiers: [bool; 3],
}

/// The names and numbers of the one that stays, and what of them is new.
pub fn join(
    stays: Called<'_>,
    goes: Called<'_>,
    kind: NameKind,
    on: Day,
) -> (Vec<OtherName>, Identifiers, Added) {
    let mut names = stays.others.to_vec();
    let mut added = Added::default();
    for name in goes.as_others(kind, on) {
        let known = name.name == *stays.name || names.iter().any(|one| one.name == name.name);
        added.names.push(!known);
        if !known {
            names.push(name);
        }
    }
    let (own, other) = (stays.identifiers, goes.identifiers);
    added.identifiers = [
        own.lei.is_none() && other.lei.is_some(),
        own.ror.is_none() && other.ror.is_some(),
        own.wikidata.is_none() && other.wikidata.is_some(),
    ];
    (names, own.or(other), added)
}

/// That each of two has another number in one register. It is not taken along, and speaks against the two being one; a number
/// can be wrong or out of date, so it is for people to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// The register's code.
    pub register: &'static str,
    pub stays: String,
    pub goes: String,
}

/// Where two have another number each in one register.
pub fn clashes(stays: &Identifiers, goes: &Identifiers) -> Vec<Clash> {
    let own = |register: &str| stays.each().find(|(one, ..)| *one == register).map(|(_, code, _)| code);
    let clash = |(register, goes, _): (&'static str, &str, String)| {
        let stays = own(register).filter(|stays| *stays != goes)?;
        Some(Clash { register, stays: stays.to_owned(), goes: goes.to_owned() })
    };
    goes.each().filter_map(clash).collect()
}

/// The names and numbers of the one that stayed without what was added.
pub fn part(stays: Called<'_>, goes: Called<'_>, added: &Added) -> (Vec<OtherName>, Identifiers) {
    let mut names = stays.others.to_vec();
    let all = std::iter::once(goes.name).chain(goes.others.iter().map(|one| &one.name));
    for (name, _) in all.zip(&added.names).filter(|(_, added)| **added) {
        if let Some(at) = names.iter().position(|one| one.name == *name) {
            names.remove(at);
        }
    }
    let mut identifiers = stays.identifiers.clone();
    let [lei, ror, wikidata] = added.identifiers;
    identifiers.lei = identifiers.lei.filter(|id| !lei || Some(id) != goes.identifiers.lei.as_ref());
    identifiers.ror = identifiers.ror.filter(|id| !ror || Some(id) != goes.identifiers.ror.as_ref());
    identifiers.wikidata =
        identifiers.wikidata.filter(|id| !wikidata || Some(id) != goes.identifiers.wikidata.as_ref());
    (names, identifiers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identifier::{Lei, RorId};

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn other(text: &str, kind: NameKind) -> OtherName {
        OtherName { name: name(text), language: None, kind, from: None, until: None }
    }

    #[test]
    fn what_two_were_called_the_one_is_called_and_parted_they_are_called_as_before() {
        let on = Day::from_ymd_opt(2026, 11, 26).unwrap();
        let (stays, goes) = (name("Nordisk Skovråd"), name("Nordic Forest Council"));
        let stays_others = [other("NSR", NameKind::Short)];
        let goes_others = [other("NSR", NameKind::Short), other("Skovrådet", NameKind::Former)];
        let none = Identifiers::default();
        let numbers = Identifiers { ror: Some(RorId::parse("05dxps055").unwrap()), ..none.clone() };
        let one = Called { name: &stays, others: &stays_others, identifiers: &none };
        let two = Called { name: &goes, others: &goes_others, identifiers: &numbers };
        let (names, identifiers, added) = join(one, two, NameKind::Translated, on);
        let called: Vec<&str> = names.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(called, ["NSR", "Nordic Forest Council", "Skovrådet"]);
        assert_eq!((&identifiers, added.names.as_slice()), (&numbers, &[true, false, true][..]));

        let joined = Called { name: &stays, others: &names, identifiers: &identifiers };
        assert_eq!(part(joined, two, &added), (stays_others.to_vec(), none.clone()));

        let (former, ..) = join(one, two, NameKind::Former, on);
        assert_eq!(former[1].until.as_ref().map(|date| date.as_str()), Some("2026-11-26"));
    }

    #[test]
    fn what_was_added_since_stays_when_two_are_parted() {
        let on = Day::from_ymd_opt(2026, 11, 26).unwrap();
        let (stays, goes, none) = (name("A"), name("B"), Identifiers::default());
        let one = Called { name: &stays, others: &[], identifiers: &none };
        let two = Called { name: &goes, others: &[], identifiers: &none };
        let (mut names, _, added) = join(one, two, NameKind::Short, on);
        names.push(other("C", NameKind::Short));
        let joined = Called { name: &stays, others: &names, identifiers: &none };
        assert_eq!(part(joined, two, &added).0, [other("C", NameKind::Short)]);
    }

    #[test]
    fn another_number_of_the_same_register_is_told_of() {
        let ror = |code: &str| Some(RorId::parse(code).unwrap());
        let lei = |code: &str| Some(Lei::parse(code).unwrap());
        let stays = Identifiers { lei: lei("5493001KJTIIGC8Y1R12"), ror: ror("05dxps055"), wikidata: None };
        let goes = Identifiers { lei: lei("213800WSGIIZCXF1P572"), ..stays.clone() };
        let clash = Clash {
            register: "lei",
            stays: "5493001KJTIIGC8Y1R12".to_owned(),
            goes: "213800WSGIIZCXF1P572".to_owned(),
        };
        assert_eq!(clashes(&stays, &goes), [clash]);
        assert_eq!(clashes(&stays, &Identifiers { lei: None, ..stays.clone() }), []);
        assert_eq!(clashes(&Identifiers::default(), &stays), []);
    }

    #[test]
    fn both_must_be_public_and_a_state_is_merged_with_a_state() {
        let standing = |public, category| Standing { public, category };
        let may = |one, two| check(one, two).is_ok();
        assert!(may(standing(true, Category::Media), standing(true, Category::Company)));
        assert!(may(standing(true, Category::State), standing(true, Category::State)));
        assert!(!may(standing(true, Category::State), standing(true, Category::Media)));
        assert!(!may(standing(true, Category::Media), standing(false, Category::Media)));
    }
}
