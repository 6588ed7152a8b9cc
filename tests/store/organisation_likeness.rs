//! Organisations that may be another, and what is left of one that is erased.

use tilsagn::domain::Result;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::organisation::Category;
use tilsagn::store::organisation::{self, Organisation, Profile};
use tilsagn::store::{Db, Store, case, organisation_key, public};

use crate::answers::{conflicts, each};
use crate::organisation::says_all;
use crate::rows::{case_about as open, erased, exactly, organisation, profile, texts, whole, write};

on_both!(
    others_are_similar_by_domain_or_by_skeleton,
    of_those_that_are_similar_the_first_twenty_are_told,
    other_states_are_listed_oldest_first,
    twins_share_skeleton_and_category,
    a_state_that_hides_has_other_states_compared_anew,
    of_an_erased_organisation_nothing_is_left_but_that_it_was_there,
    what_was_read_before_an_erasure_is_not_written_back,
    everybody_is_known_who_is_not_erased,
    an_address_that_is_gone_is_remembered_once,
);

fn of_domain(db: &mut Db, name: &str, domain: &str) -> Result<OrganisationId> {
    let profile = Profile { domain: Some(domain.to_owned()), ..profile(name) };
    organisation::insert(db, name, &profile, exactly(0))
}

fn state(db: &mut Db, name: &str) -> Result<OrganisationId> {
    organisation::insert(db, name, &Profile { category: Category::State, ..profile(name) }, exactly(0))
}

async fn others_are_similar_by_domain_or_by_skeleton(store: Store) {
    write(&store, |db| {
        let me = of_domain(db, "me", "skov.test")?;
        let by_name = organisation(db, "skov")?;
        of_domain(db, "other", "eng.test")?;
        let by_domain = of_domain(db, "third", "skov.test")?;
        let gone = of_domain(db, "gone", "skov.test")?;
        erased(db, gone)?;
        let mut similar = |domains: &[&str], skeletons: &[&str]| -> Result<Vec<OrganisationId>> {
            Ok(each(organisation::similar(db, me, &texts(domains), &texts(skeletons))?, |one| one.id))
        };
        assert_eq!(similar(&["skov.test", "x"], &["skov", "me"])?, [by_name, by_domain]);
        assert_eq!(similar(&[], &["skov"])?, [by_name]);
        assert_eq!(similar(&["skov.test"], &[])?, [by_domain]);
        assert!(similar(&[], &[])?.is_empty());
        Ok(())
    })
    .await;
}

async fn of_those_that_are_similar_the_first_twenty_are_told(store: Store) {
    write(&store, |db| {
        let me = organisation(db, "me")?;
        let all: Vec<_> =
            (0..21).map(|n| of_domain(db, &n.to_string(), "skov.test")).collect::<Result<_>>()?;
        let similar = organisation::similar(db, me, &texts(&["skov.test"]), &[])?;
        assert_eq!(each(similar, |one| one.id), all[..20]);
        Ok(())
    })
    .await;
}

async fn other_states_are_listed_oldest_first(store: Store) {
    write(&store, |db| {
        let (denmark, norway) = (state(db, "Denmark")?, state(db, "Norway")?);
        let (gone, iceland) = (state(db, "gone")?, state(db, "Iceland")?);
        organisation(db, "skov")?;
        erased(db, gone)?;
        assert_eq!(each(organisation::other_states(db, norway)?, |one| one.id), [denmark, iceland]);
        Ok(())
    })
    .await;
}

async fn twins_share_skeleton_and_category(store: Store) {
    write(&store, |db| {
        let twin = |db: &mut Db, public_id: &str, category| {
            organisation::insert(db, public_id, &Profile { category, ..profile("twin") }, exactly(0))
        };
        let first = twin(db, "first", Category::Media)?;
        twin(db, "company", Category::Company)?;
        let gone = twin(db, "gone", Category::Media)?;
        let second = twin(db, "second", Category::Media)?;
        organisation(db, "another")?;
        erased(db, gone)?;
        assert_eq!(each(organisation::twins(db, "twin", Category::Media)?, |one| one.id), [first, second]);
        assert!(organisation::twins(db, "twin", Category::State)?.is_empty());
        Ok(())
    })
    .await;
}

