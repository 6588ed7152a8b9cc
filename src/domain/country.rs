//! Owns the list of countries and territories, their regions and their names in the site's languages.
//! Knows nothing of who may sign from where. The list is `country.csv`, whose head names its sources.

use super::Flaw;
use super::locale::Locale;
use super::text::typed;
use crate::codes;
use std::sync::LazyLock;

codes! {
    /// A part of the world, after the five geographic regions of UN M49.
    pub enum Region {
        Africa = "africa",
        Americas = "americas",
        Asia = "asia",
        Europe = "europe",
        Oceania = "oceania",
    }
}

/// A country or territory with an ISO 3166-1 alpha-2 code, or Kosovo (`XK`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(u8);

/// One line of the list.
struct Row {
    alpha2: String,
    alpha3: String,
    region: Region,
    is_state: bool,
    english: String,
    danish: String,
}

/// The list in the order of its codes; a `Country` is a place in it.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(include_str!("country.csv").as_bytes());
    let mut rows: Vec<Row> = reader.deserialize().filter_map(|line| line.ok().map(row)).collect();
    rows.sort_by(|a, b| a.alpha2.cmp(&b.alpha2));
    rows
});

fn row(
    (alpha2, alpha3, region, is_state, english, danish): (String, String, Region, u8, String, String),
) -> Row {
    Row { alpha2, alpha3, region, is_state: is_state == 1, english, danish }
}

impl Country {
    /// The country with this alpha-2 code, in either case.
    pub fn parse(typed: &str) -> Result<Country, Flaw> {
        let code = typed.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(Flaw::Missing);
        }
        let place = ROWS.binary_search_by(|row| row.alpha2.as_str().cmp(&code));
        place.ok().and_then(|place| u8::try_from(place).ok()).map(Country).ok_or(Flaw::CountryUnknown)
    }

    /// Every country and territory, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..=u8::MAX).take(ROWS.len()).map(Country)
    }

    /// ISO 3166-1 alpha-2, upper case.
    pub fn code(self) -> &'static str {
        &self.row().alpha2
    }

    /// ISO 3166-1 alpha-3, upper case.
    pub fn alpha3(self) -> &'static str {
        &self.row().alpha3
    }

    /// The name in a language of the site.
    pub fn name(self, locale: Locale) -> &'static str {
        match locale {
            Locale::Danish => &self.row().danish,
            Locale::English | Locale::Pseudo => &self.row().english,
        }
    }

    /// The part of the world it lies in.
    pub fn region(self) -> Region {
        self.row().region
    }

    /// Whether a state of this name can sign: UN members, the Holy See, Palestine, Kosovo and Taiwan.
    pub fn is_state(self) -> bool {
        self.row().is_state
    }

    /// The same as [`Country::code`].
    pub fn as_str(&self) -> &'static str {
        self.code()
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

typed!(Country);

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        assert_eq!(Country::all().count(), 250);
        assert_eq!(Country::all().filter(|country| country.is_state()).count(), 197);
        for one in Country::all() {
            assert_eq!(country(one.code()), one);
            assert_eq!((one.code().len(), one.alpha3().len()), (2, 3));
            assert!(!one.name(Locale::English).is_empty() && !one.name(Locale::Danish).is_empty());
        }
        for region in Region::ALL {
            assert!(Country::all().filter(|country| country.region() == *region).count() >= 28, "{region}");
        }
    }

    #[test]
    fn countries_have_names_and_regions() {
        assert_eq!(country(" dk ").name(Locale::Danish), "Danmark");
        assert_eq!(country("DE").name(Locale::English), "Germany");
        assert_eq!(country("XK").region(), Region::Europe);
        assert_eq!(country("TW").region(), Region::Asia);
        assert!(country("XK").is_state() && country("TW").is_state() && !country("GL").is_state());
    }

    #[test]
    fn only_codes_of_the_list_are_countries() {
        assert_eq!(Country::parse(""), Err(Flaw::Missing));
        for unknown in ["EU", "XX", "DNK", "Danmark", "D", "Ðk"] {
            assert_eq!(Country::parse(unknown), Err(Flaw::CountryUnknown), "{unknown}");
        }
        assert_eq!(serde_json::to_string(&country("se")).unwrap(), r#""SE""#);
        assert_eq!(serde_json::from_str::<Country>(r#""SE""#).unwrap(), country("SE"));
    }
}
