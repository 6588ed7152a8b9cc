//! Suzie leaves one mailbox for another: what was mailed to either turns nobody into somebody else, and the one that was left
//! hears of it when her organisation withdraws.

use chrono::Duration;
use tilsagn::app::contact;
use tilsagn::app::letter::Letter;
use tilsagn::domain::email::Email;
use tilsagn::domain::limits;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_merge::{proposed, twice};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_invites::{JOINING, PALLE, PEOPLE, invite, join};
use crate::suzie_moves::moving_link;

stories!(
    an_invitation_ends_where_suzie_moves,
    an_invitation_opens_nothing_where_somebody_acts_by_then,
    an_invitation_of_who_left_says_why_and_what_to_do,
    a_link_to_where_a_colleague_acts_says_so_when_opened,
    a_mailbox_that_was_left_lately_can_take_a_withdrawal_back,
    who_left_one_that_has_gone_into_another_is_told_too,
    who_moved_there_and_back_is_told_once,
    a_mailbox_that_was_left_long_ago_is_not_told,
    a_mailbox_that_was_left_is_forgotten_after_two_months,
);

const NEW: &str = "s.eksempel@skovbrynet.example";
const IB: &str = "ib@brynet.example";

/// Moves, in a browser of one's own.
fn moves(app: &TestApp, by: &Visitor, to: &str) -> Visitor {
    let link = moving_link(app, by, to);
    let moved = app.anonymous();
    let answer = moved.post(&link, &[]);
    assert_eq!((answer.status, answer.location()), (303, Some("/account/people?done=moved")));
    moved
}

fn withdraws(by: &Visitor) {
    by.post("/account/withdraw", &[("sure", "yes")]).ok().says("Your organisation has withdrawn");
}

/// The links by which a mailbox can take a withdrawal back.
fn ways_back(app: &TestApp, mailbox: &str) -> Vec<String> {
    let theirs = app.mails().into_iter().filter(|mail| mail.to == mailbox);
    let links = theirs.filter_map(|mail| match mail.letter {
        Letter::Withdrawn { reverse_link, .. } => Some(reverse_link),
        _ => None,
    });
    links.collect()
}

/// Opens a link, presses its button, and both times reads that it opens nothing, and why that may be.
fn opens_nothing(app: &TestApp, link: &str, why: &str) {
    assert_eq!(app.anonymous().get(link).says(why).status, 410);
    assert_eq!(app.anonymous().post(link, &JOINING).says(why).status, 410);
}

fn an_invitation_ends_where_suzie_moves(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let move_link = moving_link(app, &suzie, NEW);
    let invitation = invite(app, &suzie, &[("email", NEW)]);
    suzie.get(PEOPLE).ok().says("Palle Prøvesen");
    let moved = app.anonymous();
    assert_eq!(moved.post(&move_link, &[]).status, 303);
    opens_nothing(app, &invitation, "when somebody acts with your mail address already");
    assert!(app.rows()["invitations"].is_empty());
    moved.get(PEOPLE).ok().says("Suzie Eksempel").says(NEW).lacks("Palle Prøvesen");
}

fn become_one(app: &TestApp, bodil: &Colleague, two: (&Signatory, &Signatory)) {
    let number = proposed(app, bodil, two);
    decide(bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&app.admin(), number).status, 303);
}

/// Ib acts for one of two that are one, and was invited by the other before they were.
fn an_invitation_opens_nothing_where_somebody_acts_by_then(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let suzie = enter(app, SUZIE);
    let invitation = invite(app, &suzie, &[("email", IB)]);
    become_one(app, &bodil, (&stays, &goes));
    opens_nothing(app, &invitation, "Somebody acts for the organisation with this mail address already");
    suzie.get(PEOPLE).ok().says(IB).lacks("Palle Prøvesen");
}

fn an_invitation_of_who_left_says_why_and_what_to_do(app: &TestApp) {
    app.signatory(Given { contacts: &[SUZIE, PALLE], ..Given::default() });
    let palle = enter(app, PALLE);
    let invitation = invite(app, &palle, &[("email", "third@skovbrynet.example")]);
    palle.post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
    opens_nothing(app, &invitation, "when whoever sent it no longer acts");
    let page = app.anonymous().get(&invitation).says("ask somebody who acts for the organisation");
    assert!(page.body.contains("/account/recover"), "{}", page.body);
}

fn a_link_to_where_a_colleague_acts_says_so_when_opened(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = moving_link(app, &suzie, NEW);
    join(app, &invite(app, &suzie, &[("email", NEW)]));
    opens_nothing(app, &link, "Somebody acts for the organisation with this mail address already");
}

fn a_mailbox_that_was_left_lately_can_take_a_withdrawal_back(app: &TestApp) {
    app.signatory(Given::default());
    let thief = moves(app, &enter(app, SUZIE), "thief@elsewhere.example");
    withdraws(&thief);
    assert_eq!(ways_back(app, "thief@elsewhere.example").len(), 1);
    let links = ways_back(app, SUZIE);
    assert_eq!(links.len(), 1, "the mailbox that was left is told");
    app.anonymous().post(&links[0], &[]).ok().says("We look at it at once");
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::NoAccount { .. }), "it lets nobody in");
}

/// Ib's mailbox was left before the two became one.
fn who_left_one_that_has_gone_into_another_is_told_too(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let thief = moves(app, &enter(app, IB), "thief@elsewhere.example");
    become_one(app, &bodil, (&stays, &goes));
    withdraws(&thief);
    assert_eq!([SUZIE, IB].map(|mailbox| ways_back(app, mailbox).len()), [1, 1]);
    app.anonymous().post(&ways_back(app, IB)[0], &[]).ok().says("We look at it at once");
}

fn who_moved_there_and_back_is_told_once(app: &TestApp) {
    app.signatory(Given::default());
    let there = moves(app, &enter(app, SUZIE), NEW);
    let back = moves(app, &there, SUZIE);
    back.get(PEOPLE).ok().says("You are the only one").lacks(NEW);
    withdraws(&back);
    assert_eq!([SUZIE, NEW].map(|mailbox| ways_back(app, mailbox).len()), [1, 1]);
}

fn a_mailbox_that_was_left_long_ago_is_not_told(app: &TestApp) {
    app.signatory(Given::default());
    moves(app, &enter(app, SUZIE), NEW);
    app.clock.advance(Duration::days(limits::REVERSAL_DAYS) + Duration::minutes(1));
    withdraws(&enter(app, NEW));
    assert_eq!([SUZIE, NEW].map(|mailbox| ways_back(app, mailbox).len()), [0, 1]);
}

fn a_mailbox_that_was_left_is_forgotten_after_two_months(app: &TestApp) {
    app.signatory(Given::default());
    moves(app, &enter(app, SUZIE), NEW);
    let kept = |address: &str| {
        app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
        let index = contact::index(&app.app, &Email::parse(address).unwrap());
        app.rows()["representatives"].iter().any(|row| row.contains(&index))
    };
    assert!(kept(SUZIE) && kept(NEW));
    app.clock.advance(Duration::days(limits::REMOVED_DAYS + 1));
    assert!(!kept(SUZIE) && kept(NEW));
}
