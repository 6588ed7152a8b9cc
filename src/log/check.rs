//! Checking a log from outside: rebuilds the root from the entries, and holds everything that is
//! published against everything else. Asks a `Source` for files and believes none of them.

mod bodies;
mod changed;
mod listed;
mod tree;

use std::collections::{BTreeMap, HashSet};

use chrono::Duration;

use self::bodies::Odd;
use super::Fault;
use super::checkpoint::Head;
use super::hash::Hash;
use super::line::Line;
use super::note::Verifier;
use super::published::Signers;
use super::tile::Tile;
use crate::domain::entry::EntryKind;
use crate::domain::{Moment, limits};

/// The lines of a file, one after another, each with its line break.
pub type Lines = Box<dyn Iterator<Item = Result<Vec<u8>, Fault>>>;

/// Where the files of a log are: a site, or a folder with a copy.
pub trait Source {
    /// The file at a path below the site, for example `log/checkpoint`; nothing where there is none, or
    /// where the site fails on it.
    ///
    /// # Errors
    /// A fault, when the source does not answer.
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// The same of what every whole site shows.
    ///
    /// # Errors
    /// A fault, when the source does not answer or fails on it.
    fn shown(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.get(path)
    }

    /// The same of a file that may be longer than what is held at once: its lines.
    ///
    /// # Errors
    /// As `shown`, also in place of a line.
    fn lines(&mut self, path: &str) -> Result<Option<Lines>, Fault> {
        let lines = |whole: Vec<u8>| {
            let lines: Vec<Result<_, Fault>> =
                whole.split_inclusive(|byte| *byte == b'\n').map(|line| Ok(line.to_vec())).collect();
            Box::new(lines.into_iter()) as Lines
        };
        Ok(self.shown(path)?.map(lines))
    }

    /// Whether it may have more entries by now than when its checkpoint was read: so has a site, and no copy.
    fn grows(&self) -> bool {
        true
    }
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The first entry concerned, where one can be named.
    pub entry: Option<u64>,
    /// The signatory concerned, by its slug, where no entry is about it.
    pub signatory: Option<String>,
    pub what: String,
}

/// The beginning of a leaf's hash, enough to see which of many is another.
pub type Stub = [u8; 8];

/// What was seen before.
#[derive(Debug, Clone, Default)]
pub struct Past {
    pub head: Option<Head>,
    /// Of the leaves, as far as they are remembered.
    pub stubs: Vec<Stub>,
    /// The latest date of an entry.
    pub latest: Option<Moment>,
    /// The sizes of the trees whose checkpoints were published.
    pub published: Vec<u64>,
}

impl Past {
    /// What is wrong with the date of an entry: what was entered after the last look cannot be of long before it.
    fn backdated(&self, line: &Line) -> Option<String> {
        let (seen, latest) = (self.head?.size, self.latest?);
        (line.number >= seen && line.at < latest - Duration::minutes(limits::BACKDATED_MINUTES)).then(|| {
            format!(
                "is dated {}, and was not there when one of {} was seen",
                line.at.rfc3339(),
                latest.rfc3339()
            )
        })
    }
}

/// What is wrong with the date of an entry by a clock: nothing is entered before it happens.
fn postdated(line: &Line, now: Moment) -> Option<String> {
    (line.at > now + Duration::minutes(limits::CLOCK_MINUTES)).then(|| {
        format!(
            "is dated {}, and by the clock here it is {}: either clock is wrong, or somebody dated it ahead",
            line.at.rfc3339(),
            now.rfc3339()
        )
    })
}

/// What was found.
#[derive(Debug)]
pub struct Outcome {
    pub head: Head,
    /// The checkpoint, as it was signed and cosigned.
    pub note: String,
    /// In the order of the log.
    pub findings: Vec<Finding>,
    /// The entries that they name.
    named: HashSet<u64>,
    /// Entries that may be without body: their number, and the kind of the entry that says so, if one does.
    pub withheld: BTreeMap<u64, Option<EntryKind>>,
    /// How many of the findings an entry could explain that is not in the tree yet: what is hidden is hidden at once; or a
    /// cache that is behind.
    pub open: usize,
    /// The leaves, as the entries give them.
    pub leaves: Vec<Hash>,
    /// The latest date of an entry.
    pub latest: Option<Moment>,
    /// Whether a bundle does not have its entries. What the tile beside it says stands in their place.
    pub broken: bool,
    /// Whether the entries give the root that was signed. Where they do not, what they say was perhaps never said.
    pub as_signed: bool,
    /// Whether no entry could be read: then nothing is known of what they say.
    pub unread: bool,
    /// Tiles that are not there, or not what the entries give; bundles with more entries than their own.
    wrong_tiles: Vec<Tile>,
    /// Whether neither a bundle can be read nor the tile beside it: where the entries are others, nobody can tell.
    lost: bool,
    /// Leaves of tiles beside bundles that do not have their entries, each with the number of its first.
    stand_ins: Vec<(u64, Vec<Hash>)>,
    /// Lines that are not those of their bundles: of each bundle the first, and how many more.
    other: BTreeMap<u64, (u64, u64)>,
    /// The first line that is written otherwise than an export writes it, and how many are.
    odd: Option<(Odd, u64)>,
    /// Whether the beginning is another than was seen before.
    past_differs: bool,
    /// The sizes of the trees whose checkpoints are published, up to this one; nothing, where they were not looked at.
    pub published: Option<Vec<u64>>,
}

