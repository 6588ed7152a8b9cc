//! Holds the log against the register: what the entries say must be what the register shows.

mod call;
mod fields;
mod list;
mod promises;

use core::ops::Range;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use self::call::Call;
use self::fields::Fields;
use self::list::{COMMITMENTS, SIGNATORIES, Shown};
use self::promises::{Promises, Whose};
use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::{self, Known};
use crate::domain::visibility::PublicState;
use crate::log::check::{Finding, Source};
use crate::log::line::Line;
use crate::log::resumed::Resumed;
use crate::log::{Fault, strict, subject};

/// A body, or something that a list shows.
pub(super) type Object = Map<String, Value>;

/// What is wrong with an entry that came back after a restore, where the register shows what it was about.
const CAME_BACK_ALONE: &str =
    "came back from a copy without that; the register shows it, and no other entry publishes it";

/// What the entries say of one signatory.
#[derive(Debug, Default)]
struct Said {
    /// Its public id, where entries name it.
    id: Option<String>,
    /// The slug that it had last.
    slug: Option<String>,
    /// How it stands after the last entry about it; nothing, where another has its slug.
    state: Option<PublicState>,
    /// The last entry that says so.
    entry: Option<u64>,
    number: Option<u64>,
    fields: Fields,
}

impl Said {
    /// Whether it stands in the register.
    fn stands(&self) -> bool {
        self.state == Some(PublicState::Published)
    }
}

/// What the entries say of the register, read one after another.
#[derive(Debug, Default)]
pub struct Told {
    signatories: Vec<Said>,
    /// The places of organisations, by their ids and by the slugs that they had last.
    by_id: HashMap<String, usize>,
    by_slug: HashMap<String, usize>,
    promises: Promises,
    call: Call,
    /// Entries that came back after a restore; the rows that they were about did not.
    came_back: Vec<Range<u64>>,
    /// The slugs of those who have left and whose commitments are looked at besides: no list of a site has these.
    pub(super) left: HashSet<String>,
}

/// A register that is looked at.
struct Register<'a, S> {
    source: &'a mut S,
    /// How many entries its log has. Each one on a list was published by one.
    entries: u64,
    /// What it should have and does not.
    missing: Vec<Finding>,
    /// What it tells that nobody compares.
    unknown: Vec<Finding>,
}

impl<S: Source> Register<'_, S> {
    /// A file. A copy may be one of a part; a site has everything.
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let bytes = self.source.shown(path)?;
        if bytes.is_none() && self.source.grows() {
            let what = format!(
                "{path} is not there: a site shows its whole register, and what is not shown cannot be held against the log"
            );
            self.missing.push(Finding { entry: None, signatory: None, what });
        }
        Ok(bytes)
    }

    /// Looks for a field that is none of those that are known: no entry says what it tells.
    fn look_for_unknown(&mut self, path: &str, told: &Value, known: &str) {
        let what = strict::unknown(told, known).map(|what| format!("{path} {what}"));
        self.unknown.extend(what.map(|what| Finding { entry: None, signatory: None, what }));
    }
}

/// What was found of the register; nothing of what the source does not have.
#[derive(Debug, Default)]
pub struct Compared {
    pub signatories: Option<Vec<Finding>>,
    pub commitments: Option<Vec<Finding>>,
    pub call: Option<Vec<Finding>>,
    /// Of each list as a table, the first that is wrong.
    pub signatories_table: Option<Vec<Finding>>,
    pub commitments_table: Option<Vec<Finding>>,
    /// What a site should have and does not.
    pub missing: Vec<Finding>,
    /// What files tell that nobody compares: in each, the first field that is not known.
    pub unknown: Vec<Finding>,
}

impl Compared {
    /// Everything that does not fit.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let tables = self.signatories_table.iter().chain(&self.commitments_table);
        self.call
            .iter()
            .chain(&self.signatories)
            .chain(&self.commitments)
            .chain(tables)
            .flatten()
            .chain(&self.missing)
            .chain(&self.unknown)
    }

    /// Where entries are missing, others are not to blame for what only those said: one line for all of it.
    pub fn sum_up(&mut self) {
        let lists = [&mut self.call, &mut self.signatories, &mut self.commitments];
        let mut lists: Vec<_> = lists.into_iter().flatten().collect();
        let count: usize = lists.iter().map(|list| list.len()).sum();
        lists.iter_mut().for_each(|list| list.clear());
        if let Some(list) = lists.first_mut().filter(|_| count > 0) {
            let what = format!(
                "places in which the register differs from the entries that are left: {count}; what is missing may say why, so \
                 check again when it is back"
            );
            list.push(Finding { entry: None, signatory: None, what });
        }
    }
}

