//! Suzie left a page of her account open, and others went on: what she presses there leads where it led them, or shows her what
//! has changed, and does nothing that she has not seen.

use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::visibility::Visibility;
use tilsagn::store;

use crate::staff_merge::{proposed, twice, undo};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_invites::{PALLE, PEOPLE, handle, invitation, invite, join};
use crate::suzie_signs::endorsement;

stories!(
    an_invitation_that_was_followed_is_told_of,
    an_invitation_that_was_called_back_is_told_of,
    an_invitation_that_another_replaced_is_told_of,
    nobody_is_invited_to_what_was_revoked,
    what_a_colleague_withdrew_is_withdrawn,
    what_was_brought_back_is_not_withdrawn_unseen,
    what_hides_is_not_withdrawn_unseen,
    what_was_revoked_is_not_withdrawn,
    nobody_is_named_where_nothing_is_shown,
    a_choice_of_being_named_is_made_once,
    a_commitment_is_given_up_once_with_one_reason,
    a_reason_for_few_is_not_published_unseen,
    of_two_that_became_one_nothing_is_ended_unseen,
);

const BO: &str = "bo@skovbrynet.example";
const WITHDRAW: &str = "/account/withdraw";
const SURE: [(&str, &str); 1] = [("sure", "yes")];
const CHANGED: &str = "This was changed meanwhile";

fn two(app: &TestApp, given: Given) -> (Signatory, Visitor, Visitor) {
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..given });
    (given, enter(app, SUZIE), enter(app, BO))
}

fn appears(who: &Visitor, how: &str) {
    who.fills("/account/visibility", &[("visibility", how)]).ok();
}

/// Presses both buttons of an invitation, on a page that was opened before it was gone.
#[track_caller]
fn presses(app: &TestApp, suzie: &Visitor, named: &str, words: &str) {
    let before = (app.mails().len(), app.rows());
    for button in ["again", "call-back"] {
        let late = suzie.post(&format!("{PEOPLE}/invited/{named}/{button}"), &[]);
        assert_eq!(late.status, 409, "{button}: {}", late.text());
        late.says(CHANGED).says(words).says("Who acts for you");
    }
    assert_eq!((app.mails().len(), app.rows()), before, "nothing is done");
}

fn an_invitation_that_was_followed_is_told_of(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    join(app, &link);
    presses(app, &suzie, &named, "has followed this invitation");
}

fn an_invitation_that_was_called_back_is_told_of(app: &TestApp) {
    let (_, suzie, bo) = two(app, Given::default());
    invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    let path = format!("{PEOPLE}/invited/{named}/call-back");
    assert_eq!(bo.post(&path, &[]).status, 303);
    presses(app, &suzie, &named, "has been called back");
    assert_eq!(bo.post(&path, &[]).status, 303, "who did it hears so again");
    assert_eq!(suzie.post(&format!("{PEOPLE}/invited/1/again"), &[]).status, 404, "there never was one");
}

fn an_invitation_that_another_replaced_is_told_of(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    let anew = invitation(&[("message", "It takes an hour a year.")]);
    suzie.send(&format!("{PEOPLE}/invite"), &anew).ok().says(PALLE);
    presses(app, &suzie, &named, "another one took its place");
}

fn nobody_is_invited_to_what_was_revoked(app: &TestApp) {
    let (given, suzie, _) = two(app, Given::default());
    invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    moves(app, &given, &[Act::Revoke]);
    let mails = app.mails().len();
    let late = suzie.post(&format!("{PEOPLE}/invited/{named}/again"), &[]);
    assert_eq!((late.status, app.mails().len()), (409, mails), "{}", late.text());
    late.says(CHANGED).says("colleagues cannot join now");
}

fn what_a_colleague_withdrew_is_withdrawn(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given::default());
    let page = suzie.get(WITHDRAW).ok();
    bo.fills(WITHDRAW, &SURE).ok().says("Your organisation has withdrawn");
    let mails = app.mails().len();
    suzie.sends(&page, WITHDRAW, &SURE).ok().says("Your organisation has withdrawn");
    let times = app.times(("endorsement", given.endorsement.0), "endorsement.withdrawn");
    assert_eq!((times, app.mails().len()), (1, mails));
}

fn moves(app: &TestApp, of: &Signatory, acts: &'static [Act]) {
    let id = of.endorsement;
    app.write(move |db, now| {
        for act in acts {
            let seen = store::endorsement::find(db, id)?;
            store::endorsement::apply(db, &seen, *act, now)?;
        }
        Ok(())
    });
}

/// Presses *Withdraw* on a page that was opened before, which withdraws nothing and says so.
#[track_caller]
fn does_not_withdraw(app: &TestApp, who: &Visitor, (page, of): (&Page, &Signatory)) -> Page {
    let before = (app.state_of(of.endorsement), app.mails().len());
    let late = who.sends(page, WITHDRAW, &SURE);
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!((app.state_of(of.endorsement), app.mails().len()), before);
    late.says(CHANGED).says("Nothing has been withdrawn")
}

fn what_was_brought_back_is_not_withdrawn_unseen(app: &TestApp) {
    let (given, suzie, _) = two(app, Given::default());
    let page = suzie.get(WITHDRAW).ok();
    moves(app, &given, &[Act::Withdraw, Act::Reinstate]);
    let late = does_not_withdraw(app, &suzie, (&page, &given));
    let wrong = suzie.sends(&page, WITHDRAW, &[]);
    assert_eq!(wrong.status, 422);
    does_not_withdraw(app, &suzie, (&wrong, &given));
    suzie.sends(&late, WITHDRAW, &SURE).ok().says("Your organisation has withdrawn");
}

