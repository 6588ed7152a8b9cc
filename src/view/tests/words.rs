//! Tests of the words: every code and every template has its messages, in every language.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::assurance::{Level, Method};
use crate::domain::audit::{AuditAct, BROUGHT_BACK, INVALIDATED};
use crate::domain::call::{Authority, CallState, ChangeKind, TextFault, VersionState};
use crate::domain::case::{CaseKind, CaseOutcome, CaseState, Decision};
use crate::domain::commitment::{Kind, Stage};
use crate::domain::commitment_status::Status;
use crate::domain::country::Region;
use crate::domain::endorsement::EndorsementState;
use crate::domain::entry::EntryKind;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::outbox::{Hindrance, MailState};
use crate::domain::permit::Role;
use crate::domain::visibility::PublicState;
use crate::domain::words::{Group, Worded};
use crate::domain::{Flaw, Problems, Refusal, limits};
use crate::view::embedded::{LocaleFiles, TemplateFiles, texts};
use crate::view::{Args, Messages, mistakes};

#[test]
fn plurals_marks_and_missing_messages() {
    let messages = Messages::shared().unwrap();
    let text = |locale, count: i64| {
        let mut args = Args::new();
        args.set("count", count);
        messages.plain(locale, "signatories-count", Some(&args))
    };
    assert_eq!(text(Locale::English, 1), "1 signatory");
    assert_eq!(text(Locale::English, 12_845), "12,845 signatories");
    assert_eq!(text(Locale::Danish, 1), "1 underskriver");
    assert_eq!(text(Locale::Danish, 1_284), "1.284 underskrivere");
    let mut args = Args::new();
    args.set("ministry", "Ministeriet");
    assert_eq!(messages.text(Locale::Danish, "footer-run-by", Some(&args)), "Drives af Ministeriet");
    let mut turned = Args::new();
    turned.set("ministry", "משרד");
    assert_eq!(
        messages.text(Locale::Danish, "footer-run-by", Some(&turned)),
        "Drives af \u{2068}משרד\u{2069}"
    );
    assert_eq!(messages.plain(Locale::Danish, "footer-run-by", Some(&turned)), "Drives af משרד");
    assert_eq!(messages.plain(Locale::Danish, "footer-run-by", Some(&args)), "Drives af Ministeriet");
    let pseudo = messages.text(Locale::Pseudo, "footer-run-by", Some(&args));
    assert!(pseudo.contains("Ministeriet") && pseudo.contains('\u{202E}') && !pseudo.contains("Run"));
    assert!(pseudo.chars().count() * 10 >= "Run by Ministeriet".len() * 12);
    assert_eq!(messages.text(Locale::Danish, "no-such-message", None), "⟦no-such-message⟧");
}

#[test]
fn a_field_may_have_its_own_words() {
    let messages = Messages::shared().unwrap();
    let mut problems = Problems::default();
    problems.add("commitments.2.title", Flaw::Missing);
    problems.add("other_2_kind", Flaw::UnknownChoice);
    let found = mistakes(&messages, Locale::English, &problems);
    assert_eq!(found[0].field, "commitments.2.title");
    assert_eq!(found[0].text, "Fill in this field");
    assert_eq!(found[1].text, "Other name 2: Choose one of the answers offered");
}

#[test]
fn general_words_are_told_apart_by_what_the_field_is_called() {
    let messages = Messages::shared().unwrap();
    let mut problems = Problems::default();
    problems.add("description", Flaw::TextTooLong);
    problems.add("job_title", Flaw::TextTooLong);
    problems.add("name", Flaw::Missing);
    let found = mistakes(&messages, Locale::English, &problems);
    let labels: Vec<_> = found.iter().map(|mistake| mistake.label.as_deref()).collect();
    assert_eq!(labels, [Some("Description"), Some("Job title"), None], "the last has words of its own");
    assert_eq!(found[0].text, "Shorten the text to 600 characters or fewer");
    assert_eq!(found[1].text, "Shorten the text to 200 characters or fewer");
}

/// The message ids of a language with the file that holds each.
fn ids(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (path, text) in texts::<LocaleFiles>(|path| path.starts_with(tag)) {
        let file = path.split('/').next_back().unwrap().to_owned();
        for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            let id = line.split(" =").next().unwrap().to_owned();
            assert!(found.insert(id.clone(), file.clone()).is_none(), "{id} twice in {tag}");
        }
    }
    found
}

#[test]
fn languages_have_the_same_messages_in_the_same_files() {
    let (english, danish) = (ids("en"), ids("da"));
    assert!(english.len() > 100);
    for (id, file) in &english {
        assert_eq!(danish.get(id), Some(file), "{id} in Danish");
    }
    for (id, file) in &danish {
        assert_eq!(english.get(id), Some(file), "{id} in English");
    }
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
}