async fn a_state_that_hides_has_other_states_compared_anew(store: Store) {
    write(&store, |db| {
        let (hides, other, skov) = (state(db, "Denmark")?, state(db, "Norway")?, organisation(db, "skov")?);
        let mut cases = Vec::new();
        for of in [hides, other, skov] {
            let id = open(db, CaseKind::Endorsement, of.0, of)?;
            let seen = case::find(db, id)?;
            case::compared(db, &seen, false)?;
            cases.push(id);
        }
        let hidden = Profile { category: Category::State, sealed: Some(b"sealed".to_vec()), ..profile("") };
        organisation::update(db, hides, 1, &hidden, exactly(1))?;
        let waiting: Vec<_> = case::to_compare(db, 9)?.iter().map(|one| one.id).collect();
        assert_eq!(waiting, [cases[1]]);
        Ok(())
    })
    .await;
}

async fn of_an_erased_organisation_nothing_is_left_but_that_it_was_there(store: Store) {
    write(&store, |db| {
        let said = Profile { category: Category::Company, ..says_all() };
        let (gone, other) = (organisation::insert(db, "skov", &said, exactly(0))?, organisation(db, "eng")?);
        organisation::give_address(db, gone, "skov", 7)?;
        for id in [gone, other] {
            organisation_key::replace(db, id, 1, &texts(&["key"]))?;
        }
        let stays = whole(&organisation::find(db, other)?);
        organisation::erase(db, gone, exactly(5))?;
        let expected = Organisation { erased_at: Some(exactly(5)), updated_at: exactly(5), ..blank(gone) };
        assert_eq!(whole(&organisation::find(db, gone)?), whole(&expected));
        assert!(organisation_key::of(db, gone)?.is_empty());
        assert_eq!(organisation_key::of(db, other)?, ["key"]);
        assert_eq!(whole(&organisation::find(db, other)?), stays);
        Ok(())
    })
    .await;
}

async fn what_was_read_before_an_erasure_is_not_written_back(store: Store) {
    write(&store, |db| {
        let (gone, other) = (organisation(db, "skov")?, organisation(db, "eng")?);
        for id in [gone, other] {
            organisation_key::replace(db, id, 1, &texts(&["key"]))?;
        }
        organisation::erase(db, gone, exactly(5))?;
        let erased = whole(&organisation::find(db, gone)?);
        let late = organisation::update(db, gone, 1, &profile("skov"), exactly(6));
        assert!(conflicts(&late));
        organisation::set_skeleton(db, (gone, 1), "skov", Some(b"who it is"))?;
        assert_eq!(whole(&organisation::find(db, gone)?), erased);
        assert!(organisation_key::stale(db, 9)?.is_empty(), "there is nothing to make keys of");
        organisation_key::replace(db, gone, 1, &texts(&["key"]))?;
        assert_eq!(organisation_key::stale(db, 9)?, [gone], "whoever makes keys looks at it once more");
        Ok(())
    })
    .await;
}

/// A company that says nothing.
fn blank(id: OrganisationId) -> Organisation {
    let Profile { category, names, identifiers, .. } = profile("");
    Organisation {
        id,
        public_id: "skov".to_owned(),
        slug: None,
        number: None,
        category,
        country: None,
        name: String::new(),
        website: None,
        domain: None,
        description: None,
        search_key: String::new(),
        skeleton: String::new(),
        sealed: None,
        merged_into: None,
        erased_at: None,
        created_at: exactly(0),
        updated_at: exactly(0),
        revision: 2,
        names,
        identifiers,
        keyed: 2,
    }
}

async fn everybody_is_known_who_is_not_erased(store: Store) {
    write(&store, |db| {
        let (first, gone, last) = (organisation(db, "z")?, organisation(db, "m")?, organisation(db, "a")?);
        organisation::erase(db, gone, exactly(1))?;
        assert_eq!(each(organisation::all_known(db)?, |one| one.id), [first, last]);
        Ok(())
    })
    .await;
}

async fn an_address_that_is_gone_is_remembered_once(store: Store) {
    for index in ["one", "two", "one"] {
        store.write(move |db| organisation::keep_gone(db, index)).await.unwrap();
    }
    let mut gone = store.read(public::gone_slugs).await.unwrap();
    gone.sort();
    assert_eq!(gone, texts(&["one", "two"]));
}
