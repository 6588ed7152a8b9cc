//! Deciding several Cases at once: what would become of them, then the button; and what came of it.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::file::eye;
use super::shown::Eye;
use super::{narrow, queue, shown};
use crate::app::case::hold::Answer;
use crate::app::case::many::doing::{self, Came, Many, Unfinished};
use crate::app::case::many::{self, Deed, Hindrance, Look, Mails, What};
use crate::app::case::queue::{Ask, found};
use crate::app::case::ruling::Ruling;
use crate::app::letter::Envelope;
use crate::domain::ids::{BulkDecisionId, StaffId};
use crate::domain::permit::{ConfirmGrave, Moderate, Power, SeeCases, SeeIdentities};
use crate::domain::reason::ReasonPurpose;
use crate::domain::{Error, Flaw, Problems, Result};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::staff::acting::Acting;

/// Shows what would become of what was chosen. Nothing changes.
pub async fn look(desk: Acting<Moderate>, form: Form) -> Result<HttpResponse, Failure> {
    let ask = asked(&desk, &form);
    let numbers = chosen(&desk, &form, &ask).await?;
    if numbers.is_empty() {
        let mut problems = Problems::default();
        problems.add("all", Flaw::Missing);
        return queue::page(&desk, ask, &problems).await;
    }
    let what = What::from_code(form.get("what")).ok_or(Error::NotFound)?;
    let (deed, problems) = match deed(what, &form) {
        Ok(deed) => (deed, Problems::default()),
        Err(Error::Invalid(problems)) => (None, problems),
        Err(error) => return Err(error.into()),
    };
    let look = match many::look(desk.app(), &desk.permit, numbers.clone(), (what, deed)).await {
        Err(Error::Invalid(problems)) => {
            let bare = many::look(desk.app(), &desk.permit, numbers, (what, None)).await?;
            return page(&desk, &bare, what, (&problems, &form)).await;
        }
        look => look?,
    };
    page(&desk, &look, what, (&problems, &form)).await
}

/// What was asked of the queue when the boxes were ticked.
fn asked(desk: &Acting<Moderate>, form: &Form) -> Ask {
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(form.get("query").as_bytes()).into_owned().collect();
    narrow::ask(&pairs, desk.permit.id())
}

/// The Cases whose boxes were ticked, or all that the queue found.
async fn chosen(desk: &Acting<Moderate>, form: &Form, ask: &Ask) -> Result<Vec<i64>, Failure> {
    if form.get("all") != "yes" {
        return Ok(form.all("case").filter_map(|number| number.parse().ok()).collect());
    }
    let now = desk.app().clock.now();
    let staff = &desk.colleague.staff;
    let identities = staff.permit::<SeeIdentities>(now).ok();
    Ok(found(desk.app(), &staff.permit::<SeeCases>(now)?, identities.as_ref(), ask.clone()).await?)
}

/// What is to be done; nothing yet, where the form has not asked for everything.
fn deed(what: What, form: &Form) -> Result<Option<Deed>> {
    let first = !form.has("step");
    if let Some(answer) = Answer::from_code(what.code()) {
        return Ok(Some(Deed::Answer(answer)));
    }
    let Some(decision) = what.decision() else {
        let to = form.get("assignee");
        return match (first, to) {
            (true, _) => Ok(None),
            (false, "") => Ok(Some(Deed::Assign(None))),
            (false, id) => match id.parse() {
                Ok(id) => Ok(Some(Deed::Assign(Some(StaffId(id))))),
                Err(_) => Err(Error::invalid("assignee", Flaw::UnknownChoice)),
            },
        };
    };
    if first && decision.needs_reason() {
        return Ok(None);
    }
    let reason = form.get(&format!("reason_{decision}"));
    let write = what == What::Publish || form.get("write") == "yes";
    let ruling = Ruling::parse(decision.code(), reason, form.get("message"), form.get("note"), write)?;
    Ok(Some(Deed::Decide(ruling)))
}

async fn page(
    desk: &Acting<Moderate>,
    look: &Look,
    what: What,
    (problems, form): (&Problems, &Form),
) -> Result<HttpResponse, Failure> {
    let messages = desk.site.messages()?;
    let eye = eye(desk, &messages);
    let fates = look.fates.iter().map(|fate| {
        json!({
            "number": fate.number, "kind": fate.kind, "organisation": fate.organisation,
            "hindrance": fate.hindrance,
        })
    });
    let reasons = crate::app::invalidation::reasons(desk.app(), ReasonPurpose::Decline).await?;
    let reasons =
        reasons.iter().map(|one| json!({ "value": one.code, "label": shown::title(one, eye.locale) }));
    let moderators = many::moderators(desk.app(), &desk.permit).await?;
    let ask = asked(desk, form);
    let mut values = form.kept();
    if !form.has("step") {
        values["write"] = json!("yes");
    }
    let page = json!({
        "what": what, "query": narrow::query(&ask, ask.state, ask.page), "fates": fates.collect::<Vec<_>>(), "hindrances": Hindrance::ALL, "count": look.count, "mails": look.mails.count,
        "sample": sample(&look.mails, &eye)?, "needs_second": look.needs_second,
        "plan": look.plan.as_ref().map(|(plan, _)| plan), "signature": look.plan.as_ref().map(|(_, mark)| mark),
        "reasons": reasons.collect::<Vec<_>>(), "moderators": shown::colleagues(&moderators),
        "values": values, "problems": desk.words(problems)?,
    });
    if problems.0.is_empty() { desk.page(LOOK, &page) } else { desk.mend(LOOK, &page) }
}

