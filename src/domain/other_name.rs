//! Owns the names of an organisation besides the one that it goes by: those it had, those in other languages and
//! scripts, short ones; each with the dates between which it was used.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::locale::LanguageTag;
use super::text::{Name, typed};
use super::{Day, Flaw, Problems, Result, limits};
use crate::codes;

codes! {
    /// What kind of name this is.
    pub enum NameKind {
        /// As official as the main one, as in countries of several languages.
        Official = "official",
        /// No longer used.
        Former = "former",
        Translated = "translated",
        /// The same name in the letters of another script.
        Transliterated = "transliterated",
        /// An abbreviation, or a name for every day.
        Short = "short",
    }
}

/// A year or a day: `2019`, `2019-05-01` (ISO 8601). Of many names nobody knows more than the year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameDate(String);

impl NameDate {
    /// The year or the day that was typed.
    pub fn parse(typed: &str) -> Result<NameDate, Flaw> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(Flaw::Missing);
        }
        let year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let day = text.len() == 10 && text.parse::<Day>().is_ok();
        let plausible = text.get(..4).and_then(|year| year.parse::<i32>().ok()).is_some_and(|year| year > 0);
        if plausible && (year || day) { Ok(NameDate(text.to_owned())) } else { Err(Flaw::DateMalformed) }
    }

    /// The year or the day.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it lies after a day: a year that has begun does not.
    pub fn is_after(&self, today: Day) -> bool {
        match self.0.parse::<Day>() {
            Ok(day) => day > today,
            Err(_) => self.0.parse::<i32>().is_ok_and(|year| year > today.year()),
        }
    }

    /// Whether it lies before another, as far as both can be told apart.
    fn is_before(&self, other: &NameDate) -> bool {
        let shared = self.0.len().min(other.0.len());
        self.0[..shared] < other.0[..shared]
    }
}

impl From<Day> for NameDate {
    fn from(day: Day) -> NameDate {
        NameDate(day.to_string())
    }
}

typed!(NameDate);

/// A name besides the main one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherName {
    pub name: Name,
    /// Nothing where the name is of no language, or nobody said.
    pub language: Option<LanguageTag>,
    pub kind: NameKind,
    pub from: Option<NameDate>,
    pub until: Option<NameDate>,
}

impl OtherName {
    /// The name that an organisation had until a day.
    pub fn former(name: Name, from: Option<NameDate>, until: Day) -> OtherName {
        OtherName { name, language: None, kind: NameKind::Former, from, until: Some(until.into()) }
    }
}

/// The names of an organisation that is called otherwise from a day on: the name that it had is kept, from the day on
/// which the one before ended.
pub fn renamed(names: &[OtherName], had: Name, on: Day) -> Vec<OtherName> {
    let formers = names.iter().filter(|one| one.kind == NameKind::Former);
    let from = formers.filter_map(|one| one.until.clone()).max();
    let mut all = names.to_vec();
    all.push(OtherName::former(had, from, on));
    all
}

/// A name as typed: a row of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NameAnswers {
    pub name: String,
    pub kind: String,
    pub language: String,
    pub from: String,
    pub until: String,
}

