//! Admins say whose signatures wait and whose are not counted, after a look at whom it is about.

use chrono::Duration;
use tilsagn::domain::arrival::Hold;
use tilsagn::worker;

use crate::fakes_are_held::{FROM, add_rule, held, sends_as};
use crate::nadia_stays_unnamed::{EMAIL, PROTECTED, confirmed};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::rows;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    rules_are_tried_before_they_hold,
    a_look_at_a_rule_tells_of_nobody_who_is_not_named,
    a_rule_about_an_ending_says_whom_it_means,
    of_two_rules_about_the_same_the_page_says_which_wins,
    a_rule_that_has_run_out_holds_nobody,
    viewers_and_moderators_read_the_limits_and_change_nothing,
    a_limit_that_nobody_can_set_says_what_can_be_set,
);

fn rules_are_tried_before_they_hold(app: &TestApp) {
    app.publish_call();
    for number in 0..3 {
        sends_as(app, if number == 0 { "2001:db8:1:2::3" } else { FROM }, number);
    }
    let asta = app.admin();
    let tries = |kind: &str, about: &str| {
        let fields = [("effect", "block"), ("kind", kind), ("about", about), ("comment", "Why not.")];
        asta.post("/staff/limits/rules", &fields)
    };
    tries("network", "192.0.2.0/24").ok().says("would have held 2 of the last 3 signatures");
    tries("network", "2001:db8::/32").ok().says("would have held 1 of the last 3 signatures");
    tries("domain", "forening1.example").ok().says("would have held 1 of the last 3 signatures");
    tries("mailbox", "suzie@forening2.example").ok().says("would have held 1 of the last 3 signatures");
    let (network, pattern) = ("This network holds nearly everybody", "does not fit nearly everybody");
    for (kind, about, words) in [
        ("network", "0.0.0.0/0", network),
        ("network", "::/0", network),
        ("domain", "*", pattern),
        ("domain", "*.*", pattern),
        ("domain", "*@forening2.example", "Enter one domain"),
        ("mailbox", "*@forening2.example", "For every mailbox of a domain, choose the domain"),
    ] {
        let page = tries(kind, about);
        assert_eq!(page.status, 422, "{about}");
        page.says(words);
    }
    assert_eq!(tries("network", "192.0.2.7/24").status, 422);
    asta.get("/staff/limits").ok().says("None yet");
    let asked = "SELECT count(*) AS count FROM audit_lines WHERE act = 'rule.tried'";
    assert_eq!(
        app.read(|db| rows::count(db, asked)),
        1,
        "who asks about a mailbox is told whether it signed"
    );
    // Another rule than the one that was looked at is looked at first.
    let other = [
        ("effect", "block"),
        ("kind", "network"),
        ("about", "198.51.100.0/24"),
        ("comment", "Why not."),
        ("confirm", "block network 192.0.2.0/24"),
    ];
    asta.post("/staff/limits/rules", &other).ok().says("Nothing is saved yet");
    // What allows wins over what blocks.
    add_rule(&asta, "block", "network", "192.0.2.0/24");
    assert_eq!(tries("network", "192.0.2.0/24").status, 422, "it holds already");
    add_rule(&asta, "allow", "network", FROM);
    sends_as(app, FROM, 3);
    sends_as(app, "192.0.2.8", 4);
    assert_eq!((held(app, 4), held(app, 5)), (None, Some(Hold::Blocked)));
}

/// Looks at a rule before it is added.
fn looks(asta: &Colleague, effect: &str, (kind, about): (&str, &str)) -> Page {
    let fields = [("effect", effect), ("kind", kind), ("about", about), ("comment", "Why not.")];
    asta.post("/staff/limits/rules", &fields)
}

fn a_look_at_a_rule_tells_of_nobody_who_is_not_named(app: &TestApp) {
    confirmed(app, PROTECTED);
    sends_as(app, FROM, 1);
    let asta = app.admin();
    for about in [("mailbox", EMAIL), ("domain", "zxqvy.example"), ("domain", "*.zxqvy.example")] {
        looks(&asta, "block", about).ok().says("would have held 0 of the last 2 signatures");
    }
    looks(&asta, "block", ("domain", "*.example")).ok().says("would have held 1 of the last 2 signatures");
}

fn a_rule_about_an_ending_says_whom_it_means(app: &TestApp) {
    let asta = app.admin();
    for ending in ["com", "co.uk", ".dk"] {
        let page = looks(&asta, "block", ("domain", ending));
        assert_eq!(page.status, 422, "{ending}");
        page.says("That is an ending that many domains share");
    }
    let page = looks(&asta, "block", ("domain", "*.dk")).ok();
    page.says("every domain that ends in .dk, whoever has it").says("Nothing is saved yet");
    assert!(!looks(&asta, "block", ("domain", "*.skov.dk")).ok().text().contains("every domain that ends"));
}

