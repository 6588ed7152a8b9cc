//! Katrine signs in Danish while the translation is of an earlier version: she is told which text counts.

use serde_json::Value;
use tilsagn::domain::call::{ChangeKind, Fingerprint};
use tilsagn::domain::case::CaseState;
use tilsagn::store;

use crate::fakes_are_held::case_of;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::suzie_signs::{EMAIL, confirm_link, filled};

stories!(who_signs_in_an_older_translation_reads_which_text_counts);

/// Publishes version 3, of which only the English is new.
pub fn renewed_in_english(app: &TestApp) {
    app.write(|db, now| {
        let version = store::call::current(db)?.expect("version 2");
        let texts = store::call::texts(db, version.id)?;
        let id = store::call::insert(db, ChangeKind::Substantive, now)?;
        let text = |text: store::call::Text| {
            let renewed = if text.language == "en" { "# Renewed: " } else { "# " };
            let markdown = text.markdown.replacen("# ", renewed, 1);
            store::call::NewText {
                version_id: id,
                language: text.language,
                authority: text.authority,
                sha256: Fingerprint::of(&markdown).as_str().to_owned(),
                follows: text.follows,
                markdown,
            }
        };
        let texts: Vec<_> = texts.into_iter().map(text).collect();
        store::call::replace_texts(db, id, &texts)?;
        let seen = store::call::find(db, id)?;
        store::call::publish(db, &seen, None, now)?;
        store::register_state::bump(db)
    });
    app.settle();
}

fn who_signs_in_an_older_translation_reads_which_text_counts(app: &TestApp) {
    const DANISH: &str = "Denne oversættelse følger version 2. Hvor de to er forskellige, gælder den \
                          autentiske tekst: version 3 på engelsk.";
    const ENGLISH: &str = "This translation follows version 2. Where the two differ, the authentic text counts: \
                           version 3 in English.";
    app.publish_call();
    let before = app.anonymous().get("/da/sign").ok();
    assert!(!before.text().contains("Denne oversættelse"), "it is not behind yet");
    renewed_in_english(app);
    let listed: Value = serde_json::from_str(&app.anonymous().get("/api/v1/call").ok().body).unwrap();
    let texts = listed["version"]["texts"].as_array().unwrap();
    let of = |language: &str| texts.iter().find(|text| text["language"] == language).unwrap();
    let older = app.anonymous().bytes("/call/v2/en.md");
    let older = Fingerprint::of(std::str::from_utf8(&older).unwrap());
    assert_eq!((&of("da")["follows"], &of("en")["follows"]), (&older.as_str().into(), &Value::Null));

    let page = app.anonymous().get("/da/sign").ok().says(DANISH);
    assert!(page.body.contains("href=\"/da/call/v3?language=en\""), "{}", page.body);
    assert!(!app.anonymous().get("/sign").ok().text().contains("This translation"));
    let katrine = filled(app, "/da", &[]);
    katrine.get("/da/sign/check").ok().says(DANISH);
    let declared = [("version", "3"), ("language", "da"), ("declared", "yes")];
    katrine.send("/da/sign/check", &declared).ok();
    let link = confirm_link(app, EMAIL);
    app.anonymous().get(&link).ok().says(DANISH);
    app.anonymous().post(&link, &[]).ok();
    let bodil = app.moderator();
    let case = case_of(app, 1);
    assert_eq!(case.state, CaseState::Open);
    bodil.get(&format!("/staff/cases/{}", case.number)).ok().says(ENGLISH);
    decide(&bodil, case.number, &Choice::publish());
    app.settle();
    let signed: Value = serde_json::from_str(&app.anonymous().get("/api/v1/signatories").ok().body).unwrap();
    let slug = signed["data"][0]["slug"].as_str().unwrap();
    app.anonymous().get(&format!("/signatories/{slug}")).ok().says(ENGLISH);
}
