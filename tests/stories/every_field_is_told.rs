//! Every field that programs read is compared with the log, or the log's page says that it is not.

use serde_json::Value;

use crate::anyone_compares::call_entered;
use crate::operator_takes_over::lively;
use crate::stories;
use crate::support::app::TestApp;

stories!(a_field_that_is_not_compared_is_said_not_to_be);

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
        "id signatory kind title action paragraphs measure start due status stage amount countries version",
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
