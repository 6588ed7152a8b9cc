//! Challenges: one for each organisation, looked at by one node at a time.

use std::slice::from_ref;

use tilsagn::domain::challenge::{Finding, Findings};
use tilsagn::domain::ids::{ChallengeId, OrganisationId};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::challenge::{self, Challenge, Looked, NewChallenge};
use tilsagn::store::{Db, Store, merge};

use crate::answers::{conflicts, each, is_missing, once_true};
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::{at, together};

on_both!(
    a_challenge_comes_back_as_it_was,
    an_organisation_has_one_challenge,
    those_that_are_due_are_listed_the_longest_waiting_first,
    nobody_looks_for_a_double,
    a_challenge_that_is_due_is_claimed_by_one_of_twenty,
    a_challenge_that_was_given_up_is_claimed_by_one_of_twenty,
    one_that_somebody_has_is_due_once_their_time_is_over,
    only_who_has_a_challenge_notes_what_was_found,
    what_a_look_found_is_noted_and_forgotten_by_the_next,
    a_token_found_elsewhere_is_noted_by_its_date_alone,
    the_next_look_is_put_off,
    a_token_that_was_given_up_is_waited_for_anew,
    one_organisations_challenge_is_deleted_once,
);

fn asked(of: OrganisationId, next_look_at: Option<Moment>) -> NewChallenge {
    let (domain, token) = ("one.test".to_owned(), WORDS.to_owned());
    NewChallenge { organisation_id: of, domain, token, asked_at: exactly(0), next_look_at }
}

/// An organisation's challenge, as it stands.
fn add(db: &mut Db, name: &str, next_look_at: Option<Moment>) -> Result<Challenge> {
    let of = rows::organisation(db, name)?;
    let id = challenge::insert(db, &asked(of, next_look_at))?;
    challenge::find(db, id)
}

/// Two that are due.
async fn two(store: &Store) -> (Challenge, Challenge) {
    write(store, |db| Ok((add(db, "one", Some(at(1)))?, add(db, "other", Some(at(1)))?))).await
}

async fn find(store: &Store, id: ChallengeId) -> Challenge {
    read(store, move |db| challenge::find(db, id)).await
}

/// A look after which everything is told.
fn looked() -> Looked {
    Looked {
        at: exactly(1),
        findings: Findings { dns: Finding::Nothing, file: Some(Finding::Elsewhere) },
        asked_at: exactly(2),
        found_at: Some(exactly(3)),
        misses: i64::MAX,
        missing_since: Some(exactly(4)),
        gone_since: Some(exactly(5)),
        next_look_at: Some(exactly(6)),
    }
}

async fn a_challenge_comes_back_as_it_was(store: Store) {
    let (of, id) = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        Ok((of, challenge::insert(db, &asked(of, Some(exactly(9))))?))
    })
    .await;
    let kept = Challenge {
        id,
        organisation_id: of,
        domain: "one.test".to_owned(),
        token: WORDS.to_owned(),
        asked_at: exactly(0),
        looked_at: None,
        dns_finding: None,
        file_finding: None,
        found_at: None,
        misses: 0,
        missing_since: None,
        next_look_at: Some(exactly(9)),
        gone_since: None,
        claimed_until: None,
    };
    assert_eq!(find(&store, id).await, kept);
    assert!(is_missing(&store.read(|db| challenge::find(db, ChallengeId(99))).await));
}

async fn an_organisation_has_one_challenge(store: Store) {
    let (one, other) = two(&store).await;
    let of = |id| read(&store, move |db| challenge::of_organisation(db, id));
    assert_eq!(of(one.organisation_id).await, Some(one.clone()));
    assert_eq!(of(other.organisation_id).await, Some(other));
    assert_eq!(of(OrganisationId(99)).await, None);
    let again = asked(one.organisation_id, None);
    assert!(conflicts(&store.write(move |db| challenge::insert(db, &again)).await));
}

