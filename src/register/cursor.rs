//! Pages of the API: in the order of publication, each beginning after a given place.
//!
//! That order only grows at its end, so whoever follows the cursors sees everything once, even while
//! others sign. A cursor stays good when the item that it names has gone.

use super::filter::View;
use super::query::{Query, Scope};
use super::snapshot::Snapshot;
use crate::domain::{Flaw, Moment, Problems, Result, limits};

/// Where a page of the API begins and how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The place after which to begin; `None` is the beginning. What it holds is our own business.
    pub after: Option<String>,
    /// From 1 to `limits::API_PAGE`.
    pub limit: usize,
}

impl Default for Cursor {
    fn default() -> Cursor {
        Cursor { after: None, limit: limits::API_PAGE_DEFAULT }
    }
}

/// A page of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// How many match in all.
    pub total: u32,
    /// Places in the snapshot's list.
    pub places: Vec<u32>,
    /// The `after` of the next page, if there is one.
    pub next: Option<String>,
}

impl Cursor {
    /// Reads `after` and `limit`.
    ///
    /// # Errors
    /// `Invalid` on a limit that is no number from 1 to `limits::API_PAGE`.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Cursor> {
        let mut cursor = Cursor::default();
        let mut problems = Problems::default();
        for (name, value) in pairs {
            match name.as_str() {
                "after" if !value.is_empty() => cursor.after = Some(value.clone()),
                "limit" => match value.parse::<usize>() {
                    Ok(limit) if (1..=limits::API_PAGE).contains(&limit) => cursor.limit = limit,
                    _ => problems.add("limit", Flaw::NumberMalformed),
                },
                _ => {}
            }
        }
        problems.check()?;
        Ok(cursor)
    }
}

impl Snapshot {
    /// One page of what matches, oldest first. The query's own page and sort are ignored.
    ///
    /// # Errors
    /// `Invalid` on an `after` that no page ever gave.
    pub fn slice(&self, query: &Query, cursor: &Cursor, view: &View) -> Result<Slice> {
        let start = match &cursor.after {
            None => 0,
            Some(after) => self.place_after(query.scope, after)?,
        };
        let tally = self.sift(query, view).tally;
        let mut matching = (start..tally.matched.len()).filter(|&place| tally.matched[place]);
        let places: Vec<u32> = matching.by_ref().take(cursor.limit).map(|place| place as u32).collect();
        let more = matching.next().is_some();
        let next = places.last().filter(|_| more).map(|&last| self.cursor_of(query.scope, last));
        Ok(Slice { total: tally.total, places, next })
    }

    fn place_after(&self, scope: Scope, after: &str) -> Result<usize> {
        let wrong = || crate::domain::Error::invalid("after", Flaw::UnknownChoice);
        match scope {
            Scope::Signatories => {
                let number: u32 = after.parse().map_err(|_| wrong())?;
                Ok(self.signatories.partition_point(|card| card.number <= number))
            }
            Scope::Commitments => {
                let (millis, id) = after.split_once('-').ok_or_else(wrong)?;
                let at = Moment::from_millis(millis.parse().map_err(|_| wrong())?);
                let reached = |at_card: Moment, id_card: &str| (at_card, id_card) <= (at, id);
                Ok(self.commitments.partition_point(|card| reached(card.published_at, &card.public_id)))
            }
        }
    }

    fn cursor_of(&self, scope: Scope, place: u32) -> String {
        match scope {
            Scope::Signatories => self.signatory(place).number.to_string(),
            Scope::Commitments => {
                let card = self.commitment(place);
                format!("{}-{}", card.published_at.millis(), card.public_id)
            }
        }
    }
}
