//! Keeps the public register in memory abreast of the database.

mod follow;
mod history;
mod log_card;
pub mod past;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use arc_swap::ArcSwap;
use chrono_tz::Tz;
use tokio::sync::Mutex;

use super::App;
use super::log::memory;
use crate::app::contact::{self, Contact};
use crate::domain::assurance::{self, Assurance, Lapse};
use crate::domain::call::VersionState;
use crate::domain::commitment::StoredState;
use crate::domain::commitment_status::Policy;
use crate::domain::country::Country;
use crate::domain::currency::Money;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, VersionId};
use crate::domain::reason::Wording;
use crate::domain::search_key::fold;
use crate::domain::visibility::PublicState;
use crate::domain::{Moment, Result};
use crate::register::card::{HistoryLine, Person, Reason, Statement};
use crate::register::search;
use crate::register::{
    CallCard, CommitmentCard, CountryCode, RegionCode, SignatoryCard, SignatoryEntry, Snapshot, Source,
    TextCard, VersionCard,
};
use crate::store::{self, Db};
pub(super) use follow::catch_up;
pub use follow::keep;
pub(super) use history::told_as;

/// The register that public pages are made from.
pub struct Register {
    snapshot: ArcSwap<Snapshot>,
    reached_at: AtomicI64,
    /// One loads at a time, so that none puts an older register in the place of a newer one.
    loading: Mutex<()>,
    days: past::Days,
}

impl Register {
    /// An empty register, to be refreshed before anything is served.
    pub fn empty(now: Moment) -> Register {
        let snapshot = ArcSwap::from_pointee(Snapshot::build(source(now)));
        Register {
            snapshot,
            reached_at: AtomicI64::new(now.millis()),
            loading: Mutex::default(),
            days: past::Days::default(),
        }
    }

    /// The register as it is now. A request keeps the one it began with.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// When the database last answered.
    pub fn reached_at(&self) -> Moment {
        Moment::from_millis(self.reached_at.load(Ordering::Relaxed))
    }
}

/// Loads the register anew if the public side has changed. `true` when it had.
///
/// # Errors
/// Internal, if the database does not answer; the register stays as it is.
pub async fn refresh(app: &App) -> Result<bool> {
    let _loading = app.register.loading.lock().await;
    let now = app.clock.now();
    let held = app.register.snapshot();
    let own = app.clone();
    let loaded = app.store.read(move |db| {
        let seen = look(&own, db)?;
        if seen == (Seen { content_revision: held.content_revision, unsettled: held.unsettled }) {
            return Ok(None);
        }
        load(&own, db, seen, now).map(|source| Some(Snapshot::build(source)))
    });
    let loaded = loaded.await?;
    app.register.reached_at.store(now.millis(), Ordering::Relaxed);
    let changed = loaded.is_some();
    if let Some(snapshot) = loaded {
        app.register.snapshot.store(Arc::new(snapshot));
        // Whoever changed the log's key may have been another process.
        if let Err(error) = app.log_signer.look() {
            tracing::warn!(%error, "the log's key could not be read again");
        }
    }
    Ok(changed)
}

/// What the register is made anew for, when it changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    content_revision: u64,
    /// Whether the database may name who has hidden since: then nobody is taken from it.
    unsettled: bool,
}

fn look(app: &App, db: &mut Db) -> Result<Seen> {
    let unsettled = memory::is_unsettled(db, &app.config, &app.log_signer)?;
    let revision = store::register_state::content_revision(db)?;
    Ok(Seen { content_revision: u64::try_from(revision).unwrap_or(0), unsettled })
}

fn source(built_at: Moment) -> Source {
    Source {
        log: None,
        content_revision: 0,
        unsettled: false,
        built_at,
        policy: Policy::INITIAL,
        call: CallCard::default(),
        signatories: Vec::new(),
        commitments: Vec::new(),
        redirects: Vec::new(),
        gone_slugs: Vec::new(),
        gone_commitments: Vec::new(),
        unnamed: 0,
    }
}

fn load(app: &App, db: &mut Db, seen: Seen, now: Moment) -> Result<Source> {
    let (call, numbers) = load_call(db, app.settings.load().call_state.code())?;
    let Seen { content_revision, unsettled } = seen;
    let bare = Source { log: log_card::of_now(app, db)?, content_revision, unsettled, call, ..source(now) };
    if unsettled {
        return Ok(bare);
    }
    let people = named(app, db)?;
    fill(db, (bare, numbers), (people, app.time_zone()))
}

/// The register as its rows alone tell it, whatever else is at hand: without its log, the state of the Call, and the people
/// whom pages name.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn of_rows(db: &mut Db, now: Moment) -> Result<Source> {
    let (call, numbers) = load_call(db, "")?;
    fill(db, (Source { call, ..source(now) }, numbers), (People::new(), Tz::UTC))
}

