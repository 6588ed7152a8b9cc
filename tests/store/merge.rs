//! Merges: proposed for two at a time, made and undone as they were read, and what goes over with them.

use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{CommitmentId, MergeId, OrganisationId, RepresentativeId};
use tilsagn::domain::merge::{Added, MergeState};
use tilsagn::domain::other_name::NameKind;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::merge::{self, Moved};
use tilsagn::store::revision::{self, NewRevision};
use tilsagn::store::{Db, Json, Store, case, commitment, organisation, organisation_key, representative};

use crate::answers::{conflicts, each, is_missing, one_alone};
use crate::rows::{
    PUBLISHED, before, case_about as open, commitment, endorsement, exactly, organisation, representative,
    set, submission, terms, texts, whole, write,
};
use crate::support::together;

on_both!(
    a_merge_comes_back_as_it_was_proposed,
    two_are_proposed_as_one_once_by_twenty_whichever_stays,
    the_merge_that_is_proposed_is_found_whoever_is_to_stay,
    a_merge_is_made_once_by_twenty_at_once,
    a_merge_is_over_as_it_was_read,
    merges_that_hold_are_listed_of_the_one_that_stays,
    others_are_those_of_merges_since_a_moment,
    a_double_points_at_another_as_it_was_read,
    doubles_are_counted_through_doubles,
    commitments_are_handed_over_with_their_cases,
    people_are_sent_over_who_are_still_there,
);

fn two(db: &mut Db) -> Result<(OrganisationId, OrganisationId)> {
    Ok((organisation(db, "stays")?, organisation(db, "goes")?))
}

fn propose(db: &mut Db, two: (OrganisationId, OrganisationId)) -> Result<MergeId> {
    merge::insert(db, two, NameKind::Former, exactly(1))
}

fn make(db: &mut Db, two: (OrganisationId, OrganisationId), now: Moment) -> Result<MergeId> {
    let id = propose(db, two)?;
    let seen = merge::find(db, id)?;
    merge::note_made(db, &seen, Moved::default(), now)?;
    Ok(id)
}

fn over(db: &mut Db, id: MergeId, state: MergeState, now: Moment) -> Result<()> {
    let seen = merge::find(db, id)?;
    merge::note_over(db, &seen, state, now)
}

async fn a_merge_comes_back_as_it_was_proposed(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let id = propose(db, (stays, goes))?;
        let found = merge::find(db, id)?;
        assert_eq!((found.id, found.survivor_id, found.merged_id), (id, stays, goes));
        assert_eq!((found.state, found.name_kind), (MergeState::Proposed, NameKind::Former));
        assert_eq!((found.moved.0, found.created_at), (Moved::default(), exactly(1)));
        assert_eq!((found.merged_at, found.undone_at, found.revision), (None, None, 1));
        Ok(())
    })
    .await;
    assert!(is_missing(&store.read(|db| merge::find(db, MergeId(999))).await));
}

async fn two_are_proposed_as_one_once_by_twenty_whichever_stays(store: Store) {
    let (stays, goes) = store.write(two).await.unwrap();
    let third = store.write(|db| organisation(db, "third")).await.unwrap();
    let propose = |one, other| store.write(move |db| propose(db, (one, other)));
    let either = |n: usize| if n.is_multiple_of(2) { propose(stays, goes) } else { propose(goes, stays) };
    let id = one_alone(together(20, either).await);
    assert!(propose(stays, third).await.is_ok());
    store.write(move |db| over(db, id, MergeState::Dropped, exactly(2))).await.unwrap();
    assert!(propose(goes, stays).await.is_ok());
}

async fn the_merge_that_is_proposed_is_found_whoever_is_to_stay(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let third = organisation(db, "third")?;
        let dropped = propose(db, (stays, goes))?;
        over(db, dropped, MergeState::Dropped, exactly(2))?;
        assert!(merge::proposed(db, (stays, goes))?.is_none());
        propose(db, (stays, third))?;
        assert!(merge::proposed(db, (stays, goes))?.is_none());
        let id = propose(db, (goes, stays))?;
        for two in [(stays, goes), (goes, stays)] {
            assert_eq!(merge::proposed(db, two)?.map(|one| one.id), Some(id));
        }
        Ok(())
    })
    .await;
}

