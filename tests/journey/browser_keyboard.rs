//! The signing form with the keyboard alone, script off: the focus can always be seen and always has a name.

use crate::demo::Demo;
use crate::form::{EMAIL, ENGLISH, NAME};
use crate::support::browser::{Browser, Key};

/// More keys than any way on these pages takes.
const FAR: usize = 40;

/// Presses a key until the focus is there; every stop on the way can be seen and named.
fn go_to(browser: &Browser, key: Key, wanted: &str) {
    let mut way = Vec::new();
    for _ in 0..FAR {
        browser.press(key);
        let here = browser.focused();
        assert!(browser.focus_shows(), "no sign of the focus on “{here}”, {}", browser.address());
        let name = here.split_once(": ").map(|(_, name)| name.trim()).unwrap_or_default();
        assert!(!name.is_empty(), "the focus is on “{here}”, which has no name, {}", browser.address());
        if here == wanted {
            return;
        }
        way.push(here);
    }
    panic!("{wanted} is not on the way: {way:#?}");
}

#[test]
fn a_mistake_leads_to_its_field_and_the_first_three_pages_are_filled_in_with_the_keyboard_alone() {
    let demo = Demo::start();
    let browser = Browser::without_script();
    browser.goto(&demo.at("/sign"));
    go_to(&browser, Key::Tab, "button: Start the form");
    browser.press(Key::Enter);

    browser.sees(ENGLISH.organisation);
    go_to(&browser, Key::Tab, "button: Continue");
    browser.press(Key::Enter);
    browser.sees("There is a problem");
    go_to(&browser, Key::Tab, "a: Enter the name");
    browser.press(Key::Enter);
    assert_eq!(browser.focused(), "input: Official name");

    browser.goto(&demo.at("/sign/organisation"));
    browser.press(Key::Tab);
    assert_eq!(browser.focused(), "a: Skip to main content");
    browser.press(Key::Enter);
    go_to(&browser, Key::Tab, "input: Local government");
    go_to(&browser, Key::Down, "input: Civil society");
    browser.press(Key::Space);
    go_to(&browser, Key::Tab, "input: Official name");
    browser.type_keys(NAME);
    go_to(&browser, Key::Tab, "select: Country or territory");
    browser.type_keys("Denmark");
    go_to(&browser, Key::Tab, "input: Website (optional)");
    browser.type_keys("havneljus.example");
    go_to(&browser, Key::Tab, "textarea: Description (optional)");
    browser.type_keys("We keep the lamps of the harbour lit.");
    go_to(&browser, Key::Tab, "button: Continue");
    browser.press(Key::Space);

    browser.sees(ENGLISH.representative);
    go_to(&browser, Key::Tab, "input: Full name");
    browser.type_keys("Suzie Prøve");
    go_to(&browser, Key::Tab, "input: Job title");
    browser.type_keys("Director");
    go_to(&browser, Key::Tab, "input: Work mail address");
    browser.type_keys(EMAIL);
    go_to(&browser, Key::Tab, "input: They have the authority to commit the organisation");
    browser.press(Key::Space);
    go_to(&browser, Key::Tab, "input: Publish this person’s name and job title in the register");
    browser.press(Key::Space);
    assert!(browser.chosen("Publish this person’s name"));
    go_to(&browser, Key::Tab, "button: Continue");
    browser.press(Key::Enter);

    browser.sees(ENGLISH.visibility);
    go_to(&browser, Key::Tab, "input: With its name");
    go_to(&browser, Key::Tab, "button: Continue");
    browser.press(Key::Enter);

    browser.sees(ENGLISH.commitments);
    browser.goto(&demo.at("/sign/organisation"));
    assert!(browser.chosen("Civil society"));
    assert_eq!(browser.value("Country or territory"), "DK");
    assert_eq!(browser.value("Official name"), NAME);
}
