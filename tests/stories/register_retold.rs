//! Somebody with the database's password changes what pages tell and no list does: when somebody was published, why and when it
//! left, where the address of one that became another leads. The operator is told of whom, and what the entries say.

use chrono::Duration;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::store::reason::Reason;

use crate::anyone_compares::call_entered;
use crate::log_put_in::doctor_says;
use crate::log_sealed::{keep_tiles, roll_back};
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, look_after, published};
use crate::operator_resumes::resumed;
use crate::readers_of_the_past::eventful;
use crate::register_changed::{OF_ARKIV, OF_BORTE, entered, found, good, is_told};
use crate::staff_merge::merged;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::Given;
use crate::support::log::{mirror, run};
use crate::suzie_comes_back::{SUZIE, cases, enter};

stories!(
    when_somebody_was_published_is_what_its_entry_says,
    who_signed_is_not_shown_as_taken_over_from_a_list,
    why_and_when_somebody_left_is_what_its_entry_says,
    a_reason_that_is_told_in_other_words_is_the_same,
    the_address_of_one_that_became_another_leads_where_its_entry_says,
    when_a_commitment_was_published_and_why_it_is_hidden_is_what_its_entries_say,
    who_is_named_later_may_have_been_published_before,
    who_has_left_is_still_there_with_its_address,
    what_signed_has_the_id_that_its_entries_give,
    what_was_hidden_since_the_backup_is_named,
);

const LONG_AGO: &str = "'2025-01-01 00:00:00'";
const LATER: &str = "'2027-01-01 00:00:00'";
const OF_FJERNET: &str = "organisation_id = (SELECT id FROM organisations WHERE slug = 'fjernet-aps')";
const OF_FORLAG: &str = "organisation_id = (SELECT id FROM organisations WHERE slug = 'undersoegt-forlag')";

fn when_somebody_was_published_is_what_its_entry_says(app: &TestApp) {
    entered(app);
    for (of, slug) in [(OF_ARKIV, "aarhus-aabne-arkiv"), (OF_BORTE, "borte-a-s")] {
        let words = format!("the entries say that {slug} was published at 2026-11-27T");
        for date in [LONG_AGO, LATER] {
            is_told(app, ("endorsements", "published_at"), (date, of), &words);
        }
    }
}

fn who_signed_is_not_shown_as_taken_over_from_a_list(app: &TestApp) {
    entered(app);
    let change = format!("UPDATE endorsements SET origin = 'import', confirmed_at = NULL WHERE {OF_ARKIV}");
    app.write(move |db, _| run(db, &change));
    let what = found(app).join("; ");
    assert!(what.starts_with("aarhus-aabne-arkiv is shown as one that was taken over from a list"), "{what}");
}

fn why_and_when_somebody_left_is_what_its_entry_says(app: &TestApp) {
    entered(app);
    let forlag =
        "the entries say that undersoegt-forlag is suspended for the reason checking, and its row gives";
    let borte = "the entries say that borte-a-s is withdrawn for the reason none, and its row gives checking";
    for (column, change, words) in [
        ("reason", ("'false_claim'", OF_FORLAG), format!("{forlag} false_claim")),
        ("reason", ("NULL", OF_FORLAG), format!("{forlag} none")),
        ("reason", ("'checking'", OF_BORTE), borte.to_owned()),
        ("ended_at", (LATER, OF_BORTE), "the entries say that borte-a-s left at 2026-11-27T".to_owned()),
        (
            "ended_at",
            (LONG_AGO, OF_FJERNET),
            "the entries say that fjernet-aps left at 2026-11-27T".to_owned(),
        ),
    ] {
        is_told(app, ("endorsements", column), change, &words);
    }
}

fn a_reason_that_is_told_in_other_words_is_the_same(app: &TestApp) {
    entered(app);
    app.write(|db, _| {
        let reason = store::reason::get(db, "checking")?.expect("it is in the catalogue");
        store::reason::upsert(db, &Reason { hidden: true, ..reason })
    });
    good(app);
}

fn the_address_of_one_that_became_another_leads_where_its_entry_says(app: &TestApp) {
    let (stays, goes, ..) = merged(app);
    let third = app.signatory(Given {
        name: "Aarhus Åbne Arkiv",
        website: "https://arkiv.example/",
        contacts: &["ann@arkiv.example"],
        ..Given::default()
    });
    good(app);
    let (which, other) = (format!("id = {}", goes.organisation), third.organisation.to_string());
    let words = format!("{} went into {}, and its address does not lead there", goes.slug, stays.slug);
    is_told(app, ("organisations", "merged_into"), (&other, &which), &words);
    let words = format!("the address {}, and its row does not", goes.slug);
    is_told(app, ("organisations", "slug"), ("'elsewhere'", &which), &words);
}

