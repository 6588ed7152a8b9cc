//! Whoever fills a form while something else happens - a proof runs out, an admin stops all changes or new signatures -
//! has what was typed again, and hears of it early.

use chrono::Duration;
use tilsagn::domain::visibility::Visibility;

use crate::staff_second::reported;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::staff::{Colleague, PASSWORD};
use crate::support::visitor::{Page, Visitor, hidden};
use crate::suzie_comes_back::{SUZIE, ask, enter};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, endorsement, filled, submitted};

stories!(
    a_form_waits_until_asta_has_shown_who_she_is,
    a_form_that_waits_is_for_its_own_session,
    roles_that_another_changed_meanwhile_come_back_with_a_warning,
    a_note_for_the_first_person_waits_too,
    what_was_written_about_an_erasure_waits_too,
    a_read_only_site_gives_back_what_it_did_not_save,
    a_read_only_site_says_so_behind_mailed_links,
    a_newcomer_learns_at_every_step_that_signing_is_stopped,
    a_choice_that_comes_after_the_session_has_ended_is_given_back,
    what_was_chosen_is_given_back_in_the_words_of_its_page,
);

const BANNER: [(&str, &str); 2] =
    [("banner_en", "Maintenance <tonight> & \"tomorrow\"."), ("banner_da", "Vi arbejder i aften.")];

/// Presses the one button of a page that carries a form.
pub fn press(visitor: &Visitor, path: &str, page: &Page, button: Option<(&str, &str)>) -> Page {
    let sent = hidden(&page.body);
    let mut fields: Vec<(&str, &str)> =
        sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(button);
    visitor.post(path, &fields)
}

/// Proves who a colleague is on the page that asks for it.
fn proves(app: &TestApp, colleague: &Colleague, page: &Page) -> Page {
    let form = page.between("name=\"form\" value=\"", "\"");
    let next = page.between("name=\"next\" value=\"", "\"");
    app.clock.advance(Duration::seconds(30));
    let fields = [("next", next.as_str()), ("form", form.as_str()), ("code", &colleague.code(app))];
    colleague.post("/staff/confirm-identity", &fields)
}

fn a_form_waits_until_asta_has_shown_who_she_is(app: &TestApp) {
    let asta = app.admin();
    let seen = asta.get("/staff/switches").ok().between("name=\"seen\" value=\"", "\"");
    app.clock.advance(Duration::minutes(11));
    let typed = [&BANNER[..], &[("seen", seen.as_str())]].concat();
    let asked = asta.post("/staff/switches/banner", &typed).ok().says("What you typed is kept");
    assert!(!asked.body.contains("Vi arbejder"), "it is sealed on the way");
    let form = asked.between("name=\"form\" value=\"", "\"");
    let wrong = asta.post("/staff/confirm-identity", &[("form", &form), ("code", "000000")]);
    assert_eq!(wrong.status, 422);
    let proven = proves(app, &asta, &wrong).ok().says("Nothing has been done yet").says("Back to the form");
    let again = press(&asta, "/staff/switches/banner", &proven, Some(("restored", "yes"))).ok();
    let again = again.says("Check what you typed and save again");
    assert!(
        again.body.contains("value=\"Maintenance &lt;tonight&gt; &amp; &quot;tomorrow&quot;.\""),
        "{}",
        again.body
    );
    assert!(again.body.contains("value=\"Vi arbejder i aften.\""), "{}", again.body);
    assert_eq!(again.between("name=\"seen\" value=\"", "\""), seen, "a change by others is still noticed");
    let saved = asta.post("/staff/switches/banner", &typed);
    assert_eq!(saved.location(), Some("/staff/switches?done=banner"));

    app.clock.advance(Duration::minutes(11));
    let new = [
        ("name", "Nis Nyansat"),
        ("email", "nis@ministry.example"),
        ("roles", "viewer"),
        ("roles", "editor"),
        ("language", "da"),
    ];
    let asked = asta.post("/staff/people", &new).ok();
    let proven = proves(app, &asta, &asked).ok();
    let again = press(&asta, "/staff/people", &proven, Some(("restored", "yes"))).ok();
    let again = again.says("Check what you typed");
    assert!(again.body.contains("value=\"nis@ministry.example\""), "{}", again.body);
    assert_eq!(again.body.matches(" checked").count(), 2, "{}", again.body);
    assert_eq!(asta.post("/staff/people", &new).status, 303);
}

fn a_form_that_waits_is_for_its_own_session(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    app.clock.advance(Duration::minutes(11));
    let asked = asta.post("/staff/switches/banner", &BANNER).ok();
    let theirs = proves(app, &aksel, &asked);
    assert!(theirs.location().is_some_and(|to| to.starts_with("/staff")), "{}", theirs.text());
    // A button alone is pressed again, on its page.
    let button = asta.post("/staff/switches", &[("switch", "read_only"), ("to", "on")]);
    assert!(button.location().unwrap().starts_with("/staff/confirm-identity"), "{button:?}");
}

