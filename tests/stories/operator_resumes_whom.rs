//! The operator puts an older backup back and takes the log over from a copy: what came back belongs to whom it names, is
//! hidden and erased with it, and is theirs to prove.

use std::path::Path;

use chrono::Duration;
use serde_json::{Value, json};
use tempfile::TempDir;
use tilsagn::app::act::Origin;
use tilsagn::app::erasure::{self, CalledOff};
use tilsagn::app::log::{adopted, posting};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::log_sealed::{backup, keep_tiles, roll_back};
use crate::nadia_stays_unnamed::{
    Lacks, NAME, PROTECTED, PUBLIC, TELLING, account, confirmed, nobody_reads_of_it, published,
    tables_that_tell,
};
use crate::operator_resumes::{numbers, restored, resumed, run, runs};
use crate::operator_takes_over::exported;
use crate::operator_takes_over_unnamed::taken_over;
use crate::staff_second::approve;
use crate::support::app::TestApp;
use crate::support::bodies::news;
use crate::support::desk::{Choice, decide, number_of};
use crate::support::fixtures::Given;
use crate::support::log::{mirror, receipt};
use crate::{admins_erase, stories};

stories!(
    what_came_back_is_in_her_history_and_hers_to_prove,
    what_came_back_is_hidden_with_her,
    what_came_back_is_erased_with_her,
    what_came_back_about_one_who_is_hidden_here_is_hidden_at_once,
    what_came_back_before_is_linked_at_the_next_start,
    what_came_back_is_hidden_with_her_on_a_new_site,
    nothing_comes_back_beside_an_entry_that_is_dated_ahead,
    where_nothing_came_back_nothing_is_linked,
);

const NUMBER_ONE: OrganisationId = OrganisationId(1);
const PROFILE: &str = "/signatories/hemmelighuset-zxqvy";

/// What was lost with a restore.
struct Lost {
    copy: TempDir,
    /// The number of the first entry that is not in the database.
    from: i64,
    /// The Case of the signature.
    case: i64,
    /// The public id of the commitment that was given up.
    promise: String,
}

/// Nadia is named, gives her commitment up and says why; then the database is as a backup of before has it.
fn lost(app: &TestApp) -> Lost {
    let (case, _) = published(app, PUBLIC);
    keep_tiles(app);
    let from = app.read(store::register_state::next_entry);
    let promise = app.read(|db| store::commitment::of_organisation(db, NUMBER_ONE)).remove(0).public_id;
    let path = format!("/account/commitments/{promise}/drop");
    account(app).send(&path, &[("reason", "Zxqvy has no more money.")]).ok();
    app.settle();
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    app.attack(&["UPDATE commitments SET state = 'active', reason = NULL, ended_at = NULL"]);
    roll_back(app, from.try_into().unwrap());
    Lost { copy, from, case, promise }
}

/// What the public reads of an entry.
fn said(app: &TestApp, number: i64) -> String {
    app.anonymous().get(&format!("/log/entries/{number}")).ok().body
}

/// Nothing in the log tells who it is about.
#[track_caller]
fn no_entry_tells(app: &TestApp) {
    let all = app.anonymous().get("/data/entries.ndjson").ok().body;
    let size = app.read(store::register_state::next_entry);
    let each: String = (0..size).map(|number| said(app, number)).collect();
    let found: Vec<&str> =
        TELLING.into_iter().filter(|word| all.contains(word) || each.contains(word)).collect();
    assert_eq!(found, [""; 0], "{all}");
}

fn what_came_back_is_in_her_history_and_hers_to_prove(app: &TestApp) {
    let lost = lost(app);
    resumed(app, &lost.copy);
    assert!(said(app, lost.from).contains("no more money"));
    let entries = app.read(|db| store::entry::of_organisation(db, NUMBER_ONE));
    let came_back = entries.last().unwrap();
    assert_eq!((came_back.number, came_back.kind.as_str()), (Some(lost.from), "commitment.dropped"));
    assert!(came_back.commitment_id.is_some());
    app.anonymous().get(PROFILE).ok().says("Commitment dropped");
    let file = account(app).get(&format!("/account/receipts/{}", lost.from)).ok().body;
    assert!(receipt(&file, &["--key", &app.app.log_signer.verifier().text()]).passed);
    app.verify().good();

    let status = |query: &str| -> Value {
        let page = app.anonymous().get(&format!("/api/v1/commitments/{}{query}", lost.promise)).ok();
        serde_json::from_str::<Value>(&page.body).unwrap()["status"].clone()
    };
    app.clock.advance(Duration::days(1));
    app.settle();
    assert_eq!(status("?as_of=2026-11-24"), status(""), "the register is not told from what came back");
}

