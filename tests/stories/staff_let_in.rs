//! The ministry lets in who shows that they act for an organisation: by its domain, or by a letter that two people have
//! seen; with or without those who acted before.

use chrono::Duration;
use tilsagn::app::challenge;
use tilsagn::app::letter::Letter;
use tilsagn::app::people::Why;
use tilsagn::app::recovery;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_takes_over::{exported, import};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, reasons, send_preview};
use crate::support::dns::NameServer;
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_gets_back_in::{LETTER, PALLE, RECORD, SLUG, ask, asked, cases, confirm, handle, let_in};

stories!(
    a_letter_takes_two_people,
    a_state_is_let_in_by_letter_alone,
    who_must_not_be_named_gets_back_in_unnamed,
    a_letter_is_sealed_when_its_signatory_hides,
    an_objection_is_read_before_somebody_is_let_in,
    a_request_is_declined,
    a_signatory_without_people_gets_some,
);

/// A site on each database, with the two name servers that it asks.
fn scenes() -> Vec<(TestApp, [NameServer; 2])> {
    let start = |start: fn(&[(&str, &str)]) -> TestApp| {
        let servers = [NameServer::on_loopback(), NameServer::on_loopback()];
        let list = format!("{},{}", servers[0].address, servers[1].address);
        (start(&[("TILSAGN_DNS_SERVERS", &list)]), servers)
    };
    [TestApp::on_sqlite_with, TestApp::on_postgres_with].map(start).into()
}

#[test]
fn whoever_controls_the_domain_is_let_in_after_a_week() {
    for (app, servers) in scenes() {
        let app = &app;
        let given = app.signatory(Given::default());
        // The line that the organisation had before is known to who has left, and does not count.
        let suzie = enter(app, SUZIE);
        let own = suzie.send("/account/domain", &[]).ok().between("Content: ", "\n");
        servers.iter().for_each(|server| server.texts(RECORD, &[&own]));
        let (link, case) = asked(app, &given, &[]);
        let palle = app.anonymous();
        let token = palle.get(&link).ok().says(RECORD).between("Content: ", "\n");
        assert_ne!(token, own);
        palle.send(&format!("{link}/check"), &[]).ok().says("did not find it").says("its value is another");
        servers.iter().for_each(|server| server.texts(RECORD, &[&own, &token]));
        app.clock.advance(Duration::minutes(2));
        assert_eq!(app.block_on(recovery::look_at_due(&app.app)).unwrap(), 1, "by itself");
        palle.get(&link).ok().says("We found the line on 24 November 2026");

        assert!(matches!(app.mail_to(SUZIE), Letter::RecoveryAsked { others_left: true, days: 7, .. }));
        let bodil = app.moderator();
        let page = bodil.get(&format!("/staff/cases/{}", case.number)).ok();
        page.says("Palle Prøvesen")
            .says("Suzie has retired")
            .says("DNS record found")
            .says("have said nothing");
        let_in(&bodil, &case, &[("take_off", "yes")]).says("Wait until those who act");
        enter(app, SUZIE).get("/account").ok();
        app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
        let bodil = app.second_moderator();
        let page = let_in(&bodil, &case, &[("take_off", "yes")]).ok();
        confirm(&bodil, &case, &page.says(PALLE).says(SUZIE).says("You no longer act for your organisation"));

        assert!(matches!(app.mail_to(PALLE), Letter::RecoveryLetIn { .. }));
        assert!(matches!(app.mail_to(SUZIE), Letter::NoLongerActing { why: Why::Replaced, .. }));
        enter(app, PALLE).get("/account/people").ok().says("You are the only one").says("Secretary");
        palle.get(&link).ok().says("You act for the organisation now");
        app.settle();
        let known = app.anonymous().get(&format!("/api/v1/signatories/{SLUG}")).ok();
        assert!(known.body.contains("\"level\":\"domain_control\""), "{}", known.body);
        let challenge =
            app.read(move |db| store::challenge::of_organisation(db, given.organisation)).unwrap();
        assert_eq!(challenge.token, token, "the line that stands there is the organisation's from now on");
        assert_eq!(bodil.get(&format!("/staff/cases/{}", case.number)).ok().says("let in").status, 200);
    }
}

