//! The queue's page: tabs by state, filters with counts, a search by name, number or letter, what colleagues ask, and boxes
//! for deciding several Cases at once.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::narrow;
use crate::app::case::queue::{self, Ask, Line, Queue};
use crate::domain::case::CaseState;
use crate::domain::ids::{BulkDecisionId, StaffId};
use crate::domain::permit::{ConfirmGrave, Moderate, Permit, Power, SeeCases, SeeIdentities};
use crate::domain::{Problems, limits};
use crate::view::Pages;
use crate::web::error::Failure;
use crate::web::staff::acting::Acting;

type Pairs = Vec<(String, String)>;

const PAGE: &str = "staff/case/queue.html";

/// The page.
pub async fn show(desk: Acting<SeeCases>, query: web::Query<Pairs>) -> Result<HttpResponse, Failure> {
    page(&desk, narrow::ask(&query, desk.permit.id()), &Problems::default()).await
}

/// The page, with what is wrong with what was chosen on it.
pub(super) async fn page<P: Power>(
    desk: &Acting<P>,
    ask: Ask,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let (now, me) = (desk.app().clock.now(), desk.colleague.staff.id);
    let permit = desk.colleague.staff.permit::<SeeCases>(now)?;
    let identities = desk.colleague.staff.permit::<SeeIdentities>(now).ok();
    let queue = queue::page(desk.app(), &permit, identities.as_ref(), ask.clone()).await?;
    let href = |state, page| desk.visitor.href(&narrow::address(&ask, state, page));
    let pages = Pages::new(ask.page, queue.last, |page| href(ask.state, page));
    let words = narrow::words(&desk.visitor, &queue, me)?;
    let tab = |state: &CaseState| {
        let count = queue.counts.get(state).copied().unwrap_or(0);
        json!({ "code": state, "href": href(*state, 1), "count": count, "current": *state == ask.state })
    };
    let chips = words.chips(&desk.visitor, &ask);
    let values = json!({
        "tabs": CaseState::ALL.iter().map(tab).collect::<Vec<_>>(), "pages": pages, "total": queue.total,
        "lines": queue.lines.iter().map(|one| line(one, me)).collect::<Vec<_>>(), "state": ask.state,
        "filters": words.filters(&queue, &ask), "used": chips.len(), "chips": chips, "q": ask.words,
        "messages": messages(&queue), "admins": admins(desk, &permit).await?,
        "query": narrow::query(&ask, ask.state, 1), "most": limits::DECIDE_AT_ONCE,
        "may_decide": desk.colleague.staff.permit::<Moderate>(now).is_ok(), "problems": desk.words(problems)?,
    });
    if problems.0.is_empty() { desk.page(PAGE, &values) } else { desk.mend(PAGE, &values) }
}

/// What waits for whoever looks, if they may be the second person.
async fn admins<P: Power>(desk: &Acting<P>, permit: &Permit<SeeCases>) -> Result<Value, Failure> {
    if !desk.colleague.staff.roles.any(ConfirmGrave::ROLES) {
        return Ok(json!({ "decisions": [], "invalidations": 0 }));
    }
    let waiting = queue::for_admins(desk.app(), permit).await?;
    let decisions: Vec<BulkDecisionId> = waiting.decisions.iter().map(|one| one.id).collect();
    Ok(json!({ "decisions": decisions, "invalidations": waiting.invalidations }))
}

/// What colleagues ask of whoever looks.
fn messages(queue: &Queue) -> Vec<Value> {
    let name = |id: &StaffId| queue.names.get(id).cloned().unwrap_or_default();
    let shown = queue.messages.iter().map(|(message, number)| {
        json!({
            "id": message.id, "kind": message.kind, "from": name(&message.from), "case": number,
            "at": message.created_at, "text": message.text,
        })
    });
    shown.collect()
}

fn line(line: &Line, me: StaffId) -> Value {
    let case = &line.row.case;
    json!({
        "number": case.number,
        "kind": case.kind,
        "urgent": case.urgent,
        "held": case.held && case.state != CaseState::Closed,
        "organisation": line.row.organisation,
        "erased": line.row.erased_at.is_some(),
        "category": line.row.category,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "outcome": case.outcome,
        "flagged": case.flagged,
        "mailbox": case.mailbox,
        "age": line.age,
        "days_left": line.days_left,
        "days_over": -line.days_left,
        "holder": line.holder.as_ref().map(|(_, name)| name),
        "mine": line.holder.as_ref().is_some_and(|(id, _)| *id == me),
        "assignee": line.assignee.as_ref().map(|(_, name)| name),
        "assigned_to_me": line.assignee.as_ref().is_some_and(|(id, _)| *id == me),
    })
}