/// Fills in who signed what: the versions have these numbers.
fn fill(
    db: &mut Db,
    (bare, numbers): (Source, HashMap<VersionId, u32>),
    (mut people, zone): (People, Tz),
) -> Result<Source> {
    let now = bare.built_at;
    let mut assurances = grouped(store::public::assurances(db)?, |row| Some(row.organisation_id));
    let reasons = public_reasons(db)?;
    let rows = store::public::signatories(db)?;
    let size = bare.log.as_ref().map_or(0, |log| log.size);
    let (mut lines, commitments) = (history::load(db, size)?, store::public::commitments(db)?);
    let withheld = rows.iter().filter(|(_, endorsement)| endorsement.visibility.withholds());
    let withheld: HashSet<_> = withheld.map(|(organisation, _)| organisation.id).collect();
    let mut promises = history::of_commitments(&lines, &withheld);
    let gone = rows.iter().filter(|(organisation, _)| organisation.merged_into.is_some());
    let keep = gone.map(|(organisation, _)| organisation.id).chain(withheld).collect();
    let owners = commitments.iter().map(|row| (row.id, row.organisation_id)).collect();
    history::go_along(&mut lines, &owners, &keep);
    let mut entered = grouped(lines, |(of, _)| *of);
    let signatories = rows.into_iter().filter_map(|(organisation, endorsement)| {
        let lines = entered.remove(&organisation.id).unwrap_or_default();
        let records = Records {
            version: numbers.get(&endorsement.version_id).copied().unwrap_or(0),
            history: lines.into_iter().map(|(_, line)| history::of_signatory(line)).collect(),
            assurances: assurances.remove(&organisation.id).unwrap_or_default(),
            people: people.remove(&organisation.id).unwrap_or_default(),
            reason: endorsement.reason.clone().map(|code| given(code, &reasons)),
        };
        signatory(organisation, endorsement, records, now)
    });
    Ok(Source {
        signatories: signatories.collect(),
        commitments: commitments
            .into_iter()
            .filter_map(|row| {
                let history = promises.remove(&row.id).unwrap_or_default();
                commitment(row, history, zone, &reasons)
            })
            .collect(),
        redirects: store::public::redirects(db)?,
        gone_slugs: store::public::gone_slugs(db)?,
        gone_commitments: gone_commitments(db)?,
        unnamed: u32::try_from(store::register_state::unnamed(db)?).unwrap_or(0),
        ..bare
    })
}

/// Commitments whose addresses say that they are gone: not those of who was not named.
fn gone_commitments(db: &mut Db) -> Result<Vec<String>> {
    let named = store::public::gone_commitments(db)?.into_iter().filter(|(_, shown)| !shown.withholds());
    Ok(named.map(|(public_id, _)| public_id).collect())
}

/// What the public is told of the reasons in the catalogue, by code. Hidden ones tell nothing.
fn public_reasons(db: &mut Db) -> Result<HashMap<String, Wording>> {
    let told = store::reason::list(db, None)?.into_iter().filter(|reason| !reason.hidden);
    Ok(told.map(|reason| (reason.code, reason.texts.0)).collect())
}

/// The reason with this code, as the public is told of it.
fn given(code: String, reasons: &HashMap<String, Wording>) -> Reason {
    Reason { texts: reasons.get(&code).cloned(), code }
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> Option<OrganisationId>) -> HashMap<OrganisationId, Vec<T>> {
    let mut groups: HashMap<OrganisationId, Vec<T>> = HashMap::new();
    for row in rows {
        if let Some(organisation) = of(&row) {
            groups.entry(organisation).or_default().push(row);
        }
    }
    groups
}

fn load_call(db: &mut Db, state: &str) -> Result<(CallCard, HashMap<VersionId, u32>)> {
    let mut versions = Vec::new();
    let mut numbers = HashMap::new();
    for version in store::call::all(db)?.into_iter().rev() {
        let (VersionState::Published, Some(number), Some(published_at)) =
            (version.state, version.number, version.published_at)
        else {
            continue;
        };
        let number = u32::try_from(number).unwrap_or(0);
        numbers.insert(version.id, number);
        let texts = store::call::texts(db, version.id)?.into_iter().map(text_card).collect();
        versions.push(VersionCard {
            number,
            published_at,
            change_kind: version.change_kind.code().to_owned(),
            texts,
        });
    }
    Ok((CallCard { state: Some(state.to_owned()), versions }, numbers))
}

fn text_card(text: store::call::Text) -> TextCard {
    TextCard {
        language: text.language,
        authority: text.authority.code().to_owned(),
        sha256: text.sha256,
        follows: text.follows,
        title: TextCard::title_of(&text.markdown).to_owned(),
        markdown: text.markdown.into(),
    }
}

/// As what the public sees a signature; nothing for what never was in the register.
pub(super) fn public_state(state: EndorsementState, merged: bool) -> Option<PublicState> {
    match state {
        _ if merged => Some(PublicState::Merged),
        EndorsementState::Published => Some(PublicState::Published),
        EndorsementState::Suspended => Some(PublicState::Suspended),
        EndorsementState::Withdrawn => Some(PublicState::Withdrawn),
        EndorsementState::Lapsed => Some(PublicState::Lapsed),
        EndorsementState::Revoked => Some(PublicState::Revoked),
        _ => None,
    }
}

