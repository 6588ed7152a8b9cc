//! A removed fake comes again under a name that is nearly its own, and fakes come from mailboxes that are thrown away: staff see
//! it, and honest signers whose names are merely short or near are not kept.

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::alarm;
use tilsagn::app::arrival::{self, Judgement};
use tilsagn::domain::Moment;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::EndorsementId;
use tilsagn::store;
use tilsagn::store::removal::Among;

use crate::fakes_are_held::{FROM, add_rule, case_of, held, press, sends};
use crate::many_from_one_network::set_limits;
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_look_into::look_into;
use crate::staff_write_to_unnamed::hide;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, PLACED, Signatory, place};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_signs::confirm_link;

stories!(
    a_revoked_fake_is_known_by_names_that_are_nearly_its_own,
    a_fake_that_is_erased_is_known_by_names_that_are_nearly_its_own,
    one_that_has_hidden_since_is_not_told_of_beside_its_name,
    one_that_withdrew_before_it_was_suspended_is_known_when_it_comes_again,
    one_that_withdrew_while_it_was_suspended_is_known_until_staff_end_that,
    one_that_was_found_in_order_withdraws_and_comes_again_freely,
    one_that_hides_while_it_is_suspended_is_known_until_staff_end_that,
    one_that_hides_from_a_report_is_known_once_it_is_revoked,
    one_that_hid_before_anybody_looked_into_it_is_no_reason,
    one_is_known_however_many_with_its_words_were_declined_since,
    of_many_that_bear_one_name_the_first_and_the_last_are_read,
    a_sub_address_is_the_same_mailbox,
    a_disposable_domain_piles_up_and_is_called_so,
    the_most_of_what_piles_up_is_seen_and_the_rest_is_folded,
);

const FAKE: &str = "Lygte & Fyr A/S";
/// What it comes again as.
const DISGUISES: [&str; 6] = [
    "Lygжe og Fyr",
    "Lуgte og Fyr AS",
    "Lygte & Fyr Aktieselskab",
    "Lygte and Fyr",
    "Lyqte & Fyr A/S",
    "Fyr und Lygte",
];
/// Who is somebody else.
const OTHERS: [&str; 4] = ["Lygte & Tårn A/S", "Lygte", "Fyrre & Ask", "Dansk Lygteforening"];

/// Signs under a name, with a mailbox, a website and an address of one's own each time. Says whether it is held.
fn signs_as(app: &TestApp, name: &str, number: i64) -> Option<Hold> {
    let (email, website) = (format!("a@nyt{number}.example"), format!("https://nyt{number}.example"));
    let from = format!("198.51.100.{number}");
    sends(app, &from, &[("name", name), ("email", &email), ("website", &website)]);
    app.settle();
    held(app, number)
}

fn a_revoked_fake_is_known_by_names_that_are_nearly_its_own(app: &TestApp) {
    reasons(app);
    app.signatory(Given {
        name: FAKE,
        website: "https://fyr.example/",
        contacts: &["a@fyr.example"],
        state: EndorsementState::Revoked,
        ..Given::default()
    });
    for (name, number) in DISGUISES.into_iter().zip(2..) {
        assert_eq!(signs_as(app, name, number), Some(Hold::Returning), "{name}");
    }
    for (name, number) in OTHERS.into_iter().zip(8..) {
        assert_eq!(signs_as(app, name, number), None, "{name}");
    }
}

fn a_fake_that_is_erased_is_known_by_names_that_are_nearly_its_own(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "domain", "fyr.example");
    sends(app, FROM, &[("name", FAKE), ("email", "a@fyr.example"), ("website", "https://fyr.example")]);
    let (bodil, number) = (app.moderator(), case_of(app, 1).number);
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("This signature is held");
    // What stays in sight beside the buttons says first what cannot be undone.
    let in_sight = page.between("<div class=\"save\">", "</form>");
    let (words, button) =
        (in_sight.find("Everything that was sent is erased"), in_sight.find("turn-away\">Turn it"));
    assert!(words.is_some() && words < button, "{in_sight}");
    let revision = page.between("name=\"revision\" value=\"", "\"");
    let turned = bodil.post(&format!("/staff/cases/{number}/turn-away"), &[("revision", &revision)]);
    assert_eq!(turned.status, 303);
    app.settle();
    // Digests tell no words in another order.
    for (name, number) in DISGUISES.into_iter().take(5).zip(2..) {
        assert_eq!(signs_as(app, name, number), Some(Hold::Returning), "{name}");
    }
    for (name, number) in OTHERS.into_iter().zip(7..) {
        assert_eq!(signs_as(app, name, number), None, "{name}");
    }
}

