//! The orders in which signatories are listed, worked out once per snapshot.
//!
//! Names are ordered as each language of the site orders them (CLDR collation): in Danish Å and Aa come
//! last, in English they come with A.

use super::card::{CountryCode, SignatoryCard};
use super::query::Sort;
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use std::collections::HashMap;
use std::sync::Arc;

/// Every order, as places in the list of signatories (which is by number).
pub struct Orders {
    newest: Vec<u32>,
    oldest: Vec<u32>,
    english: ByLanguage,
    danish: ByLanguage,
}

struct ByLanguage {
    name: Vec<u32>,
    country: Vec<u32>,
}

impl Orders {
    /// Sorts the cards, which stand by number.
    pub fn build(cards: &[Arc<SignatoryCard>]) -> Orders {
        let oldest: Vec<u32> = (0..cards.len() as u32).collect();
        Orders {
            newest: oldest.iter().rev().copied().collect(),
            oldest,
            english: ByLanguage::build(cards, Locale::English),
            danish: ByLanguage::build(cards, Locale::Danish),
        }
    }

    /// The places of all signatories in this order.
    pub fn get(&self, sort: Sort, locale: Locale) -> &[u32] {
        let language = match locale {
            Locale::Danish => &self.danish,
            Locale::English | Locale::Pseudo => &self.english,
        };
        match sort {
            Sort::Newest => &self.newest,
            Sort::Oldest => &self.oldest,
            Sort::Name => &language.name,
            Sort::Country => &language.country,
        }
    }
}

impl ByLanguage {
    fn build(cards: &[Arc<SignatoryCard>], locale: Locale) -> ByLanguage {
        let names: Vec<Vec<u8>> = sort_keys(locale, cards.iter().map(|card| card.name.as_str()));
        let mut name: Vec<u32> = (0..cards.len() as u32).collect();
        // Equal names keep the order of their numbers.
        name.sort_by(|&a, &b| names[a as usize].cmp(&names[b as usize]));
        let mut codes: Vec<CountryCode> = cards.iter().filter_map(|card| card.country).collect();
        codes.sort_unstable();
        codes.dedup();
        let keys = sort_keys(locale, codes.iter().map(|code| country_name(code, locale)));
        let keys: HashMap<CountryCode, Vec<u8>> = codes.into_iter().zip(keys).collect();
        // Organisations without a country come last.
        let rank = |&place: &u32| {
            let key = cards[place as usize].country.and_then(|code| keys.get(&code));
            (key.is_none(), key)
        };
        let mut country = name.clone();
        country.sort_by(|a, b| rank(a).cmp(&rank(b)));
        ByLanguage { name, country }
    }
}

/// Where a name stands in an index by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Initial {
    /// Before every letter: figures and signs.
    Sign,
    /// Under a letter of the language's alphabet.
    Letter(char),
    /// Behind them all: other alphabets.
    Other,
}

/// The letters of each language of the site, as its dictionaries have them.
const fn alphabet(locale: Locale) -> &'static str {
    match locale {
        Locale::Danish => "abcdefghijklmnopqrstuvwxyzæøå",
        Locale::English | Locale::Pseudo => "abcdefghijklmnopqrstuvwxyz",
    }
}

/// The first letter of the alphabet that comes after Latin ones (CLDR root collation).
const FIRST_OTHER: &str = "α";

/// Under which letter each name stands. Names in the order of `Sort::Name` stand together under theirs.
pub fn initials<'a>(locale: Locale, names: impl Iterator<Item = &'a str>) -> Vec<Initial> {
    let letters: Vec<char> = alphabet(locale).chars().collect();
    let bounds: Vec<String> = letters.iter().map(char::to_string).chain([FIRST_OTHER.to_owned()]).collect();
    let bounds = sort_keys(locale, bounds.iter().map(String::as_str));
    let under = |key: &Vec<u8>| match bounds.partition_point(|bound| bound <= key) {
        0 => Initial::Sign,
        place => letters.get(place - 1).map_or(Initial::Other, |letter| Initial::Letter(*letter)),
    };
    sort_keys(locale, names).iter().map(under).collect()
}

/// What a country is called, by which it is ordered; what is none, by its letters.
fn country_name(code: &CountryCode, locale: Locale) -> &str {
    Country::parse(code.as_str()).map_or(code.as_str(), |country| country.name(locale))
}

/// Bytes that compare as the texts do in the language. Without collation data (which is compiled in)
/// the texts themselves.
fn sort_keys<'a>(locale: Locale, texts: impl Iterator<Item = &'a str>) -> Vec<Vec<u8>> {
    let preferences = match locale {
        Locale::Danish => locale!("da"),
        Locale::English | Locale::Pseudo => locale!("en"),
    };
    let collator = CollatorBorrowed::try_new(preferences.into(), CollatorOptions::default()).ok();
    let key = |text: &str| {
        let mut key = Vec::with_capacity(text.len() * 2);
        match &collator {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
        key
    };
    texts.map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_under_a_letter_of_the_readers_alphabet() {
        use Initial::{Letter, Other, Sign};
        let names =
            ["3 Hare", "aktion", "Østhavn", "Åbenhed", "Aarhus", "Æbler", "Zebra", "معهد", "竹林", "Čeština"];
        let in_danish = initials(Locale::Danish, names.into_iter());
        let (a, c, z) = (Letter('a'), Letter('c'), Letter('z'));
        let aa = Letter('å');
        assert_eq!(in_danish, [Sign, a, Letter('ø'), aa, aa, Letter('æ'), z, Other, Other, c]);
        let in_english = initials(Locale::English, names.into_iter());
        assert_eq!(in_english, [Sign, a, Letter('o'), a, a, a, z, Other, Other, c]);
    }
}
