//! The reason catalogue.

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::reason::{ReasonPurpose, Wording};
use tilsagn::store::reason::{self, Reason};
use tilsagn::store::{Db, Json, Store, commitment, endorsement};

use crate::rows::{commitment, submission, write};
use crate::support::at;

on_both!(
    a_reason_is_kept_and_changed_under_its_code,
    reasons_are_listed_by_purpose_in_their_order,
    a_reason_is_used_once_an_endorsement_or_a_commitment_names_it,
    a_reason_is_deleted,
);

fn a_reason(code: &str, purpose: ReasonPurpose, position: i64) -> Reason {
    let words = |english: &str, danish: &str| {
        Json(Wording::from([(Locale::English, english.to_owned()), (Locale::Danish, danish.to_owned())]))
    };
    Reason {
        code: code.to_owned(),
        purpose,
        titles: words("Not an organisation", "Ikke en organisation"),
        texts: words("Only organisations can sign.", "Kun organisationer kan underskrive."),
        hidden: false,
        position,
        updated_at: at(0),
    }
}

async fn put(store: &Store, reason: &Reason) {
    let reason = reason.clone();
    store.write(move |db| reason::upsert(db, &reason)).await.unwrap();
}

async fn a_reason_is_kept_and_changed_under_its_code(store: Store) {
    let mut reason = a_reason("person", ReasonPurpose::Decline, 1);
    put(&store, &reason).await;
    assert_eq!(store.read(|db| reason::get(db, "person")).await.unwrap(), Some(reason.clone()));
    reason.titles.0.remove(&Locale::Danish);
    (reason.hidden, reason.position, reason.updated_at) = (true, 9, at(4));
    put(&store, &reason).await;
    assert_eq!(store.read(|db| reason::get(db, "person")).await.unwrap(), Some(reason));
    assert_eq!(store.read(|db| reason::get(db, "other")).await.unwrap(), None);
}

async fn reasons_are_listed_by_purpose_in_their_order(store: Store) {
    put(&store, &a_reason("late", ReasonPurpose::Decline, 2)).await;
    put(&store, &a_reason("early", ReasonPurpose::Decline, 1)).await;
    put(&store, &a_reason("unclear", ReasonPurpose::Ask, 5)).await;
    let codes = async |purpose| {
        let list = store.read(move |db| reason::list(db, purpose)).await.unwrap();
        list.into_iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(Some(ReasonPurpose::Decline)).await, ["early", "late"]);
    assert_eq!(codes(Some(ReasonPurpose::Revoke)).await, Vec::<String>::new());
    assert_eq!(codes(None).await, ["unclear", "early", "late"]);
}

async fn a_reason_is_used_once_an_endorsement_or_a_commitment_names_it(store: Store) {
    let used = async |code| store.read(move |db| reason::used(db, code)).await.unwrap();
    assert!(!used("person").await && !used("vague").await);
    let decline = |db: &mut Db| {
        let (of, signature) = submission(db, "one", EndorsementState::Declined)?;
        let promised = commitment(db, of, "promised")?;
        endorsement::set_reason(db, signature, Some("person"))?;
        commitment::set_reason(db, promised, Some("vague"))
    };
    write(&store, decline).await;
    assert!(used("person").await && used("vague").await && !used("other").await);
}

async fn a_reason_is_deleted(store: Store) {
    put(&store, &a_reason("person", ReasonPurpose::Suspend, 1)).await;
    assert!(store.write(|db| reason::delete(db, "person")).await.unwrap());
    assert!(!store.write(|db| reason::delete(db, "person")).await.unwrap());
}
