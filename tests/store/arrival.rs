//! Arrivals: from where signatures came, and how many. How those that are held go on is in `arrival_held.rs`.

use std::collections::HashMap;

use tilsagn::domain::Result;
use tilsagn::domain::arrival::{Alike, Hold};
use tilsagn::domain::crowd::Width;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::ArrivalId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::arrival::{self, Arrival, By, FromVisitor, NewArrival, OfDomain};
use tilsagn::store::{Db, Store, endorsement};

use crate::answers::each;
use crate::rows::{self, BYTES, Signed, WORDS, came, exactly, read, rule, write};
use crate::support::{at, sql};

on_both!(
    an_arrival_comes_back_as_it_was,
    what_is_left_out_of_an_arrival_is_nothing,
    a_signature_is_of_the_newest_arrival_that_is_no_repetition,
    each_signature_has_the_site_of_its_first_arrival,
    of_a_network_those_since_a_moment_count_that_are_not_held,
    those_since_a_moment_are_listed_newest_first,
    who_must_not_be_named_is_known_by_its_signature_and_indexes,
    those_that_may_be_named_count_by_visitor_and_by_domain,
    of_those_before_an_arrival_as_many_are_read_as_were_asked_for,
    those_of_each_visitor_are_counted_with_the_newest,
    those_of_each_domain_are_counted_from_so_many_on,
    confirmed_ones_count_by_their_domains,
    what_came_is_forgotten_of_one_organisation,
    what_came_before_a_moment_is_forgotten_unless_it_is_held,
);

fn submitted(db: &mut Db, name: &str) -> Result<Signed> {
    rows::signed(db, name, EndorsementState::Submitted)
}

/// Adds several that are each a little otherwise.
fn add(db: &mut Db, all: impl IntoIterator<Item = NewArrival>) -> Result<Vec<ArrivalId>> {
    all.into_iter().map(|one| arrival::insert(db, &one)).collect()
}

/// How one of another network and another domain came.
fn from(network: &str, domain: &str, came: NewArrival) -> NewArrival {
    NewArrival { network_index: network.to_owned(), domain_index: domain.to_owned(), ..came }
}

fn held(why: Hold, came: NewArrival) -> NewArrival {
    NewArrival { held: Some(why), ..came }
}

async fn an_arrival_comes_back_as_it_was(store: Store) {
    let (kept, found) = write(&store, |db| {
        let (by, rule_id) = (submitted(db, "one")?, rule(db)?);
        let new = NewArrival {
            at: exactly(0),
            repeated: true,
            held: Some(Hold::Returning),
            like_id: Some(by.organisation),
            rule_id: Some(rule_id),
            site_index: WORDS.to_owned(),
            alike: Some(Alike::Domain),
            ..came(by.endorsement, 0)
        };
        let id = arrival::insert(db, &new)?;
        let kept = Arrival {
            id,
            endorsement_id: by.endorsement,
            at: exactly(0),
            repeated: true,
            sealed: BYTES.to_vec(),
            network_index: "network".to_owned(),
            domain_index: "domain".to_owned(),
            held: Some(Hold::Returning),
            like_id: Some(by.organisation),
            rule_id: Some(rule_id),
            site_index: Some(WORDS.to_owned()),
            carrier_index: Some("carrier".to_owned()),
            alike: Some(Alike::Domain),
        };
        Ok((kept, arrival::find(db, id)?))
    })
    .await;
    assert_eq!(found, Some(kept));
    assert_eq!(read(&store, |db| arrival::find(db, ArrivalId(99))).await, None);
}

async fn what_is_left_out_of_an_arrival_is_nothing(store: Store) {
    let id = write(&store, |db| {
        let by = submitted(db, "one")?;
        arrival::insert(db, &came(by.endorsement, 0))
    })
    .await;
    let found = read(&store, move |db| arrival::find(db, id)).await.unwrap();
    assert_eq!((found.held, found.like_id, found.rule_id, found.alike), (None, None, None, None));
}

