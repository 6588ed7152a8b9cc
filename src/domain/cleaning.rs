//! Owns what becomes of each character that somebody types, for every text alike.
//! Knows no field and no limit: those are the newtypes' in `text`.
//!
//! | characters | what becomes of them |
//! | --- | --- |
//! | white space (Unicode `White_Space`) | one U+0020; in paragraphs, line ends are kept, at most one empty line in a row |
//! | bidi marks, embeddings, overrides, isolates | dropped: direction is the page's to set, around each name |
//! | other default-ignorable code points (zero-width space, byte order mark, soft hyphen, fillers, tags, …) | dropped |
//! | ZWJ and ZWNJ | kept after a virama, or between two letters of a joining or Indic script, where they change the reading; else dropped |
//! | variation selectors | kept where one can choose a shape: after a Han, Mongolian, Myanmar or emoji character; else dropped |
//! | U+F0B7 in paragraphs | a bullet (U+2022), which is what word processors mean by it |
//! | other controls, private use, noncharacters, U+FFF9–U+FFFB, U+FFFC, U+FFFD | refused: something was lost or hidden, and only the writer knows what |
//! | everything else, HTML entities too | kept as typed, in NFC |
//!
//! Source of the classes: Unicode Character Database (`PropList`, `DerivedCoreProperties`); of the rule for
//! joiners: RFC 5892, appendix A, widened to neighbours of the same scripts.

use super::Flaw;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// The canonical combining class of viramas, the signs that bind two consonants.
const VIRAMA: u8 = 9;
/// How often joiners are looked at again after some were dropped.
const ROUNDS: usize = 3;
/// How many joiners and selectors in a row are looked past for the letter after them.
const LOOKAHEAD: usize = 8;

/// One line: white space of any kind is one space, none at the ends.
pub fn line(typed: &str) -> Result<String, Flaw> {
    let visible = visible(typed)?;
    Ok(visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Paragraphs: every line as in [`line()`], LF between them, at most two LF in a row, none at the ends.
pub fn paragraphs(typed: &str) -> Result<String, Flaw> {
    let lines = typed
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}'], "\n")
        .replace('\u{2029}', "\n\n")
        .replace('\u{F0B7}', "\u{2022}")
        .split('\n')
        .map(line)
        .collect::<Result<Vec<_>, _>>()?;
    let mut kept: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        let second_gap = line.is_empty() && kept.last().is_none_or(String::is_empty);
        if !second_gap {
            kept.push(line);
        }
    }
    Ok(kept.join("\n").trim_end().to_owned())
}

/// The first character that [`line()`] would refuse or drop: nobody sees it, or it turns the direction of others. White space
/// is none.
pub fn hidden(text: &str) -> Option<char> {
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if is_forbidden(c) || is_meaningless(c) || is_idle(c, previous, &text[at..]) {
            return Some(c);
        }
        previous = Some(c);
    }
    None
}

/// Whether a text holds at least one letter or number, in any script.
pub fn has_letters(text: &str) -> bool {
    use unicode_properties::GeneralCategoryGroup::{Letter, Number};
    text.chars().any(|c| matches!(c.general_category_group(), Letter | Number))
}

/// The text in NFC without what nobody can see.
///
/// Dropping a joiner can bring marks together that NFC then puts in another order, after which the next joiner has lost
/// its place. No language writes so: after a few rounds, all joiners and selectors go.
fn visible(typed: &str) -> Result<String, Flaw> {
    if typed.chars().any(is_forbidden) {
        return Err(Flaw::ForbiddenCharacter);
    }
    let mut text: String = typed.chars().filter(|c| !is_meaningless(*c)).nfc().collect();
    for _ in 0..ROUNDS {
        let rest = without_idle_signs(&text);
        if rest == text {
            return Ok(text);
        }
        text = rest;
    }
    Ok(text.chars().filter(|c| !is_joiner(*c) && !is_selector(*c)).nfc().collect())
}

/// The text in NFC without the joiners and selectors that do nothing where they stand.
fn without_idle_signs(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if !is_idle(c, previous, &text[at..]) {
            kept.push(c);
            previous = Some(c);
        }
    }
    kept.nfc().collect()
}

/// Whether a joiner or a selector does nothing where it stands: after this character, at the beginning of what follows.
fn is_idle(c: char, previous: Option<char>, from_here: &str) -> bool {
    if is_joiner(c) {
        let next = from_here.chars().take(LOOKAHEAD).find(|c| !is_joiner(*c) && !is_selector(*c));
        !joins(previous, next)
    } else {
        is_selector(c) && !chooses_shape(previous, c)
    }
}

/// Characters that stand for something lost, private or hidden.
fn is_forbidden(c: char) -> bool {
    match c.general_category() {
        GeneralCategory::Control => !c.is_whitespace(),
        GeneralCategory::PrivateUse => true,
        _ => {
            matches!(c, '\u{FFF9}'..='\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}')
                || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
        }
    }
}

