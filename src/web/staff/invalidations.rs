//! Jobs that invalidate submissions: the list, the condition and what it finds, one job with its progress.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use super::cases::shown;
use crate::app::invalidation::job::{self, Job, Opened};
use crate::app::invalidation::{self, Answers, Look, Meant};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ids::{InvalidationId, StaffId};
use crate::domain::invalidation::{Condition, InvalidationState};
use crate::domain::locale::Locale;
use crate::domain::permit::{ConfirmGrave, Moderate, Power, SeeCases};
use crate::domain::reason::ReasonPurpose;
use crate::domain::{Error, Problems, Refusal, Result, limits};
use crate::store::audit::Line;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::options::countries;
use crate::web::pages::speech::Speech;

const NEW: &str = "staff/invalidation/new.html";
const LOOK: &str = "staff/invalidation/look.html";

/// The newest jobs.
pub async fn list(desk: Acting<SeeCases>) -> Result<HttpResponse, Failure> {
    let jobs = job::newest(desk.app(), &desk.permit).await?;
    let locale = desk.visitor.locale;
    let name = |id: &StaffId| jobs.names.get(id).cloned().unwrap_or_default();
    let shown = |job: &Job| merged(progress(job, locale), json!({ "by": name(&job.row.proposed_by) }));
    let values = json!({
        "jobs": jobs.jobs.iter().map(shown).collect::<Vec<_>>(), "may": may(&desk),
    });
    desk.page("staff/invalidation/list.html", &values)
}

fn may<P: Power>(desk: &Acting<P>) -> bool {
    desk.colleague.staff.roles.any(Moderate::ROLES)
}

/// The form for a condition, with what its address says of it.
pub async fn new(
    desk: Acting<Moderate>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let mut asked = Form(query.into_inner());
    asked.0.retain(|(name, _)| matches!(name.as_str(), "network" | "domain"));
    let values = merged(offered(&desk).await?, json!({ "values": asked.kept() }));
    desk.page(NEW, &values)
}

async fn offered(desk: &Acting<Moderate>) -> Result<Value, Failure> {
    let locale = desk.visitor.locale;
    let reasons = invalidation::reasons(desk.app(), ReasonPurpose::Decline).await?;
    let reasons = reasons.iter().filter(|one| invalidation::says_no_more(one));
    let reasons = reasons.map(|one| json!({ "value": one.code, "label": shown::title(one, locale) }));
    Ok(json!({
        "countries": countries(locale), "reasons": reasons.collect::<Vec<_>>(),
        "zone": desk.app().time_zone().name(), "undo_days": limits::INVALIDATION_UNDO_DAYS,
    }))
}

