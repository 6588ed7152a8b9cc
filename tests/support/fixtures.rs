//! Organisations that are already somewhere on their way, put into the database by the store's own
//! functions: `app.signatory(Given { … })`. For stories that begin in the middle.

use tilsagn::app::App;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::contact::{self, Contact};
use tilsagn::app::counters;
use tilsagn::app::entry_body::{self, SignedText};
use tilsagn::domain::assurance::Level;
use tilsagn::domain::audit::AuditAct;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::commitment::{Kind, Measure, StoredState};
use tilsagn::domain::country::Country;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::{Act, Authority, EndorsementState, Origin as CameBy};
use tilsagn::domain::entry::EntryKind;
use tilsagn::domain::ids::*;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::{Category, Profile};
use tilsagn::domain::reason::{ReasonPurpose, Wording};
use tilsagn::domain::slug;
use tilsagn::domain::text::Name;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::website::Website;
use tilsagn::domain::{Day, Moment, Result};
use tilsagn::secret;
use tilsagn::store::{self, Db, Json};

use super::app::TestApp;

/// What the audit trail says of whatever a test puts there: like all that is invented, it comes with a demo.
pub const PLACED: AuditAct = AuditAct::DemoFilled;

/// An organisation to begin with. Take the default and change what matters.
#[derive(Debug, Clone)]
pub struct Given {
    pub name: &'static str,
    pub category: Category,
    pub country: &'static str,
    pub website: &'static str,
    pub description: &'static str,
    pub statement: &'static str,
    /// Mail addresses of those who act for it; the first one signed.
    pub contacts: &'static [&'static str],
    pub locale: Locale,
    pub state: EndorsementState,
    /// Titles of commitments. They are active where the organisation was ever published, else in review.
    pub commitments: &'static [&'static str],
}

impl Default for Given {
    fn default() -> Given {
        Given {
            name: "Skovbrynet Folkeforening",
            category: Category::CivilSociety,
            country: "DK",
            website: "https://skovbrynet.example/",
            description: "A society for conversation at the edge of the wood.",
            statement: "We sign because the net is ours too.",
            contacts: &["suzie@skovbrynet.example"],
            locale: Locale::English,
            state: EndorsementState::Published,
            commitments: &[],
        }
    }
}

/// What was put there.
#[derive(Debug, Clone)]
pub struct Signatory {
    pub name: String,
    /// The address of its page, where it was ever published.
    pub slug: String,
    pub email: String,
    pub organisation: OrganisationId,
    pub endorsement: EndorsementId,
    pub representatives: Vec<RepresentativeId>,
    pub commitments: Vec<CommitmentId>,
    /// The Case of the signature, where one was opened.
    pub case: Option<CaseId>,
}

/// The reason for which fixtures ask, decline, suspend or revoke.
pub const REASON: &str = "unclear";

impl TestApp {
    /// Publishes the Call and the catalogue's reason for questions, unless they are there.
    pub fn call(&self) -> VersionId {
        let current = |db: &mut Db| Ok(store::call::current(db)?.map(|version| version.id));
        if let Some(version) = self.read(current) {
            return version;
        }
        self.publish_call();
        self.write(reason);
        self.read(current).unwrap()
    }

    /// Puts an organisation there, with everything that belongs to the state it is in.
    pub fn signatory(&self, given: Given) -> Signatory {
        let version = self.call();
        let placed = self.block_on(place(&self.app, version, given));
        self.settle();
        placed.unwrap()
    }

    /// Where an endorsement stands.
    pub fn state_of(&self, endorsement: EndorsementId) -> EndorsementState {
        self.read(move |db| store::endorsement::find(db, endorsement)).state
    }
}

