//! Commitments: found, listed, and told apart by whose they are and whether they were ever published. How they change is in
//! `commitment_changed.rs`.

use tilsagn::domain::commitment::{Figure, Kind, Measure, Stage, StoredState};
use tilsagn::domain::ids::{CommitmentId, OrganisationId};
use tilsagn::domain::{Day, Result};
use tilsagn::store::commitment::{self, Commitment, NewCommitment};
use tilsagn::store::{Db, Json, Store};

use crate::answers::{conflicts, each, is_missing};
use crate::rows::{self, BYTES, WORDS, exactly, new_commitment, read, write};
use crate::support::at;

on_both!(
    a_commitment_comes_back_as_it_was,
    what_a_commitment_leaves_out_is_nothing,
    a_public_id_is_given_once,
    published_ones_that_cite_a_paragraph_are_counted,
    some_are_told_by_their_public_ids,
    only_what_was_published_is_found_as_published,
    an_organisations_commitments_are_listed_oldest_first,
    those_that_tell_why_although_nobody_may_be_named_are_listed,
    what_was_taken_over_is_dated,
    what_was_never_published_is_erased_of_one_organisation,
    what_an_erased_organisation_promised_is_blank,
);

/// A commitment that says all that one can, about to be kept.
pub fn full(of: OrganisationId, name: &str) -> NewCommitment {
    let figure = |number| Figure::parse(number).unwrap();
    let (baseline, target) = (Some(figure("-0.5")), figure("123456789012345678"));
    NewCommitment {
        kind: Kind::Funding,
        title: WORDS.to_owned(),
        action: format!("{WORDS}{name}"),
        measure: Json(Measure::Indicator { unit: WORDS.to_owned(), baseline, target }),
        paragraphs: Json(vec!["p-one".to_owned(), "p-two".to_owned()]),
        countries: Json(vec!["DK".to_owned()]),
        evidence: Json(vec!["https://one.test/?a=%20".to_owned()]),
        sealed: Some(BYTES.to_vec()),
        start_on: Day::from_ymd_opt(2024, 2, 29).map(Json),
        due_on: Json(Day::from_ymd_opt(2099, 12, 31).unwrap()),
        stage: Some(Stage::Announced),
        amount_minor: Some(i64::MAX),
        currency: Some("DKK".to_owned()),
        recipients: Some(WORDS.to_owned()),
        version: i64::MAX,
        created_at: exactly(0),
        updated_at: exactly(1),
        ..new_commitment(of, name)
    }
}

/// The same as it stands when it was kept.
pub fn kept(id: CommitmentId, new: NewCommitment) -> Commitment {
    Commitment {
        id,
        public_id: new.public_id,
        organisation_id: new.organisation_id,
        state: new.state,
        kind: new.kind,
        title: new.title,
        action: new.action,
        measure: new.measure,
        paragraphs: new.paragraphs,
        countries: new.countries,
        evidence: new.evidence,
        sealed: new.sealed,
        start_on: new.start_on,
        due_on: new.due_on,
        stage: new.stage,
        amount_minor: new.amount_minor,
        currency: new.currency,
        recipients: new.recipients,
        reason: None,
        version: new.version,
        created_at: new.created_at,
        published_at: None,
        ended_at: None,
        updated_at: new.updated_at,
        revision: new.revision,
    }
}

/// A commitment as it stands.
pub async fn find(store: &Store, id: CommitmentId) -> Commitment {
    read(store, move |db| commitment::find(db, id)).await
}

/// Two organisations: of the first a commitment that says all and one more, of the other one that says all.
pub async fn three(store: &Store) -> [Commitment; 3] {
    write(store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        let mut add = |new: NewCommitment| {
            let id = commitment::insert(db, &new)?;
            commitment::find(db, id)
        };
        Ok([add(full(one, "full"))?, add(new_commitment(one, "plain"))?, add(full(other, "theirs"))?])
    })
    .await
}

/// Publishes one as it stands.
pub fn publish(db: &mut Db, id: CommitmentId) -> Result<Commitment> {
    let seen = commitment::find(db, id)?;
    commitment::set_state(db, &seen, StoredState::Active, exactly(2))?;
    commitment::find(db, id)
}

async fn a_commitment_comes_back_as_it_was(store: Store) {
    let [one, _, theirs] = three(&store).await;
    assert_eq!(find(&store, one.id).await, kept(one.id, full(one.organisation_id, "full")));
    assert_eq!(find(&store, theirs.id).await, kept(theirs.id, full(theirs.organisation_id, "theirs")));
    assert!(is_missing(&store.read(|db| commitment::find(db, CommitmentId(99))).await));
}

async fn what_a_commitment_leaves_out_is_nothing(store: Store) {
    let [_, plain, _] = three(&store).await;
    assert_eq!(find(&store, plain.id).await, kept(plain.id, new_commitment(plain.organisation_id, "plain")));
    let least = write(&store, move |db| {
        let amount_minor = Some(i64::MIN);
        let new = NewCommitment { amount_minor, ..new_commitment(plain.organisation_id, "least") };
        commitment::insert(db, &new)
    })
    .await;
    assert_eq!(find(&store, least).await.amount_minor, Some(i64::MIN));
}

async fn a_public_id_is_given_once(store: Store) {
    let [one, ..] = three(&store).await;
    let again = new_commitment(one.organisation_id, "theirs");
    assert!(conflicts(&store.write(move |db| commitment::insert(db, &again)).await));
}

