//! Assurances: each check is one record, counts from when it is settled, and ends once.

use tilsagn::domain::Day;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::ids::{AssuranceId, OrganisationId};
use tilsagn::store::assurance::{self, Assurance, AssuranceState, Evidence, NewAssurance};
use tilsagn::store::{Json, Store};

use crate::answers::conflicts;
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    a_record_comes_back_as_it_was,
    records_are_listed_newest_first,
    every_letter_is_listed_with_whose_it_is_and_nothing_else,
    a_letter_is_settled_once_by_a_second_person,
    a_letter_is_put_aside_only_as_long_as_it_waits,
    what_counts_lapses_of_one_organisation_and_one_level,
    evidence_is_told_in_other_words,
    how_an_organisation_was_checked_is_erased_and_nobody_elses,
);

fn letter(reference: &str) -> Evidence {
    let dated = Day::from_ymd_opt(2026, 2, 28).unwrap();
    Evidence::Letter { reference: reference.to_owned(), dated, sha256: "0f".repeat(32) }
}

fn recorded(of: OrganisationId, reference: &str) -> NewAssurance {
    NewAssurance {
        organisation_id: of,
        level: Level::OfficialLetter,
        evidence: Json(letter(reference)),
        state: AssuranceState::Recorded,
        recorded_by: None,
        recorded_at: exactly(0),
        confirmed_at: None,
    }
}

/// A mailbox that answered: a lower level, which counts at once.
fn answered(of: OrganisationId) -> NewAssurance {
    NewAssurance {
        level: Level::Mailbox,
        evidence: Json(Evidence::Mailbox { domain: None }),
        state: AssuranceState::Confirmed,
        confirmed_at: Some(at(0)),
        ..recorded(of, "")
    }
}

async fn of(store: &Store, organisation: OrganisationId) -> Vec<Assurance> {
    read(store, move |db| assurance::of_organisation(db, organisation)).await
}

/// Two organisations: of the first a letter and what its mailbox answered, of the other a letter.
async fn two(store: &Store) -> (OrganisationId, OrganisationId) {
    write(store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        for new in [recorded(one, "one"), answered(one), recorded(other, "other")] {
            assurance::insert(db, &new)?;
        }
        Ok((one, other))
    })
    .await
}

async fn a_record_comes_back_as_it_was(store: Store) {
    let (one, new, id) = write(&store, |db| {
        let one = rows::organisation(db, "one")?;
        let by = Some(rows::colleague(db, "bodil")?);
        let new = NewAssurance { recorded_by: by, confirmed_at: Some(exactly(1)), ..recorded(one, WORDS) };
        Ok((one, new.clone(), assurance::insert(db, &new)?))
    })
    .await;
    let kept = Assurance {
        id,
        organisation_id: one,
        level: Level::OfficialLetter,
        evidence: Json(letter(WORDS)),
        state: AssuranceState::Recorded,
        recorded_by: new.recorded_by,
        recorded_at: exactly(0),
        confirmed_by: None,
        confirmed_at: Some(exactly(1)),
        lapsed_at: None,
        last_verified_at: None,
    };
    assert_eq!(of(&store, one).await, [kept]);
    assert_eq!(of(&store, OrganisationId(99)).await, []);
}

async fn records_are_listed_newest_first(store: Store) {
    let (one, other) = two(&store).await;
    let levels = |found: Vec<Assurance>| found.into_iter().map(|one| one.level).collect::<Vec<_>>();
    assert_eq!(levels(of(&store, one).await), [Level::Mailbox, Level::OfficialLetter]);
    assert_eq!(levels(of(&store, other).await), [Level::OfficialLetter]);
}

async fn every_letter_is_listed_with_whose_it_is_and_nothing_else(store: Store) {
    let (one, other) = two(&store).await;
    let mut found = read(&store, assurance::letters).await;
    found.sort_by_key(|(of, _)| *of);
    assert_eq!(found, [(one, Json(letter("one"))), (other, Json(letter("other")))]);
}

async fn a_letter_is_settled_once_by_a_second_person(store: Store) {
    let (one, other) = two(&store).await;
    let (before, by) = (of(&store, one).await, write(&store, |db| rows::colleague(db, "asta")).await);
    let theirs = of(&store, other).await;
    let settle = |id, state, now| store.write(move |db| assurance::settle(db, id, by, state, now));
    settle(before[1].id, AssuranceState::Confirmed, exactly(5)).await.unwrap();
    assert!(conflicts(&settle(before[1].id, AssuranceState::Refused, at(6)).await));
    assert!(conflicts(&settle(before[0].id, AssuranceState::Refused, at(6)).await), "it waits for nobody");
    assert!(conflicts(&settle(AssuranceId(99), AssuranceState::Confirmed, at(6)).await));
    let settled = Assurance {
        state: AssuranceState::Confirmed,
        confirmed_by: Some(by),
        confirmed_at: Some(exactly(5)),
        ..before[1].clone()
    };
    assert_eq!(of(&store, one).await, [before[0].clone(), settled]);
    assert_eq!(of(&store, other).await, theirs);
}

async fn a_letter_is_put_aside_only_as_long_as_it_waits(store: Store) {
    let (one, other) = two(&store).await;
    let (before, theirs) = (of(&store, one).await, of(&store, other).await);
    for id in [before[0].id, before[1].id] {
        write(&store, move |db| assurance::refuse(db, id, exactly(5))).await;
    }
    let state = AssuranceState::Refused;
    let refused = Assurance { state, confirmed_at: Some(exactly(5)), ..before[1].clone() };
    assert_eq!(of(&store, one).await, [before[0].clone(), refused]);
    assert_eq!(of(&store, other).await, theirs);
}

async fn what_counts_lapses_of_one_organisation_and_one_level(store: Store) {
    let (one, other) = two(&store).await;
    write(&store, move |db| {
        assurance::insert(db, &answered(one))?;
        assurance::insert(db, &answered(other))
    })
    .await;
    let (before, theirs) = (of(&store, one).await, of(&store, other).await);
    let lapse = |level| {
        let when = (exactly(9), exactly(8));
        write(&store, move |db| assurance::lapse(db, one, level, when))
    };
    assert_eq!(lapse(Level::OfficialLetter).await, 0, "it has not come to count");
    assert_eq!(of(&store, one).await, before);
    assert_eq!(lapse(Level::Mailbox).await, 2);
    let over = |one: &Assurance| Assurance {
        lapsed_at: Some(exactly(9)),
        last_verified_at: Some(exactly(8)),
        ..one.clone()
    };
    assert_eq!(of(&store, one).await, [over(&before[0]), over(&before[1]), before[2].clone()]);
    assert_eq!(of(&store, other).await, theirs);
    assert_eq!(lapse(Level::Mailbox).await, 0, "it has lapsed");
}

async fn evidence_is_told_in_other_words(store: Store) {
    let (one, other) = two(&store).await;
    let (before, theirs) = (of(&store, one).await, of(&store, other).await);
    let id = before[1].id;
    write(&store, move |db| assurance::set_evidence(db, id, &letter(WORDS))).await;
    let retold = Assurance { evidence: Json(letter(WORDS)), ..before[1].clone() };
    assert_eq!(of(&store, one).await, [before[0].clone(), retold]);
    assert_eq!(of(&store, other).await, theirs);
}

async fn how_an_organisation_was_checked_is_erased_and_nobody_elses(store: Store) {
    let (one, other) = two(&store).await;
    let theirs = of(&store, other).await;
    write(&store, move |db| assurance::erase_of(db, one)).await;
    assert_eq!((of(&store, one).await, of(&store, other).await), (vec![], theirs));
}
