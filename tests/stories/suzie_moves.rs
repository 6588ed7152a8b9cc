//! Suzie corrects what she says of herself, and moves to another mailbox: a link goes there, and everybody is told.

use tilsagn::app::letter::Letter;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, ask, enter};
use crate::suzie_invites::{PALLE, PEOPLE, handle, invite, join};

stories!(
    what_suzie_says_of_herself_changes_where_it_stands,
    a_correction_says_what_is_wrong_and_keeps_what_was_typed,
    suzie_moves_to_another_mailbox,
    a_move_is_called_back,
    a_move_is_asked_and_confirmed_twice,
    nobody_moves_to_a_colleagues_mailbox,
    a_new_mailbox_on_the_organisations_domain_counts,
    a_link_to_move_ends_with_whoever_ceases_to_act,
    the_mails_of_a_move_name_nobody_who_must_not_be_named,
    nobody_moves_once_the_signature_is_over,
    the_people_of_a_state_get_no_link_that_could_not_hide_it,
);

pub const ME: &str = "/account/people/me";
pub const NEW: &str = "s.eksempel@skovbrynet.example";
const PROFILE: &str = "/signatories/skovbrynet-folkeforening";
const CORRECTED: [(&str, &str); 3] = [("person", "Suzie Rettet"), ("job_title", "Chair"), ("language", "da")];

/// Asks to move, and gives the link of the mail.
pub fn moving_link(app: &TestApp, by: &Visitor, to: &str) -> String {
    by.send(&format!("{ME}/mailbox"), &[("mailbox", to)]).ok().says("We have written to the new address");
    match app.mail_to(to) {
        Letter::MailboxConfirm { link, days: 7, .. } => link,
        other => panic!("no link in {other:?}"),
    }
}

/// Moves by a link, in a browser of one's own.
pub fn moves(app: &TestApp, link: &str) -> Visitor {
    let visitor = app.anonymous();
    visitor.get(link).ok().says("Is this your mailbox?");
    let answer = visitor.post(link, &[]);
    assert_eq!((answer.status, answer.location()), (303, Some("/account/people?done=moved")));
    visitor
}

/// An organisation for which Suzie and Palle act.
pub fn two(app: &TestApp) -> (Signatory, Visitor, Visitor) {
    let given = app.signatory(Given { contacts: &[SUZIE, PALLE], ..Given::default() });
    (given, enter(app, SUZIE), enter(app, PALLE))
}

fn times(app: &TestApp, of: &Signatory, act: &str) -> usize {
    app.times(("organisation", of.organisation.0), act)
}

fn letters(app: &TestApp, template: &str) -> usize {
    app.mails().iter().filter(|mail| mail.letter.template() == template).count()
}

fn what_suzie_says_of_herself_changes_where_it_stands(app: &TestApp) {
    let (given, suzie, palle) = two(app);
    suzie.get(PEOPLE).ok().says("Correct your name, job title, language or mail address");
    suzie.get(ME).ok().says("It does not stand in the register").says(SUZIE);
    suzie.send("/account/naming", &[("named", "yes")]).ok();
    app.settle();
    app.anonymous().get(PROFILE).ok().says("Suzie Eksempel").says("Director");
    suzie.get(ME).ok().says("your name and job title stand in the register");
    for _ in ["first", "second"] {
        suzie.send(ME, &CORRECTED).ok().says("What you corrected is saved").says("Suzie Rettet");
    }
    assert_eq!(times(app, &given, "people.corrected"), 1, "what is so already stays so");
    app.settle();
    let profile = app.anonymous().get(PROFILE).ok().says("Suzie Rettet").says("Chair");
    profile.lacks("Suzie Eksempel").lacks("Director");
    palle.get(PEOPLE).ok().says("Suzie Rettet").says("Chair");
    let link = ask(app, &app.anonymous(), SUZIE);
    assert!(link.contains("/da/account/enter/"), "{link}");
    assert!(app.mails().iter().any(|mail| mail.to == SUZIE && mail.locale == Locale::Danish));
}

