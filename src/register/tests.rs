//! Stories of the register as a whole, told with invented organisations.

use super::card::{HistoryLine, Statement, UpdateCard};
use super::*;
use crate::domain::assurance::{Assurance, Level, Method};
use crate::domain::commitment::{Claim, Kind, Measure, Stage, StoredState};
use crate::domain::commitment_status::{Policy, Status};
use crate::domain::currency::{Currency, Money};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::visibility::{CommitmentShown, PublicState, Visibility};
use crate::domain::{Day, Moment};
use std::sync::Arc;

const POLICY: Policy = Policy { due_soon_days: 30, report_interval_days: 180, grace_days: 30 };

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-24")
}

/// Good enough for these tests: the true folding is the domain's.
fn fold(text: &str) -> String {
    text.to_lowercase().replace('å', "aa").replace('ø', "o").replace('æ', "ae")
}

fn view() -> View {
    View { locale: Locale::English, today: today(), page_size: 20, fold }
}

fn signatory(number: u32, name: &str, category: Category, country: &str) -> SignatoryEntry {
    let at = Moment::from_millis(i64::from(number) * 1_000);
    let card = SignatoryCard {
        organisation: OrganisationId(i64::from(number)),
        public_id: format!("s{number}"),
        slug: format!("slug-{number}"),
        name: name.to_owned(),
        other_names: Vec::new(),
        category,
        country: CountryCode::parse(country),
        region: (country == "DK" || country == "SE").then_some(RegionCode::Europe),
        website: Some("https://example.org".to_owned()),
        number,
        signed_version: 1,
        signed_language: "en".to_owned(),
        signed_at: at,
        published_at: at,
        state: PublicState::Published,
        assurance: None,
        statement: Some(Statement { text: "We sign.".to_owned(), language: "en".to_owned() }),
        description: None,
        updated_at: at,
        history: vec![HistoryLine { at, kind: "endorsement.published".to_owned(), detail: None }],
        search_key: fold(name),
    };
    SignatoryEntry { card: Arc::new(card), visibility: Visibility::Public, embargo: None, hidden: false }
}

fn commitment(id: u32, organisation: u32, paragraphs: &[&str]) -> CommitmentEntry {
    let card = CommitmentCard {
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
        countries: Vec::new(),
        state: StoredState::Active,
        updates: Vec::new(),
        reviews: Vec::new(),
        version: 1,
        published_at: Moment::from_millis(i64::from(id)),
        published_on: day("2026-11-01"),
        search_key: format!("promise {id}"),
    };
    CommitmentEntry { card: Arc::new(card), hidden: false }
}

