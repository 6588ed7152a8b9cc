//! The smallest rows that others hang on, made as the store makes them. Each is given within the act that needs it.

use std::fmt::Debug;

use chrono::Duration;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::commitment::{Kind, Measure, StoredState};
use tilsagn::domain::endorsement::{Authority, EndorsementState, Origin};
use tilsagn::domain::identifier::Identifiers;
use tilsagn::domain::ids::{
    CaseId, CommitmentId, EndorsementId, OrganisationId, RepresentativeId, StaffId, VersionId,
};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::permit::Roles;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::commitment::{self, NewCommitment, Terms};
use tilsagn::store::endorsement::{self, NewEndorsement};
use tilsagn::store::entry::NewEntry;
use tilsagn::store::organisation::{self, Profile};
use tilsagn::store::representative::{self, NewRepresentative};
use tilsagn::store::staff::{self, NewStaff};
use tilsagn::store::{Db, Json, Store, case};

use crate::support::{at, sql};

/// Letters that a database might keep otherwise: composed and not, of several code points, from right to left, and signs
/// that SQL reads.
pub const TEXT: &str = "\u{c6}r\u{f8} e\u{301} \u{1f469}\u{200d}\u{1f680} \u{202b}שלום\u{202c} %_\\'\"";

/// So many minutes after the tests' midnight, and some milliseconds, which must not get lost.
pub fn exact(minutes: i64) -> Moment {
    at(minutes) + Duration::milliseconds(789)
}

/// The last moment before another.
pub fn before(moment: Moment) -> Moment {
    moment - Duration::milliseconds(1)
}

/// A moment as SQL has it in quotes.
pub fn quoted(moment: Moment) -> String {
    moment.naive().format("'%Y-%m-%d %H:%M:%S%.3f'").to_string()
}

/// Changes a row past the store, for what only another floor brings about.
pub fn set(db: &mut Db, table: &str, id: i64, what: &str) -> Result<()> {
    assert_eq!(sql(db, &format!("UPDATE {table} SET {what} WHERE id = {id}"))?, 1, "{table} {id}");
    Ok(())
}

/// A row whole, to see that it stays as it is.
pub fn whole(row: &impl Debug) -> String {
    format!("{row:?}")
}

/// Texts of one's own.
pub fn texts(some: &[&str]) -> Vec<String> {
    some.iter().map(|&one| one.to_owned()).collect()
}

/// What a Danish company says of itself.
pub fn profile(name: &str) -> Profile {
    Profile {
        category: Category::Company,
        country: Some("DK".to_owned()),
        name: name.to_owned(),
        website: None,
        domain: None,
        description: None,
        search_key: name.to_owned(),
        skeleton: name.to_owned(),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Identifiers::default()),
    }
}

/// A Danish company. Its name is also its public id and its skeleton.
pub fn organisation(db: &mut Db, name: &str) -> Result<OrganisationId> {
    organisation::insert(db, name, &profile(name), at(0))
}

/// Somebody who is about to act for an organisation. The mailbox is also its index and all that is sealed.
pub fn person(of: OrganisationId, mailbox: &str) -> NewRepresentative {
    NewRepresentative {
        organisation_id: of,
        sealed: mailbox.as_bytes().to_vec(),
        email_index: mailbox.to_owned(),
        language: "da".to_owned(),
        named: false,
        created_at: at(0),
        authority: None,
    }
}

/// Somebody who acts for an organisation.
pub fn representative(db: &mut Db, of: OrganisationId, mailbox: &str) -> Result<RepresentativeId> {
    representative::insert(db, &person(of, mailbox))
}

/// The signature of an organisation, sent by form, that may be named.
pub fn endorsement(db: &mut Db, of: OrganisationId, state: EndorsementState) -> Result<EndorsementId> {
    let version = "INSERT INTO call_versions (id, change_kind, state, created_at, revision)
        VALUES (1, 'initial', 'draft', '2026-01-01 00:00:00.000', 1) ON CONFLICT DO NOTHING";
    sql(db, version)?;
    let new = NewEndorsement {
        public_id: format!("signature-{of}"),
        reference: format!("reference-{of}"),
        organisation_id: of,
        representative_id: None,
        version_id: VersionId(1),
        language: "da".to_owned(),
        state,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: None,
        authority: Authority::Own,
        origin: Origin::Form,
        submitted_at: at(0),
        updated_at: at(0),
        revision: 1,
    };
    endorsement::insert(db, &new)
}

/// A company with its signature in a state.
pub fn signed(db: &mut Db, name: &str, state: EndorsementState) -> Result<(OrganisationId, EndorsementId)> {
    let of = organisation(db, name)?;
    Ok((of, endorsement(db, of, state)?))
}

/// What a commitment may promise.
pub fn terms(title: &str) -> Terms {
    Terms {
        kind: Kind::Action,
        title: title.to_owned(),
        action: "Does it.".to_owned(),
        measure: Measure::Deliverable,
        start: None,
        due: "2028-02-29".parse().unwrap(),
        amount: None,
        stage: None,
        paragraphs: texts(&["p1"]),
        countries: texts(&["DK"]),
    }
}

/// An active commitment of an organisation, not dated. Its public id is also its title.
pub fn commitment(db: &mut Db, of: OrganisationId, public_id: &str) -> Result<CommitmentId> {
    let Terms { kind, title, action, measure, due, paragraphs, countries, .. } = terms(public_id);
    let new = NewCommitment {
        public_id: title.clone(),
        organisation_id: of,
        state: StoredState::Active,
        kind,
        title,
        action,
        measure: Json(measure),
        paragraphs: Json(paragraphs),
        countries: Json(countries),
        evidence: Json(Vec::new()),
        sealed: None,
        start_on: None,
        due_on: Json(due),
        stage: None,
        amount_minor: None,
        currency: None,
        version: 1,
        created_at: at(0),
        updated_at: at(0),
        revision: 1,
    };
    commitment::insert(db, &new)
}

/// A colleague who is invited.
pub fn colleague(db: &mut Db, email: &str) -> Result<StaffId> {
    let new = NewStaff {
        email: email.to_owned(),
        name: "Bodil Prøve".to_owned(),
        roles: Roles::parse("moderator"),
        language: Locale::Danish,
        created_by: None,
        created_at: at(0),
    };
    staff::insert(db, &new)
}

/// Two colleagues who are invited.
pub async fn two_colleagues(store: &Store) -> (StaffId, StaffId) {
    let both = |db: &mut Db| Ok((colleague(db, "bodil@x.test")?, colleague(db, "carl@x.test")?));
    store.write(both).await.unwrap()
}

/// An open Case of an organisation, found by its words.
pub fn case(db: &mut Db, kind: CaseKind, subject: i64, of: OrganisationId) -> Result<CaseId> {
    case::open(db, kind, subject, (of, "words"), at(0))
}

/// An entry that can be read. What tells it from others is also its subject and its body.
pub fn entry(kind: &str, told: &str, of: Option<OrganisationId>) -> NewEntry {
    NewEntry {
        at: at(0),
        kind: kind.to_owned(),
        subject: told.to_owned(),
        digest: format!("digest of {told}"),
        salt: Some("salt".to_owned()),
        body: Some(told.to_owned()),
        sealed: None,
        organisation_id: of,
        commitment_id: None,
    }
}