/// Default-ignorable code points, without those that [`joins`] and [`chooses_shape`] decide on.
fn is_meaningless(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// ZWNJ and ZWJ.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Variation selectors, with Mongolian's own and its vowel separator.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a joiner between these two changes how the word reads.
fn joins(previous: Option<char>, next: Option<char>) -> bool {
    let after_virama = previous.is_some_and(|c| canonical_combining_class(c) == VIRAMA);
    after_virama || (previous.is_some_and(is_joining_script) && next.is_some_and(is_joining_script))
}

/// Letters and signs of scripts whose letters join (Arabic, Syriac, Mongolian, …) or stack (Indic scripts).
fn is_joining_script(c: char) -> bool {
    let script = matches!(c,
        '\u{0600}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}'
        | '\u{A800}'..='\u{A8FF}' | '\u{A900}'..='\u{A95F}' | '\u{A980}'..='\u{AADF}' | '\u{ABC0}'..='\u{ABFF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10A00}'..='\u{10FFF}' | '\u{11000}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}');
    script && (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c))
}

/// Whether a selector has a character before it whose shape it can choose.
fn chooses_shape(previous: Option<char>, selector: char) -> bool {
    let Some(base) = previous else { return false };
    match selector {
        '\u{180B}'..='\u{180F}' => matches!(base, '\u{1820}'..='\u{18AA}'),
        '\u{FE0E}' | '\u{FE0F}' => base.is_emoji_char() && !base.is_ascii(),
        _ => matches!(base, '\u{1000}'..='\u{109F}' | '\u{2E80}'..='\u{2FDF}' | '\u{3007}'
            | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        assert_eq!(line(" \u{a0}Ny\u{2003}\u{202f}Skov\u{3000}\r\n\u{2028}Råd\t").unwrap(), "Ny Skov Råd");
        assert_eq!(line(" \u{feff} \u{200b}").unwrap(), "");
    }

    #[test]
    fn nothing_is_left_of_what_nobody_sees() {
        let typed =
            "\u{feff}F\u{ad}il\u{200b}m\u{2060}\u{202e}klub\u{202c}\u{2067}\u{2069}\u{e0041}\u{34f}\u{61c}";
        assert_eq!(line(typed).unwrap(), "Filmklub");
        assert_eq!(line("e\u{200d}\u{301}").unwrap(), "\u{e9}", "what is joined by dropping is in NFC again");
    }

    #[test]
    fn joiners_stay_where_they_are_read() {
        for kept in [
            "می\u{200c}خواهم",
            "ශ්\u{200d}රී",
            "विश्\u{200d}वविद्यालय",
            "ක්\u{200d}",
            "葛\u{e0100}城",
            "ᠠ\u{180b}",
            "❤\u{fe0f}",
        ] {
            assert_eq!(line(kept).unwrap(), kept);
        }
        for (typed, kept) in [
            ("pay\u{200d}pal", "paypal"),
            ("\u{200c}می", "می"),
            ("می\u{200c}\u{200c}\u{200d}خ", "می\u{200c}خ"),
            ("می\u{200c} خ", "می خ"),
            ("Bank\u{fe0f}", "Bank"),
            ("葛\u{e0100}\u{e0101}城", "葛\u{e0100}城"),
        ] {
            assert_eq!(line(typed).unwrap(), kept);
        }
    }

    #[test]
    fn what_a_line_would_lose_is_hidden() {
        for c in ('\u{1}'..='\u{FFFF}').chain('\u{E0000}'..='\u{E0FFF}') {
            let text = format!("a{c}b");
            let whole: String = text.nfc().collect();
            let stays = c.is_whitespace() || line(&text).is_ok_and(|line| line == whole);
            assert_eq!(hidden(&text), (!stays).then_some(c), "{:x}", u32::from(c));
        }
        for kept in ["می\u{200c}خواهم", "විශ්\u{200d}වය", "❤\u{fe0f}", "葛\u{e0100}城"]
        {
            assert_eq!(hidden(kept), None, "{kept}");
        }
    }

    #[test]
    fn lost_private_and_control_characters_are_refused() {
        for c in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{90}', '\u{e000}', '\u{f0b7}', '\u{10fffd}']
            .into_iter()
            .chain(['\u{fffd}', '\u{fffc}', '\u{fdd0}', '\u{ffff}', '\u{1fffe}', '\u{fff9}'])
        {
            assert_eq!(line(&format!("a{c}b")), Err(Flaw::ForbiddenCharacter), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        let typed = "\n\n En \r\n to\u{a0}\u{a0}tre\t\r\n\r\n \r\n\rfire\u{2029}fem\n\u{f0b7} seks\n\n";
        assert_eq!(paragraphs(typed).unwrap(), "En\nto tre\n\nfire\n\nfem\n\u{2022} seks");
        assert_eq!(paragraphs("a\n\u{200b}\n\n\u{feff}\n"), Ok("a".to_owned()));
    }

    #[test]
    fn cleaning_what_is_clean_changes_nothing() {
        let pool: Vec<char> = "aé\u{301}\u{200c}\u{200d}\u{fe0f}\u{e0100}\u{180b}\u{94d}कشᠠ❤葛 \u{a0}\n\r\u{2029}\u{200b}\u{202e}\u{345}\u{1100}\u{1161}\u{11a8}\u{fb1d}\u{5b4}"
            .chars().collect();
        let mut seed = 7_u64;
        for _ in 0..20_000 {
            let typed: String = (0..8)
                .map(|_| {
                    seed =
                        seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    pool[usize::try_from(seed >> 33).unwrap() % pool.len()]
                })
                .collect();
            let once = line(&typed).unwrap();
            assert_eq!(line(&once).unwrap(), once, "{typed:?}");
            let once = paragraphs(&typed).unwrap();
            assert_eq!(paragraphs(&once).unwrap(), once, "{typed:?}");
        }
    }
}
