//! In a flood, who signs from elsewhere gets the mail to confirm before those from where it comes, and is left room; so is
//! whoever signs while strangers have mails sent that no signature causes, or have many sent to the signer's own mailbox.

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::domain::email::Email;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits::MAILS_OF_SITE_TO_ONE;
use tilsagn::domain::locale::Locale;
use tilsagn::{store, worker};

use crate::fakes_are_held::{FROM, add_rule, case_of, press, sends, with_limits};
use crate::mails_wait_their_turn::{came_to, cap, ordinary, queue, round};
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, PLACED};
use crate::suzie_signs::EMAIL;

with_limits!(
    who_signs_from_elsewhere_goes_before_a_flood,
    a_flood_leaves_room_for_who_comes_later,
    one_who_signs_again_stands_where_the_first_form_did,
    mails_that_no_signature_causes_go_behind_and_leave_room,
    mails_that_no_signature_causes_leave_a_domain_room,
    one_network_leaves_a_mailbox_room_for_what_its_owner_waits_for,
    what_nobody_confirmed_leaves_room_when_it_runs_out_too,
    what_staff_let_through_counts_for_no_network,
    a_mail_that_is_not_written_twice_is_counted_once,
);

const ALL: [&str; 6] = [
    "s1@havn1.example",
    "s2@havn2.example",
    "s3@havn3.example",
    "s4@havn4.example",
    "s5@havn5.example",
    "s6@havn6.example",
];

/// Somebody signs from an address.
fn signs(app: &TestApp, number: usize, from: &str) {
    let (name, email) = (format!("Havneforening {number}"), ALL[number - 1]);
    sends(app, from, &[("name", &name), ("email", email), ("website", "")]);
}

/// Five sign from five addresses of one network, of which three are as many as admins are told of.
fn flood(app: &TestApp) {
    app.publish_call();
    cap(app, "network_alarm", 1);
    cap(app, "all_mails", 4);
    app.settle();
    (1..6).for_each(|number| signs(app, number, &format!("198.51.100.{number}")));
}

fn who_signs_from_elsewhere_goes_before_a_flood(app: &TestApp) {
    flood(app);
    signs(app, 6, "203.0.113.9");
    let taken = app.write(|db, now| store::outbox::claim(db, now, now + Duration::minutes(10), 4));
    let of: Vec<_> = taken.iter().filter_map(|mail| mail.organisation_id).collect();
    assert_eq!(of, [1, 2, 3, 6].map(OrganisationId));
}

fn a_flood_leaves_room_for_who_comes_later(app: &TestApp) {
    flood(app);
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), ALL), [1, 1, 1, 0, 0, 0]);
    signs(app, 6, "203.0.113.9");
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), ALL), [1, 1, 1, 0, 0, 1]);
    app.clock.advance(Duration::minutes(10));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), ALL), [1; 6], "none is lost");
}

fn one_who_signs_again_stands_where_the_first_form_did(app: &TestApp) {
    flood(app);
    app.anonymous().from("203.0.113.9").send("/sign/link", &[("email", ALL[4])]).ok();
    let crowded: Vec<_> =
        app.write(|db, now| store::outbox::claim(db, now, now + Duration::minutes(10), 100));
    let crowded: Vec<_> =
        crowded.iter().filter(|mail| mail.crowded).filter_map(|mail| mail.organisation_id).collect();
    assert_eq!(crowded, [4, 5, 5].map(OrganisationId));
}

fn mails_that_no_signature_causes_go_behind_and_leave_room(app: &TestApp) {
    app.publish_call();
    cap(app, "all_mails", 4);
    app.settle();
    let nobody = ["a@eng1.example", "b@eng2.example", "c@eng3.example", "d@eng4.example", "e@eng5.example"];
    for (number, email) in nobody.iter().enumerate() {
        let stranger = app.anonymous().from(&format!("203.0.{number}.7"));
        stranger.post("/account/sign-in", &[("email", *email)]).ok();
    }
    signs(app, 1, "198.51.100.1");
    let taken = app.write(|db, now| store::outbox::claim(db, now, now + Duration::seconds(1), 1));
    assert_eq!(taken[0].template, "confirm_signature");
    app.clock.advance(Duration::minutes(1));
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!((came_to(folder.path(), nobody), came_to(folder.path(), [ALL[0]])), ([1, 1, 0, 0, 0], [1]));
    app.clock.advance(Duration::minutes(10));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), nobody), [1; 5], "none is lost");
}

