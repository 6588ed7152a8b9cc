//! Settings: the last word counts.

use tilsagn::store::{Store, setting};

use crate::support::{at, together};

on_both!(a_setting_is_put_in_place_of_the_one_before, twenty_put_the_same_key_at_once);

async fn a_setting_is_put_in_place_of_the_one_before(store: Store) {
    assert!(store.read(setting::all).await.unwrap().is_empty());
    for (key, value) in [("ministry", "Prøveministeriet"), ("call_state", "open"), ("call_state", "closed")]
    {
        store.write(move |db| setting::put(db, key, value, at(1))).await.unwrap();
    }
    let all: Vec<(String, String)> = store.read(setting::all).await.unwrap().into_iter().collect();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(all, [pair("call_state", "closed"), pair("ministry", "Prøveministeriet")]);
    store.write(|db| setting::remove(db, "ministry")).await.unwrap();
    assert_eq!(store.read(setting::all).await.unwrap().into_keys().collect::<Vec<_>>(), ["call_state"]);
}

async fn twenty_put_the_same_key_at_once(store: Store) {
    let answers =
        together(20, |n| store.write(move |db| setting::put(db, "key", &n.to_string(), at(1)))).await;
    assert!(answers.into_iter().all(|answer| answer.is_ok()));
    assert_eq!(store.read(setting::all).await.unwrap().len(), 1);
}