fn one_that_has_hidden_since_is_not_told_of_beside_its_name(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::Suspended, ..Given::default() });
    let past = case_of(app, given.organisation.0).number;
    sends(app, FROM, &[("name", &given.name), ("website", "")]);
    assert_eq!(held(app, 2), Some(Hold::Returning));
    let (path, link) =
        (format!("/staff/cases/{}", case_of(app, 2).number), format!("href=\"/staff/cases/{past}\""));
    let bodil = app.moderator();
    assert!(bodil.get(&path).ok().body.contains(&link));
    hide(app, &given);
    let page = bodil.get(&path).ok().says("It looks like one that was removed");
    page.lacks(&link).lacks("Suspended");
}

/// Suzie's organisation, which somebody reports; gives the number of the report's Case too.
fn reported(app: &TestApp) -> (Signatory, i64) {
    reasons(app);
    let given = app.signatory(Given::default());
    let report = [("text", "This is not them."), ("email", "")];
    app.anonymous().post(&format!("/signatories/{}/report", given.slug), &report);
    let number = case_of(app, given.organisation.0).number;
    (given, number)
}

fn withdraws(app: &TestApp, given: &Signatory) {
    enter(app, SUZIE).post("/account/withdraw", &[("sure", "yes")]).ok();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
    app.settle();
}

fn one_that_withdrew_before_it_was_suspended_is_known_when_it_comes_again(app: &TestApp) {
    let (given, number) = reported(app);
    withdraws(app, &given);
    assert_eq!(signs_as(app, &given.name, 2), Some(Hold::Returning), "as long as the case is open");
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 2).number)).ok();
    page.says("What it looks like").says("Withdrawn").says(&format!("Case {number}"));
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().lacks("Revoke the signature");
    page.says("Whoever comes again like it is held");
    decide(&bodil, number, &Choice { write: false, ..Choice::plain("close") });
    assert_eq!(signs_as(app, "Folkeforening Skovbrynet", 3), Some(Hold::Returning), "in other words");
    let again = [("name", "Et Andet Navn"), ("email", SUZIE), ("website", "")];
    sends(app, "198.51.100.4", &again);
    assert_eq!(held(app, 4), Some(Hold::Returning), "by its mailbox");
}

fn one_that_withdrew_while_it_was_suspended_is_known_until_staff_end_that(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let bodil = app.moderator();
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    withdraws(app, &given);
    assert_eq!(signs_as(app, &given.name, 2), Some(Hold::Returning));
    decide(&bodil, inquiry, &Choice::plain("restore"));
    assert_eq!(signs_as(app, &given.name, 3), None, "the suspension is over");
}

fn one_that_was_found_in_order_withdraws_and_comes_again_freely(app: &TestApp) {
    let (given, number) = reported(app);
    decide(&app.moderator(), number, &Choice { write: false, ..Choice::plain("close") });
    app.clock.advance(Duration::minutes(1));
    withdraws(app, &given);
    assert_eq!(signs_as(app, &given.name, 2), None);
}

fn one_that_hides_while_it_is_suspended_is_known_until_staff_end_that(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let bodil = app.moderator();
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    app.clock.advance(Duration::minutes(1));
    hide(app, &given);
    app.settle();
    assert_eq!(signs_as(app, &given.name, 2), Some(Hold::Returning));
    assert_eq!(signs_as(app, "Folkeforening Skovbrynet", 3), Some(Hold::Returning), "in other words");
    sends(app, "198.51.100.4", &[("name", "Et Andet Navn"), ("email", SUZIE), ("website", "")]);
    assert_eq!(held(app, 4), Some(Hold::Returning), "by its mailbox");
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 2).number)).ok();
    page.says("It looks like one that was removed").lacks("Suspended");
    bodil.post(&format!("/staff/cases/{inquiry}/identity"), &[]);
    decide(&bodil, inquiry, &Choice::plain("restore"));
    assert_eq!(signs_as(app, &given.name, 5), None, "it was found in order");
}

