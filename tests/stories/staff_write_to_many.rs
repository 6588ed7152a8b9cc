//! Bodil writes to many signatories at once: counted and shown before it goes, by two people where it goes to many,
//! once to each mailbox whatever happens, and to nobody who declined.

use chrono::Duration;
use tilsagn::app::circular::send;
use tilsagn::app::letter::{Envelope, Letter};
use tilsagn::domain::locale::Locale;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    bodil_writes_to_a_few_alone,
    many_need_a_second_person,
    who_may_no_longer_write_is_no_first,
    what_goes_is_what_was_shown,
    two_write_at_once_and_neither_loses_a_word,
    nobody_gets_it_twice_when_the_node_dies_half_way,
    bodil_stops_it,
    suzie_declines_them_and_wants_them_again,
    a_mail_program_declines_in_one_click,
    a_new_version_is_compared_with_what_was_signed,
    words_are_needed_in_every_language,
    what_stands_in_braces_is_filled_or_refused,
    a_circular_is_for_those_who_may,
);

pub const MESSAGE: [(&str, &str); 4] = [
    ("title_en", "The autumn stocktake"),
    ("message_en", "Please tell us how it goes."),
    ("title_da", "Efterårets status"),
    ("message_da", "Fortæl os, hvordan det går."),
];

/// Begins a circular and gives its address.
pub fn begun(colleague: &Colleague, kind: &str) -> String {
    let begun = colleague.post("/staff/circulars", &[("kind", kind)]);
    begun.location().unwrap_or_else(|| panic!("{}", begun.text())).to_owned()
}

/// Writes it, and gives the page that shows what would go.
pub fn written(colleague: &Colleague, path: &str, fields: &[(&str, &str)]) -> Page {
    let revision = colleague.get(path).ok().between("name=\"revision\" value=\"", "\"");
    let fields = [fields, &[("revision", revision.as_str())]].concat();
    colleague.send(path, &fields).ok()
}

/// Presses the button that sends what the page shows.
fn press(colleague: &Colleague, path: &str, page: &Page, what: &str) -> Page {
    let revision = page.between("name=\"revision\" value=\"", "\"");
    let shown = page.between("name=\"shown\" value=\"", "\"");
    colleague.post(&format!("{path}/{what}"), &[("revision", &revision), ("shown", &shown)])
}

fn go_on(app: &TestApp) -> usize {
    app.block_on(send::go_on(&app.app)).unwrap()
}

fn circulars(app: &TestApp) -> Vec<Envelope> {
    let is = |mail: &Envelope| matches!(mail.letter, Letter::Circular { .. } | Letter::NewVersion { .. });
    app.mails().into_iter().filter(is).collect()
}

/// So many mailboxes of one signatory.
fn crowd(app: &TestApp, count: usize) -> Signatory {
    let contacts: Vec<&'static str> =
        (0..count).map(|place| &*format!("p{place}@many.example").leak()).collect();
    app.signatory(Given {
        name: "Mange Postkasser",
        website: "",
        contacts: contacts.leak(),
        ..Given::default()
    })
}

fn bodil_writes_to_a_few_alone(app: &TestApp) {
    let both: &[&str] = &["suzie@skovbrynet.example"];
    app.signatory(Given { contacts: both, ..Given::default() });
    app.signatory(Given { name: "Engen", website: "", contacts: both, ..Given::default() });
    let danish = Given {
        name: "Kysten",
        website: "",
        contacts: &["dorte@kysten.example"],
        locale: Locale::Danish,
        ..Given::default()
    };
    app.signatory(danish);
    let bodil = app.moderator();
    let path = begun(&bodil, "stocktake");
    let page = written(&bodil, &path, &MESSAGE).says("It would go to 2 mailboxes").says("English (1)");
    page.clone().says("How do your commitments stand?").says("Efterårets status");
    assert!(circulars(app).is_empty(), "it is only shown");
    let sent = press(&bodil, &path, &page, "send");
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!((go_on(app), go_on(app), go_on(app)), (1, 1, 0));
    let mails = circulars(app);
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["suzie@skovbrynet.example", "dorte@kysten.example"], "once for two organisations");
    let told = serde_json::to_string(&mails).unwrap();
    assert!(!told.contains("Skovbrynet") && !told.contains("Kysten"), "it names nobody: {told}");
    let Letter::Circular { title, stocktake: true, .. } = &mails[1].letter else { panic!() };
    assert_eq!(title, "Efterårets status");
    bodil.get(&path).ok().says("Sent").says("Recipients 2").says("Waiting in the outbox 2");
    let again = press(&bodil, &path, &page, "send");
    let again = bodil.get(again.onward().unwrap()).ok().says("The button had been pressed before");
    again.says("Recipients 2");
    assert_eq!((go_on(app), circulars(app).len()), (0, 2), "it goes once");
}

