//! A mail that is about a link, and waited until that link opens nothing any more, goes to nobody, and staff see so, and what
//! can be done. One that is minutes late goes, and so does whatever has other news, however old its links are. What somebody
//! has used had come.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::domain::outbox::Hindrance;
use tilsagn::{store, worker};

use crate::fakes_are_held::{FROM, case_of, sends, with_limits};
use crate::mails_go_once::posts;
use crate::mails_wait_their_turn::{came_to, cap, queue, round};
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_invalidate::{act, begin, look, work};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::reasons;
use crate::support::fixtures::Given;
use crate::support::smtp::{Security, Smtp};
use crate::suzie_comes_back::SUZIE;
use crate::suzie_signs::{EMAIL, confirm_link, endorsement};

with_limits!(
    a_link_that_ran_out_under_a_cap_is_not_mailed,
    a_link_that_was_ended_is_not_mailed_and_what_follows_is,
    a_link_into_the_account_is_mailed_as_long_as_it_opens,
    what_has_other_news_goes_however_old_its_links_are,
);

stories!(
    a_link_that_was_used_had_come_though_nobody_heard_so,
    a_link_of_which_nobody_heard_may_have_come_before_it_died,
    a_link_for_minutes_comes_past_a_server_that_lets_nobody_in_at_first,
    asks_whose_mails_were_overtaken_do_not_count,
    what_was_given_up_is_not_sent_again_once_its_link_is_dead,
    a_signer_whose_link_was_overtaken_is_mailed_it_when_brought_back,
);

/// What a moderator reads of them.
const OVERTAKEN: &str = "These mails go to nobody any more";
/// The same of one that was given up.
const DEAD: &str = "Its link opens nothing any more";

/// No other mail may go out for ten minutes.
fn the_cap_is_reached(app: &TestApp, folder: &std::path::Path) {
    cap(app, "all_mails", 1);
    queue(app, "a@engen.example", Letter::NoAccount { sign_link: "https://x.example/sign".to_owned() });
    round(app, folder);
}

fn a_link_that_ran_out_under_a_cap_is_not_mailed(app: &TestApp) {
    app.publish_call();
    let (bodil, folder) = (app.moderator(), tempfile::tempdir().unwrap());
    the_cap_is_reached(app, folder.path());
    sends(app, FROM, &[]);
    round(app, folder.path());
    bodil.get("/staff/mail").ok().says("One mail waits because more would go out").lacks(OVERTAKEN);
    app.clock.advance(Duration::days(limits::CONFIRM_DAYS));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [EMAIL]), [0]);
    let page = app.second_moderator().get("/staff/mail").ok();
    page.says(OVERTAKEN)
        .says("whoever signed gets a new link")
        .says("No mail waits")
        .says("No mail was given up");
    assert!(app.mails().is_empty(), "its text is gone");
    app.clock.advance(Duration::days(limits::UNCONFIRMED_DAYS));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    assert!(app.mails().is_empty(), "whoever was never written to hears nothing of the end");
}

fn a_link_that_was_ended_is_not_mailed_and_what_follows_is(app: &TestApp) {
    app.publish_call();
    let folder = tempfile::tempdir().unwrap();
    the_cap_is_reached(app, folder.path());
    sends(app, FROM, &[]);
    app.anonymous().post("/account/sign-in", &[("email", EMAIL)]).ok();
    assert_eq!(app.mails().len(), 2, "two links to confirm");
    round(app, folder.path());
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    for _ in 0..2 {
        app.clock.advance(Duration::minutes(10));
        round(app, folder.path());
    }
    assert_eq!(came_to(folder.path(), [EMAIL]), [1], "that it is confirmed");
    let (bodil, number) = (app.moderator(), case_of(app, 1).number);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("not sent: its link no longer worked");
    let page = bodil.get("/staff/mail").ok().says(OVERTAKEN);
    assert!(page.body.contains(&format!("/staff/cases/{number}\"")), "{}", page.body);

    // One that is late and still opens goes.
    app.clock.advance(Duration::minutes(10));
    the_cap_is_reached(app, folder.path());
    let other = "bo@skovbrynet.example";
    sends(app, FROM, &[("name", "Skovbrynet"), ("email", other), ("website", "")]);
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [other]), [0]);
    app.clock.advance(Duration::minutes(10));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [other]), [1]);
}

fn a_link_into_the_account_is_mailed_as_long_as_it_opens(app: &TestApp) {
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    for (minutes, came) in [(limits::ACCOUNT_LINK_MINUTES - 1, 1), (limits::ACCOUNT_LINK_MINUTES, 1)] {
        app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
        app.clock.advance(Duration::minutes(minutes));
        round(app, folder.path());
        assert_eq!(came_to(folder.path(), [SUZIE]), [came], "after {minutes} minutes");
    }
    app.moderator().get("/staff/mail").ok().says(OVERTAKEN);
}

