//! Owns the numbers that organisations have in other registers: how each is written, and its check digits. Whether the
//! number is the organisation's own is for staff to see; nothing is looked up.

use serde::{Deserialize, Serialize};

use super::text::typed;
use super::{Flaw, Problems, Result};

/// A Legal Entity Identifier (ISO 17442): twenty letters and digits, the last two of which check the rest
/// (ISO 7064, MOD 97-10).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lei(String);

/// A number of the Research Organization Registry: `0`, six characters of Crockford's base 32, two check digits
/// (ISO 7064, MOD 97-10).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RorId(String);

/// The number of an item in Wikidata: `Q` and digits. It has none that check the others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WikidataId(String);

/// The most digits of a Wikidata number that are taken.
const WIKIDATA_DIGITS: usize = 10;

impl Lei {
    /// The number, in capitals; spaces do not count.
    pub fn parse(typed: &str) -> Result<Lei, Flaw> {
        let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let code = code.to_ascii_uppercase();
        if code.is_empty() {
            return Err(Flaw::Missing);
        }
        let ends_in_digits = code.bytes().rev().take(2).all(|byte| byte.is_ascii_digit());
        if code.len() != 20 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) || !ends_in_digits {
            return Err(Flaw::LeiMalformed);
        }
        // Letters count from ten, so each takes two digits.
        let digit = |rest: u32, c: char| {
            let value = c.to_digit(36).unwrap_or_default();
            (rest * if value < 10 { 10 } else { 100 } + value) % 97
        };
        if code.chars().fold(0, digit) == 1 { Ok(Lei(code)) } else { Err(Flaw::CheckDigits) }
    }

    /// The twenty characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where its register shows it.
    pub fn url(&self) -> String {
        format!("https://search.gleif.org/#/record/{}", self.0)
    }
}

impl RorId {
    /// The number, alone or as the address that it is published under.
    pub fn parse(typed: &str) -> Result<RorId, Flaw> {
        let code = typed.trim().to_ascii_lowercase();
        if code.is_empty() {
            return Err(Flaw::Missing);
        }
        let code = after_host(&code, "ror.org/").trim_end_matches('/');
        let (Some(number), Some(check)) = (code.get(..7), code.get(7..)) else {
            return Err(Flaw::RorMalformed);
        };
        let decoded = number.chars().try_fold(0_u64, |sum, c| Some(sum * 32 + crockford(c)?));
        let check: Option<u64> = check.parse().ok().filter(|_| check.len() == 2);
        let (Some(decoded), Some(check), true) = (decoded, check, number.starts_with('0')) else {
            return Err(Flaw::RorMalformed);
        };
        if 98 - decoded * 100 % 97 == check { Ok(RorId(code.to_owned())) } else { Err(Flaw::CheckDigits) }
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as its register writes it: an address.
    pub fn url(&self) -> String {
        format!("https://ror.org/{}", self.0)
    }
}

/// The value of a character of Crockford's base 32, of which `i`, `l`, `o` and `u` are none.
fn crockford(c: char) -> Option<u64> {
    const DIGITS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    DIGITS.chars().position(|digit| digit == c).and_then(|place| u64::try_from(place).ok())
}

impl WikidataId {
    /// The number, alone or as an address of the item.
    pub fn parse(typed: &str) -> Result<WikidataId, Flaw> {
        let code = typed.trim();
        if code.is_empty() {
            return Err(Flaw::Missing);
        }
        let code = after_host(code, "wikidata.org/");
        let code = code.trim_start_matches("wiki/").trim_start_matches("entity/").to_ascii_uppercase();
        let digits = code.strip_prefix('Q').ok_or(Flaw::WikidataMalformed)?;
        let number = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        if number && (1..=WIKIDATA_DIGITS).contains(&digits.len()) {
            Ok(WikidataId(code))
        } else {
            Err(Flaw::WikidataMalformed)
        }
    }

    /// `Q` and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The page of the item.
    pub fn url(&self) -> String {
        format!("https://www.wikidata.org/wiki/{}", self.0)
    }
}

/// What follows the host of an address; the text itself, if it is none.
fn after_host<'t>(text: &'t str, host: &str) -> &'t str {
    let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.strip_prefix(host).unwrap_or(text)
}

typed!(Lei);
typed!(RorId);
typed!(WikidataId);

/// The numbers of one organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identifiers {
    pub lei: Option<Lei>,
    pub ror: Option<RorId>,
    pub wikidata: Option<WikidataId>,
}

