//! Staff find what they look for, keep what they typed, and are offered only what they may.

use chrono::Duration;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::store;

use crate::nadia_stays_unnamed::{Lacks, NAME, PROTECTED, published};
use crate::staff_decide_many;
use crate::staff_second::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons};
use crate::support::fixtures::Given;
use crate::support::visitor::{Page, hidden};
use crate::suzie_comes_back::{SUZIE, cases, enter};
use crate::suzie_invites::{PALLE, PEOPLE, invite, join};

stories!(
    bodil_finds_a_case_by_number_and_by_letter,
    nobody_finds_who_is_not_named_by_name_or_number,
    what_ended_last_stands_first,
    what_mogens_typed_stays_when_bodil_has_the_case,
    a_case_that_was_held_until_now_is_free,
    a_button_that_no_page_has_is_the_senders_mistake,
    of_a_flood_the_first_two_hundred_are_chosen,
    many_doubles_do_not_stand_before_what_was_sent,
    a_moderator_is_not_offered_what_an_admin_approves,
    checks_do_not_contradict_each_other,
    a_check_names_the_letters_of_another_script,
    bodil_is_told_that_without_a_mail_nobody_gets_the_link,
    settings_that_every_page_needs_cannot_be_emptied,
    the_trail_speaks_in_sentences,
    who_has_left_is_named_as_long_as_it_is_known,
    what_was_done_is_said_to_no_other_colleague,
    nothing_but_what_was_not_done_is_believed_of_an_address,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, commitments: &["A quiet hour a week"], ..Given::default() }
}

fn bodil_finds_a_case_by_number_and_by_letter(app: &TestApp) {
    app.signatory(Given::default());
    app.signatory(Given { name: "Another one", website: "", contacts: &["a@other.example"], ..waiting() });
    let bodil = app.moderator();
    app.sql("UPDATE organisations SET number = 412 WHERE number IS NOT NULL");
    for words in ["412", "No.+412", "nr.+412"] {
        let page = bodil.get(&format!("/staff/cases?state=closed&q={words}")).ok();
        page.says("1 case").says("Skovbrynet Folkeforening").lacks("Another one");
    }
    let letter = record(app, &bodil);
    bodil.get("/staff/cases?q=2026-4711").ok().says("1 case").says("Kingdom of Denmark");
    let page = bodil.get(&format!("/staff/cases?q=case+{letter}")).ok();
    page.says("1 case").says("Kingdom of Denmark");
    bodil.get("/staff/cases?q=no+such+letter+99").ok().says("0 cases");
}

fn nobody_finds_who_is_not_named_by_name_or_number(app: &TestApp) {
    let (case, moderator) = published(app, PROTECTED);
    app.sql("UPDATE organisations SET number = 412");
    for words in ["Hemmelighuset", "412", "zxqvy"] {
        let page = moderator.get(&format!("/staff/cases?state=closed&q={words}")).ok();
        page.says("0 cases").lacks(NAME);
    }
    moderator.get(&format!("/staff/cases?state=closed&q={case}")).ok().says("1 case").lacks(NAME);
}

fn what_ended_last_stands_first(app: &TestApp) {
    reasons(app);
    let early = Given { name: "Anemonen", website: "", contacts: &["a@anemonen.example"], ..waiting() };
    let late = Given { name: "Bregnen", website: "", contacts: &["b@bregnen.example"], ..waiting() };
    let given = [app.signatory(early), app.signatory(late)];
    let bodil = app.moderator();
    for one in given {
        decide(&bodil, number_of(app, &one), &Choice::decline(""));
        app.clock.advance(Duration::minutes(1));
    }
    let page = bodil.get("/staff/cases?state=closed").ok();
    assert!(page.body.find("Bregnen").unwrap() < page.body.find("Anemonen").unwrap(), "{}", page.text());
}

fn what_mogens_typed_stays_when_bodil_has_the_case(app: &TestApp) {
    reasons(app);
    let number = number_of(app, &app.signatory(waiting()));
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let lock = format!("/staff/cases/{number}/lock");
    bodil.post(&lock, &[("move", "take")]);
    let before = mogens.get(&format!("/staff/cases/{number}")).ok();
    before.says("Bodil Prøvesen has had this case since").says("what you have typed stays here");
    let page = preview(&mogens, number, &Choice::decline("Four sentences that took an hour."));
    assert_eq!(page.status, 409);
    assert!(page.body.contains("Four sentences that took an hour."), "{}", page.text());
    page.says("Bodil Prøvesen has had this case since");
    let fields = [
        ("move", "take-over"),
        ("why", "You are at lunch."),
        ("decision", "decline"),
        ("message", "Four sentences that took an hour."),
    ];
    let taken = mogens.post(&lock, &fields).ok().says("with you until");
    assert!(taken.body.contains("Four sentences that took an hour."), "{}", taken.text());
    let nothing = [("move", "take-over"), ("why", "Back."), ("message", ""), ("reason_decline", "")];
    let answer = bodil.post(&lock, &nothing);
    let case = format!("/staff/cases/{number}");
    assert_eq!(
        (answer.status, answer.location()),
        (303, Some(&*case)),
        "nothing is typed that would be lost"
    );
    mogens.post(&lock, &[("move", "take-over"), ("why", "Mine.")]);
    mogens.post(&lock, &[("move", "release")]);
    assert_eq!(
        mogens.post(&lock, &[("move", "take")]).status,
        303,
        "without a form it leads back to the Case"
    );
}

