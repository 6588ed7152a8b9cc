//! An operator takes over lists of signatories: every row is accounted for, and every name comes back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde_json::Value;
use tilsagn::app::act::Origin;
use tilsagn::app::case::decide::{self, Outcome, Verdict};
use tilsagn::app::case::letters;
use tilsagn::app::case::ruling::Ruling;
use tilsagn::app::case::second::{self, Second};
use tilsagn::app::import::{self, Report, Row, Terms, reader};
use tilsagn::app::staff;
use tilsagn::domain::Moment;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::{OrganisationId, StaffId};
use tilsagn::domain::organisation::Category;
use tilsagn::domain::permit::{HeldSince, Staff};
use tilsagn::domain::text::Name;
use tilsagn::store;
use tilsagn::store::assurance::{AssuranceState, Evidence, NewAssurance};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Visitor, unescaped};

stories!(
    takes_organisations,
    takes_climate_coalition_open_letter,
    takes_digitale_zivilgesellschaft,
    takes_future_of_internet_states,
    takes_grand_bargain_publishers,
    takes_pmpc_organisations,
    takes_public_information_trust,
    takes_race_to_zero_governments,
    takes_save_whatsapp,
    strictly_keeps_nothing_of_a_list_with_a_bad_row,
    leaves_all_in_review_without_a_letter,
    takes_in_whom_a_stranger_named_and_did_not_confirm,
    says_where_the_twin_of_a_row_stands,
    names_of_several_twins_the_one_that_is_not_over,
);

const LETTER: &str = "JTEU 2026-4711";
/// Up to how long a list has each of its names looked up one by one. It takes three requests for a name, and with
/// thousands of them in the register minutes for all.
const WHOLE: usize = 200;
/// How many names of a longer list are, unless `TILSAGN_TEST_EVERY_NAME` is set: then all.
const SAMPLE: usize = 100;
/// Which rows of a list longer than this are taken in, unless that is set: each is compared with all before it.
const LONG: usize = 600;
const EACH: usize = 5;

fn takes_organisations(app: &TestApp) {
    takes(app, "organisations");
}
fn takes_climate_coalition_open_letter(app: &TestApp) {
    takes(app, "signatories-climate-coalition-open-letter");
}
fn takes_digitale_zivilgesellschaft(app: &TestApp) {
    takes(app, "signatories-digitale-zivilgesellschaft");
}
fn takes_future_of_internet_states(app: &TestApp) {
    takes(app, "signatories-future-of-internet-states");
}
fn takes_grand_bargain_publishers(app: &TestApp) {
    takes(app, "signatories-grand-bargain-publishers");
}
fn takes_pmpc_organisations(app: &TestApp) {
    takes(app, "signatories-pmpc-organisations");
}
fn takes_public_information_trust(app: &TestApp) {
    takes(app, "signatories-public-information-trust");
}
fn takes_race_to_zero_governments(app: &TestApp) {
    takes(app, "signatories-race-to-zero-governments");
}
fn takes_save_whatsapp(app: &TestApp) {
    takes(app, "signatories-save-whatsapp");
}

