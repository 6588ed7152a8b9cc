//! Fills the demo's queue with what a moderator meets on an ordinary morning.

use chrono::Duration;
use serde_json::json;

use super::content::{self, DemoOrganisation, Subject as Matter};
use super::lots::Lots;
use crate::app::act::{Act, Origin, Subject};
use crate::app::case::marks;
use crate::app::contact::{self, Contact};
use crate::app::report::Concern;
use crate::app::{App, report, rows};
use crate::domain::amendment::{Amendable, AmendmentState};
use crate::domain::assurance::Level;
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::{self, EndorsementState};
use crate::domain::ids::{AmendmentId, EndorsementId, OrganisationId, RepresentativeId, StaffId};
use crate::domain::permit::Role;
use crate::domain::search_key::fold;
use crate::domain::visibility::Wish;
use crate::domain::{Error, Result};
use crate::secret;
use crate::store::amendment::NewAmendment;
use crate::store::assurance::{AssuranceState, Evidence, NewAssurance};
use crate::store::commitment::Terms;
use crate::store::organisation::Organisation;
use crate::store::revision::NewRevision;
use crate::store::{self, Json};

/// Makes the cases, oldest first.
pub async fn make(app: &App) -> Result<()> {
    let cases = content::queue().map_err(flawed)?;
    app.act(Origin::operator(), move |act| {
        let today = act.now;
        let moderator = Actor::Staff(*moderators(act)?.first().ok_or(Error::NotFound)?);
        for case in cases {
            act.now = today - Duration::days(case.opened_days_ago) - Duration::minutes(95);
            open(act, case.subject, moderator)?;
        }
        act.now = today;
        act.speak_for(Actor::Operator);
        store::register_state::bump(act.db)?;
        act.audit(AuditAct::DemoQueueFilled, Subject("demo", None), json!({}))
    })
    .await
}

pub(super) fn flawed(flaw: crate::domain::Flaw) -> Error {
    Error::internal(format!("demo content: {flaw}"))
}

/// Who writes to signers, records letters and decides in the demo's past.
pub(super) fn moderators(act: &mut Act<'_>) -> Result<Vec<StaffId>> {
    let staff = store::staff::list(act.db)?.into_iter();
    Ok(staff.filter(|one| one.roles.0.contains(&Role::Moderator)).map(|one| one.id).collect())
}

pub(super) fn open(act: &mut Act<'_>, matter: Matter, moderator: Actor) -> Result<()> {
    match matter {
        Matter::Signature(organisation) => signature(act, &organisation).map(drop),
        Matter::Asked { organisation, question, .. } => {
            let endorsement = signature(act, &organisation)?;
            let row = store::endorsement::find(act.db, endorsement)?;
            store::endorsement::apply(act.db, &row, endorsement::Act::AskForMore, act.now)?;
            let case =
                store::case::open_of(act.db, CaseKind::Endorsement, endorsement.0)?.ok_or(Error::NotFound)?;
            store::case::set_state(act.db, &case, CaseState::Waiting, None, act.now)?;
            let detail = json!({ "message": question.as_str() });
            act.speak_for(moderator);
            act.audit(AuditAct::CaseAsked, Subject("case", Some(case.id.0)), detail)
        }
        Matter::Letter { organisation, reference, dated_days_ago } => {
            act.speak_for(moderator);
            letter(act, &organisation, (reference, dated_days_ago), moderator)
        }
        Matter::Amendment { of, name, description } => {
            amendment(act, of, name.as_str(), description.as_str())
        }
        Matter::MoreTime { of, days } => more_time(act, of, days),
        Matter::Report { about, from, concern } => {
            let organisation = published(act, about)?;
            let concern =
                Concern { text: concern.as_str().to_owned(), email: Some(from.as_str().to_owned()) };
            act.speak_for(Actor::Anyone);
            report::keep(act, &organisation, &concern)
        }
    }
}

/// An organisation that nobody has published.
pub(super) fn enter(act: &mut Act<'_>, demo: &DemoOrganisation) -> Result<OrganisationId> {
    let public_id = secret::public_id(&Lots::of_organisation(demo));
    store::organisation::insert(act.db, &public_id, &rows::profile(&demo.profile), act.now)
}

