//! What was on its way when two signatories became one comes to whose it is when they part: a page that hides, a link in a mail
//! to somebody who has left, a request to act. While they are one, whoever was not named in such a request goes on acting.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::app::people::Why;
use tilsagn::domain::challenge::{Finding, Findings};
use tilsagn::domain::ids::RepresentativeId;
use tilsagn::domain::limits;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_merge::{merged, proposed, published, twice, undo};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_gets_back_in::{LETTER, PALLE, RECORD, ask, asked, cases, confirm, let_in};
use crate::suzie_invites::{PEOPLE, handle};
use crate::suzie_moves::moving_link;

stories!(
    a_page_from_before_a_merge_hides_nobody_unseen,
    who_left_while_two_were_one_hides_neither,
    who_acts_for_both_is_one_person,
    who_acts_for_both_moves_whole,
    a_request_confirmed_while_two_were_one_goes_back,
    a_request_that_names_the_reference_of_one_that_went_goes_with_it,
    who_acts_for_the_one_that_was_not_named_is_not_taken_off,
    who_came_with_another_one_since_is_not_taken_off,
    who_acts_for_both_is_not_split,
);

const IB: &str = "ib@brynet.example";
/// Where control of the domain is shown of the one that went.
const RECORD_OF_GONE: &str = "_tilsagn-challenge.brynet.example";

fn join(app: &TestApp, bodil: &Colleague, asta: &Colleague, two: (&Signatory, &Signatory)) -> i64 {
    let number = proposed(app, bodil, two);
    decide(bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(asta, number).status, 303);
    app.settle();
    number
}

/// The link to hide that came with the mail about being in the register.
fn hide_link(app: &TestApp, to: &str) -> String {
    let link = app.mails().into_iter().find_map(|mail| match mail.letter {
        Letter::Published { hide_link, .. } if mail.to == to => hide_link,
        _ => None,
    });
    link.expect("a link to hide")
}

fn appears(app: &TestApp, of: &Signatory) -> Visibility {
    let id = of.endorsement;
    app.read(move |db| store::endorsement::find(db, id)).visibility
}

fn a_page_from_before_a_merge_hides_nobody_unseen(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let (asta, anybody, link) = (app.admin(), app.anonymous(), hide_link(app, IB));
    let page = anybody.get(&link).ok().lacks("are one");
    join(app, &bodil, &asta, (&stays, &goes));
    let late = anybody.sends(&page, &link, &[]);
    assert_eq!(late.status, 409, "{}", late.text());
    let late = late.says("This was changed meanwhile").says("Nothing has been hidden yet");
    let late = late.says("your organisation and another signatory are one").says("Hide it now");
    assert_eq!([appears(app, &stays), appears(app, &goes)], [Visibility::Public; 2]);
    anybody.get(&link.replace("/hide/", "/da/hide/")).ok().says("Knappen skjuler begge");
    anybody.sends(&late, &link, &[]).ok().says("is hidden");
    assert_eq!([appears(app, &stays), appears(app, &goes)], [Visibility::Protected; 2]);
    anybody.sends(&page, &link, &[]).ok().says("is hidden");
}

fn who_left_while_two_were_one_hides_neither(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let link = hide_link(app, IB);
    app.anonymous().get(&link).ok().says("Hide it now");
    let suzie = enter(app, SUZIE);
    let off = handle(&suzie.get(PEOPLE).ok(), "take-off");
    suzie.send(&format!("{PEOPLE}/{off}/take-off"), &[("sure", "yes")]).ok();
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
    undo(app, &bodil, &asta, number);
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
    assert_eq!([appears(app, &stays), appears(app, &goes)], [Visibility::Public; 2]);
}

