//! The ministry's colleagues decide: what they see, what they may, what goes out.

use tilsagn::app::act::Origin;
use tilsagn::app::letter::Letter;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::audit::AuditAct;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::case::CaseState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::locale::Locale;
use tilsagn::register::Found;
use tilsagn::store;
use tilsagn::store::assurance::{AssuranceState, Evidence, NewAssurance};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons, send_preview};
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_signature_is_published_with_all_that_belongs_to_it,
    nothing_is_left_when_a_publication_fails,
    the_mail_that_goes_is_the_mail_that_was_shown,
    a_message_can_be_mended_before_it_goes,
    more_is_asked_for_and_the_case_waits,
    a_signature_is_declined_with_a_reason,
    a_decision_without_its_reason_comes_back,
    possible_duplicates_are_shown_and_never_refused,
    a_case_is_taken_and_taken_over,
    two_people_who_decide_at_once_decide_once,
    a_change_is_compared_and_published,
    a_change_is_checked_as_it_would_stand,
    a_mailbox_counts_for_the_domain_that_it_is_on,
    the_queue_is_searched_by_folded_words,
    a_viewer_reads_what_staff_read_and_changes_nothing,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, commitments: &["A quiet hour a week"], ..Given::default() }
}

fn a_signature_is_published_with_all_that_belongs_to_it(app: &TestApp) {
    let given = app.signatory(waiting());
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    bodil.get(&format!("/staff/cases/{number}")).ok().says("Suzie Eksempel").says("A quiet hour a week");
    decide(&bodil, number, &Choice::publish()).says("published");
    app.settle();
    assert!(matches!(app.app.register.snapshot().signatory_at("skovbrynet-folkeforening"), Found::At(_)));
    let (id, case) = (given.organisation, given.case.unwrap());
    let kinds = app.read(move |db| store::entry::of_organisation(db, id));
    let kinds: Vec<_> = kinds.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, ["endorsement.published", "commitment.published"]);
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.0));
    assert!(lines.iter().any(|line| line.act == "case.published"));
    let Letter::Published { number, link, .. } = app.mail_to(&given.email) else { panic!("published") };
    assert_eq!((number, link), (1, format!("{}/signatories/skovbrynet-folkeforening", app.base)));
}

fn nothing_is_left_when_a_publication_fails(app: &TestApp) {
    // A language that the Call does not have: the entry cannot be written, after much else was.
    let given = app.signatory(Given { locale: Locale::Pseudo, ..waiting() });
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    let shown = preview(&bodil, number, &Choice::publish()).ok();
    assert_eq!(send_preview(&bodil, number, &shown).status, 500);
    let organisation = given.organisation;
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
    assert_eq!(app.read(move |db| store::organisation::find(db, organisation)).slug, None);
    assert_eq!(app.read(store::register_state::upcoming_signatory_number), 1);
    assert!(app.read(move |db| store::entry::of_organisation(db, organisation)).is_empty());
    let case = given.case.unwrap();
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.0));
    assert!(lines.iter().all(|line| line.act != "case.published"));
    assert!(app.mails().iter().all(|mail| mail.to != given.email));
}

fn the_mail_that_goes_is_the_mail_that_was_shown(app: &TestApp) {
    reasons(app);
    let danish = Given { locale: Locale::Danish, ..waiting() };
    let given = app.signatory(danish);
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    let page = preview(&bodil, number, &Choice::ask("Send os jeres vedtægter.")).ok();
    let text = page.between("<div class=\"letter-text\" lang=\"da\" dir=\"auto\">", "</div>");
    assert!(text.contains("Send os jeres vedtægter."), "{text}");
    assert!(app.mails().iter().all(|mail| mail.to != given.email), "nothing goes before it was shown");
    send_preview(&bodil, number, &page);
    let envelope = app.mails().into_iter().rev().find(|mail| mail.to == given.email).unwrap();
    let site = tilsagn::web::site::Site::new(app.app.clone(), &[], true).unwrap();
    let (template, letter) = (envelope.letter.template(), &envelope.letter);
    let mail = tilsagn::view::mail::render(
        &site.templates,
        template,
        envelope.locale,
        &app.app.site(envelope.locale),
        letter,
    )
    .unwrap();
    let escaped = mail.flowing.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
    assert_eq!(text.replace("&#x2F;", "/").replace("&#x27;", "&#39;"), escaped);
}

