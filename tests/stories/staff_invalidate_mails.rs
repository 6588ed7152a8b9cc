//! Bodil invalidates submissions: who is written to, which mails that still wait go out no more, and what is held stays so.

use tilsagn::app::letter::Letter;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::CaseState;
use tilsagn::domain::endorsement::EndorsementState::{Declined, InReview, Submitted};
use tilsagn::domain::ids::EndorsementId;

use crate::fakes_are_held::{FROM, add_rule, case_of, held, press, sends};
use crate::staff_invalidate::{act, begin, look, sent, work};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::reasons;
use crate::suzie_signs::confirm_link;

stories!(
    who_is_written_to_is_chosen,
    who_was_told_hears_that_it_stands_again,
    what_waits_for_an_invalidated_signer_does_not_go_out,
    whoever_got_the_link_is_not_mailed_it_again,
    a_link_to_what_was_invalidated_is_answered_as_any_other,
    what_is_held_is_invalidated_and_comes_back_held,
);

const JUNK: &str = "a@junk.example";
const HONEST: &str = "eva@engly.example";

fn junk_comes_in(app: &TestApp) {
    reasons(app);
    sends(app, FROM, &[("name", "Junk Forening"), ("email", JUNK), ("website", "https://junk.example")]);
}

fn waiting(app: &TestApp) -> Vec<String> {
    app.mails().into_iter().map(|mail| mail.to).collect()
}

fn who_is_written_to_is_chosen(app: &TestApp) {
    reasons(app);
    let junk = sent(app, "Junk", InReview, "203.0.113.7");
    let bodil = app.moderator();
    let page = look(&bodil, &[("network", "203.0.113.7"), ("writes", "yes")]).ok();
    begin(&bodil, &page.says("Each of them is written to"));
    work(app);
    let Letter::Declined { reason, message, .. } = app.mail_to(&junk.email) else { panic!("no mail") };
    assert_eq!((&*reason, &*message), ("We could not confirm it.", ""));
}

fn who_was_told_hears_that_it_stands_again(app: &TestApp) {
    reasons(app);
    let (told, untold) = (sent(app, "Junk", InReview, "203.0.113.7"), sent(app, "Junk too", InReview, FROM));
    let bodil = app.moderator();
    let job = |network: &str| {
        let page = look(&bodil, &[("network", network), ("writes", "yes")]).ok();
        let id = begin(&bodil, &page);
        work(app);
        id
    };
    let first = job("203.0.113.7");
    app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
    let second = job(FROM);
    assert_eq!(waiting(app), [&*untold.email]);
    for id in [first, second] {
        assert_eq!(act(&bodil, id, "undo").status, 303);
        work(app);
    }
    assert_eq!(waiting(app), [&*told.email], "who heard nothing hears nothing");
    let Letter::StandsAgain { organisation } = app.mail_to(&told.email) else { panic!("no mail") };
    assert_eq!(organisation, "Junk");
}

fn what_waits_for_an_invalidated_signer_does_not_go_out(app: &TestApp) {
    junk_comes_in(app);
    sends(app, FROM, &[("name", "Engly Fond"), ("email", HONEST), ("website", "https://engly.example")]);
    let (bodil, old) = (app.moderator(), confirm_link(app, JUNK));
    assert_eq!(waiting(app), [JUNK, HONEST]);
    let page = look(&bodil, &[("name", "junk *")]).ok().says("that have not gone out are not sent");
    let id = begin(&bodil, &page);
    work(app);
    assert_eq!(waiting(app), [HONEST], "nobody is written to, and nobody else is forgotten");
    assert_eq!(act(&bodil, id, "undo").status, 303);
    work(app);
    assert_eq!(app.state_of(EndorsementId(1)), Submitted);
    assert_eq!(waiting(app), [HONEST, JUNK], "the link comes anew");
    let link = confirm_link(app, JUNK);
    assert_ne!(link, old);
    app.anonymous().post(&link, &[]).ok();
    assert_eq!(app.state_of(EndorsementId(1)), InReview);
}

fn whoever_got_the_link_is_not_mailed_it_again(app: &TestApp) {
    junk_comes_in(app);
    let (bodil, link) = (app.moderator(), confirm_link(app, JUNK));
    app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
    let id = begin(&bodil, &look(&bodil, &[("name", "junk *")]));
    work(app);
    assert_eq!(act(&bodil, id, "undo").status, 303);
    work(app);
    assert!(waiting(app).is_empty());
    app.anonymous().post(&link, &[]).ok();
    assert_eq!(app.state_of(EndorsementId(1)), InReview);
}

fn a_link_to_what_was_invalidated_is_answered_as_any_other(app: &TestApp) {
    junk_comes_in(app);
    let (bodil, link) = (app.moderator(), confirm_link(app, JUNK));
    app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
    let id = begin(&bodil, &look(&bodil, &[("name", "junk *")]));
    work(app);
    let page = app.anonymous().get(&link).says("no signature waits to be confirmed by it just now");
    let (folder, _) = link.rsplit_once('/').unwrap();
    let other = app.anonymous().get(&format!("{folder}/never-was"));
    assert_eq!((page.status, page.text()), (410, other.says("If none comes, write to us").text()));
    assert_eq!(act(&bodil, id, "undo").status, 303);
    work(app);
    app.anonymous().get(&link).ok().says("Junk Forening");
}

fn what_is_held_is_invalidated_and_comes_back_held(app: &TestApp) {
    reasons(app);
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    junk_comes_in(app);
    let (bodil, number) = (app.moderator(), case_of(app, 1).number);
    assert_eq!((app.state_of(EndorsementId(1)), held(app, 1)), (Submitted, Some(Hold::Blocked)));
    let id = begin(&bodil, &look(&bodil, &[("name", "junk *")]).ok().says("1 submission is meant"));
    work(app);
    assert_eq!((app.state_of(EndorsementId(1)), case_of(app, 1).state), (Declined, CaseState::Closed));
    // Its name is known from now on, whoever comes with it.
    let other =
        [("name", "JUNK  Forening"), ("email", "b@andet.example"), ("website", "https://andet.example")];
    sends(app, "198.51.100.1", &other);
    assert_eq!(held(app, 2), Some(Hold::Returning));

    assert_eq!(act(&bodil, id, "undo").status, 303);
    work(app);
    assert_eq!((app.state_of(EndorsementId(1)), held(app, 1)), (Submitted, Some(Hold::Blocked)));
    let case = case_of(app, 1);
    assert_eq!((case.number, case.state, case.outcome), (number, CaseState::Open, None));
    assert!(waiting(app).is_empty(), "nobody who is held is written to: {:?}", waiting(app));
    assert_eq!(press(&bodil, number, "let-through").status, 303);
    assert_eq!(waiting(app), [JUNK]);
    app.anonymous().post(&confirm_link(app, JUNK), &[]).ok();
    assert_eq!(app.state_of(EndorsementId(1)), InReview);
}
