//! The operator lets the site be read and nothing else, while something is done to the database.

use std::time::Duration as Wait;

use chrono::Duration;
use serde_json::json;
use tilsagn::app::settings;
use tilsagn::domain::call::CallState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::{store, worker};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::published::entry;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(a_read_only_site_writes_nothing_at_all);

fn a_read_only_site_writes_nothing_at_all(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let bodil = app.moderator();
    suzie.get("/account").ok();
    // A signature that has run out, an entry without a number, and a mail that waits: work for every job.
    app.clock.advance(-Duration::days(40));
    let late = Given { name: "Engen", contacts: &["bo@engen.example"], ..Given::default() };
    app.signatory(Given { state: EndorsementState::Submitted, ..late });
    app.clock.advance(Duration::days(40));
    app.write(move |db, now| {
        let seen = store::endorsement::find(db, given.endorsement)?;
        store::endorsement::apply(db, &seen, tilsagn::domain::endorsement::Act::Suspend, now)?;
        entry(db, "endorsement.suspended", Some(given.organisation), now, &json!({}))
    });
    assert!(!app.mails().is_empty());
    let before = app.rows();

    let twin = app.read_only_twin();
    // The fixture's colleague moved the clock of the first node; two minutes on, sessions would be noted.
    twin.clock.advance(app.app.clock.now() - twin.app.clock.now() + Duration::minutes(2));
    let there = |path: &str| format!("{}{path}", twin.base);
    let notice = "The service can only be read for now";
    twin.anonymous().get("/").ok().says(notice);
    twin.anonymous().get("/da/sign").ok().says("Tjenesten kan kun læses lige nu");
    suzie.get(&there("/account")).ok().says(notice).says(&given.name);
    bodil.get(&there("/staff/cases")).ok().says(notice);
    assert_eq!(twin.anonymous().post("/sign", &[("do", "start")]).status, 503);
    let asked = twin.anonymous().post("/account/sign-in", &[("email", SUZIE)]);
    assert_eq!(asked.says("Nothing was saved").status, 503);
    assert_eq!(suzie.post(&there("/account/withdraw"), &[("sure", "yes")]).status, 503);
    assert_eq!(bodil.signs_in_from(&twin.anonymous(), &twin).status, 503);
    twin.block_on(async {
        worker::start(&twin.app).unwrap();
        tokio::time::sleep(Wait::from_millis(1_500)).await;
    });
    assert_eq!(app.rows(), before);

    // What the other node writes is seen.
    app.settle();
    app.sql("UPDATE organisations SET name = 'Skovbrynet, under new name'");
    twin.block_on(tilsagn::app::register::refresh(&twin.app)).unwrap();
    twin.anonymous().get(&format!("/signatories/{}", given.slug)).ok().says("under new name");

    // Whatever the Call's state: who comes to sign hears why nothing can be done.
    app.set_call_state(CallState::Closed);
    twin.block_on(settings::load(&twin.app)).unwrap();
    let closed = twin.anonymous().post("/sign", &[("do", "start")]);
    assert_eq!(closed.says("Nothing was saved").status, 503);
}
