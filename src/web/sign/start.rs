//! Where signing begins, and where those are sent who came by mistake or for a state.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::desk::{DRAFT, Desk, path};
use super::sent;
use crate::app::sign;
use crate::domain::draft::Step;
use crate::domain::{Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::signed_in::cookie;

/// What one needs, who may sign, which text, and what becomes of the answers.
pub async fn show(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let settings = desk.site.app.settings.load().in_language(desk.visitor.locale);
    let values = json!({
        "state": settings.call_state,
        "paused": settings.switches.signing_stopped || desk.site.reads_only(),
        "reads_only": desk.site.reads_only(),
        "reading": sign::reading(&desk.site.app, desk.visitor.locale),
        "begun": desk.held.is_some(),
        "sent": sent::found(&desk).await?.is_some(),
        "lost": request.query_string() == "begin=again" && desk.held.is_none(),
        "name": desk.held.as_ref().map(|held| held.draft.organisation.name.clone()),
        "controller": settings.data_controller,
        "draft_days": limits::DRAFT_DAYS,
        "review_days": limits::REVIEW_DAYS,
        "correction_hours": limits::CORRECTION_HOURS,
        "unconfirmed_days": limits::UNCONFIRMED_DAYS,
    });
    desk.page("page/sign/start.html", &Problems::default(), values)
}

/// Begins a form, goes on with the one there is, or begins anew.
pub async fn begin(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    desk.count_from_here(Deed::Answer).await?;
    match &desk.held {
        Some(held) if form.get("do") == "continue" => {
            return Ok(desk.see(path(held.draft.next_step())));
        }
        Some(held) if form.get("do") == "anew" => sign::draft::discard(&desk.site.app, held).await?,
        Some(_) => return Ok(desk.see("/sign")),
        None => {}
    }
    if !sign::draft::is_open(&desk.site.app) {
        return Ok(desk.see("/sign"));
    }
    let token = sign::draft::begin(&desk.site.app, desk.visitor.locale).await?;
    let mut response = desk.see(path(Step::Organisation));
    response.add_cookie(&cookie(&desk.site, DRAFT, token)).map_err(crate::domain::Error::internal)?;
    Ok(response)
}

/// How a person helps, who is no organisation.
pub async fn person(desk: Desk) -> Result<HttpResponse, Failure> {
    desk.page("page/sign/person.html", &Problems::default(), json!({}))
}

/// How a state signs.
pub async fn state(desk: Desk) -> Result<HttpResponse, Failure> {
    let settings = desk.site.app.settings.load().in_language(desk.visitor.locale);
    let values = json!({
        "reading": sign::reading(&desk.site.app, desk.visitor.locale),
        "unit": settings.contact_unit,
        "address": settings.contact_address,
        "email": settings.contact_email,
    });
    desk.page("page/sign/state.html", &Problems::default(), values)
}