fn when_a_commitment_was_published_and_why_it_is_hidden_is_what_its_entries_say(app: &TestApp) {
    app.call();
    call_entered(app);
    let (given, bodil) = eventful(app);
    let id = given.commitments[0];
    let promise = app.read(move |db| store::commitment::find(db, id)).public_id;
    bodil.send(&format!("/staff/commitments/{promise}/case"), &[]).ok();
    let open =
        cases(app, &given, CaseKind::Commitment).into_iter().find(|case| case.state == CaseState::Open);
    decide(&bodil, open.unwrap().number, &Choice::suspend("Is it yours?"));
    app.settle();
    good(app);
    let words = format!("the entries say that commitment {promise} was published at 2026-11-24T");
    is_told(app, ("commitments", "published_at"), (LONG_AGO, "id = 1"), &words);
    let words = format!("commitment {promise} is suspended for the reason checking, and its row gives none");
    is_told(app, ("commitments", "reason"), ("NULL", "id = 1"), &words);
    for (column, value) in [("title", "'Evil promise'"), ("evidence", "'[\"https://evil.example/\"]'")] {
        let row = "which is hidden, than the row 1 of the table commitments";
        let words = format!("say otherwise of commitment {promise}, {row}: {column}");
        is_told(app, ("commitments", column), (value, "id = 1"), &words);
    }
    let words =
        format!("the entries say that commitment {promise} was published and is hidden, and the row 1");
    for state in ["'draft'", "'declined'"] {
        is_told(app, ("commitments", "state"), (state, "id = 1"), &words);
    }
}

fn who_is_named_later_may_have_been_published_before(app: &TestApp) {
    look_after(app);
    published(app, PROTECTED);
    app.clock.advance(Duration::days(7));
    look_after(app);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    good(app);
    let words = "the entries say that hemmelighuset-zxqvy was published at 2026-12-01T";
    is_told(app, ("endorsements", "published_at"), (LATER, "id = 1"), words);
}

fn who_has_left_is_still_there_with_its_address(app: &TestApp) {
    entered(app);
    let changes = [
        ("organisations", "slug", "NULL"),
        ("organisations", "number", "NULL"),
        ("endorsements", "published_at", "NULL"),
        ("endorsements", "state", "'declined'"),
        ("endorsements", "visibility", "'protected'"),
    ];
    for (slug, of) in [("borte-a-s", OF_BORTE), ("fjernet-aps", OF_FJERNET), ("undersoegt-forlag", OF_FORLAG)]
    {
        let id = app.read(move |db| store::organisation::by_slug(db, slug)).id;
        let words = format!("the entries say that {slug} was published and has left, and its rows");
        for (table, column, value) in changes {
            let which = if table == "organisations" { format!("id = {id}") } else { of.to_owned() };
            is_told(app, (table, column), (value, &which), &words);
        }
    }
    let other = "(SELECT id FROM organisations WHERE slug = 'aarhus-aabne-arkiv')";
    let words = "the entries say that borte-a-s is withdrawn, and its row says that it went into another";
    is_told(app, ("organisations", "merged_into"), (other, "slug = 'borte-a-s'"), words);
}

fn what_signed_has_the_id_that_its_entries_give(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::Published, ..Given::default() });
    app.settle();
    let id = app.read(|db| store::endorsement::of_organisation(db, OrganisationId(1))).public_id;
    app.write(|db, _| run(db, "UPDATE endorsements SET public_id = 'aaaaaaaaaaaaaaaa'"));
    doctor_says(
        app,
        &format!(
            "has the public_id aaaaaaaaaaaaaaaa: somebody has changed that row past the program; set public_id = '{id}'"
        ),
    );
    let leave = || enter(app, SUZIE).send("/account/withdraw", &[("sure", "yes")]);
    assert_eq!(leave().status, 500, "nothing is entered of it");
    app.settle();
    app.write(move |db, _| run(db, &format!("UPDATE endorsements SET public_id = '{id}'")));
    leave().ok();
    app.settle();
    app.verify().good();
}

fn what_was_hidden_since_the_backup_is_named(app: &TestApp) {
    let (given, bodil) = eventful(app);
    app.settle();
    keep_tiles(app);
    let size = app.read(store::register_state::next_entry);
    let id = given.commitments[0];
    let promise = app.read(move |db| store::commitment::find(db, id)).public_id;
    bodil.send(&format!("/staff/commitments/{promise}/case"), &[]).ok();
    let open =
        cases(app, &given, CaseKind::Commitment).into_iter().find(|case| case.state == CaseState::Open);
    decide(&bodil, open.unwrap().number, &Choice::suspend("Is it yours?"));
    app.settle();
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    app.attack(&["UPDATE commitments SET state = 'active', reason = NULL"]);
    roll_back(app, size.try_into().unwrap());
    resumed(app, &copy);
    let what = found(app).join("; ");
    let words =
        format!("entry {size} says otherwise of commitment {promise} than the register shows: status");
    assert!(what.contains(&words), "{what}");
}
