//! Suzie keeps a file that proves her signature, whatever becomes of the site; Nadia gets hers only when she asks.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::app::log::{posting, seal, tree};
use tilsagn::app::unnamed;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::worker::numbering;

use crate::nadia_stays_unnamed::{EMAIL, Lacks, NAME, PROTECTED, PUBLIC, account, account_of, published};
use crate::staff_look_into::look_into;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::{Given, place};
use crate::support::log::{receipt, run};
use crate::support::published::entry;

stories!(
    suzie_gets_her_receipt_by_mail_once,
    a_receipt_waits_until_the_entry_is_signed,
    a_round_that_fails_writes_to_nobody_twice_and_forgets_nobody,
    what_is_changed_or_of_another_log_is_refused,
    suzie_prints_a_certificate,
    no_certificate_says_that_a_signature_stands_which_does_not,
    nor_one_that_was_revoked,
    nadia_gets_hers_only_when_she_asks,
    no_proof_is_given_out_that_does_not_hold,
    a_receipt_stays_good_when_suzie_hides,
    nobody_gets_the_receipts_of_others,
    who_is_not_shown_when_receipts_go_out_gets_hers_when_she_is_shown_again,
    an_entry_that_is_damaged_keeps_no_other_receipt_back,
);

fn post(app: &TestApp) -> usize {
    app.block_on(posting::post(&app.app)).unwrap()
}

/// The receipts that were mailed.
fn mailed(app: &TestApp) -> Vec<String> {
    let files = app.mails().into_iter().filter_map(|mail| match mail.letter {
        Letter::Receipt { file, .. } => Some(file),
        _ => None,
    });
    files.collect()
}

fn key(app: &TestApp) -> String {
    app.app.log_signer.verifier().text()
}

fn suzie_gets_her_receipt_by_mail_once(app: &TestApp) {
    published(app, PUBLIC);
    assert_eq!((post(app), post(app)), (1, 0));
    let Letter::Receipt { organisation, entry, link, key, file } = app.mail_to(EMAIL) else {
        panic!("no receipt")
    };
    assert_eq!((organisation.as_str(), key), (NAME, self::key(app)));
    assert!(link.ends_with("/verify/receipt"), "{link}");
    let verdict = receipt(&file, &["--key", &self::key(app), "--json"]);
    assert!(verdict.passed, "{}{}", verdict.said, verdict.errors);
    let report: Value = serde_json::from_str(&verdict.said).unwrap();
    assert_eq!(report["good"], true);
    assert_eq!(report["entry"], entry);
    assert_eq!(report["kind"], "endorsement.published");
    assert_eq!(report["body"]["name"], NAME);
    let told = receipt(&file, &["--key", &self::key(app)]);
    assert!(
        told.said.starts_with("good: this was entered on 2026-11-24T09:00:00.000Z in the log "),
        "{}",
        told.said
    );
    assert!(piped(&file, &self::key(app)), "`curl … | tilsagn receipt verify /dev/stdin`");
    app.append_entries(300);
    assert_eq!(post(app), 0);
    assert_eq!(mailed(app).len(), 1);
}

/// Whether a receipt that comes through a pipe is good.
fn piped(file: &str, key: &str) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tilsagn"));
    command
        .args(["receipt", "verify", "/dev/stdin", "--key", key])
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    let mut checks = command.spawn().unwrap();
    checks.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    checks.wait().unwrap().success()
}

fn a_receipt_waits_until_the_entry_is_signed(app: &TestApp) {
    app.signatory(Given::default());
    app.settle();
    post(app);
    let before = mailed(app).len();
    let another = Given { name: "Engen", ..Given::default() };
    app.block_on(place(&app.app, app.call(), another)).unwrap();
    assert_eq!(post(app), 0);
    app.block_on(numbering::number(&app.app)).unwrap();
    assert_eq!(post(app), 0, "it has a number, and nobody has signed it");
    app.block_on(seal::seal(&app.app)).unwrap();
    assert_eq!(post(app), 1);
    assert_eq!(mailed(app).len(), before + 1);
}

fn a_round_that_fails_writes_to_nobody_twice_and_forgets_nobody(app: &TestApp) {
    published(app, PUBLIC);
    let at = app.read(store::register_state::receipts_to);
    app.write(|db, _| match db {
        store::Db::Sqlite(_) => run(
            db,
            "CREATE TRIGGER broken BEFORE INSERT ON audit_lines BEGIN SELECT RAISE(ABORT, 'broken'); END",
        ),
        store::Db::Pg(_) => run(
            db,
            "CREATE TRIGGER broken BEFORE INSERT ON audit_lines FOR EACH ROW EXECUTE FUNCTION refuse_change('broken')",
        ),
    });
    assert!(app.block_on(posting::post(&app.app)).is_err());
    assert_eq!(app.read(store::register_state::receipts_to), at);
    assert!(mailed(app).is_empty(), "all of it or nothing");
    app.write(|db, _| match db {
        store::Db::Sqlite(_) => run(db, "DROP TRIGGER broken"),
        store::Db::Pg(_) => run(db, "DROP TRIGGER broken ON audit_lines"),
    });
    assert_eq!(post(app), 1);
    // A database that has lost how far it was, as one from a backup has, does not write again either.
    app.write(move |db, _| {
        let moved = store::register_state::receipts_to(db)?;
        store::register_state::move_receipts(db, moved, at)
    });
    post(app);
    assert_eq!(mailed(app).len(), 1);
}

