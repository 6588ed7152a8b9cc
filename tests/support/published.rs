//! A register with something in it, written straight into the tables: for tests of what the public reads.
//! Everybody here is invented.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Duration;
use data_encoding::HEXLOWER;
use diesel::RunQueryDsl;
use serde_json::{Value, json};
use tilsagn::domain::assurance::Level;
use tilsagn::domain::call::{ChangeKind, SourceFile, source};
use tilsagn::domain::commitment::{Kind, Measure, Stage, StoredState};
use tilsagn::domain::endorsement::{Authority, EndorsementState, Origin};
use tilsagn::domain::ids::{OrganisationId, VersionId};
use tilsagn::domain::organisation::Category;
use tilsagn::domain::search_key::fold;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Moment, Result};
use tilsagn::log::{leaf, subject};
use tilsagn::store::Json;
use tilsagn::store::{self, Db};

use super::app::{START, TestApp, moment};
use super::bodies::whole;

/// How many entries were written without a number.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// A script in a statement, a formula in a name: what must come out harmless.
pub const FORMULA: &str = "=Sum & Søn <b>\"A/S\"</b>";
pub const SCRIPT: &str = "<script>alert(1)</script>\nWe sign.";

const NAMES: &[(&str, Category, &str)] = &[
    ("Nordhavn Borgerlaboratorium", Category::CivilSociety, "DK"),
    (FORMULA, Category::Company, "DK"),
    ("معهد النخلة الرقمي", Category::Academia, "EG"),
    ("竹林开放研究所", Category::Academia, "CN"),
    ("Fyrtårnets Presse", Category::Media, "DK"),
    ("Institut for Vindmøllerne i Øst- og Vestlandets Samarbejdende Kystkommuner", Category::Academia, "DK"),
    ("Ligonha Radio Network", Category::Media, "KE"),
    ("Republic of Examplia (invented)", Category::State, "SE"),
    ("Council of Lighthouses", Category::Multilateral, ""),
    ("Havnekøbing Kommune", Category::LocalGovernment, "DK"),
    ("Mesa Abierta", Category::CivilSociety, "CO"),
    ("Kurrawa Digital Rights", Category::CivilSociety, "AU"),
];

impl TestApp {
    /// Publishes two versions of the Call, and sixty signatories with commitments. Numbers 1 to 12 have
    /// the names above; then come "Example Organisation 13" and so on.
    pub fn publish_register(&self) {
        let now = moment(START);
        self.block_on(self.app.store.write(move |db| {
            store::setting::put(db, "call_state", "open", now)?;
            store::setting::put(db, "contact_email", "help@ministry.example", now)?;
            let versions = [
                version(db, "v1", ChangeKind::Initial, now - Duration::days(400))?,
                version(db, "v2", ChangeKind::Substantive, now - Duration::days(100))?,
            ];
            for number in 1..=60 {
                signatory(db, number, versions[usize::from(number > 20)], now)?;
            }
            store::register_state::set_upcoming_signatory_number(db, 61)?;
            sql(db, "UPDATE endorsements SET visibility = 'protected' WHERE reference = 'REF-60'")?;
            store::register_state::bump(db)
        }))
        .unwrap();
        self.settle();
    }

    /// Records of each of them how it is known.
    pub fn vouch_for_register(&self) {
        self.write(|db, now| (1..=60).try_for_each(|number| vouch(db, OrganisationId(number), now)));
        self.settle();
    }

    /// Changes rows, and lets the public see it.
    pub fn sql(&self, text: &str) {
        let text = text.to_owned();
        self.block_on(self.app.store.write(move |db| {
            sql(db, &text)?;
            store::register_state::bump(db)
        }))
        .unwrap();
        self.settle();
    }
}

fn sql(db: &mut Db, text: &str) -> Result<()> {
    diesel::sql_query(text).execute(db)?;
    Ok(())
}

