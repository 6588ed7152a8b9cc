//! The account in a real browser, wide and narrow: nothing sticks out however long a word is, nothing is in the way of
//! those who read with other means.

use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::EndorsementState;

use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::{Browser, Key};
use crate::support::fixtures::Given;

/// The wide one last: the story goes on from there.
const WIDTHS: [u32; 2] = [390, 1280];

fn enter(app: &TestApp, browser: &Browser, address: &str) {
    app.anonymous().post("/account/sign-in", &[("email", address)]).ok();
    let Letter::AccountLink { link, .. } = app.mail_to(address) else { panic!("no link for {address}") };
    browser.forget_cookies();
    browser.goto(&link);
    look(browser, "enter");
    browser.click("Open the account");
}

fn look(browser: &Browser, name: &str) {
    for width in WIDTHS {
        browser.resize(width);
        assert!(browser.fits(), "{name} is wider than {width}");
    }
    axe::assert_accessible(browser);
}

#[test]
fn every_page_can_be_read_by_everybody() {
    let app = TestApp::on_sqlite();
    let commitments = &["Benches by the edge of the wood", "Lamps for listeners"];
    app.signatory(Given { commitments, ..Given::default() });
    let state = EndorsementState::NeedsInfo;
    // Nothing in these can be broken between words.
    let name = "Engensangforening".repeat(17).leak();
    let commitments = vec![&*format!("https://engen.example/{}", "lamps".repeat(30)).leak()].leak();
    app.signatory(Given { name, contacts: &["bo@engen.example"], state, commitments, ..Given::default() });
    let browser = Browser::start();
    let go = |path: &str, name: &str| {
        browser.goto(&format!("{}{path}", app.base));
        look(&browser, name);
    };
    go("/account/sign-in", "sign-in");
    enter(&app, &browser, "bo@engen.example");
    look(&browser, "desk-asked");
    go("/account/answer", "answer");
    go("/account/cancel", "cancel");
    enter(&app, &browser, "suzie@skovbrynet.example");
    look(&browser, "desk");
    go("/da/account", "desk-da");
    go("/account/commitments/new", "commitment");
    browser.goto(&format!("{}/account/commitments/new", app.base));
    browser.fill("Title", "Lanterns");
    browser.press(Key::Enter);
    browser.sees("Describe what you will do");
    look(&browser, "commitment-errors");
    go("/account/amend", "amend");
    browser.goto(&format!("{}/account/amend", app.base));
    browser.fill("Name of the organisation", "Skovbrynets Folkeforening af 1899");
    browser.press(Key::Enter);
    browser.sees("Check your change");
    look(&browser, "amend-check");
    browser.click("Send the change");
    look(&browser, "desk-amended");
    browser.click("Give up");
    look(&browser, "drop");
    go("/account/withdraw", "withdraw");
    browser.choose("I withdraw Skovbrynet Folkeforening from the Call");
    browser.click("Withdraw from the Call");
    look(&browser, "withdrawn");
    let Letter::Withdrawn { reverse_link, .. } = app.mail_to("suzie@skovbrynet.example") else {
        panic!("no link")
    };
    browser.goto(&reverse_link);
    look(&browser, "reverse");
    browser.click("This withdrawal was not ours");
    look(&browser, "reversal-asked");
    go("/account", "desk-withdrawn");
}
