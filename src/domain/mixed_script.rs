//! Words that mix letters of scripts which no language writes together: a sign of a look-alike name, for staff
//! to see. Never a reason to refuse: real names do it too.

use unicode_security::MixedScript;

use super::text::Name;

/// The words of a name whose letters belong to no one script (UTS 39, section 5.1). Words of different scripts
/// beside each other are common and are not meant.
pub fn mixed_words(name: &Name) -> Vec<&str> {
    let words = name.as_str().split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    words.filter(|word| !word.is_single_script()).collect()
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
}
