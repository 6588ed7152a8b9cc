//! Tests of the mails: each renders in every language, and nothing that a user typed does harm in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Europe::Copenhagen;
use serde_json::{Value, json};

use super::{show, site};
use crate::domain::locale::Locale;
use crate::domain::staff::OwnKey;
use crate::view::embedded::{TemplateFiles, texts};
use crate::view::mail::{Mail, render};
use crate::view::{Messages, Site, Templates};

const FILES: [&str; 3] = ["body.html", "body.txt", "subject.txt"];
const LINK: &str = "https://call.example/confirm/4f9Q2hSxU0a7kXz1LmN8pRtVwYb3cDeG6iJoKsAqTuE";
const HOSTILE: &str =
    "Nord\u{202E}lys <script>alert(1)</script>\r\nBcc: all@victim.example\u{2028}\u{2066}\u{0}& \"Co\"";

/// What each mail is given here. `organisation`, `reason` and `message` are what people typed.
#[expect(clippy::too_many_lines, reason = "a line for each letter")]
fn samples(typed: &str) -> BTreeMap<&'static str, Value> {
    let message = "We could not find the decision.\r\n\r\n\r\nSend us:\r\n- the minutes,\r\n- the date.";
    let message = format!("{message}\n\n{typed}");
    let about = |more: Value| {
        let mut all = json!({ "organisation": typed });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let decided = || about(json!({ "reason": typed, "message": message }));
    let mut all = BTreeMap::from([
        ("continue_draft", json!({ "link": LINK, "days": 30 })),
        (
            "confirm_signature",
            about(json!({ "reference": "T-7Q4M-2KXD", "link": LINK, "days": 7, "naming": true })),
        ),
        ("already_signed", about(json!({ "link": LINK }))),
        (
            "signature_confirmed",
            about(json!({ "reference": "T-7Q4M-2KXD", "cancel_link": LINK, "review_days": 14 })),
        ),
        (
            "delayed",
            about(json!({
                "reference": "T-7Q4M-2KXD", "days": 14, "weeks": 5, "cancel_link": LINK, "link": LINK,
            })),
        ),
        ("published", about(json!({ "number": 1412, "link": LINK, "hide_link": LINK }))),
        ("receipt", about(json!({ "entry": 41, "link": LINK, "key": "log+c74f20a3+ARpc", "file": "x" }))),
        (
            "published_unnamed",
            json!({ "reference": "T-7Q4M-2KXD", "link": LINK, "named_on": "2026-12-24", "hide_link": LINK }),
        ),
        ("shown_again", about(json!({ "link": LINK, "hide_link": LINK }))),
        ("hidden", json!({ "reference": "T-7Q4M-2KXD", "link": LINK, "stays": true })),
        ("more_needed", about(json!({ "reason": typed, "message": message, "link": LINK, "days": 60 }))),
        ("declined", decided()),
        ("stands_again", about(json!({}))),
        ("suspended", decided()),
        ("question_taken_back", about(json!({ "message": message }))),
        ("restored", about(json!({ "link": LINK, "message": message, "withdrawn": true }))),
        ("commitment_suspended", about(json!({ "commitment": typed, "reason": typed, "message": message }))),
        ("commitment_restored", about(json!({ "commitment": typed, "link": LINK, "message": message }))),
        ("revoked", decided()),
        ("cancelled", about(json!({}))),
        ("expired", about(json!({}))),
        ("erased", about(json!({ "message": message }))),
        ("account_link", about(json!({ "link": LINK, "minutes": 30 }))),
        ("no_account", json!({ "sign_link": LINK })),
        ("change_published", about(json!({ "link": LINK, "of_commitment": true }))),
        ("change_declined", about(json!({ "reason": typed, "message": message, "of_commitment": false }))),
        ("withdrawn", about(json!({ "reverse_link": LINK, "days": 14 }))),
        ("merged", about(json!({ "other": "Nordisk Skovråd", "link": LINK }))),
        ("unmerged", about(json!({ "other": "Nordisk Skovråd", "link": LINK, "hide_link": LINK }))),
        ("reinstated", about(json!({ "link": LINK, "hide_link": LINK, "suspended": true }))),
        ("withdrawal_stands", about(json!({}))),
        ("withdrawal_by_letter", about(json!({ "reference": "T-7Q4M-2KXD" }))),
    ]);
    all.extend(office_samples(typed));
    all.extend(domain_samples(about));
    all.extend(people_samples(typed, about));
    all.extend(recovery_samples(typed, about));
    all.extend(circular_samples(typed, &message));
    all
}

