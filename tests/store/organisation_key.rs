//! Keys of organisations: who is found by them, in which order, and what happens to those who were like one that leaves.

use tilsagn::domain::Result;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::{CaseId, OrganisationId};
use tilsagn::store::{Db, Store, case, organisation, organisation_key};

use crate::rows::{case_about as open, organisation, set, texts, write};
use crate::support::sql;

on_both!(
    keys_take_the_place_of_those_before_and_are_of_a_revision,
    keys_say_whether_their_organisation_is_in_the_register,
    keys_of_another_revision_are_stale_newest_first,
    all_keys_or_those_of_one_are_made_anew,
    those_who_share_most_come_first,
    half_of_the_places_are_kept_for_those_in_the_register,
    of_a_key_the_first_are_read_and_those_in_the_register,
    the_first_and_the_last_of_a_key_are_read,
    whoever_leaves_is_found_no_more_and_those_like_it_are_compared_anew,
    for_one_that_is_erased_the_twenty_most_like_it_are_compared_anew,
    those_are_compared_anew_that_share_most_of_what_is_gone,
);

fn keyed(db: &mut Db, name: &str, keys: &[&str]) -> Result<OrganisationId> {
    let id = organisation(db, name)?;
    organisation_key::replace(db, id, 1, &texts(keys))?;
    Ok(id)
}

fn sharing(db: &mut Db, than: OrganisationId, keys: &[&str], limit: usize) -> Result<Vec<OrganisationId>> {
    organisation_key::sharing(db, than, &texts(keys), limit)
}

/// A Case of an organisation that was compared with others.
fn compared(db: &mut Db, of: OrganisationId) -> Result<CaseId> {
    let id = open(db, CaseKind::Endorsement, of.0, of)?;
    let seen = case::find(db, id)?;
    case::compared(db, &seen, false)?;
    Ok(id)
}

/// Which Cases wait to be compared.
fn waiting(db: &mut Db) -> Result<Vec<CaseId>> {
    let mut found: Vec<CaseId> = case::to_compare(db, 1_000)?.iter().map(|one| one.id).collect();
    found.sort();
    Ok(found)
}

async fn keys_take_the_place_of_those_before_and_are_of_a_revision(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (keyed(db, "skov", &["z", "a"])?, keyed(db, "eng", &["a"])?);
        assert_eq!(organisation_key::of(db, skov)?, ["a", "z"]);
        organisation_key::replace(db, skov, 7, &texts(&["m"]))?;
        assert_eq!(
            (organisation_key::of(db, skov)?, organisation_key::of(db, eng)?),
            (texts(&["m"]), texts(&["a"]))
        );
        let revisions = [organisation::find(db, skov)?.keyed, organisation::find(db, eng)?.keyed];
        assert_eq!(revisions, [7, 1]);
        organisation_key::replace(db, skov, 7, &[])?;
        assert!(organisation_key::of(db, skov)?.is_empty());
        Ok(())
    })
    .await;
}

async fn keys_say_whether_their_organisation_is_in_the_register(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (keyed(db, "skov", &["a", "b"])?, keyed(db, "eng", &["a"])?);
        let registered = "UPDATE organisation_keys SET lookup = lookup WHERE registered";
        assert_eq!(sql(db, registered)?, 0);
        organisation_key::register(db, skov)?;
        assert_eq!(sql(db, registered)?, 2);
        organisation::give_address(db, eng, "eng", 1)?;
        assert_eq!(sql(db, registered)?, 3, "with its number");
        organisation_key::replace(db, eng, 1, &texts(&["x", "y"]))?;
        organisation_key::replace(db, skov, 1, &texts(&["x"]))?;
        assert_eq!(sql(db, registered)?, 2, "the other has no number");
        Ok(())
    })
    .await;
}

async fn keys_of_another_revision_are_stale_newest_first(store: Store) {
    write(&store, |db| {
        let (first, fresh, last) =
            (organisation(db, "first")?, keyed(db, "fresh", &[])?, organisation(db, "last")?);
        assert_eq!(organisation_key::stale(db, 10)?, [last, first]);
        assert_eq!(organisation_key::stale(db, 1)?, [last]);
        organisation_key::replace(db, fresh, 2, &[])?;
        assert_eq!(organisation_key::stale(db, 10)?, [last, fresh, first]);
        Ok(())
    })
    .await;
}

async fn all_keys_or_those_of_one_are_made_anew(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (keyed(db, "skov", &["a"])?, keyed(db, "eng", &["a"])?);
        organisation_key::expire_of(db, skov)?;
        assert_eq!(organisation_key::stale(db, 10)?, [skov]);
        organisation_key::expire(db)?;
        assert_eq!(organisation_key::stale(db, 10)?, [eng, skov]);
        assert_eq!(organisation_key::of(db, skov)?, ["a"], "until then it is found by those it has");
        Ok(())
    })
    .await;
}

