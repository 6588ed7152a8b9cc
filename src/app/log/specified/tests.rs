//! Entries as the product writes them, and as it does not. That all that it writes is so, stories show
//! (`anyone_verifies_bodies`).

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
    specified.read(&line(0, "endorsement.published", Some(self::body("endorsement.published"))));
    specified.read(&line(1, "commitment.published", Some(self::body("commitment.published"))));
    (2..4).for_each(|number| specified.read(&line(number, "assurance.recorded", None)));
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

/// The bodies of some kinds, as the product writes them.
fn body(kind: &str) -> Value {
    let hash = "e5".repeat(32);
    let at = "2026-11-24T09:00:00.000Z";
    let public = json!({ "id": "e", "organisation": "o", "slug": "a", "reason": null });
    match kind {
        "call.version_published" => json!({
            "version": 1, "change": "initial", "texts": { "en": hash }, "authorities": { "en": "authentic" },
        }),
        "endorsement.published" => json!({
            "id": "e", "organisation": "o", "slug": "a", "number": 1, "name": "Prøvehave", "category": "academia",
            "country": "DK", "website": null, "description": null, "names": [], "version": 2, "language": "da",
            "identifiers": { "lei": null, "ror": null, "wikidata": null }, "text_sha256": hash, "signed_at": at,
            "statement": null, "assurance": "none",
        }),
        "endorsement.amended" => json!({
            "id": "e", "organisation": "o", "before": { "statement": null }, "after": { "statement": "We do." },
        }),
        "organisation.amended" => json!({
            "organisation": "o", "slug": "a", "before": { "country": "DK", "names": [] },
            "after": { "country": "SE", "names": [
                { "name": "Have", "language": "da", "kind": "short", "from": null, "until": "2019" },
            ] },
        }),
        "organisation.renamed" => json!({
            "organisation": "o", "slug": "a", "before": { "name": "Prøvehave" }, "after": { "name": "Have" },
        }),
        "organisation.merged" => json!({
            "organisation": "o", "slug": "a", "number": 1, "into": "other", "commitments": ["c"],
        }),
        "organisation.unmerged" => json!({
            "organisation": "o", "slug": null, "number": null, "from": "other", "commitments": [],
        }),
        "assurance.recorded" => json!({
            "organisation": "o", "level": "mailbox", "method": "mailed_link", "checked_at": at,
        }),
        "assurance.lapsed" => json!({
            "organisation": "o", "level": "domain_control", "method": "dns_record", "last_verified_at": at,
        }),
        "commitment.published" => json!({
            "id": "c", "organisation": "o", "version": 1, "kind": "funding", "title": "Lamps", "action": "We buy lamps.",
            "measure": { "type": "deliverable" }, "paragraphs": ["p-lamps"], "countries": ["DK"], "start": null,
            "due": "2027-01-31", "stage": "committed", "amount_minor": 100, "currency": "DKK",
            "recipients": "Harbours", "evidence": ["https://lamps.example/"],
        }),
        "commitment.revised" => json!({
            "id": "c", "organisation": "o", "version": 2, "kind": "action", "title": "Lanterns", "action": "We make lanterns.",
            "measure": { "type": "deliverable" }, "paragraphs": [], "countries": ["DK"], "start": null,
            "due": "2028-01-31", "stage": null, "amount_minor": null, "currency": null,
            "recipients": null, "evidence": [],
            "before": {
                "recipients": "Harbours", "evidence": ["https://lamps.example/"],
                "kind": "funding", "title": "Lamps", "action": "We buy lamps.", "paragraphs": ["p-lamps"],
                "due": "2027-01-31", "stage": "committed", "amount_minor": 100, "currency": "DKK",
            },
        }),
        "commitment.suspended" => json!({ "id": "c", "organisation": "o", "reason": null }),
        "commitment.dropped" => json!({ "id": "c", "organisation": "o", "reason": "No lamps." }),
        _ => public,
    }
}