async fn a_signature_is_of_the_newest_arrival_that_is_no_repetition(store: Store) {
    let (of, ids, bare) = write(&store, |db| {
        let (one, other, bare) = (submitted(db, "one")?, submitted(db, "other")?, submitted(db, "bare")?);
        let again = NewArrival { repeated: true, ..came(one.endorsement, 2) };
        let all = [came(one.endorsement, 1), came(one.endorsement, 0), again, came(other.endorsement, 3)];
        Ok((one.endorsement, add(db, all)?, bare.endorsement))
    })
    .await;
    let found = |of| read(&store, move |db| arrival::of_endorsement(db, of));
    assert_eq!(found(of).await.map(|one| one.id), Some(ids[1]));
    assert_eq!(found(bare).await, None);
}

async fn each_signature_has_the_site_of_its_first_arrival(store: Store) {
    let (sites, expected) = write(&store, |db| {
        let (one, two, other) = (submitted(db, "one")?, submitted(db, "two")?, submitted(db, "other")?);
        let again = NewArrival { repeated: true, site_index: "later".to_owned(), ..came(one.endorsement, 1) };
        let unknown = held(Hold::Network, came(two.endorsement, 0));
        add(db, [came(one.endorsement, 0), again, unknown, came(other.endorsement, 0)])?;
        sql(db, "UPDATE arrivals SET site_index = NULL WHERE held IS NOT NULL")?;
        let sites = arrival::sites(db, &[one.endorsement, two.endorsement])?;
        let first = (one.endorsement, (Some("site".to_owned()), false));
        Ok((sites, HashMap::from([first, (two.endorsement, (None, true))])))
    })
    .await;
    assert_eq!(sites, expected);
    assert!(read(&store, |db| arrival::sites(db, &[])).await.is_empty());
}

async fn of_a_network_those_since_a_moment_count_that_are_not_held(store: Store) {
    write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        let all = [
            came(of, 0),
            came(of, 1),
            came(of, 2),
            held(Hold::Domain, came(of, 3)),
            from("second", "domain", came(of, 3)),
            from("third", "domain", came(of, 3)),
        ];
        add(db, all)
    })
    .await;
    let count = |indexes: &[&str], since| {
        let indexes: Vec<String> = indexes.iter().map(|&one| one.to_owned()).collect();
        read(&store, move |db| arrival::count_from_network(db, &indexes, since))
    };
    assert_eq!(count(&["network"], at(0)).await, 2);
    assert_eq!(count(&["network", "second"], at(1)).await, 2);
    assert_eq!(count(&["nowhere"], at(0)).await, 0);
    assert_eq!(count(&[], at(0)).await, 0);
}

async fn those_since_a_moment_are_listed_newest_first(store: Store) {
    let ids = write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        add(db, [came(of, 9), came(of, 5), came(of, 7), held(Hold::Blocked, came(of, 6))])
    })
    .await;
    let since = |limit| read(&store, move |db| arrival::since(db, at(5), limit));
    assert_eq!(each(since(9).await, |one| one.id), [ids[3], ids[2], ids[0]]);
    assert_eq!(each(since(2).await, |one| one.id), [ids[3], ids[2]]);
}

async fn who_must_not_be_named_is_known_by_its_signature_and_indexes(store: Store) {
    let early = write(&store, |db| {
        let named = submitted(db, "named")?.endorsement;
        let (first, later) =
            (rows::sealed_organisation(db, "first")?, rows::sealed_organisation(db, "later")?);
        let early = rows::sign(db, first, ("early", EndorsementState::Submitted))?.endorsement;
        let late = rows::sign(db, later, ("late", EndorsementState::Submitted))?.endorsement;
        let apart = from("n", "d", NewArrival { site_index: "s".to_owned(), ..came(early, 2) });
        add(db, [came(named, 2), NewArrival { carrier_index: "c".to_owned(), ..apart }, came(late, 1)])?;
        Ok(early)
    })
    .await;
    assert_eq!(read(&store, |db| arrival::unnamed(db, at(1))).await, [early]);
    let theirs = ["n", "s", "c", "d"].map(|index| Some(index.to_owned()));
    assert_eq!(read(&store, |db| arrival::indexes_of_sealed(db, at(1))).await, [theirs]);
    assert_eq!(read(&store, |db| arrival::unnamed(db, at(0))).await.len(), 2);
    assert_eq!(read(&store, |db| arrival::indexes_of_sealed(db, at(0))).await.len(), 2);
}

