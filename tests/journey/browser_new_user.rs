//! A new user's whole way, script off, from the front page to the tombstone.

use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::permit::Role;

use crate::demo::{Demo, reads_soon};
use crate::form::{self, DANISH, EMAIL, ENGLISH, NAME, PROMISE};
use crate::support::browser::{Browser, PHONE, Setup};

const BETTER: &str = "We keep the lamps of the harbour lit, and tell what it costs.";

#[test]
fn a_new_user_signs_is_published_found_amends_and_withdraws() {
    let demo = Demo::start();
    let suzie = Browser::without_script();
    signs(&demo, &suzie);

    let mette = Browser::without_script();
    demo.sign_in(&mette, Role::Moderator);
    publishes(&demo, &mette, "Publish the signature");
    let published = demo.link(EMAIL, "/signatories/");

    demo.find_in_register(&suzie, NAME);
    suzie.sees("A harbour is for everybody.");
    suzie.sees(PROMISE);
    let profile = suzie.address();
    assert_eq!(profile, published, "the mail leads to the page");
    is_in_the_data(&demo, &profile);

    enters_account(&demo, &suzie);
    amends(&suzie);
    publishes(&demo, &mette, "Publish the change");
    suzie.goto(&profile);
    reads_soon(&suzie, BETTER);

    withdraws(&demo, &suzie);
    suzie.goto(&profile);
    reads_soon(&suzie, "Withdrew on");
    let today = SystemClock.now().day_in(chrono_tz::Europe::Copenhagen);
    let day = today.format("%-d %B %Y").to_string();
    let gone = suzie.text_of(".remark");
    assert!(gone.contains(&format!("Withdrew on {day}.")), "{gone}");
    assert!(!suzie.text().contains(BETTER), "the tombstone keeps the description");
}

fn signs(demo: &Demo, suzie: &Browser) {
    suzie.goto(&demo.base);
    suzie.click("Read the Call");
    suzie.sees("open for signing");
    suzie.click("Sign for your organisation");
    form::first_pages(suzie, &ENGLISH);
    form::one_commitment(suzie);
    suzie.click("Continue");
    form::last_pages(suzie, &ENGLISH);
    let link = demo.mail(EMAIL, 1).link("/confirm/");
    form::confirm(suzie, &link, &ENGLISH);
    suzie.goto(&demo.at("/signatories?q=Havneljus"));
    assert!(!suzie.text().contains(NAME), "public before it was decided");
}

/// The moderator finds the organisation's Case in the queue, decides, looks at the mail, sends it.
fn publishes(demo: &Demo, mette: &Browser, decision: &str) {
    mette.goto(&demo.at("/staff/cases"));
    mette.fill("Name of the organisation", NAME);
    mette.click("Search");
    mette.click(NAME);
    mette.sees("Your decision");
    mette.choose(decision);
    mette.click("Save and write");
    mette.sees("Before it goes");
    mette.sees("This mail goes out");
    mette.sees(EMAIL);
    mette.click("Confirm and send");
    mette.goto(&demo.at("/staff/cases?state=closed"));
    mette.sees(NAME);
}

fn is_in_the_data(demo: &Demo, profile: &str) {
    let slug = profile.rsplit('/').next().unwrap();
    let one = demo.json(&format!("/api/v1/signatories/{slug}"));
    assert!(one.to_string().contains(NAME), "{one}");
    assert!(demo.read("/api/v1/signatories?q=Havneljus").contains(NAME));
    assert!(demo.read("/data/signatories.csv").lines().any(|line| line.contains(NAME)));
    assert!(demo.read("/data/commitments.csv").contains(PROMISE));
    for path in ["/data/signatories.csv", "/api/v1/signatories?q=Havneljus"] {
        let text = demo.read(path);
        assert!(!text.contains(EMAIL) && !text.contains("Suzie"), "{path} names the person");
    }
}

fn enters_account(demo: &Demo, suzie: &Browser) {
    suzie.goto(&demo.base);
    suzie.goto(&demo.at("/account"));
    suzie.sees("Your organisation's account");
    suzie.fill("Your mail address", EMAIL);
    suzie.click("Send me a link");
    suzie.sees("Look in your mailbox");
    suzie.goto(&demo.link(EMAIL, "/account/enter/"));
    suzie.click("Open the account");
    suzie.sees("What you can do");
}

fn amends(suzie: &Browser) {
    suzie.click("Change your entry");
    suzie.fill("Description", BETTER);
    suzie.click("Compare before you send");
    suzie.sees("Check your change");
    suzie.click("Send the change");
    suzie.sees("Your change is sent.");
}

fn withdraws(demo: &Demo, suzie: &Browser) {
    suzie.goto(&demo.at("/account"));
    suzie.click("Withdraw from the Call");
    suzie.choose(&format!("I withdraw {NAME} from the Call"));
    suzie.click("Withdraw from the Call");
    suzie.sees("Your organisation has withdrawn");
}

#[test]
fn a_new_user_signs_and_confirms_in_danish_on_a_phone() {
    let demo = Demo::start();
    let suzie = Browser::with(Setup { width: PHONE, script: false, languages: "da", ..Setup::default() });
    suzie.goto(&demo.at("/da"));
    suzie.click("Læs Opfordringen");
    assert!(suzie.fits());
    suzie.click(DANISH.submit);
    form::first_pages(&suzie, &DANISH);
    suzie.click(DANISH.without);
    form::last_pages(&suzie, &DANISH);
    let link = demo.mail(EMAIL, 1).link("/confirm/");
    assert!(link.contains("/da/confirm/"), "{link}");
    form::confirm(&suzie, &link, &DANISH);
    assert!(suzie.fits());
}
