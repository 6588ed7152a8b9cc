//! Endorsements: found by whose they are, by mailbox and by reference; listed where they stand. How they are acted on is in
//! `endorsement_acts.rs`.

use tilsagn::domain::Result;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::endorsement::{Authority, EndorsementState, Origin};
use tilsagn::domain::ids::{EndorsementId, OrganisationId};
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::arrival::{self, NewArrival};
use tilsagn::store::endorsement::{self, Endorsement, NewEndorsement, Standing};
use tilsagn::store::{Db, Store, merge, representative};

use crate::answers::{conflicts, each, is_missing};
use crate::rows::{self, Signed, WORDS, came, exactly, new_endorsement, read, write};
use crate::support::{at, sql};

on_both!(
    an_endorsement_comes_back_as_it_was,
    public_ids_are_told_of_the_organisations_asked_for,
    a_public_id_and_a_reference_are_given_once,
    the_newest_of_an_organisation_is_the_one_that_counts,
    what_somebody_acts_for_is_found_by_their_mailbox,
    what_waits_for_its_mailbox_comes_last_and_no_more_than_so_many_are_read,
    where_every_one_stands_is_listed_oldest_first,
    the_published_that_are_not_named_are_counted,
    embargoes_that_have_ended_are_listed_oldest_first,
    a_doubles_embargo_ends_with_the_one_it_became,
    what_nobody_has_moved_is_listed_oldest_first,
    what_is_held_for_the_number_alone_does_not_run_out,
);

/// An endorsement as it stands.
pub async fn find(store: &Store, id: EndorsementId) -> Endorsement {
    read(store, move |db| endorsement::find(db, id)).await
}

/// Adds an organisation's endorsement that is a little otherwise than usual.
fn add(
    db: &mut Db,
    name: &str,
    otherwise: impl FnOnce(NewEndorsement) -> NewEndorsement,
) -> Result<(OrganisationId, EndorsementId)> {
    let of = rows::organisation(db, name)?;
    let new = otherwise(new_endorsement(db, of, name)?);
    Ok((of, endorsement::insert(db, &new)?))
}

async fn an_endorsement_comes_back_as_it_was(store: Store) {
    let (new, id) = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        let new = NewEndorsement {
            reference: WORDS.to_owned(),
            representative_id: Some(rows::representative(db, of, "one")?),
            state: EndorsementState::Recorded,
            visibility: Visibility::Embargoed,
            embargo_until: Some(exactly(9)),
            statement: Some(WORDS.to_owned()),
            authority: Authority::Delegated,
            origin: Origin::Letter,
            submitted_at: exactly(0),
            updated_at: exactly(1),
            revision: i64::MAX,
            ..new_endorsement(db, of, "one")?
        };
        Ok((new.clone(), endorsement::insert(db, &new)?))
    })
    .await;
    let kept = Endorsement {
        id,
        public_id: "endorsement of one".to_owned(),
        reference: WORDS.to_owned(),
        organisation_id: new.organisation_id,
        representative_id: new.representative_id,
        version_id: new.version_id,
        language: "en".to_owned(),
        state: EndorsementState::Recorded,
        visibility: Visibility::Embargoed,
        embargo_until: Some(exactly(9)),
        statement: Some(WORDS.to_owned()),
        authority: Authority::Delegated,
        origin: Origin::Letter,
        reason: None,
        submitted_at: exactly(0),
        confirmed_at: None,
        published_at: None,
        ended_at: None,
        updated_at: exactly(1),
        revision: i64::MAX,
        hid_at: None,
    };
    assert_eq!(find(&store, id).await, kept);
    assert_eq!(read(&store, |db| endorsement::by_reference(db, WORDS)).await, Some(kept));
    assert_eq!(read(&store, |db| endorsement::by_reference(db, "none")).await, None);
    assert!(is_missing(&store.read(|db| endorsement::find(db, EndorsementId(99))).await));
}

async fn public_ids_are_told_of_the_organisations_asked_for(store: Store) {
    let (one, other) = write(&store, |db| {
        let of = ["one", "other", "third"].map(|name| rows::published(db, name).unwrap().organisation);
        Ok((of[0], of[1]))
    })
    .await;
    let of = |some: Vec<OrganisationId>| read(&store, move |db| endorsement::public_ids(db, &some));
    let mut told = of(vec![other, OrganisationId(999), one]).await;
    told.sort();
    let expected = [(one, "endorsement of one"), (other, "endorsement of other")];
    assert_eq!(told, expected.map(|(of, id)| (of, id.to_owned())));
    assert!(of(vec![]).await.is_empty());
}

async fn a_public_id_and_a_reference_are_given_once(store: Store) {
    let of = write(&store, |db| Ok(add(db, "one", |new| new)?.0)).await;
    let again = |public_id: &str, reference: &str| {
        let (public_id, reference) = (public_id.to_owned(), reference.to_owned());
        store.write(move |db| {
            let new = new_endorsement(db, of, "")?;
            endorsement::insert(db, &NewEndorsement { public_id, reference, ..new })
        })
    };
    assert!(conflicts(&again("endorsement of one", "other").await));
    assert!(conflicts(&again("other", "reference of one").await));
    assert!(again("other", "other").await.is_ok());
}

