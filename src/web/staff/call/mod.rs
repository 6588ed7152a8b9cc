//! The Call for staff: what is in force, what is being prepared, who did what. Writing is in `edit` and
//! `text`, reading before publication in `preview`, the second person's part in `publish`.

pub mod edit;
pub mod preview;
pub mod publish;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::app::call::desk::{self, Desk, Edition};
use crate::app::staff::people;
use crate::domain::call::{Text, TextProblems, texts};
use crate::domain::ids::StaffId;
use crate::domain::permit::{EditCall, Power, PublishCall, SeeCall};
use crate::domain::{Error, Moment, Result};
use crate::store::call::Version;
use crate::view::text_advice;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::pages::speech::Speech;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The overview.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let desk = read(&site, &colleague).await?;
    let names = people::names(&site.app).await?;
    let history: Vec<_> = desk.history.iter().map(|version| told(version, &names)).collect();
    let values = json!({
        "current": desk.current.as_ref().map(|edition| shown(&visitor, edition, &names, &BTreeSet::new())).transpose()?,
        "prepared": next(&visitor, (&colleague, site.app.clock.now()), &desk, &names)?,
        "in_force": desk.current.as_ref().and_then(|edition| edition.version.number),
        "history": history, "may": may(&colleague), "done": done.told(&site, &visitor, &colleague.staff.id),
    });
    super::page(&site, &visitor, &colleague, "staff/call/show.html", &values)
}

async fn read(site: &Site, colleague: &Colleague) -> Result<Desk> {
    let permit = colleague.staff.permit::<SeeCall>(site.app.clock.now())?;
    desk::look(&site.app, &permit).await
}

/// The version being prepared.
///
/// # Errors
/// Not found, if none is.
async fn prepared(site: &Site, colleague: &Colleague) -> Result<(Desk, Edition)> {
    let desk = read(site, colleague).await?;
    let edition = desk.prepared.clone().ok_or(Error::NotFound)?;
    Ok((desk, edition))
}

/// What this colleague may do here, for buttons; permits hold it.
fn may(colleague: &Colleague) -> Value {
    let any = |roles| colleague.staff.roles.any(roles);
    json!({ "edit": any(EditCall::ROLES), "publish": any(PublishCall::ROLES) })
}

fn told(version: &Version, names: &BTreeMap<StaffId, String>) -> Value {
    let name = |id: Option<StaffId>| id.and_then(|id| names.get(&id)).cloned();
    json!({
        "number": version.number, "state": version.state, "change": version.change_kind,
        "revision": version.revision, "proposed_at": version.proposed_at, "published_at": version.published_at,
        "proposed_by": name(version.proposed_by), "published_by": name(version.published_by),
        "created_at": version.created_at,
    })
}

/// The version being prepared, and what it is to this colleague.
fn next(
    visitor: &Visitor,
    (colleague, now): (&Colleague, Moment),
    desk: &Desk,
    names: &BTreeMap<StaffId, String>,
) -> Result<Option<Value>> {
    let Some(edition) = &desk.prepared else { return Ok(None) };
    let mut version = shown(visitor, edition, names, &desk.retired)?;
    let first = edition.version.proposed_by;
    version["barred"] = json!(colleague.staff.barred_as_second(PublishCall::ROLES, first, now));
    version["first_gone"] = json!(desk.first_gone);
    version["same"] = json!(desk.current.as_ref().is_some_and(|current| current.texts == edition.texts));
    Ok(Some(version))
}

/// A version with its texts and what is wrong with them, when these ids may not be used again.
fn shown(
    visitor: &Visitor,
    edition: &Edition,
    names: &BTreeMap<StaffId, String>,
    retired: &BTreeSet<String>,
) -> Result<Value> {
    let speech = Speech::of(visitor.locale)?;
    let mut version = told(&edition.version, names);
    let problems = texts::check(&edition.texts, retired).err().unwrap_or_default();
    let list: Vec<_> =
        edition.texts.iter().map(|text| summary(&speech, text, &edition.texts, &problems)).collect();
    version["texts"] = json!(list);
    version["problems"] = json!(advice(visitor, &named(&speech, problems))?);
    Ok(version)
}

fn summary(speech: &Speech, text: &Text, all: &[Text], problems: &TextProblems) -> Value {
    let print = texts::authentic(all).map(Text::fingerprint);
    let stale = print.is_some_and(|print| text.is_stale(&print));
    let own = problems.0.iter().filter(|problem| problem.file.as_ref() == Some(&text.language)).count();
    json!({
        "language": speech.language(&text.language), "authority": text.authority, "stale": stale,
        "fingerprint": text.fingerprint().grouped(), "problems": own,
    })
}

/// The same problems with languages' names in place of their tags.
fn named(speech: &Speech, mut problems: TextProblems) -> TextProblems {
    for problem in &mut problems.0 {
        problem.file = problem.file.take().map(|tag| speech.language(&tag).name);
    }
    problems
}

/// What mends the texts, in the visitor's words.
fn advice(visitor: &Visitor, problems: &TextProblems) -> Result<Vec<String>> {
    let messages = crate::view::Messages::shared()?;
    Ok(problems.0.iter().map(|problem| text_advice(&messages, visitor.locale, problem)).collect())
}
