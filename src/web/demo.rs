//! The demo's own pages: the inbox and the codes, so that one person can play every part.

use actix_web::http::header::{self, ContentDisposition};
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::error::Failure;
use super::private;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::demo::Demo;
use crate::domain::Error;

/// The inbox and the codes.
pub async fn overview(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let demo = Demo::of(&site.app).await?;
    let (mails, codes) = (demo.inbox()?, demo.codes().await?);
    private::page(&site, &visitor, "page/demo/overview.html", &json!({ "mails": mails, "codes": codes }))
}

/// One mail, with its links to follow.
pub async fn mail(
    site: web::Data<Site>,
    visitor: Visitor,
    name: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let mail = Demo::of(&site.app).await?.mail(&name)?;
    let lines: Vec<_> =
        mail.text.lines().map(|line| line_view(line, &site.app.config.base_url.url)).collect();
    private::page(&site, &visitor, "page/demo/mail.html", &json!({ "mail": mail, "lines": lines }))
}

/// The HTML part of a mail, as a mail program shows it. It may have styles of its own, and nothing else.
pub async fn html(site: web::Data<Site>, name: web::Path<String>) -> Result<HttpResponse, Failure> {
    let mail = Demo::of(&site.app).await?.mail(&name)?;
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.content_type("text/html; charset=utf-8").body(mail.html))
}

/// A file that came with a mail.
pub async fn attachment(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (mail, name) = path.into_inner();
    let mut attachments = Demo::of(&site.app).await?.mail(&mail)?.attachments.into_iter();
    let file = attachments.find(|file| file.name == name).ok_or(Error::NotFound)?;
    let saved = ContentDisposition::attachment(file.name);
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, "no-store")).insert_header(saved);
    Ok(response.content_type("application/octet-stream").body(file.bytes))
}

/// A line of a mail. A line that is one of our addresses is a link.
fn line_view(line: &str, base: &str) -> serde_json::Value {
    let address = line.trim();
    let ours = address.strip_prefix(base).filter(|path| path.starts_with('/'));
    json!({ "text": line, "href": ours })
}
