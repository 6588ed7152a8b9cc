//! Answering a query: one pass over the list gives the total, the counts of every filter and a page.
//!
//! The counts of a filter ignore what is chosen in that filter itself and heed everything else: each says
//! how many one would see by choosing that value alone in its group.

use super::column::{Column, Tally, tally};
use super::query::{Group, Query, Scope, Sort};
use super::search::{Haystack, Rank};
use super::snapshot::Snapshot;
use crate::domain::Day;
use crate::domain::commitment_status::Status;
use crate::domain::locale::Locale;
use crate::domain::search_key::fold;

/// From where the reader looks: what a query's answer depends on besides the snapshot.
#[derive(Clone, Copy)]
pub struct View {
    pub locale: Locale,
    /// The day in the deployment's time zone; statuses turn on it.
    pub today: Day,
    /// Items on a page, at least one.
    pub page_size: u32,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    pub total: u32,
    /// From 1, as asked; a page past the last has no items.
    pub page: u32,
    /// At least 1.
    pub pages: u32,
    /// Places in the snapshot's list.
    pub places: Vec<u32>,
    pub facets: Vec<Facet>,
}

/// A filter with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub group: Group,
    /// Every value that some item has, and every chosen one.
    pub counts: Vec<Count>,
}

/// One value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub code: String,
    pub count: u32,
    pub selected: bool,
}

/// The columns and keys of one list.
pub(super) struct Table {
    pub columns: Vec<(Group, Column)>,
    pub haystack: Haystack,
    /// Which items stand in lists; tombstones and marked commitments do not.
    pub listed: Vec<bool>,
}

/// What a pass found.
pub(super) struct Sifted {
    pub tally: Tally,
    pub ranks: Option<Vec<Option<Rank>>>,
    facets: Vec<Facet>,
}

impl Table {
    /// Passes over the list once, with one more column that cannot be kept (the status of the day).
    fn sift(&self, extra: Option<&(Group, Column)>, query: &Query) -> Sifted {
        let ranks = (!query.q.is_empty()).then(|| self.haystack.find(&fold(&query.q)));
        let groups: Vec<&(Group, Column)> = extra.into_iter().chain(&self.columns).collect();
        let columns: Vec<_> =
            groups.iter().map(|(group, column)| (column, column.chosen(query.chosen(*group)))).collect();
        let tally = tally(&columns, self.listed.len(), |item| {
            self.listed[item] && ranks.as_ref().is_none_or(|ranks| ranks[item].is_some())
        });
        let facets = groups
            .iter()
            .zip(&tally.counts)
            .map(|((group, column), counts)| facet(*group, column, counts, query.chosen(*group)))
            .collect();
        Sifted { tally, ranks, facets }
    }
}

impl Sifted {
    /// The page asked for, of everything that matched in this order.
    fn results(self, order: &[u32], query: &Query, view: &View) -> Results {
        let size = view.page_size.max(1);
        let skip = (query.page as usize - 1).saturating_mul(size as usize);
        let matched = |place: &&u32| self.tally.matched[**place as usize];
        let places = match self.ranks.as_ref().filter(|_| query.sort.is_none()) {
            None => order.iter().filter(matched).skip(skip).take(size as usize).copied().collect(),
            Some(ranks) => {
                let ranked = |&best: &Rank| {
                    order.iter().filter(matched).filter(move |place| ranks[**place as usize] == Some(best))
                };
                Rank::ALL.iter().flat_map(ranked).skip(skip).take(size as usize).copied().collect()
            }
        };
        let total = self.tally.total;
        Results { total, page: query.page, pages: total.div_ceil(size).max(1), places, facets: self.facets }
    }
}

fn facet(group: Group, column: &Column, counts: &[u32], chosen: &[String]) -> Facet {
    let count = |(code, &count): (&String, &u32)| Count {
        code: code.clone(),
        count,
        selected: chosen.binary_search(code).is_ok(),
    };
    let mut counts: Vec<Count> = column.codes.iter().zip(counts).map(count).collect();
    let unseen = chosen.iter().filter(|code| !column.codes.contains(code));
    counts.extend(unseen.map(|code| Count { code: code.clone(), count: 0, selected: true }));
    Facet { group, counts }
}

impl Snapshot {
    /// Answers a query over signatories or commitments, whichever it asks. Signatories come newest
    /// first unless asked otherwise, commitments last published first; a search brings the best fit first.
    pub fn find(&self, query: &Query, view: &View) -> Results {
        let sifted = self.sift(query, view);
        match query.scope {
            Scope::Signatories => {
                let order = self.orders.get(query.sort.unwrap_or(Sort::Newest), view.locale);
                sifted.results(order, query, view)
            }
            Scope::Commitments => {
                let latest: Vec<u32> = (0..self.commitments.len() as u32).rev().collect();
                sifted.results(&latest, query, view)
            }
        }
    }

    /// The pass alone.
    pub(super) fn sift(&self, query: &Query, view: &View) -> Sifted {
        match query.scope {
            Scope::Signatories => self.signatory_table.sift(None, query),
            Scope::Commitments => {
                let status = (Group::Status, self.status_column(view.today));
                self.commitment_table.sift(Some(&status), query)
            }
        }
    }

    fn status_column(&self, today: Day) -> Column {
        let codes = Status::ALL.iter().map(|status| status.code().to_owned()).collect();
        let places = 0..self.commitments.len() as u32;
        Column::of_one(codes, places.map(|place| self.status(place, today) as u16).collect())
    }
}
