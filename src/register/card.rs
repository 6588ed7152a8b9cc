//! What the public may know of one signatory or one commitment, ready to be shown.
//!
//! Cards are plain values that link to each other by id alone, so that an unchanged card can be shared
//! by many snapshots. Of people they hold only who agreed to be named, by name and job title; no address of any
//! mailbox.

use super::past::Promised;
use super::search;
use crate::codes;
use crate::domain::assurance::{Assurance, Level};
use crate::domain::commitment::{Claim, Figure, Finding, Kind, Measure, Stage, StoredState};
use crate::domain::commitment_status::{Promise, Report, Verdict};
use crate::domain::currency::Money;
use crate::domain::identifier::Identifiers;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::organisation::Category;
use crate::domain::other_name::OtherName;
use crate::domain::reason::Wording;
use crate::domain::visibility::PublicState;
use crate::domain::{Day, Moment};
use serde::{Deserialize, Serialize, Serializer};

/// Two letters of ISO 3166-1, in upper case. Whether there is such a country is not judged here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Reads two ASCII letters in either case.
    pub fn parse(code: &str) -> Option<CountryCode> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(CountryCode([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Both bytes are ASCII by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

codes! {
    /// A part of the world, as the loader gives it for the organisation's country.
    pub enum RegionCode {
        Africa = "africa",
        Americas = "americas",
        Asia = "asia",
        Europe = "europe",
        Oceania = "oceania",
    }
}

/// A signatory, or the tombstone of one.
#[derive(Debug, Clone)]
pub struct SignatoryCard {
    pub organisation: OrganisationId,
    /// Random text that stands for it in JSON.
    pub public_id: String,
    pub slug: String,
    pub name: String,
    pub other_names: Vec<OtherName>,
    /// Numbers in other registers.
    pub identifiers: Identifiers,
    pub category: Category,
    pub country: Option<CountryCode>,
    pub region: Option<RegionCode>,
    pub website: Option<String>,
    /// The public number, "No. 412". Never given twice.
    pub number: u32,
    pub signed_version: u32,
    /// BCP 47 tag of the language in which the Call was read.
    pub signed_language: String,
    pub signed_at: Moment,
    /// Whether it was taken over from a list: then `signed_at` is when that was done.
    pub taken_over: bool,
    pub published_at: Moment,
    pub state: PublicState,
    /// Why it is in this state, where a reason was given.
    pub reason: Option<Reason>,
    /// Whether it withdrew while it was suspended, and the ministry has not decided since.
    pub withdrew_suspended: bool,
    /// The highest valid record.
    pub assurance: Option<Assurance>,
    /// A record that told more and no longer counts.
    pub lapsed: Option<Assurance>,
    pub statement: Option<Statement>,
    pub description: Option<String>,
    /// Who acts for it and agreed to be named.
    pub people: Vec<Person>,
    pub updated_at: Moment,
    /// Oldest first.
    pub history: Vec<HistoryLine>,
    /// Folded names, one a line, the main name first. Only names: a search reads all of it.
    pub search_key: String,
}

/// A reason of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    pub code: String,
    /// What the public is told of it, by language; nothing if there is nothing to tell.
    pub texts: Option<Wording>,
}

/// What a signatory says in public on signing.
#[derive(Debug, Clone)]
pub struct Statement {
    pub text: String,
    /// BCP 47.
    pub language: String,
}

/// Somebody who acts for a signatory and agreed to be named.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    pub name: String,
    pub job_title: String,
}

/// The kind of the line that tells that the suspension of one that withdrew meanwhile ended. Its entry is
/// `endorsement.restored`.
pub const SUSPENSION_OVER: &str = "endorsement.suspension_over";

/// One dated line of the history of a signatory or a commitment.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// The entry's place in the log, once the signed tree has it.
    pub number: Option<u64>,
    pub at: Moment,
    /// The kind of the log's entry, for example `endorsement.published`, or what it tells here, where that is something else.
    pub kind: String,
    /// The commitment that it is about.
    pub commitment: Option<CommitmentId>,
    /// What the public is told besides.
    pub detail: Option<Detail>,
}

impl HistoryLine {
    /// Takes away the words of its own that a tombstone does not show either.
    fn bury(&mut self) {
        match &mut self.detail {
            Some(Detail::Changed(changes)) => {
                changes.retain(|change| matches!(change.field.as_str(), "name" | "category" | "country"));
                if changes.is_empty() {
                    self.detail = None;
                }
            }
            Some(Detail::OwnReason(_) | Detail::Revised(_)) => self.detail = None,
            _ => {}
        }
    }
}

