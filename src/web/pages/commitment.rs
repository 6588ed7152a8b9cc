//! The register's list of commitments, and the page of each with its computed status.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::history::{Line, told};
use super::list::{self, Asked, Listing};
use super::outside::Outside;
use super::paragraphs::{Named, Paragraphs};
use super::promise::Item;
use super::signatory::{gone, not_then};
use super::speech::Speech;
use super::still;
use crate::domain::commitment::{Claim, Kind, Measure, Stage, StoredState, funding_totals};
use crate::domain::commitment_status::Status;
use crate::domain::{Day, Moment, Result};
use crate::register::{CommitmentCard, Found, Query, Scope};
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/commitments`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    if public.site.still.is_some() {
        return still::commitments(public);
    }
    let (query, key) = list::query(&public, Scope::Commitments);
    public.answer(&key, |public| {
        let asked = Asked::of(public, query)?;
        let canonical = asked.query.to_query_string();
        public.page("page/commitment/index.html", &canonical, &Commitments::of(&asked)?)
    })
}

/// `/commitments/{id}`
pub async fn show(public: Public, id: web::Path<String>) -> Result<HttpResponse, Failure> {
    public.answer("", |public| match public.snapshot.commitment_at(&id) {
        Found::At(place) => public.page("page/commitment/show.html", "", &Shown::of(public, place)?),
        Found::Gone => gone(public),
        Found::Moved(_) | Found::Nothing => {
            not_then(public, &public.site.app.register.snapshot().commitment_at(&id))
        }
    })
}

/// What the list shows.
#[derive(Debug, Serialize)]
struct Commitments {
    list: Listing,
    items: Vec<Item>,
    funding: Vec<Money>,
    as_of: Day,
    published: u32,
}

/// Promised money in one currency at one stage.
#[derive(Debug, Serialize)]
pub(super) struct Money {
    amount: String,
    stage: Stage,
    commitments: u32,
}

impl Commitments {
    fn of(asked: &Asked<'_>) -> Result<Commitments> {
        let public = asked.public;
        let item = |place: &u32| Item::at(public, *place, &asked.speech);
        Ok(Commitments {
            list: asked.listing(),
            items: asked.results.places.iter().map(item).collect::<Result<_>>()?,
            funding: funding(public, &asked.query, &asked.speech)?,
            as_of: public.today,
            published: public.snapshot.commitment_total(),
        })
    }
}

/// The money of everything that matches, page or not; what was dropped is not counted.
pub(super) fn funding(public: &Public, query: &Query, speech: &Speech) -> Result<Vec<Money>> {
    let (snapshot, today) = (&public.snapshot, public.today);
    let everything = snapshot.find(&query.on_page(1), &list::view(public, u32::MAX));
    let kept = everything.places.iter().filter(|place| {
        snapshot.commitment(**place).kind == Kind::Funding
            && snapshot.status(**place, today) != Status::Dropped
    });
    let promised = kept.filter_map(|place| {
        let card = snapshot.commitment(*place);
        card.stage.zip(card.amount)
    });
    let row = |total: crate::domain::commitment::FundingTotal| {
        Ok(Money {
            amount: speech.money(total.minor, total.currency)?,
            stage: total.stage,
            commitments: total.commitments,
        })
    };
    funding_totals(promised).into_iter().map(row).collect()
}

/// What the page of a commitment shows.
#[derive(Debug, Serialize)]
struct Shown {
    item: Item,
    signatory_number: u32,
    /// Whether anybody can report its signatory.
    reportable: bool,
    paragraphs: Vec<Named>,
    measure: Measure,
    start: Option<Day>,
    published_on: Day,
    published_at: Moment,
    countries: Vec<String>,
    /// To whom promised money goes.
    recipients: Option<String>,
    evidence: Vec<Outside>,
    version: u32,
    updates: Vec<Update>,
    /// Its own entries; none while it is withheld.
    history: Vec<Line>,
    as_of: Day,
    /// Whether the ministry hides this one commitment, and what the public is told of why.
    suspended: bool,
    why: Option<String>,
    /// Why its signatory gave it up.
    dropped_reason: Option<String>,
    /// How long a report may take: interval and grace together, in days.
    patience: u32,
    due_soon: u32,
}

/// The organisation's own report.
#[derive(Debug, Serialize)]
struct Update {
    on: Day,
    claim: Claim,
    text: String,
    evidence: Vec<String>,
}

impl Shown {
    fn of(public: &Public, place: u32) -> Result<Shown> {
        let snapshot = &*public.snapshot;
        let speech = public.speech()?;
        let card = snapshot.commitment(place);
        let signatory = snapshot.signatory(snapshot.signatory_of(place));
        let (policy, cited) = (&snapshot.policy, Paragraphs::of(&snapshot.call, &speech)?);
        Ok(Shown {
            item: Item::at(public, place, &speech)?,
            signatory_number: signatory.number,
            reportable: signatory.state.is_reportable(),
            paragraphs: cited.named(&card.paragraphs),
            measure: card.measure.clone(),
            start: card.start,
            published_on: card.published_on,
            published_at: card.published_at,
            countries: speech.countries(&card.countries),
            recipients: card.recipients.clone(),
            evidence: Outside::all(&card.evidence),
            version: card.version,
            updates: updates(card),
            history: Line::all(&card.history, &HashMap::new(), (&speech, &cited)),
            as_of: public.today,
            // On a past day it can also be withheld for what its signatory is today.
            suspended: card.state == StoredState::Suspended && public.as_of.is_none(),
            why: card.reason.as_ref().and_then(|reason| told(reason.texts.as_ref()?, speech.locale)),
            dropped_reason: card.dropped_reason.clone(),
            patience: u32::from(policy.report_interval_days) + u32::from(policy.grace_days),
            due_soon: u32::from(policy.due_soon_days),
        })
    }
}

/// Newest first.
fn updates(card: &CommitmentCard) -> Vec<Update> {
    let update = |update: &crate::register::card::UpdateCard| Update {
        on: update.on,
        claim: update.claim,
        text: update.text.clone(),
        evidence: update.evidence.clone(),
    };
    card.updates.iter().rev().map(update).collect()
}