fn list(name: &str) -> Vec<Row> {
    let path = format!("{}/tests/fixtures/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    reader::read(std::fs::File::open(path).unwrap()).unwrap().rows
}

pub fn on_letter() -> Terms {
    // Most lists leave the country out for some rows; those are the operator's to name.
    let default_country = tilsagn::domain::country::Country::parse("DE").ok();
    Terms { publish_on_letter: Some(LETTER.to_owned()), default_country, ..Terms::default() }
}

pub fn import(app: &TestApp, rows: &[Row], terms: Terms) -> Report {
    app.block_on(import::signatories(&app.app, rows.to_vec().into(), terms, || {})).unwrap()
}

fn takes(app: &TestApp, name: &str) {
    app.publish_call();
    let mut rows = list(name);
    if rows.len() > LONG && !every_name() {
        rows = rows.into_iter().step_by(EACH).collect();
    }
    let before = app.rows();
    let dry = import(app, &rows, Terms { dry_run: true, ..on_letter() });
    assert!(app.rows() == before, "{name}: a dry run changed something");

    let begun = std::time::Instant::now();
    let report = import(app, &rows, on_letter());
    println!(
        "{name}: {} rows: {} accepted, {} duplicates, {} refused in {:?}",
        rows.len(),
        report.accepted,
        report.duplicates.len(),
        report.refused.len(),
        begun.elapsed()
    );
    assert_eq!(serde_json::to_value(&dry).unwrap(), serde_json::to_value(&report).unwrap());
    let accepted = accounted(&rows, &report);
    app.settle();
    let after = app.rows();
    told(&after, &accepted);

    let again = import(app, &rows, on_letter());
    assert_eq!(again.accepted, 0, "{name}: a second import added something");
    assert_eq!(again.duplicates.len(), rows.len() - report.refused.len());
    let twins: BTreeMap<u64, &str> =
        again.duplicates.iter().map(|row| (row.line, row.twin.as_str())).collect();
    for (row, name) in &accepted {
        assert_eq!(twins[&row.line], name.as_str());
    }
    let mut second = app.rows();
    let mut first = after;
    assert_eq!(second.remove("audit_lines").unwrap().len(), first.remove("audit_lines").unwrap().len() + 1);
    assert!(second == first, "{name}: a second import changed something");
    let states: i64 = accepted.iter().filter(|(row, _)| is_state(row)).map(|_| 1).sum();
    two_let_states_in(app, states);
    let entries = accepted.len() as u64 + states.unsigned_abs();
    assert_eq!(app.read(store::entry::count), entries, "{name}: an entry each, and one for each letter");
    comes_back(app, &accepted);
}

/// Every row is accepted, a duplicate with its twin, or refused with line and reason. Gives the accepted.
fn accounted<'a>(rows: &'a [Row], report: &Report) -> Vec<(&'a Row, Name)> {
    let by_line: BTreeMap<u64, &Row> = rows.iter().map(|row| (row.line, row)).collect();
    assert_eq!(by_line.len(), rows.len(), "every row has a line of its own");
    let mut told: BTreeSet<u64> = BTreeSet::new();
    for row in &report.refused {
        assert!(told.insert(row.line) && by_line.contains_key(&row.line), "{row:?}");
        assert!(["name", "category", "country", "website"].contains(&row.field), "{row:?}");
        assert!(!row.reason.code().is_empty(), "{row:?}");
    }
    for row in &report.duplicates {
        assert!(told.insert(row.line), "{row:?}");
        let twin = row.twin_line.expect("the twin is in the same list");
        assert!(twin < row.line, "{row:?}");
        assert_eq!(Name::parse(&by_line[&twin].name).unwrap().as_str(), row.twin, "{row:?}");
    }
    let accepted: Vec<_> = rows
        .iter()
        .filter(|row| !told.contains(&row.line))
        .map(|row| (row, Name::parse(&row.name).unwrap()))
        .collect();
    assert_eq!(accepted.len() as u64, report.accepted);
    assert_eq!(accepted.len() + report.duplicates.len() + report.refused.len(), rows.len());
    accepted
}

fn every_name() -> bool {
    std::env::var_os("TILSAGN_TEST_EVERY_NAME").is_some()
}

fn is_state(row: &Row) -> bool {
    row.category.trim() == Category::State.code()
}

/// States have a Case each, all others an entry; the letter is known to the audit trail alone.
fn told(tables: &BTreeMap<String, Vec<String>>, accepted: &[(&Row, Name)]) {
    let states = accepted.iter().filter(|(row, _)| is_state(row)).count();
    assert_eq!(tables["organisations"].len(), accepted.len());
    assert_eq!(tables["endorsements"].len(), accepted.len());
    assert_eq!(tables["cases"].len(), states);
    assert_eq!(tables["entries"].len(), accepted.len() - states);
    assert_eq!(tables["assurances"].len(), 0);
    assert!(tables["audit_lines"].iter().any(|line| line.contains(LETTER)));
    for (table, lines) in tables.iter().filter(|(table, _)| *table != "audit_lines") {
        assert!(!lines.iter().any(|line| line.contains(LETTER)), "the letter is named in {table}");
    }
}

/// Two colleagues let every state that waits into the register: one records their letters and proposes them all, the other
/// looks at each.
fn two_let_states_in(app: &TestApp, states: i64) {
    if states == 0 {
        return;
    }
    let (bodil, mogens) = (colleague(app, "bodil"), colleague(app, "mogens"));
    let ruling = Ruling::parse("publish", "", "", "", true).unwrap();
    // Nobody acts for them, so no mail is shown.
    let shown = letters::fingerprint(&app.app, &[]).unwrap();
    let (me, no_mail) = (bodil.id, shown.clone());
    let proposed = app.app.act(Origin::operator(), move |act| {
        (1..=states).try_for_each(|number| {
            let case = store::case::by_number(act.db, number)?;
            store::assurance::insert(act.db, &letter(case.organisation_id, me, act.now))?;
            let revision = case.revision;
            let verdict = Verdict { number, revision, shown: no_mail.clone(), ruling: ruling.clone() };
            assert_eq!(decide::made(act, (me, None), verdict)?, Outcome::Proposed);
            Ok(())
        })
    });
    app.block_on(proposed).unwrap();
    let second = Second::State(mogens.permit(app.app.clock.now()).unwrap());
    app.block_on(async {
        for number in 1..=states {
            let case = app.app.store.read(move |db| store::case::by_number(db, number)).await.unwrap();
            let seen = (case.revision, shown.clone());
            second::approve(&app.app, &second, Origin::operator(), number, seen).await.unwrap();
        }
    });
    app.settle();
}

