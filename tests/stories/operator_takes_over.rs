//! The operator of another house starts a new site from an exported register: it shows the same, its log goes on, and
//! whatever is not proven is not taken over.

use std::path::{Path, PathBuf};
use std::process::Output;

use chrono::Duration;
use serde_json::Value;
use tilsagn::app::log::{key_change, seal};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::log_key::rotated;
use crate::readers_of_the_past::eventful;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::log::{receipt, verify};
use crate::suzie_comes_back::{SUZIE, cases, enter};
use tilsagn::domain::case::CaseKind;

stories!(
    a_new_site_shows_the_same_register,
    its_log_goes_on_under_a_key_of_its_own,
    numbers_of_who_hid_are_not_given_again,
    dates_stay_and_what_was_taken_over_can_be_taken_over_again,
    the_name_of_the_old_log_is_not_taken_with_another_key,
    whoever_watched_the_old_log_is_led_to_the_new_one,
    whoever_knew_an_earlier_key_takes_over_with_it,
    a_key_that_was_replaced_signs_no_new_site,
    whoever_knew_an_earlier_key_follows_to_the_new_site,
    nothing_is_taken_from_an_export_that_is_not_good,
    a_file_of_an_export_that_is_not_understood_is_named,
    nothing_is_taken_into_a_database_that_holds_something,
);

const HIDDEN: &str = "ib@lysthuset.example";

fn given(app: &TestApp, name: &'static str, website: &'static str, state: EndorsementState) -> Signatory {
    app.signatory(Given { name, website, state, ..Given::default() })
}

/// A register with everything in it that can happen to a signatory: renamed, suspended for a reason, withdrawn, revoked,
/// hidden; and a commitment.
pub fn lively(app: &TestApp) {
    let (_, bodil) = eventful(app);
    given(app, "Aarhus Åbne Arkiv", "https://arkiv.example/", EndorsementState::Published);
    given(app, "Borte A/S", "https://borte.example/", EndorsementState::Withdrawn);
    given(app, "Fjernet ApS", "https://fjernet.example/", EndorsementState::Revoked);
    let checked = given(app, "Undersøgt Forlag", "https://forlag.example/", EndorsementState::Published);
    let report = [("text", "Not theirs."), ("email", "")];
    app.anonymous().send(&format!("/signatories/{}/report", checked.slug), &report).ok();
    decide(&bodil, cases(app, &checked, CaseKind::Report)[0].number, &Choice::suspend(""));
    let (name, website) = ("Lysthuset Zxqvy", "https://lysthuset.example/");
    app.signatory(Given { name, website, contacts: &[HIDDEN], ..Given::default() });
    enter(app, HIDDEN).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
}

pub fn exported(app: &TestApp, folder: &Path, options: &[&str]) -> PathBuf {
    let to = folder.join("copy");
    let output = app.program(&["export", to.to_str().unwrap()]).args(options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    to
}

pub fn import(app: &TestApp, from: &Path) -> Output {
    import_with(app, from, &[])
}

fn import_with(app: &TestApp, from: &Path, options: &[&str]) -> Output {
    let output = imported(app, from, options);
    if output.status.success() {
        // The program has another clock, by which it dates what it enters; here that is still to come.
        app.write(|db, _| store::entry::number_new(db).map(drop));
    }
    app.settle();
    output
}

pub fn imported(app: &TestApp, from: &Path, options: &[&str]) -> Output {
    let arguments = ["import", "export", from.to_str().unwrap(), "--json"];
    app.program(&arguments).args(options).output().unwrap()
}

/// Exports one and starts another from it.
fn succeeded(app: &TestApp) -> (TestApp, Value) {
    lively(app);
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &["--static"]), app.empty_twin());
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (new, serde_json::from_slice(&output.stdout).unwrap())
}

/// What an address shows, without the name of the host.
fn shown(app: &TestApp, path: &str) -> (u16, String) {
    let page = app.anonymous().get(path);
    (page.status, page.body.replace(&app.base, "https://host"))
}

