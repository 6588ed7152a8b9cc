//! A member of the public says that something is wrong with a signatory. What they write is sealed; a Case about
//! it stands before all others, one for each signatory at a time.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::App;
use super::act::{Act, Origin, Subject};
use super::register::public_state;
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::email::Email;
use crate::domain::ids::{OrganisationId, ReportId};
use crate::domain::text::{Note, parse_optional};
use crate::domain::visibility::{PublicState, Visibility};
use crate::domain::{Error, Moment, Problems, Result, limits};
use crate::store::case::Case;
use crate::store::organisation::Organisation;
use crate::store::report::Report;
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

/// What the page of a Case shows of what was reported in it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Concerns {
    /// The first and the newest, oldest first.
    pub voices: Vec<Voice>,
    /// How many came between the first and those after it.
    pub left_out: i64,
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
/// stands among the newest in that Case already, by a second click, is done.
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
        let joined = waiting(act, organisation.id)?;
        if let Some((_, newest)) = &joined
            && opened(act.app, newest)?.iter().any(|voice| voice.concern == concern)
        {
            act.stands();
            return Ok(());
        }
        join(act, &organisation, &concern, joined)
    })
    .await
}

/// The open Case of reports about a signatory, if there is one, with the newest of them. Nobody closes it until this
/// act is over.
fn waiting(act: &mut Act<'_>, about: OrganisationId) -> Result<Option<(Case, Vec<Report>)>> {
    let open_now = |case: &Case| case.kind == CaseKind::Report && case.state != CaseState::Closed;
    let cases = store::case::of_organisation(act.db, about)?;
    let Some(seen) = cases.into_iter().find(open_now) else { return Ok(None) };
    store::case::hold(act.db, seen.id)?;
    let case = store::case::find(act.db, seen.id)?;
    let (newest, _) = store::report::newest_with(act.db, ReportId(case.subject_id), limits::REPORTS_SHOWN)?;
    Ok(Some((case, newest)).filter(|(case, _)| open_now(case)))
}

/// Keeps what somebody reports, within an act.
///
/// # Errors
/// Internal.
pub fn keep(act: &mut Act<'_>, about: &Organisation, concern: &Concern) -> Result<()> {
    let joined = waiting(act, about.id)?;
    join(act, about, concern, joined)
}

fn join(
    act: &mut Act<'_>,
    about: &Organisation,
    concern: &Concern,
    joined: Option<(Case, Vec<Report>)>,
) -> Result<()> {
    let sealed = act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, concern)?;
    let first = joined.as_ref().map(|(case, _)| ReportId(case.subject_id));
    let report = store::report::insert(act.db, (about.id, first), &sealed, act.now)?;
    if let Some((case, newest)) = joined {
        // Whoever is about to decide it looks at it anew; not time and again, or nobody could decide.
        let lately = act.now - Duration::minutes(limits::REPORTS_READ_MINUTES);
        if newest.iter().filter(|one| one.created_at > lately).count() < limits::REPORTS_READ_FIRST {
            store::case::move_on(act.db, case.id)?;
        }
    } else {
        let subject = (about.id, about.search_key.as_str());
        store::case::open(act.db, CaseKind::Report, report.0, subject, act.now)?;
    }
    let detail = json!({ "organisation": about.id, "report": report });
    act.audit(AuditAct::ReportSent, Subject("report", Some(first.unwrap_or(report).0)), detail)
}

/// All that was reported in the Case of a report, oldest first, for those who may read it. Nothing, once the signatory is
/// erased.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub(super) fn voices(app: &App, db: &mut Db, first: ReportId) -> Result<Vec<Voice>> {
    opened(app, &store::report::with(db, first)?)
}

/// The same, as far as the page of the Case shows it.
///
/// # Errors
/// As `voices`.
pub(super) fn concerns(app: &App, db: &mut Db, first: ReportId) -> Result<Concerns> {
    let (mut shown, all) = store::report::newest_with(db, first, limits::REPORTS_SHOWN)?;
    if shown.iter().all(|report| report.id != first) {
        shown.insert(0, store::report::find(db, first)?);
    }
    let left_out = all - i64::try_from(shown.len()).map_err(Error::internal)?;
    Ok(Concerns { voices: opened(app, &shown)?, left_out })
}

fn opened(app: &App, reports: &[Report]) -> Result<Vec<Voice>> {
    let known = reports.iter().filter(|report| !report.sealed.is_empty());
    known
        .map(|report| {
            let concern = app.secrets.open_json(SEALED_FOR, &report.sealed)?;
            Ok(Voice { at: report.created_at, concern })
        })
        .collect()
}