#[test]
fn every_code_has_its_words() {
    let known = ids("en");
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    let mut want = |prefix: &str, codes: &[&str]| {
        wanted.extend(codes.iter().map(|code| format!("{prefix}-{}", code.replace(['_', '.'], "-"))));
    };
    for category in Category::ALL {
        want("category", &[category.code(), &format!("{category}_plural")]);
    }
    want("flaw", &codes(Flaw::ALL, |flaw| flaw.code()));
    want("refused", &codes(Refusal::ALL, |refusal| refusal.code()));
    want("region", &["world"]);
    want("region", &codes(Region::ALL, |region| region.code()));
    want("assurance", &codes(Level::ALL, |level| level.code()));
    want("method", &codes(Method::ALL, |method| method.code()));
    want("status", &codes(Status::ALL, |status| status.code()));
    want("kind", &codes(Kind::ALL, |kind| kind.code()));
    want("stage", &codes(Stage::ALL, |stage| stage.code()));
    want("state", &codes(PublicState::ALL, |state| state.code()));
    want("change", &codes(ChangeKind::ALL, |kind| kind.code()));
    want("authority", &codes(Authority::ALL, |authority| authority.code()));
    want("call-text", &codes(TextFault::ALL, |fault| fault.code()));
    want("calledit-state", &codes(VersionState::ALL, |state| state.code()));
    want("call-state", &codes(CallState::ALL, |state| state.code()));
    want("role", &codes(Role::ALL, |role| role.code()));
    want("endorsement-state", &codes(EndorsementState::ALL, |state| state.code()));
    want("case-kind", &codes(CaseKind::ALL, |kind| kind.code()));
    want("case-state", &codes(CaseState::ALL, |state| state.code()));
    want("case-act", &codes(AuditAct::ALL, |act| act.code()));
    want("case-act", &[INVALIDATED, BROUGHT_BACK]);
    want("case-outcome", &codes(CaseOutcome::ALL, |outcome| outcome.code()));
    want("decision", &codes(Decision::ALL, |decision| decision.code()));
    want("case-mail", &codes(MailState::ALL, |state| state.code()));
    let about_a_link = ["continue_draft", "confirm_signature", "account_link", "invitation"];
    want("staff-mail-next", &about_a_link);
    want("staff-mail-next", &["mailbox_confirm", "recovery_confirm", "staff_setup"]);
    want("staff-mail-hindrance", &codes(Hindrance::ALL, |hindrance| hindrance.code()));
    let about_somebody = || EntryKind::ALL.iter().filter(|kind| !kind.is_about_nobody());
    want("history", &about_somebody().map(|kind| kind.code()).collect::<Vec<_>>());
    // Beside a Case also that one who was never named was erased.
    let beside_a_case = about_somebody().chain([&EntryKind::EntryErased]);
    want("entry", &beside_a_case.map(|kind| kind.code()).collect::<Vec<_>>());
    want("words-group", &codes(Group::ALL, |group| group.code()));
    want("staff-letter", &codes(Worded::ALL, |mail| mail.code()));
    let slots = Worded::ALL.iter().flat_map(|mail| mail.slots());
    want("words-slot", &slots.map(|slot| slot.name).collect::<Vec<_>>());
    for id in wanted {
        assert!(known.contains_key(&id), "no message {id}");
    }
}

#[test]
fn a_year_that_is_refused_is_told_which_are_taken() {
    let messages = Messages::shared().unwrap();
    for locale in [Locale::English, Locale::Danish] {
        let said = messages.plain(locale, "flaw-year-out-of-range", None);
        for year in [limits::FIRST_YEAR, limits::LAST_YEAR] {
            assert!(said.contains(&year.to_string()), "{locale}: {said}");
        }
    }
}

#[test]
fn every_message_that_a_template_names_is_there() {
    let known = ids("en");
    for (path, text) in texts::<TemplateFiles>(|_| true) {
        // Comments hold examples of pages to come.
        let text: String =
            text.split("{#").map(|part| part.split_once("#}").map_or(part, |(_, rest)| rest)).collect();
        for call in ["t(id=", "plain(id=", "rich(id="] {
            for rest in text.split(call).skip(1) {
                let quote = rest.chars().next().unwrap();
                let Some((id, after)) = rest[1..].split_once(quote) else { continue };
                let glued = after.trim_start().starts_with('~');
                assert!(
                    glued || !matches!(quote, '"' | '\'') || known.contains_key(id),
                    "{path}: no message {id}"
                );
            }
        }
    }
}
