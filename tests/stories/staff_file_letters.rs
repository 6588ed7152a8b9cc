//! An official letter about an organisation that is here already: a municipality, a company, one that must not be named.
//! One colleague records it, another confirms it.

use tilsagn::app::letter::Letter;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::organisation::Category;
use tilsagn::store;
use tilsagn::store::assurance::{Assurance, AssuranceState};

use crate::nadia_stays_unnamed::{Lacks, PROTECTED, PUBLIC, TELLING, account, confirmed, tables_that_tell};
use crate::staff_second::{self, approve};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    a_letter_about_a_municipality_in_the_register_is_confirmed_by_another,
    who_cannot_confirm_a_letter_reads_why,
    a_letter_in_review_is_confirmed_with_the_publication,
    a_letter_that_was_recorded_wrongly_is_put_aside,
    a_letter_with_mistakes_comes_back,
    while_a_decision_waits_no_letter_changes_what_it_rests_on,
    what_was_shown_before_a_letter_was_put_aside_is_not_decided,
    a_state_is_not_published_without_its_letter,
    a_letter_about_nadias_organisation_is_kept_sealed,
);

const SHA256: &str = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

fn letter(reference: &str) -> [(&str, &str); 5] {
    [
        ("reference", reference),
        ("dated_day", "20"),
        ("dated_month", "11"),
        ("dated_year", "2026"),
        ("sha256", SHA256),
    ]
}

/// Records a letter from a Case's page; gives the number of the Case in which it waits.
pub fn record(colleague: &Colleague, number: i64, reference: &str) -> i64 {
    let answer = colleague.post(&format!("/staff/cases/{number}/letter"), &letter(reference));
    assert_eq!(answer.status, 303, "{}", answer.text());
    let waits = answer.location().unwrap().split('/').nth(3).unwrap();
    waits.parse().unwrap()
}

fn letters(app: &TestApp, of: OrganisationId) -> Vec<Assurance> {
    let mut all = app.read(move |db| store::assurance::of_organisation(db, of));
    all.retain(|one| one.level == Level::OfficialLetter);
    all
}

/// Presses a button of the letter that was recorded last.
fn press(app: &TestApp, colleague: &Colleague, (number, button): (i64, &str), of: OrganisationId) -> Page {
    let id = letters(app, of)[0].id;
    colleague.post(&format!("/staff/cases/{number}/letter/{id}/{button}"), &[])
}

fn municipality(app: &TestApp) -> Signatory {
    app.signatory(Given {
        name: "Lillevang Kommune",
        category: Category::LocalGovernment,
        website: "https://lillevang.example/",
        contacts: &["suzie@lillevang.example"],
        ..Given::default()
    })
}

fn level(app: &TestApp, slug: &str) -> String {
    let page = app.anonymous().get(&format!("/api/v1/signatories/{slug}")).ok();
    let told: serde_json::Value = serde_json::from_str(&page.body).unwrap();
    told["assurance"]["level"].as_str().unwrap().to_owned()
}

