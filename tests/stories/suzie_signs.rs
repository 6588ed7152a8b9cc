//! Suzie signs the Call for her organisation, without script: the whole way, the detours, the mistakes.

use tilsagn::app::letter::Letter;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::call::CallState;
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::{Page, Visitor};

stories!(
    signs_in_english_from_start_to_review,
    signs_in_danish,
    is_told_what_is_wrong_and_keeps_what_she_typed,
    signs_under_long_and_foreign_names,
    goes_on_on_another_device,
    comes_for_herself_or_for_a_state,
    comes_when_the_call_is_not_open,
    looks_at_pages_and_nothing_changes,
    what_is_checked_is_what_will_be_kept,
    a_paragraph_that_is_not_there_is_told,
);

pub const EMAIL: &str = "suzie@havnevagt.example";
pub const NAME: &str = "Foreningen Havnevagt";

pub fn organisation() -> Vec<(&'static str, &'static str)> {
    vec![
        ("category", "civil_society"),
        ("name", NAME),
        ("country", "DK"),
        ("website", "https://www.havnevagt.example"),
        ("description", "Vi passer på havne."),
    ]
}

fn representative() -> Vec<(&'static str, &'static str)> {
    vec![
        ("person", "Suzie Prøve"),
        ("job_title", "Sekretariatsleder"),
        ("email", EMAIL),
        ("authority", "own"),
        ("named", "yes"),
    ]
}

const PUBLIC: [(&str, &str); 1] = [("visibility", "public")];

