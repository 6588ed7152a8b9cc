//! Suzie's organisation has signed. She comes back by a mailed link: to see where things stand, to
//! answer, to change and to promise more.

#![allow(clippy::unwrap_used, reason = "a story ends at the first surprise")]

use chrono::Duration;
use tilsagn::app::account::answer;
use tilsagn::app::letter::Letter;
use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::organisation::Category;
use tilsagn::store::{self, case::Case};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::Visitor;

stories!(
    the_link_into_the_account_works_once,
    a_known_and_an_unknown_address_get_the_same_answer,
    an_address_gets_twenty_mails_a_day,
    an_ask_whose_first_mail_is_forgotten_takes_nothing_from_the_next,
    a_link_is_too_old_after_half_an_hour,
    a_question_is_answered,
    an_entry_is_amended_with_a_comparison,
    a_second_amendment_takes_the_first_ones_place,
    an_amendment_is_called_back,
    nobody_becomes_a_state,
    a_state_changes_all_but_that_it_is_one,
    a_commitment_is_added_and_one_given_up,
    a_commitment_that_was_asked_about_is_mended,
    other_browsers_are_signed_out,
    what_is_anothers_is_not_there,
    colleagues_see_the_same_account,
    everything_is_there_in_danish,
);

pub const SUZIE: &str = "suzie@skovbrynet.example";

/// Asks for a link and comes in by it.
pub fn enter(app: &TestApp, address: &str) -> Visitor {
    let visitor = app.anonymous();
    let link = ask(app, &visitor, address);
    visitor.get(&link).ok().says("Open the account");
    let answer = visitor.post(&link, &[]);
    assert_eq!((answer.status, answer.location()), (303, Some("/account")));
    visitor
}

/// Asks for the link into the account, as the mail brings it.
pub fn ask(app: &TestApp, visitor: &Visitor, address: &str) -> String {
    visitor.post("/account/sign-in", &[("email", address)]).ok().says("Look in your mailbox");
    match app.mail_to(address) {
        Letter::AccountLink { link, minutes: 30, .. } => link,
        other => panic!("no link in {other:?}"),
    }
}

pub fn cases(app: &TestApp, of: &Signatory, kind: CaseKind) -> Vec<Case> {
    let id = of.organisation;
    let all = app.read(move |db| store::case::of_organisation(db, id));
    all.into_iter().filter(|case| case.kind == kind).collect()
}

const ENTRY: [(&str, &str); 6] = [
    ("name", "Skovbrynet Folkeforening"),
    ("category", "civil_society"),
    ("country", "DK"),
    ("website", "https://skovbrynet.example/"),
    ("description", "A society for conversation at the edge of the wood."),
    ("statement", "We sign because the net is ours too."),
];

pub fn entry<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> =
        ENTRY.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    fields.extend(changes);
    fields
}

fn the_link_into_the_account_works_once(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = app.anonymous();
    let to_sign_in = suzie.get("/account");
    assert_eq!((to_sign_in.status, to_sign_in.location()), (303, Some("/account/sign-in")));
    let link = ask(app, &suzie, SUZIE);
    // A mail scanner that opens the link twice uses nothing up.
    app.anonymous().get(&link).ok().says(&given.name);
    app.anonymous().get(&link).ok();
    assert_eq!(suzie.post(&link, &[]).status, 303);
    let page = suzie.get("/account").ok().says(&given.name).says("in the public register");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(app.anonymous().get(&link).status, 410);
    let late = app.anonymous();
    assert_eq!(late.post(&link, &[]).says("Ask for a new link").status, 410);
    assert_eq!(late.get("/account").status, 303);
    suzie.send("/account/sign-out", &[]).ok();
    assert_eq!(suzie.get("/account").status, 303);
}

fn a_known_and_an_unknown_address_get_the_same_answer(app: &TestApp) {
    app.signatory(Given::default());
    let page = |address: &str| {
        let page = app.anonymous().post("/account/sign-in", &[("email", address)]).ok();
        page.body.replace(address, "")
    };
    let (known, unknown) = (page(SUZIE), page("nobody@elsewhere.example"));
    assert_eq!(known, unknown);
    assert!(matches!(app.mail_to(SUZIE), Letter::AccountLink { .. }));
    assert!(matches!(app.mail_to("nobody@elsewhere.example"), Letter::NoAccount { .. }));
    let wrong = app.anonymous().post("/account/sign-in", &[("email", "suzie")]);
    assert_eq!(wrong.says("name@example.org").status, 422);
}

