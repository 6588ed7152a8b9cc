//! A fresh proof of identity before a dangerous act, and back to where it was asked for.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::door::Onward;
use super::next;
use crate::app::staff::way_in::OwnKeys;
use crate::app::staff::{door, passkey, provider};
use crate::domain::{Error, limits};
use crate::view::{Mistake, refusal};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::kept::{self, Kept};
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
    ask(&site, &visitor, &colleague, (&onward.next, "")).await
}

/// The form, which carries another one that waits for the proof, sealed; or an empty text.
///
/// # Errors
/// Internal.
pub async fn ask(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    onward: (&str, &str),
) -> Result<HttpResponse, Failure> {
    let values = offered(site, colleague, onward).await?;
    super::page(site, visitor, colleague, PAGE, &values)
}

/// Proven: back to the form that waited, with what was typed, or to the page.
pub(super) fn proven(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (next, form): (&str, &str),
) -> Result<HttpResponse, Failure> {
    let Some(kept) = Kept::open(site, colleague.session, form) else {
        return Ok(private::see(visitor, &next::proven(site, colleague.staff.id, next)));
    };
    let values =
        json!({ "action": visitor.href(&kept.path), "fields": kept.fields, "restored": kept::RESTORED });
    super::page(site, visitor, colleague, "staff/door/proven.html", &values)
}

/// Proven, and back; or the form again. It comes without a code from the page of another way.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let onward = (form.get("next"), form.get(kept::FORM));
    if !form.has("code") {
        return ask(&site, &visitor, &colleague, onward).await;
    }
    let id = colleague.staff.id;
    // Of this account alone: who is in is not held up by others behind the same address.
    let counted = Subject::Account(format!("identity {id}"));
    let attempt = site.throttles.attempt(Deed::SignIn, vec![counted])?;
    let origin = visitor.origin_of(colleague.actor());
    let done = door::confirm_identity(&site.app, origin, (colleague.session, id), form.get("code")).await;
    attempt.came_to(&done);
    match done {
        Ok(()) => proven(&site, &visitor, &colleague, onward),
        Err(error) => again(&site, &visitor, &colleague, (onward, error)).await,
    }
}

/// The form again, with what was wrong.
pub(super) async fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (onward, error): ((&str, &str), Error),
) -> Result<HttpResponse, Failure> {
    let problems = match error {
        Error::Invalid(problems) => private::words(site, visitor, &problems)?,
        Error::Refused(why) => {
            let text = refusal(&*site.messages()?, visitor.locale, why);
            vec![Mistake::new("ways", text)]
        }
        error => return Err(error.into()),
    };
    let mut values = offered(site, colleague, onward).await?;
    values["problems"] = json!(problems);
    super::page_with(site, visitor, (StatusCode::UNPROCESSABLE_ENTITY, colleague), PAGE, &values)
}

/// The ways in which this colleague can prove who they are.
async fn offered(site: &Site, colleague: &Colleague, (next, form): (&str, &str)) -> Result<Value, Failure> {
    let (app, id) = (&site.app, colleague.staff.id);
    let own = OwnKeys::of(app, id).await?;
    let passkeys = own.count && passkey::are_offered(app) && !own.passkeys.is_empty();
    let provider = provider::is_offered(app) && provider::account(app, id).await?.is_some();
    Ok(json!({
        "next": next::own(next), "form": form, "minutes": limits::STEP_UP_MINUTES, "passkeys": passkeys,
        "provider": provider, "code": own.count && own.code,
    }))
}