/// Some of the mails, each with the number of its Case.
fn sample(mails: &Mails, eye: &Eye<'_>) -> Result<Vec<Value>> {
    let (cases, mails): (Vec<i64>, Vec<Envelope>) = mails.sample.iter().cloned().unzip();
    let shown = shown::mails(&mails, eye)?.into_iter().zip(cases);
    Ok(shown.map(|(mail, case)| merged(mail, json!({ "case": case }))).collect())
}

const LOOK: &str = "staff/case/selected.html";

/// Does what was shown, or puts it before an admin.
pub async fn send(desk: Acting<Moderate>, form: Form) -> Result<HttpResponse, Failure> {
    let shown = (form.get("plan"), form.get("signature"));
    let id = doing::begin(desk.app(), &desk.permit, desk.origin(), shown).await?;
    Ok(desk.see(&format!("/staff/decisions/{id}")))
}

/// A decision on many, and what came of it.
pub async fn show(desk: Acting<SeeCases>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let (staff, now) = (&desk.colleague.staff, desk.app().clock.now());
    let identities = staff.permit::<SeeIdentities>(now).ok();
    let many = doing::one(desk.app(), &desk.permit, identities.as_ref(), BulkDecisionId(*id)).await?;
    let name = |id: &StaffId| many.names.get(id).cloned().unwrap_or_default();
    let row = &many.row;
    let values = json!({
        "id": row.id, "state": if many.taken_back { "taken_back" } else { row.state.code() },
        "unfinished": many.unfinished, "count": many.lines.len(), "may": staff.roles.any(Moderate::ROLES),
        "first_gone": many.first_gone, "by": name(&row.proposed_by), "at": row.proposed_at,
        "second": row.decided_by.as_ref().filter(|_| !many.taken_back).map(name),
        "barred": staff.barred_as_second(ConfirmGrave::ROLES, [row.proposed_by], now),
    });
    let told = merged(told(&many, &name, desk.visitor.locale), came(&many));
    let sample = sample(&many.mails, &eye(&desk, &*desk.site.messages()?))?;
    let written = json!({ "mails": many.mails.count, "sample": sample, "hindered": many.mails.hindered });
    desk.page("staff/case/many.html", &merged(values, merged(told, written)))
}

/// What came of each Case, how many are which, and what chooses those anew that a decision which broke off did not reach.
fn came(many: &Many) -> Value {
    let came: Vec<_> = many.lines.iter().map(|line| (line, many.came(line))).collect();
    let lines = came.iter().map(|(line, (came, why))| {
        json!({
            "number": line.case.number, "organisation": line.organisation, "erased": line.erased_at.is_some(),
            "came": came, "hindrance": why,
        })
    });
    let of = |wanted| came.iter().filter(move |(_, (came, _))| *came == wanted);
    let counts: BTreeMap<&str, usize> = Came::ALL.iter().map(|one| (one.code(), of(*one).count())).collect();
    let open: Vec<i64> = of(Came::Open).map(|(line, _)| line.case.number).collect();
    let again = many.unfinished == Some(Unfinished::BrokenOff) && !open.is_empty();
    let again = again.then(|| json!({ "cases": open, "fields": carried(&many.deed) }));
    json!({ "lines": lines.collect::<Vec<_>>(), "counts": counts, "again": again })
}

/// What the form of a deed sends.
fn carried(deed: &Deed) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields = vec![field("step", "yes")];
    match deed {
        Deed::Assign(to) => {
            fields.push(field("what", What::Assign.code()));
            fields.push(field("assignee", &to.map(|id| id.to_string()).unwrap_or_default()));
        }
        Deed::Answer(answer) => fields.push(field("what", answer.code())),
        Deed::Decide(ruling) => {
            fields.push(field("what", ruling.decision.code()));
            let reason = ruling.reason.as_deref().unwrap_or_default();
            fields.push(field(&format!("reason_{}", ruling.decision), reason));
            fields.push(field("message", &ruling.message));
            fields.push(field("note", &ruling.note));
            fields.extend(ruling.write.then(|| field("write", "yes")));
        }
    }
    fields
}

fn told(many: &Many, name: &impl Fn(&StaffId) -> String, locale: crate::domain::locale::Locale) -> Value {
    match &many.deed {
        Deed::Assign(to) => json!({ "what": What::Assign, "to": to.as_ref().map(name) }),
        Deed::Answer(answer) => json!({ "what": answer }),
        Deed::Decide(ruling) => json!({
            "what": ruling.decision, "message": ruling.message, "note": ruling.note, "write": ruling.write,
            "reason": many.reason.as_ref().map(|reason| shown::title(reason, locale)),
        }),
    }
}

/// Lets a decision on many happen.
pub async fn allow(desk: Acting<ConfirmGrave>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    doing::allow(desk.app(), &desk.permit, desk.origin(), BulkDecisionId(*id)).await?;
    Ok(desk.see(&format!("/staff/decisions/{id}")))
}

/// Sends it back.
pub async fn send_back(desk: Acting<ConfirmGrave>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    doing::send_back(desk.app(), &desk.permit, desk.origin(), BulkDecisionId(*id)).await?;
    Ok(desk.see(&format!("/staff/decisions/{id}")))
}

/// Takes one's own decision on many back.
pub async fn take_back(desk: Acting<Moderate>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    doing::take_back(desk.app(), &desk.permit, desk.origin(), BulkDecisionId(*id)).await?;
    Ok(desk.see(&format!("/staff/decisions/{id}")))
}