async fn those_that_are_due_are_listed_the_longest_waiting_first(store: Store) {
    let ids = write(&store, |db| {
        let mut ids = Vec::new();
        for (name, next) in [("a", Some(at(5))), ("b", Some(at(1))), ("c", None), ("d", Some(exactly(5)))] {
            ids.push(add(db, name, next)?.id);
        }
        Ok(ids)
    })
    .await;
    let due = |now, limit| read(&store, move |db| challenge::due(db, now, limit));
    assert_eq!(each(due(at(5), 9).await, |one| one.id), [ids[1], ids[0]]);
    assert_eq!(each(due(exactly(5), 9).await, |one| one.id), [ids[1], ids[0], ids[3]]);
    assert_eq!(each(due(at(9), 1).await, |one| one.id), [ids[1]]);
    assert_eq!(each(due(at(0), 9).await, |one| one.id), []);
}

async fn nobody_looks_for_a_double(store: Store) {
    let (one, other) = two(&store).await;
    let (double, survivor) = (one.organisation_id, other.organisation_id);
    write(&store, move |db| merge::point(db, (double, 1), Some(survivor), at(0))).await;
    assert_eq!(read(&store, |db| challenge::due(db, at(9), 9)).await, [other]);
}

/// A challenge as somebody has it.
fn had(seen: &Challenge) -> Challenge {
    Challenge { claimed_until: Some(exactly(20)), ..seen.clone() }
}

fn claim(db: &mut Db, seen: &Challenge) -> Result<bool> {
    challenge::claim(db, seen, (exactly(10), exactly(20)))
}

/// Has twenty claim one at once, and expects that one gets it, and that whoever saw it before does not get it either.
async fn claimed_once(store: &Store, seen: Challenge) {
    let claim = |_| {
        let seen = seen.clone();
        store.write(move |db| claim(db, &seen))
    };
    let answers = together(20, claim).await;
    assert!(once_true(answers));
    assert!(!claim(0).await.unwrap());
    assert_eq!(find(store, seen.id).await, had(&seen));
}

async fn one_that_somebody_has_is_due_once_their_time_is_over(store: Store) {
    let (one, other) = two(&store).await;
    let seen = one.clone();
    assert!(write(&store, move |db| claim(db, &seen)).await);
    let due = |now| read(&store, move |db| challenge::due(db, now, 9));
    assert_eq!(due(exactly(19)).await, from_ref(&other));
    assert_eq!(due(exactly(20)).await, [had(&one), other]);
    let again = |now| {
        let seen = one.clone();
        write(&store, move |db| challenge::claim(db, &seen, (now, exactly(30))))
    };
    assert_eq!((again(exactly(19)).await, again(exactly(20)).await), (false, true));
}

async fn only_who_has_a_challenge_notes_what_was_found(store: Store) {
    let (one, _) = two(&store).await;
    let note = |seen: &Challenge| {
        let seen = seen.clone();
        write(&store, move |db| {
            challenge::put_off(db, &seen, exactly(9))?;
            challenge::note(db, &seen, &looked())
        })
    };
    assert!(!note(&one).await, "nobody has it");
    let seen = one.clone();
    assert!(write(&store, move |db| challenge::claim(db, &seen, (exactly(1), exactly(2)))).await);
    let seen = one.clone();
    assert!(write(&store, move |db| claim(db, &seen)).await);
    let late = Challenge { claimed_until: Some(exactly(2)), ..one.clone() };
    assert!(!note(&late).await, "somebody else has it by now");
    assert_eq!(find(&store, one.id).await, had(&one));
}

