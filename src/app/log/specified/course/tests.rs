//! Changes that start from what was entered before them, and those that do not.

use serde_json::json;
use serde_json::value::RawValue;

use super::*;

const WEEK: i64 = 7 * 86_400_000;

/// An entry of a log: its kind, what it says where it can be read, and the week in whose batch it stands, if it does.
type Told = (&'static str, Option<Value>, Option<i64>);

fn line(number: u64, (kind, body, week): &Told) -> Line {
    let raw = |body: &Value| RawValue::from_string(leaf::canonical(body)).unwrap();
    Line {
        number,
        at: Moment::from_millis(week.unwrap_or_default() * WEEK),
        kind: (*kind).to_owned(),
        subject: if week.is_some() { "batch-s" } else { "s" }.to_owned(),
        digest: String::new(),
        salt: None,
        body: body.as_ref().map(raw),
    }
}

fn read(course: &mut Course, number: u64, one: &Told) {
    course.read(&line(number, one), one.1.as_ref().and_then(Value::as_object));
}

fn told(kind: &'static str, body: Value) -> Told {
    (kind, Some(body), None)
}

/// The same in the batch of a week.
fn batched(week: i64, (kind, body, _): Told) -> Told {
    (kind, body, Some(week))
}

/// The same, which nobody can read.
fn bare((kind, _, week): Told) -> Told {
    (kind, None, week)
}

fn published(name: &str) -> Told {
    told("endorsement.published", json!({ "organisation": "o", "name": name, "statement": null }))
}

fn renamed(before: &str, after: &str) -> Told {
    let body = json!({ "organisation": "o", "before": { "name": before }, "after": { "name": after } });
    told("organisation.renamed", body)
}

fn merged() -> Told {
    let names = json!({ "names": [] });
    let body = json!({ "organisation": "o", "other": "x", "before": names, "after": names });
    told("organisation.merged", body)
}

fn terms(title: &str, version: u64) -> Value {
    json!({ "id": "c", "organisation": "o", "version": version, "title": title, "due": "2030-01-01" })
}

fn promised(title: &str, version: u64) -> Told {
    told("commitment.published", terms(title, version))
}

fn revised(before: &str, title: &str, version: u64) -> Told {
    let mut body = terms(title, version);
    body["before"] = json!({ "title": before });
    told("commitment.revised", body)
}

fn suspended() -> Told {
    told("commitment.suspended", json!({ "id": "c", "organisation": "o", "reason": null }))
}

/// The entries of a log that start from something else than those before them give.
fn astray(log: &[Told]) -> Vec<u64> {
    let mut course = Course::default();
    (0..).zip(log).for_each(|(number, one)| read(&mut course, number, one));
    let mut found: Vec<u64> = course.astray().into_iter().map(|(entry, _)| entry).collect();
    found.sort_unstable();
    found
}

#[test]
fn a_change_starts_from_what_was_entered() {
    assert_eq!(astray(&[published("A"), renamed("A", "B"), renamed("B", "C")]), [0; 0]);
    assert_eq!(astray(&[published("A"), renamed("X", "B")]), [1], "it was never called so");
    assert_eq!(astray(&[published("A"), renamed("A", "B"), renamed("A", "C")]), [2], "no more");
    let course = |field: &str| {
        let (before, after) = (json!({ field: "x" }), json!({ field: "y" }));
        let body = json!({ "organisation": "o", "before": before, "after": after });
        astray(&[published("A"), told("endorsement.amended", body)])
    };
    assert_eq!(course("statement"), [1]);
    assert_eq!(course("website"), [0; 0], "no entry gave any");
}

#[test]
fn a_revision_is_the_next_version_and_tells_all_that_is_other() {
    let first = || promised("Lamps", 1);
    assert_eq!(astray(&[first(), revised("Lamps", "Lanterns", 2)]), [0; 0]);
    assert_eq!(astray(&[first(), revised("Lamps", "Lanterns", 3)]), [1], "a version is left out");
    assert_eq!(astray(&[first(), revised("Lamps", "Lanterns", 1)]), [1], "the same version");
    assert_eq!(astray(&[first(), revised("Candles", "Lanterns", 2)]), [1], "it never promised that");
    let mut moved = revised("Lamps", "Lanterns", 2);
    moved.1.as_mut().unwrap()["due"] = json!("2035-01-01");
    assert_eq!(astray(&[first(), moved]), [1], "the day is moved, and it does not say so");
}

#[test]
fn a_commitment_that_is_published_again_promises_what_it_did() {
    let first = || promised("Lamps", 1);
    let second = || revised("Lamps", "Lanterns", 2);
    assert_eq!(astray(&[first(), suspended(), first()]), [0; 0], "shown again");
    assert_eq!(astray(&[first(), second(), suspended(), promised("Lanterns", 2)]), [0; 0]);
    assert_eq!(astray(&[first(), promised("Lanterns", 1)]), [1]);
    assert_eq!(astray(&[first(), suspended(), promised("Lanterns", 2)]), [2]);
    assert_eq!(astray(&[first(), second(), first()]), [2], "what it promised before");
}

#[test]
fn a_commitment_of_before_there_were_links_has_none() {
    let with = |links: Value, mut one: Value| {
        one["recipients"] = Value::Null;
        one["evidence"] = links;
        one
    };
    let first = || promised("Lamps", 1);
    let none = || told("commitment.published", with(json!([]), terms("Lamps", 1)));
    assert_eq!(astray(&[first(), suspended(), none()]), [0; 0], "shown again");
    let some = with(json!(["https://lamps.example/"]), terms("Lamps", 1));
    assert_eq!(astray(&[first(), suspended(), told("commitment.published", some)]), [2]);
    let mut linked = with(json!(["https://lamps.example/"]), terms("Lamps", 2));
    linked["before"] = json!({ "evidence": [] });
    assert_eq!(astray(&[first(), told("commitment.revised", linked)]), [0; 0]);
}

#[test]
fn a_batch_stands_in_any_order() {
    let (one, two) = (|| batched(1, renamed("A", "B")), || batched(1, renamed("B", "C")));
    for batch in [[one(), two()], [two(), one()]] {
        let log = |last: &[Told]| [&[published("A")][..], &batch, last].concat();
        assert_eq!(astray(&log(&[renamed("C", "D")])), [0; 0]);
        assert_eq!(astray(&log(&[batched(2, renamed("C", "A")), renamed("A", "D")])), [0; 0]);
        assert_eq!(astray(&log(&[renamed("A", "D")])), [3], "it was called otherwise since");
        assert_eq!(astray(&log(&[batched(2, renamed("X", "D"))])), [3], "in a batch neither");
    }
    let mut hidden = [
        batched(1, promised("Lamps", 1)),
        batched(1, revised("Lamps", "Lanterns", 2)),
        batched(1, suspended()),
        batched(1, promised("Lanterns", 2)),
    ];
    for _ in 0..hidden.len() {
        hidden.rotate_left(1);
        assert_eq!(astray(&[&hidden[..], &[revised("Lanterns", "Torches", 3)]].concat()), [0; 0]);
        assert_eq!(astray(&[&hidden[..], &[revised("Candles", "Torches", 3)]].concat()), [4]);
    }
}

#[test]
fn who_is_named_for_the_first_time_is_entered_anew() {
    let unnamed = [batched(1, published("A")), batched(1, promised("Lamps", 1))];
    let anew = [published("B"), promised("Lanterns", 2), revised("Lanterns", "Torches", 3)];
    assert_eq!(astray(&[&unnamed[..], &anew[..]].concat()), [0; 0]);
    assert_eq!(astray(&[&unnamed[..], &anew[1..2]].concat()), [2], "nobody is named");
    assert_eq!(astray(&[&anew[..2], &[promised("Lamps", 1)]].concat()), [2], "named before");
}

/// What waited when a copy was put back stands behind what came back, and goes on from what stands before that.
#[test]
fn nothing_starts_from_what_came_back() {
    let came_back = [published("A"), renamed("A", "B"), renamed("A", "C")];
    let resumed = told("log.resumed", json!({ "from": 1, "to": 2 }));
    let log = |more: &[Told]| [&came_back[..], more].concat();
    assert_eq!(astray(&came_back), [2]);
    assert_eq!(astray(&log(&[resumed.clone(), renamed("C", "D")])), [0; 0]);
    assert_eq!(astray(&log(&[resumed, renamed("B", "D")])), [4]);
}

#[test]
fn what_tells_of_one_that_hides_leaves_a_gap() {
    for (first, lost, next) in [
        (published("A"), renamed("A", "B"), renamed("B", "C")),
        (promised("Lamps", 1), revised("Lamps", "Lanterns", 2), revised("Lanterns", "Torches", 3)),
        // Entered anew, for nobody reads the revision.
        (promised("Lamps", 1), revised("Lamps", "Lanterns", 2), promised("Lanterns", 2)),
    ] {
        let log =
            |between: &[Told]| [std::slice::from_ref(&first), between, std::slice::from_ref(&next)].concat();
        assert_eq!(astray(&log(&[bare(merged()), bare(lost.clone())])), [0; 0]);
        assert_eq!(astray(&log(&[merged(), lost.clone()])), [0; 0], "they are shown again");
        assert_eq!(astray(&log(&[bare(lost.clone())])), [2], "nobody became one with another");
        assert_eq!(astray(&log(&[bare(merged()), lost, first.clone()])).last(), Some(&4), "none is missing");
    }
}

#[test]
fn what_is_told_anew_stays_good_when_the_rest_is_shown() {
    let restated =
        |before| [published("A"), merged(), renamed("A", "B"), renamed("B", "C"), renamed(before, "C")];
    assert_eq!(astray(&restated("A")), [0; 0]);
    assert_eq!(astray(&restated("X")), [4], "it was never called so");
    let alone = restated("A").into_iter().filter(|(kind, ..)| !kind.ends_with("merged"));
    assert_eq!(astray(&alone.collect::<Vec<_>>()), [3], "nobody became one with another");
}

/// Two were one with it, and one of them hides still: what only that merge gave, nobody reads.
#[test]
fn what_is_told_anew_may_start_from_what_nobody_reads() {
    let log = |merge: Told, last: Told| [published("A"), merge, renamed("B", "C"), last];
    assert_eq!(astray(&log(bare(merged()), renamed("X", "C"))), [0; 0]);
    assert_eq!(astray(&log(bare(merged()), renamed("X", "D"))), [3], "it is not what holds");
    assert_eq!(astray(&log(merged(), renamed("X", "C"))), [2, 3], "all can be read");
}

/// Of a few rows alone, all that cannot be read is theirs.
#[test]
fn of_rows_every_gap_counts() {
    let mut course = Course::of_rows(Vec::new());
    let log = [published("A"), bare(renamed("A", "B")), renamed("B", "C"), renamed("B", "D")];
    (0..).zip(&log).for_each(|(number, one)| read(&mut course, number, one));
    assert_eq!(course.astray().into_iter().map(|(entry, _)| entry).collect::<Vec<_>>(), [3]);
}
