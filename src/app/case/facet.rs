//! The queue's filters and their counts, told from how many Cases share their traits. Each filter counts what it would find
//! beside the others that are in use. Pure: rows in, numbers out.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::case::{Age, CaseState, MailboxKind, Noted, age};
use crate::domain::organisation::Category;
use crate::domain::{Moment, Result};
use crate::store::queue::{Tally, Traits};

crate::codes! {
    /// What the queue can be narrowed by, in the order of the panel.
    pub enum Facet {
        Kind = "kind",
        Age = "age",
        /// Who is to decide.
        With = "with",
        Category = "category",
        Country = "country",
        Mailbox = "mailbox",
        /// What was noted when the Case opened.
        Checks = "checks",
        /// What is left out.
        Without = "without",
        /// Whether somebody works on it now.
        Held = "held",
    }
}

/// The value of `Facet::With` for a Case that is nobody's.
pub const NOBODY: &str = "nobody";
/// The value of `Facet::Held` for a Case that somebody holds.
pub const HELD: &str = "yes";

/// The filters in use: values by facet. Values of one filter widen, filters narrow.
pub type Chosen = BTreeMap<Facet, BTreeSet<String>>;

/// Cases that are alike in everything that is counted.
#[derive(Debug)]
struct Group {
    state: CaseState,
    traits: String,
    /// What it is found under, by filter.
    values: BTreeMap<Facet, Vec<String>>,
    count: i64,
}

/// How many Cases there are, by everything that is counted.
#[derive(Debug, Default)]
pub struct Counts {
    groups: Vec<Group>,
}

impl Counts {
    /// Of everything that fits a search, and of those of them that somebody holds.
    ///
    /// # Errors
    /// Internal, when traits do not parse.
    pub fn of(tallies: &[Tally], held: &[(CaseState, String, Moment)], now: Moment) -> Result<Counts> {
        let mut counts = Counts::default();
        for tally in tallies {
            let values = values(&Traits::parse(&tally.traits)?);
            let aged = [
                (Age::Overdue, tally.overdue),
                (Age::NearlyOverdue, tally.soon - tally.overdue),
                (Age::Recent, tally.count - tally.soon),
            ];
            for (age, count) in aged.into_iter().filter(|(_, count)| *count > 0) {
                let mut values = values.clone();
                values.insert(Facet::Age, vec![age.code().to_owned()]);
                let traits = tally.traits.clone();
                counts.groups.push(Group { state: tally.state, traits, values, count });
            }
        }
        for (state, traits, due_at) in held {
            counts.hold(*state, traits, age(*due_at, now));
        }
        Ok(counts)
    }

    /// Counts one Case as held that was counted without that.
    fn hold(&mut self, state: CaseState, traits: &str, age: Age) {
        let same = |group: &&mut Group| {
            let aged = group.has(Facet::Age, |code| code == age.code());
            group.state == state && group.traits == traits && aged && !group.values.contains_key(&Facet::Held)
        };
        let Some(free) = self.groups.iter_mut().find(same) else { return };
        free.count -= 1;
        let mut values = free.values.clone();
        values.insert(Facet::Held, vec![HELD.to_owned()]);
        self.groups.push(Group { state, traits: traits.to_owned(), values, count: 1 });
    }

    /// How many Cases of a state the filters find.
    pub fn total(&self, state: CaseState, chosen: &Chosen) -> i64 {
        let found = self.groups.iter().filter(|group| group.state == state && group.fits(chosen, None));
        found.map(|group| group.count).sum()
    }

    /// The values of a filter with what each would find beside the other filters.
    pub fn values(&self, facet: Facet, state: CaseState, chosen: &Chosen) -> BTreeMap<String, i64> {
        let mut counted = BTreeMap::new();
        for group in self.groups.iter().filter(|group| group.state == state) {
            let fits = group.fits(chosen, Some(facet));
            for value in group.values.get(&facet).into_iter().flatten().filter(|_| fits) {
                *counted.entry(value.clone()).or_default() += group.count;
            }
        }
        for value in chosen.get(&facet).into_iter().flatten() {
            counted.entry(value.clone()).or_default();
        }
        counted
    }

    /// The traits that the filters find in a state; nothing when they leave none out.
    pub fn traits(&self, state: CaseState, chosen: &Chosen) -> Option<Vec<String>> {
        let narrow = chosen.keys().any(|facet| !matches!(facet, Facet::Age | Facet::Held));
        let found = self.groups.iter().filter(|group| group.state == state && group.fits(chosen, None));
        let traits: BTreeSet<&String> = found.map(|group| &group.traits).collect();
        narrow.then(|| traits.into_iter().cloned().collect())
    }
}

impl Group {
    fn fits(&self, chosen: &Chosen, but: Option<Facet>) -> bool {
        let meets = |(facet, wanted): (&Facet, &BTreeSet<String>)| {
            Some(*facet) == but || self.has(*facet, |value| wanted.contains(value))
        };
        chosen.iter().all(meets)
    }

    fn has(&self, facet: Facet, sought: impl Fn(&String) -> bool) -> bool {
        self.values.get(&facet).is_some_and(|values| values.iter().any(sought))
    }
}

