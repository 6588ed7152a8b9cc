//! A page lies open while others go on: what is sent from it does nothing that its sender has not seen.

use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store;

use crate::nadia_stays_unnamed::{EMAIL, PUBLIC, account, published};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};
use crate::suzie_signs::endorsement;

stories!(
    a_page_from_before_shows_nobody_again,
    a_page_from_before_brings_no_day_forward,
    an_older_page_answers_no_newer_question,
    an_answer_does_not_undo_what_a_colleague_mended,
    an_older_page_answers_no_newer_question_about_a_change,
    an_older_page_answers_no_newer_question_about_a_commitment,
    a_question_about_the_signature_stands_beside_its_commitment,
    a_colleagues_change_is_not_called_back_unseen,
);

const BO: &str = "bo@skovbrynet.example";
const VISIBILITY: &str = "/account/visibility";
const ANSWER: &str = "/account/answer";

fn a_page_from_before_shows_nobody_again(app: &TestApp) {
    published(app, PUBLIC);
    let Letter::Published { hide_link: Some(link), .. } = app.mail_to(EMAIL) else { panic!("no link") };
    let (nadia, colleague) = (account(app), account(app));
    let unchosen = [("visibility", "public")];
    let hides: [&dyn Fn(); 2] =
        [&|| drop(colleague.fills(VISIBILITY, &[("visibility", "protected")]).ok()), &|| {
            drop(app.anonymous().post(&link, &[]).ok())
        }];
    for hide in hides {
        let before = nadia.get(VISIBILITY).ok();
        hide();
        let changes = || app.times(("endorsement", 1), "endorsement.visibility");
        let changed = changes();
        let late = nadia.sends(&before, VISIBILITY, &unchosen);
        assert_eq!(late.status, 409, "{}", late.text());
        assert_eq!((endorsement(app, 1).visibility, changes()), (Visibility::Protected, changed));
        assert!(late.body.contains("value=\"protected\" checked"), "as it is now: {}", late.body);
        let late = late.says("This was changed meanwhile");
        // Who reads that and chooses anew is taken at their word.
        assert_eq!(nadia.sends(&late, VISIBILITY, &unchosen).status, 303);
        assert_eq!(endorsement(app, 1).visibility, Visibility::Public);
        assert_eq!(nadia.post(VISIBILITY, &unchosen).status, 303, "it is so already");
    }
    let before = nadia.get(VISIBILITY).ok();
    colleague.fills(VISIBILITY, &[("visibility", "protected")]).ok();
    let wrong = nadia.sends(&before, VISIBILITY, &[]);
    assert_eq!((wrong.status, nadia.sends(&wrong, VISIBILITY, &unchosen).status), (422, 409));
    assert_eq!(nadia.post(VISIBILITY, &unchosen).status, 409, "nor from nowhere");
}

fn a_page_from_before_brings_no_day_forward(app: &TestApp) {
    app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo) = (enter(app, SUZIE), enter(app, BO));
    let until = |month| {
        let day = [("until_day", "1"), ("until_month", month), ("until_year", "2027")];
        [&[("visibility", "embargoed")][..], &day].concat()
    };
    suzie.fills(VISIBILITY, &until("2")).ok();
    let before = suzie.get(VISIBILITY).ok();
    bo.fills(VISIBILITY, &until("5")).ok();
    let late = suzie.sends(&before, VISIBILITY, &until("2"));
    assert_eq!(late.status, 409);
    assert!(late.body.contains("name=\"until_month\" value=\"5\"") || late.body.contains("value=\"5\""));
    assert_eq!(
        suzie.sends(&before, VISIBILITY, &[("visibility", "protected")]).status,
        303,
        "hiding waits for nobody"
    );
}

