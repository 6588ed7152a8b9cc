//! Asta gives mails the ministry's own words.

use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::words::{Group, Slot, Worded};
use tilsagn::view::Templates;
use tilsagn::view::mail::{Mail, render};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons, send_preview};
use crate::support::fixtures::Given;

stories!(
    asta_changes_what_a_refusal_says,
    asta_finds_each_mail_among_many,
    who_asks_for_a_link_reads_the_ministrys_words,
    what_a_signer_must_be_told_is_never_taken_out,
    asta_looks_before_she_saves,
    every_text_of_a_mail_is_seen_in_its_place,
    words_that_change_after_a_look_are_looked_at_again,
    words_of_another_mail_stop_no_decision,
    asta_is_told_the_placeholder_that_she_meant,
    no_address_and_no_sign_that_turns_text_round_gets_into_a_mail,
    asta_gives_the_originals_back,
    words_are_the_admins,
);

const PATH: &str = "/staff/words/declined";

fn asta_changes_what_a_refusal_says(app: &TestApp) {
    reasons(app);
    let given = Given { state: EndorsementState::InReview, locale: Locale::Danish, ..Given::default() };
    let given = app.signatory(given);
    let asta = app.admin();
    asta.get("/staff/words").ok().says("Declined").says("As it was made");
    asta.get("/staff/words/more_needed").ok().says("Answer within 60 days");
    let page = asta.get(PATH).ok().says("You can use {title} {ministry} {contact}");
    page.clone().says("Vi har kontrolleret underskriften");
    assert!(page.body.contains("write to {contact} and say"), "originals with their placeholders");
    let own = [
        ("save", "yes"),
        ("status_da", "Vi siger nej på vegne af {ministry}."),
        ("subject_da", "Vores svar"),
    ];
    asta.saves(PATH, &own).ok().says("The words are saved").says("2 texts changed");
    app.settle();
    let shown = preview(&app.moderator(), number_of(app, &given), &Choice::decline("")).ok();
    shown.says("Vores svar").says("Vi siger nej på vegne af Ministry of Foreign Affairs.");
    asta.get("/staff/audit?act=words.changed").ok().says("1 result").says("da.mail-declined-status");
}

fn every_text_of_a_mail_is_seen_in_its_place(app: &TestApp) {
    let asta = app.admin();
    asta.get("/staff/words/more_needed")
        .ok()
        .says("about a signature")
        .says("about a change or a commitment");
    for mail in Worded::ALL {
        let of = |(number, slot): (usize, &Slot)| {
            let name = slot.name.replace('-', "_");
            Locale::OFFERED
                .iter()
                .map(move |locale| (format!("{name}_{locale}"), format!("Zq{number}{locale}")))
                .collect::<Vec<_>>()
        };
        let typed: Vec<(String, String)> = mail.slots().iter().enumerate().flat_map(of).collect();
        let mut fields = vec![("preview", "yes")];
        fields.extend(typed.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let page = asta.post(&format!("/staff/words/{mail}"), &fields).ok();
        let shown = page.body.split("<article class=\"letter\">").skip(1);
        let shown: String = shown.filter_map(|rest| rest.split("</article>").next()).collect();
        assert!(!page.body.contains('⟦') && !shown.contains('{'), "{mail}: {shown}");
        for (name, text) in &typed {
            assert!(shown.contains(text.as_str()), "{mail} shows {name} nowhere");
        }
    }
}

fn asta_finds_each_mail_among_many(app: &TestApp) {
    let asta = app.admin();
    let page = asta.get("/staff/words").ok();
    for group in Group::ALL {
        assert!(page.body.contains(&format!("href=\"#{group}\"")), "{group} is a jump away");
        assert!(page.body.contains(&format!("<h2 id=\"{group}\">")), "{group}");
    }
    for mail in Worded::ALL {
        assert!(page.body.contains(&format!("href=\"/staff/words/{mail}\"")), "{mail}");
        let one = asta.get(&format!("/staff/words/{mail}")).ok();
        assert!(one.body.contains(&format!("href=\"/staff/words#{}\"", mail.group())), "{mail}");
        assert!(!one.body.contains('⟦'), "{mail} has its words in the form");
    }
}

/// A mail as its reader has it.
fn read(app: &TestApp, letter: &Letter) -> Mail {
    let templates = Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap();
    render(&templates, letter.template(), Locale::English, &app.app.site(Locale::English), letter).unwrap()
}

fn who_asks_for_a_link_reads_the_ministrys_words(app: &TestApp) {
    let given = app.signatory(Given::default());
    let own = [
        ("save", "yes"),
        ("subject_en", "Your key to the account"),
        ("until_en", "Use it within {minutes} minutes, says {ministry}."),
    ];
    let asta = app.admin();
    assert_eq!(asta.post("/staff/words/account_link", &[("until_en", "Within {days}")]).status, 422);
    asta.saves("/staff/words/account_link", &own).ok().says("2 texts changed");
    app.anonymous().post("/account/sign-in", &[("email", given.email.as_str())]).ok();
    let letter = app.mail_to(&given.email);
    let Letter::AccountLink { link, .. } = &letter else { panic!("{letter:?}") };
    let mail = read(app, &letter);
    assert_eq!(mail.subject, "Your key to the account");
    assert!(mail.text.contains("within 30 minutes, says Ministry of Foreign Affairs."), "{}", mail.text);
    assert!(mail.text.lines().any(|line| line == link), "the link is where it was: {}", mail.text);
}

fn what_a_signer_must_be_told_is_never_taken_out(app: &TestApp) {
    let asta = app.admin();
    let path = "/staff/words/confirm_signature";
    let page = asta.post(path, &[("save", "yes"), ("not_you_en", "."), ("not_you_da", "{contact}")]);
    assert_eq!(page.status, 422);
    page.says("Write what you want to say, at least a word.");
    asta.saves(path, &[("save", "yes"), ("heading_en", "Is it you?"), ("not_you_en", " ")]).ok();
    asta.get(path).ok().says("Is it you?").says("If this was not you, or if you have changed your mind");
}

fn words_of_another_mail_stop_no_decision(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    let page = preview(&bodil, number, &Choice::decline("")).ok();
    app.admin().saves("/staff/words/merged", &[("save", "yes"), ("status_en", "They are one.")]).ok();
    send_preview(&bodil, number, &page);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Declined);
}

