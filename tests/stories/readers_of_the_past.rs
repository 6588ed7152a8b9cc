//! What readers find of a past day: the register as it stood, under what may be shown today.

use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tilsagn::app::log::shown;
use tilsagn::app::register::past;
use tilsagn::domain::call::CallState;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::{Day, Error, Result};
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::published::entry as entry_of;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_page_of_a_past_day_shows_what_stood_there,
    a_commitment_of_a_past_day_shows_its_entries_until_then,
    the_entries_alone_tell_what_the_register_shows,
    the_number_and_not_the_id_of_a_row_is_the_order_of_the_log,
    what_is_hidden_today_is_shown_on_no_day,
    what_is_suspended_today_keeps_its_words_to_itself,
    a_snapshot_is_of_a_day_that_is_over,
    a_day_that_has_not_come_is_refused,
    whether_the_call_could_be_signed_is_said_of_no_past_day,
    pages_that_tell_of_now_do_so_whatever_day_is_asked_for,
    the_seal_and_the_revision_of_a_past_day_are_those_of_its_tree,
    crawlers_are_asked_to_leave_past_days_alone,
    a_list_goes_on_with_the_same_day,
    readers_of_many_days_wait_in_turn_and_too_many_are_asked_to_come_again,
);

const PROFILE: &str = "/signatories/skovbrynet-folkeforening";

