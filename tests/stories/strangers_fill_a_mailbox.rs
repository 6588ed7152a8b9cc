//! Strangers send forms by the hundred with Suzie's mailbox: a bounded number waits for it, hers among them, one press ends the
//! others, and what else is on its way to her arrives.

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::app::sign::{draft, submit};
use tilsagn::app::{circular, erasure};
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::draft::{Draft, VisibilityAnswers};
use tilsagn::domain::endorsement::EndorsementState::{self, Expired, InReview, Submitted};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits::{ENDED_FOR_ONE, WAITING_FOR_A_MAILBOX};
use tilsagn::domain::locale::Locale;
use tilsagn::{store, worker};

use crate::admins_erase::propose;
use crate::fakes_are_held::{FROM, add_rule, case_of, press, sends};
use crate::staff_second::approve;
use crate::staff_write_to_many::{self, MESSAGE, begun, written};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, PLACED};
use crate::support::staff::Colleague;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_gets_back_in::request;
use crate::suzie_invites::invite;
use crate::suzie_moves::moving_link;
use crate::suzie_signs::{EMAIL, NAME, endorsement, filled};

stories!(
    of_hundreds_of_forms_for_one_mailbox_a_bounded_number_waits,
    what_makes_room_came_from_where_most_came_and_staff_see_why,
    from_as_many_networks_as_may_wait_the_oldest_makes_room,
    one_without_its_name_makes_room_for_its_own_alone,
    where_more_wait_than_may_each_that_comes_ends_some,
    what_ended_meanwhile_keeps_nobody_from_going_on,
    a_form_that_ends_takes_no_mail_with_it_that_is_about_something_else,
    a_mail_to_all_goes_with_the_last_that_its_mailbox_acts_for,
);

/// From where Suzie signs.
const HERS: &str = "203.0.113.9";

/// The form as Suzie filled it in.
fn form(app: &TestApp) -> Draft {
    let cookies = filled(app, "", &[]).cookies();
    let tokens = cookies.split("; ").filter_map(|cookie| cookie.split_once('='));
    let mut found = tokens.filter_map(|(_, token)| app.block_on(draft::find(&app.app, token)).unwrap());
    found.next().expect("a form").draft
}

/// Sends it from an address, with these words about why.
fn send(app: &TestApp, form: &Draft, from: &str, words: &str) {
    let origin = Origin { address: Some(from.parse().unwrap()), ..Origin::system() };
    let token = app.block_on(draft::begin(&app.app, Locale::English)).unwrap();
    let mut held = app.block_on(draft::find(&app.app, &token)).unwrap().unwrap();
    held.draft = Draft { statement: words.to_owned(), ..form.clone() };
    app.block_on(submit::submit(&app.app, origin, token, held, Locale::English)).unwrap();
}

/// How many are in a state, of so many that came.
fn count(app: &TestApp, state: EndorsementState, came: usize) -> usize {
    let is = |of: &usize| endorsement(app, i64::try_from(*of).unwrap()).state == state;
    (1..=came).filter(is).count()
}

/// The templates of the mails that wait for a mailbox.
fn mails_for(app: &TestApp, mailbox: &str) -> Vec<&'static str> {
    app.mails().iter().filter(|mail| mail.to == mailbox).map(|mail| mail.letter.template()).collect()
}

/// Confirms the signature of an organisation by the link that was mailed.
fn confirms(app: &TestApp, of: i64) {
    let signed = endorsement(app, of).reference;
    let link = app.mails().into_iter().find_map(|mail| match mail.letter {
        Letter::ConfirmSignature { reference, link, .. } if reference == signed => Some(link),
        _ => None,
    });
    app.anonymous().post(&link.expect("a link"), &[]).ok().says("Your signature is confirmed");
}

fn of_hundreds_of_forms_for_one_mailbox_a_bounded_number_waits(app: &TestApp) {
    app.publish_call();
    let form = form(app);
    send(app, &form, HERS, "Because harbours are for all.");
    (0..200).for_each(|number| send(app, &form, FROM, &format!("Nothing at all, {number}")));
    send(app, &form, HERS, "Because harbours are for all of us.");
    let waiting = WAITING_FOR_A_MAILBOX;
    assert_eq!((count(app, Submitted, 202), count(app, Expired, 202)), (waiting, 202 - waiting));
    assert_eq!([1, 202].map(|of| endorsement(app, of).state), [Submitted; 2], "hers came from elsewhere");
    assert_eq!(app.mails().len(), waiting, "a mail whose link opens nothing does not go");

    confirms(app, 1);
    assert_eq!((count(app, Expired, 202), endorsement(app, 1).state), (201, InReview));
    let superseded = |row: &&String| row.contains("endorsement.superseded");
    assert_eq!(app.rows()["audit_lines"].iter().filter(superseded).count(), waiting - 1);
    assert_eq!(mails_for(app, EMAIL), ["confirm_signature", "signature_confirmed"]);

    let named = |app: &TestApp| app.rows()["organisations"].iter().filter(|row| row.contains(NAME)).count();
    assert_eq!(named(app), 202, "nobody waits until all are forgotten");
    app.clock.advance(Duration::seconds(1));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(named(app), 1);
    assert_eq!(app.times(("endorsement", 2), "endorsement.erased"), 1);
    assert_eq!(endorsement(app, 1).state, InReview);
}