fn office_samples(typed: &str) -> [(&'static str, Value); 12] {
    let changed = json!({ "change": "reset", "by": typed, "person": typed, "own": false, "roles": ["moderator", "admin"],
        "at": "2026-11-24T09:30:00Z", "link": LINK });
    [
        ("staff_setup", json!({ "link": LINK, "hours": 24, "by_provider": false })),
        ("account_proposed", json!({ "link": LINK, "existing": true })),
        ("call_proposed", json!({ "link": LINK })),
        ("key_change_proposed", json!({ "link": LINK })),
        ("held_run_out", json!({ "count": 3, "link": LINK })),
        ("letter_recorded", json!({ "case_number": 1017, "link": LINK })),
        ("second_needed", json!({ "case_number": 1017, "category": "local_government", "link": LINK })),
        ("staff_changed", changed),
        ("way_in_added", json!({ "passkey": true, "changed": null, "link": LINK })),
        ("many_proposed", json!({ "count": 100_000, "link": LINK })),
        (
            "signatures_pile_up",
            json!({ "common": "site", "count": 170, "addresses": 60, "minutes": 60, "link": LINK }),
        ),
        ("mails_wait", json!({ "link": LINK })),
    ]
}

fn people_samples(typed: &str, about: impl Fn(Value) -> Value) -> [(&'static str, Value); 6] {
    let invited = json!({ "inviter": typed, "message": format!("Would you?\n\n{typed}"), "hands_over": false,
        "link": LINK, "days": 14 });
    [
        ("invitation", about(invited)),
        ("colleague_joined", about(json!({ "person": typed, "handed_over": false, "link": LINK }))),
        (
            "colleague_gone",
            about(json!({ "person": typed, "taken_off": true, "link": LINK, "hide_link": LINK })),
        ),
        ("no_longer_acting", about(json!({ "why": "handed_over" }))),
        ("mailbox_confirm", about(json!({ "link": LINK, "days": 7 }))),
        ("mailbox_moved", about(json!({ "person": typed, "link": LINK, "hide_link": LINK }))),
    ]
}

fn recovery_samples(typed: &str, about: impl Fn(Value) -> Value) -> [(&'static str, Value); 5] {
    [
        ("recovery_confirm", about(json!({ "link": LINK, "days": 7 }))),
        ("recovery_asked", about(json!({ "other": typed, "others_left": true, "days": 7, "link": LINK }))),
        ("recovery_let_in", about(json!({ "link": LINK }))),
        ("recovery_declined", about(json!({ "reason": typed, "message": "Please send a letter." }))),
        ("recovery_decided", about(json!({ "let_in": false, "link": LINK }))),
    ]
}

fn circular_samples(typed: &str, message: &str) -> [(&'static str, Value); 3] {
    [
        (
            "new_version",
            json!({
                "version": 3, "link": LINK, "message": message, "account_link": LINK, "unsubscribe_link": LINK,
            }),
        ),
        (
            "circular",
            json!({
                "stocktake": true, "title": typed, "message": message, "account_link": LINK,
                "unsubscribe_link": LINK,
            }),
        ),
        ("circular_proposed", json!({ "link": LINK })),
    ]
}

fn domain_samples(about: impl Fn(Value) -> Value) -> [(&'static str, Value); 4] {
    let domain = |more: Value| {
        let mut all = about(json!({ "domain": "skov.example", "link": LINK }));
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let file = "https://skov.example/.well-known/tilsagn-challenge";
    let record = "_tilsagn-challenge.skov.example";
    [
        ("domain_asked", domain(json!({ "record": record, "file": file, "token": "k7n2p9q4" }))),
        ("domain_verified", domain(json!({ "method": "well_known_file" }))),
        ("domain_missing", domain(json!({ "lapses_on": "2026-12-24" }))),
        ("domain_lapsed", domain(json!({ "last_verified": "2026-12-01" }))),
    ]
}

fn mails(typed: &str) -> Vec<(&'static str, Locale, Value, Mail)> {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let mut all = Vec::new();
    for (name, values) in samples(typed) {
        for locale in Locale::ALL {
            let mail = render(&templates, name, *locale, &site(), &values).unwrap();
            all.push((name, *locale, values.clone(), mail));
        }
    }
    all
}

#[test]
fn every_mail_has_three_files_and_a_sample() {
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, _) in texts::<TemplateFiles>(|path| path.starts_with("mail/")) {
        if let [_, folder, file] = path.split('/').collect::<Vec<_>>()[..] {
            folders.entry(folder.to_owned()).or_default().insert(file.to_owned());
        }
    }
    assert_eq!(
        folders.keys().map(String::as_str).collect::<Vec<_>>(),
        samples("x").into_keys().collect::<Vec<_>>()
    );
    for (folder, files) in folders {
        assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), FILES, "{folder}");
    }
}

#[test]
fn every_mail_renders_in_every_language() {
    for (name, locale, values, mail) in mails("Nordlys & Sønner") {
        show(&format!("mail-{name}-{locale}.html"), &mail.html);
        show(&format!("mail-{name}-{locale}.txt"), &format!("{}\n\n{}", mail.subject, mail.text));
        let Mail { subject, text, flowing, html } = mail;
        for part in [&subject, &text, &flowing, &html] {
            assert!(!part.contains('⟦') && !part.contains("{{"), "{name} {locale}: {part}");
        }
        let room = if locale == Locale::Pseudo { 78 } else { 60 };
        assert!(!subject.is_empty() && subject.chars().count() <= room, "{name} {locale}: {subject}");
        assert!(!subject.contains("Nordlys"), "{name}: {subject}");
        assert!(html.starts_with(&format!("<!doctype html>\n<html lang=\"{locale}\" dir=\"")), "{name}");
        assert!(html.trim_end().ends_with("</html>") && !html.contains("<img"), "{name}");
        if values.get("organisation").is_some() {
            assert!(text.contains("Nordlys & Sønner"), "{name}: {text}");
            assert!(html.contains("<bdi>Nordlys &amp; Sønner</bdi>"), "{name}: {html}");
        }
        if values.to_string().contains(LINK) {
            assert!(text.lines().any(|line| line == LINK), "{name}: {text}");
            assert!(html.contains(&format!("href=\"{LINK}\"")), "{name}");
            assert!(html.contains(&format!(">{LINK}</a>")), "{name}: the whole address can be seen");
        }
        assert!(text.contains("help@ministry.example") && html.contains("help@ministry.example"), "{name}");
        assert!(text.contains("Ministry of Foreign Affairs of Example"), "{name}");
        let long = |line: &&str| line.chars().count() > 78 && line.contains(' ');
        assert_eq!(text.lines().find(long), None, "{name} {locale}");
        assert!(!text.contains("\n\n\n") && text.contains("\n-- \n"), "{name}: {text}");
        // What a page shows is the same, and only its paragraphs end a line.
        assert!(flowing.split_whitespace().eq(text.split_whitespace()), "{name}: {flowing}");
        assert_eq!(flowing.split("\n\n").count(), text.split("\n\n").count(), "{name}: {flowing}");
    }
}

#[test]
fn what_a_user_typed_does_no_harm_in_a_mail() {
    for (name, locale, _, Mail { subject, text, html, .. }) in mails(HOSTILE) {
        assert!(!subject.contains(char::is_control) && !subject.contains("Nord"), "{name}: {subject}");
        let turning = |letter: char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(turning) && !subject.contains(turning), "{name}: {text}");
        assert!(!text.contains(|letter: char| letter != '\n' && letter.is_control()), "{name}: {text}");
        assert!(!html.contains("<script") && !html.contains("\"Co\""), "{name}: {html}");
        if locale != Locale::Pseudo {
            assert!(!html.contains(turning), "{name}: {html}");
        }
        // Only the message of staff has lines of its own.
        let lines = text.lines().filter(|line| line.starts_with("Bcc:")).count();
        assert!(lines == 0 || html.contains("<blockquote"), "{name}: {text}");
    }
}

#[test]
fn a_message_keeps_its_paragraphs() {
    let all = mails("Nordlys");
    let (.., mail) =
        all.iter().find(|(name, locale, ..)| (*name, *locale) == ("declined", Locale::English)).unwrap();
    let text = "We could not find the decision.\n\nSend us:\n- the minutes,\n- the date.\n\nNordlys\n";
    assert!(mail.text.contains(text), "{}", mail.text);
    assert!(mail.flowing.contains(text) && mail.flowing.lines().any(|line| line.chars().count() > 78));
    assert!(mail.html.contains("<bdi>We could not find the decision.</bdi></p>"), "{}", mail.html);
    assert!(mail.html.contains("<bdi>Send us:<br>- the minutes,<br>- the date.</bdi></p>"), "{}", mail.html);
}

#[test]
fn a_decision_without_a_word_from_staff_leaves_no_gap() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let values = json!({ "organisation": "Nordlys", "reason": "", "message": " \n" });
    let mail = render(&templates, "declined", Locale::English, &site(), &values).unwrap();
    assert!(!mail.html.contains("<blockquote") && !mail.html.contains("Reason"), "{}", mail.html);
    assert!(!mail.text.contains("Reason") && !mail.text.contains("\n\n\n"), "{}", mail.text);
    let values = json!({ "case_number": 3, "category": null, "link": LINK });
    let mail = render(&templates, "second_needed", Locale::English, &site(), &values).unwrap();
    assert!(!mail.html.contains("Category") && mail.text.contains("Case number: 3\n\n"), "{}", mail.text);
}

#[test]
fn the_mail_that_comes_before_there_is_an_address_does_not_say_write_to_nobody() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let nowhere = Site { contact: String::new(), ..site() };
    let values = &samples("x")["staff_setup"];
    let with = |site: &Site| render(&templates, "staff_setup", Locale::English, site, values).unwrap();
    assert!(with(&site()).text.contains("help@ministry.example"));
    let mail = with(&nowhere);
    let text = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!text.contains("write to") && !mail.html.contains("write to"), "{text}");
    assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
}

