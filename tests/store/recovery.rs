//! Recoveries: asked, confirmed once, looked after by one at a time, and forgotten.

use tilsagn::domain::assurance::Method;
use tilsagn::domain::challenge::{Finding, Findings};
use tilsagn::domain::ids::{OrganisationId, RecoveryId};
use tilsagn::domain::recovery::{Proof, RecoveryState};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::recovery::{self, NewRecovery};
use tilsagn::store::{Db, Store};

use crate::answers::{conflicts, each, is_missing, once_true, one_alone};
use crate::rows::{WORDS, before, exactly, organisation, representative, whole, write};
use crate::support::together;

on_both!(
    a_request_comes_back_as_it_was_kept,
    an_organisations_requests_are_listed_oldest_first,
    a_request_is_confirmed_once_by_twenty_at_once,
    a_request_ends_once_it_is_open_and_only_then,
    each_is_heard_with_their_last_word,
    domains_are_due_those_first_that_waited_longest,
    a_domain_is_looked_at_by_one_of_twenty,
    what_a_look_saw_takes_the_place_of_what_was_seen,
    another_domain_is_looked_at_from_now_on,
    nothing_is_looked_for_any_more,
    places_are_forgotten_of_one_organisation,
    requests_that_nobody_confirmed_or_knows_are_stale,
    a_request_is_forgotten_whole,
    who_asked_is_forgotten_once_it_is_long_closed,
    a_request_is_erased_and_stays_as_one_that_was_made,
);

const SKOV: Option<(&str, &str)> = Some(("skov.test", "token"));
const NOT_FOUND: Findings = Findings { dns: Finding::Silent, file: Some(Finding::Nothing) };
const FOUND: Findings = Findings { dns: Finding::Found, file: None };

/// A request about to be kept.
pub fn request(of: Option<OrganisationId>, asked_at: Moment) -> NewRecovery {
    NewRecovery {
        organisation_id: of,
        reference: WORDS.to_owned(),
        state: RecoveryState::Asked,
        proof: Proof::Domain,
        others_left: true,
        sealed: vec![0, 39, 255],
        language: "de".to_owned(),
        asked_at,
    }
}

fn ask(db: &mut Db, of: OrganisationId) -> Result<RecoveryId> {
    recovery::insert(db, &request(Some(of), exactly(0)))
}

/// A request whose domain is looked at from a moment on.
fn open(db: &mut Db, of: OrganisationId, look: Option<Moment>) -> Result<RecoveryId> {
    let id = ask(db, of)?;
    let seen = recovery::find(db, id)?;
    recovery::confirm(db, &seen, SKOV, look, exactly(1))?;
    Ok(id)
}

async fn a_request_comes_back_as_it_was_kept(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (id, unknown) = (ask(db, of)?, recovery::insert(db, &request(None, exactly(0)))?);
        let found = recovery::find(db, id)?;
        assert_eq!((found.id, found.organisation_id, found.reference.as_str()), (id, Some(of), WORDS));
        assert_eq!((found.state, found.proof), (RecoveryState::Asked, Proof::Domain));
        assert_eq!((found.others_left, found.sealed), (true, vec![0, 39, 255]));
        assert_eq!((found.language.as_str(), found.asked_at), ("de", exactly(0)));
        assert_eq!(
            (found.confirmed_at, found.closed_at, found.domain, found.token),
            (None, None, None, None)
        );
        assert_eq!((found.looked_at, found.dns_finding, found.file_finding), (None, None, None));
        assert_eq!((found.found_at, found.found_by, found.next_look_at), (None, None, None));
        assert_eq!(recovery::find(db, unknown)?.organisation_id, None);
        Ok(())
    })
    .await;
    assert!(is_missing(&store.read(|db| recovery::find(db, RecoveryId(999))).await));
}

