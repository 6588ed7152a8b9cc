//! Which Cases have yet to be compared with other organisations, and what came of it.

use tilsagn::domain::Result;
use tilsagn::domain::case::{CaseState, MailboxKind};
use tilsagn::domain::ids::{CaseId, OrganisationId};
use tilsagn::store::case::{self, Case, Marks};
use tilsagn::store::{Db, Store};

use crate::answers::each;
use crate::rows::{self, read, write};
use crate::support::at;

on_both!(
    those_to_be_compared_anew_come_first_the_oldest_of_them_first_then_the_newest,
    what_was_compared_is_marked_or_its_mark_taken_down,
    what_was_asked_for_meanwhile_is_still_to_be_compared,
    the_open_ones_of_who_changed_are_compared_anew,
    the_open_ones_without_a_mark_of_whoever_may_be_alike_are_compared_anew,
    the_marked_and_the_open_ones_of_whoever_was_alike_are_compared_anew,
);

/// Of one organisation four that were compared: open, open with a mark, closed, closed with a mark.
fn four(db: &mut Db, name: &str) -> Result<(OrganisationId, [CaseId; 4])> {
    let of = rows::organisation(db, name)?;
    let mut ids = [CaseId(0); 4];
    for (id, (closed, flagged)) in
        ids.iter_mut().zip([(false, false), (false, true), (true, false), (true, true)])
    {
        *id = rows::case(db, of)?;
        let seen = case::find(db, *id)?;
        case::mark(db, *id, Marks { mailbox: MailboxKind::Own, flagged, held: false })?;
        case::compared(db, &Case { flagged, ..seen.clone() }, flagged)?;
        if closed {
            case::set_state(db, &seen, CaseState::Closed, None, at(1))?;
        }
    }
    Ok((of, ids))
}

/// Which of those ask for another look, and how often they have asked.
async fn asking(store: &Store, ids: [CaseId; 4]) -> [Option<i64>; 4] {
    let found =
        read(store, move |db| ids.iter().map(|id| case::find(db, *id)).collect::<Result<Vec<_>>>()).await;
    std::array::from_fn(|n| (!found[n].compared).then_some(found[n].compare_asks))
}

const NONE: [Option<i64>; 4] = [None; 4];

async fn those_to_be_compared_anew_come_first_the_oldest_of_them_first_then_the_newest(store: Store) {
    let ids = write(&store, |db| {
        let (changed, of) = (rows::organisation(db, "changed")?, rows::organisation(db, "one")?);
        let mut ids = Vec::new();
        for whose in [of, changed, changed, of, of] {
            ids.push(rows::case(db, whose)?);
        }
        case::compare_anew(db, changed)?;
        let done = case::find(db, ids[3])?;
        case::compared(db, &done, false)?;
        Ok(ids)
    })
    .await;
    let list = |limit| read(&store, move |db| case::to_compare(db, limit));
    assert_eq!(each(list(9).await, |one| one.id), [ids[1], ids[2], ids[4], ids[0]]);
    assert_eq!(each(list(3).await, |one| one.id), [ids[1], ids[2], ids[4]]);
    assert_eq!(each(list(1).await, |one| one.id), [ids[1]]);
}

async fn what_was_compared_is_marked_or_its_mark_taken_down(store: Store) {
    let (one, other) = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        let (one, other) = (rows::case(db, of)?, rows::case(db, of)?);
        Ok((case::find(db, one)?, case::find(db, other)?))
    })
    .await;
    let id = one.id;
    let find = |id| read(&store, move |db| case::find(db, id));
    let compared = |seen: Case, found| write(&store, move |db| case::compared(db, &seen, found));
    compared(one.clone(), true).await;
    let marked = find(id).await;
    let traits = "named|inquiry|company|DK||flagged|".to_owned();
    assert_eq!(marked, Case { compared: true, flagged: true, traits, ..one.clone() });
    compared(marked, false).await;
    assert_eq!(find(id).await, Case { compared: true, ..one });
    assert_eq!(find(other.id).await, other);
}

async fn what_was_asked_for_meanwhile_is_still_to_be_compared(store: Store) {
    let seen = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        let id = rows::case(db, of)?;
        let seen = case::find(db, id)?;
        case::compare_anew(db, of)?;
        case::compared(db, &seen, true)?;
        case::find(db, id)
    })
    .await;
    assert_eq!((seen.compared, seen.flagged, seen.compare_asks), (false, true, 1));
}

async fn the_open_ones_of_who_changed_are_compared_anew(store: Store) {
    let (one, other) = write(&store, |db| {
        let ((of, one), (_, other)) = (four(db, "one")?, four(db, "other")?);
        case::compare_anew(db, of)?;
        case::compare_anew(db, of)?;
        Ok((one, other))
    })
    .await;
    assert_eq!(asking(&store, one).await, [Some(2), Some(2), None, None]);
    assert_eq!(asking(&store, other).await, NONE);
}

async fn the_open_ones_without_a_mark_of_whoever_may_be_alike_are_compared_anew(store: Store) {
    let (one, two, other) = write(&store, |db| {
        let ((of, one), (of_two, two), (_, other)) = (four(db, "one")?, four(db, "two")?, four(db, "other")?);
        case::compare_unmarked(db, &[of, of_two])?;
        case::compare_unmarked(db, &[])?;
        Ok((one, two, other))
    })
    .await;
    assert_eq!(asking(&store, one).await, [Some(1), None, None, None]);
    assert_eq!(asking(&store, two).await, [Some(1), None, None, None]);
    assert_eq!(asking(&store, other).await, NONE);
}

async fn the_marked_and_the_open_ones_of_whoever_was_alike_are_compared_anew(store: Store) {
    let (one, two, other) = write(&store, |db| {
        let ((of, one), (of_two, two), (_, other)) = (four(db, "one")?, four(db, "two")?, four(db, "other")?);
        case::compare_left(db, &[of, of_two])?;
        case::compare_left(db, &[])?;
        Ok((one, two, other))
    })
    .await;
    assert_eq!(asking(&store, one).await, [Some(1), Some(1), None, Some(1)]);
    assert_eq!(asking(&store, two).await, [Some(1), Some(1), None, Some(1)]);
    assert_eq!(asking(&store, other).await, NONE);
}
