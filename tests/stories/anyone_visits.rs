//! What every answer has in common.

use crate::stories;
use crate::support::app::TestApp;

stories!(the_site_answers_and_carries_its_headers, nothing_is_told_of_what_is_not_there);

fn the_site_answers_and_carries_its_headers(app: &TestApp) {
    let page = app.anonymous().get("/healthz");
    assert_eq!(page.status, 200);
    assert_eq!(app.anonymous().get("/readyz").status, 200);
    assert!(page.headers["content-security-policy"].starts_with("default-src 'none'"));
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    assert_eq!(app.anonymous().head("/healthz").status, 200);
}

fn nothing_is_told_of_what_is_not_there(app: &TestApp) {
    let visitor = app.anonymous();
    let (first, second) = (visitor.get("/signatories/nobody"), visitor.get("/no-such-page"));
    assert_eq!(first.status, 404);
    assert_eq!(first.body, second.body);
    assert_eq!(visitor.get("/da/no-such-page").status, 404);
    assert!(first.headers.contains_key("content-security-policy"));
}
