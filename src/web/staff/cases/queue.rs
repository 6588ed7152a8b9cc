//! The queue's page: tabs by state, a filter by kind, a search by name, number or letter.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::case::queue::{self, Ask, Line};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::ids::StaffId;
use crate::domain::limits;
use crate::domain::permit::{Moderate, SeeCases, SeeIdentities};
use crate::view::Pages;
use crate::web::error::Failure;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// What the address asks for. What makes no sense is as if it were not there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    state: String,
    kind: String,
    q: String,
    page: String,
}

impl Query {
    fn ask(&self) -> Ask {
        Ask {
            state: CaseState::from_code(&self.state).unwrap_or(CaseState::Open),
            kind: CaseKind::from_code(&self.kind),
            words: self.q.chars().take(limits::SEARCH).collect(),
            page: self.page.parse().unwrap_or(1).max(1),
        }
    }
}

/// The page.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let now = site.app.clock.now();
    let permit = colleague.staff.permit::<SeeCases>(now)?;
    let ask = query.ask();
    let identities = colleague.staff.permit::<SeeIdentities>(now).ok();
    let queue = queue::page(&site.app, &permit, identities.as_ref(), ask.clone()).await?;
    let pages = Pages::new(ask.page, queue.last, |page| visitor.href(&address(&ask, ask.state, page)));
    let tabs: Vec<Value> = CaseState::ALL
        .iter()
        .map(|state| {
            let href = visitor.href(&address(&ask, *state, 1));
            let count = queue.counts.get(state).copied().unwrap_or(0);
            json!({ "code": state, "href": href, "count": count, "current": *state == ask.state })
        })
        .collect();
    let lines: Vec<Value> = queue.lines.iter().map(|one| line(one, colleague.staff.id)).collect();
    let values = json!({
        "tabs": tabs, "lines": lines, "total": queue.total, "pages": pages, "state": ask.state,
        "kinds": CaseKind::ALL, "values": { "kind": ask.kind, "q": ask.words },
        "may_decide": colleague.staff.permit::<Moderate>(now).is_ok(),
    });
    super::super::page(&site, &visitor, &colleague, "staff/case/queue.html", &values)
}

fn address(ask: &Ask, state: CaseState, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("state", state.code());
    if let Some(kind) = ask.kind {
        query.append_pair("kind", kind.code());
    }
    if !ask.words.is_empty() {
        query.append_pair("q", &ask.words);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/staff/cases?{}", query.finish())
}

fn line(line: &Line, me: StaffId) -> Value {
    let case = &line.row.case;
    json!({
        "number": case.number,
        "kind": case.kind,
        "urgent": case.urgent,
        "held": line.held,
        "organisation": line.row.organisation,
        "erased": line.row.erased_at.is_some(),
        "category": line.row.category,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "outcome": case.outcome,
        "age": line.age,
        "days_left": line.days_left,
        "days_over": -line.days_left,
        "holder": line.holder.as_ref().map(|(_, name)| name),
        "mine": line.holder.as_ref().is_some_and(|(id, _)| *id == me),
    })
}
