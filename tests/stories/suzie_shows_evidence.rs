//! Suzie says who gets the money that her organisation promises, and links to what shows how it goes: everybody reads both, and
//! nobody while she hides.

use serde_json::{Value, json};
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::store::commitment::Commitment;

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_takes_over::{exported, import};
use crate::staff_file_cases::file;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::visitor::{Visitor, unescaped};
use crate::suzie_amends_a_promise::{asks, case, promised, whole};
use crate::suzie_comes_back::{SUZIE, cases, enter};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, filled};

stories!(
    what_she_links_to_goes_from_the_form_to_every_reader,
    an_address_that_cannot_be_kept_comes_back,
    what_is_typed_there_runs_nowhere,
    what_is_chosen_twice_counts_once,
    only_funding_has_recipients,
    what_is_linked_to_later_is_told_beside_what_was,
    nothing_of_it_lies_open_while_she_hides,
    a_new_site_links_to_the_same,
);

const FUND: &str = "https://havnevagt.example/fund?year=2026";
const REPORT: &str = "http://audit.example/report#page=2";
const RECIPIENTS: &str = "Newsrooms in small harbours";

/// Everything that the form of a promise of money sends, with some of it changed.
fn funding(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let money = [
        ("kind", "funding"),
        ("amount", "1500"),
        ("currency", "DKK"),
        ("stage", "announced"),
        ("recipients", RECIPIENTS),
        ("evidence", "havnevagt.example/fund?year=2026\r\n\r\nhttp://audit.example/report#page=2"),
    ];
    let money = money.into_iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    whole(&money.chain(changes.iter().copied()).collect::<Vec<_>>())
}

/// The same with something else in one field.
fn with<'a>(field: &'a str, typed: &'a str) -> Vec<(&'a str, &'a str)> {
    funding(&[]).into_iter().map(|(name, kept)| (name, if name == field { typed } else { kept })).collect()
}

fn promise(app: &TestApp, of: OrganisationId) -> Commitment {
    app.read(move |db| store::commitment::of_organisation(db, of)).pop().unwrap()
}

fn page_of(promise: &Commitment) -> String {
    format!("/commitments/{}", promise.public_id)
}

/// What programs are told of the first commitment.
fn told(app: &TestApp, query: &str) -> Value {
    let list = app.anonymous().get(&format!("/api/v1/commitments{query}")).ok();
    serde_json::from_str::<Value>(&list.body).unwrap()["data"][0].clone()
}

/// Promises money in the account of who is in the register, and has it published.
fn published(app: &TestApp, changes: &[(&'static str, &'static str)]) -> (OrganisationId, Visitor) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.fills("/account/commitments/new", &funding(changes)).ok().says("Your commitment is sent");
    decide(&app.moderator(), cases(app, &given, CaseKind::Commitment)[0].number, &Choice::publish());
    app.settle();
    (given.organisation, suzie)
}

fn what_she_links_to_goes_from_the_form_to_every_reader(app: &TestApp) {
    app.publish_call();
    reasons(app);
    let suzie = filled(app, "", &[]);
    let form = suzie.get("/sign/commitments/1").ok();
    form.says("do not name people or groups whom being named could endanger").says("one a line, 5 at most");
    suzie.fills("/sign/commitments/1", &funding(&[])).ok();
    let check = suzie.get("/sign/check").ok().says(&format!("Who gets the money: {RECIPIENTS}"));
    check.says("Evidence:").says(FUND).says(REPORT);
    suzie.send("/sign/check", &declaration("en")).ok();
    let link = confirm_link(app, EMAIL);
    let mailbox = app.anonymous();
    mailbox.get(&link).ok().says(RECIPIENTS).says(FUND).says(REPORT);
    mailbox.post(&link, &[]).ok();

    let id = OrganisationId(1);
    let number = app.read(move |db| store::case::of_organisation(db, id))[0].number;
    let bodil = app.moderator();
    bodil.get(&format!("/staff/cases/{number}")).ok().says(RECIPIENTS).says(FUND).says(REPORT);
    let record = file(&bodil, number, &[("purpose", "journal"), ("kind", "html")]).ok();
    record.says(RECIPIENTS).says(FUND);
    decide(&bodil, number, &Choice::publish());
    app.settle();

    let page = page_of(&promise(app, id));
    let shown = app.anonymous().get(&page).ok().says(&format!("Who gets the money {RECIPIENTS}"));
    let shown = unescaped(&shown.body);
    for (href, words) in [(FUND, "havnevagt.example/fund"), (REPORT, "audit.example/report")] {
        let link =
            format!("<a href=\"{href}\" rel=\"nofollow noopener ugc\"><bdi dir=\"ltr\">{words}</bdi></a>");
        assert!(shown.contains(&link), "{link} is not in: {shown}");
    }
    app.anonymous().get(&format!("/da{page}")).ok().says("Hvem får pengene").says("Dokumentation");
    let one = told(app, "");
    assert_eq!((&one["evidence"], &one["recipients"]), (&json!([FUND, REPORT]), &json!(RECIPIENTS)));
    let table = app.anonymous().get("/data/commitments.csv").ok().body;
    assert!(table.lines().next().unwrap().ends_with(",recipients,evidence"), "{table}");
    assert!(table.contains(&format!(",{RECIPIENTS},{FUND} {REPORT}")), "{table}");
    let entries = app.read(move |db| store::entry::of_organisation(db, id));
    let entered: Value = serde_json::from_str(entries.last().unwrap().body.as_ref().unwrap()).unwrap();
    assert_eq!((&entered["evidence"], &entered["recipients"]), (&one["evidence"], &one["recipients"]));
    app.anonymous().get("/data").ok().says("Who gets the money, in the signatory’s words.");
    app.verify().good();
}