#[test]
fn a_colleague_reads_which_of_their_keys_was_changed() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    for (changed, locale) in
        OwnKey::ALL.iter().flat_map(|key| Locale::OFFERED.iter().map(move |to| (key, to)))
    {
        let values = json!({ "passkey": false, "changed": changed, "link": LINK });
        let mail = render(&templates, "way_in_added", *locale, &site(), &values).unwrap();
        assert!(!mail.text.contains('⟦') && !mail.html.contains('⟦'), "{changed} {locale}: {}", mail.text);
        assert!(!mail.text.contains("\n\n\n") && !mail.subject.contains("way into"), "{}", mail.text);
    }
}

#[test]
fn the_mail_to_confirm_says_that_nothing_is_signed_yet() {
    let all = mails("Nordlys");
    let (.., mail) = all
        .iter()
        .find(|(name, locale, ..)| (*name, *locale) == ("confirm_signature", Locale::English))
        .unwrap();
    assert!(mail.text.starts_with(
        "Confirm the signature\n\nYour organisation has not signed until you open this page and confirm.\n"
    ));
}

#[test]
fn a_mail_that_is_given_nonsense_is_an_error_of_ours() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    for (name, values) in [("no_such_mail", json!({})), ("published", json!({})), ("published", json!("x"))] {
        assert!(render(&templates, name, Locale::English, &site(), &values).is_err());
    }
}

