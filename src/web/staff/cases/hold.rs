//! A signature that is held, on its Case's page: why, its past, and the two buttons.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use crate::app::case::file::File;
use crate::app::case::hold::{self, Answer};
use crate::domain::locale::Locale;
use crate::domain::permit::Moderate;
use crate::web::error::Failure;
use crate::web::form::Form;

/// Lets the signature through: the mail to confirm it goes.
pub async fn let_through(
    acting: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    answer(&acting, *number, &form, Answer::LetThrough).await
}

/// Turns it away: everything about it is erased.
pub async fn turn_away(
    acting: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    answer(&acting, *number, &form, Answer::TurnAway).await
}

async fn answer(
    acting: &Acting<Moderate>,
    number: i64,
    form: &Form,
    answer: Answer,
) -> Result<HttpResponse, Failure> {
    let shown = (number, form.get("revision").parse().unwrap_or_default());
    let done = hold::answer(acting.app(), &acting.permit, acting.origin(), shown, answer).await;
    // Pressed twice: it stands.
    if done.is_err() && !hold::stands(acting.app(), &acting.permit, shown, answer).await? {
        done?;
    }
    Ok(acting.see(&format!("/staff/cases/{number}")))
}

/// What the page shows of it.
pub fn shown(file: &File, locale: Locale) -> Option<Value> {
    let held = file.held.as_ref()?;
    let reason = |code: &String| {
        let found = file.reasons.iter().find(|reason| &reason.code == code);
        found.map(|reason| super::shown::title(reason, locale))
    };
    let why = held.why.as_ref().map(|why| {
        let past = why.past.as_ref().map(|past| {
            json!({ "case": past.case, "name": past.name, "state": past.became,
                "reason": past.reason.as_ref().and_then(reason), "alike": past.alike })
        });
        let rule = why.rule.as_ref().map(|(about, comment)| json!({ "about": about, "comment": comment }));
        json!({ "hold": why.hold, "rule": rule, "past": past })
    });
    Some(json!({ "why": why, "address": held.address, "at": held.at }))
}
