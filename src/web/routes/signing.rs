//! Signing the Call.

use super::{Answer, Route, Trait, Who, get, post};
use crate::web::chosen::{Chosen, PRESSED};
use crate::web::sign::{
    check, chosen, commitment, commitments, confirm, later, organisation, representative, sent, start,
    statement, visibility,
};
use crate::web::visibility as hiding;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Chosen::*;
    use Trait::*;
    use Who::*;
    vec![
        get("/sign", Anyone, Page, start::show),
        post("/sign", Anyone, Act, start::begin).gives_back(Fields(chosen::start)),
        get("/sign/person", Anyone, Page, start::person),
        get("/sign/state", Anyone, Page, start::state),
        get("/sign/organisation", Anyone, Page, organisation::show),
        post("/sign/organisation", Anyone, Act, organisation::answer)
            .gives_back(Fields(chosen::organisation)),
        get("/sign/representative", Anyone, Page, representative::show),
        post("/sign/representative", Anyone, Act, representative::answer)
            .gives_back(Fields(chosen::representative)),
        get("/sign/visibility", Anyone, Page, visibility::show),
        post("/sign/visibility", Anyone, Act, visibility::answer).gives_back(Fields(chosen::appearance)),
        get("/sign/commitments", Anyone, Page, commitments::show),
        post("/sign/commitments", Anyone, Act, commitments::answer).gives_back(Fields(chosen::later)),
        get("/sign/commitments/new", Anyone, Page, commitment::fresh),
        post("/sign/commitments/new", Anyone, Act, commitment::add).gives_back(Fields(chosen::commitment)),
        get("/sign/commitments/{place}", Anyone, Page, commitment::show),
        post("/sign/commitments/{place}", Anyone, Act, commitment::change)
            .gives_back(Fields(chosen::commitment)),
        post("/sign/commitments/{place}/remove", Anyone, Act, commitments::remove)
            .gives_back(Button(PRESSED, "sign-commitment-remove")),
        get("/sign/statement", Anyone, Page, statement::show),
        post("/sign/statement", Anyone, Act, statement::answer).gives_back(Fields(chosen::later)),
        get("/sign/check", Anyone, Page, check::show),
        post("/sign/check", Anyone, Act, check::submit).gives_back(Fields(chosen::check)),
        get("/sign/sent", Anyone, Page, sent::show),
        post("/sign/sent", Anyone, Act, sent::again).gives_back(Texts),
        get("/sign/later", Anyone, Page, later::show),
        post("/sign/later", Anyone, Act, later::send).gives_back(Texts),
        get("/sign/saved", Anyone, Page, later::saved),
        get("/sign/continue/{token}", Holder, Page, later::look),
        post("/sign/continue/{token}", Holder, Act, later::take).gives_back(Texts),
        get("/sign/link", Anyone, Page, confirm::ask),
        post("/sign/link", Anyone, Act, confirm::send).gives_back(Texts),
        get("/sign/link/sent", Anyone, Page, confirm::asked),
        get("/confirm/{token}", Holder, Page, confirm::look),
        post("/confirm/{token}", Holder, Page, confirm::confirm),
        get("/cancel/{token}", Holder, Page, confirm::look_at_cancelling),
        post("/cancel/{token}", Holder, Page, confirm::cancel),
        get("/hide/{token}", Holder, Page, hiding::before_hiding),
        post("/hide/{token}", Holder, Page, hiding::hide).with([StaysOpen]),
    ]
}