async fn those_that_may_be_named_count_by_visitor_and_by_domain(store: Store) {
    write(&store, |db| {
        let named = submitted(db, "named")?.endorsement;
        let hidden = rows::sealed_organisation(db, "hidden")?;
        let hidden = rows::sign(db, hidden, ("hidden", EndorsementState::Submitted))?.endorsement;
        let protected = submitted(db, "protected")?.endorsement;
        let seen = endorsement::find(db, protected)?;
        endorsement::set_visibility(db, &seen, Visibility::Protected, None, at(0))?;
        let of_these = [came(named, 1), came(named, 2), came(hidden, 2), came(protected, 2)];
        let others = [from("network", "other", came(named, 2)), from("other", "domain", came(named, 2))];
        add(db, of_these.into_iter().chain(others).chain([held(Hold::Network, came(named, 2))]))
    })
    .await;
    let count = |by, index: &str, since| {
        let index = [index.to_owned()];
        read(&store, move |db| arrival::count_named(db, by, &index, since))
    };
    assert_eq!(
        (count(By::Visitor, "network", at(0)).await, count(By::Visitor, "network", at(1)).await),
        (3, 2)
    );
    assert_eq!((count(By::Domain, "domain", at(0)).await, count(By::Domain, "domain", at(1)).await), (3, 2));
    assert_eq!((count(By::Domain, "other", at(0)).await, count(By::Visitor, "domain", at(0)).await), (1, 0));
}

async fn of_those_before_an_arrival_as_many_are_read_as_were_asked_for(store: Store) {
    let (last, alone) = write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        let hidden = submitted(db, "hidden")?.endorsement;
        let seen = endorsement::find(db, hidden)?;
        endorsement::set_visibility(db, &seen, Visibility::Protected, None, at(0))?;
        let elsewhere = from("elsewhere", "domain", came(of, 5));
        let of_carrier = NewArrival { site_index: "elsewhere".to_owned(), ..elsewhere.clone() };
        let all = [
            came(of, 1),
            came(of, 5),
            came(hidden, 5),
            held(Hold::Network, came(of, 5)),
            elsewhere,
            of_carrier,
            from("unknown", "domain", came(of, 5)),
            came(of, 5),
            from("unknown", "domain", came(of, 5)),
        ];
        let ids = add(db, all)?;
        sql(
            db,
            "UPDATE arrivals SET site_index = NULL, carrier_index = NULL WHERE network_index = 'unknown'",
        )?;
        Ok((arrival::find(db, ids[7])?.unwrap(), arrival::find(db, ids[8])?.unwrap()))
    })
    .await;
    let count = |of: &Arrival, width, seen: &'static [Visibility], most| {
        let of = of.clone();
        read(&store, move |db| arrival::count_before(db, &of, (width, at(1)), seen, most))
    };
    let named: &[Visibility] = &[Visibility::Public];
    assert_eq!(count(&last, Width::Visitor, named, 9).await, 1);
    assert_eq!(count(&last, Width::Site, named, 9).await, 2);
    assert_eq!(count(&last, Width::Carrier, named, 9).await, 3);
    assert_eq!(count(&last, Width::Carrier, named, 2).await, 2);
    assert_eq!(count(&last, Width::Visitor, Visibility::ALL, 9).await, 2);
    assert_eq!(count(&alone, Width::Site, Visibility::ALL, 9).await, 0, "it is not known from which site");
    assert_eq!(count(&alone, Width::Carrier, Visibility::ALL, 9).await, 0);
}

