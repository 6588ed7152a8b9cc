//! Currencies and amounts of money: ISO 4217 codes, whole minor units, never a floating point number.
//!
//! Owns the list and the reading of typed amounts. Knows no exchange rates, and never will.

use super::Flaw;
use super::typed_number::TypedNumber;
use serde::{Deserialize, Serialize};

/// Active currencies of ISO 4217 list one (amendments to 2026) with their number of minor digits.
/// Left out: funds codes, metals, units of account, test and "no currency" codes: nobody pays in them.
#[rustfmt::skip]
const ACTIVE: &[(&str, u8)] = &[
    ("AED", 2), ("AFN", 2), ("ALL", 2), ("AMD", 2), ("AOA", 2), ("ARS", 2), ("AUD", 2), ("AWG", 2),
    ("AZN", 2), ("BAM", 2), ("BBD", 2), ("BDT", 2), ("BHD", 3), ("BIF", 0), ("BMD", 2), ("BND", 2),
    ("BOB", 2), ("BRL", 2), ("BSD", 2), ("BTN", 2), ("BWP", 2), ("BYN", 2), ("BZD", 2), ("CAD", 2),
    ("CDF", 2), ("CHF", 2), ("CLP", 0), ("CNY", 2), ("COP", 2), ("CRC", 2), ("CUP", 2), ("CVE", 2),
    ("CZK", 2), ("DJF", 0), ("DKK", 2), ("DOP", 2), ("DZD", 2), ("EGP", 2), ("ERN", 2), ("ETB", 2),
    ("EUR", 2), ("FJD", 2), ("FKP", 2), ("GBP", 2), ("GEL", 2), ("GHS", 2), ("GIP", 2), ("GMD", 2),
    ("GNF", 0), ("GTQ", 2), ("GYD", 2), ("HKD", 2), ("HNL", 2), ("HTG", 2), ("HUF", 2), ("IDR", 2),
    ("ILS", 2), ("INR", 2), ("IQD", 3), ("IRR", 2), ("ISK", 0), ("JMD", 2), ("JOD", 3), ("JPY", 0),
    ("KES", 2), ("KGS", 2), ("KHR", 2), ("KMF", 0), ("KPW", 2), ("KRW", 0), ("KWD", 3), ("KYD", 2),
    ("KZT", 2), ("LAK", 2), ("LBP", 2), ("LKR", 2), ("LRD", 2), ("LSL", 2), ("LYD", 3), ("MAD", 2),
    ("MDL", 2), ("MGA", 2), ("MKD", 2), ("MMK", 2), ("MNT", 2), ("MOP", 2), ("MRU", 2), ("MUR", 2),
    ("MVR", 2), ("MWK", 2), ("MXN", 2), ("MYR", 2), ("MZN", 2), ("NAD", 2), ("NGN", 2), ("NIO", 2),
    ("NOK", 2), ("NPR", 2), ("NZD", 2), ("OMR", 3), ("PAB", 2), ("PEN", 2), ("PGK", 2), ("PHP", 2),
    ("PKR", 2), ("PLN", 2), ("PYG", 0), ("QAR", 2), ("RON", 2), ("RSD", 2), ("RUB", 2), ("RWF", 0),
    ("SAR", 2), ("SBD", 2), ("SCR", 2), ("SDG", 2), ("SEK", 2), ("SGD", 2), ("SHP", 2), ("SLE", 2),
    ("SOS", 2), ("SRD", 2), ("SSP", 2), ("STN", 2), ("SVC", 2), ("SYP", 2), ("SZL", 2), ("THB", 2),
    ("TJS", 2), ("TMT", 2), ("TND", 3), ("TOP", 2), ("TRY", 2), ("TTD", 2), ("TWD", 2), ("TZS", 2),
    ("UAH", 2), ("UGX", 0), ("USD", 2), ("UYU", 2), ("UZS", 2), ("VED", 2), ("VES", 2), ("VND", 0),
    ("VUV", 0), ("WST", 2), ("XAF", 0), ("XCD", 2), ("XCG", 2), ("XOF", 0), ("XPF", 0), ("YER", 2),
    ("ZAR", 2), ("ZMW", 2), ("ZWG", 2),
];

/// A currency in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub struct Currency(u8);

impl Currency {
    /// Every currency, by code.
    pub fn all() -> impl Iterator<Item = Currency> {
        (0..ACTIVE.len() as u8).map(Currency)
    }

    /// Reads a code of three letters, in either case.
    ///
    /// # Errors
    /// `Missing` when empty, `UnknownChoice` when no such currency is in use.
    pub fn parse(code: &str) -> Result<Currency, Flaw> {
        let code = code.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(Flaw::Missing);
        }
        let found = ACTIVE.binary_search_by_key(&code.as_str(), |row| row.0);
        found.map(|index| Currency(index as u8)).map_err(|_| Flaw::UnknownChoice)
    }

    /// The three letters of ISO 4217.
    pub const fn code(self) -> &'static str {
        ACTIVE[self.0 as usize].0
    }

    /// How many digits stand after the decimal sign: 2 for the euro, 0 for the yen.
    pub const fn minor_digits(self) -> u8 {
        ACTIVE[self.0 as usize].1
    }
}