/// What a line of a history tells besides its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// The version that was signed, and the language in which it was read (BCP 47).
    Signed { version: u32, language: String },
    /// What became another, and what it was: the fields that a history shows.
    Changed(Vec<Change>),
    /// What a commitment promised, and what it promises from then on.
    Revised(Box<(Promised, Promised)>),
    /// A reason's public text, by language.
    Reason(Wording),
    /// A reason in the signatory's own words.
    OwnReason(String),
}

/// A field that was amended. Category and country are their codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field's name in JSON.
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl SignatoryCard {
    /// The level shown; `none` when nothing valid is on record.
    pub fn level(&self) -> Level {
        self.assurance.as_ref().map_or(Level::None, |assurance| assurance.level)
    }

    /// Takes away what a tombstone does not show. Name, dates, state and history stay.
    pub(super) fn bury(&mut self) {
        self.website = None;
        self.assurance = None;
        self.lapsed = None;
        self.statement = None;
        self.description = None;
        self.people.clear();
        self.identifiers = Identifiers::default();
        self.other_names.clear();
        self.search_key = search::key(&self.name, &[]);
        self.history.iter_mut().for_each(HistoryLine::bury);
    }
}

/// A commitment, or the tombstone of one.
#[derive(Debug, Clone)]
pub struct CommitmentCard {
    pub id: CommitmentId,
    /// Random text that stands for it in addresses and JSON.
    pub public_id: String,
    /// The organisation that promised.
    pub organisation: OrganisationId,
    pub kind: Kind,
    pub title: String,
    pub action: String,
    /// Ids of the Call's paragraphs that it answers.
    pub paragraphs: Vec<String>,
    pub measure: Measure,
    pub start: Option<Day>,
    pub due: Day,
    pub stage: Option<Stage>,
    pub amount: Option<Money>,
    /// To whom the money goes.
    pub recipients: Option<String>,
    /// Where it will be done; empty where the signatory did not say.
    pub countries: Vec<CountryCode>,
    /// Links of `http` or `https`, given by the signatory.
    pub evidence: Vec<String>,
    pub state: StoredState,
    /// Why it is suspended, where a reason was given.
    pub reason: Option<Reason>,
    /// Why its signatory gave it up, in the signatory's own words.
    pub dropped_reason: Option<String>,
    /// Oldest first.
    pub updates: Vec<UpdateCard>,
    /// Oldest first.
    pub reviews: Vec<ReviewCard>,
    /// Oldest first, whoever it belonged to at the time.
    pub history: Vec<HistoryLine>,
    /// Revisions count up from 1.
    pub version: u32,
    pub published_at: Moment,
    /// The day of publication in the deployment's time zone.
    pub published_on: Day,
    /// The folded title, then on lines of their own whatever else it should be found by.
    pub search_key: String,
}

/// The organisation's own report.
#[derive(Debug, Clone)]
pub struct UpdateCard {
    /// In the deployment's time zone.
    pub on: Day,
    pub claim: Claim,
    pub value: Option<Figure>,
    pub text: String,
    pub evidence: Vec<String>,
}

/// An accredited reviewer's finding, and the organisation's answer.
#[derive(Debug, Clone)]
pub struct ReviewCard {
    /// In the deployment's time zone.
    pub on: Day,
    pub finding: Finding,
    pub reviewer: String,
    /// The reviewer's line on conflicts of interest.
    pub interests: String,
    pub text: String,
    pub reply: Option<String>,
}

impl CommitmentCard {
    /// What its status is computed from.
    pub fn promise(&self) -> Promise {
        Promise {
            state: self.state,
            published: self.published_on,
            start: self.start,
            due: self.due,
            reports: self
                .updates
                .iter()
                .map(|update| Report { on: update.on, claim: update.claim })
                .collect(),
            verdicts: self
                .reviews
                .iter()
                .map(|review| Verdict { on: review.on, finding: review.finding })
                .collect(),
        }
    }

    /// Takes away what a tombstone does not show: every word of it, and the entries that hold them.
    pub(super) fn bury(&mut self) {
        self.title.clear();
        self.action.clear();
        self.paragraphs.clear();
        self.measure = Measure::Deliverable;
        self.stage = None;
        self.amount = None;
        self.recipients = None;
        self.countries.clear();
        self.evidence.clear();
        self.dropped_reason = None;
        self.updates.clear();
        self.reviews.clear();
        self.history.clear();
        self.search_key.clear();
    }
}