fn what_hides_is_not_withdrawn_unseen(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given::default());
    for how in ["protected", "public"] {
        let page = suzie.get(WITHDRAW).ok();
        appears(&bo, how);
        does_not_withdraw(app, &suzie, (&page, &given));
    }
}

fn what_was_revoked_is_not_withdrawn(app: &TestApp) {
    let (given, suzie, _) = two(app, Given::default());
    let page = suzie.get(WITHDRAW).ok();
    moves(app, &given, &[Act::Revoke]);
    does_not_withdraw(app, &suzie, (&page, &given)).says("Your details");
}

fn named(app: &TestApp, of: &Signatory) -> bool {
    let id = of.representatives[0];
    app.read(move |db| store::representative::find(db, id)).named
}

fn nobody_is_named_where_nothing_is_shown(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given::default());
    let page = suzie.get("/account").ok();
    appears(&bo, "protected");
    let late = suzie.sends(&page, "/account/naming", &[]);
    assert_eq!((late.status, named(app, &given)), (409, false), "{}", late.text());
    late.says(CHANGED).says("Nothing of you is shown");
}

fn a_choice_of_being_named_is_made_once(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given::default());
    let times = || app.times(("representative", given.representatives[0].0), "account.naming");
    let other = enter(app, SUZIE);
    let choose = |who: &Visitor, page: &Page, led: &str| {
        let answer = who.sends(page, "/account/naming", &[]);
        assert_eq!(answer.location(), Some(led), "{}", answer.text());
    };
    let (page, shown) = (suzie.get("/account").ok(), other.get("/account").ok());
    choose(&suzie, &page, "/account?done=named");
    choose(&other, &shown, "/account?done=named");
    assert_eq!((times(), named(app, &given)), (1, true));
    let (page, shown) = (suzie.get("/account").ok(), other.get("/account").ok());
    choose(&suzie, &page, "/account?done=not-named");
    appears(&bo, "protected");
    choose(&other, &shown, "/account?done=not-named");
    assert_eq!((times(), named(app, &given)), (2, false));
}

/// The address where the first commitment is given up.
fn giving_up(app: &TestApp, of: &Signatory) -> String {
    let id = of.commitments[0];
    let kept = app.read(move |db| store::commitment::find(db, id));
    format!("/account/commitments/{}/drop", kept.public_id)
}

fn a_commitment_is_given_up_once_with_one_reason(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given { commitments: &["Benches"], ..Given::default() });
    let path = giving_up(app, &given);
    let page = suzie.get(&path).ok();
    bo.fills(&path, &[("reason", "The wood was felled.")]).ok();
    for late in [suzie.sends(&page, &path, &[("reason", "Nobody sat there.")]), suzie.get(&path)] {
        assert_eq!(late.status, 409, "{}", late.text());
        late.says(CHANGED).says("can no longer be given up").says("Benches");
    }
    let id = given.commitments[0];
    let kept = app.read(move |db| store::commitment::find(db, id));
    assert_eq!(kept.reason.as_deref(), Some("The wood was felled."));
}

fn a_reason_for_few_is_not_published_unseen(app: &TestApp) {
    let (given, suzie, bo) = two(app, Given { commitments: &["Benches"], ..Given::default() });
    let path = giving_up(app, &given);
    appears(&bo, "protected");
    let page = suzie.get(&path).ok();
    appears(&bo, "public");
    let late = suzie.sends(&page, &path, &[("reason", "They threatened us.")]);
    assert_eq!(late.status, 409, "{}", late.text());
    let late = late.says(CHANGED).says("who can read of this commitment").says("They threatened us.");
    let again = suzie.sends(&late, &path, &[("reason", "The wood was felled.")]);
    assert_eq!(again.location(), Some("/account?done=dropped"), "{}", again.text());
    assert_eq!(endorsement(app, given.endorsement.0).visibility, Visibility::Public);
}

fn of_two_that_became_one_nothing_is_ended_unseen(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let (ib, asta, path) = (enter(app, "ib@brynet.example"), app.admin(), giving_up(app, &goes));
    let (withdraw, desk, drop) = (ib.get(WITHDRAW).ok(), ib.get("/account").ok(), ib.get(&path).ok());
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    does_not_withdraw(app, &ib, (&withdraw, &stays)).says(&stays.name);
    let late = ib.sends(&desk, "/account/naming", &[]);
    assert_eq!((late.status, named(app, &goes)), (409, false), "{}", late.text());
    let reason = [("reason", "We left that out.")];
    assert_eq!(ib.sends(&drop, &path, &reason).says(CHANGED).status, 409);
    let suzie = enter(app, SUZIE);
    let page = suzie.get(&path).ok();
    undo(app, &bodil, &asta, number);
    let late = suzie.sends(&page, &path, &reason);
    assert_eq!(late.status, 409, "that is not theirs any more: {}", late.text());
    assert_eq!(app.state_of(stays.endorsement), EndorsementState::Published);
    assert!(!app.mails().iter().any(|mail| matches!(mail.letter, Letter::Withdrawn { .. })));
}
