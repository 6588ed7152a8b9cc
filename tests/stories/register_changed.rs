//! Somebody with the database's password changes what the register or the Call shows, and no entry: the operator is told who and
//! what it is. What the program did itself is found good.

use chrono::Duration;
use tilsagn::app::log::shown;
use tilsagn::domain::Result;
use tilsagn::domain::call::CallState;
use tilsagn::domain::ids::{CommitmentId, OrganisationId};
use tilsagn::store::{self, Db};

use crate::admins_erase::erased;
use crate::anyone_compares::call_entered;
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, look_after, published};
use crate::operator_takes_over::lively;
use crate::readers_of_the_past::eventful;
use crate::staff_merge::{merged, undo};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::run;
use crate::support::published::vouch;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    whatever_is_changed_in_the_register_is_told,
    what_was_promised_by_who_has_left_is_looked_at,
    who_hid_and_is_put_back_is_told_without_a_name,
    a_text_that_was_taken_away_is_told,
    what_is_published_without_an_entry_is_told,
    what_the_program_did_is_found_good,
    what_was_given_up_is_found_good,
    two_that_were_one_are_found_good,
    who_is_named_later_hides_and_is_erased_is_found_good,
);

/// A register of signatories, a commitment and a Call, to all of which there are entries.
pub fn entered(app: &TestApp) {
    app.call();
    call_entered(app);
    lively(app);
    app.write(|db, now| {
        let arkiv = of_arkiv(db)?;
        vouch(db, arkiv, now)
    });
    app.settle();
}

fn of_arkiv(db: &mut Db) -> Result<OrganisationId> {
    let all = store::public::signatories(db)?.into_iter();
    let mut arkiv =
        all.filter(|(organisation, _)| organisation.slug.as_deref() == Some("aarhus-aabne-arkiv"));
    Ok(arkiv.next().unwrap().0.id)
}

/// What is found.
pub fn found(app: &TestApp) -> Vec<String> {
    app.read(shown::check)
}

#[track_caller]
pub fn good(app: &TestApp) {
    assert_eq!(found(app), [""; 0]);
}

fn examined(app: &TestApp) -> String {
    let examined = app.program(&["doctor"]).output().unwrap();
    assert!(!examined.status.success(), "nobody answers for this site, nor are there colleagues");
    String::from_utf8_lossy(&examined.stdout).into_owned()
}

/// Another value in a column of some rows, until it is what it was.
#[track_caller]
pub fn is_told(
    app: &TestApp,
    (table, column): (&str, &str),
    (value, which): (&str, &str),
    words: &str,
) -> String {
    let change = format!(
        "CREATE TABLE kept AS SELECT id, {column} AS was FROM {table};
         UPDATE {table} SET {column} = {value} WHERE {which}"
    );
    let back = format!(
        "UPDATE {table} SET {column} = (SELECT was FROM kept WHERE kept.id = {table}.id); DROP TABLE kept"
    );
    app.write(move |db, _| run(db, &change));
    let what = found(app).join("; ");
    assert!(what.contains(words), "{table}.{column}: {what}");
    let said = examined(app);
    for told in [words, "the register or the Call is not what the entries say", "/log/entries/NUMBER"] {
        assert!(said.contains(told), "{table}.{column}, {told}: {said}");
    }
    app.write(move |db, _| run(db, &back));
    good(app);
    what + &said
}

const ARKIV: &str = "slug = 'aarhus-aabne-arkiv'";
pub const OF_ARKIV: &str =
    "organisation_id = (SELECT id FROM organisations WHERE slug = 'aarhus-aabne-arkiv')";
pub const OF_BORTE: &str = "organisation_id = (SELECT id FROM organisations WHERE slug = 'borte-a-s')";
const BORTE: &str = "slug = 'borte-a-s'";
const TEXT: &str = "language = 'en' AND version_id = (SELECT id FROM call_versions WHERE number = 2)";

