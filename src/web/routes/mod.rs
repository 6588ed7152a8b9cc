//! Every address of the site, in one list: method, pattern, who may come, and who answers. The list is
//! told in parts, one file for each part of the site.
//!
//! Tests read the list too: a page that nobody checks for accessibility, or a route whose roles
//! nobody tests, fails there.

mod account;
mod demo;
mod public;
mod signing;
mod staff;
mod still;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use actix_web::guard;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, ResponseError};

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
    service: actix_web::Route,
}

impl Route {
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
    Route { method, pattern, who, answer, service: service.to(handler) }
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

static READABLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let read = table().into_iter().filter(|route| route.method == Method::GET);
    read.map(|route| route.pattern).collect()
});

static PATTERNS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| table().into_iter().map(|route| route.pattern).collect());

static DEEPEST: LazyLock<usize> =
    LazyLock::new(|| PATTERNS.iter().map(|pattern| pattern.split('/').count()).max().unwrap_or(0));

static PUBLIC_PAGES: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    let read = table().into_iter().filter(|route| route.method == Method::GET);
    read.map(|route| (route.pattern, route.who == Who::Anyone && route.answer == Answer::Page)).collect()
});

/// Whether a path is that of a page that everybody may come to. As when it is asked for, the first pattern counts.
pub fn is_public_page(path: &str) -> bool {
    PUBLIC_PAGES.iter().find(|(pattern, _)| takes(pattern, path)).is_some_and(|(_, page)| *page)
}

/// Where public data lies, by how addresses begin.
const FOR_PROGRAMS: &[&str] = &["/api/", "/data/", "/log/", "/call/versions.json"];

/// Whether programs read at a path: pages of other sites may, too, and what goes wrong is told in problem details.
pub fn is_for_programs(path: &str) -> bool {
    FOR_PROGRAMS.iter().any(|begin| path.starts_with(begin))
}

/// Whether an address answers GET.
pub fn is_readable(pattern: &str) -> bool {
    READABLE.contains(pattern)
}

/// The path if it answers GET, else the nearest above it that does. Nothing for one that is deeper than any.
pub fn nearest_readable(path: &str) -> Option<&str> {
    if path.split('/').nth(*DEEPEST).is_some() {
        return None;
    }
    // As when it is asked for, the first pattern that takes it counts.
    let taken_by = PATTERNS.iter().find(|pattern| takes(pattern, path));
    match taken_by.filter(|pattern| is_readable(pattern)) {
        Some(_) => Some(path),
        None => nearest_readable(path.rsplit_once('/')?.0),
    }
}

fn takes(pattern: &str, path: &str) -> bool {
    let fits = |(pattern, piece): (&str, &str)| match (pattern.split_once('{'), pattern.rsplit_once('}')) {
        (Some((front, _)), Some((_, end))) => {
            piece.len() > front.len() + end.len() && piece.starts_with(front) && piece.ends_with(end)
        }
        _ => pattern == piece,
    };
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(fits)
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

    #[test]
    fn the_proxy_that_is_documented_logs_no_token() {
        let documented = include_str!("../../../docs/operating.md");
        let holders = table().into_iter().filter_map(|route| route.pattern.split_once("{token}"));
        for (path, _) in holders {
            let line = format!("        ~^(/[a-z-]+)?{path} 0;\n");
            assert!(documented.contains(&line), "docs/operating.md lets {path} be logged");
        }
    }
}
