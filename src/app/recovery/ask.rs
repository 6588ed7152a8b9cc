//! Asking: which organisation, who asks, how it will be shown. A mailed link confirms the mailbox first, so that nobody
//! can have others written to.

use serde_json::json;

use super::{Asker, EVENT, SEALED_FOR};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject as About};
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::register::public_state;
use crate::domain::audit::AuditAct;
use crate::domain::draft::{Representative, RepresentativeAnswers};
use crate::domain::email::Email;
use crate::domain::host::RegistrableDomain;
use crate::domain::ids::OrganisationId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::people::open_to_colleagues;
use crate::domain::recovery::{Proof, RecoveryState, domain_offered};
use crate::domain::search_key::fold;
use crate::domain::text::{Greeting, Name, parse_optional};
use crate::domain::visibility::{PublicState, Visibility};
use crate::domain::{Error, Flaw, Problems, Result, limits};
use crate::secret;
use crate::store::recovery::NewRecovery;
use crate::store::{self, Db};

/// The kind of text that mailboxes are indexed as, whatever their sub-address, to count what went there today.
const COUNTED_AS: &str = "mail.recovery";
/// Most signatories that a search shows.
const SHOWN: usize = 20;

/// A signatory that a search found.
#[derive(Debug, Clone)]
pub struct Found {
    pub slug: String,
    pub name: String,
    pub country: Option<String>,
    pub number: u32,
    /// As the public sees it.
    pub state: PublicState,
}

/// Signatories that have a public page and are not over, so also those that withdrew: by the address of the page, a
/// number, a reference, or words of a name; of one that went into another, that one. Nobody, for what has neither letters nor
/// digits.
///
/// # Errors
/// Internal.
pub async fn search(app: &App, typed: &str) -> Result<Vec<Found>> {
    let typed = typed.trim();
    if fold(typed).is_empty() {
        return Ok(Vec::new());
    }
    let slug = match typed.rsplit_once("/signatories/") {
        Some((_, rest)) => Some(rest.trim_end_matches('/').to_owned()),
        None => by_reference_or_number(app, typed).await?,
    };
    let snapshot = app.register.snapshot();
    let places: Vec<u32> = match (slug, as_number(typed)) {
        (Some(slug), _) => snapshot.led_to(&slug).into_iter().collect(),
        (None, Some(_)) => Vec::new(),
        (None, None) => snapshot.named(&fold(typed)),
    };
    let cards = places.iter().map(|place| snapshot.signatory(*place));
    Ok(cards
        .filter(|card| stands(card.state))
        .take(SHOWN)
        .map(|card| Found {
            slug: card.slug.clone(),
            name: card.name.clone(),
            country: card.country.as_ref().map(|code| code.as_str().to_owned()),
            number: card.number,
            state: card.state,
        })
        .collect())
}

/// Whether somebody can still ask to act: it is neither over nor another one's name.
fn stands(state: PublicState) -> bool {
    !matches!(state, PublicState::Revoked | PublicState::Merged)
}

/// A public number, with or without "No." before it.
fn as_number(typed: &str) -> Option<u32> {
    let digits = typed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let short = typed.len() - digits.len() <= "No. ".len();
    digits.parse().ok().filter(|_| short)
}

/// The page of the signatory that has a reference or a public number, if it has one in public.
async fn by_reference_or_number(app: &App, typed: &str) -> Result<Option<String>> {
    let (reference, number) = (typed.to_uppercase(), as_number(typed));
    app.store
        .read(move |db| {
            if let Some(seen) = store::endorsement::by_reference(db, &reference)? {
                return Ok(store::organisation::find(db, seen.organisation_id)?.slug);
            }
            let Some(number) = number else { return Ok(None) };
            match store::organisation::by_number(db, i64::from(number)) {
                Err(Error::NotFound) => Ok(None),
                found => Ok(found?.slug),
            }
        })
        .await
}

/// What somebody asks about, as far as the public may know.
#[derive(Debug, Clone)]
pub struct Subject {
    pub found: Found,
    /// The one at whose address it is asked, though it has gone into the one that was found.
    organisation: OrganisationId,
    /// The domain of which control may be shown; else it takes a letter.
    pub domain: Option<RegistrableDomain>,
}

/// The signatory at an address of the public register; of one that went into another, that one, though it is the first of
/// which it is asked.
///
/// # Errors
/// Not found, for everything that has no public page with a name on it, or is over.
pub async fn subject(app: &App, slug: &str) -> Result<Subject> {
    let slug = slug.to_owned();
    app.store.read(move |db| of_slug(db, &slug)).await
}

fn of_slug(db: &mut Db, slug: &str) -> Result<Subject> {
    let asked = store::organisation::by_slug(db, slug)?;
    // What a page was opened about goes on here and now, though no snapshot says yet where it went.
    let of = store::organisation::survivor(db, asked.id)?;
    let seen = store::endorsement::of_organisation(db, of.id)?;
    let named = seen.visibility == Visibility::Public && of.erased_at.is_none();
    let state = public_state(seen.state, false).filter(|state| named && stands(*state));
    let (state, slug) = state.zip(of.slug).ok_or(Error::NotFound)?;
    let number = of.number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
    Ok(Subject {
        domain: domain_offered(of.category, seen.visibility, seen.state, of.domain.as_deref()),
        organisation: asked.id,
        found: Found { slug, name: of.name, country: of.country, number, state },
    })
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The address of the signatory's page; empty, where it was not found in the public register.
    pub slug: String,
    /// The organisation's name and the reference of its signature, where it was not found.
    pub organisation: String,
    pub reference: String,
    pub person: RepresentativeAnswers,
    pub proof: String,
    /// `left` or `stay`: what became of those who acted before.
    pub others: String,
    pub message: String,
}

