//! A commitment as it stood at a moment.

use std::sync::Arc;

use chrono_tz::Tz;
use serde::Deserialize;

use super::{PastEntry, Said, read};
use crate::domain::commitment::{Fate, Kind, Measure, Stage, StoredState};
use crate::domain::currency::Money;
use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::Known;
use crate::domain::search_key::fold;
use crate::domain::{Day, Moment};
use crate::register::card::{CommitmentCard, CountryCode};

/// What `commitment.published` says, and `commitment.revised` of what holds from then on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Promised {
    pub version: u32,
    pub kind: Kind,
    pub title: String,
    pub action: String,
    pub measure: Measure,
    pub paragraphs: Vec<String>,
    pub countries: Vec<String>,
    pub start: Option<Day>,
    pub due: Day,
    pub stage: Option<Stage>,
    pub amount_minor: Option<i64>,
    pub currency: Option<String>,
    #[serde(default)]
    pub recipients: Option<String>,
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// What `commitment.dropped` says.
#[derive(Debug, Deserialize)]
struct GivenUp {
    reason: Option<String>,
}

/// Whether the commitment was in the register; its card is then as it was.
pub(super) fn past_commitment(
    card: &mut Arc<CommitmentCard>,
    entries: &[&PastEntry],
    hidden_now: bool,
    (at, zone): (Moment, Tz),
) -> bool {
    use EntryKind::*;
    let card = Arc::make_mut(card);
    let (mut entered, mut fate) = (false, Fate::default());
    let (mut hidden_for, mut dropped_for) = (None, None);
    // What nobody reads tells of two, of whom one hides: what holds all the same is entered anew.
    for entry in entries.iter().filter(|entry| entry.body.is_some()) {
        let became = match entry.kind {
            Known(CommitmentPublished | CommitmentRevised) => {
                let Some(promised) = read::<Promised>(entry) else { continue };
                let first = !std::mem::replace(&mut entered, true);
                if first {
                    card.published_at = entry.at;
                    card.published_on = entry.at.day_in(zone);
                }
                promise(card, promised);
                if entry.kind == Known(CommitmentRevised) && !first {
                    continue;
                }
                StoredState::Active
            }
            Known(CommitmentSuspended) => {
                hidden_for = read::<Said>(entry).and_then(|body| body.reason);
                StoredState::Suspended
            }
            Known(CommitmentDropped) => {
                dropped_for = read::<GivenUp>(entry).and_then(|body| body.reason);
                StoredState::Dropped
            }
            _ => continue,
        };
        fate.hear(became, entry.in_batch);
    }
    card.state = fate.state();
    card.reason = hidden_for.filter(|_| card.state == StoredState::Suspended);
    card.dropped_reason = dropped_for.filter(|_| card.state == StoredState::Dropped);
    card.history.retain(|line| line.at < at);
    if hidden_now {
        card.state = StoredState::Suspended;
    }
    entered
}

fn promise(card: &mut CommitmentCard, promised: Promised) {
    card.version = promised.version;
    card.kind = promised.kind;
    card.search_key = fold(&promised.title);
    card.title = promised.title;
    card.action = promised.action;
    card.measure = promised.measure;
    card.paragraphs = promised.paragraphs;
    card.countries = promised.countries.iter().filter_map(|code| CountryCode::parse(code)).collect();
    card.start = promised.start;
    card.due = promised.due;
    card.stage = promised.stage;
    card.amount = Money::kept(promised.amount_minor, promised.currency.as_deref());
    card.recipients = promised.recipients;
    card.evidence = promised.evidence;
}