fn a_new_site_shows_the_same_register(app: &TestApp) {
    let (new, report) = succeeded(app);
    assert_eq!((&report["signatories"], &report["commitments"]), (&5.into(), &1.into()), "{report}");
    assert_ne!(report["without_body"], 0);
    let commitment: Value = serde_json::from_str(&shown(app, "/api/v1/commitments").1).unwrap();
    let commitment = commitment["data"][0]["id"].as_str().unwrap().to_owned();
    let slugs =
        ["skovbrynet-folkeforening", "aarhus-aabne-arkiv", "borte-a-s", "fjernet-aps", "undersoegt-forlag"];
    let mut paths: Vec<String> = slugs
        .iter()
        .flat_map(|slug| ["/signatories/", "/da/signatories/"].map(|at| format!("{at}{slug}")))
        .collect();
    paths.extend(
        [
            "/",
            "/signatories",
            "/da/commitments",
            "/call",
            "/call/v1",
            "/da/call/compare/1/2",
            "/call/v2/da.md",
        ]
        .map(str::to_owned),
    );
    paths.extend([format!("/commitments/{commitment}"), "/signatories/lysthuset-zxqvy".to_owned()]);
    paths.extend(["/data/signatories.csv", "/api/v1/commitments", "/api/v1/signatories"].map(str::to_owned));
    let seal = |body: String| match body.split_once("<svg class=\"seal\"") {
        // The seal is drawn of the root, which another entry makes another.
        Some((before, rest)) => format!("{before}{}", rest.split_once("</svg>").unwrap().1),
        None => body,
    };
    let plain = |(status, body): (u16, String), path: &str| match serde_json::from_str::<Value>(&body) {
        Ok(mut list) => {
            list.as_object_mut().unwrap().remove("revision");
            (status, list.to_string())
        }
        Err(_) if path == "/signatories/lysthuset-zxqvy" => (status, String::new()),
        Err(_) => (status, seal(body)),
    };
    for path in &paths {
        assert_eq!(plain(shown(&new, path), path), plain(shown(app, path), path), "{path}");
    }
    assert!(shown(&new, "/signatories/undersoegt-forlag").1.contains("Something is being checked."));
}

fn its_log_goes_on_under_a_key_of_its_own(app: &TestApp) {
    let (new, report) = succeeded(app);
    let size = report["entries"].as_u64().unwrap();
    assert_eq!(report["tree_size"], size + 1);
    for number in 0..size {
        let entry = |app: &TestApp| -> Value {
            serde_json::from_str(&app.anonymous().get(&format!("/log/entries/{number}")).ok().body).unwrap()
        };
        let (then, now) = (entry(app), entry(&new));
        for part in ["record", "leaf_hash", "body", "salt"] {
            assert_eq!(then[part], now[part], "{part} of {number}");
        }
    }
    let resumed = new.anonymous().get(&format!("/log/entries/{size}")).ok().body;
    let resumed: Value = serde_json::from_str(&resumed).unwrap();
    assert_eq!(resumed["kind"], "log.resumed");
    assert_eq!(resumed["body"]["origin"], app.app.log_signer.verifier().name());
    assert_eq!(resumed["body"]["checkpoint"], app.anonymous().get("/log/checkpoint").body);
    let key = new.app.log_signer.verifier().text();
    assert_ne!(key, app.app.log_signer.verifier().text());
    // A receipt from before is good under the old key, and its entry stands in the new log where it stood.
    let suzie = enter(app, SUZIE);
    let number = suzie.get("/account/receipts").ok().between("href=\"/account/receipts/", "\"");
    let file = suzie.get(&format!("/account/receipts/{number}")).ok().body;
    let judged = receipt(&file, &["--key", &app.app.log_signer.verifier().text(), "--json"]);
    assert!(judged.passed, "{}", judged.errors);
    let judged: Value = serde_json::from_str(&judged.said).unwrap();
    let now = new.anonymous().get(&format!("/log/entries/{}", judged["entry"])).ok().body;
    let now: Value = serde_json::from_str(&now).unwrap();
    assert_eq!((&now["body"], &now["subject"]), (&judged["body"], &judged["subject"]));
    let checked = verify(&new.base, &["--key", &key]).good();
    assert_eq!((&checked["tree_size"], &checked["register_compared"]), (&(size + 1).into(), &true.into()));
}

fn numbers_of_who_hid_are_not_given_again(app: &TestApp) {
    let (new, _) = succeeded(app);
    let hidden = app.read(tilsagn::store::register_state::upcoming_signatory_number) - 1;
    let next = new.read(tilsagn::store::register_state::upcoming_signatory_number);
    assert!(next > hidden, "{next} was given to who hid: {hidden}");
}

/// A signature of the evening before, published the next day.
fn signed_and_published_later(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    app.clock.advance(Duration::hours(20));
    decide(&app.moderator(), number_of(app, &given), &Choice::publish());
    app.settle();
}

