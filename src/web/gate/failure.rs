//! Turns an error into a page that says what to do next, or into problem details for programs.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use crate::domain::{Door, Refusal};
use crate::view::{Frame, refusal};
use crate::web::chosen;
use crate::web::error::{AWAY, Note};
use crate::web::kept::Kept;
use crate::web::private;
use crate::web::problem;
use crate::web::routes;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff::{identity, next};
use crate::web::visitor::Visitor;

/// Writes the page of an answer that carries a `Note`.
pub async fn failure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let site = request.app_data::<web::Data<Site>>().cloned();
    let visitor = request.extensions().get::<Visitor>().cloned();
    let (back, is_form) = (next::back(&request), !request.method().is_safe());
    let (request, response) = match next.call(request).await {
        Ok(answer) => answer.map_into_boxed_body().into_parts(),
        Err(error) => return Err(error),
    };
    let note = response.extensions().get::<Note>().cloned();
    let kept = response.extensions().get::<Kept>().cloned();
    let response = match (note, site, visitor) {
        (Some(note), Some(site), Some(visitor)) => {
            let asked = match &kept {
                Some(kept) if note.code == Refusal::StepUp.code() => {
                    proof(&request, &site, (kept, &back)).await
                }
                _ => None,
            };
            let kept = kept.map_or(Value::Null, |kept| given_back(&site, &visitor, &note, (&request, &kept)));
            let elsewhere = elsewhere(&note, (&back, is_form));
            // Whoever was signed out and had sent something that is given back signs in in another tab.
            let stays = note.door.is_some() && !kept.is_null();
            let away = || elsewhere.as_ref().filter(|_| !stays).map(|path| private::see(&visitor, path));
            let told = Told {
                note: &note,
                back: &back,
                is_form,
                kept,
                door: elsewhere.as_deref().filter(|_| stays),
            };
            asked.or_else(away).unwrap_or_else(|| write(&site, &visitor, &told, response))
        }
        _ => response,
    };
    Ok(ServiceResponse::new(request, response))
}

/// What a page of an error goes by.
struct Told<'a> {
    note: &'a Note,
    /// The page that a form stood on.
    back: &'a str,
    /// Whether a form was sent, and not only a page asked for.
    is_form: bool,
    /// What the form sent, as it is shown; nothing where nothing was written.
    kept: Value,
    /// Where to sign in before it can be sent again.
    door: Option<&'a str>,
}

/// Whether choices and buttons are given back too. Of the account's, the page for signing in would not say that they were not
/// done; staff read so once they are signed in.
fn with_choices(note: &Note) -> bool {
    note.code == AWAY || note.door == Some(Door::Account)
}

/// What a form sent, as the page gives it back.
fn given_back(site: &Site, visitor: &Visitor, note: &Note, (request, kept): (&HttpRequest, &Kept)) -> Value {
    let with_choices = with_choices(note);
    let mut shown = kept.shown(visitor, with_choices);
    if let Some(chosen) = routes::traits_of(request).chosen().filter(|_| with_choices)
        && let Ok(told) = chosen::told(site, visitor.locale, (chosen, kept))
    {
        shown["chosen"] = json!(told);
    }
    shown
}

/// The page that asks for a fresh proof and keeps what was typed; nothing for forms that are not shown again.
async fn proof(
    request: &HttpRequest,
    site: &web::Data<Site>,
    (kept, back): (&Kept, &str),
) -> Option<HttpResponse> {
    if !kept.has_typed(routes::traits_of(request).shown_again()) {
        return None;
    }
    let visitor = Visitor::extract(request).await.ok()?;
    let colleague = Colleague::extract(request).await.ok()?;
    let form = kept.seal(site, colleague.session).ok()?;
    identity::ask(site, &visitor, &colleague, (&next::unsent(back), &form)).await.ok()
}

fn write(site: &Site, visitor: &Visitor, told: &Told<'_>, bare: HttpResponse) -> HttpResponse {
    let note = told.note;
    let status = bare.status();
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if let Some(allow) = bare.headers().get(header::ALLOW) {
        response.insert_header((header::ALLOW, allow.clone()));
    }
    if let Some(seconds) = note.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if routes::is_for_programs(&visitor.path) {
        let detail = problem::meaning(visitor.locale, note.code).unwrap_or_default();
        let body = problem::body(note.code, status, &detail);
        return response.content_type(problem::CONTENT_TYPE).body(body.to_string());
    }
    let page = page(site, visitor, told, status.as_u16());
    response.content_type("text/html; charset=utf-8").body(page)
}

/// A hidden thing and one that never existed answer with the same bytes, so a 404 names nothing.
fn page(site: &Site, visitor: &Visitor, told: &Told<'_>, status: u16) -> String {
    let (view, note) = (site.app.site(visitor.locale), told.note);
    // What stands above every page may say when the service is back.
    let reads_only = note.code == Refusal::ReadOnly.code();
    let notices = if reads_only { site.notices(visitor.locale).unwrap_or_default() } else { Vec::new() };
    let frame =
        Frame { locale: visitor.locale, path: "/", site: &view, notices: &notices, as_of: None, still: None };
    let reference = if status >= 500 { visitor.request_id.as_str() } else { "" };
    let why = Refusal::from_code(note.code);
    let told_why = why.zip(site.messages().ok());
    let reason = told_why.map(|(why, messages)| refusal(&messages, visitor.locale, why)).unwrap_or_default();
    let values = json!({
        "code": if note.code == AWAY && !told.is_form { "away-page" } else { note.code }, "status": heading(why, status), "reference": reference, "reason": reason,
        "minutes": note.retry_after.map_or(0, private::minutes), "back": desk(visitor, told.back, status),
        "account": visitor.path.starts_with("/account/") && status != StatusCode::NOT_FOUND.as_u16(),
        "kept": told.kept, "door": told.door.map(|door| visitor.href(door)),
        "once_more": reads_only || note.retry_after.is_some() || told.door.is_some(),
    });
    site.templates.page("page/error.html", &frame, &values).unwrap_or_else(|error| {
        tracing::error!(%error, "the error page failed");
        format!("<!doctype html><title>{status}</title><h1>{status}</h1>")
    })
}

/// The status that heads the page. What a rule refuses has not changed since the page was opened: it is just not possible.
fn heading(why: Option<Refusal>, status: u16) -> u16 {
    let by_rule = why.is_some_and(|why| !why.is_overtaken());
    if by_rule && status == StatusCode::CONFLICT.as_u16() { StatusCode::FORBIDDEN.as_u16() } else { status }
}

/// Where a colleague goes on whose act was refused: the page that it was sent from, or where that is refused or not told, the
/// one above; the queue in the end. Nothing for others.
fn desk<'a>(visitor: &'a Visitor, back: &'a str, status: u16) -> &'a str {
    if status == 404 || !visitor.path.starts_with("/staff/") {
        return "";
    }
    let page = match next::own(back) {
        next::START => next::own(&visitor.path),
        page => page,
    };
    let page = if next::is_at(page, &visitor.path) { next::above(page) } else { page };
    if page == next::START { "/staff/cases" } else { page }
}

/// Where signing in, or proving who one is, helps: there, and from there back.
fn elsewhere(note: &Note, (back, is_form): (&str, bool)) -> Option<String> {
    let back = &if is_form { next::unsent(back) } else { back.to_owned() };
    match note.door {
        Some(Door::Account) => Some("/account/sign-in".to_owned()),
        Some(Door::Staff) => Some(next::with("/staff/sign-in", back)),
        None if note.code == Refusal::StepUp.code() => Some(next::with("/staff/confirm-identity", back)),
        None => None,
    }
}
