//! The public pages in a real browser: no barrier that a machine can find, no sideways scroll.

use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::looks;

/// Pages in a state, or a language, in which the walk through every page of the site does not see them.
const PAGES: &[&str] = &[
    "/call/v1?language=da",
    "/da/signatories?category=media&region=moon",
    "/signatories/org-2",
    "/signatories/org-6",
    "/signatories/org-8",
    "/ar-XB/signatories/org-3",
    "/commitments?kind=funding",
    "/commitments/promise10",
    "/da/privacy",
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

/// What is looked at in other ways, too.
const MAIN: &[&str] = &[
    "/",
    "/call",
    "/signatories",
    "/signatories/org-1",
    "/commitments",
    "/commitments/promise10",
    "/sign",
    "/account/sign-in",
];
/// The narrowest width at which nobody may have to scroll sideways (WCAG 2.2, 1.4.10).
const NARROWEST: u32 = 320;

fn register() -> (TestApp, Browser) {
    let app = TestApp::on_sqlite();
    app.publish_register();
    (app, Browser::start())
}

/// Goes to each page, looks at it, and fails with everything that was found.
fn on_each(app: &TestApp, browser: &Browser, prefix: &str, look: impl Fn(&str) -> Vec<String>) {
    let mut found = Vec::new();
    for path in MAIN {
        let path = if *path == "/" && !prefix.is_empty() { "" } else { path };
        let address = format!("{prefix}{path}");
        browser.goto(&format!("{}{address}", app.base));
        found.extend(look(&address));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn barriers(browser: &Browser, what: &str) -> Vec<String> {
    told(axe::violations(browser), what)
}

fn told(found: Vec<axe::Violation>, what: &str) -> Vec<String> {
    found.into_iter().map(|one| format!("{what}: {one:?}")).collect()
}

#[test]
fn pages_can_be_read_in_the_dark() {
    let (app, browser) = register();
    looks::dark(&browser, true);
    on_each(&app, &browser, "", |path| told(axe::faint(&browser), path));
}

#[test]
fn what_is_folded_or_pops_up_can_be_read() {
    let (app, browser) = register();
    browser.resize(PHONE);
    on_each(&app, &browser, "", |path| {
        let popovers = looks::unfold(&browser);
        assert!(popovers > 0, "{path} has a menu that pops up");
        let mut found = barriers(&browser, path);
        // The first is the menu, the same on all of them.
        for place in u64::from(path != "/")..popovers {
            assert!(looks::pop_up(&browser, place), "{path}: {place} does not pop up");
            found.extend(barriers(&browser, &format!("{path}, popped up {place}")));
        }
        found
    });
}

#[test]
fn pages_can_be_read_from_right_to_left() {
    let (app, browser) = register();
    browser.resize(DESK);
    for path in ["/ar-XB", "/ar-XB/signatories", "/ar-XB/sign"] {
        browser.goto(&format!("{}{path}", app.base));
        assert_eq!(barriers(&browser, path), [""; 0]);
        assert_eq!(browser.attribute("html", "dir").as_deref(), Some("rtl"));
    }
}

#[test]
fn nobody_scrolls_sideways_on_the_narrowest_screen() {
    let (app, browser) = register();
    browser.resize(NARROWEST);
    for prefix in ["", "/da", "/ar-XB"] {
        on_each(&app, &browser, prefix, |path| {
            looks::unfold(&browser);
            if browser.fits() {
                Vec::new()
            } else {
                vec![format!("{path}: {:#?}", looks::too_wide(&browser))]
            }
        });
    }
}
