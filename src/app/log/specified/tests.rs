//! Entries as the product writes them, and as it does not.

use serde_json::json;

use super::*;
use crate::domain::Moment;
use crate::log::keys::Keys;
use crate::log::note::Signer;

fn line(number: u64, kind: &str, body: Option<Value>) -> Line {
    let body = body.map(|body| serde_json::value::RawValue::from_string(body.to_string()).unwrap());
    let (kind, subject) = (kind.to_owned(), format!("subject{number}"));
    let at = Moment::from_millis(0);
    Line { number, at, kind, subject, digest: String::new(), salt: None, body }
}

/// Which entry is found wrong, and why, of one behind four others.
fn found(kind: &str, body: Value) -> Option<String> {
    let mut specified = Specified::default();
    (0..4).for_each(|number| specified.read(&line(number, "assurance.recorded", None)));
    specified.read(&line(4, kind, Some(body)));
    let finding = specified.finding()?;
    assert_eq!(finding.entry, Some(4), "{finding:?}");
    Some(finding.what)
}

fn before() -> (Keys, String) {
    let keys = Keys::first(Signer::new("a/log", [1; 32]).unwrap());
    let note = keys.sign(&Head::empty()).unwrap();
    (keys, note)
}

#[test]
fn entries_as_the_product_writes_them_are_as_specified() {
    let (keys, note) = before();
    let key = keys.current().text();
    let next = Keys::first(Signer::new("a/log", [2; 32]).unwrap()).current().text();
    for (kind, body) in [
        ("endorsement.published", json!({ "slug": "a", "number": 1 })),
        ("entry.withheld", json!({ "subjects": ["subject0", "subject3"] })),
        ("entry.erased", json!({ "subjects": [] })),
        ("key.rotated", json!({ "from": key, "to": next })),
        ("log.resumed", json!({ "from": 2, "to": 4 })),
        ("log.resumed", json!({ "from": 4, "to": 4 })),
        ("log.resumed", json!({ "from": 0, "to": 4, "origin": "a/log", "key": key, "checkpoint": note })),
        ("log.resumed", json!({ "from": 3, "to": 9, "origin": "a/log", "checkpoint": note })),
    ] {
        assert_eq!(found(kind, body.clone()), None, "{kind}: {body}");
    }
}

#[test]
fn entries_that_are_not_as_specified_are_found() {
    let (keys, note) = before();
    let key = keys.current().text();
    let other = Keys::first(Signer::new("b/log", [1; 32]).unwrap()).current().text();
    for (kind, body, why) in [
        ("foo.bar", json!({}), "is of kind foo.bar"),
        ("endorsement.published", json!([1, 2]), "no JSON object"),
        ("entry.withheld", json!({ "subjects": "subject0" }), "as a list"),
        ("entry.withheld", json!({ "subjects": ["subject0", 7] }), "as a list"),
        ("entry.withheld", json!({}), "as a list"),
        ("entry.withheld", json!({ "subjects": ["subject0", "nobody"] }), "names nobody, which no entry has"),
        ("key.rotated", json!({ "from": key, "to": other }), "two keys of one log"),
        ("log.resumed", json!({ "from": "x", "to": 4 }), "from which entry"),
        ("log.resumed", json!({ "from": 3, "to": 2 }), "from which entry"),
        ("log.resumed", json!({ "from": 3, "to": 5 }), "from 3 to 5 came back"),
        ("log.resumed", json!({ "from": 0, "to": 4, "origin": 7, "checkpoint": note }), "the log before"),
        ("log.resumed", json!({ "from": 0, "to": 4, "key": key }), "the log before"),
        ("log.resumed", json!({ "from": 0, "to": 4, "origin": "b/log", "checkpoint": note }), "of b/log"),
        ("log.resumed", json!({ "from": 0, "to": 4, "origin": "a/log", "checkpoint": "x" }), "of a/log"),
        (
            "log.resumed",
            json!({ "from": 0, "to": 4, "origin": "a/log", "key": other, "checkpoint": note }),
            "b/log is another log",
        ),
    ] {
        let what = found(kind, body.clone()).unwrap_or_default();
        assert!(what.contains(why), "{kind}: {body}: {what}");
    }
}

#[test]
fn two_entries_with_one_subject_are_found_and_the_first_is_named() {
    let mut specified = Specified::default();
    specified.read(&line(0, "assurance.recorded", None));
    specified.read(&Line { number: 1, ..line(0, "assurance.recorded", None) });
    specified.read(&line(2, "foo.bar", None));
    let finding = specified.finding().unwrap();
    assert_eq!(finding.entry, Some(1));
    assert!(finding.what.ends_with("each has its own; 1 more are not as specified"), "{finding:?}");
}