/// What was typed, read.
struct Wish {
    person: Representative,
    proof: Proof,
    others_left: bool,
    asker: Asker,
}

impl Answers {
    fn parse(&self, by_domain: bool) -> Result<Wish> {
        let mut problems = Problems::default();
        let organisation = if self.slug.is_empty() {
            problems.take("organisation", Name::parse(&self.organisation)).map(|name| name.to_string())
        } else {
            Some(String::new())
        };
        let person = match self.person.parse() {
            Ok(person) => Some(person),
            Err(Error::Invalid(found)) => {
                problems.0.extend(found.0);
                None
            }
            Err(error) => return Err(error),
        };
        let proof = if by_domain {
            let chosen = if self.proof.is_empty() { Err(Flaw::Missing) } else { Ok(self.proof.as_str()) };
            let chosen = chosen.and_then(|code| Proof::from_code(code).ok_or(Flaw::UnknownChoice));
            problems.take("proof", chosen)
        } else {
            Some(Proof::Letter)
        };
        let left = match self.others.as_str() {
            "" => Err(Flaw::Missing),
            "left" => Ok(true),
            "stay" => Ok(false),
            _ => Err(Flaw::UnknownChoice),
        };
        let left = problems.take("others", left);
        let message = problems.take("message", parse_optional::<Greeting>(&self.message));
        problems.check()?;
        let (Some(organisation), Some(person), Some(proof), Some(others_left), Some(message)) =
            (organisation, person, proof, left, message)
        else {
            return Err(Error::internal("a request without problems lacks a part"));
        };
        let message = message.map(|text| text.to_string()).unwrap_or_default();
        let asker = Asker { person: self.person.clone(), message, organisation };
        Ok(Wish { person, proof, others_left, asker })
    }
}

/// Keeps a request and mails its link, where it may be mailed (`mails`) and the mailbox has not had its share of such
/// mails today. Each request has a link of its own: another's would confirm what somebody else typed. The answer is the
/// same whether there is such an organisation or not.
///
/// # Errors
/// Invalid, with the fields; not found, for a page that there is not.
pub async fn ask(app: &App, origin: Origin, answers: Answers, (locale, mails): (Locale, bool)) -> Result<()> {
    let subject = match answers.slug.as_str() {
        "" => None,
        slug => Some(subject(app, slug).await?),
    };
    let wish = answers.parse(subject.as_ref().is_some_and(|one| one.domain.is_some()))?;
    app.act(origin, move |act| {
        let organisation = match &subject {
            Some(subject) => Some(subject.organisation),
            None => behind_reference(act.db, &answers.reference)?,
        };
        let name = subject.map(|subject| subject.found.name).unwrap_or_default();
        keep(act, &wish, (organisation, name), (locale, mails))
    })
    .await
}

/// The organisation whose signature has a reference, which only its people and the ministry know.
fn behind_reference(db: &mut Db, typed: &str) -> Result<Option<OrganisationId>> {
    let Some(seen) = store::endorsement::by_reference(db, &typed.trim().to_uppercase())? else {
        return Ok(None);
    };
    let of = store::organisation::survivor(db, seen.organisation_id)?;
    let signed = store::endorsement::of_organisation(db, of.id)?;
    let open = of.erased_at.is_none() && open_to_colleagues(signed.state);
    Ok(open.then_some(seen.organisation_id))
}

fn keep(
    act: &mut Act<'_>,
    wish: &Wish,
    (organisation, name): (Option<OrganisationId>, String),
    (locale, mails): (Locale, bool),
) -> Result<()> {
    let email: &Email = &wish.person.email;
    let mailbox = act.app.secrets.blind_index(COUNTED_AS, &email.mailbox());
    let today = store::sent_mail::count_caused(act.db, &mailbox, act.now - chrono::Duration::days(1))?;
    let sent = mails && today < limits::RECOVERY_MAILS_PER_DAY;
    if sent {
        let new = NewRecovery {
            organisation_id: organisation,
            reference: secret::reference(&*act.app.chance),
            state: RecoveryState::Asked,
            proof: wish.proof,
            others_left: wish.others_left,
            sealed: act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, &wish.asker)?,
            language: locale.code().to_owned(),
            asked_at: act.now,
        };
        let id = store::recovery::insert(act.db, &new)?;
        let link = Link::make(act, Purpose::Recovery, id.0)?;
        let event = format!("{EVENT}{}.{}", id.0, link.mark());
        let link = link.url(act.app, locale);
        let letter = Letter::RecoveryConfirm { organisation: name, link, days: limits::CONFIRM_DAYS };
        act.mail(&event, email, locale, &letter)?;
        store::sent_mail::note_caused(act.db, &mailbox, act.now)?;
    }
    act.audit(AuditAct::RecoveryAsked, About("recovery", None), json!({ "mail": sent }))
}
