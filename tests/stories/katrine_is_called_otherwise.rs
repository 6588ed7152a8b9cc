//! Katrine's organisation has other names: one that it had, one in another language, a short one; and a number in another
//! register. Who knows it by any of them finds it.

use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::nadia_stays_unnamed::{Lacks, PROTECTED, published};
use crate::staff_second::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{cases, enter, entry};
use crate::suzie_signs::{declaration, filled, organisation};

stories!(
    other_names_are_sent_checked_and_shown,
    a_name_that_is_left_stays_as_a_former_one,
    each_mistake_is_told_at_its_field,
    a_form_without_the_fields_takes_nothing_away,
    readers_find_it_by_every_name_and_the_former_ones_last,
    the_day_before_it_was_called_so_nobody_finds_it_so,
    staff_enter_the_names_of_a_state,
    names_that_come_between_are_looked_at_first,
    what_staff_read_of_names_fits_what_becomes_of_them,
    a_number_of_another_register_is_given_with_the_signature,
    what_hides_is_found_by_no_name,
);

const KATRINE: &str = "katrine@skovbrynet.example";
const PROFILE: &str = "/signatories/skovbrynet-folkeforening";
const NAMES: [(&str, &str); 12] = [
    ("other_1_name", "Forest Edge Society"),
    ("other_1_kind", "translated"),
    ("other_1_language", "en"),
    ("other_2_name", "Læseforeningen Brynet"),
    ("other_2_kind", "former"),
    ("other_2_until", "2019"),
    ("other_3_name", "Лісова Громада"),
    ("other_3_kind", "transliterated"),
    ("other_3_language", "uk"),
    ("lei", ""),
    ("ror", "https://ror.org/05dxps055"),
    ("wikidata", "q42"),
];

fn katrine(app: &TestApp) -> (Signatory, Colleague, Visitor) {
    reasons(app);
    let given = app.signatory(Given { contacts: &[KATRINE], ..Given::default() });
    (given, app.moderator(), enter(app, KATRINE))
}

fn with<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    entry(&[&[("go", "send")], fields].concat())
}

fn publish(app: &TestApp, given: &Signatory, bodil: &Colleague) {
    let open = cases(app, given, CaseKind::Amendment).into_iter().find(|one| one.state == CaseState::Open);
    decide(bodil, open.unwrap().number, &Choice::publish());
    app.settle();
}

fn named(app: &TestApp) -> (Signatory, Colleague, Visitor) {
    let (given, bodil, katrine) = katrine(app);
    katrine.send("/account/amend", &with(&NAMES)).ok();
    publish(app, &given, &bodil);
    (given, bodil, katrine)
}

fn read(app: &TestApp, path: &str) -> Value {
    serde_json::from_str(&app.anonymous().get(path).ok().body).unwrap()
}

fn other_names_are_sent_checked_and_shown(app: &TestApp) {
    let (given, bodil, katrine) = katrine(app);
    katrine.get("/account/amend").ok().says("Other names, and numbers in other registers");
    let fields = entry(&[&[("go", "check")], &NAMES[..]].concat());
    let check = katrine.post("/account/amend", &fields).ok();
    check.says("Forest Edge Society (translation, en)").says("ROR 05dxps055");
    katrine.send("/account/amend", &with(&NAMES)).ok();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    bodil.get(&format!("/staff/cases/{number}")).ok().says("Læseforeningen Brynet (former name, –2019)");
    publish(app, &given, &bodil);
    let page = app.anonymous().get(PROFILE).ok();
    assert!(page.body.contains("<bdi lang=\"en\">Forest Edge Society</bdi>"), "{}", page.body);
    assert!(page.body.contains("<bdi lang=\"uk\">Лісова Громада</bdi>"));
    assert!(page.body.contains("href=\"https://ror.org/05dxps055\""));
    let page = page.says("Also known as").says("until 2019: Læseforeningen Brynet").says("Q42");
    page.says("Other names: added ").says("Details of the organisation amended");
    let json = read(app, &format!("/api/v1{PROFILE}"));
    let name = |name: &str, language: Value, kind: &str, until: Value| json!({ "name": name, "language": language, "kind": kind, "from": null, "until": until });
    assert_eq!(
        json["identifiers"],
        json!({ "lei": null, "ror": "https://ror.org/05dxps055", "wikidata": "Q42" })
    );
    assert_eq!(
        json["names"],
        json!([
            { "name": "Skovbrynet Folkeforening", "language": null, "kind": "official", "from": "2019", "until": null },
            name("Forest Edge Society", json!("en"), "translated", Value::Null),
            name("Læseforeningen Brynet", Value::Null, "former", json!("2019")),
            name("Лісова Громада", json!("uk"), "transliterated", Value::Null),
        ])
    );
    let table = app.anonymous().get("/data/signatories.csv").ok().body;
    let head = table.lines().next().unwrap();
    assert!(head.ends_with("other_names,former_names,lei,ror,wikidata"), "{head}");
    assert!(table.contains(
        "Forest Edge Society; Лісова Громада,Læseforeningen Brynet,,https://ror.org/05dxps055,Q42"
    ));
}