/// A state's letter, as the first of two records it.
fn letter(of: OrganisationId, by: StaffId, now: Moment) -> NewAssurance {
    let (reference, sha256) = (LETTER.to_owned(), "07".repeat(32));
    NewAssurance {
        organisation_id: of,
        level: Level::OfficialLetter,
        evidence: store::Json(Evidence::Letter { reference, dated: now.naive().date(), sha256 }),
        state: AssuranceState::Recorded,
        recorded_by: Some(by),
        recorded_at: now,
        confirmed_at: None,
    }
}

/// A moderator, two days in the house, who needs no browser.
fn colleague(app: &TestApp, name: &str) -> Staff {
    let (email, now) = (format!("{name}@ministry.example"), app.app.clock.now());
    app.block_on(staff::add_by_operator(&app.app, &email, name, "moderator")).unwrap();
    let row = app.read(move |db| store::staff::by_email(db, &email)).expect("the account");
    let held_since = HeldSince::all(&row.roles, now - Duration::days(2));
    Staff { id: row.id, name: row.name, roles: row.roles, held_since, stepped_up_at: Some(now) }
}

/// Every accepted name is in JSON and in CSV, and on its page and in search: all of them, or a sample of many.
fn comes_back(app: &TestApp, accepted: &[(&Row, Name)]) {
    let visitor = app.anonymous();
    let mut expected: Vec<&str> = accepted.iter().map(|(_, name)| name.as_str()).collect();
    let published = all(&visitor, "/api/v1/signatories?limit=500");
    let mut in_json: Vec<&str> = published.iter().map(|item| item["name"].as_str().unwrap()).collect();
    in_json.sort_unstable();
    expected.sort_unstable();
    assert_eq!(in_json, expected);

    let csv = visitor.get("/data/signatories.csv").ok();
    let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
    let in_csv: BTreeMap<String, String> =
        reader.records().map(|row| row.unwrap()).map(|row| (row[1].to_owned(), row[2].to_owned())).collect();
    assert_eq!(in_csv.len(), published.len());
    for item in &published {
        let (slug, name) = (item["slug"].as_str().unwrap(), item["name"].as_str().unwrap());
        // A cell that a spreadsheet would run has an apostrophe in front, and nothing else is changed.
        let mark = if name.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        assert_eq!(in_csv[slug], format!("{mark}{name}"));
    }
    let all = published.len() <= WHOLE || every_name();
    let every = if all { 1 } else { published.len().div_ceil(SAMPLE) };
    for item in published.iter().step_by(every) {
        found(&visitor, item);
    }
}

/// A name is on its page, and a search for it finds it.
fn found(visitor: &Visitor, item: &Value) {
    let (slug, name) = (item["slug"].as_str().unwrap(), item["name"].as_str().unwrap());
    let page = visitor.get(item["url"].as_str().unwrap()).ok();
    assert_eq!(unescaped(&page.between("<h1 class=\"xl\"><bdi>", "</bdi></h1>")), name);
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", name).finish();
    let hits = all(visitor, &format!("/api/v1/signatories?limit=500&{query}"));
    assert!(hits.iter().any(|hit| hit["slug"] == slug && hit["name"] == name), "no search finds {name:?}");
    if hits.len() <= 20 {
        let page = visitor.get(&format!("/signatories?{query}")).ok();
        let shown = unescaped(&page.body);
        assert!(shown.contains(&format!("<bdi>{name}</bdi>")), "no page of search shows {name:?}");
    }
}

/// Every item of a list of the API, page after page.
fn all(visitor: &Visitor, first: &str) -> Vec<Value> {
    let (mut items, mut next) = (Vec::new(), Some(first.to_owned()));
    while let Some(path) = next {
        let mut page: Value = serde_json::from_str(&visitor.get(&path).ok().body).unwrap();
        items.append(page["data"].as_array_mut().unwrap());
        next = page["next"].as_str().map(str::to_owned);
    }
    items
}

