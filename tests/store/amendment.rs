//! Amendments: what is asked for is decided once, and on what was read.

use tilsagn::domain::Result;
use tilsagn::domain::amendment::{Amendable, AmendmentState};
use tilsagn::domain::identifier::Identifiers;
use tilsagn::domain::ids::{AmendmentId, OrganisationId};
use tilsagn::domain::organisation::Category;
use tilsagn::store::amendment::{self, Amendment, NewAmendment};
use tilsagn::store::{Db, Json, Store, endorsement, organisation};

use crate::answers::{conflicts, is_missing};
use crate::rows::{self, Signed, WORDS, exactly, published, read, write};
use crate::support::{at, sql};

on_both!(
    what_is_proposed_comes_back_as_it_was,
    what_can_be_amended_is_what_the_register_has,
    the_newest_that_waits_is_the_open_one_and_the_newest_of_all_the_last,
    what_is_proposed_is_replaced_by_whoever_has_seen_it_alone,
    a_decision_leaves_both_sides_as_they_were_then,
    a_decision_on_what_was_not_seen_leaves_everything,
    an_amendment_moves_on_once,
    what_an_organisation_asked_for_is_erased_and_nobody_elses,
    what_hides_is_forgotten_and_no_change_of_a_commitment,
);

fn amendable(name: &str) -> Amendable {
    Amendable {
        category: Category::Media,
        country: Some("DK".to_owned()),
        name: name.to_owned(),
        website: None,
        description: None,
        statement: None,
        names: Vec::new(),
        identifiers: Identifiers::default(),
    }
}

fn proposal(by: Signed, name: &str) -> NewAmendment {
    NewAmendment {
        organisation_id: by.organisation,
        endorsement_id: by.endorsement,
        representative_id: by.representative,
        before: Json(amendable("before")),
        after: Json(amendable(name)),
        state: AmendmentState::InReview,
        created_at: exactly(0),
        revision: 1,
    }
}

/// Two signatories, each of which asks for one change.
async fn two(store: &Store) -> (Amendment, Amendment) {
    write(store, |db| {
        let mut ask = |name| {
            let new = proposal(published(db, name)?, name);
            let id = amendment::insert(db, &new)?;
            amendment::find(db, id)
        };
        Ok((ask("one")?, ask("other")?))
    })
    .await
}

async fn find(store: &Store, id: AmendmentId) -> Amendment {
    read(store, move |db| amendment::find(db, id)).await
}

/// Makes an amendment one of a commitment, whose two sides say something else.
fn make_of_commitment(db: &mut Db, id: AmendmentId, of: OrganisationId) -> Result<usize> {
    let commitment = rows::commitment(db, of, "promise")?;
    let sides = r#"before = '{"due":1}', after = '{"due":2}'"#;
    sql(db, &format!("UPDATE amendments SET commitment_id = {commitment}, {sides} WHERE id = {id}"))
}

async fn what_is_proposed_comes_back_as_it_was(store: Store) {
    let (id, new) = write(&store, |db| {
        let by = published(db, "one")?;
        let words = || Some(WORDS.to_owned());
        let before = Amendable { country: None, ..amendable(WORDS) };
        let after =
            Amendable { website: words(), description: words(), statement: words(), ..amendable("after") };
        let new = NewAmendment {
            before: Json(before),
            after: Json(after),
            state: AmendmentState::NeedsInfo,
            revision: i64::MAX,
            ..proposal(by, "one")
        };
        Ok((amendment::insert(db, &new)?, new))
    })
    .await;
    let kept = Amendment {
        id,
        organisation_id: new.organisation_id,
        endorsement_id: new.endorsement_id,
        representative_id: new.representative_id,
        before: new.before,
        after: new.after,
        state: new.state,
        created_at: exactly(0),
        decided_at: None,
        revision: i64::MAX,
    };
    assert_eq!(find(&store, id).await, kept);
    assert!(is_missing(&store.read(|db| amendment::find(db, AmendmentId(99))).await));
}

async fn what_can_be_amended_is_what_the_register_has(store: Store) {
    let register = write(&store, |db| {
        let by = published(db, "one")?;
        endorsement::set_statement(db, by.endorsement, Some("We sign."), at(1))?;
        let organisation = organisation::find(db, by.organisation)?;
        let endorsement = endorsement::find(db, by.endorsement)?;
        Ok(amendment::of_register(&organisation, &endorsement))
    })
    .await;
    let statement = Some("We sign.".to_owned());
    assert_eq!(register, Amendable { category: Category::Company, statement, ..amendable("one") });
}

async fn the_newest_that_waits_is_the_open_one_and_the_newest_of_all_the_last(store: Store) {
    let (one, other, ids) = write(&store, |db| {
        let (one, other) = (published(db, "one")?, published(db, "other")?);
        use AmendmentState::{Cancelled, Declined, InReview, NeedsInfo, Published};
        let mut ids = Vec::new();
        for state in [InReview, NeedsInfo, Published, Declined, Cancelled] {
            ids.push(amendment::insert(db, &NewAmendment { state, ..proposal(one, "one") })?);
        }
        let of_commitment = amendment::insert(db, &proposal(one, "one"))?;
        make_of_commitment(db, of_commitment, one.organisation)?;
        ids.push(amendment::insert(db, &proposal(other, "other"))?);
        Ok((one.organisation, other.organisation, ids))
    })
    .await;
    let id = |found: Option<Amendment>| found.map(|one| one.id);
    let open = |of| read(&store, move |db| amendment::open_of(db, of));
    let last = |of| read(&store, move |db| amendment::last_of(db, of));
    assert_eq!((id(open(one).await), id(last(one).await)), (Some(ids[1]), Some(ids[4])));
    assert_eq!((id(open(other).await), id(last(other).await)), (Some(ids[5]), Some(ids[5])));
    let (asked, theirs) = (ids[1], ids[5]);
    write(&store, move |db| {
        amendment::set_state(db, (asked, 1), AmendmentState::Declined, at(1))?;
        amendment::set_state(db, (theirs, 1), AmendmentState::Declined, at(1))
    })
    .await;
    assert_eq!(id(open(one).await), Some(ids[0]));
    assert_eq!((id(open(other).await), id(last(other).await)), (None, Some(ids[5])));
    assert_eq!(id(last(OrganisationId(99)).await), None);
}

