//! Suzie changes what her organisation has promised: the ministry compares and decides, and everybody reads both.

use chrono::Duration;
use serde_json::Value;
use tilsagn::app::letter::Letter;
use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;
use tilsagn::store::commitment::Commitment;
use tilsagn::store::revision::Revision;

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_takes_over::{exported, import};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, cases, enter};

stories!(
    a_published_promise_is_amended_from_the_account_to_the_register,
    what_is_typed_is_not_lost_and_nothing_new_is_told_kindly,
    one_change_waits_at_a_time_and_is_called_back,
    what_a_colleague_sent_meanwhile_is_not_replaced_unseen,
    a_question_about_a_change_is_answered,
    a_change_that_was_declined_is_told_with_its_promise,
    a_change_waits_while_its_promise_is_hidden,
    what_it_was_is_told_nowhere_while_its_words_are_hidden,
    a_change_ends_with_its_promise_its_signature_and_its_name,
    who_must_not_be_named_changes_nothing_here,
    a_new_site_tells_both,
);

pub const BO: &str = "bo@skovbrynet.example";
pub const OAK: (&str, &str) = ("title", "Benches of oak");

/// Everything that the form of the promise sends, with some of it changed.
pub fn whole(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = [
        ("kind", "action"),
        ("title", "Benches"),
        ("action", "We will do it, and say when it is done."),
        ("measure", "deliverable"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2027"),
        ("countries", "DK"),
    ];
    let kept = kept.into_iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes.iter().copied()).collect()
}

/// Who promised benches on 24 November, the day before; Suzie in her account, and the address of the promise.
pub fn promised(app: &TestApp) -> (Signatory, Visitor, String) {
    reasons(app);
    let given = app.signatory(Given {
        state: EndorsementState::InReview,
        commitments: &["Benches"],
        contacts: &[SUZIE, BO],
        ..Given::default()
    });
    decide(&app.moderator(), number_of(app, &given), &Choice::publish());
    app.clock.advance(Duration::days(1));
    app.settle();
    let page = format!("/commitments/{}", kept(app, &given).public_id);
    (given, enter(app, SUZIE), page)
}

pub fn form_of(page: &str) -> String {
    format!("/account{page}/change")
}

fn kept(app: &TestApp, of: &Signatory) -> Commitment {
    let id = of.commitments[0];
    app.read(move |db| store::commitment::find(db, id))
}

pub fn waiting(app: &TestApp, of: &Signatory) -> Option<Revision> {
    let id = of.commitments[0];
    app.read(move |db| store::revision::open_of(db, id))
}

/// Compares a change on the page of the form, and sends it.
#[track_caller]
pub fn asks(who: &Visitor, page: &str, change: (&'static str, &'static str)) {
    let form = who.get(&form_of(page)).ok();
    let compared = who.sends(&form, &form_of(page), &whole(&[change, ("go", "check")])).ok();
    let sent = who.sends(&compared, &form_of(page), &[("go", "send")]);
    assert_eq!((sent.status, sent.location()), (303, Some("/account?done=amended")), "{}", sent.text());
}

pub fn case(app: &TestApp, of: &Signatory) -> i64 {
    cases(app, of, CaseKind::Amendment)[0].number
}

/// Where the Case of the change stands that was sent last.
fn became(app: &TestApp, of: &Signatory) -> (CaseState, Option<CaseOutcome>) {
    let case = cases(app, of, CaseKind::Amendment).remove(0);
    (case.state, case.outcome)
}

fn published(app: &TestApp, given: &Signatory, suzie: &Visitor, page: &str) -> Colleague {
    asks(suzie, page, OAK);
    let bodil = app.second_moderator();
    decide(&bodil, case(app, given), &Choice::publish());
    app.settle();
    bodil
}