/// What other tables hold of one signatory.
struct Records {
    version: u32,
    history: Vec<HistoryLine>,
    assurances: Vec<store::assurance::Assurance>,
    people: Vec<Person>,
    reason: Option<Reason>,
}

/// Who acts for a signatory.
type People = HashMap<OrganisationId, Vec<Person>>;

/// Who agreed to be named, opened. What cannot be opened is not shown.
fn named(app: &App, db: &mut Db) -> Result<People> {
    let mut people = People::new();
    for (of, sealed) in store::representative::named(db)? {
        if let Ok(Contact { name, job_title, .. }) = contact::open(app, &sealed) {
            people.entry(of).or_default().push(Person { name, job_title });
        }
    }
    Ok(people)
}

fn signatory(
    organisation: store::organisation::Organisation,
    endorsement: store::endorsement::Endorsement,
    records: Records,
    now: Moment,
) -> Option<SignatoryEntry> {
    let country = organisation.country.as_deref().and_then(|code| Country::parse(code).ok());
    let published_at = endorsement.published_at?;
    // What lapsed before anybody could see it was never told, and is not told now; nor what was of another website.
    let told = |row: &&store::assurance::Assurance| {
        row.lapsed_at.is_none_or(|at| {
            at >= published_at
                && row.evidence.0.domain().is_none_or(|of| Some(of) == organisation.domain.as_deref())
        })
    };
    let checks: Vec<Assurance> = records.assurances.iter().filter(told).map(checked).collect();
    let card = SignatoryCard {
        organisation: organisation.id,
        public_id: organisation.public_id,
        slug: organisation.slug?,
        search_key: search::key(&organisation.name, &organisation.names.0),
        other_names: organisation.names.0,
        identifiers: organisation.identifiers.0,
        category: organisation.category,
        country: country.and_then(|country| CountryCode::parse(country.code())),
        region: country.and_then(|country| RegionCode::from_code(country.region().code())),
        website: organisation.website,
        number: u32::try_from(organisation.number?).ok()?,
        signed_version: records.version,
        signed_language: endorsement.language.clone(),
        signed_at: endorsement.signed_at(),
        taken_over: endorsement.taken_over(),
        published_at,
        state: public_state(endorsement.state, organisation.merged_into.is_some())?,
        reason: records.reason,
        withdrew_suspended: endorsement.withdrew_suspended(),
        assurance: assurance::highest(&checks, now).cloned(),
        lapsed: assurance::lapsed(&checks, now).cloned(),
        statement: endorsement.statement.map(|text| Statement { text, language: endorsement.language }),
        description: organisation.description,
        people: records.people,
        updated_at: organisation.updated_at.max(endorsement.updated_at),
        history: records.history,
        name: organisation.name,
    };
    let visibility = endorsement.visibility;
    Some(SignatoryEntry { card: Arc::new(card), visibility })
}

fn checked(row: &store::assurance::Assurance) -> Assurance {
    let last_verified = row.last_verified_at.unwrap_or(row.checked_at());
    Assurance {
        level: row.level,
        method: row.evidence.0.method(),
        checked_on: row.checked_at(),
        lapse: row.lapsed_at.map(|at| Lapse { at, last_verified }),
    }
}

fn commitment(
    row: store::commitment::Commitment,
    history: Vec<HistoryLine>,
    zone: Tz,
    reasons: &HashMap<String, Wording>,
) -> Option<Arc<CommitmentCard>> {
    // The same column holds a code while it is suspended, and the signatory's own words once it is dropped.
    let (code, dropped_reason) = match row.state {
        StoredState::Suspended => (row.reason, None),
        StoredState::Dropped => (None, row.reason),
        _ => (None, None),
    };
    let published_at = row.published_at?;
    let amount = Money::kept(row.amount_minor, row.currency.as_deref());
    let card = CommitmentCard {
        id: row.id,
        public_id: row.public_id,
        organisation: row.organisation_id,
        kind: row.kind,
        search_key: fold(&row.title),
        title: row.title,
        action: row.action,
        paragraphs: row.paragraphs.0,
        measure: row.measure.0,
        start: row.start_on.map(|day| day.0),
        due: row.due_on.0,
        stage: row.stage,
        amount,
        recipients: row.recipients,
        countries: row.countries.0.iter().filter_map(|code| CountryCode::parse(code)).collect(),
        evidence: row.evidence.0,
        state: row.state,
        reason: code.map(|code| given(code, reasons)),
        dropped_reason,
        updates: Vec::new(),
        reviews: Vec::new(),
        history,
        version: u32::try_from(row.version).unwrap_or(1),
        published_at,
        published_on: published_at.day_in(zone),
    };
    Some(Arc::new(card))
}