fn what_is_changed_or_of_another_log_is_refused(app: &TestApp) {
    published(app, PUBLIC);
    post(app);
    let file = mailed(app).remove(0);
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let verdict = receipt(&file, &["--key", other]);
    assert!(!verdict.passed && verdict.said.starts_with("NOT GOOD: "), "{}", verdict.said);
    let forged = file.replace("index ", "index 1");
    let verdict = receipt(&forged, &["--key", &key(app), "--json"]);
    assert!(!verdict.passed && verdict.said.contains("\"good\": false"), "{}", verdict.said);
    assert!(!receipt("no receipt", &["--key", &key(app)]).passed);
    let verdict = receipt(&file, &["--key", "nonsense"]);
    assert!(!verdict.passed && verdict.errors.contains("is no key"), "{}", verdict.errors);
}

fn suzie_prints_a_certificate(app: &TestApp) {
    published(app, PUBLIC);
    let suzie = account(app);
    let page = suzie.get("/account/certificate").ok();
    let page = page.says(NAME).says("has signed version 2").says("was entered in the public log");
    assert!(page.body.contains(&key(app)) && page.body.contains("<svg class=\"seal\""));
    let later = format!("{}/signatories/hemmelighuset-zxqvy", app.base);
    page.says(&format!("As of 24 November 2026. What happened later stands at: {later}"));
    suzie.get("/da/account/certificate").ok().says("Bevis for indførelse").says(NAME);
    let list = suzie.get("/account/receipts").ok().says("Published in the register");
    assert!(!list.body.contains("is not named in public"));
    let link = list.between("href=\"/account/receipts/", "\"");
    let page = suzie.get(&format!("/account/receipts/{link}")).ok();
    assert!(receipt(&page.body, &["--key", &key(app)]).passed);
    assert_eq!(suzie.get("/account/receipts/9999").status, 404);
}

/// There is none, and the page of receipts says why.
#[track_caller]
fn no_certificate(app: &TestApp, why: &str) {
    let suzie = account(app);
    assert_eq!(suzie.get("/account/certificate").status, 404, "{why}");
    let page = suzie.get("/account/receipts").ok().says("There is no certificate to print").says(why);
    page.says("Download the receipt of entry").lacks("/account/certificate");
}

fn no_certificate_says_that_a_signature_stands_which_does_not(app: &TestApp) {
    let (from, moderator) = published(app, PUBLIC);
    reasons(app);
    let case = look_into(&moderator, from, "A newspaper doubts it.");
    decide(&moderator, case, &Choice::suspend("We look."));
    app.settle();
    no_certificate(app, "hidden for now");
    decide(&moderator, case, &Choice::plain("restore"));
    app.settle();
    let suzie = account(app);
    suzie.get("/account/certificate").ok().says("has signed version 2");
    suzie.get("/account/receipts").ok().lacks("There is no certificate");
    suzie.send("/account/withdraw", &[("sure", "yes")]).ok();
    app.settle();
    no_certificate(app, "withdrawn");
}

fn nor_one_that_was_revoked(app: &TestApp) {
    let (from, moderator) = published(app, PUBLIC);
    reasons(app);
    let case = look_into(&moderator, from, "A newspaper doubts it.");
    decide(&moderator, case, &Choice::revoke("It was not theirs."));
    account(app).get("/account/certificate").ok();
    assert_eq!(approve(&app.admin(), case).status, 303);
    app.settle();
    no_certificate(app, "revoked");
}

fn nadia_gets_hers_only_when_she_asks(app: &TestApp) {
    published(app, PROTECTED);
    let nadia = account(app);
    nadia.get("/account/receipts").ok().says("appended once a week");
    assert_eq!(nadia.get("/account/certificate").status, 404);
    app.clock.advance(chrono::Duration::days(7));
    app.block_on(unnamed::settle_week(&app.app)).unwrap();
    app.settle();
    assert_eq!(post(app), 0);
    assert!(mailed(app).is_empty());
    let nadia = account(app);
    nadia.get("/account/receipts").ok().says("We never send them by mail");
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let published = entries.iter().find(|entry| entry.kind == "endorsement.published").unwrap();
    let number = published.number.unwrap();
    let page = nadia.get(&format!("/account/receipts/{number}")).ok();
    let verdict = receipt(&page.body, &["--key", &key(app), "--json"]);
    assert!(verdict.passed && verdict.said.contains(NAME), "{}", verdict.said);
    let certificate = nadia.get("/account/certificate").ok().says(NAME).says("As of 1 December 2026.");
    certificate.says("Keep them where nobody else finds them").lacks("What happened later");
    assert!(!app.anonymous().get(&format!("/log/entries/{number}")).ok().body.contains("Zxqvy"));
}