#[test]
fn one_is_one_in_every_mail_that_counts() {
    let messages = Messages::shared().unwrap();
    for (id, count) in [
        ("mail-continue-draft-until", "days"),
        ("mail-confirm-signature-until", "days"),
        ("mail-signature-confirmed-next", "days"),
        ("mail-delayed-status", "days"),
        ("mail-delayed-expected", "weeks"),
        ("mail-more-needed-until", "days"),
        ("mail-withdrawn-next", "days"),
        ("mail-account-link-until", "minutes"),
        ("mail-staff-setup-until", "hours"),
        ("mail-invitation-until", "days"),
        ("mail-mailbox-confirm-until", "days"),
        ("mail-recovery-confirm-until", "days"),
        ("mail-recovery-asked-next", "days"),
    ] {
        for locale in [Locale::English, Locale::Danish] {
            let mut args = crate::view::Args::new();
            args.set(count, 1);
            let one = messages.plain(locale, id, Some(&args));
            args.set(count, 2);
            let two = messages.plain(locale, id, Some(&args));
            assert!(one.contains(" 1 ") && two.contains(" 2 "), "{id} {locale}");
            assert_ne!(one.replace(" 1 ", " 2 "), two, "{id} {locale}");
        }
    }
}

#[test]
fn every_way_to_cease_acting_has_its_words() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    for why in ["left", "handed_over", "taken_off", "replaced"] {
        let values = json!({ "organisation": "Nordlys", "why": why });
        for locale in [Locale::English, Locale::Danish] {
            let mail = render(&templates, "no_longer_acting", locale, &site(), &values).unwrap();
            assert!(!mail.text.contains("mail-no-longer"), "{}", mail.text);
        }
    }
}