fn what_has_other_news_goes_however_old_its_links_are(app: &TestApp) {
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    let organisation = || "Skovbrynet".to_owned();
    let spent = |path: &str| format!("{}/{path}/spent", app.base);
    for news in [
        Letter::AlreadySigned { organisation: organisation(), link: spent("account/enter") },
        Letter::Withdrawn { organisation: organisation(), reverse_link: spent("reverse"), days: 14 },
        Letter::Declined {
            organisation: organisation(),
            reason: "We could not reach you.".to_owned(),
            message: String::new(),
        },
        Letter::SignatureConfirmed {
            organisation: organisation(),
            reference: "T-7Q4M-2KXD".to_owned(),
            cancel_link: spent("cancel"),
            review_days: 14,
        },
    ] {
        queue(app, SUZIE, news);
    }
    let (link, minutes) = (spent("account/enter"), 30);
    queue(app, SUZIE, Letter::AccountLink { organisation: organisation(), link, minutes });
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE]), [4], "all but the link into the account");
}

fn a_link_that_was_used_had_come_though_nobody_heard_so(app: &TestApp) {
    app.publish_call();
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(EMAIL, 0)]);
    sends(app, FROM, &[]);
    assert_eq!(posts(app, &server.url()), 1);
    server.wait_for(EMAIL, 1);
    server.refuse(&[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    app.clock.advance(Duration::minutes(1));
    assert_eq!(posts(app, &server.url()), 2);
    server.wait_for(EMAIL, 2);
    let bodil = app.moderator();
    bodil.get("/staff/mail").ok().lacks(OVERTAKEN).says("No mail waits").says("No mail was given up");
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 1).number)).ok();
    page.says("Confirm a signature").lacks("not sent").lacks("not delivered");
}

fn a_link_of_which_nobody_heard_may_have_come_before_it_died(app: &TestApp) {
    app.signatory(Given::default());
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(SUZIE, 0)]);
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    posts(app, &server.url());
    server.wait_for(SUZIE, 1);
    server.refuse(&[]);
    app.clock.advance(Duration::minutes(limits::ACCOUNT_LINK_MINUTES));
    assert_eq!(posts(app, &server.url()), 1);
    let page = app.moderator().get("/staff/mail").ok().says("It may have arrived").says(DEAD);
    page.says("can ask for a new one").lacks(OVERTAKEN);
    server.wait_for(SUZIE, 1);
}

fn a_link_for_minutes_comes_past_a_server_that_lets_nobody_in_at_first(app: &TestApp) {
    app.signatory(Given::default());
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(SUZIE, 451)]);
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    let mut tries = 0;
    for minute in 0..limits::ACCOUNT_LINK_MINUTES {
        if minute == 22 {
            server.refuse(&[]);
        }
        tries += posts(app, &server.url());
        app.clock.advance(Duration::minutes(1));
    }
    server.wait_for(SUZIE, 1);
    assert!((7..=8).contains(&tries), "{tries} attempts");
    app.moderator().get("/staff/mail").ok().lacks(OVERTAKEN).says("No mail waits");
}

fn asks_whose_mails_were_overtaken_do_not_count(app: &TestApp) {
    app.signatory(Given::default());
    let folder = tempfile::tempdir().unwrap();
    let ask = || app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    let most = usize::try_from(limits::ACCOUNT_ASKS_PER_DAY).unwrap();
    for _ in 0..=most {
        ask();
    }
    assert_eq!(app.mails().len(), most);
    app.clock.advance(Duration::minutes(limits::ACCOUNT_LINK_MINUTES));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE]), [0]);
    for _ in 0..=most {
        ask();
    }
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE]), [most]);
}

fn what_was_given_up_is_not_sent_again_once_its_link_is_dead(app: &TestApp) {
    app.signatory(Given::default());
    let bodil = app.moderator();
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    let id = app.write(|db, now| {
        let mail = store::outbox::claim(db, now, now + Duration::minutes(1), 1)?.remove(0);
        store::outbox::park(db, &mail, (Hindrance::Refused, None))?;
        Ok(mail.id)
    });
    let again = format!("/staff/mail/{id}/send-again");
    assert!(bodil.get("/staff/mail").ok().lacks(DEAD).body.contains(&again));
    app.clock.advance(Duration::minutes(limits::ACCOUNT_LINK_MINUTES));
    let page = bodil.get("/staff/mail").ok().says(DEAD).says("can ask for a new one");
    assert!(!page.body.contains(&again), "nothing offers what helps nobody");
    let refused = bodil.post(&again, &[]);
    assert_eq!(refused.status, 409);
    refused.says("The link in this mail opens nothing any more");
    assert_eq!(app.times(("mail", id.0), "mail.sent_again"), 0);
}

fn a_signer_whose_link_was_overtaken_is_mailed_it_when_brought_back(app: &TestApp) {
    reasons(app);
    sends(app, FROM, &[]);
    app.sql("UPDATE outbox SET state = 'overtaken', sealed = NULL");
    let bodil = app.moderator();
    let id = begin(&bodil, &look(&bodil, &[("network", FROM)]));
    work(app);
    assert_eq!(act(&bodil, id, "undo").status, 303);
    work(app);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert_eq!(endorsement(app, 1).state, EndorsementState::InReview);
}
