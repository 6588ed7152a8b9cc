//! Every address of the site, in one list: method, pattern, who may come, and who answers.
//!
//! Tests read the list too: a page that nobody checks for accessibility, or a route whose roles
//! nobody tests, fails there.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder};

use super::account::{amendment, answer, commitment, desk, sign_in, withdrawal};
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

fn post<F, Args>(pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    line(Method::POST, pattern, who, answer, handler)
}

fn get<F, Args>(pattern: &'static str, who: Who, answer: Answer, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    line(Method::GET, pattern, who, answer, handler)
}

/// The list.
pub fn table() -> Vec<Route> {
    use Answer::{Data, Page};
    use Who::Anyone;
    let mut table = vec![
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
    ];
    table.extend(account());
    table
}

/// The representative's side.
fn account() -> Vec<Route> {
    use Answer::{Act, Page};
    use Who::{Anyone, Holder, Representative};
    vec![
        get("/account/sign-in", Anyone, Page, sign_in::show),
        post("/account/sign-in", Anyone, Page, sign_in::ask),
        get("/account/enter/{token}", Holder, Page, sign_in::door),
        post("/account/enter/{token}", Holder, Act, sign_in::enter),
        get("/account", Representative, Page, desk::show),
        post("/account/sign-out", Representative, Act, desk::leave),
        post("/account/end-others", Representative, Act, desk::end_others),
        get("/account/answer", Representative, Page, answer::show),
        post("/account/answer", Representative, Act, answer::send),
        get("/account/cancel", Representative, Page, answer::before_cancel),
        post("/account/cancel", Representative, Page, answer::cancel),
        get("/account/amend", Representative, Page, amendment::show),
        post("/account/amend", Representative, Page, amendment::send),
        post("/account/amend/call-back", Representative, Act, amendment::call_back),
        get("/account/commitments/new", Representative, Page, commitment::show),
        post("/account/commitments/new", Representative, Act, commitment::add),
        get("/account/commitments/{id}/change", Representative, Page, commitment::before_change),
        post("/account/commitments/{id}/change", Representative, Act, commitment::change),
        get("/account/commitments/{id}/drop", Representative, Page, commitment::before_drop),
        post("/account/commitments/{id}/drop", Representative, Act, commitment::drop),
        get("/account/withdraw", Representative, Page, withdrawal::show),
        post("/account/withdraw", Representative, Page, withdrawal::withdraw),
        post("/account/reverse", Representative, Page, withdrawal::reverse),
        get("/reverse/{token}", Holder, Page, withdrawal::before_reverse),
        post("/reverse/{token}", Holder, Page, withdrawal::reverse_by_link),
    ]
}

/// What a demo alone has.
pub fn demo_table() -> Vec<Route> {
    use Answer::Page;
    use Who::Anyone;
    vec![get("/demo", Anyone, Page, demo::overview), get("/demo/mail/{name}", Anyone, Page, demo::mail)]
}

/// Registers the list.
pub fn serve(service: &mut ServiceConfig, site: &Site) {
    let demo = if site.demo { demo_table() } else { Vec::new() };
    for route in table().into_iter().chain(demo) {
        service.route(route.pattern, route.service);
    }
}
