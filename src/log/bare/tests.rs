//! Entries with and without body, and what is found wrong with them.

use super::*;
use crate::domain::Moment;
use crate::log::leaf;
use data_encoding::HEXLOWER;
use serde_json::value::RawValue;

const WITHHELD: &str = EntryWithheld.code();
const ERASED: &str = EntryErased.code();
const PUBLISHED: &str = EndorsementPublished.code();
const RESTORED: &str = EndorsementRestored.code();
const MERGED: &str = OrganisationMerged.code();
const UNMERGED: &str = OrganisationUnmerged.code();

fn line(number: u64, kind: &str, subject: &str, body: Option<&str>) -> Line {
    let salt = [7; leaf::SALT_BYTES];
    Line {
        number,
        at: Moment::from_millis(0),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        digest: leaf::digest(&salt, body.unwrap_or("gone")),
        salt: body.map(|_| HEXLOWER.encode(&salt)),
        body: body.map(|body| RawValue::from_string(body.to_owned()).unwrap()),
    }
}

fn says(number: u64, kind: &str, subject: &str, body: &str) -> Line {
    line(number, kind, subject, Some(body))
}

fn judged(lines: &[Line]) -> Judged {
    let mut bare = Bare::default();
    lines.iter().for_each(|line| bare.read(line));
    bare.judge()
}

fn wrong(lines: &[Line]) -> Vec<u64> {
    judged(lines).findings.iter().filter_map(|finding| finding.entry).collect()
}

