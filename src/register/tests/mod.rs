//! Stories of the register as a whole, told with invented organisations. Here: what they share.

mod counting;
mod listing;
mod withheld;

use super::card::{HistoryLine, Statement, UpdateCard};
use super::*;
use crate::domain::assurance::{Assurance, Level, Method};
use crate::domain::commitment::{Claim, Kind, Measure, Stage, StoredState};
use crate::domain::commitment_status::{Policy, Status};
use crate::domain::currency::{Currency, Money};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::search_key::fold;
use crate::domain::visibility::{CommitmentShown, PublicState, Visibility};
use crate::domain::{Day, Moment};
use std::sync::Arc;

const POLICY: Policy =
    Policy { due_soon_days: 30, takes_reports: true, report_interval_days: 180, grace_days: 30 };

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-24")
}

fn view() -> View {
    View { locale: Locale::English, today: today(), page_size: 20 }
}

fn signatory(number: u32, name: &str, category: Category, country: &str) -> SignatoryEntry {
    let at = Moment::from_millis(i64::from(number) * 1_000);
    let card = SignatoryCard {
        organisation: OrganisationId(i64::from(number)),
        public_id: format!("s{number}"),
        slug: format!("slug-{number}"),
        name: name.to_owned(),
        other_names: Vec::new(),
        identifiers: Default::default(),
        category,
        country: CountryCode::parse(country),
        region: (country == "DK" || country == "SE").then_some(RegionCode::Europe),
        website: Some("https://example.org".to_owned()),
        number,
        signed_version: 1,
        signed_language: "en".to_owned(),
        signed_at: at,
        taken_over: false,
        published_at: at,
        state: PublicState::Published,
        reason: None,
        withdrew_suspended: false,
        assurance: None,
        lapsed: None,
        statement: Some(Statement { text: "We sign.".to_owned(), language: "en".to_owned() }),
        description: None,
        people: Vec::new(),
        updated_at: at,
        history: vec![HistoryLine {
            number: Some(0),
            at,
            kind: "endorsement.published".to_owned(),
            commitment: None,
            detail: None,
        }],
        search_key: fold(name),
    };
    SignatoryEntry { card: Arc::new(card), visibility: Visibility::Public }
}

fn commitment(id: u32, organisation: u32, paragraphs: &[&str]) -> Arc<CommitmentCard> {
    let card = CommitmentCard {
        reason: None,
        dropped_reason: None,
        id: CommitmentId(i64::from(id)),
        public_id: format!("c{id}"),
        organisation: OrganisationId(i64::from(organisation)),
        kind: Kind::Action,
        title: format!("Promise {id}"),
        action: "We will publish our source code.".to_owned(),
        paragraphs: paragraphs.iter().map(|&paragraph| paragraph.to_owned()).collect(),
        measure: Measure::Deliverable,
        start: None,
        due: day("2027-12-31"),
        stage: None,
        amount: None,
        recipients: None,
        countries: Vec::new(),
        evidence: Vec::new(),
        state: StoredState::Active,
        updates: Vec::new(),
        reviews: Vec::new(),
        history: vec![HistoryLine {
            number: Some(u64::from(id)),
            at: Moment::from_millis(i64::from(id)),
            kind: "commitment.published".to_owned(),
            commitment: Some(CommitmentId(i64::from(id))),
            detail: None,
        }],
        version: 1,
        published_at: Moment::from_millis(i64::from(id)),
        published_on: day("2026-11-01"),
        search_key: format!("promise {id}"),
    };
    Arc::new(card)
}

fn source(signatories: Vec<SignatoryEntry>, commitments: Vec<Arc<CommitmentCard>>) -> Source {
    Source {
        log: None,
        content_revision: 9,
        unsettled: false,
        built_at: Moment::from_millis(1_000_000),
        policy: POLICY,
        call: CallCard::default(),
        signatories,
        commitments,
        redirects: Vec::new(),
        gone_slugs: Vec::new(),
        gone_commitments: Vec::new(),
        unnamed: 0,
    }
}

fn change<T: Clone>(card: &mut Arc<T>, change: impl FnOnce(&mut T)) {
    change(Arc::make_mut(card));
}

fn ask(scope: Scope, text: &str) -> Query {
    let pairs: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    Query::from_pairs(scope, &pairs)
}

fn names<'a>(snapshot: &'a Snapshot, text: &str) -> Vec<&'a str> {
    let results = snapshot.find(&ask(Scope::Signatories, text), &view());
    results.places.iter().map(|&place| snapshot.signatory(place).name.as_str()).collect()
}

fn counts(results: &Results, group: Group) -> Vec<(&str, u32)> {
    let facet = results.facets.iter().find(|facet| facet.group == group).unwrap();
    facet.counts.iter().filter(|c| c.count > 0).map(|c| (c.code.as_str(), c.count)).collect()
}

fn small() -> Vec<SignatoryEntry> {
    vec![
        signatory(1, "Ålborg Bylaug", Category::LocalGovernment, "DK"),
        signatory(2, "Zebra Presse", Category::Media, "DK"),
        signatory(3, "Aarhus Lyttepost", Category::Media, "SE"),
        signatory(4, "معهد النخلة الرقمي", Category::Academia, "EG"),
        signatory(5, "竹林开放研究所", Category::Academia, "CN"),
        signatory(6, "Bodil Tænketank", Category::CivilSociety, "DK"),
    ]
}

/// A register in which everything varies, from a small generator so that it is the same every time.
fn varied(items: u32) -> Snapshot {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut roll = |sides: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % sides) as usize
    };
    let mut signatories = Vec::new();
    let mut commitments = Vec::new();
    for number in 1..=items {
        let country = ["DK", "SE", "KE", "BR", ""][roll(5)];
        let name = format!("{} {} {number}", ["Fyr", "Lygte", "Anker"][roll(3)], ["Nord", "Syd"][roll(2)]);
        let mut entry = signatory(number, &name, Category::ALL[roll(7)], country);
        let level = Level::ALL[roll(5)];
        let checked_on = Moment::from_millis(0);
        change(&mut entry.card, |card| {
            card.signed_version = 1 + roll(3) as u32;
            card.state = if roll(8) == 0 { PublicState::Withdrawn } else { PublicState::Published };
            card.assurance = Some(Assurance { level, method: Method::Letter, checked_on, lapse: None });
        });
        entry.visibility = if roll(9) == 0 { Visibility::Protected } else { Visibility::Public };
        signatories.push(entry);
        for extra in 0..roll(3) as u32 {
            let mut entry = commitment(number * 10 + extra, number, &[["p1", "p2", "p3"][roll(3)], "p9"]);
            let due = day(["2026-10-01", "2026-12-10", "2028-01-01"][roll(3)]);
            change(&mut entry, |card| {
                card.kind = Kind::ALL[roll(3)];
                card.due = due;
                card.state = if roll(6) == 0 { StoredState::Dropped } else { StoredState::Active };
            });
            commitments.push(entry);
        }
    }
    Snapshot::build(source(signatories, commitments))
}

#[test]
fn a_snapshot_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&varied(3));
}