/// Suzie signed twice, the second time with a slip, and acts for both. She hears of each when they part, and is out whole when Ib
/// takes her off.
fn who_acts_for_both_is_one_person(app: &TestApp) {
    reasons(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let stays = published(app, &bodil, Given::default());
    let name = "Skovbryynet Folkeforening";
    let goes = published(app, &bodil, Given { name, contacts: &[SUZIE, IB], ..Given::default() });
    app.settle();
    let number = join(app, &bodil, &asta, (&stays, &goes));
    undo(app, &bodil, &asta, number);
    let mut told: Vec<_> = app.mails().into_iter().filter(|mail| mail.to == SUZIE).collect();
    told.retain(|mail| matches!(mail.letter, Letter::Unmerged { hide_link: Some(_), .. }));
    assert_eq!(told.len(), 2, "{told:#?}");

    join(app, &bodil, &asta, (&stays, &goes));
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    let off = handle(&ib.get(PEOPLE).ok(), "take-off");
    ib.send(&format!("{PEOPLE}/{off}/take-off"), &[("sure", "yes")]).ok();
    let of = stays.organisation;
    let acting = app.read(move |db| store::representative::of_organisation(db, of));
    assert_eq!(acting.iter().map(|one| one.id).collect::<Vec<_>>(), [goes.representatives[1]]);
    assert_eq!(suzie.get("/account").status, 303, "in every browser");
    ib.get(PEOPLE).ok().says("You are the only one");
}

/// Nor is Suzie left with half of the account when she moves to another mailbox.
fn who_acts_for_both_moves_whole(app: &TestApp) {
    reasons(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let stays = published(app, &bodil, Given::default());
    let name = "Skovbryynet Folkeforening";
    let goes = published(app, &bodil, Given { name, contacts: &[SUZIE, IB], ..Given::default() });
    app.settle();
    join(app, &bodil, &asta, (&stays, &goes));
    let link = moving_link(app, &enter(app, SUZIE), "s.eksempel@skovbrynet.example");
    assert_eq!(app.anonymous().post(&link, &[]).status, 303);
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::NoAccount { .. }), "she acts from the new one alone");
}

/// Palle asked for the one that goes, and confirmed it while that was another: whom he is let in for is the one that he asked for,
/// and what he showed at the other one's domain says nothing of that.
fn a_request_confirmed_while_two_were_one_goes_back(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let (asta, palle, link) = (app.admin(), app.anonymous(), ask(app, &[("signatory", &*goes.slug)]));
    let number = join(app, &bodil, &asta, (&stays, &goes));
    palle.send(&link, &[]).ok().says(RECORD);
    found(app, &goes);
    palle.get(&link).ok().says("We found the line");
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));

    undo(app, &bodil, &asta, number);
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (0, 1));
    palle.get(&link).ok().says(&goes.name).says(RECORD_OF_GONE).lacks("We found the line").lacks(RECORD);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    suzie.get(PEOPLE).ok().lacks("Palle");
    let asked = crate::suzie_gets_back_in::handle(&ib.get(PEOPLE).ok().says("Palle Prøvesen"));
    let word = [("word", "agree")];
    assert_eq!(suzie.post(&format!("{PEOPLE}/asked/{asked}"), &word).status, 404);
    ib.send(&format!("{PEOPLE}/asked/{asked}"), &word).ok();

    let case = cases(app, &goes).remove(0);
    bodil.get(&format!("/staff/cases/{}", case.number)).ok().says(&goes.name).says("Palle Prøvesen");
    let bare = let_in(&bodil, &case, &[]);
    assert_eq!(bare.says("reference under which the letter is filed").status, 422);
    let page = let_in(&bodil, &case, &LETTER).ok();
    confirm(&bodil, &case, &page);
    assert_eq!(approve(&app.second_moderator(), case.number).status, 303);
    enter(app, PALLE).get("/account").ok().says(&goes.name);
}

/// The line was seen at the domain of the one that stays.
fn found(app: &TestApp, goes: &Signatory) {
    let of = goes.organisation;
    app.write(move |db, now| {
        let asked = store::recovery::of_organisation(db, of)?.remove(0);
        let findings = Findings { dns: Finding::Found, file: None };
        store::recovery::note(db, asked.id, (findings, now), now + Duration::days(1))
    });
}

