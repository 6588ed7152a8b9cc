//! The smallest rows that the nouns' tests stand on, each made as the program makes it, and values that a database is apt to
//! give back changed.

use std::fmt::Debug;

use chrono::Duration;
use tilsagn::domain::call::ChangeKind;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::commitment::{Kind, Measure, StoredState};
use tilsagn::domain::endorsement::{Authority, EndorsementState, Origin};
use tilsagn::domain::identifier::Identifiers;
use tilsagn::domain::ids::{
    CaseId, CommitmentId, EndorsementId, OrganisationId, RepresentativeId, RuleId, StaffId, VersionId,
};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::permit::Roles;
use tilsagn::domain::rule::{Effect, RuleKind};
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::arrival::NewArrival;
use tilsagn::store::commitment::{NewCommitment, Terms};
use tilsagn::store::endorsement::NewEndorsement;
use tilsagn::store::entry::NewEntry;
use tilsagn::store::organisation::Profile;
use tilsagn::store::representative::NewRepresentative;
use tilsagn::store::rule::NewRule;
use tilsagn::store::staff::NewStaff;
use tilsagn::store::{
    Db, Json, Store, call, case, commitment, endorsement, organisation, representative, rule, staff,
};
use tokio::sync::oneshot;

use crate::support::{at, sql};

/// One letter as one sign and as two, signs of several code points, lines from right to left, what SQL and LIKE read
/// otherwise, line ends of both kinds, and a space at the end.
pub const WORDS: &str =
    "\u{e9} e\u{301} 👩🏽\u{200d}🚒 \u{202b}שלום مرحبا\u{202c} 'one' \"two\" \\ 100 %_ ?1 $1\r\n\tend\n ";
/// No text in any encoding: a zero, signs that SQL ends strings with, and no UTF-8.
pub const BYTES: &[u8] = &[0, 1, 0x27, 0x5c, 0x80, 0xff];

/// Some minutes after the tests' midnight, and a millisecond: cut to seconds it would be another.
pub fn exactly(minutes: i64) -> Moment {
    at(minutes) + Duration::milliseconds(1)
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

/// What the row of something says that was published past the store.
pub const PUBLISHED: &str = "published_at = '2026-12-01 00:00:00.000'";

/// Makes an organisation one that is erased, with all that it said still there.
pub fn erased(db: &mut Db, of: OrganisationId) -> Result<()> {
    set(db, "organisations", of.0, "erased_at = created_at")
}

/// A row whole, to see that it stays as it is.
pub fn whole(row: &impl Debug) -> String {
    format!("{row:?}")
}

/// Texts of one's own.
pub fn texts(some: &[&str]) -> Vec<String> {
    some.iter().map(|&one| one.to_owned()).collect()
}

/// Writes what is to be kept.
pub async fn write<T, F>(store: &Store, act: F) -> T
where
    T: Send + 'static,
    F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
{
    store.write(act).await.unwrap()
}

/// Reads, on a connection that cannot write.
pub async fn read<T, F>(store: &Store, look: F) -> T
where
    T: Send + 'static,
    F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
{
    store.read(look).await.unwrap()
}

/// Whether others who come to hold the same wait until whoever holds it is done. SQLite lets one act after the other.
pub async fn others_wait<F>(store: &Store, hold: F) -> bool
where
    F: Fn(&mut Db) -> Result<()> + Clone + Send + 'static,
{
    let (begun, has_begun) = oneshot::channel();
    let first = hold.clone();
    let holding = store.write(move |db| {
        first(db)?;
        begun.send(()).unwrap();
        somebody_waits(db)
    });
    let coming = async {
        has_begun.await.unwrap();
        store.write(hold).await
    };
    let (waits, came) = tokio::join!(holding, coming);
    came.unwrap();
    waits.unwrap()
}

/// Whether somebody comes to wait for this act. It looks for half a minute.
pub fn somebody_waits(db: &mut Db) -> Result<bool> {
    let Db::Pg(_) = db else { return Ok(true) };
    let waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))";
    for _ in 0..1_500 {
        if sql(db, waits)? > 0 {
            return Ok(true);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Ok(false)
}

/// What an organisation says of itself: little.
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

/// An organisation.
pub fn organisation(db: &mut Db, name: &str) -> Result<OrganisationId> {
    organisation::insert(db, name, &profile(name), at(0))
}

/// An organisation that must not be named.
pub fn sealed_organisation(db: &mut Db, name: &str) -> Result<OrganisationId> {
    organisation::insert(db, name, &Profile { sealed: Some(BYTES.to_vec()), ..profile("") }, at(0))
}

/// Somebody who is about to act for an organisation. The mailbox is its own index, and all that lies sealed.
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

/// The version of the Call that is in force; the first, where there was none.
pub fn version(db: &mut Db) -> Result<VersionId> {
    if let Some(current) = call::current(db)? {
        return Ok(current.id);
    }
    let id = call::insert(db, ChangeKind::Initial, at(0))?;
    let draft = call::find(db, id)?;
    call::publish(db, &draft, None, at(0))?;
    Ok(id)
}

/// An organisation's endorsement of the version in force, about to be kept.
pub fn new_endorsement(db: &mut Db, of: OrganisationId, name: &str) -> Result<NewEndorsement> {
    Ok(NewEndorsement {
        public_id: format!("endorsement of {name}"),
        reference: format!("reference of {name}"),
        organisation_id: of,
        representative_id: None,
        version_id: version(db)?,
        language: "en".to_owned(),
        state: EndorsementState::Submitted,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: None,
        authority: Authority::Own,
        origin: Origin::Form,
        submitted_at: at(0),
        updated_at: at(0),
        revision: 1,
    })
}

/// An organisation that has signed, and who acts for it, whose mailbox has its name.
#[derive(Debug, Clone, Copy)]
pub struct Signed {
    pub organisation: OrganisationId,
    pub representative: RepresentativeId,
    pub endorsement: EndorsementId,
}

/// One whose endorsement is in some state.
pub fn signed(db: &mut Db, name: &str, state: EndorsementState) -> Result<Signed> {
    let of = organisation(db, name)?;
    sign(db, of, (name, state))
}

/// The same of an organisation that is there.
pub fn sign(db: &mut Db, of: OrganisationId, (name, state): (&str, EndorsementState)) -> Result<Signed> {
    let by = representative(db, of, name)?;
    let new = NewEndorsement { representative_id: Some(by), state, ..new_endorsement(db, of, name)? };
    Ok(Signed { organisation: of, representative: by, endorsement: endorsement::insert(db, &new)? })
}

/// One whose endorsement is published.
pub fn published(db: &mut Db, name: &str) -> Result<Signed> {
    signed(db, name, EndorsementState::Published)
}

/// An organisation's endorsement in a state.
pub fn endorsement(db: &mut Db, of: OrganisationId, state: EndorsementState) -> Result<EndorsementId> {
    let new = NewEndorsement { state, ..new_endorsement(db, of, &of.to_string())? };
    endorsement::insert(db, &new)
}

/// An organisation with its endorsement in a state, for which nobody acts.
pub fn submission(
    db: &mut Db,
    name: &str,
    state: EndorsementState,
) -> Result<(OrganisationId, EndorsementId)> {
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
        due: at(0).naive().date(),
        amount: None,
        stage: None,
        paragraphs: texts(&["p1"]),
        countries: texts(&["DK"]),
        recipients: None,
        evidence: Vec::new(),
    }
}