fn values(traits: &Traits) -> BTreeMap<Facet, Vec<String>> {
    let with = traits.assigned_to.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
    let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect();
    let known = [
        (Facet::Kind, one(Some(traits.kind.code()))),
        (Facet::With, vec![with]),
        (Facet::Category, one(traits.category.map(Category::code))),
        (Facet::Country, one(traits.country.as_deref())),
        (Facet::Mailbox, one(traits.mailbox.map(MailboxKind::code))),
        (Facet::Checks, traits.noted.iter().map(|noted| noted.code().to_owned()).collect()),
        (Facet::Without, one(without(&traits.noted).map(Noted::code))),
    ];
    known.into_iter().collect()
}

/// What may be left out without this Case.
fn without(noted: &[Noted]) -> Option<Noted> {
    Some(Noted::Held).filter(|held| !noted.contains(held))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(traits: &str, count: i64, overdue: i64, soon: i64) -> Tally {
        Tally { state: CaseState::Open, traits: traits.to_owned(), count, overdue, soon }
    }

    fn chosen(pairs: &[(Facet, &str)]) -> Chosen {
        let mut chosen = Chosen::new();
        for (facet, value) in pairs {
            chosen.entry(*facet).or_default().insert((*value).to_owned());
        }
        chosen
    }

    fn counts() -> Counts {
        let now = Moment::from_millis(0);
        let media = "named|endorsement|media|SE|own|flagged|7";
        let tallies = [
            tally("named|endorsement|company|DK|free||", 10, 4, 6),
            tally(media, 3, 0, 0),
            tally("sealed|report|||other||", 2, 2, 2),
        ];
        let held = [(CaseState::Open, media.to_owned(), now + chrono::Duration::days(9))];
        Counts::of(&tallies, &held, now).unwrap()
    }

    #[test]
    fn filters_narrow_and_their_values_widen() {
        let counts = counts();
        let total = |pairs: &[(Facet, &str)]| counts.total(CaseState::Open, &chosen(pairs));
        assert_eq!(total(&[]), 15);
        assert_eq!(total(&[(Facet::Country, "DK"), (Facet::Country, "SE")]), 13);
        assert_eq!(total(&[(Facet::Country, "DK"), (Facet::Age, "overdue")]), 4);
        assert_eq!(total(&[(Facet::Held, HELD)]), 1);
        assert_eq!(total(&[(Facet::With, "7"), (Facet::Mailbox, "free")]), 0);
        assert_eq!(counts.total(CaseState::Closed, &chosen(&[])), 0);
    }

    #[test]
    fn a_filter_counts_beside_the_others_and_not_beside_itself() {
        let counts = counts();
        let chosen = chosen(&[(Facet::Country, "DK")]);
        let countries = counts.values(Facet::Country, CaseState::Open, &chosen);
        assert_eq!(countries, BTreeMap::from([("DK".to_owned(), 10), ("SE".to_owned(), 3)]));
        let ages = counts.values(Facet::Age, CaseState::Open, &chosen);
        assert_eq!(ages.values().copied().collect::<Vec<_>>(), [2, 4, 4]);
        assert!(counts.values(Facet::Held, CaseState::Open, &chosen).is_empty());
    }

    #[test]
    fn what_is_held_and_flagged_is_found_under_both() {
        let tallies = [
            tally("named|endorsement|company|DK|free|held,flagged|", 7, 0, 0),
            tally("named|endorsement|company|DK|free|held|", 2, 0, 0),
        ];
        let counts = Counts::of(&tallies, &[], Moment::from_millis(0)).unwrap();
        let checks = counts.values(Facet::Checks, CaseState::Open, &Chosen::new());
        assert_eq!(checks, BTreeMap::from([("flagged".to_owned(), 7), ("held".to_owned(), 9)]));
        let total = |pairs: &[(Facet, &str)]| counts.total(CaseState::Open, &chosen(pairs));
        assert_eq!(total(&[(Facet::Checks, "flagged")]), 7);
        assert_eq!(total(&[(Facet::Checks, "flagged"), (Facet::Checks, "held")]), 9, "each once");
    }

    #[test]
    fn what_is_held_can_be_left_out() {
        let tallies = [
            tally("named|endorsement|company|DK|free|held,flagged|", 7, 0, 0),
            tally("named|endorsement|company|DK|free|flagged|", 2, 0, 0),
            tally("named|report|company|DK|||", 1, 0, 0),
        ];
        let counts = Counts::of(&tallies, &[], Moment::from_millis(0)).unwrap();
        let total = |pairs: &[(Facet, &str)]| counts.total(CaseState::Open, &chosen(pairs));
        assert_eq!(total(&[(Facet::Without, "held")]), 3);
        assert_eq!(total(&[(Facet::Without, "held"), (Facet::Checks, "flagged")]), 2);
        let left = counts.values(Facet::Without, CaseState::Open, &Chosen::new());
        assert_eq!(left, BTreeMap::from([("held".to_owned(), 3)]));
    }

    #[test]
    fn who_must_not_be_named_is_in_no_category() {
        let categories = counts().values(Facet::Category, CaseState::Open, &Chosen::new());
        assert_eq!(categories.values().sum::<i64>(), 13);
    }
}
