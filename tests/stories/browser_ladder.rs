//! How we know who signed, from the lowest rung to the highest, as people see it in a real browser: each organisation
//! climbs one, with a real name server and a real web server in a network of its own.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use chrono::Duration;
use tilsagn::app::challenge;

use crate::staff_second::{approve, record};
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::dns::NameServer;
use crate::support::fixtures::Given;
use crate::support::https::{serve, whole};
use crate::support::netns::{self, INSIDE};
use crate::suzie_comes_back::ask;
use crate::suzie_signs::{confirm_link, submitted};

const ADDRESS: &str = "93.184.216.34";
const BY_FILE: &str = "fyrtaarnet.example";
const BY_RECORD: &str = "skovbrynet.example";

#[test]
fn each_rung_is_climbed_and_shown() {
    netns::inside("browser_ladder::inside", &[ADDRESS], &[BY_FILE], &[]);
}

#[test]
#[ignore = "runs inside a network of its own; `each_rung_is_climbed_and_shown` starts it"]
fn inside() {
    let Some(folder) = std::env::var_os(INSIDE) else { return };
    let names = NameServer::on_loopback();
    let app = TestApp::on_sqlite_with(&[("TILSAGN_DNS_SERVERS", &names.address.to_string())]);
    app.publish_call();
    reasons(&app);
    let bodil = app.moderator();
    let signed = |case: i64, name: &str, website: &str, email: &str| {
        submitted(&app, &[("name", name), ("website", website), ("email", email)]);
        app.anonymous().post(&confirm_link(&app, email), &[]).ok();
        decide(&bodil, case, &Choice::publish());
        app.settle();
    };
    let browser = Browser::without_script();
    let shows = |slug: &str, words: &str| {
        browser.goto(&format!("{}/signatories/{slug}", app.base));
        // Pages that name signatories may be kept for a minute.
        browser.reload();
        browser.sees(words);
    };

    signed(1, "Mosens Venner", "https://mosen.example", "mosens.venner@gmail.com");
    shows("mosens-venner", "Mail address confirmed");
    signed(2, "Skovbrynet", "https://skovbrynet.example", "suzie@skovbrynet.example");
    shows("skovbrynet", "Mail address at own domain confirmed");
    signed(3, "Fyrtårnet", "https://fyrtaarnet.example", "bo@fyrtaarnet.example");

    let token = asks_for_token(&app, &browser, "suzie@skovbrynet.example");
    names.texts(&format!("_tilsagn-challenge.{BY_RECORD}"), &[&token]);
    looks_now(&app, &browser, "DNS record found");
    shows("skovbrynet", "Domain verified, 24 November 2026");
    browser.sees("DNS record found");

    let token = asks_for_token(&app, &browser, "bo@fyrtaarnet.example");
    publishes_file(Path::new(&folder), &names, &token);
    looks_now(&app, &browser, "File found on the website");
    shows("fyrtaarnet", "Domain verified, 24 November 2026");

    let number = record(&app, &bodil);
    decide(&bodil, number, &Choice::publish());
    assert_eq!(approve(&app.second_moderator(), number).status, 303);
    app.settle();
    shows("kingdom-of-denmark", "Official letter received, 24 November 2026");

    // Published before anybody looked at who they are.
    let given = Given { name: "Engen", website: "", contacts: &["eva@engen.example"], ..Given::default() };
    shows(&app.signatory(given).slug, "Not verified");

    for (level, one) in [
        ("none", "Engen"),
        ("mailbox", "Mosens Venner"),
        ("domain_control", "Skovbrynet"),
        ("domain_control", "Fyrtårnet"),
        ("official_letter", "Kingdom of Denmark"),
    ] {
        browser.goto(&format!("{}/signatories?assurance={level}", app.base));
        browser.sees(one);
        assert!(level == "mailbox" || !browser.text().contains("Mosens Venner"));
    }
    shows("skovbrynet", "Domain verified");
    browser.click("What the levels mean");
    browser.sees("controls its own internet domain");

    names.forget(&format!("_tilsagn-challenge.{BY_RECORD}"));
    weeks_pass(&app);
    shows("skovbrynet", "Domain last verified on 24 November 2026");
    browser.sees("Mail address at own domain confirmed");
    browser.goto(&format!("{}/signatories?assurance=domain_mailbox", app.base));
    browser.sees("Skovbrynet");
    assert!(!browser.text().contains("Fyrtårnet"));
}

/// Long enough for a line that is gone to be missed at the domain for good: the rung lapses, and the one below it holds.
fn weeks_pass(app: &TestApp) {
    for _ in 0..23 {
        app.clock.advance(Duration::days(1));
        app.block_on(challenge::look_at_due(&app.app)).unwrap();
    }
    app.settle();
}

/// From the mailed link to the line that belongs at the domain.
fn asks_for_token(app: &TestApp, browser: &Browser, email: &str) -> String {
    browser.goto(&ask(app, &app.anonymous(), email));
    browser.click("Open the account");
    browser.click("Show that your domain is yours");
    browser.click("Get the line to put there");
    browser.sees("Here is what to put at the domain");
    browser.click("Look now");
    browser.sees("did not find it");
    let text = browser.text();
    let token = text.split("Content:").nth(1).and_then(|rest| rest.split_whitespace().next());
    token.unwrap_or_else(|| panic!("no token in {text}")).to_owned()
}

fn looks_now(app: &TestApp, browser: &Browser, found: &str) {
    browser.click("Look now");
    browser.sees("found it");
    browser.sees(found);
    app.settle();
}

/// The token, where the organisation's own web server gives it out.
fn publishes_file(folder: &Path, names: &NameServer, token: &str) {
    names.host(BY_FILE, &[ADDRESS]);
    let token = token.to_owned();
    let at = SocketAddr::from((ADDRESS.parse::<IpAddr>().unwrap(), 443));
    serve(
        at,
        folder,
        Arc::new(move |_, path, out| {
            let there = path == "/.well-known/tilsagn-challenge";
            let body = if there { token.clone() } else { String::new() };
            let status = if there { "200 OK" } else { "404 Not Found" };
            let _ = out.write_all(whole(status, "Content-Type: text/plain\r\n", &body).as_bytes());
        }),
    );
}
