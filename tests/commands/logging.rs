//! What the program writes down of those who come: request ids and the patterns of routes, in lines that programs read;
//! and nothing of who they are, what they brought or where they came from, however much is asked for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;
use tilsagn::clock::{Clock, SystemClock};
use tilsagn::totp;

use super::run;
use super::site::Deployment;
use crate::support::mailbox;
use crate::support::postgres::Postgres;
use crate::support::staff::{PASSWORD, follow_set_up};
use crate::support::visitor::{Page, Visitor};

const EMAIL: &str = "rosalinde@kvidderlund.example";
const STAFF: &str = "gunhild@ministry.example";
/// Everything by which somebody could be known, or what they typed. Each is one word, however it is encoded.
const WORDS: &[&str] = &[
    "kvidderlund",
    "rosalinde",
    "tordenskjold",
    "fyrmester",
    "lygtevogn",
    "gunhild",
    "ministry.example",
    "hemmeligord",
    "forkertord",
    "indbakke",
    "svaner",
];
/// What every browser says, and from where somebody came.
const SAID: [(&str, &str); 2] =
    [("Sec-Fetch-Site", "same-origin"), ("Referer", "https://indbakke.example/read?mail=hemmeligord")];

#[test]
fn sqlite_logs_say_what_was_asked_for_and_not_by_whom() {
    says_nothing_of_anybody(&Deployment::on_sqlite());
}

#[test]
fn postgres_logs_say_what_was_asked_for_and_not_by_whom() {
    let postgres = Postgres::fresh();
    says_nothing_of_anybody(&Deployment::on(postgres.url()));
}

