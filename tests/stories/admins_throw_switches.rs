//! Something is wrong, or planned: admins stop new signatures, or every change, and put a banner above every page.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;
use tilsagn::domain::endorsement::EndorsementState;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, endorsement, filled, submitted};

stories!(
    while_signing_is_stopped_nothing_begun_or_sent_is_lost,
    a_read_only_site_is_opened_again_by_an_admin,
    a_read_only_site_is_opened_again_by_who_follows_a_set_up_link,
    a_banner_is_read_in_each_language_until_it_ends,
    a_switch_asks_for_a_fresh_proof,
);

pub fn throw(admin: &Visitor, switch: &str, to: &str) -> Page {
    admin.post("/staff/switches", &[("switch", switch), ("to", to)])
}

fn while_signing_is_stopped_nothing_begun_or_sent_is_lost(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    let bo = filled(
        app,
        "",
        &[("name", "Engen"), ("email", "bo@engen.example"), ("website", "https://engen.example")],
    );
    let asta = app.admin();
    assert_eq!(throw(&asta, "signing_stopped", "on").status, 303);
    app.anonymous().get("/sign").ok().says("Signing is paused for now");
    app.anonymous().get("/da/sign").ok().says("Der kan ikke underskrives lige nu");
    let home = app.anonymous().get("/").ok().says("signing is paused");
    assert!(!home.body.contains("class=\"btn light\""), "{}", home.body);
    assert_eq!(app.anonymous().post("/sign", &[("do", "start")]).location(), Some("/sign"));
    let refused = bo.post("/sign/check", &declaration("en"));
    assert_eq!(refused.location(), Some("/sign"));
    bo.get("/sign").ok().says("Your answers are kept");
    bo.send("/sign/later", &[("email", "bo@engen.example")]).ok();
    assert!(matches!(app.mail_to("bo@engen.example"), Letter::ContinueDraft { .. }));
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert_eq!(endorsement(app, 1).state, EndorsementState::InReview);
    throw(&asta, "signing_stopped", "off");
    bo.send("/sign/check", &declaration("en")).ok().says("One more step");
    throw(&asta, "read_only", "on");
    let page = app.anonymous().get("/sign").ok().says("confirm with its link once the service is back");
    assert!(!page.text().contains("you can confirm it now"), "{}", page.text());
}

fn a_read_only_site_is_opened_again_by_an_admin(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (asta, bodil, suzie) = (app.admin(), app.moderator(), enter(app, SUZIE));
    assert_eq!(throw(&asta, "read_only", "on").status, 303);
    app.block_on(tilsagn::app::register::refresh(&app.app)).unwrap();
    app.anonymous().get("/").ok().says("The service can only be read for now");
    app.anonymous().get(&format!("/signatories/{}", given.slug)).ok();
    let report = [("text", "Not them."), ("email", "")];
    let refused = app.anonymous().post(&format!("/signatories/{}/report", given.slug), &report);
    assert_eq!(refused.status, 503);
    assert!(refused.body.contains("<h1>The service can only be read for now</h1>"), "{}", refused.text());
    refused.says("Nothing was saved");
    assert_eq!(bodil.post("/staff/cases/1/notes", &[("text", "Hm.")]).status, 503);
    // Whoever shares a computer signs out, and mails to many are declined: this link is looked for, and not known.
    assert_eq!(suzie.post("/account/sign-out", &[]).location(), Some("/account/sign-in"));
    assert_eq!(suzie.get("/account").location(), Some("/account/sign-in"));
    assert_eq!(app.anonymous().post("/unsubscribe/unknown", &[]).status, 410);
    // Another admin's browser: coming in, proving who it is, and the switch work.
    asta.post("/staff/sign-out", &[]);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(asta.signs_in(app).status, 303);
    app.clock.advance(Duration::minutes(11));
    assert_eq!(throw(&asta, "read_only", "off").status, 303, "on to the proof");
    asta.confirms_identity(app);
    assert_eq!(throw(&asta, "read_only", "off").location(), Some("/staff/switches?done=switch"));
    assert_eq!(bodil.post("/staff/cases/1/notes", &[("text", "Hm.")]).status, 303);
}

fn a_read_only_site_is_opened_again_by_who_follows_a_set_up_link(app: &TestApp) {
    let asta = app.admin();
    assert_eq!(throw(&asta, "read_only", "on").status, 303);
    let link = app.block_on(staff::reset_by_operator(&app.app, &asta.email)).unwrap();
    let again = app.set_up(&asta.email, &link);
    assert_eq!(throw(&again, "read_only", "off").location(), Some("/staff/switches?done=switch"));
}

fn a_banner_is_read_in_each_language_until_it_ends(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    let wrong = [("banner_en", "Maintenance tonight."), ("until", "2026-11-24T08:00")];
    assert_eq!(asta.post("/staff/switches/banner", &wrong).status, 422);
    let danish = asta.post("/staff/switches/banner", &[("banner_da", "Vi arbejder i aften.")]);
    danish.says("Write it in English too");
    // 10:00 in Copenhagen, where the tests' days begin.
    let words = [
        ("banner_en", "Maintenance <tonight>."),
        ("banner_da", "Vi arbejder i aften."),
        ("until", "2026-11-24T11:00"),
    ];
    asta.saves("/staff/switches/banner", &words)
        .ok()
        .says("The banner is saved")
        .says("Maintenance <tonight>.");
    app.block_on(tilsagn::app::register::refresh(&app.app)).unwrap();
    let before = app.anonymous().get("/").ok();
    assert!(before.body.contains("Maintenance &lt;tonight&gt;."), "{}", before.text());
    assert!(before.headers["cache-control"].contains("max-age"), "{:?}", before.headers);
    app.anonymous().get("/da/call").ok().says("Vi arbejder i aften.");
    let danish = [("banner_da", ""), ("banner_en", "Maintenance <tonight>."), ("until", "2026-11-24T11:00")];
    asta.saves("/staff/switches/banner", &danish).ok();
    app.block_on(tilsagn::app::register::refresh(&app.app)).unwrap();
    let spoken = app.anonymous().get("/da/call").ok();
    assert!(
        spoken.body.contains("lang=\"en\" dir=\"ltr\">Maintenance"),
        "it is read aloud in its own language"
    );
    app.clock.advance(Duration::hours(1));
    app.block_on(tilsagn::app::register::refresh(&app.app)).unwrap();
    let after = app.anonymous().get("/").ok();
    assert!(!after.text().contains("Maintenance"), "it ends by itself");
    assert_ne!(before.headers["etag"], after.headers["etag"]);
}

fn a_switch_asks_for_a_fresh_proof(app: &TestApp) {
    let (asta, vita) = (app.admin(), app.viewer());
    app.clock.advance(Duration::minutes(11));
    let asked = throw(&asta, "read_only", "on");
    assert!(asked.location().unwrap().starts_with("/staff/confirm-identity"), "{asked:?}");
    vita.get("/staff/switches").ok().says("New signatures");
    assert_eq!(throw(&vita, "read_only", "on").status, 403);
    assert_eq!(app.moderator().get("/staff/switches").status, 403);
}
