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
    let witness = format!("{}@{}", app.app.config.witnesses[0].witness.text(), odd.base);
    let examined = app.program(&["doctor"]).env("TILSAGN_WITNESSES", witness).output().unwrap();
    let said = String::from_utf8_lossy(&examined.stdout).into_owned();
    assert!(said.contains("the log is not signed, and nothing gets a number"), "{said}");
    assert!(said.contains("take it out of TILSAGN_WITNESSES"), "{said}");
    drop(odd);
    // Once it has said that it knows nothing of this log, as one that does not watch it, all goes on.
    app.app.log_signer.hear(&app.app.config.witnesses[0].witness);
    app.block_on(register::refresh(&app.app)).unwrap();
    app.anonymous().get("/signatories").ok();
    app.anonymous().get("/readyz").ok().lacks("warning");
    app.settle();
    app.verify().good();
}
