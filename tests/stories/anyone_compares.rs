//! Anyone compares: whatever was changed in a copy is found, and the checker says what it does not look at.

use std::path::Path;

use serde_json::{Map, Value, json};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::log::tile;

use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, published};
use crate::operator_takes_over::{exported, lively};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::verify;
use crate::support::published::entry;

stories!(
    what_was_changed_in_a_copy_is_found,
    lines_that_are_no_entries_of_the_tree_are_found,
    an_entry_that_is_about_nobody_cannot_be_emptied,
    a_table_with_other_columns_is_refused,
    a_key_that_stands_twice_is_refused,
    an_invented_version_of_the_call_is_found,
    a_text_that_was_added_to_an_older_version_is_found,
    every_field_that_entries_tell_is_compared,
    every_column_is_compared,
    a_commitment_that_no_entry_knows_is_found,
    what_was_changed_while_it_was_hidden_is_entered,
    a_damaged_file_of_the_log_is_named,
);

/// Enters the versions of the Call, as publishing them does.
pub fn call_entered(app: &TestApp) {
    app.write(|db, now| {
        for version in tilsagn::store::call::all(db)?.into_iter().rev() {
            let texts = tilsagn::store::call::texts(db, version.id)?;
            let told = |value: &dyn Fn(&tilsagn::store::call::Text) -> Value| -> Map<String, Value> {
                texts.iter().map(|text| (text.language.clone(), value(text))).collect()
            };
            let body = json!({
                "version": version.number, "change": version.change_kind,
                "texts": told(&|text| json!(text.sha256)), "authorities": told(&|text| json!(text.authority)),
            });
            entry(db, "call.version_published", None, now, &body)?;
        }
        Ok(())
    });
    app.settle();
}

pub fn a_copy(app: &TestApp, folder: &Path) -> (std::path::PathBuf, String) {
    app.call();
    call_entered(app);
    lively(app);
    (exported(app, folder, &[]), app.app.log_signer.verifier().text())
}

#[track_caller]
pub fn finds(copy: &Path, key: &str, what: &str) {
    let found = verify(copy.to_str().unwrap(), &["--key", key]);
    assert!(!found.passed, "{what}: nothing was found");
    let told = found.report["findings"][0]["what"].as_str().unwrap_or_default().to_owned();
    assert!(told.contains(what), "{what}: {told} {}", found.errors);
}

fn what_was_changed_in_a_copy_is_found(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    let report = verify(copy.to_str().unwrap(), &["--key", &key]).good();
    assert!(report["looked_at"].as_array().unwrap().contains(&"the texts of the Call".into()), "{report:#}");
    assert!(report["not_looked_at"].as_array().unwrap().contains(&"pages".into()), "{report:#}");
    assert!(report["latest"].as_str().is_some_and(|at| at.starts_with("2026-")), "{report:#}");
    let other = app.empty_twin().app.log_signer.verifier().text();
    for (file, from, to, what) in [
        ("call/v1/da.md", "og", "eller", "another text than call/v1/da.md"),
        ("api/v1/signatories", "Aarhus Åbne Arkiv", "Aarhus Lukkede Arkiv", "shows: name"),
        ("api/v1/signatories", "We still do.", "We do not.", "shows: statement"),
        ("api/v1/signatories", "\"category\":\"civil_society\"", "\"category\":\"media\"", "shows: category"),
        ("api/v1/signatories", "\"country\":\"DK\"", "\"country\":\"SE\"", "shows: country"),
        ("api/v1/signatories", "\"signed_version\":2", "\"signed_version\":1", "shows: signed_version"),
        ("api/v1/signatories", "\"level\":\"none\"", "\"level\":\"official_letter\"", "shows: assurance"),
        ("api/v1/signatories", "\"state\":\"published\"", "\"state\":\"revoked\"", "shows: state"),
        ("api/v1/signatories", "\"total\":2", "\"total\":3", "says that there are 3, and shows 2"),
        ("api/v1/call", "\"title\":\"", "\"title\":\"Another ", "api/v1/call: title"),
        ("api/v1/call", "\"published_at\":\"2026", "\"published_at\":\"2001", "api/v1/call: published_at"),
        (
            "call/versions.json",
            "\"published_at\":\"2026",
            "\"published_at\":\"2001",
            "versions.json: published_at",
        ),
        ("call/versions.json", "\"authentic\"", "\"courtesy\"", "versions.json: authority"),
        ("log/key", &key, &other, "has not signed the newest checkpoint"),
    ] {
        let path = copy.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        assert!(good.contains(from), "{from} is not in {file}: {good}");
        std::fs::write(&path, good.replacen(from, to, 1)).unwrap();
        finds(&copy, &key, what);
        std::fs::write(&path, good).unwrap();
    }
    std::fs::remove_dir_all(copy.join("call")).unwrap();
    let report = verify(copy.to_str().unwrap(), &["--key", &key]).good();
    assert!(
        report["not_looked_at"].as_array().unwrap().contains(&"the texts of the Call".into()),
        "{report:#}"
    );
}

