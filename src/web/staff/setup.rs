//! Setting an account up from its link: the password, then the app, then the recovery codes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::app::staff::setup::{self, Pairing};
use crate::domain::{Door, Error, Problems, Refusal, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::private;
use crate::web::signed_in::cookie;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The first question: a password.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match password_page(&site, &token).await {
        Ok(values) => private::page(&site, &visitor, "staff/door/password.html", &values),
        Err(failure) => spent(&site, &visitor, failure),
    }
}

/// The password is taken; the second question: the app.
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let attempt = site.throttles.attempt(Deed::Ceremony, vec![visitor.address.into()])?;
    let chosen = setup::choose(&site.app, &token, form.get("password"), form.get("again")).await;
    attempt.came_to(&chosen);
    match chosen {
        Ok(pairing) => {
            private::page(&site, &visitor, "staff/door/pair.html", &setup_page(&visitor, &token, &pairing))
        }
        Err(Error::Invalid(problems)) => {
            let mut values = password_page(&site, &token).await?;
            values["problems"] = json!(private::words(&site, &visitor, &problems)?);
            unprocessed(&site, &visitor, "staff/door/password.html", &values)
        }
        Err(error) => spent(&site, &visitor, error.into()),
    }
}

/// The code is right: the account is open, and its recovery codes are shown this once.
pub async fn finish(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let attempt = site.throttles.attempt(Deed::Ceremony, vec![visitor.address.into()])?;
    let kept = form.get("kept");
    let finished = setup::finish(&site.app, visitor.origin(), &token, kept, form.get("code")).await;
    attempt.came_to(&finished);
    match finished {
        Ok(opened) => {
            let values = json!({ "codes": opened.recovery_codes, "own": false });
            let mut page = private::page(&site, &visitor, "staff/door/codes.html", &values)?;
            page.add_cookie(&cookie(&site, Door::Staff.code(), opened.session)).map_err(Error::internal)?;
            Ok(page)
        }
        Err(Error::Invalid(problems)) => pair_again(&site, &visitor, &token, (kept, &problems)).await,
        Err(error) => spent(&site, &visitor, error.into()),
    }
}

/// A link that is used or too old leads to a page that says where to get another.
fn spent(site: &web::Data<Site>, visitor: &Visitor, failure: Failure) -> Result<HttpResponse, Failure> {
    if !matches!(failure.0, Error::Refused(Refusal::LinkSpent)) {
        return Err(failure);
    }
    let values = json!({ "hours": limits::SETUP_HOURS });
    private::page_with(site, visitor, StatusCode::GONE, "staff/door/spent.html", &values)
}

async fn password_page(site: &web::Data<Site>, token: &str) -> Result<Value, Failure> {
    let row = setup::look(&site.app, token).await?;
    Ok(json!({
        "name": row.name, "email": row.email, "shortest": limits::PASSWORD_SHORTEST,
        "provider": setup::may_begin_there(&site.app, &row), "token": token,
        "password": setup::may_have_password(&site.app, &row),
    }))
}

fn setup_page(visitor: &Visitor, token: &str, pairing: &Pairing) -> Value {
    pair_page(&visitor.href(&format!("/staff/setup/{token}/finish")), pairing)
}

/// The page on which an app is connected, and where its code goes.
pub(super) fn pair_page(action: &str, pairing: &Pairing) -> Value {
    let secret: Vec<String> =
        pairing.secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    json!({
        "kept": pairing.kept, "secret": secret.join(" "), "picture": pairing.picture,
        "action": action, "own": false,
    })
}

async fn pair_again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    token: &str,
    (kept, problems): (&str, &Problems),
) -> Result<HttpResponse, Failure> {
    let pairing = setup::again(&site.app, token, kept).await?;
    let mut values = setup_page(visitor, token, &pairing);
    values["problems"] = json!(private::words(site, visitor, problems)?);
    unprocessed(site, visitor, "staff/door/pair.html", &values)
}

fn unprocessed(
    site: &web::Data<Site>,
    visitor: &Visitor,
    template: &str,
    values: &Value,
) -> Result<HttpResponse, Failure> {
    private::page_with(site, visitor, StatusCode::UNPROCESSABLE_ENTITY, template, values)
}