fn of_two_rules_about_the_same_the_page_says_which_wins(app: &TestApp) {
    let asta = app.admin();
    let same = ("domain", "skov.example");
    let first = looks(&asta, "block", same).ok().text();
    assert!(!first.contains("the same holds"), "{first}");
    add_rule(&asta, "block", same.0, same.1);
    let wins = "Holds nobody: a rule that allows the same wins";
    assert!(!asta.get("/staff/limits").ok().text().contains(wins));
    looks(&asta, "allow", same).ok().says("A rule that blocks the same holds. This one would win over it");
    add_rule(&asta, "allow", same.0, same.1);
    asta.get("/staff/limits").ok().says(wins);
    add_rule(&asta, "allow", "network", FROM);
    looks(&asta, "block", ("network", FROM)).ok().says("A rule that allows the same holds, and wins");
}

fn a_rule_that_has_run_out_holds_nobody(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    let until = [
        ("effect", "block"),
        ("kind", "mailbox"),
        ("about", "suzie@forening5.example"),
        ("comment", "For a day."),
        ("until", "2026-11-24"),
        ("confirm", "block mailbox suzie@forening5.example"),
    ];
    asta.send("/staff/limits/rules", &until).ok().says("The rule holds");
    app.clock.advance(Duration::days(1));
    sends_as(app, "198.51.100.1", 5);
    assert_eq!(held(app, 1), None);
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert!(!app.rows()["rules"].join("\n").contains("For a day."), "nothing is left of whom it was about");
}

fn viewers_and_moderators_read_the_limits_and_change_nothing(app: &TestApp) {
    let (vita, asta) = (app.viewer(), app.admin());
    let rule =
        [("effect", "block"), ("kind", "network"), ("about", FROM), ("comment", "No."), ("confirm", "yes")];
    for reader in [&vita, &app.moderator()] {
        let page = reader.get("/staff/limits").ok().says("1 in a minute").says("5 in 5 minutes");
        let page = page.says("60 in a day").says("3,000 in an hour");
        assert!(!page.body.contains("action=\"/staff/limits"), "{}", page.body);
        assert_eq!(reader.post("/staff/limits/rules", &rule).status, 403);
        assert_eq!(reader.post("/staff/limits", &[]).status, 403);
    }
    let mut fields: Vec<(String, String)> = tilsagn::domain::allowance::Limit::ALL
        .iter()
        .flat_map(|limit| {
            let usual = limit.usual();
            [
                (format!("{limit}_most"), usual.most.to_string()),
                (format!("{limit}_seconds"), usual.seconds.to_string()),
            ]
        })
        .collect();
    fields[0].1 = "0".to_owned();
    let send = |fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        asta.send("/staff/limits", &fields)
    };
    assert_eq!(send(&fields).status, 422);
    fields[0].1 = "30".to_owned();
    fields.push(("network_burst_comment".to_owned(), "A conference.".to_owned()));
    let seen = asta.get("/staff/limits").ok().between("name=\"seen\" value=\"", "\"");
    fields.push(("seen".to_owned(), seen));
    send(&fields).ok().says("The limits are saved");
    send(&fields).ok().says("The limits are saved");
    vita.get("/staff/limits").ok().says("30 in a minute").says("A conference.");
    asta.get("/staff/limits").ok().says("Usually 60 in a day").says("Usually 5 in 5 minutes");
    let page = asta.get("/da/staff/limits").ok().says("Normalt 60 på et døgn");
    page.says("Normalt 5 på 5 minutter").says("Normalt 3.000 på en time");
    let changed = "SELECT count(*) AS count FROM audit_lines WHERE act = 'limits.changed'";
    assert_eq!(app.read(|db| rows::count(db, changed)), 1, "a second click changes nothing");
}

fn a_limit_that_nobody_can_set_says_what_can_be_set(app: &TestApp) {
    let asta = app.admin();
    let sets = |field: &str, typed: &str| {
        let page = asta.saves("/staff/limits", &[(field, typed)]);
        assert_eq!(page.status, 422, "{typed}");
        page
    };
    for typed in ["0", "-1", "999999999999"] {
        sets("network_burst_most", typed).says("Enter a whole number from 1 to 1,000,000");
        sets("network_burst_seconds", typed).says("Enter a whole number from 1 to 604,800");
    }
    sets("network_burst_most", "many").says("Enter a number in digits");
}