fn a_published_promise_is_amended_from_the_account_to_the_register(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let (anyone, path) = (app.anonymous(), form_of(&page));
    let account = suzie.get("/account").ok();
    assert!(account.body.contains(&format!("href=\"{path}\"")), "{}", account.body);
    let form = suzie.get(&path).ok().says("The ministry checks a change before the register shows it.");
    assert!(form.body.contains("value=\"Benches\""), "filled with what holds: {}", form.body);
    let compared = suzie.sends(&form, &path, &whole(&[OAK, ("due_year", "2028"), ("go", "check")])).ok();
    let compared = compared.says("Check your change").says("2028");
    assert!(waiting(app, &given).is_none(), "nothing is sent yet");
    assert_eq!(suzie.sends(&compared, &path, &[("go", "send")]).location(), Some("/account?done=amended"));
    suzie.get("/account").ok().says("Change on its way").says("being checked");
    anyone.get(&page).ok().says("Benches").lacks("of oak");

    let (bodil, number) = (app.second_moderator(), case(app, &given));
    let file = bodil.get(&format!("/staff/cases/{number}")).ok().says("Publish the change");
    let diff = file.between("id=\"h-diff\"", "</section>");
    assert!(diff.contains("of oak") && diff.contains("2027") && diff.contains("2028"), "{diff}");
    decide(&bodil, number, &Choice::publish());
    app.settle();
    let now = kept(app, &given);
    assert_eq!((now.title.as_str(), now.version, now.state), (OAK.1, 2, StoredState::Active));
    let told = app.mails().into_iter().rev().find_map(|mail| match mail.letter {
        Letter::ChangePublished { link, of_commitment, .. } if mail.to == SUZIE => {
            Some((link, of_commitment))
        }
        _ => None,
    });
    assert!(told.is_some_and(|(link, new)| link.ends_with(&page) && !new), "a change, and where it is read");

    let shown = anyone.get(&page).ok().says("Commitment revised").says("revision 2");
    shown.says("Title: from Benches to Benches of oak").says("Due: from 30 June 2027 to 30 June 2028");
    anyone.get(&format!("/da{page}")).ok().says("Tilsagn ændret").says("Overskrift: fra Benches til");
    let then = anyone.get(&format!("{page}?as_of=2026-11-24")).ok().says("Benches");
    then.lacks("of oak").lacks("Commitment revised");
    let list = |query: &str| {
        let list = anyone.get(&format!("/api/v1/commitments{query}")).ok();
        serde_json::from_str::<Value>(&list.body).unwrap()["data"][0].clone()
    };
    assert_eq!((&list("")["version"], &list("")["title"]), (&2.into(), &OAK.1.into()));
    let then = list("?as_of=2026-11-24");
    assert_eq!((&then["version"], &then["title"]), (&1.into(), &"Benches".into()));
    anyone.get("/data/commitments.csv").ok().says(OAK.1);
    anyone.get("/data/entries.ndjson").ok().says("commitment.revised");
    anyone.get(&format!("/signatories/{}", kept_slug(app, &given))).ok().says("Commitment revised");
    app.verify().good();
}

fn kept_slug(app: &TestApp, of: &Signatory) -> String {
    let id = of.organisation;
    app.read(move |db| store::organisation::find(db, id)).slug.unwrap()
}

fn what_is_typed_is_not_lost_and_nothing_new_is_told_kindly(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let path = form_of(&page);
    let form = suzie.get(&path).ok();
    let same = suzie.sends(&form, &path, &whole(&[("go", "check")]));
    assert_eq!(same.status, 422, "{}", same.text());
    same.says("this is what the register says already");
    let lacks = suzie.sends(&form, &path, &whole(&[OAK, ("action", ""), ("go", "check")]));
    assert_eq!(lacks.status, 422, "{}", lacks.text());
    assert!(lacks.body.contains("value=\"Benches of oak\""), "{}", lacks.body);
    let compared = suzie.sends(&lacks, &path, &whole(&[OAK, ("go", "check")])).ok();
    let edited = suzie.sends(&compared, &path, &[("go", "edit")]).ok();
    assert!(edited.body.contains("value=\"Benches of oak\""), "{}", edited.body);
    assert!(waiting(app, &given).is_none());
    assert_eq!(kept(app, &given).version, 1);
}

