//! Somebody else runs a witness beside the register: it signs what it sees, and refuses a second past.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::app::log::{posting, resume, seal};
use tilsagn::app::register;
use tilsagn::config::Peer;
use tilsagn::domain::locale::Locale;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::cosignature::Cosigner;
use tilsagn::log::hash::Hash;
use tilsagn::log::note::Signer;
use tilsagn::log::witness::Request;
use tilsagn::outward;
use tilsagn::view::{Messages, dates};
use tilsagn::worker::{numbering, sealing, witnessing};

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_takes_over::{exported, imported};
use crate::other_programs_verify::go;
use crate::support::app::{TestApp, moment};
use crate::support::bodies::news;
use crate::support::fixtures::{Given, place};
use crate::support::log::{receipt, verify};
use crate::support::process::Process;
use crate::witnesses_mean_nothing::signs_for_the_first_time;

/// Makes `sqlite::name` and `postgres::name` of each story. A site with witnesses is told of them at its start.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() { super::$name(crate::support::app::TestApp::on_sqlite_with); }
        )+}
        mod postgres {$(
            #[test]
            fn $name() { super::$name(crate::support::app::TestApp::on_postgres_with); }
        )+}
    };
}

on_both!(
    a_witness_signs_and_everybody_sees_it,
    a_row_without_a_signature_is_no_word_of_a_witness,
    a_witness_refuses_a_second_past_and_remembers,
    a_witness_that_is_away_delays_nothing,
    on_a_busy_day_receipts_go_out_with_the_word_of_witnesses,
    a_witness_that_lost_its_memory_is_shown_everything_again,
    a_signer_without_memory_heeds_a_witness_that_has_signed_more,
    a_fork_that_a_witness_shows_ends_in_another_log,
    an_export_is_not_the_newest_where_a_witness_has_signed_more,
);

pub type Start = fn(&[(&str, &str)]) -> TestApp;

/// A register, and a witness that does not run yet.
pub struct Watched {
    pub app: TestApp,
    pub peer: Peer,
    folder: tempfile::TempDir,
    port: u16,
}

pub fn begin(start: Start) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let cosigner = Cosigner::new("witness.example.org", [9; 32]).unwrap();
    let key = folder.path().join("witness.key");
    std::fs::write(&key, format!("{}\n", cosigner.secret_text())).unwrap();
    signs_for_the_first_time(&folder, cosigner.witness());
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let setting = format!("{}@http://127.0.0.1:{port}", cosigner.witness().text());
    let app = start(&[("TILSAGN_WITNESSES", &setting)]);
    Watched { peer: app.app.config.witnesses[0].clone(), app, folder, port }
}

impl Watched {
    pub fn witness(&self) -> Process {
        let log = format!("{}@{}", self.app.app.log_signer.verifier().text(), self.app.base);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tilsagn"));
        command
            .args(["witness", "--listen", &format!("127.0.0.1:{}", self.port), "--log", &log, "--data"])
            .arg(self.folder.path());
        let ready = |line: &str| line.starts_with("the log asks it with").then_some(());
        let (process, ()) = Process::start("the witness", &mut command, ready);
        // It says so just before it listens.
        std::thread::sleep(Duration::from_millis(300));
        process
    }

    pub fn ask(&self) -> tilsagn::domain::Result<Option<u64>> {
        let agent = outward::agent(Duration::from_secs(10), "test");
        self.app.block_on(witnessing::ask(&self.app.app, &self.peer, &agent))
    }

    /// Sends a request as anybody can, and gives status, type and body of the answer.
    fn send(&self, body: &str) -> (u16, String, String) {
        let agent = outward::agent(Duration::from_secs(10), "test");
        let address = format!("http://127.0.0.1:{}/add-checkpoint", self.port);
        let mut answer = agent.post(&address).send(body).unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        let status = answer.status().as_u16();
        (status, kind, answer.body_mut().read_to_string().unwrap())
    }

    /// The log's own signature under a tree that it never published.
    fn forged(&self, size: u64) -> String {
        let head = Head { size, root: Hash::leaf(b"forged") };
        head.sign(&signer(&self.app.app.config.log_key_file)).unwrap()
    }
}

fn signer(file: &Path) -> Signer {
    Signer::parse(&std::fs::read_to_string(PathBuf::from(file)).unwrap()).unwrap()
}