#[test]
fn who_must_not_be_named_is_no_name_in_a_mail() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let values = json!({ "organisation": "", "link": LINK, "minutes": 30 });
    let mail = render(&templates, "account_link", Locale::English, &site(), &values).unwrap();
    assert!(
        mail.text.contains("Organisation: your organisation (our mails do not name it)"),
        "{}",
        mail.text
    );
}

#[test]
fn who_is_revoked_without_a_name_reads_of_no_page() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let values = |name: &str| json!({ "organisation": name, "reason": "", "message": "" });
    let mail = |name| render(&templates, "revoked", Locale::English, &site(), &values(name)).unwrap();
    for part in [mail("").text, mail("").html] {
        let part = part.replace('\n', " ");
        assert!(part.contains("Nothing about it is public") && !part.contains("page now shows"), "{part}");
    }
    assert!(mail("Nordlys").text.replace('\n', " ").contains("page now shows"));
}

#[test]
fn who_is_not_named_reads_of_no_page_where_the_signature_moves() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let values = json!({
        "organisation": "", "reason": "", "message": "", "link": LINK, "hide_link": null, "suspended": false,
        "withdrawn": false, "of_commitment": false,
    });
    for name in ["suspended", "restored", "reinstated", "change_declined"] {
        let mail = render(&templates, name, Locale::English, &site(), &values).unwrap();
        for part in [mail.subject + &mail.text, mail.html].map(|part| part.replace('\n', " ")) {
            assert!(part.contains("Nothing of your organisation is shown"), "{name}: {part}");
            assert!(!part.contains("your page") && !part.contains("in the register"), "{name}: {part}");
        }
    }
}
