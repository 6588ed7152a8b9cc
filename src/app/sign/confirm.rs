//! The mailed link that confirms a signature: what its page shows, and what its button does.

use serde::Serialize;
use serde_json::json;

use super::mailbox;
use super::standing::end_others;
use super::submit::forget_sent;
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::case::marks;
use crate::app::contact;
use crate::app::identity;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::domain::audit::AuditAct;
use crate::domain::call::CallText;
use crate::domain::case::CaseKind;
use crate::domain::commitment::{Kind, Measure, Stage, StoredState};
use crate::domain::currency::Money;
use crate::domain::email::Email;
use crate::domain::endorsement::{self, EndorsementState};
use crate::domain::ids::EndorsementId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::search_key::fold;
use crate::domain::visibility::Visibility;
use crate::domain::{Day, Error, Moment, Refusal, Result, limits};
use crate::register::{Behind, CallCard};
use crate::secret;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// What somebody sees before confirming or calling off.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    pub organisation: String,
    /// Whether it must not be named.
    pub unnamed: bool,
    pub category: Category,
    /// Its ISO 3166-1 code.
    pub country: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    /// Who signs, while they act.
    pub person: Option<Signer>,
    pub reference: String,
    /// The version that is signed.
    pub version: i64,
    /// The tag of the language that was read.
    pub language: String,
    /// Where that is a translation of an earlier authentic text.
    pub behind: Option<Behind>,
    /// The version that came into force since.
    pub newer: Option<u32>,
    pub commitments: Vec<Promised>,
    pub statement: Option<String>,
    /// How the organisation will appear.
    pub visibility: Visibility,
    pub embargo_until: Option<Moment>,
    /// Whether whoever signs can agree to be named.
    pub may_be_named: bool,
}

/// Who signs for an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct Signer {
    pub name: String,
    pub job_title: String,
    /// Whether they are to be named in public: a wish of whoever filled in the form, until they confirm.
    pub named: bool,
}

impl Signer {
    fn of(app: &App, db: &mut Db, endorsement: &Endorsement) -> Result<Option<Signer>> {
        let acting = store::representative::of_organisation(db, endorsement.organisation_id)?;
        let signs = |person: &Representative| Some(person.id) == endorsement.representative_id;
        let Some(person) = acting.into_iter().find(signs) else { return Ok(None) };
        let contact = contact::open(app, &person.sealed)?;
        Ok(Some(Signer { name: contact.name, job_title: contact.job_title, named: person.named }))
    }
}

/// A commitment that is part of it.
#[derive(Debug, Clone, Serialize)]
pub struct Promised {
    /// From 1.
    pub place: usize,
    pub title: String,
    pub action: String,
    pub kind: Kind,
    pub measure: Measure,
    pub start: Option<Day>,
    pub due: Day,
    /// ISO 3166-1 codes.
    pub countries: Vec<String>,
    /// Numbers of the paragraphs of the Call that it serves, in the text that is signed.
    pub paragraphs: Vec<u32>,
    pub amount: Option<Money>,
    pub stage: Option<Stage>,
    pub recipients: Option<String>,
    pub evidence: Vec<String>,
}

impl Promised {
    fn of((promise, place): (Commitment, usize), signed: &[(String, u32)]) -> Promised {
        let served = |(id, number): &(String, u32)| promise.paragraphs.0.contains(id).then_some(*number);
        Promised {
            paragraphs: signed.iter().filter_map(served).collect(),
            start: promise.start_on.map(|on| on.0),
            countries: promise.countries.0,
            place,
            title: promise.title,
            action: promise.action,
            kind: promise.kind,
            measure: promise.measure.0,
            due: promise.due_on.0,
            amount: Money::kept(promise.amount_minor, promise.currency.as_deref()),
            stage: promise.stage,
            recipients: promise.recipients,
            evidence: promise.evidence.0,
        }
    }
}

/// The signature behind a link to confirm. Looking changes nothing.
///
/// # Errors
/// `LinkSpent` when the link was used, is too old, or never was.
pub async fn look(app: &App, token: &str) -> Result<Signature> {
    seen(app, token, Purpose::Confirm, |state| state == EndorsementState::Submitted).await
}