/// Staff do a thing to a signatory that hides.
fn becomes(app: &TestApp, given: &Signatory, step: Act) {
    let id = given.endorsement;
    app.write(move |db, now| {
        let seen = store::endorsement::find(db, id)?;
        store::endorsement::apply(db, &seen, step, now)
    });
}

fn one_that_hides_from_a_report_is_known_once_it_is_revoked(app: &TestApp) {
    let (given, _) = reported(app);
    hide(app, &given);
    assert_eq!(signs_as(app, &given.name, 2), None, "nobody has found anything yet");
    becomes(app, &given, Act::Revoke);
    assert_eq!(signs_as(app, &given.name, 3), Some(Hold::Returning));
}

fn one_that_hid_before_anybody_looked_into_it_is_no_reason(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    hide(app, &given);
    app.clock.advance(Duration::minutes(1));
    let of = (given.organisation, "");
    let subject = given.endorsement.0;
    app.write(move |db, now| store::case::open(db, CaseKind::Inquiry, subject, of, now));
    becomes(app, &given, Act::Suspend);
    assert_eq!(signs_as(app, &given.name, 2), None);
}

fn one_is_known_however_many_with_its_words_were_declined_since(app: &TestApp) {
    reasons(app);
    let fake = app.signatory(Given {
        name: "Skovbrynet Havnevagt",
        website: "https://havnevagt.example/",
        contacts: &["a@havnevagt.example"],
        state: EndorsementState::Revoked,
        ..Given::default()
    });
    let version = app.call();
    for number in 0..310 {
        let word: String = number.to_string().bytes().map(|digit| char::from(digit + 49)).collect();
        let given = Given {
            name: format!("Skovbrynet Havnevaqt Ugle{word}").leak(),
            website: "",
            contacts: &["x@junk.example"],
            state: EndorsementState::Declined,
            ..Given::default()
        };
        app.block_on(place(&app.app, version, given)).unwrap();
    }
    (0..2).for_each(|_| app.settle());
    sends(app, FROM, &[("name", "Skovbrynet Havnevaqt"), ("email", "b@nyt.example"), ("website", "")]);
    let arrival = app.read(|db| store::arrival::of_endorsement(db, EndorsementId(312))).unwrap();
    assert_eq!((arrival.held, arrival.like_id), (Some(Hold::Returning), Some(fake.organisation)));
}

fn of_many_that_bear_one_name_the_first_and_the_last_are_read(app: &TestApp) {
    reasons(app);
    let name = "Skovbrynet Havnevagt";
    let given = |state| Given { name, website: "", contacts: &["x@junk.example"], state, ..Given::default() };
    let fake = app.signatory(given(EndorsementState::Revoked)).organisation;
    let version = app.call();
    for _ in 0..610 {
        app.block_on(place(&app.app, version, given(EndorsementState::Declined))).unwrap();
    }
    let called = [app.read(move |db| store::organisation::find(db, fake)).skeleton];
    let found = app.read(move |db| {
        let states = &[EndorsementState::Revoked, EndorsementState::Declined];
        store::removal::namesakes(db, &called, Among { states, left: &[], hid: &[] })
    });
    assert_eq!((found.len(), found.last().unwrap().organisation_id), (600, fake));
    assert!(found.is_sorted_by_key(|one| std::cmp::Reverse(one.organisation_id)), "newest first");
    sends(app, FROM, &[("name", name), ("email", "b@nyt.example"), ("website", "")]);
    assert_eq!(held(app, 612), Some(Hold::Returning));
}

