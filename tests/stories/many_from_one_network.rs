//! Many share one address, in an office or a conference hall, and strangers ask for what is not theirs: nobody
//! legitimate is lost or kept out by it.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::case::CaseState;
use tilsagn::domain::{Day, limits};
use tilsagn::store;

use crate::fakes_are_held::{FROM, add_rule, sends_as};
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::SUZIE;
use crate::suzie_gets_back_in::{PALLE, letters, link, request};
use crate::suzie_signs::{declaration, filled, filled_by};

fn throttled() -> TestApp {
    let settings = [("TILSAGN_RATE_LIMITS", "on"), ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32")];
    TestApp::on_sqlite_with(&settings)
}

fn seconds_to_wait(page: &Page) -> i64 {
    page.headers["retry-after"].parse().unwrap()
}

#[test]
fn a_conference_hall_signs_together_and_who_comes_too_soon_keeps_everything() {
    let app = throttled();
    app.publish_call();
    let at_once = limits::SIGNATURES.at_once;
    let sign = |number: u32| {
        let (name, email) = (format!("Forening {number}"), format!("suzie@forening{number}.example"));
        let suzie = filled(&app, "", &[("name", name.as_str()), ("email", email.as_str())]);
        let sent = suzie.post("/sign/check", &declaration("en"));
        (suzie, sent)
    };
    for number in 0..at_once {
        let (_, sent) = sign(number);
        assert_eq!((sent.status, sent.location()), (303, Some("/sign/sent")), "{number}: {}", sent.text());
    }
    // Over the limit nobody is written to before staff have looked, and nothing is lost.
    assert_eq!(app.mails().len(), 1);
    let waiting = app.read(|db| store::queue::count(db, CaseState::Open));
    assert_eq!(waiting, i64::from(at_once) - 1);

    let (late, sent) = sign(at_once);
    assert_eq!(sent.status, 429);
    let wait = seconds_to_wait(&sent);
    assert!((1..=60).contains(&wait), "{wait}");
    let page = sent.says("Nothing is lost").says("Send this again in a minute");
    let page = page.says(&format!("Forening {at_once}")).says("Because harbours are for all.");
    assert!(page.between("id=\"declared\"", ">").contains("checked"), "what was declared is kept");
    late.get("/sign/check").ok().says("A fund for harbour newsrooms");

    app.clock.advance(Duration::seconds(wait));
    let sent = late.post("/sign/check", &declaration("en"));
    assert_eq!((sent.status, sent.location()), (303, Some("/sign/sent")));
}

/// The guard against floods is lifted too: for who begins a form, and for who sends one.
#[test]
fn a_conference_hall_that_a_rule_allows_waits_for_nothing() {
    let app = throttled();
    app.publish_call();
    add_rule(&app.admin(), "allow", "network", "192.0.2.0/24");
    let begun = |from: &str| {
        let begin = |_| app.anonymous().from(from).post("/sign", &[]).status;
        (0..=limits::ANSWERS.at_once).map(begin).last()
    };
    assert_eq!((begun("198.51.100.7"), begun("192.0.2.8")), (Some(429), Some(303)));
    for number in 0..=limits::SIGNATURES.at_once {
        let (name, email) = (format!("Forening {number}"), format!("suzie@forening{number}.example"));
        let form = filled_by(app.anonymous().from(FROM), "", &[("name", &name), ("email", &email)]);
        let sent = form.post("/sign/check", &declaration("en"));
        assert_eq!((sent.status, sent.location()), (303, Some("/sign/sent")), "{number}: {}", sent.text());
    }
    assert_eq!(app.read(|db| store::queue::count(db, CaseState::Open)), 0, "none waits for staff");
}

/// Sets how many one limit allows; the others stay as usual.
pub fn set_limits(admin: &Colleague, changed: Limit, most: i64) {
    let typed = Limit::ALL.iter().flat_map(|limit| {
        let usual = limit.usual();
        let most = if *limit == changed { most } else { usual.most };
        [(format!("{limit}_most"), most.to_string()), (format!("{limit}_seconds"), usual.seconds.to_string())]
    });
    let typed: Vec<(String, String)> = typed.collect();
    let fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
    admin.saves("/staff/limits", &fields).ok();
}

/// More may come in a minute here, so that what may come in five is met.
#[test]
fn five_in_five_minutes_pass_however_fast_they_come() {
    let app = throttled();
    app.publish_call();
    set_limits(&app.admin(), Limit::NetworkBurst, 100);
    let from = |number| sends_as(&app, FROM, number);
    (0..5).for_each(|number| drop(from(number)));
    assert_eq!(app.mails().len(), 5);
    from(5);
    assert_eq!(app.mails().len(), 5, "the sixth waits for staff");
    app.clock.advance(Duration::seconds(300));
    from(6);
    assert_eq!(app.mails().len(), 6);
}

#[test]
fn a_form_that_asks_for_a_mail_too_soon_keeps_the_address() {
    let app = throttled();
    app.publish_call();
    let ask = |path: &str, visitor: &Visitor| visitor.post(path, &[("email", "bo@havnevagt.example")]);
    let suzie = filled(&app, "/da", &[]);
    for _ in 0..limits::MAILS.at_once {
        assert_eq!(ask("/sign/later", &suzie).status, 303);
    }
    for path in ["/da/sign/later", "/sign/link", "/account/sign-in"] {
        let page = ask(path, &suzie);
        assert_eq!(page.status, 429, "{path}: {}", page.text());
        assert!(seconds_to_wait(&page) > 0 && page.body.contains("value=\"bo@havnevagt.example\""), "{path}");
        let words = if path.starts_with("/da") { "Intet er tabt" } else { "Nothing is lost" };
        page.says(words);
    }
}

#[test]
fn a_mail_that_is_asked_for_again_too_soon_says_so_and_keeps_the_corrected_address() {
    let app = throttled();
    app.publish_call();
    let suzie = filled(&app, "", &[]);
    assert_eq!(suzie.post("/sign/check", &declaration("en")).location(), Some("/sign/sent"));
    let again = |email| suzie.post("/sign/sent", &[("email", email)]);
    let answers: Vec<u16> =
        (0..limits::MAILS.at_once).map(|_| again("bo@havnevagt.example").status).collect();
    assert!(answers.iter().all(|status| *status == 303), "{answers:?}");
    let mails = app.mails().len();
    let slowed = again("bo@havnevagten.example");
    assert_eq!(slowed.status, 429);
    let slowed = slowed.says("Nothing is lost").says("No mail went out just now, to no address");
    // The page says where the last mail went, and keeps where the next one is to go.
    let slowed = slowed.says("We sent a mail to: bo@havnevagt.example");
    assert!(slowed.body.contains("value=\"bo@havnevagten.example\""), "{}", slowed.body);
    assert_eq!(app.mails().len(), mails);

    app.clock.advance(Duration::seconds(seconds_to_wait(&slowed)));
    let page = suzie.send("/sign/sent", &[("email", "bo@havnevagten.example")]).ok();
    page.says("We sent a mail to: bo@havnevagten.example").says("on its way");
}

#[test]
fn a_concern_that_comes_too_soon_keeps_what_was_written() {
    let app = throttled();
    let given = app.signatory(Given::default());
    let write = |text: &str| {
        let fields = [("text", text), ("email", "anna@reader.example")];
        app.anonymous().post(&format!("/signatories/{}/report", given.slug), &fields)
    };
    for _ in 0..limits::REPORTS.at_once {
        write("Not theirs.").ok();
    }
    let kept = write("Nor is the statement theirs.");
    assert_eq!(kept.status, 429);
    let kept = kept.says("Nothing is lost").says("Nor is the statement theirs.");
    assert!(kept.body.contains("value=\"anna@reader.example\""), "{}", kept.body);
}

/// Asks for the link into the account from an address.
fn ask(visitor: &Visitor, from: &str) -> Page {
    let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", from)];
    visitor.post_with("/account/sign-in", &[("email", SUZIE)], &headers)
}

fn links(app: &TestApp) -> Vec<String> {
    let mails = app.mails().into_iter().filter(|mail| mail.to == SUZIE);
    mails
        .map(|mail| match mail.letter {
            Letter::AccountLink { link, .. } => link,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_stranger_who_asks_again_and_again_keeps_suzie_neither_out_nor_uninformed() {
    let app = throttled();
    app.signatory(Given::default());
    let stranger = app.anonymous();
    // Slowly enough for the network, as a patient one does.
    let theirs: Vec<Page> = (0..20)
        .map(|_| {
            app.clock.advance(Duration::minutes(1));
            ask(&stranger, "192.0.2.1").ok()
        })
        .collect();
    assert_eq!(links(&app).len(), limits::ACCOUNT_LINKS.at_once as usize, "more is sent for one network");
    assert!(theirs.iter().all(|page| page.body == theirs[0].body), "the answer tells nothing");

    let suzie = app.anonymous();
    let page = ask(&suzie, "198.51.100.7").ok();
    assert_eq!(page.body, theirs[0].body);
    page.says("at most 5 requests a day for one address from one place");
    let link = links(&app).pop().unwrap();
    assert_eq!(suzie.post(&link, &[]).location(), Some("/account"));

    // From everywhere at once, until the mailbox has got enough for a day.
    for network in 0..40 {
        ask(&app.anonymous(), &format!("203.0.{network}.1")).ok();
    }
    let enough = usize::try_from(limits::ACCOUNT_ASKS_PER_DAY).unwrap();
    assert_eq!(links(&app).len(), enough);
    // Her own browser is known since she was in.
    ask(&suzie, "198.51.100.7").ok();
    assert_eq!(links(&app).len(), enough + 1);
    let link = links(&app).pop().unwrap();
    assert_eq!(suzie.post(&link, &[]).location(), Some("/account"));
}

#[test]
fn sub_addresses_of_suzies_mailbox_use_up_none_of_her_links() {
    let app = throttled();
    app.signatory(Given::default());
    let asks = |from: &str, number: u32| {
        let email = format!("suzie+{number}@skovbrynet.example");
        app.anonymous().from(from).post("/account/sign-in", &[("email", &email)]).ok();
    };
    let told = || app.mails().iter().filter(|mail| matches!(mail.letter, Letter::NoAccount { .. })).count();
    for number in 0..20 {
        app.clock.advance(Duration::minutes(1));
        asks("192.0.2.1", number);
    }
    assert_eq!(told(), limits::ACCOUNT_LINKS.at_once as usize, "all are one mailbox");
    (0..40).for_each(|number| asks(&format!("203.0.{number}.1"), number));
    assert_eq!(told(), usize::try_from(limits::ACCOUNT_ASKS_PER_DAY).unwrap());
    ask(&app.anonymous(), "198.51.100.7").ok();
    assert_eq!(links(&app).len(), 1);
}

#[test]
fn whoever_acts_for_many_gets_a_link_for_each_and_one_network_uses_up_no_day() {
    let app = throttled();
    let many = usize::try_from(limits::ACCOUNT_ASKS_PER_DAY).unwrap() + 1;
    (0..many).for_each(|_| drop(app.signatory(Given::default())));
    let at_once = limits::ACCOUNT_LINKS.at_once as usize;
    (0..at_once).for_each(|_| drop(ask(&app.anonymous(), "192.0.2.1").ok()));
    assert_eq!(links(&app).len(), at_once * many);
    ask(&app.anonymous(), "198.51.100.7").ok();
    assert_eq!(links(&app).len(), (at_once + 1) * many);
}

#[test]
fn links_that_were_good_are_no_tries_and_bad_ones_are() {
    let app = throttled();
    let enter = |token: &str| app.anonymous().post(&format!("/account/enter/{token}"), &[]).status;
    let tries: Vec<u16> = (0..limits::SIGN_INS.at_once + 1).map(|n| enter(&format!("guess{n}"))).collect();
    let (last, before) = tries.split_last().unwrap();
    assert!(before.iter().all(|status| *status == 410) && *last == 429, "{tries:?}");
}

#[test]
fn strangers_do_not_use_up_the_mails_of_who_gets_back_in() {
    let app = throttled();
    app.signatory(Given::default());
    let ask = |from: &str, changes: &[(&str, &str)]| {
        app.anonymous().from(from).post("/account/recover/ask", &request(changes))
    };
    let most = limits::RECOVERIES.at_once as usize;
    // What was not right is not counted.
    assert_eq!(ask("192.0.2.9", &[("person", "")]).status, 422);
    let stranger = [("person", "Nobody Inparticular"), ("message", "")];
    // From one place, with a pause, so that what one address may ask for is not passed.
    let theirs: Vec<Page> = (0..most + 3)
        .map(|number| {
            app.clock.advance(Duration::minutes(2));
            ask(&format!("192.0.2.{}", number + 10), &stranger).ok()
        })
        .collect();
    assert_eq!(letters(&app, PALLE, "recovery_confirm"), most, "more is sent for one network");
    assert!(theirs.iter().all(|page| page.body == theirs[0].body), "the answer tells nothing");

    let page = ask("198.51.100.7", &[]).ok();
    assert_eq!(page.body, theirs[0].body);
    page.says("at most 5 requests a day for one address from one place");
    assert_eq!(letters(&app, PALLE, "recovery_confirm"), most + 1);
    app.anonymous().get(&link(&app)).ok().says("Palle Prøvesen");
}

#[test]
fn sub_addresses_of_palles_mailbox_get_no_more_requests_than_it_does() {
    let app = throttled();
    app.signatory(Given::default());
    let asks = |from: &str, number: u32| {
        let email = format!("palle+{number}@skovbrynet.example");
        app.anonymous().from(from).post("/account/recover/ask", &request(&[("email", &email)])).ok();
    };
    let sent =
        || app.mails().iter().filter(|one| matches!(one.letter, Letter::RecoveryConfirm { .. })).count();
    for number in 0..20 {
        app.clock.advance(Duration::minutes(2));
        asks("192.0.2.1", number);
    }
    assert_eq!(sent(), limits::RECOVERIES.at_once as usize, "all are one mailbox");
    (0..40).for_each(|number| asks(&format!("203.0.{number}.1"), number));
    assert_eq!(sent(), usize::try_from(limits::RECOVERY_MAILS_PER_DAY).unwrap());
    app.clock.advance(Duration::hours(25));
    asks("203.0.113.1", 0);
    assert_eq!(sent(), usize::try_from(limits::RECOVERY_MAILS_PER_DAY).unwrap() + 1);
}

#[test]
fn whoever_has_many_networks_side_by_side_is_slowed_as_one() {
    let app = throttled();
    app.publish_call();
    let ask = |network: &str, number: u32| {
        let (from, email) = (format!("{network}:{number:x}::1"), format!("a@elsewhere{number}.example"));
        app.anonymous().from(&from).post("/account/sign-in", &[("email", &email)]).status
    };
    let most = limits::MAILS_OF_SITE.at_once;
    assert!((0..most).all(|number| ask("2001:db8:1", number) == 200));
    assert_eq!(ask("2001:db8:1", most), 429);
    assert_eq!(ask("2001:db8:2", most), 200, "another one is not");
}

#[test]
fn reports_from_many_networks_side_by_side_are_slowed_as_one() {
    let app = throttled();
    let given = app.signatory(Given::default());
    let report = |network: &str, number: u32| {
        let (from, text) = (format!("{network}:{number:x}::1"), format!("Not theirs, {number}."));
        let path = format!("/signatories/{}/report", given.slug);
        app.anonymous().from(&from).post(&path, &[("text", &text), ("email", "")]).status
    };
    let most = limits::REPORTS_OF_SITE.at_once;
    assert!((0..most).all(|number| report("2001:db8:1", number) == 200));
    assert_eq!(report("2001:db8:1", most), 429);
    assert_eq!(report("2001:db8:2", most), 200, "another one is not");
}

#[test]
fn past_days_are_made_for_one_address_at_a_pace() {
    let app = throttled();
    app.signatory(Given::default());
    app.settle();
    let anyone = app.anonymous();
    let list = |day: &Day| format!("/api/v1/signatories?as_of={day}");
    let at_once = usize::try_from(limits::PAST_DAYS.at_once).unwrap();
    let first = Day::from_ymd_opt(2026, 1, 1).unwrap();
    let days: Vec<Day> = first.iter_days().take(at_once + 1).collect();
    let (last, before) = days.split_last().unwrap();
    for day in before {
        anyone.get(&list(day)).ok();
    }
    let late = anyone.get(&list(last));
    assert_eq!(late.status, 429, "{}", late.text());
    let wait = seconds_to_wait(&late);
    assert!((1..=60).contains(&wait), "{wait}");
    for page in ["/signatories", "/", "/data/signatories.csv"] {
        assert_eq!(anyone.get(&format!("{page}?as_of={last}")).status, 429, "{page}");
    }
    assert_eq!(anyone.get(&format!("/data/snapshots/{last}/signatories.csv")).status, 429);
    anyone.get(&list(before.last().unwrap())).ok();
    let today = app.app.clock.now().day_in(app.app.time_zone());
    anyone.get(&list(&today)).ok();
    anyone.get(&format!("/verify?as_of={last}")).ok();
    anyone.get_with("/signatories?as_of=2026-10-01", &[("X-Forwarded-For", "198.51.100.7")]).ok();
    app.clock.advance(Duration::seconds(wait));
    anyone.get(&list(last)).ok();
}
