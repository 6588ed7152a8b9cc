//! Somebody with the database's password makes a signatory vanish: takes its words out of the log, as if it had to be
//! hidden, and its rows out of the register. And all those who rightly hide, of whom nothing is found wrong.

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::{store, worker};

use crate::anyone_compares::call_entered;
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, published};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::published::entry;

stories!(
    a_signatory_that_was_emptied_is_named,
    a_commitment_that_was_emptied_is_named,
    a_commitment_that_was_given_up_cannot_vanish,
    a_commitment_that_was_given_up_while_hidden_stays_so,
    what_a_batch_told_and_was_shown_cannot_be_emptied,
    what_a_batch_told_and_was_hidden_once_more_cannot_be_emptied,
    one_word_about_a_signatory_that_was_emptied_is_named,
    an_erasure_that_was_emptied_is_named,
    an_earlier_hiding_excuses_nothing_later,
    an_earlier_hiding_excuses_no_single_act,
    no_act_is_hidden_alone,
    what_came_back_from_nowhere_is_not_in_the_register,
    a_restore_between_which_trees_were_signed_was_none,
    values_go_back_only_to_what_was_before_a_restore,
    a_version_of_the_call_that_only_came_back_is_named,
    what_a_batch_tells_excuses_no_value_that_was_not_entered,
    what_is_hidden_and_can_be_read_again_is_named,
    who_hides_and_shows_itself_is_found_good,
    who_was_never_named_is_found_good,
);

/// The numbers of the entries about the first organisation, as far as they are of a kind that begins so.
fn numbers(app: &TestApp, kind: &str) -> Vec<i64> {
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let of_kind = entries.iter().filter(|entry| entry.kind.starts_with(kind));
    of_kind.filter_map(|entry| entry.number).collect()
}

/// Empties entries. The site shows what is left.
fn empty(app: &TestApp, which: &str) {
    app.attack(&[&format!("UPDATE entries SET body = NULL, salt = NULL, sealed = NULL WHERE {which}")]);
}

#[track_caller]
fn names(app: &TestApp, number: i64, words: &str) -> Value {
    let report = app.verify().names(u64::try_from(number).unwrap());
    let what = report["findings"][0]["what"].as_str().unwrap_or_default();
    assert!(what.contains(words), "{words}: {report:#}");
    report
}

const UNSAID: &str =
    "has no body: its subject does not have the mark of the week's batch, and no later entry says";

fn a_signatory_that_was_emptied_is_named(app: &TestApp) {
    published(app, PUBLIC);
    app.verify().good();
    let first = numbers(app, "")[0];
    empty(app, "organisation_id = 1");
    app.sql("UPDATE endorsements SET visibility = 'protected' WHERE organisation_id = 1");
    app.anonymous().get("/data/signatories.csv").ok();
    let report = names(app, first, UNSAID);
    assert_eq!(report["without_body"], json!([]), "nobody takes it for one that was never named");
}

fn a_commitment_that_was_emptied_is_named(app: &TestApp) {
    published(app, PUBLIC);
    let promise = numbers(app, "commitment.published")[0];
    empty(app, "kind = 'commitment.published' AND organisation_id = 1");
    app.sql("UPDATE commitments SET state = 'declined', published_at = NULL WHERE organisation_id = 1");
    names(app, promise, UNSAID);
}

/// Gives the signatory's commitment up.
fn given_up(app: &TestApp) {
    let promise = app.read(|db| store::commitment::of_organisation(db, OrganisationId(1))).remove(0);
    let path = format!("/account/commitments/{}/drop", promise.public_id);
    account(app).send(&path, &[("reason", "No money was left.")]).ok();
}

fn a_commitment_that_was_given_up_cannot_vanish(app: &TestApp) {
    published(app, PUBLIC);
    given_up(app);
    app.settle();
    app.verify().good();
    app.sql("UPDATE commitments SET state = 'declined', published_at = NULL WHERE organisation_id = 1");
    let dropped = numbers(app, "commitment.dropped")[0];
    names(app, dropped, "stands in the register, and the register does not show it");
}

/// The act stands in a week's batch alone.
fn given_up_while_hidden(app: &TestApp) -> i64 {
    published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    given_up(app);
    a_week(app);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.verify().good();
    numbers(app, "commitment.dropped")[0]
}

fn a_commitment_that_was_given_up_while_hidden_stays_so(app: &TestApp) {
    let dropped = given_up_while_hidden(app);
    for (change, words) in [
        ("state = 'active'", "than the register shows: status"),
        ("state = 'declined', published_at = NULL", "and the register does not show it"),
    ] {
        app.sql(&format!("UPDATE commitments SET {change} WHERE organisation_id = 1"));
        names(app, dropped, words);
    }
}

fn what_a_batch_told_and_was_hidden_once_more_cannot_be_emptied(app: &TestApp) {
    let dropped = given_up_while_hidden(app);
    for wish in [PROTECTED, PUBLIC] {
        account(app).fills("/account/visibility", wish).ok();
        app.settle();
        app.verify().good();
    }
    empty(app, &format!("number = {dropped}"));
    app.sql("UPDATE commitments SET state = 'active' WHERE organisation_id = 1");
    names(app, dropped, "some of those can be read");
}