async fn those_who_share_most_come_first(store: Store) {
    write(&store, |db| {
        let me = keyed(db, "me", &["a", "b", "c"])?;
        let one = keyed(db, "one", &["c", "other"])?;
        let most = keyed(db, "most", &["a", "b", "c"])?;
        let as_many = keyed(db, "as many", &["a"])?;
        keyed(db, "none", &["other"])?;
        assert_eq!(sharing(db, me, &["a", "b", "c"], 9)?, [most, one, as_many]);
        assert_eq!(sharing(db, me, &["a", "b", "c"], 1)?, [most]);
        assert!(sharing(db, me, &["nothing"], 9)?.is_empty());
        Ok(())
    })
    .await;
}

async fn half_of_the_places_are_kept_for_those_in_the_register(store: Store) {
    write(&store, |db| {
        let me = keyed(db, "me", &[])?;
        let flood: Vec<_> = (0..5).map(|n| keyed(db, &n.to_string(), &["a", "b"])).collect::<Result<_>>()?;
        let known: Vec<_> = (5..8).map(|n| keyed(db, &n.to_string(), &["a"])).collect::<Result<_>>()?;
        for &one in &known {
            organisation_key::register(db, one)?;
        }
        assert_eq!(sharing(db, me, &["a", "b"], 4)?, [flood[0], flood[1], known[0], known[1]]);
        assert_eq!(sharing(db, me, &["a", "b"], 3)?, [flood[0], known[0], known[1]]);
        Ok(())
    })
    .await;
}

/// Of one name 601 organisations, all found by one key.
fn flood(db: &mut Db) -> Result<Vec<OrganisationId>> {
    let all: Vec<_> = (0..601).map(|n| organisation(db, &format!("flood {n}"))).collect::<Result<_>>()?;
    let keys = "INSERT INTO organisation_keys (organisation_id, lookup, registered)
        SELECT id, 'flood', FALSE FROM organisations WHERE name LIKE 'flood %' ORDER BY id";
    assert_eq!(sql(db, keys)?, 601);
    Ok(all)
}

async fn of_a_key_the_first_are_read_and_those_in_the_register(store: Store) {
    write(&store, |db| {
        let (all, me) = (flood(db)?, organisation(db, "me")?);
        organisation_key::register(db, all[600])?;
        let found = sharing(db, me, &["flood"], 1_000)?;
        assert_eq!((&found[..300], &found[300..]), (&all[..300], &all[600..]));
        Ok(())
    })
    .await;
}

async fn the_first_and_the_last_of_a_key_are_read(store: Store) {
    write(&store, |db| {
        let all = flood(db)?;
        keyed(db, "other", &["other"])?;
        let found: Vec<_> = organisation_key::first_and_last(db, "flood")?.into_iter().collect();
        assert_eq!((&found[..300], &found[300..]), (&all[..300], &all[301..]));
        assert!(organisation_key::first_and_last(db, "nothing")?.is_empty());
        Ok(())
    })
    .await;
}

async fn whoever_leaves_is_found_no_more_and_those_like_it_are_compared_anew(store: Store) {
    write(&store, |db| {
        let (gone, like) = (keyed(db, "gone", &["a"])?, keyed(db, "like", &["a", "b"])?);
        let other = keyed(db, "other", &["b"])?;
        let [_, of_like, _] = [compared(db, gone)?, compared(db, like)?, compared(db, other)?];
        assert!(waiting(db)?.is_empty());
        organisation_key::leave(db, gone)?;
        assert_eq!(waiting(db)?, [of_like]);
        assert!(organisation_key::of(db, gone)?.is_empty());
        assert_eq!(organisation_key::of(db, like)?, ["a", "b"]);
        Ok(())
    })
    .await;
}

async fn for_one_that_is_erased_the_twenty_most_like_it_are_compared_anew(store: Store) {
    write(&store, |db| {
        let gone = keyed(db, "gone", &["a", "b"])?;
        let mut of_like = Vec::new();
        for n in 0..21 {
            let like = keyed(db, &n.to_string(), if n == 20 { &["a", "b"] } else { &["a"] })?;
            of_like.push(compared(db, like)?);
        }
        organisation_key::erase(db, gone)?;
        assert!(organisation_key::of(db, gone)?.is_empty());
        of_like.remove(19);
        assert_eq!(waiting(db)?, of_like, "the last of those with one key is left out");
        Ok(())
    })
    .await;
}

async fn those_are_compared_anew_that_share_most_of_what_is_gone(store: Store) {
    write(&store, |db| {
        let than = keyed(db, "than", &["a", "b"])?;
        let (one, most) = (keyed(db, "one", &["a"])?, keyed(db, "most", &["a", "b"])?);
        let closed = keyed(db, "closed", &["a", "b"])?;
        let (of_one, of_most, of_closed) = (compared(db, one)?, compared(db, most)?, compared(db, closed)?);
        set(db, "cases", of_closed.0, "state = 'closed'")?;
        organisation_key::compare_left(db, than, &texts(&["a", "b"]), 2)?;
        assert_eq!(waiting(db)?, [of_most], "the other is closed and has no mark");
        organisation_key::compare_left(db, than, &texts(&["a"]), 9)?;
        assert_eq!(waiting(db)?, [of_one, of_most]);
        assert_eq!(organisation_key::of(db, than)?, ["a", "b"]);
        assert_eq!(case::find(db, of_most)?.compare_asks, 2);
        Ok(())
    })
    .await;
}
