//! What a demo alone has.

use super::{Answer, Route, Who, get};
use crate::web::demo;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Who::*;
    vec![get("/demo", Anyone, Page, demo::overview), get("/demo/mail/{name}", Anyone, Page, demo::mail)]
}
