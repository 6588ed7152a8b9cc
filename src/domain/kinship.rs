//! Owns how much two organisations look like one, and why: a hint for staff, never a reason to refuse, never shown in
//! public. Unlike `similarity`, which tells what is the same, it weighs: common words tell little, typing mistakes, other
//! letters, another order and other languages' words for the same do not count as differences.

mod form;
mod keys;

pub use keys::{keys, traces};

use std::collections::BTreeSet;

use strsim::osa_distance;

use super::email::Email;
use super::host::RegistrableDomain;
use super::identifier::Identifiers;
use super::organisation::Category;
use super::other_name::{NameKind, OtherName};
use super::similarity::{SimilarTo, Skeleton};
use super::text::Name;
use form::{FULL, Form, Word};

/// From this score on staff are told (of 100).
pub const TOLD: u8 = 78;

/// From this score on a signature is held that may be of one that was removed and comes again (of 100). A word that differs
/// by a slip leaves 85 or more; one word more or less of three leaves 66.
const RETURNING: u8 = 85;

/// Letters that a name has at least of which one may differ: in a shorter one each tells it from others.
const SLIP_LETTERS: usize = 8;

/// An organisation as it is compared.
#[derive(Debug, Clone)]
pub struct Kin {
    names: Vec<Called>,
    /// Registrable domains of its website, and of the mailboxes of who acts for it.
    domains: BTreeSet<String>,
    identifiers: Identifiers,
    country: Option<String>,
    category: Category,
}

/// One of its names, taken apart.
#[derive(Debug, Clone)]
struct Called {
    main: bool,
    /// An abbreviation, by its look or because it is said to be one.
    short: bool,
    skeleton: Skeleton,
    form: Form,
}

impl Called {
    fn of(name: &Name, kind: Option<NameKind>) -> Called {
        let letters = name.as_str();
        let capitals = !letters.contains(' ') && letters.chars().filter(|c| c.is_uppercase()).count() >= 3;
        let short = capitals || kind == Some(NameKind::Short);
        Called { main: kind.is_none(), short, skeleton: Skeleton::of(name), form: Form::of(name) }
    }
}

/// How much two look like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resemblance {
    /// Of 100.
    pub score: u8,
    /// The strongest reason first.
    pub why: Vec<SimilarTo>,
}

impl Kin {
    /// What is compared of an organisation.
    pub fn new(
        (name, others): (&Name, &[OtherName]),
        domain: Option<&str>,
        identifiers: &Identifiers,
        (category, country): (Category, Option<&str>),
    ) -> Kin {
        let main = Called::of(name, None);
        let names = others.iter().map(|one| Called::of(&one.name, Some(one.kind)));
        Kin {
            names: std::iter::once(main).chain(names).collect(),
            domains: domain.map(str::to_owned).into_iter().collect(),
            identifiers: identifiers.clone(),
            country: country.map(str::to_owned),
            category,
        }
    }

    /// The same of one that is also found at the domains of these mailboxes, but for those where strangers have one too.
    #[must_use]
    pub fn with_mailboxes(mut self, mailboxes: &[Email]) -> Kin {
        let telling = mailboxes.iter().filter(|email| !email.is_anybodys());
        let domains = telling.filter_map(RegistrableDomain::of_email).filter(|domain| !domain.is_shared());
        self.domains.extend(domains.map(|domain| domain.as_str().to_owned()));
        self
    }

    /// How much this one looks like another. It is the same the other way round.
    pub fn resembles(&self, other: &Kin) -> Resemblance {
        let mut found: Vec<(u8, SimilarTo)> = Vec::new();
        let agree = self.identifiers.agree_with(&other.identifiers);
        if agree == Some(true) {
            found.push((100, SimilarTo::SameIdentifier));
        }
        if !self.domains.is_disjoint(&other.domains) {
            found.push((100, SimilarTo::SameDomain));
        }
        if let Some((mut score, why, main)) = self.best_name(other) {
            if agree == Some(false) {
                score = score / 5 * 3;
            }
            found.push((score, if main { why } else { SimilarTo::OtherName }));
            if !main && why != SimilarTo::SameName {
                found.push((score, why));
            }
        }
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let score = found.first().map_or(0, |(score, _)| *score);
        let told = found.into_iter().filter(|(score, _)| *score >= TOLD).map(|(_, why)| why);
        Resemblance { score, why: told.collect() }
    }

    /// Whether it bears the name of one that was removed, in other letters or words or with a slip. What else it says of
    /// itself does not count: whoever comes again says what they like.
    pub fn returns_as(&self, removed: &Kin) -> bool {
        let place = self.place_beside(removed);
        self.pairs(removed).any(|(one, two)| {
            let (score, why) = compare(one, two, place);
            let long = one.form.letters().min(two.form.letters()) >= SLIP_LETTERS;
            // A letter of another script may be two in Latin ones, or cover a common word.
            let mixed = one.form.words.iter().any(|word| word.mixed);
            (score >= RETURNING && (why != SimilarTo::LikeName || long))
                || (mixed && !keys::traces_of(&one.form).is_disjoint(&keys::traces_of(&two.form)))
        })
    }

