//! What a value in a body can be: of each form, the domain says whether a value is of it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::app::reason;
use crate::domain::assurance::{Level, Method};
use crate::domain::call::{Authority, ChangeKind, Fingerprint};
use crate::domain::commitment::{Kind, Measure, Stage};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::identifier::Identifiers;
use crate::domain::locale::LanguageTag;
use crate::domain::organisation::Category;
use crate::domain::other_name::OtherName;
use crate::domain::reason::Wording;
use crate::domain::{Day, Moment};

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// What it is called where a value is something else.
    pub what: &'static str,
    pub fits: fn(&Value) -> bool,
}

pub(super) const TEXT: Form = Form { what: "a text", fits: Value::is_string };
/// An id, a slug, a name, a title: a text that says something.
pub(super) const WORD: Form = Form { what: "a text with something in it", fits: is_word };
/// A public number or a version's.
pub(super) const NUMBER: Form =
    Form { what: "a number from 1 on", fits: |value| value.as_u64().is_some_and(|number| number > 0) };
/// A place in the log.
pub(super) const PLACE: Form = Form { what: "a number from 0 on", fits: Value::is_u64 };
/// Money, in minor units.
pub(super) const AMOUNT: Form =
    Form { what: "an amount above nothing", fits: |value| value.as_i64().is_some_and(|minor| minor > 0) };
pub(super) const TRUE: Form = Form { what: "true", fits: |value| *value == Value::Bool(true) };
pub(super) const OBJECT: Form = Form { what: "an object", fits: Value::is_object };
pub(super) const WORDS: Form = Form { what: "a list of texts", fits: |value| each(value, is_word) };

pub(super) const MOMENT: Form = Form { what: "a moment as the log writes it", fits: as_written::<Moment> };
pub(super) const DAY: Form = Form { what: "a day", fits: as_written::<Day> };
pub(super) const LANGUAGE: Form = Form { what: "a language", fits: as_written::<LanguageTag> };
pub(super) const HASH: Form = Form { what: "a SHA-256", fits: as_written::<Fingerprint> };
pub(super) const CATEGORY: Form = Form { what: "a category", fits: as_written::<Category> };
pub(super) const COUNTRY: Form = Form { what: "a country", fits: as_written::<Country> };
pub(super) const COUNTRIES: Form =
    Form { what: "a list of countries", fits: |value| each(value, as_written::<Country>) };
pub(super) const NAMES: Form =
    Form { what: "a list of names", fits: |value| each(value, as_written::<OtherName>) };
pub(super) const IDENTIFIERS: Form =
    Form { what: "numbers in other registers", fits: as_written::<Identifiers> };
pub(super) const LEVEL: Form = Form { what: "a level of assurance", fits: as_written::<Level> };
pub(super) const METHOD: Form = Form { what: "a method of checking", fits: as_written::<Method> };
pub(super) const KIND: Form = Form { what: "a kind of commitment", fits: as_written::<Kind> };
pub(super) const MEASURE: Form = Form { what: "a measure", fits: as_written::<Measure> };
pub(super) const STAGE: Form = Form { what: "a stage of funding", fits: as_written::<Stage> };
pub(super) const CURRENCY: Form = Form { what: "a currency", fits: as_written::<Currency> };
pub(super) const CHANGE: Form = Form { what: "a kind of change", fits: as_written::<ChangeKind> };
pub(super) const HASHES: Form = Form {
    what: "languages with a SHA-256 each",
    fits: |value| by_language(value, as_written::<Fingerprint>),
};
pub(super) const AUTHORITIES: Form =
    Form { what: "languages with a weight each", fits: |value| by_language(value, as_written::<Authority>) };
pub(super) const REASON: Form = Form { what: "a reason with code and texts", fits: is_reason };

fn is_word(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn each(value: &Value, fits: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(fits))
}

fn by_language(value: &Value, fits: fn(&Value) -> bool) -> bool {
    let fits = |(language, value): (&String, &Value)| {
        LanguageTag::parse(language).is_ok_and(|tag| tag.as_str() == language) && fits(value)
    };
    value.as_object().is_some_and(|object| !object.is_empty() && object.iter().all(fits))
}

/// The code of a reason of the catalogue, and its texts, or that they are hidden.
fn is_reason(value: &Value) -> bool {
    let told = |object: &Map<String, Value>| {
        let code = object.get("code").and_then(Value::as_str)?;
        let texts = object.get("texts")?;
        let said = texts.is_null() || as_written::<Wording>(texts);
        Some(object.len() == 2 && said && reason::code(code).is_ok_and(|parsed| parsed == code))
    };
    value.as_object().and_then(told).unwrap_or_default()
}

/// Whether the domain takes a value, and writes it just so: then nothing in it is passed over.
fn as_written<T: Serialize + DeserializeOwned>(value: &Value) -> bool {
    let read = T::deserialize(value).ok();
    read.and_then(|read| serde_json::to_value(read).ok()).is_some_and(|written| written == *value)
}
