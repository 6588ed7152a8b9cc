//! Organisations: what they say of themselves, how they are found, and what is left of one.

use tilsagn::domain::Error;
use tilsagn::domain::identifier::{Identifiers, WikidataId};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::other_name::OtherName;
use tilsagn::domain::text::Name;
use tilsagn::store::organisation::{self, Organisation, Profile};
use tilsagn::store::{Db, Json, Store, merge, organisation_key};

use crate::answers::{conflicts, is_missing, one_alone};
use crate::rows::{WORDS, exactly, organisation, others_wait, profile, read, set, texts, whole, write};
use crate::support::{at, together};

on_both!(
    an_organisation_comes_back_as_it_was_added,
    an_organisation_that_says_little_has_nothing_else,
    a_public_id_is_taken_once,
    nobody_finds_an_organisation_that_is_not_there,
    an_organisation_is_found_by_its_public_id_named_or_not,
    public_ids_are_told_of_those_asked_for,
    slug_and_number_are_given_once_by_twenty_at_once,
    a_slug_and_a_number_are_of_one_organisation,
    a_signatory_is_found_by_number_or_by_slug,
    a_slug_is_put_away_and_given_back,
    what_an_organisation_says_is_replaced_as_it_was_read,
    whoever_hides_loses_its_keys,
    a_skeleton_is_replaced_as_it_was_read,
    whoever_acts_for_a_double_acts_for_what_it_became,
    doubles_in_a_circle_are_an_error,
    whoever_holds_one_changes_nothing_and_lets_others_wait,
);

/// An organisation that says all that one may.
pub fn says_all() -> Profile {
    let name = OtherName::former(Name::parse("Gammel Skov").unwrap(), None, "2020-02-29".parse().unwrap());
    Profile {
        category: Category::CivilSociety,
        country: Some("GL".to_owned()),
        name: WORDS.to_owned(),
        website: Some("https://skov.test/\u{e5}".to_owned()),
        domain: Some("skov.test".to_owned()),
        description: Some("\u{202b}שלום\u{202c}\nto".to_owned()),
        search_key: "words".to_owned(),
        skeleton: "skeleton".to_owned(),
        sealed: Some(vec![0, 39, 255]),
        names: Json(vec![name]),
        identifiers: Json(Identifiers { wikidata: WikidataId::parse("Q42").ok(), ..Identifiers::default() }),
    }
}

async fn an_organisation_comes_back_as_it_was_added(store: Store) {
    write(&store, |db| {
        let id = organisation::insert(db, WORDS, &says_all(), exactly(1))?;
        organisation(db, "other")?;
        let expected = Organisation {
            id,
            public_id: WORDS.to_owned(),
            slug: None,
            number: None,
            category: Category::CivilSociety,
            country: Some("GL".to_owned()),
            name: WORDS.to_owned(),
            website: Some("https://skov.test/\u{e5}".to_owned()),
            domain: Some("skov.test".to_owned()),
            description: Some("\u{202b}שלום\u{202c}\nto".to_owned()),
            search_key: "words".to_owned(),
            skeleton: "skeleton".to_owned(),
            sealed: Some(vec![0, 39, 255]),
            merged_into: None,
            erased_at: None,
            created_at: exactly(1),
            updated_at: exactly(1),
            revision: 1,
            names: says_all().names,
            identifiers: says_all().identifiers,
            keyed: 0,
        };
        assert_eq!(whole(&organisation::find(db, id)?), whole(&expected));
        Ok(())
    })
    .await;
}

async fn an_organisation_that_says_little_has_nothing_else(store: Store) {
    write(&store, |db| {
        let id = organisation(db, "skov")?;
        let row = organisation::find(db, id)?;
        assert_eq!((row.website, row.domain, row.description, row.sealed), (None, None, None, None));
        assert_eq!((row.names, row.identifiers), (Json(vec![]), Json(Identifiers::default())));
        Ok(())
    })
    .await;
}

async fn a_public_id_is_taken_once(store: Store) {
    let answers = together(20, |_| store.write(|db| organisation(db, "skov"))).await;
    one_alone(answers);
}

