//! Representatives: who acts, who ceased to, and what is left of them.

use tilsagn::domain::Result;
use tilsagn::domain::endorsement::{Authority, EndorsementState};
use tilsagn::domain::ids::{OrganisationId, RepresentativeId};
use tilsagn::store::representative::{self, NewRepresentative, Representative};
use tilsagn::store::{Db, Store, organisation, organisation_key};

use crate::answers::{each, is_missing};
use crate::rows::{
    WORDS, before, exactly, organisation, person, representative, set, submission, texts, whole, write,
};

on_both!(
    a_person_comes_back_as_they_were_kept,
    whoever_ceased_to_act_is_not_found_any_more,
    those_who_act_are_listed_oldest_first,
    somebody_acts_for_several_with_one_mailbox,
    those_who_ceased_to_act_are_listed_from_a_moment_on,
    everybody_is_known_whose_mailbox_is_kept,
    somebody_acts_elsewhere_where_a_signature_was_confirmed,
    those_who_agreed_to_be_named_are_listed_by_number,
    what_somebody_says_now_takes_the_place_of_what_they_said,
    what_somebody_says_is_kept_without_how_they_appear,
    whoever_goes_on_under_another_mailbox_is_kept_as_they_were,
    those_who_ceased_to_act_before_a_moment_are_forgotten_once,
    everybody_of_one_organisation_is_erased,
    doubles_are_looked_for_anew_when_somebody_comes_goes_or_changes,
    the_newest_published_is_told_with_somebody_who_acts,
);

async fn a_person_comes_back_as_they_were_kept(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let new = NewRepresentative {
            sealed: vec![0, 39, 255],
            language: "de".to_owned(),
            named: true,
            created_at: exactly(3),
            authority: Some(Authority::Delegated),
            ..person(of, WORDS)
        };
        let id = representative::insert(db, &new)?;
        let bare = representative(db, of, "bo")?;
        let found = representative::find(db, id)?;
        assert_eq!((found.id, found.organisation_id, found.sealed), (id, of, vec![0, 39, 255]));
        assert_eq!((found.email_index.as_str(), found.language.as_str()), (WORDS, "de"));
        assert_eq!((found.named, found.authority), (true, Some(Authority::Delegated)));
        assert_eq!((found.created_at, found.removed_at), (exactly(3), None));
        let found = representative::find(db, bare)?;
        assert_eq!((found.named, found.authority), (false, None));
        Ok(())
    })
    .await;
}

async fn whoever_ceased_to_act_is_not_found_any_more(store: Store) {
    let gone = store
        .write(|db| {
            let of = organisation(db, "skov")?;
            let (gone, stays) = (representative(db, of, "anna")?, representative(db, of, "bo")?);
            representative::set_named(db, gone, true)?;
            let as_it_was = whole(&representative::find(db, stays)?);
            assert!(representative::remove(db, gone, exactly(5))?);
            assert!(!representative::remove(db, gone, exactly(6))?);
            assert!(!representative::remove(db, RepresentativeId(999), exactly(6))?);
            assert_eq!(whole(&representative::find(db, stays)?), as_it_was);
            let kept = &representative::removed_since(db, of, exactly(0))?[0];
            assert_eq!((kept.id, kept.removed_at, kept.named), (gone, Some(exactly(5)), false));
            Ok(gone)
        })
        .await
        .unwrap();
    assert!(is_missing(&store.read(move |db| representative::find(db, gone)).await));
}

async fn those_who_act_are_listed_oldest_first(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let first = representative(db, skov, "z")?;
        let theirs = representative(db, eng, "m")?;
        let gone = representative(db, skov, "k")?;
        let last = representative(db, skov, "a")?;
        representative::remove(db, gone, exactly(1))?;
        assert_eq!(each(representative::of_organisation(db, skov)?, |one| one.id), [first, last]);
        assert_eq!(each(representative::of_organisation(db, eng)?, |one| one.id), [theirs]);
        Ok(())
    })
    .await;
}

async fn somebody_acts_for_several_with_one_mailbox(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let here = representative(db, skov, "anna")?;
        representative(db, skov, "ANNA")?;
        let gone = representative(db, skov, "anna")?;
        let there = representative(db, eng, "anna")?;
        representative::remove(db, gone, exactly(1))?;
        assert_eq!(each(representative::by_email(db, "anna")?, |one| one.id), [here, there]);
        assert!(representative::by_email(db, "nobody")?.is_empty());
        Ok(())
    })
    .await;
}

