//! The ministry's side.

use super::{Answer, Route, Who, get, post};
use crate::domain::permit::{
    ChangeLogKey, ConfirmState, EditCall, ManageMail, ManageSettings, ManageStaff, Moderate, Power,
    ProposeErasure, PublishCall, SeeAudit, SeeCall, SeeCases, SeeIdentities, SeeLog, SeeMail, SeeSettings,
    SeeStaff,
};
use crate::web::report;
use crate::web::staff::{
    self, audit, cases, door, identity, letters, log, mail, people, reasons, sessions, settings, setup,
};

pub(super) fn routes() -> Vec<Route> {
    [staff_door(), moderation(), staff_call(), administration()].into_iter().flatten().collect()
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
    const KEY: Who = Who::Staff(ChangeLogKey::ROLES);
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
        get("/staff/settings", Who::Staff(SeeSettings::ROLES), Page, settings::show),
        post("/staff/settings", SETTINGS, Act, settings::save),
        post("/staff/settings/call-state", SETTINGS, Act, settings::move_call),
        get("/staff/reasons", Who::Staff(SeeSettings::ROLES), Page, reasons::list),
        post("/staff/reasons", SETTINGS, Act, reasons::create),
        get("/staff/reasons/add", SETTINGS, Page, reasons::add),
        get("/staff/reasons/{code}", SETTINGS, Page, reasons::edit),
        post("/staff/reasons/{code}", SETTINGS, Act, reasons::save),
        post("/staff/reasons/{code}/delete", SETTINGS, Act, reasons::delete),
        get("/staff/audit", AUDIT, Page, audit::show),
        get("/staff/log", Who::Staff(SeeLog::ROLES), Page, log::show),
        post("/staff/log/key/propose", KEY, Act, log::propose),
        post("/staff/log/key/allow", KEY, Act, log::allow),
        post("/staff/log/key/call-off", KEY, Act, log::call_off),
        get("/staff/mail", Who::Staff(SeeMail::ROLES), Page, mail::show),
        post("/staff/mail/{id}/send-again", MAIL, Act, mail::send_again),
    ]
}

/// The queue, its Cases, letters of states; and what the public reports.
fn moderation() -> Vec<Route> {
    use Answer::{Act, Page};
    use Who::{Anyone, Staff};
    const SEES: Who = Staff(SeeCases::ROLES);
    const DECIDES: Who = Staff(Moderate::ROLES);
    const ERASES: Who = Staff(ProposeErasure::ROLES);
    vec![
        get("/staff/cases", SEES, Page, cases::queue::show),
        get("/staff/cases/{number}", SEES, Page, cases::file::show),
        post("/staff/cases/{number}/lock", DECIDES, Act, cases::file::turn),
        post("/staff/cases/{number}/notes", DECIDES, Act, cases::file::add_note),
        post("/staff/cases/{number}/identity", Staff(SeeIdentities::ROLES), Act, cases::identity::unmask),
        get("/staff/cases/{number}/hide", DECIDES, Page, cases::identity::look),
        post("/staff/cases/{number}/hide", DECIDES, Act, cases::identity::hide),
        get("/staff/cases/{number}/domain", DECIDES, Page, cases::challenge::show),
        post("/staff/cases/{number}/domain", DECIDES, Act, cases::challenge::ask),
        post("/staff/cases/{number}/domain/check", DECIDES, Act, cases::challenge::check),
        post("/staff/cases/{number}/inquiry", DECIDES, Act, cases::file::open_inquiry),
        get("/staff/cases/{number}/names", DECIDES, Page, cases::names::show),
        post("/staff/cases/{number}/names", DECIDES, Act, cases::names::send),
        get("/staff/cases/{number}/merge", DECIDES, Page, cases::merge::show),
        post("/staff/cases/{number}/merge", DECIDES, Act, cases::merge::begin),
        post("/staff/cases/{number}/unmerge", DECIDES, Act, cases::merge::reconsider),
        post("/staff/cases/{number}/decision", DECIDES, Act, cases::decide::send),
        get("/staff/cases/{number}/erasure", ERASES, Page, cases::erase::show),
        post("/staff/cases/{number}/erasure", ERASES, Act, cases::erase::send),
        post("/staff/cases/{number}/second", Staff(ConfirmState::ROLES), Act, cases::second::answer),
        post("/staff/commitments/{id}/case", DECIDES, Act, cases::file::open_about),
        get("/staff/letters/new", DECIDES, Page, letters::show),
        post("/staff/letters/new", DECIDES, Act, letters::record),
        get("/signatories/{slug}/report", Anyone, Page, report::show),
        post("/signatories/{slug}/report", Anyone, Act, report::send),
    ]
}

/// The Call's next version.
fn staff_call() -> Vec<Route> {
    use Answer::{Act, Page};
    use staff::call::{self, edit, preview, publish, text};
    const SEE: Who = Who::Staff(SeeCall::ROLES);
    const EDIT: Who = Who::Staff(EditCall::ROLES);
    const PUBLISH: Who = Who::Staff(PublishCall::ROLES);
    vec![
        get("/staff/call", SEE, Page, call::show),
        get("/staff/call/edit", EDIT, Page, edit::show),
        post("/staff/call/begin", EDIT, Act, edit::begin),
        post("/staff/call/kind", EDIT, Act, edit::kind),
        post("/staff/call/languages", EDIT, Act, edit::add),
        post("/staff/call/discard", EDIT, Act, edit::discard),
        get("/staff/call/edit/{language}", EDIT, Page, text::show),
        post("/staff/call/edit/{language}", EDIT, Act, text::save),
        post("/staff/call/edit/{language}/remove", EDIT, Act, edit::remove),
        get("/staff/call/preview", SEE, Page, preview::show),
        post("/staff/call/propose", EDIT, Act, publish::propose),
        post("/staff/call/take-back", EDIT, Act, publish::take_back),
        get("/staff/call/publish", PUBLISH, Page, publish::show),
        post("/staff/call/publish", PUBLISH, Act, publish::publish),
        post("/staff/call/send-back", PUBLISH, Act, publish::send_back),
    ]
}