fn lines_that_are_no_entries_of_the_tree_are_found(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    let path = copy.join("data/entries.ndjson");
    let good = std::fs::read_to_string(&path).unwrap();
    let last = good.lines().last().unwrap();
    let size = good.lines().count();
    let number = |number: usize| format!("\"number\":{number}");
    for (line, what) in [
        (last.to_owned(), "stands twice".to_owned()),
        (last.replace(&number(size - 1), &number(size)), format!("the tree has {size}")),
    ] {
        std::fs::write(&path, format!("{good}{line}\n")).unwrap();
        finds(&copy, &key, &what);
    }
}

fn an_entry_that_is_about_nobody_cannot_be_emptied(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    let path = copy.join("data/entries.ndjson");
    let good = std::fs::read_to_string(&path).unwrap();
    for kind in ["call.version_published", "entry.withheld"] {
        let of_kind = |line: &&str| line.contains(&format!("\"kind\":\"{kind}\""));
        let line = good.lines().find(of_kind).unwrap_or_else(|| panic!("there is no {kind}"));
        let mut emptied: Value = serde_json::from_str(line).unwrap();
        (emptied["body"], emptied["salt"]) = (Value::Null, Value::Null);
        std::fs::write(&path, good.replace(line, &emptied.to_string())).unwrap();
        let found = verify(copy.to_str().unwrap(), &["--key", &key]);
        let findings = found.report["findings"].as_array().unwrap();
        // Those that an emptied one explains are named before it.
        let named = findings.iter().find(|one| one["entry"] == emptied["number"]).expect("it is named");
        let told = named["what"].as_str().unwrap();
        assert!(told.contains(&format!("one of kind {kind} is never withheld")), "{told}");
    }
}

fn a_table_with_other_columns_is_refused(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    for table in ["data/signatories.csv", "data/commitments.csv"] {
        let path = copy.join(table);
        let good = std::fs::read_to_string(&path).unwrap();
        let (head, rows) = good.split_once("\r\n").unwrap();
        let first = head.split(',').next().unwrap();
        for (column, what) in [
            ("elsewhere", "no column is called elsewhere"),
            (first, &format!("the column {first} stands twice")),
        ] {
            let rows: String = rows.lines().map(|row| format!("{row},\r\n")).collect();
            std::fs::write(&path, format!("{head},{column}\r\n{rows}")).unwrap();
            let found = verify(copy.to_str().unwrap(), &["--key", &key]);
            let told = format!("{table} is not understood: {what}");
            assert!(!found.passed && found.errors.contains(&told), "{told}: {}", found.errors);
        }
        std::fs::write(&path, good).unwrap();
    }
}

/// One reader would see the one value, another the other.
fn a_key_that_stands_twice_is_refused(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    for (file, from, to) in [
        ("api/v1/signatories", "\"name\":\"Aarhus", "\"name\":\"Another\",\"name\":\"Aarhus"),
        ("api/v1/commitments", "\"title\":", "\"title\":\"Another\",\"title\":"),
        ("api/v1/call", "\"change\":", "\"change\":\"editorial\",\"change\":"),
        ("call/versions.json", "\"sha256\":", "\"sha256\":\"00\",\"sha256\":"),
    ] {
        let path = copy.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        assert!(good.contains(from), "{from} is not in {file}: {good}");
        std::fs::write(&path, good.replacen(from, to, 1)).unwrap();
        let found = verify(copy.to_str().unwrap(), &["--key", &key]);
        let told = found.errors.contains(file) && found.errors.contains("stands twice in one object");
        assert!(!found.passed && told, "{file}: {:#} {}", found.report, found.errors);
        std::fs::write(&path, good).unwrap();
    }
    let path = copy.join("data/entries.ndjson");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, good.replacen("{\"number\":0,", "{\"x\":1,\"x\":2,\"number\":0,", 1)).unwrap();
    finds(&copy, &key, "is not understood in data/entries.ndjson, line 1: the key \"x\" stands twice");
}