/// Publishes Suzie's organisation on 24 November with a commitment, and renames it on the 27th.
pub fn eventful(app: &TestApp) -> (Signatory, Colleague) {
    reasons(app);
    let given = app.signatory(Given {
        state: EndorsementState::InReview,
        commitments: &["Lend every reader a safe device"],
        ..Given::default()
    });
    let bodil = app.moderator();
    decide(&bodil, number_of(app, &given), &Choice::publish());
    app.clock.advance(Duration::days(3));
    let bodil = signed_in_again(app, bodil);
    let suzie = enter(app, SUZIE);
    let changed = entry(&[("go", "send"), ("name", "Skovbrynet Forening"), ("statement", "We still do.")]);
    suzie.send("/account/amend", &changed).ok();
    decide(&bodil, cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    app.settle();
    (given, bodil)
}

fn signed_in_again(app: &TestApp, colleague: Colleague) -> Colleague {
    colleague.signs_in(app);
    colleague
}

fn a_page_of_a_past_day_shows_what_stood_there(app: &TestApp) {
    eventful(app);
    let anyone = app.anonymous();
    anyone.get(PROFILE).ok().says("Skovbrynet Forening").says("We still do.");
    let then = anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    then.says("as it stood at the end of 25 November 2026").says("Skovbrynet Folkeforening");
    let then = anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    assert!(!then.text().contains("Skovbrynet Forening") && !then.text().contains("We still do."));
    let then = then.says("To cite this page as it is:");
    assert!(then.body.contains("content=\"noindex\""));
    for address in [PROFILE.to_owned(), format!("{PROFILE}?as_of=2026-11-27")] {
        let now = anyone.get(&address).ok().lacks("as it stood").lacks("as it is:");
        now.says("from tomorrow on, this address keeps how it stands at the end of 27 November 2026:");
    }
    assert!(then.body.contains(&format!("href=\"{PROFILE}\"")), "the way back to today");
    let list = anyone.get("/signatories?as_of=2026-11-25").ok().says("Skovbrynet Folkeforening");
    assert!(list.body.contains(&format!("{PROFILE}?as_of=2026-11-25")), "links stay on the day");
    let before = anyone.get(&format!("{PROFILE}?as_of=2026-11-23"));
    assert!(before.status == 404 && before.body.contains(&format!("href=\"{PROFILE}\"")), "before it signed");
    before.says("At the end of 23 November 2026 the register had no such page. It has one now.");
    let never = anyone.get("/signatories/nobody?as_of=2026-11-23");
    assert_eq!((never.status, &never.body), (404, &anyone.get("/signatories/nobody").body));
    anyone.get("/signatories?as_of=2026-11-23").ok().says("0 organisations have signed");
    anyone.get("/da/signatories?as_of=2026-11-25").ok().says("ved udgangen af 25. november 2026");
}

/// The address of the one commitment's page.
fn promise_of(app: &TestApp, given: &Signatory) -> String {
    let id = given.commitments[0];
    format!("/commitments/{}", app.read(move |db| store::commitment::find(db, id)).public_id)
}

fn a_commitment_of_a_past_day_shows_its_entries_until_then(app: &TestApp) {
    let (given, _) = eventful(app);
    let (page, anyone) = (promise_of(app, &given), app.anonymous());
    let give_up = format!("/account{page}/drop");
    enter(app, SUZIE).send(&give_up, &[("reason", "The wood was felled.")]).ok();
    app.settle();
    let entries = |page: &Page| page.body.matches(".tlog-proof\" download").count();
    let now = anyone.get(&page).ok().says("Commitment published").says("Commitment dropped");
    assert_eq!(entries(&now.says("The signatory has given it up.")), 2);
    let then = anyone.get(&format!("{page}?as_of=2026-11-25")).ok();
    let then = then.says("as it stood at the end of 25 November 2026").says("Commitment published");
    let then = then.says("Lend every reader a safe device").lacks("Commitment dropped").lacks("given it up");
    assert_eq!(entries(&then), 1);
    let danish = anyone.get(&format!("/da{page}?as_of=2026-11-25")).ok();
    assert_eq!(entries(&danish.says("Tilsagn offentliggjort").lacks("Tilsagn opgivet")), 1);
    let profile = anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    let line = format!("Commitment published: <a href=\"{page}?as_of=2026-11-25\">");
    assert!(profile.body.contains(&line), "{}", profile.body);
    let before = anyone.get(&format!("{page}?as_of=2026-11-23"));
    assert_eq!(before.status, 404, "before it was published");
    before.says("Not in the register on that day");
}

/// A list of the API, without what is no part of the log: when a row was last touched.
fn list(app: &TestApp, path: &str) -> Vec<Value> {
    let page = app.anonymous().get(path).ok();
    let list: Value = serde_json::from_str(&page.body).unwrap();
    let mut items = list["data"].as_array().unwrap().clone();
    for item in &mut items {
        item.as_object_mut().unwrap().remove("updated_at");
    }
    items
}

fn the_entries_alone_tell_what_the_register_shows(app: &TestApp) {
    let (given, bodil) = eventful(app);
    let told =
        |query: &str| ["signatories", "commitments"].map(|noun| list(app, &format!("/api/v1/{noun}{query}")));
    let same = || {
        app.settle();
        let (today, shown) = (app.app.clock.now().day_in(app.app.config.time_zone), told(""));
        assert_eq!(told(&format!("?as_of={today}")), shown, "today is as it stands");
        app.clock.advance(Duration::days(1));
        app.settle();
        assert_eq!(told(&format!("?as_of={today}")), shown, "once it is over");
    };
    assert_eq!(list(app, "/api/v1/commitments").len(), 1);
    same();
    let bodil = signed_in_again(app, bodil);
    app.anonymous().send(&format!("{PROFILE}/report"), &[("text", "Not theirs."), ("email", "")]).ok();
    let report = cases(app, &given, CaseKind::Report)[0].number;
    decide(&bodil, report, &Choice::suspend(""));
    same();
    let bodil = signed_in_again(app, bodil);
    decide(&bodil, report, &Choice::plain("restore"));
    same();
    let suzie = enter(app, SUZIE);
    suzie.send("/account/withdraw", &[("sure", "yes")]).ok();
    same();
    assert_eq!(list(app, "/api/v1/signatories").len(), 0);
}

/// The numbers of the entries on a page, in its order.
fn entries_on(page: &Page) -> Vec<String> {
    let behind = page.body.split("/log/entries/").skip(1);
    behind.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect()
}

/// Somebody with the database's password turns round in which order the rows of entries were written: below every id that is given.
pub fn turn_round(app: &TestApp) {
    let unguarded = app.read(|db| {
        Ok(match db {
            store::Db::Sqlite(_) => "DROP TRIGGER entries_keep_their_id",
            store::Db::Pg(_) => "ALTER TABLE entries DISABLE TRIGGER USER",
        })
    });
    app.attack(&[unguarded, "UPDATE entries SET id = -id"]);
}

fn the_number_and_not_the_id_of_a_row_is_the_order_of_the_log(app: &TestApp) {
    eventful(app);
    let today = app.app.clock.now().day_in(app.app.config.time_zone);
    let past = format!("/api/v1/signatories?as_of={today}");
    let (told, history) = (list(app, "/api/v1/signatories"), entries_on(&app.anonymous().get(PROFILE).ok()));
    assert_eq!(list(app, &past), told);
    assert!(history.len() > 1, "{history:?}");
    turn_round(app);
    app.sql("UPDATE register_state SET receipts_to = receipts_to");
    assert_eq!(list(app, &past), told, "past days");
    assert_eq!(entries_on(&app.anonymous().get(PROFILE).ok()), history, "the history");
    assert_eq!(app.read(shown::check), [""; 0]);
    app.verify().good();
}

fn what_is_hidden_today_is_shown_on_no_day(app: &TestApp) {
    eventful(app);
    app.anonymous().get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let anyone = app.anonymous();
    assert_eq!(anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).status, 404);
    for page in [
        "/signatories?as_of=2026-11-25",
        "/commitments?as_of=2026-11-25",
        "/api/v1/signatories?as_of=2026-11-25",
        "/data/snapshots/2026-11-25/signatories.csv",
        "/data/snapshots/2026-11-25/commitments.ndjson",
    ] {
        let page = anyone.get(page).ok();
        assert!(!page.body.contains("kovbrynet") && !page.body.contains("safe device"), "{}", page.body);
    }
}

