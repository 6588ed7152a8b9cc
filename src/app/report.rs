//! A member of the public says that something is wrong with a signatory. What they write is sealed; a Case about
//! it stands before all others, one for each signatory at a time.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::App;
use super::act::{Act, Origin, Subject};
use super::register::public_state;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::email::Email;
use crate::domain::ids::{OrganisationId, ReportId};
use crate::domain::text::{Note, parse_optional};
use crate::domain::visibility::{PublicState, Visibility};
use crate::domain::{Error, Moment, Problems, Result};
use crate::store::case::Case;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The field that reports are sealed for.
pub(super) const SEALED_FOR: &str = "report";

/// What somebody reported.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    pub text: String,
    /// Where to write to, if they want an answer.
    pub email: Option<String>,
}

impl std::fmt::Debug for Concern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Concern(..)")
    }
}

/// What one person reported, and when.
#[derive(Debug, Clone, Serialize)]
pub struct Voice {
    pub at: Moment,
    #[serde(flatten)]
    pub concern: Concern,
}

/// The signatory that can be reported under this slug.
///
/// # Errors
/// `NotFound` for everything that has no public page with a name on it.
pub async fn subject(app: &App, slug: &str) -> Result<Organisation> {
    let slug = slug.to_owned();
    app.store
        .read(move |db| {
            let named = store::organisation::by_slug(db, &slug)?;
            let organisation = store::organisation::survivor(db, named.id)?;
            let endorsement = store::endorsement::of_organisation(db, organisation.id)?;
            let shown = public_state(endorsement.state, false).is_some_and(PublicState::is_reportable);
            let public = endorsement.visibility == Visibility::Public && organisation.erased_at.is_none();
            if shown && public { Ok(organisation) } else { Err(Error::NotFound) }
        })
        .await
}

/// Takes a report: it joins the Case of another about the same signatory that waits to be looked into, or opens one. What
/// stands in that Case already, by a second click, is done.
///
/// # Errors
/// `Invalid` (fields `text`, `email`), `NotFound`.
pub async fn report(app: &App, origin: Origin, slug: &str, text: &str, email: &str) -> Result<()> {
    let mut problems = Problems::default();
    let text = problems.take("text", Note::parse(text));
    let email = problems.take("email", parse_optional::<Email>(email));
    problems.check()?;
    let (Some(text), Some(email)) = (text, email) else {
        return Err(Error::internal("a report without problems lacks a part"));
    };
    let organisation = subject(app, slug).await?;
    let concern =
        Concern { text: text.as_str().to_owned(), email: email.map(|email| email.as_str().to_owned()) };
    app.act(origin, move |act| {
        store::register_state::hold_case_numbers(act.db)?;
        if let Some(first) = waiting(act, organisation.id)?
            && voices(act.app, act.db, first)?.iter().any(|voice| voice.concern == concern)
        {
            act.stands();
            return Ok(());
        }
        keep(act, &organisation, &concern)
    })
    .await
}

/// The report about a signatory that has an open Case, if there is one.
fn waiting(act: &mut Act<'_>, about: OrganisationId) -> Result<Option<ReportId>> {
    let cases = store::case::of_organisation(act.db, about)?;
    let open_now = |case: &&Case| case.kind == CaseKind::Report && case.state != CaseState::Closed;
    Ok(cases.iter().find(open_now).map(|case| ReportId(case.subject_id)))
}

/// The same within an act.
///
/// # Errors
/// Internal.
pub fn keep(act: &mut Act<'_>, about: &Organisation, concern: &Concern) -> Result<()> {
    let sealed = act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, concern)?;
    let first = waiting(act, about.id)?;
    let report = store::report::insert(act.db, (about.id, first), &sealed, act.now)?;
    if first.is_none() {
        let subject = (about.id, about.search_key.as_str());
        store::case::open(act.db, CaseKind::Report, report.0, subject, act.now)?;
    }
    let detail = json!({ "organisation": about.id, "report": report });
    act.audit("report.sent", Subject("report", Some(first.unwrap_or(report).0)), detail)
}

/// All that was reported in the Case of a report, oldest first, for those who may read it. Nothing, once the signatory is
/// erased.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub(super) fn voices(app: &App, db: &mut Db, first: ReportId) -> Result<Vec<Voice>> {
    let mut voices = Vec::new();
    for report in store::report::with(db, first)?.iter().filter(|report| !report.sealed.is_empty()) {
        let concern = app.secrets.open_json(SEALED_FOR, &report.sealed)?;
        voices.push(Voice { at: report.created_at, concern });
    }
    Ok(voices)
}
