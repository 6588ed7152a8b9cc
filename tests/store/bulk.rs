//! Many rows at once: the program adds them so on SQLite alone, and it holds on both.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use tilsagn::domain::Result;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::call::ChangeKind;
use tilsagn::domain::commitment::{Kind, Measure, StoredState};
use tilsagn::domain::endorsement::{Authority, EndorsementState, Origin};
use tilsagn::domain::ids::*;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::assurance::{Assurance, AssuranceState, Evidence};
use tilsagn::store::bulk::{self, Free, Next, Rows};
use tilsagn::store::commitment::Commitment;
use tilsagn::store::endorsement::Endorsement;
use tilsagn::store::entry::Entry;
use tilsagn::store::organisation::Organisation;
use tilsagn::store::representative::Representative;
use tilsagn::store::{
    Db, Json, Store, assurance, call, commitment, endorsement, entry, organisation, register_state,
    representative,
};

use crate::answers::{conflicts, is_missing};
use crate::rows;
use crate::support::at;

on_both!(
    more_rows_than_one_statement_takes_are_added_behind_what_is_there,
    rows_of_which_one_is_there_are_not_added,
    the_writer_holds_more_in_memory_until_the_room_is_given_back,
);

/// One statement takes a thousand.
const MANY: i64 = 1_001;

fn an_organisation(id: i64, number: i64) -> Organisation {
    Organisation {
        id: OrganisationId(id),
        public_id: format!("organisation{id}"),
        slug: Some(format!("slug-{id}")),
        number: Some(number),
        category: Category::Company,
        country: Some("DK".to_owned()),
        name: format!("Prøve {id} ApS"),
        website: None,
        domain: None,
        description: None,
        search_key: format!("prove {id} aps"),
        skeleton: format!("prove{id}"),
        sealed: None,
        merged_into: None,
        erased_at: None,
        created_at: at(id),
        updated_at: at(id),
        revision: 1,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
        keyed: 0,
    }
}

fn a_representative(id: i64) -> Representative {
    Representative {
        id: RepresentativeId(id),
        organisation_id: OrganisationId(id),
        sealed: b"sealed".to_vec(),
        email_index: format!("index {id}"),
        language: "da".to_owned(),
        named: true,
        created_at: at(id),
        removed_at: None,
        authority: None,
    }
}

fn an_endorsement(id: i64, version: VersionId) -> Endorsement {
    Endorsement {
        id: EndorsementId(id),
        public_id: format!("endorsement{id}"),
        reference: format!("REF-{id}"),
        organisation_id: OrganisationId(id),
        representative_id: Some(RepresentativeId(id)),
        version_id: version,
        language: "da".to_owned(),
        state: EndorsementState::Published,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: Some("Vi er med.".to_owned()),
        authority: Authority::Own,
        origin: Origin::Form,
        reason: None,
        submitted_at: at(id),
        confirmed_at: Some(at(id)),
        published_at: Some(at(id)),
        ended_at: None,
        updated_at: at(id),
        revision: 1,
        hid_at: None,
    }
}

fn a_commitment(id: i64, of: i64) -> Commitment {
    Commitment {
        id: CommitmentId(id),
        public_id: format!("promise{id}"),
        organisation_id: OrganisationId(of),
        state: StoredState::Active,
        kind: Kind::Action,
        title: "Publish how we rank and recommend".to_owned(),
        action: "We will describe in plain words what our feeds weigh and why.".to_owned(),
        measure: Json(Measure::Deliverable),
        paragraphs: Json(vec!["p-platforms".to_owned()]),
        countries: Json(vec!["DK".to_owned()]),
        evidence: Json(Vec::new()),
        sealed: None,
        start_on: None,
        due_on: Json(at(0).naive().date()),
        stage: None,
        amount_minor: None,
        currency: None,
        recipients: None,
        reason: None,
        version: 1,
        created_at: at(id),
        published_at: Some(at(id)),
        ended_at: None,
        updated_at: at(id),
        revision: 1,
    }
}

fn an_assurance(id: i64) -> Assurance {
    Assurance {
        id: AssuranceId(id),
        organisation_id: OrganisationId(id),
        level: Level::Mailbox,
        evidence: Json(Evidence::Mailbox { domain: None }),
        state: AssuranceState::Confirmed,
        recorded_by: None,
        recorded_at: at(id),
        confirmed_by: None,
        confirmed_at: Some(at(id)),
        lapsed_at: None,
        last_verified_at: None,
    }
}

fn an_entry(number: i64, of: i64) -> Entry {
    Entry {
        id: number + 1,
        number: Some(number),
        at: at(of),
        kind: "endorsement.published".to_owned(),
        subject: format!("subject{number}"),
        digest: format!("{number:064x}"),
        salt: Some("00".repeat(32)),
        body: Some("{}".to_owned()),
        sealed: None,
        organisation_id: Some(OrganisationId(of)),
        commitment_id: None,
    }
}

