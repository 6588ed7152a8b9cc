//! Owns what some of the first organisations are called besides: former names, and names in other languages and letters.

use crate::domain::Flaw;
use crate::domain::locale::LanguageTag;
use crate::domain::other_name::{NameDate, NameKind, OtherName};
use crate::domain::text::{Name, parse_optional};

/// By domain: the name, its language, its kind, and the years between which it was used.
type Alias = (&'static str, &'static str, &'static str, NameKind, (&'static str, &'static str));

#[rustfmt::skip]
const ALIASES: &[Alias] = &[
    ("nordhavets-observatorium", "Nordhavets Medieobservatorium", "da", NameKind::Former, ("2009", "2021")),
    ("nordhavets-observatorium", "North Sea Observatory of Digital Debate", "en", NameKind::Translated, ("", "")),
    ("nordhavets-observatorium", "NODD", "", NameKind::Short, ("", "")),
    ("yasna-darka", "Hromadskyi tsentr “Yasna Darka”", "uk-Latn", NameKind::Transliterated, ("", "")),
    ("yasna-darka", "Yasna Darka Civic Centre", "en", NameKind::Translated, ("", "")),
    ("wahat-alrayhan", "Municipality of Wahat al-Rayhan", "en", NameKind::Translated, ("", "")),
    ("kirimi-nohara-shimbun", "Kirimi Nohara Shimbun", "ja-Latn", NameKind::Transliterated, ("", "")),
    ("thistlefirth", "Thistlefirth Wireless Company", "en", NameKind::Former, ("1926", "1961")),
];

/// The other names of the organisation on a domain.
pub fn of(domain: &str) -> Result<Vec<OtherName>, Flaw> {
    let own = ALIASES.iter().filter(|(of, ..)| *of == domain);
    own.map(|(_, name, language, kind, (from, until))| {
        Ok(OtherName {
            name: Name::parse(name)?,
            language: parse_optional::<LanguageTag>(language)?,
            kind: *kind,
            from: parse_optional::<NameDate>(from)?,
            until: parse_optional::<NameDate>(until)?,
        })
    })
    .collect()
}
