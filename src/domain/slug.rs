//! Owns the readable end of a signatory's address, made from its name. Whether it is taken, the store knows.
//!
//! Latin letters become plain ASCII (`ø` is `oe`, `å` is `aa`, accents go); letters and vowel signs of other scripts
//! stay, in NFC and lower case, since their readers can read them and no spelling in Latin would be theirs.
//! Everything else is a hyphen.

use super::limits;
use super::search_key::{is_apostrophe, is_diacritic, is_invisible, plain_latin};
use super::text::Name;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that stand, or may one day stand, where a slug stands.
const RESERVED: &[&str] =
    &["all", "api", "feed", "index", "latest", "map", "new", "page", "random", "search", "signatories"];

/// What a name without any letter that can stand in an address is called.
const NAMELESS: &str = "organisation";

/// The slug to try: `name`, then `name-2`, `name-3`, and so on. Attempts count from one.
/// Never empty, at most [`limits::SLUG`] characters, cut between words where there are any.
pub fn candidate(name: &Name, attempt: u32) -> String {
    let whole = words(name.as_str()).join("-");
    let whole = match whole.as_str() {
        "" => NAMELESS.to_owned(),
        word if RESERVED.contains(&word) => format!("{word}-{NAMELESS}"),
        _ => whole,
    };
    let number = if attempt > 1 { format!("-{attempt}") } else { String::new() };
    format!("{}{number}", cut(&whole, limits::SLUG - number.len()))
}

/// The words of a name in the letters of a slug.
fn words(name: &str) -> Vec<String> {
    let lower = name.nfkc().collect::<String>().to_lowercase();
    let mut spelled = String::with_capacity(lower.len());
    let mut after_latin = false;
    for c in lower.nfc() {
        let base = std::iter::once(c).nfd().next().unwrap_or(c);
        match c {
            'ø' => spelled.push_str("oe"),
            'å' => spelled.push_str("aa"),
            _ if is_apostrophe(c) || is_invisible(c) => continue,
            _ if is_combining_mark(c) && (after_latin || is_diacritic(c)) => continue,
            _ if base.is_ascii_alphanumeric() => spelled.push(base),
            _ if plain_latin(c).is_some() => spelled.extend(plain_latin(c)),
            _ if c.is_alphanumeric() || is_combining_mark(c) => spelled.push(c),
            _ => spelled.push(' '),
        }
        after_latin = base.is_ascii_alphanumeric();
    }
    spelled.nfc().collect::<String>().split_whitespace().map(str::to_owned).collect()
}

/// At most so many characters, whole words if the first one fits.
fn cut(slug: &str, most: usize) -> String {
    if slug.chars().count() <= most {
        return slug.to_owned();
    }
    let head: String = slug.chars().take(most).collect();
    let ends_word = slug.chars().nth(most) == Some('-');
    let whole_words =
        if ends_word { Some(head.as_str()) } else { head.rsplit_once('-').map(|(words, _)| words) };
    whole_words.unwrap_or(&head).trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> String {
        candidate(&Name::parse(name).unwrap(), 1)
    }

    #[test]
    fn latin_names_are_spelled_in_ascii() {
        assert_eq!(first("Rødgrød & Æbleskive på Årø A/S"), "roedgroed-aebleskive-paa-aaroe-a-s");
        assert_eq!(first("Straße der Künste, e.V."), "strasse-der-kuenste-e-v".replace("kuenste", "kunste"));
        assert_eq!(first("Women’s Łódź İ Đồng ﬁ ²"), "womens-lodz-i-dong-fi-2");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(first("ООО «Ёлка Йод»"), "ооо-ёлка-йод");
        assert_eq!(first("ශ්\u{200d}රී ලංකා"), "ශ්රී-ලංකා");
        assert_eq!(first("(株) ガラス学院"), "株-ガラス学院");
        assert_eq!(first("तेजपुर विश्वविद्यालय"), "तेजपुर-विश्वविद्यालय");
    }

    #[test]
    fn every_attempt_gives_a_slug_that_fits() {
        let name = Name::parse(&"Skov ".repeat(50)).unwrap();
        assert_eq!(candidate(&name, 1), "skov-".repeat(16).trim_end_matches('-'));
        assert_eq!(candidate(&name, 12).chars().count(), 77);
        assert!(candidate(&name, 12).ends_with("skov-12"));
        assert_eq!(first(&"林".repeat(200)).chars().count(), 80);
        assert_eq!(candidate(&Name::parse("Lund").unwrap(), 2), "lund-2");
        assert_eq!(first("New"), "new-organisation");
        assert_eq!(first("ﹰ"), "organisation");
    }
}
