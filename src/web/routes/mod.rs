//! Every address of the site, in one list: method, pattern, who may come, who answers, and what else is true of it (`traits`).
//! The list is told in parts, one file for each part of the site.
//!
//! Gates and tests read the list too: a page that nobody checks for accessibility, or a route whose roles
//! nobody tests, fails there.

mod account;
mod demo;
mod known;
mod public;
mod signing;
mod staff;
mod still;
mod traits;

use actix_web::guard;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, ResponseError};

pub use self::known::{
    is_for_programs, is_public_page, is_readable, nearest_readable, standing, traits, traits_at, traits_of,
    who_reads,
};
pub use self::traits::{Trait, Traits};
use super::chosen::Chosen;
use super::error::Failure;
use super::gate::settled::settled;
use super::site::Site;
use crate::domain::permit::Role;
use crate::domain::{Error, Refusal, limits};

/// Who may come to a route. The handler's extractors hold it; this says it for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// Whoever holds a link that we mailed.
    Holder,
    /// A representative who is signed in.
    Representative,
    /// A colleague who is signed in and holds one of these roles (any, if none is named).
    Staff(&'static [Role]),
}

/// What a route answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An HTML page that a person reads. Of a form, one that it has of its own: a look before the act, or what came of it.
    Page,
    /// A change, and on to another page; or the form again.
    Act,
    /// Data for programs, files, health.
    Data,
}

/// One line of the list.
pub struct Route {
    pub method: Method,
    pub pattern: &'static str,
    pub who: Who,
    pub answer: Answer,
    pub traits: Vec<Trait>,
    service: actix_web::Route,
}

impl Route {
    /// The same, of which this is true too.
    fn with<const N: usize>(mut self, more: [Trait; N]) -> Route {
        self.traits.extend(more);
        self
    }

    /// The same as a form that is given back with what was chosen in it.
    fn gives_back(self, chosen: Chosen) -> Route {
        self.with([Trait::GivenBack(chosen)])
    }

    /// The same as a form that asks for a fresh proof and is shown again after it, where something was typed in a field whose
    /// name begins so.
    fn shown_again(self, fields: &'static [&'static str]) -> Route {
        self.with([Trait::ShownAgain(fields)])
    }

    /// The same as one that names signatories: it answers only while there is a register to show.
    fn of_register(self) -> Route {
        Route { service: self.service.wrap(from_fn(settled)), ..self }
    }
}

fn line<F, Args>(method: Method, pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let service = match method {
        Method::POST => web::route().guard(guard::Post()),
        // HEAD is GET without the body; the server drops it.
        _ => web::route().guard(guard::Any(guard::Get()).or(guard::Head())),
    };
    Route { method, pattern, who, answer, traits: Vec::new(), service: service.to(handler) }
}

fn get<F, Args>(pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    line(Method::GET, pattern, who, answer, handler)
}

fn post<F, Args>(pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    line(Method::POST, pattern, who, answer, handler)
}

/// The list.
pub fn table() -> Vec<Route> {
    [public::routes(), signing::routes(), account::routes(), staff::routes()].into_iter().flatten().collect()
}

/// What a demo alone has.
pub fn demo_table() -> Vec<Route> {
    demo::routes()
}

/// What a copy has besides: pages in place of the searches and filters that it cannot have.
pub fn still_table() -> Vec<Route> {
    still::routes()
}

/// Registers the list: one resource for each pattern, so that an address which is there says what it takes.
pub fn serve(service: &mut ServiceConfig, site: &Site) {
    let demo = if site.demo { demo_table() } else { Vec::new() };
    let still = if site.still.is_some() { still_table() } else { Vec::new() };
    let mut patterns: Vec<(&'static str, Vec<Route>)> = Vec::new();
    for route in table().into_iter().chain(demo).chain(still) {
        match patterns.iter_mut().find(|(pattern, _)| *pattern == route.pattern) {
            Some((_, routes)) => routes.push(route),
            None => patterns.push((route.pattern, vec![route])),
        }
    }
    for (pattern, routes) in patterns {
        let allow = allow(&routes);
        let other = move |request: HttpRequest| other_method(request, allow);
        let resource = web::resource(pattern).default_service(web::to(other));
        service.service(routes.into_iter().fold(resource, |resource, route| resource.route(route.service)));
    }
}

/// The methods of one pattern, as the header says them (RFC 9110, section 10.2.1).
fn allow(routes: &[Route]) -> &'static str {
    let has = |method: Method| routes.iter().any(|route| route.method == method);
    match (has(Method::GET), has(Method::POST)) {
        (true, true) => "GET, HEAD, POST",
        (false, true) => "POST",
        _ => "GET, HEAD",
    }
}

/// What an address says to a method that it does not take. A browser that asks for a page of another site whether it may read
/// public data, with whatever headers it sends for it (Fetch, section 3.2.2: CORS-preflight request), is told that it may.
async fn other_method(request: HttpRequest, allow: &'static str) -> HttpResponse {
    let asks = request.method() == Method::OPTIONS && is_for_programs(request.path());
    let mut response = if asks {
        HttpResponse::NoContent()
            .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, allow))
            .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "*"))
            .insert_header((header::ACCESS_CONTROL_MAX_AGE, limits::PREFLIGHT_SECONDS.to_string()))
            .finish()
    } else {
        Failure(Error::Refused(Refusal::WrongMethod)).error_response()
    };
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allow));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::address::Address;
    use crate::domain::link::Purpose;

    #[test]
    fn every_mailed_link_leads_to_a_page_of_its_holder() {
        for purpose in Purpose::ALL {
            let pattern = Address::Link(*purpose, "{token}".to_owned()).path();
            assert_eq!(who_reads(&pattern), Some(Who::Holder), "{purpose}");
        }
    }

    #[test]
    fn the_proxy_that_is_documented_logs_no_token() {
        let documented = include_str!("../../../docs/operating.md");
        let holders = table().into_iter().filter_map(|route| route.pattern.split_once("{token}"));
        for (path, _) in holders {
            let line = format!("        ~^(/[a-z-]+)?{path} 0;\n");
            assert!(documented.contains(&line), "docs/operating.md lets {path} be logged");
        }
    }

    fn forms() -> impl Iterator<Item = Route> {
        table().into_iter().filter(|route| route.method == Method::POST)
    }

    #[test]
    fn every_form_of_an_account_and_of_signing_says_how_it_is_given_back() {
        let of_signing = |pattern: &str| pattern == "/sign" || pattern.starts_with("/sign/");
        let given_back = |route: &Route| route.who == Who::Representative || of_signing(route.pattern);
        for form in forms().filter(given_back) {
            assert!(traits(form.pattern).chosen().is_some(), "{}", form.pattern);
        }
    }

    #[test]
    fn what_strangers_send_to_the_staffs_side_is_secret_and_always_taken() {
        let of_strangers = |route: &Route| matches!(route.who, Who::Anyone | Who::Holder);
        for form in forms().filter(|form| of_strangers(form) && form.pattern.starts_with("/staff/")) {
            let traits = traits(form.pattern);
            assert!(traits.is_secret() && traits.stays_open(), "{}", form.pattern);
        }
    }

    #[test]
    fn what_waits_for_a_proof_is_no_secret() {
        for form in forms().filter(|form| !traits(form.pattern).shown_again().is_empty()) {
            assert!(!traits(form.pattern).is_secret(), "{}", form.pattern);
        }
    }
}
