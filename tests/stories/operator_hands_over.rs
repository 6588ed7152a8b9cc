//! The register outlives its host: the operator makes a copy of the whole site that any web server shows, and that proves
//! itself.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tilsagn::app::log::entry::proven;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::hash::Hash;
use tilsagn::log::proof::check_inclusion;
use tilsagn::store;

use crate::nadia_stays_unnamed::{EMAIL, PROTECTED, PUBLIC, TELLING, published};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of};
use crate::support::fixtures::Given;
use crate::support::log::{receipt, verify};
use crate::support::process::Process;
use crate::support::published::entry;
use crate::support::still::Copy;
use crate::support::visitor::Visitor;

stories!(
    a_copy_needs_nothing_but_a_server_of_files,
    a_copy_shows_the_whole_register,
    a_copy_leads_from_a_commitment_to_its_entries,
    a_copy_names_nobody_who_must_not_be_named,
    a_copy_shows_no_more_of_who_hid_than_the_site,
    a_proof_can_be_of_the_tree_that_was_copied,
);

/// A copy of the site, with its folder.
pub fn copied(app: &TestApp) -> (tempfile::TempDir, Copy) {
    let folder = tempfile::tempdir().unwrap();
    let output = export(app, &folder.path().join("site"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["good"], true);
    let copy = Copy::of(&folder.path().join("site"));
    assert_eq!(report["files"], copy.files().count());
    (folder, copy)
}

fn export(app: &TestApp, to: &Path) -> Output {
    let to = to.to_str().unwrap();
    app.program(&["export", to, "--static", "--json"]).output().expect("the program runs")
}

/// Some have left the register: withdrawn, suspended, merged.
pub fn left(app: &TestApp) {
    app.publish_register();
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE organisation_id = 14");
    app.sql("UPDATE endorsements SET state = 'suspended' WHERE organisation_id = 13");
    app.sql("UPDATE organisations SET merged_into = 1 WHERE id = 16");
    app.write(|db, now| {
        for (number, kind) in
            [(14, "endorsement.withdrawn"), (13, "endorsement.suspended"), (16, "organisation.merged")]
        {
            let body = match kind {
                "organisation.merged" => json!({ "into": "public1" }),
                _ => json!({}),
            };
            entry(db, kind, Some(OrganisationId(number)), now, &body)?;
        }
        Ok(())
    });
    app.settle();
}

fn a_copy_needs_nothing_but_a_server_of_files(app: &TestApp) {
    left(app);
    let (folder, copy) = copied(app);
    assert_eq!(copy.complaints(&app.base), [""; 0]);
    let styles: Vec<&str> =
        copy.files().map(|(name, _)| name).filter(|name| name.ends_with(".css")).collect();
    let [styles] = styles[..] else { panic!("{styles:?}") };
    for font in copy.read(styles).split("url(/").skip(1).filter_map(|rest| rest.split_once(')')) {
        assert!(copy.file_at(&format!("/{}", font.0)).is_some(), "{}", font.0);
    }
    let site = folder.path().join("site");
    let (_server, port) = python(&site);
    let reader = Visitor::new(&format!("http://127.0.0.1:{port}"));
    reader.get("/da/signatories/").ok().says("De står alle på denne side");
    assert_eq!(reader.get("/signatories/org-2").location(), Some("/signatories/org-2/"), "old links lead on");
    let key = app.app.log_signer.verifier().text();
    let served = verify(&format!("http://127.0.0.1:{port}"), &["--key", &key]).good();
    let alone = verify(site.to_str().unwrap(), &["--key", &key]).good();
    for checked in [served, alone] {
        assert_eq!(checked["register_compared"], true);
        assert_eq!(checked["tree_size"], 63);
    }
}

/// The plainest server of files that is about.
pub fn python(folder: &Path) -> (Process, u16) {
    let mut server = Command::new("python3");
    server.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]).arg(folder);
    Process::start("python3 -m http.server", &mut server, |line| {
        line.split("port ").nth(1)?.split(' ').next()?.parse().ok()
    })
}

