//! Every address of the site, in one list: method, pattern, who may come, and who answers.
//!
//! Tests read the list too: a page that nobody checks for accessibility, or a route whose roles
//! nobody tests, fails there.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder};

use super::sign::{
    check, commitment, commitments, confirm, later, organisation, representative, sent, start, statement,
};
use super::site::Site;
use super::{api, data, demo, health, pages, statics};
use crate::domain::permit::Role;

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
    /// An HTML page that a person reads.
    Page,
    /// A change, and on to another page.
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

fn line<F, Args>(method: Method, pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let service = match method {
        // HEAD is GET without the body; the server drops it.
        Method::GET => web::route().guard(guard::Any(guard::Get()).or(guard::Head())),
        Method::POST => web::route().guard(guard::Post()),
        _ => web::route().guard(guard::Not(guard::Any(guard::fn_guard(|_| true)))),
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

fn post<F, Args>(pattern: &'static str, who: Who, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    line(Method::POST, pattern, who, Answer::Act, handler)
}

/// The list.
pub fn table() -> Vec<Route> {
    [public(), signing()].into_iter().flatten().collect()
}

/// What is the same for everybody.
fn public() -> Vec<Route> {
    use Answer::{Data, Page};
    use Who::Anyone;
    vec![
        get("/healthz", Anyone, Data, health::alive),
        get("/readyz", Anyone, Data, health::ready),
        get("/static/{name}", Anyone, Data, statics::file),
        get("/", Anyone, Page, pages::home::show),
        get("/call", Anyone, Page, pages::call::current),
        get("/call/v{number}", Anyone, Page, pages::call::version),
        get("/call/v{number}/{language}.md", Anyone, Data, pages::call::markdown),
        get("/call/compare/{older}/{newer}", Anyone, Page, pages::call::changes),
        get("/signatories", Anyone, Page, pages::signatory::index),
        get("/signatories/{slug}", Anyone, Page, pages::signatory::show),
        get("/commitments", Anyone, Page, pages::commitment::index),
        get("/commitments/{id}", Anyone, Page, pages::commitment::show),
        get("/about", Anyone, Page, pages::about::about),
        get("/privacy", Anyone, Page, pages::about::privacy),
        get("/accessibility", Anyone, Page, pages::about::accessibility),
        get("/data", Anyone, Page, pages::data::show),
        get("/data/signatories.csv", Anyone, Data, data::signatories),
        get("/data/commitments.csv", Anyone, Data, data::commitments),
        get("/sitemap.xml", Anyone, Data, pages::machine::sitemap),
        get("/robots.txt", Anyone, Data, pages::machine::robots),
        get("/.well-known/security.txt", Anyone, Data, pages::machine::security),
        get("/api/v1/call", Anyone, Data, api::call::current),
        get("/api/v1/call/v{number}", Anyone, Data, api::call::version),
        get("/api/v1/signatories", Anyone, Data, api::signatory::index),
        get("/api/v1/signatories/{slug}", Anyone, Data, api::signatory::show),
        get("/api/v1/commitments", Anyone, Data, api::commitment::index),
        get("/api/v1/commitments/{id}", Anyone, Data, api::commitment::show),
    ]
}

/// What a demo alone has.
pub fn demo_table() -> Vec<Route> {
    use Answer::Page;
    use Who::Anyone;
    vec![get("/demo", Anyone, Page, demo::overview), get("/demo/mail/{name}", Anyone, Page, demo::mail)]
}

/// Signing the Call.
fn signing() -> Vec<Route> {
    use Answer::Page;
    use Who::{Anyone, Holder};
    vec![
        get("/sign", Anyone, Page, start::show),
        post("/sign", Anyone, start::begin),
        get("/sign/person", Anyone, Page, start::person),
        get("/sign/state", Anyone, Page, start::state),
        get("/sign/organisation", Anyone, Page, organisation::show),
        post("/sign/organisation", Anyone, organisation::answer),
        get("/sign/representative", Anyone, Page, representative::show),
        post("/sign/representative", Anyone, representative::answer),
        get("/sign/commitments", Anyone, Page, commitments::show),
        post("/sign/commitments", Anyone, commitments::answer),
        get("/sign/commitments/new", Anyone, Page, commitment::fresh),
        post("/sign/commitments/new", Anyone, commitment::add),
        get("/sign/commitments/{place}", Anyone, Page, commitment::show),
        post("/sign/commitments/{place}", Anyone, commitment::change),
        post("/sign/commitments/{place}/remove", Anyone, commitments::remove),
        get("/sign/statement", Anyone, Page, statement::show),
        post("/sign/statement", Anyone, statement::answer),
        get("/sign/check", Anyone, Page, check::show),
        post("/sign/check", Anyone, check::submit),
        get("/sign/sent", Anyone, Page, sent::show),
        post("/sign/sent", Anyone, sent::again),
        get("/sign/later", Anyone, Page, later::show),
        post("/sign/later", Anyone, later::send),
        get("/sign/saved", Anyone, Page, later::saved),
        get("/sign/continue/{token}", Holder, Page, later::look),
        post("/sign/continue/{token}", Holder, later::take),
        get("/sign/link", Anyone, Page, confirm::ask),
        post("/sign/link", Anyone, confirm::send),
        get("/sign/link/sent", Anyone, Page, confirm::asked),
        get("/confirm/{token}", Holder, Page, confirm::look),
        post("/confirm/{token}", Holder, confirm::confirm),
        get("/cancel/{token}", Holder, Page, confirm::look_at_cancelling),
        post("/cancel/{token}", Holder, confirm::cancel),
    ]
}

/// Registers the list.
pub fn serve(service: &mut ServiceConfig, site: &Site) {
    let demo = if site.demo { demo_table() } else { Vec::new() };
    for route in table().into_iter().chain(demo) {
        service.route(route.pattern, route.service);
    }
}
