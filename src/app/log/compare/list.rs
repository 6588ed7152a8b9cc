//! The lists of the register: read as JSON, page by page, and held against the tables (CSV) of the same.

use std::collections::HashMap;
use std::fmt::Display;

use csv::{Reader, StringRecord};
use serde::Deserialize;
use serde_json::Value;

use super::Object;
use crate::domain::cell::harmless;
use crate::domain::columns;
use crate::log::check::{Finding, Source};
use crate::log::{Fault, strict};

/// A list, and the table of it.
pub(super) struct List {
    json: &'static str,
    table: &'static str,
    /// The column that tells one from another, under the same name in both.
    key: &'static str,
    /// Columns of the table that are looked at, and where the same stands in JSON. Nothing else of the list is read.
    columns: &'static [(&'static str, &'static str)],
    /// Every column that the table may have.
    known: &'static [&'static str],
}

pub(super) const SIGNATORIES: List = List {
    json: "api/v1/signatories",
    table: "data/signatories.csv",
    key: "slug",
    columns: &[
        ("slug", "slug"),
        ("number", "number"),
        ("name", "name"),
        ("category", "category"),
        ("country", "country"),
        ("website", "website"),
        ("signed_version", "signed_version"),
        ("signed_language", "signed_language"),
        ("signed_at", "signed_at"),
        ("state", "state"),
        ("assurance_level", "assurance.level"),
        ("statement", "statement"),
    ],
    known: columns::SIGNATORY,
};

pub(super) const COMMITMENTS: List = List {
    json: "api/v1/commitments",
    table: "data/commitments.csv",
    key: "id",
    columns: &[
        ("id", "id"),
        ("signatory_slug", "signatory.slug"),
        ("signatory_name", "signatory.name"),
        ("kind", "kind"),
        ("title", "title"),
        ("action", "action"),
        ("start", "start"),
        ("due", "due"),
        ("stage", "stage"),
    ],
    known: columns::COMMITMENT,
};

/// What a list shows, and how many it says there are.
pub(super) type Shown = (Vec<Object>, Option<usize>);

#[derive(Debug, Deserialize)]
struct Page {
    data: Vec<Object>,
    next: Option<String>,
    /// How many there are on all pages together.
    total: Option<usize>,
}

impl List {
    /// The whole list; nothing, if the source has none.
    ///
    /// # Errors
    /// A fault, when the source does not answer or a page is not understood.
    pub(super) fn read(&self, source: &mut impl Source) -> Result<Option<Shown>, Fault> {
        let (mut list, mut total) = (Vec::new(), None);
        let mut next = Some(format!("{}?limit=500", self.json));
        while let Some(path) = next {
            let Some(bytes) = source.get(&path)? else {
                return if total.is_none() && list.is_empty() {
                    Ok(None)
                } else {
                    Err(Fault::new(format!("there is no {path}")))
                };
            };
            let page: Page =
                strict::from_slice(&bytes).map_err(|error| Fault::not_understood(&path, &error))?;
            list.extend(page.data.into_iter().map(|one| self.looked_at(one)));
            total = page.total.or(total);
            next = page.next.and_then(|whole| below(&whole));
        }
        Ok(Some((list, total)))
    }

    /// Of one that is shown, what is compared. A register of a hundred thousand must fit.
    fn looked_at(&self, mut shown: Object) -> Object {
        let fields = || self.columns.iter().filter_map(|(_, field)| field.split('.').next());
        shown.retain(|name, _| fields().any(|field| field == name));
        shown
    }

    /// The first row of the table that is another than the list shows, or else the first that is missing; nothing, if the
    /// source has no table.
    ///
    /// # Errors
    /// A fault, when the source does not answer or the table is not understood.
    pub(super) fn compare(
        &self,
        source: &mut impl Source,
        shown: &[Object],
    ) -> Result<Option<Vec<Finding>>, Fault> {
        let Some(bytes) = source.get(self.table)? else { return Ok(None) };
        let mut table = Reader::from_reader(bytes.as_slice());
        let columns = self.places(table.headers().map_err(|error| self.not_understood(&error))?)?;
        let mut left: HashMap<String, &Object> = shown.iter().map(|one| (cell(one, self.key), one)).collect();
        let mut row = StringRecord::new();
        while table.read_record(&mut row).map_err(|error| self.not_understood(&error))? {
            if let Some(what) = self.judge(&row, &columns, &mut left) {
                return Ok(Some(vec![found(what)]));
            }
        }
        let missing = shown.iter().map(|one| cell(one, self.key)).find(|key| left.contains_key(key));
        let missing =
            missing.map(|key| format!("{} has no row of {key}, which {} shows", self.table, self.json));
        Ok(Some(missing.map(found).into_iter().collect()))
    }

    /// Where each column stands in the table, and its field.
    fn places(&self, names: &StringRecord) -> Result<Vec<(usize, &'static str, &'static str)>, Fault> {
        for (place, name) in names.iter().enumerate() {
            if !self.known.contains(&name) {
                return Err(self.not_understood(&format!("no column is called {name}")));
            }
            if names.iter().take(place).any(|before| before == name) {
                return Err(self.not_understood(&format!("the column {name} stands twice")));
            }
        }
        let place = |(column, field): &(&'static str, &'static str)| {
            let place = names.iter().position(|name| name == *column);
            let missing = || self.not_understood(&format!("there is no column {column}"));
            Ok((place.ok_or_else(missing)?, *column, *field))
        };
        self.columns.iter().map(place).collect()
    }

    /// What is wrong with a row. The one that it is about is not left after it.
    fn judge(
        &self,
        row: &StringRecord,
        columns: &[(usize, &str, &str)],
        left: &mut HashMap<String, &Object>,
    ) -> Option<String> {
        let at = |place: usize| row.get(place).unwrap_or_default();
        let key = columns.iter().find(|(_, column, _)| *column == self.key).map(|(place, ..)| at(*place))?;
        let Some(shown) = left.remove(key) else {
            return Some(format!("{} has a row of {key} that {} does not have", self.table, self.json));
        };
        let differs = columns.iter().find(|(place, _, field)| at(*place) != cell(shown, field));
        differs.map(|(_, column, _)| {
            format!("{} says otherwise of {key} than {}: {column}", self.table, self.json)
        })
    }

    fn not_understood(&self, why: &dyn Display) -> Fault {
        Fault::not_understood(self.table, why)
    }
}

/// What the table has in the place of a field.
fn cell(shown: &Object, field: &str) -> String {
    let mut names = field.split('.');
    let first = names.next().and_then(|name| shown.get(name));
    match first.and_then(|first| names.try_fold(first, |value, name| value.get(name))) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => harmless(text.clone()),
        Some(other) => other.to_string(),
    }
}

fn found(what: String) -> Finding {
    Finding { entry: None, signatory: None, what }
}

/// The path of a whole address, as a source takes it.
fn below(whole: &str) -> Option<String> {
    whole.find("/api/").and_then(|at| whole.get(at + 1..)).map(str::to_owned)
}
