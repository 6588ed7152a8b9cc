//! Suzie's organisation hides when being named becomes a danger: by the mailed link, in her account, or by staff.

use chrono::Duration;
use serde_json::Value;
use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::link::Purpose;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store;

use crate::nadia_stays_unnamed::{
    EMAIL, Lacks, NAME, PROTECTED, PUBLIC, account, bytes_that_tell, kinds, nobody_reads_of_it, published,
    tables_that_tell,
};
use crate::operator_takes_over_unnamed::taken_over;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::fixtures::Given;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_signs::endorsement;

stories!(
    suzie_hides_at_once_without_signing_in,
    whoever_has_left_hides_nothing,
    suzie_hides_in_her_account_and_shows_herself_again,
    suzies_old_address_is_taken_when_she_comes_back,
    staff_hide_and_cannot_show,
    staff_hide_neither_states_nor_what_is_not_public,
    a_viewer_learns_nothing_that_leads_to_the_gap,
    a_state_cannot_be_hidden_by_a_mailbox,
    a_viewer_does_not_find_who_hid_by_a_reference,
);

fn suzie_hides_at_once_without_signing_in(app: &TestApp) {
    published(app, PUBLIC);
    app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok().says(NAME);
    let Letter::Published { hide_link: Some(link), .. } = app.mail_to(EMAIL) else {
        panic!("no link to hide")
    };
    let anybody = app.anonymous();
    anybody.get(&link).ok().says("Hide it now").lacks(NAME);
    anybody.get(&link).ok().says("Hide it now");
    assert_eq!(endorsement(app, 1).visibility, Visibility::Public, "looking hides nothing");
    anybody.post(&link, &[]).ok().says("is hidden").says("Nothing of it is shown any more");
    gone_already(app);
    app.settle();
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    let kinds = kinds(app);
    assert!(kinds.contains(&"entry.withheld".to_owned()), "{kinds:?}");
    let open = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    assert!(!open.is_empty() && open.iter().all(|entry| entry.body.is_none() && entry.salt.is_none()));
    assert!(matches!(app.mail_to(EMAIL), Letter::Hidden { .. }));
    assert_eq!(bytes_that_tell(app), [""; 0], "what was let go of is overwritten");
    let kept = app.rows();
    anybody.post(&link, &[]).ok().says("is hidden");
    for table in ["audit_lines", "entries", "held_entries", "outbox", "endorsements"] {
        assert_eq!(app.rows()[table], kept[table], "pressed twice, {table}");
    }
    anybody.get(&link).ok().says("Nothing of it is shown");
    assert_eq!(app.anonymous().get("/hide/0000000000000000000000000000000000000000000").status, 410);
}

/// The answer comes when the pages no longer name it, and not before: nothing else has happened since.
#[track_caller]
fn gone_already(app: &TestApp) {
    assert_eq!(app.anonymous().get("/signatories/hemmelighuset-zxqvy").status, 404);
    assert!(!app.anonymous().get("/api/v1/signatories").ok().body.contains("emmelighuset"));
}

fn whoever_has_left_hides_nothing(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, "ib@skovbrynet.example"], ..Given::default() });
    let token = app.write(move |db, now| {
        let link = store::link::NewLink {
            hash: tilsagn::secret::hash_token("suzies-link"),
            purpose: Purpose::Hide,
            subject_id: given.endorsement.0,
            created_at: now,
            expires_at: now + chrono::Duration::days(9),
        };
        store::link::insert(db, &link).map(|_| "suzies-link")
    });
    app.anonymous().get(&format!("/hide/{token}")).ok().says("Hide it now");
    enter(app, SUZIE).send("/account/people/leave", &[("sure", "yes")]).ok();
    assert_eq!(app.anonymous().post(&format!("/hide/{token}"), &[]).status, 410);
    assert_eq!(
        app.read(move |db| store::endorsement::find(db, given.endorsement)).visibility,
        Visibility::Public
    );
}