async fn a_merge_is_made_once_by_twenty_at_once(store: Store) {
    let id = store.write(|db| two(db).and_then(|two| propose(db, two))).await.unwrap();
    let seen = store.read(move |db| merge::find(db, id)).await.unwrap();
    let moved = Moved {
        commitments: vec![CommitmentId(i64::MAX)],
        representatives: vec![RepresentativeId(2)],
        added: Added { names: vec![true, false], identifiers: [true, false, true] },
    };
    let answers = together(20, |_| {
        let (seen, moved) = (seen.clone(), moved.clone());
        store.write(move |db| merge::note_made(db, &seen, moved, exactly(2)))
    })
    .await;
    one_alone(answers);
    let row = store.read(move |db| merge::find(db, id)).await.unwrap();
    assert_eq!((row.state, row.moved.0, row.revision), (MergeState::Merged, moved, 2));
    assert_eq!((row.merged_at, row.undone_at), (Some(exactly(2)), None));
}

async fn a_merge_is_over_as_it_was_read(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let third = organisation(db, "third")?;
        let (made, other) = (make(db, (stays, goes), exactly(2))?, propose(db, (stays, third))?);
        let (seen, as_it_was) = (merge::find(db, made)?, whole(&merge::find(db, other)?));
        merge::note_over(db, &seen, MergeState::Undone, exactly(3))?;
        let row = merge::find(db, made)?;
        assert_eq!((row.state, row.revision), (MergeState::Undone, 3));
        assert_eq!((row.merged_at, row.undone_at), (Some(exactly(2)), Some(exactly(3))));
        let again = merge::note_over(db, &seen, MergeState::Undone, exactly(4));
        assert!(conflicts(&again));
        assert_eq!(whole(&merge::find(db, other)?), as_it_was);
        over(db, other, MergeState::Dropped, exactly(5))?;
        assert_eq!(merge::find(db, other)?.undone_at, None, "it was never made");
        Ok(())
    })
    .await;
}

async fn merges_that_hold_are_listed_of_the_one_that_stays(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let others: Vec<_> =
            ["a", "b", "c"].map(|name| organisation(db, name)).into_iter().collect::<Result<_>>()?;
        let undone = make(db, (stays, others[0]), exactly(2))?;
        over(db, undone, MergeState::Undone, exactly(3))?;
        let first = make(db, (stays, goes), exactly(9))?;
        propose(db, (stays, others[1]))?;
        let theirs = make(db, (others[2], stays), exactly(4))?;
        let second = make(db, (stays, others[0]), exactly(4))?;
        assert_eq!(each(merge::made_into(db, stays)?, |one| one.id), [first, second]);
        assert_eq!(each(merge::made_into(db, others[2])?, |one| one.id), [theirs]);
        Ok(())
    })
    .await;
}

async fn others_are_those_of_merges_since_a_moment(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let (old, into, proposed) =
            (organisation(db, "old")?, organisation(db, "into")?, organisation(db, "proposed")?);
        make(db, (stays, goes), exactly(5))?;
        let undone = make(db, (stays, old), exactly(1))?;
        make(db, (into, stays), exactly(5))?;
        propose(db, (stays, proposed))?;
        let since = |db: &mut Db, moment| -> Result<Vec<OrganisationId>> {
            let mut others = merge::others(db, stays, moment)?;
            others.sort();
            Ok(others)
        };
        assert_eq!(since(db, exactly(5))?, [goes, into]);
        assert_eq!(since(db, before(exactly(5)))?, [goes, into]);
        over(db, undone, MergeState::Undone, exactly(6))?;
        assert_eq!(since(db, exactly(6))?, [old]);
        assert_eq!(merge::others(db, goes, exactly(0))?, [stays]);
        assert!(merge::others(db, proposed, exactly(0))?.is_empty());
        Ok(())
    })
    .await;
}

async fn a_double_points_at_another_as_it_was_read(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        organisation_key::replace(db, goes, 1, &texts(&["key"]))?;
        organisation_key::replace(db, stays, 1, &texts(&["key"]))?;
        let as_it_was = whole(&organisation::find(db, stays)?);
        let stale = merge::point(db, (goes, 0), Some(stays), exactly(2));
        assert!(conflicts(&stale));
        assert_eq!(organisation_key::of(db, goes)?, ["key"]);
        merge::point(db, (goes, 1), Some(stays), exactly(2))?;
        let row = organisation::find(db, goes)?;
        assert_eq!((row.merged_into, row.updated_at, row.revision), (Some(stays), exactly(2), 2));
        assert!(organisation_key::of(db, goes)?.is_empty(), "it is found as the other one");
        assert_eq!(organisation_key::of(db, stays)?, ["key"]);
        merge::point(db, (goes, 2), None, exactly(3))?;
        assert_eq!(organisation::find(db, goes)?.merged_into, None);
        assert_eq!(whole(&organisation::find(db, stays)?), as_it_was);
        Ok(())
    })
    .await;
}