#[test]
fn what_is_hidden_can_be_read_only_when_an_entry_shows_it_again() {
    let published = |of: &str| says(1, PUBLISHED, "a", &format!(r#"{{"organisation":"{of}","slug":"s"}}"#));
    let notice = |kind| says(2, kind, "w", NAMES_A);
    let shown = |number, subject, of: &str| {
        says(number, RESTORED, subject, &format!(r#"{{"organisation":"{of}","slug":"s"}}"#))
    };
    let after = |later: &[Line]| wrong(&[&[published("x"), notice(WITHHELD)][..], later].concat());
    assert_eq!(after(&[]), [1]);
    assert_eq!(after(&[shown(3, "r", "x")]), [0; 0]);
    assert_eq!(after(&[shown(3, "r", "y")]), [1], "another of the same address");
    assert_eq!(after(&[shown(3, "batch-r", "x")]), [1], "while it was hidden, its suspension ended");
    assert_eq!(after(&[says(3, "assurance.recorded", "r", r#"{"organisation":"x"}"#)]), [1]);
    assert_eq!(after(&[shown(3, "r", "x"), says(4, WITHHELD, "v", NAMES_A)]), [1], "hidden once more");
    let forged = Line { digest: "0".repeat(64), ..shown(3, "r", "x") };
    assert_eq!(after(&[forged]), [1], "a body that was not entered");
    assert_eq!(wrong(&[shown(0, "r", "x"), published("x"), notice(WITHHELD)]), [1], "an earlier one");
    assert_eq!(wrong(&[published("x"), notice(ERASED), shown(3, "r", "x")]), [1], "for good");
    let found = judged(&[published("x"), notice(WITHHELD)]);
    assert_eq!(found.open, 1, "the entry that shows it may not be in the tree yet");
    let nameless = says(1, PUBLISHED, "a", r#"{"slug":"s"}"#);
    assert_eq!(wrong(&[nameless, notice(WITHHELD), shown(3, "r", "x")]), [0; 0], "of before ids");
}

#[test]
fn a_double_is_shown_with_the_one_that_it_became() {
    let merged = |number, of: &str, into: &str| {
        says(number, MERGED, "m", &format!(r#"{{"organisation":"{of}","into":"{into}"}}"#))
    };
    let published = says(0, PUBLISHED, "a", r#"{"organisation":"a"}"#);
    let notice = says(4, WITHHELD, "w", NAMES_A);
    let shown = says(5, RESTORED, "r", r#"{"organisation":"c"}"#);
    let after = |merges: &[Line]| {
        wrong(&[&[published.clone()][..], merges, &[notice.clone(), shown.clone()]].concat())
    };
    assert_eq!(after(&[]), [0]);
    assert_eq!(after(&[merged(1, "a", "b"), merged(2, "b", "c")]), [0; 0]);
    assert_eq!(after(&[merged(1, "a", "b"), merged(2, "b", "a")]), [0], "each was the other's in turn");
}

#[test]
fn who_parts_is_shown_by_its_own_entry() {
    let published = says(1, PUBLISHED, "a", r#"{"organisation":"a"}"#);
    let merged = says(2, MERGED, "m", r#"{"organisation":"a","into":"c"}"#);
    let notice = |number| says(number, WITHHELD, "w", NAMES_A);
    // The one that stayed has hidden since, and what showed them both lost its body.
    let stayed = [line(0, PUBLISHED, "p", None), line(4, RESTORED, "r", None)];
    let hid = says(6, WITHHELD, "v", r#"{"subjects":["p","r"]}"#);
    let lines = [&stayed[..], &[published, merged, notice(3), hid]].concat();
    let with = |more: &[Line]| wrong(&[&lines[..], more].concat());
    let parted = |body| says(5, UNMERGED, "u", body);
    assert_eq!(with(&[]), [1]);
    let own = parted(r#"{"organisation":"a","from":"c"}"#);
    assert_eq!(with(std::slice::from_ref(&own)), [0; 0]);
    let further = parted(r#"{"organisation":"c","from":"d"}"#);
    assert_eq!(with(&[further]), [0; 0], "the one that it became parted from another");
    assert_eq!(with(&[parted(r#"{"organisation":"a","other":"c"}"#)]), [1], "that of one that stayed");
    assert_eq!(with(&[Line { digest: "0".repeat(64), ..own.clone() }]), [1], "a body that was not entered");
    assert_eq!(with(&[own, notice(7)]), [1], "it hid after that");
}

const NAMES_A: &str = r#"{"subjects":["a"]}"#;

#[test]
fn only_a_later_entry_explains_one_without_the_mark() {
    let bare = line(1, PUBLISHED, "a", None);
    assert_eq!(wrong(std::slice::from_ref(&bare)), [1]);
    assert_eq!(wrong(&[line(0, WITHHELD, "w", Some(NAMES_A)), bare.clone()]), [1], "an earlier one");
    for kind in [WITHHELD, ERASED] {
        let said = judged(&[bare.clone(), line(2, kind, "w", Some(NAMES_A))]);
        assert!(said.findings.is_empty() && said.withheld[&1].map(EntryKind::code) == Some(kind), "{said:?}");
    }
    let mut forged = line(2, WITHHELD, "w", Some(r#"{"subjects":[]}"#));
    forged.body = line(2, WITHHELD, "w", Some(NAMES_A)).body;
    assert_eq!(wrong(&[bare.clone(), forged]), [1], "a body that was not entered");
    assert_eq!(wrong(&[bare, line(2, "news.published", "w", Some(NAMES_A))]), [1], "another kind");
}

#[test]
fn a_signatory_is_hidden_and_shown_as_a_whole() {
    let both = r#"{"subjects":["a","b"]}"#;
    let withdrawn = line(2, "endorsement.withdrawn", "b", None);
    let published = |body| line(1, PUBLISHED, "a", body);
    let notice = line(3, WITHHELD, "w", Some(both));
    assert_eq!(wrong(&[published(None), withdrawn.clone(), notice.clone()]), [0; 0]);
    let open = published(Some(r#"{"organisation":"x"}"#));
    let shown = line(5, RESTORED, "s", Some(r#"{"organisation":"x"}"#));
    let whole = [open.clone(), withdrawn.clone(), notice.clone()];
    assert_eq!(wrong(&whole), [1, 2], "the other can be read");
    assert_eq!(wrong(&[&whole[..], std::slice::from_ref(&shown)].concat()), [2], "the other is shown");
    let alone = line(3, WITHHELD, "w", Some(r#"{"subjects":["b"]}"#));
    assert_eq!(wrong(&[open.clone(), withdrawn.clone(), alone]), [2], "one act alone");
    let resumed = |from, to| line(4, "log.resumed", "r", Some(&format!(r#"{{"from":{from},"to":{to}}}"#)));
    assert_eq!(wrong(&[&whole[..], &[resumed(2, 4)]].concat()), [1], "both came back, and it is not hidden");
    let after = |resumed| wrong(&[&whole[..], &[resumed, shown.clone()]].concat());
    assert_eq!(after(resumed(2, 4)), [0; 0], "both came back, and it is shown again without what was lost");
    assert_eq!(after(resumed(2, 3)), [2], "the notice did not come back");
    assert_eq!(after(resumed(2, 5)), [2], "nothing comes back that was not there");
    assert_eq!(after(resumed(1, 4)), [2], "what came back and can be read could be read in the copy");
    let alone = line(3, WITHHELD, "w", Some(r#"{"subjects":["b"]}"#));
    for (from, why) in [(2, "both came back, and the notice names no publication"), (4, "nothing was lost")] {
        let lines = [open.clone(), withdrawn.clone(), alone.clone(), resumed(from, 4)];
        assert_eq!(wrong(&lines), [2], "one act alone: {why}");
    }
}

#[test]
fn the_mark_explains_what_is_about_somebody() {
    let batch = |kind| line(1, kind, "batch-a", None);
    assert_eq!(wrong(&[batch(PUBLISHED)]), [0; 0]);
    assert_eq!(wrong(&[batch(ERASED)]), [0; 0]);
    assert_eq!(wrong(&[batch(WITHHELD)]), [1]);
    assert_eq!(wrong(&[line(1, ERASED, "a", None), line(2, ERASED, "b", Some(NAMES_A))]), [1]);
}

#[test]
fn what_a_batch_appended_stays_readable_once_it_was_shown() {
    let batch = line(1, "commitment.dropped", "batch-b", None);
    let published = says(0, PUBLISHED, "a", r#"{"organisation":"x"}"#);
    let shown = |number| says(number, RESTORED, "r", r#"{"organisation":"x","shown":["batch-b"]}"#);
    let notice = |number, kind| says(number, kind, "w", r#"{"subjects":["a","batch-b","r"]}"#);
    let after = |later: &[Line]| wrong(&[&[published.clone(), batch.clone()][..], later].concat());
    assert_eq!(after(&[]), [0; 0], "it was never shown");
    assert_eq!(after(&[shown(2)]), [1]);
    assert_eq!(after(&[Line { digest: "0".repeat(64), ..shown(2) }]), [0; 0], "a body that was not entered");
    assert_eq!(wrong(&[shown(0), batch.clone()]), [0; 0], "an earlier one");
    assert_eq!(after(&[notice(2, WITHHELD), shown(3)]), [1], "shown after it was hidden");
    let bare = [line(0, PUBLISHED, "a", None), batch.clone(), line(2, RESTORED, "r", None)];
    for kind in [WITHHELD, ERASED] {
        assert_eq!(wrong(&[&bare[..], &[notice(3, kind)]].concat()), [0; 0], "with all the rest");
    }
    let restored = says(3, RESTORED, "s", r#"{"organisation":"x"}"#);
    assert_eq!(after(&[notice(2, WITHHELD), restored]), [1], "what was named with it can be read");
}
