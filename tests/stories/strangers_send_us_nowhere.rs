//! A stranger owns a domain, its name servers and its web server, and would like us to knock somewhere else for them.
//! All of it happens in a network of its own (`support/netns.rs`), with real name servers and real web servers on
//! addresses that look public, and a listener on every address where nobody must come.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hickory_proto::rr::rdata::TXT;
use hickory_proto::rr::{RData, RecordType};
use tilsagn::clock::SystemChance;
use tilsagn::domain::challenge::{Finding, Findings};
use tilsagn::domain::host::RegistrableDomain;
use tilsagn::outward;

use crate::support::app::TestApp;
use crate::support::dns::{NameServer, alias};
use crate::support::fixtures::Given;
use crate::support::https::{canary, serve, whole};
use crate::support::netns::{self, INSIDE};
use crate::suzie_comes_back::{SUZIE, enter};

const PUBLIC: &str = "93.184.216.34";
const OTHER: &str = "93.184.216.35";
const SIXTH: &str = "2606:2800:220:1::34";
const DOMAIN: &str = "skovbrynet.example";
const RECORD: &str = "_tilsagn-challenge.skovbrynet.example";
const PATH: &str = "/.well-known/tilsagn-challenge";
const TOKEN: &str = "k7n2p9q4r6s8t3v5w7x9y2z4a6b8c3d5e7f9g2h4";
/// Where nobody must come. The first two are there anyway.
const FORBIDDEN: &[&str] = &[
    "127.0.0.1",
    "::1",
    "10.0.0.7",
    "172.16.0.7",
    "192.168.1.7",
    "100.64.0.7",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.2.7",
    "198.18.0.7",
    "203.0.113.7",
    "fd00:ec2::254",
    "2001:db8::7",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a9fe:a9fe",
    "2002:7f00:1::1",
];

/// Runs a test of this module inside a network of its own, with these variables naming a proxy.
fn inside(test: &str, proxies: &[&str]) {
    let addresses: Vec<&str> = [PUBLIC, OTHER, SIXTH].iter().chain(&FORBIDDEN[2..]).copied().collect();
    let settings: Vec<(&str, &str)> = proxies.iter().map(|name| (*name, "http://10.0.0.7:443")).collect();
    let names = [DOMAIN, "*.skovbrynet.example", "elsewhere.example"];
    netns::inside(&format!("strangers_send_us_nowhere::{test}"), &addresses, &names, &settings);
}

#[test]
fn nobody_is_knocked_at_for_a_stranger() {
    // A proxy of the environment is one more who would dial for us.
    inside("attacks", &["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"]);
}

#[test]
fn a_file_on_the_website_shows_whose_it_is() {
    inside("good_path", &[]);
}

#[test]
fn a_file_is_looked_for_within_its_limits() {
    inside("edges", &[]);
}

/// The stranger's name server and web servers, and those who must not be knocked at.
struct Scene {
    names: NameServer,
    canaries: Vec<(String, Arc<AtomicUsize>)>,
    served: Arc<AtomicUsize>,
}

impl Scene {
    /// Nothing, where the test does not run inside.
    fn set() -> Option<Scene> {
        let folder = PathBuf::from(std::env::var_os(INSIDE)?);
        let names = NameServer::on_loopback();
        let at = |address: &str, port: u16| SocketAddr::from((address.parse::<IpAddr>().unwrap(), port));
        let mut canaries: Vec<(String, Arc<AtomicUsize>)> = Vec::new();
        for address in FORBIDDEN {
            canaries.push(((*address).to_owned(), canary(at(address, 443))));
        }
        for port in [80, 8443] {
            canaries.push((format!("{PUBLIC}:{port}"), canary(at(PUBLIC, port))));
        }
        let served = serve(at(PUBLIC, 443), &folder, Arc::new(answer));
        serve(at(OTHER, 443), &folder, Arc::new(answer));
        serve(at(SIXTH, 443), &folder, Arc::new(answer));
        names.host("www.skovbrynet.example", &[OTHER]);
        names.host("inner.skovbrynet.example", &["10.0.0.7"]);
        names.host("elsewhere.example", &[OTHER]);
        Some(Scene { names, canaries, served })
    }

    fn look(&self) -> Findings {
        let domain = RegistrableDomain::parse(DOMAIN).unwrap();
        outward::look(&[self.names.address], &SystemChance, (&domain, TOKEN), false)
    }

