//! Owns how an invented name is put together: the ordinal decides place and pattern, and no two ordinals the same.

use super::tongues::{ALL, Tongue};
use crate::domain::Flaw;
use crate::domain::organisation::Category;
use crate::domain::slug;
use crate::domain::text::Name;
use std::sync::LazyLock;

/// A large prime: steps of this length visit every place of a smaller ring, and neighbours look unlike each other.
const STEP: usize = 2_654_435_761;
/// The longest label made of a name. DNS takes 63 octets.
const LABEL: usize = 56;

/// A part of a name in its own letters and in Latin ones.
type Part = (String, String);

/// A tongue with its lists cut into pieces.
struct Voice {
    first: Vec<Part>,
    middle: Vec<Part>,
    last: Vec<Part>,
    patterns: Vec<Vec<&'static str>>,
    latin: bool,
}

static VOICES: LazyLock<Vec<Voice>> = LazyLock::new(|| ALL.iter().map(|tongue| Voice::of(tongue)).collect());

impl Voice {
    fn of(tongue: &'static Tongue) -> Voice {
        let mut middle = vec![Part::default()];
        middle.extend(parts(tongue.middle));
        let patterns = tongue.patterns.iter().map(|row| row.split('|').collect()).collect();
        let latin = !tongue.first.contains('/');
        Voice { first: parts(tongue.first), middle, last: parts(tongue.last), patterns, latin }
    }
}

fn parts(list: &str) -> Vec<Part> {
    let part = |word: &str| {
        let word = word.replace('_', " ");
        let (native, latin) = word.split_once('/').unwrap_or((&word, &word));
        (native.to_owned(), latin.to_owned())
    };
    list.split_whitespace().map(part).collect()
}

/// An invented name.
#[derive(Debug)]
pub struct Invented {
    pub name: Name,
    /// The place it is called after, in Latin letters.
    pub place: String,
    /// The label before `.example`.
    pub domain: String,
}

/// The name with this ordinal among those of a category in a tongue, for an organisation in a country.
pub fn invent(tongue: usize, category: Category, country: &str, ordinal: usize) -> Result<Invented, Flaw> {
    let voice = &VOICES[tongue];
    let row = Tongue::category_place(category);
    let patterns = &voice.patterns[row];
    let (lasts, many) = (voice.last.len(), patterns.len());
    let plain = voice.first.len() * lasts * many;
    let (round, within) = (ordinal / plain, ordinal % plain);
    let place = (within * STEP + tongue * 7) % plain;
    let (pattern, last, first) = (place % many, place / many % lasts, place / many / lasts);
    let (middle, again) = (round % voice.middle.len(), round / voice.middle.len());
    let pieces = [&voice.first[first], &voice.middle[middle], &voice.last[last]];
    let native: String = pieces.iter().map(|part| part.0.as_str()).collect();
    let latin: String = pieces.iter().map(|part| part.1.as_str()).collect();
    // Beyond all places and patterns, branches are numbered.
    let branch = if again > 0 { format!(" {}", again + 1) } else { String::new() };
    let name = Name::parse(&format!("{}{branch}", patterns[pattern].replace("{}", native.trim())))?;
    let whole = if voice.latin {
        without_legal_form(&slug::candidate(&name, 1)).to_owned()
    } else {
        let country = country.to_ascii_lowercase();
        format!("{}-{}-{country}{branch}", latin.trim(), WORDS[row][pattern % 4])
            .replace(' ', "-")
            .replace("--", "-")
    };
    let domain = if whole.len() > LABEL { format!("{}-{ordinal}", slug_of(&latin)) } else { whole };
    Ok(Invented { name, place: capital(latin.trim()), domain })
}

/// What a website is called after its place, by category and pattern, where the name is not in Latin letters.
const WORDS: [[&str; 4]; 7] = [
    ["gov", "city", "region", "council"],
    ["soft", "data", "power", "studio"],
    ["rights", "forum", "fund", "youth"],
    ["uni", "institute", "academy", "college"],
    ["press", "radio", "news", "tv"],
    ["state", "land", "realm", "union"],
    ["council", "compact", "mission", "fund"],
];

/// Ends of slugs that are legal forms, which websites leave out.
const FORMS: &[&str] = &[
    "-gmbh-co-kg",
    "-sp-z-o-o",
    "-s-a-de-c-v",
    "-co-ltd",
    "-ltd-sti",
    "-s-coop",
    "-limited",
    "-s-r-l",
    "-s-p-a",
    "-s-r-o",
    "-sp-j",
    "-a-m-b-a",
    "-ggmbh",
    "-gmbh",
    "-sarl",
    "-scop",
    "-ltda",
    "-a-s",
    "-aps",
    "-b-v",
    "-n-v",
    "-e-v",
    "-s-a",
    "-s-l",
    "-sas",
    "-ltd",
    "-inc",
    "-plc",
    "-llp",
    "-llc",
    "-ehf",
    "-lda",
    "-ab",
    "-as",
    "-oy",
    "-hf",
    "-ag",
    "-ug",
    "-sa",
    "-ry",
];

fn without_legal_form(slug: &str) -> &str {
    FORMS.iter().find_map(|form| slug.strip_suffix(form)).unwrap_or(slug)
}

fn slug_of(latin: &str) -> String {
    Name::parse(latin).map(|name| slug::candidate(&name, 1)).unwrap_or_default()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