async fn an_organisations_requests_are_listed_oldest_first(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let first = recovery::insert(db, &request(Some(skov), exactly(5)))?;
        let theirs = ask(db, eng)?;
        recovery::insert(db, &request(None, exactly(0)))?;
        let second = recovery::insert(db, &request(Some(skov), exactly(4)))?;
        assert_eq!(each(recovery::of_organisation(db, skov)?, |one| one.id), [first, second]);
        assert_eq!(each(recovery::of_organisation(db, eng)?, |one| one.id), [theirs]);
        Ok(())
    })
    .await;
}

async fn a_request_is_confirmed_once_by_twenty_at_once(store: Store) {
    let both = |db: &mut Db| {
        let of = organisation(db, "skov")?;
        let (one, other) = (ask(db, of)?, ask(db, of)?);
        Ok((recovery::find(db, one)?, recovery::find(db, other)?))
    };
    let (seen, other) = store.write(both).await.unwrap();
    let answers = together(20, |_| {
        let seen = seen.clone();
        store.write(move |db| recovery::confirm(db, &seen, SKOV, Some(exactly(2)), exactly(1)))
    })
    .await;
    one_alone(answers);
    let (id, stays) = (seen.id, other.id);
    let row = store.read(move |db| recovery::find(db, id)).await.unwrap();
    assert_eq!((row.state, row.confirmed_at), (RecoveryState::Open, Some(exactly(1))));
    assert_eq!((row.domain.as_deref(), row.token.as_deref()), (Some("skov.test"), Some("token")));
    assert_eq!(row.next_look_at, Some(exactly(2)));
    let row = store.read(move |db| recovery::find(db, stays)).await.unwrap();
    assert_eq!(whole(&row), whole(&other));
}

async fn a_request_ends_once_it_is_open_and_only_then(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (one, other, asked) =
            (open(db, of, Some(exactly(2)))?, open(db, of, Some(exactly(2)))?, ask(db, of)?);
        let stays = whole(&recovery::find(db, other)?);
        recovery::close(db, one, RecoveryState::LetIn, exactly(3))?;
        let row = recovery::find(db, one)?;
        assert_eq!((row.state, row.closed_at), (RecoveryState::LetIn, Some(exactly(3))));
        assert_eq!((row.next_look_at, row.domain.as_deref()), (None, Some("skov.test")));
        for id in [one, asked, RecoveryId(999)] {
            let again = recovery::close(db, id, RecoveryState::Declined, exactly(4));
            assert!(conflicts(&again));
        }
        assert_eq!(recovery::find(db, one)?.state, RecoveryState::LetIn);
        assert_eq!(whole(&recovery::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn each_is_heard_with_their_last_word(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (one, other) = (ask(db, of)?, ask(db, of)?);
        let (anna, bo) = (representative(db, of, "anna")?, representative(db, of, "bo")?);
        assert!(recovery::words(db, one)?.is_empty());
        recovery::hear(db, one, bo, true)?;
        recovery::hear(db, one, anna, true)?;
        recovery::hear(db, other, anna, true)?;
        recovery::hear(db, one, anna, false)?;
        assert_eq!(recovery::words(db, one)?, [(anna, false), (bo, true)]);
        assert_eq!(recovery::words(db, other)?, [(anna, true)]);
        Ok(())
    })
    .await;
}

async fn domains_are_due_those_first_that_waited_longest(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (late, early) = (open(db, of, Some(exactly(6)))?, open(db, of, Some(exactly(5)))?);
        open(db, of, None)?;
        ask(db, of)?;
        let over = open(db, of, Some(exactly(1)))?;
        recovery::close(db, over, RecoveryState::CalledOff, exactly(2))?;
        let mut due = |now, limit| recovery::due(db, now, limit).map(|found| each(found, |one| one.id));
        assert_eq!(due(before(exactly(5)), 9)?, []);
        assert_eq!(due(exactly(5), 9)?, [early]);
        assert_eq!(due(exactly(6), 9)?, [early, late]);
        assert_eq!(due(exactly(6), 1)?, [early]);
        Ok(())
    })
    .await;
}

