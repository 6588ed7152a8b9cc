//! Owns what invented names are made of, one file for each family of languages: beginnings, middles and ends of places
//! that are nowhere, patterns of names by category, and the names of people.
//! Must not hold the name of anything or anybody that exists.

mod nordic;
mod other_scripts;
mod realms;
mod western;

use crate::domain::organisation::Category;

/// A language that names are invented in. Lists are parted by spaces, patterns by `|`; `{}` is the place.
/// Where the script is not Latin, each part is `native/latin`.
#[derive(Debug)]
pub struct Tongue {
    pub code: &'static str,
    pub first: &'static str,
    pub middle: &'static str,
    pub last: &'static str,
    /// Patterns of names in the order of [`Tongue::category_place`].
    pub patterns: [&'static str; 7],
    /// Names of people, in Latin letters, since their mailboxes have them.
    pub given: &'static str,
    pub family: &'static str,
}

impl Tongue {
    /// The place of a category in `patterns`.
    pub const fn category_place(category: Category) -> usize {
        match category {
            Category::LocalGovernment => 0,
            Category::Company => 1,
            Category::CivilSociety => 2,
            Category::Academia => 3,
            Category::Media => 4,
            Category::State => 5,
            Category::Multilateral => 6,
        }
    }
}

/// Every tongue. The first is English, which any country may use; the last makes states and bodies of many states.
pub const ALL: &[&Tongue] = &[
    &western::ENGLISH,
    &nordic::DANISH,
    &nordic::SWEDISH,
    &nordic::NORWEGIAN,
    &nordic::FINNISH,
    &nordic::ICELANDIC,
    &western::GERMAN,
    &western::DUTCH,
    &western::FRENCH,
    &western::SPANISH,
    &western::PORTUGUESE,
    &western::ITALIAN,
    &western::POLISH,
    &western::CZECH,
    &western::TURKISH,
    &western::VIETNAMESE,
    &other_scripts::UKRAINIAN,
    &other_scripts::BULGARIAN,
    &other_scripts::GREEK,
    &other_scripts::GEORGIAN,
    &other_scripts::ARABIC,
    &other_scripts::HEBREW,
    &other_scripts::HINDI,
    &other_scripts::CHINESE,
    &other_scripts::JAPANESE,
    &other_scripts::KOREAN,
    &realms::REALMS,
];
