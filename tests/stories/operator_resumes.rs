//! The operator puts an older backup back and takes the log over from a copy: what was lost is decided again, the
//! register can be handed over as before, and whoever hid meanwhile is hidden at once.

use std::path::Path;
use std::process::Output;

use chrono::Duration;
use serde_json::json;
use tempfile::TempDir;
use tilsagn::app::log::memory;
use tilsagn::app::{counters, register, unnamed};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::log::line::Line;
use tilsagn::store;

use crate::log_sealed::{self, backup, keep_tiles, roll_back};
use crate::nadia_stays_unnamed::{
    self, Lacks, NAME, PROTECTED, PUBLIC, TELLING, account, nobody_reads_of_it, tables_that_tell,
};
use crate::operator_takes_over::{exported, import};
use crate::staff_second::approve;
use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::fixtures::{Given, Signatory};
use crate::support::log::mirror;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_signs::endorsement;
use crate::{admins_erase, staff_merge, stories};

stories!(
    who_hid_since_the_backup_is_hidden_with_the_log,
    who_was_not_named_at_first_and_hid_since_the_backup_is_hidden_with_the_log,
    who_showed_herself_stays_shown_where_a_mirror_fetched_before,
    doubles_of_who_hid_since_the_backup_are_hidden_with_the_log,
);

fn published(app: &TestApp, name: &'static str, website: &'static str) -> Signatory {
    app.signatory(Given { name, website, state: EndorsementState::Published, ..Given::default() })
}

/// Another application on an older copy of the database, with the same keys and another chance.
pub fn restored(app: &TestApp, old: &Path) -> TestApp {
    let restored = log_sealed::restored(app, old);
    restored.app.chance.fill(&mut [0; 1 << 16]);
    restored
}

/// Runs the program on the restored database.
pub fn run(app: &TestApp, arguments: &[&str]) -> Output {
    let store::DatabaseUrl::Sqlite(database) = app.app.store.url() else { panic!("the embedded database") };
    let mut program = app.program(arguments);
    program.env("TILSAGN_DATABASE_URL", format!("sqlite:{}", database.display()));
    program.env("TILSAGN_SECRET_FILE", &app.app.config.secret_file);
    program.env("TILSAGN_LOG_KEY_FILE", &app.app.config.log_key_file).output().unwrap()
}