pub fn version(db: &mut Db, folder: &str, kind: ChangeKind, at: Moment) -> Result<VersionId> {
    let read = |name: &str| {
        let path = format!("{}/src/cli/demo/call/{folder}/{name}", env!("CARGO_MANIFEST_DIR"));
        SourceFile { name: name.to_owned(), content: std::fs::read_to_string(path).unwrap() }
    };
    let texts = source::read(&[read("en.md"), read("da.md")]).unwrap();
    let id = store::call::insert(db, kind, at)?;
    let rows: Vec<_> = texts
        .into_iter()
        .map(|text| store::call::NewText {
            version_id: id,
            language: text.language.clone(),
            authority: text.authority,
            sha256: text.fingerprint().to_string(),
            follows: text.follows.as_ref().map(ToString::to_string),
            markdown: text.markdown,
        })
        .collect();
    store::call::replace_texts(db, id, &rows)?;
    let seen = store::call::find(db, id)?;
    store::call::publish(db, &seen, None, at)?;
    Ok(id)
}

pub fn signatory(db: &mut Db, number: i64, version: VersionId, now: Moment) -> Result<()> {
    let given = usize::try_from(number).ok().and_then(|number| NAMES.get(number - 1));
    let name = given.map_or(format!("Example Organisation {number}"), |(name, ..)| (*name).to_owned());
    let (category, country) =
        given.map_or((Category::Company, "DE"), |(_, category, country)| (*category, *country));
    let at = now - Duration::days((90 - number).max(0));
    let profile = store::organisation::Profile {
        category,
        country: Some(country.to_owned()).filter(|country| !country.is_empty()),
        website: (number != 4).then(|| format!("https://org-{number}.example/")),
        domain: Some(format!("org-{number}.example")),
        description: (number % 2 == 1).then(|| "Works on who decides over technology, and how.".to_owned()),
        search_key: fold(&name),
        skeleton: format!("skeleton {number}"),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
        name,
    };
    let id = store::organisation::insert(db, &format!("public{number}"), &profile, at)?;
    store::organisation::give_address(db, id, &format!("org-{number}"), number)?;
    endorse(db, id, number, version, at)?;
    for place in 0..number % 3 {
        promise(db, id, number * 10 + place, now)?;
    }
    let body = json!({ "slug": format!("org-{number}"), "number": number });
    match number {
        // The one that is protected.
        60 => batched(db, "endorsement.published", id, at, &body),
        _ => entry(db, "endorsement.published", Some(id), at, &body),
    }
}

/// Records of one how it is known.
pub fn vouch(db: &mut Db, id: OrganisationId, at: Moment) -> Result<()> {
    let of = store::organisation::find(db, id)?;
    let level = match (of.category, id.0 % 5) {
        (_, 0) => Level::Mailbox,
        (Category::State, _) => Level::OfficialLetter,
        _ => Level::DomainMailbox,
    };
    let record = store::assurance::NewAssurance {
        organisation_id: id,
        level,
        evidence: Json(store::assurance::Evidence::Mailbox { domain: None }),
        state: store::assurance::AssuranceState::Confirmed,
        recorded_by: None,
        recorded_at: at,
        confirmed_at: Some(at),
    };
    store::assurance::insert(db, &record)?;
    let body = json!({ "level": level, "method": record.evidence.0.method(), "checked_at": at });
    if id.0 == 60 {
        return batched(db, "assurance.recorded", id, at, &body);
    }
    entry(db, "assurance.recorded", Some(id), at, &body)
}

fn endorse(db: &mut Db, id: OrganisationId, number: i64, version: VersionId, at: Moment) -> Result<()> {
    let new = store::endorsement::NewEndorsement {
        public_id: format!("endorsement{number}"),
        reference: format!("REF-{number}"),
        organisation_id: id,
        representative_id: None,
        version_id: version,
        language: if number % 2 == 0 { "en" } else { "da" }.to_owned(),
        state: EndorsementState::InReview,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: (number < 4).then(|| SCRIPT.to_owned()),
        authority: Authority::Own,
        origin: Origin::Form,
        submitted_at: at,
        updated_at: at,
        revision: 1,
    };
    let endorsement = store::endorsement::insert(db, &new)?;
    let seen = store::endorsement::find(db, endorsement)?;
    store::endorsement::apply(db, &seen, tilsagn::domain::endorsement::Act::Publish, at)?;
    Ok(())
}

