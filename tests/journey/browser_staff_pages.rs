//! Every page of the route table that is the staff's can be read by everybody, wide and narrow: a sample of each,
//! visited by each role that may see it, since roles see different forms on one page. A new page needs a line here,
//! an answer to a form too.

use actix_web::http::Method;
use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::permit::Role;
use tilsagn::totp;
use tilsagn::web::routes::Who;

use crate::demo::Demo;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::looks;
use crate::tour::{Part, Tour, pages};

/// Who waits in the demo's queue, undecided.
const UNDECIDED: &str = "Radio Jarzębola";
const PASSWORD: &str = "lamps along the whole quay";
/// Whose signature is held in the demo.
const HELD: &str = "Town Hall of Quickborough";
/// Heights of usual windows on a desk, in CSS pixels.
const HEIGHTS: &[u32] = &[720, 900];
/// How many recovery codes are used until so few are left that the page says so.
const USED: usize = 7;

#[test]
fn every_page_of_the_staff() {
    let (demo, browser) = (Demo::start(), Browser::start());
    let mut tour = Tour::of(Part::Staff, &demo, &browser);
    // Each finds what those before have begun.
    for role in [Role::Editor, Role::Moderator, Role::Viewer, Role::Admin] {
        demo.sign_in(&browser, role);
        match role {
            Role::Editor => begin_a_version(&demo, &browser),
            Role::Moderator => moderate(&mut tour),
            Role::Viewer => {}
            Role::Admin => {
                look_before_erasing(&mut tour);
                make_new_codes(&mut tour);
            }
        }
        for route in pages(Part::Staff).iter().filter(|route| route.method == Method::GET) {
            let Who::Staff(roles) = route.who else { continue };
            if roles.contains(&role) || (roles.is_empty() && role == Role::Admin) {
                let sample = match route.pattern.strip_prefix("/staff/cases/{number}/") {
                    Some("beside/{id}") => look_alike(&demo, &browser),
                    Some("commitments/{id}") => promise_of_a_state(&demo, &browser),
                    Some(end) => format!("{}/{end}", published_case(&demo, &browser)),
                    None => sample(route.pattern).to_owned(),
                };
                tour.visit(route.pattern, &sample);
            }
        }
        if role == Role::Editor {
            browser.goto(&demo.at("/staff/call/preview"));
            browser.click("Propose the version");
        }
        sign_out(&demo, &browser);
    }
    tour.end();
}

#[test]
fn every_page_of_the_staffs_door() {
    let (demo, browser) = (Demo::start(), Browser::start());
    let mut tour = Tour::of(Part::Door, &demo, &browser);
    tour.visit("/staff/sign-in", "/staff/sign-in");
    tour.visit("/staff/oidc/callback", "/staff/oidc/callback");
    demo.sign_in(&browser, Role::Admin);
    tour.visit("/staff/confirm-identity", "/staff/confirm-identity");
    let link = reset(&demo, &browser);
    sign_out(&demo, &browser);
    tour.visit("/staff/setup/{token}", &link);
    let codes = set_up(&mut tour, &link);
    for code in &codes[..USED] {
        sign_out(&demo, &browser);
        browser.goto(&demo.at("/staff/sign-in"));
        browser.fill("Mail address", demo.door(Role::Viewer)["email"].as_str().expect("email"));
        browser.fill("Password", PASSWORD);
        browser.fill("Code", code);
        browser.click("Sign in");
    }
    browser.sees("Make ten new codes soon");
    tour.answered("/staff/sign-in");
    tour.end();
}

fn sign_out(demo: &Demo, browser: &Browser) {
    browser.goto(&demo.at("/staff"));
    browser.click("Sign out");
}

/// A colleague sets an account up from its link: gives the recovery codes.
fn set_up(tour: &mut Tour<'_>, link: &str) -> Vec<String> {
    let browser = tour.browser;
    browser.goto(link);
    browser.fill("New password", PASSWORD);
    browser.fill("The same password again", PASSWORD);
    browser.click("Continue");
    browser.sees("Connect an authenticator app");
    tour.answered("/staff/setup/{token}");
    tour.send_empty("/staff/setup/{token}", "/finish");
    let secret = browser.text_of("main .panel code").replace(' ', "");
    browser.fill("Code from the app", &totp::code_at(&secret, SystemClock.now()).expect("a code"));
    browser.click("Confirm the code");
    browser.sees("Save your recovery codes");
    tour.answered("/staff/setup/{token}/finish");
    browser.text_of("main .codes").split_whitespace().map(str::to_owned).collect()
}

/// A colleague makes new recovery codes for themselves.
fn make_new_codes(tour: &mut Tour<'_>) {
    tour.browser.goto(&tour.demo.at("/staff/sessions"));
    tour.browser.click("Make new recovery codes");
    tour.browser.sees("Save your recovery codes");
    tour.answered("/staff/sessions/codes");
}

/// An editor begins a version of the Call.
fn begin_a_version(demo: &Demo, browser: &Browser) {
    browser.goto(&demo.at("/staff/call/edit"));
    browser.choose("editorial change");
    browser.click("Begin a new version");
    browser.goto(&demo.at("/staff/call/edit/da"));
    let text = browser.value("Text");
    browser.fill("Text", &text.replacen(" og ", " samt ", 1));
    browser.click("Save the text");
}

/// A moderator begins a mail to many, and decides on one Case, on several, and on a flood.
fn moderate(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    browser.goto(&demo.at("/staff/circulars"));
    browser.choose("Something else");
    browser.click("Begin a draft");
    look_before_deciding(tour);
    decide_on_all(tour);
    invalidate(tour);
}

