//! A colleague looks into a signatory that nobody reported, named or not.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::audit::Actor;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::worker;

use crate::fakes_are_held::case_of;
use crate::many_from_one_network::set_limits;
use crate::nadia_stays_unnamed::{
    EMAIL, Lacks, NAME, PROTECTED, confirmed, kinds, nobody_reads_of_it, published, tables_that_tell,
};
use crate::staff_decide_many::look;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons};
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::suzie_signs::{confirm_link, declaration, endorsement, filled};

stories!(
    a_colleague_opens_a_case_about_a_signatory,
    nothing_is_opened_about_what_is_not_in_the_register,
    two_that_look_alike_stand_side_by_side,
    a_named_case_tells_nothing_of_who_is_not_named,
    a_double_that_is_not_named_is_told_of_to_who_has_looked_at_it,
    no_reason_tells_an_applicant_that_who_is_not_named_has_signed,
    who_is_not_named_is_suspended_and_revoked_and_nobody_learns_of_it,
);

/// Opens a Case about the signatory of another Case; gives its number.
pub fn look_into(colleague: &Colleague, from: i64, why: &str) -> i64 {
    let answer = colleague.post(&format!("/staff/cases/{from}/inquiry"), &[("inquiry", why)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

fn a_colleague_opens_a_case_about_a_signatory(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let from = number_of(app, &given);
    let bodil = app.moderator();
    bodil.get(&format!("/staff/cases/{from}")).ok().says("Open a case about this signatory");
    let empty = bodil.post(&format!("/staff/cases/{from}/inquiry"), &[("inquiry", " ")]);
    assert_eq!(empty.status, 422);
    empty.says("Say why you look into this signatory");
    let number = look_into(&bodil, from, "A newspaper doubts it.");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("A newspaper doubts it.");
    page.says("Bodil Prøvesen opened the case").says("Suspend now").lacks("Open a case about this signatory");
    let case = app.read(move |db| store::case::by_number(db, number));
    assert_eq!((case.kind, case.organisation_id), (CaseKind::Inquiry, given.organisation));
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.id.0));
    let opened = lines.iter().find(|line| line.act == "case.opened").unwrap();
    assert_eq!(opened.actor, Actor::Staff(bodil.id));
    let mogens = app.second_moderator();
    assert_eq!(look_into(&mogens, from, "So do I."), number, "one Case at a time");
    mogens.get("/staff/cases?kind=inquiry").ok().says("Looked into by a colleague").says("1 case");
    decide(&bodil, number, &Choice::suspend("We look."));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Suspended);
    decide(&bodil, number, &Choice::plain("restore"));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    assert_ne!(look_into(&bodil, number, "Again."), number, "the first is closed");
}

fn nothing_is_opened_about_what_is_not_in_the_register(app: &TestApp) {
    let bodil = app.moderator();
    for (state, address) in [
        (EndorsementState::InReview, "a@skovbrynet.example"),
        (EndorsementState::Withdrawn, "b@skovbrynet.example"),
        (EndorsementState::Revoked, "c@skovbrynet.example"),
    ] {
        let contacts: &'static [&'static str] = Box::leak(Box::new([address]));
        let number = number_of(app, &app.signatory(Given { state, contacts, ..Given::default() }));
        bodil.get(&format!("/staff/cases/{number}")).ok().lacks("Open a case about this signatory");
        let answer = bodil.post(&format!("/staff/cases/{number}/inquiry"), &[("inquiry", "Hm.")]);
        assert_eq!(answer.status, 409, "{state}");
    }
    let admin = app.admin();
    assert_eq!(admin.post("/staff/cases/1/inquiry", &[("inquiry", "Hm.")]).status, 403);
}