fn source(signatories: Vec<SignatoryEntry>, commitments: Vec<CommitmentEntry>) -> Source {
    Source {
        revision: 7,
        content_revision: 9,
        built_at: Moment::from_millis(1_000_000),
        policy: POLICY,
        call: CallCard::default(),
        signatories,
        commitments,
        redirects: Vec::new(),
        gone_slugs: Vec::new(),
        gone_commitments: Vec::new(),
        unnamed: 0,
        country_name: |code, _| code.as_str().to_owned(),
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

#[test]
fn a_reader_searches_in_any_script() {
    let snapshot = Snapshot::build(source(small(), Vec::new()));
    assert_eq!(names(&snapshot, "q=النخلة"), ["معهد النخلة الرقمي"]);
    assert_eq!(names(&snapshot, "q=研究"), ["竹林开放研究所"]);
    assert_eq!(names(&snapshot, "q=TÆNK"), ["Bodil Tænketank"]);
    assert_eq!(names(&snapshot, "q=aalborg"), ["Ålborg Bylaug"]);
    assert_eq!(names(&snapshot, "q=ålborg+presse"), [""; 0]);
}

#[test]
fn the_best_fit_comes_first_unless_an_order_is_asked() {
    let snapshot = Snapshot::build(source(
        vec![
            signatory(1, "Lygte", Category::Media, "DK"),
            signatory(2, "Lygte Nord", Category::Media, "DK"),
            signatory(3, "Den Gamle Lygte", Category::Media, "DK"),
        ],
        Vec::new(),
    ));
    assert_eq!(names(&snapshot, "q=lygte"), ["Lygte", "Lygte Nord", "Den Gamle Lygte"]);
    assert_eq!(names(&snapshot, "q=lygte&sort=newest"), ["Den Gamle Lygte", "Lygte Nord", "Lygte"]);
}

#[test]
fn names_are_ordered_as_each_language_does() {
    let snapshot = Snapshot::build(source(small(), Vec::new()));
    let order = |locale| {
        let results =
            snapshot.find(&ask(Scope::Signatories, "sort=name&region=europe"), &View { locale, ..view() });
        results.places.iter().map(|&place| snapshot.signatory(place).number).collect::<Vec<_>>()
    };
    assert_eq!(order(Locale::English), [3, 1, 6, 2]);
    assert_eq!(order(Locale::Danish), [6, 2, 1, 3], "Å and Aa come last");
    assert_eq!(names(&snapshot, "sort=oldest").first(), Some(&"Ålborg Bylaug"));
    assert_eq!(names(&snapshot, "").first(), Some(&"Bodil Tænketank"));
    let by_country = names(&snapshot, "sort=country");
    assert_eq!((by_country[0], by_country[5]), ("竹林开放研究所", "Aarhus Lyttepost"));
}

#[test]
fn each_filter_counts_as_if_it_were_not_chosen_itself() {
    let snapshot = Snapshot::build(source(small(), vec![commitment(1, 2, &["p1", "p10", "p2"])]));
    let results = snapshot.find(&ask(Scope::Signatories, "category=media&country=DK&country=FR"), &view());
    assert_eq!(results.total, 1);
    assert_eq!(
        counts(&results, Group::Category),
        [("local_government", 1), ("civil_society", 1), ("media", 1)]
    );
    assert_eq!(counts(&results, Group::Country), [("DK", 1), ("SE", 1)]);
    assert_eq!(counts(&results, Group::Paragraph), [("p1", 1), ("p2", 1), ("p10", 1)]);
    let countries = results.facets.iter().find(|facet| facet.group == Group::Country).unwrap();
    let france = countries.counts.iter().find(|count| count.code == "FR").unwrap();
    assert!(france.selected && france.count == 0, "a chosen value stays to be taken away");
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
            card.assurance = Some(Assurance { level, method: Method::Letter, checked_on, expires: None });
        });
        entry.visibility = if roll(9) == 0 { Visibility::Protected } else { Visibility::Public };
        signatories.push(entry);
        for extra in 0..roll(3) as u32 {
            let mut entry = commitment(number * 10 + extra, number, &[["p1", "p2", "p3"][roll(3)], "p9"]);
            let due = day(["2026-10-01", "2026-12-10", "2028-01-01"][roll(3)]);
            change(&mut entry.card, |card| {
                card.kind = Kind::ALL[roll(3)];
                card.due = due;
                card.state = if roll(6) == 0 { StoredState::Dropped } else { StoredState::Active };
            });
            commitments.push(entry);
        }
    }
    Snapshot::build(source(signatories, commitments))
}