fn what_makes_room_came_from_where_most_came_and_staff_see_why(app: &TestApp) {
    app.publish_call();
    let form = form(app);
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    send(app, &form, HERS, "Because harbours are for all.");
    (0..WAITING_FOR_A_MAILBOX).for_each(|number| send(app, &form, FROM, &format!("Nothing, {number}")));
    assert_eq!([1, 2, 3].map(|of| endorsement(app, of).state), [Submitted, Expired, Submitted]);
    let case = case_of(app, 2);
    assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::CrowdedOut)));
    let page = app.moderator().get(&format!("/staff/cases/{}", case.number)).ok();
    page.says("too many waited for its mailbox");
    assert_eq!(mails_for(app, EMAIL), ["confirm_signature"], "nobody is told of it");
}

fn from_as_many_networks_as_may_wait_the_oldest_makes_room(app: &TestApp) {
    app.publish_call();
    let form = form(app);
    for number in 0..WAITING_FOR_A_MAILBOX {
        send(app, &form, &format!("198.18.{number}.7"), &format!("Nothing, {number}"));
    }
    send(app, &form, HERS, "Because harbours are for all.");
    let hers = i64::try_from(WAITING_FOR_A_MAILBOX).unwrap() + 1;
    assert_eq!([1, 2, hers].map(|of| endorsement(app, of).state), [Expired, Submitted, Submitted]);
    confirms(app, hers);
    assert_eq!(count(app, Expired, WAITING_FOR_A_MAILBOX), WAITING_FOR_A_MAILBOX);
}

fn one_without_its_name_makes_room_for_its_own_alone(app: &TestApp) {
    app.publish_call();
    let form = form(app);
    let choice = VisibilityAnswers { choice: "protected".to_owned(), ..VisibilityAnswers::default() };
    let unnamed = Draft { visibility: choice, ..form.clone() };
    let most = WAITING_FOR_A_MAILBOX;
    (0..most).for_each(|number| send(app, &form, FROM, &format!("Nothing, {number}")));
    (0..most).for_each(|number| send(app, &unnamed, FROM, &format!("Nothing else, {number}")));
    assert_eq!(count(app, Submitted, 2 * most), 2 * most);
    send(app, &unnamed, FROM, "One more.");
    let first = i64::try_from(most).unwrap();
    assert_eq!([1, first + 1].map(|of| endorsement(app, of).state), [Submitted, Expired]);
}

/// As in a database from before there was a bound.
fn where_more_wait_than_may_each_that_comes_ends_some(app: &TestApp) {
    app.publish_call();
    let form = form(app);
    let came = WAITING_FOR_A_MAILBOX + ENDED_FOR_ONE + 1;
    (0..came).for_each(|number| send(app, &form, FROM, &format!("Nothing, {number}")));
    app.sql("UPDATE endorsements SET state = 'submitted'");
    send(app, &form, HERS, "Because harbours are for all.");
    let hers = i64::try_from(came).unwrap() + 1;
    assert_eq!(count(app, Expired, came), ENDED_FOR_ONE);
    send(app, &form, FROM, "One more.");
    assert_eq!(count(app, Submitted, came + 2), WAITING_FOR_A_MAILBOX);
    assert_eq!(endorsement(app, hers).state, Submitted);
}

fn what_ended_meanwhile_keeps_nobody_from_going_on(app: &TestApp) {
    app.publish_call();
    sends(app, FROM, &[]);
    let seen = endorsement(app, 1);
    let first = seen.clone();
    app.block_on(app.app.act(Origin::system(), move |act| erasure::crowd_out(act, &first))).unwrap();
    let late = app.app.act(Origin::system(), move |act| {
        erasure::supersede(act, &seen)?;
        act.audit(PLACED, Subject("mailbox", None), serde_json::json!({}))
    });
    app.block_on(late).unwrap();
    let times = |what| app.times(("endorsement", 1), what);
    assert_eq!((times("endorsement.crowded_out"), times("endorsement.superseded")), (1, 0));
}

/// Writes to everybody who acts.
fn writes_to_all(app: &TestApp) -> Colleague {
    let bodil = app.moderator();
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE);
    assert_eq!(staff_write_to_many::press(&bodil, &path, &page, "send").status, 303);
    app.block_on(circular::send::go_on(&app.app)).unwrap();
    bodil
}

fn a_form_that_ends_takes_no_mail_with_it_that_is_about_something_else(app: &TestApp) {
    app.signatory(Given::default());
    app.signatory(Given { name: "Engen", website: "", contacts: &[EMAIL], ..Given::default() });
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    let bodil = writes_to_all(app);
    let other = enter(app, SUZIE);
    invite(app, &other, &[("email", EMAIL)]);
    moving_link(app, &other, EMAIL);
    app.anonymous().post("/account/recover/ask", &request(&[("email", EMAIL)])).ok();
    let wait = ["circular", "invitation", "mailbox_confirm", "recovery_confirm"];
    assert_eq!(mails_for(app, EMAIL), wait);

    sends(app, FROM, &[]);
    assert_eq!(press(&bodil, case_of(app, 3).number, "turn-away").status, 303);
    assert_eq!((endorsement(app, 3).state, mails_for(app, EMAIL)), (Expired, wait.to_vec()));
}

fn a_mail_to_all_goes_with_the_last_that_its_mailbox_acts_for(app: &TestApp) {
    let given = app.signatory(Given::default());
    writes_to_all(app);
    sends(app, FROM, &[("email", SUZIE)]);
    assert_eq!(mails_for(app, SUZIE), ["circular", "confirm_signature"], "nobody stands behind that form");
    let (asta, aksel) = (app.admin(), app.second_admin());
    let OrganisationId(of) = given.organisation;
    let number = propose(&asta, case_of(app, of).number);
    assert_eq!(approve(&aksel, number).status, 303);
    assert_eq!(mails_for(app, SUZIE), ["confirm_signature", "erased"]);
    assert!(app.read(move |db| store::organisation::find(db, OrganisationId(of))).erased_at.is_some());
}
