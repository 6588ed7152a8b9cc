//! How endorsements are acted on: from state to state, by whoever has seen them, and no others with them.

use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::EndorsementId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::endorsement::{self, Endorsement};
use tilsagn::store::{Db, Store};

use crate::answers::{conflicts, stands_otherwise};
use crate::endorsement::find;
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    an_act_moves_one_endorsement_on_once,
    what_goes_on_where_somebody_was_faster_does_nothing,
    an_act_that_is_not_possible_is_refused,
    each_act_sets_its_own_date,
    the_first_publication_is_dated_and_no_other,
    what_is_restored_or_reinstated_has_no_end_and_no_reason,
    the_end_of_a_suspension_takes_nothing_of_a_withdrawal_back,
    what_was_taken_over_is_dated,
    a_reason_is_noted_and_taken_off,
    a_statement_is_replaced_and_taken_off,
    who_hides_is_hidden_since_the_first_time,
    how_a_signatory_appears_changes_once,
    what_is_touched_is_dated_once,
    what_the_signer_wrote_and_wished_is_erased,
);

/// Two in some state.
async fn two(store: &Store, state: EndorsementState) -> (Endorsement, Endorsement) {
    write(store, move |db| {
        let (one, other) = (rows::signed(db, "one", state)?, rows::signed(db, "other", state)?);
        Ok((endorsement::find(db, one.endorsement)?, endorsement::find(db, other.endorsement)?))
    })
    .await
}

/// Acts on one as it stands, and gives it as it stands then.
fn act(db: &mut Db, id: EndorsementId, (act, now): (Act, Moment)) -> Result<Endorsement> {
    let seen = endorsement::find(db, id)?;
    endorsement::apply(db, &seen, act, now)?;
    endorsement::find(db, id)
}

/// The same of one that is kept.
async fn after(store: &Store, id: EndorsementId, by: Act, minutes: i64) -> Endorsement {
    write(store, move |db| act(db, id, (by, exactly(minutes)))).await
}

