//! Tests of the words of mails that a ministry may change: the table of them is held against templates and messages.

use std::collections::BTreeSet;

use chrono_tz::Europe::Copenhagen;
use serde_json::json;

use super::{Site, site};
use crate::domain::locale::Locale;
use crate::domain::words::{EVERYWHERE, Worded};
use crate::view::embedded::{TemplateFiles, texts};
use crate::view::mail::render;
use crate::view::{Args, Messages, Templates};

const LINK: &str = "https://call.example/answer/4f9Q2hSxU0a7kXz1LmN8pRtVwYb3cDeG6iJoKsAqTuE";

/// Messages that stay ours in mails to anybody: names of facts, the footer, and the name of the link that hides, which the
/// text of a mail does not have.
const OURS: &[&str] = &[
    "mail-commitment",
    "mail-domain-method",
    "mail-grounds",
    "mail-invitation-by",
    "mail-invitation-message",
    "mail-merged-other",
    "mail-message",
    "mail-number",
    "mail-organisation",
    "mail-person",
    "mail-published-hide-link",
    "mail-reason-asked",
    "mail-reason-contact",
    "mail-reason-signed",
    "mail-receipt-entry",
    "mail-receipt-key",
    "mail-recovery-asked-of",
    "mail-reference",
];

/// The messages that a mail names, each with what the template passes to it. One that is glued together ends in a hyphen.
fn named(mail: &str) -> Vec<(String, BTreeSet<String>)> {
    let files = texts::<TemplateFiles>(|path| path.starts_with(&format!("mail/{mail}/")));
    let mut found = Vec::new();
    for (_, text) in &files {
        for call in text.split("t(id=\"").skip(1) {
            let (id, rest) = call.split_once('"').unwrap();
            let passed = if id.ends_with('-') { "" } else { rest.split(')').next().unwrap() };
            let names = passed.split(", ").skip(1).map(|one| one.split('=').next().unwrap().to_owned());
            found.push((id.to_owned(), names.collect()));
        }
    }
    found
}

fn is_to_staff(mail: &str) -> bool {
    named(mail).iter().any(|(id, _)| id == "mail-reason-staff")
}

#[test]
fn words_of_the_ministry_take_the_place_of_ours() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    let own = [
        ("mail-more-needed-subject", "Vi mangler et svar"),
        ("mail-more-needed-until", "Svar inden {days} dage til {contact}. <b>{{ site.base_url }}</b>"),
    ];
    let words = own.map(|(id, text)| (id.to_owned(), text.to_owned())).into();
    let site = Site { words: std::sync::Arc::new(words), ..site() };
    let values = json!({
        "organisation": "{days} & <b>", "reason": "", "message": "", "link": LINK, "days": 60,
    });
    let mail = render(&templates, "more_needed", Locale::Danish, &site, &values).unwrap();
    assert_eq!(mail.subject, "Vi mangler et svar");
    assert!(mail.text.contains("Svar inden 60 dage til help@ministry.example."), "{}", mail.text);
    assert!(mail.html.contains("&lt;b&gt;") && !mail.html.contains("<b>"), "it is text: {}", mail.html);
    assert!(mail.html.contains("{days} &amp; &lt;b&gt;"), "what is put in is not filled again");
    assert!(mail.text.contains("Svar på spørgsmålet"), "the rest is ours: {}", mail.text);
}

#[test]
fn every_mail_but_those_to_staff_can_be_worded() {
    let folders = texts::<TemplateFiles>(|path| path.starts_with("mail/"));
    let folders = folders.iter().filter_map(|(path, _)| Some(path["mail/".len()..].split_once('/')?.0));
    let outside: BTreeSet<&str> = folders.filter(|mail| !is_to_staff(mail)).collect();
    assert_eq!(outside, Worded::ALL.iter().map(|mail| mail.code()).collect());
}

#[test]
fn every_text_of_a_mail_can_be_changed_or_is_a_fact() {
    for mail in Worded::ALL {
        let own: BTreeSet<String> = mail.slots().iter().map(|slot| mail.message(*slot)).collect();
        for (id, _) in named(mail.code()).iter().filter(|(id, _)| id.starts_with("mail-")) {
            let glued = id.ends_with('-') && own.iter().any(|text| text.starts_with(id));
            assert!(glued || own.contains(id) || OURS.contains(&id.as_str()), "{mail}: {id}");
        }
    }
}

#[test]
fn every_text_that_can_be_changed_is_in_its_mail_with_its_placeholders() {
    let messages = Messages::shared().unwrap();
    for mail in Worded::ALL {
        let named = named(mail.code());
        for slot in mail.slots() {
            let id = mail.message(*slot);
            let is_it = |name: &str| name == id || name.ends_with('-') && id.starts_with(name);
            let calls: Vec<_> = named.iter().filter(|(name, _)| is_it(name)).collect();
            assert!(!calls.is_empty(), "{mail} does not say {id}");
            for takes in slot.takes {
                assert!(calls.iter().all(|(_, passed)| passed.contains(*takes)), "{id} is not given {takes}");
            }
            for passed in calls.iter().flat_map(|(_, passed)| passed) {
                let known = slot.takes.contains(&passed.as_str()) || EVERYWHERE.contains(&passed.as_str());
                assert!(known, "{id} is given {passed}");
            }
            let mut args = Args::new();
            for name in slot.placeholders() {
                args.set(name, format!("{{{name}}}"));
            }
            for locale in [Locale::English, Locale::Danish] {
                let said = messages.plain(locale, &id, Some(&args));
                assert!(!said.contains("{$") && !said.contains('⟦'), "{id} {locale}: {said}");
                let has = |name: &&&str| said.contains(&format!("{{{name}}}"));
                assert_eq!(slot.takes.iter().find(|name| !has(name)), None, "{id} {locale}: {said}");
                assert_eq!(slot.parse(&said), Ok(said.clone()), "{id} {locale}: the original can be typed");
            }
        }
    }
}