async fn published_ones_that_cite_a_paragraph_are_counted(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let citing = |paragraph| read(&store, move |db| commitment::citing(db, paragraph));
    assert_eq!(citing("p-one").await, 0, "nobody can read them");
    write(&store, move |db| {
        publish(db, one.id)?;
        publish(db, plain.id)
    })
    .await;
    assert_eq!((citing("p-one").await, citing("p-two").await), (1, 1));
    assert_eq!((citing("p-on").await, citing("one").await), (0, 0));
    write(&store, move |db| publish(db, theirs.id)).await;
    assert_eq!(citing("p-two").await, 2);
}

async fn some_are_told_by_their_public_ids(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let (first, last) = (one.id, theirs.id);
    let of = |ids: Vec<CommitmentId>| read(&store, move |db| commitment::public_ids(db, &ids));
    let mut found = of(vec![first, last, CommitmentId(99)]).await;
    found.sort();
    assert_eq!(found, [(first, "full".to_owned()), (last, "theirs".to_owned())]);
    assert_eq!(of(vec![]).await, []);
    let known = |public_id| store.read(move |db| commitment::by_public_id(db, public_id));
    assert_eq!(known("plain").await.unwrap(), plain);
    assert!(is_missing(&known("none").await));
}

async fn only_what_was_published_is_found_as_published(store: Store) {
    let [one, plain, _] = three(&store).await;
    let id = one.id;
    let known = |public_id| read(&store, move |db| commitment::published_as(db, public_id));
    assert_eq!(known("full").await, None);
    write(&store, move |db| {
        let seen = publish(db, id)?;
        publish(db, plain.id)?;
        commitment::drop(db, &seen, None, at(3))
    })
    .await;
    assert_eq!((known("full").await, known("theirs").await), (Some(id), None), "it was published once");
}

async fn an_organisations_commitments_are_listed_oldest_first(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let of = |id| read(&store, move |db| commitment::of_organisation(db, id));
    assert_eq!(of(one.organisation_id).await, [one, plain]);
    assert_eq!(of(theirs.organisation_id).await, [theirs]);
    assert_eq!(of(OrganisationId(99)).await, []);
}

async fn those_that_tell_why_although_nobody_may_be_named_are_listed(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let (first, last) = (one.id, theirs.id);
    write(&store, move |db| {
        let silent = commitment::insert(db, &full(one.organisation_id, "silent"))?;
        let silent = commitment::find(db, silent)?;
        commitment::drop(db, &silent, None, at(5))?;
        commitment::drop(db, &theirs, Some("we tell"), at(5))?;
        commitment::drop(db, &plain, Some("we are named"), at(5))?;
        commitment::set_reason(db, one.id, Some("staff asked"))
    })
    .await;
    let told = || read(&store, commitment::telling_why);
    assert_eq!(each(told().await, |one| one.id), [last], "what was not given up tells nothing");
    write(&store, move |db| {
        let seen = commitment::find(db, first)?;
        commitment::drop(db, &seen, Some("we tell, too"), at(6))
    })
    .await;
    assert_eq!(each(told().await, |one| one.id), [first, last]);
}

async fn what_was_taken_over_is_dated(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let id = one.id;
    let date = |published, ended| write(&store, move |db| commitment::date(db, id, published, ended));
    date(exactly(5), Some(exactly(6))).await;
    let dated = Commitment { published_at: Some(exactly(5)), ended_at: Some(exactly(6)), ..one };
    assert_eq!(find(&store, id).await, dated);
    date(exactly(5), None).await;
    assert_eq!(find(&store, id).await, Commitment { ended_at: None, ..dated });
    assert_eq!((find(&store, plain.id).await, find(&store, theirs.id).await), (plain, theirs));
}

async fn what_was_never_published_is_erased_of_one_organisation(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let (of, id) = (one.organisation_id, plain.id);
    let published = write(&store, move |db| {
        let published = publish(db, id)?;
        commitment::erase_of(db, of)?;
        Ok(published)
    })
    .await;
    assert_eq!(read(&store, move |db| commitment::of_organisation(db, of)).await, [published]);
    assert_eq!(find(&store, theirs.id).await, theirs);
}

async fn what_an_erased_organisation_promised_is_blank(store: Store) {
    let [one, plain, theirs] = three(&store).await;
    let (of, id) = (one.organisation_id, one.id);
    let before = write(&store, move |db| {
        let seen = publish(db, id)?;
        commitment::drop(db, &seen, Some(WORDS), exactly(5))?;
        let before = commitment::find(db, id)?;
        commitment::blank_of(db, of)?;
        Ok(before)
    })
    .await;
    let none = || Json(Vec::new());
    let blank = |one: Commitment| Commitment {
        title: String::new(),
        action: String::new(),
        measure: Json(Measure::Deliverable),
        paragraphs: none(),
        countries: none(),
        evidence: none(),
        sealed: None,
        start_on: None,
        stage: None,
        amount_minor: None,
        currency: None,
        recipients: None,
        reason: None,
        revision: one.revision + 1,
        ..one
    };
    let late = plain.clone();
    assert_eq!(find(&store, id).await, blank(before));
    assert_eq!((find(&store, plain.id).await, find(&store, theirs.id).await), (blank(plain), theirs));
    let late = store.write(move |db| commitment::drop(db, &late, Some("we tell"), at(6))).await;
    assert!(conflicts(&late), "who has seen it before brings nothing back");
}