pub(super) async fn seen(
    app: &App,
    token: &str,
    purpose: Purpose,
    fits: fn(EndorsementState) -> bool,
) -> Result<Signature> {
    let (hash, now, own) = (secret::hash_token(token), app.clock.now(), app.clone());
    app.store
        .read(move |db| {
            let link = store::link::find(db, &hash, purpose, now)?;
            let link = link.ok_or(Error::Refused(Refusal::LinkSpent))?;
            let endorsement = store::endorsement::find(db, EndorsementId(link.subject_id))?;
            if !fits(endorsement.state) {
                return Err(Error::Refused(Refusal::WrongState));
            }
            signature(&own, db, endorsement)
        })
        .await
}

fn signature(app: &App, db: &mut Db, mut endorsement: Endorsement) -> Result<Signature> {
    let mut organisation = store::organisation::find(db, endorsement.organisation_id)?;
    identity::open(app, &mut organisation, &mut endorsement)?;
    let version = store::call::find(db, endorsement.version_id)?.number.unwrap_or_default();
    let number = u32::try_from(version).unwrap_or_default();
    let snapshot = app.register.snapshot();
    let call = &snapshot.call;
    let signed = numbered(call, number, &endorsement.language);
    Ok(Signature {
        behind: call.behind(number, &endorsement.language),
        newer: call.current().map(|current| current.number).filter(|current| *current > number),
        may_be_named: may_be_named(&endorsement),
        commitments: identity::commitments(app, db, organisation.id)?
            .into_iter()
            .zip(1..)
            .map(|promise| Promised::of(promise, &signed))
            .collect(),
        person: Signer::of(app, db, &endorsement)?,
        unnamed: organisation.sealed.is_some(),
        organisation: organisation.name,
        category: organisation.category,
        country: organisation.country,
        website: organisation.website,
        description: organisation.description,
        reference: endorsement.reference,
        version,
        language: endorsement.language,
        statement: endorsement.statement,
        visibility: endorsement.visibility,
        embargo_until: endorsement.embargo_until,
    })
}

/// The paragraphs of a text: their ids and numbers.
fn numbered(call: &CallCard, version: u32, language: &str) -> Vec<(String, u32)> {
    let text = call.version(version).and_then(|version| version.text(language));
    let read = text.and_then(|text| CallText::parse(&text.markdown).ok());
    let of = |text: CallText| text.paragraphs().map(|one| (one.id.as_str().to_owned(), one.number)).collect();
    read.map(of).unwrap_or_default()
}

/// Confirms a signature and puts it before the staff. Of any number of callers one does it, and the others hear of it
/// until the staff have looked. Whoever confirms says whether they agree to be named in public, whatever the form asked
/// for.
///
/// # Errors
/// `LinkSpent` when the link is too old, or never was, or what it did has been decided on.
pub async fn confirm(app: &App, origin: Origin, token: &str, named: bool) -> Result<Signature> {
    let hash = secret::hash_token(token);
    let done = app.act(origin, move |act| {
        let id = store::link::use_once(act.db, &hash, Purpose::Confirm, act.now)?;
        let id = EndorsementId(id.ok_or(Error::Refused(Refusal::LinkSpent))?);
        store::link::spend_all_of(act.db, Purpose::Confirm, id.0, act.now)?;
        let organisation = advance(act, id)?;
        let endorsement = store::endorsement::find(act.db, id)?;
        let (email, _) = signer(act, &endorsement)?;
        let level = mailbox::record(act, &organisation, &email, act.now)?;
        let named = named && may_be_named(&endorsement);
        store::representative::set_named(
            act.db,
            endorsement.representative_id.ok_or(Error::NotFound)?,
            named,
        )?;
        mail_next_steps(act, &endorsement, &organisation)?;
        forget_sent(act, &endorsement)?;
        let subject = Subject("endorsement", Some(id.0));
        act.audit(AuditAct::EndorsementConfirmed, subject, json!({ "assurance": level, "named": named }))?;
        signature(act.app, act.db, endorsement)
    });
    match done.await {
        Err(Error::Refused(Refusal::LinkSpent)) => confirmed(app, token).await,
        done => done,
    }
}

