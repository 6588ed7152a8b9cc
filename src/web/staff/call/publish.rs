//! From the first person to the second: proposing, taking back, sending back, publishing.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::page;
use super::edit::{self, seen};
use super::preview::compared;
use super::{prepared, shown};
use crate::app::call::desk::{Desk, Edition};
use crate::app::{call, register, staff::people};
use crate::domain::call::VersionState;
use crate::domain::permit::{Permit, PublishCall};
use crate::domain::{Error, Refusal, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::pages::speech::Speech;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Asks for a second person.
pub async fn propose(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = edit::permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    call::propose(&site.app, origin, &permit, seen(&form)).await?;
    Ok(private::see(&visitor, "/staff/call?done=version-proposed"))
}

/// Goes on writing.
pub async fn take_back(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = edit::permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    call::take_back(&site.app, origin, &permit, seen(&form)).await?;
    Ok(private::see(&visitor, "/staff/call/edit?done=taken-back"))
}

/// What publishing does, before it is done.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    permit(&site, &colleague)?;
    let (desk, edition) = prepared(&site, &colleague).await?;
    if edition.version.state != VersionState::Proposed {
        return Err(Error::Refused(Refusal::WrongState).into());
    }
    let names = people::names(&site.app).await?;
    let snapshot = site.app.register.snapshot();
    let values = json!({
        "prepared": shown(&visitor, &edition, &names)?, "changes": changes(&visitor, &desk, &edition)?,
        "number": desk.current.as_ref().and_then(|current| current.version.number).unwrap_or(0) + 1,
        "mine": edition.version.proposed_by == Some(colleague.staff.id),
        "signatories": snapshot.listed_signatories().count(),
    });
    page(&site, &visitor, &colleague, "staff/call/publish.html", &values)
}

/// Publishes. The site shows it from the next page on.
pub async fn publish(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    call::publish(&site.app, origin, &permit, seen(&form)).await?;
    register::refresh(&site.app).await?;
    Ok(private::see(&visitor, "/staff/call?done=version-published"))
}

/// Gives the version back to the editors.
pub async fn send_back(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    call::send_back(&site.app, origin, &permit, seen(&form)).await?;
    Ok(private::see(&visitor, "/staff/call?done=version-sent-back"))
}

fn permit(site: &Site, colleague: &Colleague) -> Result<Permit<PublishCall>> {
    colleague.staff.permit::<PublishCall>(site.app.clock.now())
}

/// What changes, by language.
fn changes(visitor: &Visitor, desk: &Desk, edition: &Edition) -> Result<Vec<Value>> {
    let speech = Speech::of(visitor.locale)?;
    let change = |text| -> Result<Value> {
        let comparison = compared(desk, text)?;
        let tally = comparison.map(|comparison| comparison.tally());
        Ok(json!({ "language": speech.language(&text.language), "tally": tally }))
    };
    edition.texts.iter().map(change).collect()
}
