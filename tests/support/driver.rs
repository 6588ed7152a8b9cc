//! ChromeDriver, one Chromium session behind it, and the few words of W3C WebDriver that we speak.
//!
//! Knows processes, flags and the protocol (<https://www.w3.org/TR/webdriver2/>); what a person does
//! on a page is in `browser.rs`.

use super::process::Process;
use serde_json::{Value, json};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// How long one command may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// CSS pixels by which a page is scrolled at once.
const WHEEL: u32 = 120;

/// What Chromium is started with: no window, no sandbox (tests may run as root), no calls home.
const FLAGS: &[&str] = &[
    // No page is still moving when it is looked at or clicked.
    "--force-prefers-reduced-motion",
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// An element of the page that is open, by WebDriver's name for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

/// Why WebDriver refused a command: its error code, for example `stale element reference`, and words.
#[derive(Debug, Clone)]
pub struct Refused {
    pub code: String,
    pub message: String,
}

/// A driver process, a browser with an empty profile, and the session that steers it.
pub struct Session {
    agent: ureq::Agent,
    address: String,
    _driver: Process,
    // After the driver, so that nothing writes into it any more when it goes.
    _profile: TempDir,
}

impl Session {
    /// Starts driver and browser. `languages` is what the browser asks pages for, such as `da,en`.
    pub fn start(script: bool, languages: &str) -> Session {
        let profile =
            tempfile::Builder::new().prefix("chromium").tempdir().expect("a folder for the profile");
        let program = std::env::var("TILSAGN_TEST_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let mut command = Command::new(program);
        // The browser's own language, which date fields go by, is the same on every machine.
        command.arg("--port=0").env("HOME", profile.path()).env("LANGUAGE", "en_US").env("LC_ALL", "C.UTF-8");
        let (driver, port) = Process::start("chromedriver", &mut command, |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        let address = format!("http://127.0.0.1:{port}/session");
        let mut session =
            Session { agent: config.build().into(), address, _driver: driver, _profile: profile };
        let wish = capabilities(&session._profile, script, languages);
        let created = session
            .post("", json!({ "capabilities": { "alwaysMatch": wish } }))
            .unwrap_or_else(|refused| panic!("Chromium does not start: {}", refused.message));
        let id = created["sessionId"].as_str().expect("a session has an id").to_owned();
        session.address.push('/');
        session.address.push_str(&id);
        session
    }

    /// Asks for something that has no arguments.
    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        let answer = self.agent.get(format!("{}{path}", self.address)).call();
        read(path, answer)
    }

    /// Has something done.
    pub fn post(&self, path: &str, arguments: Value) -> Result<Value, Refused> {
        let answer = self.agent.post(format!("{}{path}", self.address)).send_json(arguments);
        read(path, answer)
    }

    /// Takes something away: all cookies (`/cookie`), or the session itself (empty path).
    pub fn delete(&self, path: &str) -> Result<Value, Refused> {
        let answer = self.agent.delete(format!("{}{path}", self.address)).call();
        read(path, answer)
    }

    /// Every element that the CSS selector or (when it begins with `/` or `.//`) the XPath finds, in page order.
    pub fn find(&self, locator: &str) -> Vec<Element> {
        self.elements("/elements", locator)
    }

    /// The same inside an element.
    pub fn find_in(&self, element: &Element, locator: &str) -> Vec<Element> {
        self.elements(&format!("/element/{}/elements", element.0), locator)
    }

    fn elements(&self, path: &str, locator: &str) -> Vec<Element> {
        let xpath = locator.starts_with('/') || locator.starts_with(".//");
        let using = if xpath { "xpath" } else { "css selector" };
        let found = self
            .post(path, json!({ "using": using, "value": locator }))
            .unwrap_or_else(|refused| panic!("cannot look for {locator}: {}", refused.message));
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|one| one[ELEMENT].as_str()).map(|id| Element(id.to_owned())).collect()
    }

    /// The element that has the focus.
    pub fn active(&self) -> Result<Element, Refused> {
        let found = self.get("/element/active")?;
        Ok(Element(found[ELEMENT].as_str().unwrap_or_default().to_owned()))
    }

    /// Asks an element: `text`, `name` (of its tag), `displayed`, `attribute/…`, `property/…`, `computedlabel`.
    pub fn ask(&self, element: &Element, question: &str) -> Result<Value, Refused> {
        self.get(&format!("/element/{}/{question}", element.0))
    }

    /// Does something with an element: `click`, `clear`, or `value` to type.
    pub fn act(&self, element: &Element, act: &str, arguments: Value) -> Result<(), Refused> {
        let done = self.post(&format!("/element/{}/{act}", element.0), arguments);
        if matches!(&done, Err(refused) if refused.code == "element click intercepted") {
            self.turn_wheel(element);
        }
        done.map(drop)
    }

    /// Scrolls a little where an element is, as who finds it under something that stays in sight. The next try is theirs.
    fn turn_wheel(&self, element: &Element) {
        let step = json!({
            "type": "scroll", "x": 0, "y": 0, "deltaX": 0, "deltaY": WHEEL, "origin": { ELEMENT: element.0 },
        });
        let _ = self
            .post("/actions", json!({ "actions": [{ "type": "wheel", "id": "wheel", "actions": [step] }] }));
    }

    /// A command of the browser's debugging protocol, for what WebDriver has no word for.
    pub fn devtools(&self, command: &str, arguments: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": arguments }))
            .unwrap_or_else(|refused| panic!("{command}: {}", refused.message))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Ends the browser in good order; the driver's process is ended after it in any case.
        let _ = self.delete("");
    }
}

fn capabilities(profile: &TempDir, script: bool, languages: &str) -> Value {
    let mut flags: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.path().display()));
    let mut preferences = json!({ "intl.accept_languages": languages });
    if !script {
        // What a visitor does who switches scripts off in the settings.
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let mut options = json!({ "args": flags, "prefs": preferences });
    if let Ok(program) = std::env::var("TILSAGN_TEST_CHROMIUM") {
        options["binary"] = json!(program);
    }
    // A page that loads longer is a defect. Looking for barriers on a long one takes its time on a machine that is busy.
    let timeouts = json!({ "pageLoad": 30_000, "script": 90_000 });
    json!({ "browserName": "chrome", "goog:chromeOptions": options, "timeouts": timeouts })
}

fn read(path: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, Refused> {
    let mut answer = answer.unwrap_or_else(|error| panic!("the browser does not answer {path}: {error}"));
    let good = answer.status().is_success();
    // Screenshots of long pages are large.
    let read = answer.body_mut().with_config().limit(64 << 20).read_json::<Value>();
    let mut body = read.unwrap_or_else(|error| panic!("the browser answers {path} with no JSON: {error}"));
    let value = body["value"].take();
    if good {
        return Ok(value);
    }
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Err(Refused { code: text("error"), message: text("message") })
}
