//! The ministry's side.

use super::traits::EVERY_FIELD;
use super::{Answer, Route, Trait, Who, get, post};
use crate::domain::limits::{CALL_FORM_BYTES, PROOF_FORM_BYTES};
use crate::domain::permit::{
    Advise, ChangeLogKey, ConfirmCircular, ConfirmGrave, ConfirmState, DraftCircular, EditCall, ManageMail,
    ManageSettings, ManageStaff, Moderate, MoveCall, Power, ProposeErasure, PublishCall, SeeAudit, SeeCall,
    SeeCases, SeeCirculars, SeeLimits, SeeLog, SeeMail, SeeSettings, SeeStaff, SeeWaiting, SendCircular,
    ThrowSwitches, Unmask,
};
use crate::web::gate::headers::SCRIPTED;
use crate::web::report;
use crate::web::staff::{
    self, audit, audit_file, cases, door, identity, invalidations, letters, limits, log, mail, own_keys,
    passkey, people, provider, reasons, roles, sessions, settings, setup, statistics, switches, words,
};

/// Of a form on the way in.
const WAY_IN: [Trait; 2] = [Trait::Secret, Trait::StaysOpen];
/// Of a form that proves again who somebody is: it carries the one that waits for the proof.
const PROOF: [Trait; 3] = [Trait::Secret, Trait::StaysOpen, Trait::Long(PROOF_FORM_BYTES)];

