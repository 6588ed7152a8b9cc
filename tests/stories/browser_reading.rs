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

/// To start a browser takes longer than to look at eight pages: all looks are with the same.
#[test]
fn public_pages_can_be_read_by_everybody() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE reference = 'REF-2'");
    let browser = Browser::start();
    wide_and_narrow(&app, &browser);
    from_right_to_left(&app, &browser);
    on_the_narrowest_screen(&app, &browser);
    what_is_folded_or_pops_up(&app, &browser);
    in_the_dark(&app, &browser);
}

/// Goes to each of these pages, looks at it, and fails with everything that was found.
fn on_each(
    app: &TestApp,
    browser: &Browser,
    (prefix, paths): (&str, &[&str]),
    look: impl Fn(&str) -> Vec<String>,
) {
    let mut found = Vec::new();
    for path in paths {
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

fn fits(browser: &Browser, what: &str) -> Vec<String> {
    let wide = (!browser.fits()).then(|| format!("{what}: {:#?}", looks::too_wide(browser)));
    wide.into_iter().collect()
}

fn wide_and_narrow(app: &TestApp, browser: &Browser) {
    on_each(app, browser, ("", PAGES), |path| {
        let look = |width| {
            browser.resize(width);
            let what = format!("{width} {path}");
            [barriers(browser, &what), fits(browser, &what)].concat()
        };
        [DESK, PHONE].map(look).concat()
    });
}

fn from_right_to_left(app: &TestApp, browser: &Browser) {
    browser.resize(DESK);
    on_each(app, browser, ("/ar-XB", &["/", "/signatories", "/sign"]), |path| {
        assert_eq!(browser.attribute("html", "dir").as_deref(), Some("rtl"));
        barriers(browser, path)
    });
}

fn on_the_narrowest_screen(app: &TestApp, browser: &Browser) {
    browser.resize(NARROWEST);
    for prefix in ["", "/da", "/ar-XB"] {
        on_each(app, browser, (prefix, MAIN), |path| {
            looks::unfold(browser);
            fits(browser, path)
        });
    }
}

fn what_is_folded_or_pops_up(app: &TestApp, browser: &Browser) {
    browser.resize(PHONE);
    on_each(app, browser, ("", MAIN), |path| {
        let popovers = looks::unfold(browser);
        assert!(popovers > 0, "{path} has a menu that pops up");
        let mut found = barriers(browser, path);
        // The first is the menu, the same on all of them.
        for place in u64::from(path != "/")..popovers {
            assert!(looks::pop_up(browser, place), "{path}: {place} does not pop up");
            found.extend(barriers(browser, &format!("{path}, popped up {place}")));
        }
        found
    });
}

fn in_the_dark(app: &TestApp, browser: &Browser) {
    looks::dark(browser, true);
    on_each(app, browser, ("", MAIN), |path| told(axe::faint(browser), path));
}
