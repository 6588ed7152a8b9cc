//! How commitments change: by whoever has seen them, and no others with them.

use tilsagn::domain::Day;
use tilsagn::domain::commitment::{Kind, Measure, Stage, StoredState};
use tilsagn::domain::currency::{Currency, Money};
use tilsagn::store::commitment::{self, Commitment, NewCommitment, Terms, Words};
use tilsagn::store::{Db, Json, Store};

use crate::answers::{conflicts, is_missing, once};
use crate::commitment::{find, full, publish, three};
use crate::rows::{BYTES, WORDS, exactly, new_commitment, others_wait, write};
use crate::support::at;

on_both!(
    words_are_put_away_and_given_back,
    whoever_holds_them_changes_nothing_and_lets_others_wait,
    the_first_publication_is_dated_and_no_other,
    a_reason_is_noted_and_taken_off,
    what_is_written_anew_replaces_all_that_was_seen,
    what_says_less_is_less,
    a_revision_is_the_next_version,
    a_revision_without_money_has_none,
    what_was_never_published_is_taken_off_once,
    what_was_published_is_not_taken_off,
    what_was_given_up_is_dated_with_its_reason,
);

/// Expects that nothing has changed of the organisation's other commitment and of nobody else's.
async fn stay(store: &Store, [one, other]: [Commitment; 2]) {
    assert_eq!(find(store, one.id).await, one);
    assert_eq!(find(store, other.id).await, other);
}

async fn words_are_put_away_and_given_back(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let id = plain.id;
    write(&store, move |db| commitment::set_words(db, id, &Words::default(), Some(BYTES))).await;
    let (title, action) = (String::new(), String::new());
    let away = Commitment { title, action, sealed: Some(BYTES.to_vec()), revision: 2, ..plain.clone() };
    assert_eq!(find(&store, id).await, away);
    let seen = plain.clone();
    let late = store.write(move |db| commitment::drop(db, &seen, Some("we tell"), at(6))).await;
    assert!(conflicts(&late), "who has seen it before writes nothing in the clear");
    let [title, action, reason, recipients] = ["title", WORDS, "reason", "the shelters"].map(str::to_owned);
    let (reason, recipients) = (Some(reason), Some(recipients));
    let words =
        Words { title, action, reason, recipients, evidence: vec!["https://eng.example/".to_owned()] };
    let Words { title, action, reason, recipients, evidence } = words.clone();
    write(&store, move |db| commitment::set_words(db, id, &words, None)).await;
    let evidence = Json(evidence);
    assert_eq!(
        find(&store, id).await,
        Commitment { title, action, reason, recipients, evidence, revision: 3, ..plain }
    );
    stay(&store, [one, theirs]).await;
}

async fn whoever_holds_them_changes_nothing_and_lets_others_wait(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let of = one.organisation_id;
    assert!(others_wait(&store, move |db| commitment::hold_of(db, of)).await);
    assert_eq!(find(&store, one.id).await, one);
    stay(&store, [plain, theirs]).await;
}

async fn the_first_publication_is_dated_and_no_other(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let move_to =
        |state, now| move |db: &mut Db, seen: &Commitment| commitment::set_state(db, seen, state, now);
    once(&store, &one, move_to(StoredState::NeedsInfo, at(3))).await;
    let seen = find(&store, one.id).await;
    let (state, updated_at) = (StoredState::NeedsInfo, at(3));
    assert_eq!(seen, Commitment { state, updated_at, revision: 2, ..one.clone() });
    once(&store, &seen, move_to(StoredState::Active, exactly(4))).await;
    let published = Commitment {
        state: StoredState::Active,
        published_at: Some(exactly(4)),
        updated_at: exactly(4),
        revision: 3,
        ..one
    };
    assert_eq!(find(&store, published.id).await, published);
    once(&store, &published, move_to(StoredState::Suspended, at(5))).await;
    let seen = find(&store, published.id).await;
    once(&store, &seen, move_to(StoredState::Active, at(6))).await;
    assert_eq!(find(&store, published.id).await, Commitment { updated_at: at(6), revision: 5, ..published });
    stay(&store, [plain, theirs]).await;
}

async fn a_reason_is_noted_and_taken_off(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let id = one.id;
    let note = |reason: Option<&'static str>| write(&store, move |db| commitment::set_reason(db, id, reason));
    note(Some(WORDS)).await;
    assert_eq!(find(&store, id).await, Commitment { reason: Some(WORDS.to_owned()), ..one.clone() });
    note(None).await;
    assert_eq!(find(&store, id).await, one);
    stay(&store, [plain, theirs]).await;
}