fn a_message_can_be_mended_before_it_goes(app: &TestApp) {
    reasons(app);
    let given = app.signatory(waiting());
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    let page = preview(&bodil, number, &Choice::ask("Who are you??")).ok();
    let mut mended = Choice::ask("Who signs for the society?");
    mended.confirm = Some((
        page.between("name=\"revision\" value=\"", "\""),
        page.between("name=\"shown\" value=\"", "\""),
    ));
    let again = mended.send(&bodil, number);
    assert_eq!(again.status, 409, "what was not shown does not go");
    send_preview(&bodil, number, &again.says("Who signs for the society?"));
    let Letter::MoreNeeded { message, link, .. } = app.mail_to(&given.email) else { panic!("more needed") };
    assert_eq!(message, "Who signs for the society?");
    assert!(link.ends_with("/account/sign-in"));
}

fn more_is_asked_for_and_the_case_waits(app: &TestApp) {
    reasons(app);
    let given = app.signatory(waiting());
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    decide(&bodil, number, &Choice::ask("Which society?"));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::NeedsInfo);
    let case = app.read(move |db| store::case::by_number(db, number));
    assert_eq!((case.state, case.locked_by), (CaseState::Waiting, None));
    bodil.get("/staff/cases?state=waiting").ok().says("Skovbrynet Folkeforening");
    bodil.get("/staff/cases").ok().says("Nothing waits here");
}

fn a_signature_is_declined_with_a_reason(app: &TestApp) {
    reasons(app);
    let given = app.signatory(waiting());
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    decide(&bodil, number, &Choice::decline("We found no such society.")).says("closed: declined");
    let id = given.endorsement;
    let endorsement = app.read(move |db| store::endorsement::find(db, id));
    assert_eq!(
        (endorsement.state, endorsement.reason.as_deref()),
        (EndorsementState::Declined, Some("not_real"))
    );
    let Letter::Declined { reason, message, .. } = app.mail_to(&given.email) else { panic!("declined") };
    assert_eq!(
        (reason.as_str(), message.as_str()),
        ("We could not confirm it.", "We found no such society.")
    );
    let organisation = given.organisation;
    assert!(app.read(move |db| store::entry::of_organisation(db, organisation)).is_empty());
}

fn a_decision_without_its_reason_comes_back(app: &TestApp) {
    reasons(app);
    let number = number_of(app, &app.signatory(waiting()));
    let bodil = app.moderator();
    let mut choice = Choice::decline("A message that is kept.");
    choice.reason = "";
    let page = preview(&bodil, number, &choice);
    assert_eq!(page.status, 422);
    page.says("There is a problem").says("A message that is kept.");
    choice.reason = "unclear";
    assert_eq!(preview(&bodil, number, &choice).status, 422, "a reason for questions explains no refusal");
}

fn possible_duplicates_are_shown_and_never_refused(app: &TestApp) {
    app.signatory(Given::default());
    let twin = app.signatory(Given {
        name: "SKOVBRYNET FOLKEFORENING ApS",
        website: "https://www.skovbrynet.example/om",
        contacts: &["vera@skovbrynet.example"],
        ..waiting()
    });
    let (bodil, number) = (app.moderator(), number_of(app, &twin));
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.clone().says("Possible duplicates").says("Other organisations may be the same as this one");
    page.says("domain · name · Published");
    decide(&bodil, number, &Choice::publish());
    assert_eq!(app.state_of(twin.endorsement), EndorsementState::Published);
    let id = twin.organisation;
    let slug = app.read(move |db| store::organisation::find(db, id)).slug;
    assert_eq!(slug.as_deref(), Some("skovbrynet-folkeforening-aps"));
}

fn a_case_is_taken_and_taken_over(app: &TestApp) {
    let number = number_of(app, &app.signatory(waiting()));
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let lock = format!("/staff/cases/{number}/lock");
    bodil.send(&lock, &[("move", "take")]).ok().says("with you until");
    mogens.get("/staff/cases").ok().says("Bodil Prøvesen");
    assert_eq!(mogens.post(&lock, &[("move", "take")]).status, 409);
    assert_eq!(preview(&mogens, number, &Choice::publish()).status, 409);
    mogens
        .send(&lock, &[("move", "take-over"), ("why", "The deadline is today.")])
        .ok()
        .says("with you until");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.says("took the case over from Bodil Prøvesen").says("with Mogens Eksempel until");
    mogens.send(&lock, &[("move", "release")]).ok().says("Take this case");
    bodil.send(&lock, &[("move", "take")]).ok();
    app.clock.advance(chrono::Duration::minutes(29));
    assert_eq!(mogens.post(&lock, &[("move", "take")]).status, 409);
    app.clock.advance(chrono::Duration::minutes(2));
    mogens.signs_in(app);
    assert_eq!(mogens.post(&lock, &[("move", "take")]).status, 303, "a lock runs out");
}