fn a_name_that_is_left_stays_as_a_former_one(app: &TestApp) {
    let (given, bodil, katrine) = named(app);
    katrine.send("/account/amend", &with(&[("name", "Skovbrynets Forbund")])).ok();
    publish(app, &given, &bodil);
    let json = read(app, &format!("/api/v1{PROFILE}"));
    assert_eq!(
        (&json["name"], &json["names"][0]["from"]),
        (&json!("Skovbrynets Forbund"), &json!("2026-11-24"))
    );
    let former = json!({ "name": "Skovbrynet Folkeforening", "language": null, "kind": "former",
        "from": "2019", "until": "2026-11-24" });
    assert!(json["names"].as_array().unwrap().contains(&former), "{json}");
    app.anonymous().get(PROFILE).ok().says("until 2026: Skovbrynet Folkeforening").says("Name changed");
    let of = given.organisation;
    let entries = app.read(move |db| store::entry::of_organisation(db, of));
    let last = entries.last().unwrap();
    assert_eq!(last.kind, "organisation.renamed");
    let body: Value = serde_json::from_str(last.body.as_deref().unwrap()).unwrap();
    assert!(body["after"]["names"].as_array().unwrap().contains(&former), "{body}");
}

fn each_mistake_is_told_at_its_field(app: &TestApp) {
    let (_, _, katrine) = katrine(app);
    let wrong = [
        ("other_1_name", "Forest Edge"),
        ("other_1_kind", ""),
        ("other_1_language", "engelsk sprog"),
        ("other_1_from", "2020"),
        ("other_1_until", "in May"),
        ("lei", "5493001KJTIIGC8Y1R13"),
        ("ror", "05dxps"),
        ("wikidata", "42"),
    ];
    let page = katrine.post("/account/amend", &with(&wrong));
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"Forest Edge\"") && page.body.contains("id=\"lei-error\""));
    page.says("Other name 1: Choose one of the answers offered")
        .says("Enter the code of a language")
        .says("Enter a year, like 2019")
        .says("the last two digits check the others")
        .says("Enter the ROR number")
        .says("Enter the number of the item");
}

fn a_form_without_the_fields_takes_nothing_away(app: &TestApp) {
    let (given, bodil, katrine) = named(app);
    katrine.send("/account/amend", &with(&[("description", "A society at the edge.")])).ok();
    publish(app, &given, &bodil);
    let json = read(app, &format!("/api/v1{PROFILE}"));
    assert_eq!(
        (json["names"].as_array().unwrap().len(), &json["identifiers"]["wikidata"]),
        (4, &json!("Q42"))
    );
    let emptied: Vec<(&str, &str)> = NAMES.iter().map(|(name, _)| (*name, "")).collect();
    katrine.send("/account/amend", &with(&emptied)).ok();
    publish(app, &given, &bodil);
    let json = read(app, &format!("/api/v1{PROFILE}"));
    assert_eq!(
        (json["names"].as_array().unwrap().len(), &json["identifiers"]["wikidata"]),
        (1, &Value::Null)
    );
}

