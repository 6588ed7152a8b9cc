//! The log gets another key: two admins allow it, the server makes it, and whoever knew the old one finds the new.

use chrono::Duration;
use tilsagn::app::boot;
use tilsagn::app::letter::Letter;
use tilsagn::app::log::{key_change, seal};
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::log::keys::Keys;
use tilsagn::store::key_change as key_change_rows;
use tilsagn::worker::numbering;

use crate::log_listed::{change, told};
use crate::operator_takes_over::{exported, imported};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::{mirror, verify};
use crate::support::staff::Colleague;

stories!(
    two_admins_give_the_log_another_key,
    who_is_no_admin_any_more_is_no_first,
    whoever_knew_an_old_key_is_led_to_the_new_one_and_nobody_else_is,
    a_change_that_was_broken_off_goes_on,
    a_key_that_was_replaced_or_has_retired_does_not_sign_again,
    a_tree_that_the_replaced_key_signed_alone_is_not_good,
    a_retirement_that_was_broken_off_is_recorded_at_the_next_start,
    a_change_that_was_allowed_runs_out_and_can_be_called_off,
);

const LOG: &str = "/staff/log";

fn allowed(app: &TestApp) -> (Colleague, Colleague) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    ask(&asta, &aksel);
    (asta, aksel)
}

fn ask(first: &Colleague, second: &Colleague) {
    first.send(&format!("{LOG}/key/propose"), &[]).ok();
    second.send(&format!("{LOG}/key/allow"), &[]).ok();
}

/// Another key, and what it is.
pub fn rotated(app: &TestApp) -> String {
    allowed(app);
    begin(app)
}

fn begin(app: &TestApp) -> String {
    let key = app.block_on(key_change::begin(&app.app)).unwrap().text();
    app.block_on(numbering::number(&app.app)).unwrap();
    app.block_on(seal::seal(&app.app)).unwrap();
    app.settle();
    key
}

fn refused(app: &TestApp) -> String {
    app.block_on(key_change::begin(&app.app)).unwrap_err().to_string()
}

fn two_admins_give_the_log_another_key(app: &TestApp) {
    app.append_entries(5);
    let old = app.app.log_signer.verifier().text();
    let (asta, aksel) = (app.admin(), app.second_admin());
    assert!(refused(app).contains("two admins must ask"), "not by whoever runs the server alone");
    asta.get(LOG).ok().says(&old);
    assert_eq!(asta.post(&format!("{LOG}/key/allow"), &[]).status, 409, "nobody has asked");
    asta.send(&format!("{LOG}/key/propose"), &[]).ok().says("Another admin must allow it");
    assert_eq!(asta.post(&format!("{LOG}/key/propose"), &[]).status, 409, "one at a time");
    let Letter::KeyChangeProposed { link } = app.mail_to(&aksel.email) else { panic!("no mail") };
    assert!(link.ends_with(LOG), "{link}");
    assert_eq!(asta.post(&format!("{LOG}/key/allow"), &[]).status, 403, "the same person");
    let newcomer = app.newcomer("admin", "Ny Administrator");
    assert!(!newcomer.get(LOG).ok().says("less than 24 hours").body.contains("key/allow"));
    assert_eq!(newcomer.post(&format!("{LOG}/key/allow"), &[]).status, 403);
    assert_eq!(app.moderator().post(&format!("{LOG}/key/allow"), &[]).status, 403, "no admin");
    assert!(refused(app).contains("two admins must ask"), "one is not enough");
    aksel.send(&format!("{LOG}/key/allow"), &[]).ok().says("tilsagn log key --rotate");
    aksel.send(&format!("{LOG}/key/allow"), &[]).ok().says("tilsagn log key --rotate");

    let new = begin(app);
    assert_ne!(new, old);
    assert_eq!(app.anonymous().get("/log/key").ok().body.trim(), new);
    for key in [&old, &new] {
        verify(&app.base, &["--key", key]).good();
    }
    asta.get(LOG).ok().says(&new).says(&old).says("tilsagn log key --retire");
    app.append_entries(3);
    verify(&app.base, &["--key", &old]).good();

    ask(&asta, &aksel);
    assert!(refused(app).contains("--retire"), "one after the other");
    assert_eq!(app.block_on(key_change::retire(&app.app)).unwrap().text(), old);
    let file = std::fs::read_to_string(&app.app.config.log_key_file).unwrap();
    assert_eq!(file.matches("PRIVATE").count(), 1, "the old secret is gone");
    app.append_entries(3);
    let checkpoint = app.anonymous().get("/log/checkpoint").ok().body;
    assert_eq!(checkpoint.matches('\u{2014}').count(), 1, "{checkpoint}");
    assert!(app.block_on(key_change::retire(&app.app)).is_err(), "none is left to retire");
    for page in ["/verify", "/verify/receipt"] {
        app.anonymous().get(page).ok().says(&old).says(&new);
    }
    asta.get("/staff/audit?subject=key_change").ok().says("gave the log a new key.").says(&new);
}