async fn nobody_finds_an_organisation_that_is_not_there(store: Store) {
    store.write(|db| organisation(db, "skov")).await.unwrap();
    let none = OrganisationId(999);
    assert!(is_missing(&store.read(move |db| organisation::find(db, none)).await));
    assert!(is_missing(&store.read(move |db| organisation::survivor(db, none)).await));
    assert!(is_missing(&store.read(|db| organisation::by_slug(db, "skov")).await));
    assert!(is_missing(&store.read(|db| organisation::by_number(db, 1)).await));
    let either = store.read(|db| organisation::by_number_or_slug(db, "1")).await;
    assert!(is_missing(&either));
}

async fn an_organisation_is_found_by_its_public_id_named_or_not(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        for (public_id, id) in [("skov", Some(skov)), ("eng", Some(eng)), ("SKOV", None)] {
            assert_eq!(organisation::by_public_id(db, public_id)?.map(|one| one.id), id);
        }
        Ok(())
    })
    .await;
}

async fn public_ids_are_told_of_those_asked_for(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        organisation(db, "other")?;
        let mut told = organisation::public_ids(db, &[eng, OrganisationId(999), skov])?;
        told.sort();
        assert_eq!(told, [(skov, "skov".to_owned()), (eng, "eng".to_owned())]);
        assert!(organisation::public_ids(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

async fn slug_and_number_are_given_once_by_twenty_at_once(store: Store) {
    let both = store.write(|db| Ok((organisation(db, "skov")?, organisation(db, "eng")?)));
    let (id, other) = both.await.unwrap();
    let answers = together(20, |n| {
        let number = i64::try_from(n).unwrap() + 1;
        store.write(move |db| organisation::give_address(db, id, &format!("slug-{number}"), number))
    })
    .await;
    one_alone(answers);
    let row = store.read(move |db| organisation::find(db, id)).await.unwrap();
    assert_eq!(row.slug, row.number.map(|number| format!("slug-{number}")));
    let row = store.read(move |db| organisation::find(db, other)).await.unwrap();
    assert_eq!((row.slug, row.number), (None, None));
}

async fn a_slug_and_a_number_are_of_one_organisation(store: Store) {
    let both = store.write(|db| Ok((organisation(db, "skov")?, organisation(db, "eng")?)));
    let (skov, eng) = both.await.unwrap();
    let give = |id, slug: &'static str, number| {
        store.write(move |db| organisation::give_address(db, id, slug, number))
    };
    give(skov, "skov", 7).await.unwrap();
    assert!(conflicts(&give(eng, "skov", 8).await));
    assert!(conflicts(&give(eng, "eng", 7).await));
    assert!(give(eng, "eng", i64::MAX).await.is_ok());
    for (slug, taken) in [("skov", true), ("eng", true), ("Skov", false), ("", false)] {
        assert_eq!(store.read(move |db| organisation::slug_taken(db, slug)).await.unwrap(), taken);
    }
    for (number, had) in [(7, true), (8, false), (i64::MAX, true)] {
        assert_eq!(store.read(move |db| organisation::has_number(db, number)).await.unwrap(), had);
    }
}

async fn a_signatory_is_found_by_number_or_by_slug(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        organisation::give_address(db, skov, "skov", 7)?;
        organisation::give_address(db, eng, "eng-7", i64::MAX)?;
        assert_eq!(organisation::by_slug(db, "eng-7")?.id, eng);
        assert_eq!(organisation::by_number(db, 7)?.id, skov);
        for (text, id) in [("7", skov), ("skov", skov), ("eng-7", eng), ("9223372036854775807", eng)] {
            assert_eq!(organisation::by_number_or_slug(db, text)?.id, id, "{text}");
        }
        Ok(())
    })
    .await;
}

async fn a_slug_is_put_away_and_given_back(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        organisation::give_address(db, skov, "skov", 7)?;
        organisation::give_address(db, eng, "eng", 8)?;
        organisation::set_slug(db, skov, None)?;
        let row = organisation::find(db, skov)?;
        assert_eq!((row.slug, row.number), (None, Some(7)));
        assert!(conflicts(&organisation::give_address(db, skov, "other", 9)));
        assert_eq!(organisation::find(db, skov)?.number, Some(7), "it is given once");
        assert!(organisation::slug_taken(db, "eng")?);
        organisation::set_slug(db, skov, Some("new"))?;
        assert_eq!(organisation::by_slug(db, "new")?.id, skov);
        Ok(())
    })
    .await;
}

