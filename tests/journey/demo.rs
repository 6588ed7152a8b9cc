//! A demo of the real program: in an empty folder, on a port of its own, until the value is dropped.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::permit::Role;
use tilsagn::totp;

use crate::later::{self, Later};
use crate::readme;
use crate::support::browser::Browser;
use crate::support::mailbox;
use crate::support::process::Process;

/// How long the demo may take to be ready, and how soon the register shows what was decided.
const READY: Duration = Duration::from_secs(10);
const SHOWN: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);

pub struct Demo {
    pub base: String,
    /// What `demo.json` says.
    pub doors: Value,
    _process: Process,
    folder: TempDir,
}

impl Demo {
    /// Starts one and waits until it is ready.
    pub fn start() -> Demo {
        let folder = tempfile::tempdir().expect("a folder for a demo");
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tilsagn"));
        command
            .args(readme::arguments())
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .current_dir(&folder);
        let told = |line: &str| line.contains("Stop with Ctrl-C").then_some(());
        let (process, ()) = Process::start("the demo", &mut command, told);
        let doors = folder.path().join(readme::doors());
        let mode = std::fs::metadata(&doors).expect("demo.json").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it holds passwords and links");
        let text = std::fs::read_to_string(doors).expect("demo.json");
        let doors: Value = serde_json::from_str(&text).expect("JSON");
        let base = doors["base_url"].as_str().expect("base_url").to_owned();
        let demo = Demo { base, doors, _process: process, folder };
        wait(READY, "the demo is not ready", || ureq::get(demo.at("/readyz")).call().ok().map(drop));
        demo
    }

    /// The whole address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// What a path answers a program with.
    pub fn read(&self, path: &str) -> String {
        let mut answer = ureq::get(self.at(path)).call().unwrap_or_else(|error| panic!("{path}: {error}"));
        answer.body_mut().read_to_string().expect("text")
    }

    /// The same as JSON.
    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.read(path)).expect("JSON")
    }

    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("data/demo/mail")
    }

    /// Waits until a mail to an address has a link with this in it.
    pub fn link(&self, to: &str, part: &str) -> String {
        wait(READY, &format!("no mail to {to} has a link with {part}"), || {
            let all = mailbox::read(&self.mail_folder()).into_iter();
            let theirs = all.filter(|mail| mail.to.iter().any(|one| one == to));
            theirs.flat_map(|mail| mail.links()).rfind(|link| link.contains(part))
        })
    }

    /// Waits until a mail after this many has a link with this in it, whoever gets it.
    pub fn link_after(&self, count: usize, part: &str) -> String {
        wait(READY, &format!("no new mail has a link with {part}"), || {
            let new = mailbox::read(&self.mail_folder()).into_iter().skip(count);
            new.flat_map(|mail| mail.links()).find(|link| link.contains(part))
        })
    }

    /// Signs the first colleague in this role in at the staff's door.
    pub fn sign_in(&self, browser: &Browser, role: Role) {
        self.sign_in_by(browser, role, &later::ENGLISH);
    }

    /// The same in the words of a language.
    pub fn sign_in_by(&self, browser: &Browser, role: Role, words: &Later) {
        let door = self.door(role);
        let text = |field: &str| door[field].as_str().expect("text");
        let code = totp::code_at(text("totp_secret"), SystemClock.now()).expect("a code");
        self.enter(browser, words, [text("email"), text("password"), &code]);
    }

    /// Signs the moderator in by what stands where the README says: name and password in it, address and code on `/demo`. For
    /// scripts, `demo.json` says the same.
    pub fn sign_in_by_readme(&self, browser: &Browser, words: &Later) {
        let ([_, codes], (name, role)) = (readme::paths("Moderate"), readme::colleague());
        browser.goto(&self.at(&format!("{}{codes}", words.prefix)));
        let row = format!("//main//tr[contains(., '{name}')]");
        let (email, code) =
            (browser.text_of(&format!("{row}/td[1]")), browser.text_of(&format!("{row}//code")));
        let door = self.doors_of(role).find(|door| door["name"] == name).expect("a colleague of that name");
        assert_eq!([&door["email"], &door["password"]], [&email, readme::password()]);
        self.enter(browser, words, [&email, readme::password(), &code]);
    }

    fn enter(&self, browser: &Browser, words: &Later, [email, password, code]: [&str; 3]) {
        let [door, _] = readme::paths("Moderate");
        browser.goto(&self.at(&format!("{}{door}", words.prefix)));
        browser.sees(words.desk);
        browser.fill(words.staff_email, email);
        browser.fill(words.password, password);
        browser.fill(words.code, code);
        browser.click(words.sign_in);
        browser.sees(words.sign_out);
    }

    /// Opens the mails to an address on `/demo` until one has a link with this in it, and follows it from there.
    /// Gives the address it leads to.
    pub fn follow_mail(&self, browser: &Browser, to: &str, part: &str, words: &Later) -> String {
        let inbox = self.at(&format!("{}{}", words.prefix, readme::inbox()));
        let theirs = format!("//main//li[contains(., '{to}')]");
        let link = format!("main .panel a[href*='{part}']");
        wait(READY, &format!("no mail to {to} on /demo has a link with {part}"), || {
            browser.goto(&inbox);
            (1..=browser.count(&theirs)).find_map(|place| {
                browser.goto(&inbox);
                browser.click_first(&format!("{theirs}[{place}]//a"));
                (browser.count(&link) > 0).then(|| browser.click_first(&link))
            })
        });
        browser.address()
    }

    /// What `demo.json` says of the first colleague in this role.
    pub fn door(&self, role: Role) -> &Value {
        self.doors_of(role).next().expect("a colleague in every role")
    }

    fn doors_of(&self, role: Role) -> impl Iterator<Item = &Value> {
        let all = self.doors["staff"].as_array().expect("staff").iter();
        all.filter(move |door| door["roles"].as_array().expect("roles").contains(&role.code().into()))
    }

    /// Finds an organisation in the register by search, as soon as it is there.
    pub fn find_in_register(&self, browser: &Browser, name: &str, words: &Later) {
        let row = format!("“{name}” is not in the register");
        let [register, _] = readme::paths("Find it");
        wait(SHOWN, &row, || {
            browser.goto(&self.at(&format!("{}{register}", words.prefix)));
            browser.fill(words.register_search, name);
            browser.click(words.search);
            browser.text().contains(words.one_result).then_some(())
        });
        browser.click(name);
    }
}

/// Asks again until there is an answer.
pub fn wait<T>(at_most: Duration, otherwise: &str, look: impl Fn() -> Option<T>) -> T {
    let until = Instant::now() + at_most;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "{otherwise} after {at_most:?}");
        std::thread::sleep(PAUSE);
    }
}

/// Waits until the open page, loaded again, reads this.
pub fn reads_soon(browser: &Browser, words: &str) {
    wait(SHOWN, &format!("“{words}” is not on {}", browser.address()), || {
        browser.reload();
        browser.text().contains(words).then_some(())
    });
}