async fn a_challenge_that_is_due_is_claimed_by_one_of_twenty(store: Store) {
    let (one, other) = two(&store).await;
    claimed_once(&store, one).await;
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_challenge_that_was_given_up_is_claimed_by_one_of_twenty(store: Store) {
    let (one, other) = write(&store, |db| Ok((add(db, "one", None)?, add(db, "other", None)?))).await;
    claimed_once(&store, one).await;
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_a_look_found_is_noted_and_forgotten_by_the_next(store: Store) {
    let (one, other) = two(&store).await;
    let id = one.id;
    let note = |looked| {
        let seen = one.clone();
        write(&store, move |db| {
            let seen = Challenge { next_look_at: challenge::find(db, seen.id)?.next_look_at, ..seen };
            assert!(claim(db, &seen)?);
            challenge::note(db, &had(&seen), &looked)
        })
    };
    assert!(note(looked()).await);
    let noted = Challenge {
        asked_at: exactly(2),
        looked_at: Some(exactly(1)),
        dns_finding: Some(Finding::Nothing),
        file_finding: Some(Finding::Elsewhere),
        found_at: Some(exactly(3)),
        misses: i64::MAX,
        missing_since: Some(exactly(4)),
        next_look_at: Some(exactly(6)),
        gone_since: Some(exactly(5)),
        ..one.clone()
    };
    assert_eq!(find(&store, id).await, noted);
    let findings = Findings { dns: Finding::Found, file: None };
    let (at, asked_at) = (exactly(7), exactly(0));
    let nothing =
        Looked { found_at: None, missing_since: None, gone_since: None, next_look_at: None, ..looked() };
    assert!(note(Looked { at, asked_at, findings, misses: 0, ..nothing }).await);
    let dns_finding = Some(Finding::Found);
    let noted = Challenge { looked_at: Some(at), dns_finding, next_look_at: None, ..one.clone() };
    assert_eq!(find(&store, id).await, noted);
    assert_eq!(find(&store, other.id).await, other);
    let deleted = Challenge { id: ChallengeId(99), ..had(&one) };
    assert!(!write(&store, move |db| challenge::note(db, &deleted, &looked())).await);
}

async fn a_token_found_elsewhere_is_noted_by_its_date_alone(store: Store) {
    let (one, other) = two(&store).await;
    let id = one.id;
    write(&store, move |db| challenge::found(db, id, exactly(5))).await;
    assert_eq!(find(&store, id).await, Challenge { found_at: Some(exactly(5)), ..one });
    assert_eq!(find(&store, other.id).await, other);
}

async fn the_next_look_is_put_off(store: Store) {
    let (one, other) = two(&store).await;
    let seen = one.clone();
    write(&store, move |db| {
        assert!(claim(db, &seen)?);
        challenge::put_off(db, &had(&seen), exactly(9))
    })
    .await;
    assert_eq!(find(&store, one.id).await, Challenge { next_look_at: Some(exactly(9)), ..one });
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_token_that_was_given_up_is_waited_for_anew(store: Store) {
    let (one, other) = two(&store).await;
    let id = one.id;
    let given_up = Looked { next_look_at: None, ..looked() };
    let before = write(&store, move |db| {
        assert!(claim(db, &one)?);
        assert!(challenge::note(db, &had(&one), &given_up)?);
        let before = challenge::find(db, id)?;
        challenge::wait_again(db, id, exactly(9))?;
        Ok(before)
    })
    .await;
    let (asked_at, next_look_at) = (exactly(9), Some(exactly(9)));
    let nothing = Challenge { misses: 0, missing_since: None, gone_since: None, ..before };
    assert_eq!(find(&store, id).await, Challenge { asked_at, next_look_at, ..nothing });
    assert_eq!(find(&store, other.id).await, other);
}

async fn one_organisations_challenge_is_deleted_once(store: Store) {
    let (one, other) = two(&store).await;
    let of = one.organisation_id;
    let delete = || write(&store, move |db| challenge::delete_of(db, of));
    assert!(delete().await);
    assert!(!delete().await);
    assert_eq!(read(&store, move |db| challenge::of_organisation(db, of)).await, None);
    assert_eq!(find(&store, other.id).await, other);
}