impl From<Currency> for &'static str {
    fn from(currency: Currency) -> &'static str {
        currency.code()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(code: String) -> Result<Currency, String> {
        Currency::parse(&code).map_err(|_| format!("unknown currency: {code}"))
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money, in whole minor units (øre, cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// An amount as it is kept, if it is whole.
    pub fn kept(minor: Option<i64>, code: Option<&str>) -> Option<Money> {
        let currency = Currency::parse(code?).ok()?;
        minor.map(|minor| Money { minor, currency })
    }

    /// Reads an amount as typed: digits, with or without signs between thousands, and no more decimals than the currency
    /// has. `1,250` in euros is refused, since nobody can tell what it means; in yen it can only be thousands.
    ///
    /// # Errors
    /// `Missing` when empty, `AmountZero` when it is nothing, `NumberAmbiguous` for `1,250`, `NumberTooLarge`, and
    /// `NumberMalformed` when it is not such a number.
    pub fn parse(amount: &str, currency: Currency) -> Result<Money, Flaw> {
        let number = TypedNumber::parse(amount)?;
        let wanted = usize::from(currency.minor_digits());
        let digits = match number.decimals.len() {
            3 if wanted == 0 && number.is_ambiguous() => number.whole + &number.decimals,
            more if more <= wanted => format!("{}{:0<wanted$}", number.whole, number.decimals),
            _ if number.is_ambiguous() => return Err(Flaw::NumberAmbiguous),
            _ => return Err(Flaw::NumberMalformed),
        };
        // Nothing but digits is left: what does not fit is too large.
        let minor = digits.parse().map_err(|_| Flaw::NumberTooLarge)?;
        // Nobody promises nothing.
        if minor == 0 { Err(Flaw::AmountZero) } else { Ok(Money { minor, currency }) }
    }

    /// The amount in major units with all its decimals and a point, for machines: `1250.50`.
    pub fn decimal(self) -> String {
        let digits = usize::from(self.currency.minor_digits());
        if digits == 0 {
            return self.minor.to_string();
        }
        let sign = if self.minor < 0 { "-" } else { "" };
        let padded = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, decimals) = padded.split_at(padded.len() - digits);
        format!("{sign}{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(ACTIVE.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ACTIVE.len() < 256);
        for currency in Currency::all() {
            assert_eq!(Currency::parse(currency.code()), Ok(currency));
        }
        assert_eq!(Currency::parse(" dkk ").map(Currency::code), Ok("DKK"));
        assert_eq!(Currency::parse("JPY").map(Currency::minor_digits), Ok(0));
        assert_eq!(Currency::parse("XXX"), Err(Flaw::UnknownChoice));
        assert_eq!(Currency::parse(""), Err(Flaw::Missing));
    }

    #[test]
    fn amounts_are_read_as_typed_and_never_guessed() {
        let read = |amount: &str, code: &str| Money::parse(amount, Currency::parse(code).unwrap());
        let minor = |amount: &str, code: &str| read(amount, code).map(|money| money.minor);
        assert_eq!(minor("1 250 000", "DKK"), Ok(125_000_000));
        assert_eq!(minor("12,5", "DKK"), Ok(1_250));
        assert_eq!(minor("12.50", "DKK"), Ok(1_250));
        assert_eq!(minor("1.250", "KWD"), Ok(1_250));
        assert_eq!(minor("5000", "JPY"), Ok(5_000));
        assert_eq!(minor("5.000", "JPY"), Ok(5_000));
        assert_eq!(minor("1,250,000", "DKK"), Ok(125_000_000));
        assert_eq!(minor("1.250.000,50", "DKK"), Ok(125_000_050));
        for bad in ["1.2.3", "-5", "5.", ".5", "fem", "1e9", "12,345678"] {
            assert_eq!(read(bad, "EUR"), Err(Flaw::NumberMalformed), "{bad}");
        }
        for unclear in ["1,250", "1.250"] {
            assert_eq!(read(unclear, "EUR"), Err(Flaw::NumberAmbiguous), "{unclear}");
        }
        assert_eq!(read("99999999999999999999", "EUR"), Err(Flaw::NumberTooLarge));
        assert_eq!(read("5.5", "JPY"), Err(Flaw::NumberMalformed));
        for nothing in ["0", "0,00", "000"] {
            assert_eq!(read(nothing, "EUR"), Err(Flaw::AmountZero), "{nothing}");
        }
        assert_eq!(read("  ", "EUR"), Err(Flaw::Missing));
    }

    #[test]
    fn amounts_are_written_with_all_their_decimals() {
        let write = |minor, code: &str| Money { minor, currency: Currency::parse(code).unwrap() }.decimal();
        assert_eq!(write(5, "DKK"), "0.05");
        assert_eq!(write(-1_250, "DKK"), "-12.50");
        assert_eq!(write(1_250, "KWD"), "1.250");
        assert_eq!(write(1_250, "JPY"), "1250");
    }
}
