//! The ministry asks Suzie about a change of what she promised: she reads it wherever she comes from, and can answer.

use chrono::Duration;
use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::CaseKind;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::suzie_amends_a_promise::{BO, OAK, asks, case, form_of, hidden, promised, waiting, whole};
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_question_is_answered_in_words_once_the_proposed_day_has_passed,
    a_question_waits_while_its_promise_is_hidden,
    a_change_from_an_older_page_takes_no_question_away,
    a_comparison_that_shows_a_question_leads_to_its_answer,
);

fn a_question_is_answered_in_words_once_the_proposed_day_has_passed(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let path = form_of(&page);
    let soon = [("due_day", "1"), ("due_month", "12"), ("due_year", "2026")];
    let with = |more: &[(&'static str, &'static str)]| whole(&[&soon[..], more].concat());
    let compared = suzie.sends(&suzie.get(&path).ok(), &path, &with(&[("go", "check")])).ok();
    assert_eq!(suzie.sends(&compared, &path, &[("go", "send")]).status, 303);
    let bodil = app.second_moderator();
    decide(&bodil, case(app, &given), &Choice::ask("So soon?"));
    app.clock.advance(Duration::days(7));
    let suzie = enter(app, SUZIE);
    let form = suzie.get(&path).ok().says("So soon?");
    let sent = suzie.sends(&form, &path, &with(&[("reply", "They stand already."), ("go", "answer")]));
    assert_eq!((sent.status, sent.location()), (303, Some("/account?done=answered")), "{}", sent.text());
    let open = waiting(app, &given).unwrap();
    assert_eq!(
        (open.state, open.after.0.due.to_string()),
        (AmendmentState::InReview, "2026-12-01".to_owned())
    );
    // Another day is none that it had.
    bodil.signs_in(app);
    decide(&bodil, case(app, &given), &Choice::ask("On which day?"));
    let form = suzie.get(&path).ok();
    let day = [("due_day", "28"), ("due_month", "11"), ("due_year", "2026")];
    let sent = suzie.sends(&form, &path, &whole(&[&day[..], &[("reply", "So."), ("go", "answer")]].concat()));
    assert_eq!(sent.status, 422, "{}", sent.text());
}

fn a_question_waits_while_its_promise_is_hidden(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    asks(&suzie, &page, OAK);
    let bodil = app.second_moderator();
    decide(&bodil, case(app, &given), &Choice::ask("Why oak?"));
    let hiding = hidden(app, &bodil, &page);
    suzie.get("/account").ok().says("Change on its way").lacks("Why oak?");
    decide(&bodil, hiding, &Choice::plain("restore"));
    suzie.get("/account").ok().says("Why oak?");
    suzie.get(&form_of(&page)).ok().says("Why oak?");
}

fn a_change_from_an_older_page_takes_no_question_away(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let (bo, path) = (enter(app, BO), form_of(&page));
    let swings = |go: &'static str| whole(&[("title", "Swings"), ("reply", "We have no oak."), ("go", go)]);
    let form = suzie.get(&path).ok();
    let compared = suzie.sends(&form, &path, &swings("check")).ok();
    asks(&bo, &page, OAK);
    decide(&app.second_moderator(), case(app, &given), &Choice::ask("Why oak?"));
    let checked = suzie.sends(&form, &path, &swings("check"));
    let sent = suzie.sends(&compared, &path, &[("go", "send")]);
    for late in [&checked, &sent] {
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.text().contains("Why oak?") && late.body.contains("value=\"Swings\""), "{}", late.body);
    }
    let open = waiting(app, &given).unwrap();
    assert_eq!((open.state, open.after.0.title.as_str()), (AmendmentState::NeedsInfo, OAK.1));
    let answered = suzie.sends(&sent, &path, &swings("answer"));
    assert_eq!(answered.location(), Some("/account?done=answered"), "{}", answered.text());
    assert_eq!(waiting(app, &given).unwrap().after.0.title, "Swings");
}

fn a_comparison_that_shows_a_question_leads_to_its_answer(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let change = cases(app, &given, CaseKind::Amendment)[0].number;
    decide(&app.moderator(), change, &Choice::ask("Why this name?"));
    let compared = suzie.post("/account/amend", &entry(&[("go", "check"), ("name", "Skov B")]));
    let compared = compared.says("Why this name?").says("Answer the question");
    assert!(compared.body.contains("href=\"/account/answer\""), "{}", compared.body);
    suzie.get("/account/answer").ok().says("Why this name?");
}
