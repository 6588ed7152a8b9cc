//! What a copy that can only be read has besides.

use super::{Answer, Route, Who, get};
use crate::web::pages::still;

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Who::*;
    vec![
        get("/signatories-by-category", Anyone, Page, still::by_category),
        get("/signatories-by-country", Anyone, Page, still::by_country),
        get("/signatories-by-version", Anyone, Page, still::by_version),
    ]
}