fn a_button_that_no_page_has_is_the_senders_mistake(app: &TestApp) {
    let number = number_of(app, &app.signatory(waiting()));
    let bodil = app.moderator();
    let answer = bodil.post(&format!("/staff/cases/{number}/lock"), &[("move", "sideways")]);
    assert_eq!(answer.status, 400);
    answer.says("We could not read that request").says("send the form once more").lacks("on our side");
    assert_eq!(app.read(move |db| store::case::by_number(db, number)).locked_by, None);
}

fn a_moderator_is_not_offered_what_an_admin_approves(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    app.anonymous().send(
        &format!("/signatories/{}/report", given.slug),
        &[("text", "It is not theirs."), ("email", "")],
    );
    let number = cases(app, &given, CaseKind::Report)[0].number;
    decide(&bodil, number, &Choice::revoke("It was not theirs."));
    let page = mogens.get(&format!("/staff/cases/{number}")).ok();
    page.says("Only an admin decides this").lacks("Approve: Revoke").lacks("Send back");
    asta.get(&format!("/staff/cases/{number}")).ok().says("Approve: Revoke the signature");
}

fn checks_do_not_contradict_each_other(app: &TestApp) {
    let without = app.signatory(Given { website: "", ..waiting() });
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{}", number_of(app, &without))).ok();
    page.says("No website is given").lacks("The mailbox is not on the website’s domain");
}

fn a_check_names_the_letters_of_another_script(app: &TestApp) {
    let mixed = app.signatory(Given { name: "N\u{43e}rdisk Sk\u{43e}v", ..waiting() });
    let (bodil, path) = (app.moderator(), format!("/staff/cases/{}", number_of(app, &mixed)));
    let page = bodil.get(&path).ok().says("A word mixes letters of different scripts").text();
    assert_eq!(page.matches("(U+043E, Cyrillic)").count(), 1, "{page}");
    bodil.get(&format!("/da{path}")).ok().says("(U+043E, kyrillisk)");
}

fn bodil_is_told_that_without_a_mail_nobody_gets_the_link(app: &TestApp) {
    let number = number_of(app, &app.signatory(waiting()));
    let bodil = app.moderator();
    let silent = Choice { write: false, ..Choice::publish() };
    preview(&bodil, number, &silent).ok().says("Nobody is written to").says("nobody gets that link");
    preview(&bodil, number, &Choice::publish()).ok().lacks("nobody gets that link");
}

fn settings_that_every_page_needs_cannot_be_emptied(app: &TestApp) {
    let asta = app.admin();
    let kept = [("ministry_name", "Prøveministeriet"), ("contact_email", "call@ministry.example")];
    asta.saves("/staff/settings", &kept).ok();
    for (name, words) in [
        ("ministry_name", "Enter the name of the ministry"),
        ("initiative_name", "Enter the name of the initiative"),
        ("contact_email", "Enter the mail address that people write to"),
    ] {
        let page = asta.post("/staff/settings", &[(name, " ")]);
        assert_eq!(page.status, 422, "{name}");
        page.says(words);
    }
    assert_eq!(app.app.settings.load().ministry_name, "Prøveministeriet");
    asta.saves("/staff/settings", &[("ministry_name_da", ""), ("enforcement_body", "")]).ok();
}

fn the_trail_speaks_in_sentences(app: &TestApp) {
    let number = number_of(app, &app.signatory(waiting()));
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let lock = format!("/staff/cases/{number}/lock");
    bodil.post(&lock, &[("move", "take")]);
    mogens.post(&lock, &[("move", "take-over"), ("why", "The deadline is today.")]);
    let trail = app.viewer().get("/staff/audit").ok();
    trail.says("took the case over from Bodil Prøvesen.").says("signed in.");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.lacks("endorsement.").lacks("published_unnamed");
}

fn who_has_left_is_named_as_long_as_it_is_known(app: &TestApp) {
    let given = app.signatory(Given::default());
    join(app, &invite(app, &enter(app, SUZIE), &[]));
    enter(app, PALLE).post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
    let (bodil, case) = (app.moderator(), format!("/staff/cases/{}", number_of(app, &given)));
    let joined = "joined those who act for the organisation";
    bodil.get(&case).ok().says(&format!("Palle Prøvesen {joined}"));
    app.clock.advance(Duration::days(limits::REMOVED_DAYS + 1));
    app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
    bodil.signs_in(app);
    bodil.get(&case).ok().says(&format!("Somebody from the organisation {joined}")).lacks("Palle");
}

