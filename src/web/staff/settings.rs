//! What the deployment says of itself, and whether the Call is open.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use crate::app::call_state;
use crate::app::settings::{self, Key, Part, SEEN, Slot};
use crate::domain::call::CallState;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, MoveCall, Power, SeeSettings};
use crate::domain::{Error, Flaw, Problems, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

const PAGE: &str = "staff/settings/form.html";

/// The form.
pub async fn show(desk: Acting<SeeSettings>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let stored = settings::stored(desk.app(), &desk.permit).await?;
    let may = desk.colleague.staff.roles.any(ManageSettings::ROLES);
    let own = json!({ "values": stored, "done": desk.said(&done), "may": may });
    let values = merged(form_page(&desk)?, own);
    desk.page(PAGE, &values)
}

/// Saves the form.
pub async fn save(desk: Acting<ManageSettings>, form: Form) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        let own = json!({ "done": "restored", "seen": form.get(SEEN) });
        return desk.page(PAGE, &again(&desk, &form, own)?);
    }
    let typed: BTreeMap<Slot, String> = slots()
        .map(|(key, locale)| ((key, locale), key.name(locale)))
        .filter(|(_, name)| form.has(name))
        .map(|(slot, name)| (slot, form.get(&name).to_owned()))
        .collect();
    match settings::change(desk.app(), desk.origin(), &desk.permit, (typed, form.get(SEEN).to_owned())).await
    {
        Ok(()) => Ok(desk.see("/staff/settings?done=settings")),
        Err(Error::Invalid(problems)) => {
            let own = json!({ "problems": desk.words(&problems)? });
            desk.mend(PAGE, &again(&desk, &form, own)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again, with what was typed.
fn again(desk: &Acting<ManageSettings>, form: &Form, own: Value) -> Result<Value> {
    Ok(merged(form_page(desk)?, merged(json!({ "values": form.kept() }), own)))
}

/// Moves the Call on.
pub async fn move_call(desk: Acting<MoveCall>, form: Form) -> Result<HttpResponse, Failure> {
    let Some(next) = CallState::from_code(form.get("state")) else {
        return call_again(&desk).await;
    };
    call_state::set(desk.app(), desk.origin(), &desk.permit, next).await?;
    Ok(desk.see("/staff/settings?done=call"))
}

async fn call_again(desk: &Acting<MoveCall>) -> Result<HttpResponse, Failure> {
    let permit = desk.colleague.staff.permit::<SeeSettings>(desk.app().clock.now())?;
    let mut problems = Problems::default();
    problems.add("state", Flaw::UnknownChoice);
    let again = json!({
        "values": settings::stored(desk.app(), &permit).await?, "problems": desk.words(&problems)?,
    });
    desk.mend(PAGE, &merged(form_page(desk)?, again))
}

fn slots() -> impl Iterator<Item = Slot> {
    let keys = Key::ALL.iter().copied().filter(|key| *key != Key::CallState);
    keys.flat_map(|key| key.languages().iter().map(move |locale| (key, *locale)))
}

fn form_page(desk: &Acting<impl Power>) -> Result<Value> {
    let messages = desk.site.messages()?;
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
            let named = || messages.text(desk.visitor.locale, &format!("language-{}", locale.code()), None);
            let language = key.is_spoken().then(named);
            let hint = match locale {
                Locale::English => format!("{id}-hint"),
                _ => "staff-setting-other-hint".to_owned(),
            };
            json!({ "name": key.name(locale), "id": id, "kind": kind, "language": language, "hint": hint })
        })
        .collect();
    let ways: Vec<_> = call_state::ways_on(desk.app())
        .iter()
        .map(|next| {
            let text = |id: &str| messages.text(desk.visitor.locale, &format!("{id}-{next}"), None);
            json!({ "value": next, "label": text("staff-call-to"), "hint": text("staff-call-to-hint") })
        })
        .collect();
    Ok(json!({ "may": true, "fields": fields, "state": desk.app().settings.load().call_state, "ways": ways,
        "seen": desk.app().settings.load().mark(Part::Says)? }))
}