fn an_invented_version_of_the_call_is_found(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    for (file, list) in [("call/versions.json", ""), ("api/v1/call", "/versions")] {
        let path = copy.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        let mut told: Value = serde_json::from_str(&good).unwrap();
        let versions = told.pointer_mut(list).unwrap().as_array_mut().unwrap();
        let mut invented = versions[0].clone();
        invented["number"] = json!(3);
        versions.push(invented);
        std::fs::write(&path, told.to_string()).unwrap();
        finds(&copy, &key, &format!("{file} tells of version 3 of the Call, and no entry says"));
        std::fs::write(&path, good).unwrap();
    }
}

fn a_text_that_was_added_to_an_older_version_is_found(app: &TestApp) {
    app.call();
    call_entered(app);
    app.verify().good();
    app.sql(
        "INSERT INTO call_texts (version_id, language, authority, markdown, sha256)
         SELECT version_id, 'de', authority, markdown, sha256 FROM call_texts WHERE language = 'en' AND version_id =
         (SELECT id FROM call_versions WHERE number = 1)",
    );
    app.anonymous().get("/call/v1/de.md").ok();
    let report = app.verify().report;
    let what = report["findings"][0]["what"].as_str().unwrap_or_default();
    assert!(what.contains("version 1 of the Call than call/versions.json: texts"), "{report:#}");
}

fn a_damaged_file_of_the_log_is_named(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    let size = std::fs::read_to_string(copy.join("data/entries.ndjson")).unwrap().lines().count();
    for (file, damage, what) in [
        (format!("log/tile/0/000.p/{size}"), 40, format!("log/tile/0/000.p/{size} is not there or is wrong")),
        (format!("log/tile/entries/000.p/{size}"), 40, format!("log/tile/entries/000.p/{size} and")),
        (format!("log/tile/entries/000.p/{size}"), 0, format!("log/tile/entries/000.p/{size} is damaged")),
    ] {
        let path = copy.join(&file);
        let good = std::fs::read(&path).unwrap();
        let mut bad = good.clone();
        bad[damage] ^= 0x55;
        std::fs::write(&path, bad).unwrap();
        finds(&copy, &key, &what);
        std::fs::write(&path, good).unwrap();
    }
    let bundle = copy.join(format!("log/tile/entries/000.p/{size}"));
    let good = std::fs::read(&bundle).unwrap();
    let mut entries = tile::records(&good).unwrap();
    entries.push(b"one more");
    std::fs::write(&bundle, tile::bundle(entries).unwrap()).unwrap();
    finds(&copy, &key, &format!("log/tile/entries/000.p/{size} holds too many entries"));
    std::fs::write(&bundle, good.as_slice()).unwrap();
    let tile = copy.join(format!("log/tile/0/000.p/{size}"));
    std::fs::write(&tile, b"short").unwrap();
    finds(&copy, &key, &format!("log/tile/0/000.p/{size} is not there or is wrong"));
    std::fs::write(copy.join("log/checkpoint"), "nothing of the kind").unwrap();
    let found = verify(copy.to_str().unwrap(), &["--key", &key]);
    assert!(!found.passed && found.errors.contains("log/checkpoint is not good: "), "{}", found.errors);
}

/// Changes a file of a copy as JSON.
pub fn edited(copy: &Path, file: &str, edit: &dyn Fn(&mut Value), look: &dyn Fn()) {
    let path = copy.join(file);
    let good = std::fs::read_to_string(&path).unwrap();
    let mut told: Value = serde_json::from_str(&good).unwrap();
    edit(&mut told);
    assert_ne!(told, serde_json::from_str::<Value>(&good).unwrap(), "{file} was edited");
    std::fs::write(&path, told.to_string()).unwrap();
    look();
    std::fs::write(&path, good).unwrap();
}