/// An organisation's commitment that staff have yet to look at, about to be kept.
pub fn new_commitment(of: OrganisationId, name: &str) -> NewCommitment {
    NewCommitment {
        public_id: name.to_owned(),
        organisation_id: of,
        state: StoredState::InReview,
        kind: Kind::Action,
        title: format!("Title of {name}"),
        action: format!("Action of {name}"),
        measure: Json(Measure::Deliverable),
        paragraphs: Json(Vec::new()),
        countries: Json(Vec::new()),
        evidence: Json(Vec::new()),
        sealed: None,
        start_on: None,
        due_on: Json(at(0).naive().date()),
        stage: None,
        amount_minor: None,
        currency: None,
        recipients: None,
        version: 1,
        created_at: at(0),
        updated_at: at(0),
        revision: 1,
    }
}

/// An organisation's commitment that staff have yet to look at.
pub fn commitment(db: &mut Db, of: OrganisationId, name: &str) -> Result<CommitmentId> {
    commitment::insert(db, &new_commitment(of, name))
}

/// A Case in which somebody looks into an organisation.
pub fn case(db: &mut Db, of: OrganisationId) -> Result<CaseId> {
    case::open(db, CaseKind::Inquiry, of.0, (of, "words"), at(0))
}

/// A Case about something of an organisation.
pub fn case_about(db: &mut Db, kind: CaseKind, subject: i64, of: OrganisationId) -> Result<CaseId> {
    case::open(db, kind, subject, (of, "words"), at(0))
}

/// An entry that can be read, about to be kept. What tells it from others is its subject and its body.
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

/// One of which nothing can be read.
pub fn withheld(kind: &str, told: &str, of: Option<OrganisationId>) -> NewEntry {
    NewEntry { salt: None, body: None, sealed: Some(BYTES.to_vec()), ..entry(kind, told, of) }
}

/// An arrival that came some minutes after midnight, from the same network as all others.
pub fn came(of: EndorsementId, minutes: i64) -> NewArrival {
    NewArrival {
        endorsement_id: of,
        at: at(minutes),
        repeated: false,
        sealed: BYTES.to_vec(),
        network_index: "network".to_owned(),
        domain_index: "domain".to_owned(),
        held: None,
        like_id: None,
        rule_id: None,
        site_index: "site".to_owned(),
        carrier_index: "carrier".to_owned(),
        alike: None,
    }
}

/// A rule that blocks.
pub fn rule(db: &mut Db) -> Result<RuleId> {
    let new = NewRule {
        kind: RuleKind::Network,
        effect: Effect::Block,
        pattern: "192.0.2.0/24".to_owned(),
        sealed: None,
        mailbox_index: None,
        comment: String::new(),
        created_by: None,
        created_at: at(0),
        expires_at: None,
    };
    rule::insert(db, &new)
}

/// Two colleagues.
pub async fn two_colleagues(store: &Store) -> (StaffId, StaffId) {
    write(store, |db| Ok((colleague(db, "bodil")?, colleague(db, "carl")?))).await
}

/// A colleague.
pub fn colleague(db: &mut Db, name: &str) -> Result<StaffId> {
    let new = NewStaff {
        email: format!("{name}@ministry.test"),
        name: name.to_owned(),
        roles: Roles::parse("moderator"),
        language: Locale::English,
        created_by: None,
        created_at: at(0),
    };
    staff::insert(db, &new)
}
