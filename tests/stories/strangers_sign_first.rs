//! A stranger sends a form with Suzie's mailbox and her organisation's name before she does: hers goes its way all the same, and
//! what nobody confirmed opens no account.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState::{Expired, InReview, Submitted};
use tilsagn::domain::limits;

use crate::fakes_are_held::{FROM, add_rule, case_of, held, press, sends};
use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::suzie_signs::{EMAIL, confirm_link, declaration, endorsement, filled_by};

stories!(
    suzies_form_goes_where_a_strangers_is_held,
    suzie_confirms_her_own_words_and_a_strangers_end,
    whoever_has_had_all_mails_of_a_form_gets_others_the_day_after,
    a_strangers_form_that_is_turned_away_takes_no_mail_of_suzies_with_it,
    one_without_its_name_ends_none_that_has_one,
    what_nobody_confirmed_opens_no_account,
    what_is_held_opens_no_account,
    a_sub_address_has_no_mails_of_its_own_at_the_account,
);

/// From where Suzie signs.
const HERS: &str = "203.0.113.9";
const PROMISE: &str = "A fund for harbour newsrooms";
/// What a stranger says in her name.
const THEIRS: [(&str, &str); 1] = [("title", "Nothing at all")];

/// The Call can be signed, and whoever signs from `FROM` is held.
fn blocked(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
}

fn asks_at_the_account(app: &TestApp, email: &str) {
    app.anonymous().post("/account/sign-in", &[("email", email)]).ok().says("Look in your mailbox");
}

fn confirms(app: &TestApp) {
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok().says("Your signature is confirmed");
}

fn suzies_form_goes_where_a_strangers_is_held(app: &TestApp) {
    blocked(app);
    // In other words, and in the very same.
    sends(app, FROM, &THEIRS);
    sends(app, FROM, &[]);
    assert_eq!([held(app, 1), held(app, 2)], [Some(Hold::Blocked); 2]);
    assert!(app.mails().is_empty(), "{:?}", app.mails());
    let (suzie, _) = sends(app, HERS, &[]);
    assert_eq!((held(app, 3), app.mails().len()), (None, 1));
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok();
    assert_eq!(app.mails().len(), 2, "she can have it sent again");
    app.anonymous().get(&confirm_link(app, EMAIL)).ok().says(PROMISE);
    confirms(app);
    assert_eq!([1, 2, 3].map(|of| endorsement(app, of).state), [Expired, Expired, InReview]);
    let told = |mail: &Letter| matches!(mail, Letter::Expired { .. } | Letter::Cancelled { .. });
    assert!(!app.mails().iter().any(|mail| told(&mail.letter)), "{:?}", app.mails());
    let bodil = app.moderator();
    for of in [1, 2] {
        let case = case_of(app, of);
        assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::Superseded)));
        bodil.get(&format!("/staff/cases/{}", case.number)).ok().says("its mailbox confirmed another one");
    }
}

fn suzie_confirms_her_own_words_and_a_strangers_end(app: &TestApp) {
    app.publish_call();
    let (stranger, page) = sends(app, FROM, &THEIRS);
    let theirs = confirm_link(app, EMAIL);
    for _ in 0..6 {
        stranger.send("/sign/sent", &[("email", EMAIL)]).ok();
    }
    assert_eq!(app.mails().len(), 5, "no more for one submission");
    sends(app, HERS, &[]);
    assert_eq!(app.mails().len(), 6, "hers is another one");
    app.anonymous().get(&confirm_link(app, EMAIL)).ok().says(PROMISE).lacks("Nothing at all");
    confirms(app);
    assert_eq!([1, 2].map(|of| endorsement(app, of).state), [Expired, InReview]);
    assert_eq!(app.anonymous().post(&theirs, &[]).status, 410);
    // The stranger's page tells nothing of it, and what is asked for there goes to her alone.
    assert_eq!(stranger.get("/sign/sent").ok().text(), page.text());
    stranger.send("/sign/sent", &[("email", EMAIL)]).ok();
    assert!(matches!(app.mail_to(EMAIL), Letter::AlreadySigned { .. }));
}

fn whoever_has_had_all_mails_of_a_form_gets_others_the_day_after(app: &TestApp) {
    app.publish_call();
    let send = || {
        sends(app, HERS, &[]);
        (app.mails().len(), app.rows()["endorsements"].len())
    };
    let sent: Vec<_> = (0..7).map(|_| send()).collect();
    assert_eq!(sent.last(), Some(&(5, 1)), "the same words are one submission");
    app.clock.advance(Duration::hours(limits::CORRECTION_HOURS + 1));
    assert_eq!(send(), (6, 2));
    confirms(app);
    assert_eq!([1, 2].map(|of| endorsement(app, of).state), [Expired, InReview]);
}

fn a_strangers_form_that_is_turned_away_takes_no_mail_of_suzies_with_it(app: &TestApp) {
    blocked(app);
    sends(app, FROM, &THEIRS);
    sends(app, HERS, &[]);
    assert_eq!(press(&app.moderator(), case_of(app, 1).number, "turn-away").status, 303);
    assert_eq!(app.mails().len(), 1, "it has not gone out");
    confirms(app);
    assert_eq!([1, 2].map(|of| endorsement(app, of).state), [Expired, InReview]);
}

/// Signs without the organisation's name.
fn unnamed(app: &TestApp, changes: &[(&'static str, &str)]) {
    let nadia = filled_by(app.anonymous().from(HERS), "", changes);
    nadia.send("/sign/visibility", &[("visibility", "protected")]).ok();
    nadia.send("/sign/check", &declaration("en")).ok();
}

fn one_without_its_name_ends_none_that_has_one(app: &TestApp) {
    blocked(app);
    sends(app, FROM, &THEIRS);
    unnamed(app, &[("person", "Nadia Prøve")]);
    unnamed(app, &[]);
    confirms(app);
    assert_eq!([1, 2, 3].map(|of| endorsement(app, of).state), [Submitted, Expired, InReview]);
    assert_eq!(case_of(app, 1).state, CaseState::Open, "it tells nobody that she has signed");
}

fn what_nobody_confirmed_opens_no_account(app: &TestApp) {
    app.publish_call();
    sends(app, FROM, &[("name", "Sign in at evil.dk/account")]);
    (0..6).for_each(|_| asks_at_the_account(app, EMAIL));
    let mails = app.mails();
    assert_eq!(mails.len(), 5, "as many as for any submission");
    for mail in &mails {
        let Letter::ConfirmSignature { organisation, .. } = &mail.letter else { panic!("{mail:?}") };
        assert_eq!(organisation, "");
    }
    confirms(app);
    asks_at_the_account(app, EMAIL);
    assert!(matches!(app.mail_to(EMAIL), Letter::AccountLink { .. }));
}

fn what_is_held_opens_no_account(app: &TestApp) {
    blocked(app);
    sends(app, FROM, &THEIRS);
    asks_at_the_account(app, EMAIL);
    let mails = app.mails();
    assert!(matches!(&mails[..], [one] if matches!(one.letter, Letter::NoAccount { .. })), "{mails:?}");
}

fn a_sub_address_has_no_mails_of_its_own_at_the_account(app: &TestApp) {
    app.publish_call();
    for number in 0..25 {
        asks_at_the_account(app, &format!("nobody+{number}@elsewhere.example"));
    }
    assert_eq!(i64::try_from(app.mails().len()), Ok(limits::ACCOUNT_ASKS_PER_DAY));
}
