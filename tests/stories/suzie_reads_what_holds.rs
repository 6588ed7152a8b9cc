//! Suzie reads in her account what holds now, whatever became of the signature and however the organisation appears.

use chrono::Duration;
use tilsagn::app::boot;
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::limits;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};
use crate::suzie_invites::invite;

stories!(
    a_name_is_shown_only_where_the_organisation_is,
    colleagues_are_offered_only_where_they_can_join,
    what_became_of_the_signature_is_told_as_it_is_shown,
    commitments_that_nobody_can_read_are_not_called_published,
    giving_up_unnamed_promises_nothing_public,
    why_it_was_given_up_lies_sealed_while_nobody_is_named,
    what_an_earlier_version_kept_in_the_clear_is_sealed_at_the_start,
    a_day_that_has_passed_is_called_late,
    a_page_that_may_be_old_is_told_of,
    a_colleague_of_an_unnamed_organisation_is_promised_what_holds,
    what_cannot_be_done_is_not_offered,
    what_was_done_is_said_to_whoever_has_just_done_it,
    a_commitment_that_is_not_decided_says_for_what_it_waits,
    a_new_commitment_is_called_so_in_its_mails,
    what_is_not_counted_is_not_said_to_be,
);

const HIDE: [(&str, &str); 1] = [("visibility", "protected")];

fn a_name_is_shown_only_where_the_organisation_is(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.get("/account/people").ok().says("Name in the register not shown").lacks("nothing of your");
    suzie.send("/account/naming", &[("named", "yes")]).ok();
    suzie.get("/account/people").ok().says("Name in the register shown");
    suzie.send("/account/visibility", &HIDE).ok();
    suzie.get("/account/people").ok().says("Name in the register not shown: nothing of your organisation is");
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    suzie.get("/account/people").ok().says("Name in the register shown");
    suzie.send("/account/withdraw", &[("sure", "yes")]).ok();
    suzie.get("/account/people").ok().says("Name in the register not shown now");
}

fn colleagues_are_offered_only_where_they_can_join(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("See who acts for you").lacks("invite a colleague");
    let people =
        suzie.get("/account/people").ok().says("Colleagues can join once the signature is confirmed");
    people.says("You are the only one.").lacks("invite a colleague").lacks("At least two");
    let contacts = &["eva@engen.example"];
    app.signatory(Given { name: "Engen", contacts, state: EndorsementState::InReview, ..Given::default() });
    let eva = enter(app, contacts[0]);
    eva.get("/account").ok().says("See who acts for you, invite a colleague, or hand over");
    eva.get("/account/people").ok().says("At least two are better").says("Invite a colleague");
}

