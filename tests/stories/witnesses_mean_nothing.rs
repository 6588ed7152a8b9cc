//! A witness that does not answer, or says nothing that means anything: no agreement, and no alarm.

use std::time::Duration;

use serde_json::{Value, json};
use tilsagn::app::register;
use tilsagn::app::witness::{Answer, Watch, Watched};
use tilsagn::clock::SystemChance;
use tilsagn::config::Peer;
use tilsagn::domain::Moment;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::cosignature::{Cosigner, Witness};
use tilsagn::log::hash::Hash;
use tilsagn::log::note::Signer;
use tilsagn::log::witness::Request;
use tilsagn::outward;
use tilsagn::store;
use tilsagn::worker::{numbering, witnessing};

use crate::nadia_stays_unnamed::Lacks;
use crate::support::app::TestApp;
use crate::support::bodies;
use crate::support::odd::Odd;

type Start = fn(&[(&str, &str)]) -> TestApp;

mod sqlite {
    use crate::support::app::TestApp;

    #[test]
    fn an_answer_that_means_nothing_is_no_alarm() {
        super::an_answer_that_means_nothing_is_no_alarm(TestApp::on_sqlite_with);
    }

    #[test]
    fn only_the_witness_itself_agrees() {
        super::only_the_witness_itself_agrees(TestApp::on_sqlite_with);
    }

    #[test]
    fn nothing_is_shown_before_the_witness_has_said_what_it_signed() {
        super::nothing_is_shown_before_the_witness_has_said_what_it_signed(TestApp::on_sqlite_with);
    }
}

mod postgres {
    use crate::support::app::TestApp;

    #[test]
    fn an_answer_that_means_nothing_is_no_alarm() {
        super::an_answer_that_means_nothing_is_no_alarm(TestApp::on_postgres_with);
    }

    #[test]
    fn only_the_witness_itself_agrees() {
        super::only_the_witness_itself_agrees(TestApp::on_postgres_with);
    }

    #[test]
    fn nothing_is_shown_before_the_witness_has_said_what_it_signed() {
        super::nothing_is_shown_before_the_witness_has_said_what_it_signed(TestApp::on_postgres_with);
    }
}

/// A register whose witness answers everything so.
fn begin(start: Start, status: u16, says: &str) -> (TestApp, Odd) {
    let says = says.as_bytes().to_vec();
    let odd = Odd::start(move |_| (status, says.clone()));
    let witness = Cosigner::new("witness.example.org", [9; 32]).unwrap().witness().text();
    let app = start(&[("TILSAGN_WITNESSES", &format!("{witness}@{}", odd.base))]);
    app.publish_register();
    (app, odd)
}

fn asked(app: &TestApp) -> String {
    let (peer, agent) = (&app.app.config.witnesses[0], outward::agent(Duration::from_secs(10), "test"));
    app.block_on(witnessing::ask(&app.app, peer, &agent)).unwrap_err().to_string()
}

fn an_answer_that_means_nothing_is_no_alarm(start: Start) {
    for (status, says) in
        [(409, "0"), (409, "-1"), (409, "99999999999999999999"), (409, "<p>busy</p>"), (409, ""), (422, "")]
    {
        let (app, odd) = begin(start, status, says);
        let told = asked(&app);
        assert!(told.contains("does not answer as a witness"), "{says:?}: {told}");
        app.anonymous().get("/readyz").ok().lacks("warning");
        let listed: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
        assert_eq!(
            (&listed[0]["elsewhere"], &listed[0]["agrees"]),
            (&Value::Null, &json!(false)),
            "{says:?}"
        );
        wrong(&app, &odd, "it answers as no witness does");
    }
}

/// The doctor says this of the witness, and that it is wrong.
#[track_caller]
fn wrong(app: &TestApp, there: &Odd, words: &str) {
    let said = examined(app, there);
    let told = said.lines().find(|line| line.starts_with("witness")).unwrap_or_default();
    assert!(told.contains("WRONG") && told.contains(words), "{words}: {said}");
    assert!(said.contains("see that TILSAGN_WITNESSES has its key and address"), "{said}");
}

/// It has signed the newest checkpoint; what answers there by now says something else.
fn only_the_witness_itself_agrees(start: Start) {
    let (app, _odd) = begin(start, 503, "");
    let cosigner = Cosigner::new("witness.example.org", [9; 32]).unwrap();
    let newest = app.read(store::log::newest).unwrap();
    let line = |cosigner: &Cosigner| cosigner.cosign(&newest.note, 1_679_315_147).unwrap();
    let word = store::log::Word {
        witness: cosigner.witness().text(),
        since: newest.at,
        size: newest.size,
        at: newest.at,
        line: line(&cosigner),
    };
    app.write(move |db, _| store::log::keep_word(db, &word));
    let answers = |status: u16, says: &str| {
        let says = says.as_bytes().to_vec();
        Odd::start(
            move |path| if path == "/add-checkpoint" { (status, says.clone()) } else { (404, Vec::new()) },
        )
    };
    let said = examined(&app, &answers(200, &line(&cosigner)));
    assert!(said.contains("the witness witness.example.org answers, and agrees"), "{said}");
    let other = Cosigner::new("witness.example.net", [8; 32]).unwrap();
    let another = "what answers there is not the witness of this key";
    for (status, says, words) in [
        (
            409,
            "0".to_owned(),
            "it says (409) that it signed last a tree of 0, and its own signature shows one of",
        ),
        (409, "busy".to_owned(), "it says (409) a size that is none"),
        (409, newest.size.to_string(), "its own signature shows that it is not"),
        (422, String::new(), "it refuses (422)"),
        (200, line(&other), another),
        (200, String::new(), another),
        (201, String::new(), "it answers as no witness does (status 201)"),
    ] {
        wrong(&app, &answers(status, &says), words);
    }
    let about = json!({ "witness": other.witness().text() }).to_string();
    wrong(&app, &Odd::start(move |_| (200, about.clone().into_bytes())), another);
    let said = examined(&app, &answers(403, ""));
    assert!(said.contains("signs nothing of this log: it knows another key of this log (403)"), "{said}");
    // A bare refusal is told, and stays nowhere.
    let refusing = answers(422, "");
    app.append_entries(1);
    let peer = Peer { url: refusing.base.clone(), ..app.app.config.witnesses[0].clone() };
    let agent = outward::agent(Duration::from_secs(10), "test");
    let why = app.block_on(witnessing::ask(&app.app, &peer, &agent)).unwrap_err().to_string();
    assert!(why.contains("it refuses (422)") && why.contains("ask whoever runs it"), "{why}");
    app.anonymous().get("/readyz").ok().lacks("that is not here");
}