fn who_is_no_admin_any_more_is_no_first(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    aksel.send(&format!("{LOG}/key/propose"), &[]).ok();
    asta.send(&format!("/staff/people/{}/disable", aksel.id), &[]).ok();
    asta.get(LOG).ok().says("may no longer decide");
    let refused = asta.post(&format!("{LOG}/key/allow"), &[]);
    assert_eq!(refused.says("may no longer decide").status, 409);
    assert!(self::refused(app).contains("two admins must ask"));
}

fn whoever_knew_an_old_key_is_led_to_the_new_one_and_nobody_else_is(app: &TestApp) {
    app.append_entries(5);
    let first = app.app.log_signer.verifier().text();
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json").display().to_string();
    verify(&app.base, &["--state", &state]).good();
    let (asta, aksel) = allowed(app);
    let second = begin(app);
    assert!(app.block_on(key_change::retire(&app.app)).is_ok());
    app.append_entries(2);
    ask(&asta, &aksel);
    let third = begin(app);
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(2);

    let report = verify(&app.base, &["--key", &first]).good();
    assert_eq!(report["keys_followed"], serde_json::json!([first, second, third]));
    verify(&app.base, &["--key", &third]).good();
    verify(&app.base, &["--state", &state]).good();
    let remembered = std::fs::read_to_string(&state).unwrap();
    assert!(remembered.contains(&third), "{remembered}");
    let stranger = tilsagn::log::note::Signer::new(app.app.log_signer.verifier().name(), [42; 32]).unwrap();
    let lost = verify(&app.base, &["--key", &stranger.verifier().text()]);
    assert!(!lost.passed);
    let what = lost.report["findings"][0]["what"].as_str().unwrap().to_owned();
    assert!(what.contains("no entry says that it took over from"), "{what}");
    assert!(what.contains("give it with --key, and another file with --state"), "{what}");
    // What shows who took over is damaged in a copy.
    let copy = folder.path().join("copy");
    mirror(app, &copy);
    std::fs::write(copy.join("log/checkpoints"), "nothing of the kind\n").unwrap();
    let found = verify(copy.to_str().unwrap(), &["--key", &first]).report["findings"].to_string();
    assert!(
        found.contains("is not understood") && found.contains("check a mirror or an older copy"),
        "{found}"
    );

    // Somebody who has taken the server over makes a key without asking, and lets it sign.
    let path = &app.app.config.log_key_file;
    let forged = tilsagn::log::note::Signer::new(app.app.log_signer.verifier().name(), [43; 32]).unwrap();
    let before = std::fs::read_to_string(path).unwrap();
    let known: String = before.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let held = Keys::parse(&before).unwrap().current().text();
    tilsagn::files::replace(path, format!("{}\n{known}{held}\n", forged.secret_text()).as_bytes()).unwrap();
    app.append_entries(2);
    let caught = verify(&app.base, &["--key", &first]);
    assert!(!caught.passed, "{:#}", caught.report);
}

fn a_change_that_was_broken_off_goes_on(app: &TestApp) {
    app.append_entries(5);
    let old = app.app.log_signer.verifier().text();
    allowed(app);
    // Killed after the key was kept, and before the entry.
    let path = &app.app.config.log_key_file;
    let keys = Keys::parse(&std::fs::read_to_string(path).unwrap()).unwrap().followed_by([7; 32]).unwrap();
    tilsagn::files::replace(path, keys.text().as_bytes()).unwrap();
    app.append_entries(1);
    verify(&app.base, &["--key", &old]).good();
    assert!(app.block_on(key_change::retire(&app.app)).is_err(), "no entry names the new key yet");
    assert_eq!(begin(app), keys.current().text(), "the key that was kept is the one");
    // Killed behind the entry, before anybody was told.
    assert_eq!(begin(app), keys.current().text(), "and again");
    let named = app.rows()["entries"].iter().filter(|row| row.contains("key.rotated")).count();
    assert_eq!(named, 1, "one entry names it");
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(1);
    verify(&app.base, &["--key", &old]).good();
    assert!(refused(app).contains("two admins must ask"), "that change is over");
}

