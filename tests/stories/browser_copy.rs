//! A copy of the site, read in a real browser from a plain server of files: no barrier that a machine can find, no
//! sideways scroll.

use tilsagn::app::letter::Letter;
use tilsagn::app::log::posting;
use tilsagn::web::routes;

use crate::browser_receipts::{KEY, choose};
use crate::nadia_stays_unnamed::{EMAIL, NAME, PUBLIC, published};
use crate::operator_hands_over::{copied, left, python};
use crate::operator_takes_over::import;
use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::fixtures::Given;

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
    "/verify/receipt/",
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

#[test]
fn an_old_receipt_is_good_on_a_copy_and_on_the_site_that_goes_on_from_it() {
    let app = TestApp::on_sqlite();
    published(&app, PUBLIC);
    app.block_on(posting::post(&app.app)).unwrap();
    let Letter::Receipt { file, key, .. } = app.mail_to(EMAIL) else { panic!("no receipt") };
    app.signatory(Given { name: "Engens Sangforening", ..Given::default() });
    app.settle();
    let (folder, _) = copied(&app);
    let site = folder.path().join("site");
    let (_server, port) = python(&site);
    let browser = Browser::start();
    browser.goto(&format!("http://127.0.0.1:{port}/verify/receipt/"));
    assert_eq!(browser.value(KEY), key);
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    browser.sees(NAME);
    choose(&browser, file.replacen("index ", "index 1", 1).as_bytes());
    browser.sees("The receipt is not good");

    let new = app.empty_twin();
    let taken = import(&new, &site);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    browser.goto(&format!("{}/verify/receipt", new.base));
    assert_ne!(browser.value(KEY), key, "it has a key of its own");
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    browser.sees(NAME);
    browser.sees(&key);
}