/// One check of one log.
pub struct Check<'a, S> {
    pub source: &'a mut S,
    pub key: &'a Verifier,
    pub past: &'a Past,
    /// By which clock an entry is dated ahead; nothing, where what is signed counts as it is.
    pub now: Option<Moment>,
    /// Is told how many entries of how many have been read.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

impl<S: Source> Check<'_, S> {
    /// Checks everything, and shows each entry to `visit`.
    ///
    /// # Errors
    /// A fault, when there is no checkpoint that the key has signed, or the source does not answer.
    pub fn run(&mut self, mut visit: impl FnMut(&Line)) -> Result<Outcome, Fault> {
        let note = self.source.shown("log/checkpoint")?;
        let note = note.ok_or_else(|| Fault::new("there is no log/checkpoint"))?;
        let note = text("log/checkpoint", note)?;
        let head = Head::open(&note, self.key).map_err(|fault| {
            Fault::new(format!(
                "log/checkpoint is not good: {fault}. Nothing else was checked: ask those who run the log, or check a mirror or \
                 an older copy of it"
            ))
        })?;
        let mut outcome = Outcome::begun(head, note);
        if let Some(seen) = self.past.head
            && seen.size > head.size
        {
            let what = format!(
                "is missing: a tree of {} was seen before, and now there are {}",
                seen.size, head.size
            );
            outcome.find(Some(head.size), what);
        }
        match self.tree(&mut outcome) {
            // What is wrong with the log is told all the same.
            Err(fault) if !outcome.findings.is_empty() => {
                outcome.unread = true;
                outcome.find(None, fault.0);
                outcome.sort();
                return Ok(outcome);
            }
            looked => looked?,
        }
        let mut signers = Signers::default();
        self.bodies(&mut outcome, &mut |line: &Line| {
            signers.read(line);
            visit(line);
        })?;
        if outcome.as_signed
            && let Err(fault) = signers.check_successor(&outcome.note, outcome.head.size)
        {
            outcome.find(None, format!("log/checkpoint: {fault}"));
        }
        if outcome.as_signed && !outcome.past_differs {
            self.listed(&signers, &mut outcome);
        }
        match self.shown_key(&mut outcome) {
            // What is wrong with the log is told all the same.
            Err(fault) if !outcome.findings.is_empty() => outcome.find(None, fault.0),
            looked => looked?,
        }
        outcome.sort();
        Ok(outcome)
    }

    /// The key that is shown to whoever knows none must have signed.
    fn shown_key(&mut self, outcome: &mut Outcome) -> Result<(), Fault> {
        let shown = match self.source.shown("log/key")? {
            Some(shown) => shown,
            None if self.source.grows() => {
                let what = "log/key is not there: a site shows the key that its log is checked with";
                outcome.find(None, what.to_owned());
                return Ok(());
            }
            None => return Ok(()),
        };
        let shown = String::from_utf8_lossy(&shown).trim().to_owned();
        let signed = Verifier::parse(&shown).and_then(|shown| Head::open(&outcome.note, &shown));
        if signed.is_err() {
            outcome.find(None, format!("log/key shows {shown}, which has not signed the newest checkpoint"));
        }
        Ok(())
    }

    fn tile(&mut self, tile: Tile) -> Result<Vec<Hash>, Fault> {
        let bytes = self.source.get(&tile.address())?;
        Ok(Hash::row(&bytes.unwrap_or_default()).unwrap_or_default())
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|_| Fault::new(format!("{path} is not UTF-8")))
}

impl Outcome {
    /// Nothing was looked at yet.
    fn begun(head: Head, note: String) -> Outcome {
        Outcome {
            head,
            note,
            findings: Vec::new(),
            named: HashSet::new(),
            withheld: BTreeMap::new(),
            open: 0,
            leaves: Vec::new(),
            latest: None,
            broken: false,
            as_signed: false,
            unread: false,
            wrong_tiles: Vec::new(),
            lost: false,
            stand_ins: Vec::new(),
            other: BTreeMap::new(),
            odd: None,
            past_differs: false,
            published: None,
        }
    }

    /// What others found in what the entries say. Where those are not what was signed, what is said comes behind that.
    pub fn add(&mut self, found: impl IntoIterator<Item = Finding>) {
        self.findings.extend(found);
        if self.as_signed {
            self.sort();
        }
    }

    /// The first entry comes first, and what is about none last.
    fn sort(&mut self) {
        self.findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
    }

    /// Something that does not fit.
    pub fn find(&mut self, entry: Option<u64>, what: String) {
        self.named.extend(entry);
        self.findings.push(Finding { entry, signatory: None, what });
    }
}
