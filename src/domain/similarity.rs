//! Owns the question whether two organisations may be one: a hint for staff, never a reason to refuse.
//!
//! They are alike when they share a registrable domain, or when their names have the same skeleton. A skeleton is the
//! name folded as for search, without the legal forms of `legal-forms.txt` at either end, without spaces, in the
//! prototypes of the Unicode confusables (UTS 39): what looks the same is the same, and so are `i`, `l`, `1` and `I`.

use super::host::RegistrableDomain;
use super::search_key::{fold, is_diacritic};
use super::text::Name;
use super::website::Website;
use crate::codes;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_security::skeleton;

codes! {
    /// In what two organisations are alike.
    pub enum SimilarTo {
        /// Their websites or mailboxes are on one registrable domain.
        SameDomain = "same-domain",
        /// Their names look the same, legal forms aside.
        SameName = "same-name",
        /// Both are states, of one country.
        SameCountry = "same-country",
        /// Both are states, entered on a letter with one reference or one scan.
        SameLetter = "same-letter",
        /// A number of another register is the same.
        SameIdentifier = "same-identifier",
        /// The same words, in another order or in words of another language that mean the same.
        SameWords = "same-words",
        /// Words that differ as typing mistakes do.
        LikeName = "like-name",
        /// One is written in other letters.
        OtherLetters = "other-letters",
        /// One is made of the other one's first letters.
        ShortFor = "short-for",
        /// By a former name, or one in another language, of either.
        OtherName = "other-name",
    }
}

/// What is left of a name when look-alikes, accents, case and legal forms do not count.
///
/// It changes with the Unicode version of the crates and with the list of legal forms: where it is stored, it is made
/// anew after an upgrade.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Skeleton(String);

impl Skeleton {
    /// The skeleton of a name.
    pub fn of(name: &Name) -> Skeleton {
        let key = fold(name.as_str());
        let words: Vec<&str> = key.split(' ').collect();
        let bare = FORMS.without(&words).concat();
        let bare = FORMS.without_unspaced(&bare);
        if bare.is_empty() { Skeleton(prototype(name.as_str())) } else { Skeleton(prototype(bare)) }
    }

    /// The skeleton as a column holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The folded words of a name without legal forms; never none of them.
pub(super) fn bare_words(name: &Name) -> Vec<String> {
    let key = fold(name.as_str());
    let words: Vec<&str> = key.split(' ').collect();
    let bare = FORMS.without(&words);
    let unspaced = |word: &&str| FORMS.without_unspaced(word).to_owned();
    match bare {
        [word] => vec![unspaced(word)],
        [first, .., last] => {
            let mut words: Vec<String> = bare.iter().map(|word| (*word).to_owned()).collect();
            words[0] = unspaced(first);
            let end = words.len() - 1;
            words[end] = unspaced(last);
            words
        }
        [] => Vec::new(),
    }
}

/// What an organisation is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub skeleton: Skeleton,
    /// Absent where there is no website, or one on a domain that unrelated organisations share.
    pub domain: Option<RegistrableDomain>,
}

impl Likeness {
    /// The likeness of an organisation with this name and website.
    pub fn of(name: &Name, website: Option<&Website>) -> Likeness {
        let domain = website.and_then(Website::registrable_domain).filter(|domain| !domain.is_shared());
        Likeness { skeleton: Skeleton::of(name), domain }
    }
}

/// The prototype of each look-alike, with case folded again since some prototypes are capitals. Signs stay: the prototype
/// of a letter may be one (that of the Hebrew yod is an apostrophe).
pub(super) fn prototype(folded: &str) -> String {
    let looks: String = skeleton(folded).collect();
    let folded = caseless::default_case_fold_str(&looks);
    let kept = folded.chars().filter(|c| *c != ' ' && !is_diacritic(*c));
    kept.map(|c| if matches!(c, 'i' | '1') { 'l' } else { c }).collect()
}

/// Where a legal form stands.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    start: bool,
    end: bool,
}

/// The legal forms, folded and without spaces.
struct Forms {
    places: HashMap<String, Place>,
    /// Those of scripts that put no spaces between words, the longest first.
    unspaced: Vec<(String, Place)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::read(include_str!("legal-forms.txt")));

/// The most words that one legal form is written in (`S. de R.L. de C.V.`).
const LONGEST_FORM: usize = 8;

impl Forms {
    fn read(list: &str) -> Forms {
        let mut places: HashMap<String, Place> = HashMap::new();
        let mut unspaced = Vec::new();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let Some((place, form)) = line.split_once(' ') else { continue };
            let key = fold(form).replace(' ', "");
            let latin = key.is_ascii().then(|| prototype(&key));
            if key.chars().count() > 2 && key.chars().any(is_unspaced) {
                unspaced.push((key.clone(), Place { start: place != "end", end: place != "start" }));
            }
            for key in std::iter::once(key).chain(latin) {
                let known = places.entry(key).or_default();
                known.start |= place != "end";
                known.end |= place != "start";
            }
        }
        unspaced.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        Forms { places, unspaced }
    }

    /// The words without one legal form before and any after, but never without all of them.
    fn without<'w>(&self, words: &'w [&'w str]) -> &'w [&'w str] {
        let mut rest = words;
        while let Some(shorter) = self.without_last(rest) {
            rest = shorter;
        }
        let most = LONGEST_FORM.min(rest.len().saturating_sub(1));
        let first = (1..=most).rev().find(|&n| self.place(&rest[..n]).start);
        &rest[first.unwrap_or(0)..]
    }

    fn without_last<'w>(&self, words: &'w [&'w str]) -> Option<&'w [&'w str]> {
        let most = LONGEST_FORM.min(words.len().saturating_sub(1));
        let last = (1..=most).rev().find(|&n| self.place(&words[words.len() - n..]).end)?;
        Some(&words[..words.len() - last])
    }

    /// Where these words stand as a legal form, in their own letters or in look-alikes of Latin ones.
    fn place(&self, words: &[&str]) -> Place {
        let form = words.concat();
        let known = self.places.get(&form).or_else(|| self.places.get(&prototype(&form)));
        known.copied().unwrap_or_default()
    }

    /// A name without the legal form that is written against it, as in Chinese, Japanese, Korean or Thai.
    fn without_unspaced<'n>(&self, name: &'n str) -> &'n str {
        let stripped = |rest: &'n str| {
            self.unspaced.iter().find_map(|(form, place)| {
                let start = rest.strip_prefix(form.as_str()).filter(|_| place.start);
                start.or_else(|| rest.strip_suffix(form.as_str()).filter(|_| place.end))
            })
        };
        match stripped(name) {
            Some(rest) if !rest.is_empty() => rest,
            _ => name,
        }
    }
}

/// Letters of scripts whose words stand without spaces, and Hangul, which often does.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}