fn many_need_a_second_person(app: &TestApp) {
    crowd(app, 51);
    let (bodil, asta) = (app.moderator(), app.admin());
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE).says("more than 50 mailboxes, so another admin");
    bodil.send(&format!("{path}/take-back"), &[]);
    assert_eq!(press(&bodil, &path, &page, "send").status, 303);
    assert_eq!((go_on(app), circulars(app).len()), (0, 0), "nothing goes yet");
    assert!(matches!(app.mail_to(&asta.email), Letter::CircularProposed { .. }));
    let page = asta.get(&path).ok().says("Bodil Prøvesen wants to send this");
    assert_eq!(press(&bodil, &path, &page, "approve").status, 403);
    let new = app.newcomer("admin", "Ny Administrator");
    assert!(!new.get(&path).ok().says("less than 24 hours").body.contains("/approve"));
    assert_eq!(press(&new, &path, &page, "approve").status, 403, "too new");
    let done = press(&asta, &path, &page, "approve");
    assert_eq!(done.status, 303, "{}", done.text());
    let twice = press(&asta, &path, &page, "approve");
    assert!(twice.location().unwrap().ends_with("done=circular-before"), "{twice:?}");
    assert_eq!((go_on(app), circulars(app).len()), (1, 50));
    let ids = tilsagn::domain::ids::CircularId(1);
    let row = app.read(move |db| store::circular::find(db, ids));
    assert_eq!((row.proposed_by, row.approved_by), (Some(bodil.id), Some(asta.id)));
    // An admin who proposes it cannot be the second either.
    let again = begun(&asta, "message");
    let page = written(&asta, &again, &MESSAGE);
    assert_eq!(press(&asta, &again, &page, "send").status, 303);
    let page = app.second_admin().get(&again).ok();
    assert_eq!(press(&asta, &again, &page, "approve").status, 403, "the same person");
    asta.send(
        &format!("{again}/take-back"),
        &[("revision", &page.between("name=\"revision\" value=\"", "\""))],
    )
    .ok()
    .says("is a draft again");
}

fn who_may_no_longer_write_is_no_first(app: &TestApp) {
    crowd(app, 51);
    let (bodil, asta) = (app.moderator(), app.admin());
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE);
    assert_eq!(press(&bodil, &path, &page, "send").status, 303);
    let page = asta.get(&path).ok();
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    asta.get(&path).ok().says("may no longer decide").lacks("/approve");
    assert_eq!(press(&asta, &path, &page, "approve").says("may no longer decide").status, 409);
    assert_eq!(go_on(app), 0);
}

fn what_goes_is_what_was_shown(app: &TestApp) {
    crowd(app, 2);
    let bodil = app.moderator();
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE).says("2 mailboxes");
    app.signatory(Given { name: "Engen", website: "", contacts: &["e@engen.example"], ..Given::default() });
    let stale = press(&bodil, &path, &page, "send").says("Something changed").says("3 mailboxes");
    assert_eq!((stale.status, go_on(app)), (409, 0));
    let page = bodil.get(&path).ok();
    app.clock.advance(Duration::minutes(11));
    let asked = press(&bodil, &path, &page, "send");
    assert!(asked.location().unwrap().starts_with("/staff/confirm-identity"), "a fresh proof");
    bodil.confirms_identity(app);
    assert_eq!(press(&bodil, &path, &page, "send").status, 303);
}

fn two_write_at_once_and_neither_loses_a_word(app: &TestApp) {
    crowd(app, 2);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let path = begun(&bodil, "message");
    let revision = mogens.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    written(&bodil, &path, &MESSAGE);
    let own = [
        ("title_en", "Lamps"),
        ("message_en", "My own words."),
        ("title_da", "Lamper"),
        ("message_da", "Mine egne ord."),
        ("category", "media"),
        ("revision", revision.as_str()),
    ];
    let again = mogens.post(&path, &own);
    assert_eq!(again.status, 422);
    let again = again.says("A colleague has saved other values meanwhile");
    assert!(again.body.contains(">\nMine egne ord.</textarea>"), "{}", again.body);
    assert!(again.between("value=\"media\"", ">").contains("checked"), "{}", again.body);
    mogens.get(&path).ok().says("Please tell us how it goes.");
    let revision = again.between("name=\"revision\" value=\"", "\"");
    let replaced = [&own[..4], &[("revision", revision.as_str())]].concat();
    mogens.send(&path, &replaced).ok().says("My own words.");
    // Bodil sends it on meanwhile: there is no form any more, and the words are there to be copied.
    press(&bodil, &path, &bodil.get(&path).ok(), "send");
    let late = mogens.post(&path, &replaced);
    assert_eq!(late.status, 409);
    late.says("Copy what you want to use again").says("Mine egne ord.");
}

