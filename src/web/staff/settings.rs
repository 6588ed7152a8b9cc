//! What the deployment says of itself, and whether the Call is open.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::choices::Done;
use crate::app::call_state;
use crate::app::settings::{self, Key, Slot};
use crate::domain::call::CallState;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Power, SeeSettings};
use crate::domain::{Error, Flaw, Result};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "staff/settings/form.html";

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeSettings>(site.app.clock.now())?;
    let stored = settings::stored(&site.app, &permit).await?;
    let may = colleague.staff.roles.any(ManageSettings::ROLES);
    let own = json!({ "values": stored, "done": done.done, "may": may });
    let values = merged(form_page(&site, &visitor)?, own);
    super::page(&site, &visitor, &colleague, PAGE, &values)
}

/// Saves the form.
pub async fn save(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<ManageSettings>(site.app.clock.now())?;
    let typed: BTreeMap<Slot, String> = slots()
        .map(|(key, locale)| ((key, locale), key.name(locale)))
        .filter(|(_, name)| form.has(name))
        .map(|(slot, name)| (slot, form.get(&name).to_owned()))
        .collect();
    match settings::change(&site.app, &permit, typed).await {
        Ok(()) => Ok(private::see(&visitor, "/staff/settings?done=settings")),
        Err(Error::Invalid(problems)) => {
            let problems = private::words(&site, &visitor, &problems)?;
            let values: BTreeMap<_, _> = form.0.into_iter().collect();
            let again = json!({ "values": values, "problems": problems });
            let values = merged(form_page(&site, &visitor)?, again);
            let status = (StatusCode::UNPROCESSABLE_ENTITY, &colleague);
            super::page_with(&site, &visitor, status, PAGE, &values)
        }
        Err(error) => Err(error.into()),
    }
}

/// Moves the Call on.
pub async fn move_call(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<ManageSettings>(site.app.clock.now())?;
    let Some(next) = CallState::from_code(form.get("state")) else {
        return call_again(&site, &visitor, &colleague).await;
    };
    call_state::set(&site.app, visitor.origin_of(colleague.actor()), &permit, next).await?;
    Ok(private::see(&visitor, "/staff/settings?done=call"))
}

async fn call_again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeSettings>(site.app.clock.now())?;
    let mut problems = crate::domain::Problems::default();
    problems.add("state", Flaw::UnknownChoice);
    let again = json!({
        "values": settings::stored(&site.app, &permit).await?,
        "problems": private::words(site, visitor, &problems)?,
    });
    let values = merged(form_page(site, visitor)?, again);
    super::page_with(site, visitor, (StatusCode::UNPROCESSABLE_ENTITY, colleague), PAGE, &values)
}

fn slots() -> impl Iterator<Item = Slot> {
    let keys = Key::ALL.iter().copied().filter(|key| *key != Key::CallState);
    keys.flat_map(|key| key.languages().iter().map(move |locale| (key, *locale)))
}

fn form_page(site: &web::Data<Site>, visitor: &Visitor) -> Result<Value> {
    let messages = site.messages()?;
    let dashed = |code: &str| code.replace('_', "-");
    let fields: Vec<_> = slots()
        .map(|(key, locale)| {
            let kind = match key {
                Key::ContactEmail | Key::DataProtectionEmail => "email",
                Key::EnforcementUrl | Key::AccessibilityUrl => "url",
                Key::ContactAddress => "area",
                _ => "text",
            };
            let id = format!("staff-setting-{}", dashed(key.code()));
            let language = key.is_spoken().then(|| locale.name());
            let hint = match locale {
                Locale::English => format!("{id}-hint"),
                _ => "staff-setting-other-hint".to_owned(),
            };
            json!({ "name": key.name(locale), "id": id, "kind": kind, "language": language, "hint": hint })
        })
        .collect();
    let ways: Vec<_> = call_state::ways_on(&site.app)
        .iter()
        .map(|next| {
            let text = |id: &str| messages.text(visitor.locale, &format!("{id}-{next}"), None);
            json!({ "value": next, "label": text("staff-call-to"), "hint": text("staff-call-to-hint") })
        })
        .collect();
    Ok(json!({ "may": true, "fields": fields, "state": site.app.settings.load().call_state, "ways": ways }))
}