fn a_request_that_names_the_reference_of_one_that_went_goes_with_it(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let of = goes.endorsement;
    let reference = app.read(move |db| store::endorsement::find(db, of)).reference;
    let wish =
        [("signatory", ""), ("organisation", &*goes.name), ("reference", &*reference), ("proof", "letter")];
    app.anonymous().send(&ask(app, &wish), &[]).ok();
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));
    undo(app, &bodil, &asta, number);
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (0, 1));
    enter(app, IB).get(PEOPLE).ok().says("Palle Prøvesen");
    enter(app, SUZIE).get(PEOPLE).ok().lacks("Palle");
}

/// Lets Palle in, and takes off who is meant: as many as the Case's page names.
fn let_in_for(app: &TestApp, of: &Signatory, gone: usize) {
    let case = cases(app, of).remove(0);
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let (first, second) = (app.second_moderator(), app.staff("moderator", "Vera Vikar"));
    let page = first.get(&format!("/staff/cases/{}", case.number)).ok();
    assert_eq!(page.between("These:", "</p>").matches("<bdi>").count(), gone);
    let page = let_in(&first, &case, &[&LETTER[..], &[("take_off", "yes")]].concat()).ok();
    confirm(&first, &case, &page);
    second.get(&format!("/staff/cases/{}", case.number)).ok().says("These:");
    assert_eq!(approve(&second, case.number).status, 303);
}

/// Who acts beside Palle, who came last.
fn beside_palle(app: &TestApp, of: &Signatory) -> Vec<RepresentativeId> {
    let of = of.organisation;
    let acting = app.read(move |db| store::representative::of_organisation(db, of));
    acting.iter().rev().skip(1).rev().map(|one| one.id).collect()
}

fn is_told_of_ceasing(app: &TestApp, mailbox: &str) -> bool {
    matches!(app.mail_to(mailbox), Letter::NoLongerActing { why: Why::Replaced, .. })
}

/// Palle says that those of the one that goes have left, and then it goes.
fn who_acts_for_the_one_that_was_not_named_is_not_taken_off(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let link = ask(app, &[("signatory", &*goes.slug), ("proof", "letter")]);
    join(app, &bodil, &app.admin(), (&stays, &goes));
    app.anonymous().send(&link, &[]).ok();
    let_in_for(app, &stays, 1);
    assert_eq!(beside_palle(app, &stays), stays.representatives);
    assert_eq!([SUZIE, IB].map(|mailbox| is_told_of_ceasing(app, mailbox)), [false, true]);
}

/// Palle says so of the one that stays, and Ib comes with the other one later.
fn who_came_with_another_one_since_is_not_taken_off(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    asked(app, &stays, &[("signatory", &*stays.slug), ("proof", "letter")]);
    app.clock.advance(Duration::minutes(1));
    join(app, &bodil, &app.admin(), (&stays, &goes));
    let_in_for(app, &stays, 1);
    assert_eq!(beside_palle(app, &stays), goes.representatives);
    assert_eq!([SUZIE, IB].map(|mailbox| is_told_of_ceasing(app, mailbox)), [true, false]);
}

/// Suzie signed twice: she acts for the one that was not named, too.
fn who_acts_for_both_is_not_split(app: &TestApp) {
    reasons(app);
    let bodil = app.moderator();
    let stays = published(app, &bodil, Given::default());
    let name = "Skovbryynet Folkeforening";
    let goes = published(app, &bodil, Given { name, contacts: &[SUZIE, IB], ..Given::default() });
    app.settle();
    let link = ask(app, &[("signatory", &*goes.slug), ("proof", "letter")]);
    join(app, &bodil, &app.admin(), (&stays, &goes));
    app.anonymous().send(&link, &[]).ok();
    let_in_for(app, &stays, 1);
    assert_eq!(beside_palle(app, &stays), [stays.representatives[0], goes.representatives[0]]);
    assert_eq!([SUZIE, IB].map(|mailbox| is_told_of_ceasing(app, mailbox)), [false, true]);
}
