//! The representative's side.

use super::{Answer, Route, Trait, Who, get, post};
use crate::web::account::{
    amendment, answer, challenge, chosen, commitment, desk, join, moving, own, people, receipt, recover,
    sign_in, visibility, withdrawal,
};
use crate::web::chosen::{Chosen, PRESSED};
use crate::web::unsubscribe;

pub(super) fn routes() -> Vec<Route> {
    [organisation(), those_who_act(), ways_back()].into_iter().flatten().collect()
}

/// The account, and what an organisation does in it.
fn organisation() -> Vec<Route> {
    use Answer::*;
    use Chosen::*;
    use Trait::*;
    use Who::*;
    vec![
        get("/account/sign-in", Anyone, Page, sign_in::show),
        post("/account/sign-in", Anyone, Page, sign_in::ask),
        get("/account/enter/{token}", Holder, Page, sign_in::door),
        post("/account/enter/{token}", Holder, Act, sign_in::enter),
        get("/account", Representative, Page, desk::show),
        post("/account/sign-out", Representative, Act, desk::leave).with([GivenBack(Texts), StaysOpen]),
        post("/account/naming", Representative, Act, desk::choose_naming).gives_back(Fields(chosen::naming)),
        post("/account/end-others", Representative, Act, desk::end_others)
            .gives_back(Button("account-sessions", "account-sessions-end")),
        get("/account/answer", Representative, Page, answer::show),
        post("/account/answer", Representative, Act, answer::send).gives_back(Fields(chosen::entry)),
        get("/account/cancel", Representative, Page, answer::before_cancel),
        post("/account/cancel", Representative, Page, answer::cancel)
            .gives_back(Button(PRESSED, "account-cancel-button")),
        get("/account/amend", Representative, Page, amendment::show),
        post("/account/amend", Representative, Page, amendment::send).gives_back(Fields(chosen::entry)),
        post("/account/amend/call-back", Representative, Act, amendment::call_back)
            .gives_back(Button("account-amendment", "account-amendment-call-back")),
        get("/account/commitments/new", Representative, Page, commitment::show),
        post("/account/commitments/new", Representative, Act, commitment::add)
            .gives_back(Fields(chosen::commitment)),
        get("/account/commitments/{id}/change", Representative, Page, commitment::before_change),
        post("/account/commitments/{id}/change", Representative, Page, commitment::change)
            .gives_back(Fields(chosen::commitment)),
        post("/account/commitments/{id}/call-back", Representative, Act, commitment::call_back)
            .gives_back(Button("account-commitments", "account-commitment-call-back")),
        get("/account/commitments/{id}/drop", Representative, Page, commitment::before_drop),
        post("/account/commitments/{id}/drop", Representative, Act, commitment::drop)
            .gives_back(Button("account-commitments", "account-drop-button")),
        get("/account/withdraw", Representative, Page, withdrawal::show),
        post("/account/withdraw", Representative, Page, withdrawal::withdraw)
            .gives_back(Button(PRESSED, "account-withdraw-button")),
        post("/account/reverse", Representative, Page, withdrawal::reverse)
            .gives_back(Button(PRESSED, "account-reverse-button")),
        get("/account/receipts", Representative, Page, receipt::list),
        get("/account/receipts/{number}", Representative, Data, receipt::file),
        get("/account/certificate", Representative, Page, receipt::certificate),
        get("/account/domain", Representative, Page, challenge::show),
        post("/account/domain", Representative, Act, challenge::ask)
            .gives_back(Button("challenge-title", "challenge-get")),
        post("/account/domain/check", Representative, Act, challenge::check)
            .gives_back(Button("challenge-title", "challenge-check")),
        get("/account/visibility", Representative, Page, visibility::show),
        post("/account/visibility", Representative, Act, visibility::choose)
            .gives_back(Fields(chosen::appearance)),
    ]
}

/// Who acts for an organisation.
fn those_who_act() -> Vec<Route> {
    use Answer::*;
    use Chosen::*;
    use Who::*;
    vec![
        get("/account/people", Representative, Page, people::show),
        get("/account/people/invite", Representative, Page, people::before_invite),
        post("/account/people/invite", Representative, Act, people::invite)
            .gives_back(Fields(chosen::invitation)),
        post("/account/people/invited/{invitation}/again", Representative, Act, people::send_again)
            .gives_back(Button("people-invited", "people-again")),
        post("/account/people/invited/{invitation}/call-back", Representative, Act, people::call_back)
            .gives_back(Button("people-invited", "people-call-back")),
        get("/account/people/me", Representative, Page, own::show),
        post("/account/people/me", Representative, Act, own::correct).gives_back(Fields(chosen::language)),
        post("/account/people/me/mailbox", Representative, Act, own::ask_to_move)
            .gives_back(Button("people-move", "people-move-button")),
        post("/account/people/me/call-back", Representative, Act, own::call_back)
            .gives_back(Button("people-move", "people-move-call-back")),
        get("/account/people/leave", Representative, Page, people::before_leave),
        post("/account/people/leave", Representative, Page, people::leave)
            .gives_back(Button("people-title", "people-leave-button")),
        get("/account/people/{person}/take-off", Representative, Page, people::before_take_off),
        post("/account/people/{person}/take-off", Representative, Act, people::take_off)
            .gives_back(Button("people-title", "people-take-off-button")),
        get("/account/join/{token}", Holder, Page, join::show),
        post("/account/join/{token}", Holder, Act, join::join),
        get("/account/mailbox/{token}", Holder, Page, moving::show),
        post("/account/mailbox/{token}", Holder, Act, moving::confirm),
        post("/account/people/asked/{request}", Representative, Act, people::hear)
            .gives_back(Fields(chosen::word_on_asker)),
    ]
}

/// For those who have no way in, or a link instead.
fn ways_back() -> Vec<Route> {
    use Answer::*;
    use Trait::*;
    use Who::*;
    vec![
        get("/account/recover", Anyone, Page, recover::find).of_register(),
        get("/account/recover/ask", Anyone, Page, recover::form).of_register(),
        post("/account/recover/ask", Anyone, Page, recover::ask).of_register(),
        get("/account/recovery/{token}", Holder, Page, recover::show),
        post("/account/recovery/{token}", Holder, Act, recover::confirm),
        post("/account/recovery/{token}/check", Holder, Act, recover::check),
        post("/account/recovery/{token}/call-off", Holder, Act, recover::call_off),
        get("/unsubscribe/{token}", Holder, Page, unsubscribe::show),
        post("/unsubscribe/{token}", Holder, Page, unsubscribe::choose).with([StaysOpen]),
        get("/reverse/{token}", Holder, Page, withdrawal::before_reverse),
        post("/reverse/{token}", Holder, Page, withdrawal::reverse_by_link),
    ]
}