fn dates_stay_and_what_was_taken_over_can_be_taken_over_again(app: &TestApp) {
    signed_and_published_later(app);
    let csv = shown(app, "/data/signatories.csv").1;
    assert!(csv.contains("2026-11-24T09:00:00.000Z"), "{csv}");
    let folder = tempfile::tempdir().unwrap();
    let (copy, second) = (exported(app, folder.path(), &[]), app.empty_twin());
    assert!(import(&second, &copy).status.success());
    assert_eq!(shown(&second, "/data/signatories.csv").1, csv);
    let folder = tempfile::tempdir().unwrap();
    let (copy, third) = (exported(&second, folder.path(), &[]), app.twin_with(&[]));
    let output = import(&third, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(shown(&third, "/data/signatories.csv").1, csv);
    third.verify().good();
}

fn the_name_of_the_old_log_is_not_taken_with_another_key(app: &TestApp) {
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &[]), app.twin_with(&[]));
    assert_eq!(new.app.log_signer.verifier().name(), app.app.log_signer.verifier().name());
    refuses(&new, &copy, "--new-origin");
    let same = import_with(&new, &copy, &["--new-origin", "127.0.0.1/log"]);
    assert!(!same.status.success(), "the name that it had");
    let taken = import_with(&new, &copy, &["--new-origin", "127.0.0.1/log/2"]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    assert_eq!(new.verify().good()["origin"], "127.0.0.1/log/2");
}

fn whoever_watched_the_old_log_is_led_to_the_new_one(app: &TestApp) {
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json").display().to_string();
    verify(&app.base, &["--state", &state]).good();
    let name = "Aarhus Åbne Arkiv";
    given(app, name, "https://arkiv.example/", EndorsementState::Published);
    let old = app.app.log_signer.verifier();
    let (copy, new) = (exported(app, folder.path(), &[]), app.empty_twin());
    assert!(import(&new, &copy).status.success());
    let key = new.app.log_signer.verifier().text();
    for alone in
        [vec!["--state", &state], vec!["--key", &old.text()], vec!["--state", &state, "--key", &old.text()]]
    {
        let lost = verify(&new.base, &alone);
        assert!(!lost.passed, "{:#}", lost.report);
        let what = lost.report["findings"][0]["what"].as_str().unwrap().to_owned();
        assert!(what.contains("goes on from 127.0.0.1/log") && what.contains("--key"), "{what}");
        assert_eq!(lost.report["findings"].as_array().unwrap().len(), 1, "{:#}", lost.report);
    }
    let led = verify(&new.base, &["--state", &state, "--key", &key]).good();
    assert_eq!(
        (&led["goes_on_from"]["origin"], &led["goes_on_from"]["lost"]),
        (&old.name().into(), &Value::Null)
    );
    assert!(std::fs::read_to_string(&state).unwrap().contains(&key));
    for page in ["/verify", "/verify/receipt", "/da/verify"] {
        new.anonymous().get(page).ok().says(&old.text()).says(&key);
    }
}

#[track_caller]
fn refuses(new: &TestApp, copy: &Path, why: &str) {
    new.settle();
    let before = new.rows();
    let output = import(new, copy);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && words.contains(why), "{words}");
    assert_eq!(new.rows(), before, "nothing has changed");
}

fn whoever_knew_an_earlier_key_takes_over_with_it(app: &TestApp) {
    lively(app);
    let (old, stranger) = (app.app.log_signer.verifier().text(), app.empty_twin());
    let new = rotated(app);
    assert_ne!(old, new);
    let folder = tempfile::tempdir().unwrap();
    let copy = exported(app, folder.path(), &[]);
    let heir = app.empty_twin();
    let refused = import_with(&heir, &copy, &["--key", &stranger.app.log_signer.verifier().text()]);
    let why = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && why.contains("no entry says that it took over"), "{why}");
    let taken = import_with(&heir, &copy, &["--key", &old]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
}

fn a_key_that_was_replaced_signs_no_new_site(app: &TestApp) {
    lively(app);
    let key = |app: &TestApp| app.app.config.log_key_file.clone();
    let old = std::fs::read(key(app)).unwrap();
    rotated(app);
    let folder = tempfile::tempdir().unwrap();
    let copy = exported(app, folder.path(), &[]);
    let heir = app.empty_twin();
    tilsagn::files::replace(&key(&heir), &old).unwrap();
    refuses(&heir, &copy, "the key here is another");
}

