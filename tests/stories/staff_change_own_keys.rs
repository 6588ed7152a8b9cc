//! A colleague changes their password, their app and their recovery codes while those still let them in.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::staff::OwnKey;
use tilsagn::totp;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::staff::{Colleague, PASSWORD};
use crate::support::visitor::{Page, Visitor};

stories!(
    a_password_is_changed_after_the_old_one,
    another_app_is_connected_while_the_old_one_counts,
    new_recovery_codes_take_the_place_of_the_old_ones,
    a_recovery_code_that_was_used_is_listed_as_such_and_told_of,
    nothing_is_changed_without_a_fresh_proof,
);

const AT_PASSWORD: &str = "/staff/sessions/password";
const AT_APP: &str = "/staff/sessions/app";
const AT_CODES: &str = "/staff/sessions/codes";
const NEW: &str = "otte hvide gæs i solen";

/// Signs in, in another browser, half a minute later.
fn signs_in(app: &TestApp, who: &Colleague, (password, code): (&str, &str)) -> (Visitor, Page) {
    let visitor = app.anonymous();
    let fields = [("email", who.email.as_str()), ("password", password), ("code", code), ("next", "")];
    let page = visitor.post("/staff/sign-in", &fields);
    (visitor, page)
}

fn next_code(app: &TestApp, secret: &str) -> String {
    app.clock.advance(Duration::seconds(30));
    totp::code_at(secret, app.app.clock.now()).unwrap()
}

fn told(app: &TestApp, who: &Colleague) -> Option<OwnKey> {
    let Letter::WayInAdded { changed, .. } = app.mail_to(&who.email) else { panic!("nothing was told") };
    changed
}

fn a_password_is_changed_after_the_old_one(app: &TestApp) {
    let bodil = app.moderator();
    let (elsewhere, entered) = signs_in(app, &bodil, (PASSWORD, &next_code(app, &bodil.secret)));
    entered.location().expect("signed in");
    bodil.get("/staff/sessions").ok().says("Change the password").says("You have 10 recovery codes left");
    bodil.get(AT_PASSWORD).ok().says("Password until now");
    let typed =
        |old, new, again| bodil.post(AT_PASSWORD, &[("old", old), ("password", new), ("again", again)]);
    for (old, new, again, words) in [
        ("not mine", NEW, NEW, "Enter the password that you sign in with now"),
        (PASSWORD, NEW, PASSWORD, "Type the same password twice"),
        (PASSWORD, "short", "short", "characters or more"),
        (PASSWORD, PASSWORD, PASSWORD, "This is the one that you sign in with now"),
    ] {
        let page = typed(old, new, again).says(words);
        assert!(page.status == 422 && !page.body.contains(NEW), "{}", page.body);
    }
    elsewhere.get("/staff/sessions").ok();
    let changed = typed(PASSWORD, NEW, NEW);
    assert_eq!(changed.location(), Some("/staff/sessions?done=password"), "{}", changed.text());
    bodil.get(changed.onward().unwrap()).ok().says("The password is changed");
    assert_eq!(elsewhere.get("/staff/sessions").status, 303, "every other session is over");
    assert_eq!(told(app, &bodil), Some(OwnKey::Password));
    let code = next_code(app, &bodil.secret);
    assert_eq!(signs_in(app, &bodil, (PASSWORD, &code)).1.location(), None);
    signs_in(app, &bodil, (NEW, &code)).1.location().expect("signed in");
    assert_eq!(app.times(("staff", bodil.id.0), "staff.password_changed"), 1);
}

