//! Taking over a list of signatories from elsewhere: all of it in one transaction, every row told of.
//!
//! A row is taken in, named as a duplicate with its twin and where that stands, or refused with its line and the
//! reason. A second run over the same list finds every row there already and adds nothing.

pub mod reader;
mod report;
mod twin;

use serde_json::json;

use self::reader::List;
pub use self::report::{Duplicate, Reason, Refused, Report};
use self::twin::Known;

use super::App;
use super::act::{Act, Origin, Subject};
use super::case::publish;
use crate::app::rows;
use crate::domain::assurance::Level;
use crate::domain::audit::AuditAct;
use crate::domain::call;
use crate::domain::case::CaseKind;
use crate::domain::country::Country;
use crate::domain::endorsement::{self, Authority, EndorsementState};
use crate::domain::ids::{EndorsementId, OrganisationId, VersionId};
use crate::domain::locale::Locale;
use crate::domain::organisation::{Category, Profile};
use crate::domain::search_key::fold;
use crate::domain::text::{Name, parse_optional};
use crate::domain::visibility::Visibility;
use crate::domain::website::Website;
use crate::domain::{Error, Flaw, Result};
use crate::secret;
use crate::store;

/// A row as it stands in the file.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The line of the file where the row begins; the header is line 1.
    pub line: u64,
    pub name: String,
    pub category: String,
    pub country: String,
    pub website: String,
}

/// How to take the rows in.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Changes nothing; only tells.
    pub dry_run: bool,
    /// Refuses the whole list if one row is refused.
    pub strict: bool,
    /// Puts rows into the register at once, on the strength of a letter. States stay in review.
    pub publish_on_letter: Option<String>,
    /// For rows that name no country.
    pub default_country: Option<Country>,
}

/// Takes the rows in. `progress` is called after every row.
///
/// # Errors
/// Not found, if the Call has no published version; `Conflict`, where something else undid it: nothing was taken in.
pub async fn signatories(
    app: &App,
    list: List,
    terms: Terms,
    progress: impl Fn() + Send + 'static,
) -> Result<Report> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let (dry, all_or_nothing) = (terms.dry_run, terms.strict);
    let done = app
        .act(Origin::operator(), move |act| {
            let mut intake = Intake::begin(act, terms)?;
            for row in &list.rows {
                intake.take(act, row)?;
                progress();
            }
            let report = intake.finish(list.unreadable);
            let strict = intake.terms.strict && !report.refused.is_empty();
            // The reference stays with the ministry: it is in no entry and on no page.
            let detail = json!({
                "accepted": report.accepted, "duplicates": report.duplicates.len(),
                "refused": report.refused.len(), "letter": intake.terms.publish_on_letter,
            });
            let _ = sender.send(if strict { report.without_accepted() } else { report });
            if dry || strict {
                return Err(Error::Conflict);
            }
            act.audit(AuditAct::ImportSignatories, Subject("import", None), detail)
        })
        .await;
    match (done, receiver.await) {
        (Ok(()), Ok(report)) => Ok(report),
        // A dry run and a strict refusal both undo the transaction on purpose; whatever else undoes it kept nothing.
        (Err(Error::Conflict), Ok(report)) if dry || all_or_nothing && !report.refused.is_empty() => {
            Ok(report)
        }
        (Err(error), _) => Err(error),
        (Ok(()), Err(lost)) => Err(Error::internal(lost)),
    }
}

/// The import under way.
struct Intake {
    terms: Terms,
    version: VersionId,
    /// The language of the text that counts as signed.
    language: String,
    report: Report,
    known: Known,
}

impl Intake {
    fn begin(act: &mut Act<'_>, terms: Terms) -> Result<Intake> {
        let version = store::call::current(act.db)?.ok_or(Error::NotFound)?;
        // Another import waits here until this one is over, and then knows its rows.
        store::register_state::hold_case_numbers(act.db)?;
        let known = Known::read(act.db)?;
        let language = signed_language(act, version.id)?;
        Ok(Intake { terms, version: version.id, language, report: Report::default(), known })
    }

    fn take(&mut self, act: &mut Act<'_>, row: &Row) -> Result<()> {
        let profile = match self.parse(row) {
            Ok(profile) => profile,
            Err((field, flaw)) => {
                let reason = Reason::Flaw(flaw);
                self.report.refused.push(Refused { line: row.line, field, reason });
                return Ok(());
            }
        };
        if let Some(duplicate) = self.known.twin(act.db, row.line, &profile)? {
            self.report.duplicates.push(duplicate);
            return Ok(());
        }
        self.known.add(row.line, &profile);
        self.report.accepted += 1;
        self.add(act, &profile)
    }

