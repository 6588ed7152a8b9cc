//! A commitment as it stood at a moment.

use std::sync::Arc;

use chrono_tz::Tz;
use serde::Deserialize;

use super::{PastEntry, Said, read};
use crate::domain::commitment::{Kind, Measure, Stage, StoredState};
use crate::domain::currency::Money;
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
    let card = Arc::make_mut(card);
    let mut entered = false;
    for entry in entries {
        match entry.kind.as_str() {
            "commitment.published" | "commitment.revised" => {
                let Some(promised) = read::<Promised>(entry) else { continue };
                if !entered {
                    card.published_at = entry.at;
                    card.published_on = entry.at.day_in(zone);
                }
                promise(card, promised);
                entered = true;
            }
            "commitment.suspended" => {
                card.state = StoredState::Suspended;
                card.reason = read::<Said>(entry).and_then(|body| body.reason?.texts);
            }
            "commitment.dropped" => {
                card.state = StoredState::Dropped;
                card.dropped_reason = read::<GivenUp>(entry).and_then(|body| body.reason);
            }
            _ => {}
        }
    }
    card.history.retain(|line| line.at < at);
    if hidden_now {
        card.state = StoredState::Suspended;
    }
    entered
}

fn promise(card: &mut CommitmentCard, promised: Promised) {
    card.state = StoredState::Active;
    card.reason = None;
    card.dropped_reason = None;
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
}