fn roles_that_another_changed_meanwhile_come_back_with_a_warning(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let page = format!("/staff/people/{}", bodil.id);
    let (path, warning) = (format!("{page}/roles"), "A colleague has saved other values meanwhile");
    let seen = asta.get(&page).ok().between("name=\"revision\" value=\"", "\"");
    app.clock.advance(Duration::minutes(11));
    let wish = [("roles", "viewer"), ("roles", "editor"), ("revision", seen.as_str())];
    let asked = asta.post(&path, &wish).ok();
    aksel.confirms_identity(app);
    assert_eq!(aksel.post(&path, &[("roles", "viewer"), ("revision", &*seen)]).status, 303);
    let proven = proves(app, &asta, &asked).ok();
    let restored = press(&asta, &path, &proven, Some(("restored", "yes"))).ok().says("Check what you typed");
    let late = asta.post(&path, &wish);
    assert_eq!(late.status, 409);
    for again in [restored, late] {
        let again = again.says(warning);
        assert_eq!(again.body.matches(" checked").count(), 2, "{}", again.body);
        assert_ne!(again.between("name=\"revision\" value=\"", "\""), seen);
    }
    let now = asta.get(&page).ok().between("name=\"revision\" value=\"", "\"");
    assert_eq!(asta.post(&path, &[wish[0], wish[1], ("revision", &*now)]).status, 303);
}

fn a_note_for_the_first_person_waits_too(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let number = reported(app, &given);
    decide(&app.moderator(), number, &Choice::revoke("The signature was made up."));
    let asta = app.admin();
    let path = format!("/staff/cases/{number}/second");
    let revision =
        asta.get(&format!("/staff/cases/{number}")).ok().between("name=\"revision\" value=\"", "\"");
    app.clock.advance(Duration::minutes(11));
    let note = [("revision", revision.as_str()), ("back", "Please ask them once more.")];
    let proven = proves(app, &asta, &asta.post(&path, &note).ok()).ok();
    let again = press(&asta, &path, &proven, Some(("restored", "yes"))).ok();
    let again = again.says("Check what you typed");
    assert!(again.body.contains(">\nPlease ask them once more.</textarea>"), "{}", again.body);
    assert_eq!(asta.post(&path, &note).status, 303);
}

fn what_was_written_about_an_erasure_waits_too(app: &TestApp) {
    let given = app.signatory(Given::default());
    let path = format!("/staff/cases/{}/erasure", reported(app, &given));
    let asta = app.admin();
    app.clock.advance(Duration::minutes(11));
    let typed = [("reason_erase", "request"), ("note", "They wrote to us."), ("message", "As you asked.")];
    let proven = proves(app, &asta, &asta.post(&path, &typed).ok()).ok();
    let again = press(&asta, &path, &proven, Some(("restored", "yes"))).ok().says("Check what you typed");
    assert!(again.between("value=\"request\"", ">").contains("checked"), "{}", again.body);
    for text in ["They wrote to us.", "As you asked."] {
        assert!(again.body.contains(&format!(">\n{text}</textarea>")), "{}", again.body);
    }
}

fn a_read_only_site_gives_back_what_it_did_not_save(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let asta = app.admin();
    asta.post("/staff/switches", &[("switch", "read_only"), ("to", "on")]);
    let words = "We will open <every> harbour & more.\r\nAnd the lamps.";
    let refused = suzie.post("/da/sign/statement", &[("statement", words)]);
    assert_eq!(refused.status, 503);
    let refused =
        refused.says("Det, du har skrevet").says("We will open <every> harbour & more. And the lamps.");
    assert_eq!(refused.between("<form method=\"post\" action=\"", "\""), "/da/sign/statement");
    assert!(press(&suzie, "/da/sign/statement", &refused, None).status == 503, "not yet");
    asta.post("/staff/switches", &[("switch", "read_only"), ("to", "off")]);
    assert_eq!(press(&suzie, "/da/sign/statement", &refused, None).location(), Some("/da/sign/check"));
    suzie.get("/sign/check").ok().says("We will open <every> harbour & more.");
    // Where nothing was written, there is nothing to give back; and no secret ever comes back.
    let twin = app.read_only_twin();
    let button = twin.anonymous().post("/sign", &[("do", "start")]);
    assert!(!button.text().contains("What you typed"), "{}", button.text());
    let named = [("name", "Greenpeace"), ("category", "civil_society"), ("country", "DK")];
    let kept = twin.anonymous().post("/sign/organisation", &named).says("Greenpeace").says("Send it again");
    assert!(kept.status == 503 && !kept.text().contains("civil_society"), "{}", kept.text());
    let door = asta.signs_in_from(&twin.anonymous(), &twin);
    assert!(door.status == 503 && !door.body.contains(PASSWORD) && !door.body.contains(&asta.email));
}

