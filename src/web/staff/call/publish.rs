//! From the first person to the second: proposing, taking back, sending back, publishing.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::edit::seen;
use super::preview::compared;
use super::{next, prepared};
use crate::app::call::desk::{Desk, Edition};
use crate::app::{call, register, staff::people};
use crate::domain::call::{VersionState, texts};
use crate::domain::permit::{EditCall, PublishCall};
use crate::domain::{Error, Refusal, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::pages::speech::Speech;
use crate::web::visitor::Visitor;

/// Asks for a second person.
pub async fn propose(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    call::propose(desk.app(), desk.origin(), &desk.permit, seen(&form)).await?;
    Ok(desk.see("/staff/call?done=version-proposed"))
}

/// Goes on writing.
pub async fn take_back(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    call::take_back(desk.app(), desk.origin(), &desk.permit, seen(&form)).await?;
    Ok(desk.see("/staff/call/edit?done=taken-back"))
}

/// What publishing does, before it is done.
pub async fn show(desk: Acting<PublishCall>) -> Result<HttpResponse, Failure> {
    let (call, edition) = match prepared(&desk.site, &desk.colleague).await {
        // It was published, and the page is loaded again.
        Err(Error::NotFound) => return Ok(desk.see("/staff/call")),
        prepared => prepared?,
    };
    if edition.version.state != VersionState::Proposed {
        return Err(Error::Refused(Refusal::WrongState).into());
    }
    let names = people::names(desk.app()).await?;
    let snapshot = desk.app().register.snapshot();
    let values = json!({
        "prepared": next(&desk.visitor, (&desk.colleague, desk.app().clock.now()), &call, &names)?,
        "changes": changes(&desk.visitor, &call, &edition)?,
        "number": call.current.as_ref().and_then(|current| current.version.number).unwrap_or(0) + 1,
        "signatories": snapshot.listed_signatories().count(),
    });
    desk.page("staff/call/publish.html", &values)
}

/// Publishes. The site shows it from the next page on.
pub async fn publish(desk: Acting<PublishCall>, form: Form) -> Result<HttpResponse, Failure> {
    call::publish(desk.app(), desk.origin(), &desk.permit, seen(&form)).await?;
    register::refresh(desk.app()).await?;
    Ok(desk.see("/staff/call?done=version-published"))
}

/// Gives the version back to the editors.
pub async fn send_back(desk: Acting<PublishCall>, form: Form) -> Result<HttpResponse, Failure> {
    call::send_back(desk.app(), desk.origin(), &desk.permit, seen(&form)).await?;
    Ok(desk.see("/staff/call?done=version-sent-back"))
}

/// What changes, by language; those that are no more come last.
fn changes(visitor: &Visitor, desk: &Desk, edition: &Edition) -> Result<Vec<Value>> {
    let speech = Speech::of(visitor.locale)?;
    let change = |text| -> Result<Value> {
        let tally = compared(desk, text)?.map(|(_, tally)| tally);
        Ok(json!({ "language": speech.language(&text.language), "tally": tally }))
    };
    let mut changes: Vec<Value> = edition.texts.iter().map(change).collect::<Result<_>>()?;
    let before = desk.current.iter().flat_map(|current| &current.texts);
    let gone = before.filter(|text| texts::of_language(&edition.texts, &text.language).is_none());
    changes.extend(gone.map(|text| json!({ "language": speech.language(&text.language), "gone": true })));
    Ok(changes)
}