fn a_sub_address_is_the_same_mailbox(app: &TestApp) {
    app.publish_call();
    let (asta, bodil) = (app.admin(), app.moderator());
    add_rule(&asta, "block", "mailbox", "fup@gmail.com");
    let signs = |number: i64, name: &str, email: &str| {
        let fields = [("name", name), ("email", email), ("website", "")];
        sends(app, &format!("198.51.100.{number}"), &fields);
        held(app, number)
    };
    assert_eq!(signs(1, "Forening Alfa", "fup+1@gmail.com"), Some(Hold::Blocked));
    assert_eq!(signs(2, "Forening Beta", "f.up@googlemail.com"), Some(Hold::Blocked));
    assert_eq!(signs(3, "Forening Gamma", "fupe@gmail.com"), None);
    assert_eq!(press(&bodil, case_of(app, 1).number, "turn-away").status, 303);
    let rule = app.read(|db| store::rule::live(db, Moment::from_millis(0)))[0].id;
    asta.send(&format!("/staff/limits/rules/{rule}/remove"), &[]).ok().says("The rule is gone");
    assert_eq!(signs(4, "Forening Delta", "fup+2@gmail.com"), Some(Hold::Returning));
}

fn a_disposable_domain_piles_up_and_is_called_so(app: &TestApp) {
    reasons(app);
    let asta = app.admin();
    set_limits(&asta, Limit::DomainAlarm, 2);
    for (number, mailbox) in
        ["a@yopmail.com", "b@yopmail.com", "c@gmail.com", "d@gmail.com"].into_iter().enumerate()
    {
        let (name, from) = (
            format!("Forening {}", ["Alfa", "Beta", "Gamma", "Delta"][number]),
            format!("198.51.100.{number}"),
        );
        sends(app, &from, &[("name", &name), ("email", mailbox), ("website", "")]);
        app.anonymous().post(&confirm_link(app, mailbox), &[]).ok();
    }
    let limits = asta.get("/staff/limits").ok().says("yopmail.com").lacks("gmail.com");
    // A line leads to what can be done about it, filled in, for who may do it.
    let rule = "/staff/limits?effect=block&kind=domain&about=yopmail.com";
    assert!(limits.body.contains(&format!("{}#rule", rule.replace('&', "&amp;"))), "{}", limits.body);
    let invalidation = "/staff/invalidations/new?domain=yopmail.com";
    assert!(!limits.body.contains(invalidation), "an admin alone may not");
    let filled = asta.get(rule).ok();
    assert!(filled.body.contains("name=\"about\" type=\"text\" value=\"yopmail.com\""), "{}", filled.body);
    filled.says("None yet");
    let bodil = app.moderator();
    let page = bodil.get("/staff/limits").ok().says("yopmail.com").lacks("#rule");
    assert!(page.body.contains(invalidation) && !page.body.contains("name=\"about\""), "{}", page.body);
    let filled = bodil.get(invalidation).ok();
    assert!(filled.body.contains("name=\"domain\" type=\"text\" value=\"yopmail.com\""), "{}", filled.body);
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 1);
    asta.get("/staff/cases").ok().says("Disposable mailbox").says("Free mailbox");
    asta.get("/staff/cases?mailbox=disposable").ok().says("Forening Alfa").lacks("Forening Gamma");
    asta.get(&format!("/staff/cases/{}", case_of(app, 1).number)).ok().says("A disposable mailbox");
}

fn the_most_of_what_piles_up_is_seen_and_the_rest_is_folded(app: &TestApp) {
    reasons(app);
    let asta = app.admin();
    set_limits(&asta, Limit::NetworkAlarm, 1);
    let given = app.signatory(Given::default());
    app.block_on(app.app.act(Origin::system(), move |act| {
        let email = Email::parse("a@havn.example").unwrap();
        for number in 1..=12_u8 {
            let from = std::net::Ipv4Addr::new(198, number, 100, 7).into();
            for _ in 0..number {
                arrival::keep_from(act, from, (given.endorsement, &email), Judgement::default(), false)?;
            }
        }
        act.audit(PLACED, Subject("endorsement", Some(given.endorsement.0)), serde_json::json!({}))
    }))
    .unwrap();
    let page = asta.get("/staff/limits").ok().says("3 more lines").body;
    let (seen, folded) = page.split_once("<details><summary>3 more lines").unwrap();
    // Twelve networks and the domain, which has most.
    let seen_first = ["havn.example", "198.12.100.7", "198.4.100.7"].iter().all(|one| seen.contains(one));
    assert!(seen_first && folded.contains("198.3.100.7</bdi>") && !seen.contains("198.3.100.7<"), "{page}");
}