/// The values of an item in a group, read from the cards alone.
fn values(snapshot: &Snapshot, group: Group, scope: Scope, place: u32) -> Vec<String> {
    let owner = if scope == Scope::Commitments { snapshot.signatory_of(place) } else { place };
    let card = snapshot.signatory(owner);
    let paragraphs = |place: u32| snapshot.commitment(place).paragraphs.clone();
    match group {
        Group::Category => vec![card.category.code().to_owned()],
        Group::Country => card.country.iter().map(|code| code.as_str().to_owned()).collect(),
        Group::Region => card.region.iter().map(|region| region.code().to_owned()).collect(),
        Group::Version => vec![card.signed_version.to_string()],
        Group::Assurance => vec![card.level().code().to_owned()],
        Group::Paragraph if scope == Scope::Commitments => paragraphs(place),
        Group::Paragraph => {
            snapshot.commitments_of(owner).iter().flat_map(|&place| paragraphs(place)).collect()
        }
        Group::Status => vec![snapshot.status(place, today()).code().to_owned()],
        Group::Kind => vec![snapshot.commitment(place).kind.code().to_owned()],
        Group::Due => vec![snapshot.commitment(place).due.format("%Y").to_string()],
    }
}

#[test]
fn totals_and_counts_equal_those_of_a_plain_count() {
    let snapshot = varied(400);
    let questions = [
        (Scope::Signatories, ""),
        (Scope::Signatories, "category=media&category=state"),
        (Scope::Signatories, "country=DK&version=2&assurance=domain_control&assurance=none"),
        (Scope::Signatories, "q=lygte+nord&paragraph=p2&region=europe"),
        (Scope::Signatories, "paragraph=p1&paragraph=p9&country=FR&country=KE"),
        (Scope::Commitments, ""),
        (Scope::Commitments, "status=overdue&status=dropped&kind=offer"),
        (Scope::Commitments, "due=2026&country=SE&category=company&category=media&paragraph=p3"),
        (Scope::Commitments, "q=promise+1&kind=funding&due=2028"),
    ];
    for (scope, text) in questions {
        let query = ask(scope, text);
        let results = snapshot.find(&query, &View { page_size: 10_000, ..view() });
        let all: Vec<u32> = match scope {
            Scope::Signatories => snapshot.listed_signatories().map(|(place, _)| place).collect(),
            Scope::Commitments => snapshot.listed_commitments().map(|(place, _)| place).collect(),
        };
        let fits = |place: u32, but: Option<Group>| {
            let key = match scope {
                Scope::Signatories => &snapshot.signatory(place).search_key,
                Scope::Commitments => &snapshot.commitment(place).search_key,
            };
            fold(&query.q).split(' ').all(|word| key.contains(word))
                && scope.groups().iter().filter(|&&group| Some(group) != but).all(|&group| {
                    let chosen = query.chosen(group);
                    let own = values(&snapshot, group, scope, place);
                    chosen.is_empty() || own.iter().any(|value| chosen.contains(value))
                })
        };
        let expected: Vec<u32> = all.iter().copied().filter(|&place| fits(place, None)).collect();
        let mut found = results.places.clone();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
        assert_eq!(results.total as usize, expected.len());
        assert_eq!(results.facets.iter().map(|facet| facet.group).collect::<Vec<_>>(), scope.groups());
        for facet in &results.facets {
            for count in &facet.counts {
                let having = |&&place: &&u32| {
                    fits(place, Some(facet.group))
                        && values(&snapshot, facet.group, scope, place).contains(&count.code)
                };
                let expected = all.iter().filter(having).count();
                assert_eq!(count.count as usize, expected, "{text}: {} {}", facet.group, count.code);
            }
        }
    }
}

#[test]
fn pages_and_cursors_show_everything_once() {
    let snapshot = varied(230);
    for (scope, text) in [
        (Scope::Signatories, "sort=name"),
        (Scope::Signatories, "q=lygte"),
        (Scope::Commitments, "kind=action"),
    ] {
        let query = ask(scope, text);
        let small = View { page_size: 7, ..view() };
        let first = snapshot.find(&query, &small);
        let mut seen = Vec::new();
        for page in 1..=first.pages {
            seen.extend(snapshot.find(&query.on_page(page), &small).places);
        }
        assert!(snapshot.find(&query.on_page(first.pages + 1), &small).places.is_empty());
        assert!(snapshot.find(&query.on_page(u32::MAX), &small).places.is_empty());
        seen.sort_unstable();
        let mut sliced = Vec::new();
        let mut cursor = Cursor { after: None, limit: 7 };
        loop {
            let slice = snapshot.slice(&query, &cursor, &view()).unwrap();
            assert_eq!(slice.total, first.total);
            sliced.extend(slice.places);
            let Some(next) = slice.next else { break };
            cursor.after = Some(next);
        }
        assert_eq!(seen.len(), first.total as usize, "{text}");
        assert_eq!(seen, sliced, "{text}");
    }
}

