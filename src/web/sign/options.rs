//! What can be chosen on the pages of the form, in the reader's words and order.

use serde::Serialize;

use crate::domain::Result;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::search_key::fold;
use crate::web::site::Site;

/// One answer that can be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

/// The categories that sign with this form; states sign by letter.
pub fn categories(site: &Site, locale: Locale) -> Result<Vec<Choice>> {
    let messages = site.messages()?;
    let all = Category::ALL.iter().filter(|category| **category != Category::State);
    Ok(all
        .map(|category| {
            let code = category.code().replace('_', "-");
            let word = |id: &str| messages.plain(locale, id, None);
            Choice {
                value: category.code().to_owned(),
                label: word(&format!("category-{code}")),
                hint: word(&format!("sign-category-{code}-hint")),
            }
        })
        .collect())
}

/// Countries and territories, in the order of the language's alphabet.
pub fn countries(locale: Locale) -> Vec<Choice> {
    let mut all: Vec<Choice> = Country::all()
        .map(|country| Choice {
            value: country.code().to_owned(),
            label: country.name(locale).to_owned(),
            hint: String::new(),
        })
        .collect();
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
    let choice = |currency: Currency| {
        let code = currency.code().to_owned();
        Choice { value: code.clone(), label: code, hint: String::new() }
    };
    Currency::all().map(choice).collect()
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