/// The same in any application that has this version of the Call.
///
/// # Errors
/// Internal.
pub async fn place(app: &App, version: VersionId, given: Given) -> Result<Signatory> {
    let own = app.clone();
    app.act(Origin::operator(), move |act| {
        let (app, now) = (own, act.now);
        let organisation = organisation(&app, act.db, &given, now)?;
        let representatives = representatives(&app, act.db, &given, organisation, now)?;
        let endorsement = store::endorsement::insert(
            act.db,
            &store::endorsement::NewEndorsement {
                public_id: secret::public_id(&*app.chance),
                reference: secret::reference(&*app.chance),
                organisation_id: organisation,
                representative_id: representatives.first().copied(),
                version_id: version,
                language: given.locale.code().to_owned(),
                state: EndorsementState::Submitted,
                visibility: Visibility::Public,
                embargo_until: None,
                statement: Some(given.statement.to_owned()).filter(|text| !text.is_empty()),
                authority: Authority::Own,
                origin: CameBy::Form,
                submitted_at: now,
                updated_at: now,
                revision: 1,
            },
        )?;
        let way = way(given.state);
        let mut case = None;
        for step in &way {
            let seen = store::endorsement::find(act.db, endorsement)?;
            store::endorsement::apply(act.db, &seen, *step, now)?;
            case = follow(act, *step, (organisation, endorsement), case)?;
        }
        let published = way.contains(&Act::Publish);
        let commitments = commitments(&app, act.db, &given, (organisation, published), now)?;
        act.audit(PLACED, Subject("organisation", Some(organisation.0)), serde_json::json!({}))?;
        let slug = store::organisation::find(act.db, organisation)?.slug.unwrap_or_default();
        Ok(Signatory {
            name: given.name.to_owned(),
            slug,
            email: given.contacts.first().copied().unwrap_or_default().to_owned(),
            organisation,
            endorsement,
            representatives,
            commitments,
            case,
        })
    })
    .await
}

fn reason(db: &mut Db, now: Moment) -> Result<()> {
    let words = |english: &str, danish: &str| {
        Json(Wording::from([(Locale::English, english.to_owned()), (Locale::Danish, danish.to_owned())]))
    };
    let reason = store::reason::Reason {
        code: REASON.to_owned(),
        purpose: ReasonPurpose::Ask,
        titles: words("Unclear name", "Uklart navn"),
        texts: words(
            "We could not tell which organisation this is.",
            "Vi kunne ikke se, hvilken organisation det er.",
        ),
        hidden: false,
        position: 1,
        updated_at: now,
    };
    store::reason::upsert(db, &reason)
}

/// The acts that lead from sent to a state.
fn way(state: EndorsementState) -> Vec<Act> {
    use EndorsementState::*;
    let mut way = vec![Act::Confirm, Act::OpenCase];
    match state {
        Submitted => way.clear(),
        Confirmed => way.truncate(1),
        NeedsInfo => way.push(Act::AskForMore),
        Declined => way.push(Act::Decline),
        Cancelled => way = vec![Act::Cancel],
        Expired => way = vec![Act::Expire],
        Published => way.push(Act::Publish),
        Suspended => way.extend([Act::Publish, Act::Suspend]),
        Withdrawn => way.extend([Act::Publish, Act::Withdraw]),
        Revoked => way.extend([Act::Publish, Act::Revoke]),
        InReview => {}
        Recorded | Lapsed => panic!("no way to {state} is written down"),
    }
    way
}

/// What each act brings along: a Case, a slug and number, an entry.
fn follow(
    act: &mut tilsagn::app::act::Act<'_>,
    step: Act,
    (organisation, endorsement): (OrganisationId, EndorsementId),
    case: Option<CaseId>,
) -> Result<Option<CaseId>> {
    let now = act.now;
    let row = store::organisation::find(act.db, organisation)?;
    let settle = |db: &mut Db, state: CaseState, outcome: Option<CaseOutcome>| match case {
        Some(id) => {
            let seen = store::case::find(db, id)?;
            store::case::set_state(db, &seen, state, outcome, now)
        }
        None => Ok(()),
    };
    let fate = entry_body::fate(&row, &store::endorsement::find(act.db, endorsement)?, None);
    match step {
        Act::OpenCase => {
            let of = (organisation, row.search_key.as_str());
            return Ok(Some(store::case::open(act.db, CaseKind::Endorsement, endorsement.0, of, now)?));
        }
        Act::AskForMore => {
            store::endorsement::set_reason(act.db, endorsement, Some(REASON))?;
            settle(act.db, CaseState::Waiting, None)?;
        }
        Act::Decline => {
            store::endorsement::set_reason(act.db, endorsement, Some(REASON))?;
            settle(act.db, CaseState::Closed, Some(CaseOutcome::Declined))?;
        }
        Act::Publish => {
            let number = counters::take_signatory_number(act.db)?;
            let mut slug = slug::candidate(&Name::parse(&row.name).unwrap(), 1);
            if store::organisation::slug_taken(act.db, &slug)? {
                slug = format!("{slug}-{number}");
            }
            store::organisation::give_address(act.db, organisation, &slug, number)?;
            settle(act.db, CaseState::Closed, Some(CaseOutcome::Published))?;
            let row = store::organisation::find(act.db, organisation)?;
            let seen = store::endorsement::find(act.db, endorsement)?;
            let signed = SignedText::of(act.db, seen.version_id, &seen.language)?;
            let body = entry_body::published(&row, &seen, &signed, Level::None);
            act.entry(EntryKind::EndorsementPublished, organisation.into(), &body)?;
        }
        Act::Suspend => act.entry(EntryKind::EndorsementSuspended, organisation.into(), &fate)?,
        Act::Withdraw => act.entry(EntryKind::EndorsementWithdrawn, organisation.into(), &fate)?,
        Act::Revoke => act.entry(EntryKind::EndorsementRevoked, organisation.into(), &fate)?,
        _ => {}
    }
    Ok(case)
}