#[test]
fn a_line_that_has_gone_lets_nobody_in_and_the_date_is_that_of_the_look() {
    for (app, servers) in scenes() {
        let app = &app;
        let given = app.signatory(Given::default());
        let (link, case) = asked(app, &given, &[]);
        let palle = app.anonymous();
        let token = palle.get(&link).ok().between("Content: ", "\n");
        let look = || app.block_on(recovery::look_at_due(&app.app)).unwrap();
        servers.iter().for_each(|server| server.texts(RECORD, &[&token]));
        palle.send(&format!("{link}/check"), &[]).ok().says("found it");
        servers.iter().for_each(|server| server.texts(RECORD, &["another"]));
        app.clock.advance(Duration::days(1));
        assert_eq!(look(), 1, "daily, also once it was found");
        palle.get(&link).ok().says("its value is another").lacks("We found the line");
        app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
        let bodil = app.moderator();
        bodil
            .get(&format!("/staff/cases/{}", case.number))
            .ok()
            .says("no longer found the line at the domain");
        let bare = let_in(&bodil, &case, &[]);
        assert_eq!(bare.says("reference under which the letter is filed").status, 422);
        servers.iter().for_each(|server| server.texts(RECORD, &[&token]));
        assert_eq!(look(), 1, "it may come back");
        let found = app.app.clock.now();
        app.clock.advance(Duration::hours(20));
        let bodil = app.second_moderator();
        confirm(&bodil, &case, &let_in(&bodil, &case, &[]).ok());
        let known = app.read(move |db| store::assurance::of_organisation(db, given.organisation));
        let ours = known.iter().find(|one| one.level.code() == "domain_control").unwrap();
        assert_eq!((ours.confirmed_at, ours.recorded_at), (Some(found), app.app.clock.now()));
        let kept = app.read(move |db| store::challenge::of_organisation(db, given.organisation)).unwrap();
        assert_eq!(kept.found_at, Some(found));
        app.settle();
        let known = app.anonymous().get(&format!("/api/v1/signatories/{SLUG}")).ok();
        assert!(known.body.contains("\"verified_at\":\"2026-12-02"), "{}", known.body);
    }
}

#[test]
fn what_was_seen_since_the_look_is_not_forgotten() {
    for (app, servers) in scenes() {
        let app = &app;
        let given = app.signatory(Given::default());
        let (link, case) = asked(app, &given, &[("others", "stay")]);
        let palle = app.anonymous();
        let token = palle.get(&link).ok().between("Content: ", "\n");
        servers.iter().for_each(|server| server.texts(RECORD, &[&token]));
        palle.send(&format!("{link}/check"), &[]).ok().says("found it");
        app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
        let suzie = enter(app, SUZIE);
        let own = suzie.send("/account/domain", &[]).ok().between("Content: ", "\n");
        servers.iter().for_each(|server| server.texts(RECORD, &[&own, &token]));
        suzie.send("/account/domain/check", &[]).ok().says("found it");
        let verified = app.app.clock.now();
        let bodil = app.moderator();
        confirm(&bodil, &case, &let_in(&bodil, &case, &[]).ok());
        let kept = app.read(move |db| store::challenge::of_organisation(db, given.organisation)).unwrap();
        assert_eq!(kept.token, token);

        servers.iter().for_each(|server| server.forget(RECORD));
        for _ in 0..limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_LAPSE_DAYS + 2 {
            app.clock.advance(Duration::days(1));
            app.block_on(challenge::look_at_due(&app.app)).unwrap();
        }
        let known = app.read(move |db| store::assurance::of_organisation(db, given.organisation));
        let ours = known.iter().find(|one| one.level.code() == "domain_control").unwrap();
        assert!(ours.lapsed_at.is_some(), "{ours:?}");
        assert_eq!(ours.last_verified_at, Some(verified), "not the day of a look before it");
        app.settle();
        app.verify().good();
    }
}

#[test]
fn one_who_joins_takes_nobody_off() {
    for (app, servers) in scenes() {
        let app = &app;
        let given = app.signatory(Given::default());
        let (link, case) = asked(app, &given, &[("others", "stay")]);
        let palle = app.anonymous();
        let token = palle.get(&link).ok().between("Content: ", "\n");
        servers.iter().for_each(|server| server.texts(RECORD, &[&token]));
        palle.send(&format!("{link}/check"), &[]).ok().says("found it");
        app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
        let bodil = app.moderator();
        // What was not asked for is not done, whatever is sent.
        confirm(&bodil, &case, &let_in(&bodil, &case, &[("take_off", "yes")]).ok());
        assert!(matches!(app.mail_to(SUZIE), Letter::RecoveryDecided { let_in: true, .. }));
        enter(app, SUZIE).get("/account/people").ok().says("Palle Prøvesen");
        // Somebody hides: nothing is looked for at the domain any more, nor was it kept.
        let (second, _) = asked(app, &given, &[("email", PALLE)]);
        enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
        let page = app.anonymous().get(&second).ok();
        assert!(!page.text().contains(RECORD), "{}", page.text());
        assert_eq!(app.anonymous().post(&format!("{second}/check"), &[]).status, 409);
        let kept = app.rows()["recoveries"].join("\n");
        assert!(!kept.contains("skovbrynet.example"), "{kept}");
    }
}