fn whatever_is_changed_in_the_register_is_told(app: &TestApp) {
    entered(app);
    good(app);
    assert!(examined(app).contains("the register and the Call are what the entries say"));
    let otherwise =
        |field: &str| format!("says otherwise of aarhus-aabne-arkiv than the register shows: {field}");
    let of_borte = |field: &str| format!("says otherwise of borte-a-s than the register shows: {field}");
    for (place, change, words) in [
        (("organisations", "name"), ("'Evil Corp'", ARKIV), otherwise("name")),
        (("organisations", "website"), ("'https://evil.example/'", ARKIV), otherwise("website")),
        (("organisations", "country"), ("'SE'", ARKIV), otherwise("country")),
        (("organisations", "number"), ("4000", ARKIV), "gives aarhus-aabne-arkiv the number".to_owned()),
        (
            ("organisations", "slug"),
            ("'another'", ARKIV),
            "says that aarhus-aabne-arkiv stands in".to_owned(),
        ),
        (("organisations", "name"), ("'Evil Corp'", BORTE), of_borte("name")),
        (("endorsements", "statement"), ("'We hate democracy'", OF_ARKIV), otherwise("statement")),
        (
            ("endorsements", "state"),
            ("'withdrawn'", OF_ARKIV),
            "says that aarhus-aabne-arkiv stands in the register, and the register does not show it"
                .to_owned(),
        ),
        (("endorsements", "state"), ("'revoked'", OF_BORTE), of_borte("state")),
        (
            ("endorsements", "state"),
            ("'published'", OF_BORTE),
            "took borte-a-s out of the register, and the register shows it".to_owned(),
        ),
        (("assurances", "level"), ("'official_letter'", OF_ARKIV), otherwise("assurance")),
        (
            ("commitments", "title"),
            ("'Nothing at all'", "id = 1"),
            "than the register shows: title".to_owned(),
        ),
        (("commitments", "state"), ("'dropped'", "id = 1"), "than the register shows: status".to_owned()),
        (
            ("call_texts", "markdown"),
            ("markdown || 'x'", TEXT),
            "names another text than call/v2/en.md".to_owned(),
        ),
        (
            ("call_versions", "published_at"),
            ("'2025-01-01 00:00:00'", "number = 2"),
            "says otherwise of version 2 of the Call than call/versions.json: published_at".to_owned(),
        ),
    ] {
        is_told(app, place, change, &words);
    }
}

fn what_was_promised_by_who_has_left_is_looked_at(app: &TestApp) {
    entered(app);
    enter(app, SUZIE).send("/account/withdraw", &[("sure", "yes")]).ok();
    app.settle();
    good(app);
    for (column, value, words) in [
        ("title", "'Nothing at all'", "than the register shows: title"),
        ("recipients", "'Nobody'", "than the register shows: recipients"),
        ("evidence", "'[\"https://another.example/\"]'", "than the register shows: evidence"),
        ("state", "'dropped'", "than the register shows: status"),
        ("state", "'declined'", "stands in the register, and the register does not show it"),
    ] {
        is_told(app, ("commitments", column), (value, "id = 1"), words);
    }
}

fn who_hid_and_is_put_back_is_told_without_a_name(app: &TestApp) {
    entered(app);
    let hidden = app.read(|db| {
        let mut all = store::public::signatories(db)?.into_iter();
        Ok(all.find(|(_, endorsement)| endorsement.visibility.withholds()).unwrap().0)
    });
    let which = format!("organisation_id = {}", hidden.id);
    let words = format!("the organisation {} is ", hidden.public_id);
    let told = is_told(app, ("endorsements", "visibility"), ("'public'", &which), &words);
    assert!(!told.to_lowercase().contains("lysthus"), "{told}");
}

fn a_text_that_was_taken_away_is_told(app: &TestApp) {
    app.call();
    call_entered(app);
    good(app);
    app.write(|db, _| run(db, "DELETE FROM call_texts"));
    let what = found(app).join("; ");
    assert!(what.contains("names the text call/v1/en.md, which is not there"), "{what}");
}

fn what_is_published_without_an_entry_is_told(app: &TestApp) {
    entered(app);
    let arkiv = app.read(|db| {
        let id = of_arkiv(db)?;
        store::organisation::find(db, id)
    });
    app.attack(&[&format!("DELETE FROM entries WHERE organisation_id = {}", arkiv.id)]);
    let what = found(app).join("; ");
    let id = arkiv.public_id;
    let words =
        format!("the organisation {id} is shown in the register, and no entry that can be read says that");
    assert!(what.contains(&words), "{what}");
}

fn what_the_program_did_is_found_good(app: &TestApp) {
    entered(app);
    good(app);
    app.set_call_state(CallState::Closed);
    good(app);
}

fn what_was_given_up_is_found_good(app: &TestApp) {
    app.call();
    call_entered(app);
    eventful(app);
    good(app);
    let promise = app.read(|db| store::commitment::find(db, CommitmentId(1))).public_id;
    let give_up = format!("/account/commitments/{promise}/drop");
    enter(app, SUZIE).send(&give_up, &[("reason", "The wood was felled.")]).ok();
    good(app);
}

fn two_that_were_one_are_found_good(app: &TestApp) {
    let (.., bodil, asta, number) = merged(app);
    good(app);
    undo(app, &bodil, &asta, number);
    good(app);
}

fn who_is_named_later_hides_and_is_erased_is_found_good(app: &TestApp) {
    let until =
        [("visibility", "embargoed"), ("until_day", "1"), ("until_month", "12"), ("until_year", "2026")];
    let (from, _) = published(app, &until);
    good(app);
    app.clock.advance(Duration::days(7));
    look_after(app);
    app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok();
    for choice in [PROTECTED, PUBLIC, PROTECTED] {
        account(app).fills("/account/visibility", choice).ok();
        good(app);
        app.settle();
        good(app);
    }
    erased(app, from);
    good(app);
}