fn a_read_only_site_says_so_behind_mailed_links(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    let asta = app.admin();
    let link = confirm_link(app, EMAIL);
    asta.post("/staff/switches", &[("switch", "read_only"), ("to", "on")]);
    let page = app.anonymous().get(&link).ok().says("open the link in the mail once more");
    let button = "<button class=\"btn\" type=\"submit\">";
    assert!(!page.body.contains(button), "{}", page.body);
    asta.post("/staff/switches", &[("switch", "read_only"), ("to", "off")]);
    let page = app.anonymous().get(&link).ok();
    assert!(page.body.contains(button), "{}", page.body);
    app.anonymous().post(&link, &[]).ok();
}

fn a_newcomer_learns_at_every_step_that_signing_is_stopped(app: &TestApp) {
    app.publish_call();
    let bo = filled(app, "", &[("email", "bo@engen.example")]);
    let asta = app.admin();
    asta.post("/staff/switches", &[("switch", "signing_stopped"), ("to", "on")]);
    for step in ["organisation", "representative", "visibility", "commitments", "statement", "check", "later"]
    {
        bo.get(&format!("/sign/{step}")).ok().says("New signatures are not taken for now");
        bo.get(&format!("/da/sign/{step}")).ok().says("Der kan ikke underskrives lige nu");
    }
    bo.get("/sign")
        .ok()
        .says("you can send them once signing opens again")
        .says("Continue where you left off");
    assert_eq!(bo.post("/sign", &[("do", "continue")]).location(), Some("/sign/check"));
    let kept = bo.post("/sign/statement", &[("statement", "Because of the light.")]);
    assert_eq!(kept.location(), Some("/sign/check"), "what is typed meanwhile is kept");
    asta.post("/staff/switches", &[("switch", "signing_stopped"), ("to", "off")]);
    let page = bo.get("/sign/check").ok().says("Because of the light.");
    assert!(!page.text().contains("not taken for now"), "{}", page.text());
    bo.send("/sign/check", &declaration("en")).ok().says("One more step");
}

fn a_choice_that_comes_after_the_session_has_ended_is_given_back(app: &TestApp) {
    let path = "/account/visibility";
    app.signatory(Given::default());
    let (suzie, elsewhere) = (enter(app, SUZIE), enter(app, SUZIE));
    let opened = suzie.get(path).ok();
    elsewhere.send("/account/end-others", &[]).ok();
    let late = suzie.sends(&opened, path, &[("visibility", "protected")]);
    assert_eq!((late.status, endorsement(app, 1).visibility), (401, Visibility::Public));
    let late =
        late.says("Nothing was saved or changed").says("What you chose").says("Sign in in another tab");
    let late = late.says("How should your organisation appear?").says("Without its name, because");
    assert!(late.body.contains("href=\"/account/sign-in\""), "{}", late.body);
    let button = suzie.post("/account/end-others", &[]).says("Sign out all other browsers");
    assert_eq!(button.says("Nothing was saved or changed").status, 401);
    assert_eq!(suzie.post("/account/sign-out", &[]).location(), Some("/account/sign-in"), "they are out");
    let link = ask(app, &suzie, SUZIE);
    suzie.send(&link, &[]).ok();
    let sent = press(&suzie, path, &late, None);
    assert_eq!(
        (sent.status, endorsement(app, 1).visibility),
        (303, Visibility::Protected),
        "{}",
        sent.text()
    );
}

fn what_was_chosen_is_given_back_in_the_words_of_its_page(app: &TestApp) {
    app.signatory(Given::default());
    let (suzie, elsewhere) = (enter(app, SUZIE), enter(app, SUZIE));
    elsewhere.send("/account/end-others", &[]).ok();
    let promise = [
        ("kind", "funding"),
        ("title", "Lamps <for> all"),
        ("amount", "250000"),
        ("currency", "DKK"),
        ("stage", "<b>committed"),
        ("recipients", "Newsrooms of the harbour"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2028"),
        ("countries", "DK"),
        ("countries", "UA"),
    ];
    let late = suzie.post("/da/account/commitments/new", &promise);
    assert_eq!(late.status, 401);
    let late =
        late.says("Det, du har valgt").says("Hvor langt er I kommet med pengene?").says("30. juni 2028");
    let late = late.says("Danmark, Ukraine").says("250000").says("DKK");
    let late = late.says("Hvem der får pengene Newsrooms of the harbour");
    assert!(late.body.contains("<bdi>&lt;b&gt;committed</bdi>"), "{}", late.body);
    assert_eq!(late.body.matches(">Lamps &lt;for&gt; all<").count(), 1, "a text stands once: {}", late.body);
    let named = suzie.post("/account/naming", &[("named", "yes")]);
    assert_eq!(named.says("Show my name and job title").status, 401);
    let invited =
        [("person", "Bo Eng"), ("email", "bo@engen.example"), ("language", "da"), ("after", "hand-over")];
    let invited = suzie.post("/account/people/invite", &invited).says("In which language should we write?");
    assert_eq!(invited.says("Danish").says("I hand over").status, 401);
    let own = suzie.post("/account/people/me", &[("person", "Suzie Rettet"), ("language", "da")]);
    let own = own.says("Suzie Rettet").says("In which language should we write to you?").says("Danish");
    assert_eq!(own.status, 401);
}
