//! Words that mix letters of scripts which no language writes together: a sign of a look-alike name, for staff
//! to see. Never a reason to refuse: real names do it too.

use unicode_security::MixedScript;
use unicode_security::mixed_script::AugmentedScriptSet;

use super::text::Name;

/// Letters that are named of all words.
const MOST: usize = 8;

/// The words of a name whose letters belong to no one script (UTS 39, section 5.1). Words of different scripts
/// beside each other are common and are not meant.
pub fn mixed_words(name: &Name) -> Vec<&str> {
    let words = name.as_str().split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    words.filter(|word| !word.is_single_script()).collect()
}

/// A letter of another script than most of its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd {
    pub letter: char,
    /// The code of its script (ISO 15924).
    pub script: &'static str,
}

/// The odd letters of words that mix scripts, each once, as many as are named.
pub fn odd_letters(words: &[String]) -> Vec<Odd> {
    let mut named = Vec::new();
    for odd in words.iter().flat_map(|word| odd_in(word)) {
        if !named.contains(&odd) {
            named.push(odd);
        }
    }
    named.truncate(MOST);
    named
}

fn odd_in(word: &str) -> Vec<Odd> {
    let sets = word.chars().map(|letter| (letter, AugmentedScriptSet::for_char(letter)));
    let letters: Vec<(char, Vec<&'static str>)> = sets
        .filter(|(_, set)| !set.is_all())
        .map(|(letter, set)| (letter, set.base.iter().map(|script| script.short_name()).collect()))
        .collect();
    let count = |script: &&&str| letters.iter().filter(|(_, scripts)| scripts.contains(*script)).count();
    // Of two that are as frequent, the first.
    let Some(main) = letters.iter().flat_map(|(_, scripts)| scripts).rev().max_by_key(count) else {
        return Vec::new();
    };
    let others = letters.iter().filter(|(_, scripts)| !scripts.contains(main));
    others
        .filter_map(|(letter, scripts)| Some(Odd { letter: *letter, script: scripts.first().copied()? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_is_found_and_two_words_of_one_each_are_not() {
        let mixed = |name: &str| mixed_words(&Name::parse(name).unwrap()).join("|");
        assert_eq!(mixed("Nordisk Skovråd"), "");
        assert_eq!(mixed("N\u{43e}rdisk Skovråd"), "N\u{43e}rdisk");
        assert_eq!(mixed("ООО Skovlys-фонд"), "");
        assert_eq!(mixed("東京ガラス研究所"), "");
    }

    #[test]
    fn a_letter_of_another_script_than_its_word_is_named_once() {
        let odd = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let told = odd_letters(&words).into_iter().map(|odd| format!("{}{}", odd.letter, odd.script));
            told.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(odd(&["N\u{43e}rdisk", "Sk\u{43e}vr\u{e5}d", "\u{391}bc"]), "\u{43e}Cyrl \u{391}Grek");
        assert_eq!(odd(&["\u{41c}oskva"]), "\u{41c}Cyrl");
        assert_eq!(odd(&["x\u{43e}"]), "\u{43e}Cyrl", "the first is the word's own");
        assert_eq!(
            odd(&["\u{430}\u{431}\u{432}\u{433}\u{434}\u{435}\u{436}\u{437}\u{438}abcdefghijk"]).len(),
            8 * 7 - 1
        );
        assert_eq!(odd(&["Nordisk", "2-3"]), "");
    }
}
