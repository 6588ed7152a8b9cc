//! Suzie has left, and her mailbox with her. Palle gets the account back: by the organisation's domain or by a letter,
//! with those who act still told and heard, and the ministry deciding.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::app::people::Why;
use tilsagn::app::recovery;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::store::{self, case::Case};

use crate::operator_takes_over::{exported, import};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, reasons, send_preview};
use crate::support::dns::NameServer;
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    an_organisation_is_found_by_whatever_one_has,
    nobody_is_told_before_the_mailbox_is_confirmed,
    what_is_not_public_gets_the_same_answer,
    whoever_objects_is_heard_first,
    whoever_agrees_shortens_the_wait,
    a_letter_takes_two_people,
    a_state_is_let_in_by_letter_alone,
    who_must_not_be_named_gets_back_in_unnamed,
    a_request_is_declined,
    a_request_is_called_off,
    a_signatory_without_people_gets_some,
    requests_that_nobody_confirms_are_forgotten,
    nobody_fills_the_mailboxes_of_those_who_act,
);

const PALLE: &str = "palle@skovbrynet.example";
const RECORD: &str = "_tilsagn-challenge.skovbrynet.example";
const SLUG: &str = "skovbrynet-folkeforening";

fn request<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("signatory", SLUG),
        ("person", "Palle Prøvesen"),
        ("job_title", "Secretary"),
        ("email", PALLE),
        ("authority", "own"),
        ("proof", "domain"),
        ("others", "left"),
        ("message", "Suzie has retired."),
    ];
    let mut fields: Vec<_> =
        all.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    fields.extend(changes);
    fields
}

/// Asks, and gives the link of the mail.
fn ask(app: &TestApp, changes: &[(&str, &str)]) -> String {
    let page = app.anonymous().post("/account/recover/ask", &request(changes)).ok();
    page.says("Look in your mailbox").says("Until then nothing happens");
    link(app)
}

fn link(app: &TestApp) -> String {
    match app.mail_to(PALLE) {
        Letter::RecoveryConfirm { link, days: 7, .. } => link,
        other => panic!("no link in {other:?}"),
    }
}

/// Asks and confirms; gives the link and the Case.
fn asked(app: &TestApp, of: &Signatory, changes: &[(&str, &str)]) -> (String, Case) {
    let link = ask(app, changes);
    app.anonymous().send(&link, &[]).ok().says("the request is sent");
    (link, cases(app, of).remove(0))
}

fn cases(app: &TestApp, of: &Signatory) -> Vec<Case> {
    let id = of.organisation;
    let all = app.read(move |db| store::case::of_organisation(db, id));
    all.into_iter().filter(|case| case.kind == CaseKind::Recovery).collect()
}

const LETTER: [(&str, &str); 5] = [
    ("reference", "2026-1234"),
    ("dated_day", "20"),
    ("dated_month", "11"),
    ("dated_year", "2026"),
    ("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
];

/// The page that shows what letting in would write.
fn let_in(by: &Colleague, case: &Case, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![("decision", "publish"), ("write", "yes")];
    fields.extend(more);
    by.post(&format!("/staff/cases/{}/decision", case.number), &fields)
}

#[track_caller]
fn confirm(by: &Colleague, case: &Case, page: &Page) {
    let answer = send_preview(by, case.number, page);
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn handle(page: &Page) -> String {
    page.between("/account/people/asked/", "\"")
}

fn letters(app: &TestApp, to: &str, template: &str) -> usize {
    app.mails().iter().filter(|mail| mail.to == to && mail.letter.template() == template).count()
}

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
    }
}

fn an_organisation_is_found_by_whatever_one_has(app: &TestApp) {
    let given = app.signatory(Given::default());
    app.signatory(Given { name: "Engen", website: "", contacts: &["eva@engen.example"], ..Given::default() });
    app.anonymous().get("/account/sign-in").ok().says("the mailbox no longer works? Get back in");
    let reference = app.read(move |db| store::endorsement::find(db, given.endorsement)).reference;
    let page = format!("https://host.example/signatories/{SLUG}");
    for typed in ["Skovbrynet", "folkeforening", "1", "No. 1", &page, &reference, &reference.to_lowercase()] {
        let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let found = app.anonymous().get(&format!("/account/recover?q={encoded}")).ok();
        let found = found.says("Skovbrynet Folkeforening");
        assert!(!found.text().contains("Engen"), "{typed}");
    }
    app.anonymous().get("/account/recover?q=nothing").ok().says("has nothing like it");
    let form = app.anonymous().get(&format!("/account/recover/ask?signatory={SLUG}")).ok();
    form.says("We control skovbrynet.example");
    app.anonymous().get("/account/recover/ask?signatory=engen").ok().says("an official letter is needed");
    let empty = app.anonymous().post("/account/recover/ask", &[("signatory", SLUG)]);
    assert_eq!(empty.status, 422);
    assert_eq!(app.anonymous().get("/account/recover/ask?signatory=nobody").status, 404);
}

fn nobody_is_told_before_the_mailbox_is_confirmed(app: &TestApp) {
    let given = app.signatory(Given::default());
    let link = ask(app, &[]);
    app.anonymous().get(&link).ok().says("Confirm and send the request");
    assert_eq!((cases(app, &given).len(), letters(app, SUZIE, "recovery_asked")), (0, 0));
    assert_eq!(app.anonymous().post(&format!("{link}/check"), &[]).status, 409);
    app.anonymous().send(&link, &[]).ok();
    assert_eq!((cases(app, &given).len(), letters(app, SUZIE, "recovery_asked")), (1, 1));
    assert_eq!(app.anonymous().post(&link, &[]).status, 409, "once");
    let case = cases(app, &given).remove(0);
    assert!(!case.urgent);
}

