//! A copy of the site, read in a real browser from a plain server of files: no barrier that a machine can find, no
//! sideways scroll.

use crate::operator_hands_over::{copied, left, python};
use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use tilsagn::web::routes;

/// A sample of each kind of page that a copy has.
const PAGES: &[&str] = &[
    "/",
    "/da/",
    "/call/",
    "/call/v1/",
    "/call/compare/1/2/",
    "/signatories/",
    "/signatories-by-category/",
    "/da/signatories-by-country/",
    "/signatories-by-version/",
    "/signatories/org-2/",
    "/signatories/org-14/",
    "/commitments/",
    "/commitments/promise10/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/data/",
    "/verify/",
];

#[test]
fn a_copy_has_no_barriers_and_fits_wide_and_narrow_screens() {
    for route in routes::still_table() {
        let sample = PAGES.iter().any(|page| page.ends_with(&format!("{}/", route.pattern)));
        assert!(sample, "{} has no sample", route.pattern);
    }
    let app = TestApp::on_sqlite();
    left(&app);
    let (folder, _) = copied(&app);
    let (_server, port) = python(&folder.path().join("site"));
    let browser = Browser::start();
    let mut barriers = Vec::new();
    for page in PAGES {
        browser.goto(&format!("http://127.0.0.1:{port}{page}"));
        assert_eq!(browser.count("main h1"), 1, "{page}");
        for width in [PHONE, DESK] {
            browser.resize(width);
            if !browser.fits() {
                barriers.push(format!("{page} scrolls sideways at {width}"));
            }
        }
        barriers.extend(axe::violations(&browser).iter().map(|one| format!("{page}: {one:?}")));
    }
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
}
