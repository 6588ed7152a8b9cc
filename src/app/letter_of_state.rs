//! Entering a state on the strength of its letter. The scan stays in the ministry's own records; here are its
//! reference, date and SHA-256. A second person confirms the letter and publishes in one.

use chrono::NaiveTime;
use serde_json::json;

use super::App;
use super::act::{Act, Origin, Subject};
use super::contact::{self, Contact};
use super::filed_letter::{self, FiledLetter};
use super::rows;
use crate::domain::assurance::Level;
use crate::domain::audit::AuditAct;
use crate::domain::call::VersionState;
use crate::domain::case::CaseKind;
use crate::domain::country::Country;
use crate::domain::email::Email;
use crate::domain::endorsement::{self, Authority, EndorsementState};
use crate::domain::ids::{EndorsementId, OrganisationId, RepresentativeId, StaffId, VersionId};
use crate::domain::organisation::{Category, Profile};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::{JobTitle, Name, PersonName, Statement, parse_optional};
use crate::domain::visibility::Visibility;
use crate::domain::website::Website;
use crate::domain::{Day, Error, Flaw, Moment, Problems, Result};
use crate::secret;
use crate::store;
use crate::store::assurance::{Assurance, AssuranceState, Evidence, NewAssurance};
use crate::store::endorsement::NewEndorsement;
use crate::store::representative::NewRepresentative;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    pub name: String,
    pub country: String,
    pub website: String,
    pub letter: filed_letter::Answers,
    /// Version and language of the Call that the letter names, as `choices` gives them.
    pub text: String,
    /// What the letter says for the public, if anything.
    pub statement: String,
    pub person: String,
    pub job_title: String,
    pub email: String,
    /// The language in which we write to that person.
    pub person_language: String,
}

/// A text of the Call that can have been signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub version: VersionId,
    pub number: i64,
    pub language: String,
}

impl Choice {
    /// The value of the choice in the form.
    pub fn value(&self) -> String {
        format!("{}:{}", self.version, self.language)
    }
}

/// A letter, parsed.
struct StateLetter {
    profile: Profile,
    evidence: Evidence,
    dated: Day,
    text: Choice,
    statement: Option<Statement>,
    contact: Option<(Contact, Email, String)>,
}

/// Every published text of the Call, the newest version first, the authentic language before the others.
pub async fn choices(app: &App) -> Result<Vec<Choice>> {
    app.store
        .read(|db| {
            let mut choices = Vec::new();
            for version in store::call::all(db)? {
                let (VersionState::Published, Some(number)) = (version.state, version.number) else {
                    continue;
                };
                let texts = store::call::texts(db, version.id)?.into_iter();
                choices.extend(texts.map(|text| Choice {
                    version: version.id,
                    number,
                    language: text.language,
                }));
            }
            Ok(choices)
        })
        .await
}

/// Enters the state and opens its Case. Gives the Case's number; that of the Case which waits, where the same letter of
/// the same state is entered again.
///
/// # Errors
/// `Invalid` by field.
pub async fn record(app: &App, permit: &Permit<Moderate>, origin: Origin, answers: Answers) -> Result<i64> {
    let today = app.clock.now().day_in(app.time_zone());
    let letter = answers.parse(&choices(app).await?, today)?;
    let me = permit.id();
    app.act(origin, move |act| {
        let profile = rows::profile(&letter.profile);
        store::register_state::hold_case_numbers(act.db)?;
        if let Some(number) = entered(act, &letter, &profile)? {
            act.stands();
            return Ok(number);
        }
        let public_id = secret::public_id(&*act.app.chance);
        let organisation = store::organisation::insert(act.db, &public_id, &profile, act.now)?;
        let person = match &letter.contact {
            Some(contact) => Some(add_contact(act, organisation, contact)?),
            None => None,
        };
        let endorsement = endorse(act, &letter, organisation, person)?;
        add_letter(act, &letter, organisation, me)?;
        let about = (organisation, profile.search_key.as_str());
        let case = store::case::open(act.db, CaseKind::Endorsement, endorsement.0, about, act.now)?;
        let detail = json!({ "organisation": organisation, "endorsement": endorsement });
        act.audit(AuditAct::LetterRecorded, Subject("case", Some(case.0)), detail)?;
        Ok(store::case::find(act.db, case)?.number)
    })
    .await
}

/// The open Case of a state that was entered on this very letter.
fn entered(
    act: &mut Act<'_>,
    letter: &StateLetter,
    profile: &store::organisation::Profile,
) -> Result<Option<i64>> {
    for case in store::case::open_by_words(act.db, CaseKind::Endorsement, &profile.search_key)? {
        let of = store::organisation::find(act.db, case.organisation_id)?;
        let same = of.category == Category::State && of.name == profile.name && of.country == profile.country;
        let letters = store::assurance::of_organisation(act.db, of.id)?;
        let stands =
            |one: &Assurance| one.evidence.0 == letter.evidence && one.state != AssuranceState::Refused;
        if same && letters.iter().any(stands) {
            return Ok(Some(case.number));
        }
    }
    Ok(None)
}