fn a_copy_shows_the_whole_register(app: &TestApp) {
    left(app);
    let (_folder, copy) = copied(app);
    let page = |address: &str| String::from_utf8_lossy(copy.file_at(address).expect(address)).into_owned();
    for number in (1..=59).filter(|number| ![13, 14, 16].contains(number)) {
        for list in
            ["/signatories/", "/da/signatories/", "/signatories-by-country/", "/da/signatories-by-category/"]
        {
            assert!(page(list).contains(&format!("/signatories/org-{number}/\"")), "{number} in {list}");
        }
        assert!(page(&format!("/da/signatories/org-{number}/")).contains("<h1"));
    }
    assert!(page("/signatories/org-14/").contains("The organisation withdrew its signature itself"));
    assert!(page("/signatories/org-13/").contains("while the ministry checks something"));
    assert!(page("/signatories/org-16/").contains("url=/signatories/org-1/\""), "a merged one leads on");
    for (place, words) in [
        ("/", "This is a read-only copy, made on"),
        ("/da/", "Dette er en kopi til læsning, lavet den"),
        ("/call/v1/da/", "Opfordring"),
        ("/da/call/compare/1/2/en/", "Ændringer fra version 1 til 2"),
        ("/commitments/", "id=\"planned\""),
        ("/verify/receipt/", "receipt."),
        ("/da/data/", "/data/signatories.csv"),
        ("/privacy/", "This copy sets no cookies"),
    ] {
        assert!(page(place).contains(words), "{words} in {place}");
    }
    let list: Value = serde_json::from_str(&copy.read("api/v1/signatories")).unwrap();
    assert_eq!(list["data"].as_array().unwrap().len(), 56);
    let proven: Value = serde_json::from_str(&copy.read("log/entries/2")).unwrap();
    assert_eq!(proven["checkpoint"], copy.read("log/checkpoint"));
    assert!(copy.file_at("/log/entries/62").is_some() && copy.file_at("/log/entries/63").is_none());
    let key = app.app.log_signer.verifier().text();
    assert!(receipt(&copy.read("log/entries/2.tlog-proof"), &["--key", &key]).passed);
    assert!(copy.file_at("/log/entries/59.tlog-proof").is_none(), "nobody can read what it says");
    for host in ["sitemap.xml", "robots.txt", ".well-known/security.txt"] {
        assert!(copy.file_at(&format!("/{host}")).is_none(), "{host} would speak of another host");
    }
}

fn a_copy_leads_from_a_commitment_to_its_entries(app: &TestApp) {
    let given = app.signatory(Given {
        state: EndorsementState::InReview,
        commitments: &["Lend every reader a safe device"],
        ..Given::default()
    });
    decide(&app.moderator(), number_of(app, &given), &Choice::publish());
    app.settle();
    let id = given.commitments[0];
    let id = app.read(move |db| store::commitment::find(db, id)).public_id;
    let (_folder, copy) = copied(app);
    assert_eq!(copy.complaints(&app.base), [""; 0]);
    for (way, line) in [("", "Commitment published"), ("da/", "Tilsagn offentliggjort")] {
        let page = copy.read(&format!("{way}commitments/{id}/index.html"));
        let (_, history) = page.split_once(line).unwrap_or_else(|| panic!("no history in {page}"));
        let (number, _) = history.split_once("href=\"/log/entries/").unwrap().1.split_once('"').unwrap();
        let entry: Value = serde_json::from_str(&copy.read(&format!("log/entries/{number}"))).unwrap();
        assert_eq!(entry["kind"], "commitment.published");
        let profile = copy.read(&format!("{way}signatories/skovbrynet-folkeforening/index.html"));
        assert!(profile.contains(&format!("{line}: <a href=\"/{way}commitments/{id}/\">")), "{profile}");
    }
}

/// What a copy holds of somebody, in names of files and in files.
#[track_caller]
fn tells_nothing(copy: &Copy) {
    let bytes = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    for word in TELLING.iter().chain(&["hemmelighuset", EMAIL]) {
        for (name, held) in copy.files() {
            assert!(!name.contains(word) && !bytes(held, word), "{word} in {name}");
        }
    }
    assert!(copy.files().count() > 40);
}

fn a_copy_names_nobody_who_must_not_be_named(app: &TestApp) {
    published(app, PROTECTED);
    tells_nothing(&copied(app).1);
}

fn a_copy_shows_no_more_of_who_hid_than_the_site(app: &TestApp) {
    published(app, PUBLIC);
    let named = copied(app).1;
    assert!(named.file_at("/signatories/hemmelighuset-zxqvy/").is_some());
    let tilsagn::app::letter::Letter::Published { hide_link: Some(link), .. } = app.mail_to(EMAIL) else {
        panic!("no link to hide")
    };
    app.anonymous().post(&link, &[]).ok();
    app.settle();
    tells_nothing(&copied(app).1);
}

fn a_proof_can_be_of_the_tree_that_was_copied(app: &TestApp) {
    app.publish_register();
    app.append_entries(9);
    let proven = |number, size| app.block_on(proven(&app.app, number, size));
    let old = proven(7, Some(60)).unwrap();
    assert_eq!((old.tree_size, proven(7, None).unwrap().tree_size), (60, 69));
    let head = Head::open(&old.checkpoint, &app.app.log_signer.verifier()).unwrap();
    let hashes: Vec<Hash> = old.proof.iter().map(|hash| Hash::from_base64(hash).unwrap()).collect();
    let leaf = Hash::from_base64(&old.leaf_hash).unwrap();
    check_inclusion(&leaf, 7, (60, &head.root), &hashes).unwrap();
    assert!(proven(7, Some(61)).is_err(), "no tree of this size was signed");
    assert!(proven(60, Some(60)).is_err());
}
