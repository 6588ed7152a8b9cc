//! What a Case is about is in its file, whatever it is: a request to act, a merge, why a signature is held, what colleagues
//! think of it, a decision that waits. Who asks what is kept about them gets what is theirs of it.

use serde_json::{Value, json};
use tilsagn::app::account::Acting;
use tilsagn::app::act::Origin;
use tilsagn::app::visibility;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::draft::VisibilityAnswers;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::fakes_are_held::{FROM, add_rule, sends};
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_file_cases::file;
use crate::staff_invalidate::{act, begin, look, sent, work};
use crate::staff_merge::{proposed, twice};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};
use crate::suzie_gets_back_in::{PALLE, asked, handle};
use crate::suzie_signs::{EMAIL, confirm_link};

stories!(
    who_asks_to_act_is_in_the_file_and_gets_a_file_of_their_own,
    who_asks_to_act_for_one_who_is_not_named_gets_no_file,
    a_merge_is_in_the_file_and_the_other_one_is_somebody_elses_until_it_is_made,
    why_a_signature_is_held_is_in_the_file,
    what_a_held_signature_looks_like_is_in_the_journal_alone,
    from_where_a_form_was_sent_is_told_to_who_sent_it,
    a_second_opinion_is_in_the_file,
    a_decision_that_waits_is_in_the_file,
    names_and_numbers_are_in_the_file_and_so_is_how_they_change,
    what_a_job_did_to_a_signature_is_in_both_files,
    who_reported_something_is_in_the_journal_alone,
    a_case_of_any_other_kind_makes_both_files,
);

fn read(by: &Colleague, number: i64, fields: &[(&str, &str)]) -> Value {
    serde_json::from_str(&file(by, number, &[&[("kind", "json")], fields].concat()).ok().body).unwrap()
}

fn journal(by: &Colleague, number: i64) -> Value {
    read(by, number, &[("purpose", "journal")])
}

/// Somebody's file, with what colleagues say; whose it is unless it is said, whoever signed.
fn access(by: &Colleague, number: i64, person: &str) -> Value {
    read(by, number, &[("purpose", "access"), ("notes", "yes"), ("person", person)])
}

fn case(record: &Value, number: i64) -> &Value {
    record["cases"].as_array().unwrap().iter().find(|case| case["number"] == number).unwrap()
}

fn page(by: &Colleague, number: i64, purpose: &str) -> Page {
    file(by, number, &[("purpose", purpose), ("kind", "html"), ("notes", "yes")]).ok()
}

/// A signatory of whom somebody reports something; the number of that Case.
fn reported(app: &TestApp) -> (Signatory, i64) {
    reasons(app);
    let given = app.signatory(Given::default());
    let words = [("text", "They told nobody."), ("email", "ib@nabo.example")];
    app.anonymous().send(&format!("/signatories/{}/report", given.slug), &words).ok();
    let number = cases(app, &given, CaseKind::Report)[0].number;
    (given, number)
}

fn what_a_job_did_to_a_signature_is_in_both_files(app: &TestApp) {
    reasons(app);
    let junk = sent(app, "Junk", EndorsementState::InReview, "203.0.113.7");
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]));
    work(app);
    assert_eq!(act(&mogens, id, "undo").status, 303);
    work(app);
    let number = number_of(app, &junk);
    let done = |record: &Value| -> Vec<Value> {
        let acts = case(record, number)["acts"].as_array().unwrap().iter();
        let acts = acts.filter(|act| act["act"].as_str().unwrap().starts_with("endorsement."));
        acts.map(|act| json!([act["act"], act["who"]])).collect()
    };
    let (taken, back) = ("endorsement.invalidated", "endorsement.brought_back");
    let told = [json!([taken, "Bodil Prøvesen"]), json!([back, "Mogens Eksempel"])];
    assert_eq!(done(&journal(&bodil, number)), told);
    assert_eq!(done(&access(&bodil, number, "")), [json!([taken, null]), json!([back, null])]);
    page(&bodil, number, "access").says("invalidated it with many others").says("undid the invalidation");
}