async fn an_act_moves_one_endorsement_on_once(store: Store) {
    let (one, other) = two(&store, EndorsementState::InReview).await;
    let apply = |act, now| {
        let seen = one.clone();
        store.write(move |db| endorsement::apply(db, &seen, act, now))
    };
    assert_eq!(apply(Act::AskForMore, exactly(5)).await.unwrap(), EndorsementState::NeedsInfo);
    assert!(conflicts(&apply(Act::Publish, at(6)).await));
    let (state, updated_at) = (EndorsementState::NeedsInfo, exactly(5));
    assert_eq!(find(&store, one.id).await, Endorsement { state, updated_at, revision: 2, ..one.clone() });
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_goes_on_where_somebody_was_faster_does_nothing(store: Store) {
    let (one, other) = two(&store, EndorsementState::InReview).await;
    let apply = |act| {
        let seen = one.clone();
        write(&store, move |db| endorsement::try_apply(db, &seen, act, exactly(5)))
    };
    assert_eq!(apply(Act::AskForMore).await, Some(EndorsementState::NeedsInfo));
    let moved = find(&store, one.id).await;
    assert_eq!(apply(Act::Decline).await, None);
    assert_eq!((find(&store, one.id).await, find(&store, other.id).await), (moved, other));
}

async fn an_act_that_is_not_possible_is_refused(store: Store) {
    let (one, _) = two(&store, EndorsementState::Submitted).await;
    let seen = one.clone();
    let answer = store.write(move |db| endorsement::apply(db, &seen, Act::Publish, at(5))).await;
    assert!(stands_otherwise(&answer));
    assert_eq!(find(&store, one.id).await, one);
}

async fn each_act_sets_its_own_date(store: Store) {
    use EndorsementState::{Confirmed, InReview, NeedsInfo, Published, Submitted};
    let mut dated = Vec::new();
    for (n, (from, by)) in [
        (Submitted, Act::Confirm),
        (Confirmed, Act::OpenCase),
        (InReview, Act::Publish),
        (InReview, Act::Decline),
        (Confirmed, Act::Cancel),
        (NeedsInfo, Act::Expire),
        (InReview, Act::Invalidate),
        (Published, Act::Withdraw),
        (Published, Act::Revoke),
        (Published, Act::Suspend),
    ]
    .into_iter()
    .enumerate()
    {
        let (one, other) = write(&store, move |db| {
            let one = rows::signed(db, &format!("one {n}"), from)?.endorsement;
            let other = rows::signed(db, &format!("other {n}"), from)?.endorsement;
            act(db, one, (by, exactly(5)))?;
            Ok((one, other))
        })
        .await;
        let row = find(&store, one).await;
        dated.push([row.confirmed_at, row.published_at, row.ended_at].map(|date| date == Some(exactly(5))));
        let other = find(&store, other).await;
        assert_eq!((other.confirmed_at, other.published_at, other.ended_at), (None, None, None), "{by}");
    }
    let (confirmed, published, ended) = ([true, false, false], [false, true, false], [false, false, true]);
    let none = [false; 3];
    assert_eq!(dated, [confirmed, none, published, ended, ended, ended, ended, ended, ended, none]);
}

async fn the_first_publication_is_dated_and_no_other(store: Store) {
    let (one, _) = two(&store, EndorsementState::InReview).await;
    let id = one.id;
    let first = write(&store, move |db| {
        endorsement::date(db, id, (None, exactly(1), None))?;
        act(db, id, (Act::Publish, at(5)))
    })
    .await;
    assert_eq!((first.published_at, first.updated_at), (Some(exactly(1)), at(5)));
}

async fn what_is_restored_or_reinstated_has_no_end_and_no_reason(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    write(&store, move |db| {
        for (id, ends) in [(one.id, Act::Withdraw), (other.id, Act::Suspend)] {
            act(db, id, (ends, at(5)))?;
            endorsement::set_reason(db, id, (ends == Act::Suspend).then_some("why"))?;
        }
        Ok(())
    })
    .await;
    let back = after(&store, one.id, Act::Reinstate, 6).await;
    assert_eq!((back.state, back.ended_at, back.reason), (EndorsementState::Published, None, None));
    let suspended = find(&store, other.id).await;
    assert_eq!((suspended.state, suspended.reason.as_deref()), (EndorsementState::Suspended, Some("why")));
    let back = after(&store, other.id, Act::Restore, 6).await;
    assert_eq!((back.state, back.ended_at, back.reason), (EndorsementState::Published, None, None));
}

async fn the_end_of_a_suspension_takes_nothing_of_a_withdrawal_back(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    after(&store, one.id, Act::Suspend, 1).await;
    let id = one.id;
    write(&store, move |db| endorsement::set_reason(db, id, Some("why"))).await;
    let withdrew = after(&store, one.id, Act::Withdraw, 2).await;
    let ended = after(&store, one.id, Act::Restore, 3).await;
    assert_eq!(withdrew.ended_at, Some(exactly(2)));
    let revision = withdrew.revision + 1;
    assert_eq!(ended, Endorsement { reason: None, updated_at: exactly(3), revision, ..withdrew });
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_was_taken_over_is_dated(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let id = one.id;
    let date = |dates| write(&store, move |db| endorsement::date(db, id, dates));
    date((Some(exactly(1)), exactly(2), Some(exactly(3)))).await;
    let (confirmed_at, published_at, ended_at) = (Some(exactly(1)), Some(exactly(2)), Some(exactly(3)));
    let dated = Endorsement { confirmed_at, published_at, ended_at, ..one };
    assert_eq!(find(&store, id).await, dated);
    date((None, exactly(2), None)).await;
    assert_eq!(find(&store, id).await, Endorsement { confirmed_at: None, ended_at: None, ..dated });
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_reason_is_noted_and_taken_off(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let id = one.id;
    let note =
        |reason: Option<&'static str>| write(&store, move |db| endorsement::set_reason(db, id, reason));
    note(Some(WORDS)).await;
    assert_eq!(find(&store, id).await, Endorsement { reason: Some(WORDS.to_owned()), ..one.clone() });
    note(None).await;
    assert_eq!((find(&store, id).await, find(&store, other.id).await), (one, other));
}

async fn a_statement_is_replaced_and_taken_off(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let id = one.id;
    let state = |words: Option<&'static str>, now| {
        write(&store, move |db| endorsement::set_statement(db, id, words, now))
    };
    state(Some(WORDS), exactly(5)).await;
    let stated = Endorsement { statement: Some(WORDS.to_owned()), updated_at: exactly(5), ..one };
    assert_eq!(find(&store, id).await, stated);
    state(None, at(6)).await;
    assert_eq!(find(&store, id).await, Endorsement { statement: None, updated_at: at(6), ..stated });
    assert_eq!(find(&store, other.id).await, other);
}

async fn who_hides_is_hidden_since_the_first_time(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let id = one.id;
    let appear = |visibility, until: Option<Moment>, now| {
        write(&store, move |db| {
            let seen = endorsement::find(db, id)?;
            endorsement::set_visibility(db, &seen, visibility, until, now)
        })
    };
    appear(Visibility::Embargoed, Some(exactly(9)), exactly(5)).await;
    let (visibility, embargo_until, hid_at) = (Visibility::Embargoed, Some(exactly(9)), Some(exactly(5)));
    let hidden =
        Endorsement { visibility, embargo_until, hid_at, updated_at: exactly(5), revision: 2, ..one.clone() };
    assert_eq!(find(&store, id).await, hidden);
    appear(Visibility::Protected, None, at(6)).await;
    let still = find(&store, id).await;
    assert_eq!((still.visibility, still.embargo_until, still.hid_at), (Visibility::Protected, None, hid_at));
    appear(Visibility::Public, None, at(7)).await;
    assert_eq!(find(&store, id).await, Endorsement { updated_at: at(7), revision: 4, ..one });
    assert_eq!(find(&store, other.id).await, other);
}

async fn how_a_signatory_appears_changes_once(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let appear = |visibility| {
        let seen = one.clone();
        store.write(move |db| endorsement::set_visibility(db, &seen, visibility, None, at(5)))
    };
    appear(Visibility::Protected).await.unwrap();
    assert!(conflicts(&appear(Visibility::Public).await));
    let of = |id| read(&store, move |db| endorsement::visibility_of(db, id));
    assert_eq!(of(one.organisation_id).await, Visibility::Protected);
    assert_eq!(of(other.organisation_id).await, Visibility::Public);
}

async fn what_is_touched_is_dated_once(store: Store) {
    let (one, other) = two(&store, EndorsementState::Published).await;
    let touch = || {
        let seen = one.clone();
        store.write(move |db| endorsement::touch(db, &seen, exactly(5)))
    };
    touch().await.unwrap();
    assert!(conflicts(&touch().await));
    assert_eq!(
        find(&store, one.id).await,
        Endorsement { updated_at: exactly(5), revision: 2, ..one.clone() }
    );
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_the_signer_wrote_and_wished_is_erased(store: Store) {
    let (one, other) = two(&store, EndorsementState::Declined).await;
    let [before, theirs] = write(&store, move |db| {
        let mut wish = |id| {
            endorsement::set_statement(db, id, Some(WORDS), at(1))?;
            let seen = endorsement::find(db, id)?;
            endorsement::set_visibility(db, &seen, Visibility::Embargoed, Some(at(9)), at(1))?;
            endorsement::find(db, id)
        };
        let wished = [wish(one.id)?, wish(other.id)?];
        endorsement::erase(db, one.id)?;
        Ok(wished)
    })
    .await;
    let erased = Endorsement { statement: None, embargo_until: None, ..before };
    assert_eq!(find(&store, erased.id).await, erased);
    assert_eq!(find(&store, theirs.id).await, theirs);
}