fn an_address_gets_twenty_mails_a_day(app: &TestApp) {
    app.signatory(Given::default());
    let asking = |address: &str| {
        for _ in 0..22 {
            app.anonymous().post("/account/sign-in", &[("email", address)]).ok();
        }
        app.mails().iter().filter(|mail| mail.to == address).count()
    };
    assert_eq!((asking(SUZIE), asking("nobody@elsewhere.example")), (20, 20));
    app.clock.advance(Duration::hours(25));
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert_eq!(app.mails().iter().filter(|mail| mail.to == SUZIE).count(), 21);
}

fn an_ask_whose_first_mail_is_forgotten_takes_nothing_from_the_next(app: &TestApp) {
    (0..3).for_each(|_| drop(app.signatory(Given::default())));
    let asks = || drop(app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok());
    asks();
    app.sql("DELETE FROM outbox WHERE event LIKE 'account.link.%.0.0'");
    asks();
    assert_eq!(app.mails().iter().filter(|mail| mail.to == SUZIE).count(), 2 + 3);
}

fn a_link_is_too_old_after_half_an_hour(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = app.anonymous();
    let link = ask(app, &suzie, SUZIE);
    app.clock.advance(Duration::minutes(31));
    assert_eq!(suzie.get(&link).says("no longer opens").status, 410);
    assert_eq!(suzie.post(&link, &[]).status, 410);
    assert_eq!(suzie.get("/account").status, 303);
}

fn a_question_is_answered(app: &TestApp) {
    let given = app.signatory(Given {
        state: EndorsementState::NeedsInfo,
        commitments: &["Lamps"],
        ..Given::default()
    });
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("which organisation this is").says("Answer the question");
    let form = suzie.get("/account/answer").ok().says("which organisation this is").says("Lamps");
    assert!(form.body.contains("Skovbrynet Folkeforening"));
    let empty = suzie.post("/account/answer", &entry(&[("reply", ""), ("name", "?")]));
    assert_eq!(empty.says("Enter a name that has letters").status, 422);
    let reply = ("reply", "We are the society by the wood, not the café.");
    let fields = entry(&[reply, ("name", "Skovbrynet Folkeforening af 1899")]);
    suzie.send("/account/answer", &fields).ok().says("Your answer is sent").says("being checked");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
    let case = cases(app, &given, CaseKind::Endorsement).remove(0);
    assert_eq!((case.state, case.id), (CaseState::Open, given.case.unwrap()));
    let parts = app.app.clone();
    let replies = app.read(move |db| answer::replies(&parts, db, case.id));
    assert_eq!(replies[0].text, reply.1);
    let kept = app.read(move |db| store::organisation::find(db, given.organisation));
    assert_eq!(kept.name, "Skovbrynet Folkeforening af 1899");
    assert_eq!(suzie.post("/account/answer", &entry(&[("reply", "Late.")])).status, 409);
}

fn an_entry_is_amended_with_a_comparison(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let form = suzie.get("/account/amend").ok();
    assert!(!form.body.contains("type=\"url\""), "a browser would refuse what the form takes");
    assert!(form.body.contains("conversation at the edge") && !form.body.contains("value=\"state\""));
    let same = suzie.post("/account/amend", &entry(&[("go", "check")]));
    assert_eq!(same.says("Change something first").status, 422);
    let wish = [("go", "check"), ("name", "Skovbrynet Forening"), ("country", "NO")];
    let check = suzie.post("/account/amend", &entry(&wish)).ok().says("Check your change");
    assert!(check.body.contains("<del>") && check.body.contains("<ins>"), "{}", check.body);
    let check = check.says("Denmark").says("Norway");
    assert!(cases(app, &given, CaseKind::Amendment).is_empty());
    assert!(check.body.contains("name=\"name\" value=\"Skovbrynet Forening\""));
    let wish = [("go", "send"), ("name", "Skovbrynet Forening"), ("country", "NO")];
    suzie.send("/account/amend", &entry(&wish)).ok().says("Your change is sent").says("Change on its way");
    let open = app.read(move |db| store::amendment::open_of(db, given.organisation)).unwrap();
    assert_eq!(open.before.0.name, "Skovbrynet Folkeforening");
    assert_eq!(
        (open.after.0.name.as_str(), open.after.0.country.as_deref()),
        ("Skovbrynet Forening", Some("NO"))
    );
    assert_eq!(cases(app, &given, CaseKind::Amendment).len(), 1);
    let kept = app.read(move |db| store::organisation::find(db, given.organisation));
    assert_eq!(kept.name, "Skovbrynet Folkeforening", "nothing is public before the ministry looked");
}

