//! Two change one entry at once, or the ministry publishes meanwhile: what is sent is what its sender has compared.

use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::CaseKind;
use tilsagn::store;
use tilsagn::store::amendment::Amendment;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor, hidden};
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    what_the_ministry_published_meanwhile_is_not_taken_back_unseen,
    a_colleagues_newer_change_is_not_replaced_unseen,
    what_was_compared_is_sent_once,
    a_form_that_was_opened_before_says_what_it_would_take_back,
    what_the_ministry_asks_is_read_before_another_change_takes_its_place,
);

const BO: &str = "bo@skovbrynet.example";

fn compares(who: &Visitor, change: (&str, &str)) -> Page {
    who.post("/account/amend", &entry(&[("go", "check"), change])).ok().says("Check your change")
}

/// Presses *Send the change* on that page.
fn sends(who: &Visitor, page: &Page) -> Page {
    let fields = hidden(&page.body);
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("go", "send"));
    who.post("/account/amend", &fields)
}

fn open(app: &TestApp, of: &Signatory) -> Option<Amendment> {
    let id = of.organisation;
    app.read(move |db| store::amendment::open_of(db, id))
}

fn what_the_ministry_published_meanwhile_is_not_taken_back_unseen(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (suzie, bodil) = (enter(app, SUZIE), app.moderator());
    suzie.send("/account/amend", &entry(&[("go", "send"), ("statement", "We sign a lasting promise.")])).ok();
    let page = compares(&suzie, ("description", "Neighbours."));
    decide(&bodil, cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    let late = sends(&suzie, &page).says("This was changed meanwhile").says("Neighbours");
    assert_eq!(late.status, 409);
    assert!(open(app, &given).is_none(), "nothing was sent");
    assert!(late.body.contains("lasting"), "what would be taken back is shown: {}", late.text());
    let again = sends(&suzie, &late);
    assert_eq!((again.status, again.location()), (303, Some("/account?done=amended")), "{}", again.text());
    assert_eq!(open(app, &given).unwrap().after.0.description.as_deref(), Some("Neighbours."));
}

fn a_colleagues_newer_change_is_not_replaced_unseen(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo) = (enter(app, SUZIE), enter(app, BO));
    let page = compares(&suzie, ("name", "Skovbrynet Samtale"));
    assert_eq!(sends(&bo, &compares(&bo, ("name", "Skovbrynet Debat"))).status, 303);
    let late = sends(&suzie, &page);
    assert_eq!(late.status, 409);
    let waiting = late.between("id=\"h-waiting\"", "</section>");
    assert!(waiting.contains("Debat") && waiting.contains("Samtale"), "{waiting}");
    assert_eq!(open(app, &given).unwrap().after.0.name, "Skovbrynet Debat");
    assert_eq!(sends(&suzie, &late).status, 303);
    assert_eq!(open(app, &given).unwrap().after.0.name, "Skovbrynet Samtale");
}

fn what_was_compared_is_sent_once(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let page = compares(&suzie, ("name", "Skovbrynet Samtale"));
    assert_eq!((sends(&suzie, &page).status, sends(&suzie, &page).status), (303, 303), "a second click");
    assert_eq!(open(app, &given).unwrap().revision, 1);
}

fn a_form_that_was_opened_before_says_what_it_would_take_back(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo, bodil) = (enter(app, SUZIE), enter(app, BO), app.moderator());
    let opened = suzie.get("/account/amend").ok();
    let as_opened = |page: &Page| {
        let typed = entry(&[("go", "check"), ("statement", "We sign a lasting promise.")]);
        suzie.sends(page, "/account/amend", &typed)
    };
    assert_eq!(as_opened(&opened).status, 200, "nothing has changed yet");
    bo.send("/account/amend", &entry(&[("go", "send"), ("description", "Neighbours.")])).ok();
    decide(&bodil, cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    let late = as_opened(&opened).says("This was changed meanwhile").says("you did not change yourself");
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Neighbours"), "what would be taken back is shown: {}", late.text());
    let edited = suzie.sends(&late, "/account/amend", &[("go", "edit")]).ok();
    assert!(edited.body.contains("We sign a lasting promise."), "what was typed is kept: {}", edited.body);
    assert_eq!(as_opened(&edited).status, 200, "it was told");
    assert_eq!(sends(&suzie, &late).status, 303, "and can be sent as it is");
}

fn what_the_ministry_asks_is_read_before_another_change_takes_its_place(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let (suzie, bo) = (enter(app, SUZIE), enter(app, BO));
    let page = compares(&suzie, ("name", "Skovbrynet Samtale"));
    assert_eq!(sends(&bo, &compares(&bo, ("name", "Skovbrynet Debat"))).status, 303);
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    decide(&app.moderator(), number, &Choice::ask("Why another name?"));
    let late = sends(&suzie, &page).says("Why another name?");
    assert_eq!(late.status, 409);
    let asked = open(app, &given).unwrap();
    assert_eq!((asked.state, asked.after.0.name.as_str()), (AmendmentState::NeedsInfo, "Skovbrynet Debat"));
    assert_eq!(sends(&suzie, &late).status, 303, "it was told");
}