fn what_is_suspended_today_keeps_its_words_to_itself(app: &TestApp) {
    let (given, bodil) = eventful(app);
    let body =
        json!({ "level": "mailbox", "method": "mailed_link", "checked_at": "2026-11-24T10:00:00.000Z" });
    let id = given.organisation;
    app.write(move |db, now| entry_of(db, "assurance.recorded", Some(id), now - Duration::days(3), &body));
    // As a version of the program did that looked at no dates.
    app.sign_blindly();
    app.settle();
    let known = || list(app, "/api/v1/signatories?as_of=2026-11-25")[0]["assurance"].clone();
    let before = known();
    assert!(before["level"].is_string() && before["level"] != "none", "{before}");
    app.anonymous().send(&format!("{PROFILE}/report"), &[("text", "Not theirs."), ("email", "")]).ok();
    decide(&bodil, cases(app, &given, CaseKind::Report)[0].number, &Choice::suspend(""));
    app.settle();
    assert_eq!(known(), before, "how it was known then is no word of its own");
    let then = app.anonymous().get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    assert!(!then.text().contains("the net is ours too"), "{}", then.text());
    then.says("Skovbrynet Folkeforening").lacks("safe device");
    // A promise is words of its own too.
    let promise = promise_of(app, &given);
    for page in ["/commitments", "/api/v1/commitments", &promise] {
        app.anonymous().get(&format!("{page}?as_of=2026-11-25")).ok().lacks("safe device");
    }
    let promise = app.anonymous().get(&format!("{promise}?as_of=2026-11-25")).ok();
    let why = "or because the signature that it belonged to no longer stands";
    promise.says("This commitment is withheld").says(why).lacks("/log/entries/");
    app.anonymous().get("/data/snapshots/2026-11-25/commitments.ndjson").ok().lacks("safe device");
}

fn a_snapshot_is_of_a_day_that_is_over(app: &TestApp) {
    eventful(app);
    let anyone = app.anonymous();
    let index: Value = serde_json::from_str(&anyone.get("/data/snapshots").ok().body).unwrap();
    let days: Vec<&str> =
        index["data"].as_array().unwrap().iter().map(|one| one["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-11-26", "2026-11-25", "2026-11-24"]);
    let file = anyone.get(index["data"][0]["files"][0].as_str().unwrap()).ok();
    assert!(file.body.starts_with("number,slug,name") && file.body.contains("Skovbrynet Folkeforening"));
    let line = anyone.get("/data/snapshots/2026-11-26/signatories.ndjson").ok().body;
    let signatory: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(signatory["name"], "Skovbrynet Folkeforening");
    for none in ["2026-11-27/signatories.csv", "2026-11-23/signatories.csv", "2026-11-26/people.csv"] {
        assert_eq!(anyone.get(&format!("/data/snapshots/{none}")).status, 404, "{none}");
    }
}

fn a_list_goes_on_with_the_same_day(app: &TestApp) {
    app.signatory(Given::default());
    app.signatory(Given { name: "Another", website: "https://another.example/", ..Given::default() });
    let page = |path: &str| -> Value { serde_json::from_str(&app.anonymous().get(path).ok().body).unwrap() };
    let first = page("/api/v1/signatories?limit=1&as_of=2026-11-24");
    let next = first["next"].as_str().unwrap().strip_prefix(&app.base).unwrap();
    assert!(next.ends_with("as_of=2026-11-24"), "{next}");
    let second = page(next);
    assert_eq!((&second["next"], &second["total"]), (&Value::Null, &2.into()));
    assert_ne!(first["data"][0]["slug"], second["data"][0]["slug"]);
}

fn a_day_that_has_not_come_is_refused(app: &TestApp) {
    app.publish_register();
    for wrong in ["2099-01-01", "yesterday", "2026-02-30"] {
        let page = app.anonymous().get(&format!("/signatories?as_of={wrong}"));
        assert_eq!(page.status, 400, "{}", page.text());
        page.says("There is no register of that day");
        let json = app.anonymous().get(&format!("/api/v1/signatories?as_of={wrong}"));
        assert!(json.status == 400 && json.body.contains("as_of takes a day"), "{}", json.body);
    }
}