/// Lets the mails that wait be sent.
fn post(app: &TestApp) -> usize {
    app.write(|db, now| {
        let claimed = store::outbox::claim(db, now, now + Duration::minutes(10), 1_000)?;
        for mail in &claimed {
            store::outbox::mark_sent(db, mail, now)?;
        }
        Ok(claimed.len())
    })
}

fn nobody_gets_it_twice_when_the_node_dies_half_way(app: &TestApp) {
    crowd(app, 70);
    let (bodil, asta) = (app.moderator(), app.admin());
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE);
    press(&bodil, &path, &page, "send");
    post(app);
    press(&asta, &path, &asta.get(&path).ok(), "approve");
    assert_eq!((go_on(app), circulars(app).len()), (1, 50));
    assert_eq!(go_on(app), 0, "others need not wait behind it");
    // Another node had begun with the same readers and died; its place is taken already.
    let id = tilsagn::domain::ids::CircularId(1);
    app.write(move |db, _| {
        let mut seen = store::circular::find(db, id)?;
        seen.reader = 0;
        assert!(store::circular::advance(db, &seen, 50).is_err());
        Ok(())
    });
    // Even a place that was lost writes to nobody again.
    app.sql("UPDATE circulars SET reader = 10");
    let mut sent = post(app);
    for _ in 0..5 {
        go_on(app);
        sent += post(app);
    }
    assert_eq!((sent, circulars(app).len()), (70, 0));
    asta.get(&path).ok().says("Sent 70").says("Recipients 70");
}

fn bodil_stops_it(app: &TestApp) {
    crowd(app, 60);
    let (bodil, asta) = (app.moderator(), app.admin());
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE);
    press(&bodil, &path, &page, "send");
    press(&asta, &path, &asta.get(&path).ok(), "approve");
    go_on(app);
    bodil.send(&format!("{path}/stop"), &[]).ok().says("The mail is stopped");
    assert_eq!((go_on(app), circulars(app).len()), (0, 0));
    assert_eq!(bodil.post(&format!("{path}/stop"), &[]).status, 409);
}

/// Sends a message to everybody, and gives the mails.
pub fn message_to_all(app: &TestApp, bodil: &Colleague) -> Vec<Envelope> {
    let before = circulars(app).len();
    let path = begun(bodil, "message");
    let page = written(bodil, &path, &MESSAGE);
    press(bodil, &path, &page, "send");
    while go_on(app) > 0 {}
    circulars(app).split_off(before)
}

fn suzie_declines_them_and_wants_them_again(app: &TestApp) {
    app.signatory(Given::default());
    crowd(app, 1);
    let bodil = app.moderator();
    let mails = message_to_all(app, &bodil);
    assert_eq!(mails.len(), 2);
    let link = mails[0].letter.unsubscribe().unwrap();
    let before = app.rows();
    app.anonymous().get(link).ok().says("You can decline such mails");
    assert_eq!(app.rows(), before, "looking changes nothing");
    app.anonymous().post(link, &[]).ok().says("gets no more mails of this kind");
    assert_eq!(message_to_all(app, &bodil).len(), 1);
    app.clock.advance(Duration::days(3_650));
    app.anonymous().get(link).ok().says("gets no more mails of this kind");
    app.anonymous().post(link, &[("again", "yes")]).ok();
    bodil.signs_in(app);
    assert_eq!(message_to_all(app, &bodil).len(), 2);
    let broken = app.anonymous().get(&format!("{link}x"));
    assert_eq!(broken.says("We do not know this link").status, 410);
    assert!(!app.rows()["circular_optouts"].iter().any(|row| row.contains('@')));
}

fn a_mail_program_declines_in_one_click(app: &TestApp) {
    app.signatory(Given::default());
    let bodil = app.moderator();
    let mails = message_to_all(app, &bodil);
    let link = mails[0].letter.unsubscribe().unwrap();
    let pressed = app.anonymous().post_with(link, &[("List-Unsubscribe", "One-Click")], &[]);
    assert_eq!(pressed.status, 200);
    let path = begun(&bodil, "message");
    let page = written(&bodil, &path, &MESSAGE).says("It would go to nobody");
    assert!(!page.body.contains("/send\""), "there is nothing to send");
}

