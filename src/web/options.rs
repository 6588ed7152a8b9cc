//! What can be chosen in forms of every side: countries and currencies, in the reader's words and order.

use serde::Serialize;

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::search_key::fold;

/// One answer that can be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

impl Choice {
    /// A choice that explains itself.
    pub fn plain(value: &str, label: &str) -> Choice {
        Choice { value: value.to_owned(), label: label.to_owned(), hint: String::new() }
    }
}

/// Countries and territories, in the order of the language's alphabet.
pub fn countries(locale: Locale) -> Vec<Choice> {
    let mut all: Vec<Choice> =
        Country::all().map(|country| Choice::plain(country.code(), country.name(locale))).collect();
    all.sort_by_cached_key(|choice| alphabetical(&choice.label, locale));
    all
}

/// The Danish alphabet ends with æ, ø and å; elsewhere accents do not count.
fn alphabetical(name: &str, locale: Locale) -> String {
    let name = match locale {
        Locale::Danish => name.to_lowercase().replace('æ', "zz1").replace('ø', "zz2").replace('å', "zz3"),
        Locale::English | Locale::Pseudo => name.to_owned(),
    };
    fold(&name)
}

/// Currencies by their codes.
pub fn currencies() -> Vec<Choice> {
    Currency::all().map(|currency| Choice::plain(currency.code(), currency.code())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_in_the_order_of_the_language() {
        let last = |locale| countries(locale).pop().unwrap().label;
        assert_eq!(last(Locale::Danish), "Åland");
        assert_eq!(last(Locale::English), "Zimbabwe");
    }
}
