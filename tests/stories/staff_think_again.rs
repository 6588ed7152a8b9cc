//! Bodil takes back what she decided on many, as long as nobody has allowed it; and goes on with what broke off.

use chrono::Duration;
use tilsagn::domain::case::BulkState;
use tilsagn::domain::endorsement::EndorsementState::{Declined, InReview};
use tilsagn::domain::invalidation::InvalidationState;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_decide_many::{self, DECLINE, done, numbers, press, some, states};
use crate::staff_invalidate;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Signatory;
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, hidden};

stories!(
    what_breaks_off_is_told_and_gone_on_with,
    bodil_takes_a_decision_on_many_back,
    a_decision_on_many_whose_reason_went_is_sent_back,
    bodil_takes_an_invalidation_back,
);

/// Bodil declines three, and the second cannot be written to: it breaks off after the first. Gives the page that she confirmed.
fn breaks_off(app: &TestApp, bodil: &Colleague, three: &[Signatory]) -> Page {
    let page = staff_decide_many::look(bodil, &numbers(app, three), &DECLINE).ok();
    app.sql("CREATE TABLE kept AS SELECT id, sealed FROM representatives");
    let broken = three[1].organisation;
    app.sql(&format!(
        "UPDATE representatives SET sealed = substr(sealed, 2) WHERE organisation_id = {broken}"
    ));
    assert_eq!(press(bodil, &page).status, 500);
    assert_eq!(states(app, three), [Declined, InReview, InReview]);
    page
}

fn what_breaks_off_is_told_and_gone_on_with(app: &TestApp) {
    reasons(app);
    let three = some(app, 3);
    let bodil = app.moderator();
    let page = breaks_off(app, &bodil, &three);
    let (id, at_work) = done(&bodil, &page);
    let at_work = at_work.says("at work").says("declined").says("nothing yet").lacks("broken off");
    at_work.lacks("still open");
    app.clock.advance(Duration::minutes(5));
    let path = format!("/staff/decisions/{id}");
    let page = bodil.get(&path).ok().says("broken off; what it did not reach is as it was").lacks("at work");
    let page = page.says("Decided 1").says("Not reached, still open 2").says("not reached; still open");
    page.says("declined").lacks("nothing yet").lacks("closed otherwise");
    bodil
        .get(&format!("/da{path}"))
        .ok()
        .says("afbrudt; de sager, den ikke nåede")
        .says("ikke nået; stadig åben");
    app.viewer().get(&path).ok().says("Not reached, still open 2").lacks("See what would happen");

    app.sql(
        "UPDATE representatives SET sealed = (SELECT sealed FROM kept WHERE kept.id = representatives.id)",
    );
    let page = bodil.get(&path).ok().says("See what would happen to the 2 cases that are still open");
    let chosen = hidden(&page.between("action=\"/staff/cases/selected\">", "</form>"));
    let fields: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (&**name, &**value)).collect();
    let page = bodil.post("/staff/cases/selected", &fields).ok();
    let page = page.says("It can be done to 2 of the 2 cases").says("2 mails go out").says("Write to us.");
    assert_eq!(states(app, &three), [Declined, InReview, InReview], "a look changes nothing");
    done(&bodil, &page).1.says("Decided 2").lacks("Not reached");
    assert_eq!(states(app, &three), [Declined; 3]);
    let page =
        bodil.get(&path).ok().says("Not reached, closed otherwise 2").says("not reached; closed otherwise");
    page.lacks("See what would happen");
}