async fn what_is_proposed_is_replaced_by_whoever_has_seen_it_alone(store: Store) {
    let (one, other) = two(&store).await;
    let asked = one.clone();
    write(&store, move |db| amendment::set_state(db, (asked.id, 1), AmendmentState::NeedsInfo, at(1))).await;
    let seen = find(&store, one.id).await;
    let stale = one.clone();
    let replace = |seen: Amendment, name: &str| {
        let sides = (Json(amendable("today")), Json(amendable(name)));
        store.write(move |db| amendment::replace(db, &seen, (&sides.0, &sides.1)))
    };
    replace(seen.clone(), "second").await.unwrap();
    assert!(conflicts(&replace(seen.clone(), "third").await));
    assert!(conflicts(&replace(stale, "third").await));
    let replaced = Amendment {
        before: Json(amendable("today")),
        after: Json(amendable("second")),
        state: AmendmentState::InReview,
        revision: 3,
        ..seen
    };
    assert_eq!(find(&store, one.id).await, replaced);
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_decision_leaves_both_sides_as_they_were_then(store: Store) {
    let (one, other) = two(&store).await;
    let today = Amendable { website: Some("https://one.test".to_owned()), ..amendable("before") };
    let (seen, then) = (one.clone(), today.clone());
    write(&store, move |db| amendment::decide(db, &seen, AmendmentState::Published, then, exactly(5))).await;
    let decided = Amendment {
        before: Json(today.clone()),
        after: Json(Amendable { name: "one".to_owned(), ..today }),
        state: AmendmentState::Published,
        decided_at: Some(exactly(5)),
        revision: 2,
        ..one
    };
    assert_eq!(find(&store, decided.id).await, decided);
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_decision_on_what_was_not_seen_leaves_everything(store: Store) {
    let (one, _) = two(&store).await;
    let seen = Amendment { revision: 0, ..one.clone() };
    // What the act did is kept, although it was told of a conflict.
    let answer = write(&store, move |db| {
        Ok(amendment::decide(db, &seen, AmendmentState::Published, amendable("today"), at(5)))
    });
    assert!(conflicts(&answer.await));
    assert_eq!(find(&store, one.id).await, one);
}

async fn an_amendment_moves_on_once(store: Store) {
    let (one, other) = two(&store).await;
    let id = one.id;
    let move_on = |state, now| store.write(move |db| amendment::set_state(db, (id, 1), state, now));
    move_on(AmendmentState::Cancelled, exactly(5)).await.unwrap();
    assert!(conflicts(&move_on(AmendmentState::Published, at(6)).await));
    let state = AmendmentState::Cancelled;
    assert_eq!(find(&store, id).await, Amendment { state, decided_at: Some(exactly(5)), revision: 2, ..one });
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_an_organisation_asked_for_is_erased_and_nobody_elses(store: Store) {
    let (one, other) = two(&store).await;
    let of = one.organisation_id;
    let of_commitment = write(&store, move |db| {
        let of_commitment = amendment::insert(db, &as_before(&one))?;
        make_of_commitment(db, of_commitment, of)?;
        amendment::erase_of(db, of)?;
        Ok(of_commitment)
    })
    .await;
    assert!(read(&store, move |db| amendment::last_of(db, of)).await.is_none());
    assert!(is_missing(&store.read(move |db| amendment::find(db, of_commitment)).await));
    assert_eq!(find(&store, other.id).await, other);
}

/// The same once more.
fn as_before(one: &Amendment) -> NewAmendment {
    let (organisation, representative, endorsement) =
        (one.organisation_id, one.representative_id, one.endorsement_id);
    proposal(Signed { organisation, representative, endorsement }, "again")
}

async fn what_hides_is_forgotten_and_no_change_of_a_commitment(store: Store) {
    let (one, other) = two(&store).await;
    let (of, again) = (one.organisation_id, as_before(&one));
    let of_commitment = write(&store, move |db| {
        let of_commitment = amendment::insert(db, &again)?;
        make_of_commitment(db, of_commitment, of)?;
        amendment::forget_of(db, of)?;
        Ok(of_commitment)
    })
    .await;
    let blank = Json(amendable("").blank());
    let forgotten = Amendment { before: blank.clone(), after: blank, revision: 2, ..one.clone() };
    assert_eq!(find(&store, one.id).await, forgotten);
    let late = store.write(move |db| amendment::replace(db, &one, (&one.before, &one.after))).await;
    assert!(conflicts(&late), "who has seen it before brings nothing back");
    assert_eq!(find(&store, other.id).await, other);
    let unchanged = format!("id = {of_commitment} AND after = '{{\"due\":2}}'");
    let stays = format!("UPDATE amendments SET after = after WHERE {unchanged}");
    assert_eq!(write(&store, move |db| sql(db, &stays)).await, 1);
}
