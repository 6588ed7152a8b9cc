//! A new user's whole way, script off, from the front page to the tombstone, in each language: with nothing but the
//! README, the site, and the inbox and codes that the demo shows on `/demo`. Where to go, what to press and as whom to sign in is
//! taken from the README.

use tilsagn::clock::{Clock, SystemClock};

use crate::demo::{Demo, reads_soon};
use crate::form::{self, DANISH, EMAIL, ENGLISH, NAME, PROMISE};
use crate::later::{self, Later};
use crate::readme;
use crate::support::browser::{Browser, PHONE, Setup};

const BETTER: &str = "We keep the lamps of the harbour lit, and tell what it costs.";

#[test]
fn a_new_user_signs_is_published_found_amends_and_withdraws() {
    let demo = Demo::start();
    let (suzie, words) = (Browser::without_script(), as_told());
    reads(&demo, &suzie);
    signs(&demo, &suzie);
    let (mette, profile) = is_published_and_found(&demo, &suzie, &words);
    suzie.sees(PROMISE);
    is_in_the_data(&demo, &profile);
    assert!(demo.read("/data/commitments.csv").contains(PROMISE));
    amends_and_withdraws(&demo, (&suzie, &mette), &profile, &words);
    let today = SystemClock.now().day_in(chrono_tz::Europe::Copenhagen);
    let day = today.format("%-d %B %Y").to_string();
    let gone = suzie.text_of(".remark");
    assert!(gone.contains(&format!("Withdrew on {day}.")), "{gone}");
    takes_it_back(&demo, &suzie, &words);
}

/// Our own words, with those that the README names in their places.
fn as_told() -> Later {
    let [publish, change, withdraw] = readme::labels();
    Later { publish, change, withdraw, ..later::ENGLISH }
}

#[test]
fn the_same_in_danish_on_a_phone() {
    let demo = Demo::start();
    let phone = || Browser::with(Setup { width: PHONE, script: false, languages: "da", ..Setup::default() });
    let suzie = phone();
    signs_in_danish(&demo, &suzie);
    let (mette, profile) = is_published_and_found(&demo, &suzie, &later::DANISH);
    assert!(suzie.fits());
    is_in_the_data(&demo, profile.replace("/da/", "/").as_str());
    amends_and_withdraws(&demo, (&suzie, &mette), &profile, &later::DANISH);
    assert!(suzie.fits());
}

/// The moderator decides, and the signer finds the organisation, where the mail leads, too.
fn is_published_and_found(demo: &Demo, suzie: &Browser, words: &Later) -> (Browser, String) {
    let mette = Browser::without_script();
    demo.sign_in_by_readme(&mette, words);
    publishes(demo, &mette, words, words.publish);
    let published = demo.follow_mail(suzie, EMAIL, "/signatories/", words);
    demo.find_in_register(suzie, NAME, words);
    suzie.sees("A harbour is for everybody.");
    assert_eq!(suzie.address(), published, "the mail leads to the page");
    (mette, published)
}

fn amends_and_withdraws(demo: &Demo, (suzie, mette): (&Browser, &Browser), profile: &str, words: &Later) {
    enters_account(demo, suzie, words);
    amends(suzie, words);
    publishes(demo, mette, words, words.publish_change);
    suzie.goto(profile);
    reads_soon(suzie, BETTER);
    withdraws(demo, suzie, words);
    suzie.goto(profile);
    reads_soon(suzie, words.tombstone);
    assert!(!suzie.text().contains(BETTER), "the tombstone keeps the description");
}

/// Everything that the README sends a reader to is there, and what it says that `demo.json` has.
fn reads(demo: &Demo, suzie: &Browser) {
    for path in readme::paths::<4>("Read") {
        demo.read(path);
        suzie.goto(&demo.at(path));
        assert_eq!((suzie.address(), suzie.count("main h1")), (demo.at(path), 1));
    }
    let more = demo.doors["paths"].as_array().expect("paths");
    more.iter().for_each(|path| drop(demo.read(path.as_str().expect("a path"))));
}

