//! Anyone checks the register: the page that says how, the files of the log, and the program's checker.

use serde_json::Value;
use tilsagn::domain::case::CaseKind;
use tilsagn::log::checkpoint::Head;
use tilsagn::log::hash::Hash;
use tilsagn::log::note::Verifier;
use tilsagn::log::proof;
use tilsagn::log::tile;
use tilsagn::store;
use tilsagn::view::seal::{Legend, seal};

use crate::nadia_stays_unnamed::Lacks;
use crate::readers_of_the_past::eventful;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::log::{mirror, verify};
use crate::support::visitor::Page;
use crate::suzie_comes_back::cases;

stories!(
    a_good_register_is_found_good,
    an_empty_log_is_found_good,
    the_page_tells_how_and_shows_the_checkpoint_and_the_key,
    the_page_bears_the_seal_of_the_newest_root,
    a_profile_names_its_entries_and_their_proofs,
    a_commitment_names_its_entries_and_their_proofs,
    a_commitment_that_is_withheld_names_none,
    one_entry_comes_with_a_proof_that_holds,
    tiles_and_bundles_are_served_as_specified,
    files_are_kept_by_caches_as_long_as_they_hold,
    entries_are_read_page_by_page,
    a_copy_in_a_folder_can_be_checked_without_network,
    another_key_is_not_taken_for_ours,
);

fn a_good_register_is_found_good(app: &TestApp) {
    app.publish_register();
    app.append_entries(700);
    let report = app.verify().good();
    assert_eq!(report["tree_size"], 760);
    assert_eq!(report["origin"], "127.0.0.1/log");
    assert_eq!(report["register_compared"], true);
    // Number 60 is protected: its body is withheld from the beginning.
    assert_eq!(report["without_body"], serde_json::json!([59]));
}

fn an_empty_log_is_found_good(app: &TestApp) {
    app.settle();
    let report = app.verify().good();
    assert_eq!(report["tree_size"], 0);
}

fn the_page_tells_how_and_shows_the_checkpoint_and_the_key(app: &TestApp) {
    app.anonymous().get("/verify").ok().says("Nothing has been signed yet");
    app.publish_register();
    let note = app.anonymous().get("/log/checkpoint").ok().body;
    let key = app.anonymous().get("/log/key").ok().body;
    let root = note.lines().nth(2).unwrap();
    let page = app.anonymous().get("/verify").ok().says("60 entries").says(root).says(key.trim());
    let page = page.says("The time of signing is our own note, which nothing proves");
    page.says(&format!("tilsagn log verify {} --key {}", app.base, key.trim()));
    app.anonymous().get("/da/verify").ok().says("Efterprøv selv registret").says("60 poster");
    assert!(app.anonymous().get("/").ok().body.contains("href=\"/verify\""));
}