fn a_correction_says_what_is_wrong_and_keeps_what_was_typed(app: &TestApp) {
    let (given, suzie, _) = two(app);
    for (wrong, words) in
        [("person", "Enter the full name"), ("language", "Choose one of the answers offered")]
    {
        let fields = CORRECTED.map(|(name, value)| (name, if name == wrong { "" } else { value }));
        let page = suzie.post(ME, &fields).says(words);
        assert!(page.status == 422 && page.body.contains("value=\"Chair\""), "{wrong}: {}", page.body);
    }
    let page = suzie.post(&format!("{ME}/mailbox"), &[("mailbox", "suzie")]).says("name@example.org");
    assert!(page.status == 422 && page.body.contains("value=\"suzie\""), "{}", page.body);
    assert_eq!(suzie.post(&format!("{ME}/mailbox"), &[]).says("Enter the new mail address").status, 422);
    assert_eq!((times(app, &given, "people.corrected"), letters(app, "mailbox_confirm")), (0, 0));
}

fn suzie_moves_to_another_mailbox(app: &TestApp) {
    let (given, suzie, palle) = two(app);
    let elsewhere = enter(app, SUZIE);
    let door = ask(app, &app.anonymous(), SUZIE);
    let link = moving_link(app, &suzie, NEW);
    // A mail scanner that opens the link uses nothing up, and until its button is pressed nothing changes.
    app.anonymous().get(&link).ok().says("Suzie Eksempel acts for Skovbrynet Folkeforening").says(NEW);
    suzie.get(ME).ok().says("We have written to a new address").says("1 December 2026");
    suzie.get(PEOPLE).ok().says(SUZIE).lacks(NEW);
    let moved = moves(app, &link);
    moved.get(PEOPLE).ok().says(NEW).lacks(SUZIE);
    for out in [&suzie, &elsewhere] {
        assert_eq!(out.get("/account").location(), Some("/account/sign-in"), "her sessions have ended");
    }
    for spent in [&door, &link] {
        assert_eq!(app.anonymous().get(spent).status, 410, "{spent}");
    }
    assert!(matches!(app.mail_to(SUZIE), Letter::MailboxMoved { link: None, hide_link: None, .. }));
    for told in [NEW, PALLE] {
        let Letter::MailboxMoved { person, link: Some(_), hide_link: Some(hides), .. } = app.mail_to(told)
        else {
            panic!("{told} was not told, or has no link to hide left")
        };
        assert_eq!(person, "Suzie Eksempel");
        app.anonymous().get(&hides).ok();
    }
    palle.get(PEOPLE).ok().says(NEW);
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::NoAccount { .. }));
    enter(app, NEW).get("/account").ok();
    assert_eq!(times(app, &given, "people.moved"), 1);
}

fn a_move_is_called_back(app: &TestApp) {
    let (given, suzie, _) = two(app);
    let first = moving_link(app, &suzie, "wrong@elsewhere.example");
    let second = moving_link(app, &suzie, NEW);
    assert_eq!(app.anonymous().get(&first).status, 410, "one link works at a time");
    for _ in ["first", "second"] {
        suzie.send(&format!("{ME}/call-back"), &[]).ok().says("The link opens nothing any more");
    }
    assert_eq!(app.anonymous().get(&second).says("used or called back").status, 410);
    assert_eq!(app.anonymous().post(&second, &[]).status, 410);
    assert_eq!(times(app, &given, "people.move_called_back"), 1);
    suzie.get(ME).ok().says(SUZIE).lacks("We have written to a new address");
}

fn a_move_is_asked_and_confirmed_twice(app: &TestApp) {
    let (given, suzie, _) = two(app);
    let links = [moving_link(app, &suzie, NEW), moving_link(app, &suzie, NEW)];
    assert_eq!((&links[0], letters(app, "mailbox_confirm")), (&links[1], 1), "a second click");
    let moved = moves(app, &links[0]);
    let told = letters(app, "mailbox_moved");
    assert_eq!(moved.post(&links[0], &[]).location(), Some("/account/people?done=moved"));
    assert_eq!(app.anonymous().post(&links[0], &[]).status, 410, "it was not they");
    assert_eq!((times(app, &given, "people.moved"), letters(app, "mailbox_moved")), (1, told));
}

