//! The ministry's side.

use super::{Answer, Route, Who, get, post};
use crate::domain::permit::{
    ConfirmState, EditCall, ManageMail, ManageSettings, ManageStaff, Moderate, Power, PublishCall, Role,
    SeeAudit, SeeCases, SeeStaff,
};
use crate::web::report;

use crate::web::staff::{
    self, audit, call, cases, door, identity, letters, mail, people, reasons, sessions, settings, setup,
};

pub(super) fn routes() -> Vec<Route> {
    [staff_door(), moderation(), texts(), administration()].into_iter().flatten().collect()
}

/// Coming in and going out.
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

/// What admins look after.
fn administration() -> Vec<Route> {
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

/// The Call's next version.
fn texts() -> Vec<Route> {
    use Answer::{Act, Page};
    const SEES: Who = Who::Staff(&[Role::Editor, Role::Admin]);
    const EDITS: Who = Who::Staff(EditCall::ROLES);
    const PUBLISHES: Who = Who::Staff(PublishCall::ROLES);
    vec![
        get("/staff/call", SEES, Page, call::show),
        get("/staff/call/changes", SEES, Page, call::changes),
        get("/staff/call/texts", EDITS, Page, call::texts),
        post("/staff/call/texts", EDITS, Act, call::save),
        post("/staff/call/propose", EDITS, Act, call::propose),
        post("/staff/call/take-back", SEES, Act, call::take_back),
        post("/staff/call/publish", PUBLISHES, Act, call::publish),
    ]
}
