//! The Call's next version: written by an editor, published by an admin.

use tilsagn::domain::call::Fingerprint;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;

stories!(
    a_new_version_takes_two_people,
    what_is_wrong_with_a_text_is_told_and_nothing_typed_is_lost,
    only_those_who_edit_or_publish_see_the_desk,
);

fn source(app: &TestApp, language: &str) -> String {
    let language = language.to_owned();
    let text = app.read(move |db| {
        let version = store::call::current(db)?.unwrap();
        let texts = store::call::texts(db, version.id)?;
        Ok(texts.into_iter().find(|text| text.language == language).unwrap())
    });
    format!("---\nauthority: {}\n---\n{}", text.authority, text.markdown)
}

fn revision(app: &TestApp) -> String {
    app.read(|db| Ok(store::call::in_preparation(db)?.unwrap().revision)).to_string()
}

fn a_new_version_takes_two_people(app: &TestApp) {
    app.publish_call();
    let before = app.read(|db| Ok(store::call::current(db)?.unwrap().number.unwrap()));
    let (editor, admin) = (app.editor(), app.admin());
    editor.get("/staff/call").ok().says("Prepare a new version");
    let english =
        source(app, "en").replace("open, global and interoperable", "open, global, safe and interoperable");
    let danish = source(app, "da");
    let fields = [
        ("kind", "editorial"),
        ("language", "en"),
        ("source", &english),
        ("language", "da"),
        ("source", &danish),
    ];
    editor.send("/staff/call/texts", &fields).ok().says("being edited");
    editor.get("/staff/call/changes").ok().says("safe");
    assert_eq!(editor.post("/staff/call/publish", &[("revision", &revision(app))]).status, 403);
    editor
        .send("/staff/call/propose", &[("revision", &revision(app))])
        .ok()
        .says("waiting for a second person");
    admin.get("/staff/call").ok().says("Publish this version");
    admin.confirms_identity(app);
    admin.send("/staff/call/publish", &[("revision", &revision(app))]).ok();
    app.settle();
    let snapshot = app.app.register.snapshot();
    let current = snapshot.call.current().unwrap();
    assert_eq!(i64::from(current.number), before + 1);
    let text = current.text("en").unwrap();
    assert!(text.markdown.contains("open, global, safe and interoperable"));
    assert_eq!(text.sha256, Fingerprint::of(&text.markdown).as_str());
}

fn what_is_wrong_with_a_text_is_told_and_nothing_typed_is_lost(app: &TestApp) {
    app.publish_call();
    let editor = app.editor();
    let broken = source(app, "en").replacen("{#p-", "{#p-open-internet} {#p-", 1);
    let answer =
        editor.post("/staff/call/texts", &[("kind", "editorial"), ("language", "en"), ("source", &broken)]);
    assert_eq!(answer.status, 422);
    answer.clone().says("en.md: line");
    assert!(answer.body.contains("{#p-open-internet} {#p-"));
    assert!(app.read(|db| Ok(store::call::in_preparation(db)?.is_none())));
}

fn only_those_who_edit_or_publish_see_the_desk(app: &TestApp) {
    app.publish_call();
    assert_eq!(app.moderator().get("/staff/call").status, 403);
    let admin = app.admin();
    assert_eq!(admin.get("/staff/call").status, 200);
    assert_eq!(admin.get("/staff/call/texts").status, 403);
}