fn two_people_who_decide_at_once_decide_once(app: &TestApp) {
    reasons(app);
    let given = app.signatory(waiting());
    let number = number_of(app, &given);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let lock = format!("/staff/cases/{number}/lock");
    let first = preview(&bodil, number, &Choice::publish()).ok();
    mogens.post(&lock, &[("move", "take-over"), ("why", "The deadline is today.")]);
    let second = preview(&mogens, number, &Choice::decline("No.")).ok();
    assert_eq!(send_preview(&mogens, number, &second).status, 303);
    assert_eq!(send_preview(&bodil, number, &first).status, 409);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Declined);
}

fn a_change_is_compared_and_published(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (organisation, endorsement, by) = (given.organisation, given.endorsement, given.representatives[0]);
    let number = app
        .block_on(app.app.act(Origin::system(), move |act| {
            let row = store::organisation::find(act.db, organisation)?;
            let before = store::amendment::of_register(&row, &store::endorsement::find(act.db, endorsement)?);
            let after = tilsagn::domain::amendment::Amendable {
                name: "Skovbrynet Folkeforbund".to_owned(),
                statement: Some("We sign because the net is everybody’s.".to_owned()),
                ..before.clone()
            };
            let new = store::amendment::NewAmendment {
                organisation_id: organisation,
                endorsement_id: endorsement,
                representative_id: by,
                before: store::Json(before),
                after: store::Json(after),
                state: tilsagn::domain::amendment::AmendmentState::InReview,
                created_at: act.now,
                revision: 1,
            };
            let amendment = store::amendment::insert(act.db, &new)?;
            let kind = tilsagn::domain::case::CaseKind::Amendment;
            let case =
                store::case::open(act.db, kind, amendment.0, (organisation, &row.search_key), act.now)?;
            act.audit(
                AuditAct::AmendmentProposed,
                tilsagn::app::act::Subject("amendment", Some(amendment.0)),
                serde_json::json!({}),
            )?;
            Ok(store::case::find(act.db, case)?.number)
        }))
        .unwrap();
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    assert!(
        page.body.contains("</span>Folkeforening</del>") && page.body.contains("</span>Folkeforbund</ins>")
    );
    page.says("Show 4 unchanged fields");
    decide(&bodil, number, &Choice::publish());
    app.settle();
    let row = app.read(move |db| store::organisation::find(db, organisation));
    assert_eq!(
        (row.name.as_str(), row.slug.as_deref()),
        ("Skovbrynet Folkeforbund", Some("skovbrynet-folkeforening"))
    );
    let entries = app.read(move |db| store::entry::of_organisation(db, organisation));
    let kinds: Vec<_> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds[1..], ["organisation.renamed", "endorsement.amended"]);
    assert!(entries[1].body.as_deref().unwrap().contains("Folkeforening"), "the old name stays in history");
    assert!(matches!(app.mail_to(&given.email), Letter::ChangePublished { .. }));
}

/// Somebody signs as something harmless and then asks to be called what another is called.
fn a_change_is_checked_as_it_would_stand(app: &TestApp) {
    app.signatory(Given {
        name: "Lygte & Fyr A/S",
        website: "https://lygte.example",
        contacts: &["a@lygte.example"],
        ..Given::default()
    });
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let wish = [("go", "send"), ("name", "Lygte & Fyr ApS"), ("website", "https://www.facebook.com/lygte")];
    suzie.send("/account/amend", &entry(&wish)).ok();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("Possible duplicates");
    let page = page.says("Lygte & Fyr A/S").says("is not on the website’s domain").says("facebook.com/lygte");
    assert!(page.text().contains("Decision") || page.body.contains("decision"), "{}", page.text());
    let preview = preview(&bodil, number, &Choice::publish()).ok();
    assert!(!preview.body.contains("class=\"lang\""), "an address that takes only forms has no siblings");
    assert!(page.body.contains("class=\"lang\""));
}

