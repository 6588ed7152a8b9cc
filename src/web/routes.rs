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
use super::{health, statics};
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
    use Answer::Data;
    use Who::Anyone;
    let mut table = vec![
        get("/healthz", Anyone, Data, health::alive),
        get("/readyz", Anyone, Data, health::ready),
        get("/static/{name}", Anyone, Data, statics::file),
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

/// Registers the list. Patterns that a demo alone has are left out elsewhere.
pub fn serve(service: &mut ServiceConfig, _site: &Site) {
    for route in table() {
        service.route(route.pattern, route.service);
    }
}