fn words_that_change_after_a_look_are_looked_at_again(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    let page = preview(&bodil, number, &Choice::decline("")).ok();
    app.admin().saves(PATH, &[("save", "yes"), ("status_en", "We are sorry.")]).ok();
    let late = send_preview(&bodil, number, &page);
    assert_eq!(late.status, 409, "{}", late.text());
    late.says("Something has changed since you looked").says("We are sorry.");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
    decide(&bodil, number, &Choice::decline(""));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Declined);
}

fn asta_looks_before_she_saves(app: &TestApp) {
    let asta = app.admin();
    let typed = [("preview", "yes"), ("next_en", "Ask {contact}, <b>please</b>. {{ 7 * 7 }}")];
    assert_eq!(asta.post(PATH, &typed).status, 422, "braces are placeholders");
    let typed = [("preview", "yes"), ("next_en", "Ask {title}, <b>please</b>.")];
    let page = asta.post(PATH, &typed).ok().says("Ask Tech for Democracy, <b>please</b>.");
    assert!(page.body.contains("&lt;b&gt;please") && !page.body.contains("<b>please"), "it is text");
    asta.get("/staff/words").ok().says("As it was made");
    assert!(!asta.get(PATH).ok().body.contains("please"), "nothing was kept");
}

fn asta_is_told_the_placeholder_that_she_meant(app: &TestApp) {
    let asta = app.admin();
    let wrong = [
        ("save", "yes"),
        ("next_en", "Write to {contct}"),
        ("subject_en", "From {ministry}"),
        ("status_da", "Se https://elsewhere.example"),
    ];
    let page = asta.post(PATH, &wrong);
    assert_eq!(page.status, 422);
    let page = page.says("There is no {contct} here. The nearest is {contact}.").says("Take the address out");
    page.clone().says("A subject has no placeholders. Take {ministry} out.");
    assert!(page.body.contains("Write to {contct}</textarea>"), "what was typed is kept");
    assert_eq!(asta.get("/staff/words/staff_changed").status, 404, "not those to staff");
}

fn no_address_and_no_sign_that_turns_text_round_gets_into_a_mail(app: &TestApp) {
    let asta = app.admin();
    for away in ["Answer at 198.51.100.7", "Answer at evil。com"] {
        let page = asta.post(PATH, &[("save", "yes"), ("status_en", away)]);
        assert_eq!(page.status, 422, "{away}");
        page.says("Take the address out");
    }
    let turned = [("save", "yes"), ("status_en", "Not \u{202e}turned\u{202c} round.")];
    asta.saves(PATH, &turned).ok().says("1 text changed");
    let kept = asta.get(PATH).ok();
    assert!(kept.body.contains("Not turned round.") && !kept.body.contains('\u{202e}'), "{}", kept.text());
}

fn asta_gives_the_originals_back(app: &TestApp) {
    let asta = app.admin();
    asta.saves(PATH, &[("save", "yes"), ("status_en", "No."), ("status_da", "Nej.")])
        .ok()
        .says("2 texts changed");
    asta.saves(PATH, &[("save", "yes"), ("status_en", ""), ("status_da", "Nej.")])
        .ok()
        .says("1 text changed");
    asta.saves(PATH, &[("original", "yes"), ("status_en", "No."), ("status_da", "Nej.")]).ok();
    let all = asta.get("/staff/words").ok().text();
    assert!(!all.contains("text changed") && !all.contains("texts changed"), "all as they were made: {all}");
}

fn words_are_the_admins(app: &TestApp) {
    let vita = app.viewer();
    assert!(vita.get("/staff/words").ok().body.contains("href=\"/staff/words/declined\""));
    let read = vita.get(PATH).ok().says("with invented values");
    assert!(!read.body.contains("name=\"status_en\"") && !read.body.contains("Save"), "{}", read.body);
    assert_eq!(vita.post(PATH, &[("save", "yes")]).status, 403);
    assert_eq!(app.moderator().post(PATH, &[("save", "yes")]).status, 403);
}
