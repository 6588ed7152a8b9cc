//! A name taken apart for comparing: its words without legal forms, in Latin letters, each with how much it tells.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use crate::domain::search_key::fold;
use crate::domain::similarity::{bare_words, is_unspaced, prototype};
use crate::domain::text::Name;

/// How much a word tells that is not among the common ones.
pub const FULL: f32 = 1.0;

/// A word of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// In plain Latin letters; a common one by the word that stands for its meaning.
    pub text: String,
    /// The same before it was found to be a common one.
    pub latin: String,
    /// The same where a letter that is two in Latin ones stays the one that was written, within a mixed word.
    pub written: String,
    /// Whether it is written in letters of several alphabets, as hardly any word is.
    pub mixed: bool,
    /// As it looks, in the prototypes of the Unicode confusables (UTS 39).
    pub looks: String,
    /// Roughly as it sounds, however it was brought into Latin letters.
    pub sound: String,
    /// Its consonants alone: some scripts write no more.
    pub consonants: String,
    /// From 0 to `FULL`.
    pub weight: f32,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub words: Vec<Word>,
    /// First letters, of the words that tell something and of all.
    pub initials: [String; 2],
    /// Whether its script leaves vowels out.
    pub abjad: bool,
    /// Whether it is written in other letters than Latin ones.
    pub foreign: bool,
}

impl Form {
    /// Takes a name apart.
    pub fn of(name: &Name) -> Form {
        let bare = joined_initials(bare_words(name));
        let mut words: Vec<Word> = bare.iter().map(|word| Word::of(word)).collect();
        words.retain(|word| !word.text.is_empty());
        let first = |words: &[Word], all: bool| -> String {
            words
                .iter()
                .filter(|word| all || word.weight > 0.0)
                .filter_map(|word| word.latin.chars().next())
                .collect()
        };
        let initials = [first(&words, false), first(&words, true)];
        if words.iter().any(|word| word.weight > 0.0) {
            words.retain(|word| word.weight > 0.0);
        }
        let foreign = name.as_str().chars().filter(|c| c.is_alphabetic()).any(|c| !is_latin(c));
        Form { words, initials, abjad: name.as_str().chars().any(is_abjad), foreign }
    }

    /// The words that tell one organisation from another, most telling and longest first.
    pub fn telling(&self) -> Vec<&Word> {
        let mut telling: Vec<&Word> = self.words.iter().filter(|word| word.weight >= FULL).collect();
        telling.sort_by_key(|word| std::cmp::Reverse(word.sound.len()));
        telling
    }

    /// How many letters the words have that tell one organisation from another.
    pub fn letters(&self) -> usize {
        self.telling().iter().map(|word| word.latin.len()).sum()
    }

    /// All words in alphabetical order, as one text.
    pub fn sorted(&self) -> String {
        let mut texts: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        texts.sort_unstable();
        texts.concat()
    }
}

impl Word {
    fn of(folded: &str) -> Word {
        let looks = prototype(folded);
        let joined = has_latin_and_others(folded);
        let seen = if joined { looks_latin(folded) } else { without_article(folded) };
        let mixed = joined && !folded.chars().any(is_unspaced);
        let latin = in_latin(&seen);
        let written = if mixed { seen.chars().map(as_written).collect() } else { latin.clone() };
        let known =
            COMMON.get(folded).or_else(|| COMMON.get(seen.as_str())).or_else(|| COMMON.get(latin.as_str()));
        let (text, weight) = match known {
            Some((meaning, weight)) => (meaning.clone(), *weight),
            None => (latin.clone(), FULL),
        };
        let sound = sound(&latin);
        let consonants = sound.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'v')).collect();
        Word { text, latin, written, mixed, looks, sound, consonants, weight }
    }
}

/// An Arabic word without its article, and with the ending of feminine words as it is heard; any other word as it is.
fn without_article(word: &str) -> String {
    let bare = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word);
    bare.replace('ة', "ا")
}

fn in_latin(text: &str) -> String {
    any_ascii(text).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether a word has Latin letters and others.
fn has_latin_and_others(word: &str) -> bool {
    word.chars().any(is_latin) && word.chars().any(|c| c.is_alphabetic() && !is_latin(c))
}

/// A word with the Latin letters that others of its letters look like.
fn looks_latin(word: &str) -> String {
    let looks = |c: char| {
        let prototype: Vec<char> = unicode_security::skeleton(c.encode_utf8(&mut [0; 4])).collect();
        match prototype.as_slice() {
            [latin] if c.is_alphabetic() && !is_latin(c) && is_latin(*latin) => *latin,
            _ => c,
        }
    };
    word.chars().map(looks).collect::<String>().to_lowercase()
}

/// A letter in Latin ones, where it is one of them too.
fn as_written(letter: char) -> char {
    match in_latin(letter.encode_utf8(&mut [0; 4])).as_bytes() {
        [one] => char::from(*one),
        _ => letter,
    }
}

/// Single letters in a row are one word: `R. T. É.`
fn joined_initials(words: Vec<String>) -> Vec<String> {
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let is_single = single(&word);
        match joined.last_mut() {
            Some(last) if open && is_single => last.push_str(&word),
            _ => joined.push(word),
        }
        open = is_single;
    }
    joined
}

/// The ways in which one sound comes into Latin letters, as one.
fn sound(latin: &str) -> String {
    // Capitals stand for sounds of their own.
    const SPELLINGS: [(&str, &str); 26] = [
        ("shch", "s"),
        ("sch", "s"),
        ("tch", "C"),
        ("zh", "z"),
        ("kh", "h"),
        ("ch", "C"),
        ("sh", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("dj", "z"),
        ("ts", "C"),
        ("tz", "C"),
        ("ck", "k"),
        ("ce", "se"),
        ("ci", "si"),
        ("qu", "kv"),
        ("ou", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("ue", "u"),
        ("c", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("j", "i"),
        ("g", "h"),
    ];
    let mut text = latin.replace('y', "i");
    for (spelling, sound) in SPELLINGS {
        text = text.replace(spelling, sound);
    }
    let mut single = String::with_capacity(text.len());
    for c in text.chars() {
        if !single.ends_with(c) || c.is_ascii_digit() {
            single.push(c);
        }
    }
    single
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{00AA}' | '\u{00BA}' | '\u{00C0}'..='\u{024F}' | '\u{0250}'..='\u{02AF}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}')
}

fn is_abjad(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{074F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

type Common = HashMap<String, (String, f32)>;

static COMMON: LazyLock<Common> = LazyLock::new(|| read(include_str!("common-words.txt")));

fn read(list: &str) -> Common {
    let mut common = Common::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(weight) = words.next().and_then(|tenths| tenths.parse::<f32>().ok()) else { continue };
        let mut meaning = None;
        for word in words {
            let key = fold(word);
            let first = meaning.get_or_insert_with(|| key.clone()).clone();
            common.entry(key).or_insert((first, weight / 10.0));
        }
    }
    common
}
