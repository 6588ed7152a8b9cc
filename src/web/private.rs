//! Pages that are one person's: never cached, never shared.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json};

use super::error::Failure;
use super::form::merged;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::Problems;
use crate::view::{Args, Frame, Mistake, Notice, mistakes};

/// A private page.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    page_with(site, visitor, StatusCode::OK, template, values)
}

/// The page that a mailed link opens. While nothing can be changed, it says so in place of its button.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn linked(
    site: &web::Data<Site>,
    visitor: &Visitor,
    template: &str,
    values: Value,
) -> Result<HttpResponse, Failure> {
    page(site, visitor, template, &merged(values, json!({ "reads_only": site.reads_only() })))
}

/// A private page with a status of its own: 422 for a form that came back with mistakes.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn page_with(
    site: &web::Data<Site>,
    visitor: &Visitor,
    status: StatusCode,
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    page_under(site, visitor, (status, None), template, values)
}

/// A private page with a status, and a notice of its own above it.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn page_under(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (status, own): (StatusCode, Option<Notice>),
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    let view = site.app.site(visitor.locale);
    let mut notices = site.notices(visitor.locale)?;
    notices.extend(own);
    let path = if visitor.readable { visitor.path.as_str() } else { "" };
    let frame =
        Frame { locale: visitor.locale, path, site: &view, notices: &notices, as_of: None, still: None };
    let body = site.templates.page(template, &frame, values)?;
    Ok(HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(body))
}

/// A form again that came too soon after others from the same network: with all that was typed, and when to send it.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn too_soon(
    site: &web::Data<Site>,
    visitor: &Visitor,
    seconds: u32,
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    too_soon_for(site, visitor, ("too-soon", seconds), template, values)
}

/// The same with a sentence of its own, which takes the minutes to wait.
///
/// # Errors
/// Internal, if the template does not fit its values.
pub fn too_soon_for(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (sentence, seconds): (&str, u32),
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    let mut args = Args::new();
    args.set("minutes", minutes(seconds));
    let notice = site.messages()?.plain(visitor.locale, sentence, Some(&args));
    let status = (StatusCode::TOO_MANY_REQUESTS, Some(Notice::new(notice, visitor.locale)));
    let mut response = page_under(site, visitor, status, template, values)?;
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    Ok(response)
}

/// Seconds as people wait: in whole minutes.
pub fn minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60)
}

/// What is wrong with a form, in the visitor's words.
///
/// # Errors
/// Internal, if a message file does not parse.
pub fn words(
    site: &web::Data<Site>,
    visitor: &Visitor,
    problems: &Problems,
) -> Result<Vec<Mistake>, Failure> {
    Ok(mistakes(&*site.messages()?, visitor.locale, problems))
}

/// On to another page of the site, after something was done (POST, redirect, GET).
pub fn see(visitor: &Visitor, path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, visitor.href(path)))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