impl Identifiers {
    /// Each that there is: its register's code, the number, and where that shows it.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &str, String)> {
        let lei = self.lei.iter().map(|id| ("lei", id.as_str(), id.url()));
        let ror = self.ror.iter().map(|id| ("ror", id.as_str(), id.url()));
        let wikidata = self.wikidata.iter().map(|id| ("wikidata", id.as_str(), id.url()));
        lei.chain(ror).chain(wikidata)
    }

    /// Whether both have a number of one register, and it is the same. `Some(false)`: it is another.
    pub fn agree_with(&self, other: &Identifiers) -> Option<bool> {
        let pairs = [
            self.lei.as_ref().zip(other.lei.as_ref()).map(|(one, two)| one == two),
            self.ror.as_ref().zip(other.ror.as_ref()).map(|(one, two)| one == two),
            self.wikidata.as_ref().zip(other.wikidata.as_ref()).map(|(one, two)| one == two),
        ];
        let known: Vec<bool> = pairs.into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.contains(&true))
    }

    /// The numbers that are missing here, filled in from another.
    #[must_use]
    pub fn or(&self, other: &Identifiers) -> Identifiers {
        Identifiers {
            lei: self.lei.clone().or_else(|| other.lei.clone()),
            ror: self.ror.clone().or_else(|| other.ror.clone()),
            wikidata: self.wikidata.clone().or_else(|| other.wikidata.clone()),
        }
    }
}

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentifierAnswers {
    pub lei: String,
    pub ror: String,
    pub wikidata: String,
}

impl IdentifierAnswers {
    /// The numbers; what is wrong is noted under `lei`, `ror` and `wikidata`.
    pub fn parse(&self, problems: &mut Problems) -> Identifiers {
        use super::text::parse_optional;
        Identifiers {
            lei: problems.take("lei", parse_optional(&self.lei)).flatten(),
            ror: problems.take("ror", parse_optional(&self.ror)).flatten(),
            wikidata: problems.take("wikidata", parse_optional(&self.wikidata)).flatten(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_each_register_is_taken_as_people_write_it() {
        for (typed, code) in [
            ("5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
            (" 2138 00ws giiz cxf1 p572 ", "213800WSGIIZCXF1P572"),
        ] {
            assert_eq!(Lei::parse(typed).unwrap().as_str(), code);
        }
        for typed in ["05dxps055", "https://ror.org/05DXPS055", "ror.org/05dxps055/", " 05dxps055"] {
            let id = RorId::parse(typed).unwrap();
            assert_eq!((id.as_str(), id.url().as_str()), ("05dxps055", "https://ror.org/05dxps055"));
        }
        assert!(RorId::parse("03yrm5c26").is_ok() && RorId::parse("00f54p054").is_ok());
        for typed in ["Q42", "q42", "https://www.wikidata.org/wiki/Q42", "http://wikidata.org/entity/Q42"] {
            assert_eq!(WikidataId::parse(typed).unwrap().as_str(), "Q42", "{typed}");
        }
    }

    #[test]
    fn any_one_character_that_is_another_is_noticed() {
        for place in 0..20 {
            let mut code = "5493001KJTIIGC8Y1R12".to_owned();
            // Letters count as two digits (ISO 7064), so one is taken for another of its kind.
            let other = match code.as_bytes()[place] {
                b'7' => "8",
                b'0'..=b'9' => "7",
                b'Q' => "P",
                _ => "Q",
            };
            code.replace_range(place..=place, other);
            assert!(Lei::parse(&code).is_err(), "{code}");
        }
        assert_eq!(Lei::parse("5493001KJTIIGC8Y1R13"), Err(Flaw::CheckDigits));
        for place in 1..9 {
            let mut code = "05dxps055".to_owned();
            let other = if code.as_bytes()[place] == b'7' { "8" } else { "7" };
            code.replace_range(place..=place, other);
            assert!(RorId::parse(&code).is_err(), "{code}");
        }
    }

    #[test]
    fn what_is_no_number_is_named_as_what_it_should_have_been() {
        for wrong in ["5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1R1X", "5493001KJTIIGC8Y1R1é", "LEI"] {
            assert_eq!(Lei::parse(wrong), Err(Flaw::LeiMalformed), "{wrong}");
        }
        for wrong in ["5dxps055", "15dxps055", "05dxpu055", "05dxps0555", "https://ror.org/", "ørørørør"]
        {
            assert_eq!(RorId::parse(wrong), Err(Flaw::RorMalformed), "{wrong}");
        }
        for wrong in ["42", "Q", "Q042", "P31", "Q12345678901", "https://www.wikidata.org/wiki/"] {
            assert_eq!(WikidataId::parse(wrong), Err(Flaw::WikidataMalformed), "{wrong}");
        }
    }

    #[test]
    fn numbers_agree_only_within_one_register() {
        let of = |ror: &str, wikidata: &str| {
            let answers =
                IdentifierAnswers { ror: ror.into(), wikidata: wikidata.into(), ..Default::default() };
            answers.parse(&mut Problems::default())
        };
        assert_eq!(of("05dxps055", "").agree_with(&of("05dxps055", "Q42")), Some(true));
        assert_eq!(of("05dxps055", "").agree_with(&of("00f54p054", "")), Some(false));
        assert_eq!(of("05dxps055", "").agree_with(&of("", "Q42")), None);
        assert_eq!(of("05dxps055", "").or(&of("00f54p054", "Q42")), of("05dxps055", "Q42"));
    }
}
