//! All answers on one page, the declaration, and the button that sends the form.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::commitments::items;
use super::desk::{DRAFT, Desk, SENT, path};
use crate::app::sign::{self, Held};
use crate::domain::country::Country;
use crate::domain::draft::{Draft, Step};
use crate::domain::email::Email;
use crate::domain::text::{Description, JobTitle, Name, PersonName, Statement, as_kept};
use crate::domain::website::Website;
use crate::domain::{Error, Flaw, Problems, Refusal};
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::signed_in::{cookie, no_cookie};

/// Shows the answers, once every page before has some.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => match held.draft.next_step() {
            Step::Check => page(&desk, &held, &Problems::default()),
            step => Ok(desk.see(path(step))),
        },
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Sends the form. What is signed is the version and language that the page named.
pub async fn submit(mut desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let Some(mut held) = desk.held.clone() else { return taken(&desk).await };
    desk.count_answer()?;
    if form.has("later") {
        return Ok(desk.see("/sign/later"));
    }
    if held.draft.next_step() != Step::Check {
        return Ok(desk.see(path(held.draft.next_step())));
    }
    if desk.is_outdated(&form)? {
        desk.comes_overtaken("all", Vec::new());
        return page(&desk, &held, &Problems::default());
    }
    if let Err(problems) = declared(&desk, &mut held, &form) {
        return page(&desk, &held, &problems);
    }
    if let Err(error) = desk.count_from_here(Deed::Sign).await {
        return wait(&desk, &held, error);
    }
    hand_over(&desk, &held).await
}

/// Hands over what was declared.
async fn hand_over(desk: &Desk, held: &Held) -> Result<HttpResponse, Failure> {
    let visitor = &desk.visitor;
    let token = desk.token(DRAFT).unwrap_or_default();
    let sending = sign::submit::submit(&desk.site.app, visitor.origin(), token, held.clone(), visitor.locale);
    match evenly(&desk.site, sending).await {
        Ok(token) => sent(desk, token),
        Err(Error::Conflict) => taken(desk).await,
        Err(Error::Refused(Refusal::CallNotOpen)) => Ok(desk.see("/sign")),
        Err(Error::Invalid(problems)) => page(desk, held, &problems),
        Err(error) => Err(error.into()),
    }
}

/// Checks the declaration, and that no newer text appeared since the page was shown.
fn declared(desk: &Desk, held: &mut Held, form: &Form) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let reading = sign::reading(&desk.site.app, desk.visitor.locale);
    let shown = (form.get("version"), form.get("language"));
    match reading {
        Some(reading) if (reading.version.to_string().as_str(), reading.language.as_str()) == shown => {
            held.draft.version = i64::from(reading.version);
            held.draft.language = reading.language;
        }
        _ => problems.add("version", Flaw::Missing),
    }
    if form.get("declared") != "yes" {
        problems.add("declared", Flaw::Missing);
    }
    if problems.0.is_empty() { Ok(()) } else { Err(problems) }
}

/// On to what comes next, with the form's new cookie in place of the old.
fn sent(desk: &Desk, token: String) -> Result<HttpResponse, Failure> {
    let mut response = desk.see("/sign/sent");
    response.add_cookie(&cookie(&desk.site, SENT, token)).map_err(Error::internal)?;
    response.add_cookie(&no_cookie(&desk.site, DRAFT)).map_err(Error::internal)?;
    Ok(response)
}

/// Sent twice, and the first one took it. The browser may have dropped that answer: it gets it once more.
async fn taken(desk: &Desk) -> Result<HttpResponse, Failure> {
    let next = match desk.token(DRAFT) {
        Some(token) => sign::draft::sent_under(&desk.site.app, &token).await?,
        None => None,
    };
    match next {
        Some(token) => sent(desk, token),
        None if desk.token(SENT).is_some() => Ok(desk.see("/sign/sent")),
        None => Ok(desk.see("/sign?begin=again")),
    }
}

fn page(desk: &Desk, held: &Held, problems: &Problems) -> Result<HttpResponse, Failure> {
    desk.ask(Step::Check, problems, values(desk, held, false))
}

/// The page again, declared as it was, for when others from the same network have signed.
fn wait(desk: &Desk, held: &Held, error: Error) -> Result<HttpResponse, Failure> {
    match error {
        Error::TooMany { retry_after_seconds } => {
            desk.ask_later(Step::Check, retry_after_seconds, values(desk, held, true))
        }
        other => Err(other.into()),
    }
}

/// The numbers in other registers, as they will stand in the register.
fn numbers(draft: &Draft) -> Vec<Value> {
    let identifiers = draft.identifiers.parse(&mut Problems::default());
    identifiers.each().map(|(register, code, _)| json!({ "register": register, "code": code })).collect()
}

/// The organisation as it will be kept.
fn organisation(draft: &Draft) -> Value {
    let typed = &draft.organisation;
    json!({
        "category": typed.category,
        "name": as_kept::<Name>(&typed.name),
        "website": as_kept::<Website>(&typed.website),
        "description": as_kept::<Description>(&typed.description),
    })
}

/// Who signs, as they will be kept.
fn representative(draft: &Draft) -> Value {
    let typed = &draft.representative;
    json!({
        "name": as_kept::<PersonName>(&typed.name),
        "job_title": as_kept::<JobTitle>(&typed.job_title),
        "email": as_kept::<Email>(&typed.email),
        "authority": typed.authority,
        "named": typed.named,
    })
}

fn values(desk: &Desk, held: &Held, declared: bool) -> Value {
    let draft = &held.draft;
    let country = Country::parse(&draft.organisation.country).ok();
    let free = Email::parse(&draft.representative.email).is_ok_and(|email| email.is_anybodys());
    json!({
        "reading": sign::reading(&desk.site.app, desk.visitor.locale),
        "organisation": organisation(draft),
        "numbers": numbers(draft),
        "country": country.map(|country| country.name(desk.visitor.locale)),
        "representative": representative(draft),
        "free_mail": free,
        "visibility": draft.visibility.choice,
        "until": draft.visibility.until.parse().ok(),
        "named": draft.steps().contains(&Step::Statement),
        "items": items(desk, held),
        "statement": as_kept::<Statement>(&draft.statement),
        "declared": if declared { "yes" } else { "" },
    })
}