/// Two who act, the number of the Case, and the page on which the first reads a question.
fn asked(app: &TestApp) -> (Signatory, [Visitor; 2], i64, Page) {
    reasons(app);
    let given = app.signatory(Given {
        contacts: &[SUZIE, BO],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let number = number_of(app, &given);
    decide(&app.moderator(), number, &Choice::ask("Which society is it?"));
    let (suzie, bo) = (enter(app, SUZIE), enter(app, BO));
    let page = suzie.get(ANSWER).ok();
    (given, [suzie, bo], number, page)
}

fn website(app: &TestApp, of: &Signatory) -> Option<String> {
    let id = of.organisation;
    app.read(move |db| store::organisation::find(db, id)).website
}

fn an_older_page_answers_no_newer_question(app: &TestApp) {
    let (given, [suzie, bo], number, page) = asked(app);
    let bodil = app.second_moderator();
    let mended = entry(&[("website", "https://engen.example/"), ("reply", "The one by the meadow.")]);
    bo.fills(ANSWER, &mended).ok();
    decide(&bodil, number, &Choice::ask("And since when?"));
    let late = suzie.sends(&page, ANSWER, &entry(&[("reply", "The older one.")]));
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!(app.state_of(given.endorsement), EndorsementState::NeedsInfo, "it answers nothing");
    assert_eq!(website(app, &given).as_deref(), Some("https://engen.example/"));
    let late = late.says("This was changed meanwhile").says("And since when?").says("engen.example");
    assert!(late.body.contains("The older one.") && late.body.contains("https://skovbrynet.example/"));
    let again = suzie.sends(&late, ANSWER, &entry(&[("reply", "Since 1907.")]));
    assert_eq!(again.location(), Some("/account?done=answered"), "{}", again.text());
    // Taken back, and asked otherwise.
    decide(&bodil, number, &Choice::ask("Whose?"));
    let page = suzie.get(ANSWER).ok();
    decide(&bodil, number, &Choice::plain("take_back"));
    decide(&bodil, number, &Choice::ask("Whose?"));
    assert_eq!(suzie.sends(&page, ANSWER, &entry(&[("reply", "Ours.")])).status, 409);
}

fn an_answer_does_not_undo_what_a_colleague_mended(app: &TestApp) {
    let (_, [suzie, bo], number, page) = asked(app);
    let wrong = suzie.sends(&page, ANSWER, &entry(&[("reply", "")]));
    assert_eq!(wrong.status, 422);
    bo.fills(ANSWER, &entry(&[("website", "https://engen.example/"), ("reply", "By the meadow.")])).ok();
    decide(&app.second_moderator(), number, &Choice::ask("Which society is it?"));
    let late = suzie.sends(&wrong, ANSWER, &entry(&[("reply", "Mended.")]));
    assert_eq!(late.status, 409, "a page that came back with a mistake is no newer");
}

fn an_older_page_answers_no_newer_question_about_a_change(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo, bodil) = (enter(app, SUZIE), enter(app, BO), app.moderator());
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    decide(&bodil, number, &Choice::ask("Why A?"));
    let page = suzie.get(ANSWER).ok();
    bo.fills(ANSWER, &entry(&[("name", "Skov B"), ("reply", "B it is.")])).ok();
    decide(&bodil, number, &Choice::ask("Why B?"));
    let late = suzie.sends(&page, ANSWER, &entry(&[("name", "Skov A"), ("reply", "It is the first.")]));
    assert_eq!(late.status, 409, "{}", late.text());
    let id = given.organisation;
    let open = || app.read(move |db| store::amendment::open_of(db, id)).unwrap().after.0.name;
    assert_eq!(open(), "Skov B");
    let late = late.says("Why B?").says("Skov B");
    let kept = late.between("id=\"changed-title\"", "<h1");
    assert!(kept.contains("Name of the organisation"), "as the form names it: {kept}");
    assert!(late.body.contains("value=\"Skov A\""), "{}", late.body);
    let again = suzie.sends(&late, ANSWER, &entry(&[("name", "Skov A"), ("reply", "It is the first.")]));
    assert_eq!((again.status, open().as_str()), (303, "Skov A"));
}

/// A commitment as the form sends it, with changes.
fn whole(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let more = [("amount", "1500"), ("currency", "DKK"), ("stage", "announced")];
    let kept = PROMISE.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(&more).chain(changes).copied().collect()
}

fn an_older_page_answers_no_newer_question_about_a_commitment(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo, bodil) = (enter(app, SUZIE), enter(app, BO), app.moderator());
    suzie.send("/account/commitments/new", &whole(&[])).ok();
    let number = cases(app, &given, CaseKind::Commitment)[0].number;
    decide(&bodil, number, &Choice::ask("Which lamps?"));
    let id = given.organisation;
    let lamps = move |db: &mut store::Db| Ok(store::commitment::of_organisation(db, id)?.remove(0));
    let path = format!("/account/commitments/{}/change", app.read(lamps).public_id);
    let page = suzie.get(&path).ok();
    bo.fills(&path, &whole(&[("title", "Red lamps"), ("reply", "Red ones.")])).ok();
    decide(&bodil, number, &Choice::ask("Why red?"));
    let late = suzie.sends(&page, &path, &whole(&[("title", "Blue lamps"), ("reply", "Blue ones.")]));
    assert_eq!((late.status, app.read(lamps).title.as_str()), (409, "Red lamps"), "{}", late.text());
    let late = late.says("Why red?").says("Red lamps");
    assert!(late.body.contains("Blue lamps") && late.body.contains("Blue ones."), "{}", late.body);
    let again = suzie.sends(&late, &path, &whole(&[("title", "Blue lamps"), ("reply", "Blue ones.")]));
    assert_eq!((again.status, app.read(lamps).title.as_str()), (303, "Blue lamps"));
}

fn a_question_about_the_signature_stands_beside_its_commitment(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given {
        contacts: &[SUZIE],
        commitments: &["Lamps"],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let (number, suzie, bodil) = (number_of(app, &given), enter(app, SUZIE), app.moderator());
    decide(&bodil, number, &Choice::ask("Which lamps?"));
    let id = given.commitments[0];
    let lamps = app.read(move |db| store::commitment::find(db, id));
    let path = format!("/account/commitments/{}/change", lamps.public_id);
    let page = suzie.get(&path).ok().says("Which lamps?");
    decide(&bodil, number, &Choice::plain("take_back"));
    decide(&bodil, number, &Choice::ask("Whose lamps?"));
    let late = suzie.sends(&page, &path, &whole(&[]));
    assert_eq!(late.status, 409, "{}", late.text());
    let late = late.says("Read once more what is asked").says("Whose lamps?");
    assert!(!late.body.contains("name=\"reply\""), "that is answered with the signature: {}", late.body);
    assert_eq!(suzie.sends(&late, &path, &whole(&[])).location(), Some("/account/answer"));
}

fn a_colleagues_change_is_not_called_back_unseen(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo) = (enter(app, SUZIE), enter(app, BO));
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let page = suzie.get("/account").ok();
    bo.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov B")])).ok();
    let call_back = |page: &Page| suzie.sends(page, "/account/amend/call-back", &[]);
    let late = call_back(&page);
    assert_eq!(late.status, 409, "{}", late.text());
    let late = late.says("a colleague has sent another change").says("Nothing has been called back");
    let id = given.organisation;
    let open = || app.read(move |db| store::amendment::open_of(db, id)).map(|open| open.after.0.name);
    assert_eq!(open().as_deref(), Some("Skov B"));
    assert_eq!((call_back(&late).status, open()), (303, None));
}