/// So many signatories behind what is there, each with one row of every kind, and the counters after them.
fn several(free: Free, count: i64, version: VersionId) -> (Rows, Next) {
    let mut rows = Rows::default();
    for n in 0..count {
        let id = free.signatory + n;
        rows.organisations.push(an_organisation(id, free.next.signatory + n));
        rows.representatives.push(a_representative(id));
        rows.endorsements.push(an_endorsement(id, version));
        rows.commitments.push(a_commitment(free.commitment + n, id));
        rows.assurances.push(an_assurance(id));
        rows.entries.push(an_entry(free.next.entry + n, id));
    }
    (rows, Next { entry: free.next.entry + count, signatory: free.next.signatory + count })
}

async fn free(store: &Store) -> Free {
    store.read(bulk::free).await.unwrap()
}

async fn version(store: &Store) -> VersionId {
    store.write(|db| call::insert(db, ChangeKind::Initial, at(0))).await.unwrap()
}

async fn add(store: &Store, (rows, next): (Rows, Next)) -> Result<()> {
    let add = store.write(move |db| {
        bulk::insert(db, &rows)?;
        bulk::set_next(db, next)
    });
    add.await
}

async fn more_rows_than_one_statement_takes_are_added_behind_what_is_there(store: Store) {
    let there = store.write(|db| rows::organisation(db, "there")).await.unwrap().0;
    let (version, before) = (version(&store).await, free(&store).await);
    assert_eq!((before.signatory, before.commitment), (there + 1, 1));
    let revision = store.read(register_state::content_revision).await.unwrap();
    add(&store, several(before, MANY, version)).await.unwrap();
    let after = free(&store).await;
    assert_eq!((after.signatory, after.commitment), (before.signatory + MANY, 1 + MANY));
    assert_eq!(after.next.entry, before.next.entry + MANY);
    assert_eq!(after.next.signatory, before.next.signatory + MANY);
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), revision + 1);
    add(&store, several(after, 1, version)).await.unwrap();
    for id in [before.signatory, before.signatory + MANY - 1, after.signatory] {
        let of = OrganisationId(id);
        let read = store.read(move |db| {
            let signed = (organisation::find(db, of)?, endorsement::of_organisation(db, of)?);
            let people = representative::of_organisation(db, of)?;
            let records = assurance::of_organisation(db, of)?;
            Ok((
                signed,
                people,
                commitment::of_organisation(db, of)?,
                records,
                entry::of_organisation(db, of)?,
            ))
        });
        let ((named, signed), people, promised, records, entries) = read.await.unwrap();
        assert_eq!((named.name, named.number), (format!("Prøve {id} ApS"), signed_as(before, id)));
        assert_eq!((signed.reference, signed.published_at), (format!("REF-{id}"), Some(at(id))));
        let counted = (people.len(), promised.len(), records.len(), entries.len());
        assert_eq!(counted, (1, 1, 1, 1), "{id}");
        assert_eq!(entries[0].number, Some(before.next.entry + id - before.signatory));
    }
}

/// The public number of whoever has this id, where the first of the rows has the first that was free.
fn signed_as(before: Free, id: i64) -> Option<i64> {
    Some(before.next.signatory + id - before.signatory)
}

async fn rows_of_which_one_is_there_are_not_added(store: Store) {
    let version = version(&store).await;
    add(&store, several(free(&store).await, 2, version)).await.unwrap();
    let before = free(&store).await;
    let (mut rows, next) = several(before, 3, version);
    rows.commitments[2].id = CommitmentId(1);
    assert!(conflicts(&add(&store, (rows, next)).await));
    let first = OrganisationId(before.signatory);
    let found = store.read(move |db| organisation::find(db, first)).await;
    assert!(is_missing(&found), "{found:?}");
    let after = free(&store).await;
    assert_eq!((after.signatory, after.next.entry), (before.signatory, before.next.entry));
}

#[derive(QueryableByName)]
struct Room {
    #[diesel(sql_type = BigInt)]
    pages: i64,
}

/// How much of an embedded database its connection may hold; nothing, where a server holds it.
fn room(db: &mut Db) -> Result<Option<i64>> {
    if let Db::Pg(_) = db {
        return Ok(None);
    }
    let room: Room = diesel::sql_query("SELECT cache_size AS pages FROM pragma_cache_size").get_result(db)?;
    Ok(Some(room.pages))
}

async fn the_writer_holds_more_in_memory_until_the_room_is_given_back(store: Store) {
    let before = store.write(room).await.unwrap();
    store.write(bulk::make_room).await.unwrap();
    let made = store.write(room).await.unwrap();
    store.write(bulk::give_room_back).await.unwrap();
    // Below nothing it counts KiB.
    assert!(made < before || before.is_none(), "{made:?} and {before:?} before");
    assert_eq!(store.write(room).await.unwrap(), before);
}
