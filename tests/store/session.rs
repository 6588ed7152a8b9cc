//! Sessions: who holds them, and that ending them ends them.

use tilsagn::domain::Door;
use tilsagn::domain::browser::Browser;
use tilsagn::domain::ids::{RepresentativeId, SessionId};
use tilsagn::domain::permit::Roles;
use tilsagn::domain::session::{Means, Subject};
use tilsagn::store::session::{self, Holder, NewSession};
use tilsagn::store::{Db, Store, representative, staff as colleagues};

use crate::answers::{conflicts, once_true};
use crate::rows::{before, organisation, representative, write};
use crate::staff::active;
use crate::support::{at, together};

on_both!(
    a_colleagues_session_gives_the_colleague_as_they_are_now,
    a_representatives_session_gives_the_representative,
    a_session_of_a_removed_representative_is_dead,
    a_hash_is_taken_once,
    a_session_is_noted_as_used_once_a_minute,
    a_proof_of_identity_is_noted,
    an_ended_session_is_dead_for_good,
    ending_all_spares_the_one_in_use_and_other_people,
    open_sessions_are_listed_latest_used_first,
    a_representatives_session_is_known_also_when_it_has_ended,
    after_a_proof_as_some_roles_these_hold_at_most,
    a_session_is_ended_by_whose_it_is,
    each_colleague_was_last_seen_in_any_session,
);

fn opening(hash: &str, subject: Subject) -> NewSession {
    NewSession {
        hash: hash.to_owned(),
        subject,
        means: Means::Password,
        browser: Browser::UNKNOWN,
        roles: None,
        proven_at: None,
        created_at: at(0),
        expires_at: at(720),
    }
}

/// Somebody who acts for an organisation.
async fn anna(store: &Store) -> RepresentativeId {
    let anna = |db: &mut Db| {
        let of = organisation(db, "one")?;
        representative(db, of, "anna")
    };
    write(store, anna).await
}

async fn open(store: &Store, hash: &str, subject: Subject) -> SessionId {
    let new = opening(hash, subject);
    store.write(move |db| session::insert(db, &new)).await.unwrap()
}

async fn live(store: &Store, hash: &'static str) -> Option<(session::Session, Holder)> {
    store.read(move |db| session::find_live(db, hash)).await.unwrap()
}

async fn a_colleagues_session_gives_the_colleague_as_they_are_now(store: Store) {
    let id = active(&store, "bodil@ministry.test", "moderator", &[]).await;
    let session = open(&store, "hash", Subject::Staff(id)).await;
    let (row, holder) = live(&store, "hash").await.unwrap();
    assert_eq!((row.id, row.door, row.stepped_up_at), (session, Door::Staff, None));
    assert_eq!((row.created_at, row.seen_at, row.expires_at), (at(0), at(0), at(720)));
    let Holder::Staff(colleague) = holder else { panic!("a colleague holds it") };
    assert_eq!((colleague.id, colleague.roles.text().as_str()), (id, "moderator"));
    assert_eq!(live(&store, "other").await, None);
    store.write(move |db| colleagues::disable(db, id, at(1))).await.unwrap();
    assert_eq!(live(&store, "hash").await, None);
}

async fn a_representatives_session_gives_the_representative(store: Store) {
    let id = anna(&store).await;
    open(&store, "hash", Subject::Representative(id)).await;
    let (row, holder) = live(&store, "hash").await.unwrap();
    assert_eq!((row.door, holder), (Door::Account, Holder::Representative(id)));
}

async fn a_session_of_a_removed_representative_is_dead(store: Store) {
    let id = anna(&store).await;
    open(&store, "hash", Subject::Representative(id)).await;
    assert!(store.write(move |db| representative::remove(db, id, at(1))).await.unwrap());
    assert_eq!(live(&store, "hash").await, None);
}

async fn a_hash_is_taken_once(store: Store) {
    let subject = Subject::Representative(anna(&store).await);
    open(&store, "hash", subject).await;
    let again = opening("hash", subject);
    let answer = store.write(move |db| session::insert(db, &again)).await;
    assert!(conflicts(&answer));
}

async fn a_session_is_noted_as_used_once_a_minute(store: Store) {
    let id = open(&store, "hash", Subject::Representative(anna(&store).await)).await;
    let touch = |now| store.write(move |db| session::touch(db, id, now));
    assert!(!touch(before(at(1))).await.unwrap());
    let answers = together(20, |_| touch(at(1))).await;
    assert!(once_true(answers));
    assert_eq!(live(&store, "hash").await.unwrap().0.seen_at, at(1));
}

async fn a_proof_of_identity_is_noted(store: Store) {
    let id = open(&store, "hash", Subject::Representative(anna(&store).await)).await;
    assert!(store.write(move |db| session::step_up(db, id, at(3))).await.unwrap());
    assert_eq!(live(&store, "hash").await.unwrap().0.stepped_up_at, Some(at(3)));
}

async fn an_ended_session_is_dead_for_good(store: Store) {
    let id = open(&store, "hash", Subject::Representative(anna(&store).await)).await;
    assert!(store.write(move |db| session::end(db, id, at(3))).await.unwrap());
    assert!(!store.write(move |db| session::end(db, id, at(4))).await.unwrap());
    assert!(!store.write(move |db| session::touch(db, id, at(5))).await.unwrap());
    assert!(!store.write(move |db| session::step_up(db, id, at(5))).await.unwrap());
    assert_eq!(live(&store, "hash").await, None);
}

