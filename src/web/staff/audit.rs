//! The audit trail: search and pages. Names stand only for colleagues; everybody else is an id.

use std::collections::BTreeMap;
use std::str::FromStr;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::again;
use crate::app::audit::{self, Found, Search};
use crate::domain::audit::{Actor, ActorKind};
use crate::domain::ids::StaffId;
use crate::domain::permit::SeeAudit;
use crate::domain::{self, Day, Error, Flaw, Problems, limits};
use crate::store::audit::Line;
use crate::view::{Args, Pages};
use crate::web::error::Failure;
use crate::web::form::merged;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The search form's fields, as they were sent.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// `staff.7`, or another kind of actor alone.
    actor: String,
    act: String,
    subject: String,
    number: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    page: String,
}

/// The lines that fit.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeAudit>(site.app.clock.now())?;
    let (search, problems) = match query.search() {
        Ok(search) => (search, Problems::default()),
        Err(Error::Invalid(problems)) => (Search::default(), problems),
        Err(error) => return Err(error.into()),
    };
    let page = search.page;
    let found = audit::search(&site.app, &permit, search).await?;
    let last = usize::try_from((found.page.total + limits::AUDIT_PAGE - 1) / limits::AUDIT_PAGE).unwrap_or(1);
    let pages = Pages::new(usize::try_from(page).unwrap_or(1), last, |number| query.href(&visitor, number));
    let asked = json!({
        "pages": pages, "values": *query, "query": query.encoded(&[]),
        "problems": private::words(&site, &visitor, &problems)?,
    });
    let values = merged(told(&site, &visitor, &found)?, asked);
    let status = if problems.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    super::page_with(&site, &visitor, (status, &colleague), "staff/audit/list.html", &values)
}

/// The lines, and what one may search by.
fn told(site: &Site, visitor: &Visitor, found: &Found) -> Result<Value, Failure> {
    let option = |word: &String| json!({ "value": word, "label": word });
    Ok(json!({
        "lines": found.page.lines.iter().map(|line| shown(line, found)).collect::<Vec<_>>(),
        "total": found.page.total, "actors": actors(site, visitor, &found.names)?,
        "acts": acts(site, visitor, &found.acts)?,
        "subjects": found.kinds.iter().map(option).collect::<Vec<_>>(),
    }))
}

impl Query {
    /// What to look for.
    ///
    /// # Errors
    /// Invalid, by field: what cannot be read is not left out in silence.
    pub(super) fn search(&self) -> domain::Result<Search> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut problems = Problems::default();
        let actor = problems.take("actor", self.actor());
        let number = problems.take("number", read(&self.number, Flaw::NumberMalformed));
        let from: Option<Option<Day>> = problems.take("from", read(&self.from, Flaw::DayMalformed));
        let to = problems.take("to", read(&self.to, Flaw::DayMalformed));
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && to < from
        {
            problems.add("to", Flaw::WindowReversed);
        }
        problems.check()?;
        Ok(Search {
            actor: actor.flatten(),
            act: given(&self.act),
            subject_kind: given(&self.subject),
            subject_id: number.flatten(),
            from: from.flatten(),
            to: to.flatten(),
            page: self.page.parse().unwrap_or(1).max(1),
        })
    }

    /// Whose acts; everybody's where nobody is chosen.
    fn actor(&self) -> Result<Option<(ActorKind, Option<i64>)>, Flaw> {
        let (kind, row) = self.actor.split_once('.').unwrap_or((&self.actor, ""));
        if kind.is_empty() && row.is_empty() {
            return Ok(None);
        }
        let kind = ActorKind::from_code(kind).ok_or(Flaw::UnknownChoice)?;
        Ok(Some((kind, read(row, Flaw::UnknownChoice)?)))
    }

    fn href(&self, visitor: &Visitor, page: usize) -> String {
        let query = self.encoded(&[("page", page.to_string())]);
        visitor.href(&format!("/staff/audit?{query}"))
    }

    /// The search as a query string, with more fields.
    fn encoded(&self, more: &[(&str, String)]) -> String {
        let fields = [
            ("actor", &self.actor),
            ("act", &self.act),
            ("subject", &self.subject),
            ("number", &self.number),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        for (name, value) in more {
            query.append_pair(name, value);
        }
        query.finish()
    }
}

/// What was typed, where something was.
fn read<T: FromStr>(typed: &str, wrong: Flaw) -> Result<Option<T>, Flaw> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| wrong),
    }
}

/// Colleagues by name, and then the kinds of those who are no colleagues.
fn actors(site: &Site, visitor: &Visitor, names: &BTreeMap<StaffId, String>) -> Result<Vec<Value>, Failure> {
    let messages = site.messages()?;
    let colleagues = names.iter().map(|(id, name)| json!({ "value": format!("staff.{id}"), "label": name }));
    let kinds = ActorKind::ALL.iter().filter(|kind| **kind != ActorKind::Staff).map(|kind| {
        json!({ "value": kind, "label": messages.text(visitor.locale, &format!("staff-actor-{kind}"), None) })
    });
    Ok(colleagues.chain(kinds).collect())
}

/// Every act in words with its code behind; by its code alone where it has no words.
fn acts(site: &Site, visitor: &Visitor, codes: &[String]) -> Result<Vec<Value>, Failure> {
    let messages = site.messages()?;
    let mut args = Args::new();
    args.set("from", "…");
    let option = |code: &String| {
        let id = format!("case-act-{}", code.replace(['.', '_'], "-"));
        let words =
            messages.has(visitor.locale, &id).then(|| messages.plain(visitor.locale, &id, Some(&args)));
        json!({ "value": code, "label": words.map_or(code.clone(), |words| format!("{words} ({code})")) })
    };
    Ok(codes.iter().map(option).collect())
}

fn shown(line: &Line, found: &Found) -> Value {
    let name = |id: i64| found.names.get(&StaffId(id));
    let who = match line.actor {
        Actor::Staff(id) => name(id.0),
        _ => None,
    };
    let from = line.detail["from"].as_i64().and_then(name);
    let subject_name = line.subject_id.filter(|_| line.subject_kind == "staff").and_then(name);
    let details = line.detail.as_object().into_iter().flatten().filter(|(name, _)| *name != again::FORM);
    let details: Vec<_> = details.map(pair).collect();
    json!({
        "id": line.id, "at": line.at, "act": line.act, "actor": line.actor.kind(), "who": who,
        "actor_id": line.actor.row(), "subject": line.subject_kind, "subject_id": line.subject_id,
        "subject_name": subject_name, "details": details, "request": line.request_id, "from": from,
    })
}

/// One detail as text: strings without quotes, all else as JSON.
fn pair((name, value): (&String, &Value)) -> Value {
    let text = value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
    json!({ "name": name, "value": text })
}
