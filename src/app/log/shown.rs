//! Whether the register is what its entries say, by what the database holds. What `log verify` asks a site for is made of the rows
//! here, and held against the entries by the same rules (`compare`); besides, what no list shows is looked at: those that have left,
//! their commitments as far as anybody reads them, descriptions, and what else pages tell (`retold`).

use std::collections::HashSet;

use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value;

use super::compare::{Compared, Object, Told};
use super::{described, entry, retold, row, tree};
use crate::app::reading::{Reading, commitment::Commitment, signatory::Signatory};
use crate::app::register;
use crate::app::succession::{Edition, VERSIONS};
use crate::domain::commitment::StoredState;
use crate::domain::visibility::{CommitmentShown, Shown, commitment_now};
use crate::domain::{Error, Moment, Result};
use crate::log::Fault;
use crate::log::check::{Finding, Source};
use crate::log::line::Line;
use crate::register::{Found, Snapshot};
use crate::store::{self, Db};

/// Entries that are read together.
const AT_ONCE: u64 = 10_000;
/// How many stand on a page of a list.
const PAGE: usize = 500;
/// No site has this address: what is read at it stays here.
const BASE: &str = "https://register.invalid";
/// How many findings are told.
const MOST: usize = 20;

/// What to do where something is found.
pub const MEND: &str = "somebody has changed these rows past the program, or what came back after a restore waits to be decided again: \
                        see who can write to the database, and set each row back to what its entry says (/log/entries/NUMBER shows it), \
                        or stop the site and restore the newest backup that is good";

/// Where the register and the Call are not what the entries say, in words; nothing, where they are. Whom no readable entry names is
/// told by the public id alone.
///
/// # Errors
/// Internal, if the database does not answer or a row is not understood.
pub fn check(db: &mut Db) -> Result<Vec<String>> {
    db.at_one_moment(look).map(in_words)
}

fn look(db: &mut Db) -> Result<Vec<Finding>> {
    let Entered { mut told, count, newest } = Entered::read(db)?;
    let rows = register::of_rows(db, newest)?;
    let retold = retold::otherwise(db, &rows, newest)?;
    let snapshot = Snapshot::build(rows);
    let today = newest.day_in(Tz::UTC);
    let mut shown = Rows(Reading { snapshot: &snapshot, base: BASE, today });
    let left = told.compare_left(&shown.left()?);
    told.left = shown.still_read();
    let compared = told.compare(&mut shown, count)?;
    let Compared { call: Some(call), signatories: Some(listed), commitments: Some(commitments), .. } =
        compared
    else {
        return Err(Error::internal("the register was not compared with its entries"));
    };
    let signatories = listed.into_iter().chain(left).map(|finding| shown.without_name(finding));
    let mut found: Vec<Finding> = call.into_iter().chain(signatories).chain(commitments).collect();
    found.extend(store::public::without_address(db)?.iter().map(|id| nowhere(id)));
    found.extend(described::otherwise(db)?);
    found.extend(retold);
    Ok(found)
}

fn nowhere(id: &str) -> Finding {
    let what = format!(
        "the organisation {id} is published and public, say its rows, and lacks a number, an address or a date of publication: \
         no entry publishes it by name"
    );
    Finding { entry: None, signatory: None, what }
}

fn in_words(found: Vec<Finding>) -> Vec<String> {
    let more = found.len().saturating_sub(MOST);
    let words = found.into_iter().take(MOST).map(|finding| match finding.entry {
        Some(number) => format!("entry {number} {}", finding.what),
        None => finding.what,
    });
    words.chain((more > 0).then(|| format!("and {more} more"))).collect()
}

/// What the entries say, those too that wait for their number.
struct Entered {
    told: Told,
    count: u64,
    /// The latest date of one. What is recorded of a signatory is of then or before, whatever the clock here says.
    newest: Moment,
}

impl Entered {
    fn read(db: &mut Db) -> Result<Entered> {
        let mut entered = Entered { told: Told::default(), count: 0, newest: Moment::from_millis(0) };
        loop {
            let from = entered.count;
            let numbered = store::entry::numbered(db, row(from), row(from + AT_ONCE))?;
            if numbered.is_empty() {
                break;
            }
            for read in numbered {
                entered.add(&entry::line(read)?);
            }
        }
        let waiting = tree::waiting(db, entered.count)?;
        waiting.iter().for_each(|line| entered.add(line));
        Ok(entered)
    }