fn a_new_version_is_compared_with_what_was_signed(app: &TestApp) {
    app.signatory(Given::default());
    app.sql("UPDATE endorsements SET version_id = (SELECT id FROM call_versions WHERE number = 1)");
    app.signatory(Given { name: "Engen", website: "", contacts: &["e@engen.example"], ..Given::default() });
    let bodil = app.moderator();
    let path = begun(&bodil, "new_version");
    let page = written(&bodil, &path, &[]).says("Version 2 of").says("2 mailboxes");
    assert_eq!(press(&bodil, &path, &page, "send").status, 303);
    go_on(app);
    let link = |place: usize| match &circulars(app)[place].letter {
        Letter::NewVersion { link, version: 2, .. } => link.clone(),
        other => panic!("{other:?}"),
    };
    assert!(link(0).ends_with("/call/compare/1/2"), "{}", link(0));
    assert!(link(1).ends_with("/call"), "there is nothing to compare");
    app.anonymous().get(&link(0)).ok();
}

fn words_are_needed_in_every_language(app: &TestApp) {
    crowd(app, 1);
    let bodil = app.moderator();
    assert_eq!(bodil.post("/staff/circulars", &[]).status, 422);
    let path = begun(&bodil, "message");
    let revision = bodil.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let half = [("title_en", "Kept words"), ("message_en", "Hello"), ("revision", revision.as_str())];
    let wrong = bodil.post(&path, &half);
    assert!(wrong.status == 422 && wrong.body.contains("value=\"Kept words\""), "{}", wrong.text());
    let page = bodil.get(&path).ok().says("It cannot go yet: a title and a message");
    assert!(!page.body.contains("/send\""), "nothing to press");
    let unseen = [("revision", revision.as_str()), ("shown", "")];
    assert_eq!(bodil.post(&format!("{path}/send"), &unseen).status, 409);
    let page = written(&bodil, &path, &MESSAGE);
    assert!(page.body.contains("/send\"") && !page.text().contains("It cannot go yet"), "{}", page.text());
    let revision = bodil.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    bodil.send(&format!("{path}/discard"), &[("revision", &revision)]).ok().says("The draft is discarded");
    bodil.send(&format!("{path}/discard"), &[("revision", &revision)]).ok().says("it was discarded before");
    assert_eq!(bodil.get(&path).status, 404);
}

fn what_stands_in_braces_is_filled_or_refused(app: &TestApp) {
    crowd(app, 1);
    let bodil = app.moderator();
    let path = begun(&bodil, "message");
    let page = bodil.get(&path).ok().says("{contact}");
    let revision = page.between("name=\"revision\" value=\"", "\"");
    let mut wrong = MESSAGE.to_vec();
    wrong[0].1 = "From {ministry}";
    wrong[1].1 = "Answer within {days} days.";
    let answer = bodil.post(&path, &[&wrong[..], &[("revision", revision.as_str())]].concat());
    assert_eq!(answer.status, 422, "{}", answer.text());
    let answer = answer.says("A title has no words in braces").says("Of words in braces only");
    assert!(answer.body.contains("Answer within {days} days."), "what was typed stays");
    let mut fields = MESSAGE.to_vec();
    fields[1].1 = "Write to {contact}, of { ministry }.";
    let page = written(&bodil, &path, &fields);
    assert_eq!(press(&bodil, &path, &page, "send").status, 303);
    assert_eq!(go_on(app), 1);
    let mails = circulars(app);
    let Letter::Circular { message, .. } = &mails[0].letter else { panic!() };
    let site = app.app.site(Locale::English);
    assert_eq!(*message, format!("Write to {}, of {}.", site.contact, site.ministry));
}

fn a_circular_is_for_those_who_may(app: &TestApp) {
    crowd(app, 1);
    let path = begun(&app.moderator(), "message");
    let vita = app.viewer();
    let page = vita.get(&path).ok();
    assert!(!page.body.contains("name=\"title_en\"") && !page.body.contains("/send\""), "nothing to press");
    assert_eq!(vita.post("/staff/circulars", &[("kind", "message")]).status, 403);
    assert_eq!(vita.post(&path, &MESSAGE).status, 403);
    assert_eq!(app.editor().get("/staff/circulars").status, 403);
}