fn a_letter_takes_two_people(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, case) = asked(app, &given, &[]);
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    // Control was not found, so it takes a letter after all.
    let bare = let_in(&bodil, &case, &[]);
    assert_eq!(bare.says("reference under which the letter is filed").status, 422);
    let page = let_in(&bodil, &case, &[&LETTER[..], &[("take_off", "yes")]].concat()).ok();
    confirm(&bodil, &case, &page);
    enter(app, SUZIE).get("/account").ok();
    let page = mogens.get(&format!("/staff/cases/{}", case.number)).ok().says("2026-1234");
    let page = page.says("Those who acted before are taken off");
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    let path = format!("/staff/cases/{}/second", case.number);
    assert_eq!(bodil.post(&path, &fields).status, 403, "not the same person");
    assert_eq!(mogens.post(&path, &fields).status, 303);
    enter(app, PALLE).get("/account/people").ok().says("You are the only one");
    let notes = mogens.get(&format!("/staff/cases/{}", case.number)).ok();
    notes.says("2026-1234 · 2026-11-20 · SHA-256 9f86d081");
    let known = app.read(move |db| store::assurance::of_organisation(db, given.organisation));
    assert_eq!(
        known[0].level.code(),
        "domain_mailbox",
        "the mailbox counts, a letter about a person does not"
    );
}

fn a_state_is_let_in_by_letter_alone(app: &TestApp) {
    let given = app.signatory(Given {
        category: Category::State,
        name: "Eksempelland",
        website: "https://stat.example/",
        contacts: &["note@stat.example"],
        ..Given::default()
    });
    let form = app.anonymous().get("/account/recover/ask?signatory=eksempelland").ok();
    assert!(!form.says("an official letter is needed").body.contains("name=\"proof\""));
    let (link, case) = asked(app, &given, &[("signatory", "eksempelland")]);
    let page = app.anonymous().get(&link).ok().says("What the letter must say");
    assert!(!page.text().contains("tilsagn-challenge"));
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let bodil = app.moderator();
    assert_eq!(let_in(&bodil, &case, &[]).status, 422);
    let page = let_in(&bodil, &case, &LETTER).ok().says("Needs a second person");
    confirm(&bodil, &case, &page);
    assert_eq!(cases(app, &given)[0].state.code(), "second");
}

fn who_must_not_be_named_gets_back_in_unnamed(app: &TestApp) {
    let given = app.signatory(Given::default());
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    let reference = app.read(move |db| store::endorsement::find(db, given.endorsement)).reference;
    let before = app.mails().len();
    let wish = [("signatory", ""), ("organisation", "Skovbrynet"), ("reference", reference.as_str())];
    let (_, case) = asked(app, &given, &wish);
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let (bodil, mogens, vita) = (app.moderator(), app.second_moderator(), app.viewer());
    let path = format!("/staff/cases/{}", case.number);
    for looker in [&bodil, &mogens, &vita] {
        let page = looker.get(&path).ok();
        assert!(!page.text().contains("Palle") && !page.body.contains("skovbrynet"), "{}", page.text());
    }
    bodil.post(&format!("{path}/identity"), &[]);
    bodil.get(&path).ok().says("Palle Prøvesen");
    let page = let_in(&bodil, &case, &LETTER).ok();
    confirm(&bodil, &case, &page);
    assert_eq!(tables_with_letter(app), Vec::<String>::new(), "where it is filed may tell who they are");
    for looker in [&mogens, &vita] {
        assert!(!looker.get(&path).ok().body.contains("2026-1234"));
    }
    mogens.post(&format!("{path}/identity"), &[]);
    let page = mogens.get(&path).ok().says("2026-1234 , 20 November 2026");
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    assert_eq!(mogens.post(&format!("{path}/second"), &fields).status, 303);
    assert_eq!(tables_with_letter(app), Vec::<String>::new());
    mogens.get(&path).ok().says("2026-1234 · 2026-11-20 · SHA-256 9f86d081");
    let file = [("purpose", "journal"), ("kind", "json")];
    assert!(mogens.post(&format!("{path}/export"), &file).ok().body.contains("2026-1234 · 2026-11-20"));
    for mail in app.mails().split_off(before) {
        let written = format!("{:?}", mail.letter);
        assert!(!written.contains("Skovbrynet") && !written.contains("Palle"), "{written}");
    }
    enter(app, PALLE).get("/account").ok().says("Skovbrynet Folkeforening");
}