/// A moderator opens a Case that is undecided, and looks at what a decision would write.
fn look_before_deciding(tour: &mut Tour<'_>) {
    let browser = tour.browser;
    browser.goto(&tour.demo.at("/staff/cases"));
    browser.click(HELD);
    keeps_buttons_in_sight(browser, "This signature is held");
    browser.goto(&tour.demo.at("/staff/cases"));
    browser.click(UNDECIDED);
    keeps_buttons_in_sight(browser, "Your decision");
    browser.resize(DESK);
    assert!(!looks::in_sight(browser, ".onward a"), "the decision stands beside");
    browser.resize(PHONE);
    assert!(browser.fits() && looks::in_sight(browser, ".onward a"), "a link leads down to the decision");
    browser.resize(DESK);
    tour.look("/staff/cases/{number}");
    tour.send_empty("/staff/cases/{number}", "/decision");
    browser.choose("Ask for more");
    browser.fill("What is missing?", "Authority unclear");
    browser.fill("Message to the organisation", "Who asked you to sign?");
    browser.click("Save and write");
    browser.sees("This mail goes out");
    tour.answered("/staff/cases/{number}/decision");
}

/// What ends a Case stands in the window when the page opens, however low that is.
fn keeps_buttons_in_sight(browser: &Browser, panel: &str) {
    browser.sees(panel);
    for height in HEIGHTS {
        browser.resize_to(DESK, *height);
        assert!(looks::in_sight(browser, ".decide .save"), "the buttons of “{panel}” at {height}");
    }
}

/// A moderator decides on everything that a search finds.
fn decide_on_all(tour: &mut Tour<'_>) {
    let browser = tour.browser;
    browser.goto(&tour.demo.at("/staff/cases?q=klitgrav"));
    browser.fill("Which", "All 1 that were found");
    browser.fill("What happens", "Assign");
    browser.click("See what would happen");
    browser.sees("It can be done to 1 of the 1 case");
    tour.answered("/staff/cases/selected");
    browser.click("See what would happen");
    tour.answered("/staff/cases/selected");
    browser.click("Assign 1 case");
    browser.sees("Decision on several cases");
}

/// A moderator invalidates one submission.
fn invalidate(tour: &mut Tour<'_>) {
    let browser = tour.browser;
    browser.goto(&tour.demo.at("/staff/invalidations/new"));
    browser.fill("Name of the organisation", "klitgrav*");
    browser.fill("Reason for declining", "Not an organisation");
    browser.click("Count them");
    browser.sees("1 submission is meant");
    tour.answered("/staff/invalidations/new");
    browser.click("Invalidate 1 submission");
    browser.sees("Invalidation 1");
}

/// An admin looks at what erasing a signatory would write.
fn look_before_erasing(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    let case = published_case(demo, browser);
    browser.goto(&demo.at(&format!("{case}/erasure")));
    browser.choose("It puts people in danger");
    browser.fill("What the other admin needs to know", "They asked us by telephone.");
    browser.click("Look at the mail");
    browser.sees("Before it goes");
    tour.answered("/staff/cases/{number}/erasure");
}

/// The path of a Case about a signatory that is in the register: somebody reported it.
fn published_case(demo: &Demo, browser: &Browser) -> String {
    browser.goto(&demo.at("/staff/cases?kind=report"));
    browser.attribute("main a[href^='/staff/cases/']", "href").expect("a report")
}

/// The page on which a signature stands beside an organisation that looks like it.
fn look_alike(demo: &Demo, browser: &Browser) -> String {
    browser.goto(&demo.at("/staff/cases?checks=flagged"));
    let case = browser.attribute("main a[href^='/staff/cases/']", "href").expect("a flagged Case");
    browser.goto(&demo.at(&case));
    browser.attribute("main a[href*='/beside/']", "href").expect("a look-alike")
}

/// The page of a commitment in the letter of a state, which a moderator enters first.
fn promise_of_a_state(demo: &Demo, browser: &Browser) -> String {
    browser.goto(&demo.at("/staff/letters/new"));
    browser.fill("Official name", "Kingdom of Norway");
    browser.fill("Country", "Norway");
    browser.fill("Reference", "2026-4711");
    browser.fill("Day", "1");
    browser.fill("Month", "10");
    browser.fill("Year", "2025");
    browser.fill("Fingerprint of the scan (SHA-256)", &"0".repeat(64));
    browser.click("Record the letter");
    browser.sees("Add a commitment of the letter");
    browser.attribute("main a[href$='/commitments/new']", "href").expect("a commitment to add")
}

/// What stands for a pattern.
fn sample(pattern: &'static str) -> &'static str {
    match pattern {
        "/staff/people/{id}" => "/staff/people/2",
        "/staff/words/{mail}" => "/staff/words/declined",
        "/staff/circulars/{id}" => "/staff/circulars/1",
        "/staff/reasons/{code}" => "/staff/reasons/duplicate",
        "/staff/cases/{number}" => "/staff/cases/1",
        "/staff/decisions/{id}" => "/staff/decisions/1",
        "/staff/invalidations/{id}" => "/staff/invalidations/1",
        "/staff/call/edit/{language}" => "/staff/call/edit/da",
        plain => {
            assert!(!plain.contains('{'), "{plain} has no sample: add a line for it");
            plain
        }
    }
}

/// An admin resets a colleague's account, who gets a link to set it up again.
fn reset(demo: &Demo, browser: &Browser) -> String {
    browser.goto(&demo.at("/staff/people/6"));
    browser.click("Password or phone lost");
    let before = crate::support::mailbox::read(&demo.mail_folder()).len();
    browser.click("Reset the account");
    demo.link_after(before, "/staff/setup/")
}