fn who_asks_to_act_is_in_the_file_and_gets_a_file_of_their_own(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, asked) = asked(app, &given, &[]);
    let suzie = enter(app, SUZIE);
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    suzie.send(&path, &[("word", "object")]).ok();
    let (bodil, number) = (app.moderator(), asked.number);

    let record = journal(&bodil, number);
    let request = &record["cases"][0]["request"];
    let who = ["name", "job_title", "email", "message"].map(|key| &request["who"][key]);
    assert_eq!(who, ["Palle Prøvesen", "Secretary", PALLE, "Suzie has retired."]);
    assert_eq!(
        (&request["proof"], &request["domain"]),
        (&json!("domain"), &json!("skovbrynet.example")),
        "{request}"
    );
    assert_eq!(request["said"], json!([{ "by": "Suzie Eksempel", "agrees": false }]));
    let shown = page(&bodil, number, "journal").says("Who asks to act").says("Suzie has retired.");
    shown.says("By control of skovbrynet.example").says("objects");

    bodil.send(&format!("/staff/cases/{number}/notes"), &[("text", "Palle is new there.")]).ok();
    let suzies = access(&bodil, number, &given.representatives[0].to_string());
    let case = case(&suzies, number);
    assert_eq!(
        case["request"],
        json!({ "left_out": true, "said": [{ "by": "Suzie Eksempel", "agrees": false }] })
    );
    assert!(!suzies.to_string().contains("Palle") && !suzies.to_string().contains("palle@"), "{suzies}");
    page(&bodil, number, "access").says("Their request is left out").lacks("Palle");

    let form =
        bodil.get(&format!("/staff/cases/{number}/export")).ok().says("Palle Prøvesen, who asked to act");
    let value = format!("asked-{}", form.between("value=\"asked-", "\""));
    let palles = access(&bodil, number, &value);
    assert_eq!(palles["cases"].as_array().unwrap().len(), 1, "the signature is not his");
    assert_eq!(palles["cases"][0]["request"]["who"]["email"], PALLE);
    assert_eq!(palles["cases"][0]["notes"][0]["text"], "Palle is new there.");
    let all = palles.to_string();
    assert!(!all.contains(SUZIE) && !all.contains("Eksempel") && !all.contains("Bodil"), "{all}");
    assert!(palles["signature"].is_null() && palles["mails"] == json!([]));
    let fields = [("purpose", "access"), ("kind", "html"), ("person", &*value)];
    let page = file(&bodil, number, &fields).ok();
    page.says("your request to act for the organisation").says(PALLE).lacks("Suzie Eksempel");
    assert_eq!(
        file(&bodil, number, &[("purpose", "access"), ("kind", "json"), ("person", "asked-99")]).status,
        404
    );
}

fn who_asks_to_act_for_one_who_is_not_named_gets_no_file(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, asked) = asked(app, &given, &[]);
    let acting = Acting { representative: given.representatives[0], origin: Origin::operator() };
    let answers = VisibilityAnswers { choice: "protected".to_owned(), ..VisibilityAnswers::default() };
    app.block_on(visibility::choose(&app.app, acting, answers, String::new())).unwrap();
    let (bodil, number) = (app.moderator(), asked.number);
    bodil.send(&format!("/staff/cases/{number}/identity"), &[]).ok().says("Palle Prøvesen");
    let form = bodil.get(&format!("/staff/cases/{number}/export")).ok().says("Suzie Eksempel");
    form.lacks("Palle");
    let palle = [("purpose", "access"), ("kind", "json"), ("person", "asked-1")];
    assert_eq!(file(&bodil, number, &palle).status, 404, "it would tell that there is such a one");
    let record = journal(&bodil, number);
    assert_eq!(record["cases"][0]["request"]["who"]["email"], PALLE);
    assert!(!access(&bodil, number, "").to_string().contains("palle@"));
}

