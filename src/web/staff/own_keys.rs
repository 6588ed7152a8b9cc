//! A colleague's own password, authenticator app and recovery codes: changed while they still let their owner in.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::acting::Acting;
use super::setup::pair_page;
use crate::app::staff::own_keys::{self, Typed};
use crate::app::staff::setup::Pairing;
use crate::domain::permit::ChangeOwnKeys;
use crate::domain::{Error, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};

const PASSWORD: &str = "staff/door/new_password.html";
const APP: &str = "staff/door/pair.html";

/// `GET /staff/sessions/password`
pub async fn ask_password(desk: Acting<ChangeOwnKeys>) -> Result<HttpResponse, Failure> {
    let values = password_page(&desk).await?;
    desk.page(PASSWORD, &values)
}

/// `POST /staff/sessions/password`
pub async fn change_password(desk: Acting<ChangeOwnKeys>, form: Form) -> Result<HttpResponse, Failure> {
    // Of this account alone, as every proof of somebody who is in.
    let counted = Subject::Account(format!("identity {}", desk.permit.id()));
    let attempt = desk.site.throttles.attempt(Deed::SignIn, vec![counted])?;
    let typed = Typed { old: form.get("old"), new: form.get("password"), again: form.get("again") };
    let who = (&desk.permit, desk.colleague.session);
    let changed = own_keys::change_password(desk.app(), desk.origin(), who, typed).await;
    attempt.came_to(&changed);
    match changed {
        Ok(()) => Ok(desk.see("/staff/sessions?done=password")),
        Err(Error::Invalid(problems)) => {
            let mut values = password_page(&desk).await?;
            values["problems"] = json!(desk.words(&problems)?);
            desk.mend(PASSWORD, &values)
        }
        Err(error) => Err(error.into()),
    }
}

async fn password_page(desk: &Acting<ChangeOwnKeys>) -> Result<Value, Failure> {
    let row = own_keys::owner(desk.app(), &desk.permit).await?;
    Ok(json!({ "email": row.email, "shortest": limits::PASSWORD_SHORTEST }))
}

/// `GET /staff/sessions/app`
pub async fn ask_app(desk: Acting<ChangeOwnKeys>) -> Result<HttpResponse, Failure> {
    let pairing = own_keys::draw_app(desk.app(), (&desk.permit, desk.colleague.session)).await?;
    desk.page(APP, &app_page(&desk, &pairing))
}

/// `POST /staff/sessions/app`
pub async fn change_app(desk: Acting<ChangeOwnKeys>, form: Form) -> Result<HttpResponse, Failure> {
    let who = (&desk.permit, desk.colleague.session);
    let kept = form.get("kept");
    match own_keys::change_app(desk.app(), desk.origin(), who, (kept, form.get("code"))).await {
        Ok(()) => Ok(desk.see("/staff/sessions?done=app")),
        Err(Error::Invalid(problems)) => {
            let mut values = app_page(&desk, &own_keys::draw_again(desk.app(), who, kept).await?);
            values["problems"] = json!(desk.words(&problems)?);
            desk.mend(APP, &values)
        }
        Err(error) => Err(error.into()),
    }
}

fn app_page(desk: &Acting<ChangeOwnKeys>, pairing: &Pairing) -> Value {
    let mut values = pair_page(&desk.visitor.href("/staff/sessions/app"), pairing);
    values["own"] = json!(true);
    values
}

/// `POST /staff/sessions/codes`
pub async fn renew_codes(desk: Acting<ChangeOwnKeys>) -> Result<HttpResponse, Failure> {
    let codes = own_keys::renew_codes(desk.app(), desk.origin(), &desk.permit).await?;
    desk.page("staff/door/codes.html", &json!({ "codes": codes, "own": true }))
}
