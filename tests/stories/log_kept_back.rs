//! A site that shows its log and keeps its register back, or shows one to those who check and another to those who read.

use crate::anyone_compares::call_entered;
use crate::operator_takes_over::lively;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::{Verdict, verify};
use crate::support::relay::Relay;

stories!(
    a_site_that_keeps_its_register_back_is_not_good,
    a_list_that_goes_on_elsewhere_is_not_good,
    a_list_that_never_ends_is_not_read_for_ever,
    whoever_checks_does_not_say_so,
    what_a_site_says_steers_nobodys_terminal,
);

fn checked(app: &TestApp, relay: &Relay) -> Verdict {
    verify(&relay.base, &["--key", &app.app.log_signer.verifier().text()])
}

fn a_site_that_keeps_its_register_back_is_not_good(app: &TestApp) {
    app.call();
    call_entered(app);
    lively(app);
    let relay = Relay::before(&app.base);
    checked(app, &relay).good();
    for (path, what) in [
        ("/api/v1/signatories", "api/v1/signatories?limit=500 is not there"),
        ("/api/v1/commitments", "api/v1/commitments?limit=500 is not there"),
        ("/data/signatories.csv", "data/signatories.csv is not there"),
        ("/data/commitments.csv", "data/commitments.csv is not there"),
        ("/api/v1/call", "api/v1/call is not there"),
        ("/call/versions.json", "call/versions.json is not there"),
        ("/call/v", "which is not there"),
    ] {
        for status in [404, 410] {
            relay.keeps_back(path, status);
            let found = checked(app, &relay);
            let told = found.report["findings"].to_string();
            assert!(!found.passed && told.contains(what), "{path}: {:#} {}", found.report, found.errors);
        }
    }
    for path in
        ["/api/v1/signatories", "/call/v1/en.md", "/data/entries.ndjson", "/log/checkpoint", "/log/key"]
    {
        relay.keeps_back(path, 503);
        let found = checked(app, &relay);
        let told = found.errors.contains("could not be looked at") && found.errors.contains(path);
        assert!(!found.passed && told, "{path}: {:#} {}", found.report, found.errors);
        let stopped = found.report["stopped"].as_str().unwrap_or_default();
        assert!(
            found.report["good"] == false && stopped.contains("status 503"),
            "{path}: {:#}",
            found.report
        );
    }
    relay.keeps_back("/log/key", 503);
    let unknown = verify(&relay.base, &[]).errors;
    assert!(
        unknown.contains("log/key could not be looked at") && unknown.contains("status 503"),
        "{unknown}"
    );
}

/// Whoever reads it would go on where nobody checks.
fn a_list_that_goes_on_elsewhere_is_not_good(app: &TestApp) {
    app.publish_register();
    let relay = Relay::before(&app.base);
    checked(app, &relay).good();
    for list in ["/api/v1/signatories", "/api/v1/commitments"] {
        for next in [
            "http://host/evil".to_owned(),
            format!("http://other.example{list}?limit=500&after=0"),
            format!("{}/evil{list}?limit=500", app.base),
            format!("{list}?limit=500"),
        ] {
            relay.says_instead(list, "\"next\":null", &format!("\"next\":\"{next}\""));
            let found = checked(app, &relay);
            let told = found.errors.contains(&format!("goes on at {next}"));
            assert!(!found.passed && told, "{next}: {:#} {}", found.report, found.errors);
        }
    }
}

/// Its next page is itself, or another that shows the same again.
fn a_list_that_never_ends_is_not_read_for_ever(app: &TestApp) {
    app.publish_register();
    let relay = Relay::before(&app.base);
    for list in ["/api/v1/signatories", "/api/v1/commitments"] {
        for query in ["limit=500", "limit=499"] {
            let next = format!("\"next\":\"{}{list}?{query}\"", app.base);
            relay.says_instead(list, "\"next\":null", &next);
            let found = checked(app, &relay);
            let told = found.errors.contains("stands on more than one page");
            assert!(!found.passed && told, "{list}: {:#} {}", found.report, found.errors);
        }
    }
}

/// Who knows that it is a checker who asks can show it another register than to all others.
fn whoever_checks_does_not_say_so(app: &TestApp) {
    app.publish_register();
    let relay = Relay::before(&app.base);
    checked(app, &relay).good();
    let asked = relay.asked();
    let telling: Vec<&String> =
        asked.iter().filter(|head| ["tilsagn", "verify"].iter().any(|word| head.contains(word))).collect();
    assert!(!asked.is_empty() && telling.is_empty(), "{telling:?}");
}

/// What a site says stands in the report, and as the words of that site alone.
fn what_a_site_says_steers_nobodys_terminal(app: &TestApp) {
    app.publish_register();
    let relay = Relay::before(&app.base);
    let list = "/api/v1/signatories";
    let hostile = "\\u001b[2J\\u001b[H\\neverything fits\\u009b8m\\u202e";
    let said = || {
        let verify =
            ["log", "verify", &relay.base, "--no-state", "--no-wait", "--now", "2100-01-01T00:00:00Z"];
        let output = app.program(&verify).output().unwrap();
        assert!(!output.status.success());
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        let steers = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(!said.contains(steers) && !said.lines().any(|line| line == "everything fits"), "{said:?}");
        said
    };
    let told = "\\u001b[2J\\u001b[H\\u000aeverything fits\\u009b8m\\u202e";
    relay.says_instead(list, "\"slug\":\"", &format!("\"slug\":\"{hostile}"));
    let found = said();
    assert!(found.contains(told) && found.ends_with("NOT GOOD\n"), "{found}");
    relay.says_instead(list, "\"next\":null", &format!("\"next\":\"{hostile}\""));
    let stopped = said();
    assert!(stopped.contains("tilsagn: ") && stopped.contains("goes on at \\u001b[2J"), "{stopped}");
}