/// Lets the witness whose key lies in a folder be one that has signed nothing.
pub fn signs_for_the_first_time(folder: &tempfile::TempDir, witness: &Witness) {
    std::fs::write(folder.path().join("witness.logs"), format!("{}\n", witness.text())).unwrap();
}

/// Its list of logs and its last checkpoint are gone together.
#[test]
fn a_witness_that_may_have_forgotten_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
    let open = || {
        let watched = Watched { key: signer.verifier().clone(), url: "https://call.example.org".to_owned() };
        Watch::open(folder.path(), None, vec![watched], &SystemChance)
    };
    drop(open().unwrap());
    drop(open().unwrap());
    let list = folder.path().join("witness.logs");
    let sign = || {
        let checkpoint = Head { size: 9, root: Hash::leaf(b"root") }.sign(&signer).unwrap();
        let request = Request { old: 0, proof: Vec::new(), checkpoint };
        let answer = open().unwrap().answer(&request.text(), Moment::from_millis(0)).unwrap();
        assert!(matches!(answer, Answer::Signed(_)), "{answer:?}");
    };
    sign();
    let is_memory = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "checkpoint");
    let mut files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let memory = files.find(is_memory).unwrap();
    let (kept, whole) = (std::fs::read(&memory).unwrap(), std::fs::read(&list).unwrap());
    std::fs::remove_file(&memory).unwrap();
    let first_line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    for damaged in [&b""[..], b"x\n", b"\xff\n", &whole[..whole.len() - 1], &whole[..first_line]] {
        std::fs::write(&list, damaged).unwrap();
        let why = open().err().unwrap().to_string();
        assert!(
            why.contains("witness.logs is gone or damaged") && why.contains("in a new folder (--data)"),
            "{why}"
        );
    }
    std::fs::remove_file(&list).unwrap();
    assert!(open().err().unwrap().to_string().contains("witness.logs is gone or damaged"));
    // One that an older version kept has its memory, and is listed anew.
    std::fs::write(&memory, &kept).unwrap();
    drop(open().unwrap());
    assert_eq!(std::fs::read(&list).unwrap(), whole);
    // On purpose: as another witness.
    for gone in [memory, list, folder.path().join("witness.key")] {
        std::fs::remove_file(gone).unwrap();
    }
    sign();
}

/// What the doctor says while the witness is there.
fn examined(app: &TestApp, there: &Odd) -> String {
    let witness = format!("{}@{}", app.app.config.witnesses[0].witness.text(), there.base);
    let examined = app.program(&["doctor"]).env("TILSAGN_WITNESSES", witness).output().unwrap();
    String::from_utf8_lossy(&examined.stdout).into_owned()
}

/// Whether it notes this of the key, and takes it for nothing to be mended.
fn noted(said: &str, words: &str) -> bool {
    let of_key = |line: &&str| line.starts_with("key") && line.contains(words);
    said.lines().find(of_key).is_some_and(|line| line["key".len()..].trim_start().starts_with("note "))
}

fn nothing_is_shown_before_the_witness_has_said_what_it_signed(start: Start) {
    let (app, odd) = begin(start, 503, "");
    std::fs::remove_file(tilsagn::files::beside(&app.app.config.log_key_file, ".signed")).unwrap();
    app.write(|db, now| bodies::news(db, now, 1));
    app.app.log_signer.asks_witnesses();
    app.block_on(register::refresh(&app.app)).unwrap();
    asked(&app);
    let refused = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(refused.contains("has not said it yet"), "{refused}");
    let ready = app.anonymous().get("/readyz").ok();
    ready
        .says("warning: the log is not signed: nothing here knows what was signed last")
        .says("nothing of the register is shown");
    assert_eq!(app.anonymous().get("/signatories").status, 503);
    // What this process has heard, only this process knows: a witness that is away is no damage, nor one that answers an
    // agreement.
    let said = examined(&app, &odd);
    let note = "the witness witness.example.org does not answer: a process with the worker that starts now";
    assert!(noted(&said, note) && said.contains("take it out of TILSAGN_WITNESSES"), "{said}");
    drop(odd);
    let said = examined(&app, &Odd::start(|_| (409, b"0".to_vec())));
    assert!(noted(&said, "its /readyz says which has not"), "{said}");
    // Once it has said that it knows nothing of this log, as one that does not watch it, all goes on.
    app.app.log_signer.hear(&app.app.config.witnesses[0].witness);
    app.block_on(register::refresh(&app.app)).unwrap();
    app.anonymous().get("/signatories").ok();
    app.anonymous().get("/readyz").ok().lacks("warning");
    app.settle();
    app.verify().good();
}