/// The same where it must succeed. Gives what it says.
pub fn runs(app: &TestApp, arguments: &[&str]) -> String {
    let output = run(app, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    app.settle();
    String::from_utf8(output.stdout).unwrap()
}

/// Somebody hides and the log is copied; then the database is as a backup of before has it, where all is named.
fn put_back(app: &TestApp, owner: fn(&TestApp) -> Visitor) -> TempDir {
    keep_tiles(app);
    let size = app.read(store::register_state::next_entry);
    owner(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    owner(app).fills("/account/visibility", PUBLIC).ok();
    app.attack(&["DELETE FROM entries WHERE number IS NULL"]);
    app.block_on(register::refresh(&app.app)).unwrap();
    // It is kept, made while all were named.
    app.anonymous().get("/").ok();
    roll_back(app, size.try_into().unwrap());
    app.block_on(register::refresh(&app.app)).unwrap();
    copy
}

/// What names signatories, of today and of past days.
const OF_REGISTER: &[&str] = &[
    "/signatories",
    "/da/signatories",
    "/signatories/hemmelighuset-zxqvy",
    "/signatories/hemmelighuset-zxqvy/report",
    "/commitments",
    "/data",
    "/data/signatories.csv",
    "/data/commitments.csv",
    "/data/entries.ndjson",
    "/data/snapshots",
    "/data/snapshots/2026-11-24/signatories.csv",
    "/log/entries/0",
    "/log/entries/0.tlog-proof",
    "/api/v1/signatories",
    "/api/v1/signatories/hemmelighuset-zxqvy",
    "/api/v1/commitments",
    "/sitemap.xml",
    "/?as_of=2026-11-23",
    "/account/recover?q=Hemmelighuset",
    "/account/recover/ask?of=hemmelighuset-zxqvy",
];

/// The site goes on without its register, and says so.
#[track_caller]
fn no_register_is_shown(app: &TestApp) {
    let anyone = app.anonymous();
    for path in OF_REGISTER {
        assert_eq!(anyone.get(path).status, 503, "{path}");
    }
    for path in
        ["/", "/da", "/call", "/about", "/verify", "/api/v1/call", "/log/checkpoint", "/staff/sign-in"]
    {
        anyone.get(path).ok();
    }
    for path in OF_REGISTER.iter().chain(&["/", "/da", "/verify", "/about", "/call"]) {
        let told = anyone.get(path).body;
        let found: Vec<_> = TELLING.iter().filter(|word| told.contains(**word)).collect();
        assert!(found.is_empty(), "{path} says {found:?}: {told}");
    }
    anyone.get("/signatories").says("The register is being put in order");
    anyone.get("/da").says("Registret bliver bragt i orden");
    let ready = anyone.get("/readyz").ok();
    ready.says("nothing of the register is shown").says("tilsagn log resume --from");
}

/// Takes the log over. Gives what the program says.
pub fn resumed(app: &TestApp, copy: &TempDir) -> String {
    let output = app.program(&["log", "resume", "--from", copy.path().to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    app.settle();
    String::from_utf8(output.stdout).unwrap()
}

/// The numbers of the entries about an organisation.
pub fn numbers(app: &TestApp, of: OrganisationId) -> Vec<i64> {
    let entries = app.read(move |db| store::entry::of_organisation(db, of));
    entries.iter().filter_map(|entry| entry.number).collect()
}

fn who_hid_since_the_backup_is_hidden_with_the_log(app: &TestApp) {
    nadia_stays_unnamed::published(app, PUBLIC);
    let copy = put_back(app, account);
    no_register_is_shown(app);
    let mails = app.mails().len();
    let said = resumed(app, &copy);
    assert!(said.contains("Hidden now") && said.contains(&endorsement(app, 1).reference), "{said}");
    assert!(!said.contains("erased again"), "{said}");
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    assert_eq!(endorsement(app, 1).visibility, Visibility::Protected);
    assert_eq!(app.mails().len(), mails, "its people were told when it hid");
    assert_eq!(app.verify().good()["withheld"], json!(numbers(app, OrganisationId(1))));

    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok().says(NAME);
    app.verify().good();
}

/// Nadia is not named, and shows herself when the week's batch is in the log.
fn shown_after_a_batch(app: &TestApp) {
    nadia_stays_unnamed::published(app, PROTECTED);
    app.clock.advance(Duration::days(7));
    app.block_on(unnamed::settle_week(&app.app)).unwrap();
    app.settle();
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
}

fn who_was_not_named_at_first_and_hid_since_the_backup_is_hidden_with_the_log(app: &TestApp) {
    shown_after_a_batch(app);
    let copy = put_back(app, account);
    resumed(app, &copy);
    nobody_reads_of_it(app);
    let withheld = app.verify().good()["withheld"].clone();
    assert_eq!(withheld, json!(numbers(app, OrganisationId(1))), "those of the batch are named too");
}

fn who_showed_herself_stays_shown_where_a_mirror_fetched_before(app: &TestApp) {
    shown_after_a_batch(app);
    keep_tiles(app);
    let size = app.read(store::register_state::next_entry);
    app.append_entries(1);
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    let file = copy.path().join("data/entries.ndjson");
    let fetched_before = |line: &str| {
        let mut entry: Line = serde_json::from_str(line).unwrap();
        if !entry.subject.starts_with("batch-") {
            return format!("{line}\n");
        }
        assert!(entry.body.is_some(), "it can be read by now");
        (entry.body, entry.salt) = (None, None);
        format!("{}\n", serde_json::to_string(&entry).unwrap())
    };
    let lines = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, lines.lines().map(fetched_before).collect::<String>()).unwrap();
    roll_back(app, size.try_into().unwrap());

    let said = resumed(app, &copy);
    assert!(!said.contains("hidden now"), "{said}");
    app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok().says(NAME);
    assert_eq!(endorsement(app, 1).visibility, Visibility::Public);
    app.verify().good();
}

fn doubles_of_who_hid_since_the_backup_are_hidden_with_the_log(app: &TestApp) {
    let (stays, goes, ..) = staff_merge::merged(app);
    let suzie = |app: &TestApp| enter(app, SUZIE);
    let copy = put_back(app, suzie);
    let said = resumed(app, &copy);
    assert!(said.contains("after the backup was made: 1\n"), "they are one: {said}");
    for slug in [&stays.slug, &goes.slug] {
        assert_eq!(app.anonymous().get(&format!("/signatories/{slug}")).status, 404, "{slug}");
    }
    let mut both = [numbers(app, stays.organisation), numbers(app, goes.organisation)].concat();
    both.sort();
    assert_eq!(app.verify().good()["withheld"], json!(both));
    suzie(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.verify().good();
}

#[test]
fn who_was_erased_since_the_backup_is_hidden_until_it_is_erased_again() {
    let app = TestApp::on_sqlite();
    let gone = published(&app, "Tabt Forening", "https://tabt.example/");
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let number = admins_erase::propose(&app.admin(), number_of(&app, &gone));
    assert_eq!(approve(&app.second_admin(), number).status, 303);
    app.settle();
    let erased = app.verify().good()["erased"].clone();
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    let address = format!("/signatories/{}", gone.slug);
    for shown in [&address, "/signatories", "/data/entries.ndjson"] {
        assert_eq!(restored.anonymous().get(shown).status, 503, "{shown}");
    }
    restored.anonymous().get("/").ok().lacks("Tabt Forening");
    let said = runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    let reference = endorsement(&restored, 1).reference;
    let again = format!("to be erased again by two admins, at once:\n  {reference}");
    assert!(said.contains(&again), "{said}");
    assert_eq!(restored.anonymous().get(&address).status, 404);
    assert_eq!(restored.verify().good()["withheld"], erased);
    admins_erase::erased(&restored, number_of(&restored, &gone));
    assert_eq!(restored.verify().good()["erased"], erased);
}

/// What was put back shows its register at once where what was signed last is known, and is here.
#[test]
fn a_copy_of_all_that_was_signed_shows_its_register() {
    let app = TestApp::on_sqlite();
    published(&app, "Aarhus Åbne Arkiv", "https://arkiv.example/");
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let restored = restored(&app, &old);
    restored.write(memory::note_restored);
    let looks = || {
        restored.block_on(register::refresh(&restored.app)).unwrap();
        restored.anonymous().get("/signatories")
    };
    looks().ok().says("Aarhus Åbne Arkiv");
    let remembered = tilsagn::files::beside(&app.app.config.log_key_file, ".signed");
    let aside = folder.path().join("aside");
    std::fs::rename(&remembered, &aside).unwrap();
    assert_eq!(looks().status, 503, "nothing here knows what was signed last");
    std::fs::rename(&aside, &remembered).unwrap();
    looks().ok().says("Aarhus Åbne Arkiv");
}

#[test]
fn what_was_lost_is_decided_again_under_another_number_and_can_be_handed_over() {
    let app = TestApp::on_sqlite();
    published(&app, "Aarhus Åbne Arkiv", "https://arkiv.example/");
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let lost = published(&app, "Tabt Forening", "https://tabt.example/");
    app.settle();
    let given = app.read(store::register_state::upcoming_signatory_number);
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    let next = restored.read(store::register_state::upcoming_signatory_number);
    assert_eq!(next, given, "the number of who was lost is not given again");
    restored.sql(&format!("UPDATE register_state SET next_signatory = {}", given - 1));
    let told = restored.block_on(restored.app.store.read(counters::check)).unwrap_err().to_string();
    assert!(
        told.contains(&format!("set next_signatory to {given}")),
        "nor where somebody sets it back: {told}"
    );
    restored.sql(&format!("UPDATE register_state SET next_signatory = {given}"));
    assert!(!restored.verify().passed, "what was lost is named until it is decided again");
    assert_eq!(published(&restored, "Tabt Forening", "https://tabt.example/").slug, lost.slug);
    restored.settle();
    restored.verify().good();

    let copy = folder.path().join("again");
    runs(&restored, &["export", copy.to_str().unwrap()]);
    let new = app.empty_twin();
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(new.read(store::register_state::upcoming_signatory_number), given + 1);
    new.verify().good();
}
