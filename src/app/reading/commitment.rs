//! A commitment as JSON tells of it.

use serde::Serialize;

use super::Reading;
use crate::app::address::Address;
use crate::domain::Day;
use crate::domain::commitment::{Claim, Figure, Finding, Kind, Measure, Stage};
use crate::domain::commitment_status::Status;
use crate::domain::currency::Money;
use crate::domain::visibility::CommitmentShown;
use crate::register::CountryCode;
use crate::register::card::{ReviewCard, UpdateCard};

/// A commitment. Of one that is withheld nothing is told of what was promised and what became of it.
#[derive(Debug, Serialize)]
pub struct Commitment<'a> {
    pub id: &'a str,
    pub signatory: Actor<'a>,
    /// None are recorded so far.
    pub partners: [(); 0],
    pub kind: Kind,
    pub title: Option<&'a str>,
    pub action: Option<&'a str>,
    pub paragraphs: Option<&'a [String]>,
    pub measure: Option<&'a Measure>,
    pub start: Option<Day>,
    pub due: Day,
    pub status: Option<Status>,
    /// The signatory's own words, once it has given it up.
    pub dropped_reason: Option<&'a str>,
    pub stage: Option<Stage>,
    pub amount: Option<Money>,
    /// To whom the money goes.
    pub recipients: Option<&'a str>,
    pub countries: Option<&'a [CountryCode]>,
    pub evidence: Option<&'a [String]>,
    pub updates: Option<Vec<Update<'a>>>,
    pub reviews: Option<Vec<Review<'a>>>,
    pub version: u32,
    pub url: String,
    /// True, or not there: no list has one that is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<bool>,
}

/// Who promised.
#[derive(Debug, Serialize)]
pub struct Actor<'a> {
    pub slug: &'a str,
    pub name: &'a str,
}

/// The organisation's own report.
#[derive(Debug, Serialize)]
pub struct Update<'a> {
    pub date: Day,
    pub claim: Claim,
    pub value: Option<&'a Figure>,
    pub text: &'a str,
    pub evidence: &'a [String],
}

/// A reviewer's finding, and the organisation's answer.
#[derive(Debug, Serialize)]
pub struct Review<'a> {
    pub date: Day,
    pub finding: Finding,
    pub reviewer: &'a str,
    pub interests: &'a str,
    pub text: &'a str,
    pub reply: Option<&'a str>,
}

impl<'a> Commitment<'a> {
    /// The commitment at a place of the register.
    pub fn at(register: Reading<'a>, place: u32) -> Commitment<'a> {
        let snapshot = register.snapshot;
        let card = snapshot.commitment(place);
        let signatory = snapshot.signatory(snapshot.signatory_of(place));
        let withheld = snapshot.commitment_shown(place) == CommitmentShown::Tombstone;
        let told = !withheld;
        Commitment {
            id: &card.public_id,
            signatory: Actor { slug: &signatory.slug, name: &signatory.name },
            partners: [],
            kind: card.kind,
            title: told.then_some(card.title.as_str()),
            action: told.then_some(card.action.as_str()),
            paragraphs: told.then_some(card.paragraphs.as_slice()),
            measure: told.then_some(&card.measure),
            start: card.start,
            due: card.due,
            status: told.then(|| snapshot.status(place, register.today)),
            dropped_reason: card.dropped_reason.as_deref(),
            stage: card.stage,
            amount: card.amount,
            recipients: card.recipients.as_deref(),
            countries: told.then_some(card.countries.as_slice()),
            evidence: told.then_some(card.evidence.as_slice()),
            updates: told.then(|| card.updates.iter().map(Update::of).collect()),
            reviews: told.then(|| card.reviews.iter().map(Review::of).collect()),
            version: card.version,
            url: register.whole(&Address::Commitment(card.public_id.clone()).path()),
            withheld: withheld.then_some(true),
        }
    }
}

impl Update<'_> {
    fn of(card: &UpdateCard) -> Update<'_> {
        let (value, text, evidence) = (card.value.as_ref(), &card.text, &card.evidence);
        Update { date: card.on, claim: card.claim, value, text, evidence }
    }
}

impl Review<'_> {
    fn of(card: &ReviewCard) -> Review<'_> {
        let (reviewer, interests, text) = (&card.reviewer, &card.interests, &card.text);
        let reply = card.reply.as_deref();
        Review { date: card.on, finding: card.finding, reviewer, interests, text, reply }
    }
}