async fn a_domain_is_looked_at_by_one_of_twenty(store: Store) {
    for look in [Some(exactly(5)), None] {
        let both = move |db: &mut Db| {
            let of = organisation(db, &format!("{look:?}"))?;
            Ok((open(db, of, look)?, open(db, of, look)?))
        };
        let (one, other) = store.write(both).await.unwrap();
        let seen = store.read(move |db| recovery::find(db, one)).await.unwrap();
        let answers = together(20, |_| {
            let seen = seen.clone();
            store.write(move |db| recovery::claim(db, &seen, exactly(9)))
        })
        .await;
        assert!(once_true(answers));
        let next = |id| store.read(move |db| Ok(recovery::find(db, id)?.next_look_at));
        assert_eq!((next(one).await.unwrap(), next(other).await.unwrap()), (Some(exactly(9)), look));
        let closing = move |db: &mut Db| {
            recovery::close(db, other, RecoveryState::CalledOff, exactly(6))?;
            let seen = recovery::find(db, other)?;
            recovery::claim(db, &seen, exactly(9))
        };
        assert!(!store.write(closing).await.unwrap(), "it is over");
    }
}

async fn what_a_look_saw_takes_the_place_of_what_was_seen(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (one, other) = (open(db, of, Some(exactly(2)))?, open(db, of, Some(exactly(2)))?);
        let stays = whole(&recovery::find(db, other)?);
        recovery::note(db, one, (FOUND, exactly(3)), exactly(4))?;
        let row = recovery::find(db, one)?;
        assert_eq!((row.looked_at, row.next_look_at), (Some(exactly(3)), Some(exactly(4))));
        assert_eq!((row.dns_finding, row.file_finding), (Some(Finding::Found), None));
        assert_eq!((row.found_at, row.found_by), (Some(exactly(3)), Some(Method::DnsRecord)));
        recovery::note(db, one, (NOT_FOUND, exactly(5)), exactly(6))?;
        let row = recovery::find(db, one)?;
        assert_eq!((row.dns_finding, row.file_finding), (Some(Finding::Silent), Some(Finding::Nothing)));
        assert_eq!((row.found_at, row.found_by, row.looked_at), (None, None, Some(exactly(5))));
        assert_eq!(whole(&recovery::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn another_domain_is_looked_at_from_now_on(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (one, other) = (open(db, of, Some(exactly(2)))?, open(db, of, Some(exactly(2)))?);
        recovery::note(db, one, (FOUND, exactly(3)), exactly(4))?;
        recovery::note(db, other, (FOUND, exactly(3)), exactly(4))?;
        let stays = whole(&recovery::find(db, other)?);
        recovery::look_elsewhere(db, one, Some(("eng.test", "new")), Some(exactly(5)))?;
        let row = recovery::find(db, one)?;
        assert_eq!((row.domain.as_deref(), row.token.as_deref()), (Some("eng.test"), Some("new")));
        assert_eq!((row.looked_at, row.dns_finding, row.file_finding), (None, None, None));
        assert_eq!((row.found_at, row.found_by, row.next_look_at), (None, None, Some(exactly(5))));
        recovery::look_elsewhere(db, one, None, None)?;
        let row = recovery::find(db, one)?;
        assert_eq!((row.domain, row.token, row.next_look_at), (None, None, None));
        assert_eq!(whole(&recovery::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn nothing_is_looked_for_any_more(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (one, other) = (open(db, of, Some(exactly(2)))?, open(db, of, Some(exactly(3)))?);
        recovery::note(db, one, (FOUND, exactly(1)), exactly(2))?;
        recovery::stop_looking(db, one)?;
        assert_eq!(each(recovery::due(db, exactly(9), 9)?, |one| one.id), [other]);
        assert_eq!(recovery::find(db, one)?.found_at, Some(exactly(1)), "what was found counts on");
        Ok(())
    })
    .await;
}

async fn places_are_forgotten_of_one_organisation(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let hidden = [open(db, skov, Some(exactly(2)))?, open(db, skov, Some(exactly(2)))?];
        let other = open(db, eng, Some(exactly(2)))?;
        recovery::note(db, hidden[0], (FOUND, exactly(3)), exactly(4))?;
        let stays = whole(&recovery::find(db, other)?);
        recovery::forget_places(db, skov)?;
        for id in hidden {
            let row = recovery::find(db, id)?;
            assert_eq!((row.domain, row.token, row.next_look_at), (None, None, None));
            assert_eq!((row.found_at, row.found_by, row.reference.as_str()), (None, None, WORDS));
        }
        let forgotten = whole(&recovery::find(db, hidden[0])?);
        recovery::note(db, hidden[0], (FOUND, exactly(5)), exactly(6))?;
        assert_eq!(whole(&recovery::find(db, hidden[0])?), forgotten, "whoever looked meanwhile was late");
        assert_eq!(whole(&recovery::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn requests_that_nobody_confirmed_or_knows_are_stale(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let unconfirmed = recovery::insert(db, &request(Some(of), before(exactly(5))))?;
        recovery::insert(db, &request(Some(of), exactly(5)))?;
        open(db, of, None)?;
        let unknown = recovery::insert(db, &request(None, before(exactly(3))))?;
        let later = recovery::insert(db, &request(None, exactly(3)))?;
        for id in [unknown, later] {
            let seen = recovery::find(db, id)?;
            recovery::confirm(db, &seen, None, None, exactly(4))?;
        }
        let mut stale = recovery::stale(db, exactly(5), exactly(3))?;
        stale.sort();
        assert_eq!(stale, [unconfirmed, unknown]);
        Ok(())
    })
    .await;
}

async fn a_request_is_forgotten_whole(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (gone, stays, anna) = (ask(db, of)?, ask(db, of)?, representative(db, of, "anna")?);
        recovery::hear(db, gone, anna, true)?;
        recovery::hear(db, stays, anna, true)?;
        recovery::delete(db, gone)?;
        assert_eq!(each(recovery::of_organisation(db, of)?, |one| one.id), [stays]);
        assert!(recovery::words(db, gone)?.is_empty());
        assert_eq!(recovery::words(db, stays)?, [(anna, true)]);
        Ok(())
    })
    .await;
}

async fn who_asked_is_forgotten_once_it_is_long_closed(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (long, lately) = (open(db, of, None)?, open(db, of, None)?);
        open(db, of, None)?;
        recovery::close(db, long, RecoveryState::LetIn, before(exactly(5)))?;
        recovery::close(db, lately, RecoveryState::LetIn, exactly(5))?;
        assert_eq!(recovery::forget_closed(db, exactly(5))?, 1);
        assert_eq!(recovery::forget_closed(db, exactly(5))?, 0);
        let row = recovery::find(db, long)?;
        assert_eq!((row.sealed.len(), row.reference.as_str()), (0, ""));
        assert_eq!((row.state, row.closed_at), (RecoveryState::LetIn, Some(before(exactly(5)))));
        assert_eq!(recovery::find(db, lately)?.reference, WORDS);
        Ok(())
    })
    .await;
}

async fn a_request_is_erased_and_stays_as_one_that_was_made(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (gone, other) = (open(db, of, Some(exactly(2)))?, open(db, of, Some(exactly(2)))?);
        let stays = whole(&recovery::find(db, other)?);
        recovery::erase(db, gone)?;
        let row = recovery::find(db, gone)?;
        assert_eq!((row.sealed.len(), row.reference.as_str()), (0, ""));
        assert_eq!((row.domain, row.token, row.next_look_at), (None, None, None));
        assert_eq!(
            (row.organisation_id, row.asked_at, row.state),
            (Some(of), exactly(0), RecoveryState::Open)
        );
        assert_eq!(whole(&recovery::find(db, other)?), stays);
        Ok(())
    })
    .await;
}