    fn add(&mut self, line: &Line) {
        self.told.read(line);
        self.count = line.number + 1;
        self.newest = self.newest.max(line.at);
    }
}

/// The register that the rows give, at the paths at which a site shows it.
struct Rows<'a>(Reading<'a>);

#[derive(Serialize)]
struct Page<T> {
    data: Vec<T>,
    next: Option<String>,
    total: usize,
}

impl Source for Rows<'_> {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let register = self.0.snapshot;
        let (file, query) = path.split_once('?').unwrap_or((path, ""));
        match file {
            VERSIONS => json(&Edition::all(&register.call)).map(Some),
            "api/v1/signatories" => {
                let places: Vec<u32> = register.listed_signatories().map(|(place, _)| place).collect();
                self.page((file, query), &places, Signatory::at).map(Some)
            }
            "api/v1/commitments" => self.page((file, query), &self.read_promises(), Commitment::at).map(Some),
            _ => Ok(self.text(file)),
        }
    }
}

impl<'a> Rows<'a> {
    /// A page of a list, and where the next one is.
    fn page<T: Serialize>(
        &self,
        (file, query): (&str, &str),
        places: &[u32],
        item: fn(Reading<'a>, u32) -> T,
    ) -> Result<Vec<u8>, Fault> {
        let from = query.strip_prefix("from=").and_then(|from| from.parse().ok()).unwrap_or(0_usize);
        let data = places.iter().skip(from).take(PAGE).map(|place| item(self.0, *place)).collect();
        let next = Some(from + PAGE).filter(|next| *next < places.len());
        let next = next.map(|next| self.0.whole(&format!("/{file}?from={next}")));
        json(&Page { data, next, total: places.len() })
    }

    /// The bytes of a text of the Call.
    fn text(&self, file: &str) -> Option<Vec<u8>> {
        let (number, language) = file.strip_prefix("call/v")?.strip_suffix(".md")?.split_once('/')?;
        let version = self.0.snapshot.call.version(number.parse().ok()?)?;
        let text = version.texts.iter().find(|text| text.language == language)?;
        Some(text.markdown.as_bytes().to_vec())
    }

    /// Those whose pages say that they have left.
    fn left(&self) -> Result<Vec<Object>> {
        let register = self.0.snapshot;
        let mut left = Vec::new();
        for slug in register.slugs() {
            if let Found::At(place) = register.signatory_at(slug)
                && !register.is_listed(place)
                && let Value::Object(shown) = told(self.0, place)?
            {
                left.push(shown);
            }
        }
        Ok(left)
    }

    /// Of those, the addresses of whoever's commitments stay readable.
    fn still_read(&self) -> HashSet<String> {
        let register = self.0.snapshot;
        let is_read = |slug: &&str| match register.signatory_at(slug) {
            Found::At(place) => {
                let card = register.signatory(place);
                let how = (card.state, card.withdrew_suspended);
                commitment_now(Shown::Card, how, StoredState::Active) == CommitmentShown::Marked
            }
            _ => false,
        };
        register.slugs().filter(is_read).map(str::to_owned).collect()
    }

    /// The places of commitments that anybody reads, in a list or on their pages alone.
    fn read_promises(&self) -> Vec<u32> {
        let register = self.0.snapshot;
        let is_read = |place: &u32| {
            matches!(register.commitment_shown(*place), CommitmentShown::Full | CommitmentShown::Marked)
        };
        (0..).zip(register.commitment_ids()).map(|(place, _)| place).filter(is_read).collect()
    }

    /// A finding about somebody whom no entry names, with the public id in the place of the name: whoever hid may stand there again.
    fn without_name(&self, finding: Finding) -> Finding {
        let register = self.0.snapshot;
        let Some(Found::At(place)) = finding.signatory.as_deref().map(|slug| register.signatory_at(slug))
        else {
            return finding;
        };
        let id = &register.signatory(place).public_id;
        let what = format!(
            "the organisation {id} is shown in the register, and no entry that can be read says that it was published"
        );
        Finding { entry: None, signatory: None, what }
    }
}

fn told(register: Reading<'_>, place: u32) -> Result<Value> {
    serde_json::to_value(Signatory::at(register, place)).map_err(Error::internal)
}

fn json(told: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(told).map_err(|error| Fault::new(error.to_string()))
}
