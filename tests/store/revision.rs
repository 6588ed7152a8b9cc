//! Revisions: proposed changes to commitments, one at a time.

use tilsagn::domain::Result;
use tilsagn::domain::amendment::AmendmentState::{self, Declined, InReview, NeedsInfo};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{AmendmentId, CommitmentId, EndorsementId, OrganisationId, RepresentativeId};
use tilsagn::store::revision::{self, NewRevision, Revision};
use tilsagn::store::{Db, Json, Store};

use crate::answers::{conflicts, is_missing};
use crate::rows::{WORDS, commitment, exactly, representative, set, submission, terms, whole, write};

on_both!(
    a_revision_comes_back_as_it_was_kept,
    a_change_of_an_organisation_itself_is_of_no_commitment,
    nothing_is_found_of_a_change_that_is_not_there,
    the_revision_that_waits_is_told_of_its_commitment,
    revisions_that_wait_are_listed_of_their_organisation,
    the_one_sent_last_is_told_however_it_stands,
    what_is_proposed_is_replaced_as_it_was_read,
    revisions_follow_their_commitments,
    what_revisions_said_is_forgotten_of_one_organisation,
);

/// An organisation that promises.
#[derive(Clone, Copy)]
struct Promising {
    of: OrganisationId,
    signature: EndorsementId,
    by: RepresentativeId,
}

fn promising(db: &mut Db, name: &str) -> Result<Promising> {
    let (of, signature) = submission(db, name, EndorsementState::Published)?;
    Ok(Promising { of, signature, by: representative(db, of, name)? })
}

fn propose(
    db: &mut Db,
    who: Promising,
    of: Option<CommitmentId>,
    state: AmendmentState,
) -> Result<AmendmentId> {
    let new = NewRevision {
        organisation_id: who.of,
        endorsement_id: who.signature,
        representative_id: who.by,
        commitment_id: of,
        before: Json(terms("before")),
        after: Json(terms(WORDS)),
        state,
        created_at: exactly(1),
        revision: 1,
    };
    revision::insert(db, &new)
}

fn id(found: Option<Revision>) -> Option<AmendmentId> {
    found.map(|one| one.id)
}

async fn a_revision_comes_back_as_it_was_kept(store: Store) {
    write(&store, |db| {
        let skov = promising(db, "skov")?;
        let (trees, paths) = (commitment(db, skov.of, "trees")?, commitment(db, skov.of, "paths")?);
        propose(db, skov, Some(paths), InReview)?;
        let proposed = propose(db, skov, Some(trees), NeedsInfo)?;
        let found = revision::find(db, proposed)?;
        assert_eq!((found.id, found.state, found.revision), (proposed, NeedsInfo, 1));
        assert_eq!((found.before.0, found.after.0), (terms("before"), terms(WORDS)));
        assert_eq!((found.created_at, found.decided_at), (exactly(1), None));
        assert_eq!(revision::commitment_of(db, proposed)?, Some(trees));
        Ok(())
    })
    .await;
}

async fn a_change_of_an_organisation_itself_is_of_no_commitment(store: Store) {
    write(&store, |db| {
        let skov = promising(db, "skov")?;
        let own = propose(db, skov, None, InReview)?;
        assert_eq!(revision::commitment_of(db, own)?, None);
        assert!(revision::open_in(db, skov.of)?.is_empty());
        assert_eq!(id(revision::last_in(db, skov.of)?), None);
        Ok(())
    })
    .await;
}

async fn nothing_is_found_of_a_change_that_is_not_there(store: Store) {
    let none = AmendmentId(999);
    assert!(is_missing(&store.read(move |db| revision::find(db, none)).await));
    assert!(is_missing(&store.read(move |db| revision::commitment_of(db, none)).await));
}

async fn the_revision_that_waits_is_told_of_its_commitment(store: Store) {
    write(&store, |db| {
        let skov = promising(db, "skov")?;
        let (trees, paths) = (commitment(db, skov.of, "trees")?, commitment(db, skov.of, "paths")?);
        assert_eq!(id(revision::open_of(db, trees)?), None);
        let waiting = propose(db, skov, Some(trees), NeedsInfo)?;
        propose(db, skov, Some(trees), Declined)?;
        let other = propose(db, skov, Some(paths), InReview)?;
        assert_eq!(id(revision::open_of(db, trees)?), Some(waiting));
        assert_eq!(id(revision::open_of(db, paths)?), Some(other));
        Ok(())
    })
    .await;
}

