//! Tombstones, withdrawals, and what must appear nowhere.

use chrono_tz::Tz;

use super::*;
use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::{self, Known};
use crate::register::past::{PastEntry, as_of};

#[test]
fn tombstones_keep_a_page_and_count_nowhere() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Revoked);
    let snapshot = Snapshot::build(source(entries, vec![commitment(1, 2, &["p1"])]));
    let Found::At(place) = snapshot.signatory_at("slug-2") else { panic!("its page is there") };
    assert!(snapshot.signatory(place).statement.is_none() && snapshot.signatory(place).website.is_none());
    assert_eq!(snapshot.signatory(place).history.len(), 1);
    assert!(!snapshot.is_listed(place));
    assert_eq!(names(&snapshot, "q=zebra"), [""; 0]);
    let totals = snapshot.totals(today());
    assert_eq!((totals.signatories.all, totals.commitments), (5, 0));
    assert_eq!(totals.signatories.by_category.get(&Category::Media), Some(&1));
    let Found::At(promise) = snapshot.commitment_at("c1") else { panic!("its page is there") };
    assert_eq!(snapshot.commitment_shown(promise), CommitmentShown::Tombstone);
    assert!(snapshot.commitment(promise).title.is_empty() && snapshot.commitment(promise).action.is_empty());
    assert!(snapshot.commitment(promise).history.is_empty(), "its entries hold its words");
}

#[test]
fn a_withdrawn_signatorys_commitments_stay_readable_and_leave_the_totals() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Withdrawn);
    let snapshot =
        Snapshot::build(source(entries, vec![commitment(1, 2, &["p1"]), commitment(2, 1, &["p1"])]));
    let Found::At(promise) = snapshot.commitment_at("c1") else { panic!("its page is there") };
    assert_eq!(snapshot.commitment_shown(promise), CommitmentShown::Marked);
    assert_eq!(snapshot.commitment(promise).title, "Promise 1");
    assert_eq!(snapshot.commitment(promise).history.len(), 1);
    assert_eq!(snapshot.commitments_of(snapshot.signatory_of(promise)), [promise]);
    assert_eq!(snapshot.totals(today()).commitments, 1);
    assert_eq!(snapshot.totals(today()).by_status.values().sum::<u32>(), 1);
    let results = snapshot.find(&Query::new(Scope::Commitments), &view());
    assert_eq!(results.total, 1);
    assert_eq!(counts(&results, Group::Paragraph), [("p1", 1)]);
}

#[test]
fn who_must_not_be_named_appears_nowhere() {
    let mut entries = small();
    entries[0].visibility = Visibility::Protected;
    entries[1].visibility = Visibility::Embargoed;
    entries[2].visibility = Visibility::Protected;
    change(&mut entries[3].card, |card| card.state = PublicState::Withdrawn);
    entries[3].visibility = Visibility::Protected;
    let commitments = (1..=4).map(|id| commitment(id, id, &["secret"])).collect();
    let mut source = source(entries, commitments);
    source.redirects = vec![("old".to_owned(), "slug-1".to_owned())];
    source.unnamed = 19;
    let snapshot = Snapshot::build(source);
    for number in 1..=4 {
        assert_eq!(snapshot.signatory_at(&format!("slug-{number}")), Found::Nothing);
        assert_eq!(snapshot.commitment_at(&format!("c{number}")), Found::Nothing);
    }
    assert_eq!(snapshot.signatory_at("old"), Found::Nothing, "no redirect gives one away");
    assert_eq!(names(&snapshot, "").len(), 2);
    let results = snapshot.find(&Query::new(Scope::Signatories), &view());
    assert_eq!(counts(&results, Group::Country), [("CN", 1), ("DK", 1)]);
    assert_eq!(counts(&results, Group::Paragraph), []);
    assert_eq!(counts(&results, Group::Category), [("civil_society", 1), ("academia", 1)]);
    let totals = snapshot.totals(today());
    assert_eq!((totals.signatories.all, totals.unnamed_at_least, totals.commitments), (2, 15, 0));
}

#[test]
fn merged_and_erased_addresses_say_so() {
    let mut entries = small();
    change(&mut entries[1].card, |card| card.state = PublicState::Merged);
    let mut source = source(entries, Vec::new());
    let pairs = [("slug-2", "slug-3"), ("older", "slug-2"), ("round", "about"), ("about", "round")];
    source.redirects = pairs.map(|(from, to)| (from.to_owned(), to.to_owned())).into();
    source.gone_slugs = vec!["digest".to_owned()];
    source.gone_commitments = vec!["c9".to_owned()];
    let snapshot = Snapshot::build(source);
    assert_eq!(snapshot.signatory_at("slug-2"), Found::Moved("slug-3"));
    assert_eq!(snapshot.signatory_at("older"), Found::Moved("slug-3"));
    assert_eq!(snapshot.signatory_at("round"), Found::Nothing);
    assert!(snapshot.is_gone(&["older digest".to_owned(), "digest".to_owned()]));
    assert!(!snapshot.is_gone(&["another".to_owned()]));
    assert_eq!(snapshot.commitment_at("c9"), Found::Gone);
    assert_eq!(snapshot.signatory_at("never"), Found::Nothing);
    assert_eq!(names(&snapshot, "").len(), 5);
}

/// What was entered about the first signatory, or about its first commitment.
fn entry(kind: ReadKind, commitment: Option<CommitmentId>, body: Option<String>) -> PastEntry {
    let (at, organisation) = (Moment::from_millis(1), OrganisationId(1));
    PastEntry { at, kind, body, organisation, commitment, in_batch: false }
}

/// It was suspended and shown again by one that hides today, with which its own signatory was one then.
#[test]
fn of_past_days_what_nobody_reads_tells_nothing() {
    let promised = serde_json::json!({
        "version": 1, "kind": "action", "title": "Promise 1", "action": "We will.", "due": "2027-12-31",
        "measure": { "type": "deliverable" }, "paragraphs": [], "countries": [],
    });
    let entry = |kind, body| entry(Known(kind), Some(CommitmentId(1)), body);
    let published = entry(EntryKind::CommitmentPublished, Some(promised.to_string()));
    let sealed =
        [EntryKind::CommitmentSuspended, EntryKind::CommitmentPublished].map(|kind| entry(kind, None));
    let entries = [published].into_iter().chain(sealed).collect();
    let then = as_of(source(small(), vec![commitment(1, 1, &[])]), entries, Moment::from_millis(9), Tz::UTC);
    assert_eq!(then.commitments[0].state, StoredState::Active);
}

#[test]
fn of_what_a_newer_version_enters_past_days_tell_that_a_signature_lapsed() {
    let signed = serde_json::json!({
        "slug": "slug-1", "number": 1, "name": "Ålborg Bylaug", "category": "local_government", "version": 1,
        "language": "en", "signed_at": "2026-11-24T09:00:00.000Z",
    });
    let published = entry(Known(EntryKind::EndorsementPublished), None, Some(signed.to_string()));
    for (kind, expected) in
        [(ReadKind::Lapsed, PublicState::Lapsed), (ReadKind::Unknown, PublicState::Published)]
    {
        let entries = vec![published.clone(), entry(kind, None, Some("{}".to_owned()))];
        let then = as_of(source(small(), Vec::new()), entries, Moment::from_millis(9), Tz::UTC);
        assert_eq!(then.signatories.iter().map(|one| one.card.state).collect::<Vec<_>>(), [expected]);
    }
}