/// What a link confirmed, while it waits for the staff: for whoever presses its button again.
async fn confirmed(app: &App, token: &str) -> Result<Signature> {
    let (hash, now, own) = (secret::hash_token(token), app.clock.now(), app.clone());
    app.store
        .read(move |db| {
            let used = store::link::used(db, &hash, Purpose::Confirm, now)?;
            let (id, _) = used.ok_or(Error::Refused(Refusal::LinkSpent))?;
            let endorsement = store::endorsement::find(db, EndorsementId(id))?;
            if endorsement.state != EndorsementState::InReview {
                return Err(Error::Refused(Refusal::LinkSpent));
            }
            signature(&own, db, endorsement)
        })
        .await
}

/// Whether somebody who signs can be named: not where nothing of the organisation is shown.
pub(super) fn may_be_named(endorsement: &Endorsement) -> bool {
    endorsement.visibility != Visibility::Protected
}

/// Whether somebody who acts agreed to be named. Until the signature is confirmed, the tick in the form is a wish.
pub(in crate::app) fn agreed(person: &Representative, endorsement: &Endorsement) -> bool {
    person.named && endorsement.state != EndorsementState::Submitted
}

/// Through confirmed into review, with its commitments and a Case. What else waited for its mailbox under this name ends.
fn advance(act: &mut Act<'_>, id: EndorsementId) -> Result<Organisation> {
    let submitted = store::endorsement::find(act.db, id)?;
    store::endorsement::apply(act.db, &submitted, endorsement::Act::Confirm, act.now)?;
    let confirmed = store::endorsement::find(act.db, id)?;
    store::endorsement::apply(act.db, &confirmed, endorsement::Act::OpenCase, act.now)?;
    // From now on the mailbox tells whose it is.
    store::organisation_key::expire_of(act.db, confirmed.organisation_id)?;
    let organisation = identity::find(act.app, act.db, confirmed.organisation_id)?;
    end_others(act, &confirmed, &organisation)?;
    for commitment in store::commitment::of_organisation(act.db, organisation.id)? {
        store::commitment::set_state(act.db, &commitment, StoredState::InReview, act.now)?;
    }
    open_case(act, &organisation, &confirmed, false)?;
    Ok(organisation)
}

/// Opens the Case of a signature.
pub(super) fn open_case(
    act: &mut Act<'_>,
    organisation: &Organisation,
    of: &Endorsement,
    held: bool,
) -> Result<()> {
    let domain = organisation.domain.as_deref().unwrap_or_default();
    let words = match organisation.sealed {
        None => format!("{} {domain} {}", organisation.name, of.reference),
        Some(_) => of.reference.clone(),
    };
    let about = (organisation.id, &*fold(&words));
    let case = store::case::open(act.db, CaseKind::Endorsement, of.id.0, about, act.now)?;
    let (email, _) = signer(act, of)?;
    marks::note(act.db, case, (organisation, &email), held)
}

pub(super) fn signer(act: &mut Act<'_>, endorsement: &Endorsement) -> Result<(Email, Locale)> {
    let id = endorsement.representative_id.ok_or(Error::NotFound)?;
    let person = store::representative::find(act.db, id)?;
    let email = contact::open(act.app, &person.sealed)?.email;
    let email = Email::parse(&email).map_err(|_| Error::internal("a kept address does not parse"))?;
    Ok((email, Locale::from_code(&person.language).unwrap_or(Locale::English)))
}

fn mail_next_steps(act: &mut Act<'_>, endorsement: &Endorsement, organisation: &Organisation) -> Result<()> {
    let (email, locale) = signer(act, endorsement)?;
    let cancel_link = Link::make(act, Purpose::Cancel, endorsement.id.0)?.url(act.app, locale);
    let letter = Letter::SignatureConfirmed {
        organisation: organisation.mail_name(),
        reference: endorsement.reference.clone(),
        cancel_link,
        review_days: limits::REVIEW_DAYS,
    };
    let event = format!("signature_confirmed.{}", endorsement.id.0);
    act.mail_about(endorsement.organisation_id, &event, (&email, locale), &letter).map(drop)
}