fn a_letter_about_a_municipality_in_the_register_is_confirmed_by_another(app: &TestApp) {
    let signatory = municipality(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let closed = number_of(app, &signatory);
    bodil.get(&format!("/staff/cases/{closed}")).ok().says("Official letters");
    bodil.get(&format!("/staff/cases/{closed}/letter")).ok().says("No letter has been recorded");
    let number = record(&bodil, closed, "2026-4711");
    assert_ne!(number, closed, "what waits stands in the queue, in a Case that is open");
    assert_eq!(record(&bodil, closed, "2026-4711"), number, "pressed twice");
    let told = app.mails().into_iter().filter_map(|mail| match mail.letter {
        Letter::LetterRecorded { link, .. } => Some((mail.to, link)),
        _ => None,
    });
    let told: Vec<_> = told.collect();
    let [(to, link)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(to, &mogens.email);
    app.settle();
    assert_eq!(level(app, &signatory.slug), "none", "one person is not enough");
    let case = format!("/staff/cases/{number}");
    let page =
        bodil.get(&case).ok().says("How we know it").says("Recorded: Bodil Prøvesen , 24 November 2026");
    page.says("Does not count before a second person has confirmed it").lacks("Confirmed: Mogens");

    assert_eq!(press(app, &bodil, (number, "confirm"), signatory.organisation).status, 403, "the recorder");
    mogens.get(link).ok().says("2026-4711").says(SHA256).says("Confirm the letter");
    for _ in 0..2 {
        let done = press(app, &mogens, (number, "confirm"), signatory.organisation);
        assert_eq!(done.status, 303, "{}", done.text());
    }
    app.settle();
    assert_eq!(level(app, &signatory.slug), "official_letter");
    let again = bodil.post(&format!("/staff/cases/{number}/letter"), &letter("2026-4713"));
    assert_eq!(again.says("This letter has already been used").status, 422, "the same scan");
    let page = bodil.get(&case).ok().says("Reference 2026-4711 , dated 20 November 2026").says(SHA256);
    page.says("Confirmed: Mogens Eksempel , 24 November 2026").says("as long as the signature stands");
    let page = app.anonymous().get(&format!("/signatories/{}", signatory.slug)).ok();
    page.says("Official letter").lacks("2026-4711").lacks(SHA256);
    let kept = letters(app, signatory.organisation).remove(0);
    let two = (kept.state, kept.recorded_by, kept.confirmed_by);
    assert_eq!(two, (AssuranceState::Confirmed, Some(bodil.id), Some(mogens.id)));
    let of = signatory.organisation;
    let entries = app.read(move |db| store::entry::of_organisation(db, of));
    let recorded = entries.iter().filter(|entry| entry.kind == "assurance.recorded").count();
    assert_eq!(recorded, 1, "entered once");
    app.verify().good();
}

fn who_cannot_confirm_a_letter_reads_why(app: &TestApp) {
    let signatory = municipality(app);
    let bodil = app.moderator();
    let number = record(&bodil, number_of(app, &signatory), "2026-4711");
    let page = format!("/staff/cases/{number}/letter");
    bodil.get(&page).ok().says("You recorded this letter").lacks("Confirm the letter");
    let newcomer = app.newcomer("moderator", "Nanna Nyling");
    newcomer.get(&page).ok().says("less than 24 hours").lacks("Confirm the letter");
    let viewer = app.viewer();
    assert_eq!(viewer.get(&page).status, 403);
    for (colleague, button) in [(&newcomer, "confirm"), (&viewer, "confirm"), (&viewer, "put-aside")] {
        assert_eq!(press(app, colleague, (number, button), signatory.organisation).status, 403, "{button}");
    }
    let asta = app.admin();
    asta.get(&page).ok().says("Confirm the letter").lacks("Put the letter aside");
    assert_eq!(press(app, &asta, (number, "confirm"), signatory.organisation).status, 303);
}

fn a_letter_in_review_is_confirmed_with_the_publication(app: &TestApp) {
    let given =
        Given { state: EndorsementState::InReview, category: Category::Multilateral, ..Given::default() };
    let signatory = app.signatory(given);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let number = number_of(app, &signatory);
    assert_eq!(record(&bodil, number, "2026-4712"), number);
    mogens
        .get(&format!("/staff/cases/{number}/letter"))
        .ok()
        .says("confirmed when the signature is published");
    let alone = press(app, &mogens, (number, "confirm"), signatory.organisation);
    assert_eq!(alone.status, 409, "not by itself");
    decide(&mogens, number, &Choice::publish()).says("For a second person");
    assert_eq!(approve(&bodil, number).status, 403, "who recorded it");
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    let kept = letters(app, signatory.organisation).remove(0);
    assert_eq!((kept.state, kept.confirmed_by), (AssuranceState::Confirmed, Some(asta.id)));
}

fn a_letter_that_was_recorded_wrongly_is_put_aside(app: &TestApp) {
    let signatory = municipality(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record(&bodil, number_of(app, &signatory), "2026-4711");
    let second = mogens.post(&format!("/staff/cases/{number}/letter"), &letter("2026-4713"));
    assert_eq!(second.status, 409, "one waits");
    for _ in 0..2 {
        assert_eq!(press(app, &bodil, (number, "put-aside"), signatory.organisation).status, 303);
    }
    assert_eq!(press(app, &mogens, (number, "confirm"), signatory.organisation).status, 409);
    bodil.get(&format!("/staff/cases/{number}/letter")).ok().says("put aside").says("Record a letter");
    record(&bodil, number, "2026-4713");
    assert_eq!(press(app, &mogens, (number, "confirm"), signatory.organisation).status, 303);
    let states: Vec<_> = letters(app, signatory.organisation).iter().map(|one| one.state).collect();
    assert_eq!(states, [AssuranceState::Confirmed, AssuranceState::Refused]);
}

fn a_letter_with_mistakes_comes_back(app: &TestApp) {
    let number = number_of(app, &municipality(app));
    let bodil = app.moderator();
    let wrong = [("reference", "Note 12"), ("dated_day", "31"), ("dated_month", "2"), ("sha256", "abc")];
    let page = bodil.post(&format!("/staff/cases/{number}/letter"), &wrong);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"Note 12\"") && page.body.contains("value=\"abc\""), "{}", page.body);
    page.says("There is a problem");
}

fn while_a_decision_waits_no_letter_changes_what_it_rests_on(app: &TestApp) {
    let signatory = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = number_of(app, &signatory);
    record(&bodil, number, "2026-4711");
    decide(&bodil, number, &Choice::publish()).says("For a second person");
    let page = mogens.get(&format!("/staff/cases/{number}/letter")).ok();
    page.says("waits for its second person").lacks("Put the letter aside");
    assert_eq!(press(app, &mogens, (number, "put-aside"), signatory.organisation).status, 409);
    assert_eq!(approve(&mogens, number).status, 303);
}

fn what_was_shown_before_a_letter_was_put_aside_is_not_decided(app: &TestApp) {
    let given =
        Given { state: EndorsementState::InReview, category: Category::LocalGovernment, ..Given::default() };
    let signatory = app.signatory(given);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = number_of(app, &signatory);
    record(&bodil, number, "2026-4711");
    let page = preview(&bodil, number, &Choice::publish()).ok();
    let theirs = press(app, &mogens, (number, "put-aside"), signatory.organisation);
    assert_eq!(theirs.status, 409, "whoever looks at a decision has the Case alone");
    assert_eq!(press(app, &bodil, (number, "put-aside"), signatory.organisation).status, 303);
    assert_eq!(send_preview(&bodil, number, &page).status, 409, "two were to decide, as was shown");
    assert_eq!(app.state_of(signatory.endorsement), EndorsementState::InReview);
}

fn a_state_is_not_published_without_its_letter(app: &TestApp) {
    let bodil = app.moderator();
    let number = staff_second::record(app, &bodil);
    let of = app.read(move |db| store::case::by_number(db, number)).organisation_id;
    bodil.get(&format!("/staff/cases/{number}")).ok().says("Publish the signature");
    assert_eq!(press(app, &bodil, (number, "put-aside"), of).status, 303);
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("None is recorded yet");
    page.lacks("Publish the signature");
    assert_eq!(Choice::publish().send(&bodil, number).status, 409);
    // Entered once more, it is another letter.
    assert_ne!(staff_second::record(app, &bodil), number);
}

fn a_letter_about_nadias_organisation_is_kept_sealed(app: &TestApp) {
    let number = confirmed(app, PROTECTED);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let path = format!("/staff/cases/{number}/letter");
    let masked = bodil.post(&path, &letter("Hemmelighuset 12"));
    assert_eq!(masked.status, 403, "who has not looked who it is");
    let case = format!("/staff/cases/{number}");
    bodil.post(&format!("{case}/identity"), &[]);
    record(&bodil, number, "Hemmelighuset 12");
    bodil.get(&case).ok().says("Reference Hemmelighuset 12");
    for looker in [&mogens, &app.viewer()] {
        looker.get(&case).ok().lacks("How we know it").lacks("Hemmelighuset");
    }
    mogens.post(&format!("{case}/identity"), &[]);
    mogens.get(&path).ok().says("Hemmelighuset 12");
    assert_eq!(tables_that_tell(app), Vec::<String>::new());
    decide(&bodil, number, &Choice::publish()).says("For a second person");
    assert_eq!(approve(&mogens, number).status, 303);
    app.settle();
    assert_eq!(tables_that_tell(app), Vec::<String>::new());
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    let page = mogens.get(&path).ok();
    page.says("Hemmelighuset 12").says("confirmed");
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let told = tables_that_tell(app);
    assert!(!told.iter().any(|table| table == "assurances"), "{told:?} {TELLING:?}");
}