async fn ending_all_spares_the_one_in_use_and_other_people(store: Store) {
    let bodil = Subject::Staff(active(&store, "bodil@ministry.test", "admin", &[]).await);
    let carl = Subject::Staff(active(&store, "carl@ministry.test", "admin", &[]).await);
    let person = Subject::Representative(anna(&store).await);
    let here = open(&store, "here", bodil).await;
    for (hash, subject) in [("phone", bodil), ("home", bodil), ("carl", carl), ("person", person)] {
        open(&store, hash, subject).await;
    }
    let end_all = |subject, except| store.write(move |db| session::end_all_of(db, subject, except, at(1)));
    assert_eq!(end_all(bodil, Some(here)).await.unwrap(), 2);
    assert!(live(&store, "here").await.is_some());
    assert!(live(&store, "phone").await.is_none() && live(&store, "home").await.is_none());
    assert_eq!(end_all(bodil, None).await.unwrap(), 1);
    assert!(live(&store, "carl").await.is_some());
    assert_eq!(end_all(person, None).await.unwrap(), 1);
    assert!(live(&store, "person").await.is_none());
}

async fn open_sessions_are_listed_latest_used_first(store: Store) {
    let bodil = Subject::Staff(active(&store, "bodil@ministry.test", "admin", &[]).await);
    let first = open(&store, "first", bodil).await;
    let second = open(&store, "second", bodil).await;
    let ended = open(&store, "ended", bodil).await;
    store.write(move |db| session::end(db, ended, at(1))).await.unwrap();
    store.write(move |db| session::touch(db, first, at(9))).await.unwrap();
    let list = |now| store.read(move |db| session::list_of(db, bodil, now));
    let ids: Vec<SessionId> = list(at(10)).await.unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(ids, [first, second]);
    assert!(list(at(720)).await.unwrap().is_empty());
}

async fn a_representatives_session_is_known_also_when_it_has_ended(store: Store) {
    let bodil = active(&store, "bodil@ministry.test", "admin", &[]).await;
    let person = anna(&store).await;
    let id = open(&store, "person", Subject::Representative(person)).await;
    open(&store, "bodil", Subject::Staff(bodil)).await;
    store.write(move |db| session::end(db, id, at(1))).await.unwrap();
    let of = |hash| store.read(move |db| session::representative_of(db, hash));
    assert_eq!(of("person").await.unwrap(), Some(person));
    assert_eq!((of("bodil").await.unwrap(), of("none").await.unwrap()), (None, None));
}

async fn after_a_proof_as_some_roles_these_hold_at_most(store: Store) {
    let bodil = Subject::Staff(active(&store, "bodil@ministry.test", "admin viewer", &[]).await);
    let id = open(&store, "here", bodil).await;
    open(&store, "there", bodil).await;
    let prove = |roles: Option<&str>, now| {
        let roles = roles.map(Roles::parse);
        store.write(move |db| session::step_up_as(db, id, roles, now))
    };
    assert!(prove(Some("viewer"), at(3)).await.unwrap());
    let (here, _) = live(&store, "here").await.unwrap();
    assert_eq!((here.stepped_up_at, here.roles), (Some(at(3)), Some(Roles::parse("viewer"))));
    assert!(prove(None, at(4)).await.unwrap());
    let (here, _) = live(&store, "here").await.unwrap();
    assert_eq!((here.stepped_up_at, here.roles), (Some(at(4)), None));
    assert_eq!(live(&store, "there").await.unwrap().0.stepped_up_at, None);
    store.write(move |db| session::end(db, id, at(5))).await.unwrap();
    assert!(!prove(None, at(6)).await.unwrap());
}

async fn a_session_is_ended_by_whose_it_is(store: Store) {
    let bodil = Subject::Staff(active(&store, "bodil@ministry.test", "admin", &[]).await);
    let carl = Subject::Staff(active(&store, "carl@ministry.test", "admin", &[]).await);
    let person = Subject::Representative(anna(&store).await);
    let (hers, theirs) = (open(&store, "hers", bodil).await, open(&store, "theirs", person).await);
    open(&store, "other", bodil).await;
    let end = |subject, id| store.write(move |db| session::end_of(db, subject, id, at(1)));
    assert!(!end(carl, hers).await.unwrap() && !end(person, hers).await.unwrap());
    assert!(!end(bodil, theirs).await.unwrap());
    assert!(end(bodil, hers).await.unwrap() && end(person, theirs).await.unwrap());
    assert!(!end(bodil, hers).await.unwrap(), "it has ended");
    assert!(live(&store, "hers").await.is_none() && live(&store, "theirs").await.is_none());
    assert!(live(&store, "other").await.is_some());
}

async fn each_colleague_was_last_seen_in_any_session(store: Store) {
    let bodil = active(&store, "bodil@ministry.test", "admin", &[]).await;
    let carl = active(&store, "carl@ministry.test", "admin", &[]).await;
    active(&store, "dora@ministry.test", "admin", &[]).await;
    open(&store, "person", Subject::Representative(anna(&store).await)).await;
    let here = open(&store, "here", Subject::Staff(bodil)).await;
    for (hash, colleague) in [("there", bodil), ("carl", carl)] {
        open(&store, hash, Subject::Staff(colleague)).await;
    }
    store.write(move |db| session::touch(db, here, at(9))).await.unwrap();
    store.write(move |db| session::end(db, here, at(10))).await.unwrap();
    let seen = store.read(session::last_seen).await.unwrap();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [(bodil, at(9)), (carl, at(0))]);
}