fn whoever_knew_an_earlier_key_follows_to_the_new_site(app: &TestApp) {
    lively(app);
    let old = app.app.log_signer.verifier().text();
    rotated(app);
    app.block_on(key_change::retire(&app.app)).unwrap();
    let contacts = &["eva@engen.example"];
    app.signatory(Given { name: "Engen", website: "https://engen.example", contacts, ..Given::default() });
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let (copy, heir) = (exported(app, folder.path(), &[]), app.empty_twin());
    let key = std::fs::read(&app.app.config.log_key_file).unwrap();
    tilsagn::files::replace(&heir.app.config.log_key_file, &key).unwrap();
    let taken = imported(&heir, &copy, &[]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    goes_on_when_told(&heir);
    verify(&heir.base, &["--key", &old]).good();
}

/// With the old key, nothing is signed before somebody says that the export is the newest that was published.
fn goes_on_when_told(heir: &TestApp) {
    let refused = heir.block_on(seal::seal(&heir.app)).unwrap_err().to_string();
    assert!(refused.contains("taken over with the log's old key"), "{refused}");
    let away = "witness.example.org+659b8c9e+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58@http://127.0.0.1:1";
    let resume = || heir.program(&["log", "resume", "--nothing-lost"]);
    let asked = resume().env("TILSAGN_WITNESSES", away).output().unwrap();
    let why = String::from_utf8_lossy(&asked.stderr);
    assert!(!asked.status.success() && why.contains("has not said it yet"), "{why}");
    let told = resume().output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    heir.settle();
}

/// A copy without the table of commitments, which would tell of a list that was changed before the entries do.
fn without_table(app: &TestApp, folder: &Path) -> PathBuf {
    let copy = exported(app, folder, &[]);
    std::fs::remove_file(copy.join("data/commitments.csv")).unwrap();
    copy
}

fn nothing_is_taken_from_an_export_that_is_not_good(app: &TestApp) {
    lively(app);
    let folder = tempfile::tempdir().unwrap();
    let copy = without_table(app, folder.path());
    let new = app.empty_twin();
    for (file, from, to, why) in [
        (
            "data/entries.ndjson",
            "Skovbrynet Folkeforening",
            "Skovbrynet Folkeforbund",
            "is not the one that was entered",
        ),
        ("api/v1/signatories", "Aarhus Åbne Arkiv", "Aarhus Lukkede Arkiv", "than the register shows: name"),
        ("api/v1/commitments", "Lend every reader", "Sell every reader", "than the register shows: title"),
        ("call/v2/en.md", "the", "The", "names another text than call/v2/en.md"),
    ] {
        let path = copy.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        assert!(good.contains(from), "{from} is not in {file}");
        std::fs::write(&path, good.replacen(from, to, 1)).unwrap();
        refuses(&new, &copy, why);
        std::fs::write(&path, good).unwrap();
    }
    assert!(import(&new, &copy).status.success(), "mended, it is taken over");
}

fn a_file_of_an_export_that_is_not_understood_is_named(app: &TestApp) {
    lively(app);
    let folder = tempfile::tempdir().unwrap();
    let copy = without_table(app, folder.path());
    let new = app.empty_twin();
    for (file, from, to) in [
        ("log/key", "+", "-"),
        ("call/versions.json", "[", "("),
        ("call/versions.json", "\"follows\":null", "\"follows\":7"),
        ("api/v1/call", "\"state\":\"", "\"state\":\"not "),
        ("api/v1/signatories", "\"id\"", "\"key\""),
        ("api/v1/commitments", "\"action\"", "\"act\""),
    ] {
        let path = copy.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        assert!(good.contains(from), "{from} is not in {file}");
        std::fs::write(&path, good.replace(from, to)).unwrap();
        refuses(&new, &copy, &format!("{file} is not understood: "));
        std::fs::write(&path, good).unwrap();
    }
    std::fs::remove_file(copy.join("call/versions.json")).unwrap();
    refuses(&new, &copy, "there is no call/versions.json. Take the export anew");
}

fn nothing_is_taken_into_a_database_that_holds_something(app: &TestApp) {
    lively(app);
    let folder = tempfile::tempdir().unwrap();
    let copy = exported(app, folder.path(), &[]);
    let new = app.empty_twin();
    new.publish_call();
    refuses(&new, &copy, "holds something already");
    refuses(app, &copy, "holds something already");
}