fn a_witness_signs_and_everybody_sees_it(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let before: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
    assert_eq!((&before[0]["agrees"], &before[0]["since"]), (&json!(false), &Value::Null));
    let witness = watched.witness();
    assert_eq!(watched.ask().unwrap(), Some(60));
    assert_eq!(watched.ask().unwrap(), None, "once is enough");
    let agent = outward::agent(Duration::from_secs(10), "test");
    let about = format!("http://127.0.0.1:{}/", watched.port);
    assert_eq!(agent.head(&about).call().unwrap().status(), 200);
    assert_eq!(agent.post(&about).send("").unwrap().status(), 405);
    assert_eq!(agent.get(format!("{about}add-checkpoint")).call().unwrap().status(), 405);
    let since = keeps_watch_since(app);
    app.append_entries(300);
    assert_eq!(watched.ask().unwrap(), Some(360));
    app.settle();
    let checkpoint = app.anonymous().get("/log/checkpoint").ok().body;
    assert!(checkpoint.lines().last().unwrap().starts_with("— witness.example.org "), "{checkpoint}");
    let now: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
    assert_eq!((&now[0]["agrees"], &now[0]["tree_size"]), (&json!(true), &json!(360)));
    assert_eq!(now[0]["key"], watched.peer.witness.text());
    assert_eq!(keeps_watch_since(app), since, "since the first time");
    app.anonymous().get("/verify").ok().says("Who keeps watch").says("agrees").says("360 entries");
    let key = watched.peer.witness.text();
    let log = app.app.log_signer.verifier().text();
    let answer = go(&format!("{}/log", app.base), &log, &["60", &key]);
    assert!(answer.good, "Go finds the cosignature good: {}", answer.said);
    let report = verify(&app.base, &["--witness", &key]).good();
    assert_eq!(report["witnesses"][0]["name"], "witness.example.org");
    let other = Cosigner::new("other.example.org", [1; 32]).unwrap().witness().text();
    let verdict = verify(&app.base, &["--witness", &other]);
    assert!(!verdict.passed && verdict.report.to_string().contains("has not signed the checkpoint"));
    drop(witness);
}

fn a_row_without_a_signature_is_no_word_of_a_witness(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let witness = watched.witness();
    watched.ask().unwrap();
    let standing = || -> Value {
        let listed: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
        json!([listed[0]["agrees"], listed[0]["tree_size"]])
    };
    assert_eq!(standing(), json!([true, 60]));
    app.append_entries(3);
    assert_eq!(standing(), json!([false, 60]));
    app.sql("UPDATE log_witnesses SET size = 63");
    assert_eq!(standing(), json!([false, null]));
    app.anonymous().get("/verify").ok().says("Has not signed anything yet").lacks("Keeps watch since");
    app.append_entries(1);
    assert_eq!(watched.ask().unwrap(), Some(64));
    assert_eq!(standing(), json!([true, 64]));
    app.sql("UPDATE log_witnesses SET line = 'garbage'");
    assert_eq!(standing(), json!([false, null]));
    let note = app.anonymous().get("/log/checkpoint").ok().body;
    assert_eq!(Head::open(&note, &app.app.log_signer.verifier()).unwrap().size, 64);
    app.verify().good();
    let examined = app.program(&["doctor", "--json"]).output().unwrap();
    let examined = String::from_utf8(examined.stdout).unwrap();
    assert!(examined.contains("in the table log_witnesses has no signature of it"), "{examined}");
    drop(witness);
}

/// Since when the witness signs, as programs read it and as the page says it.
fn keeps_watch_since(app: &TestApp) -> String {
    let listed: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
    let since = listed[0]["since"].as_str().expect("it has signed").to_owned();
    app.block_on(register::refresh(&app.app)).unwrap();
    let words = Messages::shared().unwrap();
    let said = |locale| dates::moment(&words, locale, moment(&since), app.app.time_zone(), false);
    let page = |path: &str| app.anonymous().get(path).ok();
    page("/verify").says(&format!("Keeps watch since {}.", said(Locale::English)));
    page("/da/verify").says(&format!("Holder øje siden {}.", said(Locale::Danish)));
    since
}