fn one_change_waits_at_a_time_and_is_called_back(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    asks(&suzie, &page, OAK);
    let again = suzie.get(&form_of(&page)).ok().says("it takes the first one’s place");
    assert!(again.body.contains("value=\"Benches of oak\""), "{}", again.body);
    asks(&suzie, &page, ("title", "Benches of ash"));
    let open = waiting(app, &given).unwrap();
    assert_eq!((open.revision, open.after.0.title.as_str()), (2, "Benches of ash"));
    assert_eq!(cases(app, &given, CaseKind::Amendment).len(), 1);
    let account = suzie.get("/account").ok();
    let back = format!("/account{page}/call-back");
    let seen = account.between(&back, "</form>");
    let seen = seen.split_once("name=\"seen\" value=\"").unwrap().1.split_once('"').unwrap().0;
    for _ in 0..2 {
        let done = suzie.post(&back, &[("seen", seen)]);
        assert_eq!(done.location(), Some("/account?done=called-back"), "{}", done.text());
    }
    assert_eq!(became(app, &given), (CaseState::Closed, Some(CaseOutcome::CalledBack)));
    let state = app.read(move |db| store::revision::find(db, open.id)).state;
    assert_eq!((state, waiting(app, &given).is_none()), (AmendmentState::Cancelled, true));
}

fn what_a_colleague_sent_meanwhile_is_not_replaced_unseen(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let (bo, path) = (enter(app, BO), form_of(&page));
    let form = suzie.get(&path).ok();
    let compared = suzie.sends(&form, &path, &whole(&[("title", "Swings"), ("go", "check")])).ok();
    asks(&bo, &page, OAK);
    let late = suzie.sends(&compared, &path, &[("go", "send")]).says("This was changed meanwhile");
    assert_eq!(late.status, 409);
    let beside = late.between("id=\"h-waiting\"", "</section>");
    assert!(beside.contains("oak") && beside.contains("Swings"), "{beside}");
    assert_eq!(waiting(app, &given).unwrap().after.0.title, OAK.1);
    assert_eq!(suzie.sends(&late, &path, &[("go", "send")]).status, 303, "it was told");
    assert_eq!(waiting(app, &given).unwrap().after.0.title, "Swings");
}

fn a_question_about_a_change_is_answered(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let path = form_of(&page);
    asks(&suzie, &page, OAK);
    let (bodil, number) = (app.second_moderator(), case(app, &given));
    decide(&bodil, number, &Choice::ask("Why oak?"));
    suzie.get("/account").ok().says("Why oak?");
    let form = suzie.get(&path).ok().says("Why oak?");
    let silent = suzie.sends(&form, &path, &whole(&[OAK, ("reply", ""), ("go", "answer")]));
    assert_eq!(silent.status, 422, "{}", silent.text());
    let sent = suzie.sends(
        &form,
        &path,
        &whole(&[("title", "Benches of ash"), ("reply", "Ash, rather."), ("go", "answer")]),
    );
    assert_eq!((sent.status, sent.location()), (303, Some("/account?done=answered")), "{}", sent.text());
    let open = waiting(app, &given).unwrap();
    assert_eq!((open.state, open.after.0.title.as_str()), (AmendmentState::InReview, "Benches of ash"));
    bodil.get(&format!("/staff/cases/{number}")).ok().says("Ash, rather.").says("of ash");
    decide(&bodil, number, &Choice::publish());
    assert_eq!(kept(app, &given).title, "Benches of ash");
}

fn a_change_that_was_declined_is_told_with_its_promise(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    asks(&suzie, &page, OAK);
    let (bodil, number) = (app.second_moderator(), case(app, &given));
    decide(&bodil, number, &Choice::decline("Oak is scarce."));
    let account = suzie.get("/account").ok().says("Your change was declined on").says("Oak is scarce.");
    let again = account.says("Mend what you sent").between(&form_of(&page), "\">");
    let again = suzie.get(&format!("{}{again}", form_of(&page))).ok().says("The fields hold what you sent");
    assert!(again.body.contains("value=\"Benches of oak\""), "{}", again.body);
    assert!(suzie.get(&form_of(&page)).ok().body.contains("value=\"Benches\""), "else with what holds");
    assert_eq!((kept(app, &given).version, kept(app, &given).title.as_str()), (1, "Benches"));
    let diff = bodil.get(&format!("/staff/cases/{number}")).ok().between("id=\"h-diff\"", "</section>");
    assert!(diff.contains("oak"), "it stays as it was decided: {diff}");
    app.settle();
    app.anonymous().get(&page).ok().lacks("Commitment revised");
}