fn an_address_that_cannot_be_kept_comes_back(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let path = "/account/commitments/new";
    for wrong in
        ["javascript:alert(1)", "https://anna:secret@skovbrynet.example/", "our report", "ftp://a.example/"]
    {
        let typed = format!("skovbrynet.example/good\r\n{wrong}");
        let answer = suzie.fills(path, &with("evidence", &typed));
        assert_eq!(answer.status, 422, "{wrong}: {}", answer.text());
        let answer = answer.says("Enter one web address a line");
        assert!(answer.body.contains("href=\"#evidence\""), "{}", answer.body);
        let kept = unescaped(&answer.between("<textarea id=\"evidence\"", "</textarea>"));
        assert!(kept.contains("skovbrynet.example/good") && kept.contains(wrong), "{kept}");
    }
    let six = "a.example\r\nb.example\r\nc.example\r\nd.example\r\ne.example\r\nf.example";
    suzie.fills(path, &funding(&[("evidence", six)])).says("Keep 5 addresses at most");
    let long = "x".repeat(301);
    let answer = suzie.fills(path, &with("recipients", &long));
    answer.says("Who gets the money: Shorten the text to 300 characters or fewer");
    suzie.fills(&format!("/da{path}"), &funding(&[("evidence", "x")])).says("Skriv én webadresse pr. linje");
}

fn what_is_typed_there_runs_nowhere(app: &TestApp) {
    let (id, _) = published(
        app,
        &[
            ("evidence", "havnevagt.example/\"><script>alert(1)</script>?\"onmouseover=\"alert(2)"),
            ("recipients", "=HYPERLINK(1) \"onfocus=\"alert(3) <script>alert(4)</script>"),
        ],
    );
    let page = page_of(&promise(app, id));
    for path in [page.clone(), format!("{page}?as_of=2026-11-24"), format!("/da{page}")] {
        let body = app.anonymous().get(&path).ok().body;
        for run in ["<script>alert", "\"onmouseover", "\"onfocus"] {
            assert!(!body.contains(run), "{run} in {path}: {body}");
        }
    }
    let table = app.anonymous().get("/data/commitments.csv").ok().body;
    assert!(table.contains("'=HYPERLINK"), "{table}");
    app.verify().good();
}

fn what_is_chosen_twice_counts_once(app: &TestApp) {
    let (id, _) = published(app, &[("paragraphs", "p-protection"), ("paragraphs", "p-protection")]);
    assert_eq!(promise(app, id).paragraphs.0, ["p-protection"]);
}

fn only_funding_has_recipients(app: &TestApp) {
    let (id, _) = published(app, &[("kind", "offer")]);
    assert_eq!(promise(app, id).recipients, None);
    app.anonymous().get(&page_of(&promise(app, id))).ok().lacks(RECIPIENTS).says("havnevagt.example/fund");
    assert_eq!(told(app, "")["recipients"], Value::Null);
}

fn what_is_linked_to_later_is_told_beside_what_was(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let form = suzie.get(&format!("/account{page}/change")).ok();
    assert!(form.body.contains("<textarea id=\"evidence\""), "{}", form.body);
    asks(&suzie, &page, ("evidence", "skovbrynet.example/benches\r\nskovbrynet.example/benches"));
    let (bodil, number) = (app.second_moderator(), case(app, &given));
    let diff = bodil.get(&format!("/staff/cases/{number}")).ok().between("id=\"h-diff\"", "</section>");
    let link = "<a href=\"https://skovbrynet.example/benches\" rel=\"noreferrer nofollow\">";
    assert!(unescaped(&diff).contains(link), "who decides can follow it: {diff}");
    decide(&bodil, number, &Choice::publish());
    app.settle();
    let shown = app.anonymous().get(&page).ok().says("Links that the signatory gave");
    shown.says("Evidence: added https://skovbrynet.example/benches");
    app.anonymous().get(&format!("{page}?as_of=2026-11-24")).ok().lacks("skovbrynet.example/benches");
    assert_eq!(told(app, "")["evidence"], json!(["https://skovbrynet.example/benches"]));
    assert_eq!(told(app, "?as_of=2026-11-24")["evidence"], json!([]));
    let id = given.organisation;
    let entries = app.read(move |db| store::entry::of_organisation(db, id));
    let revised: Value = serde_json::from_str(entries.last().unwrap().body.as_ref().unwrap()).unwrap();
    assert_eq!(revised["before"], json!({ "evidence": [] }));
    app.verify().good();
}

fn nothing_of_it_lies_open_while_she_hides(app: &TestApp) {
    let (id, suzie) = published(app, &[]);
    let page = page_of(&promise(app, id));
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let hidden = promise(app, id);
    assert!(hidden.evidence.0.is_empty() && hidden.recipients.is_none() && hidden.sealed.is_some());
    assert_eq!(app.anonymous().get(&page).status, 404);
    for path in ["/api/v1/commitments", "/data/commitments.csv", "/data/entries.ndjson"] {
        let body = app.anonymous().get(path).ok().body;
        assert!(!body.contains("havnevagt") && !body.contains(RECIPIENTS), "{path}: {body}");
    }
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    app.settle();
    app.anonymous().get(&page).ok().says(RECIPIENTS).says("havnevagt.example/fund");
    assert_eq!(told(app, "")["evidence"], json!([FUND, REPORT]));
    app.verify().good();
}

fn a_new_site_links_to_the_same(app: &TestApp) {
    let (id, _) = published(app, &[]);
    let page = page_of(&promise(app, id));
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &["--static"]), app.empty_twin());
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    new.anonymous().get(&page).ok().says(RECIPIENTS).says("audit.example/report");
    assert_eq!(told(&new, "")["evidence"], json!([FUND, REPORT]));
}
