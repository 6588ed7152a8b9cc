//! The lists of the register: read as JSON, page by page, and held against the tables (CSV) of the same.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use csv::{Reader, StringRecord};
use serde::Deserialize;
use serde_json::Value;
use url::{Position, Url};

use super::{Object, Register, text};
use crate::domain::cell::harmless;
use crate::domain::currency::Money;
use crate::domain::other_name::NameKind;
use crate::domain::{columns, limits};
use crate::log::check::{Finding, Source};
use crate::log::{Fault, strict};

/// A list, and the table of it.
pub(super) struct List {
    json: &'static str,
    table: &'static str,
    /// The column that tells one from another, under the same name in both.
    key: &'static str,
    /// Columns of the table, and where the same stands in JSON.
    columns: &'static [(&'static str, Cell)],
    /// Columns that programs of before did not write: where a table has none of these, its list has no such field.
    later: &'static [&'static str],
    /// Fields that no column has. Nothing else of the list is read.
    besides: &'static [&'static str],
    /// Every column that the table may have.
    known: &'static [&'static str],
    /// Every field that the list may have, by its way from the top.
    fields: &'static str,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
enum Cell {
    /// A field as it is, or one within it: `assurance.level`.
    Of(&'static str),
    /// The words of a list, with spaces between.
    Words(&'static str),
    /// Names besides the main one: the former ones, or the others.
    Names { former: bool },
    /// The amount of money, in major units.
    Amount,
}

use Cell::{Amount, Names, Of, Words};

pub(super) const SIGNATORIES: List = List {
    json: "api/v1/signatories",
    table: "data/signatories.csv",
    key: "slug",
    columns: &[
        ("slug", Of("slug")),
        ("number", Of("number")),
        ("name", Of("name")),
        ("category", Of("category")),
        ("country", Of("country")),
        ("website", Of("website")),
        ("signed_version", Of("signed_version")),
        ("signed_language", Of("signed_language")),
        ("signed_at", Of("signed_at")),
        ("state", Of("state")),
        ("assurance_level", Of("assurance.level")),
        ("assurance_method", Of("assurance.method")),
        ("assurance_verified_at", Of("assurance.verified_at")),
        ("statement", Of("statement")),
        ("commitments", Of("commitments")),
        ("updated_at", Of("updated_at")),
        ("url", Of("url")),
        ("other_names", Names { former: false }),
        ("former_names", Names { former: true }),
        ("lei", Of("identifiers.lei")),
        ("ror", Of("identifiers.ror")),
        ("wikidata", Of("identifiers.wikidata")),
    ],
    later: &[],
    besides: &["id"],
    known: columns::SIGNATORY,
    fields: "data next total revision as_of data.id data.slug data.name data.names data.names.name data.names.language \
             data.names.kind data.names.from data.names.until data.category data.country data.website data.number \
             data.signed_version data.signed_language data.signed_at data.affirmations data.identifiers \
             data.identifiers.lei data.identifiers.ror data.identifiers.wikidata data.state data.assurance \
             data.assurance.level data.assurance.method data.assurance.verified_at data.statement data.commitments \
             data.updated_at data.url",
};

pub(super) const COMMITMENTS: List = List {
    json: "api/v1/commitments",
    table: "data/commitments.csv",
    key: "id",
    columns: &[
        ("id", Of("id")),
        ("signatory_slug", Of("signatory.slug")),
        ("signatory_name", Of("signatory.name")),
        ("kind", Of("kind")),
        ("title", Of("title")),
        ("action", Of("action")),
        ("paragraphs", Words("paragraphs")),
        ("measure", Of("measure.type")),
        ("unit", Of("measure.unit")),
        ("baseline", Of("measure.baseline")),
        ("target", Of("measure.target")),
        ("start", Of("start")),
        ("due", Of("due")),
        ("status", Of("status")),
        ("stage", Of("stage")),
        ("amount", Amount),
        ("currency", Of("amount.currency")),
        ("countries", Words("countries")),
        ("version", Of("version")),
        ("url", Of("url")),
        ("dropped_reason", Of("dropped_reason")),
        ("recipients", Of("recipients")),
        ("evidence", Words("evidence")),
    ],
    later: &["dropped_reason", "recipients", "evidence"],
    besides: &[],
    known: columns::COMMITMENT,
    fields: "data next total revision as_of data.id data.signatory data.signatory.slug data.signatory.name data.partners \
             data.kind data.title data.action data.paragraphs data.measure data.measure.type data.measure.unit \
             data.measure.baseline data.measure.target data.start data.due data.status data.stage data.amount \
             data.amount.minor data.amount.currency data.countries data.updates data.updates.date data.updates.claim \
             data.updates.value data.updates.text data.updates.evidence data.reviews data.reviews.date \
             data.reviews.finding data.reviews.reviewer data.reviews.interests data.reviews.text data.reviews.reply \
             data.version data.url data.dropped_reason data.recipients data.evidence",
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
    /// The whole list; nothing, if the source has none. Each has a place of its own in it, whatever comes and goes while it is
    /// read: a list that comes back to one has no end, nor has one that is longer than the log.
    ///
    /// # Errors
    /// A fault, when the source does not answer, a page is not understood, or the list has no end.
    pub(super) fn read(&self, register: &mut Register<impl Source>) -> Result<Option<Shown>, Fault> {
        let (mut list, mut total, mut keys) = (Vec::new(), None, HashSet::new());
        let most = register.entries.saturating_add(limits::ENTRIES_AT_ONCE);
        let mut next = Some(format!("{}?limit=500", self.json));
        while let Some(path) = next {
            let Some(bytes) = register.get(&path)? else {
                return if total.is_none() && list.is_empty() {
                    Ok(None)
                } else {
                    Err(Fault::new(format!("there is no {path}")))
                };
            };
            let told: Value =
                strict::from_slice(&bytes).map_err(|error| Fault::not_understood(&path, &error))?;
            if register.unknown.iter().all(|found| !found.what.starts_with(self.json)) {
                register.look_for_unknown(self.json, &told, self.fields);
            }
            let page: Page =
                serde_json::from_value(told).map_err(|error| Fault::not_understood(&path, &error))?;
            next = page.next.map(|whole| self.below(&whole, page.data.last())).transpose()?;
            let shown: HashSet<String> = page.data.iter().map(|one| self.key_of(one)).collect();
            if let Some(twice) = shown.intersection(&keys).next() {
                let why = format!("{twice} stands on more than one page");
                return Err(Fault::not_understood(self.json, &why));
            }
            keys.extend(shown);
            list.extend(page.data.into_iter().map(|one| self.looked_at(one)));
            total = page.total.or(total);
            if next.is_some() && list.len() as u64 > most {
                let why = format!("it goes on after {}, and the log has {}", list.len(), register.entries);
                return Err(Fault::not_understood(self.json, &why));
            }
        }
        Ok(Some((list, total)))
    }

    /// The path of the next page, as a source takes it. Whoever reads follows the whole address: it must be of this list, at
    /// the site at which the pages of those on the list are.
    ///
    /// # Errors
    /// A fault, when it leads elsewhere.
    fn below(&self, whole: &str, last: Option<&Object>) -> Result<String, Fault> {
        let page = last.and_then(|last| Url::parse(text(last, "url")?).ok());
        let next =
            Url::parse(whole).ok().filter(|next| page.is_some_and(|page| page.origin() == next.origin()));
        let path = next.as_ref().and_then(|next| next[Position::BeforePath..].strip_prefix('/'));
        let path = path.filter(|path| path.split_once('?').is_some_and(|(path, _)| path == self.json));
        path.map(str::to_owned).ok_or_else(|| {
            let why =
                format!("it goes on at {whole}, which is no page of this list at the site that it is of");
            Fault::not_understood(self.json, &why)
        })
    }

    /// Of one that is shown, what is compared. A register of a hundred thousand must fit.
    fn looked_at(&self, mut shown: Object) -> Object {
        let fields = || self.columns.iter().map(|(_, cell)| cell.field()).chain(self.besides.iter().copied());
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
        register: &mut Register<impl Source>,
        shown: &[Object],
    ) -> Result<Option<Vec<Finding>>, Fault> {
        let Some(bytes) = register.get(self.table)? else { return Ok(None) };
        let mut table = Reader::from_reader(bytes.as_slice());
        let columns = self.places(table.headers().map_err(|error| self.not_understood(&error))?, shown)?;
        let mut left: HashMap<String, &Object> = shown.iter().map(|one| (self.key_of(one), one)).collect();
        let mut row = StringRecord::new();
        while table.read_record(&mut row).map_err(|error| self.not_understood(&error))? {
            if let Some(what) = self.judge(&row, &columns, &mut left) {
                return Ok(Some(vec![found(what)]));
            }
        }
        let missing = shown.iter().map(|one| self.key_of(one)).find(|key| left.contains_key(key));
        let missing =
            missing.map(|key| format!("{} has no row of {key}, which {} shows", self.table, self.json));
        Ok(Some(missing.map(found).into_iter().collect()))
    }

    fn key_of(&self, shown: &Object) -> String {
        Of(self.key).text(shown)
    }

    /// Where each column stands in the table, and what stands in its cells.
    fn places(
        &self,
        names: &StringRecord,
        shown: &[Object],
    ) -> Result<Vec<(usize, &'static str, Cell)>, Fault> {
        for (place, name) in names.iter().enumerate() {
            if !self.known.contains(&name) {
                return Err(self.not_understood(&format!("no column is called {name}")));
            }
            if names.iter().take(place).any(|before| before == name) {
                return Err(self.not_understood(&format!("the column {name} stands twice")));
            }
        }
        let is_told = |cell: &Cell| shown.iter().any(|one| one.contains_key(cell.field()));
        let place =
            |(column, cell): &(&'static str, Cell)| match names.iter().position(|name| name == *column) {
                Some(place) => Some(Ok((place, *column, *cell))),
                None if self.later.contains(column) && !is_told(cell) => None,
                None => Some(Err(self.not_understood(&format!("there is no column {column}")))),
            };
        self.columns.iter().filter_map(place).collect()
    }

    /// What is wrong with a row. The one that it is about is not left after it.
    fn judge(
        &self,
        row: &StringRecord,
        columns: &[(usize, &str, Cell)],
        left: &mut HashMap<String, &Object>,
    ) -> Option<String> {
        let at = |place: usize| row.get(place).unwrap_or_default();
        let key = columns.iter().find(|(_, column, _)| *column == self.key).map(|(place, ..)| at(*place))?;
        let Some(shown) = left.remove(key) else {
            return Some(format!("{} has a row of {key} that {} does not have", self.table, self.json));
        };
        let differs = columns.iter().find(|(place, _, cell)| at(*place) != cell.text(shown));
        differs.map(|(_, column, _)| {
            format!("{} says otherwise of {key} than {}: {column}", self.table, self.json)
        })
    }

    fn not_understood(&self, why: &dyn Display) -> Fault {
        Fault::not_understood(self.table, why)
    }
}

impl Cell {
    /// The field that it is made of.
    fn field(self) -> &'static str {
        match self {
            Of(path) => path.split('.').next().unwrap_or(path),
            Words(field) => field,
            Names { .. } => "names",
            Amount => "amount",
        }
    }

    /// What the table has there.
    fn text(self, shown: &Object) -> String {
        let list = |field: &str| shown.get(field).and_then(Value::as_array).into_iter().flatten();
        harmless(match self {
            Of(path) => return value_at(shown, path),
            Words(field) => list(field).filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            Names { former } => {
                let besides = list("names").skip(1);
                let wanted = besides.filter(|one| (one["kind"] == NameKind::Former.code()) == former);
                wanted.filter_map(|one| one["name"].as_str()).collect::<Vec<_>>().join("; ")
            }
            Amount => {
                let money = shown.get("amount").and_then(|told| Money::deserialize(told).ok());
                money.map(Money::decimal).unwrap_or_default()
            }
        })
    }
}

/// What the table has in the place of a field.
fn value_at(shown: &Object, path: &str) -> String {
    let mut names = path.split('.');
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A site that shows one page after another.
    struct Pages<F>(F);

    impl<F: FnMut() -> Value> Source for Pages<F> {
        fn get(&mut self, _: &str) -> Result<Option<Vec<u8>>, Fault> {
            Ok(Some((self.0)().to_string().into_bytes()))
        }
    }

    fn read(pages: impl FnMut() -> Value) -> Result<Option<Shown>, Fault> {
        SIGNATORIES.read(&mut Register {
            source: &mut Pages(pages),
            entries: 3,
            missing: Vec::new(),
            unknown: Vec::new(),
        })
    }

    fn page(slugs: impl Iterator<Item = u64>, goes_on: bool, total: u64) -> Value {
        let one = |slug| json!({ "slug": format!("s{slug}"), "url": "https://call.example.org/s" });
        let next = goes_on.then_some("https://call.example.org/api/v1/signatories?after=x");
        json!({ "data": slugs.map(one).collect::<Vec<_>>(), "next": next, "total": total })
    }

    #[test]
    fn a_list_that_is_longer_than_its_log_is_not_read_for_ever() {
        let mut from = 0;
        let endless = || {
            from += 500;
            page(from - 500..from, true, 1 << 40)
        };
        let why = read(endless).unwrap_err().0;
        assert!(why.contains("it goes on after 10500, and the log has 3"), "{why}");
    }

    #[test]
    fn a_register_that_changes_between_two_pages_is_read_to_its_end() {
        for total in [2, 4, 9] {
            let mut pages = vec![page(3..5, false, total), page(0..2, true, 4)];
            let (list, said) = read(|| pages.pop().unwrap()).unwrap().unwrap();
            assert_eq!((list.len(), said), (4, usize::try_from(total).ok()));
        }
    }

    #[test]
    fn a_table_of_before_lacks_what_its_list_does_not_tell() {
        let names = columns::COMMITMENT.iter().filter(|name| !COMMITMENTS.later.contains(name));
        let before: StringRecord = names.copied().collect();
        let of_before = |shown: Value| {
            let Value::Object(shown) = shown else { panic!("no object: {shown}") };
            COMMITMENTS.places(&before, &[shown]).map(|columns| columns.len()).map_err(|fault| fault.0)
        };
        assert_eq!(of_before(json!({ "id": "a" })), Ok(before.len()));
        let why = of_before(json!({ "id": "a", "evidence": [] })).unwrap_err();
        assert!(why.contains("there is no column evidence"), "{why}");
        let without_id: StringRecord = before.iter().skip(1).collect();
        assert!(COMMITMENTS.places(&without_id, &[]).is_err(), "it was there from the first day on");
    }
}
