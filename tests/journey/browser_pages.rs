//! Every page of the route table that is not the staff's can be read by everybody, wide and narrow: a sample of
//! each, visited by those who come to it. A new page needs a line here, an answer to a form too.

use tilsagn::domain::permit::Role;

use crate::demo::Demo;
use crate::form::{self, EMAIL, ENGLISH, NAME};
use crate::support::browser::Browser;
use crate::tour::{Part, Tour};

/// Those who act for two organisations in the demo's queue: one was asked something, one waits.
const ASKED: &str = "alexis.torrenuova@digital-harmony-institute.example";
const IN_REVIEW: &str = "hanna.sosnodworska@jarzebola.example";

#[test]
fn every_public_page_and_every_page_of_signing() {
    let (demo, browser) = (Demo::start(), Browser::start());
    every_public_page(&demo, &browser);
    every_page_of_signing(&demo, &browser);
}

fn every_public_page(demo: &Demo, browser: &Browser) {
    let first = |list: &str, field: &str| {
        let list = demo.json(list);
        let items = list.as_object().expect("a page").values().find_map(|value| value.as_array());
        items.expect("a list")[0][field].as_str().expect("text").to_owned()
    };
    let slug = first("/api/v1/signatories", "slug");
    let commitment = first("/api/v1/commitments", "id");
    ask_for_link(demo, browser, ASKED);
    demo.link(ASKED, "/account/enter/");
    browser.goto(&demo.at("/demo"));
    let mail = browser.attribute("a[href^='/demo/mail/']", "href").expect("a mail");

    let mut tour = Tour::of(Part::Public, demo, browser);
    for (pattern, sample) in [
        ("/", "/"),
        ("/", "/da"),
        ("/call", "/call"),
        ("/call/v{number}", "/call/v1"),
        ("/call/compare/{older}/{newer}", "/call/compare/1/2"),
        ("/signatories", "/signatories"),
        ("/signatories", "/signatories?q=nothing-has-this-name"),
        ("/signatories", "/da/signatories?category=state&category=media"),
        ("/signatories/{slug}", &format!("/signatories/{slug}")),
        ("/signatories/{slug}/report", &format!("/signatories/{slug}/report")),
        ("/commitments", "/commitments"),
        ("/commitments/{id}", &format!("/commitments/{commitment}")),
        ("/about", "/about"),
        ("/privacy", "/privacy"),
        ("/accessibility", "/accessibility"),
        ("/data", "/data"),
        ("/verify", "/verify"),
        ("/verify/receipt", "/verify/receipt"),
        ("/demo", "/demo"),
        ("/demo/mail/{name}", &mail),
    ] {
        tour.visit(pattern, sample);
    }
    browser.goto(&demo.at(&format!("/signatories/{slug}/report")));
    browser.fill("What is wrong?", "Nobody there knows of it.");
    browser.click("Send the report");
    browser.sees("Your report has been received");
    tour.answered("/signatories/{slug}/report");
    tour.end();
}

fn every_page_of_signing(demo: &Demo, browser: &Browser) {
    let mut tour = Tour::of(Part::Signing, demo, browser);
    for plain in ["/sign", "/sign/person", "/sign/state", "/sign/link", "/sign/link/sent"] {
        tour.visit(plain, plain);
    }
    browser.goto(&demo.at("/sign"));
    form::first_pages(browser, &ENGLISH);
    form::one_commitment(browser);
    browser.click("Continue");
    browser.sees(ENGLISH.about_statement);
    browser.click("Continue");
    browser.sees(ENGLISH.check);
    for kept in [
        "/sign",
        "/sign/organisation",
        "/sign/representative",
        "/sign/visibility",
        "/sign/commitments",
        "/sign/commitments/new",
        "/sign/statement",
        "/sign/check",
        "/sign/later",
    ] {
        tour.visit(kept, kept);
    }
    tour.visit("/sign/commitments/{place}", "/sign/commitments/1");
    browser.goto(&demo.at("/sign/later"));
    browser.fill("Where should we send the link?", "colleague@havneljus.example");
    browser.click("Send the link");
    browser.sees("Your answers are saved");
    tour.look("/sign/saved");
    tour.visit("/sign/continue/{token}", &demo.link("colleague@havneljus.example", "/sign/continue/"));
    browser.goto(&demo.at("/sign/statement"));
    form::last_pages(browser, &ENGLISH);
    tour.visit("/sign/sent", "/sign/sent");
    let link = demo.link(EMAIL, "/confirm/");
    tour.visit("/confirm/{token}", &link);
    form::confirm(browser, &link, &ENGLISH);
    tour.answered("/confirm/{token}");
    tour.visit("/cancel/{token}", &demo.link(EMAIL, "/cancel/"));
    browser.sees(NAME);
    browser.click("Call off and erase everything");
    tour.answered("/cancel/{token}");
    tour.end();
}

