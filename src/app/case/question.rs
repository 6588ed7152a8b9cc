//! What the ministry wrote to an organisation in a Case, what it asked or why it declined: the reason and the words, sealed.
//! Where it wrote a mail, it is in that; here it stays, for those who read it in the account and for colleagues who may see
//! contacts.

use serde::Serialize;
use serde_json::json;

use super::letters::wording;
use super::matter::Matter;
use super::ruling::Ruling;
use super::turn_down;
use crate::app::App;
use crate::app::act::{Act, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseState, Decision};
use crate::domain::ids::{CaseId, StaffId};
use crate::domain::locale::Locale;
use crate::domain::{Error, Moment, Result};
use crate::store::{self, Db};

/// The field that questions are sealed for.
pub(in crate::app) const SEALED_FOR: &str = "case_question";

/// What was written, opened, for colleagues.
#[derive(Debug, Clone)]
pub struct Said {
    pub by: StaffId,
    /// `Ask` or `Decline`.
    pub decision: Decision,
    /// Code of the reason.
    pub reason: Option<String>,
    pub message: String,
    pub at: Moment,
}

/// The same as the organisation reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// The reason's own words, in the reader's language.
    pub reason: String,
    /// What a moderator wrote besides.
    pub message: String,
    pub at: Moment,
}

/// Whether the organisation reads the reason and the words of a decision in its account, written to or not.
pub fn is_read_in_account(of: CaseKind, decision: Decision) -> bool {
    let sent_in = matches!(of, CaseKind::Endorsement | CaseKind::Amendment | CaseKind::Commitment);
    sent_in && matches!(decision, Decision::Ask | Decision::Decline)
}

/// Keeps what a colleague asks, or why they decline what the organisation sent; nothing of other decisions.
pub(super) fn keep(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling, by: StaffId) -> Result<()> {
    if !is_read_in_account(matter.case.kind, ruling.decision) {
        return Ok(());
    }
    let words = ruling.message.as_bytes();
    let new = store::case_question::Question {
        staff_id: by,
        reason: ruling.reason.clone(),
        sealed: act.app.secrets.seal(&*act.app.chance, SEALED_FOR, words)?,
        created_at: act.now,
        decision: ruling.decision,
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
    act.audit(AuditAct::CaseQuestionTakenBack, Subject("case", Some(matter.case.id.0)), detail)?;
    Matter::load(act.app, act.db, matter.case.number)
}

/// Everything that was written in a Case, oldest first.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn of_case(app: &App, db: &mut Db, case: CaseId) -> Result<Vec<Said>> {
    let open = |row: store::case_question::Question| {
        let words = app.secrets.open(SEALED_FOR, &row.sealed)?;
        let message = String::from_utf8(words).map_err(Error::internal)?;
        Ok(Said { by: row.staff_id, decision: row.decision, reason: row.reason, message, at: row.created_at })
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
) -> Result<Option<Written>> {
    let waiting = store::case::open_of(db, kind, subject)?.filter(|case| case.state == CaseState::Waiting);
    let Some(case) = waiting else { return Ok(None) };
    match of_case(app, db, case.id)?.pop() {
        Some(last) => read(db, last, locale).map(Some),
        None => Ok(None),
    }
}

/// Why what was sent last about a subject was declined, if it was, and that was kept.
///
/// # Errors
/// As `of_case`.
pub fn refusal_of(
    app: &App,
    db: &mut Db,
    (kind, subject): (CaseKind, i64),
    locale: Locale,
) -> Result<Option<Written>> {
    let Some(case) = store::case::last_of(db, kind, subject)? else { return Ok(None) };
    match of_case(app, db, case.id)?.pop().filter(|last| last.decision == Decision::Decline) {
        Some(last) => read(db, last, locale).map(Some),
        None => Ok(None),
    }
}

/// What was written as the organisation reads it.
fn read(db: &mut Db, said: Said, locale: Locale) -> Result<Written> {
    let reason = match &said.reason {
        Some(code) => store::reason::get(db, code)?,
        None => None,
    };
    let reason = reason.map(|reason| wording(&reason, locale)).unwrap_or_default();
    Ok(Written { reason, message: said.message, at: said.at })
}

/// The same on its own. Whoever calls has found the subject through the account that it belongs to.
///
/// # Errors
/// As `of_case`.
pub async fn waiting(app: &App, about: (CaseKind, i64), locale: Locale) -> Result<Option<Written>> {
    let parts = app.clone();
    app.store.read(move |db| open_of(&parts, db, about, locale)).await
}