fn of_a_flood_the_first_two_hundred_are_chosen(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (organisation, seen) = (given.organisation, given.endorsement);
    app.write(move |db, now| {
        for _ in 0..201 {
            store::case::open(db, CaseKind::Inquiry, seen.0, (organisation, "skovbrynet"), now)?;
        }
        Ok(())
    });
    let bodil = app.moderator();
    let page =
        bodil.get("/staff/cases").ok().says("201 cases").says("The first 200 of the 201 that were found");
    page.says("At most 200 cases are decided at once").lacks("All 201");
    let all = [("all", "yes"), ("query", "state=open"), ("what", "close")];
    let page = bodil.post(staff_decide_many::LOOK, &all).ok().says("It can be done to 200 of the 200 cases");
    let mut numbers = chosen_on(&page);
    assert_eq!(numbers.len(), 200);
    numbers.push(numbers[0] + 300);
    let refused = staff_decide_many::look(&bodil, &numbers, &[("what", "close")]);
    assert_eq!(refused.status, 409);
    refused.says("At most 200 cases are decided at once").says("take the first 200");
}

/// The Cases that a page would decide on.
fn chosen_on(page: &Page) -> Vec<i64> {
    let chosen = hidden(&page.body).into_iter().filter(|(name, _)| name == "case");
    chosen.map(|(_, number)| number.parse().unwrap()).collect()
}

fn many_doubles_do_not_stand_before_what_was_sent(app: &TestApp) {
    let junk = |_| app.signatory(Given { website: "", commitments: &[], ..waiting() });
    let flood: Vec<_> = (0..6).map(junk).collect();
    app.settle();
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{}", number_of(app, &flood[0]))).ok();
    let (before, after) = page.body.split_once("2 more like it").expect("the others are folded");
    let doubles = before.split_once("Possible duplicates").unwrap().1;
    let links = |part: &str| part.matches("/beside/").count();
    assert_eq!((links(doubles), links(after)), (3, 2), "each leads to the comparison");
    assert_eq!(doubles.matches("of 100").count(), 3, "and says why: {doubles}");
    assert!(!page.body.contains("<table class=\"diff twin\">"), "nothing is compared in full here");
    assert!(page.body.contains("href=\"#decide\"") && page.body.contains("id=\"decide\""));
    page.says("Go to the decision");
    bodil.get(&format!("/staff/cases/{}", number_of(app, &flood[5]))).ok().says("2 more like it");
}

fn what_was_done_is_said_to_no_other_colleague(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    let (path, said) = ("/staff/settings", "The settings are saved");
    for made_up in ["done=settings", "done=settings&mark=0.00", "done=settings&mark="] {
        asta.get(&format!("{path}?{made_up}")).ok().lacks(said);
    }
    let seen = asta.get(path).ok().between("name=\"seen\" value=\"", "\"");
    let wish = [("ministry_name", "Prøveministeriet"), ("contact_email", "call@ministry.example")];
    let saved = asta.post(path, &[&wish[..], &[("seen", &*seen)]].concat());
    let onward = saved.onward().unwrap();
    asta.get(onward).ok().says(said);
    aksel.get(onward).ok().lacks(said);
    asta.get(&onward.replace("done=settings", "done=call")).ok().lacks("The Call has moved on");
    app.clock.advance(Duration::minutes(limits::DONE_MINUTES + 1));
    asta.get(onward).ok().lacks(said);
}

fn nothing_but_what_was_not_done_is_believed_of_an_address(app: &TestApp) {
    let asta = app.admin();
    let (unsent, said) = ("/staff/switches?done=unsent", "What you sent before that was not done");
    asta.get(unsent).ok().lacks(said);
    let proves = |next: &str| {
        app.clock.advance(Duration::seconds(30));
        let code = asta.code(app);
        let proven = asta.post("/staff/confirm-identity", &[("code", &code), ("next", next)]);
        asta.get(proven.onward().unwrap()).ok()
    };
    proves(unsent).says(said);
    proves("/staff/switches?done=switch").lacks("It holds on every page from now on");
}

fn a_case_that_was_held_until_now_is_free(app: &TestApp) {
    let case = app.signatory(waiting()).case.unwrap();
    let (bodil, asta) = (app.moderator().id, app.admin().id);
    let taken = app.write(move |db, now| {
        let (until, later) = (now + Duration::minutes(1), now + Duration::minutes(2));
        let first = store::case::lock(db, case, bodil, now, until)?;
        let while_held = store::case::lock(db, case, asta, now, until)?;
        Ok((first, while_held, store::case::lock(db, case, asta, until, later)?))
    });
    assert_eq!(taken, (true, false, true));
}