fn what_a_batch_told_and_was_shown_cannot_be_emptied(app: &TestApp) {
    let dropped = given_up_while_hidden(app);
    empty(app, &format!("number = {dropped}"));
    app.sql("UPDATE commitments SET state = 'active' WHERE organisation_id = 1");
    names(app, dropped, "says that it can be read, and no later entry");
}

fn one_word_about_a_signatory_that_was_emptied_is_named(app: &TestApp) {
    published(app, PUBLIC);
    let check = numbers(app, "assurance.recorded")[0];
    app.attack(&[&format!("UPDATE entries SET body = 'null' WHERE number = {check}")]);
    names(app, check, UNSAID);
}

fn an_erasure_that_was_emptied_is_named(app: &TestApp) {
    app.publish_register();
    app.write(|db, now| entry(db, "entry.erased", None, now, &json!({ "subjects": ["subject5"] })));
    app.sql("UPDATE endorsements SET visibility = 'protected' WHERE reference = 'REF-5'");
    empty(app, "number = 4");
    assert_eq!(app.verify().good()["erased"], json!([4]));
    // Without what it says, nobody knows of whom.
    empty(app, "number = 60");
    let report = names(app, 4, UNSAID);
    let second = &report["findings"][1];
    let what = second["what"].as_str().unwrap_or_default();
    assert!(second["entry"] == 60 && what.contains("is without only in the week's batch"), "{report:#}");
}

/// A signatory that has hidden, and shown itself again.
pub fn hidden_and_shown(app: &TestApp) {
    published(app, PUBLIC);
    let owner = account(app);
    owner.send("/account/visibility", PROTECTED).ok();
    owner.fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.verify().good();
}

fn an_earlier_hiding_excuses_nothing_later(app: &TestApp) {
    hidden_and_shown(app);
    let shown = numbers(app, "endorsement.restored")[0];
    empty(app, "organisation_id = 1");
    app.sql("UPDATE endorsements SET visibility = 'protected' WHERE organisation_id = 1");
    names(app, shown, UNSAID);
}

fn an_earlier_hiding_excuses_no_single_act(app: &TestApp) {
    hidden_and_shown(app);
    let promise = numbers(app, "commitment.published")[0];
    empty(app, &format!("number = {promise}"));
    app.sql("UPDATE commitments SET state = 'declined', published_at = NULL WHERE organisation_id = 1");
    names(app, promise, "some of those can be read");
}

/// How many entries have a number.
fn size(app: &TestApp) -> i64 {
    app.read(store::register_state::next_entry)
}

/// As if the entries from one on had been lost, and had come back from a copy without what they were about.
fn resumed(app: &TestApp, from: i64, to: i64) {
    app.write(move |db, now| entry(db, "log.resumed", None, now, &json!({ "from": from, "to": to })));
    app.settle();
}

fn what_came_back_from_nowhere_is_not_in_the_register(app: &TestApp) {
    published(app, PUBLIC);
    resumed(app, numbers(app, "")[0], size(app));
    let report = names(app, numbers(app, "endorsement.published")[0], "came back from a copy without that");
    let promise = numbers(app, "commitment.published")[0];
    let findings = report["findings"].as_array().unwrap();
    let named =
        |one: &&Value| one["entry"] == promise && one["what"].to_string().contains("tells of commitment");
    assert!(findings.iter().any(|one| named(&one)), "{report:#}");
}

fn a_restore_between_which_trees_were_signed_was_none(app: &TestApp) {
    published(app, PUBLIC);
    app.append_entries(1);
    let before = size(app);
    app.append_entries(3);
    resumed(app, before, before);
    let what = names(app, before + 3, "was signed before it")["findings"][0]["what"].to_string();
    assert!(what.contains(&format!("a tree of {}", before + 3)), "{what}");
}

fn values_go_back_only_to_what_was_before_a_restore(app: &TestApp) {
    published(app, PUBLIC);
    let list: Value = serde_json::from_str(&app.anonymous().get("/api/v1/signatories").ok().body).unwrap();
    let id = list["data"][0]["id"].clone();
    let (promise, first) = (body_of(app, "commitment.published"), list["data"][0]["website"].clone());
    let (mut website, mut revised) = (first.clone(), promise.clone());
    for (turn, version) in [("second", 2), ("third", 3)] {
        let next = json!(format!("https://{turn}.example/"));
        let told =
            json!({ "organisation": id, "before": { "website": website }, "after": { "website": next } });
        let before = json!({ "title": revised["title"] });
        (revised["title"], revised["version"], revised["before"]) = (json!(turn), json!(version), before);
        let revision = revised.clone();
        app.write(move |db, now| {
            entry(db, "organisation.amended", None, now, &told)?;
            entry(db, "commitment.revised", None, now, &revision)
        });
        app.settle();
        website = next;
    }
    let to = size(app);
    resumed(app, to - 2, to);
    let shown = |website: &str, title: &str| {
        app.sql(&format!("UPDATE organisations SET website = '{website}' WHERE id = 1"));
        app.sql(&format!("UPDATE commitments SET title = '{title}', version = 2 WHERE organisation_id = 1"));
    };
    shown("https://second.example/", "second");
    app.verify().good();
    let title = promise["title"].as_str().unwrap();
    for (website, title, entry, field) in [
        ("https://third.example/", "second", to - 4, "website"),
        (first.as_str().unwrap_or_default(), "second", to - 4, "website"),
        ("https://second.example/", "third", to - 3, "title"),
        ("https://second.example/", title, to - 3, "title"),
    ] {
        shown(website, title);
        names(app, entry, &format!("than the register shows: {field}"));
    }
}