fn add_contact(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    contact: &(Contact, Email, String),
) -> Result<RepresentativeId> {
    let (contact, email, language) = contact;
    let new = NewRepresentative {
        organisation_id: organisation,
        sealed: contact::seal(act.app, contact)?,
        email_index: contact::index(act.app, email),
        language: language.clone(),
        named: false,
        created_at: act.now,
        authority: None,
    };
    store::representative::insert(act.db, &new)
}

/// Recorded on the letter, and at once in review.
fn endorse(
    act: &mut Act<'_>,
    letter: &StateLetter,
    organisation: OrganisationId,
    person: Option<RepresentativeId>,
) -> Result<EndorsementId> {
    let new = NewEndorsement {
        public_id: secret::public_id(&*act.app.chance),
        reference: secret::reference(&*act.app.chance),
        organisation_id: organisation,
        representative_id: person,
        version_id: letter.text.version,
        language: letter.text.language.clone(),
        state: EndorsementState::Recorded,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: letter.statement.as_ref().map(|text| text.as_str().to_owned()),
        authority: Authority::Own,
        origin: endorsement::Origin::Letter,
        // A letter has a date and no time: noon, so that it is that day in every time zone but a few.
        submitted_at: Moment::from_naive(letter.dated.and_time(NOON)),
        updated_at: act.now,
        revision: 1,
    };
    let id = store::endorsement::insert(act.db, &new)?;
    let recorded = store::endorsement::find(act.db, id)?;
    store::endorsement::apply(act.db, &recorded, endorsement::Act::OpenCase, act.now)?;
    Ok(id)
}

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

fn add_letter(act: &mut Act<'_>, letter: &StateLetter, of: OrganisationId, me: StaffId) -> Result<()> {
    let record = NewAssurance {
        organisation_id: of,
        level: Level::OfficialLetter,
        evidence: store::Json(letter.evidence.clone()),
        state: AssuranceState::Recorded,
        recorded_by: Some(me),
        recorded_at: act.now,
        confirmed_at: None,
    };
    store::assurance::insert(act.db, &record).map(drop)
}

impl Answers {
    fn parse(&self, choices: &[Choice], today: Day) -> Result<StateLetter> {
        let mut problems = Problems::default();
        let name = problems.take("name", Name::parse(&self.name));
        let country = problems.take("country", state(&self.country));
        let website = problems.take("website", parse_optional::<Website>(&self.website));
        let letter = self.letter.parse(today, &mut problems);
        let chosen = choices.iter().find(|choice| choice.value() == self.text).cloned();
        let text = problems.take("text", chosen.ok_or(Flaw::UnknownChoice));
        let statement = problems.take("statement", parse_optional::<Statement>(&self.statement));
        let contact = self.contact(&mut problems);
        problems.check()?;
        let (Some(name), Some(country), Some(website), Some(letter), Some(text), Some(statement)) =
            (name, country, website, letter, text, statement)
        else {
            return Err(Error::internal("a letter without problems lacks a part"));
        };
        let profile = Profile::new(name, Category::State, Some(country));
        let profile = profile.map_err(|flaw| Error::invalid("country", flaw))?.with_website(website);
        let FiledLetter { reference, dated, sha256 } = letter;
        let evidence = Evidence::Letter { reference, dated, sha256 };
        Ok(StateLetter { profile, evidence, dated, text, statement, contact })
    }

    /// The contact may be left out; whoever begins one gives all of it.
    fn contact(&self, problems: &mut Problems) -> Option<(Contact, Email, String)> {
        if [&self.person, &self.job_title, &self.email].iter().all(|text| text.trim().is_empty()) {
            return None;
        }
        let name = problems.take("person", PersonName::parse(&self.person));
        let job_title = problems.take("job_title", JobTitle::parse(&self.job_title));
        let email = problems.take("email", Email::parse(&self.email));
        let (name, job_title, email) = (name?, job_title?, email?);
        let contact = Contact {
            name: name.as_str().to_owned(),
            job_title: job_title.as_str().to_owned(),
            email: email.as_str().to_owned(),
        };
        Some((contact, email, self.person_language.clone()))
    }
}

fn state(code: &str) -> Result<Country, Flaw> {
    if code.is_empty() {
        return Err(Flaw::CountryMissing);
    }
    let country = Country::parse(code)?;
    if country.is_state() { Ok(country) } else { Err(Flaw::CountryUnknown) }
}
