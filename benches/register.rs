//! Prints what building and asking the register costs, at 10,000 and 100,000 signatories.
//!
//! Run with `cargo bench --bench register`. Wanted: a filter with all its counts in about 2 ms at 10,000
//! and under 30 ms at 100,000.

use std::sync::Arc;
use std::time::Instant;
use tilsagn::domain::assurance::{Assurance, Level, Method};
use tilsagn::domain::commitment::{Kind, Measure, StoredState};
use tilsagn::domain::commitment_status::Policy;
use tilsagn::domain::ids::{CommitmentId, OrganisationId};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::search_key::fold;
use tilsagn::domain::visibility::{PublicState, Visibility};
use tilsagn::domain::{Day, Moment};
use tilsagn::register::{
    CallCard, CommitmentCard, CountryCode, Cursor, Query, RegionCode, Scope, SignatoryCard, SignatoryEntry,
    Snapshot, Source, View,
};

const QUESTIONS: [(Scope, &str); 9] = [
    (Scope::Signatories, ""),
    (Scope::Signatories, "category=media"),
    (Scope::Signatories, "category=media&country=AC&country=BC&version=2&assurance=mailbox&paragraph=p3"),
    (Scope::Signatories, "sort=name&page=40"),
    (Scope::Signatories, "q=a"),
    (Scope::Signatories, "q=lantern+north&region=europe"),
    (Scope::Commitments, ""),
    (Scope::Commitments, "status=planned&kind=action&due=2028"),
    (Scope::Commitments, "q=archive"),
];

fn main() {
    for items in [10_000, 100_000] {
        let source = source(items);
        let started = Instant::now();
        let snapshot = Snapshot::build(source);
        println!("{items} signatories: built in {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
        let today = Day::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let view = View { locale: Locale::Danish, today, page_size: 50 };
        for (scope, text) in QUESTIONS {
            let pairs: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
            let query = Query::from_pairs(scope, &pairs);
            let (millis, total) = median(|| snapshot.find(&query, &view).total);
            println!("{millis:>9.3} ms  {scope}?{text}  ({total} found)");
        }
        let cursor = Cursor { after: Some((items / 2).to_string()), limit: 500 };
        let all = Query::new(Scope::Signatories);
        let (millis, _) = median(|| snapshot.slice(&all, &cursor, &view).map_or(0, |slice| slice.total));
        println!("{millis:>9.3} ms  a page of the API");
        let (millis, _) = median(|| snapshot.totals(today).commitments);
        println!("{millis:>9.3} ms  totals");
    }
}

fn median(work: impl Fn() -> u32) -> (f64, u32) {
    let mut found = 0;
    let mut times: Vec<f64> = (0..21)
        .map(|_| {
            let started = Instant::now();
            found = std::hint::black_box(work());
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], found)
}

fn source(items: u32) -> Source {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut roll = move |sides: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % sides) as usize
    };
    let mut signatories = Vec::new();
    let mut commitments = Vec::new();
    for number in 1..=items {
        signatories.push(signatory(number, &mut roll));
        for part in 0..roll(3) as u32 {
            commitments.push(commitment(number * 4 + part, number, &mut roll));
        }
    }
    Source {
        log: None,
        content_revision: 1,
        unsettled: false,
        built_at: Moment::from_millis(1),
        policy: Policy { due_soon_days: 30, takes_reports: true, report_interval_days: 180, grace_days: 30 },
        call: CallCard::default(),
        signatories,
        commitments,
        redirects: Vec::new(),
        gone_slugs: Vec::new(),
        gone_commitments: Vec::new(),
        unnamed: 19,
    }
}

fn signatory(number: u32, roll: &mut impl FnMut(u64) -> usize) -> SignatoryEntry {
    let what = ["Lantern", "Ånchor", "Harbour", "Øre", "Willow", "Copper", "Quiet", "Amber"][roll(8)];
    let kind = ["Institute", "Society", "Forum", "Agency", "Works", "Press"][roll(6)];
    let side = ["North", "South", "Æst", "West"][roll(4)];
    let name = format!("{what} {kind} of {side} County No. {number}");
    let at = Moment::from_millis(i64::from(number));
    let assurance =
        Assurance { level: Level::ALL[roll(5)], method: Method::MailedLink, checked_on: at, lapse: None };
    let card = SignatoryCard {
        organisation: OrganisationId(i64::from(number)),
        public_id: format!("s{number}"),
        slug: format!("slug-{number}"),
        other_names: Vec::new(),
        identifiers: Default::default(),
        category: Category::ALL[roll(7)],
        country: CountryCode::parse(&format!("{}C", char::from(b'A' + roll(26) as u8))),
        region: Some(RegionCode::ALL[roll(5)]),
        website: None,
        number,
        signed_version: 1 + roll(3) as u32,
        signed_language: "en".to_owned(),
        signed_at: at,
        taken_over: false,
        withdrew_suspended: false,
        published_at: at,
        state: PublicState::Published,
        reason: None,
        assurance: Some(assurance),
        lapsed: None,
        statement: None,
        description: None,
        people: Vec::new(),
        updated_at: at,
        history: Vec::new(),
        search_key: fold(&name),
        name,
    };
    SignatoryEntry { card: Arc::new(card), visibility: Visibility::Public }
}

fn commitment(id: u32, organisation: u32, roll: &mut impl FnMut(u64) -> usize) -> Arc<CommitmentCard> {
    let title = format!("Open the {} by the year {id}", ["archive", "source code", "data", "doors"][roll(4)]);
    let card = CommitmentCard {
        reason: None,
        dropped_reason: None,
        id: CommitmentId(i64::from(id)),
        public_id: format!("c{id}"),
        organisation: OrganisationId(i64::from(organisation)),
        kind: Kind::ALL[roll(3)],
        action: "We will.".to_owned(),
        paragraphs: vec![format!("p{}", roll(12)), format!("p{}", roll(12))],
        measure: Measure::Deliverable,
        start: None,
        due: Day::from_ymd_opt(2026 + roll(5) as i32, 6, 30).unwrap_or_default(),
        stage: None,
        amount: None,
        recipients: None,
        countries: Vec::new(),
        evidence: Vec::new(),
        state: StoredState::Active,
        updates: Vec::new(),
        reviews: Vec::new(),
        history: Vec::new(),
        version: 1,
        published_at: Moment::from_millis(i64::from(id)),
        published_on: Day::from_ymd_opt(2026, 11, 18).unwrap_or_default(),
        search_key: fold(&title),
        title,
    };
    Arc::new(card)
}
