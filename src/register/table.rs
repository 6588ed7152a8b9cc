//! Filling the filter columns of both lists from their cards. What is not listed has no values at all.

use super::card::{CommitmentCard, RegionCode, SignatoryCard};
use super::column::Column;
use super::filter::Table;
use super::query::Group;
use super::search::Haystack;
use crate::domain::assurance::Level;
use crate::domain::commitment::Kind;
use crate::domain::organisation::Category;
use crate::domain::visibility::{CommitmentShown, PublicState};
use chrono::Datelike;
use std::sync::Arc;

/// What the tables are filled from.
pub(super) struct Links<'a> {
    pub signatories: &'a [Arc<SignatoryCard>],
    pub commitments: &'a [Arc<CommitmentCard>],
    pub shown: &'a [CommitmentShown],
}

impl Links<'_> {
    /// The table of signatories, given the places of each one's commitments.
    pub fn signatory_table(&self, commitments_of: &[Vec<u32>]) -> Table {
        let cards = self.signatories;
        let listed: Vec<bool> = cards.iter().map(|card| card.state == PublicState::Published).collect();
        let regions: Vec<&str> = RegionCode::ALL.iter().map(|region| region.code()).collect();
        let levels: Vec<&str> = Level::ALL.iter().map(|level| level.code()).collect();
        let columns = vec![
            column(Group::Category, &categories(), &listed, |item, add| add(cards[item].category.code())),
            column(Group::Country, &[], &listed, |item, add| {
                cards[item].country.iter().for_each(|code| add(code.as_str()));
            }),
            column(Group::Region, &regions, &listed, |item, add| {
                cards[item].region.iter().for_each(|region| add(region.code()));
            }),
            column(Group::Version, &[], &listed, |item, add| add(&cards[item].signed_version.to_string())),
            column(Group::Assurance, &levels, &listed, |item, add| add(cards[item].level().code())),
            column(Group::Paragraph, &[], &listed, |item, add| {
                for &place in &commitments_of[item] {
                    self.commitments[place as usize].paragraphs.iter().for_each(|id| add(id));
                }
            }),
        ];
        let haystack = Haystack::build(cards.iter().map(|card| card.search_key.as_str()));
        Table { columns, haystack, listed }
    }

    /// The table of commitments, given the place of each one's signatory. Its status column depends on
    /// the day and is made for each query.
    pub fn commitment_table(&self, signatory_of: &[u32]) -> Table {
        let cards = self.commitments;
        let listed: Vec<bool> = self.shown.iter().map(|&shown| shown == CommitmentShown::Full).collect();
        let signatory = |item: usize| &self.signatories[signatory_of[item] as usize];
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        let columns = vec![
            column(Group::Kind, &kinds, &listed, |item, add| add(cards[item].kind.code())),
            column(Group::Category, &categories(), &listed, |item, add| add(signatory(item).category.code())),
            column(Group::Country, &[], &listed, |item, add| {
                // One that names no country is where its signatory is.
                let home = signatory(item).country.iter().filter(|_| cards[item].countries.is_empty());
                cards[item].countries.iter().chain(home).for_each(|code| add(code.as_str()));
            }),
            column(Group::Paragraph, &[], &listed, |item, add| {
                cards[item].paragraphs.iter().for_each(|id| add(id));
            }),
            column(Group::Due, &[], &listed, |item, add| add(&format!("{:04}", cards[item].due.year()))),
        ];
        let haystack = Haystack::build(cards.iter().map(|card| card.search_key.as_str()));
        Table { columns, haystack, listed }
    }
}

fn categories() -> Vec<&'static str> {
    Category::ALL.iter().map(|category| category.code()).collect()
}

fn column(
    group: Group,
    known: &[&str],
    listed: &[bool],
    describe: impl Fn(usize, &mut dyn FnMut(&str)),
) -> (Group, Column) {
    let listed_only = |item: usize, add: &mut dyn FnMut(&str)| {
        if listed[item] {
            describe(item, add);
        }
    };
    (group, Column::build(known, listed.len(), listed_only))
}
