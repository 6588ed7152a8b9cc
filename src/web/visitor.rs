//! Who asks: the language, the address, the request's id.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::error::Failure;
use super::routes;
use crate::app::act::Origin;
use crate::domain::Error;
use crate::domain::audit::Actor;
use crate::domain::browser::Browser;
use crate::domain::locale::Locale;

/// What the gate found out about a request.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub locale: Locale,
    /// The path without the language.
    pub path: String,
    /// Whether the address can be read, and so has siblings in other languages. Some only take forms.
    pub readable: bool,
    /// The id in the request log, in the audit trail and on error pages.
    pub request_id: String,
    /// Where the request came from, as far as our proxies can be trusted.
    pub address: IpAddr,
    /// In which kind of browser they are.
    pub browser: Browser,
}

impl Visitor {
    /// What this visitor does, as far as the audit trail goes, without being signed in.
    pub fn origin(&self) -> Origin {
        self.origin_of(Actor::Anyone)
    }

    /// What somebody who is signed in does.
    pub fn origin_of(&self, actor: Actor) -> Origin {
        Origin {
            actor,
            request: Some(self.request_id.clone()),
            browser: self.browser,
            address: Some(self.address),
        }
    }

    /// An address of the site in the visitor's language.
    pub fn href(&self, path: &str) -> String {
        crate::view::site::address(self.locale, path)
    }
}

impl FromRequest for Visitor {
    type Error = Failure;
    type Future = Ready<Result<Visitor, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Visitor>().cloned();
        let pattern = request.match_pattern().unwrap_or_default();
        let readable = request.method() != Method::POST || routes::is_readable(&pattern);
        let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let browser = Browser::of(agent.unwrap_or_default());
        let visitor = visitor.map(|visitor| Visitor { readable, browser, ..visitor });
        ready(visitor.ok_or_else(|| Error::internal("a request passed no gate").into()))
    }
}
