//! The public pages in a real browser: no barrier that a machine can find, no sideways scroll.

use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::Browser;

const PAGES: &[&str] = &[
    "/",
    "/call",
    "/call/v1?language=da",
    "/call/compare/1/2",
    "/signatories",
    "/da/signatories?category=media&region=moon",
    "/signatories?q=nobody-is-called-this",
    "/signatories/org-2",
    "/signatories/org-6",
    "/signatories/org-8",
    "/ar-XB/signatories/org-3",
    "/commitments?kind=funding",
    "/commitments/promise10",
    "/about",
    "/da/privacy",
    "/accessibility",
    "/data",
    "/da/verify",
    "/no-such-page",
];

#[test]
fn public_pages_have_no_barriers_on_wide_and_narrow_screens() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE reference = 'REF-2'");
    let browser = Browser::start();
    let mut barriers = Vec::new();
    for width in [1280, 390] {
        browser.resize(width);
        for path in PAGES {
            browser.goto(&format!("{}{path}", app.base));
            barriers
                .extend(axe::violations(&browser).into_iter().map(|one| format!("{width} {path}: {one:?}")));
            if !browser.fits() {
                barriers.push(format!("{width} {path}: scrolls sideways"));
            }
        }
    }
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
}