fn a_witness_refuses_a_second_past_and_remembers(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let first = app.anonymous().get("/log/checkpoint").ok().body;
    let witness = watched.witness();
    watched.ask().unwrap();
    let ask =
        |old, proof: Vec<Hash>, checkpoint: String| watched.send(&Request { old, proof, checkpoint }.text());
    let conflict = (409, "text/x.tlog.size".to_owned(), "60\n".to_owned());
    assert_eq!(ask(60, vec![], watched.forged(60)), conflict, "two checkpoints of one size");
    assert_eq!(ask(0, vec![], watched.forged(59)), conflict, "a way back");
    assert_eq!(ask(60, vec![Hash::leaf(b"x")], watched.forged(61)).0, 422, "a fork");
    assert_eq!(ask(61, vec![], first.clone()).0, 400);
    assert_eq!(watched.send("old 60\n").0, 400);
    let stranger = Signer::new(app.app.log_signer.verifier().name(), [3; 32]).unwrap();
    let head = Head { size: 61, root: Hash::leaf(b"x") };
    assert_eq!(ask(60, vec![], head.sign(&stranger).unwrap()).0, 403);
    let unknown = Signer::new("elsewhere.example.org/log", [3; 32]).unwrap();
    assert_eq!(ask(0, vec![], head.sign(&unknown).unwrap()).0, 404);
    assert_eq!(ask(60, vec![], first.clone()).0, 200, "the same again is signed again");
    drop(witness);
    let witness = watched.witness();
    assert_eq!(ask(60, vec![], watched.forged(60)), conflict, "it remembers");
    app.append_entries(3);
    assert_eq!(watched.ask().unwrap(), Some(63));
    app.verify().good();
    drop(witness);
}

fn a_witness_that_is_away_delays_nothing(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    let suzie = app.signatory(Given::default());
    app.settle();
    let another =
        |name| app.block_on(place(&app.app, app.call(), Given { name, ..Given::default() })).unwrap();
    another("Engen");
    app.block_on(numbering::number(&app.app)).unwrap();
    assert!(app.block_on(seal::seal(&app.app)).unwrap().is_some());
    assert!(watched.ask().unwrap_err().to_string().contains("does not answer"));
    assert!(app.anonymous().get("/log/checkpoint").ok().body.contains("\n2\n"), "it is out all the same");
    let post = || app.block_on(posting::post(&app.app)).unwrap();
    assert_eq!(post(), 0, "the receipt waits for its word");
    app.clock.advance(chrono::Duration::minutes(4));
    another("Mosen");
    app.settle();
    assert_eq!(post(), 0);
    app.clock.advance(chrono::Duration::minutes(1));
    assert_eq!((post(), post()), (2, 0), "but not for long, whatever is signed meanwhile");
    app.clock.advance(chrono::Duration::minutes(4));
    app.append_entries(1);
    assert_eq!(post(), 1, "each its five minutes");
    // With its word, a receipt goes out at once and carries it.
    another("Heden");
    app.settle();
    assert_eq!(post(), 0);
    let witness = watched.witness();
    watched.ask().unwrap();
    assert_eq!(post(), 1);
    let Letter::Receipt { file, key, .. } = app.mail_to(&suzie.email) else { panic!("no receipt") };
    let judged = receipt(&file, &["--key", &key, "--witness", &watched.peer.witness.text()]);
    assert!(judged.passed && judged.said.contains("witness    witness.example.org, "), "{}", judged.said);
    drop(witness);
}

fn on_a_busy_day_receipts_go_out_with_the_word_of_witnesses(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    let suzie = app.signatory(Given::default());
    app.settle();
    let witness = watched.witness();
    watched.ask().unwrap();
    app.write(|db, now| news(db, now, 1));
    app.block_on(numbering::number(&app.app)).unwrap();
    assert!(app.block_on(sealing::round(&app.app)).unwrap().is_some(), "the next tree is signed already");
    let Letter::Receipt { file, key, .. } = app.mail_to(&suzie.email) else { panic!("no receipt") };
    assert!(receipt(&file, &["--key", &key, "--witness", &watched.peer.witness.text()]).passed);
    drop(witness);
}

fn a_witness_that_lost_its_memory_is_shown_everything_again(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let witness = watched.witness();
    watched.ask().unwrap();
    drop(witness);
    for file in std::fs::read_dir(watched.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "checkpoint") {
            std::fs::remove_file(path).unwrap();
        }
    }
    // As one that signs with its key for the first time: it would not start else.
    signs_for_the_first_time(&watched.folder, &watched.peer.witness);
    app.append_entries(40);
    let _witness = watched.witness();
    assert_eq!(watched.ask().unwrap(), Some(100));
}

/// A checkpoint of the log that is not here, shown to a witness that has signed nothing yet.
fn shown_elsewhere(watched: &Watched, size: u64) {
    let request = Request { old: 0, proof: vec![], checkpoint: watched.forged(size) };
    assert_eq!(watched.send(&request.text()).0, 200);
}