fn mails_that_no_signature_causes_leave_a_domain_room(app: &TestApp) {
    app.publish_call();
    cap(app, "domain_mails", 4);
    app.settle();
    let nobody = ["a@havn1.example", "b@havn1.example", "c@havn1.example", "d@havn1.example"];
    for (number, email) in nobody.iter().enumerate() {
        let stranger = app.anonymous().from(&format!("203.0.{number}.7"));
        stranger.post("/account/sign-in", &[("email", *email)]).ok();
    }
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), nobody), [1, 1, 0, 0]);
    signs(app, 1, "198.51.100.1");
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [ALL[0]]), [1]);
    app.clock.advance(Duration::minutes(10));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), nobody), [1; 4], "none is lost");
}

/// As many may come at once as like.
fn nothing_is_held_for_how_many_came(app: &TestApp) {
    for limit in ["network_burst", "network_sustained", "domain_burst", "domain_sustained"] {
        cap(app, limit, 100);
    }
}

/// Of eight mails to a mailbox four may be such as go behind, and six such as anybody can have sent there.
fn one_network_leaves_a_mailbox_room_for_what_its_owner_waits_for(app: &TestApp) {
    app.signatory(Given::default());
    cap(app, "mailbox_mails", 8);
    nothing_is_held_for_how_many_came(app);
    app.settle();
    for number in 0..9 {
        sends(app, FROM, &[("title", &format!("Promise {number}"))]);
    }
    let folder = tempfile::tempdir().unwrap();
    let came = || {
        round(app, folder.path());
        came_to(folder.path(), [EMAIL])
    };
    assert_eq!(came(), [5], "what is more than one network has sent to one mailbox in a day goes behind");
    sends(app, "203.0.113.9", &[]);
    assert_eq!(came(), [6], "hers does not wait for it");
    sends(app, "203.0.113.9", &[("title", "Another promise")]);
    assert_eq!(came(), [6]);
    queue(app, EMAIL, ordinary());
    assert_eq!(came(), [7], "nor does what no stranger can have sent to her");
    app.clock.advance(Duration::minutes(10));
    assert_eq!(came(), [11]);
    app.clock.advance(Duration::minutes(10));
    assert_eq!(came(), [12], "none is lost");
    app.clock.advance(Duration::days(1));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["caused_mails"].is_empty(), "who had them sent is counted for a day");
}

fn what_nobody_confirmed_leaves_room_when_it_runs_out_too(app: &TestApp) {
    app.signatory(Given::default());
    cap(app, "mailbox_mails", 8);
    nothing_is_held_for_how_many_came(app);
    app.settle();
    for number in 0..12 {
        sends(app, FROM, &[("title", &format!("Promise {number}"))]);
    }
    app.clock.advance(Duration::days(31));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    let ends = app.mails().into_iter().filter(|mail| mail.letter.template() == "expired");
    assert_eq!(ends.count(), 12);
    queue(app, EMAIL, ordinary());
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [EMAIL]), [6], "five of their ends, and what she waits for");
}

fn what_staff_let_through_counts_for_no_network(app: &TestApp) {
    app.publish_call();
    cap(app, "network_alarm", 100);
    app.settle();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    let bodil = app.moderator();
    for number in 1..=MAILS_OF_SITE_TO_ONE + 1 {
        sends(app, FROM, &[("title", &format!("Promise {number}"))]);
        assert_eq!(press(&bodil, case_of(app, number).number, "let-through").status, 303);
    }
    let mut taken = app.write(|db, now| store::outbox::claim(db, now, now + Duration::minutes(10), 100));
    taken.retain(|mail| mail.template == "confirm_signature");
    assert_eq!(i64::try_from(taken.len()), Ok(MAILS_OF_SITE_TO_ONE + 1));
    assert!(taken.iter().all(|mail| !mail.crowded));
}

fn a_mail_that_is_not_written_twice_is_counted_once(app: &TestApp) {
    for new in [true, false] {
        let written = app.block_on(app.app.act(Origin::system(), |act| {
            let (to, organisation) = (Email::parse(EMAIL).unwrap(), "Skovbrynet".to_owned());
            act.audit(PLACED, Subject("mail", None), serde_json::json!({}))?;
            act.mail("expired.1", &to, Locale::English, &Letter::Expired { organisation })
        }));
        assert_eq!(written.unwrap(), new);
    }
    assert_eq!(app.rows()["caused_mails"].len(), 1);
}