/// A signature that its mailbox has confirmed, with its Case.
pub(super) fn signature(act: &mut Act<'_>, demo: &DemoOrganisation) -> Result<EndorsementId> {
    let organisation = enter(act, demo)?;
    let representative = representative(act, organisation, demo)?;
    let endorsement =
        endorse(act, organisation, Some(representative), demo, (EndorsementState::Submitted, Wish::Public))?;
    for step in [endorsement::Act::Confirm, endorsement::Act::OpenCase] {
        let row = store::endorsement::find(act.db, endorsement)?;
        store::endorsement::apply(act.db, &row, step, act.now)?;
    }
    let domain = Some(demo.representative.email.domain().as_str().to_owned());
    let evidence = match demo.assurance {
        Level::DomainControl => Evidence::DnsRecord { domain },
        level => Evidence::Mailbox { domain: domain.filter(|_| level >= Level::DomainMailbox) },
    };
    assure(act, organisation, (demo.assurance, evidence), (AssuranceState::Confirmed, None))?;
    for promise in &demo.commitments {
        commit(act, organisation, promise)?;
    }
    let about = (organisation, &*fold(demo.profile.name.as_str()));
    let case = store::case::open(act.db, CaseKind::Endorsement, endorsement.0, about, act.now)?;
    let row = store::organisation::find(act.db, organisation)?;
    marks::note(act.db, case, (&row, &demo.representative.email), false)?;
    act.speak_for(Actor::Representative(representative));
    act.audit(AuditAct::EndorsementConfirmed, Subject("endorsement", Some(endorsement.0)), json!({}))?;
    Ok(endorsement)
}

fn letter(
    act: &mut Act<'_>,
    demo: &DemoOrganisation,
    (reference, dated): (&str, i64),
    recorder: Actor,
) -> Result<()> {
    let organisation = enter(act, demo)?;
    let endorsement = endorse(act, organisation, None, demo, (EndorsementState::Recorded, Wish::Public))?;
    let row = store::endorsement::find(act.db, endorsement)?;
    store::endorsement::apply(act.db, &row, endorsement::Act::OpenCase, act.now)?;
    let evidence = Evidence::Letter {
        reference: reference.to_owned(),
        dated: (act.now - Duration::days(dated)).naive().date(),
        sha256: "5f".repeat(32),
    };
    let recorder = match recorder {
        Actor::Staff(id) => Some(id),
        _ => None,
    };
    assure(act, organisation, (Level::OfficialLetter, evidence), (AssuranceState::Recorded, recorder))?;
    let search_key = fold(demo.profile.name.as_str());
    store::case::open(act.db, CaseKind::Endorsement, endorsement.0, (organisation, &search_key), act.now)?;
    act.audit(AuditAct::LetterRecorded, Subject("endorsement", Some(endorsement.0)), json!({}))
}

pub(super) fn representative(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    demo: &DemoOrganisation,
) -> Result<RepresentativeId> {
    let person = &demo.representative;
    let contact = Contact {
        name: person.name.as_str().to_owned(),
        job_title: person.job_title.as_str().to_owned(),
        email: person.email.as_str().to_owned(),
    };
    let new = store::representative::NewRepresentative {
        organisation_id: organisation,
        sealed: contact::seal(act.app, &contact)?,
        email_index: contact::index(act.app, &person.email),
        language: demo.language.code().to_owned(),
        named: person.named,
        created_at: act.now,
        authority: None,
    };
    store::representative::insert(act.db, &new)
}

pub(super) fn endorse(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    representative: Option<RepresentativeId>,
    demo: &DemoOrganisation,
    (state, wish): (EndorsementState, Wish),
) -> Result<EndorsementId> {
    let version = store::call::current(act.db)?.ok_or(Error::NotFound)?;
    let lots = Lots::of_signature(organisation);
    let origin =
        if representative.is_some() { endorsement::Origin::Form } else { endorsement::Origin::Letter };
    let new = store::endorsement::NewEndorsement {
        reference: secret::reference(&lots),
        public_id: secret::public_id(&lots),
        organisation_id: organisation,
        representative_id: representative,
        version_id: version.id,
        language: demo.language.code().to_owned(),
        state,
        visibility: wish.visibility(),
        embargo_until: wish.embargo_until(act.app.time_zone()),
        statement: demo.statement.as_ref().map(|statement| statement.text.as_str().to_owned()),
        authority: demo.representative.authority,
        origin,
        submitted_at: act.now,
        updated_at: act.now,
        revision: 1,
    };
    store::endorsement::insert(act.db, &new)
}