fn a_mailbox_counts_for_the_domain_that_it_is_on(app: &TestApp) {
    let given = app.signatory(Given::default());
    let of = given.organisation;
    app.write(move |db, now| {
        let evidence = Evidence::Mailbox { domain: Some("skovbrynet.example".to_owned()) };
        let record = NewAssurance {
            organisation_id: of,
            level: Level::DomainMailbox,
            evidence: store::Json(evidence),
            state: AssuranceState::Confirmed,
            recorded_by: None,
            recorded_at: now,
            confirmed_at: Some(now),
        };
        store::assurance::insert(db, &record)?;
        store::register_state::bump(db)
    });
    let known = || {
        app.settle();
        let read = app.anonymous().get(&format!("/api/v1/signatories/{}", given.slug)).ok();
        serde_json::from_str::<serde_json::Value>(&read.body).unwrap()["assurance"].clone()
    };
    let bodil = app.moderator();
    let move_to = |website: &str| {
        let suzie = enter(app, SUZIE);
        suzie.send("/account/amend", &entry(&[("go", "send"), ("website", website)])).ok();
        let open =
            cases(app, &given, CaseKind::Amendment).into_iter().find(|one| one.state == CaseState::Open);
        decide(&bodil, open.unwrap().number, &Choice::publish());
        app.clock.advance(chrono::Duration::minutes(5));
    };
    let before = known();
    move_to("https://realbigbank.example");
    let after = known();
    assert_eq!((&before["level"], &after["level"]), (&"domain_mailbox".into(), &"mailbox".into()));
    assert_eq!(before["verified_at"], after["verified_at"], "the mailbox answered when it did");
    let page =
        app.anonymous().get(&format!("/signatories/{}", given.slug)).ok().says("A check no longer counts");
    assert!(!page.text().contains("last verified"), "that was another domain");
    move_to("https://skovbrynet.example");
    assert_eq!(known()["level"], "domain_mailbox");
}

fn the_queue_is_searched_by_folded_words(app: &TestApp) {
    app.signatory(waiting());
    app.signatory(Given {
        name: "Ørsund Læseværk",
        website: "",
        contacts: &["a@oersund.example"],
        ..waiting()
    });
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("2 cases").says("Due in 14 days");
    app.clock.advance(chrono::Duration::minutes(5));
    bodil.get("/staff/cases").ok().says("Due in 14 days");
    bodil.get("/staff/cases?q=laesevaerk+ORSUND").ok().says("1 case").says("Ørsund Læseværk");
    bodil.get("/staff/cases?kind=report").ok().says("0 cases");
    app.clock.advance(chrono::Duration::days(12));
    bodil.signs_in(app);
    bodil.get("/staff/cases").ok().says("Due in 2 days");
    app.clock.advance(chrono::Duration::days(5));
    bodil.signs_in(app);
    bodil.get("/staff/cases").ok().says("3 days overdue");
    bodil.get("/da/staff/cases").ok().says("3 dage over fristen");
}

fn a_viewer_reads_what_staff_read_and_changes_nothing(app: &TestApp) {
    let given = app.signatory(waiting());
    let number = number_of(app, &given);
    let vita = app.viewer();
    let page = vita.get(&format!("/staff/cases/{number}")).ok().says("Suzie Eksempel").says(&given.email);
    assert!(!page.body.contains("name=\"decision\""), "nothing to decide with");
    for page in ["/staff/mail", "/staff/people", "/staff/reasons", "/staff/settings", "/staff/log"] {
        let page = vita.get(page).ok();
        let forms =
            page.body.matches("<form").count() - page.body.matches("action=\"/staff/sign-out\"").count();
        assert_eq!(forms, 0, "{}", page.body);
        assert_eq!(vita.post("/staff/settings", &[("ministry_name", "Mine")]).status, 403);
    }
    let person = vita.get(&format!("/staff/people/{}", vita.id)).ok().says("Vita Viser");
    assert!(!person.body.contains("/roles\"") && !person.body.contains("/disable\""), "{}", person.body);
    assert_eq!(preview(&vita, number, &Choice::publish()).status, 403);
    assert_eq!(vita.post(&format!("/staff/cases/{number}/notes"), &[("text", "Hm")]).status, 403);
    assert_eq!(app.editor().get(&format!("/staff/cases/{number}")).status, 403);
    assert_eq!(
        app.anonymous().get(&format!("/staff/cases/{number}")).location().map(|to| to.contains("sign-in")),
        Some(true)
    );
}