impl NameAnswers {
    /// The fields of a row, as its form names them: `other_<row>_<field>`.
    pub const FIELDS: [&'static str; 5] = ["name", "kind", "language", "from", "until"];

    fn is_empty(&self) -> bool {
        let typed = [&self.name, &self.language, &self.from, &self.until];
        typed.iter().all(|text| text.trim().is_empty())
    }

    fn parse(&self, row: usize, today: Day, problems: &mut Problems) -> Option<OtherName> {
        let field = |name: &str| format!("other_{row}_{name}");
        let name = problems.take(&field("name"), Name::parse(&self.name));
        let kind = NameKind::from_code(&self.kind).ok_or(Flaw::UnknownChoice);
        let kind = problems.take(&field("kind"), kind);
        let language = match LanguageTag::parse(&self.language) {
            Err(Flaw::Missing) => Some(None),
            Err(_) => problems.take(&field("language"), Err(Flaw::LanguageUnknown)),
            Ok(tag) => Some(Some(tag)),
        };
        let mut date = |name: &str, typed: &str| {
            let read = super::text::parse_optional::<NameDate>(typed);
            let past = read.and_then(|date| match date {
                Some(date) if date.is_after(today) => Err(Flaw::DayInFuture),
                date => Ok(date),
            });
            problems.take(&field(name), past)
        };
        let (from, until) = (date("from", &self.from)?, date("until", &self.until)?);
        if let (Some(from), Some(until)) = (&from, &until)
            && until.is_before(from)
        {
            problems.add(&field("until"), Flaw::UntilBeforeFrom);
        }
        Some(OtherName { name: name?, kind: kind?, language: language?, from, until })
    }
}

/// The names of a form's rows, empty ones left out, none twice; what is wrong is noted under each row's fields.
pub fn parse_rows(rows: &[NameAnswers], today: Day, problems: &mut Problems) -> Vec<OtherName> {
    let mut names: Vec<OtherName> = Vec::new();
    for (row, typed) in (1..).zip(rows.iter().take(limits::OTHER_NAMES)) {
        if typed.is_empty() {
            continue;
        }
        if let Some(name) = typed.parse(row, today, problems)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

impl From<&OtherName> for NameAnswers {
    fn from(kept: &OtherName) -> NameAnswers {
        let date = |date: &Option<NameDate>| date.as_ref().map(ToString::to_string).unwrap_or_default();
        NameAnswers {
            name: kept.name.to_string(),
            kind: kept.kind.code().to_owned(),
            language: kept.language.as_ref().map(ToString::to_string).unwrap_or_default(),
            from: date(&kept.from),
            until: date(&kept.until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 26).unwrap()
    }

    fn row(name: &str, kind: &str, rest: [&str; 3]) -> NameAnswers {
        let [language, from, until] = rest.map(str::to_owned);
        NameAnswers { name: name.to_owned(), kind: kind.to_owned(), language, from, until }
    }

    #[test]
    fn rows_become_names_and_empty_rows_nothing() {
        let rows = [
            row("Skovrådet", "former", ["da", "2009", "2024-03-01"]),
            row("", "former", ["", "", ""]),
            row("Nordic Forest Council", "translated", ["EN", "", ""]),
            row("Nordic Forest Council", "translated", ["en", "", ""]),
        ];
        let mut problems = Problems::default();
        let names = parse_rows(&rows, today(), &mut problems);
        problems.check().unwrap();
        let json = serde_json::to_string(&names).unwrap();
        assert_eq!(
            json,
            r#"[{"name":"Skovrådet","language":"da","kind":"former","from":"2009","until":"2024-03-01"},{"name":"Nordic Forest Council","language":"en","kind":"translated","from":null,"until":null}]"#
        );
        assert_eq!(serde_json::from_str::<Vec<OtherName>>(&json).unwrap(), names);
        assert_eq!(NameAnswers::from(&names[0]), rows[0]);
    }

    #[test]
    fn each_mistake_is_told_at_its_field() {
        for (typed, field, flaw) in [
            (row("", "short", ["da", "", ""]), "other_1_name", Flaw::Missing),
            (row("NSR", "", ["", "", ""]), "other_1_kind", Flaw::UnknownChoice),
            (row("NSR", "short", ["dansk sprog", "", ""]), "other_1_language", Flaw::LanguageUnknown),
            (row("NSR", "former", ["", "in May", ""]), "other_1_from", Flaw::DateMalformed),
            (row("NSR", "former", ["", "", "2026-02-30"]), "other_1_until", Flaw::DateMalformed),
            (row("NSR", "former", ["", "", "2026-11-27"]), "other_1_until", Flaw::DayInFuture),
            (row("NSR", "former", ["", "2027", ""]), "other_1_from", Flaw::DayInFuture),
            (row("NSR", "former", ["", "2020", "2019-12-31"]), "other_1_until", Flaw::UntilBeforeFrom),
        ] {
            let mut problems = Problems::default();
            parse_rows(std::slice::from_ref(&typed), today(), &mut problems);
            assert_eq!(problems.of(field), Some(flaw), "{typed:?}");
        }
        let mut problems = Problems::default();
        parse_rows(&[row("NSR", "former", ["", "2019-06-01", "2019"])], today(), &mut problems);
        assert!(problems.0.is_empty(), "a year and a day in it cannot be told apart");
    }

    #[test]
    fn a_name_that_was_left_begins_where_the_one_before_ended() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let once = renamed(&[], Name::parse("Skovrådet").unwrap(), day("2020-05-01"));
        let twice = renamed(&once, Name::parse("Nordisk Skovråd").unwrap(), day("2024-03-01"));
        let dates: Vec<_> = twice.iter().map(|one| (one.from.as_ref(), one.until.as_ref())).collect();
        let (first, second) = (NameDate::from(day("2020-05-01")), NameDate::from(day("2024-03-01")));
        assert_eq!(dates, [(None, Some(&first)), (Some(&first), Some(&second))]);
    }
}