fn suzie_hides_in_her_account_and_shows_herself_again(app: &TestApp) {
    published(app, PUBLIC);
    let before = app.read(|db| store::organisation::find(db, OrganisationId(1)));
    let digests = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let suzie = account(app);
    suzie.send(
        "/account/amend",
        &[
            ("name", "Hemmelighuset Zxqvy Fonden"),
            ("category", "civil_society"),
            ("country", "DK"),
            ("go", "send"),
        ],
    );
    suzie.send("/account/visibility", PROTECTED).ok().says("It takes effect now");
    gone_already(app);
    app.settle();
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    suzie.get("/account").ok().says(NAME);
    suzie.get("/account/visibility").ok().says("its public page says “Shown again” with the date");
    suzie.fills("/account/visibility", PUBLIC).ok();
    app.settle();
    let after = app.read(|db| store::organisation::find(db, OrganisationId(1)));
    assert_eq!((after.slug, after.number, after.name), (before.slug, before.number, before.name));
    app.anonymous()
        .get("/signatories/hemmelighuset-zxqvy")
        .ok()
        .says(NAME)
        .says("Because harbours are for all.");
    let given_back = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    for (was, is) in digests.iter().zip(&given_back) {
        assert_eq!((&was.body, &was.salt, &was.digest), (&is.body, &is.salt, &is.digest));
    }
    let kinds = kinds(app);
    assert_eq!(kinds.last().map(String::as_str), Some("endorsement.restored"), "{kinds:?}");
}

fn suzies_old_address_is_taken_when_she_comes_back(app: &TestApp) {
    published(app, PUBLIC);
    let suzie = account(app);
    suzie.get("/account/visibility").ok().lacks("Shown again");
    suzie.send("/account/visibility", PROTECTED).ok();
    app.clock.advance(Duration::days(1));
    app.signatory(Given { name: NAME, ..Given::default() });
    app.clock.advance(Duration::days(1));
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.clock.advance(Duration::days(1));
    app.settle();
    app.anonymous().get("/signatories/hemmelighuset-zxqvy-2").ok().says(NAME);
    for site in [app, &taken_over(app)] {
        let (then, now) = ("hemmelighuset-zxqvy".to_owned(), "hemmelighuset-zxqvy-2".to_owned());
        assert_eq!(addresses(site, "?as_of=2026-11-24"), [(1, then.clone())], "before she hid");
        for day in ["?as_of=2026-11-25", "?as_of=2026-11-26", ""] {
            assert_eq!(addresses(site, day), [(1, now.clone()), (2, then.clone())], "{day}");
        }
        for address in [format!("{then}?as_of=2026-11-24"), format!("{now}?as_of=2026-11-26")] {
            let page = site.anonymous().get(&format!("/signatories/{address}")).ok();
            page.says("Because harbours are for all.");
        }
    }
}

/// The numbers of signatories, and where each stands.
fn addresses(app: &TestApp, day: &str) -> Vec<(u64, String)> {
    let page = app.anonymous().get(&format!("/api/v1/signatories{day}")).ok();
    let list: Value = serde_json::from_str(&page.body).unwrap();
    let at = |one: &Value| (one["number"].as_u64().unwrap(), one["slug"].as_str().unwrap().to_owned());
    let mut all: Vec<_> = list["data"].as_array().unwrap().iter().map(at).collect();
    all.sort();
    all
}

