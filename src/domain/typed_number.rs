//! A number as people type it, with or without signs between its thousands.
//!
//! Owns which signs are read as what. Whether a single `1.250` is a thousand is for the caller to judge.

use super::Flaw;

/// The digits of a number without a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedNumber {
    /// Before the decimal sign, without signs between thousands.
    pub whole: String,
    /// After the decimal sign; empty where there was none.
    pub decimals: String,
}

impl TypedNumber {
    /// Reads digits with spaces anywhere. One comma or point stands before decimals. Where one of both stands more than
    /// once it sets thousands apart, and where both stand the last one is the decimal sign: `1.250.000,50`.
    ///
    /// # Errors
    /// `Missing` when empty, `NumberMalformed` for anything that can be read in no way.
    pub fn parse(text: &str) -> Result<TypedNumber, Flaw> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.is_empty() {
            return Err(Flaw::Missing);
        }
        let mark = |c: char| c == '.' || c == ',';
        let marks: Vec<char> = compact.chars().filter(|c| mark(*c)).collect();
        let decimal = match marks.as_slice() {
            [] => None,
            [only] => Some(*only),
            [first, .., last] => Some(*last).filter(|last| last != first),
        };
        let (whole, decimals) = match decimal.and_then(|mark| compact.rsplit_once(mark)) {
            Some((whole, decimals)) if is_digits(decimals) => (whole, decimals),
            Some(_) => return Err(Flaw::NumberMalformed),
            None => (compact.as_str(), ""),
        };
        Ok(TypedNumber { whole: ungrouped(whole)?, decimals: decimals.to_owned() })
    }

    /// Whether the decimals may be thousands: `1.250`, but neither `0.250` nor `12500.250`.
    pub fn is_ambiguous(&self) -> bool {
        self.decimals.len() == 3 && self.whole.len() <= 3 && !self.whole.starts_with('0')
    }
}

/// Digits, or groups of three of them behind a first one that is not longer, with the same sign between all.
fn ungrouped(text: &str) -> Result<String, Flaw> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return if text.is_empty() { Err(Flaw::NumberMalformed) } else { Ok(text.to_owned()) };
    };
    let mut groups = text.split(mark);
    let first = groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3);
    let in_threes =
        first && matches!(mark, '.' | ',') && groups.all(|group| is_digits(group) && group.len() == 3);
    if in_threes { Ok(text.replace(mark, "")) } else { Err(Flaw::NumberMalformed) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_between_thousands_are_read_where_only_one_reading_is_left() {
        for (typed, whole, decimals) in [
            ("1250000", "1250000", ""),
            ("1 250 000", "1250000", ""),
            ("1\u{a0}250\u{a0}000,5", "1250000", "5"),
            ("1,250,000", "1250000", ""),
            ("1.250.000,50", "1250000", "50"),
            ("1,250,000.50", "1250000", "50"),
            ("1,250.5", "1250", "5"),
            ("1.250", "1", "250"),
            ("1250000,50", "1250000", "50"),
        ] {
            let read = TypedNumber { whole: whole.to_owned(), decimals: decimals.to_owned() };
            assert_eq!(TypedNumber::parse(typed), Ok(read), "{typed}");
        }
        for bad in [
            "1.2.3",
            "1,25,000",
            "1250,000,000",
            "1.250,000.50",
            "1,250.000,5",
            ".5",
            "5.",
            "1..5",
            "1,250.",
            "-5",
            "1'250",
        ] {
            assert_eq!(TypedNumber::parse(bad), Err(Flaw::NumberMalformed), "{bad}");
        }
        assert_eq!(TypedNumber::parse(" "), Err(Flaw::Missing));
    }
}