impl Told {
    /// Reads one entry. One without body says nothing.
    pub fn read(&mut self, line: &Line) {
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        let body = line.body.as_ref().and_then(|body| serde_json::from_str::<Object>(body.get()).ok());
        let Some(body) = body else { return };
        self.call.read(line, &body);
        self.promises.read(line, &body);
        let (id, slug) = (text(&body, "organisation"), text(&body, "slug"));
        let Some(said) = self.whom(line, id, slug) else { return };
        said.fields.read(line, &body);
        // Of a merge, what is said of the one that stays names no slug.
        if let Some(state) = state_after(&line.kind, &body).filter(|_| slug.is_some()) {
            let number = body.get("number").and_then(Value::as_u64);
            (said.state, said.entry, said.number) = (Some(state), Some(line.number), number.or(said.number));
        }
    }

    /// The signatory that an entry is about, by its id, or by its slug where entries name no id.
    fn whom(&mut self, line: &Line, id: Option<&str>, slug: Option<&str>) -> Option<&mut Said> {
        let by_id = id.and_then(|id| self.by_id.get(id)).copied();
        let by_slug = slug.and_then(|slug| self.by_slug.get(slug)).copied();
        // A slug that was left is another's, who has an id of its own.
        let by_slug = by_slug.filter(|place| id.is_none() || self.signatories[*place].id.is_none());
        let place = by_id.or(by_slug).unwrap_or(self.signatories.len());
        if id.or(slug).is_some() && place == self.signatories.len() {
            self.signatories.push(Said::default());
        }
        if let Some(id) = id {
            self.signatories.get_mut(place)?.id = Some(id.to_owned());
            self.by_id.insert(id.to_owned(), place);
        }
        if let Some(slug) = slug.filter(|_| gives_slug(line)) {
            self.signatories.get_mut(place)?.slug = Some(slug.to_owned());
            let before = self.by_slug.insert(slug.to_owned(), place).filter(|before| *before != place);
            // Whoever had it before stands there no more.
            if let Some(before) = before.and_then(|before| self.signatories.get_mut(before))
                && before.slug.as_deref() == Some(slug)
            {
                before.state = None;
            }
        }
        self.signatories.get_mut(place)
    }

    /// Holds what the entries say against those that have left the register, each as its page shows it: no list tells of them.
    pub(super) fn compare_left(&self, left: &[Object]) -> Vec<Finding> {
        left.iter().filter_map(|shown| self.judge_left(shown)).collect()
    }

    fn judge_left(&self, shown: &Object) -> Option<Finding> {
        let (slug, number) = (text(shown, "slug")?, shown.get("number").and_then(Value::as_u64)?);
        let said = self.by_slug.get(slug).and_then(|place| self.signatories.get(*place));
        let Some(said) = said.filter(|said| said.slug.as_deref() == Some(slug) && said.number.is_some())
        else {
            return Some(unpublished(slug, number));
        };
        // Who stands is missed in the list.
        if said.stands() {
            return None;
        }
        let as_said = |field| said.entry.map(|entry| fields::differs(entry, slug, field));
        if said.number != Some(number) {
            return as_said("number");
        }
        if said.state.is_some_and(|state| text(shown, "state") != Some(state.code())) {
            return as_said("state");
        }
        said.fields.judge_left(slug, shown, &self.came_back)
    }