fn staff_hide_and_cannot_show(app: &TestApp) {
    let (number, moderator) = published(app, PUBLIC);
    moderator.get(&format!("/staff/cases/{number}")).ok().says("Hide this organisation now");
    let path = format!("/staff/cases/{number}/hide");
    assert_eq!(app.viewer().post(&path, &[]).status, 403);
    let page =
        moderator.get(&path).ok().says("This mail goes out").says("Nothing of your organisation").says(EMAIL);
    moderator
        .get(&format!("/da{path}"))
        .ok()
        .says("Skjul organisationen nu")
        .says("Nothing of your organisation");
    assert_eq!(moderator.post(&path, &[]).status, 409, "the mail was not looked at");
    assert_eq!(endorsement(app, 1).visibility, Visibility::Public);
    let shown = page.between("name=\"shown\" value=\"", "\"");
    assert_eq!(moderator.post(&path, &[("shown", &shown)]).status, 303);
    gone_already(app);
    assert!(matches!(app.mail_to(EMAIL), Letter::Hidden { .. }));
    app.settle();
    nobody_reads_of_it(app);
    let again = moderator.get(&path);
    assert_eq!(again.status, 409);
    again.says("nothing left to hide");
    let page = moderator.get(&format!("/staff/cases/{number}")).ok();
    page.lacks("Hide this organisation now");
    assert_eq!(endorsement(app, 1).visibility, Visibility::Protected);
}

fn staff_hide_neither_states_nor_what_is_not_public(app: &TestApp) {
    let given = Given { state: EndorsementState::InReview, ..Given::default() };
    let waiting = number_of(app, &app.signatory(given));
    let state = Given {
        name: "Republic of Examplia",
        category: Category::State,
        website: "",
        contacts: &["ada@examplia.example"],
        ..Given::default()
    };
    let state = number_of(app, &app.signatory(state));
    let bodil = app.moderator();
    for (number, words) in [(waiting, "there is nothing to hide"), (state, "Suspend it instead")] {
        bodil.get(&format!("/staff/cases/{number}")).ok().lacks("Hide this organisation now");
        for answer in [
            bodil.get(&format!("/staff/cases/{number}/hide")),
            bodil.post(&format!("/staff/cases/{number}/hide"), &[("shown", "x")]),
        ] {
            assert_eq!(answer.status, 409);
            answer.says(words).says("This is not possible").lacks("since you opened it");
        }
    }
}

fn a_viewer_learns_nothing_that_leads_to_the_gap(app: &TestApp) {
    let (number, moderator) = published(app, PUBLIC);
    let path = format!("/staff/cases/{number}");
    let vita = app.viewer();
    let reference = endorsement(app, 1).reference;
    vita.get(&path).ok().says("Signatory No. 1").says("of the log").says("Civil society").says(&reference);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let page = vita.get(&path).ok().says("Protected signatory").lacks("Signatory No.");
    page.lacks("of the log").lacks("Civil society").lacks(&reference).lacks("SHA-256");
    vita.get("/staff/cases?state=closed").ok().says("Protected signatory").lacks("Civil society</span>");
    // Whoever may look finds it by its reference, and sees the rest once they ask.
    let page = moderator.get(&path).ok().says(&reference).says("Signatory No. 1");
    page.says("of the log");
    let mogens = app.second_moderator();
    mogens.get(&path).ok().says(&reference).lacks("Signatory No.").lacks("of the log");
}

fn a_state_cannot_be_hidden_by_a_mailbox(app: &TestApp) {
    published(app, PUBLIC);
    app.sql("UPDATE organisations SET category = 'state'");
    let somebody = account(app);
    assert_eq!(somebody.get("/account/visibility").status, 404);
    let answer = somebody.send("/account/visibility", PROTECTED);
    assert!(answer.status >= 400, "{}", answer.text());
    assert_eq!(endorsement(app, 1).visibility, Visibility::Public);
}

fn a_viewer_does_not_find_who_hid_by_a_reference(app: &TestApp) {
    let (number, moderator) = published(app, PUBLIC);
    let reference = endorsement(app, 1).reference;
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let search = |words: &str| format!("/staff/cases?state=closed&q={words}");
    let viewer = app.viewer();
    let found = |page: Page| page.body.contains(&format!("href=\"/staff/cases/{number}\""));
    assert!(!found(viewer.get(&search(&reference)).ok()));
    assert!(found(viewer.get(&search(&number.to_string())).ok()), "the number of the Case is no secret");
    assert!(found(moderator.get(&search(&reference)).ok()));
}