    /// What became of the list, with the rows that could not be read.
    fn finish(&mut self, unreadable: Vec<Refused>) -> Report {
        let mut report = std::mem::take(&mut self.report);
        report.refused.extend(unreadable);
        report.refused.sort_by_key(|refused| refused.line);
        report
    }

    fn parse(&self, row: &Row) -> Result<Profile, (&'static str, Flaw)> {
        let name = Name::parse(&row.name).map_err(|flaw| ("name", flaw))?;
        if row.category.trim().is_empty() {
            return Err(("category", Flaw::Missing));
        }
        let category = Category::from_code(&row.category.trim().to_ascii_lowercase())
            .ok_or(("category", Flaw::UnknownChoice))?;
        let typed = row.country.trim();
        let country = match typed {
            "" if category == Category::Multilateral => None,
            "" => self.terms.default_country,
            code => Some(Country::parse(code).map_err(|flaw| ("country", flaw))?),
        };
        let website = parse_optional::<Website>(&row.website).map_err(|flaw| ("website", flaw))?;
        let profile = Profile::new(name, category, country).map_err(|flaw| ("country", flaw))?;
        Ok(profile.with_website(website))
    }

    fn add(&mut self, act: &mut Act<'_>, profile: &Profile) -> Result<()> {
        let organisation = insert_organisation(act, profile)?;
        let endorsement = self.insert_endorsement(act, organisation)?;
        match &self.terms.publish_on_letter {
            Some(_) if profile.category != Category::State => {
                self.report.published += 1;
                Self::publish(act, organisation, endorsement)
            }
            _ => {
                self.report.in_review += 1;
                let row = store::endorsement::find(act.db, endorsement)?;
                store::endorsement::apply(act.db, &row, endorsement::Act::OpenCase, act.now)?;
                let search_key = fold(profile.name.as_str());
                store::case::open(
                    act.db,
                    CaseKind::Endorsement,
                    endorsement.0,
                    (organisation, &search_key),
                    act.now,
                )?;
                Ok(())
            }
        }
    }

    fn insert_endorsement(&self, act: &mut Act<'_>, organisation: OrganisationId) -> Result<EndorsementId> {
        let chance = &*act.app.chance;
        let new = store::endorsement::NewEndorsement {
            public_id: secret::public_id(chance),
            reference: secret::reference(chance),
            organisation_id: organisation,
            representative_id: None,
            version_id: self.version,
            language: self.language.clone(),
            state: EndorsementState::Recorded,
            visibility: Visibility::Public,
            embargo_until: None,
            statement: None,
            authority: Authority::Own,
            origin: endorsement::Origin::Import,
            submitted_at: act.now,
            updated_at: act.now,
            revision: 1,
        };
        store::endorsement::insert(act.db, &new)
    }

    /// Nobody has confirmed the letter as two colleagues do in a Case, so no assurance is recorded.
    fn publish(act: &mut Act<'_>, organisation: OrganisationId, endorsement: EndorsementId) -> Result<()> {
        let row = store::endorsement::find(act.db, endorsement)?;
        store::endorsement::apply(act.db, &row, endorsement::Act::OpenCase, act.now)?;
        let row = store::endorsement::find(act.db, endorsement)?;
        let organisation = store::organisation::find(act.db, organisation)?;
        publish::enter(act, &organisation, &row, Level::None).map(drop)
    }
}

/// English where there is an English text, else the first authentic one.
fn signed_language(act: &mut Act<'_>, version: VersionId) -> Result<String> {
    let texts = store::call::texts(act.db, version)?;
    let english = texts.iter().find(|text| text.language == Locale::English.code());
    let found = english.or_else(|| texts.iter().find(|text| text.authority == call::Authority::Authentic));
    let found = found.ok_or_else(|| Error::internal("the Call has no authentic text"))?;
    Ok(found.language.clone())
}

/// Adds an organisation with the keys by which it is found and compared.
fn insert_organisation(act: &mut Act<'_>, profile: &Profile) -> Result<OrganisationId> {
    let public_id = secret::public_id(&*act.app.chance);
    store::organisation::insert(act.db, &public_id, &rows::profile(profile), act.now)
}