fn signs(demo: &Demo, suzie: &Browser) {
    let ([sign], [inbox]) = (readme::paths("Sign"), readme::paths("Confirm"));
    assert_eq!(inbox, readme::inbox(), "the mail is where everything begins");
    suzie.goto(&demo.base);
    suzie.click("Read the Call");
    suzie.sees("open for signing");
    suzie.click("Sign for your organisation");
    assert_eq!(suzie.address(), demo.at(sign));
    form::first_pages(suzie, &ENGLISH);
    suzie.sees(&format!("Step 4 of {}", readme::pages()));
    form::one_commitment(suzie);
    suzie.click("Continue");
    form::last_pages(suzie, &ENGLISH);
    let link = demo.follow_mail(suzie, EMAIL, "/confirm/", &later::ENGLISH);
    form::confirm(suzie, &link, &ENGLISH);
    suzie.goto(&demo.at("/signatories?q=Havneljus"));
    assert!(!suzie.text().contains(NAME), "public before it was decided");
}

/// The moderator finds the organisation's Case in the queue, decides, looks at the mail, sends it.
fn publishes(demo: &Demo, mette: &Browser, words: &Later, decision: &str) {
    let queue = demo.at(&format!("{}/staff/cases", words.prefix));
    mette.goto(&queue);
    mette.fill(words.queue_search, NAME);
    mette.click(words.search);
    mette.click(NAME);
    mette.sees(words.decision);
    mette.choose(decision);
    mette.click(words.save);
    mette.sees(words.before);
    mette.sees(words.mail_goes);
    mette.sees(EMAIL);
    mette.click(words.send);
    mette.goto(&format!("{queue}?state=closed"));
    mette.sees(NAME);
}

fn is_in_the_data(demo: &Demo, profile: &str) {
    let slug = profile.rsplit('/').next().unwrap();
    let one = demo.json(&format!("/api/v1/signatories/{slug}"));
    assert!(one.to_string().contains(NAME), "{one}");
    assert!(demo.read("/api/v1/signatories?q=Havneljus").contains(NAME));
    assert!(demo.read("/data/signatories.csv").lines().any(|line| line.contains(NAME)));
    for path in ["/data/signatories.csv", "/api/v1/signatories?q=Havneljus"] {
        let text = demo.read(path);
        assert!(!text.contains(EMAIL) && !text.contains("Suzie"), "{path} names the person");
    }
}

fn enters_account(demo: &Demo, suzie: &Browser, words: &Later) {
    let [door, inbox] = readme::paths("Change it");
    assert_eq!(inbox, readme::inbox(), "where the link comes");
    suzie.goto(&demo.at(&format!("{}{door}", words.prefix)));
    suzie.sees(words.account);
    suzie.fill(words.email, EMAIL);
    suzie.click(words.send_link);
    suzie.sees(words.look);
    demo.follow_mail(suzie, EMAIL, "/account/enter/", words);
    suzie.click(words.open);
    suzie.sees(words.tasks);
}

fn amends(suzie: &Browser, words: &Later) {
    suzie.click(words.change);
    suzie.fill(words.description, BETTER);
    suzie.click(words.compare);
    suzie.sees(words.check);
    suzie.click(words.send_change);
    suzie.sees(words.change_sent);
}

fn withdraws(demo: &Demo, suzie: &Browser, words: &Later) {
    suzie.goto(&demo.at(&format!("{}/account", words.prefix)));
    suzie.click(words.withdraw);
    let [before, after] = words.sure;
    suzie.choose(&format!("{before}{NAME}{after}"));
    suzie.click(words.withdraw);
    suzie.sees(words.withdrawn);
    let [before, after] = words.within;
    suzie.sees(&format!("{before}{}{after}", readme::days()));
}

/// The mail takes the withdrawal back, as soon as the ministry has looked.
fn takes_it_back(demo: &Demo, suzie: &Browser, words: &Later) {
    let [inbox] = readme::paths("Withdraw");
    assert_eq!(inbox, readme::inbox(), "where the mail lies");
    demo.follow_mail(suzie, EMAIL, "/reverse/", words);
    suzie.sees(NAME);
    suzie.click("This withdrawal was not ours");
    suzie.sees("We look at it at once");
}

fn signs_in_danish(demo: &Demo, suzie: &Browser) {
    suzie.goto(&demo.at("/da"));
    suzie.click("Læs Opfordringen");
    assert!(suzie.fits());
    suzie.click(DANISH.submit);
    form::first_pages(suzie, &DANISH);
    suzie.click(DANISH.without);
    form::last_pages(suzie, &DANISH);
    let link = demo.follow_mail(suzie, EMAIL, "/confirm/", &later::DANISH);
    assert!(link.contains("/da/confirm/"), "{link}");
    form::confirm(suzie, &link, &DANISH);
    assert!(suzie.fits());
}