fn what_came_back_is_hidden_with_her(app: &TestApp) {
    let lost = lost(app);
    resumed(app, &lost.copy);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    nobody_reads_of_it(app);
    no_entry_tells(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    app.anonymous().get(&format!("/commitments/{}", lost.promise)).lacks("Commitment dropped");
    let numbers = numbers(app, NUMBER_ONE);
    assert!(numbers.contains(&lost.from));
    assert_eq!(app.verify().good()["withheld"], json!(numbers));

    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    assert!(said(app, lost.from).contains("no more money"), "it is given back with the rest");
    app.verify().good();
}

fn what_came_back_is_erased_with_her(app: &TestApp) {
    let lost = lost(app);
    resumed(app, &lost.copy);
    let theirs = numbers(app, NUMBER_ONE);
    assert!(theirs.contains(&lost.from));
    let number = admins_erase::propose(&app.admin(), lost.case);
    assert_eq!(approve(&app.second_admin(), number).status, 303);
    app.settle();
    no_entry_tells(app);
    assert_eq!(app.anonymous().get(PROFILE).status, 410);
    assert_eq!(tables_that_tell(app), [""; 0]);
    assert_eq!(app.verify().good()["erased"], json!(theirs));
}

/// Hidden in the backup, she showed herself again later: the log names her, the database does not.
fn what_came_back_about_one_who_is_hidden_here_is_hidden_at_once(app: &TestApp) {
    published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    keep_tiles(app);
    let from = app.read(store::register_state::next_entry);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    account(app).send("/account/visibility", PROTECTED).ok();
    app.attack(&["DELETE FROM entries WHERE number IS NULL"]);
    roll_back(app, from.try_into().unwrap());
    resumed(app, &copy);
    nobody_reads_of_it(app);
    no_entry_tells(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    let numbers = numbers(app, NUMBER_ONE);
    assert!(numbers.contains(&from));
    assert_eq!(app.verify().good()["withheld"], json!(numbers));

    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.anonymous().get(PROFILE).ok().says(NAME);
    app.verify().good();
}

/// An earlier version did not link what came back.
fn what_came_back_before_is_linked_at_the_next_start(app: &TestApp) {
    let lost = lost(app);
    resumed(app, &lost.copy);
    let unlinked = "UPDATE entries SET organisation_id = NULL, commitment_id = NULL WHERE number = ";
    app.attack(&[&format!("{unlinked}{}", lost.from)]);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    assert!(said(app, lost.from).contains("Zxqvy"), "it was left open");
    app.block_on(adopted::settle(&app.app)).unwrap();
    app.settle();
    no_entry_tells(app);
    assert_eq!(app.verify().good()["withheld"], json!(numbers(app, NUMBER_ONE)));
    let rows = app.rows();
    app.block_on(adopted::settle(&app.app)).unwrap();
    assert_eq!(app.rows(), rows, "nothing is left to do");
}

fn where_nothing_came_back_nothing_is_linked(app: &TestApp) {
    published(app, PUBLIC);
    app.attack(&["UPDATE entries SET organisation_id = NULL, commitment_id = NULL"]);
    let rows = app.rows();
    app.block_on(adopted::settle(&app.app)).unwrap();
    assert_eq!(app.rows(), rows, "no start reads through the log");
}

fn what_came_back_is_hidden_with_her_on_a_new_site(app: &TestApp) {
    let lost = lost(app);
    resumed(app, &lost.copy);
    let next = taken_over(app);
    assert!(said(&next, lost.from).contains("no more money"));
    assert!(numbers(&next, NUMBER_ONE).contains(&lost.from));
}

fn nothing_comes_back_beside_an_entry_that_is_dated_ahead(app: &TestApp) {
    let lost = lost(app);
    let ahead = app.app.clock.now() + Duration::days(36_500);
    app.write(move |db, _| news(db, ahead, 1));
    let rows = app.rows();
    let resume = ["log", "resume", "--from", lost.copy.path().to_str().unwrap()];
    let output = app.program(&resume).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("is dated 2"), "{said}");
    assert_eq!(app.rows()["entries"], rows["entries"]);
    app.attack(&["DELETE FROM entries WHERE number IS NULL"]);
    resumed(app, &lost.copy);
    app.verify().good();
}

/// The site after a restore from before an act, gone on with from what was published since. It lives in the folder.
fn resumed_after(app: &TestApp, folder: &Path, act: impl FnOnce()) -> TestApp {
    let old = folder.join("old.db");
    backup(app, &old);
    act();
    app.settle();
    let copy = exported(app, folder, &[]);
    let restored = restored(app, &old);
    runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    restored
}

/// Not yet public in the backup, it was published later; that is decided again, or called off.
#[test]
fn who_was_published_since_the_backup_gets_one_receipt() {
    let app = TestApp::on_sqlite();
    let waits = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let folder = tempfile::tempdir().unwrap();
    let again = resumed_after(&app, folder.path(), || {
        decide(&app.moderator(), number_of(&app, &waits), &Choice::publish());
    });
    let came_back = numbers(&again, waits.organisation);
    assert!(!came_back.is_empty());
    decide(&again.moderator(), number_of(&again, &waits), &Choice::publish());
    again.settle();
    assert_eq!(again.block_on(posting::post(&again.app)).unwrap(), 1, "for the entry that is new");
    again.verify().good();
}

/// Not yet public in the backup, it was published later; its signer hides it and shows it again before that is decided again.
#[test]
fn who_hides_before_it_is_published_again_leaves_nothing_that_came_back() {
    let app = TestApp::on_sqlite();
    let case = confirmed(&app, PUBLIC);
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let restored = resumed_after(&app, folder.path(), || {
        decide(&app.moderator(), case, &Choice::publish());
    });
    let came_back = numbers(&restored, NUMBER_ONE);
    assert!(said(&restored, came_back[0]).contains(NAME));
    for choice in [PROTECTED, PUBLIC] {
        account(&restored).fills("/account/visibility", choice).ok();
        restored.settle();
        no_entry_tells(&restored);
        assert_eq!(restored.verify().good()["withheld"], json!(came_back));
    }
    decide(&restored.moderator(), case, &Choice::publish());
    restored.settle();
    restored.anonymous().get(PROFILE).ok().says(NAME);
    assert_eq!(restored.verify().good()["withheld"], json!(came_back));
}

#[test]
fn who_is_called_off_after_a_restore_leaves_nothing_that_came_back() {
    let app = TestApp::on_sqlite();
    let waits = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let folder = tempfile::tempdir().unwrap();
    let restored = resumed_after(&app, folder.path(), || {
        decide(&app.moderator(), number_of(&app, &waits), &Choice::publish());
    });
    let (theirs, of) = (numbers(&restored, waits.organisation), waits.organisation);
    assert!(said(&restored, theirs[0]).contains(&waits.name));
    let call_off = restored.app.act(Origin::system(), move |act| {
        let seen = store::endorsement::of_organisation(act.db, of)?;
        erasure::call_off(act, &seen, CalledOff::Account)
    });
    restored.block_on(call_off).unwrap();
    restored.settle();
    assert!(!said(&restored, theirs[0]).contains(&waits.name));
    assert_eq!(restored.verify().good()["erased"], json!(theirs));
}

/// Not named yet in the backup, she was named later.
#[test]
fn who_was_named_since_the_backup_is_not_named_by_what_came_back() {
    let app = TestApp::on_sqlite();
    published(&app, PROTECTED);
    let folder = tempfile::tempdir().unwrap();
    let restored = resumed_after(&app, folder.path(), || {
        account(&app).fills("/account/visibility", PUBLIC).ok();
    });
    nobody_reads_of_it(&restored);
    no_entry_tells(&restored);
    assert_eq!(tables_that_tell(&restored), [""; 0]);
    restored.verify().good();
    account(&restored).fills("/account/visibility", PUBLIC).ok();
    restored.settle();
    restored.anonymous().get(PROFILE).ok().says(NAME);
    restored.verify().good();
}

/// It signed after the backup was made: no row is left that could be hidden.
#[test]
fn what_came_back_about_one_who_was_lost_can_be_withheld() {
    let app = TestApp::on_sqlite();
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let lost =
        app.signatory(Given { name: "Tabt Forening", website: "https://tabt.example/", ..Given::default() });
    app.settle();
    let (of, theirs) = (lost.organisation, numbers(&app, lost.organisation));
    let public_id = app.read(move |db| store::organisation::find(db, of)).public_id;
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    assert!(said(&restored, theirs[0]).contains("Tabt Forening"));
    let ahead = restored.app.clock.now() + Duration::days(36_500);
    restored.write(move |db, _| news(db, ahead, 1));
    assert!(!run(&restored, &["log", "withhold", &public_id]).status.success());
    assert!(
        said(&restored, theirs[0]).contains("Tabt Forening"),
        "nothing is gone of which the log cannot tell"
    );
    restored.attack(&["DELETE FROM entries WHERE number IS NULL"]);
    let said_so = runs(&restored, &["log", "withhold", &public_id]);
    assert!(said_so.contains("a checkpoint over"), "{said_so}");
    assert!(said_so.contains(&format!("{} entries can be read no more", theirs.len())), "{said_so}");
    assert!(!said(&restored, theirs[0]).contains("Tabt Forening"));
    assert_eq!(restored.verify().good()["withheld"], json!(theirs));
    let here = restored.read(|db| store::organisation::find(db, NUMBER_ONE)).public_id;
    for id in [public_id, here] {
        let refused = restored.block_on(adopted::withhold(&restored.app, &id)).unwrap_err().to_string();
        assert!(refused.contains("hidden or erased at the desk"), "{refused}");
    }
}
