//! What the ministry asked in a Case: the reason and the words, sealed. It is in the mail; here it stays, for
//! those who answer in the account and for colleagues who may see contacts.

use serde::Serialize;
use serde_json::json;

use super::letters::wording;
use super::matter::Matter;
use super::ruling::Ruling;
use super::turn_down;
use crate::app::App;
use crate::app::act::{Act, Subject};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::ids::{CaseId, StaffId};
use crate::domain::locale::Locale;
use crate::domain::{Error, Moment, Result};
use crate::store::{self, Db};

/// The field that questions are sealed for.
const SEALED_FOR: &str = "case_question";

/// A question, opened, for colleagues.
#[derive(Debug, Clone)]
pub struct Asked {
    pub by: StaffId,
    /// Code of the reason.
    pub reason: Option<String>,
    pub message: String,
    pub at: Moment,
}

/// A question as the organisation reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The reason's own words, in the reader's language.
    pub reason: String,
    /// What a moderator wrote besides.
    pub message: String,
    pub at: Moment,
}

/// Keeps what a colleague asks.
pub(super) fn keep(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling, by: StaffId) -> Result<()> {
    let words = ruling.message.as_bytes();
    let new = store::case_question::Question {
        staff_id: by,
        reason: ruling.reason.clone(),
        sealed: act.app.secrets.seal(&*act.app.chance, SEALED_FOR, words)?,
        created_at: act.now,
    };
    store::case_question::insert(act.db, matter.case.id, &new)
}

/// Settles a question that waits, where a decision needs no answer to it any more; that is noted on its own. Gives the
/// Case as it stands then.
pub(super) fn settled(act: &mut Act<'_>, matter: Matter, ruling: &Ruling) -> Result<Matter> {
    if !matter.asked() || !ruling.decision.settles_question() {
        return Ok(matter);
    }
    turn_down::take_back(act, &matter)?;
    let detail = json!({ "number": matter.case.number, "before": ruling.decision });
    act.audit("case.question_taken_back", Subject("case", Some(matter.case.id.0)), detail)?;
    Matter::load(act.app, act.db, matter.case.number)
}

/// Everything that was asked in a Case, oldest first.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn of_case(app: &App, db: &mut Db, case: CaseId) -> Result<Vec<Asked>> {
    let open = |row: store::case_question::Question| {
        let words = app.secrets.open(SEALED_FOR, &row.sealed)?;
        let message = String::from_utf8(words).map_err(Error::internal)?;
        Ok(Asked { by: row.staff_id, reason: row.reason, message, at: row.created_at })
    };
    store::case_question::of_case(db, case)?.into_iter().map(open).collect()
}

/// What tells the question that waits for an answer about a subject from every other, if one does.
pub(in crate::app) fn id_of_waiting(db: &mut Db, (kind, subject): (CaseKind, i64)) -> Result<Option<i64>> {
    let waiting = store::case::open_of(db, kind, subject)?.filter(|case| case.state == CaseState::Waiting);
    match waiting {
        Some(case) => store::case_question::last_of(db, case.id),
        None => Ok(None),
    }
}

/// The question that waits for an answer about a subject, if one does.
///
/// # Errors
/// As `of_case`.
pub fn open_of(
    app: &App,
    db: &mut Db,
    (kind, subject): (CaseKind, i64),
    locale: Locale,
) -> Result<Option<Question>> {
    let waiting = store::case::open_of(db, kind, subject)?.filter(|case| case.state == CaseState::Waiting);
    let Some(case) = waiting else { return Ok(None) };
    let Some(last) = of_case(app, db, case.id)?.pop() else { return Ok(None) };
    let reason = match &last.reason {
        Some(code) => store::reason::get(db, code)?,
        None => None,
    };
    let reason = reason.map(|reason| wording(&reason, locale)).unwrap_or_default();
    Ok(Some(Question { reason, message: last.message, at: last.at }))
}

/// The same on its own. Whoever calls has found the subject through the account that it belongs to.
///
/// # Errors
/// As `of_case`.
pub async fn waiting(app: &App, about: (CaseKind, i64), locale: Locale) -> Result<Option<Question>> {
    let parts = app.clone();
    app.store.read(move |db| open_of(&parts, db, about, locale)).await
}
