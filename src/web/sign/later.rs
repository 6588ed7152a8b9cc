//! Going on later, on another device, or by the colleague who has the authority.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::desk::{DRAFT, Desk, path};
use crate::app::sign;
use crate::domain::draft::Draft;
use crate::domain::email::Email;
use crate::domain::text::{Name, as_kept};
use crate::domain::visibility::Visibility;
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::private;
use crate::web::signed_in::cookie;

/// Asks where to send the link.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => {
            let draft = &held.draft;
            let email = Some(&draft.mailed_to).filter(|typed| !typed.is_empty());
            page(&desk, email.unwrap_or(&draft.representative.email), &Problems::default())
        }
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Mails the link.
pub async fn send(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (desk, held) = match desk.form() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    if let Err(Error::TooMany { retry_after_seconds }) = desk.site.throttles.mail(desk.visitor.address) {
        let values = values(form.get("email"));
        let page = "page/sign/later.html";
        return private::too_soon(&desk.site, &desk.visitor, retry_after_seconds, page, &values);
    }
    let email = match Email::parse(form.get("email")) {
        Ok(email) => email,
        Err(flaw) => {
            let mut problems = Problems::default();
            problems.add("email", flaw);
            return page(&desk, form.get("email"), &problems);
        }
    };
    let visitor = &desk.visitor;
    sign::draft::mail_link(&desk.site.app, visitor.origin(), held, email, visitor.locale).await?;
    Ok(desk.see("/sign/saved"))
}

fn page(desk: &Desk, email: &str, problems: &Problems) -> Result<HttpResponse, Failure> {
    desk.page("page/sign/later.html", problems, values(email))
}

fn values(email: &str) -> Value {
    json!({ "values": { "email": email }, "days": limits::DRAFT_DAYS })
}

/// Says where the link went.
pub async fn saved(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) if !held.draft.mailed_to.is_empty() => {
            let values = json!({
                "email": held.draft.mailed_to,
                "next": path(held.draft.next_step()),
                "days": limits::DRAFT_DAYS,
            });
            desk.page("page/sign/saved.html", &Problems::default(), values)
        }
        Ok((desk, _)) => Ok(desk.see("/sign/later")),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// What a mailed link opens: whose form it is, and a button.
pub async fn look(desk: Desk, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    match sign::draft::find(&desk.site.app, &token).await? {
        Some(held) => {
            let other = desk.held.as_ref().is_some_and(|mine| mine.id != held.id);
            let name = named(&held.draft);
            let values = json!({ "name": name, "other": other, "reads_only": desk.site.reads_only() });
            desk.page("page/sign/continue.html", &Problems::default(), values)
        }
        None => spent(&desk),
    }
}

/// The organisation's name as it will be kept; nothing where it is not to be named: whoever opens the link reads the page.
fn named(draft: &Draft) -> String {
    let withheld = Visibility::from_code(&draft.visibility.choice).is_some_and(Visibility::withholds);
    if withheld { String::new() } else { as_kept::<Name>(&draft.organisation.name) }
}

/// Takes the form up in this browser. The link stays good until the form is sent.
pub async fn take(desk: Desk, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    desk.count_from_here(Deed::Answer).await?;
    let Some(held) = sign::draft::find(&desk.site.app, &token).await? else { return spent(&desk) };
    let mut response = desk.see(path(held.draft.next_step()));
    response.add_cookie(&cookie(&desk.site, DRAFT, token.into_inner())).map_err(Error::internal)?;
    Ok(response)
}

fn spent(desk: &Desk) -> Result<HttpResponse, Failure> {
    let values = json!({ "purpose": "draft", "days": limits::DRAFT_DAYS });
    private::page_with(&desk.site, &desk.visitor, StatusCode::GONE, "page/sign/spent.html", &values)
}