#[test]
fn a_cursor_that_nobody_gave_is_refused() {
    let snapshot = varied(5);
    let read = |name: &str, value: &str| Cursor::from_pairs(&[(name.to_owned(), value.to_owned())]);
    assert!(read("limit", "0").is_err());
    assert_eq!(read("limit", "9999").unwrap().limit, 500);
    for (scope, after) in [(Scope::Signatories, "x"), (Scope::Commitments, "12"), (Scope::Commitments, "x-y")]
    {
        assert!(snapshot.slice(&Query::new(scope), &read("after", after).unwrap(), &view()).is_err());
    }
    let gone =
        snapshot.slice(&Query::new(Scope::Signatories), &read("after", "999").unwrap(), &view()).unwrap();
    assert_eq!((gone.places.len(), gone.next), (0, None));
}

#[test]
fn tombstones_keep_a_page_and_count_nowhere() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Revoked);
    let snapshot = Snapshot::build(source(entries, vec![commitment(1, 2, &["p1"])]));
    let Found::At(place) = snapshot.signatory_at("slug-2") else { panic!("its page is there") };
    assert!(snapshot.signatory(place).statement.is_none() && snapshot.signatory(place).website.is_none());
    assert_eq!(snapshot.signatory(place).history.len(), 1);
    assert!(!snapshot.is_listed(place));
    assert_eq!(names(&snapshot, "q=zebra"), [""; 0]);
    let totals = snapshot.totals(today());
    assert_eq!((totals.signatories.all, totals.commitments), (5, 0));
    assert_eq!(totals.signatories.by_category.get(&Category::Media), Some(&1));
    let Found::At(promise) = snapshot.commitment_at("c1") else { panic!("its page is there") };
    assert_eq!(snapshot.commitment_shown(promise), CommitmentShown::Tombstone);
    assert!(snapshot.commitment(promise).title.is_empty() && snapshot.commitment(promise).action.is_empty());
}

#[test]
fn a_withdrawn_signatorys_commitments_stay_readable_and_leave_the_totals() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Withdrawn);
    let snapshot =
        Snapshot::build(source(entries, vec![commitment(1, 2, &["p1"]), commitment(2, 1, &["p1"])]));
    let Found::At(promise) = snapshot.commitment_at("c1") else { panic!("its page is there") };
    assert_eq!(snapshot.commitment_shown(promise), CommitmentShown::Marked);
    assert_eq!(snapshot.commitment(promise).title, "Promise 1");
    assert_eq!(snapshot.commitments_of(snapshot.signatory_of(promise)), [promise]);
    assert_eq!(snapshot.totals(today()).commitments, 1);
    let results = snapshot.find(&Query::new(Scope::Commitments), &view());
    assert_eq!(results.total, 1);
    assert_eq!(counts(&results, Group::Paragraph), [("p1", 1)]);
}