fn whether_the_call_could_be_signed_is_said_of_no_past_day(app: &TestApp) {
    app.publish_call();
    app.clock.advance(Duration::days(2));
    app.settle();
    let anyone = app.anonymous();
    let of = |day: &str| {
        ["/", "/da", "/call", "/call/v1", "/api/v1/call"]
            .map(|page| anyone.get(&format!("{page}?as_of={day}")).ok().lacks("/sign\"").body)
    };
    anyone.get("/").ok().says("open for signing").says("Sign the Call");
    let then = of("2026-11-24");
    let json: Value = serde_json::from_str(&then[4]).unwrap();
    assert_eq!((&json["state"], &json["version"]["number"]), (&Value::Null, &2.into()));
    app.set_call_state(CallState::Closed);
    anyone.get("/").ok().says("closed for signing");
    assert_eq!(of("2026-11-24"), then, "closing it today changes no past day");
    for (page, body) in ["/", "/da", "/call"].iter().zip(&then) {
        for word in ["for signing", "for underskrift", "Be the first"] {
            assert!(!body.contains(word), "{page}: {word}");
        }
    }
    for page in ["/", "/call"] {
        let page = anyone.get(&format!("{page}?as_of=1990-01-01")).ok().lacks("announced");
        page.says("At the end of 1 January 1990 no version of the Call was published.");
    }
    let before = anyone.get("/api/v1/call?as_of=1990-01-01").ok().body;
    let json: Value = serde_json::from_str(&before).unwrap();
    assert_eq!((&json["state"], &json["version"]), (&Value::Null, &Value::Null));
}

fn pages_that_tell_of_now_do_so_whatever_day_is_asked_for(app: &TestApp) {
    eventful(app);
    let anyone = app.anonymous();
    for page in
        ["/verify", "/verify/receipt", "/about", "/privacy", "/accessibility", "/data", "/sitemap.xml"]
    {
        let now = anyone.get(page).ok().lacks("as it stood at the end of").body;
        assert_eq!(anyone.get(&format!("{page}?as_of=2026-11-25")).ok().body, now, "{page}");
    }
}

fn the_seal_and_the_revision_of_a_past_day_are_those_of_its_tree(app: &TestApp) {
    app.signatory(Given::default());
    app.settle();
    let anyone = app.anonymous();
    let told = |query: &str| -> (String, Value) {
        let seal = anyone.get(&format!("/{query}")).ok().between("<svg class=\"seal\"", "</svg>");
        let list = anyone.get(&format!("/api/v1/signatories{query}")).ok().body;
        (seal, serde_json::from_str::<Value>(&list).unwrap()["revision"].clone())
    };
    let then = told("");
    app.clock.advance(Duration::days(2));
    app.append_entries(5);
    let now = told("");
    assert_eq!(now.1.as_u64(), then.1.as_u64().map(|size| size + 5));
    assert_ne!(now.0, then.0);
    assert_eq!(told("?as_of=2026-11-25"), then);
    assert_eq!(told("?as_of=2026-11-26"), now, "today");
    assert_eq!(told("?as_of=2026-11-20").1, 0, "nothing was signed yet");
}

fn crawlers_are_asked_to_leave_past_days_alone(app: &TestApp) {
    eventful(app);
    let robots = app.anonymous().get("/robots.txt").ok().body;
    for rule in ["Disallow: /*as_of=\n", "Disallow: /data/snapshots/\n", "Disallow: /da/data/snapshots/\n"] {
        assert!(robots.contains(rule), "{robots}");
    }
    for page in [PROFILE, "/signatories", "/commitments"] {
        let page = app.anonymous().get(page).ok();
        let link = page.between("as_of=2026-11-27\"", "><bdi dir=\"ltr\">");
        assert_eq!(link, " rel=\"nofollow\"");
    }
}

fn readers_of_many_days_wait_in_turn_and_too_many_are_asked_to_come_again(app: &TestApp) {
    eventful(app);
    let first = Day::from_ymd_opt(2026, 11, 1).unwrap();
    let asked = first.iter_days().take(20).map(|day| past::as_of(&app.app, day));
    let told = app.block_on(join_all(asked));
    let busy = |told: &&Result<_>| matches!(told, Err(Error::TooMany { retry_after_seconds: 10 }));
    let busy = told.iter().filter(busy).count();
    // Who is told at once leaves a place to the next: eight wait, and seldom a few more are told.
    assert!((1..=12).contains(&busy), "{busy} of 20 asked to come again");
    assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 20 - busy);
    app.anonymous().get("/signatories?as_of=2026-11-25").ok();
}