fn commitment() -> Vec<(&'static str, &'static str)> {
    vec![
        ("kind", "funding"),
        ("title", "A fund for harbour newsrooms"),
        ("action", "We pay for three reporters."),
        ("paragraphs", "p-protection"),
        ("measure", "indicator"),
        ("unit", "reporters"),
        ("target", "3"),
        ("amount", "250 000"),
        ("currency", "DKK"),
        ("stage", "committed"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2028"),
        ("countries", "DK"),
        ("countries", "KE"),
    ]
}

/// The form filled in up to its last page, in a language (`""` or `/da`).
pub fn filled(app: &TestApp, prefix: &str, changes: &[(&'static str, &str)]) -> Visitor {
    filled_by(app.anonymous(), prefix, changes)
}

/// The same by a visitor at hand.
pub fn filled_by(suzie: Visitor, prefix: &str, changes: &[(&'static str, &str)]) -> Visitor {
    let with = |fields: Vec<(&'static str, &'static str)>| -> Vec<(String, String)> {
        let value = |name: &str, value: &str| {
            let change = changes.iter().find(|(changed, _)| *changed == name);
            change.map_or(value, |(_, new)| new).to_owned()
        };
        fields.into_iter().map(|(name, typed)| (name.to_owned(), value(name, typed))).collect()
    };
    let send = |path: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        suzie.send(&format!("{prefix}{path}"), &fields).ok()
    };
    send("/sign", vec![("do".to_owned(), "start".to_owned())]);
    send("/sign/organisation", with(organisation()));
    send("/sign/representative", with(representative()));
    send("/sign/visibility", vec![("visibility".to_owned(), "public".to_owned())]);
    send("/sign/commitments/new", with(commitment()));
    send("/sign/commitments", Vec::new());
    send("/sign/statement", vec![("statement".to_owned(), "Because harbours are for all.".to_owned())]);
    suzie
}

/// What the last page sends.
pub fn declaration(language: &'static str) -> [(&'static str, &'static str); 3] {
    [("version", "2"), ("language", language), ("declared", "yes")]
}

pub fn submitted(app: &TestApp, changes: &[(&'static str, &str)]) -> (Visitor, Page) {
    let suzie = filled(app, "", changes);
    let page = suzie.send("/sign/check", &declaration("en")).ok();
    (suzie, page)
}

pub fn confirm_link(app: &TestApp, email: &str) -> String {
    match app.mail_to(email) {
        Letter::ConfirmSignature { link, .. } => link,
        other => panic!("{other:?}"),
    }
}

pub fn endorsement(app: &TestApp, organisation: i64) -> store::endorsement::Endorsement {
    app.read(move |db| store::endorsement::of_organisation(db, OrganisationId(organisation)))
}

fn signs_in_english_from_start_to_review(app: &TestApp) {
    app.publish_call();
    let suzie = app.anonymous();
    suzie.get("/sign").ok().says("version 2").says("in English").says("Who may sign");
    suzie
        .send("/sign", &[("do", "start")])
        .ok()
        .says("Step 1 of at most 6 ·")
        .says("Which organisation signs?");
    suzie.send("/sign/organisation", &organisation()).ok().says("Step 2 of at most 6 ·");
    suzie
        .send("/sign/representative", &representative())
        .ok()
        .says("Step 3 of at most 6 ·")
        .says("With its name");
    suzie.send("/sign/visibility", &PUBLIC).ok().says("None yet").says("Continue without");
    suzie.get("/sign/commitments/new").ok().says("§1 We will keep the internet");
    let list = suzie.send("/sign/commitments/new", &commitment()).ok();
    list.says("1 commitment so far").says("due 30 June 2028");
    suzie.send("/sign/commitments", &[]).ok().says("Step 5 of 6");
    let check = suzie.send("/sign/statement", &[("statement", "Because harbours are for all.")]).ok();
    check.clone().says(NAME).says("Suzie Prøve").says("A fund for harbour newsrooms").says("CC0 1.0");
    assert!(check.body.contains("DKK\u{a0}250,000"), "an amount stays on one line");
    let sent = suzie.send("/sign/check", &declaration("en")).ok();
    sent.says("One more step").says(EMAIL).says("within 14 days");
    assert_eq!(endorsement(app, 1).state, EndorsementState::Submitted);
    assert_eq!(app.mails().len(), 1);

    let link = confirm_link(app, EMAIL);
    let mailbox = app.anonymous();
    mailbox.get(&link).ok().says(NAME).says("Version 2, in English").says("DKK 250,000");
    assert_eq!(endorsement(app, 1).state, EndorsementState::Submitted);
    let reference = endorsement(app, 1).reference;
    mailbox.post(&link, &[]).ok().says("Your signature is confirmed").says(&reference);

    let signed = endorsement(app, 1);
    assert_eq!((signed.state, signed.language.as_str()), (EndorsementState::InReview, "en"));
    let (assurances, commitments, cases) = app.read(|db| {
        Ok((
            store::assurance::of_organisation(db, OrganisationId(1))?,
            store::commitment::of_organisation(db, OrganisationId(1))?,
            store::case::of_organisation(db, OrganisationId(1))?,
        ))
    });
    assert_eq!(assurances[0].level, Level::DomainMailbox);
    assert_eq!(commitments[0].state, StoredState::InReview);
    assert_eq!((commitments[0].amount_minor, commitments[0].countries.0.len()), (Some(25_000_000), 2));
    assert!(cases.len() == 1 && cases[0].search_key.contains("havnevagt"));
    assert!(matches!(app.mail_to(EMAIL), Letter::SignatureConfirmed { review_days: 14, .. }));
    app.moderator().get(&format!("/staff/cases/{}", cases[0].number)).ok().says("DKK 250,000");
    app.settle();
    assert_eq!(app.anonymous().get("/signatories/foreningen-havnevagt").status, 404);
}

fn signs_in_danish(app: &TestApp) {
    app.publish_call();
    let suzie =
        filled(app, "/da", &[("website", ""), ("email", "suzie@gmail.com"), ("amount", "1.250.000,50")]);
    let check = suzie.get("/da/sign/check").ok();
    let check = check.says("Kontrollér dine svar").says("Du underskriver").says("på dansk");
    check.says("gratis mailadresse").says("DKK 1.250.000,50");
    let page = suzie.send("/da/sign/check", &declaration("da")).ok();
    page.says("Ét skridt mere").says("suzie@gmail.com");
    let link = confirm_link(app, "suzie@gmail.com");
    assert!(link.contains("/da/confirm/"), "{link}");
    let page = suzie.get(&link).ok().says("Bekræft, at jeres organisation underskriver");
    page.says("DKK 1.250.000,50");
    suzie.post(&link, &[]).ok().says("Underskriften er bekræftet");
    assert_eq!(endorsement(app, 1).language, "da");
    let records = app.read(|db| store::assurance::of_organisation(db, OrganisationId(1)));
    assert_eq!(records[0].level, Level::Mailbox);
}

fn is_told_what_is_wrong_and_keeps_what_she_typed(app: &TestApp) {
    app.publish_call();
    let suzie = app.anonymous();
    suzie.send("/sign", &[("do", "start")]).ok();
    let page = suzie.post("/sign/organisation", &[("name", "  "), ("website", "not a site")]);
    assert_eq!(page.status, 422);
    let page = page.says("There is a problem").says("Choose what kind of organisation it is");
    let page = page.says("Choose the country or territory of the organisation").says("Enter the name");
    assert!(page.body.contains("<title>Error:") && page.body.contains("href=\"#category\""));
    assert!(page.body.contains("value=\"not a site\""));
    let page = suzie.post("/sign/organisation", &[("category", "company"), ("name", "Nord\u{7}lys")]);
    assert_eq!(page.status, 422);
    page.says("Choose the country").says("Remove characters that cannot be seen");
    assert_eq!(suzie.get("/sign/check").location(), Some("/sign/organisation"));
    suzie.send("/sign/organisation", &organisation()).ok();
    assert!(suzie.get("/sign/organisation").ok().body.contains("value=\"Foreningen Havnevagt\""));
    let page = suzie.post("/sign/representative", &[("person", "Suzie Prøve"), ("email", "suzie")]);
    assert!(page.body.contains("value=\"Suzie Prøve\"") && page.status == 422);
    suzie.send("/sign/representative", &representative()).ok();
    suzie.send("/sign/visibility", &PUBLIC).ok();
    for (amount, told) in [
        ("0,00", "Enter an amount above 0"),
        ("1.250", "without a separator between thousands"),
        ("99999999999999999999", "Enter a smaller number"),
    ] {
        let mut typed = commitment();
        typed.retain(|(name, _)| *name != "amount");
        typed.push(("amount", amount));
        let page = suzie.post("/sign/commitments/new", &typed);
        assert_eq!(page.status, 422);
        page.says(told);
    }
    let mut backwards = commitment();
    backwards.extend([("start_day", "1"), ("start_month", "1"), ("start_year", "2030")]);
    assert_eq!(suzie.post("/sign/commitments/new", &backwards).status, 422);
    let mut late = commitment();
    late[12] = ("due_year", "9999");
    suzie.post("/sign/commitments/new", &late).says("Due day: Enter a year from 2000 to 2100");
    suzie.get("/sign/commitments").ok().says("None yet");
    suzie.send("/sign/commitments/new", &commitment()).ok();
    assert!(suzie.get("/sign/commitments/1").ok().body.contains("value=\"A fund for harbour newsrooms\""));
    let mut other = commitment();
    other[1] = ("title", "Another fund");
    suzie.send("/sign/commitments/1", &other).ok().says("Another fund");
    suzie.send("/sign/commitments/1/remove", &[]).ok().says("None yet");
    suzie.send("/sign/commitments/new", &[("title", "Half a thought"), ("later", "1")]).ok();
    let page = suzie.post("/sign/commitments", &[]);
    assert_eq!(page.status, 422);
    page.says("not finished").says("Finish or remove");
    suzie.send("/sign/commitments/1/remove", &[]).ok();
    suzie.send("/sign/commitments", &[]).ok();
    assert_eq!(suzie.post("/sign/statement", &[("statement", &"a".repeat(2_001))]).status, 422);
    suzie.send("/sign/statement", &[("statement", "")]).ok();
    let page = suzie.post("/sign/check", &[("version", "2"), ("language", "en")]);
    assert_eq!(page.status, 422);
    page.says("Tick the box");
    let page = suzie.post("/sign/check", &[("version", "1"), ("language", "en"), ("declared", "yes")]);
    assert_eq!(page.status, 422);
    page.says("The text to sign has changed");
    assert!(app.mails().is_empty());
}

fn signs_under_long_and_foreign_names(app: &TestApp) {
    app.publish_call();
    let list = include_str!("../fixtures/organisations.csv");
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let records: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
    let names = records.iter().flat_map(|record| [record[0].to_owned(), record[1].to_owned()]);
    let longest = names.max_by_key(|name| name.chars().count()).unwrap();
    assert!(longest.chars().count() > 120, "{longest}");
    let (_, page) = submitted(app, &[("name", &longest), ("email", "a@one.example")]);
    page.says("One more step");
    let turned = "\u{202E}Havn\u{200B}evagt\u{2069}  Øst <b>";
    submitted(app, &[("name", turned), ("email", "b@two.example")]);
    let kept = app.read(|db| {
        Ok((
            store::organisation::find(db, OrganisationId(1))?,
            store::organisation::find(db, OrganisationId(2))?,
        ))
    });
    assert_eq!(kept.0.name, longest.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(kept.1.name, "Havnevagt Øst <b>");
    let page = app.anonymous().get(&confirm_link(app, "b@two.example")).ok();
    assert!(page.body.contains("<bdi>Havnevagt Øst &lt;b&gt;</bdi>"), "{}", page.body);
}

fn goes_on_on_another_device(app: &TestApp) {
    app.publish_call();
    let desk = app.anonymous();
    desk.send("/sign", &[("do", "start")]).ok();
    desk.send("/sign/organisation", &organisation()).ok();
    let half = [("person", "Suzie Prøve"), ("later", "1")];
    desk.send("/sign/representative", &half).ok().says("Where should we send the link?");
    assert_eq!(desk.post("/sign/later", &[("email", "leder")]).status, 422);
    let page = desk.send("/sign/later", &[("email", "leder@havnevagt.example")]).ok();
    page.says("Your answers are saved").says("leder@havnevagt.example");
    let Letter::ContinueDraft { link, days: 30 } = app.mail_to("leder@havnevagt.example") else { panic!() };

    let leader = app.anonymous();
    leader.get(&link).ok().says(NAME);
    assert_eq!(leader.get("/sign/representative").location(), Some("/sign?begin=again"));
    let page = leader.send(&link, &[]).ok().says("Step 2 of at most 6 ·");
    assert!(page.body.contains("value=\"Suzie Prøve\""));
    leader.send("/sign/representative", &representative()).ok();
    leader.send("/sign/visibility", &PUBLIC).ok();
    leader.send("/sign/commitments", &[]).ok();
    leader.send("/sign/statement", &[]).ok();
    app.anonymous().get(&link).ok();
    leader.send("/sign/check", &declaration("en")).ok().says("One more step");
    let late = app.anonymous().get(&link);
    assert_eq!(late.status, 410);
    late.says("This link does not work");
    assert_eq!(desk.post("/sign/check", &declaration("en")).location(), Some("/sign?begin=again"));
    assert!(leader.get("/sign").ok().text().contains("Start the form"));
}

fn comes_for_herself_or_for_a_state(app: &TestApp) {
    app.publish_call();
    let suzie = app.anonymous();
    suzie.get("/sign/person").ok().says("How you can help as a person").says("nothing has been stored");
    suzie.get("/da/sign/person").ok().says("Sådan kan du hjælpe");
    suzie.get("/sign/state").ok().says("note verbale").says("version 2");
    suzie.send("/sign", &[("do", "start")]).ok();
    suzie.send("/sign/organisation", &[("category", "state"), ("name", "Skovby")]).ok().says("note verbale");
    assert!(suzie.get("/sign/organisation").ok().body.contains("value=\"Skovby\""), "what was typed is kept");
}

fn comes_when_the_call_is_not_open(app: &TestApp) {
    let suzie = app.anonymous();
    suzie.get("/sign").ok().says("The Call is not open for signing yet");
    assert_eq!(suzie.post("/sign", &[("do", "start")]).location(), Some("/sign"));
    app.publish_call();
    let late = filled(app, "", &[]);
    app.set_call_state(CallState::Closed);
    suzie.get("/sign").ok().says("The Call is closed");
    assert_eq!(suzie.post("/sign", &[("do", "start")]).location(), Some("/sign"));
    assert_eq!(late.post("/sign/check", &declaration("en")).location(), Some("/sign"));
    assert!(app.mails().is_empty());
}

fn looks_at_pages_and_nothing_changes(app: &TestApp) {
    app.publish_call();
    let (sent, _) = submitted(app, &[]);
    let suzie = filled(app, "", &[("name", "Foreningen Fyrvagt")]);
    suzie.send("/sign/later", &[("email", EMAIL)]).ok();
    let Letter::ContinueDraft { link, .. } = app.mail_to(EMAIL) else { panic!() };
    let confirm = app.mails().into_iter().find_map(|mail| match mail.letter {
        Letter::ConfirmSignature { link, .. } => Some(link),
        _ => None,
    });
    let before = app.rows();
    let pages = [
        "/sign",
        "/sign/person",
        "/sign/state",
        "/sign/organisation",
        "/sign/representative",
        "/sign/visibility",
        "/sign/commitments",
        "/sign/commitments/new",
        "/sign/commitments/1",
        "/sign/statement",
        "/sign/check",
        "/sign/later",
        "/sign/saved",
        "/sign/link",
        "/sign/link/sent",
        &link,
        &confirm.unwrap(),
    ];
    for page in pages {
        let shown = suzie.get(page).ok();
        assert!(!shown.headers.contains_key("set-cookie"), "{page}");
        assert_eq!(shown.headers["cache-control"], "no-store");
        assert!(!shown.body.contains('⟦'), "{page}");
        suzie.head(page).ok();
    }
    sent.get("/sign/sent").ok();
    assert_eq!(app.rows(), before);
}

fn what_is_checked_is_what_will_be_kept(app: &TestApp) {
    app.publish_call();
    let typed = "Foreningen \u{202e}Havne\u{200b}vagt  A\u{30a}r\u{f8}";
    let suzie = filled(
        app,
        "",
        &[("name", typed), ("person", " Suzie\u{200b}  Prøve"), ("title", "Lys\u{202e}  nu")],
    );
    let page = suzie.get("/sign/check").ok();
    let kept = "Foreningen Havnevagt \u{c5}r\u{f8}";
    let page = page.says(kept).says("Suzie Prøve").says("Lys nu");
    assert!(!page.body.contains(['\u{202e}', '\u{200b}', '\u{30a}']), "{}", page.text());
    suzie.send("/sign/check", &declaration("en")).ok();
    app.anonymous().get(&confirm_link(app, EMAIL)).ok().says(kept);
}

fn a_paragraph_that_is_not_there_is_told(app: &TestApp) {
    app.publish_call();
    let mut crafted = commitment();
    crafted[3] = ("paragraphs", "p-none");
    let page = filled(app, "", &[]).post("/sign/commitments/new", &crafted);
    assert_eq!(page.status, 422);
    assert!(page.says("Choose one of the answers offered").body.contains("href=\"#paragraphs\""));
}