fn bodil_takes_a_decision_on_many_back(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let page = staff_decide_many::look(&bodil, &numbers(app, &many), &DECLINE).ok();
    let (id, page) = done(&bodil, &page);
    page.says("Until then you can take it back").says("Take the decision back");
    let (path, take_back) = (format!("/staff/decisions/{id}"), format!("/staff/decisions/{id}/take-back"));
    mogens.get(&path).ok().lacks("Take the decision back");
    assert_eq!(mogens.post(&take_back, &[]).status, 403, "it is not his");
    assert_eq!(asta.post(&take_back, &[]).status, 403, "she sends it back");
    assert_eq!(bodil.post(&take_back, &[]).status, 303);
    assert_eq!(bodil.post(&take_back, &[]).status, 303, "her own second click");
    bodil
        .get(&path)
        .ok()
        .says("taken back")
        .lacks("Allowed by")
        .lacks("Sent back by")
        .lacks("Take the decision back");
    let row = app.read(move |db| store::bulk_decision::find(db, id));
    assert_eq!((row.state, row.decided_by), (BulkState::SentBack, Some(bodil.id)));
    assert_eq!(app.times(("bulk_decision", id.0), "decisions.taken_back"), 1);
    asta.get("/staff/cases").ok().lacks("waits for you");
    assert_eq!(asta.post(&format!("{path}/allow"), &[]).status, 409, "it waits no more");
    assert_eq!(states(app, &many[..2]), [InReview; 2]);
    asta.get("/staff/audit").ok().says("took their decision on many cases back");
}

fn a_decision_on_many_whose_reason_went_is_sent_back(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let chosen = numbers(app, &many);
    let (id, page) = done(&bodil, &staff_decide_many::look(&bodil, &chosen, &DECLINE).ok());
    page.says("51 mails go out").lacks("would be left alone");
    let path = format!("/staff/decisions/{id}");
    decide(&mogens, chosen[0], &Choice::ask("Which of the two?"));
    asta.get(&path).ok().says("50 mails go out").says("One case would be left alone");
    asta.get("/staff/reasons/not_real").ok().lacks("Delete this reason");
    let refused = asta.post("/staff/reasons/not_real/delete", &[]);
    assert_eq!(refused.says("Decisions name this reason").status, 403);
    // As it may have been before that was refused.
    app.write(|db, _| store::reason::delete(db, "not_real").map(drop));
    asta.get(&path).ok().says("No mail").says("51 cases would be left alone");
    assert_eq!(asta.post(&format!("{path}/send-back"), &[]).status, 303);
    let page = bodil.get(&path).ok().says("sent back").says("Sent back by Asta").lacks("Allowed by");
    assert!(page.between("class=\"crumbs\"", "</nav>").contains("href=\"/staff/cases\""), "a way back");
    assert_eq!(states(app, &many[1..3]), [InReview; 2]);
}

fn bodil_takes_an_invalidation_back(app: &TestApp) {
    reasons(app);
    let ids = staff_invalidate::flood(app);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let page = staff_invalidate::look(&bodil, &[("network", "203.0.113.0/24")]).ok();
    let id = staff_invalidate::begin(&bodil, &page);
    let path = format!("/staff/invalidations/{id}");
    bodil.get(&path).ok().says("Until then you can take it back").says("Take the decision back");
    mogens.get(&path).ok().lacks("Take the decision back");
    let take_back = |by: &Colleague| staff_invalidate::act(by, id, "take-back").status;
    assert_eq!((take_back(&mogens), take_back(&asta)), (403, 403), "it is neither's");
    assert_eq!(take_back(&bodil), 303);
    assert_eq!(take_back(&bodil), 303, "her own second click");
    let page = bodil.get(&path).ok().says("Taken back: 0 of 51");
    page.says("took back their proposal").lacks("Take the decision back");
    bodil.get("/staff/invalidations").ok().says("Taken back").lacks("Sent back");
    assert_eq!(staff_invalidate::act(&asta, id, "allow").status, 409, "it waits no more");
    asta.get("/staff/cases").ok().lacks("waits for you");
    assert_eq!(staff_invalidate::work(app), 0);
    assert_eq!(app.state_of(ids[0]), InReview);
    let row = app.read(move |db| store::invalidation::find(db, id));
    assert_eq!((row.state, row.taken), (InvalidationState::SentBack, 0));
}