fn a_version_of_the_call_that_only_came_back_is_named(app: &TestApp) {
    app.call();
    call_entered(app);
    app.verify().good();
    resumed(app, 0, size(app));
    let report = app.verify().report;
    let what = report["findings"][0]["what"].as_str().unwrap_or_default();
    assert!(what.starts_with("publishes version 1 of the Call and came back from a copy"), "{report:#}");
    // Decided again.
    call_entered(app);
    app.verify().good();
}

/// What the first entry of a kind about the first organisation says.
fn body_of(app: &TestApp, kind: &str) -> Value {
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let entry = entries.into_iter().find(|entry| entry.kind == kind).unwrap();
    serde_json::from_str(&entry.body.unwrap()).unwrap()
}

fn no_act_is_hidden_alone(app: &TestApp) {
    published(app, PUBLIC);
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let check = entries.iter().find(|entry| entry.kind == "assurance.recorded").unwrap();
    let notice = json!({ "subjects": [check.subject] });
    app.write(move |db, now| entry(db, "entry.withheld", None, now, &notice));
    let number = check.number.unwrap();
    empty(app, &format!("number = {number}"));
    app.settle();
    names(app, number, "but of no publication");
}

fn what_a_batch_tells_excuses_no_value_that_was_not_entered(app: &TestApp) {
    published(app, PUBLIC);
    let list: Value = serde_json::from_str(&app.anonymous().get("/api/v1/signatories").ok().body).unwrap();
    let told = json!({ "organisation": list["data"][0]["id"], "after": { "name": "Foreningen Midtvejs" } });
    app.write(move |db, now| entry(db, "organisation.amended", None, now, &told));
    app.attack(&["UPDATE entries SET subject = 'batch-x' WHERE number IS NULL"]);
    app.settle();
    app.sql("UPDATE organisations SET name = 'Foreningen Ondskab' WHERE id = 1");
    let report = app.verify().report;
    let what = report["findings"][0]["what"].as_str().unwrap_or_default();
    assert!(what.contains("than the register shows: name"), "{report:#}");
}

/// A week goes by, and what waited is appended.
pub fn a_week(app: &TestApp) {
    app.clock.advance(Duration::days(7));
    app.block_on(worker::visibility::look_once(&app.app)).unwrap();
    app.settle();
}

fn what_is_hidden_and_can_be_read_again_is_named(app: &TestApp) {
    published(app, PUBLIC);
    let said = numbers(app, "");
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    app.verify().good();
    // Everything that showing it does, but for the entry that says so.
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.attack(&["DELETE FROM entries WHERE number IS NULL"]);
    app.settle();
    let report = names(app, said[0], "no later entry shows it again, and it can be read");
    let found = report["findings"].as_array().unwrap().iter().filter_map(|one| one["entry"].as_i64());
    assert_eq!(found.collect::<Vec<_>>(), said, "{report:#}");
    // Who hides and shows itself says both.
    for wish in [PROTECTED, PUBLIC] {
        account(app).fills("/account/visibility", wish).ok();
        app.settle();
        app.verify().good();
    }
}

fn who_hides_and_shows_itself_is_found_good(app: &TestApp) {
    published(app, PUBLIC);
    for wish in [PROTECTED, PUBLIC, PROTECTED, PUBLIC] {
        account(app).fills("/account/visibility", wish).ok();
        app.settle();
        let report = app.verify().good();
        assert_eq!(report["withheld"] == json!([]), wish == PUBLIC, "{report:#}");
        a_week(app);
        app.verify().good();
    }
}

fn who_was_never_named_is_found_good(app: &TestApp) {
    app.block_on(worker::visibility::look_once(&app.app)).unwrap();
    published(app, PROTECTED);
    a_week(app);
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    assert!(!entries.is_empty() && entries.iter().all(|entry| entry.subject.starts_with("batch-")));
    assert_eq!(app.verify().good()["without_body"], json!(numbers(app, "")));
    for wish in [PUBLIC, PROTECTED] {
        account(app).fills("/account/visibility", wish).ok();
        app.settle();
        app.verify().good();
    }
}