fn what_is_not_public_gets_the_same_answer(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let reference = app.read(move |db| store::endorsement::find(db, given.endorsement)).reference;
    app.anonymous().get("/account/recover?q=Skovbrynet").ok().says("has nothing like it");
    let encoded = format!("/account/recover?q={reference}");
    app.anonymous().get(&encoded).ok().says("has nothing like it");
    assert_eq!(app.anonymous().get(&format!("/account/recover/ask?signatory={SLUG}")).status, 404);
    let shown = |reference: &str| {
        let wish = [
            ("signatory", ""),
            ("organisation", "Skovbrynet Folkeforening"),
            ("reference", reference),
            ("proof", "domain"),
        ];
        let link = ask(app, &wish);
        let first = app.anonymous().get(&link).ok().text();
        let page = app.anonymous().send(&link, &[]).ok();
        let own = page.between("<dt>Reference of the request</dt><dd><bdi>", "</bdi>");
        let Letter::RecoveryConfirm { organisation, .. } = app.mail_to(PALLE) else { panic!("no mail") };
        assert_eq!(organisation, "");
        [first, page.text()].map(|text| text.replace(&own, "T-…"))
    };
    let (there, not_there) = (shown(&reference), shown("T-2222-2222"));
    assert_eq!(there, not_there);
    assert!(there[1].contains("What the letter must say") && !there[1].contains(RECORD));
    assert_eq!(cases(app, &given).len(), 1);
    assert_eq!(letters(app, SUZIE, "recovery_asked"), 1);
}

fn whoever_objects_is_heard_first(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, case) = asked(app, &given, &[("proof", "letter")]);
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("Somebody asks to act for your organisation");
    let page = suzie.get("/account/people").ok().says("Suzie has retired").says(PALLE);
    let path = format!("/account/people/asked/{}", handle(&page));
    suzie.send(&path, &[("word", "object")]).ok().says("knows that you object");
    assert!(cases(app, &given)[0].urgent);
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("Somebody asks to act");
    let page = bodil.get(&format!("/staff/cases/{}", case.number)).ok();
    page.says("object").says("Suzie Eksempel objected to the request");
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422);
    // Another one who agrees does not outweigh it.
    suzie.send(&path, &[("word", "agree")]).ok().says("knows that it is right");
    let_in(&bodil, &case, &LETTER).ok();
    assert_eq!(suzie.post(&path, &[("word", "perhaps")]).status, 422);
    let eva = app.signatory(Given { name: "Engen", contacts: &["eva@engen.example"], ..Given::default() });
    assert_eq!(enter(app, &eva.email).post(&path, &[("word", "agree")]).status, 404);
}

fn whoever_agrees_shortens_the_wait(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, "ib@skovbrynet.example"], ..Given::default() });
    let (_, case) = asked(app, &given, &[("proof", "letter"), ("others", "stay")]);
    let bodil = app.moderator();
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, "ib@skovbrynet.example"));
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    suzie.send(&path, &[("word", "agree")]).ok();
    let_in(&bodil, &case, &LETTER).ok();
    ib.send(&path, &[("word", "object")]).ok();
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422, "one objects, one agrees: then they wait");
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let_in(&app.second_moderator(), &case, &LETTER).ok();
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
    mogens.post(&format!("{path}/identity"), &[]);
    let page = mogens.get(&path).ok();
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    assert_eq!(mogens.post(&format!("{path}/second"), &fields).status, 303);
    for mail in app.mails().split_off(before) {
        let written = format!("{:?}", mail.letter);
        assert!(!written.contains("Skovbrynet") && !written.contains("Palle"), "{written}");
    }
    enter(app, PALLE).get("/account").ok().says("Skovbrynet Folkeforening");
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

fn a_request_is_called_off(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (link, _) = asked(app, &given, &[]);
    app.anonymous().send(&format!("{link}/call-off"), &[]).ok().says("The request is called off");
    assert_eq!(cases(app, &given)[0].state.code(), "closed");
    assert_eq!(app.anonymous().post(&format!("{link}/call-off"), &[]).status, 409);
    assert!(!enter(app, SUZIE).get("/account/people").ok().text().contains("Palle"));
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
    let all = new.read(|db| {
        store::case::queue(
            db,
            &store::case::QueueFilter {
                states: vec![tilsagn::domain::case::CaseState::Open],
                limit: 9,
                ..Default::default()
            },
        )
    });
    let case = all.0.into_iter().map(|line| line.case).find(|case| case.kind == CaseKind::Recovery).unwrap();
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

fn requests_that_nobody_confirms_are_forgotten(app: &TestApp) {
    app.signatory(Given::default());
    let link = ask(app, &[]);
    app.clock.advance(Duration::days(limits::CONFIRM_DAYS) + Duration::minutes(1));
    assert_eq!(app.anonymous().get(&link).says("the request was never confirmed").status, 410);
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
    app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["recoveries"].is_empty());
}

fn nobody_fills_the_mailboxes_of_those_who_act(app: &TestApp) {
    let given = app.signatory(Given::default());
    for number in 0..8 {
        let address = format!("p{number}@elsewhere.example");
        app.anonymous().post("/account/recover/ask", &request(&[("email", &address)])).ok();
        let Letter::RecoveryConfirm { link, .. } = app.mail_to(&address) else { panic!("no link") };
        app.anonymous().send(&link, &[]).ok();
    }
    assert_eq!(cases(app, &given).len(), 8);
    assert_eq!(letters(app, SUZIE, "recovery_asked"), 5);
    for _ in 0..8 {
        app.anonymous().post("/account/recover/ask", &request(&[])).ok();
    }
    assert_eq!(letters(app, PALLE, "recovery_confirm"), 5);
}
