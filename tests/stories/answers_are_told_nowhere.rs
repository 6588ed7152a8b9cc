//! What stands at somebody's domain is theirs: of an answer is told what it means, and no word of it, on no page, in no row and
//! in no line of the log. In a network of its own (`support/netns.rs`), with real name servers and a real web server.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono::Duration;
use tilsagn::app::challenge;
use tilsagn::config::LogFormat;
use tilsagn::logging;

use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::dns::NameServer;
use crate::support::fixtures::Given;
use crate::support::https::{serve, whole};
use crate::support::netns::{self, INSIDE};
use crate::support::staff::Colleague;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter};

const PUBLIC: &str = "93.184.216.34";
const DOMAIN: &str = "skovbrynet.example";
const RECORD: &str = "_tilsagn-challenge.skovbrynet.example";
const PAGE: &str = "/account/domain";
/// What stands in the record, in the file, in a redirect and in a certificate begins so, and nothing else does.
const MARK: &str = "zxqvy";

#[test]
fn what_a_domain_says_is_told_nowhere() {
    told_nowhere("said", &[DOMAIN]);
}

#[test]
fn what_a_certificate_says_is_told_nowhere() {
    told_nowhere("certified", &["zxqvycertificate.example"]);
}

fn told_nowhere(test: &str, names: &[&str]) {
    let test = format!("answers_are_told_nowhere::{test}");
    let Some(log) = netns::inside(&test, &[PUBLIC], names, &[]) else { return };
    assert!(log.contains("\"target\":\"tilsagn"), "it writes lines: {log}");
    unspoken("the log", &log);
}

#[track_caller]
fn unspoken(place: &str, text: &str) {
    assert!(!text.to_lowercase().contains(MARK), "{place}: {text}");
}

/// What the website says now.
static SAYS: Mutex<String> = Mutex::new(String::new());

fn answer(_host: &str, _path: &str, out: &mut dyn Write) {
    let _ = out.write_all(SAYS.lock().unwrap().as_bytes());
}

/// Suzie, who is to show her domain, and Bodil, who looks into it.
struct Scene {
    app: TestApp,
    servers: [NameServer; 2],
    suzie: Visitor,
    bodil: Colleague,
    case: String,
}

impl Scene {
    /// Nothing, where the test does not run inside.
    fn set() -> Option<Scene> {
        let folder = PathBuf::from(std::env::var_os(INSIDE)?);
        logging::begin("trace", Some(LogFormat::Json)).unwrap();
        let servers = [NameServer::on_loopback(), NameServer::on_loopback()];
        servers.iter().for_each(|server| server.host(DOMAIN, &[PUBLIC]));
        let address = PUBLIC.parse::<IpAddr>().unwrap();
        serve(SocketAddr::from((address, 443)), &folder, Arc::new(answer));
        let list = format!("{},{}", servers[0].address, servers[1].address);
        let app = TestApp::on_sqlite_with(&[("TILSAGN_DNS_SERVERS", &list)]);
        let given = app.signatory(Given::default());
        let suzie = enter(&app, SUZIE);
        suzie.send(PAGE, &[]).ok();
        let (bodil, case) = (app.moderator(), format!("/staff/cases/{}", number_of(&app, &given)));
        Some(Scene { app, servers, suzie, bodil, case })
    }

    /// Whoever has it looked at reads what was found, and nothing of what was there.
    fn means(&self, finding: &str) {
        let own = self.suzie.send("/account/domain/check", &[]).ok().says(finding);
        unspoken("the account", &own.body);
        let desk = format!("{}/domain", self.case);
        unspoken("the desk", &self.bodil.send(&format!("{desk}/check"), &[]).ok().body);
        for path in [self.case.as_str(), desk.as_str()] {
            unspoken(path, &self.bodil.get(path).ok().body);
        }
        self.unkept();
    }

    /// Nothing of it is in the database, the audit trail included.
    fn unkept(&self) {
        for (table, rows) in self.app.rows() {
            unspoken(&table, &rows.join("\n"));
        }
    }

    /// The same when it is looked at by itself.
    fn looks_by_itself(&self) {
        self.app.clock.advance(Duration::hours(6));
        assert_eq!(self.app.block_on(challenge::look_at_due(&self.app.app)).unwrap(), 1);
        self.unkept();
    }

    fn website(&self, says: String) {
        *SAYS.lock().unwrap() = says;
    }
}

#[test]
#[ignore = "runs inside a network of its own; `what_a_domain_says_is_told_nowhere` starts it"]
fn said() {
    let Some(mut scene) = Scene::set() else { return };
    scene.servers.iter().for_each(|server| server.texts(RECORD, &["zxqvytext"]));
    scene.website(whole("200 OK", "Content-Type: text/plain\r\nX-Note: zxqvyheader\r\n", "zxqvybody\n"));
    scene.means("but its value is another");
    scene.means("not this line as plain text");
    scene.looks_by_itself();
    scene.bodil.signs_in(&scene.app);
    scene.suzie = enter(&scene.app, SUZIE);
    let away = "Location: https://zxqvylocation.example/zxqvypath\r\n";
    scene.website(whole("302 Found", away, "zxqvybody"));
    scene.means("but its value is another");
    scene.looks_by_itself();
}

#[test]
#[ignore = "runs inside a network of its own; `what_a_certificate_says_is_told_nowhere` starts it"]
fn certified() {
    let Some(scene) = Scene::set() else { return };
    scene.website(whole("200 OK", "", "unread"));
    scene.means("does not answer over https");
    scene.looks_by_itself();
}
