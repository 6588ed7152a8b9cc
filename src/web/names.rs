//! The form's rows of other names and its fields for numbers in other registers, in the account and at the desk; and
//! both as lines of a comparison.

use serde_json::{Map, Value, json};

use super::changed::EVIDENCE;
use super::form::Form;
use crate::app::names::NamesWish;
use crate::domain::diff;
use crate::domain::identifier::{IdentifierAnswers, Identifiers};
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::other_name::{NameAnswers, NameKind, OtherName};
use crate::view::Messages;

/// Rows that stand empty below those in use.
const EMPTY_ROWS: usize = 2;
const REGISTERS: [&str; 3] = ["lei", "ror", "wikidata"];

fn field(row: usize, name: &str) -> String {
    format!("other_{row}_{name}")
}

/// What a form sent; nothing of what it does not have.
pub fn wish(form: &Form) -> NamesWish {
    let rows = (1..=limits::OTHER_NAMES).take_while(|row| form.has(&field(*row, "name")));
    let rows: Vec<NameAnswers> = rows
        .map(|row| {
            let text = |name| form.get(&field(row, name)).to_owned();
            NameAnswers {
                name: text("name"),
                kind: text("kind"),
                language: text("language"),
                from: text("from"),
                until: text("until"),
            }
        })
        .collect();
    let typed = |name| form.get(name).to_owned();
    let identifiers = IdentifierAnswers { lei: typed("lei"), ror: typed("ror"), wikidata: typed("wikidata") };
    NamesWish {
        names: (!rows.is_empty()).then_some(rows),
        identifiers: form.has("lei").then_some(identifiers),
    }
}

/// What is kept, as a form would send it.
pub fn kept(names: &[OtherName], identifiers: &Identifiers) -> NamesWish {
    let code = |code: Option<&str>| code.unwrap_or_default().to_owned();
    NamesWish {
        names: Some(names.iter().map(NameAnswers::from).collect()),
        identifiers: Some(IdentifierAnswers {
            lei: code(identifiers.lei.as_ref().map(|id| id.as_str())),
            ror: code(identifiers.ror.as_ref().map(|id| id.as_str())),
            wikidata: code(identifiers.wikidata.as_ref().map(|id| id.as_str())),
        }),
    }
}

/// The fields' values by name.
pub fn values(wish: &NamesWish) -> Value {
    let mut values = Map::new();
    for (row, name) in (1..).zip(wish.names.iter().flatten()) {
        let typed = [&name.name, &name.kind, &name.language, &name.from, &name.until];
        for (part, text) in NameAnswers::FIELDS.into_iter().zip(typed) {
            values.insert(field(row, part), json!(text));
        }
    }
    if let Some(numbers) = &wish.identifiers {
        for (name, text) in REGISTERS.into_iter().zip([&numbers.lei, &numbers.ror, &numbers.wikidata]) {
            values.insert(name.to_owned(), json!(text));
        }
    }
    Value::Object(values)
}

/// What the template of the fields takes: the rows to show, and the kinds to choose from.
pub fn offers(wish: &NamesWish, messages: &Messages, locale: Locale) -> Value {
    let filled = |(row, answers): (usize, &NameAnswers)| (!answers.name.trim().is_empty()).then_some(row);
    let used = (1..).zip(wish.names.iter().flatten()).filter_map(filled).last().unwrap_or(0);
    let rows = (used + EMPTY_ROWS).min(limits::OTHER_NAMES);
    let kind = |kind: &NameKind| json!({ "value": kind, "label": messages.text(locale, &format!("name-kind-{kind}"), None) });
    let kinds: Vec<Value> = NameKind::ALL.iter().map(kind).collect();
    let numbers = wish.identifiers.as_ref().is_some_and(|one| *one != IdentifierAnswers::default());
    json!({ "rows": (1..=rows).collect::<Vec<_>>(), "kinds": kinds, "open": used > 0 || numbers })
}

/// Names and numbers as texts of a comparison, a line each.
pub fn texts(
    names: &[OtherName],
    identifiers: &Identifiers,
    messages: &Messages,
    locale: Locale,
) -> [(&'static str, String); 2] {
    let word = |id: String| messages.plain(locale, &id, None);
    let line = |one: &OtherName| {
        let mut about = vec![word(format!("name-kind-{}", one.kind))];
        about.extend(one.language.as_ref().map(ToString::to_string));
        if one.from.is_some() || one.until.is_some() {
            let date = |date: &Option<_>| date.as_ref().map(ToString::to_string).unwrap_or_default();
            about.push(format!("{}–{}", date(&one.from), date(&one.until)));
        }
        format!("{} ({})", one.name, about.join(", "))
    };
    let number = |(register, code, _): (&str, &str, String)| {
        format!("{} {code}", word(format!("identifier-{register}")))
    };
    let names: Vec<String> = names.iter().map(line).collect();
    let numbers: Vec<String> = identifiers.each().map(number).collect();
    [("names", names.join("\n")), ("identifiers", numbers.join("\n"))]
}

/// A field of a comparison with what it was and what it is to be.
pub fn compared(field: &'static str, old: &str, new: &str) -> Value {
    let pair = if field == EVIDENCE { diff::pair_of_lines } else { diff::pair };
    let (before, after) = pair(old, new);
    json!({ "field": field, "before": before, "after": after, "changed": old != new })
}