fn ask_for_link(demo: &Demo, browser: &Browser, email: &str) {
    browser.goto(&demo.at("/account/sign-in"));
    browser.fill("Your mail address", email);
    browser.click("Send me a link");
    browser.sees("Look in your mailbox");
}

#[test]
fn every_page_of_the_account() {
    let (demo, browser) = (Demo::start(), Browser::start());
    let mut tour = Tour::of(Part::Account, &demo, &browser);
    tour.visit("/account/sign-in", "/account/sign-in");
    getting_back_in(&mut tour);
    ask_for_link(&demo, &browser, IN_REVIEW);
    tour.answered("/account/sign-in");
    browser.goto(&demo.link(IN_REVIEW, "/account/enter/"));
    browser.click("Open the account");
    browser.sees("What you can do");
    tour.look("/account");
    tour.visit("/account/cancel", "/account/cancel");
    ask_for_more(&demo, &browser, "Radio Jarzębola");
    let hide = publish(&demo, &browser, "Klitgrav & Datter ApS");
    tour.visit("/hide/{token}", &hide);
    browser.click_first("main form button");
    tour.answered("/hide/{token}");
    tour.visit("/unsubscribe/{token}", &demo.at("/unsubscribe/not-one-of-ours"));
    tour.visit("/unsubscribe/{token}", &write_to_few(&demo, &browser));
    browser.click_first("main form button");
    tour.answered("/unsubscribe/{token}");
    for page in ["/account", "/account/answer"] {
        tour.visit(page, page);
    }
    follow(&mut tour, "/account/commitments/{id}/change", "/change");
    browser.goto(&demo.at("/account/cancel"));
    browser.choose("Erase what we sent");
    browser.click_first("form[action*='/cancel?for='] button");
    browser.sees("The signature is called off");
    tour.answered("/account/cancel");

    let door = demo.doors["representative"]["link"].as_str().expect("a link").to_owned();
    browser.forget_cookies();
    tour.visit("/account/enter/{token}", &door);
    browser.click("Open the account");
    for page in [
        "/account",
        "/account/receipts",
        "/account/certificate",
        "/account/amend",
        "/account/visibility",
        "/account/domain",
        "/account/commitments/new",
    ] {
        tour.visit(page, page);
    }
    follow(&mut tour, "/account/commitments/{id}/drop", "/drop");
    browser.goto(&demo.at("/account"));
    let drop = browser.attribute("main a[href$='/drop']", "href").expect("a published commitment");
    tour.visit("/account/commitments/{id}/change", &drop.replace("/drop", "/change"));
    browser.fill("Title", "Lamps for every reader");
    browser.click("Compare before you send");
    browser.sees("Check your change");
    tour.answered("/account/commitments/{id}/change");
    browser.goto(&demo.at("/account/amend"));
    browser.fill("Description", "We keep the lamps lit.");
    browser.click("Compare before you send");
    browser.sees("Check your change");
    tour.answered("/account/amend");
    people(&mut tour);
    withdrawing(&mut tour);
    tour.end();
}

/// Withdrawing, saying twice that it was not us, and ceasing to act.
fn withdrawing(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    tour.visit("/account/withdraw", "/account/withdraw");
    let before = crate::support::mailbox::read(&demo.mail_folder()).len();
    let organisation = demo.doors["representative"]["organisation"].as_str().expect("a name");
    browser.choose(&format!("I withdraw {organisation} from the Call"));
    browser.click("Withdraw from the Call");
    browser.sees("Your organisation has withdrawn");
    tour.answered("/account/withdraw");
    let link = demo.link_after(before, "/reverse/");
    browser.goto(&demo.at("/account"));
    browser.click("This withdrawal was not ours");
    browser.sees("We look at it at once");
    tour.answered("/account/reverse");
    tour.visit("/reverse/{token}", &link);
    browser.click_first("main form button");
    tour.answered("/reverse/{token}");
    browser.goto(&demo.at("/account/people/leave"));
    browser.choose(&format!("I no longer act for {organisation}"));
    browser.click("Stop acting");
    tour.answered("/account/people/leave");
}

/// The colleague who is invited, and who gets back in.
const PALLE: &str = "palle@proevesen.example";