    fn place_beside(&self, other: &Kin) -> Place {
        let here = self.country.is_none() || other.country.is_none() || self.country == other.country;
        Place { here, category: self.category == other.category }
    }

    /// Each name of the one with each of the other.
    fn pairs<'a>(&'a self, other: &'a Kin) -> impl Iterator<Item = (&'a Called, &'a Called)> {
        self.names.iter().flat_map(|one| other.names.iter().map(move |two| (one, two)))
    }

    /// The two names that are most alike: how much, how, and whether both are the main ones.
    fn best_name(&self, other: &Kin) -> Option<(u8, SimilarTo, bool)> {
        let place = self.place_beside(other);
        let scored = self.pairs(other).map(|(one, two)| {
            let (score, why) = compare(one, two, place);
            (score, why, one.main && two.main)
        });
        scored.max_by_key(|(score, _, main)| (*score, *main))
    }
}

/// What else two have in common.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Not known to be of two countries.
    here: bool,
    category: bool,
}

fn compare(one: &Called, two: &Called, place: Place) -> (u8, SimilarTo) {
    if one.skeleton == two.skeleton {
        return (100, SimilarTo::SameName);
    }
    if short_for(one, two) || short_for(two, one) {
        let sure = place.here && place.category;
        return (if sure { 80 } else { 50 }, SimilarTo::ShortFor);
    }
    let (shared, why) = shared_words(&one.form, &two.form);
    let mut score = shared;
    // Common words alone say nothing across borders: every country has a ministry of justice.
    let telling = |form: &Form| form.words.iter().any(|word| word.weight >= FULL);
    if !place.here {
        score *= if telling(&one.form) && telling(&two.form) { 0.95 } else { 0.6 };
    }
    // Truncation is meant: a score stands between 0 and 100.
    ((score.clamp(0.0, 1.0) * 100.0) as u8, why)
}

/// Whether one name is made of the other one's first letters.
fn short_for(short: &Called, long: &Called) -> bool {
    let [word] = short.form.words.as_slice() else { return false };
    let enough = (4..=8).contains(&word.latin.len()) || (short.short && word.latin.len() == 3);
    short.short && enough && long.form.words.len() > 2 && long.form.initials.contains(&word.latin)
}

/// How much of what both names say they share, from 0 to 1, and how they differ.
fn shared_words(one: &Form, two: &Form) -> (f32, SimilarTo) {
    let mut free: Vec<&Word> = two.words.iter().collect();
    let (mut shared, mut credit, mut unlike) = (0.0, 0.0, 0_usize);
    let sum = |form: &Form| form.words.iter().map(|word| word.weight.max(0.05)).sum::<f32>();
    let total = sum(one) + sum(two);
    let abjad = one.abjad != two.abjad;
    for word in &one.words {
        let best = free.iter().enumerate().map(|(at, other)| (at, alike(word, other, abjad)));
        let Some((at, how)) = best.max_by(|(_, a), (_, b)| a.total_cmp(b)) else { break };
        if how > 0.0 {
            let both = (word.weight.max(0.05) + free[at].weight.max(0.05)) / 2.0;
            shared += both;
            credit += both * how;
            unlike += usize::from(how < 1.0);
            free.remove(at);
        }
    }
    let why = match (one.foreign != two.foreign, unlike) {
        (true, _) => SimilarTo::OtherLetters,
        (false, 0) => SimilarTo::SameWords,
        (false, _) => SimilarTo::LikeName,
    };
    let union = total - shared;
    (if union > 0.0 { credit / union } else { 0.0 }, why)
}

/// How alike two words are, from 0 to 1.
fn alike(one: &Word, two: &Word, abjad: bool) -> f32 {
    if one.text == two.text || one.looks == two.looks {
        return 1.0;
    }
    let digits = |word: &Word| word.text.bytes().any(|byte| byte.is_ascii_digit());
    let common = one.weight < FULL && two.weight < FULL;
    if common || digits(one) || digits(two) {
        return 0.0;
    }
    if one.sound == two.sound && one.sound.len() > 2 {
        return 0.95;
    }
    // The ending of a feminine word is heard only before another.
    let heard = |word: &Word| word.consonants.trim_end_matches('t').to_owned();
    if abjad && heard(one) == heard(two) && heard(one).len() > 2 {
        return 0.9;
    }
    mistyped(&one.latin, &two.latin).max(mistyped(&one.sound, &two.sound))
}

/// What a word is worth that differs by typing mistakes. An ending more or less is no mistake: it is another word, or
/// another form of it.
fn mistyped(one: &str, two: &str) -> f32 {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    let allowed = match short.len() {
        0..=4 => return 0.0,
        5..=8 => 1,
        _ => 2,
    };
    let ending = long.len() - short.len() <= 2 && long.starts_with(short);
    let distance = osa_distance(one, two);
    match distance {
        _ if distance > allowed => 0.0,
        _ if ending => 0.5,
        1 => 0.9,
        _ => 0.85,
    }
}