fn what_became_of_the_signature_is_told_as_it_is_shown(app: &TestApp) {
    let ended: [(&'static str, &'static [&'static str], EndorsementState, &str); 2] = [
        ("Engen", &["eva@engen.example"], EndorsementState::Suspended, "Its page shows its name"),
        ("Lunden", &["liv@lunden.example"], EndorsementState::Revoked, "Your page says why"),
    ];
    for (name, contacts, state, shown) in ended {
        app.signatory(Given { name, contacts, state, ..Given::default() });
        let member = enter(app, contacts[0]);
        member.get("/account").ok().says(shown);
        member.send("/account/visibility", &HIDE).ok();
        let desk = member.get("/account").ok().says("Nothing of your organisation is shown");
        desk.lacks(shown).lacks("your page");
    }
}

fn commitments_that_nobody_can_read_are_not_called_published(app: &TestApp) {
    let given =
        app.signatory(Given { commitments: &["Lend every reader a safe device"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    let mark = || {
        let page = suzie.get("/account").ok();
        let mark = page.between("<div class=\"with-change\"><dt>", "</dt>");
        mark.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
    };
    assert_eq!(mark(), "published");
    suzie.send("/account/visibility", &HIDE).ok();
    assert_eq!(mark(), "not shown");
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    suspend(app, &given);
    assert_eq!(mark(), "not shown");
}

fn suspend(app: &TestApp, given: &Signatory) {
    let id = given.endorsement;
    app.write(move |db, now| {
        let seen = store::endorsement::find(db, id)?;
        store::endorsement::apply(db, &seen, Act::Suspend, now)
    });
}

fn giving_up_unnamed_promises_nothing_public(app: &TestApp) {
    let given =
        app.signatory(Given { commitments: &["Lend every reader a safe device"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    let id = given.commitments[0];
    let promise = app.read(move |db| store::commitment::find(db, id));
    let path = format!("/account/commitments/{}/drop", promise.public_id);
    suzie.get(&path).ok().says("The commitment stays in the register").says("Everybody can read this.");
    suzie.send("/account/visibility", &HIDE).ok();
    let empty = suzie.post(&path, &[("reason", "")]);
    assert_eq!(empty.status, 422);
    for page in [suzie.get(&path).ok(), empty] {
        page.says("so nobody reads of it").lacks("stays in the register").lacks("Everybody can read this.");
    }
}

/// Why it was given up, as the row says it.
fn reason_kept(app: &TestApp, given: &Signatory, which: usize) -> Option<String> {
    let id = given.commitments[which];
    app.read(move |db| store::commitment::find(db, id)).reason
}

fn why_it_was_given_up_lies_sealed_while_nobody_is_named(app: &TestApp) {
    let commitments = &["Lend every reader a safe device", "Publish every contract"];
    let given = app.signatory(Given { commitments, ..Given::default() });
    let suzie = enter(app, SUZIE);
    let give_up = |which: usize, reason: &str| {
        let id = given.commitments[which];
        let promise = app.read(move |db| store::commitment::find(db, id));
        let path = format!("/account/commitments/{}/drop", promise.public_id);
        suzie.send(&path, &[("reason", reason)]).ok();
    };
    give_up(0, "The lender has gone.");
    assert_eq!(reason_kept(app, &given, 0).as_deref(), Some("The lender has gone."));
    suzie.send("/account/visibility", &HIDE).ok();
    give_up(1, "The printer has gone.");
    assert_eq!([0, 1].map(|which| reason_kept(app, &given, which)), [None, None]);
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    let back = [0, 1].map(|which| reason_kept(app, &given, which));
    assert_eq!(back, ["The lender has gone.", "The printer has gone."].map(|why| Some(why.to_owned())));
}

fn what_an_earlier_version_kept_in_the_clear_is_sealed_at_the_start(app: &TestApp) {
    let given =
        app.signatory(Given { commitments: &["Lend every reader a safe device"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.send("/account/visibility", &HIDE).ok();
    let id = given.commitments[0];
    app.write(move |db, now| {
        let seen = store::commitment::find(db, id)?;
        store::commitment::drop(db, &seen, Some("The lender has gone."), now)
    });
    let start = boot::open(app.app.config.clone(), Box::new(SystemClock), Box::new(SystemChance));
    drop(app.block_on(start).unwrap());
    assert_eq!(reason_kept(app, &given, 0), None);
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    assert_eq!(reason_kept(app, &given, 0).as_deref(), Some("The lender has gone."));
    let row = app.read(move |db| store::commitment::find(db, id));
    assert_eq!((row.title.as_str(), row.sealed), ("Lend every reader a safe device", None));
}

fn what_cannot_be_done_is_not_offered(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skovbrynet Forening")])).ok();
    suzie.get("/account").ok().says("See or replace it").says("Call the change back");
    suspend(app, &given);
    suzie.get("/account").ok().says("Call the change back").lacks("See or replace it");
    suzie.send("/account/visibility", &HIDE).ok();
    // Suspended, it cannot appear with its name again.
    let closed = suzie.get("/account/amend").says("Nothing of your organisation is shown");
    closed.says("Write to us if something is wrong").lacks("once your organisation appears with its name");
}

fn a_day_that_has_passed_is_called_late(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    enter(app, SUZIE).get("/account").ok().says("The ministry decides by").lacks("is late");
    app.clock.advance(chrono::Duration::days(14));
    let page = enter(app, SUZIE).get("/account").ok().says("The ministry wanted to decide by");
    page.says("is late").lacks("The ministry decides by");
}

fn a_page_that_may_be_old_is_told_of(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let told = "Pages that were fetched just before can be shown for up to five minutes.";
    suzie.send("/account/naming", &[("named", "yes")]).ok().says(told);
    suzie.send("/account/visibility", &HIDE).ok().says(told);
    suzie.get("/account").ok().lacks(told);
}

fn a_colleague_of_an_unnamed_organisation_is_promised_what_holds(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.get("/account/people/invite").ok().says("the register then says so");
    suzie.send("/account/visibility", &HIDE).ok();
    suzie.get("/account/people/invite").ok().says("helps us see").lacks("the register then says so");
    let link = invite(app, &suzie, &[]);
    let page = app.anonymous().get(&link).ok().says("choose how the organisation appears");
    page.lacks("make commitments").lacks("change what the register says");
}

fn what_was_done_is_said_to_whoever_has_just_done_it(app: &TestApp) {
    app.signatory(Given { contacts: &[SUZIE, "bo@skovbrynet.example"], ..Given::default() });
    let (suzie, bo) = (enter(app, SUZIE), enter(app, "bo@skovbrynet.example"));
    let said = "Your change is sent";
    for made_up in ["/account?done=amended", "/account?done=amended&mark=0.00", "/account?done=amended&mark="]
    {
        suzie.get(made_up).ok().lacks(said);
    }
    let sent = suzie.post("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")]));
    let onward = sent.onward().unwrap();
    suzie.get(onward).ok().says(said);
    bo.get(onward).ok().lacks(said);
    suzie.get(&onward.replace("amended", "answered")).ok().lacks("Your answer is sent");
    app.clock.advance(Duration::minutes(limits::DONE_MINUTES + 1));
    suzie.get(onward).ok().lacks(said);
}

fn a_commitment_that_is_not_decided_says_for_what_it_waits(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    suzie.send("/account/commitments/new", &whole).ok().says("being checked").lacks("all the same");
    suzie.fills("/account/visibility", &HIDE).ok().says("It is being checked all the same");
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok().lacks("all the same");
    suzie.fills("/account/withdraw", &[("sure", "yes")]).ok();
    let page = suzie.get("/account").ok().says("does not take it in").says("Call back");
    page.lacks("being checked").lacks("all the same");
}

fn a_new_commitment_is_called_so_in_its_mails(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (suzie, bodil) = (enter(app, SUZIE), app.moderator());
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    suzie.send("/account/commitments/new", &whole).ok();
    let number = cases(app, &given, CaseKind::Commitment)[0].number;
    let declined = preview(&bodil, number, &Choice::decline("")).ok();
    declined.says("Your commitment was not accepted").lacks("Your change was");
    let taken = preview(&bodil, number, &Choice::publish()).ok().says("Your commitment is in the register");
    taken.says("See the commitment").lacks("Your change is").lacks("See your page");
    decide(&bodil, number, &Choice::publish());
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skovbrynet Forening")])).ok();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    preview(&bodil, number, &Choice::publish()).ok().says("Your change is in the register");
}

fn what_is_not_counted_is_not_said_to_be(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let counts = "We count your signature";
    suzie.get("/account/visibility").ok().says(counts);
    suspend(app, &given);
    let page = suzie.get("/account/visibility").ok().lacks(counts).lacks("everybody can see that it signed");
    page.says("it is not counted either").says("says how the signature stands");
}