fn another_app_is_connected_while_the_old_one_counts(app: &TestApp) {
    let bodil = app.moderator();
    let page = bodil.get(AT_APP).ok().says("The app that you have counts until you confirm");
    let secret_of = |page: &Page| page.between("<code dir=\"ltr\">", "</code>").replace(' ', "");
    let (secret, kept) = (secret_of(&page), page.between("name=\"kept\" value=\"", "\""));
    let wrong = bodil.post(AT_APP, &[("kept", &*kept), ("code", "000000")]);
    assert_eq!((wrong.status, secret_of(&wrong)), (422, secret.clone()), "the same picture again");
    let of_another = app.second_moderator().post(AT_APP, &[("kept", &*kept), ("code", "000000")]);
    assert_eq!(of_another.status, 403, "a form is for the session that it was made in");
    let (elsewhere, entered) = signs_in(app, &bodil, (PASSWORD, &next_code(app, &bodil.secret)));
    entered.location().expect("the old one counts");
    let code = next_code(app, &secret);
    let done = bodil.post(AT_APP, &[("kept", &*kept), ("code", &code)]);
    assert_eq!(done.location(), Some("/staff/sessions?done=app"), "{}", done.text());
    assert_eq!(told(app, &bodil), Some(OwnKey::App));
    assert_eq!(elsewhere.get("/staff/sessions").status, 303, "every other session is over");
    let old = next_code(app, &bodil.secret);
    assert_eq!(bodil.post("/staff/confirm-identity", &[("code", &old)]).status, 422);
    let new = next_code(app, &secret);
    assert_eq!(bodil.post("/staff/confirm-identity", &[("code", &new)]).status, 303);
}

fn new_recovery_codes_take_the_place_of_the_old_ones(app: &TestApp) {
    let bodil = app.moderator();
    let page = bodil.post(AT_CODES, &[]).ok().says("The codes that you had before let nobody in any more");
    let codes = page.between("<ul class=\"panel codes num\" dir=\"ltr\">", "</ul>");
    let codes: Vec<&str> = codes.split("<code>").skip(1).map(|rest| &rest[..9]).collect();
    assert!(codes.len() == 10 && !codes.contains(&bodil.recovery_codes[0].as_str()), "{codes:?}");
    assert_eq!(told(app, &bodil), Some(OwnKey::Codes));
    assert_eq!(signs_in(app, &bodil, (PASSWORD, &bodil.recovery_codes[0])).1.location(), None);
    signs_in(app, &bodil, (PASSWORD, codes[0])).1.location().expect("signed in");
    bodil.get("/staff/sessions").ok().says("You have 9 recovery codes left");
}

fn a_recovery_code_that_was_used_is_listed_as_such_and_told_of(app: &TestApp) {
    let bodil = app.moderator();
    let times = || {
        let used = |letter: &Letter| matches!(letter, Letter::WayInAdded { changed: Some(OwnKey::Used), .. });
        app.mails().iter().filter(|mail| mail.to == bodil.email && used(&mail.letter)).count()
    };
    let by_code = "with password and a recovery code";
    assert!(!bodil.get("/staff/sessions").text().contains(by_code), "she came in with the app");
    let (_elsewhere, entered) = signs_in(app, &bodil, (PASSWORD, &bodil.recovery_codes[0]));
    entered.location().expect("signed in");
    bodil.get("/staff/sessions").ok().says(by_code).says("with password and code");
    assert_eq!(times(), 1);
    let again = signs_in(app, &bodil, (PASSWORD, &bodil.recovery_codes[0])).1;
    assert_eq!((again.location(), times()), (None, 1), "a code that is used up lets nobody in");
    let proof = bodil.post("/staff/confirm-identity", &[("code", &bodil.recovery_codes[1])]);
    assert_eq!((proof.status, times()), (303, 2), "{}", proof.text());
}

fn nothing_is_changed_without_a_fresh_proof(app: &TestApp) {
    let bodil = app.moderator();
    app.clock.advance(Duration::minutes(11));
    let typed = [("old", PASSWORD), ("password", NEW), ("again", NEW)];
    let asked = [
        bodil.get(AT_PASSWORD),
        bodil.get(AT_APP),
        bodil.post(AT_PASSWORD, &typed),
        bodil.post(AT_APP, &[("kept", "x"), ("code", "000000")]),
        bodil.post(AT_CODES, &[]),
    ];
    for page in asked {
        assert!(page.location().is_some_and(|to| to.starts_with("/staff/confirm-identity")), "{page:?}");
    }
    let way_in = app.mails().into_iter().any(|mail| matches!(mail.letter, Letter::WayInAdded { .. }));
    assert!(!way_in, "nothing was changed");
}