async fn those_who_ceased_to_act_are_listed_from_a_moment_on(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let (late, early) = (representative(db, skov, "late")?, representative(db, skov, "early")?);
        let (theirs, forgotten) = (representative(db, eng, "m")?, representative(db, skov, "x")?);
        representative(db, skov, "acts")?;
        for (who, minute) in [(late, 6), (early, 5), (theirs, 6), (forgotten, 6)] {
            representative::remove(db, who, exactly(minute))?;
        }
        representative::describe(db, forgotten, (b"", "", "da"))?;
        assert_eq!(each(representative::removed_since(db, skov, exactly(5))?, |one| one.id), [late, early]);
        assert_eq!(each(representative::removed_since(db, skov, exactly(6))?, |one| one.id), [late]);
        Ok(())
    })
    .await;
}

async fn everybody_is_known_whose_mailbox_is_kept(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let (gone, acts) = (representative(db, skov, "gone")?, representative(db, skov, "acts")?);
        let forgotten = representative(db, skov, "x")?;
        representative(db, eng, "m")?;
        representative::remove(db, gone, exactly(1))?;
        representative::describe(db, forgotten, (b"", "", "da"))?;
        let known = representative::known_of(db, skov)?;
        assert_eq!(known, [(gone, b"gone".to_vec()), (acts, b"acts".to_vec())]);
        Ok(())
    })
    .await;
}

async fn somebody_acts_elsewhere_where_a_signature_was_confirmed(store: Store) {
    write(&store, |db| {
        let mut all = Vec::new();
        for (name, state, what) in [
            ("here", EndorsementState::Confirmed, "confirmed_at = '2026-12-01 00:00:00.000'"),
            ("typed", EndorsementState::Submitted, "confirmed_at = NULL"),
            ("clicked", EndorsementState::Confirmed, "confirmed_at = '2026-12-01 00:00:00.000'"),
            ("letter", EndorsementState::Recorded, "origin = 'letter'"),
        ] {
            let (of, signature) = submission(db, name, state)?;
            set(db, "endorsements", signature.0, what)?;
            representative(db, of, name)?;
            all.push(of);
        }
        let here = all[0];
        let mut elsewhere = |mailboxes: &[&str]| representative::acts_elsewhere(db, &texts(mailboxes), here);
        assert!(!elsewhere(&["here"])?, "it is the one that is asked for");
        assert!(!elsewhere(&["typed", "nobody"])?, "nobody stands behind it");
        assert!(elsewhere(&["nobody", "clicked"])?);
        assert!(elsewhere(&["letter"])?);
        assert!(!elsewhere(&[])?);
        let clicked = representative::by_email(db, "clicked")?[0].id;
        representative::remove(db, clicked, exactly(1))?;
        assert!(!representative::acts_elsewhere(db, &texts(&["clicked"]), here)?);
        Ok(())
    })
    .await;
}

async fn those_who_agreed_to_be_named_are_listed_by_number(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let (z, gone) = (representative(db, skov, "z")?, representative(db, skov, "gone")?);
        let (a, no_more) = (representative(db, eng, "a")?, representative(db, eng, "b")?);
        representative(db, eng, "never")?;
        for who in [a, gone, no_more, z] {
            representative::set_named(db, who, true)?;
        }
        representative::set_named(db, no_more, false)?;
        set(db, "representatives", gone.0, "removed_at = '2026-12-01 00:00:00.000'")?;
        assert_eq!(representative::named(db)?, [(skov, b"z".to_vec()), (eng, b"a".to_vec())]);
        Ok(())
    })
    .await;
}

