//! Holds the log against the register: what the entries say must be what the register shows.

mod call;
mod fields;
mod list;

use core::ops::Range;
use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use self::call::Call;
use self::fields::Fields;
use self::list::{COMMITMENTS, SIGNATORIES, Shown};
use crate::app::act::EntryKind;
use crate::log::Fault;
use crate::log::check::{Finding, Source};
use crate::log::line::Line;
use crate::log::resumed::Resumed;

/// A body, or something that a list shows.
type Object = Map<String, Value>;

/// What the entries say of one signatory, under its slug.
#[derive(Debug, Default)]
struct Said {
    /// Whether it stands in the register after the last entry about it.
    stands: bool,
    /// The last entry that says so.
    entry: Option<u64>,
    number: Option<u64>,
    fields: Fields,
}

/// What the entries say of the register, read one after another.
#[derive(Debug, Default)]
pub struct Told {
    signatories: BTreeMap<String, Said>,
    /// The slugs of organisations, for entries that name none.
    slugs: HashMap<String, String>,
    call: Call,
    /// Entries that came back after a restore; the rows that they were about did not.
    came_back: Vec<Range<u64>>,
}

/// What was found of the register; nothing of what the source does not have.
#[derive(Debug, Default)]
pub struct Compared {
    pub signatories: Option<Vec<Finding>>,
    pub call: Option<Vec<Finding>>,
    /// Of each list as a table, the first that is wrong.
    pub signatories_table: Option<Vec<Finding>>,
    pub commitments_table: Option<Vec<Finding>>,
}

impl Compared {
    /// Everything that does not fit.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let tables = self.signatories_table.iter().chain(&self.commitments_table);
        self.call.iter().chain(&self.signatories).chain(tables).flatten()
    }
}

impl Told {
    /// Reads one entry. One without body says nothing.
    pub fn read(&mut self, line: &Line) {
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        let body = line.body.as_ref().and_then(|body| serde_json::from_str::<Object>(body.get()).ok());
        let Some(body) = body else { return };
        self.call.read(line, &body);
        let named = text(&body, "slug");
        if line.kind == EntryKind::EndorsementPublished.code()
            && let (Some(slug), Some(organisation)) = (named, text(&body, "organisation"))
        {
            self.slugs.insert(organisation.to_owned(), slug.to_owned());
        }
        let known = text(&body, "organisation").and_then(|organisation| self.slugs.get(organisation));
        let Some(slug) = named.or(known.map(String::as_str)) else { return };
        let said = self.signatories.entry(slug.to_owned()).or_default();
        said.fields.read(line, &body);
        // Of a merge, what is said of the one that stays names no slug.
        if let Some(stands) = stands_after(&line.kind).filter(|_| named.is_some()) {
            let number = body.get("number").and_then(Value::as_u64);
            (said.stands, said.entry, said.number) = (stands, Some(line.number), number.or(said.number));
        }
    }

    /// Holds what the entries say against the texts of the Call and the list of signatories, and the tables against the
    /// lists.
    ///
    /// # Errors
    /// A fault, when the source does not answer or a list is not understood.
    pub fn compare(self, source: &mut impl Source) -> Result<Compared, Fault> {
        let call = self.call.compare(source, &self.came_back)?;
        let mut compared = Compared { call, ..Compared::default() };
        if let Some(shown) = SIGNATORIES.read(source)? {
            compared.signatories_table = SIGNATORIES.compare(source, &shown.0)?;
            compared.signatories = Some(compare_list(self.signatories, &self.came_back, &shown)?);
        }
        if let Some((shown, _)) = COMMITMENTS.read(source)? {
            compared.commitments_table = COMMITMENTS.compare(source, &shown)?;
        }
        Ok(compared)
    }
}

/// Whether a signatory stands in the register after an entry of this kind; nothing, if it says nothing of that.
fn stands_after(kind: &str) -> Option<bool> {
    use EntryKind::*;
    match EntryKind::from_code(kind) {
        Some(EndorsementPublished | EndorsementRestored | EndorsementReinstated | OrganisationUnmerged) => {
            Some(true)
        }
        Some(EndorsementSuspended | EndorsementWithdrawn | EndorsementRevoked | OrganisationMerged) => {
            Some(false)
        }
        // Kinds that a newer version writes.
        None if kind == "endorsement.lapsed" => Some(false),
        _ => None,
    }
}

fn text<'a>(object: &'a Object, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

/// Holds what the entries say against the list of the register.
fn compare_list(
    mut said: BTreeMap<String, Said>,
    came_back: &[Range<u64>],
    (list, total): &Shown,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if let Some(total) = total.filter(|total| *total != list.len()) {
        let what = format!("the list of signatories says that there are {total}, and shows {}", list.len());
        findings.push(Finding { entry: None, signatory: None, what });
    }
    for shown in list {
        let (Some(slug), Some(number)) = (text(shown, "slug"), shown.get("number").and_then(Value::as_u64))
        else {
            return Err(Fault::new("api/v1/signatories is not understood: one has no slug or no number"));
        };
        let said = said.remove(slug);
        let differs = judge((slug, number), said.as_ref());
        findings.extend(differs.or_else(|| said.and_then(|said| said.fields.judge(slug, shown, came_back))));
    }
    let hidden = said.into_iter().filter(|(_, said)| said.stands);
    findings.extend(hidden.map(|(slug, said)| Finding {
        entry: said.entry,
        signatory: None,
        what: format!("says that {slug} stands in the register, and the register does not show it"),
    }));
    findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
    Ok(findings)
}

fn judge((slug, number): (&str, u64), said: Option<&Said>) -> Option<Finding> {
    let (entry, what) = match said.filter(|said| said.entry.is_some()) {
        None => {
            let what = format!(
                "signatory No. {number}, {slug}, is shown in the register, and no entry says that it was published"
            );
            return Some(Finding { entry: None, signatory: Some(slug.to_owned()), what });
        }
        Some(said) if !said.stands => {
            (said.entry, format!("took {slug} out of the register, and the register shows it"))
        }
        Some(said) if said.number.is_some_and(|entered| entered != number) => {
            let entered = said.number.unwrap_or_default();
            (said.entry, format!("gives {slug} the number {entered}, and the register {number}"))
        }
        Some(_) => return None,
    };
    Some(Finding { entry, signatory: None, what })
}
