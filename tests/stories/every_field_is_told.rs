//! Every field that programs read is compared with the log, or the log's page says that it is not; and there are no others.

use serde_json::{Value, json};

use crate::anyone_compares::{a_copy, call_entered, edited, finds};
use crate::operator_takes_over::lively;
use crate::stories;
use crate::support::app::TestApp;

stories!(a_field_that_is_not_compared_is_said_not_to_be, a_field_that_is_not_known_is_found);

/// Where an object stands, and the fields of it that `log verify` compares with what entries say.
const COMPARED: &[(&str, &str, &str)] = &[
    ("api/v1/signatories", "", "data total"),
    (
        "api/v1/signatories",
        "/data/0",
        "id slug name names category country website number signed_version signed_language signed_at identifiers state \
         assurance statement",
    ),
    ("api/v1/commitments", "", "data total"),
    (
        "api/v1/commitments",
        "/data/0",
        "id signatory kind title action paragraphs measure start due status dropped_reason stage amount recipients \
         countries evidence version",
    ),
    ("api/v1/call", "", "version versions"),
    ("api/v1/call", "/version", "number change published_at texts"),
    ("api/v1/call", "/version/texts/0", "language authority title sha256"),
    ("api/v1/call", "/versions/0", "number change published_at"),
    ("call/versions.json", "/0", "number change published_at texts"),
    ("call/versions.json", "/0/texts/0", "language authority sha256"),
];

fn a_field_that_is_not_compared_is_said_not_to_be(app: &TestApp) {
    app.call();
    call_entered(app);
    lively(app);
    let page = include_str!("../../docs/log.md");
    let (_, page) = page.split_once("Never looked at are").unwrap();
    let (never, _) = page.split_once("The lists, their tables").unwrap();
    for (file, place, compared) in COMPARED {
        let told: Value = serde_json::from_str(&app.anonymous().get(&format!("/{file}")).ok().body).unwrap();
        let object = told.pointer(place).and_then(Value::as_object).expect("it is there");
        let compared: Vec<&str> = compared.split_whitespace().collect();
        for field in &compared {
            assert!(object.contains_key(*field), "{file}{place} has no {field}");
        }
        for field in object.keys().filter(|field| !compared.contains(&field.as_str())) {
            assert!(
                never.contains(&format!("`{field}`")),
                "nothing says of {file}{place} that {field} is not compared"
            );
        }
    }
}

/// Somebody says in a copy what no entry says, where nobody compares it.
fn a_field_that_is_not_known_is_found(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, key) = a_copy(app, folder.path());
    for (file, place, way) in [
        ("api/v1/signatories", "", "certified_by"),
        ("api/v1/signatories", "/data/1", "data.certified_by"),
        ("api/v1/commitments", "/data/0", "data.certified_by"),
        ("api/v1/call", "/version/texts/0", "version.texts.certified_by"),
        ("call/versions.json", "/0", "certified_by"),
    ] {
        let add = |told: &mut Value| {
            told.pointer_mut(place).unwrap()["certified_by"] = json!("The Ministry of Truth");
        };
        let what = format!("{file} has a field {way} that this version does not know");
        edited(&copy, file, &add, &|| finds(&copy, &key, &what));
    }
    let path = copy.join("log/checkpoints");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, good.replacen('{', "{\"by\":\"x\",", 1)).unwrap();
    finds(
        &copy,
        &key,
        "log/checkpoints is not understood: a line has a field by that this version does not know",
    );
}
