//! The log as files (C2SP tlog-tiles), each entry as JSON and its receipt: what anybody needs to check the register.

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use serde::Serialize;

use super::error::Failure;
use super::parameters::Takes;
use super::public::SHARED;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::log::{entry, receipt as receipts, witnesses};
use crate::domain::{Error, Flaw, Problems, Result, limits};
use crate::log::receipt::file_name;
use crate::log::tile::{self, Layer, Tile};

/// Full tiles never change.
const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";
/// Nor do partial ones, but nobody asks for them once the tree has grown.
const FOR_A_DAY: &str = "public, max-age=86400";
/// The newest checkpoint follows the register within a minute, so it must not be kept for long.
const BRIEFLY: &str = "public, max-age=20";
const NEVER: &str = "no-store";

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";
const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

/// `/log/checkpoint`
pub async fn checkpoint(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let note = entry::checkpoint(&site.app).await?;
    Ok(answer(request.headers(), TEXT, BRIEFLY, note.into_bytes()))
}

/// `/log/checkpoints?after={size}&limit={n}`
pub async fn checkpoints(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let read = |after, limit| entry::checkpoints(&site.app, after, limit);
    listed(Takes::Checkpoints, (&visitor, &request), read).await
}

/// `/log/key`
pub async fn key(site: web::Data<Site>, request: HttpRequest) -> HttpResponse {
    let line = format!("{}\n", site.app.log_signer.verifier().text());
    answer(request.headers(), TEXT, SHARED, line.into_bytes())
}

/// `/log/witnesses`
pub async fn witnesses(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let app = &site.app;
    let list = witnesses::list(&app.store, &app.config.witnesses, app.log_signer.verifier().name()).await?;
    let body = serde_json::to_vec(&list).map_err(Error::internal)?;
    Ok(answer(request.headers(), JSON, BRIEFLY, body))
}

/// `/log/tile/{L}/{N}[.p/{W}]` and `/log/tile/entries/{N}[.p/{W}]`
pub async fn tile(
    site: web::Data<Site>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let asked = Tile::parse(&path).ok_or(Error::NotFound)?;
    let bytes = entry::tile(&site.app, asked).await?;
    Ok(answer(request.headers(), BYTES, lifetime(asked, &bytes)?, bytes))
}

/// A bundle from which entries are missing must not stay in caches for a year.
fn lifetime(asked: Tile, bytes: &[u8]) -> Result<&'static str> {
    let whole = match asked.layer {
        Layer::Hashes(_) => true,
        Layer::Entries => tile::records(bytes)?.len() == usize::from(asked.width),
    };
    Ok(match (whole, u64::from(asked.width) == tile::WIDTH) {
        (true, true) => FOR_A_YEAR,
        (true, false) => FOR_A_DAY,
        (false, _) => NEVER,
    })
}

/// `/log/entries/{n}`
pub async fn one(
    site: web::Data<Site>,
    number: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let proven = entry::proven(&site.app, place(&number)?, size_of_copy(&site)).await?;
    let body = serde_json::to_vec(&proven).map_err(Error::internal)?;
    Ok(answer(request.headers(), JSON, SHARED, body))
}

/// `/log/entries/{n}.tlog-proof`
pub async fn receipt(
    site: web::Data<Site>,
    number: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let number = place(&number)?;
    let receipt = receipts::of_entry(&site.app, number, size_of_copy(&site)).await?;
    let mut response = answer(request.headers(), BYTES, SHARED, receipt.text().into_bytes());
    let name = format!("attachment; filename=\"{}\"", file_name(number));
    let name = HeaderValue::try_from(name).map_err(Error::internal)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The number of an entry as addresses have it.
fn place(number: &str) -> Result<u64> {
    let parsed = number.parse().ok().filter(|parsed: &u64| parsed.to_string() == number);
    parsed.ok_or(Error::NotFound)
}

/// The size of the tree that proofs lead to in a copy; nothing for the newest.
fn size_of_copy(site: &Site) -> Option<u64> {
    site.still.as_ref().map(|still| still.size)
}

/// `/data/entries.ndjson?after={n}&limit={n}`
pub async fn all(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let read = |after, limit| entry::after(&site.app, after, limit);
    listed(Takes::Entries, (&visitor, &request), read).await
}

/// What is read of the range that the address asks for, a line each; 400 for a range that it does not take.
async fn listed<T: Serialize>(
    takes: Takes,
    (visitor, request): (&Visitor, &HttpRequest),
    read: impl AsyncFnOnce(Option<u64>, u64) -> Result<Vec<T>>,
) -> Result<HttpResponse, Failure> {
    let (after, limit) = match range(request.query_string()) {
        Ok(range) => range,
        Err(error) => return takes.told(visitor.locale, Err(error.into())),
    };
    let found = read(after, limit).await?;
    Ok(answer(request.headers(), NDJSON, SHARED, lines(&found)?))
}

fn range(query: &str) -> Result<(Option<u64>, u64)> {
    let mut problems = Problems::default();
    let (mut after, mut limit) = (None, limits::ENTRIES_AT_ONCE);
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let number: Option<u64> = value.parse().ok();
        match (&*name, number) {
            ("after", Some(number)) => after = Some(number),
            ("limit", Some(number)) if (1..=limits::ENTRIES_AT_ONCE).contains(&number) => limit = number,
            _ => problems.add(&name, Flaw::UnknownChoice),
        }
    }
    problems.check()?;
    Ok((after, limit))
}

fn lines(entries: &[impl Serialize]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut bytes, entry).map_err(Error::internal)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn answer(
    asked: &HeaderMap,
    content_type: &'static str,
    lifetime: &'static str,
    body: Vec<u8>,
) -> HttpResponse {
    let hash = HEXLOWER.encode(&digest::digest(&digest::SHA256, &body).as_ref()[..12]);
    let etag = format!("\"{hash}\"");
    let names = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag;
    let held = asked.get(header::IF_NONE_MATCH).map(HeaderValue::to_str);
    let unchanged = matches!(held, Some(Ok(tags)) if tags.split(',').map(str::trim).any(names));
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, etag.as_str()));
    response.insert_header((header::CACHE_CONTROL, lifetime));
    if unchanged {
        return response.finish();
    }
    response.content_type(content_type).body(body)
}
