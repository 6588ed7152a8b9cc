//! What a demo alone has.

use super::{Answer, Route, Trait, Who, get};
use crate::web::demo;
use crate::web::gate::headers::MAIL;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Who::*;
    vec![
        get("/demo", Anyone, Page, demo::overview),
        get("/demo/mail/{name}", Anyone, Page, demo::mail),
        get("/demo/mail/{name}/html", Anyone, Data, demo::html).with([Trait::Policy(MAIL)]),
        get("/demo/mail/{name}/attachment/{file}", Anyone, Data, demo::attachment),
    ]
}
