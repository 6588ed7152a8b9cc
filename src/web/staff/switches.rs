//! Switches: new signatures, only reading, and the banner above every page.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use super::choices;
use crate::app::settings::{Part, SEEN};
use crate::app::switches::{self, Switch, Typed};
use crate::domain::locale::Locale;
use crate::domain::permit::{Power, SeeSettings, ThrowSwitches};
use crate::domain::{Error, Flaw, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

const PAGE: &str = "staff/switches/show.html";

/// The page.
pub async fn show(
    acting: Acting<SeeSettings>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let own =
        json!({ "may": acting.colleague.staff.roles.any(ThrowSwitches::ROLES), "done": acting.said(&done) });
    let values = standing(acting.app())?;
    acting.page(PAGE, &merged(values, own))
}

/// Throws a switch.
pub async fn throw(acting: Acting<ThrowSwitches>, form: Form) -> Result<HttpResponse, Failure> {
    let switch = Switch::from_code(form.get("switch"));
    let switch = switch.ok_or_else(|| Error::invalid("switch", Flaw::UnknownChoice))?;
    let to = (switch, form.get("to") == "on");
    switches::throw(acting.app(), acting.origin(), &acting.permit, to).await?;
    Ok(acting.see("/staff/switches?done=switch"))
}

/// Puts the banner up, or takes it down.
pub async fn banner(acting: Acting<ThrowSwitches>, form: Form) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        let own = json!({ "may": true, "done": "restored", "values": form.kept(), "seen": form.get(SEEN) });
        return acting.page(PAGE, &merged(standing(acting.app())?, own));
    }
    let typed = (banner_of(&form), form.get(SEEN).to_owned());
    match switches::set_banner(acting.app(), acting.origin(), &acting.permit, typed).await {
        Ok(()) => Ok(acting.see("/staff/switches?done=banner")),
        Err(Error::Invalid(problems)) => {
            let problems = acting.words(&problems)?;
            let own = json!({ "may": true, "done": "", "problems": problems, "values": form.kept() });
            acting.mend(PAGE, &merged(standing(acting.app())?, own))
        }
        Err(error) => Err(error.into()),
    }
}

fn banner_of(form: &Form) -> Typed {
    let typed = |field: &str| if form.has("down") { String::new() } else { form.get(field).to_owned() };
    let words = Locale::OFFERED.iter().map(|locale| (*locale, typed(&format!("banner_{locale}"))));
    Typed { words: words.collect(), until: typed("until") }
}

/// How the switches stand, and what the banner says.
fn standing(app: &crate::app::App) -> Result<Value> {
    let settings = app.settings.load();
    let now = app.clock.now();
    let switches = [
        json!({ "code": Switch::SigningStopped, "on": settings.switches.signing_stopped }),
        json!({ "code": Switch::ReadOnly, "on": settings.switches.read_only }),
    ];
    let mut values = serde_json::Map::new();
    for locale in Locale::OFFERED {
        values.insert(format!("banner_{locale}"), json!(settings.banner_words(*locale)));
    }
    let until = settings.switches.banner_until;
    let local = until.map(|until| until.in_zone(app.time_zone()).format("%Y-%m-%dT%H:%M").to_string());
    values.insert("until".to_owned(), json!(local.unwrap_or_default()));
    Ok(json!({
        "switches": switches, "values": values, "tongues": choices::languages(), "until": until,
        "up": settings.banner(Locale::English, now).is_some(), "fixed": app.config.read_only, "seen": settings.mark(Part::Banner)?,
    }))
}
