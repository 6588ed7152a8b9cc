//! A person at a browser: goes to pages, fills in fields by their labels, presses buttons by their words.
//!
//! Every verb finds things as a person does, waits a moment for them, and panics with the page's
//! address, title and text when they are not there. What leads to another page comes back when that page
//! is there (`leaving.rs`). The protocol is in `driver.rs`.

use super::driver::{Element, Refused, Session};
pub use super::key::Key;
use super::labels::{day_as_typed, fields, quoted};
use super::leaving::{self, By};
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Width of a page on a desk, in CSS pixels.
pub const DESK: u32 = 1280;
/// Width of a page on a phone, in CSS pixels.
pub const PHONE: u32 = 390;

/// How long a verb waits for what it needs.
const WAIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);
/// How long a page may take to be laid out.
const LAYOUT: Duration = Duration::from_secs(2);
/// How long the next page may take after a click. Passwords are checked slowly in a build for tests.
const NEXT_PAGE: Duration = Duration::from_secs(15);

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// Width of the page in CSS pixels: `DESK` or `PHONE`.
    pub width: u32,
    /// Whether scripts of pages run.
    pub script: bool,
    /// Languages asked for, the favourite first, such as `da,en`.
    pub languages: &'a str,
    /// How long the next page may take after a click.
    pub next_page: Duration,
}

impl Default for Setup<'_> {
    fn default() -> Self {
        Setup { width: DESK, script: true, languages: "en", next_page: NEXT_PAGE }
    }
}

/// One browser with its own cookies.
pub struct Browser {
    session: Session,
    script: bool,
    next_page: Duration,
    /// In CSS pixels.
    width: Cell<u32>,
}

impl Browser {
    /// A browser on a desk, scripts on, English.
    pub fn start() -> Browser {
        Browser::with(Setup::default())
    }

    /// The same with scripts off.
    pub fn without_script() -> Browser {
        Browser::with(Setup { script: false, ..Setup::default() })
    }

    /// A browser set up as told.
    pub fn with(setup: Setup<'_>) -> Browser {
        let session = Session::start(setup.script, setup.languages);
        let Setup { width, script, next_page, .. } = setup;
        let browser = Browser { session, script, next_page, width: Cell::new(width) };
        browser.resize(setup.width);
        browser
    }

    /// Whether scripts of pages run here.
    pub fn runs_script(&self) -> bool {
        self.script
    }

    /// Makes the page this wide (CSS pixels), narrower than a window could be.
    pub fn resize(&self, width: u32) {
        self.resize_to(width, if width < 600 { 844 } else { 900 });
    }