    /// What is at the file's place, and that nobody was knocked at meanwhile.
    fn file(&self, what: &str, expected: Finding) {
        let begun = Instant::now();
        let findings = self.look();
        assert_eq!(findings.file, Some(expected), "{what}");
        assert!(begun.elapsed() < Duration::from_secs(13), "{what}: {:?}", begun.elapsed());
        self.nobody(what);
    }

    fn nobody(&self, what: &str) {
        for (place, count) in &self.canaries {
            assert_eq!(count.load(Ordering::SeqCst), 0, "{what}: somebody came to {place}");
        }
    }

    /// What the domain's own website does from now on.
    fn website(&self, does: &str) {
        *DOES.lock().unwrap() = does.to_owned();
    }
}

/// What the website at the domain does now.
static DOES: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());

fn answer(host: &str, path: &str, out: &mut dyn Write) {
    let does = DOES.lock().unwrap().clone();
    if let Some(said) = edge(&does, host) {
        let _ = out.write_all(said.as_bytes());
        return;
    }
    let token = whole("200 OK", "", TOKEN);
    let to = |place: &str| whole("302 Found", &format!("Location: {place}\r\n"), "");
    let said = match does.as_str() {
        _ if path != PATH && host == DOMAIN => to(&format!("https://{DOMAIN}{path}x")),
        _ if host != DOMAIN => token,
        "token" => token,
        "file" => whole(
            "200 OK",
            "Content-Type: text/plain\r\n",
            &format!("\u{feff}{}\r\n", SERVED.lock().unwrap()),
        ),
        "nothing" => whole("404 Not Found", "", "no"),
        "page" => whole("200 OK", "Content-Type: text/html\r\n", &format!("<p>{TOKEN}</p>")),
        "broken" => whole("503 Service Unavailable", "", TOKEN),
        "huge" => whole("200 OK", "", &format!("{TOKEN}\n{}", "x".repeat(8 << 20))),
        "drip" | "slow head" => return drip(out, &does),
        place => to(place),
    };
    let _ = out.write_all(said.as_bytes());
}

/// What a website at the edge of a limit says: the file after so many redirects, each to a host of its own, or one of so
/// many bytes, the token at its end.
fn edge(does: &str, host: &str) -> Option<String> {
    let (what, count) = does.split_once(' ')?;
    let count: usize = count.parse().ok()?;
    let so_far = (1..=count).find(|hop| host == hop_host(*hop)).unwrap_or(0);
    match what {
        "redirects" if so_far < count => {
            let next = format!("Location: https://{}/\r\n", hop_host(so_far + 1));
            Some(whole("302 Found", &next, ""))
        }
        "redirects" => Some(whole("200 OK", "", TOKEN)),
        "bytes" => {
            let before = "x".repeat(count - TOKEN.len() - 1);
            Some(whole("200 OK", "", &format!("{before}\n{TOKEN}")))
        }
        _ => None,
    }
}

fn hop_host(hop: usize) -> String {
    format!("h{hop}.{DOMAIN}")
}

/// A byte now and then, for ever.
fn drip(out: &mut dyn Write, does: &str) {
    let head = if does == "drip" { "HTTP/1.1 200 OK\r\n\r\n" } else { "HTTP/1.1 200 OK\r\nX-Slow: " };
    let _ = out.write_all(head.as_bytes());
    for _ in 0..60 {
        if out.write_all(b"x").and_then(|()| out.flush()).is_err() {
            return;
        }
        std::thread::sleep(Duration::from_millis(400));
    }
}

