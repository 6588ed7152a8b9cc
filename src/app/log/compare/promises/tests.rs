//! Commitments of which a week's batch tells, in chance order.

use super::*;

const WEEK: i64 = 7 * 86_400_000;

fn line(number: u64, kind: &str, week: i64) -> Line {
    Line {
        number,
        at: Moment::from_millis(week * WEEK),
        kind: kind.to_owned(),
        subject: if week == 0 { "s" } else { "batch-s" }.to_owned(),
        digest: String::new(),
        salt: None,
        body: None,
    }
}

/// What happens to the commitment, and what entries call it.
fn about(what: &str) -> (&'static str, Value) {
    let promise = |title| json!({ "id": "c", "organisation": "a", "title": title, "action": "Light." });
    match what {
        "published" => ("commitment.published", promise("Lamps")),
        "rewritten" => ("commitment.published", promise("Lanterns")),
        "revised" => ("commitment.revised", promise("Lanterns")),
        "suspended" => ("commitment.suspended", json!({ "id": "c", "organisation": "a" })),
        "dropped" => {
            ("commitment.dropped", json!({ "id": "c", "organisation": "a", "reason": "It is day." }))
        }
        "merged" => {
            ("organisation.merged", json!({ "organisation": "a", "into": "b", "commitments": ["c"] }))
        }
        _ => ("organisation.unmerged", json!({ "organisation": "a", "from": "b", "commitments": ["c"] })),
    }
}

/// What is found of it where the register shows it so, or does not: `in_order`, and then a batch.
fn found(in_order: &[&str], batch: &[&str], shown: Option<(&str, &str, &str)>) -> Vec<String> {
    let mut told = Promises::default();
    let of_week = |week| move |what: &&str| (week, about(what));
    let said = in_order.iter().map(of_week(0)).chain(batch.iter().map(of_week(1)));
    for (number, (week, (kind, body))) in (0..).zip(said) {
        told.read(&line(number, kind, week), body.as_object().unwrap());
    }
    let slugs = ["a", "b"].map(|id| (id.to_owned(), format!("slug-{id}")));
    let whose = Whose { slugs: slugs.into_iter().collect(), ..Whose::default() };
    let card = shown.map(|(title, of, status)| {
        let card = json!({
            "id": "c", "title": title, "action": "Light.", "status": status,
            "dropped_reason": (status == "dropped").then_some("It is day."),
            "signatory": { "slug": format!("slug-{of}") },
        });
        card.as_object().cloned().unwrap_or_default()
    });
    let list: Vec<Object> = card.into_iter().collect();
    let found = told.compare(&(list, None), &whose, &[]).unwrap();
    let end = |one: Finding| one.what.rsplit([':', ',']).next().unwrap_or_default().trim().to_owned();
    found.into_iter().map(end).collect()
}

const HIDDEN: &str = "and the register does not show it";

#[test]
fn whoever_says_nothing_of_links_and_recipients_tells_of_none() {
    let old = || json!({ "id": "c" });
    let new = |links| json!({ "id": "c", "recipients": null, "evidence": links });
    let all = [old(), new(json!([])), new(json!(["https://lamps.example/"]))];
    let same = |field: &str, entry: &Value, shown: &Value| {
        let [entry, shown] = [entry, shown].map(|value| value.as_object().unwrap());
        entered(entry, field) == said(shown, field)
    };
    for (entry, shown, alike) in [(0, 0, true), (0, 1, true), (1, 0, true), (0, 2, false), (2, 0, false)] {
        assert_eq!(same("evidence", &all[entry], &all[shown]), alike, "{entry} {shown}");
        assert!(same("recipients", &all[entry], &all[shown]));
    }
}

#[test]
fn what_is_given_up_in_a_batch_is_given_up_in_whatever_order() {
    for batch in [&["published", "dropped"], &["dropped", "published"]] {
        assert_eq!(found(&[], batch, Some(("Lamps", "a", "dropped"))), [""; 0]);
        assert_eq!(found(&[], batch, Some(("Lamps", "a", "planned"))), ["status"]);
        assert_eq!(found(&[], batch, None), [HIDDEN]);
    }
    assert_eq!(found(&["published"], &["dropped"], Some(("Lamps", "a", "planned"))), ["status"]);
    assert_eq!(found(&["published"], &["dropped"], None), [HIDDEN]);
}

#[test]
fn why_it_was_given_up_is_as_entered() {
    let mut told = Promises::default();
    for (number, what) in [(0, "published"), (1, "dropped")] {
        let (kind, body) = about(what);
        told.read(&line(number, kind, 0), body.as_object().unwrap());
    }
    let (promises, _) = told.parted(&[]);
    let gives = |reason: Value| promises["c"].gives_reason(&reason);
    assert!(gives(json!("It is day.")));
    assert!(!gives(json!("We never meant it.")) && !gives(Value::Null));
}

#[test]
fn what_is_hidden_and_shown_in_a_batch_ends_as_its_entries_count() {
    let shown = Some(("Lamps", "a", "planned"));
    for batch in [&["suspended", "published"], &["published", "suspended"]] {
        assert_eq!(found(&["published"], batch, shown), [""; 0]);
        assert_eq!(found(&["published"], batch, None), [HIDDEN]);
        assert_eq!(found(&[], batch, shown), ["status"]);
        assert_eq!(found(&[], batch, None), [""; 0]);
    }
}

#[test]
fn whose_it_is_and_what_it_says_is_of_the_last_batch() {
    let of = |owner, title| Some((title, owner, "planned"));
    assert_eq!(found(&["published"], &["merged"], of("b", "Lamps")), [""; 0]);
    assert_eq!(found(&["published"], &["merged"], of("a", "Lamps")), ["signatory"]);
    for owner in ["a", "b"] {
        assert_eq!(found(&["published"], &["unmerged", "merged"], of(owner, "Lamps")), [""; 0]);
    }
    assert_eq!(found(&["published"], &["suspended", "rewritten"], of("a", "Lanterns")), [""; 0]);
    assert_eq!(found(&["published"], &["suspended", "rewritten"], of("a", "Lamps")), ["title"]);
}

#[test]
fn what_it_says_is_of_the_newest_of_publication_and_revision() {
    let shown = |title| Some((title, "a", "planned"));
    assert_eq!(found(&["published", "revised"], &[], shown("Lanterns")), [""; 0]);
    assert_eq!(found(&["published", "revised"], &[], shown("Lamps")), ["title"]);
    assert_eq!(found(&["published", "revised", "published"], &[], shown("Lamps")), [""; 0]);
    assert_eq!(found(&["published", "revised", "suspended"], &[], None), [""; 0], "a revision shows nothing");
    assert_eq!(found(&["published", "revised"], &[], None), [HIDDEN]);
}