fn no_proof_is_given_out_that_does_not_hold(app: &TestApp) {
    published(app, PUBLIC);
    app.append_entries(300);
    let suzie = account(app);
    let list = suzie.get("/account/receipts").ok();
    // The first of all is the last there.
    let (_, link) = list.body.rsplit_once("href=\"/account/receipts/").unwrap();
    let (link, _) = link.split_once('"').unwrap();
    app.write(|db, _| {
        let zeros = match db {
            store::Db::Sqlite(_) => "zeroblob(length(hashes))",
            store::Db::Pg(_) => "decode(repeat('00', length(hashes)), 'hex')",
        };
        run(db, &format!("UPDATE log_tiles SET hashes = {zeros} WHERE level = 0 AND idx = 0"))
    });
    let wrong = app.block_on(app.app.store.read(|db| tree::check_entries(db, None))).unwrap_err().to_string();
    assert!(wrong.contains("log/tile/0/000 is not what the entries give"), "{wrong}");
    let page = app.anonymous().get(&format!("/log/entries/{link}"));
    assert!(page.status == 500 && page.body.contains("we give out no proof"), "{}", page.body);
    let public = app.anonymous().get(&format!("/log/entries/{link}.tlog-proof"));
    assert!(public.status == 500 && public.body.contains("we give out no proof"), "{}", public.body);
    for path in [&*format!("/account/receipts/{link}"), "/account/certificate"] {
        let page = suzie.get(path);
        assert!(page.status == 500 && page.body.contains("we give out no proof"), "{}", page.body);
    }
    assert!(app.block_on(posting::post(&app.app)).is_err());
    assert!(mailed(app).is_empty());
}

fn a_receipt_stays_good_when_suzie_hides(app: &TestApp) {
    published(app, PUBLIC);
    post(app);
    let file = mailed(app).remove(0);
    let Some(Letter::Published { hide_link: Some(link), .. }) = app
        .mails()
        .into_iter()
        .map(|mail| mail.letter)
        .find(|letter| matches!(letter, Letter::Published { .. }))
    else {
        panic!("no link to hide")
    };
    app.anonymous().post(&link, &[]).ok();
    app.settle();
    assert!(mailed(app).is_empty(), "what had not gone out is called back");
    assert!(receipt(&file, &["--key", &key(app)]).passed);
    assert_eq!(post(app), 0);
    account(app).get("/account/receipts").ok().says("is not named in public");
}

fn nobody_gets_the_receipts_of_others(app: &TestApp) {
    published(app, PUBLIC);
    let number = {
        let list = account(app).get("/account/receipts").ok();
        list.between("href=\"/account/receipts/", "\"")
    };
    app.signatory(Given { name: "Engens Sangforening", contacts: &["bo@engen.example"], ..Given::default() });
    app.settle();
    let bo = account_of(app, "bo@engen.example");
    assert_eq!(bo.get(&format!("/account/receipts/{number}")).status, 404);
    for page in [format!("/account/receipts/{number}"), "/account/certificate".to_owned()] {
        let stranger = app.anonymous().get(&page);
        assert!(
            stranger.body.contains("Your mail address") || stranger.status == 303,
            "{page}: {}",
            stranger.status
        );
    }
}

fn who_is_not_shown_when_receipts_go_out_gets_hers_when_she_is_shown_again(app: &TestApp) {
    let (from, moderator) = published(app, PUBLIC);
    reasons(app);
    let case = look_into(&moderator, from, "A newspaper doubts it.");
    decide(&moderator, case, &Choice::suspend("We look."));
    app.settle();
    assert_eq!(post(app), 0);
    decide(&moderator, case, &Choice::plain("restore"));
    app.settle();
    assert_eq!((post(app), post(app)), (1, 0));
    assert!(receipt(&mailed(app).remove(0), &["--key", &key(app)]).passed);

    for choice in [PROTECTED, PUBLIC] {
        assert_eq!(post(app), 0);
        account(app).fills("/account/visibility", choice).ok();
        app.settle();
        assert!(mailed(app).is_empty(), "what had not gone out is called back");
    }
    assert_eq!((post(app), mailed(app).len()), (1, 1));
    let of = OrganisationId(1);
    app.write(move |db, now| entry(db, "endorsement.restored", Some(of), now, &json!({})));
    app.settle();
    assert_eq!((post(app), mailed(app).len()), (0, 1), "once for each entry");
}

fn an_entry_that_is_damaged_keeps_no_other_receipt_back(app: &TestApp) {
    published(app, PUBLIC);
    let suzie = app.signatory(Given { name: "Engens Sangforening", ..Given::default() });
    app.settle();
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let damaged = entries.iter().find(|entry| entry.kind == "endorsement.published").unwrap();
    app.attack(&[&format!("UPDATE entries SET subject = 'another' WHERE id = {}", damaged.id)]);
    assert_eq!((post(app), post(app)), (1, 0));
    assert!(matches!(app.mail_to(&suzie.email), Letter::Receipt { .. }));
    assert_eq!(mailed(app).len(), 1);
}
