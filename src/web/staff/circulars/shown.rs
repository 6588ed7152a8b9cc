//! A circular as its templates take it: codes and values, no sentences.

use actix_web::web;
use serde_json::{Value, json};

use crate::app::circular::{self, Shown};
use crate::domain::assurance::Level;
use crate::domain::circular::{CircularKind, needs_second, parse_texts};
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::outbox::MailState;
use crate::domain::permit::{ConfirmCircular, DraftCircular, Permit, Power, SeeCirculars, SendCircular};
use crate::domain::words::{EVERYWHERE, listed};
use crate::domain::{Result, limits};
use crate::web::form::Form;
use crate::web::options;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The fields of which several values are sent.
const MANY: [&str; 3] = ["category", "version", "assurance"];

/// The list and the form for a new one.
pub(super) async fn list(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    permit: &Permit<SeeCirculars>,
) -> Result<Value> {
    let messages = site.messages()?;
    let kind = |kind: &CircularKind| {
        let words = |end: &str| {
            let id = format!("circular-kind-{}{end}", kind.code().replace('_', "-"));
            messages.text(visitor.locale, &id, None)
        };
        json!({ "value": kind, "label": words(""), "hint": words("-hint") })
    };
    let line = |one: &crate::store::circular::Circular| {
        json!({
            "id": one.id, "kind": one.kind, "state": one.state, "at": one.began_at.unwrap_or(one.created_at),
            "recipients": one.recipients,
        })
    };
    Ok(json!({
        "circulars": circular::list(&site.app, permit).await?.iter().map(line).collect::<Vec<_>>(),
        "kinds": CircularKind::ALL.iter().map(kind).collect::<Vec<_>>(),
        "may": colleague.staff.roles.any(DraftCircular::ROLES),
    }))
}

/// One of them.
pub(super) fn one(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    told: &Shown,
) -> Result<Value> {
    let circular = &told.circular;
    let name = |id: Option<crate::domain::ids::StaffId>| id.and_then(|id| told.names.get(&id));
    let roles = &colleague.staff.roles;
    let mails = |state: MailState| told.mails.get(&state).copied().unwrap_or(0);
    let samples = told.samples.iter().map(|(locale, letter)| {
        let mail = crate::view::mail::render(
            &site.templates,
            letter.template(),
            *locale,
            &site.app.site(*locale),
            letter,
        )?;
        let count = told.count.languages.get(locale).copied().unwrap_or(0);
        Ok(json!({
            "tag": locale, "name": locale.name(), "subject": mail.subject, "text": mail.flowing, "count": count,
        }))
    });
    Ok(json!({
        "id": circular.id, "kind": circular.kind, "state": circular.state, "revision": circular.revision,
        "values": values(told), "choices": choices(site, visitor, &told.versions)?, "tongues": super::super::choices::languages(),
        "count": told.count.named, "samples": samples.collect::<Result<Vec<Value>>>()?, "shown": told.shown,
        "ready": parse_texts(circular.kind, &circular.texts.0).is_ok(), "needs_second": needs_second(told.count.all), "alone": limits::CIRCULAR_ALONE, "changed": false,
        "takes": listed(EVERYWHERE), "everybody": circular.audience.0.is_everybody(), "recipients": circular.recipients,
        "author": name(Some(circular.created_by)), "proposer": name(circular.proposed_by), "second": name(circular.approved_by),
        "created_at": circular.created_at, "proposed_at": circular.proposed_at,
        "began_at": circular.began_at, "ended_at": circular.ended_at,
        "waiting": mails(MailState::Queued), "gone": mails(MailState::Sent), "given_up": mails(MailState::Parked),
        "may_draft": roles.any(DraftCircular::ROLES), "may_send": roles.any(SendCircular::ROLES),
        "first_gone": told.first_gone,
        "barred": colleague.staff.barred_as_second(ConfirmCircular::ROLES, circular.proposed_by, site.app.clock.now()),
    }))
}

/// What stands in the form.
fn values(told: &Shown) -> Value {
    let audience = &told.circular.audience.0;
    let versions: Vec<String> = audience.versions.iter().map(ToString::to_string).collect();
    let mut values = json!({
        "category": audience.categories, "country": audience.countries.first(), "version": versions,
        "assurance": audience.levels,
    });
    for locale in Locale::OFFERED {
        let typed = told.circular.texts.0.get(locale).cloned().unwrap_or_default();
        values[format!("title_{locale}")] = typed.title.into();
        values[format!("message_{locale}")] = typed.message.into();
    }
    values
}

/// What was sent, as the form's fields take it.
pub(super) fn kept(form: &Form) -> Value {
    let mut kept = form.kept();
    for name in MANY {
        kept[name] = form.all(name).collect::<Vec<_>>().into();
    }
    kept
}

fn choices(site: &web::Data<Site>, visitor: &Visitor, versions: &[i64]) -> Result<Value> {
    let messages = site.messages()?;
    let say = |id: &str| messages.plain(visitor.locale, id, None);
    let option = |value: &str, label: String| json!({ "value": value, "label": label });
    let coded = |list: &str, code: &str| option(code, say(&format!("{list}-{}", code.replace('_', "-"))));
    let version = |number: &i64| {
        let mut args = crate::view::Args::new();
        args.set("version", number.to_string());
        let label = messages.plain(visitor.locale, "circular-version", Some(&args));
        option(&number.to_string(), label)
    };
    Ok(json!({
        "categories": Category::ALL.iter().map(|one| coded("category", one.code())).collect::<Vec<_>>(),
        "countries": options::countries(visitor.locale),
        "versions": versions.iter().map(version).collect::<Vec<_>>(),
        "levels": Level::ALL.iter().map(|one| coded("assurance", one.code())).collect::<Vec<_>>(),
    }))
}
