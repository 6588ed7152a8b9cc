//! Somebody with the database's password damages what was sealed: nothing is numbered or signed over it, and whoever is on
//! call learns what to do.

use tilsagn::app::counters;
use tilsagn::app::log::{seal, shown, tree};
use tilsagn::domain::Error;
use tilsagn::store;
use tilsagn::worker::numbering;

use crate::admins_erase;
use crate::log_sealed::news;
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, published};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies;
use crate::support::log::run;

stories!(
    entries_that_lost_their_numbers_get_no_others,
    nothing_is_signed_where_the_last_entry_is_gone,
    nothing_is_signed_where_an_entry_in_the_middle_is_gone,
    staff_read_in_their_language_what_to_do,
    a_counter_that_was_raised_is_told,
    a_counter_of_signatories_that_was_set_back_is_told,
    the_number_of_who_was_erased_is_given_to_nobody,
    triggers_that_are_gone_are_told,
    a_description_that_was_changed_is_told,
);

/// Five sealed entries, then the damage, and one that waits for its number.
fn damaged(app: &TestApp, statement: &str) {
    news(app, 5);
    app.settle();
    app.attack(&[statement]);
    app.write(|db, now| bodies::news(db, now, 1));
}

/// Nothing gets a number and nothing is signed, for this reason.
#[track_caller]
fn refused(app: &TestApp, words: &str) {
    let told = |error: Error| {
        let said = error.to_string();
        assert!(said.contains(words) && said.contains("restore the newest backup that is good"), "{said}");
    };
    let rows = app.rows()["entries"].clone();
    told(app.block_on(numbering::number(&app.app)).unwrap_err());
    told(app.block_on(seal::seal(&app.app)).unwrap_err());
    app.anonymous().get("/readyz").ok().says(words);
    assert_eq!(app.rows()["entries"], rows, "nothing was numbered");
    assert_eq!(app.app.log_signer.last_signed().unwrap().unwrap().size, 5, "nothing was signed");
}

fn entries_that_lost_their_numbers_get_no_others(app: &TestApp) {
    damaged(app, "UPDATE entries SET number = NULL");
    refused(app, "of the 5 entries under the newest checkpoint, only 0 still have their row and number");
}

fn nothing_is_signed_where_the_last_entry_is_gone(app: &TestApp) {
    damaged(app, "DELETE FROM entries WHERE number = 4");
    refused(app, "of the 5 entries under the newest checkpoint, only 4 still have");
}

fn nothing_is_signed_where_an_entry_in_the_middle_is_gone(app: &TestApp) {
    damaged(app, "DELETE FROM entries WHERE number = 2");
    refused(app, "of the 5 entries under the newest checkpoint, only 4 still have");
}

fn staff_read_in_their_language_what_to_do(app: &TestApp) {
    let asta = app.admin();
    damaged(app, "DELETE FROM entries WHERE number = 4");
    for (page, tell, send) in [
        (
            "/staff/log",
            "Nothing can be signed at the moment. Tell whoever runs the server",
            "Send them these words",
        ),
        ("/da/staff/log", "Intet kan signeres i øjeblikket. Sig det til dem", "Send dem også disse ord"),
    ] {
        let own =
            asta.get(page).ok().says(tell).says(send).between("<p lang=\"en\" dir=\"ltr\"><samp>", "</samp>");
        assert!(own.contains("only 4 still have their row and number"), "{own}");
    }
}

fn a_counter_that_was_raised_is_told(app: &TestApp) {
    damaged(app, "UPDATE register_state SET next_entry = 300");
    refused(app, "the next entry is to get the number 300, and numbers up to 4 are given");
    app.anonymous().get("/readyz").ok().says("set next_entry to 5");
    app.write(|db, _| run(db, "UPDATE register_state SET next_entry = 5"));
    app.settle();
    assert_eq!(app.anonymous().get("/readyz").ok().body, "ok\n");
    assert_eq!(app.read(store::log::size), 6);
    app.verify().good();
}

fn a_counter_of_signatories_that_was_set_back_is_told(app: &TestApp) {
    published(app, PUBLIC);
    the_first_number_is_given(app);
}

fn the_number_of_who_was_erased_is_given_to_nobody(app: &TestApp) {
    let (number, _) = published(app, PUBLIC);
    let erasure = admins_erase::propose(&app.admin(), number);
    assert_eq!(approve(&app.second_admin(), erasure).status, 303);
    app.settle();
    the_first_number_is_given(app);
}

/// Whoever sets the counter back to it is told, and 2 is the next.
#[track_caller]
fn the_first_number_is_given(app: &TestApp) {
    app.read(counters::check);
    app.sql("UPDATE register_state SET next_signatory = 1");
    let told = "the next signatory is to get the number 1, and numbers up to 1 are given";
    doctor_says(app, told);
    doctor_says(app, "set next_signatory to 2");
    let take = || app.block_on(app.app.store.write(counters::take_signatory_number));
    for _ in 0..2 {
        let said = take().unwrap_err().to_string();
        assert!(said.contains(told) && !said.contains("run it again"), "{said}");
    }
    app.sql("UPDATE register_state SET next_signatory = 2");
    app.read(counters::check);
    assert_eq!(take().unwrap(), 2);
}

fn triggers_that_are_gone_are_told(app: &TestApp) {
    news(app, 5);
    app.settle();
    assert_eq!(app.read(|db| tree::check_entries(db, None)), 5);
    app.attack(&["SELECT 1"]);
    let words = "its triggers entries_are_fixed, entries_are_kept, entries_are_numbered_once";
    doctor_says(app, words);
}

#[track_caller]
fn doctor_says(app: &TestApp, words: &str) {
    let examined = app.program(&["doctor"]).output().unwrap();
    let said = String::from_utf8_lossy(&examined.stdout);
    assert!(!examined.status.success() && said.contains(words), "{said}");
}

fn a_description_that_was_changed_is_told(app: &TestApp) {
    published(app, PUBLIC);
    assert_eq!(app.read(shown::check), [""; 0]);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    assert_eq!(app.read(shown::check), [""; 0]);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    assert_eq!(app.read(shown::check), [""; 0]);
    app.sql("UPDATE organisations SET description = 'Something else'");
    doctor_says(app, "the signatory hemmelighuset-zxqvy is described otherwise than its newest entry says");
}
