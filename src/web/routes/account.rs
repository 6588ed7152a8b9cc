//! The representative's side.

use super::{Answer, Route, Who, get, post};
use crate::web::account::{
    amendment, answer, challenge, commitment, desk, receipt, sign_in, visibility, withdrawal,
};
use crate::web::unsubscribe;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Who::*;
    vec![
        get("/account/sign-in", Anyone, Page, sign_in::show),
        post("/account/sign-in", Anyone, Page, sign_in::ask),
        get("/account/enter/{token}", Holder, Page, sign_in::door),
        post("/account/enter/{token}", Holder, Act, sign_in::enter),
        get("/account", Representative, Page, desk::show),
        post("/account/sign-out", Representative, Act, desk::leave),
        post("/account/naming", Representative, Act, desk::choose_naming),
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
        get("/account/receipts", Representative, Page, receipt::list),
        get("/account/receipts/{number}", Representative, Data, receipt::file),
        get("/account/certificate", Representative, Page, receipt::certificate),
        get("/account/domain", Representative, Page, challenge::show),
        post("/account/domain", Representative, Act, challenge::ask),
        post("/account/domain/check", Representative, Act, challenge::check),
        get("/account/visibility", Representative, Page, visibility::show),
        post("/account/visibility", Representative, Act, visibility::choose),
        get("/unsubscribe/{token}", Holder, Page, unsubscribe::show),
        post("/unsubscribe/{token}", Holder, Act, unsubscribe::choose),
        get("/reverse/{token}", Holder, Page, withdrawal::before_reverse),
        post("/reverse/{token}", Holder, Page, withdrawal::reverse_by_link),
    ]
}