/// Inviting a colleague, who joins in the same browser and acts from then on.
fn people(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    moving(tour);
    tour.visit("/account/people/invite", "/account/people/invite");
    browser.goto(&demo.at("/account/people/invite"));
    browser.fill("Your colleague’s name", "Palle Prøvesen");
    browser.fill("Your colleague’s mail address", PALLE);
    browser.click("Send the invitation");
    tour.look("/account/people");
    let link = demo.link(PALLE, "/account/join/");
    tour.visit("/account/join/{token}", &link);
    browser.goto(&link);
    browser.fill("Job title", "Secretary");
    browser.choose("I have the authority to commit the organisation");
    browser.click("Act for the organisation");
    browser.sees("You act for the organisation from now on");
    tour.look("/account/people");
    let href = browser.attribute("main a[href$='/take-off']", "href").expect("a colleague");
    tour.visit("/account/people/{person}/take-off", &href);
    tour.visit("/account/people/leave", "/account/people/leave");
}

/// Moving to another mailbox, in the same browser.
fn moving(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    let own = "/account/people/me";
    tour.visit(own, own);
    browser.goto(&demo.at(own));
    browser.fill("New mail address", "moved@proevesen.example");
    browser.click("Send the link");
    browser.sees("We have written to the new address");
    tour.look(own);
    // The walk speaks English, and the mail the language in which they are written to.
    let link = demo.link("moved@proevesen.example", "/account/mailbox/").replacen("/da/", "/", 1);
    tour.visit("/account/mailbox/{token}", &link);
    browser.click("Write to me here");
    browser.sees("We write to your new mailbox from now on");
    tour.look("/account/people");
}

/// Asking to act for an organisation that is not in the public register, up to what the letter must say.
fn getting_back_in(tour: &mut Tour<'_>) {
    let (demo, browser) = (tour.demo, tour.browser);
    tour.visit("/account/recover", "/account/recover");
    tour.visit("/account/recover", "/account/recover?q=a");
    tour.visit("/account/recover/ask", "/account/recover/ask");
    browser.goto(&demo.at("/account/recover/ask"));
    browser.fill("Name of the organisation", "Havnelys");
    browser.fill("Your full name", "Palle Prøvesen");
    browser.fill("Job title", "Secretary");
    browser.fill("Your work mail address", PALLE);
    browser.choose("I have the authority to commit the organisation");
    browser.choose("They still act, and I join them");
    browser.click("Send me a link to confirm");
    browser.sees("Look in your mailbox");
    tour.answered("/account/recover/ask");
    let link = demo.link(PALLE, "/account/recovery/");
    tour.visit("/account/recovery/{token}", &link);
    browser.click("Confirm and send the request");
    browser.sees("What the letter must say");
    tour.look("/account/recovery/{token}");
}

/// A moderator asks the organisation something, in the same browser.
fn ask_for_more(demo: &Demo, browser: &Browser, name: &str) {
    demo.sign_in(browser, Role::Moderator);
    browser.goto(&demo.at("/staff/cases"));
    browser.click(name);
    browser.choose("Ask for more");
    browser.fill("What is missing?", "Authority unclear");
    browser.fill("Message to the organisation", "Who asked you to sign?");
    browser.click("Save and write");
    browser.click("Confirm and send");
}

/// A moderator, signed in already, publishes an organisation, which gets a link to hide.
fn publish(demo: &Demo, browser: &Browser, name: &str) -> String {
    let before = crate::support::mailbox::read(&demo.mail_folder()).len();
    browser.goto(&demo.at("/staff/cases"));
    browser.click(name);
    browser.choose("Publish the signature");
    browser.click("Save and write");
    browser.click("Confirm and send");
    demo.link_after(before, "/hide/")
}

/// A moderator, signed in already, writes to few signatories, each of whom gets a link to decline such mails.
fn write_to_few(demo: &Demo, browser: &Browser) -> String {
    let before = crate::support::mailbox::read(&demo.mail_folder()).len();
    browser.goto(&demo.at("/staff/circulars"));
    browser.choose("New version of the Call");
    browser.click("Begin a draft");
    browser.choose("Multilateral organisation");
    browser.click("Save and look");
    browser.click_first("form[action$='/send'] button");
    demo.link_after(before, "/unsubscribe/")
}

/// Follows the first link of the account's first page that ends so.
fn follow(tour: &mut Tour<'_>, pattern: &str, end: &str) {
    tour.browser.goto(&tour.demo.at("/account"));
    let href = tour.browser.attribute(&format!("main a[href$='{end}']"), "href");
    tour.visit(pattern, &href.unwrap_or_else(|| panic!("no link {end}:\n{}", tour.browser.text())));
}
