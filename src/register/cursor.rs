//! Pages of the API: in the order of publication, each beginning after a given place.
//!
//! That order only grows at its end, so whoever follows the cursors sees everything once, even while
//! others sign. A cursor stays good when the item that it names has gone. A search brings the best fit first, as on
//! the pages, and among equals the newest.

use super::filter::View;
use super::query::{Query, Scope};
use super::search::Rank;
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
    /// One page of what matches, oldest first; of a search, the best fit first. The query's own page and sort are ignored.
    ///
    /// # Errors
    /// `Invalid` on an `after` that no page ever gave.
    pub fn slice(&self, query: &Query, cursor: &Cursor, view: &View) -> Result<Slice> {
        let sifted = self.sift(query, view);
        let tally = sifted.tally;
        if let Some(ranks) = sifted.ranks {
            let fits = |place: usize| ranks[place].filter(|_| tally.matched[place]);
            return self.best_first(query.scope, cursor, (tally.total, tally.matched.len()), fits);
        }
        let start = match &cursor.after {
            None => 0,
            Some(after) => self.place_after(query.scope, after)?,
        };
        let mut matching = (start..tally.matched.len()).filter(|&place| tally.matched[place]);
        let places: Vec<u32> = matching.by_ref().take(cursor.limit).map(|place| place as u32).collect();
        let more = matching.next().is_some();
        let next = places.last().filter(|_| more).map(|&last| self.cursor_of(query.scope, last));
        Ok(Slice { total: tally.total, places, next })
    }

    /// One page of what a search found.
    fn best_first(
        &self,
        scope: Scope,
        cursor: &Cursor,
        (total, places): (u32, usize),
        fits: impl Fn(usize) -> Option<Rank>,
    ) -> Result<Slice> {
        let wrong = || crate::domain::Error::invalid("after", Flaw::UnknownChoice);
        let begun: Option<Result<(Rank, usize)>> = cursor.after.as_deref().map(|after| {
            let (rank, last) = after.split_once('.').ok_or_else(wrong)?;
            let rank = rank.parse::<usize>().ok().and_then(|rank| Rank::ALL.get(rank)).ok_or_else(wrong)?;
            // The last one itself lies just before the place after it, if it is still there.
            let behind = self.place_after(scope, last)?;
            let there = behind.checked_sub(1).is_some_and(|one| self.cursor_of(scope, one as u32) == last);
            Ok((*rank, behind - usize::from(there)))
        });
        let begun = begun.transpose()?;
        let waits = |rank: Rank, place: usize| match begun {
            Some((last, before)) => rank > last || (rank == last && place < before),
            None => true,
        };
        let (waits, fits) = (&waits, &fits);
        let mut found = Rank::ALL.into_iter().enumerate().flat_map(|(index, rank)| {
            let of_rank = (0..places).rev().filter(move |&place| waits(rank, place));
            of_rank.filter(move |&place| fits(place) == Some(rank)).map(move |place| (index, place as u32))
        });
        let page: Vec<(usize, u32)> = found.by_ref().take(cursor.limit).collect();
        let more = found.next().is_some();
        let last = page.last().filter(|_| more);
        let next = last.map(|&(rank, place)| format!("{rank}.{}", self.cursor_of(scope, place)));
        Ok(Slice { total, places: page.into_iter().map(|(_, place)| place).collect(), next })
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