fn a_merge_is_in_the_file_and_the_other_one_is_somebody_elses_until_it_is_made(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let number = proposed(app, &bodil, (&stays, &goes));
    let record = journal(&bodil, number);
    let merge = &record["cases"][0]["merge"];
    assert_eq!(
        ["state", "stays", "goes", "name_kind"].map(|key| &merge[key]),
        ["proposed", &*stays.name, &*goes.name, "translated"]
    );
    assert_eq!(record["cases"][0]["notes"][0]["text"], "One society.");
    page(&bodil, number, "journal").says("Merge proposed").says(&goes.name).says("One society.");
    let theirs = access(&bodil, number, "");
    let merge = &case(&theirs, number)["merge"];
    assert!(merge["goes"].is_null() && merge["commitments"].is_null(), "{merge}");
    assert!(!theirs.to_string().contains(&goes.name), "{theirs}");
    page(&bodil, number, "access").says("another organisation, which is left out here").lacks(&goes.name);

    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&app.admin(), number).status, 303);
    app.settle();
    assert_eq!(case(&access(&bodil, number, ""), number)["merge"]["goes"], *goes.name);
}

/// The number of the newest Case of an organisation.
fn newest(app: &TestApp, of: i64) -> i64 {
    app.read(move |db| store::case::of_organisation(db, OrganisationId(of)))[0].number
}

fn why_a_signature_is_held_is_in_the_file(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    sends(app, FROM, &[]);
    let (bodil, number) = (app.moderator(), newest(app, 1));
    let record = journal(&bodil, number);
    let held = &record["cases"][0]["held"];
    assert_eq!((&held["hold"], &held["address"]), (&json!("blocked"), &json!(FROM)));
    assert_eq!(held["rule"], json!({ "about": "192.0.2.0/24", "comment": "A flood in October." }));
    page(&bodil, number, "journal").says("A rule blocks it").says("A flood in October.").says(FROM);
    let theirs = access(&bodil, number, "");
    assert_eq!(case(&theirs, number)["held"]["hold"], "blocked");
    assert!(!theirs.to_string().contains("192.0.2.0") && !theirs.to_string().contains("October"), "{theirs}");
    page(&bodil, number, "access").says("A rule blocks it").lacks("A flood in October.");
}

fn what_a_held_signature_looks_like_is_in_the_journal_alone(app: &TestApp) {
    reasons(app);
    app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    sends(app, FROM, &[("website", "https://www.skovbrynet.example/om")]);
    let (bodil, number) = (app.moderator(), newest(app, 2));
    let past = &journal(&bodil, number)["cases"][0]["held"]["past"];
    assert_eq!((&past["name"], &past["state"]), (&json!("Skovbrynet Folkeforening"), &json!("revoked")));
    page(&bodil, number, "journal")
        .says("It looks like one that was removed")
        .says("Skovbrynet Folkeforening");
    page(&bodil, number, "access").lacks("Skovbrynet Folkeforening");
}