#[test]
#[ignore = "runs inside a network of its own; `nobody_is_knocked_at_for_a_stranger` starts it"]
fn attacks() {
    let Some(scene) = Scene::set() else { return };
    websites(&scene);
    redirects(&scene);
    addresses(&scene);
    records(&scene);
    for (place, count) in &scene.canaries {
        let alone = |place: &str| SocketAddr::from((place.parse::<IpAddr>().unwrap(), 443));
        let at = place.parse().unwrap_or_else(|_| alone(place));
        assert_eq!(count.load(Ordering::SeqCst), 0, "{place} was knocked at");
        std::net::TcpStream::connect(at).unwrap();
        let until = Instant::now() + Duration::from_secs(5);
        while count.load(Ordering::SeqCst) == 0 {
            assert!(Instant::now() < until, "{place} would not have noticed");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn websites(scene: &Scene) {
    scene.names.host(DOMAIN, &[PUBLIC]);
    for (does, expected) in [
        ("token", Finding::Found),
        ("nothing", Finding::Nothing),
        ("page", Finding::Other),
        ("huge", Finding::Other),
        ("broken", Finding::Silent),
        ("drip", Finding::Silent),
        ("slow head", Finding::Silent),
    ] {
        scene.website(does);
        scene.file(does, expected);
    }
    assert!(scene.served.load(Ordering::SeqCst) > 0);
    // A certificate of another name.
    let stranger = RegistrableDomain::parse("eng.example").unwrap();
    scene.names.host("eng.example", &[PUBLIC]);
    let findings = outward::look(&[scene.names.address], &SystemChance, (&stranger, TOKEN), false);
    assert_eq!(findings.file, Some(Finding::Silent), "a certificate of another name");
}

fn redirects(scene: &Scene) {
    for (place, expected) in [
        ("https://www.skovbrynet.example/there", Finding::Found),
        ("//www.skovbrynet.example/there", Finding::Found),
        ("https://127.0.0.1/", Finding::Elsewhere),
        ("https://[::1]/", Finding::Elsewhere),
        ("https://2130706433/", Finding::Elsewhere),
        ("https://169.254.169.254/latest/meta-data/", Finding::Elsewhere),
        ("https://elsewhere.example/", Finding::Elsewhere),
        ("http://skovbrynet.example/", Finding::Elsewhere),
        ("https://skovbrynet.example:8443/", Finding::Elsewhere),
        ("https://me@www.skovbrynet.example/", Finding::Elsewhere),
        ("file:///etc/passwd", Finding::Elsewhere),
        ("https://inner.skovbrynet.example/", Finding::Silent),
        ("https://skovbrynet.example/round/", Finding::Elsewhere),
        ("https://", Finding::Other),
    ] {
        scene.website(place);
        scene.file(place, expected);
    }
}

fn addresses(scene: &Scene) {
    scene.website("token");
    for address in FORBIDDEN.iter().chain(&["::ffff:127.0.0.1", "::ffff:10.0.0.7", "0.0.0.0", "::"]) {
        scene.names.host(DOMAIN, &[address]);
        scene.file(address, Finding::Silent);
    }
    scene.names.host(DOMAIN, &[SIXTH]);
    scene.file("IPv6 alone", Finding::Found);
    scene.names.host(DOMAIN, &[PUBLIC]);
    scene.names.fails_for_ipv6(DOMAIN);
    scene.file("no answer about IPv6", Finding::Found);
    scene.names.host(DOMAIN, &["10.0.0.7", PUBLIC, "127.0.0.1"]);
    scene.file("a public address among others", Finding::Found);
    // The name changes between one question and the next: what was judged is what is dialled.
    scene.names.host_in_turns(DOMAIN, &[&[PUBLIC], &["127.0.0.1"]]);
    scene.file("first public", Finding::Found);
    scene.file("then loopback", Finding::Silent);
    let second = NameServer::on_loopback();
    second.host(DOMAIN, &["127.0.0.1"]);
    scene.names.host(DOMAIN, &[PUBLIC]);
    let domain = RegistrableDomain::parse(DOMAIN).unwrap();
    let findings =
        outward::look(&[scene.names.address, second.address], &SystemChance, (&domain, TOKEN), false);
    assert_eq!(findings.file, Some(Finding::Silent), "two name servers that differ");
    scene.nobody("two name servers that differ");
}

#[test]
#[ignore = "runs inside a network of its own; `a_file_is_looked_for_within_its_limits` starts it"]
fn edges() {
    let Some(scene) = Scene::set() else { return };
    scene.names.host(DOMAIN, &[PUBLIC]);
    for hop in 1..=4 {
        scene.names.host(&hop_host(hop), &[OTHER]);
    }
    for (does, expected) in [
        ("redirects 3", Finding::Found),
        ("redirects 4", Finding::Elsewhere),
        ("bytes 4096", Finding::Found),
        ("bytes 4097", Finding::Other),
    ] {
        scene.website(does);
        scene.file(does, expected);
    }
    slow_names(&scene);
}

/// Every answer comes in time for its question, and all of them together do not come in time for the file.
fn slow_names(scene: &Scene) {
    for (host, tenths) in [(DOMAIN.to_owned(), 24), (hop_host(1), 20), (hop_host(2), 26)] {
        scene.names.slow(&host, Duration::from_millis(tenths * 100));
    }
    scene.website("redirects 2");
    let (begun, before) = (Instant::now(), scene.names.asked().len());
    assert_eq!(scene.look().file, Some(Finding::Silent));
    let took = begun.elapsed();
    let asked = &scene.names.asked()[before..];
    assert!(asked.iter().any(|(name, _)| *name == hop_host(2)), "not even on the way: {asked:?}");
    // The last host's two answers alone would take until the fourteenth second.
    assert!(took < Duration::from_secs(12), "{took:?}");
    scene.nobody("slow name servers");
}

fn records(scene: &Scene) {
    let names = &scene.names;
    names.forget(DOMAIN);
    let text = |owner: &str, text: &str| (owner.to_owned(), RData::TXT(TXT::new(vec![text.to_owned()])));
    let dns = |what: &str, expected: Finding| {
        let begun = Instant::now();
        assert_eq!(scene.look().dns, expected, "{what}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{what}: {:?}", begun.elapsed());
        scene.nobody(what);
    };
    names.texts(RECORD, &[TOKEN]);
    dns("the token", Finding::Found);
    names.say(RECORD, RecordType::TXT, vec![vec![alias(RECORD, "a.example"), alias("a.example", RECORD)]]);
    dns("aliases in a circle", Finding::Silent);
    names.say(RECORD, RecordType::TXT, vec![vec![alias(RECORD, RECORD)]]);
    dns("an alias of itself", Finding::Silent);
    let chain = |length: usize| {
        let link = |n: usize| if n == 0 { RECORD.to_owned() } else { format!("n{n}.example") };
        let mut all: Vec<_> = (0..length).map(|n| alias(&link(n), &link(n + 1))).collect();
        all.push(text(&link(length), TOKEN));
        vec![all]
    };
    names.say(RECORD, RecordType::TXT, chain(3));
    dns("three aliases", Finding::Found);
    names.say(RECORD, RecordType::TXT, chain(12));
    dns("a dozen aliases", Finding::Silent);
    names.say(RECORD, RecordType::TXT, vec![vec![text("elsewhere.example", TOKEN)]]);
    dns("the token at another name", Finding::Nothing);
    let many = |count: usize| {
        let mut texts: Vec<String> = (0..count).map(|n| format!("{n:040}")).collect();
        texts.push(TOKEN.to_owned());
        texts
    };
    names.texts(RECORD, &many(100).iter().map(String::as_str).collect::<Vec<_>>());
    dns("a hundred texts, over TCP", Finding::Found);
    names.texts(RECORD, &many(1_000).iter().map(String::as_str).collect::<Vec<_>>());
    dns("a thousand texts", Finding::Silent);
}

#[test]
#[ignore = "runs inside a network of its own; `a_file_on_the_website_shows_whose_it_is` starts it"]
fn good_path() {
    let Some(scene) = Scene::set() else { return };
    let second = NameServer::on_loopback();
    scene.names.host(DOMAIN, &[PUBLIC]);
    second.host(DOMAIN, &[OTHER]);
    let list = format!("{},{}", scene.names.address, second.address);
    let app = TestApp::on_sqlite_with(&[("TILSAGN_DNS_SERVERS", &list)]);
    app.signatory(Given::default());
    let suzie = enter(&app, SUZIE);
    let page = suzie.send("/account/domain", &[]).ok();
    let token = page.between("Content: ", "\n");
    scene.website("nothing");
    suzie.send("/account/domain/check", &[]).ok().says("There is no such file");
    scene.website("page");
    suzie.send("/account/domain/check", &[]).ok().says("not this line as plain text");
    // As an editor on Windows writes it.
    *SERVED.lock().unwrap() = token;
    scene.website("file");
    suzie
        .send("/account/domain/check", &[])
        .ok()
        .says("We have looked, and found it")
        .says("The file is there");
    app.settle();
    app.anonymous()
        .get("/signatories/skovbrynet-folkeforening")
        .ok()
        .says("Domain verified, 24 November 2026")
        .says("File found on the website, 24 November 2026");
    scene.nobody("the good path");
}

/// What stands in the file.
static SERVED: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());