pub(super) fn assure(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    (level, evidence): (Level, Evidence),
    (state, recorded_by): (AssuranceState, Option<StaffId>),
) -> Result<()> {
    let new = NewAssurance {
        organisation_id: organisation,
        level,
        evidence: Json(evidence),
        state,
        recorded_by,
        recorded_at: act.now,
        confirmed_at: (state == AssuranceState::Confirmed).then_some(act.now),
    };
    store::assurance::insert(act.db, &new).map(drop)
}

pub(super) fn commit(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    promise: &content::DemoCommitment,
) -> Result<()> {
    let zone = act.app.time_zone();
    let today = act.app.clock.now();
    let day = |days: i64| (today + Duration::days(days)).day_in(zone);
    let new = store::commitment::NewCommitment {
        public_id: secret::public_id(&Lots::of_commitment(organisation, promise)),
        organisation_id: organisation,
        state: StoredState::InReview,
        kind: promise.kind,
        title: promise.title.as_str().to_owned(),
        action: promise.action.as_str().to_owned(),
        measure: Json(promise.measure.clone()),
        paragraphs: Json(promise.paragraphs.iter().map(|id| id.as_str().to_owned()).collect()),
        countries: Json(promise.countries.iter().map(|country| country.code().to_owned()).collect()),
        evidence: Json(promise.evidence.urls()),
        sealed: None,
        start_on: Some(Json(day(promise.start_in_days))),
        due_on: Json(day(promise.due_in_days)),
        stage: promise.funding.map(|funding| funding.stage),
        amount_minor: promise.funding.map(|funding| funding.money.minor),
        currency: promise.funding.map(|funding| funding.money.currency.code().to_owned()),
        recipients: promise.recipients.as_ref().map(|text| text.as_str().to_owned()),
        version: 1,
        created_at: act.now,
        updated_at: act.now,
        revision: 1,
    };
    store::commitment::insert(act.db, &new).map(drop)
}

/// The published organisation at a place of the content.
pub(super) fn published(act: &mut Act<'_>, place: u64) -> Result<Organisation> {
    let demo = content::organisation(place).map_err(flawed)?;
    let likeness = demo.profile.likeness();
    let twins = store::organisation::twins(act.db, likeness.skeleton.as_str(), demo.profile.category)?;
    twins.into_iter().next().ok_or(Error::NotFound)
}

fn amendment(act: &mut Act<'_>, of: u64, name: &str, description: &str) -> Result<()> {
    let organisation = published(act, of)?;
    let endorsement = store::endorsement::of_organisation(act.db, organisation.id)?;
    let before = store::amendment::of_register(&organisation, &endorsement);
    let after =
        Amendable { name: name.to_owned(), description: Some(description.to_owned()), ..before.clone() };
    let representative = endorsement.representative_id.ok_or(Error::NotFound)?;
    let new = NewAmendment {
        organisation_id: organisation.id,
        endorsement_id: endorsement.id,
        representative_id: representative,
        before: Json(before),
        after: Json(after),
        state: AmendmentState::InReview,
        created_at: act.now,
        revision: 1,
    };
    let id = store::amendment::insert(act.db, &new)?;
    proposed(act, &organisation, id, representative)
}

fn more_time(act: &mut Act<'_>, of: u64, days: i64) -> Result<()> {
    let organisation = published(act, of)?;
    let endorsement = store::endorsement::of_organisation(act.db, organisation.id)?;
    let representative = endorsement.representative_id.ok_or(Error::NotFound)?;
    let promised = store::commitment::of_organisation(act.db, organisation.id)?;
    let promise = promised.first().ok_or(Error::NotFound)?;
    let before = promise.terms();
    let after = Terms { due: before.due + Duration::days(days), ..before.clone() };
    let new = NewRevision {
        organisation_id: organisation.id,
        endorsement_id: endorsement.id,
        representative_id: representative,
        commitment_id: Some(promise.id),
        before: Json(before),
        after: Json(after),
        state: AmendmentState::InReview,
        created_at: act.now,
        revision: 1,
    };
    let id = store::revision::insert(act.db, &new)?;
    proposed(act, &organisation, id, representative)
}

/// Puts a change before the ministry.
fn proposed(
    act: &mut Act<'_>,
    of: &Organisation,
    id: AmendmentId,
    representative: RepresentativeId,
) -> Result<()> {
    store::case::open(act.db, CaseKind::Amendment, id.0, (of.id, &of.search_key), act.now)?;
    act.speak_for(Actor::Representative(representative));
    act.audit(AuditAct::AmendmentProposed, Subject("amendment", Some(id.0)), json!({}))
}