fn promise(db: &mut Db, id: OrganisationId, number: i64, now: Moment) -> Result<()> {
    let kind = Kind::ALL[usize::try_from(number).unwrap() % 3];
    let money = kind == Kind::Funding;
    let due = now.day_in(chrono_tz::Europe::Copenhagen) + Duration::days(number - 120);
    let new = store::commitment::NewCommitment {
        public_id: format!("promise{number}"),
        organisation_id: id,
        state: StoredState::Active,
        kind,
        title: format!("Publish every impact assessment, part {number}"),
        action: "All assessments made for public bodies will be published in full within 30 days.".to_owned(),
        measure: Json(Measure::Deliverable),
        paragraphs: Json(vec!["p-rights-assessment".to_owned(), "p-open-solutions".to_owned()]),
        countries: Json(vec!["DK".to_owned(), "KE".to_owned()]),
        evidence: Json(vec![format!("https://org-{number}.example/assessments/")]),
        sealed: None,
        start_on: None,
        due_on: Json(due),
        stage: money.then_some(Stage::Committed),
        amount_minor: money.then_some(number * 1_000_000),
        currency: money.then(|| "DKK".to_owned()),
        recipients: money.then(|| "Newsrooms of the region".to_owned()),
        version: 1,
        created_at: now,
        updated_at: now,
        revision: 1,
    };
    let commitment = store::commitment::insert(db, &new)?;
    sql(db, &format!("UPDATE commitments SET published_at = created_at WHERE id = {}", commitment.0))
}

/// An entry as the program writes it: what a body of its kind says besides is told from the rows.
pub fn entry(db: &mut Db, kind: &str, about: Option<OrganisationId>, at: Moment, body: &Value) -> Result<()> {
    let (about, whole) = whole(db, kind, about, body)?;
    let subject = subject_of(about, body);
    let commitment = whole["id"].as_str().filter(|_| kind.starts_with("commitment."));
    let commitment = commitment.map(|id| store::commitment::published_as(db, id)).transpose()?;
    let commitment_id = commitment.flatten();
    let written = written(kind, about, at, &whole);
    store::entry::append(db, &store::entry::NewEntry { subject, commitment_id, ..written })
}

/// An entry of a week's batch, with nothing to read.
fn batched(db: &mut Db, kind: &str, id: OrganisationId, at: Moment, body: &Value) -> Result<()> {
    let (_, whole) = whole(db, kind, Some(id), body)?;
    let written =
        store::entry::NewEntry { subject: subject_of(Some(id), body), ..written(kind, Some(id), at, &whole) };
    let subject = subject::of_batch(&written.subject);
    store::entry::append(db, &store::entry::NewEntry { subject, salt: None, body: None, ..written })
}

/// Each entry has its own; that of a publication is told by its number.
fn subject_of(about: Option<OrganisationId>, body: &Value) -> String {
    match (about, &body["number"]) {
        (Some(id), Value::Number(_)) => format!("subject{}", id.0),
        (id, _) => format!("subject{}x{}", id.map_or(0, |id| id.0), WRITTEN.fetch_add(1, Ordering::Relaxed)),
    }
}

/// An entry whose body has its digest, and says just this.
pub fn written(
    kind: &str,
    about: Option<OrganisationId>,
    at: Moment,
    body: &Value,
) -> store::entry::NewEntry {
    let salt = [7; leaf::SALT_BYTES];
    let subject = subject_of(about, &Value::Null);
    let body = leaf::canonical(body);
    store::entry::NewEntry {
        at,
        kind: kind.to_owned(),
        subject,
        digest: leaf::digest(&salt, &body),
        salt: Some(HEXLOWER.encode(&salt)),
        body: Some(body),
        sealed: None,
        organisation_id: about,
        commitment_id: None,
    }
}