async fn revisions_that_wait_are_listed_of_their_organisation(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (promising(db, "skov")?, promising(db, "eng")?);
        let (trees, paths) = (commitment(db, skov.of, "trees")?, commitment(db, skov.of, "paths")?);
        let hay = commitment(db, eng.of, "hay")?;
        let second = propose(db, skov, Some(paths), InReview)?;
        propose(db, skov, None, InReview)?;
        propose(db, eng, Some(hay), InReview)?;
        propose(db, skov, Some(paths), Declined)?;
        let last = propose(db, skov, Some(trees), NeedsInfo)?;
        let open: Vec<AmendmentId> = revision::open_in(db, skov.of)?.iter().map(|one| one.id).collect();
        assert_eq!(open, [second, last]);
        Ok(())
    })
    .await;
}

async fn the_one_sent_last_is_told_however_it_stands(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (promising(db, "skov")?, promising(db, "eng")?);
        let (trees, paths) = (commitment(db, skov.of, "trees")?, commitment(db, skov.of, "paths")?);
        let hay = commitment(db, eng.of, "hay")?;
        assert_eq!((id(revision::last_of(db, trees)?), id(revision::last_in(db, skov.of)?)), (None, None));
        propose(db, skov, Some(trees), Declined)?;
        let of_trees = propose(db, skov, Some(trees), Declined)?;
        let of_paths = propose(db, skov, Some(paths), InReview)?;
        propose(db, eng, Some(hay), InReview)?;
        propose(db, skov, None, InReview)?;
        assert_eq!(id(revision::last_of(db, trees)?), Some(of_trees));
        assert_eq!(id(revision::last_in(db, skov.of)?), Some(of_paths));
        Ok(())
    })
    .await;
}

async fn what_is_proposed_is_replaced_as_it_was_read(store: Store) {
    write(&store, |db| {
        let skov = promising(db, "skov")?;
        let trees = commitment(db, skov.of, "trees")?;
        let asked = propose(db, skov, Some(trees), NeedsInfo)?;
        let other = propose(db, skov, Some(trees), Declined)?;
        let (seen, stays) = (revision::find(db, asked)?, whole(&revision::find(db, other)?));
        revision::replace(db, &seen, &Json(terms("second thought")))?;
        let row = revision::find(db, asked)?;
        assert_eq!((row.state, row.revision), (InReview, 2));
        assert_eq!((row.before.0, row.after.0), (terms("before"), terms("second thought")));
        let again = revision::replace(db, &seen, &Json(terms("too late")));
        assert!(conflicts(&again));
        assert_eq!(revision::find(db, asked)?.after.0, terms("second thought"));
        assert_eq!(whole(&revision::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn revisions_follow_their_commitments(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (promising(db, "skov")?, promising(db, "eng")?);
        let (trees, paths) = (commitment(db, skov.of, "trees")?, commitment(db, skov.of, "paths")?);
        let mut gone = [propose(db, skov, Some(trees), InReview)?, propose(db, skov, Some(trees), Declined)?];
        let stays = propose(db, skov, Some(paths), InReview)?;
        propose(db, skov, None, InReview)?;
        let mut followed = revision::follow(db, &[trees], eng.of)?;
        gone.sort();
        followed.sort();
        assert_eq!(followed, gone);
        assert_eq!(id(revision::last_in(db, eng.of)?), Some(gone[1]));
        assert_eq!(id(revision::last_in(db, skov.of)?), Some(stays));
        assert!(revision::follow(db, &[], eng.of)?.is_empty());
        Ok(())
    })
    .await;
}

async fn what_revisions_said_is_forgotten_of_one_organisation(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (promising(db, "skov")?, promising(db, "eng")?);
        let (trees, hay) = (commitment(db, skov.of, "trees")?, commitment(db, eng.of, "hay")?);
        let told = [propose(db, skov, Some(trees), InReview)?, propose(db, skov, Some(trees), Declined)?];
        let kept = [propose(db, skov, None, InReview)?, propose(db, eng, Some(hay), InReview)?];
        set(db, "amendments", told[1].0, "decided_at = '2026-12-01 00:00:00.007'")?;
        let seen = revision::find(db, told[0])?;
        revision::forget_of(db, skov.of)?;
        let late = revision::replace(db, &seen, &Json(terms("late")));
        assert!(conflicts(&late), "it would bring back what is forgotten");
        for id in told {
            let row = revision::find(db, id)?;
            assert_eq!((row.before.0, row.after.0), (terms("x").blank(), terms("x").blank()));
        }
        assert!(revision::find(db, told[1])?.decided_at.is_some());
        for id in kept {
            assert_eq!(revision::find(db, id)?.after.0, terms(WORDS));
        }
        Ok(())
    })
    .await;
}
