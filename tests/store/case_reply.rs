//! What a representative wrote back in a Case, and what was changed with it.

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{CaseId, RepresentativeId};
use tilsagn::store::Store;
use tilsagn::store::case_reply::{self, Reply};

use crate::rows::{self, BYTES, exactly, read, write};

on_both!(what_was_answered_comes_back_as_it_was_oldest_first, what_was_answered_in_some_cases_is_erased);

fn reply(by: RepresentativeId, (sealed, changed): (&[u8], Option<&[u8]>), minutes: i64) -> Reply {
    let (sealed, changed) = (sealed.to_vec(), changed.map(<[u8]>::to_vec));
    Reply { representative_id: by, sealed, created_at: exactly(minutes), changed }
}

/// Two Cases, in which the same person answered: in the first with words alone at five, then with a change alone.
async fn two(store: &Store) -> (RepresentativeId, CaseId, CaseId) {
    write(store, |db| {
        let signed = rows::signed(db, "one", EndorsementState::NeedsInfo)?;
        let (one, other) = (rows::case(db, signed.organisation)?, rows::case(db, signed.organisation)?);
        let by = signed.representative;
        case_reply::insert(db, one, by, (BYTES, None), exactly(5))?;
        case_reply::insert(db, other, by, (BYTES, Some(b"changed")), exactly(0))?;
        case_reply::insert(db, one, by, (&[], Some(BYTES)), exactly(0))?;
        Ok((by, one, other))
    })
    .await
}

async fn answers(store: &Store, case: CaseId) -> Vec<Reply> {
    read(store, move |db| case_reply::of_case(db, case)).await
}

async fn what_was_answered_comes_back_as_it_was_oldest_first(store: Store) {
    let (by, one, other) = two(&store).await;
    assert_eq!(answers(&store, one).await, [reply(by, (BYTES, None), 5), reply(by, (&[], Some(BYTES)), 0)]);
    assert_eq!(answers(&store, other).await, [reply(by, (BYTES, Some(b"changed")), 0)]);
    assert_eq!(answers(&store, CaseId(99)).await, []);
}

async fn what_was_answered_in_some_cases_is_erased(store: Store) {
    let (_, one, other) = two(&store).await;
    let theirs = answers(&store, other).await;
    write(&store, move |db| {
        case_reply::erase_of(db, &[one])?;
        case_reply::erase_of(db, &[])
    })
    .await;
    assert_eq!((answers(&store, one).await, answers(&store, other).await), (vec![], theirs));
}
