//! Every address of the site, in one list: method, pattern, who may come, and who answers.
//!
//! Tests read the list too: a page that nobody checks for accessibility, or a route whose roles
//! nobody tests, fails there.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder};

use super::site::Site;
use super::staff::{
    self, audit, cases, door, identity, letters, mail, people, reasons, sessions, settings, setup,
};
use super::{health, report, statics};
use crate::domain::permit::{
    ConfirmState, ManageMail, ManageSettings, ManageStaff, Moderate, Power, Role, SeeAudit, SeeCases,
    SeeStaff,
};

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
    use Answer::Data;
    use Who::Anyone;
    let mut table = vec![
        get("/healthz", Anyone, Data, health::alive),
        get("/readyz", Anyone, Data, health::ready),
        get("/static/{name}", Anyone, Data, statics::file),
    ];
    table.extend(staff_door());
    table.extend(staff_administration());
    table.extend(moderation());
    table
}

/// Colleagues, settings, reasons, audit trail and mail.
fn staff_administration() -> Vec<Route> {
    use Answer::{Act, Page};
    const SEE_STAFF: Who = Who::Staff(SeeStaff::ROLES);
    const STAFF: Who = Who::Staff(ManageStaff::ROLES);
    const SETTINGS: Who = Who::Staff(ManageSettings::ROLES);
    const AUDIT: Who = Who::Staff(SeeAudit::ROLES);
    const MAIL: Who = Who::Staff(ManageMail::ROLES);
    vec![
        get("/staff/people", SEE_STAFF, Page, people::list),
        post("/staff/people", STAFF, Act, people::propose),
        get("/staff/people/add", STAFF, Page, people::add),
        get("/staff/people/{id}", SEE_STAFF, Page, people::one),
        post("/staff/people/{id}/confirm", STAFF, Act, people::confirm),
        post("/staff/people/{id}/link", STAFF, Act, people::link),
        post("/staff/people/{id}/roles", STAFF, Act, people::roles),
        post("/staff/people/{id}/disable", STAFF, Act, people::disable),
        post("/staff/people/{id}/reset", STAFF, Act, people::reset),
        get("/staff/settings", SETTINGS, Page, settings::show),
        post("/staff/settings", SETTINGS, Act, settings::save),
        post("/staff/settings/call-state", SETTINGS, Act, settings::move_call),
        get("/staff/reasons", SETTINGS, Page, reasons::list),
        post("/staff/reasons", SETTINGS, Act, reasons::create),
        get("/staff/reasons/add", SETTINGS, Page, reasons::add),
        get("/staff/reasons/{code}", SETTINGS, Page, reasons::edit),
        post("/staff/reasons/{code}", SETTINGS, Act, reasons::save),
        post("/staff/reasons/{code}/delete", SETTINGS, Act, reasons::delete),
        get("/staff/audit", AUDIT, Page, audit::show),
        get("/staff/mail", MAIL, Page, mail::show),
        post("/staff/mail/{id}/send-again", MAIL, Act, mail::send_again),
    ]
}

/// The staff's door.
fn staff_door() -> Vec<Route> {
    use Answer::{Act, Page};
    use Who::{Anyone, Holder, Staff};
    const EVERY: Who = Staff(&[]);
    vec![
        get("/staff", EVERY, Act, staff::start),
        get("/staff/sign-in", Anyone, Page, door::show),
        post("/staff/sign-in", Anyone, Act, door::enter),
        post("/staff/sign-out", EVERY, Act, door::leave),
        get("/staff/setup/{token}", Holder, Page, setup::show),
        post("/staff/setup/{token}", Holder, Act, setup::choose),
        post("/staff/setup/{token}/finish", Holder, Act, setup::finish),
        get("/staff/confirm-identity", EVERY, Page, identity::show),
        post("/staff/confirm-identity", EVERY, Act, identity::confirm),
        get("/staff/sessions", EVERY, Page, sessions::show),
        post("/staff/sessions/end-others", EVERY, Act, sessions::end_others),
    ]
}

/// The queue, its Cases, letters of states; and what the public reports.
fn moderation() -> Vec<Route> {
    use Answer::{Act, Page};
    use Who::{Anyone, Staff};
    const SEES: Who = Staff(SeeCases::ROLES);
    const DECIDES: Who = Staff(Moderate::ROLES);
    vec![
        get("/staff/cases", SEES, Page, cases::queue::show),
        get("/staff/cases/{number}", SEES, Page, cases::file::show),
        post("/staff/cases/{number}/lock", DECIDES, Act, cases::file::turn),
        post("/staff/cases/{number}/notes", DECIDES, Act, cases::file::add_note),
        post("/staff/cases/{number}/decision", DECIDES, Act, cases::decide::send),
        post("/staff/cases/{number}/second", Staff(ConfirmState::ROLES), Act, cases::second::answer),
        get("/staff/letters/new", DECIDES, Page, letters::show),
        post("/staff/letters/new", DECIDES, Act, letters::record),
        get("/signatories/{slug}/report", Anyone, Page, report::show),
        post("/signatories/{slug}/report", Anyone, Act, report::send),
    ]
}

/// Registers the list. Patterns that a demo alone has are left out elsewhere.
pub fn serve(service: &mut ServiceConfig, _site: &Site) {
    for route in table() {
        service.route(route.pattern, route.service);
    }
}
