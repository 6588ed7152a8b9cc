//! What should lie sealed and does not, column by column: beside each row in which something must lie stands one in which
//! nothing must, and in none of them anything lies.

use tilsagn::domain::Result;
use tilsagn::domain::outbox::Hindrance;
use tilsagn::store::recovery::NewRecovery;
use tilsagn::store::rule::NewRule;
use tilsagn::store::sealed::{self, Column};
use tilsagn::store::{Db, Store, case_reply, organisation, outbox, recovery, report, rule, staff};

use crate::answers::each;
use crate::outbox::mail;
use crate::recovery::request;
use crate::rows::{self, commitment, read, sealed_organisation, set, write};
use crate::rule::block;
use crate::support::at;

on_both!(
    whoever_has_a_password_must_have_an_app,
    a_commitment_of_whoever_must_not_be_named_must_be_sealed,
    a_report_must_say_something_until_whom_it_is_about_is_erased,
    who_asks_and_whom_a_rule_is_about_must_be_there_until_they_are_forgotten,
    a_mail_that_has_yet_to_go_out_must_have_a_text,
    an_answer_must_have_words_or_a_change,
);

/// A column's rows in which something must lie.
async fn lacking(store: &Store, column: Column) -> Vec<i64> {
    each(read(store, move |db| sealed::after(db, column, 0, 99)).await, |one| one.id)
}

async fn whoever_has_a_password_must_have_an_app(store: Store) {
    let lacks = write(&store, |db| {
        let (lacks, _) = (rows::colleague(db, "bodil")?, rows::colleague(db, "carl")?);
        let seen = staff::find(db, lacks)?;
        staff::set_password(db, &seen, "$argon2id$")?;
        Ok(lacks.0)
    })
    .await;
    assert_eq!(lacking(&store, sealed::TOTP).await, [lacks]);
}

async fn a_commitment_of_whoever_must_not_be_named_must_be_sealed(store: Store) {
    let lacks = write(&store, |db| {
        let (open, hides) = (rows::organisation(db, "open")?, sealed_organisation(db, "hides")?);
        let (_, lacks) = (commitment(db, open, "open")?, commitment(db, hides, "hidden")?);
        Ok(lacks.0)
    })
    .await;
    assert_eq!(lacking(&store, sealed::COMMITMENT).await, [lacks]);
}

async fn a_report_must_say_something_until_whom_it_is_about_is_erased(store: Store) {
    let (about, lacks) = write(&store, |db| {
        let about = rows::organisation(db, "one")?;
        Ok((about, report::insert(db, (about, None), b"", at(0))?.0))
    })
    .await;
    assert_eq!(lacking(&store, sealed::REPORT).await, [lacks]);
    write(&store, move |db| organisation::erase(db, about, at(1))).await;
    assert!(lacking(&store, sealed::REPORT).await.is_empty());
}

async fn who_asks_and_whom_a_rule_is_about_must_be_there_until_they_are_forgotten(store: Store) {
    let (asked, ruled) = write(&store, |db| {
        let mut ask = |reference: &str| {
            let (reference, sealed) = (reference.to_owned(), Vec::new());
            recovery::insert(db, &NewRecovery { reference, sealed, ..request(None, at(0)) })
        };
        let (asked, _) = (ask("reference")?, ask("")?);
        let mut keep =
            |mailbox_index| rule::insert(db, &NewRule { sealed: None, mailbox_index, ..block(None, None) });
        let (ruled, _) = (keep(Some("index".to_owned()))?, keep(None)?);
        Ok((asked.0, ruled.0))
    })
    .await;
    assert_eq!(lacking(&store, sealed::RECOVERY).await, [asked]);
    assert_eq!(lacking(&store, sealed::RULE).await, [ruled]);
}

async fn a_mail_that_has_yet_to_go_out_must_have_a_text(store: Store) {
    let lack = write(&store, |db| {
        for event in ["sent", "parked", "queued"] {
            outbox::queue(db, &mail(event, "ann"), at(0))?;
        }
        let [sent, parked, queued] = outbox::claim(db, at(0), at(9), 9)?.try_into().unwrap();
        outbox::mark_sent(db, &sent, at(1))?;
        outbox::park(db, &parked, (Hindrance::Refused, None))?;
        let lack = [parked.id.0, queued.id.0];
        for id in lack {
            set(db, "outbox", id, "sealed = NULL")?;
        }
        Ok(lack)
    })
    .await;
    assert_eq!(lacking(&store, sealed::MAIL).await, lack);
}

/// Keeps what was answered without words, and what was changed without saying what.
fn answer(db: &mut Db) -> Result<()> {
    let of = rows::organisation(db, "one")?;
    let (case, by) = (rows::case(db, of)?, rows::representative(db, of, "anna")?);
    case_reply::insert(db, case, by, (b"", None), at(0))?;
    case_reply::insert(db, case, by, (b"", Some(b"")), at(0))
}

async fn an_answer_must_have_words_or_a_change(store: Store) {
    write(&store, answer).await;
    let [answered] = lacking(&store, sealed::REPLY).await.try_into().unwrap();
    let [changed] = lacking(&store, sealed::CHANGED).await.try_into().unwrap();
    assert!(answered < changed, "each is of its own row");
}
