//! A witness that does not answer, or says nothing that means anything: no agreement, and no alarm.

use std::time::Duration;

use serde_json::{Value, json};
use tilsagn::app::register;
use tilsagn::log::cosignature::Cosigner;
use tilsagn::outward;
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
        let (app, _odd) = begin(start, status, says);
        let told = asked(&app);
        assert!(told.contains("it does not answer as a witness"), "{says:?}: {told}");
        app.anonymous().get("/readyz").ok().lacks("warning");
        let listed: Value = serde_json::from_str(&app.anonymous().get("/log/witnesses").ok().body).unwrap();
        assert_eq!(
            (&listed[0]["elsewhere"], &listed[0]["agrees"]),
            (&Value::Null, &json!(false)),
            "{says:?}"
        );
    }
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
    // What this process has heard, only this process knows: a witness that is away is no damage, nor one that answers an agreement.
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