#[test]
fn who_must_not_be_named_appears_nowhere() {
    let mut entries = small();
    entries[0].visibility = Visibility::Protected;
    entries[1].visibility = Visibility::Embargoed;
    entries[1].embargo = Some(Moment::from_millis(1_000_001));
    entries[2].hidden = true;
    change(&mut entries[3].card, |card| card.state = PublicState::Withdrawn);
    entries[3].visibility = Visibility::Protected;
    let commitments = (1..=4).map(|id| commitment(id, id, &["secret"])).collect();
    let mut source = source(entries, commitments);
    source.redirects = vec![("old".to_owned(), "slug-1".to_owned())];
    source.unnamed = 19;
    let snapshot = Snapshot::build(source);
    for number in 1..=4 {
        assert_eq!(snapshot.signatory_at(&format!("slug-{number}")), Found::Nothing);
        assert_eq!(snapshot.commitment_at(&format!("c{number}")), Found::Nothing);
    }
    assert_eq!(snapshot.signatory_at("old"), Found::Nothing, "no redirect gives one away");
    assert_eq!(names(&snapshot, "").len(), 2);
    let results = snapshot.find(&Query::new(Scope::Signatories), &view());
    assert_eq!(counts(&results, Group::Country), [("CN", 1), ("DK", 1)]);
    assert_eq!(counts(&results, Group::Paragraph), []);
    assert_eq!(counts(&results, Group::Category), [("civil_society", 1), ("academia", 1)]);
    let totals = snapshot.totals(today());
    assert_eq!((totals.signatories.all, totals.unnamed_at_least, totals.commitments), (2, 15, 0));
    assert_eq!(snapshot.next_change, Some(Moment::from_millis(1_000_001)));
}

#[test]
fn an_embargo_that_has_ended_hides_nothing() {
    let mut entries = small();
    entries[1].visibility = Visibility::Embargoed;
    entries[1].embargo = Some(Moment::from_millis(1_000_000));
    let snapshot = Snapshot::build(source(entries, Vec::new()));
    assert_eq!(names(&snapshot, "q=zebra"), ["Zebra Presse"]);
    assert_eq!(snapshot.next_change, None);
}

#[test]
fn merged_and_erased_addresses_say_so() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Merged);
    let mut source = source(entries, Vec::new());
    let pairs = [("slug-2", "slug-3"), ("older", "slug-2"), ("round", "about"), ("about", "round")];
    source.redirects = pairs.map(|(from, to)| (from.to_owned(), to.to_owned())).into();
    source.gone_slugs = vec!["erased".to_owned()];
    source.gone_commitments = vec!["c9".to_owned()];
    let snapshot = Snapshot::build(source);
    assert_eq!(snapshot.signatory_at("slug-2"), Found::Moved("slug-3"));
    assert_eq!(snapshot.signatory_at("older"), Found::Moved("slug-3"));
    assert_eq!(snapshot.signatory_at("round"), Found::Nothing);
    assert_eq!(snapshot.signatory_at("erased"), Found::Gone);
    assert_eq!(snapshot.commitment_at("c9"), Found::Gone);
    assert_eq!(snapshot.signatory_at("never"), Found::Nothing);
    assert_eq!(names(&snapshot, "").len(), 5);
}

#[test]
fn promised_money_counts_until_it_is_dropped() {
    let mut entries: Vec<_> = (1..=4).map(|id| commitment(id, 1, &[])).collect();
    for (entry, code) in entries.iter_mut().zip(["DKK", "DKK", "EUR", "EUR"]) {
        change(&mut entry.card, |card| {
            card.kind = Kind::Funding;
            card.stage = Some(Stage::Announced);
            card.amount = Some(Money { minor: 100, currency: Currency::parse(code).unwrap() });
        });
    }
    let on = day("2026-11-20");
    let given_up =
        UpdateCard { on, claim: Claim::Dropped, value: None, text: String::new(), evidence: Vec::new() };
    change(&mut entries[3].card, |card| card.updates.push(given_up));
    let totals = Snapshot::build(source(small(), entries)).totals(today());
    let sums: Vec<_> = totals.funding.iter().map(|sum| (sum.currency.code(), sum.minor)).collect();
    assert_eq!(sums, [("DKK", 200), ("EUR", 100)]);
    assert_eq!(totals.by_status.get(&Status::Dropped), Some(&1));
    assert_eq!(totals.commitments, 4);
}