    /// Holds what the entries say, of a log of so many, against the texts of the Call and the list of signatories, and the tables
    /// against the lists.
    ///
    /// # Errors
    /// A fault, when the source does not answer or a list is not understood.
    pub fn compare(self, source: &mut impl Source, entries: u64) -> Result<Compared, Fault> {
        let Told { mut signatories, by_slug, promises, call, came_back, left, .. } = self;
        let register = &mut Register { source, entries, missing: Vec::new(), unknown: Vec::new() };
        let call = call.compare(register, &came_back)?;
        let mut compared = Compared { call, ..Compared::default() };
        let mut whose = Whose::default();
        let has_left = |said: &Said| said.slug.as_ref().is_some_and(|slug| left.contains(slug));
        for said in signatories.iter().filter(|said| said.stands() || has_left(said)) {
            let Some(slug) = said.slug.clone() else { continue };
            match said.id.clone() {
                Some(id) => drop(whose.slugs.insert(id, slug)),
                None => drop(whose.without_id.insert(slug)),
            }
        }
        if let Some(shown) = SIGNATORIES.read(register)? {
            compared.signatories_table = SIGNATORIES.compare(register, &shown.0)?;
            let names = |one: &Object| text(one, "slug").zip(text(one, "name")).map(owned);
            whose.names = shown.0.iter().filter_map(names).collect();
            compared.signatories = Some(compare_list(&mut signatories, &by_slug, &came_back, &shown)?);
        }
        if let Some(shown) = COMMITMENTS.read(register)? {
            compared.commitments_table = COMMITMENTS.compare(register, &shown.0)?;
            compared.commitments = Some(promises.compare(&shown, &whose, &came_back)?);
        }
        compared.missing = std::mem::take(&mut register.missing);
        compared.unknown = std::mem::take(&mut register.unknown);
        Ok(compared)
    }
}

fn owned((slug, name): (&str, &str)) -> (String, String) {
    (slug.to_owned(), name.to_owned())
}

/// Whether a signatory has the slug that an entry names from then on: when it is published, and when it shows itself again.
/// The entries of a week's batch stand in chance order.
fn gives_slug(line: &Line) -> bool {
    use EntryKind::*;
    let kind = EntryKind::from_code(&line.kind);
    matches!(kind, Some(EndorsementPublished | EndorsementRestored)) && !subject::is_of_batch(&line.subject)
}

/// How a signatory stands after an entry of this kind; nothing, if it says nothing of that.
fn state_after(kind: &str, body: &Object) -> Option<PublicState> {
    use EntryKind::*;
    match ReadKind::of(kind) {
        // The suspension ended of one that had withdrawn meanwhile.
        Known(EndorsementRestored) if body.contains_key("withdrawn") => Some(PublicState::Withdrawn),
        Known(EndorsementPublished | EndorsementRestored | EndorsementReinstated | OrganisationUnmerged) => {
            Some(PublicState::Published)
        }
        Known(EndorsementSuspended) => Some(PublicState::Suspended),
        Known(EndorsementWithdrawn) => Some(PublicState::Withdrawn),
        Known(EndorsementRevoked) => Some(PublicState::Revoked),
        Known(OrganisationMerged) => Some(PublicState::Merged),
        ReadKind::Lapsed => Some(PublicState::Lapsed),
        _ => None,
    }
}

fn text<'a>(object: &'a Object, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

/// Holds what the entries say against the list of the register.
fn compare_list(
    said: &mut [Said],
    by_slug: &HashMap<String, usize>,
    came_back: &[Range<u64>],
    (list, total): &Shown,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if let Some(total) = total.filter(|total| *total != list.len()) {
        let what = format!("the list of signatories says that there are {total}, and shows {}", list.len());
        findings.push(Finding { entry: None, signatory: None, what });
    }
    for shown in list {
        let number = shown.get("number").and_then(Value::as_u64);
        let (Some(_), Some(slug), Some(number)) = (text(shown, "id"), text(shown, "slug"), number) else {
            let why = "one has no id, slug or number";
            return Err(Fault::not_understood("api/v1/signatories", &why));
        };
        // What was shown once is left no more.
        let said = by_slug.get(slug).and_then(|place| said.get_mut(*place)).map(std::mem::take);
        let said = said.filter(|said| said.slug.as_deref() == Some(slug));
        let differs = judge((slug, number), said.as_ref());
        findings.extend(differs.or_else(|| said.and_then(|said| said.fields.judge(slug, shown, came_back))));
    }
    let hidden = said.iter().filter(|said| said.stands());
    findings.extend(hidden.map(|said| Finding {
        entry: said.entry,
        signatory: None,
        what: format!(
            "says that {} stands in the register, and the register does not show it",
            said.slug.as_deref().unwrap_or_default()
        ),
    }));
    findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
    Ok(findings)
}

fn judge((slug, number): (&str, u64), said: Option<&Said>) -> Option<Finding> {
    // Only the publication gives a number.
    let (entry, what) = match said.filter(|said| said.number.is_some()) {
        None => return Some(unpublished(slug, number)),
        Some(said) if !said.stands() => {
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

fn unpublished(slug: &str, number: u64) -> Finding {
    let what = format!(
        "signatory No. {number}, {slug}, is shown in the register, and no entry says that it was published"
    );
    Finding { entry: None, signatory: Some(slug.to_owned()), what }
}