async fn the_newest_of_an_organisation_is_the_one_that_counts(store: Store) {
    let (one, other, newest) = write(&store, |db| {
        let (one, _) = add(db, "one", |new| new)?;
        let again =
            NewEndorsement { visibility: Visibility::Protected, ..new_endorsement(db, one, "again")? };
        let newest = endorsement::insert(db, &again)?;
        Ok((one, add(db, "other", |new| new)?, newest))
    })
    .await;
    let of = |id| store.read(move |db| endorsement::of_organisation(db, id));
    let visibility = |id| store.read(move |db| endorsement::visibility_of(db, id));
    assert_eq!((of(one).await.unwrap().id, of(other.0).await.unwrap().id), (newest, other.1));
    assert_eq!(visibility(one).await.unwrap(), Visibility::Protected);
    assert_eq!(visibility(other.0).await.unwrap(), Visibility::Public);
    let nobody = OrganisationId(99);
    assert!(is_missing(&of(nobody).await) && is_missing(&visibility(nobody).await));
}

async fn what_somebody_acts_for_is_found_by_their_mailbox(store: Store) {
    let signed = write(&store, |db| {
        let one = rows::signed(db, "mine", EndorsementState::Published)?;
        let left = rows::organisation(db, "left")?;
        let left = rows::sign(db, left, ("old", EndorsementState::Published))?;
        rows::signed(db, "other", EndorsementState::Published)?;
        representative::remove(db, left.representative, at(0))?;
        Ok(one)
    })
    .await;
    let found = |indexes: &[&str], states: &'static [EndorsementState]| {
        let indexes: Vec<String> = indexes.iter().map(|&one| one.to_owned()).collect();
        read(&store, move |db| endorsement::of_mailbox(db, &indexes, states, 9))
    };
    let all = found(&["mine", "old"], EndorsementState::ALL).await;
    let [(endorsement, organisation, representative)] = &all[..] else { panic!("{all:?}") };
    let Signed { organisation: of, representative: by, endorsement: id } = signed;
    assert_eq!((endorsement.id, organisation.id, representative.id), (id, of, by));
    assert!(found(&["mine"], &[EndorsementState::Submitted]).await.is_empty());
    assert!(found(&["none"], EndorsementState::ALL).await.is_empty());
    assert!(found(&[], EndorsementState::ALL).await.is_empty());
}

async fn what_waits_for_its_mailbox_comes_last_and_no_more_than_so_many_are_read(store: Store) {
    let ids = write(&store, |db| {
        let states = [EndorsementState::Submitted, EndorsementState::Published, EndorsementState::InReview];
        let mut ids = Vec::new();
        for state in states {
            let of = rows::organisation(db, state.code())?;
            ids.push(rows::sign(db, of, (state.code(), state))?.endorsement);
        }
        sql(db, "UPDATE representatives SET email_index = 'mine'")?;
        Ok(ids)
    })
    .await;
    let found = |limit| {
        let mine = ["mine".to_owned()];
        read(&store, move |db| endorsement::of_mailbox(db, &mine, EndorsementState::ALL, limit))
    };
    let endorsements = |found: Vec<(Endorsement, _, _)>| found.into_iter().map(|one| one.0).collect();
    assert_eq!(each(endorsements(found(9).await), |one| one.id), [ids[1], ids[2], ids[0]]);
    assert_eq!(each(endorsements(found(2).await), |one| one.id), [ids[1], ids[2]]);
}

async fn where_every_one_stands_is_listed_oldest_first(store: Store) {
    let (first, second) = write(&store, |db| {
        let (_, first) = add(db, "first", |new| new)?;
        let taken_over =
            |new| NewEndorsement { origin: Origin::Import, state: EndorsementState::Recorded, ..new };
        let (_, second) = add(db, "second", taken_over)?;
        endorsement::date(db, first, (Some(exactly(5)), at(6), None))?;
        Ok((endorsement::find(db, first)?, endorsement::find(db, second)?))
    })
    .await;
    let standing = |of: &Endorsement, confirmed_at| Standing {
        organisation_id: of.organisation_id,
        state: of.state,
        origin: of.origin,
        confirmed_at,
    };
    let expected = [standing(&first, Some(exactly(5))), standing(&second, None)];
    assert_eq!(read(&store, endorsement::standings).await, expected);
}