fn who_is_not_named_is_suspended_and_revoked_and_nobody_learns_of_it(app: &TestApp) {
    let weekly = || {
        app.block_on(worker::visibility::look_once(&app.app)).unwrap();
        app.settle();
    };
    weekly();
    let (from, _) = published(app, PROTECTED);
    reasons(app);
    let mogens = app.second_moderator();
    let page = mogens.get(&format!("/staff/cases/{from}")).ok().says("Protected signatory");
    page.says("Open a case about this signatory");
    let number = look_into(&mogens, from, "Two letters contradict each other.");
    let path = format!("/staff/cases/{number}");
    mogens.get(&path).ok().says("Protected signatory").says("Show who it is");
    assert_eq!(preview(&mogens, number, &Choice::suspend("")).status, 403, "not before a look");
    mogens.post(&format!("{path}/identity"), &[]);
    let before = app.read(store::register_state::content_revision);
    decide(&mogens, number, &Choice::suspend("Which letter holds?"));
    assert_eq!(endorsement(app, 1).state, EndorsementState::Suspended);
    let Letter::Suspended { organisation, .. } = app.mail_to(EMAIL) else { panic!("suspended") };
    assert_eq!(organisation, "", "no mail names it");
    decide(&mogens, number, &Choice::revoke("The first does."));
    let asta = app.admin();
    assert_ne!(approve(&asta, number).status, 303, "not before a look");
    asta.post(&format!("{path}/identity"), &[]);
    assert_eq!(approve(&asta, number).status, 303);
    assert_eq!(endorsement(app, 1).state, EndorsementState::Revoked);
    assert_eq!(app.read(store::register_state::content_revision), before, "nothing public has moved");
    app.settle();
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    let told = |kind: &str| kinds(app).iter().any(|one| one == kind);
    assert!(!told("endorsement.suspended") && !told("endorsement.revoked"), "they wait for the week's end");
    app.clock.advance(Duration::days(7));
    weekly();
    assert!(told("endorsement.suspended") && told("endorsement.revoked"));
    let batch = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    assert!(batch.iter().all(|entry| entry.body.is_none() && entry.salt.is_none()));
    assert_eq!(app.read(store::register_state::unnamed), 0, "it does not count any more");
    nobody_reads_of_it(app);
    app.verify().good();
}

fn two_that_look_alike_stand_side_by_side(app: &TestApp) {
    let secret = confirmed(app, PROTECTED);
    let name = "Engly Fond";
    let first = Given {
        name,
        website: "https://engly.example",
        contacts: &["ida@engly.example"],
        ..Given::default()
    };
    let known = app.signatory(first);
    let again = Given {
        name,
        website: "",
        contacts: &["engly@gmail.com"],
        state: EndorsementState::InReview,
        ..Given::default()
    };
    let new = app.signatory(again);
    let stranger = app.signatory(Given::default());
    let public_id = |id| app.read(move |db| store::organisation::find(db, id)).public_id;
    let at = |number: i64, other| format!("/staff/cases/{number}/beside/{}", public_id(other));
    let number = number_of(app, &new);
    let vita = app.viewer();
    let link = at(number, known.organisation);
    assert!(vita.get(&format!("/staff/cases/{number}")).ok().body.contains(&format!("href=\"{link}\"")));
    let page = vita.get(&link).ok().says("Same").says("Differs").says("engly.example").says("gmail.com");
    page.says("Published").says("In review");
    // The other way round, and nobody who does not look like it.
    vita.get(&at(number_of(app, &known), new.organisation)).ok();
    assert_eq!(vita.get(&at(number, stranger.organisation)).status, 404);
    // Who must not be named stands beside nobody.
    let page = vita.get(&at(secret, known.organisation));
    assert_eq!(page.status, 403, "{}", page.text());
}

fn a_named_case_tells_nothing_of_who_is_not_named(app: &TestApp) {
    published(app, PROTECTED);
    // Nadia acts for another one too, and somebody signs under the name that must not be told.
    let other =
        app.signatory(Given { name: "Engly Fond", website: "", contacts: &[EMAIL], ..Given::default() });
    let alike = [("name", NAME), ("website", "https://andet.example"), ("email", "eva@andet.example")];
    filled(app, "", &alike).send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, "eva@andet.example"), &[]).ok();
    let vita = app.viewer();
    let page = vita.get(&format!("/staff/cases/{}", number_of(app, &other))).ok();
    page.lacks("Published without its name").lacks("Confirm a signature");
    app.settle();
    vita.get("/staff/cases?checks=flagged").ok().says("0 cases");
    let trail = vita.get("/staff/audit?act=endorsement.submitted").ok();
    assert_eq!(trail.text().matches("civil_society").count(), 1, "of Eva's alone: {}", trail.text());
    let asta = app.admin();
    set_limits(&asta, Limit::DomainAlarm, 1);
    vita.get("/staff/limits").ok().says("andet.example").lacks("zxqvy");
}