fn strictly_keeps_nothing_of_a_list_with_a_bad_row(app: &TestApp) {
    app.publish_call();
    let before = app.rows();
    let mut rows = list("signatories-public-information-trust");
    let bad = Row { line: 99, name: "\u{200B} ".to_owned(), ..rows[0].clone() };
    rows.push(bad);
    let report = import(app, &rows, Terms { strict: true, ..on_letter() });
    assert_eq!((report.refused.len(), report.refused[0].line, report.refused[0].field), (1, 99, "name"));
    assert_eq!((report.accepted, report.published, report.in_review), (0, 0, 0), "nothing was taken in");
    assert!(app.rows() == before);
    let report = import(app, &rows, on_letter());
    assert_eq!((report.accepted, report.refused.len()), (17, 1));
}

fn leaves_all_in_review_without_a_letter(app: &TestApp) {
    app.publish_call();
    let rows = list("signatories-save-whatsapp");
    let report = import(app, &rows, Terms { publish_on_letter: None, ..on_letter() });
    app.settle();
    let tables = app.rows();
    assert_eq!(tables["cases"].len() as u64, report.accepted);
    assert_eq!(tables["entries"].len(), 0);
    let page = app.anonymous().get("/api/v1/signatories").ok();
    assert_eq!(serde_json::from_str::<Value>(&page.body).unwrap()["total"], 0);
}

pub fn rows(names: &[&str]) -> Vec<Row> {
    let row = |(name, line): (&&str, u64)| Row {
        line,
        name: (*name).to_owned(),
        category: "civil_society".to_owned(),
        country: "DK".to_owned(),
        website: String::new(),
    };
    names.iter().zip(2..).map(row).collect()
}

fn stands(app: &TestApp, name: &'static str, state: EndorsementState) -> Signatory {
    app.signatory(Given { name, state, website: "", contacts: &[], ..Given::default() })
}

fn takes_in_whom_a_stranger_named_and_did_not_confirm(app: &TestApp) {
    let waits = stands(app, "Foreningen Fyr", EndorsementState::Submitted).endorsement;
    let turned_down = stands(app, "Foreningen Mole", EndorsementState::Submitted).endorsement;
    app.write(move |db, now| {
        let seen = store::endorsement::find(db, turned_down)?;
        store::endorsement::apply(db, &seen, Act::Invalidate, now)
    });
    let list = rows(&["Foreningen Fyr", "Foreningen Mole"]);
    let report = import(app, &list, on_letter());
    assert_eq!((report.accepted, report.published), (2, 2), "{:?}", report.duplicates);
    app.settle();
    app.anonymous().get("/signatories").ok().says("Foreningen Fyr");
    assert_eq!(app.state_of(waits), EndorsementState::Submitted, "the form can still be confirmed");

    let again = import(app, &list, on_letter());
    assert_eq!((again.accepted, again.duplicates.len()), (0, 2));
    assert!(again.duplicates.iter().all(|row| row.twin_state == Some(EndorsementState::Published)));
}

fn says_where_the_twin_of_a_row_stands(app: &TestApp) {
    use EndorsementState::*;
    let there = [
        ("Birkely Forlag", InReview, true),
        ("Egely Forlag", NeedsInfo, true),
        ("Elmely Forlag", Declined, false),
        ("Granly Forlag", Published, false),
        ("Lindely Forlag", Suspended, false),
        ("Pilely Forlag", Withdrawn, false),
        ("Poppely Forlag", Revoked, false),
    ];
    let expected: Vec<_> = there
        .iter()
        .map(|(name, state, open)| {
            let case = stands(app, name, *state).case.unwrap();
            let number = app.read(move |db| store::case::find(db, case)).number;
            (Some(*state), open.then_some(number))
        })
        .collect();
    let list = rows(&there.map(|(name, ..)| name));
    let report = import(app, &list, on_letter());
    let told: Vec<_> = report.duplicates.iter().map(|row| (row.twin_state, row.twin_case)).collect();
    assert_eq!((report.accepted, told), (0, expected));

    // What an import left in review is told of in the same way by the next.
    let new = rows(&["Kastanjely Forlag"]);
    assert_eq!(import(app, &new, Terms::default()).accepted, 1);
    let again = import(app, &new, Terms::default());
    assert_eq!((again.accepted, again.duplicates[0].twin_state), (0, Some(InReview)));
    assert!(again.duplicates[0].twin_case.is_some());
}

fn names_of_several_twins_the_one_that_is_not_over(app: &TestApp) {
    stands(app, "Foreningen Fyr", EndorsementState::Withdrawn);
    stands(app, "Foreningen Fyr", EndorsementState::Published);
    stands(app, "Foreningen Fyr", EndorsementState::Declined);
    let report = import(app, &rows(&["Foreningen Fyr"]), on_letter());
    assert_eq!(report.duplicates[0].twin_state, Some(EndorsementState::Published));
}
