//! What an amendment, or an answer, changes, field by field, marked word by word.

use serde_json::{Value, json};

use super::shown::Eye;
use crate::app::account::answer::Changed;
use crate::domain::amendment::Amendable;
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use crate::store::commitment::Terms;
use crate::view::Messages;
use crate::web::changed::{Differences, EVIDENCE};
use crate::web::{names, promise};

/// The rows of the comparison: what differs first, the rest folded behind it.
pub fn rows(messages: &Messages, locale: Locale, before: &Amendable, after: &Amendable) -> Vec<Value> {
    let (old, new) = (texts(messages, locale, before), texts(messages, locale, after));
    // Few have other names or numbers; empty on both sides, they are not worth a line.
    let worth = |field: &str, old: &str, new: &str| {
        !matches!(field, "names" | "identifiers") || !old.is_empty() || !new.is_empty()
    };
    let pairs = old.into_iter().zip(new).filter(|((field, old), (_, new))| worth(field, old, new));
    let rows = pairs.map(|((field, old), (_, new))| names::compared(field, &old, &new));
    rows.collect()
}

/// What differs of an organisation, or of a commitment, which is told with what it is called.
pub fn sides<'a>(changed: &'a Changed, eye: &Eye<'_>) -> (Option<&'a str>, Vec<Value>) {
    match changed {
        Changed::Entry(old, new) => (None, rows(eye.messages, eye.locale, old, new)),
        Changed::Promise(old, new) => (Some(old.title.as_str()), promise(eye, old, new)),
    }
}

/// The same of a commitment; a field is the message that names it. Links can be followed: staff look before they publish.
fn promise(eye: &Eye<'_>, before: &Terms, after: &Terms) -> Vec<Value> {
    let words = Differences::of(eye.app, eye.messages, eye.locale);
    let said = |terms: &Terms| words.commitment(&promise::typed(terms, eye.locale));
    let pairs = said(before).into_iter().zip(said(after));
    let row = |((field, old), (_, new)): ((_, String), (_, String))| {
        let mut row = names::compared(field, &old, &new);
        row["links"] = if field == EVIDENCE { json!(after.evidence) } else { json!([]) };
        row
    };
    pairs.map(row).collect()
}

/// The fields in the order of the page, as they are read.
fn texts(messages: &Messages, locale: Locale, values: &Amendable) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let category = format!("category-{}", values.category.code().replace('_', "-"));
    let country = values.country.as_deref().map(|code| country(code, locale));
    let fields = [
        ("name", values.name.clone()),
        ("category", messages.plain(locale, &category, None)),
        ("country", country.unwrap_or_default()),
        ("website", text(&values.website)),
        ("description", text(&values.description)),
        ("statement", text(&values.statement)),
    ];
    let named = names::texts(&values.names, &values.identifiers, messages, locale);
    fields.into_iter().chain(named).collect()
}

/// A country's name in the reader's language.
pub fn country(code: &str, locale: Locale) -> String {
    Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name(locale).to_owned())
}