fn every_field_that_entries_tell_is_compared(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    // What the tables say is another check's.
    for table in ["data/signatories.csv", "data/commitments.csv"] {
        std::fs::remove_file(copy.join(table)).unwrap();
    }
    let (signatories, commitments) = ("api/v1/signatories", "api/v1/commitments");
    for (file, field, value) in [
        (signatories, "/id", json!("another")),
        (signatories, "/website", json!("https://another.example/")),
        (signatories, "/signed_language", json!("da")),
        (signatories, "/signed_at", json!("2020-01-01T00:00:00.000Z")),
        (signatories, "/names/0/from", json!("1999")),
        (signatories, "/identifiers/wikidata", json!("Q42")),
        (signatories, "/assurance/method", json!("letter")),
        (signatories, "/assurance/verified_at", json!("2020-01-01T00:00:00.000Z")),
        (commitments, "/title", json!("Another")),
        (commitments, "/action", json!("Another.")),
        (commitments, "/kind", json!("offer")),
        (
            commitments,
            "/measure",
            json!({ "type": "indicator", "unit": "x", "baseline": null, "target": "1" }),
        ),
        (commitments, "/paragraphs", json!(["p-another"])),
        (commitments, "/countries", json!(["SE"])),
        (commitments, "/recipients", json!("Another")),
        (commitments, "/evidence", json!(["https://another.example/"])),
        (commitments, "/start", json!("2026-01-01")),
        (commitments, "/due", json!("2099-01-01")),
        (commitments, "/stage", json!("committed")),
        (commitments, "/amount", json!({ "minor": 1, "currency": "DKK" })),
        (commitments, "/version", json!(2)),
        (commitments, "/status", json!("dropped")),
        (commitments, "/dropped_reason", json!("We never meant it.")),
        (commitments, "/signatory/slug", json!("aarhus-abne-arkiv")),
        (commitments, "/signatory/name", json!("Another")),
    ] {
        let first = format!("/data/0{field}");
        let edit = |told: &mut Value| *told.pointer_mut(&first).expect("the field is there") = value.clone();
        let named = field.split('/').nth(1).unwrap();
        edited(&copy, file, &edit, &|| finds(&copy, &key, &format!("than the register shows: {named}")));
    }
}

fn every_column_is_compared(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    for table in ["data/signatories.csv", "data/commitments.csv"] {
        let path = copy.join(table);
        let good = std::fs::read(&path).unwrap();
        let mut reader = csv::Reader::from_reader(good.as_slice());
        let names = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (place, name) in names.iter().enumerate().filter(|(_, name)| !["slug", "id"].contains(name)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&names).unwrap();
            for (number, row) in rows.iter().enumerate() {
                let cells = row.iter().enumerate();
                let cells = cells.map(|(at, cell)| if (number, at) == (0, place) { "another" } else { cell });
                writer.write_record(cells).unwrap();
            }
            std::fs::write(&path, writer.into_inner().unwrap()).unwrap();
            finds(&copy, &key, &format!(": {name}"));
        }
        std::fs::write(&path, good).unwrap();
    }
}

fn a_commitment_that_no_entry_knows_is_found(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    std::fs::remove_file(copy.join("data/commitments.csv")).unwrap();
    let list = "api/v1/commitments";
    let invent = |told: &mut Value| {
        let mut invented = told["data"][0].clone();
        invented["id"] = json!("another");
        told["data"].as_array_mut().unwrap().push(invented);
        told["total"] = json!(2);
    };
    edited(&copy, list, &invent, &|| {
        finds(&copy, &key, "commitment another is shown in the register, and no entry")
    });
    let of_nobody = |told: &mut Value| {
        invent(told);
        told["data"][1]["signatory"] = json!({ "slug": "nobody", "name": "Nobody" });
    };
    edited(&copy, list, &of_nobody, &|| {
        finds(&copy, &key, "commitment another is shown in the register, and no entry")
    });
    let hide = |told: &mut Value| {
        told["data"].as_array_mut().unwrap().clear();
        told["total"] = json!(0);
    };
    edited(&copy, list, &hide, &|| {
        finds(&copy, &key, "stands in the register, and the register does not show it")
    });
}

/// It gives a commitment up while nobody may read of it, and shows itself before the week is over.
fn what_was_changed_while_it_was_hidden_is_entered(app: &TestApp) {
    published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    let promise = app.read(|db| tilsagn::store::commitment::of_organisation(db, OrganisationId(1))).remove(0);
    let path = format!("/account/commitments/{}/drop", promise.public_id);
    let owner = account(app);
    owner.send(&path, &[("reason", "No money was left.")]).ok();
    owner.fills("/account/visibility", PUBLIC).ok();
    app.settle();
    let list = app.anonymous().get("/api/v1/commitments").ok().body;
    assert!(list.contains("\"status\":\"dropped\""), "{list}");
    app.verify().good();
}