async fn what_somebody_says_now_takes_the_place_of_what_they_said(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (id, other) = (representative(db, of, "anna")?, representative(db, of, "bo")?);
        let stays = whole(&representative::find(db, other)?);
        let new = NewRepresentative {
            language: "en".to_owned(),
            named: true,
            created_at: exactly(9),
            authority: Some(Authority::Own),
            ..person(of, WORDS)
        };
        representative::renew(db, id, &new)?;
        let row = representative::find(db, id)?;
        assert_eq!((row.sealed.as_slice(), row.email_index.as_str()), (WORDS.as_bytes(), WORDS));
        assert_eq!((row.language.as_str(), row.named), ("en", true));
        assert_eq!((row.authority, row.organisation_id), (Some(Authority::Own), of));
        assert!(row.created_at < exactly(0), "they have acted since then");
        representative::renew(db, id, &person(of, "anna"))?;
        assert_eq!(representative::find(db, id)?.authority, None);
        assert_eq!(whole(&representative::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn what_somebody_says_is_kept_without_how_they_appear(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (id, other) = (representative(db, of, "anna")?, representative(db, of, "bo")?);
        representative::set_named(db, id, true)?;
        let stays = whole(&representative::find(db, other)?);
        representative::describe(db, id, (&[0, 255], "index", "en"))?;
        let row = representative::find(db, id)?;
        assert_eq!((row.sealed, row.email_index.as_str()), (vec![0, 255], "index"));
        assert_eq!((row.language.as_str(), row.named), ("en", true));
        assert_eq!(whole(&representative::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn whoever_goes_on_under_another_mailbox_is_kept_as_they_were(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let new =
            NewRepresentative { authority: Some(Authority::Delegated), named: true, ..person(of, "old") };
        let id = representative::insert(db, &new)?;
        let person = representative::find(db, id)?;
        representative::keep_former(db, &person, exactly(5))?;
        assert_eq!(whole(&representative::of_organisation(db, of)?), whole(&[&person]));
        let [former] = representative::removed_since(db, of, exactly(5))?.try_into().unwrap();
        assert_ne!(former.id, id);
        let expected = Representative { id: former.id, named: false, removed_at: Some(exactly(5)), ..person };
        assert_eq!(whole(&former), whole(&expected));
        Ok(())
    })
    .await;
}

async fn those_who_ceased_to_act_before_a_moment_are_forgotten_once(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (early, late, acts) = (
            representative(db, of, "early")?,
            representative(db, of, "late")?,
            representative(db, of, "acts")?,
        );
        representative::remove(db, early, before(exactly(5)))?;
        representative::remove(db, late, exactly(5))?;
        assert_eq!(representative::forget_removed(db, exactly(5))?, 1);
        assert_eq!(representative::forget_removed(db, exactly(5))?, 0);
        let known: Vec<_> = representative::known_of(db, of)?.into_iter().map(|(id, _)| id).collect();
        assert_eq!(known, [late, acts]);
        Ok(())
    })
    .await;
}

async fn everybody_of_one_organisation_is_erased(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let (one, theirs) = (representative(db, skov, "anna")?, representative(db, eng, "anna")?);
        representative::set_named(db, one, true)?;
        let stays = whole(&representative::find(db, theirs)?);
        representative::erase_of(db, skov, exactly(5))?;
        assert!(representative::of_organisation(db, skov)?.is_empty());
        assert!(representative::known_of(db, skov)?.is_empty());
        set(db, "representatives", one.0, "removed_at = NULL")?;
        let row = representative::find(db, one)?;
        assert_eq!((row.sealed.len(), row.email_index.as_str(), row.named), (0, "", false));
        representative::describe(db, one, (b"anna", "anna", "da"))?;
        assert!(representative::known_of(db, skov)?.is_empty(), "what was read before is not written back");
        assert_eq!(whole(&representative::find(db, theirs)?), stays);
        Ok(())
    })
    .await;
}

/// Whose keys are to be made anew.
fn stale(db: &mut Db) -> Result<Vec<OrganisationId>> {
    organisation_key::stale(db, 10)
}

async fn doubles_are_looked_for_anew_when_somebody_comes_goes_or_changes(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let settle = |db: &mut Db| -> Result<()> {
            organisation_key::replace(db, skov, 1, &[])?;
            organisation_key::replace(db, eng, 1, &[])
        };
        settle(db)?;
        let id = representative(db, skov, "anna")?;
        assert_eq!(stale(db)?, [skov]);
        settle(db)?;
        representative::renew(db, id, &person(skov, "bo"))?;
        assert_eq!(stale(db)?, [skov]);
        settle(db)?;
        representative::remove(db, id, exactly(1))?;
        assert_eq!(stale(db)?, [skov]);
        settle(db)?;
        representative::remove(db, id, exactly(2))?;
        assert!(stale(db)?.is_empty(), "they had gone before");
        Ok(())
    })
    .await;
}

async fn the_newest_published_is_told_with_somebody_who_acts(store: Store) {
    let nobody = store.read(representative::newest_published).await;
    assert!(is_missing(&nobody));
    write(&store, |db| {
        let (first, newest, waits) =
            (organisation(db, "first")?, organisation(db, "newest")?, organisation(db, "waits")?);
        let alone = organisation(db, "alone")?;
        organisation::give_address(db, newest, "newest", 8)?;
        organisation::give_address(db, first, "first", 7)?;
        organisation::give_address(db, alone, "alone", 9)?;
        let (acts, gone) = (representative(db, newest, "anna")?, representative(db, alone, "gone")?);
        representative(db, first, "bo")?;
        representative(db, waits, "carl")?;
        representative::remove(db, gone, exactly(1))?;
        assert_eq!(representative::newest_published(db)?, ("newest".to_owned(), acts));
        Ok(())
    })
    .await;
}