/// Hides the promise, and says in which Case.
pub fn hidden(app: &TestApp, bodil: &Colleague, page: &str) -> i64 {
    let opened = bodil.post(&format!("/staff{page}/case"), &[]);
    let number: i64 = opened.location().and_then(|to| to.rsplit('/').next()?.parse().ok()).unwrap();
    decide(bodil, number, &Choice::suspend(""));
    app.settle();
    number
}

fn a_change_waits_while_its_promise_is_hidden(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    asks(&suzie, &page, OAK);
    let (bodil, number) = (app.second_moderator(), case(app, &given));
    let hiding = hidden(app, &bodil, &page);
    let file = format!("/staff/cases/{number}");
    bodil.get(&file).ok().lacks("Publish the change").says("The commitment is hidden for now");
    suzie.get("/account").ok().says("Change on its way").says("Call the change back");
    decide(&bodil, hiding, &Choice::plain("restore"));
    bodil.get(&file).ok().says("Publish the change");
    decide(&bodil, number, &Choice::publish());
    app.settle();
    app.anonymous().get(&page).ok().says(OAK.1);
    app.verify().good();
}

fn what_it_was_is_told_nowhere_while_its_words_are_hidden(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let bodil = published(app, &given, &suzie, &page);
    let hiding = hidden(app, &bodil, &page);
    let anyone = app.anonymous();
    let profile = format!("/signatories/{}", kept_slug(app, &given));
    for path in [&page, &profile, &format!("{page}?as_of=2026-11-24"), &format!("{profile}?as_of=2026-11-25")]
    {
        anyone.get(path).ok().lacks("Benches");
    }
    decide(&bodil, hiding, &Choice::plain("restore"));
    app.settle();
    anyone.get(&page).ok().says("Title: from Benches to Benches of oak");
    app.verify().good();
}

fn a_change_ends_with_its_promise_its_signature_and_its_name(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let bodil = published(app, &given, &suzie, &page);
    asks(&suzie, &page, ("title", "Swings"));
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    assert_eq!(became(app, &given), (CaseState::Closed, Some(CaseOutcome::Hidden)));
    let id = given.commitments[0];
    let last = app.read(move |db| store::revision::last_of(db, id)).unwrap();
    assert!(last.after.0.is_blank() && last.before.0.is_blank(), "nothing of it lies in the clear");
    let file = bodil.get(&format!("/staff/cases/{}", case(app, &given))).ok();
    file.says("ended, since the organisation hid").lacks("Swings");
    app.settle();
    app.verify().good();
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    app.settle();
    app.anonymous().get(&page).ok().says(OAK.1).says("Commitment revised");
    app.verify().good();

    asks(&suzie, &page, ("title", "Swings"));
    suzie.fills(&format!("/account{page}/drop"), &[("reason", "The wood was felled.")]).ok();
    assert_eq!(became(app, &given), (CaseState::Closed, Some(CaseOutcome::GivenUp)));
    app.settle();
    app.verify().good();
}

fn who_must_not_be_named_changes_nothing_here(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    let form = suzie.get(&form_of(&page)).ok();
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    let sent = suzie.sends(&form, &form_of(&page), &whole(&[OAK, ("go", "check")]));
    assert_eq!((suzie.get(&form_of(&page)).status, sent.status), (409, 409), "{}", sent.text());
    assert!(waiting(app, &given).is_none());
}

fn a_new_site_tells_both(app: &TestApp) {
    let (given, suzie, page) = promised(app);
    published(app, &given, &suzie, &page);
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &["--static"]), app.empty_twin());
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = new.anonymous().get(&page).ok().says("revision 2");
    shown.says("Title: from Benches to Benches of oak");
    new.anonymous().get(&format!("{page}?as_of=2026-11-24")).ok().says("Benches").lacks("of oak");
}
