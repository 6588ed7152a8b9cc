//! To the ministry's identity provider and back. Coming back is a page with a button, which its script presses: what
//! changes anything is the form behind it, never an address that somebody was led to.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

use super::acting::Acting;
use super::passkey::{answered, question, with_question};
use super::{door, identity, next, sessions};
use crate::app::staff::provider::{self, Aim, Away, Brought, Outcome};
use crate::domain::permit::ChangeOwnKeys;
use crate::domain::{Error, Refusal};
use crate::secret;
use crate::view::{Mistake, refusal};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::kept;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// What the provider sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    state: String,
    code: String,
    error: String,
    iss: String,
}

/// `POST /staff/oidc/sign-in`
pub async fn ask_sign_in(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<HttpResponse, Failure> {
    site.throttles.count(Deed::Ceremony, visitor.address)?;
    let onward = (visitor.locale, next::own(form.get("next")), "");
    match provider::ask(&site.app, None, Aim::SignIn, onward).await {
        Ok(away) => go(&site, &visitor, &away),
        Err(error) => door::again(&site, &visitor, &form, error),
    }
}

/// `POST /staff/oidc/confirm`
pub async fn ask_confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let (next, kept) = (next::own(form.get("next")), form.get(kept::FORM));
    let onward = (visitor.locale, next, kept);
    match provider::ask(&site.app, Some(colleague.session), Aim::Confirm, onward).await {
        Ok(away) => go(&site, &visitor, &away),
        Err(error) => identity::again(&site, &visitor, &colleague, ((next, kept), error)).await,
    }
}

/// `POST /staff/oidc/link`
pub async fn ask_link(desk: Acting<ChangeOwnKeys>) -> Result<HttpResponse, Failure> {
    let onward = (desk.visitor.locale, "", "");
    let away = provider::ask(desk.app(), Some(desk.colleague.session), Aim::Link, onward).await?;
    go(&desk.site, &desk.visitor, &away)
}

/// `POST /staff/setup/{token}/oidc`
pub async fn ask_set_up(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    site.throttles.count(Deed::Ceremony, visitor.address)?;
    let aim = Aim::SetUp(secret::hash_token(&token));
    let away = provider::ask(&site.app, None, aim, (visitor.locale, "/staff", "")).await?;
    go(&site, &visitor, &away)
}

/// Sends a browser there: by a page, since a form may lead nowhere but to us.
fn go(site: &web::Data<Site>, visitor: &Visitor, away: &Away) -> Result<HttpResponse, Failure> {
    let values = json!({ "to": away.url, "host": away.host });
    with_question(site, &away.token, private::page(site, visitor, "staff/door/provider_go.html", &values)?)
}

/// `GET /staff/oidc/callback`: changes nothing.
pub async fn back(
    site: web::Data<Site>,
    visitor: Visitor,
    brought: web::Query<Back>,
) -> Result<HttpResponse, Failure> {
    let visitor = Visitor { locale: provider::language(&brought.state), ..visitor };
    let action = visitor.href(provider::BACK);
    let values = json!({
        "state": brought.state, "code": brought.code, "error": brought.error, "iss": brought.iss, "action": action,
    });
    private::page(&site, &visitor, "staff/door/provider_back.html", &values)
}

/// `POST /staff/oidc/callback`: does what somebody went there for.
pub async fn answer(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Option<Colleague>,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    // What comes back is no guess of anybody's: it has no count with tries of passwords.
    let attempt = site.throttles.attempt(Deed::Ceremony, vec![visitor.address.into()])?;
    let origin =
        colleague.as_ref().map_or(visitor.origin(), |colleague| visitor.origin_of(colleague.actor()));
    let own = colleague.as_ref().map(|colleague| (colleague.session, colleague.staff.id));
    let token = question(&site, &request);
    let (state, code) = (form.get("state"), form.get("code"));
    let brought = Brought { state, code, error: form.get("error"), issuer: form.get("iss") };
    let outcome = provider::answer(&site.app, origin, own, (&token, brought)).await;
    if matches!(&outcome, Ok(Outcome::Entered(..) | Outcome::Confirmed(..) | Outcome::Linked)) {
        attempt.was_good();
    }
    match outcome {
        Ok(outcome) => arrived(&site, &visitor, colleague.as_ref(), outcome).await,
        Err(error) => not_let_in(&site, &visitor, colleague.as_ref(), (&form, error)).await,
    }
}

async fn arrived(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: Option<&Colleague>,
    outcome: Outcome,
) -> Result<HttpResponse, Failure> {
    let response = match (&outcome, colleague) {
        (Outcome::Entered(entered, next), _) => door::let_in(site, visitor, entered, next).await?,
        (Outcome::Confirmed(next, form), Some(colleague)) => {
            identity::proven(site, visitor, colleague, (next, form))?
        }
        (Outcome::Confirmed(next, _), None) => private::see(visitor, next::own(next)),
        (Outcome::NotConfirmed(why, next, form), Some(colleague)) => {
            identity::again(site, visitor, colleague, ((next, form), Error::Refused(*why))).await?
        }
        (Outcome::NotLinked(why), Some(colleague)) => not_linked(site, visitor, colleague, *why).await?,
        (Outcome::NotConfirmed(why, ..) | Outcome::NotLinked(why), None) => {
            return Err(Error::Refused(*why).into());
        }
        (Outcome::Linked, Some(colleague)) => {
            done::see(site, visitor, &colleague.staff.id, ("/staff/sessions", "provider"))
        }
        (Outcome::Linked, None) => private::see(visitor, "/staff/sessions"),
    };
    answered(site, response)
}

/// One's own account again, which was not connected, with why.
async fn not_linked(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    why: Refusal,
) -> Result<HttpResponse, Failure> {
    let said = Mistake::new("provider", refusal(&*site.messages()?, visitor.locale, why));
    let values = json!({ "problems": [said] });
    sessions::page(site, visitor, colleague, (StatusCode::UNPROCESSABLE_ENTITY, values)).await
}

/// Says why, where the person was: at the door, or inside.
async fn not_let_in(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: Option<&Colleague>,
    (form, error): (&Form, Error),
) -> Result<HttpResponse, Failure> {
    match (colleague, error) {
        (_, Error::Refused(Refusal::LinkSpent)) => Err(Error::Refused(Refusal::LinkSpent).into()),
        // Whoever was in by these groups is so no more.
        (_, error @ Error::Refused(Refusal::ProviderGroups)) => door::again(site, visitor, form, error),
        (Some(colleague), error @ Error::Refused(_)) => {
            identity::again(site, visitor, colleague, (("", ""), error)).await
        }
        (_, error) => door::again(site, visitor, form, error),
    }
}

/// `POST /staff/oidc/unlink`
pub async fn unlink(desk: Acting<ChangeOwnKeys>) -> Result<HttpResponse, Failure> {
    provider::unlink(desk.app(), desk.origin(), &desk.permit).await?;
    Ok(desk.see("/staff/sessions?done=provider-unlinked"))
}