#[test]
fn what_is_no_http_is_no_line() {
    let deployment = Deployment::on_sqlite();
    let before = deployment.log().len();
    let site = deployment.start_with(&["serve"], &[("TILSAGN_LOG", "trace"), ("TILSAGN_LOG_FORMAT", "json")]);
    let address = deployment.base.trim_start_matches("http://");
    for garbage in ["GARBAGE\r\n\r\n", "GET / HTTP/1.1\r\nHost\u{0}: x\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n"] {
        let mut stranger = TcpStream::connect(address).unwrap();
        stranger.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stranger.write_all(garbage.as_bytes()).unwrap();
        let mut answer = String::new();
        stranger.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    drop(site);
    let log = deployment.log().split_off(before);
    assert!(!log.contains("\"ERROR\"") && !log.contains("parse error"), "{log}");
}

fn says_nothing_of_anybody(deployment: &Deployment) {
    deployment.prepare();
    let link = run(deployment, &["staff", "add", STAFF, "--role", "moderator"]).done();
    let before = deployment.log().len();
    let everything = [("TILSAGN_LOG", "trace"), ("TILSAGN_LOG_FORMAT", "json")];
    let site = deployment.start_with(&["serve"], &everything);
    let mut walk = Walk { visitor: Visitor::new(&deployment.base), met: Vec::new(), secrets: Vec::new() };
    walk.signs(deployment);
    walk.enters(deployment);
    walk.looks_around();
    walk.works(link.trim());
    drop(site);
    let log = deployment.log().split_off(before);
    structured(&log, &walk.met);
    silent(&log, &walk.secrets);
}

/// A way through the site, with what the log must know of it, and what not.
struct Walk {
    visitor: Visitor,
    /// Request ids with route and status.
    met: Vec<(String, &'static str, u16)>,
    /// Tokens and cookies.
    secrets: Vec<String>,
}

impl Walk {
    fn noted(&mut self, route: &'static str, page: Page) -> Page {
        self.met.push((page.headers["x-request-id"].clone(), route, page.status));
        let values = page.cookies.iter().filter_map(|cookie| cookie.split([';', '=']).nth(1));
        self.secrets.extend(values.filter(|value| !value.is_empty()).map(str::to_owned));
        page
    }

    fn gets(&mut self, route: &'static str, path: &str) -> Page {
        let page = self.visitor.get_with(path, &SAID);
        self.noted(route, page)
    }

    fn posts(&mut self, route: &'static str, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.visitor.post_with(path, fields, &SAID);
        self.noted(route, page)
    }

    /// Opens a mailed link and presses its button.
    fn follows(&mut self, route: &'static str, link: &str) -> Page {
        self.secrets.push(link.rsplit('/').next().unwrap().to_owned());
        self.gets(route, link).ok();
        self.posts(route, link, &[])
    }

    /// Through the form to the confirmed signature.
    fn signs(&mut self, deployment: &Deployment) {
        let organisation = [
            ("category", "civil_society"),
            ("name", "Foreningen Kvidderlund"),
            ("country", "DK"),
            ("website", "https://www.kvidderlund.example"),
            ("description", "Vi passer på lygtevogn nummer et."),
        ];
        let representative = [
            ("person", "Rosalinde Tordenskjold"),
            ("job_title", "Fyrmester"),
            ("email", EMAIL),
            ("authority", "own"),
        ];
        let steps: [(&str, &[(&str, &str)]); 7] = [
            ("/sign", &[("do", "start")]),
            ("/sign/organisation", &organisation),
            ("/sign/representative", &representative),
            ("/sign/visibility", &[("visibility", "public")]),
            ("/sign/commitments", &[]),
            ("/sign/statement", &[("statement", "Because of the lygtevogn.")]),
            ("/sign/check", &[("version", "1"), ("language", "en"), ("declared", "yes")]),
        ];
        for (path, fields) in steps {
            let page = self.posts(path, path, fields);
            assert_eq!(page.status, 303, "{path}: {}", page.text());
        }
        let mail = mailbox::wait_for(&deployment.mails(), EMAIL, 1).remove(0);
        self.follows("/confirm/{token}", &mail.link("/confirm/")).ok();
    }

    /// Into the account by a mailed link.
    fn enters(&mut self, deployment: &Deployment) {
        self.posts("/account/sign-in", "/account/sign-in", &[("email", EMAIL)]).ok();
        // To confirm, that it was confirmed, and the link.
        let mails = mailbox::wait_for(&deployment.mails(), EMAIL, 3);
        let links = mails.iter().flat_map(mailbox::Mail::links);
        let link = links.into_iter().find(|link| link.contains("/account/enter/")).unwrap();
        assert_eq!(self.follows("/account/enter/{token}", &link).status, 303);
        self.gets("/account", "/account").ok();
    }

    /// Where what is asked for stands in the address.
    fn looks_around(&mut self) {
        self.gets("/signatories", "/signatories?q=hemmeligord").ok();
        self.gets("/signatories", "/da/signatories?q=hemmeligord").ok();
        self.gets("/api/v1/signatories", "/api/v1/signatories?q=hemmeligord").ok();
        self.gets("/signatories/{slug}", "/signatories/kvidderlund");
        self.gets("-", "/rosalinde@kvidderlund.example");
        self.gets("/confirm/{token}", "/confirm/hemmeligord");
        self.posts("/sign/link", "/sign/link", &[("email", "rosalinde tordenskjold")]);
    }

    /// A colleague comes in, mistypes the password, and searches.
    fn works(&mut self, link: &str) {
        self.secrets.push(link.rsplit('/').next().unwrap().to_owned());
        let (secret, codes) = follow_set_up(&self.visitor, link, SystemClock.now());
        self.secrets.extend(codes);
        let next = totp::code_at(&secret, SystemClock.now() + chrono::Duration::seconds(30)).unwrap();
        self.secrets.push(secret);
        for (password, code, status) in [("forkertord", "000000", 422), (PASSWORD, &*next, 303)] {
            let fields = [("email", STAFF), ("password", password), ("code", code)];
            let page = self.posts("/staff/sign-in", "/staff/sign-in", &fields);
            assert_eq!(page.status, status, "{}", page.text());
        }
        self.gets("/staff/cases", "/staff/cases?q=kvidderlund").ok().says("Foreningen Kvidderlund");
    }
}

/// Fails unless every line is JSON, and every request is told by its id, its route's pattern and its status.
fn structured(log: &str, met: &[(String, &str, u16)]) {
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let lines: Vec<Value> = log.lines().map(read).collect();
    for (id, route, status) in met {
        let line = lines.iter().find(|line| line["request"] == id.as_str());
        let line = line.unwrap_or_else(|| panic!("nothing of {id} to {route}"));
        assert_eq!(
            (&line["route"], &line["status"]),
            (&Value::from(*route), &Value::from(*status)),
            "{line}"
        );
        assert!(line["method"].is_string() && line["ms"].is_u64(), "{line}");
    }
    for line in &lines {
        let ours = line["target"].as_str().is_some_and(|target| target.starts_with("tilsagn"));
        let detail = line["level"] == "DEBUG" || line["level"] == "TRACE";
        assert!(ours || !detail, "a detail of another crate: {line}");
    }
}

/// Fails where somebody could be known by the log, or somebody's key stands in it.
fn silent(log: &str, secrets: &[String]) {
    assert!(secrets.len() > 12, "{secrets:?}");
    for word in WORDS.iter().copied().chain(secrets.iter().map(String::as_str)) {
        assert!(word.len() > 5, "{word} may stand there by chance");
        let word = word.to_lowercase();
        let line = log.lines().find(|line| line.to_lowercase().contains(&word));
        assert_eq!(line, None, "{word}");
    }
}