fn a_double_that_is_not_named_is_told_of_to_who_has_looked_at_it(app: &TestApp) {
    let (secret, _) = published(app, PROTECTED);
    let alike = [("name", NAME), ("website", "https://andet.example"), ("email", "eva@andet.example")];
    filled(app, "", &alike).send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, "eva@andet.example"), &[]).ok();
    app.settle();
    let number = case_of(app, 2).number;
    let hidden = app.read(|db| store::organisation::find(db, OrganisationId(1))).public_id;
    let (page, link) = (format!("/staff/cases/{number}"), format!("href=\"/staff/cases/{secret}\""));
    let (press, beside) = (format!("{page}/doubles/identity"), format!("{page}/beside/{hidden}"));
    let looks = || app.rows()["audit_lines"].iter().filter(|line| line.contains("identity.seen")).count();
    let (before, ove, asta) = (looks(), app.second_moderator(), app.admin());
    for colleague in [&ove, &asta] {
        let told = colleague.get(&page).ok().says("like one that must not be named").says("Show who it is");
        told.lacks("100 of 100").lacks(&link).lacks("Alike in").lacks(&hidden);
        assert_eq!(colleague.get(&beside).status, 404, "nor to who guesses");
    }
    let vita = app.viewer();
    vita.get(&page).ok().lacks("must not be named");
    assert_eq!((vita.post(&press, &[]).status, looks()), (403, before));

    for _twice in 0..2 {
        assert_eq!((ove.post(&press, &[]).status, looks()), (303, before + 1));
    }
    let told = ove.get(&page).ok().says("100 of 100").lacks("Show who it is");
    assert!(told.body.contains(&link), "{}", told.text());
    ove.get(&beside).ok().says("zxqvy.example");
    asta.get(&page).ok().lacks("100 of 100");
    let noted = asta.get("/staff/audit?act=identity.seen").ok().says("case: ").lacks("double");
    assert!(!noted.text().contains(&format!("case: {number}")), "{}", noted.text());
    let file = ove.post(&format!("{page}/export"), &[("purpose", "journal"), ("kind", "json")]).ok();
    assert!(
        file.body.contains("\"twins_not_named\": true") && !file.body.contains("same-name"),
        "{}",
        file.body
    );
    // Two steps, for whoever does nothing for half an hour is signed out.
    app.clock.advance(Duration::minutes(20));
    ove.get(&page).ok().says("100 of 100");
    app.clock.advance(Duration::minutes(11));
    ove.get(&page).ok().lacks("100 of 100");
}

fn no_reason_tells_an_applicant_that_who_is_not_named_has_signed(app: &TestApp) {
    // Bodil has looked at who it is, Ove has not.
    let (_, bodil) = published(app, PROTECTED);
    app.block_on(tilsagn::app::reason::seed(&app.app)).unwrap();
    let alike = [("name", NAME), ("website", "https://andet.example"), ("email", "eva@andet.example")];
    filled(app, "", &alike).send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, "eva@andet.example"), &[]).ok();
    app.settle();
    let (number, ove) = (case_of(app, 2).number, app.second_moderator());
    let before = Choice { reason: "duplicate", ..Choice::decline("") };
    let state = || endorsement(app, 2).state;
    for colleague in [&bodil, &ove] {
        // The account gives the reason of what was declined without a mail too.
        for write in [true, false] {
            let refused = Choice { write, ..before.clone() }.send(colleague, number);
            assert_eq!(refused.status, 422, "{}", refused.text());
            refused.says("Choose a reason that tells nothing of others");
        }
        let many = [("what", "decline"), ("step", "yes"), ("reason_decline", "duplicate"), ("write", "yes")];
        let many =
            look(colleague, &[number], &many).ok().says("Not this one").says("tells nothing of others");
        assert!(!many.body.contains("name=\"signature\""), "no button is left");
        let job = [("name", "Hemmelighuset*"), ("reason", "duplicate")];
        assert_eq!(colleague.post("/staff/invalidations/new", &job).status, 422);
        colleague.get("/staff/invalidations/new").ok().lacks("Already in the register").says("No authority");
    }
    assert_eq!(state(), EndorsementState::InReview);
    // Beside one that everybody can read of, it tells nothing; one that only waits is none.
    let named = |state| {
        app.signatory(Given {
            name: NAME,
            website: "",
            contacts: &["a@b.example"],
            state,
            ..Given::default()
        })
    };
    named(EndorsementState::InReview);
    assert_eq!(before.send(&ove, number).status, 422);
    named(EndorsementState::Published);
    before.send(&ove, number).ok();
    decide(&ove, number, &Choice { reason: "no_authority", ..Choice::decline("") });
    assert_eq!(state(), EndorsementState::Declined);
    let Letter::Declined { reason, .. } = app.mail_to("eva@andet.example") else { panic!("no mail") };
    assert!(!reason.contains("signed the Call before"), "{reason}");
}