fn organisation(app: &tilsagn::app::App, db: &mut Db, given: &Given, now: Moment) -> Result<OrganisationId> {
    let name = Name::parse(given.name).unwrap();
    let country = Some(given.country).filter(|code| !code.is_empty());
    let country = country.map(|code| Country::parse(code).unwrap());
    let website = Some(given.website).filter(|text| !text.is_empty());
    let website = website.map(|text| Website::parse(text).unwrap());
    let profile = Profile::new(name, given.category, country).unwrap().with_website(website);
    let row = store::organisation::Profile {
        category: profile.category,
        country: profile.country.map(|country| country.code().to_owned()),
        name: profile.name.as_str().to_owned(),
        website: profile.website.as_ref().map(|website| website.as_str().to_owned()),
        domain: profile.website.as_ref().and_then(Website::registrable_domain).map(|d| d.as_str().to_owned()),
        description: Some(given.description.to_owned()).filter(|text| !text.is_empty()),
        search_key: tilsagn::domain::search_key::fold(profile.name.as_str()),
        skeleton: tilsagn::domain::similarity::Skeleton::of(&profile.name).as_str().to_owned(),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
    };
    store::organisation::insert(db, &secret::public_id(&*app.chance), &row, now)
}

fn representatives(
    app: &tilsagn::app::App,
    db: &mut Db,
    given: &Given,
    organisation: OrganisationId,
    now: Moment,
) -> Result<Vec<RepresentativeId>> {
    let mut ids = Vec::new();
    for address in given.contacts {
        let email = Email::parse(address).unwrap();
        let contact = Contact {
            name: "Suzie Eksempel".to_owned(),
            job_title: "Director".to_owned(),
            email: email.as_str().to_owned(),
        };
        let new = store::representative::NewRepresentative {
            organisation_id: organisation,
            sealed: contact::seal(app, &contact)?,
            email_index: contact::index(app, &email),
            language: given.locale.code().to_owned(),
            named: false,
            created_at: now,
            authority: None,
        };
        ids.push(store::representative::insert(db, &new)?);
    }
    Ok(ids)
}

fn commitments(
    app: &tilsagn::app::App,
    db: &mut Db,
    given: &Given,
    (organisation, published): (OrganisationId, bool),
    now: Moment,
) -> Result<Vec<CommitmentId>> {
    let mut ids = Vec::new();
    for title in given.commitments {
        let new = store::commitment::NewCommitment {
            public_id: secret::public_id(&*app.chance),
            organisation_id: organisation,
            state: StoredState::InReview,
            kind: Kind::Action,
            title: (*title).to_owned(),
            action: "We will do it, and say when it is done.".to_owned(),
            measure: Json(Measure::Deliverable),
            paragraphs: Json(Vec::new()),
            countries: Json(vec!["DK".to_owned()]),
            evidence: Json(Vec::new()),
            sealed: None,
            start_on: None,
            due_on: Json(Day::from_ymd_opt(2027, 6, 30).unwrap()),
            stage: None,
            amount_minor: None,
            currency: None,
            recipients: None,
            version: 1,
            created_at: now,
            updated_at: now,
            revision: 1,
        };
        let id = store::commitment::insert(db, &new)?;
        if published {
            let seen = store::commitment::find(db, id)?;
            store::commitment::set_state(db, &seen, StoredState::Active, now)?;
        }
        ids.push(id);
    }
    Ok(ids)
}