fn nobody_moves_to_a_colleagues_mailbox(app: &TestApp) {
    let (_, suzie, _) = two(app);
    let taken = suzie.post(&format!("{ME}/mailbox"), &[("mailbox", PALLE)]);
    assert_eq!(taken.says("act for the organisation with this address already").status, 422);
    let link = moving_link(app, &suzie, NEW);
    join(app, &invite(app, &suzie, &[("email", NEW)]));
    for page in [app.anonymous().get(&link), app.anonymous().post(&link, &[])] {
        let page = page.says("Somebody acts for the organisation with this mail address already");
        assert_eq!(page.lacks("more than 7 days old").status, 410, "somebody joined with it meanwhile");
    }
    suzie.get(PEOPLE).ok().says(SUZIE);
}

fn a_new_mailbox_on_the_organisations_domain_counts(app: &TestApp) {
    let given = app.signatory(Given { contacts: &["suzie@mail.example"], ..Given::default() });
    let known = || {
        let of = given.organisation;
        let records = app.read(move |db| store::assurance::of_organisation(db, of));
        records.iter().map(|record| record.level).collect::<Vec<_>>()
    };
    let link = moving_link(app, &enter(app, "suzie@mail.example"), SUZIE);
    assert!(known().is_empty(), "nothing is known before it is confirmed");
    moves(app, &link);
    assert_eq!(known(), [Level::DomainMailbox]);
}

fn a_link_to_move_ends_with_whoever_ceases_to_act(app: &TestApp) {
    let (_, suzie, palle) = two(app);
    let link = moving_link(app, &palle, "palle@elsewhere.example");
    let page = format!("{PEOPLE}/{}/take-off", handle(&suzie.get(PEOPLE), "take-off"));
    suzie.send(&page, &[("sure", "yes")]).ok();
    assert_eq!(app.anonymous().get(&link).status, 410);
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
}

fn the_mails_of_a_move_name_nobody_who_must_not_be_named(app: &TestApp) {
    let (_, suzie, _) = two(app);
    suzie.send("/account/visibility", &[("visibility", "protected")]).ok();
    let before = app.mails().len();
    let link = moving_link(app, &suzie, "new@elsewhere.example");
    let page = app.anonymous().get(&link).ok().says("This page names neither").text();
    let asked = app.mails().split_off(before);
    moves(app, &link);
    let mails = asked.into_iter().chain(app.mails().split_off(before));
    let written: Vec<String> = mails.map(|mail| format!("{:?}", mail.letter)).chain([page]).collect();
    assert!(written.len() >= 5, "the link, and three who are told: {written:?}");
    for text in written {
        for word in ["Skovbrynet", "Suzie", "new@elsewhere"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

fn nobody_moves_once_the_signature_is_over(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get(ME).ok().says("as long as it stands").lacks("Send the link");
    assert_eq!(suzie.post(&format!("{ME}/mailbox"), &[("mailbox", NEW)]).status, 409);
    suzie.send(ME, &CORRECTED).ok().says("What you corrected is saved");
}

fn the_people_of_a_state_get_no_link_that_could_not_hide_it(app: &TestApp) {
    let state = Given { category: Category::State, name: "Eksempelland", website: "", ..Given::default() };
    app.signatory(Given { contacts: &[SUZIE, PALLE], ..state });
    let (suzie, palle) = (enter(app, SUZIE), enter(app, PALLE));
    moves(app, &moving_link(app, &suzie, NEW));
    for told in [NEW, PALLE] {
        let Letter::MailboxMoved { link: Some(_), hide_link, .. } = app.mail_to(told) else {
            panic!("{told} was not told")
        };
        assert_eq!(hide_link, None, "a state hides by letter");
    }
    palle.post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
    assert!(matches!(app.mail_to(NEW), Letter::ColleagueGone { hide_link: None, .. }));
}
