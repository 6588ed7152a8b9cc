//! What an amendment changes, field by field, marked word by word.

use serde_json::{Value, json};

use crate::domain::country::Country;
use crate::domain::diff;
use crate::domain::locale::Locale;
use crate::store::amendment::Amendable;
use crate::view::Messages;

/// The rows of the comparison: what differs first, the rest folded behind it.
pub fn rows(messages: &Messages, locale: Locale, before: &Amendable, after: &Amendable) -> Vec<Value> {
    let (old, new) = (texts(messages, locale, before), texts(messages, locale, after));
    let rows = old.into_iter().zip(new).map(|((field, old), (_, new))| {
        let (left, right) = diff::pair(&old, &new);
        json!({ "field": field, "before": left, "after": right, "changed": old != new })
    });
    rows.collect()
}

/// The fields in the order of the page, as they are read.
fn texts(messages: &Messages, locale: Locale, values: &Amendable) -> [(&'static str, String); 6] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let category = format!("category-{}", values.category.code().replace('_', "-"));
    let country = values.country.as_deref().map(|code| country(code, locale));
    [
        ("name", values.name.clone()),
        ("category", messages.plain(locale, &category, None)),
        ("country", country.unwrap_or_default()),
        ("website", text(&values.website)),
        ("description", text(&values.description)),
        ("statement", text(&values.statement)),
    ]
}

/// A country's name in the reader's language.
pub fn country(code: &str, locale: Locale) -> String {
    Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name(locale).to_owned())
}