async fn what_an_organisation_says_is_replaced_as_it_was_read(store: Store) {
    write(&store, |db| {
        let (id, other) = (organisation::insert(db, "skov", &says_all(), at(0))?, organisation(db, "eng")?);
        let stays = whole(&organisation::find(db, other)?);
        organisation::give_address(db, id, "skov", 7)?;
        organisation_key::replace(db, id, 1, &texts(&["key"]))?;
        organisation::update(db, id, 1, &profile("new"), exactly(2))?;
        let row = organisation::find(db, id)?;
        assert_eq!((row.name.as_str(), row.category), ("new", Category::Company));
        assert_eq!((row.website, row.domain, row.description, row.sealed), (None, None, None, None));
        assert_eq!((row.names, row.identifiers), (Json(vec![]), Json(Identifiers::default())));
        assert_eq!((row.updated_at, row.created_at, row.revision), (exactly(2), at(0), 2));
        assert_eq!((row.slug.as_deref(), row.number), (Some("skov"), Some(7)));
        assert_eq!(organisation_key::of(db, id)?, ["key"], "until they are made anew");
        let late = organisation::update(db, id, 1, &says_all(), exactly(3));
        assert!(conflicts(&late));
        assert_eq!(organisation::find(db, id)?.name, "new");
        assert_eq!(whole(&organisation::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn whoever_hides_loses_its_keys(store: Store) {
    write(&store, |db| {
        let (hides, other) = (organisation(db, "skov")?, organisation(db, "eng")?);
        for id in [hides, other] {
            organisation_key::replace(db, id, 1, &texts(&["key"]))?;
        }
        organisation::update(db, hides, 1, &says_all(), exactly(2))?;
        assert!(organisation_key::of(db, hides)?.is_empty());
        assert_eq!(organisation_key::of(db, other)?, ["key"]);
        Ok(())
    })
    .await;
}

async fn a_skeleton_is_replaced_as_it_was_read(store: Store) {
    write(&store, |db| {
        let (id, other) = (organisation::insert(db, "skov", &says_all(), at(0))?, organisation(db, "eng")?);
        let stays = whole(&organisation::find(db, other)?);
        organisation::set_skeleton(db, (id, 2), "late", None)?;
        assert_eq!(organisation::find(db, id)?.skeleton, "skeleton");
        organisation::set_skeleton(db, (id, 1), "new", Some(b"sealed anew"))?;
        let row = organisation::find(db, id)?;
        assert_eq!((row.skeleton.as_str(), row.sealed), ("new", Some(b"sealed anew".to_vec())));
        assert_eq!((row.revision, row.updated_at, row.name.as_str()), (1, at(0), WORDS));
        organisation::set_skeleton(db, (id, 1), "open", None)?;
        assert_eq!(organisation::find(db, id)?.sealed, None);
        assert_eq!(whole(&organisation::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn whoever_acts_for_a_double_acts_for_what_it_became(store: Store) {
    write(&store, |db| {
        let (last, first, middle) =
            (organisation(db, "last")?, organisation(db, "first")?, organisation(db, "middle")?);
        merge::point(db, (first, 1), Some(middle), exactly(1))?;
        merge::point(db, (middle, 1), Some(last), exactly(1))?;
        for id in [first, middle, last] {
            assert_eq!(organisation::survivor(db, id)?.id, last);
        }
        Ok(())
    })
    .await;
}

async fn doubles_in_a_circle_are_an_error(store: Store) {
    write(&store, |db| {
        let (one, other) = (organisation(db, "one")?, organisation(db, "other")?);
        merge::point(db, (one, 1), Some(other), exactly(1))?;
        set(db, "organisations", other.0, &format!("merged_into = {one}"))?;
        assert!(matches!(organisation::survivor(db, one), Err(Error::Internal(_))));
        Ok(())
    })
    .await;
}

async fn whoever_holds_one_changes_nothing_and_lets_others_wait(store: Store) {
    let (one, other) = write(&store, |db| Ok((organisation(db, "one")?, organisation(db, "other")?))).await;
    let both = move |db: &mut Db| Ok([one, other].map(|id| whole(&organisation::find(db, id).unwrap())));
    let stay = read(&store, both).await;
    assert!(others_wait(&store, move |db| organisation::hold(db, one)).await);
    write(&store, |db| organisation::hold(db, OrganisationId(999))).await;
    assert_eq!(read(&store, both).await, stay);
}