/// Of which kinds `body` tells.
const KINDS: [&str; 18] = [
    "call.version_published",
    "endorsement.published",
    "endorsement.amended",
    "endorsement.suspended",
    "endorsement.restored",
    "endorsement.revoked",
    "endorsement.withdrawn",
    "endorsement.reinstated",
    "organisation.amended",
    "organisation.renamed",
    "organisation.merged",
    "organisation.unmerged",
    "assurance.recorded",
    "assurance.lapsed",
    "commitment.published",
    "commitment.revised",
    "commitment.suspended",
    "commitment.dropped",
];

/// With what some fields say instead; those that say `"-"` are left out.
fn changed(kind: &str, changes: &Value) -> Value {
    let mut body = body(kind).as_object().cloned().unwrap();
    body.extend(changes.as_object().cloned().unwrap());
    body.retain(|_, value| *value != "-");
    Value::Object(body)
}

#[test]
fn entries_as_the_product_writes_them_are_as_specified() {
    let (keys, note) = before();
    let key = keys.current().text();
    let next = Keys::first(Signer::new("a/log", [2; 32]).unwrap()).current().text();
    for (kind, body) in [
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
    for (kind, changes) in KINDS.map(|kind| (kind, json!({}))).into_iter().chain([
        // Entries of before there were some have none.
        ("call.version_published", json!({ "authorities": "-" })),
        ("endorsement.published", json!({ "names": "-", "identifiers": "-" })),
        ("endorsement.published", json!({ "taken_over": true, "country": null })),
        ("endorsement.suspended", json!({ "reason": { "code": "doubt", "texts": null } })),
        ("endorsement.suspended", json!({ "reason": { "code": "doubt", "texts": { "en": "Why." } } })),
        ("endorsement.restored", json!({ "shown": ["subject2"] })),
        (
            "organisation.merged",
            json!({
                "other": "x", "slug": "-", "number": "-", "into": "-", "commitments": "-",
                "before": { "names": [], "identifiers": { "lei": null, "ror": null, "wikidata": null } },
                "after": { "names": [], "identifiers": { "lei": null, "ror": null, "wikidata": null } },
            }),
        ),
        (
            "commitment.published",
            json!({ "id": "d", "start": "2026-12-01", "amount_minor": null, "currency": null }),
        ),
        ("commitment.published", json!({ "id": "d", "recipients": "-", "evidence": "-" })),
    ]) {
        let body = changed(kind, &changes);
        assert_eq!(found(kind, body.clone()), None, "{kind}: {body}");
    }
}

#[test]
fn an_entry_names_a_slug_alone_only_where_none_before_it_has_ids() {
    let publication = |changes: Value| ("endorsement.published", changed("endorsement.published", &changes));
    let withdrawn = (
        "endorsement.withdrawn",
        changed("endorsement.withdrawn", &json!({ "id": "-", "organisation": "-" })),
    );
    let before = || publication(json!({ "id": "-", "organisation": "-" }));
    let other = || publication(json!({ "slug": "b" }));
    for (entries, wrong) in [
        (vec![before(), withdrawn.clone()], None),
        (vec![before(), other(), withdrawn.clone()], None),
        (vec![publication(json!({})), withdrawn], Some(1)),
        (vec![other(), before()], Some(1)),
    ] {
        let mut specified = Specified::default();
        let numbered = (0..).zip(&entries);
        numbered.for_each(|(number, (kind, body))| specified.read(&line(number, kind, Some(body.clone()))));
        let found = specified.finding();
        assert_eq!(found.as_ref().and_then(|one| one.entry), wrong, "{found:?}");
        assert!(found.is_none_or(|one| one.what.starts_with("names a slug alone")));
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
        ("entry.withheld", json!({ "subjects": "subject0" }), "than a list of texts as subjects"),
        ("entry.withheld", json!({ "subjects": ["subject0", 7] }), "than a list of texts as subjects"),
        ("entry.withheld", json!({}), "does not say subjects"),
        ("entry.withheld", json!({ "subjects": [] }), "names no entry"),
        ("entry.withheld", json!({ "subjects": ["subject0", "nobody"] }), "names nobody, which no entry has"),
        ("key.rotated", json!({ "from": key, "to": other }), "two keys of one log"),
        ("log.resumed", json!({ "from": "x", "to": 4 }), "than a number from 0 on as from"),
        ("log.resumed", json!({ "from": 3, "to": 2 }), "from which entry"),
        ("log.resumed", json!({ "from": 3, "to": 5 }), "from 3 to 5 came back"),
        ("log.resumed", json!({ "from": 0, "to": 4, "origin": 7, "checkpoint": note }), "in it as origin"),
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
fn bodies_that_say_something_else_are_found() {
    for (kind, changes, why) in [
        ("endorsement.amended", json!({ "a": 1 }), "has a field a,"),
        ("endorsement.published", json!({ "number": "1" }), "than a number from 1 on as number"),
        ("endorsement.published", json!({ "version": 0 }), "than a number from 1 on as version"),
        ("endorsement.published", json!({ "category": "pirates" }), "than a category as category"),
        ("endorsement.published", json!({ "country": "dk" }), "than a country as country"),
        ("endorsement.published", json!({ "name": "-" }), "does not say name"),
        ("endorsement.published", json!({ "signed_at": "2026-11-24T09:00:00Z" }), "as signed_at"),
        ("endorsement.published", json!({ "text_sha256": "E5" }), "than a SHA-256 as text_sha256"),
        ("endorsement.published", json!({ "taken_over": false }), "than true as taken_over"),
        ("endorsement.published", json!({ "slug": null }), "is not of a weekly batch"),
        ("endorsement.published", json!({ "names": [{ "name": "Have" }] }), "a list of names as names"),
        ("endorsement.withdrawn", json!({ "organisation": "-" }), "which organisation"),
        ("endorsement.suspended", json!({ "reason": "doubt" }), "than a reason"),
        ("endorsement.suspended", json!({ "reason": { "code": "No!", "texts": null } }), "than a reason"),
        ("endorsement.restored", json!({ "shown": ["nobody"] }), "names nobody, which no entry has"),
        ("endorsement.amended", json!({ "after": { "statement": null } }), "the same before it and after"),
        ("endorsement.amended", json!({ "before": {}, "after": {} }), "changes nothing"),
        ("organisation.amended", json!({ "before": {} }), "the same fields"),
        ("organisation.amended", json!({ "after": { "mail": "a@b.example" } }), "has a field mail"),
        (
            "organisation.renamed",
            json!({ "before": { "country": null }, "after": { "country": "DK" } }),
            "other name",
        ),
        ("organisation.merged", json!({ "from": "x" }), "has a field from"),
        ("assurance.recorded", json!({ "level": "certain" }), "than a level of assurance as level"),
        ("assurance.lapsed", json!({ "method": "oracle" }), "than a method of checking as method"),
        ("commitment.published", json!({ "currency": null }), "an amount without currency"),
        ("commitment.published", json!({ "due": "2027-02-30" }), "than a day as due"),
        ("commitment.published", json!({ "measure": { "type": "deliverable", "x": 1 } }), "than a measure"),
        ("commitment.published", json!({ "paragraphs": "p-lamps" }), "than a list of texts as paragraphs"),
        ("commitment.revised", json!({ "before": {} }), "changes nothing"),
        ("commitment.revised", json!({ "before": { "title": "Lanterns" } }), "the same before it and after"),
        ("commitment.revised", json!({ "before": { "version": 1 } }), "has a field version"),
        ("commitment.revised", json!({ "before": { "due": null } }), "in what held before it"),
        ("commitment.revised", json!({ "amount_minor": 5 }), "an amount without currency"),
        ("commitment.revised", json!({ "id": "ghost" }), "about the commitment ghost"),
        ("call.version_published", json!({ "texts": {} }), "languages with a SHA-256 each"),
        ("call.version_published", json!({ "authorities": { "da": "official" } }), "weigh the languages"),
        ("endorsement.amended", json!({ "organisation": "ghost" }), "about the organisation ghost"),
        ("endorsement.revoked", json!({ "id": "ghost" }), "about the endorsement ghost"),
        (
            "endorsement.revoked",
            json!({ "id": "-", "organisation": "-", "slug": "x" }),
            "about the signatory x",
        ),
        ("commitment.published", json!({ "organisation": "ghost" }), "about the organisation ghost"),
        ("commitment.dropped", json!({ "id": "ghost" }), "about the commitment ghost"),
    ] {
        let what = found(kind, changed(kind, &changes)).unwrap_or_default();
        assert!(what.contains(why), "{kind}: {changes}: {what}");
    }
}

#[test]
fn a_body_is_written_as_canonical_json() {
    let (mut specified, spaced) = (Specified::default(), r#"{"subjects": []}"#.to_owned());
    let body = Some(serde_json::value::RawValue::from_string(spaced).unwrap());
    specified.read(&Line { body, ..line(0, "entry.erased", None) });
    assert!(specified.finding().unwrap().what.contains("canonical JSON"));
}

#[test]
fn what_a_batch_tells_before_it_publishes_is_as_specified() {
    let mut specified = Specified::default();
    specified.read(&line(0, "endorsement.withdrawn", Some(body("endorsement.withdrawn"))));
    let unnamed = changed("endorsement.published", &json!({ "slug": null, "number": null }));
    specified
        .read(&Line { subject: "batch-x".to_owned(), ..line(1, "endorsement.published", Some(unnamed)) });
    assert_eq!(specified.finding(), None);
}

#[test]
fn what_is_about_somebody_who_shows_itself_meanwhile_may_be_behind() {
    for (bare, foo) in [(true, false), (true, true), (false, false)] {
        let mut specified = Specified::default();
        specified.read(&line(
            0,
            "endorsement.published",
            (!bare).then(|| changed("endorsement.published", &json!({ "organisation": "x" }))),
        ));
        specified.read(&line(1, "endorsement.withdrawn", Some(body("endorsement.withdrawn"))));
        if foo {
            specified.read(&line(2, "foo.bar", None));
        }
        assert_eq!(specified.may_be_behind(), bare && !foo);
        assert_eq!(specified.finding().unwrap().entry, Some(1));
    }
}

#[test]
fn what_starts_from_what_somebody_hid_meanwhile_may_be_behind() {
    let renamed = |before: &str, after: &str| {
        let change = json!({ "before": { "name": before }, "after": { "name": after } });
        changed("organisation.renamed", &change)
    };
    for bare in [true, false] {
        let mut specified = Specified::default();
        specified.read(&line(0, "endorsement.published", Some(body("endorsement.published"))));
        let first = (!bare).then(|| renamed("Prøvehave", "Have"));
        specified.read(&line(1, "organisation.renamed", first));
        specified.read(&line(2, "organisation.renamed", Some(renamed("Haven", "Haver"))));
        assert_eq!(specified.may_be_behind(), bare);
        assert_eq!(specified.finding().unwrap().entry, Some(2));
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

#[test]
fn a_version_is_published_once_unless_it_came_back() {
    for (came_back, again) in [(None, Some(2)), (Some((1, 1)), Some(2)), (Some((0, 1)), None)] {
        let mut specified = Specified::default();
        let version = || Some(body("call.version_published"));
        specified.read(&line(0, "call.version_published", version()));
        let resumed = came_back.map(|(from, to)| json!({ "from": from, "to": to }));
        let kind = if resumed.is_some() { "log.resumed" } else { "assurance.recorded" };
        specified.read(&line(1, kind, resumed));
        specified.read(&line(2, "call.version_published", version()));
        assert_eq!(specified.published_again().map(|(entry, _)| entry), again, "{came_back:?}");
        assert_eq!(specified.finding().and_then(|one| one.entry), again, "{came_back:?}");
    }
}
