//! The organisation's entries in the log: the receipt of each as a file, and a certificate to print.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Face;
use crate::app::address::Address;
use crate::app::log::receipt;
use crate::domain::{Error, Result};
use crate::log::checkpoint::Head;
use crate::log::receipt::{Receipt, file_name};
use crate::view::seal::{Legend, seal};
use crate::web::error::Failure;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// `GET /account/receipts`
pub async fn list(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let items = receipt::list(&site.app, member.representative).await?;
    let rows = items.iter().rev().map(|item| {
        json!({
            "number": item.number,
            "at": item.at,
            "kind": item.kind.replace(['.', '_'], "-"),
            "ready": item.ready,
            "signed": item.signed,
            "of": item.of,
        })
    });
    face.show(
        "account/receipts.html",
        json!({
            "rows": rows.collect::<Vec<_>>(),
            "certified": receipt::of_signature(&site.app, member.representative).await.is_ok(),
            "state": face.account.endorsement.state,
            "unnamed": face.account.endorsement.visibility.withholds(),
            "key": site.app.log_signer.verifier().text(),
        }),
    )
}

/// `GET /account/receipts/{number}`
pub async fn file(
    site: web::Data<Site>,
    member: Member,
    number: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let parsed = number.parse().ok().filter(|parsed: &u64| parsed.to_string() == *number);
    let number = parsed.ok_or(Error::NotFound)?;
    let receipt = receipt::make(&site.app, member.representative, number).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", file_name(number)),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(receipt.text()))
}

/// The parts of an entry's body that a certificate shows.
#[derive(Debug, Deserialize)]
struct Said {
    name: String,
    number: Option<i64>,
    version: i64,
}

/// `GET /account/certificate`
pub async fn certificate(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let receipt = receipt::of_signature(&site.app, member.representative).await?;
    let mut values = shown(&site, &visitor, &receipt)?;
    let unnamed = face.account.endorsement.visibility.withholds();
    values["unnamed"] = json!(unnamed);
    values["as_of"] = json!(site.app.clock.now());
    let slug = face.account.organisation.slug.clone().filter(|_| !unnamed);
    values["later"] =
        json!(slug.map(|slug| Address::Signatory(slug).url(&site.app.config.base_url.url, visitor.locale)));
    face.show("account/certificate.html", values)
}

fn shown(site: &Site, visitor: &Visitor, receipt: &Receipt) -> Result<Value> {
    let key = site.app.log_signer.verifier();
    let Head { size, root } = receipt.check(&key)?;
    let said: Said = serde_json::from_str(&receipt.body).map_err(Error::internal)?;
    Ok(json!({
        "seal": drawn(site, visitor, receipt, said.number)?,
        "name": said.name,
        "number": said.number,
        "version": said.version,
        "entry": receipt.index,
        "at": receipt.record.at,
        "size": size,
        "root": root.base64(),
        "key": key.text(),
        "file": file_name(receipt.index),
        "check": Address::CheckReceipt.url(&site.app.config.base_url.url, visitor.locale),
    }))
}

/// The seal of the entry: its curves are those of its leaf.
fn drawn(site: &Site, visitor: &Visitor, receipt: &Receipt, number: Option<i64>) -> Result<String> {
    let word = if number.is_some() { "certificate-seal-signatory" } else { "certificate-seal-entry" };
    let word = site.messages()?.plain(visitor.locale, word, None);
    let figure = number.map_or_else(|| receipt.index.to_string(), |number| number.to_string());
    Ok(seal(&receipt.record.hash().0, Legend { figure: &figure, lines: [&word, ""] }))
}
