//! What a demo alone has.

use super::{Answer, Route, Who, get};
use crate::web::demo;
use crate::web::gate::headers::DEMO_MAIL_HTML;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Who::*;
    vec![
        get("/demo", Anyone, Page, demo::overview),
        get("/demo/mail/{name}", Anyone, Page, demo::mail),
        get(DEMO_MAIL_HTML, Anyone, Data, demo::html),
        get("/demo/mail/{name}/attachment/{file}", Anyone, Data, demo::attachment),
    ]
}