/// Counts what the condition finds; begins the job, when what was shown is confirmed.
pub async fn send(desk: Acting<Moderate>, form: Form) -> Result<HttpResponse, Failure> {
    if form.has("confirm") {
        return begin(&desk, &form).await;
    }
    let looked = match answers(&form).parse(desk.app()) {
        Ok(wanted) => invalidation::look(desk.app(), &desk.permit, wanted).await,
        Err(error) => Err(error),
    };
    match looked {
        Ok(look) if !form.has("again") => look_page(&desk, &look, &form).await,
        Ok(_) => {
            let values = merged(offered(&desk).await?, json!({ "values": form.kept() }));
            desk.page(NEW, &values)
        }
        Err(Error::Invalid(problems)) => mend(&desk, &form, &problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Begins what was shown. The form again, where its reason has gone from the catalogue meanwhile.
async fn begin(desk: &Acting<Moderate>, form: &Form) -> Result<HttpResponse, Failure> {
    let shown = (form.get("plan"), form.get("signature"));
    match job::begin(desk.app(), &desk.permit, desk.origin(), shown).await {
        Ok(id) => Ok(see(desk, id)),
        Err(Error::Invalid(problems)) => mend(desk, form, &problems).await,
        Err(error) => Err(error.into()),
    }
}

/// The form again, with what is wrong and what was typed.
async fn mend(desk: &Acting<Moderate>, form: &Form, problems: &Problems) -> Result<HttpResponse, Failure> {
    let again = json!({ "values": form.kept(), "problems": desk.words(problems)? });
    desk.mend(NEW, &merged(offered(desk).await?, again))
}

fn answers(form: &Form) -> Answers<'_> {
    Answers {
        network: form.get("network"),
        domain: form.get("domain"),
        name: form.get("name"),
        country: form.get("country"),
        from: form.get("from"),
        until: form.get("until"),
        reason: form.get("reason"),
        writes: form.get("writes") == "yes",
    }
}

async fn look_page(desk: &Acting<Moderate>, look: &Look, form: &Form) -> Result<HttpResponse, Failure> {
    let locale = desk.visitor.locale;
    let reasons = invalidation::reasons(desk.app(), ReasonPurpose::Decline).await?;
    let reason = reasons.iter().find(|one| one.code == look.wanted.reason);
    let values = json!({
        "condition": condition(&look.wanted.condition, locale)?, "found": look.meant.count(),
        "meant": meant(&look.meant),
        "kept_days": look.wanted.condition.asks_whence().then_some(limits::ARRIVAL_DAYS),
        "reason": reason.map(|one| shown::title(one, locale)), "writes": look.wanted.writes,
        "needs_second": look.needs_second, "undo_days": limits::INVALIDATION_UNDO_DAYS,
        "plan": look.plan, "signature": look.signature, "values": form.kept(),
    });
    desk.page(LOOK, &values)
}

/// Where those stand that are meant, and the first of them.
fn meant(meant: &Meant) -> Value {
    let states = meant.by_state.iter().map(|(state, count)| json!({ "state": state, "count": count }));
    let sample = meant.sample.iter();
    let sample =
        sample.map(|one| json!({ "name": one.name, "case": one.case, "state": one.state, "at": one.at }));
    json!({ "states": states.collect::<Vec<_>>(), "sample": sample.collect::<Vec<_>>() })
}

/// What a condition says: the field, and its value in the reader's words or a moment.
fn condition(of: &Condition, locale: Locale) -> Result<Vec<Value>> {
    let speech = Speech::of(locale)?;
    let text = |field: &str, value: Option<String>| value.map(|text| json!({ "field": field, "text": text }));
    let time = |field: &str, at| json!({ "field": field, "at": at });
    let said = [
        text("network", of.network.map(|network| network.to_string())),
        text("domain", of.domain.as_ref().map(|glob| glob.as_str().to_owned())),
        text("name", of.name.as_ref().map(|glob| glob.as_str().to_owned())),
        text("country", of.country.as_deref().map(|code| speech.country(code))),
        of.from.map(|at| time("from", at)),
        of.until.map(|at| time("until", at)),
    ];
    Ok(said.into_iter().flatten().collect())
}

/// How a job stands.
fn progress(job: &Job, locale: Locale) -> Value {
    let row = &job.row;
    let (done, whole) = match row.state {
        InvalidationState::Undoing | InvalidationState::Undone => (row.given_back, row.taken),
        _ => (row.taken, row.found),
    };
    json!({
        "id": row.id, "state": if job.taken_back { "taken_back" } else { row.state.code() }, "found": row.found, "taken": row.taken, "given_back": row.given_back,
        "done": done, "whole": whole, "at": row.proposed_at, "ended_at": row.ended_at, "writes": row.writes,
        "reason": job.reason.as_ref().map(|reason| shown::title(reason, locale)), "undo_until": job.undo_until,
    })
}

/// One job.
pub async fn show(desk: Acting<SeeCases>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let opened = job::one(desk.app(), &desk.permit, InvalidationId(*id)).await?;
    let Opened { job, acts, first_gone } = &opened;
    let names = crate::app::staff::people::names(desk.app()).await?;
    let name = |id: StaffId| names.get(&id).cloned();
    let told = |line: &Line| {
        let who = if let Actor::Staff(id) = line.actor { name(id) } else { None };
        json!({ "at": line.at, "who": who, "act": line.act })
    };
    let (row, now) = (&job.row, desk.app().clock.now());
    let barred = desk.colleague.staff.barred_as_second(ConfirmGrave::ROLES, [row.proposed_by], now);
    let values = json!({
        "condition": condition(&job.condition, desk.visitor.locale)?,
        "by": name(row.proposed_by), "second": second(&opened).and_then(name), "first_gone": first_gone,
        "barred": barred, "may": may(&desk),
        "acts": acts.iter().rev().map(told).collect::<Vec<_>>(),
        "may_undo": may(&desk) && row.taken > 0 && job.undo_until.is_some_and(|until| now <= until),
        "may_stop": may(&desk) && row.state == InvalidationState::Running, "meant": waiting(&desk, job, barred).await?,
    });
    desk.page("staff/invalidation/show.html", &merged(progress(job, desk.visitor.locale), values))
}

/// Who allowed a job, or sent it back.
fn second(opened: &Opened) -> Option<StaffId> {
    let sent_back = opened.acts.iter().find(|line| line.tells_of(AuditAct::InvalidationSentBack));
    let by = sent_back.and_then(|line| if let Actor::Staff(id) = line.actor { Some(id) } else { None });
    opened.job.row.allowed_by.or(by)
}

/// What a job that waits would decline now, for whoever can let it begin. In a flood that takes a while: whoever only looks
/// reads how many were counted.
async fn waiting(
    desk: &Acting<SeeCases>,
    job: &Job,
    barred: Option<Refusal>,
) -> Result<Option<Value>, Failure> {
    if job.row.state != InvalidationState::Proposed || barred.is_some() {
        return Ok(None);
    }
    let now = job::meant_now(desk.app(), &desk.permit, job).await?;
    Ok(Some(meant(&now)))
}

/// Lets a job begin.
pub async fn allow(desk: Acting<ConfirmGrave>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let id = InvalidationId(*id);
    job::allow(desk.app(), &desk.permit, desk.origin(), id).await?;
    Ok(see(&desk, id))
}

/// Sends a proposal back.
pub async fn send_back(desk: Acting<ConfirmGrave>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let id = InvalidationId(*id);
    job::send_back(desk.app(), &desk.permit, desk.origin(), id).await?;
    Ok(see(&desk, id))
}

/// Takes one's own proposal back.
pub async fn take_back(desk: Acting<Moderate>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let id = InvalidationId(*id);
    job::take_back(desk.app(), &desk.permit, desk.origin(), id).await?;
    Ok(see(&desk, id))
}

/// Breaks a job off.
pub async fn stop(desk: Acting<Moderate>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let id = InvalidationId(*id);
    job::stop(desk.app(), &desk.permit, desk.origin(), id).await?;
    Ok(see(&desk, id))
}

/// Gives back what a job took.
pub async fn undo(desk: Acting<Moderate>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let id = InvalidationId(*id);
    job::undo(desk.app(), &desk.permit, desk.origin(), id).await?;
    Ok(see(&desk, id))
}

fn see<P: Power>(desk: &Acting<P>, id: InvalidationId) -> HttpResponse {
    desk.see(&format!("/staff/invalidations/{id}"))
}