async fn what_is_written_anew_replaces_all_that_was_seen(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let new = NewCommitment { updated_at: exactly(7), ..full(theirs.organisation_id, "new") };
    let wished = new.clone();
    once(&store, &plain, move |db, seen| commitment::rewrite(db, seen, &wished)).await;
    let rewritten = Commitment {
        kind: new.kind,
        title: new.title,
        action: new.action,
        measure: new.measure,
        paragraphs: new.paragraphs,
        countries: new.countries,
        evidence: new.evidence,
        sealed: new.sealed,
        start_on: new.start_on,
        due_on: new.due_on,
        stage: new.stage,
        amount_minor: new.amount_minor,
        currency: new.currency,
        recipients: new.recipients,
        updated_at: exactly(7),
        revision: 2,
        ..plain
    };
    assert_eq!(find(&store, rewritten.id).await, rewritten, "whose it is and its number stay");
    stay(&store, [one, theirs]).await;
}

async fn what_says_less_is_less(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let less = new_commitment(one.organisation_id, "less");
    once(&store, &one, move |db, seen| commitment::rewrite(db, seen, &less)).await;
    let found = find(&store, one.id).await;
    assert_eq!((found.start_on, found.stage, found.sealed), (None, None, None));
    assert_eq!((found.amount_minor, found.currency, found.measure), (None, None, Json(Measure::Deliverable)));
    stay(&store, [plain, theirs]).await;
}

fn terms() -> Terms {
    Terms {
        kind: Kind::Offer,
        title: WORDS.to_owned(),
        action: "Action".to_owned(),
        measure: Measure::Deliverable,
        start: Day::from_ymd_opt(2027, 1, 1),
        due: Day::from_ymd_opt(2028, 2, 29).unwrap(),
        amount: Some(Money { minor: i64::MAX, currency: Currency::parse("JPY").unwrap() }),
        stage: Some(Stage::Disbursed),
        paragraphs: vec!["p-three".to_owned()],
        countries: vec!["SE".to_owned()],
        recipients: Some("the shelters".to_owned()),
        evidence: vec!["https://eng.example/".to_owned()],
    }
}

/// A commitment that promises something else from a moment on, as its next version.
fn revised(one: Commitment, terms: Terms) -> Commitment {
    Commitment {
        kind: terms.kind,
        title: terms.title,
        action: terms.action,
        measure: Json(terms.measure),
        paragraphs: Json(terms.paragraphs),
        countries: Json(terms.countries),
        evidence: Json(terms.evidence),
        recipients: terms.recipients,
        start_on: terms.start.map(Json),
        due_on: Json(terms.due),
        stage: terms.stage,
        amount_minor: terms.amount.map(|money| money.minor),
        currency: terms.amount.map(|money| money.currency.code().to_owned()),
        version: one.version + 1,
        updated_at: exactly(7),
        revision: one.revision + 1,
        ..one
    }
}

async fn a_revision_is_the_next_version(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    once(&store, &plain, |db, seen| commitment::revise(db, seen, &terms(), exactly(7))).await;
    let revised = revised(plain, terms());
    assert_eq!(find(&store, revised.id).await, revised);
    assert_eq!(revised.terms(), terms());
    stay(&store, [one, theirs]).await;
}

async fn a_revision_without_money_has_none(store: Store) {
    let [_, plain, _] = three(&store).await;
    once(&store, &plain, |db, seen| commitment::revise(db, seen, &terms(), exactly(7))).await;
    let seen = find(&store, plain.id).await;
    let without = || Terms { start: None, amount: None, stage: None, ..terms() };
    once(&store, &seen, move |db, seen| commitment::revise(db, seen, &without(), exactly(7))).await;
    assert_eq!(find(&store, plain.id).await, revised(seen, without()));
}

async fn what_was_never_published_is_taken_off_once(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let stale = Commitment { revision: 0, ..one.clone() };
    assert!(conflicts(&store.write(move |db| commitment::take_off(db, &stale)).await));
    once(&store, &one, commitment::take_off).await;
    assert!(is_missing(&store.read(move |db| commitment::find(db, one.id)).await));
    stay(&store, [plain, theirs]).await;
}

async fn what_was_published_is_not_taken_off(store: Store) {
    let [one, ..] = three(&store).await;
    let id = one.id;
    let published = write(&store, move |db| publish(db, id)).await;
    let seen = published.clone();
    assert!(conflicts(&store.write(move |db| commitment::take_off(db, &seen)).await));
    assert_eq!(find(&store, id).await, published);
}

async fn what_was_given_up_is_dated_with_its_reason(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    once(&store, &one, |db, seen| commitment::drop(db, seen, Some(WORDS), exactly(7))).await;
    let dropped = Commitment {
        state: StoredState::Dropped,
        reason: Some(WORDS.to_owned()),
        ended_at: Some(exactly(7)),
        updated_at: exactly(7),
        revision: 2,
        ..one
    };
    assert_eq!(find(&store, dropped.id).await, dropped);
    stay(&store, [plain, theirs]).await;
}