fn a_key_that_was_replaced_or_has_retired_does_not_sign_again(app: &TestApp) {
    app.append_entries(5);
    let path = app.app.config.log_key_file.clone();
    let held = || std::fs::read_to_string(&path).unwrap();
    let put = |keys: &str| tilsagn::files::replace(&path, keys.as_bytes()).unwrap();
    let refuses = |why: &str| {
        let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
        let short = said.trim_start_matches("internal: ").split(',').next().unwrap();
        app.anonymous().get("/readyz").ok().says(&format!("warning: {short}"));
        let config = app.app.config.clone();
        let opened = app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance)));
        assert!(opened.err().unwrap().to_string().contains(why), "at the start");
    };
    let old = held();
    rotated(app);
    let both = held();
    let checkpoint = app.anonymous().get("/log/checkpoint").ok().body;
    assert_eq!(checkpoint.matches('\u{2014}').count(), 2, "both have signed: {checkpoint}");
    put(&old);
    refuses("the log got another key after");
    put(&both);
    app.append_entries(1);
    app.block_on(key_change::retire(&app.app)).unwrap();
    let alone = held();
    put(&both);
    refuses("has retired");
    put(&old);
    refuses("the log got another key after");
    put(&alone);
    app.append_entries(1);
    app.verify().good();
}

fn a_tree_that_the_replaced_key_signed_alone_is_not_good(app: &TestApp) {
    app.append_entries(5);
    let old = Keys::parse(&std::fs::read_to_string(&app.app.config.log_key_file).unwrap()).unwrap();
    let new = rotated(app);
    app.append_entries(1);
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(2);
    let known = old.current().text();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("mirror");
    mirror(app, &copy);
    let place = copy.to_str().unwrap();
    verify(place, &["--key", &known]).good();
    let checkpoint = std::fs::read_to_string(copy.join("log/checkpoint")).unwrap();
    let head = app.app.log_signer.keys().open(&checkpoint).unwrap();
    let alone = old.sign(&head).unwrap();
    let why = "a key that was replaced proves nothing alone";
    std::fs::write(copy.join("log/checkpoint"), &alone).unwrap();
    told(&verify(place, &["--key", &known]), why);
    assert!(!verify(place, &["--key", &new]).passed);
    std::fs::write(copy.join("log/key"), format!("{known}\n")).unwrap();
    told(&verify(place, &[]), why);

    let export = exported(app, folder.path(), &[]);
    std::fs::write(export.join("log/checkpoint"), &alone).unwrap();
    let taken = imported(&app.empty_twin(), &export, &["--key", &known]);
    assert!(!taken.status.success() && String::from_utf8_lossy(&taken.stderr).contains(why), "{taken:?}");

    let of_then = format!("UPDATE log_checkpoints SET note = '{alone}' WHERE size = {}", head.size);
    change(app, &of_then);
    app.settle();
    told(&verify(&app.base, &["--key", &known]), why);
    app.append_entries(1);
    told(&verify(&app.base, &["--key", &new]), why);
}

fn a_retirement_that_was_broken_off_is_recorded_at_the_next_start(app: &TestApp) {
    app.append_entries(5);
    rotated(app);
    let path = app.app.config.log_key_file.clone();
    let both = std::fs::read_to_string(&path).unwrap();
    let keys = Keys::parse(&both).unwrap();
    let old = keys.previous().unwrap().text();
    let put = |keys: &str| tilsagn::files::replace(&path, keys.as_bytes()).unwrap();
    let start = || {
        let config = app.app.config.clone();
        app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance))).map(drop)
    };
    // Killed after the secret was gone, and before the database knew of it.
    put(&keys.retired().text());
    assert_eq!(app.read(key_change_rows::retired), [""; 0]);
    start().unwrap();
    start().unwrap();
    assert_eq!(app.read(key_change_rows::retired), [old]);
    let lines = &app.rows()["audit_lines"];
    assert_eq!(lines.iter().filter(|line| line.contains("log.key_retired")).count(), 1, "told once");
    put(&both);
    let refused = start().unwrap_err().to_string();
    assert!(refused.contains("has retired"), "{refused}");
}

fn a_change_that_was_allowed_runs_out_and_can_be_called_off(app: &TestApp) {
    app.append_entries(1);
    let (asta, aksel) = allowed(app);
    asta.send(&format!("{LOG}/key/call-off"), &[]).ok().says("called off");
    assert!(refused(app).contains("two admins must ask"));
    ask(&asta, &aksel);
    app.clock.advance(Duration::days(8));
    assert!(refused(app).contains("two admins must ask"), "it was allowed for a week");
    asta.signs_in(app);
    asta.get(LOG).ok().says("Ask for another key");
    asta.send(&format!("{LOG}/key/propose"), &[]).ok();
}
