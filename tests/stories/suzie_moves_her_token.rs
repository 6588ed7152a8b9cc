//! Suzie has her token in DNS, in a file on her website, in both, or nowhere, and the register says where it was really
//! seen. In a network of its own (`support/netns.rs`), with real name servers and a real web server.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Duration;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::store;
use tilsagn::store::challenge::{Challenge, NewChallenge};

use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::https::{serve, whole};
use crate::support::netns::{self, INSIDE};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_shows_her_domain::{PROFILE, Scene, ask};

const ADDRESS: &str = "93.184.216.34";
const DOMAIN: &str = "skovbrynet.example";

#[test]
fn a_token_that_moves_is_told_where_it_is_and_nothing_lapses() {
    netns::inside("suzie_moves_her_token::inside", &[ADDRESS], &[DOMAIN], &[]);
}

/// The website, with the token at its place or without.
#[derive(Clone)]
struct Website(Arc<AtomicBool>);

impl Website {
    fn at(folder: &Path, scene: &Scene, token: String) -> Website {
        scene.servers.iter().for_each(|server| server.host(DOMAIN, &[ADDRESS]));
        let website = Website(Arc::default());
        let own = website.clone();
        let answer = move |_: &str, _: &str, out: &mut dyn Write| {
            let there = own.0.load(Ordering::SeqCst);
            let status = if there { "200 OK" } else { "404 Not Found" };
            let body = if there { token.as_str() } else { "" };
            let _ = out.write_all(whole(status, "Content-Type: text/plain\r\n", body).as_bytes());
        };
        serve(SocketAddr::from((ADDRESS.parse::<IpAddr>().unwrap(), 443)), folder, Arc::new(answer));
        website
    }

    fn has_token(&self, there: bool) {
        self.0.store(there, Ordering::SeqCst);
    }
}

/// Lets the same token be waited for as if nobody had looked for it yet, as where whoever was let in has brought one.
fn begun_anew(app: &TestApp, of: OrganisationId) {
    app.write(move |db, now| {
        let Challenge { organisation_id, domain, token, asked_at, .. } =
            store::challenge::of_organisation(db, of)?.unwrap();
        store::challenge::delete_of(db, of)?;
        let new = NewChallenge { organisation_id, domain, token, asked_at, next_look_at: Some(now) };
        store::challenge::insert(db, &new).map(drop)
    });
}

/// What the register says of how she is known, with every entry about that, and that all of it fits.
fn told(scene: &Scene, of: OrganisationId) -> (String, Vec<String>) {
    let entries = scene.app.read(move |db| store::entry::of_organisation(db, of));
    let about = entries.into_iter().map(|entry| entry.kind).filter(|kind| kind.starts_with("assurance."));
    scene.app.verify().good();
    (scene.api()["method"].as_str().unwrap_or_default().to_owned(), about.collect())
}

#[test]
#[ignore = "runs inside a network of its own; `a_token_that_moves_is_told_where_it_is_and_nothing_lapses` starts it"]
fn inside() {
    let Some(folder) = std::env::var_os(INSIDE) else { return };
    let scene = Scene::on(TestApp::on_sqlite_with);
    let of = scene.app.signatory(Given::default()).organisation;
    let token = ask(&enter(&scene.app, SUZIE));
    let website = Website::at(Path::new(&folder), &scene, token.clone());
    let tells = |method: &str, times: usize, why: &str| {
        assert_eq!(
            told(&scene, of),
            (method.to_owned(), vec!["assurance.recorded".to_owned(); times]),
            "{why}"
        );
        assert_eq!(scene.letters("domain_verified"), 1, "{why}: that it is theirs they know");
        let page = scene.app.anonymous().get(PROFILE).ok();
        assert!(!page.text().contains("last verified"), "{why}: {}", page.text());
    };
    let week = || scene.pass(limits::DOMAIN_AGAIN_DAYS);

    scene.put(&[&token]);
    scene.app.clock.advance(Duration::minutes(2));
    scene.look();
    tells("dns_record", 1, "in DNS");
    website.has_token(true);
    week();
    tells("dns_record", 1, "in both, found in DNS first");
    scene.take_away();
    week();
    tells("well_known_file", 2, "in the file alone");
    scene.put(&[&token]);
    week();
    tells("well_known_file", 2, "in both, and still in the file");
    scene.fail(true);
    scene.app.clock.advance(Duration::days(limits::DOMAIN_AGAIN_DAYS));
    scene.look();
    scene.fail(false);
    scene.pass(1);
    tells("well_known_file", 2, "in both, and both were out of reach for a look");
    begun_anew(&scene.app, of);
    week();
    tells("well_known_file", 2, "in both, and nothing is kept of what the last look saw");
    website.has_token(false);
    week();
    tells("dns_record", 3, "in DNS alone");
    let seen = scene.api()["verified_at"].as_str().unwrap().to_owned();
    assert!(seen.starts_with("2026-12-30"), "{seen}");
    scene.take_away();
    website.has_token(true);
    week();
    tells("well_known_file", 4, "in the file alone again");

    website.has_token(false);
    scene.pass(limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_LAPSE_DAYS + 2);
    lapsed(&scene, of);
}

/// The register once the token has been gone for long, also as of the days on which it stood here and there.
fn lapsed(scene: &Scene, of: OrganisationId) {
    let (method, about) = told(scene, of);
    assert_eq!((method.as_str(), about.len(), about[4].as_str()), ("", 5, "assurance.lapsed"));
    let anyone = scene.app.anonymous();
    anyone.get(PROFILE).ok().says("Domain last verified on 6 January 2027");
    for (day, words) in [
        ("2026-11-30", "DNS record found, 24 November 2026"),
        ("2026-12-10", "File found on the website, 8 December 2026"),
        ("2027-01-04", "DNS record found, 30 December 2026"),
        ("2027-01-10", "File found on the website, 6 January 2027"),
    ] {
        anyone.get(&format!("{PROFILE}?as_of={day}")).ok().says(words);
    }
}