fn readers_find_it_by_every_name_and_the_former_ones_last(app: &TestApp) {
    named(app);
    app.signatory(Given {
        name: "Brynet Forlag",
        website: "",
        contacts: &["f@forlag.example"],
        ..Given::default()
    });
    app.settle();
    let anyone = app.anonymous();
    anyone.get("/signatories?q=forest+edge").ok().says("also Forest Edge Society");
    anyone.get("/signatories?q=%D0%BB%D1%96%D1%81%D0%BE%D0%B2%D0%B0").ok().says("Skovbrynet Folkeforening");
    anyone.get("/signatories?q=l%C3%A6seforeningen").ok().says("formerly Læseforeningen Brynet");
    // Both have the word; the one that is called so now comes first, on the page and in the data.
    let page = anyone.get("/signatories?q=brynet&sort=").ok().text();
    assert!(page.find("Brynet Forlag").unwrap() < page.find("Skovbrynet Folkeforening").unwrap(), "{page}");
    let slugs = |path: &str| -> Vec<String> {
        let list = read(app, path);
        let data = list["data"].as_array().unwrap().iter();
        data.map(|one| one["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(slugs("/api/v1/signatories?q=brynet"), ["brynet-forlag", "skovbrynet-folkeforening"]);
    let first = read(app, "/api/v1/signatories?q=brynet&limit=1");
    let next = first["next"].as_str().unwrap();
    let next = &next[next.find("/api/").unwrap()..];
    assert_eq!(
        slugs(next),
        ["skovbrynet-folkeforening"],
        "the pages follow each other in the order of the fit"
    );
    assert_eq!(read(app, next)["next"], Value::Null);
    assert_eq!(anyone.get("/api/v1/signatories?q=brynet&after=9").status, 400);
}

fn the_day_before_it_was_called_so_nobody_finds_it_so(app: &TestApp) {
    let (given, bodil, katrine) = katrine(app);
    app.clock.advance(chrono::Duration::days(2));
    bodil.signs_in(app);
    drop(katrine);
    let katrine = enter(app, KATRINE);
    katrine.send("/account/amend", &with(&NAMES)).ok();
    publish(app, &given, &bodil);
    let anyone = app.anonymous();
    anyone.get(&format!("{PROFILE}?as_of=2026-11-26")).ok().says("Forest Edge Society");
    let before = anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).ok().text();
    assert!(!before.contains("Forest Edge Society") && !before.contains("Q42"));
    assert_eq!(read(app, "/api/v1/signatories?q=forest+edge&as_of=2026-11-25")["total"], 0);
    assert_eq!(read(app, "/api/v1/signatories?q=forest+edge&as_of=2026-11-26")["total"], 1);
}

fn staff_enter_the_names_of_a_state(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given {
        name: "Republic of Norvania",
        category: Category::State,
        contacts: &["livia@state.example"],
        ..Given::default()
    });
    app.settle();
    app.anonymous()
        .send(&format!("/signatories/{}/report", given.slug), &[("text", "?"), ("email", "")])
        .ok();
    let number = cases(app, &given, CaseKind::Report)[0].number;
    let (bodil, path) = (app.moderator(), format!("/staff/cases/{number}/names"));
    let page = bodil.get(&path).ok().says("Republic of Norvania").says("is shown at once");
    let revision = page.between("name=\"revision\" value=\"", "\"");
    let fields = |note| {
        vec![
            ("revision", revision.as_str()),
            ("other_1_name", "Республіка Норванія"),
            ("other_1_kind", "translated"),
            ("other_1_language", "uk"),
            ("lei", ""),
            ("ror", ""),
            ("wikidata", "Q42"),
            ("note", note),
        ]
    };
    let silent = bodil.post(&path, &fields(" "));
    assert_eq!(silent.status, 422);
    silent.says("Say why");
    assert_eq!(app.viewer().get(&path).status, 403);
    bodil.send(&path, &fields("Their embassy’s note of today.")).ok().says("changed other names or numbers");
    app.settle();
    app.anonymous().get(&format!("/signatories/{}", given.slug)).ok().says("Республіка Норванія");
    assert!(matches!(app.mail_to("livia@state.example"), Letter::ChangePublished { .. }));
    assert_eq!(bodil.post(&path, &fields("Once more.")).status, 409, "it is no longer as it was shown");
}

/// Enters a translated name on a Case.
pub fn enters(colleague: &Colleague, number: i64, name: &str) -> Page {
    let path = format!("/staff/cases/{number}/names");
    let revision = colleague.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let name = [("other_1_name", name), ("other_1_kind", "translated"), ("other_1_language", "en")];
    let rest = [("lei", ""), ("ror", ""), ("wikidata", "Q35"), ("note", "Their note of today.")];
    colleague.post(&path, &[&[("revision", revision.as_str())], &name[..], &rest].concat())
}

fn names_that_come_between_are_looked_at_first(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record(app, &bodil);
    let stale = preview(&bodil, number, &Choice::publish()).ok();
    assert_eq!(enters(&bodil, number, "Realm of the Danes").status, 303);
    assert_eq!(send_preview(&bodil, number, &stale).status, 409, "the first looks anew");
    let told = preview(&bodil, number, &Choice::publish()).ok();
    told.says("Realm of the Danes (translation, en)").says("Q35");
    decide(&bodil, number, &Choice::publish());
    let case = format!("/staff/cases/{number}");
    let seen = mogens.get(&case).ok().says("Realm of the Danes (translation, en)").says("Q35");
    assert_eq!(enters(&bodil, number, "Evil Empire Official").status, 303);
    let approves = |page: &Page| {
        let [revision, shown] =
            ["revision", "shown"].map(|name| page.between(&format!("name=\"{name}\" value=\""), "\""));
        let fields = [("approve", "yes"), ("revision", &*revision), ("shown", &*shown)];
        mogens.post(&format!("{case}/second"), &fields).status
    };
    assert_eq!(approves(&seen), 409, "nobody publishes a name that only the first person saw");
    let seen = mogens.get(&case).ok().says("Evil Empire Official (translation, en)");
    assert_eq!(approves(&seen), 303);
    app.settle();
    app.anonymous().get("/signatories/kingdom-of-denmark").ok().says("Evil Empire Official");
}

fn what_staff_read_of_names_fits_what_becomes_of_them(app: &TestApp) {
    let (unnamed, bodil) = published(app, PROTECTED);
    let given = |name, state| {
        let contacts = &["k@other.example"];
        number_of(app, &app.signatory(Given { name, state, website: "", contacts, ..Given::default() }))
    };
    let form = |number: i64| format!("/staff/cases/{number}/names");
    let waits = given("Brynet Forlag", EndorsementState::InReview);
    bodil.get(&form(waits)).ok().says("not shown before it is").lacks("shown at once");
    let before = app.mails().len();
    assert_eq!(enters(&bodil, waits, "Edge Press").status, 303);
    assert_eq!(app.mails().len(), before, "nobody is told of what is not published");
    let suspended = given("Brynet Teater", EndorsementState::Suspended);
    bodil.get(&form(unnamed)).ok().says("only once they see the signatory").lacks("shown at once");
    assert_eq!(enters(&bodil, unnamed, "Nobody Reads This").status, 303);
    let page = bodil.get(&form(suspended)).ok().says("The entry in the log can be read at once");
    page.lacks("shown at once").lacks("only once they see the signatory");
    assert_eq!(enters(&bodil, suspended, "Edge Theatre").status, 303);
    app.settle();
    let entries = app.anonymous().get("/data/entries.ndjson").ok().body;
    assert!(entries.contains("Edge Theatre") && !entries.contains("Nobody Reads This"), "{entries}");
    app.anonymous().get("/signatories/brynet-teater").ok().lacks("Edge Theatre");
    for over in [EndorsementState::Declined, EndorsementState::Revoked] {
        let number = given("Brynet Biograf", over);
        bodil.get(&format!("/staff/cases/{number}")).ok().lacks("Other names and numbers");
        assert_eq!(bodil.get(&form(number)).status, 409, "{over}");
    }
}

fn what_hides_is_found_by_no_name(app: &TestApp) {
    let (given, _, katrine) = named(app);
    katrine.send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let of = given.organisation;
    let row = app.read(move |db| store::organisation::find(db, of));
    assert!(row.names.0.is_empty() && row.identifiers.0 == Default::default(), "{row:?}");
    assert_eq!(read(app, "/api/v1/signatories?q=forest+edge")["total"], 0);
    app.clock.advance(chrono::Duration::days(1));
    app.settle();
    assert_eq!(read(app, "/api/v1/signatories?q=l%C3%A6seforeningen&as_of=2026-11-24")["total"], 0);
    let katrine = enter(app, KATRINE);
    katrine.fills("/account/visibility", &[("visibility", "public")]).ok();
    app.settle();
    app.anonymous().get("/signatories?q=forest+edge").ok().says("also Forest Edge Society");
}

fn a_number_of_another_register_is_given_with_the_signature(app: &TestApp) {
    app.publish_call();
    let katrine = filled(app, "", &[]);
    let with = |ror| [organisation(), vec![("lei", ""), ("ror", ror), ("wikidata", "")]].concat();
    let page = katrine.post("/sign/organisation", &with("05dxps054"));
    assert_eq!(page.status, 422);
    let page = page.says("Look for a typing mistake");
    assert!(page.body.contains("<details open"), "{}", page.body);
    assert!(page.body.contains("value=\"05dxps054\""), "what was typed is kept");
    assert_eq!(katrine.post("/sign/organisation", &with("https://ror.org/05dxps055")).status, 303);
    katrine.get("/sign/check").ok().says("ROR").says("05dxps055");
    katrine.send("/sign/check", &declaration("en")).ok();
    let signed = app.read(|db| store::organisation::find(db, OrganisationId(1)));
    assert_eq!(signed.identifiers.0.ror.as_ref().map(|id| id.as_str()), Some("05dxps055"));
}