fn a_second_amendment_takes_the_first_ones_place(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    suzie.get("/account/amend").ok().says("If you send another");
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov B")])).ok();
    let open = app.read(move |db| store::amendment::open_of(db, given.organisation)).unwrap();
    assert_eq!((open.after.0.name.as_str(), open.revision), ("Skov B", 2));
    let cases = cases(app, &given, CaseKind::Amendment);
    assert_eq!((cases.len(), cases[0].state), (1, CaseState::Open));
    assert!(cases[0].revision > 1, "who decides on the first one hears that it changed");
}

fn an_amendment_is_called_back(app: &TestApp) {
    let contacts = &[SUZIE, "palle@skovbrynet.example"];
    let given = app.signatory(Given { contacts, ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let open = app.read(move |db| store::amendment::open_of(db, given.organisation)).unwrap();
    let page = suzie.get("/account").ok();
    assert_eq!(
        suzie.sends(&page, "/account/amend/call-back", &[]).location(),
        Some("/account?done=called-back")
    );
    let state = app.read(move |db| store::amendment::find(db, open.id)).state;
    assert_eq!(state, AmendmentState::Cancelled);
    assert_eq!(cases(app, &given, CaseKind::Amendment)[0].state, CaseState::Closed);
    let palle = enter(app, "palle@skovbrynet.example");
    assert_eq!(palle.sends(&page, "/account/amend/call-back", &[]).status, 409, "it was not his");
}

fn nobody_becomes_a_state(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let page = suzie.post("/account/amend", &entry(&[("go", "send"), ("category", "state")]));
    assert_eq!(page.status, 422);
}

fn a_state_changes_all_but_that_it_is_one(app: &TestApp) {
    let state = Given { category: Category::State, website: "", ..Given::default() };
    let given = app.signatory(Given { name: "Skovriget", ..state.clone() });
    let suzie = enter(app, SUZIE);
    let as_state = |changes: &[(&'static str, &'static str)]| {
        entry(&[&[("category", "state"), ("website", "")][..], changes].concat())
    };
    let wish = [("name", "Kongeriget Skovriget"), ("country", "NO")];
    suzie.post("/account/amend", &as_state(&wish)).ok().says("Check your change");
    let wish = [&wish[..], &[("go", "send")][..]].concat();
    let other = entry(&[&wish[..], &[("website", "")][..]].concat());
    assert_eq!(suzie.post("/account/amend", &other).says("Choose one of").status, 422, "it stays a state");
    suzie.send("/account/amend", &as_state(&wish)).ok().says("Your change is sent");
    assert_eq!(cases(app, &given, CaseKind::Amendment).len(), 1);
    let contacts = &["eva@engriget.example"];
    let asked = Given { name: "Engriget", contacts, state: EndorsementState::NeedsInfo, ..state };
    let asked = app.signatory(asked);
    let eva = enter(app, contacts[0]);
    let answer = as_state(&[("name", "Engriget"), ("reply", "We are the state, not its railway.")]);
    eva.send("/account/answer", &answer).ok().says("Your answer is sent");
    assert_eq!(app.state_of(asked.endorsement), EndorsementState::InReview);
}

pub const PROMISE: [(&str, &str); 10] = [
    ("kind", "funding"),
    ("title", "Lamps for listeners"),
    ("action", "We give money for lamps."),
    ("measure", "indicator"),
    ("unit", "lamps"),
    ("target", "40"),
    ("due_day", "30"),
    ("due_month", "6"),
    ("due_year", "2027"),
    ("countries", "DK"),
];

fn a_commitment_is_added_and_one_given_up(app: &TestApp) {
    let given = app.signatory(Given { commitments: &["Benches"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get("/account/commitments/new").ok().says("What will you do?").says("§1");
    let without = suzie.post("/account/commitments/new", &PROMISE);
    assert_eq!(without.status, 422);
    assert!(without.body.contains("We give money for lamps."), "what was typed is kept");
    let mut whole = PROMISE.to_vec();
    whole.extend([("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]);
    suzie
        .send("/account/commitments/new", &whole)
        .ok()
        .says("Your commitment is sent")
        .says("Lamps for listeners");
    let id = given.organisation;
    let all = app.read(move |db| store::commitment::of_organisation(db, id));
    let (benches, lamps) = (all[0].clone(), all[1].clone());
    assert_eq!((lamps.state, lamps.amount_minor), (StoredState::InReview, Some(150_000)));
    assert_eq!(cases(app, &given, CaseKind::Commitment).len(), 1);

    let drop = format!("/account/commitments/{}/drop", benches.public_id);
    suzie.get(&drop).ok().says("Benches");
    assert_eq!(suzie.post(&drop, &[("reason", " ")]).status, 422);
    suzie.send(&drop, &[("reason", "The wood was felled.")]).ok().says("marked as dropped");
    let kept = app.read(move |db| store::commitment::find(db, benches.id));
    assert_eq!((kept.state, kept.reason.as_deref()), (StoredState::Dropped, Some("The wood was felled.")));
    app.settle();
    let entries = app.read(move |db| store::entry::of_organisation(db, id));
    assert_eq!(entries.last().unwrap().kind, "commitment.dropped");
    assert_eq!(suzie.post(&drop, &[("reason", "Again.")]).status, 409);
    let pending = format!("/account/commitments/{}/drop", lamps.public_id);
    assert_eq!(suzie.post(&pending, &[("reason", "Not yet.")]).status, 409);
}

fn a_commitment_that_was_asked_about_is_mended(app: &TestApp) {
    let given = app.signatory(Given {
        state: EndorsementState::NeedsInfo,
        commitments: &["Lamps"],
        ..Given::default()
    });
    let suzie = enter(app, SUZIE);
    let id = given.commitments[0];
    let public_id = app.read(move |db| store::commitment::find(db, id)).public_id;
    let change = format!("/account/commitments/{public_id}/change");
    let form = suzie.get(&change).ok();
    assert!(form.body.contains("value=\"Lamps\""));
    let mut whole = PROMISE.to_vec();
    whole.extend([("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]);
    let saved = suzie.post(&change, &whole);
    assert_eq!((saved.status, saved.location()), (303, Some("/account/answer")));
    let kept = app.read(move |db| store::commitment::find(db, id));
    assert_eq!((kept.title.as_str(), kept.state), ("Lamps for listeners", StoredState::InReview));

    let published = app.signatory(Given {
        name: "Engen",
        contacts: &["bo@engen.example"],
        commitments: &["Paths"],
        ..Given::default()
    });
    let bo = enter(app, "bo@engen.example");
    let id = published.commitments[0];
    let public_id = app.read(move |db| store::commitment::find(db, id)).public_id;
    let form =
        bo.get(&format!("/account/commitments/{public_id}/change")).ok().says("Compare before you send");
    assert!(form.body.contains("value=\"Paths\""), "a published one is changed as the details are");
}

fn other_browsers_are_signed_out(app: &TestApp) {
    app.signatory(Given::default());
    let (here, there) = (enter(app, SUZIE), enter(app, SUZIE));
    here.get("/account").ok().says("this one").says("Sign out all other browsers");
    here.send("/account/end-others", &[]).ok().says("signed out");
    assert_eq!(there.get("/account").status, 303);
    here.get("/account").ok();
}

fn what_is_anothers_is_not_there(app: &TestApp) {
    app.signatory(Given::default());
    let other = app.signatory(Given {
        name: "Engen",
        contacts: &["bo@engen.example"],
        commitments: &["Paths"],
        ..Given::default()
    });
    let id = other.commitments[0];
    let paths = app.read(move |db| store::commitment::find(db, id)).public_id;
    let suzie = enter(app, SUZIE);
    for what in ["drop", "change"] {
        let address = format!("/account/commitments/{paths}/{what}");
        let never = format!("/account/commitments/nothing/{what}");
        assert_eq!(suzie.get(&address).status, 404);
        assert_eq!(suzie.get(&address).body, suzie.get(&never).body);
        assert_eq!(suzie.post(&address, &[("reason", "Because.")]).status, 404);
    }
    assert_eq!(app.read(move |db| store::commitment::find(db, id)).state, StoredState::Active);
    for page in ["answer", "amend", "withdraw", "cancel", "commitments/new"] {
        assert_eq!(app.anonymous().get(&format!("/account/{page}")).status, 303, "{page}");
    }
}

fn colleagues_see_the_same_account(app: &TestApp) {
    app.signatory(Given { contacts: &[SUZIE, "bo@skovbrynet.example"], ..Given::default() });
    enter(app, SUZIE).send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let bo = enter(app, "bo@skovbrynet.example");
    bo.get("/account").ok().says("Change on its way");
    assert!(bo.get("/account/amend").ok().body.contains("value=\"Skov A\""));
}

fn everything_is_there_in_danish(app: &TestApp) {
    app.signatory(Given { commitments: &["Lamper"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get("/da/account").ok().says("står i det offentlige register");
    suzie.get("/da/account/amend").ok().says("Ret jeres oplysninger");
    suzie.get("/da/account/commitments/new").ok().says("Hvilken slags tilsagn er det?");
    suzie.get("/da/account/withdraw").ok().says("Træk underskriften tilbage");
    app.anonymous().get("/da/account/sign-in").ok().says("Send mig et link");
}
