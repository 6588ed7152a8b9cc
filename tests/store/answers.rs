//! What several answers must be together, and what one must be.

use std::fmt::Debug;

use tilsagn::domain::{Error, Refusal, Result};
use tilsagn::store::{Db, Store};

/// Whether somebody was faster.
pub fn conflicts<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict))
}

/// Whether there is no such row.
pub fn is_missing<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

/// Whether it stands where this cannot be done.
pub fn stands_otherwise<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Refused(Refusal::WrongState)))
}

/// What the one was given that did it, where all others were told that somebody was faster.
pub fn one_alone<T: Debug>(answers: Vec<Result<T>>) -> T {
    one_and_others(answers, conflicts)
}

/// The same where all others were told something else.
pub fn one_and_others<T: Debug>(answers: Vec<Result<T>>, told: fn(&Result<T>) -> bool) -> T {
    let (mut done, others): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(done.len(), 1, "{done:?}");
    assert!(others.iter().all(told), "{others:?}");
    done.remove(0).unwrap()
}

/// Whether it was so for one, and otherwise for all others.
pub fn once_true(answers: Vec<Result<bool>>) -> bool {
    answers.into_iter().filter(|answer| *answer.as_ref().unwrap()).count() == 1
}

/// Tries one change twice on what was seen, and expects that it is made once.
pub async fn once<T, F>(store: &Store, seen: &T, change: F)
where
    T: Clone + Send + 'static,
    F: Fn(&mut Db, &T) -> Result<()> + Clone + Send + 'static,
{
    let try_it = || {
        let (seen, change) = (seen.clone(), change.clone());
        store.write(move |db| change(db, &seen))
    };
    try_it().await.unwrap();
    assert!(conflicts(&try_it().await), "somebody was faster");
}

/// One thing of each that was found.
pub fn each<T, U>(found: Vec<T>, one: impl FnMut(T) -> U) -> Vec<U> {
    found.into_iter().map(one).collect()
}