async fn doubles_are_counted_through_doubles(store: Store) {
    write(&store, |db| {
        let (stays, far) = (organisation(db, "stays")?, organisation(db, "far")?);
        let (second, first) = (organisation(db, "second")?, organisation(db, "first")?);
        organisation(db, "alone")?;
        merge::point(db, (first, 1), Some(stays), exactly(1))?;
        merge::point(db, (second, 1), Some(stays), exactly(2))?;
        merge::point(db, (far, 1), Some(first), exactly(3))?;
        assert_eq!(merge::doubles(db, stays)?, [second, first]);
        assert_eq!(merge::whole(db, stays)?, [stays, second, first, far]);
        assert_eq!(merge::whole(db, first)?, [first, far]);
        assert!(merge::doubles(db, far)?.is_empty());
        Ok(())
    })
    .await;
}

/// A change to a commitment that waits for a decision.
fn change(db: &mut Db, of: OrganisationId, commitment: CommitmentId) -> Result<i64> {
    let new = NewRevision {
        organisation_id: of,
        endorsement_id: endorsement(db, of, EndorsementState::Published)?,
        representative_id: representative(db, of, "anna")?,
        commitment_id: Some(commitment),
        before: Json(terms("before")),
        after: Json(terms("after")),
        state: AmendmentState::InReview,
        created_at: exactly(1),
        revision: 1,
    };
    Ok(revision::insert(db, &new)?.0)
}

async fn commitments_are_handed_over_with_their_cases(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let (late, waits) = (commitment(db, goes, "late")?, commitment(db, goes, "waits")?);
        let (kept, theirs) = (commitment(db, goes, "kept")?, commitment(db, stays, "theirs")?);
        for id in [late, theirs] {
            set(db, "commitments", id.0, PUBLISHED)?;
        }
        let changed = change(db, goes, late)?;
        let about = open(db, CaseKind::Commitment, late.0, goes)?;
        let about_change = open(db, CaseKind::Amendment, changed, goes)?;
        let of_kept = open(db, CaseKind::Commitment, kept.0, goes)?;
        let of_signature = open(db, CaseKind::Endorsement, late.0, goes)?;
        let rest = [case::find(db, of_kept)?, case::find(db, of_signature)?].map(|one| whole(&one));
        let public = merge::hand_over(db, &[late, waits, theirs], (goes, stays), "new words")?;
        assert_eq!(public, ["late"], "the other was never published, the third was there");
        let names = |db: &mut Db, of| -> Result<Vec<CommitmentId>> {
            Ok(commitment::of_organisation(db, of)?.iter().map(|one| one.id).collect())
        };
        assert_eq!((names(db, stays)?, names(db, goes)?), (vec![late, waits, theirs], vec![kept]));
        assert_eq!(revision::last_in(db, stays)?.map(|one| one.id.0), Some(changed));
        for id in [about, about_change] {
            let case = case::find(db, id)?;
            assert_eq!((case.organisation_id, case.search_key.as_str()), (stays, "new words"));
        }
        let left = [case::find(db, of_kept)?, case::find(db, of_signature)?].map(|one| whole(&one));
        assert_eq!(left, rest);
        Ok(())
    })
    .await;
}

async fn people_are_sent_over_who_are_still_there(store: Store) {
    write(&store, |db| {
        let (stays, goes) = two(db)?;
        let third = submission(db, "third", EndorsementState::Published)?.0;
        let (anna, bo, elsewhere) = (
            representative(db, goes, "anna")?,
            representative(db, goes, "bo")?,
            representative(db, third, "c")?,
        );
        let removed = representative(db, goes, "removed")?;
        representative::remove(db, removed, exactly(1))?;
        merge::send_over(db, &[anna, elsewhere, removed], (goes, stays))?;
        let of =
            |db: &mut Db, id| -> Result<OrganisationId> { Ok(representative::find(db, id)?.organisation_id) };
        assert_eq!((of(db, anna)?, of(db, bo)?, of(db, elsewhere)?), (stays, goes, third));
        let left = representative::removed_since(db, stays, exactly(0))?;
        assert_eq!(each(left, |one| one.id), [removed], "who acts no more goes with it");
        merge::send_over(db, &[], (goes, stays))?;
        assert_eq!(of(db, bo)?, goes);
        Ok(())
    })
    .await;
}