pub(super) fn routes() -> Vec<Route> {
    [
        staff_door(),
        own_account(),
        queue(),
        moderation(),
        floods(),
        staff_call(),
        circulars(),
        administration(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Coming in and going out.
fn staff_door() -> Vec<Route> {
    use Answer::{Act, Page};
    use Trait::{Door, Policy, StaysOpen};
    use Who::{Anyone, Holder, Staff};
    const EVERY: Who = Staff(&[]);
    vec![
        get("/staff", EVERY, Act, staff::start),
        get("/staff/sign-in", Anyone, Page, door::show).with([Door]),
        post("/staff/sign-in", Anyone, Page, door::enter).with(WAY_IN),
        post("/staff/sign-out", EVERY, Act, door::leave).with([StaysOpen]),
        get("/staff/setup/{token}", Holder, Page, setup::show).with([Door]),
        post("/staff/setup/{token}", Holder, Page, setup::choose).with(WAY_IN),
        post("/staff/setup/{token}/finish", Holder, Page, setup::finish).with(WAY_IN),
        get("/staff/confirm-identity", EVERY, Page, identity::show).with([Door]),
        post("/staff/confirm-identity", EVERY, Page, identity::confirm).with(PROOF),
        post("/staff/passkey/sign-in", Anyone, Page, passkey::ask_sign_in)
            .with(WAY_IN)
            .with([Policy(SCRIPTED)]),
        post("/staff/passkey/sign-in/answer", Anyone, Act, passkey::sign_in).with(WAY_IN),
        post("/staff/passkey/confirm", EVERY, Page, passkey::ask_confirm)
            .with(PROOF)
            .with([Policy(SCRIPTED)]),
        post("/staff/passkey/confirm/answer", EVERY, Page, passkey::confirm).with(PROOF),
        post("/staff/oidc/sign-in", Anyone, Page, provider::ask_sign_in).with(WAY_IN),
        post("/staff/oidc/confirm", EVERY, Page, provider::ask_confirm).with(PROOF),
        post("/staff/setup/{token}/oidc", Holder, Page, provider::ask_set_up).with(WAY_IN),
        get("/staff/oidc/callback", Anyone, Page, provider::back).with([Door, Policy(SCRIPTED)]),
        post("/staff/oidc/callback", Anyone, Page, provider::answer).with(WAY_IN),
    ]
}

/// With what one signs in, and where one is signed in.
fn own_account() -> Vec<Route> {
    use Answer::{Act, Page};
    use Trait::{Policy, Secret};
    const EVERY: Who = Who::Staff(&[]);
    vec![
        get("/staff/sessions", EVERY, Page, sessions::show),
        post("/staff/sessions/end-others", EVERY, Act, sessions::end_others),
        post("/staff/sessions/{id}/end", EVERY, Act, sessions::end),
        get("/staff/sessions/password", EVERY, Page, own_keys::ask_password),
        post("/staff/sessions/password", EVERY, Act, own_keys::change_password).with([Secret]),
        get("/staff/sessions/app", EVERY, Page, own_keys::ask_app),
        post("/staff/sessions/app", EVERY, Act, own_keys::change_app).with([Secret]),
        post("/staff/sessions/codes", EVERY, Page, own_keys::renew_codes),
        post("/staff/passkey/add", EVERY, Page, passkey::ask_new)
            .with([Policy(SCRIPTED)])
            .shown_again(&["name"]),
        post("/staff/passkey/add/answer", EVERY, Act, passkey::add).with([Secret]),
        post("/staff/passkey/{id}/remove", EVERY, Act, passkey::remove),
        post("/staff/oidc/link", EVERY, Page, provider::ask_link).with([Secret]),
        post("/staff/oidc/unlink", EVERY, Act, provider::unlink).with([Secret]),
    ]
}

/// What admins look after.
fn administration() -> Vec<Route> {
    use Answer::{Act, Data, Page};
    use Trait::StaysOpen;
    const SEE_STAFF: Who = Who::Staff(SeeStaff::ROLES);
    const STAFF: Who = Who::Staff(ManageStaff::ROLES);
    const SETTINGS: Who = Who::Staff(ManageSettings::ROLES);
    const CALL: Who = Who::Staff(MoveCall::ROLES);
    const AUDIT: Who = Who::Staff(SeeAudit::ROLES);
    const MAIL: Who = Who::Staff(ManageMail::ROLES);
    const KEY: Who = Who::Staff(ChangeLogKey::ROLES);
    const SWITCHES: Who = Who::Staff(ThrowSwitches::ROLES);
    vec![
        get("/staff/people", SEE_STAFF, Page, people::list),
        post("/staff/people", STAFF, Act, people::propose).shown_again(&["name", "email"]),
        get("/staff/people/add", STAFF, Page, people::add),
        get("/staff/people/{id}", SEE_STAFF, Page, people::one),
        post("/staff/people/{id}/confirm", STAFF, Act, people::confirm),
        post("/staff/people/{id}/link", STAFF, Act, people::link),
        post("/staff/people/{id}/roles", STAFF, Act, roles::change).shown_again(&["roles"]),
        post("/staff/people/{id}/roles/confirm", STAFF, Act, roles::confirm),
        post("/staff/people/{id}/roles/call-off", STAFF, Act, roles::call_off),
        post("/staff/people/{id}/disable", STAFF, Act, people::disable),
        post("/staff/people/{id}/reset", STAFF, Act, people::reset),
        post("/staff/people/{id}/sign-out", STAFF, Act, people::sign_out),
        get("/staff/settings", Who::Staff(SeeSettings::ROLES), Page, settings::show),
        post("/staff/settings", SETTINGS, Act, settings::save).shown_again(EVERY_FIELD),
        post("/staff/settings/call-state", CALL, Act, settings::move_call),
        get("/staff/reasons", Who::Staff(SeeSettings::ROLES), Page, reasons::list),
        post("/staff/reasons", SETTINGS, Act, reasons::create).shown_again(&["code", "title_", "text_"]),
        get("/staff/reasons/add", SETTINGS, Page, reasons::add),
        get("/staff/reasons/{code}", SETTINGS, Page, reasons::edit),
        post("/staff/reasons/{code}", SETTINGS, Act, reasons::save).shown_again(&["title_", "text_"]),
        post("/staff/reasons/{code}/delete", SETTINGS, Act, reasons::delete),
        get("/staff/words", Who::Staff(SeeSettings::ROLES), Page, words::list),
        get("/staff/words/{mail}", Who::Staff(SeeSettings::ROLES), Page, words::show),
        post("/staff/words/{mail}", SETTINGS, Act, words::save).shown_again(EVERY_FIELD),
        get("/staff/limits", Who::Staff(SeeLimits::ROLES), Page, limits::show),
        post("/staff/limits", SETTINGS, Act, limits::save).shown_again(EVERY_FIELD),
        post("/staff/limits/rules", SETTINGS, Act, limits::add_rule).shown_again(&["about", "comment"]),
        post("/staff/limits/rules/{id}/remove", SETTINGS, Act, limits::remove_rule),
        get("/staff/switches", Who::Staff(SeeSettings::ROLES), Page, switches::show),
        post("/staff/switches", SWITCHES, Act, switches::throw).with([StaysOpen]),
        post("/staff/switches/banner", SWITCHES, Act, switches::banner)
            .with([StaysOpen])
            .shown_again(&["banner_"]),
        get("/staff/audit", AUDIT, Page, audit::show),
        get("/staff/audit.csv", AUDIT, Data, audit_file::csv),
        get("/staff/audit.ndjson", AUDIT, Data, audit_file::ndjson),
        get("/staff/log", Who::Staff(SeeLog::ROLES), Page, log::show),
        post("/staff/log/key/propose", KEY, Act, log::propose),
        post("/staff/log/key/allow", KEY, Act, log::allow),
        post("/staff/log/key/call-off", KEY, Act, log::call_off),
        get("/staff/mail", Who::Staff(SeeMail::ROLES), Page, mail::show),
        post("/staff/mail/{id}/send-again", MAIL, Act, mail::send_again),
    ]
}

/// The queue and how it fares, and decisions on several Cases.
fn queue() -> Vec<Route> {
    use Answer::{Act, Data, Page};
    const SEES: Who = Who::Staff(SeeCases::ROLES);
    const DECIDES: Who = Who::Staff(Moderate::ROLES);
    const ALLOWS: Who = Who::Staff(ConfirmGrave::ROLES);
    vec![
        get("/staff/statistics", SEES, Page, statistics::show),
        get("/staff/statistics.csv", SEES, Data, statistics::file),
        get("/staff/cases", SEES, Page, cases::queue::show),
        post("/staff/cases/selected", DECIDES, Page, cases::many::look),
        post("/staff/cases/selected/decision", DECIDES, Act, cases::many::send),
        get("/staff/decisions/{id}", SEES, Page, cases::many::show),
        post("/staff/decisions/{id}/allow", ALLOWS, Act, cases::many::allow),
        post("/staff/decisions/{id}/send-back", ALLOWS, Act, cases::many::send_back),
        post("/staff/decisions/{id}/take-back", DECIDES, Act, cases::many::take_back),
    ]
}

/// Cases, letters of states; and what the public reports.
fn moderation() -> Vec<Route> {
    use Answer::{Act, Data, Page};
    use Who::{Anyone, Staff};
    const SEES: Who = Staff(SeeCases::ROLES);
    const DECIDES: Who = Staff(Moderate::ROLES);
    const ERASES: Who = Staff(ProposeErasure::ROLES);
    const CONFIRMS: Who = Staff(ConfirmState::ROLES);
    const WAITS: Who = Staff(SeeWaiting::ROLES);
    vec![
        get("/staff/cases/{number}", SEES, Page, cases::file::show),
        get("/staff/cases/{number}/beside/{id}", SEES, Page, cases::beside::show),
        post("/staff/cases/{number}/lock", DECIDES, Act, cases::file::turn),
        post("/staff/cases/{number}/notes", DECIDES, Act, cases::file::add_note),
        post("/staff/cases/{number}/assignee", DECIDES, Act, cases::colleagues::assign),
        post("/staff/cases/{number}/opinion", DECIDES, Act, cases::colleagues::ask),
        post("/staff/messages/{id}", Staff(Advise::ROLES), Act, cases::colleagues::answer),
        post("/staff/messages/{id}/take-back", Staff(Advise::ROLES), Act, cases::colleagues::take_back),
        post("/staff/cases/{number}/identity", Staff(Unmask::ROLES), Act, cases::identity::unmask),
        post("/staff/cases/{number}/doubles/identity", Staff(Unmask::ROLES), Act, cases::beside::unmask),
        get("/staff/cases/{number}/hide", DECIDES, Page, cases::identity::look),
        post("/staff/cases/{number}/hide", DECIDES, Act, cases::identity::hide),
        get("/staff/cases/{number}/domain", DECIDES, Page, cases::challenge::show),
        post("/staff/cases/{number}/domain", DECIDES, Act, cases::challenge::ask),
        post("/staff/cases/{number}/domain/check", DECIDES, Act, cases::challenge::check),
        get("/staff/cases/{number}/letter", WAITS, Page, cases::letter::show),
        post("/staff/cases/{number}/letter", DECIDES, Act, cases::letter::record),
        post("/staff/cases/{number}/letter/{id}/confirm", CONFIRMS, Act, cases::letter::confirm),
        post("/staff/cases/{number}/letter/{id}/put-aside", DECIDES, Act, cases::letter::put_aside),
        get("/staff/cases/{number}/export", Staff(Unmask::ROLES), Page, cases::record::show),
        post("/staff/cases/{number}/export", Staff(Unmask::ROLES), Data, cases::record::make),
        post("/staff/cases/{number}/inquiry", DECIDES, Act, cases::file::open_inquiry),
        post("/staff/cases/{number}/let-through", DECIDES, Act, cases::hold::let_through),
        post("/staff/cases/{number}/turn-away", DECIDES, Act, cases::hold::turn_away),
        get("/staff/cases/{number}/names", DECIDES, Page, cases::names::show),
        post("/staff/cases/{number}/names", DECIDES, Act, cases::names::send),
        get("/staff/cases/{number}/commitments/{id}", DECIDES, Page, cases::promises::show),
        post("/staff/cases/{number}/commitments/{id}", DECIDES, Act, cases::promises::send),
        post("/staff/cases/{number}/commitments/{id}/take-off", DECIDES, Act, cases::promises::take_off),
        get("/staff/cases/{number}/merge", DECIDES, Page, cases::merge::show),
        post("/staff/cases/{number}/merge", DECIDES, Act, cases::merge::begin),
        post("/staff/cases/{number}/unmerge", DECIDES, Act, cases::merge::reconsider),
        post("/staff/cases/{number}/decision", DECIDES, Page, cases::decide::send),
        get("/staff/cases/{number}/erasure", ERASES, Page, cases::erase::show),
        post("/staff/cases/{number}/erasure", ERASES, Page, cases::erase::send).shown_again(&[
            "reason_erase",
            "note",
            "message",
        ]),
        post("/staff/cases/{number}/second", WAITS, Act, cases::second::answer).shown_again(&["back"]),
        post("/staff/cases/{number}/take-back", WAITS, Act, cases::second::take_back),
        post("/staff/commitments/{id}/case", DECIDES, Act, cases::file::open_about),
        get("/staff/letters/new", DECIDES, Page, letters::show),
        post("/staff/letters/new", DECIDES, Act, letters::record),
        get("/signatories/{slug}/report", Anyone, Page, report::show).of_register(),
        post("/signatories/{slug}/report", Anyone, Page, report::send).of_register(),
    ]
}

/// Mails to many signatories.
fn circulars() -> Vec<Route> {
    use Answer::{Act, Page};
    use staff::circulars;
    const SEE: Who = Who::Staff(SeeCirculars::ROLES);
    const DRAFT: Who = Who::Staff(DraftCircular::ROLES);
    vec![
        get("/staff/circulars", SEE, Page, circulars::list),
        post("/staff/circulars", DRAFT, Act, circulars::begin),
        get("/staff/circulars/{id}", SEE, Page, circulars::show),
        post("/staff/circulars/{id}", DRAFT, Act, circulars::write),
        post("/staff/circulars/{id}/discard", DRAFT, Act, circulars::discard),
        post("/staff/circulars/{id}/send", Who::Staff(SendCircular::ROLES), Act, circulars::send),
        post("/staff/circulars/{id}/approve", Who::Staff(ConfirmCircular::ROLES), Act, circulars::approve),
        post("/staff/circulars/{id}/take-back", DRAFT, Act, circulars::take_back),
        post("/staff/circulars/{id}/stop", DRAFT, Act, circulars::stop),
    ]
}

/// Jobs that invalidate what a flood left behind.
fn floods() -> Vec<Route> {
    use Answer::{Act, Page};
    const SEES: Who = Who::Staff(SeeCases::ROLES);
    const DECIDES: Who = Who::Staff(Moderate::ROLES);
    const ALLOWS: Who = Who::Staff(ConfirmGrave::ROLES);
    vec![
        get("/staff/invalidations", SEES, Page, invalidations::list),
        get("/staff/invalidations/new", DECIDES, Page, invalidations::new),
        post("/staff/invalidations/new", DECIDES, Page, invalidations::send),
        get("/staff/invalidations/{id}", SEES, Page, invalidations::show),
        post("/staff/invalidations/{id}/allow", ALLOWS, Act, invalidations::allow),
        post("/staff/invalidations/{id}/send-back", ALLOWS, Act, invalidations::send_back),
        post("/staff/invalidations/{id}/take-back", DECIDES, Act, invalidations::take_back),
        post("/staff/invalidations/{id}/stop", DECIDES, Act, invalidations::stop),
        post("/staff/invalidations/{id}/undo", DECIDES, Act, invalidations::undo),
    ]
}

/// The Call's next version.
fn staff_call() -> Vec<Route> {
    use Answer::{Act, Page};
    use Trait::Long;
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
        post("/staff/call/edit/{language}", EDIT, Act, text::save).with([Long(CALL_FORM_BYTES)]),
        post("/staff/call/edit/{language}/remove", EDIT, Act, edit::remove),
        get("/staff/call/preview", SEE, Page, preview::show),
        post("/staff/call/propose", EDIT, Act, publish::propose),
        post("/staff/call/take-back", EDIT, Act, publish::take_back),
        get("/staff/call/publish", PUBLISH, Page, publish::show),
        post("/staff/call/publish", PUBLISH, Act, publish::publish),
        post("/staff/call/send-back", PUBLISH, Act, publish::send_back),
    ]
}