async fn the_published_that_are_not_named_are_counted(store: Store) {
    let count = || read(&store, endorsement::count_unnamed);
    assert_eq!(count().await, 0);
    let ids = write(&store, |db| {
        let mut ids = Vec::new();
        for (name, state, visibility) in [
            ("protected", EndorsementState::Published, Visibility::Protected),
            ("embargoed", EndorsementState::Published, Visibility::Embargoed),
            ("public", EndorsementState::Published, Visibility::Public),
            ("suspended", EndorsementState::Suspended, Visibility::Protected),
        ] {
            ids.push(add(db, name, |new| NewEndorsement { state, visibility, ..new })?.0);
        }
        Ok(ids)
    })
    .await;
    assert_eq!(count().await, 2);
    let (double, gone, into) = (ids[0], ids[1], ids[2]);
    write(&store, move |db| merge::point(db, (double, 1), Some(into), at(0))).await;
    assert_eq!(count().await, 1);
    write(&store, move |db| rows::erased(db, gone)).await;
    assert_eq!(count().await, 0);
}

/// One that is embargoed until a moment.
fn embargoed(db: &mut Db, name: &str, until: i64) -> Result<(OrganisationId, EndorsementId)> {
    let embargo_until = Some(exactly(until));
    add(db, name, |new| NewEndorsement { visibility: Visibility::Embargoed, embargo_until, ..new })
}

async fn embargoes_that_have_ended_are_listed_oldest_first(store: Store) {
    let ids = write(&store, |db| {
        let ids = [embargoed(db, "a", 5)?, embargoed(db, "b", 3)?, embargoed(db, "c", 9)?];
        // An embargo that was lifted, and one without an end.
        let embargo_until = Some(at(0));
        add(db, "lifted", |new| NewEndorsement { embargo_until, ..new })?;
        add(db, "endless", |new| NewEndorsement { visibility: Visibility::Embargoed, ..new })?;
        Ok(ids.map(|(_, id)| id))
    })
    .await;
    let ended = |now, limit| read(&store, move |db| endorsement::ended_embargoes(db, now, limit));
    assert_eq!(each(ended(at(5), 9).await, |one| one.id), [ids[1]]);
    assert_eq!(each(ended(exactly(5), 9).await, |one| one.id), [ids[0], ids[1]]);
    assert_eq!(each(ended(at(99), 2).await, |one| one.id), [ids[0], ids[1]]);
}

async fn a_doubles_embargo_ends_with_the_one_it_became(store: Store) {
    let (double, survivor) =
        write(&store, |db| Ok((embargoed(db, "double", 1)?, embargoed(db, "survivor", 1)?))).await;
    write(&store, move |db| merge::point(db, (double.0, 1), Some(survivor.0), at(0))).await;
    let ended = read(&store, |db| endorsement::ended_embargoes(db, at(9), 9)).await;
    assert_eq!(each(ended, |one| one.id), [survivor.1]);
}

async fn what_nobody_has_moved_is_listed_oldest_first(store: Store) {
    let (ids, erased) = write(&store, |db| {
        let mut ids = Vec::new();
        for (name, state, minutes) in [
            ("a", EndorsementState::NeedsInfo, 4),
            ("b", EndorsementState::NeedsInfo, 1),
            ("c", EndorsementState::NeedsInfo, 5),
            ("d", EndorsementState::InReview, 1),
            ("e", EndorsementState::NeedsInfo, 1),
        ] {
            ids.push(add(db, name, |new| NewEndorsement { state, updated_at: at(minutes), ..new })?);
        }
        let erased = ids[4].0;
        Ok((ids.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), erased))
    })
    .await;
    let stale = |since, limit| {
        read(&store, move |db| endorsement::untouched_since(db, EndorsementState::NeedsInfo, since, limit))
    };
    assert_eq!(each(stale(at(5), 9).await, |one| one.id), [ids[0], ids[1], ids[4]]);
    assert_eq!(each(stale(exactly(5), 3).await, |one| one.id), [ids[0], ids[1], ids[2]]);
    write(&store, move |db| rows::erased(db, erased)).await;
    assert_eq!(each(stale(at(5), 9).await, |one| one.id), [ids[0], ids[1]]);
}

async fn what_is_held_for_the_number_alone_does_not_run_out(store: Store) {
    let (blocked, free, asked) = write(&store, |db| {
        let mut hold = |name, state, held| {
            let (_, id) = add(db, name, |new| NewEndorsement { state, ..new })?;
            arrival::insert(db, &NewArrival { held, ..came(id, 0) }).map(|_| id)
        };
        let submitted = EndorsementState::Submitted;
        hold("network", submitted, Some(Hold::Network))?;
        hold("domain", submitted, Some(Hold::Domain))?;
        let blocked = hold("blocked", submitted, Some(Hold::Blocked))?;
        let free = hold("free", submitted, None)?;
        Ok((blocked, free, hold("asked", EndorsementState::NeedsInfo, Some(Hold::Network))?))
    })
    .await;
    let stale = |state| read(&store, move |db| endorsement::untouched_since(db, state, at(1), 9));
    assert_eq!(each(stale(EndorsementState::Submitted).await, |one| one.id), [blocked, free]);
    assert_eq!(each(stale(EndorsementState::NeedsInfo).await, |one| one.id), [asked]);
}
