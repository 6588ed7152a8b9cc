//! A mail that is about a link, and waited until that link opens nothing any more, goes to nobody, and staff see so. One
//! that is minutes late goes, and so does whatever has other news, however old its links are.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::limits;

use crate::fakes_are_held::{FROM, case_of, sends, with_limits};
use crate::mails_wait_their_turn::{came_to, cap, queue, round};
use crate::nadia_stays_unnamed::Lacks;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::suzie_comes_back::SUZIE;
use crate::suzie_signs::{EMAIL, confirm_link};

with_limits!(
    a_link_that_ran_out_under_a_cap_is_not_mailed,
    a_link_that_was_used_is_not_mailed_and_what_follows_is,
    a_link_into_the_account_is_mailed_as_long_as_it_opens,
    what_has_other_news_goes_however_old_its_links_are,
);

/// What a moderator reads of them.
const OVERTAKEN: &str = "These mails go to nobody any more";

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
    page.says(OVERTAKEN).says("No mail waits").says("No mail was given up");
    assert!(app.mails().is_empty(), "its text is gone");
}

fn a_link_that_was_used_is_not_mailed_and_what_follows_is(app: &TestApp) {
    app.publish_call();
    let folder = tempfile::tempdir().unwrap();
    the_cap_is_reached(app, folder.path());
    sends(app, FROM, &[]);
    round(app, folder.path());
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    app.clock.advance(Duration::minutes(10));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [EMAIL]), [1], "that it is confirmed");
    let page = app.moderator().get(&format!("/staff/cases/{}", case_of(app, 1).number)).ok();
    page.says("not sent: its link no longer worked");

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