    /// Makes the window this wide and this high (CSS pixels).
    pub fn resize_to(&self, width: u32, height: u32) {
        self.width.set(width);
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.session.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    // ---- going and looking --------------------------------------------------------------------

    /// Opens an address and waits until the page is there.
    pub fn goto(&self, address: &str) {
        let gone = self.session.post("/url", json!({ "url": address }));
        gone.unwrap_or_else(|refused| panic!("cannot open {address}: {}", refused.message));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.must("reload", |session| session.post("/refresh", json!({})).map(drop));
    }

    /// Goes back, as by the browser's button.
    pub fn back(&self) {
        self.must("go back", |session| session.post("/back", json!({})).map(drop));
    }

    /// Throws all cookies of the open page's site away.
    pub fn forget_cookies(&self) {
        self.must("forget cookies", |session| session.delete("/cookie").map(drop));
    }

    /// The whole address of the page.
    pub fn address(&self) -> String {
        self.must("read the address", |session| session.get("/url").map(text_of))
    }

    /// The page's title.
    pub fn page_title(&self) -> String {
        self.must("read the title", |session| session.get("/title").map(text_of))
    }

    /// The page as it reads: what is seen, without markup.
    pub fn text(&self) -> String {
        self.text_of("body")
    }

    /// What the first element that the CSS selector finds reads.
    pub fn text_of(&self, selector: &str) -> String {
        self.with_first(selector, &[selector.to_owned()], |session, element| {
            session.ask(element, "text").map(text_of)
        })
    }

    /// An attribute of the first element that the CSS selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.with_first(selector, &[selector.to_owned()], |session, element| {
            session.ask(element, &format!("attribute/{name}")).map(|value| value.as_str().map(str::to_owned))
        })
    }

    /// How many elements the CSS selector finds just now.
    pub fn count(&self, selector: &str) -> usize {
        self.session.find(selector).len()
    }

    /// Waits until the page reads this somewhere; panics when it does not come.
    pub fn sees(&self, words: &str) {
        let until = Instant::now() + WAIT;
        while !self.text().contains(words) {
            assert!(Instant::now() <= until, "“{words}” is not on the page{}", self.scene());
            std::thread::sleep(PAUSE);
        }
    }

    /// Whether the page is no wider than the window: nobody has to scroll sideways. A page that is new or
    /// has just been resized gets a moment to be laid out.
    pub fn fits(&self) -> bool {
        let until = Instant::now() + LAYOUT;
        loop {
            let layout = self.session.devtools("Page.getLayoutMetrics", json!({}));
            let width = |of: &str, name: &str| layout[of][name].as_f64().unwrap_or(f64::MAX);
            let window = width("cssLayoutViewport", "clientWidth");
            let resized = window == f64::from(self.width.get());
            if resized && width("cssContentSize", "width") <= window + 0.5 {
                return true;
            }
            if Instant::now() > until {
                return false;
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Saves a picture of the whole page as `target/screenshots/<name>.png` and says where it is.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let shot = self.session.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true }));
        let picture = data_encoding::BASE64.decode(shot["data"].as_str().unwrap_or_default().as_bytes());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, picture.expect("base64")).expect("a screenshot is saved");
        path
    }

    // ---- doing --------------------------------------------------------------------------------

    /// Types a value into the field with this label, in place of what was there; picks it in a list.
    /// A day is given as `2027-03-01`.
    pub fn fill(&self, label: &str, value: &str) {
        self.with_first(&format!("field “{label}”"), &fields(label), |session, field| {
            if session.ask(field, "name")?.as_str() == Some("select") {
                let options =
                    session.find_in(field, &format!(".//option[normalize-space(.)={}]", quoted(value)));
                let missing = Refused { code: "no such option".into(), message: value.into() };
                return session.act(options.first().ok_or(missing)?, "click", json!({}));
            }
            session.act(field, "clear", json!({}))?;
            let day = session.ask(field, "property/type")?.as_str() == Some("date");
            let typed = if day { day_as_typed(value) } else { value.to_owned() };
            session.act(field, "value", json!({ "text": typed }))
        });
    }

    /// What is in the field with this label.
    pub fn value(&self, label: &str) -> String {
        self.with_first(&format!("field “{label}”"), &fields(label), |session, field| {
            session.ask(field, "property/value").map(text_of)
        })
    }

    /// Picks the radio button or ticks the box with this label; ticked already, it stays so.
    pub fn choose(&self, label: &str) {
        self.set(label, true);
    }

    /// Unticks the box with this label.
    pub fn unchoose(&self, label: &str) {
        self.set(label, false);
    }

    /// Whether the radio button or box with this label is on.
    pub fn chosen(&self, label: &str) -> bool {
        self.with_first(&format!("option “{label}”"), &fields(label), |session, option| {
            session.ask(option, "selected").map(is_true)
        })
    }

    /// Presses the button, follows the link or opens the summary that reads so. If that leads to another
    /// page, it is there when this returns.
    pub fn click(&self, words: &str) {
        let clickable = "self::a[@href] or self::button or self::summary";
        let exact = quoted(words);
        let locators = [
            format!("//*[{clickable}][normalize-space(.)={exact}]"),
            format!("//input[@type='submit' or @type='button'][@value={exact}]"),
            format!("//*[{clickable}][@aria-label={exact}]"),
            format!("//*[{clickable}][contains(normalize-space(.), {exact})]"),
        ];
        self.click_on(&format!("button or link “{words}”"), &locators);
    }

    /// The same for the first that the CSS selector finds.
    pub fn click_first(&self, selector: &str) {
        self.click_on(selector, &[selector.to_owned()]);
    }

    // ---- the keyboard -------------------------------------------------------------------------

    /// Presses a key where the focus is. If that leads to another page, it is there when this returns.
    pub fn press(&self, key: Key) {
        let left = self.must("press a key", |session| {
            let element = session.active()?;
            let left = match key {
                Key::Enter => leaving::page_left(session, &element, By::Enter)?,
                Key::Space => leaving::page_left(session, &element, By::Space)?,
                _ => None,
            };
            session.act(&element, "value", json!({ "text": key.typed() }))?;
            Ok(left)
        });
        self.arrive(&format!("{key:?}"), left);
    }

    /// Types where the focus is.
    pub fn type_keys(&self, text: &str) {
        self.must("type", |session| session.act(&session.active()?, "value", json!({ "text": text })));
    }

    /// What has the focus, as a screen reader names it: `button: Send`, `input: Your name`.
    pub fn focused(&self) -> String {
        self.must("look where the focus is", |session| {
            let element = session.active()?;
            let tag = session.ask(&element, "name").map(text_of)?;
            let name = session.ask(&element, "computedlabel").map(text_of)?;
            Ok(format!("{tag}: {name}"))
        })
    }

    /// Whether what has the focus is drawn with a line or a shade around it.
    pub fn focus_shows(&self) -> bool {
        self.must("look how the focus is drawn", |session| {
            let element = session.active()?;
            let style = |name: &str| session.ask(&element, &format!("css/{name}")).map(text_of);
            let line = style("outline-style")? != "none" && !style("outline-width")?.starts_with('0');
            let seen = !style("outline-color")?.ends_with(", 0)");
            Ok(line && seen || style("box-shadow")? != "none")
        })
    }

    /// Gives the browser an authenticator that keeps passkeys and says yes to everything (WebAuthn level 2, section 11.3).
    pub fn has_authenticator(&self) {
        let mut kind = json!({ "protocol": "ctap2", "transport": "internal", "hasResidentKey": true });
        (kind["hasUserVerification"], kind["isUserVerified"]) = (json!(true), json!(true));
        self.must("have a key", |session| session.post("/webauthn/authenticator", kind.clone()));
    }

    // ---- for helpers beside this one ----------------------------------------------------------

    /// Has the browser pretend something, by a command of its debugging protocol.
    pub fn devtools(&self, command: &str, arguments: Value) {
        self.session.devtools(command, arguments);
    }

    /// Runs a script in the page, whatever its content security policy says; `arguments[0]` is called
    /// with the result.
    pub fn execute_async(&self, script: &str) -> Value {
        assert!(self.script, "scripts are off in this browser: use another one for this");
        self.must("run a script", |session| {
            session.post("/execute/async", json!({ "script": script, "args": [] }))
        })
    }

    fn set(&self, label: &str, wanted: bool) {
        self.with_first(&format!("option “{label}”"), &fields(label), |session, option| {
            if session.ask(option, "selected").map(is_true)? == wanted {
                return Ok(());
            }
            session.act(option, "click", json!({}))
        });
    }

    fn click_on(&self, what: &str, locators: &[String]) {
        let left = self.with_first(what, locators, |session, element| {
            let left = leaving::page_left(session, element, By::Click)?;
            session.act(element, "click", json!({}))?;
            Ok(left)
        });
        self.arrive(what, left);
    }

    /// Waits until the page that was left is gone and the next one complete.
    fn arrive(&self, what: &str, left: Option<String>) {
        let Some(left) = left else { return };
        let until = Instant::now() + self.next_page;
        while !leaving::is_next_complete(&self.session, &left) {
            let within = self.next_page;
            assert!(Instant::now() <= until, "{what}: no other page came within {within:?}{}", self.scene());
            std::thread::sleep(PAUSE);
        }
    }

    /// Does something with the first visible element that the locators find, tried in their order,
    /// and again while the page changes under it.
    fn with_first<T>(
        &self,
        what: &str,
        locators: &[String],
        act: impl Fn(&Session, &Element) -> Result<T, Refused>,
    ) -> T {
        let until = Instant::now() + WAIT;
        loop {
            let reason = match self.first(locators) {
                Some(element) => match act(&self.session, &element) {
                    Ok(value) => return value,
                    Err(refused) => format!("{}: {}", refused.code, refused.message),
                },
                None => "there is none".to_owned(),
            };
            if Instant::now() > until {
                panic!("{what}: {reason}{}", self.scene());
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn first(&self, locators: &[String]) -> Option<Element> {
        let shown = |one: &Element| self.session.ask(one, "displayed").is_ok_and(is_true);
        locators.iter().find_map(|locator| {
            let mut found = self.session.find(locator);
            let at = found.iter().position(shown)?;
            Some(found.swap_remove(at))
        })
    }

    fn must<T>(&self, what: &str, act: impl Fn(&Session) -> Result<T, Refused>) -> T {
        act(&self.session)
            .unwrap_or_else(|refused| panic!("cannot {what}: {}: {}", refused.code, refused.message))
    }

    /// Where we are, for the message of a failure.
    fn scene(&self) -> String {
        let read = |path: &str| self.session.get(path).map(text_of).unwrap_or_default();
        let body = self.session.find("body").pop();
        let text = body.and_then(|body| self.session.ask(&body, "text").ok()).map(text_of);
        format!("\non {} “{}”, which reads:\n{}", read("/url"), read("/title"), text.unwrap_or_default())
    }
}

fn text_of(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn is_true(value: Value) -> bool {
    value == Value::Bool(true)
}