/// The tables in which the letter's reference can be read.
fn tables_with_letter(app: &TestApp) -> Vec<String> {
    let tells = |rows: &Vec<String>| rows.iter().any(|row| row.contains("2026-1234"));
    app.rows().into_iter().filter(|(_, rows)| tells(rows)).map(|(table, _)| table).collect()
}

fn a_letter_is_sealed_when_its_signatory_hides(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, case) = asked(app, &given, &[]);
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    confirm(&bodil, &case, &let_in(&bodil, &case, &LETTER).ok());
    assert_eq!(tables_with_letter(app), ["case_notes", "cases"]);
    let path = format!("/staff/cases/{}", case.number);
    for (visibility, hidden) in [("protected", true), ("public", false), ("protected", true)] {
        enter(app, SUZIE).fills("/account/visibility", &[("visibility", visibility)]).ok();
        assert_eq!(tables_with_letter(app), Vec::<String>::new(), "{visibility}");
        if hidden {
            mogens.post(&format!("{path}/identity"), &[]);
        }
        let page = mogens.get(&path).ok().says("2026-1234 , 20 November 2026");
        page.says("2026-1234 · 2026-11-20 · SHA-256 9f86d081");
    }
}

fn an_objection_is_read_before_somebody_is_let_in(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, case) = asked(app, &given, &[]);
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let (bodil, mogens, suzie) = (app.moderator(), app.second_moderator(), enter(app, SUZIE));
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    let decision = [&LETTER[..], &[("take_off", "yes")]].concat();
    let page = let_in(&bodil, &case, &decision).ok();
    suzie.send(&path, &[("word", "object")]).ok().says("knows that you object");
    assert_eq!(send_preview(&bodil, case.number, &page).status, 409);
    let page = let_in(&bodil, &case, &decision).ok();
    suzie.send(&path, &[("word", "object")]).ok();
    confirm(&bodil, &case, &page);
    // So it is for the second person.
    let page = mogens.get(&format!("/staff/cases/{}", case.number)).ok().says("objected to the request");
    suzie.send(&path, &[("word", "agree")]).ok();
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    assert_eq!(mogens.post(&format!("/staff/cases/{}/second", case.number), &fields).status, 409);
    assert_eq!(approve(&mogens, case.number).status, 303);
}

fn a_request_is_declined(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (link, case) = asked(app, &given, &[]);
    let bodil = app.moderator();
    let page = Choice::decline("We do not know you.").send(&bodil, case.number).ok();
    confirm(&bodil, &case, &page.says("The request was not granted").says("The request is decided"));
    let Letter::RecoveryDeclined { reason, message, .. } = app.mail_to(PALLE) else { panic!("no mail") };
    assert_eq!((reason.as_str(), message.as_str()), ("We could not confirm it.", "We do not know you."));
    assert!(matches!(app.mail_to(SUZIE), Letter::RecoveryDecided { let_in: false, .. }));
    app.anonymous().get(&link).ok().says("The ministry did not let you in");
    let people = app.read(move |db| store::representative::of_organisation(db, given.organisation));
    assert_eq!(people.len(), 1);
}

fn a_signatory_without_people_gets_some(app: &TestApp) {
    app.signatory(Given::default());
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &["--static"]), app.empty_twin());
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let new = &new;
    let link = ask(new, &[("proof", "letter")]);
    new.anonymous().send(&link, &[]).ok();
    let all = new.read(|db| store::case::of_organisation(db, OrganisationId(1)));
    let case = all.into_iter().find(|case| case.kind == CaseKind::Recovery).unwrap();
    let (bodil, mogens) = (new.moderator(), new.second_moderator());
    let path = format!("/staff/cases/{}", case.number);
    bodil.get(&path).ok().says("Nobody acts. Nobody can object");
    let page = let_in(&bodil, &case, &LETTER).ok();
    confirm(&bodil, &case, &page);
    let page = mogens.get(&path).ok();
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    assert_eq!(mogens.post(&format!("{path}/second"), &fields).status, 303);
    enter(new, PALLE).get("/account").ok().says("Skovbrynet Folkeforening");
    assert!(new.rows()["assurances"].iter().any(|row| row.contains("domain_mailbox")));
}