async fn those_of_each_visitor_are_counted_with_the_newest(store: Store) {
    let ids = write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        let b = |minutes| from("b", "domain", came(of, minutes));
        let ids = add(db, [came(of, 1), came(of, 3), held(Hold::Blocked, came(of, 2)), b(2), b(1)])?;
        sql(db, "UPDATE arrivals SET site_index = NULL, carrier_index = NULL WHERE network_index = 'b'")?;
        Ok(ids)
    })
    .await;
    let mut found = read(&store, |db| arrival::from_visitors(db, at(1))).await;
    found.sort_by(|one, other| one.network.cmp(&other.network));
    let visitor = |network: &str, count, newest| FromVisitor {
        network: network.to_owned(),
        site: None,
        carrier: None,
        count,
        newest,
    };
    let (site, carrier) = (Some("site".to_owned()), Some("carrier".to_owned()));
    assert_eq!(
        found,
        [visitor("b", 1, ids[3]), FromVisitor { site, carrier, ..visitor("network", 2, ids[2]) }]
    );
}

async fn those_of_each_domain_are_counted_from_so_many_on(store: Store) {
    let ids = write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        let few = |minutes| from("network", "few", came(of, minutes));
        add(db, [came(of, 2), held(Hold::Domain, came(of, 2)), few(2), few(1)])
    })
    .await;
    let of = |since, most| read(&store, move |db| arrival::of_domains(db, since, most));
    let many = OfDomain { domain: "domain".to_owned(), count: 2, newest: ids[1] };
    assert_eq!(of(at(1), 2).await, [many]);
    assert_eq!(of(at(0), 2).await.len(), 2);
    assert_eq!(of(at(0), 3).await, []);
}

async fn confirmed_ones_count_by_their_domains(store: Store) {
    write(&store, |db| {
        let (one, two, not) = (submitted(db, "one")?, submitted(db, "two")?, submitted(db, "not")?);
        for id in [one.endorsement, two.endorsement] {
            let seen = endorsement::find(db, id)?;
            endorsement::apply(db, &seen, Act::Confirm, at(3))?;
        }
        let again = NewArrival { repeated: true, ..came(one.endorsement, 2) };
        let other = from("network", "other", came(two.endorsement, 2));
        let unasked = from("network", "unasked", came(two.endorsement, 2));
        let mine = [came(one.endorsement, 2), came(one.endorsement, 1), came(not.endorsement, 2)];
        add(db, mine.into_iter().chain([again, other, unasked]))
    })
    .await;
    let indexes = ["domain", "other", "none"].map(str::to_owned);
    let found = read(&store, move |db| arrival::count_confirmed(db, &indexes, at(1))).await;
    assert_eq!(found, HashMap::from([("domain".to_owned(), 1), ("other".to_owned(), 1)]));
}

async fn what_came_is_forgotten_of_one_organisation(store: Store) {
    let ids = write(&store, |db| {
        let (one, other) = (submitted(db, "one")?, submitted(db, "other")?);
        let ids = add(db, [came(one.endorsement, 0), came(one.endorsement, 1), came(other.endorsement, 0)])?;
        arrival::delete_of(db, one.organisation)?;
        Ok(ids)
    })
    .await;
    let left = read(&store, |db| arrival::since(db, at(-1), 9)).await;
    assert_eq!(each(left, |one| one.id), [ids[2]]);
}

async fn what_came_before_a_moment_is_forgotten_unless_it_is_held(store: Store) {
    let (ids, gone) = write(&store, |db| {
        let of = submitted(db, "one")?.endorsement;
        let ids = add(db, [came(of, 0), came(of, 5), held(Hold::Network, came(of, 0)), came(of, 1)])?;
        Ok((ids, arrival::delete_before(db, at(5))?))
    })
    .await;
    assert_eq!(gone, 2);
    let left = read(&store, |db| arrival::since(db, at(-1), 9)).await;
    assert_eq!(each(left, |one| one.id), [ids[2], ids[1]]);
}
