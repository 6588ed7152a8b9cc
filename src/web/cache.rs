//! Ready bodies of public pages: made once per (address, language, revision, day), then only sent.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpResponse, HttpResponseBuilder};
use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use quick_cache::Weighter;
use quick_cache::sync::Cache as Quick;

use crate::domain::locale::Locale;
use crate::domain::{Day, Result};
use crate::packed::{Coding, Effort, Packed};

/// Memory for ready bodies, in bytes.
const CAPACITY: u64 = 128 << 20;
/// Bodies that are expected at once; only sizes the cache's index.
const EXPECTED: usize = 8_192;

/// What determines a public answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The path without the language, and the query in its canonical form.
    pub address: String,
    pub locale: Locale,
    pub revision: u64,
    /// Whether it is made of no register, since none is shown.
    pub unsettled: bool,
    /// Statuses of commitments change at midnight.
    pub day: Day,
}

/// An answer as a handler makes it.
#[derive(Debug, Clone)]
pub struct Content {
    pub status: StatusCode,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    /// What else the answer says: `Location`, `Content-Disposition`.
    pub headers: Vec<(header::HeaderName, String)>,
}

impl Content {
    /// A page.
    pub fn html(body: String) -> Content {
        Content::of("text/html; charset=utf-8", body.into_bytes())
    }

    /// JSON.
    pub fn json(body: &impl serde::Serialize) -> Result<Content> {
        let body = serde_json::to_vec(body).map_err(crate::domain::Error::internal)?;
        Ok(Content::of("application/json", body))
    }

    /// Any body.
    pub fn of(content_type: &'static str, body: Vec<u8>) -> Content {
        Content { status: StatusCode::OK, content_type, body, headers: Vec::new() }
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Content {
        self.status = status;
        self
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: header::HeaderName, value: impl Into<String>) -> Content {
        self.headers.push((name, value.into()));
        self
    }
}

/// An answer ready to be sent.
#[derive(Debug)]
pub struct Ready {
    status: StatusCode,
    content_type: &'static str,
    headers: Vec<(header::HeaderName, String)>,
    packed: Packed,
    hash: String,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Ready>> for Weight {
    fn weight(&self, key: &Key, ready: &Arc<Ready>) -> u64 {
        u64::try_from(ready.packed.weight() + key.address.len() + 256).unwrap_or(u64::MAX)
    }
}

/// The ready answers, least used dropped first. Many asking for one at once make it once.
pub struct Cache(Quick<Key, Arc<Ready>, Weight>);

impl Default for Cache {
    fn default() -> Cache {
        Cache(Quick::with_weighter(EXPECTED, CAPACITY, Weight))
    }
}

impl Cache {
    /// The ready answer, made now if it is not there.
    ///
    /// # Errors
    /// What `make` fails with; nothing is kept then.
    pub fn get(&self, key: &Key, make: impl FnOnce() -> Result<Content>) -> Result<Arc<Ready>> {
        self.0.get_or_insert_with(key, || Ok(Arc::new(Ready::of(make()?))))
    }
}

impl Ready {
    fn of(content: Content) -> Ready {
        let hash = HEXLOWER.encode(&digest::digest(&digest::SHA256, &content.body).as_ref()[..12]);
        let Content { status, content_type, body, headers } = content;
        Ready { status, content_type, headers, packed: Packed::of(body, Effort::Quick), hash }
    }

    /// The answer to a request with these headers: the body in the coding it accepts, or 304.
    ///
    /// # Errors
    /// Internal; compressing in memory does not fail.
    pub fn respond(&self, asked: &HeaderMap, cache_control: &'static str) -> Result<HttpResponse> {
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let coding = Coding::best(text(header::ACCEPT_ENCODING));
        let etag = match coding.token() {
            Some(token) => format!("\"{}-{token}\"", self.hash),
            None => format!("\"{}\"", self.hash),
        };
        let unchanged = self.status == StatusCode::OK && names(text(header::IF_NONE_MATCH), &etag);
        let mut response =
            HttpResponse::build(if unchanged { StatusCode::NOT_MODIFIED } else { self.status });
        response
            .insert_header((header::ETAG, etag))
            .insert_header((header::CACHE_CONTROL, cache_control))
            .insert_header((header::VARY, "Accept-Encoding"));
        if unchanged { Ok(response.finish()) } else { self.with_body(response, coding) }
    }

    fn with_body(&self, mut response: HttpResponseBuilder, coding: Coding) -> Result<HttpResponse> {
        response.insert_header((header::CONTENT_TYPE, self.content_type));
        for (name, value) in &self.headers {
            response.insert_header((name.clone(), value.as_str()));
        }
        if let Some(token) = coding.token() {
            response.insert_header((header::CONTENT_ENCODING, token));
        }
        Ok(response.body(self.packed.encoded(coding)?))
    }
}

/// Whether an `If-None-Match` header names this entity tag. The comparison is the weak one (RFC 9110,
/// 13.1.2), since a proxy may have weakened ours.
fn names(header: &str, etag: &str) -> bool {
    header.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
