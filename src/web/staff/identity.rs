//! A fresh proof of identity before a dangerous act, and back to where it was asked for.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::door::Onward;
use super::next;
use crate::app::staff::door;
use crate::domain::{Error, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "staff/door/identity.html";

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    onward: web::Query<Onward>,
) -> Result<HttpResponse, Failure> {
    let values = json!({ "next": next::own(&onward.next), "minutes": limits::STEP_UP_MINUTES });
    super::page(&site, &visitor, &colleague, PAGE, &values)
}

/// Proven, and back; or the form again.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let id = colleague.staff.id;
    let counted = vec![visitor.address.into(), Subject::Account(format!("identity {id}"))];
    let attempt = site.throttles.attempt(Deed::SignIn, counted)?;
    let origin = visitor.origin_of(colleague.actor());
    let next = next::own(form.get("next"));
    match door::confirm_identity(&site.app, origin, (colleague.session, id), form.get("code")).await {
        Ok(()) => {
            attempt.was_good();
            Ok(private::see(&visitor, next))
        }
        Err(Error::Invalid(problems)) => {
            let problems = private::words(&site, &visitor, &problems)?;
            let values = json!({ "problems": problems, "next": next, "minutes": limits::STEP_UP_MINUTES });
            let status = (StatusCode::UNPROCESSABLE_ENTITY, &colleague);
            super::page_with(&site, &visitor, status, PAGE, &values)
        }
        Err(error) => Err(error.into()),
    }
}