fn the_page_bears_the_seal_of_the_newest_root(app: &TestApp) {
    app.publish_register();
    let curves = |drawn: &str| -> Vec<String> {
        let paths = drawn.split(" d=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        paths.map(|(curve, _)| curve.to_owned()).collect()
    };
    let shown = |path: &str| curves(&app.anonymous().get(path).ok().between("<svg class=\"seal\"", "</svg>"));
    let expected = || {
        let note = app.anonymous().get("/log/checkpoint").ok().body;
        let root = Hash::from_base64(note.lines().nth(2).unwrap()).unwrap();
        curves(&seal(&root.0, Legend { figure: "", lines: ["", ""] }))
    };
    let before = expected();
    assert_eq!(before.len(), 2, "two rings");
    assert_eq!((shown("/verify"), shown("/da/verify")), (before.clone(), before.clone()));
    app.append_entries(1);
    assert_eq!(shown("/verify"), expected());
    assert_ne!(shown("/verify"), before, "a new entry, another seal");
}

fn a_profile_names_its_entries_and_their_proofs(app: &TestApp) {
    app.publish_register();
    let page = app.anonymous().get("/signatories/org-3").ok().says("No. 2");
    assert!(page.body.contains("href=\"/log/entries/2\""));
    app.anonymous().get("/da/signatories/org-3").ok().says("Nr. 2");
}

/// How many entries a page leads to.
fn entries_on(page: &Page) -> usize {
    page.body.matches(".tlog-proof\" download").count()
}

fn a_commitment_names_its_entries_and_their_proofs(app: &TestApp) {
    let (given, _) = eventful(app);
    let (id, anyone) = (given.commitments[0], app.anonymous());
    let id = app.read(move |db| store::commitment::find(db, id)).public_id;
    let page = anyone.get(&format!("/commitments/{id}")).ok().says("History Every public change");
    assert_eq!(entries_on(&page), 1, "its own and nobody else's");
    let number = page.between("href=\"/log/entries/", "\"");
    page.says(&format!("Commitment published No. {number} · Proof"));
    let entry: Value =
        serde_json::from_str(&anyone.get(&format!("/log/entries/{number}")).ok().body).unwrap();
    assert_eq!(entry["kind"], "commitment.published");
    assert_eq!(entry["body"]["title"], "Lend every reader a safe device");
    let danish = anyone.get(&format!("/da/commitments/{id}")).ok();
    danish.says(&format!("Tilsagn offentliggjort Nr. {number} · Bevis"));
    // The profile says which commitment the line is about.
    for (profile, line) in [
        ("/signatories/skovbrynet-folkeforening", "Commitment published: <a href=\"/commitments/"),
        ("/da/signatories/skovbrynet-folkeforening", "Tilsagn offentliggjort: <a href=\"/da/commitments/"),
    ] {
        let line = format!("{line}{id}\"><bdi>Lend every reader a safe device</bdi></a>");
        let page = anyone.get(profile).ok();
        assert!(page.body.contains(&line), "{}", page.body);
    }
}

fn a_commitment_that_is_withheld_names_none(app: &TestApp) {
    let (given, bodil) = eventful(app);
    let (id, anyone) = (given.commitments[0], app.anonymous());
    let id = app.read(move |db| store::commitment::find(db, id)).public_id;
    bodil.send(&format!("/staff/commitments/{id}/case"), &[]).ok();
    let case = cases(app, &given, CaseKind::Commitment)[0].number;
    decide(&bodil, case, &Choice::suspend("Is it yours?"));
    app.settle();
    let page = || anyone.get(&format!("/commitments/{id}")).ok();
    let profile = || anyone.get("/signatories/skovbrynet-folkeforening").ok();
    assert_eq!(entries_on(&page().says("This commitment is withheld")), 0);
    profile().says("Commitment hidden while something is checked").lacks("safe device");
    decide(&bodil, case, &Choice::plain("restore"));
    app.settle();
    let shown = page().says("Commitment hidden while something is checked Something is being checked.");
    assert_eq!(entries_on(&shown), 3, "published, hidden, and shown again");
    shown.says("Commitment shown again");
    let lines = profile().says("Commitment published: Lend every reader a safe device");
    lines.says("Commitment shown again: Lend every reader a safe device");
}

fn one_entry_comes_with_a_proof_that_holds(app: &TestApp) {
    app.publish_register();
    app.append_entries(300);
    let visitor = app.anonymous();
    let key = Verifier::parse(&visitor.get("/log/key").ok().body).unwrap();
    for number in [0, 2, 59, 255, 256, 359] {
        let page = visitor.get(&format!("/log/entries/{number}")).ok();
        let entry: Value = serde_json::from_str(&page.body).unwrap();
        let head = Head::open(entry["checkpoint"].as_str().unwrap(), &key).unwrap();
        assert_eq!(head.size, 360);
        let leaf = Hash::leaf(entry["record"].as_str().unwrap().as_bytes());
        let hashes = entry["proof"].as_array().unwrap().iter();
        let hashes: Vec<Hash> =
            hashes.map(|hash| Hash::from_base64(hash.as_str().unwrap()).unwrap()).collect();
        proof::check_inclusion(&leaf, number, (head.size, &head.root), &hashes).unwrap();
        assert_eq!(entry["number"], number);
        assert_eq!(entry["body"].is_null(), number == 59);
        assert_eq!(entry["salt"].is_null(), number == 59);
    }
    for nowhere in ["360", "-1", "007", "x", "99999999999999999999"] {
        assert_eq!(visitor.get(&format!("/log/entries/{nowhere}")).status, 404, "{nowhere}");
    }
}

fn tiles_and_bundles_are_served_as_specified(app: &TestApp) {
    app.publish_register();
    app.append_entries(300);
    let visitor = app.anonymous();
    let bundle = visitor.bytes("/log/tile/entries/000");
    assert_eq!(tile::records(&bundle).unwrap().len(), 256);
    let hashes = Hash::row(&visitor.bytes("/log/tile/0/000")).unwrap();
    assert_eq!(tile::leaves(&bundle), (hashes.clone(), None));
    assert_eq!(visitor.bytes("/log/tile/0/000.p/60"), Hash::bytes_of(&hashes[..60]));
    assert_eq!(visitor.bytes("/log/tile/0/001.p/104").len(), 104 * 32);
    assert_eq!(tile::records(&visitor.bytes("/log/tile/entries/001.p/104")).unwrap().len(), 104);
    assert_eq!(visitor.bytes("/log/tile/1/000.p/1").len(), 32);
    for nowhere in
        ["0/001", "0/001.p/105", "entries/001", "entries/001.p/105", "1/000", "2/000.p/1", "0/1", "8/0/000"]
    {
        assert_eq!(visitor.get(&format!("/log/tile/{nowhere}")).status, 404, "{nowhere}");
    }
}

fn files_are_kept_by_caches_as_long_as_they_hold(app: &TestApp) {
    app.publish_register();
    app.append_entries(300);
    let visitor = app.anonymous();
    for (path, kept, kind) in [
        ("/log/checkpoint", "public, max-age=20", "text/plain; charset=utf-8"),
        ("/log/tile/0/000", "public, max-age=31536000, immutable", "application/octet-stream"),
        ("/log/tile/entries/000", "public, max-age=31536000, immutable", "application/octet-stream"),
        ("/log/tile/0/001.p/104", "public, max-age=86400", "application/octet-stream"),
        (
            "/log/entries/0",
            "public, max-age=60, stale-while-revalidate=240, stale-if-error=240",
            "application/json",
        ),
    ] {
        let page = visitor.get(path).ok();
        assert_eq!(page.headers["cache-control"], kept, "{path}");
        assert_eq!(page.headers["content-type"], kind, "{path}");
        assert_eq!(page.headers["access-control-allow-origin"], "*", "{path}");
        let etag = page.headers["etag"].clone();
        assert!(etag.starts_with('"'), "{path}: {etag} is not strong");
        let again = visitor.get_with(path, &[("If-None-Match", &etag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        let head = visitor.head(path);
        assert_eq!((head.status, &head.headers["etag"], head.body.as_str()), (200, &etag, ""), "{path}");
    }
}

fn entries_are_read_page_by_page(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let numbers = |path: &str| -> Vec<u64> {
        let page = visitor.get(path).ok();
        assert_eq!(page.headers["content-type"], "application/x-ndjson");
        let lines = page.body.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.map(|line| line["number"].as_u64().unwrap()).collect()
    };
    assert_eq!(numbers("/data/entries.ndjson"), (0..60).collect::<Vec<_>>());
    assert_eq!(numbers("/data/entries.ndjson?after=9&limit=3"), [10, 11, 12]);
    assert_eq!(numbers("/data/entries.ndjson?after=59"), [0; 0]);
    for wrong in ["after=x", "after=-1", "limit=0", "size=3"] {
        for path in ["/data/entries.ndjson", "/log/checkpoints"] {
            assert_eq!(visitor.get(&format!("{path}?{wrong}")).status, 400, "{path}?{wrong}");
        }
    }
}

fn a_copy_in_a_folder_can_be_checked_without_network(app: &TestApp) {
    app.publish_register();
    app.append_entries(300);
    let folder = tempfile::tempdir().unwrap();
    mirror(app, folder.path());
    let place = folder.path().to_str().unwrap();
    let report = verify(place, &[]).good();
    assert_eq!((&report["tree_size"], &report["register_compared"]), (&360.into(), &false.into()));
    let lines = std::fs::read_to_string(folder.path().join("data/entries.ndjson")).unwrap();
    let forged = lines.replacen("News 7\"", "News 8\"", 1);
    std::fs::write(folder.path().join("data/entries.ndjson"), forged).unwrap();
    verify(place, &[]).names(67);
}

fn another_key_is_not_taken_for_ours(app: &TestApp) {
    app.publish_register();
    let other = tilsagn::log::note::Signer::new("127.0.0.1/log", [9; 32]).unwrap();
    let verdict = verify(&app.base, &["--key", &other.verifier().text()]);
    let what = verdict.report["findings"][0]["what"].as_str().unwrap();
    assert!(!verdict.passed && what.contains("no entry says that it took over from"), "{what}");
}