fn a_signer_without_memory_heeds_a_witness_that_has_signed_more(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let _witness = watched.witness();
    shown_elsewhere(&watched, 70);
    std::fs::remove_file(tilsagn::files::beside(&app.app.config.log_key_file, ".signed")).unwrap();
    app.write(|db, now| news(db, now, 1));
    let number = || app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    let seal = || app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    for said in [number(), seal()] {
        assert!(said.contains("the witness witness.example.org has not said it yet"), "{said}");
    }
    let asked = watched.ask().unwrap_err().to_string();
    assert!(asked.contains("it has signed a tree of 70, and there are 60 entries here"), "{asked}");
    for said in [number(), seal()] {
        assert!(said.contains("it has 60 entries, and a tree of 70 was signed"), "{said}");
    }
    app.anonymous().get("/readyz").ok().says("warning: the log is not signed");
    app.block_on(register::refresh(&app.app)).unwrap();
    let page = app.anonymous().get("/verify").ok();
    let page = page.says("Says that it has signed a tree of 70 entries that is not here.");
    assert!(!page.body.contains("Has not signed anything yet"), "it has");
    let listed = || serde_json::from_str::<Value>(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
    assert_eq!(listed()[0]["elsewhere"], json!(70));

    let before = app.anonymous().get("/log/checkpoint").ok().body;
    let key = app.block_on(resume::under_another_name(&app.app, "127.0.0.1/log/2")).unwrap();
    app.settle();
    assert_eq!(verify(&app.base, &["--key", &key.text()]).good()["tree_size"], 62);
    let resumed: Value = serde_json::from_str(&app.anonymous().get("/log/entries/61").ok().body).unwrap();
    assert_eq!((&resumed["body"]["checkpoint"], &resumed["body"]["to"]), (&json!(before), &json!(70)));
    // What was said of the log before says nothing of this one.
    app.block_on(register::refresh(&app.app)).unwrap();
    assert_eq!(listed()[0]["elsewhere"], Value::Null);
    for page in ["/verify", "/readyz"] {
        app.anonymous().get(page).ok().lacks("that is not here");
    }
    let asked = format!("{}@{}", watched.peer.witness.text(), watched.peer.url);
    let examined = app.program(&["doctor"]).env("TILSAGN_WITNESSES", asked).output().unwrap();
    let said = String::from_utf8(examined.stdout).unwrap();
    assert!(said.contains("witness.example.org answers") && !said.contains("a tree of 70"), "{said}");
}

fn a_fork_that_a_witness_shows_ends_in_another_log(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let _witness = watched.witness();
    shown_elsewhere(&watched, 55);
    let another = || app.block_on(resume::under_another_name(&app.app, "127.0.0.1/log/2"));
    assert!(another().is_err(), "nobody has said that anything is missing");
    let asked = watched.ask().unwrap_err().to_string();
    assert!(asked.contains("another past of this log"), "{asked}");
    let warning = "warning: the witness witness.example.org has signed a tree of 55 entries that is not here";
    app.anonymous().get("/readyz").ok().says(warning).says("tilsagn doctor");
    app.append_entries(1);
    let key = another().unwrap();
    app.settle();
    verify(&app.base, &["--key", &key.text()]).good();
}

fn an_export_is_not_the_newest_where_a_witness_has_signed_more(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.signatory(Given::default());
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let copy = exported(app, folder.path(), &[]);
    app.append_entries(3);
    let _witness = watched.witness();
    let signed = watched.ask().unwrap().unwrap();

    let heir = app.empty_twin();
    let key = std::fs::read(&app.app.config.log_key_file).unwrap();
    tilsagn::files::replace(&heir.app.config.log_key_file, &key).unwrap();
    let taken = imported(&heir, &copy, &[]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    let held = heir.read(tilsagn::store::register_state::next_entry);
    let asked = format!("{}@{}", watched.peer.witness.text(), watched.peer.url);
    let mut resume = heir.program(&["log", "resume", "--nothing-lost"]);
    let resumed = resume.env("TILSAGN_WITNESSES", asked).output().unwrap();
    let why = String::from_utf8_lossy(&resumed.stderr);
    assert!(!resumed.status.success(), "the witness knows of {signed}, the export of {held}");
    let sizes = format!(
        "it has {held} entries, and a tree of {signed} was signed, as the witness witness.example.org says"
    );
    assert!(why.contains(&sizes) && why.contains("begin anew from a newer one"), "{why}");
    assert!(heir.block_on(seal::seal(&heir.app)).is_err(), "nothing is signed");
}
