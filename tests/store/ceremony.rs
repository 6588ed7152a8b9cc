//! Questions to browsers: each is taken once, by its token, for its own step, in time.

use tilsagn::domain::browser::Browser;
use tilsagn::domain::ceremony::Step;
use tilsagn::domain::ids::SessionId;
use tilsagn::domain::session::{Means, Subject};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::ceremony::{self, NewCeremony};
use tilsagn::store::session::{self, NewSession};
use tilsagn::store::{Db, Store};

use crate::answers::conflicts;
use crate::rows::{self, BYTES, exactly, write};
use crate::support::{at, together};

on_both!(
    a_question_is_taken_once_with_its_session,
    a_question_is_taken_by_one_of_twenty,
    a_question_is_taken_by_its_token_for_its_step_in_time,
    a_token_asks_once,
    what_nobody_answered_is_forgotten_with_the_next,
);

/// What comes with a question that is taken.
type Taken = Option<(Option<SessionId>, Vec<u8>)>;

fn question(hash: &str, step: Step, expires_at: Moment) -> NewCeremony {
    NewCeremony { hash: hash.to_owned(), step, session: None, sealed: BYTES.to_vec(), expires_at }
}

fn a_session(db: &mut Db) -> Result<SessionId> {
    let colleague = rows::colleague(db, "bodil")?;
    let new = NewSession {
        hash: "session".to_owned(),
        subject: Subject::Staff(colleague),
        means: Means::Password,
        browser: Browser::UNKNOWN,
        roles: None,
        proven_at: None,
        created_at: at(0),
        expires_at: at(720),
    };
    session::insert(db, &new)
}

async fn ask(store: &Store, new: NewCeremony, now: Moment) -> Result<()> {
    store.write(move |db| ceremony::insert(db, &new, now)).await
}

async fn take(store: &Store, hash: &'static str, step: Step, now: Moment) -> Taken {
    write(store, move |db| ceremony::take(db, hash, step, now)).await
}

async fn a_question_is_taken_once_with_its_session(store: Store) {
    let session = Some(write(&store, a_session).await);
    let of_session = NewCeremony { session, ..question("mine", Step::PasskeyAdd, at(5)) };
    ask(&store, of_session, at(0)).await.unwrap();
    ask(&store, question("other", Step::PasskeyAdd, at(5)), at(0)).await.unwrap();
    assert_eq!(take(&store, "mine", Step::PasskeyAdd, at(1)).await, Some((session, BYTES.to_vec())));
    assert_eq!(take(&store, "mine", Step::PasskeyAdd, at(1)).await, None);
    assert_eq!(take(&store, "other", Step::PasskeyAdd, at(1)).await, Some((None, BYTES.to_vec())));
}

async fn a_question_is_taken_by_one_of_twenty(store: Store) {
    ask(&store, question("mine", Step::Provider, at(5)), at(0)).await.unwrap();
    let taken = together(20, |_| take(&store, "mine", Step::Provider, at(1))).await;
    assert_eq!(taken.into_iter().flatten().count(), 1);
}

async fn a_question_is_taken_by_its_token_for_its_step_in_time(store: Store) {
    ask(&store, question("mine", Step::PasskeySignIn, exactly(5)), at(0)).await.unwrap();
    assert_eq!(take(&store, "none", Step::PasskeySignIn, at(1)).await, None);
    assert_eq!(take(&store, "mine", Step::PasskeyConfirm, at(1)).await, None);
    assert_eq!(take(&store, "mine", Step::PasskeySignIn, exactly(5)).await, None);
    assert!(take(&store, "mine", Step::PasskeySignIn, at(5)).await.is_some());
}

async fn a_token_asks_once(store: Store) {
    ask(&store, question("mine", Step::PasskeySignIn, at(5)), at(0)).await.unwrap();
    assert!(conflicts(&ask(&store, question("mine", Step::PasskeyAdd, at(9)), at(0)).await));
    assert!(take(&store, "mine", Step::PasskeySignIn, at(1)).await.is_some());
}

async fn what_nobody_answered_is_forgotten_with_the_next(store: Store) {
    ask(&store, question("old", Step::Provider, at(5)), at(0)).await.unwrap();
    ask(&store, question("new", Step::Provider, exactly(5)), at(0)).await.unwrap();
    ask(&store, question("next", Step::Provider, at(9)), at(5)).await.unwrap();
    // As the clock was before it ran out: what is not found then is no longer there.
    assert_eq!(take(&store, "old", Step::Provider, at(1)).await, None);
    assert!(take(&store, "new", Step::Provider, at(5)).await.is_some());
    assert!(take(&store, "next", Step::Provider, at(5)).await.is_some());
}