fn from_where_a_form_was_sent_is_told_to_who_sent_it(app: &TestApp) {
    app.publish_call();
    sends(app, FROM, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let (bodil, number) = (app.moderator(), newest(app, 1));
    let arrival = &access(&bodil, number, "")["signature"]["arrival"];
    assert_eq!((&arrival["address"], &arrival["domain"]), (&json!(FROM), &json!("havnevagt.example")));
    page(&bodil, number, "access").says("Sent from").says(FROM);
    let other = journal(&bodil, number);
    assert!(other["signature"]["arrival"].is_null(), "{other}");
}

fn a_second_opinion_is_in_the_file(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (bodil, asta, number) = (app.moderator(), app.admin(), number_of(app, &given));
    let question = [("adviser", &*asta.id.to_string()), ("question", "Is a wood a medium?")];
    bodil.send(&format!("/staff/cases/{number}/opinion"), &question).ok();
    let form = asta.get(&format!("/staff/cases/{number}")).ok();
    let answer = format!("/staff/messages/{}", form.between("action=\"/staff/messages/", "\""));
    asta.send(&answer, &[("case", &*number.to_string()), ("opinion", "Hardly ever.")]).ok();
    let record = journal(&bodil, number);
    let told = &record["cases"][0]["messages"][0];
    assert_eq!(
        ["from", "to", "text", "answer"].map(|key| &told[key]),
        ["Bodil Prøvesen", "Asta Attrap", "Is a wood a medium?", "Hardly ever."]
    );
    page(&bodil, number, "journal").says("Bodil Prøvesen asked Asta Attrap").says("Hardly ever.");
    let shown = page(&bodil, number, "access").says("A colleague asked another for an opinion");
    shown.says("Is a wood a medium?").says("Hardly ever.").lacks("Asta").lacks("Bodil");
    let without = read(&bodil, number, &[("purpose", "access")]);
    assert_eq!(without["cases"][0]["messages"], json!([]), "it goes with the notes");
}

fn a_decision_that_waits_is_in_the_file(app: &TestApp) {
    let (_, number) = reported(app);
    let bodil = app.moderator();
    decide(&bodil, number, &Choice::revoke("We found out."));
    let record = journal(&bodil, number);
    let waits = &record["cases"][0]["proposal"];
    assert_eq!(
        ["decision", "message", "by"].map(|key| &waits[key]),
        ["revoke", "We found out.", "Bodil Prøvesen"]
    );
    assert_eq!(waits["reason"]["titles"]["en"], "The signature was not theirs.");
    let shown = page(&bodil, number, "journal").says("For a second person").says("Revoke the signature");
    shown.says("The signature was not theirs.").says("We found out.").says("Bodil Prøvesen");
    page(&bodil, number, "access").says("We found out.").lacks("Bodil");
    let without = read(&bodil, number, &[("purpose", "access")]);
    assert!(case(&without, number)["proposal"].is_null(), "it goes with the notes");
}

fn names_and_numbers_are_in_the_file_and_so_is_how_they_change(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let changes = [
        ("go", "send"),
        ("other_1_name", "Forest Edge Society"),
        ("other_1_kind", "translated"),
        ("other_1_language", "en"),
        ("lei", ""),
        ("ror", "https://ror.org/05dxps055"),
        ("wikidata", ""),
    ];
    enter(app, SUZIE).send("/account/amend", &entry(&changes)).ok();
    let (bodil, number) = (app.moderator(), cases(app, &given, CaseKind::Amendment)[0].number);
    let changed = journal(&bodil, number)["cases"][0]["change"]["changed"].clone();
    let mut changed: Vec<String> = serde_json::from_value(changed).unwrap();
    changed.sort();
    assert_eq!(changed, ["identifiers", "names"]);
    let says = |number: i64, purpose: &str| {
        let shown = page(&bodil, number, purpose).says("Other names").says("Forest Edge Society");
        shown.says("translation, en").says("ROR").says("05dxps055")
    };
    drop((says(number, "journal"), says(number, "access")));
    decide(&bodil, number, &Choice::publish());
    let signature = number_of(app, &given);
    drop(says(signature, "journal"));
    let of = &journal(&bodil, signature)["organisation"];
    assert_eq!(
        (&of["names"][0]["name"], &of["identifiers"]["ror"]),
        (&json!("Forest Edge Society"), &json!("05dxps055"))
    );
}

fn who_reported_something_is_in_the_journal_alone(app: &TestApp) {
    let (_, number) = reported(app);
    let bodil = app.moderator();
    page(&bodil, number, "journal").says("They told nobody.").says("ib@nabo.example");
    let shown = page(&bodil, number, "access").says("The report is left out");
    shown.lacks("They told nobody.").lacks("ib@nabo.example");
}

fn a_case_of_any_other_kind_makes_both_files(app: &TestApp) {
    let given = app.signatory(Given { commitments: &["Lamps by the wood"], ..Given::default() });
    let bodil = app.moderator();
    let (signed, of) = (given.endorsement.0, given.organisation);
    for (kind, subject, called) in [
        (CaseKind::Commitment, given.commitments[0].0, "Lamps by the wood"),
        (CaseKind::Inquiry, signed, SUZIE),
        (CaseKind::StateWithdrawal, signed, SUZIE),
        (CaseKind::Reversal, signed, SUZIE),
    ] {
        app.write(move |db, now| store::case::open(db, kind, subject, (of, ""), now));
        let number = newest(app, of.0);
        for purpose in ["journal", "access"] {
            let record = read(&bodil, number, &[("purpose", purpose)]);
            assert_eq!(case(&record, number)["kind"], kind.code());
            page(&bodil, number, purpose).says(called);
        }
    }
}
