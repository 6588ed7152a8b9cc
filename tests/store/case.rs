//! Cases: numbered once, held by one colleague at a time, decided once. Their notes are in `case_notes.rs`, and how they are
//! compared in `case_compared.rs`.

use tilsagn::domain::Result;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState, MailboxKind, MessageKind, due_at};
use tilsagn::domain::ids::{CaseId, OrganisationId, StaffId};
use tilsagn::store::case::{self, Case, Marks};
use tilsagn::store::{Db, Store, case_message};

use crate::answers::{conflicts, each, is_missing};
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    a_case_opens_under_the_next_number,
    what_cannot_wait_is_urgent_from_the_beginning,
    the_case_of_a_subject_is_the_newest_that_is_not_closed,
    those_with_just_these_words_are_listed_oldest_first,
    an_organisations_cases_are_listed_newest_first,
    the_number_of_the_newest_case_about_each_signature_is_told,
    one_case_is_put_before_the_others_and_back,
    a_lock_is_kept_by_who_holds_it_until_it_ends,
    a_lock_is_taken_over_from_whoever_holds_it,
    a_case_is_assigned_and_to_nobody_again,
    what_was_noted_when_it_opened_is_in_its_traits,
    a_case_moves_on_once_and_nobody_holds_it_then,
    a_closed_case_is_dated_and_asks_nobody_any_more,
    a_decision_waits_for_a_second_person,
    the_words_of_one_organisations_cases_change,
    what_was_shown_has_changed_of_the_open_ones_alone,
    cases_follow_what_they_are_about,
    whoever_holds_a_case_changes_nothing_and_lets_others_wait,
);

/// The people of these tests, and two organisations, the first with two Cases.
#[derive(Clone)]
struct Desk {
    bodil: StaffId,
    asta: StaffId,
    one: OrganisationId,
    other: OrganisationId,
    first: Case,
    second: Case,
    theirs: Case,
}

async fn desk(store: &Store) -> Desk {
    write(store, |db| {
        let (bodil, asta) = (rows::colleague(db, "bodil")?, rows::colleague(db, "asta")?);
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        let mut open = |of| {
            let id = rows::case(db, of)?;
            case::find(db, id)
        };
        let (first, second, theirs) = (open(one)?, open(one)?, open(other)?);
        Ok(Desk { bodil, asta, one, other, first, second, theirs })
    })
    .await
}

async fn find(store: &Store, id: CaseId) -> Case {
    read(store, move |db| case::find(db, id)).await
}

/// Expects that nothing has changed of the organisation's other Case and of nobody else's.
async fn others_stay(store: &Store, desk: &Desk) {
    assert_eq!(find(store, desk.second.id).await, desk.second);
    assert_eq!(find(store, desk.theirs.id).await, desk.theirs);
}

async fn a_case_opens_under_the_next_number(store: Store) {
    let desk = desk(&store).await;
    let one = desk.one;
    let open = |subject, words| {
        let open = move |db: &mut Db| case::open(db, CaseKind::Amendment, subject, (one, words), exactly(0));
        write(&store, open)
    };
    let (id, last) = (open(i64::MIN, WORDS).await, open(i64::MAX, "").await);
    let opened = Case {
        id,
        number: desk.theirs.number + 1,
        kind: CaseKind::Amendment,
        subject_id: i64::MIN,
        organisation_id: one,
        state: CaseState::Open,
        urgent: false,
        search_key: WORDS.to_owned(),
        opened_at: exactly(0),
        due_at: due_at(exactly(0)),
        closed_at: None,
        outcome: None,
        locked_by: None,
        locked_until: None,
        proposal: None,
        proposed_by: None,
        proposed_at: None,
        revision: 1,
        assigned_to: None,
        mailbox: None,
        flagged: false,
        traits: "named|amendment|company|DK|||".to_owned(),
        held: false,
        compared: false,
        compare_asks: 0,
    };
    assert_eq!(find(&store, id).await, opened);
    let last = find(&store, last).await;
    assert_eq!((last.subject_id, last.number, desk.first.number), (i64::MAX, 5, 1));
    let numbered = |number| store.read(move |db| case::by_number(db, number));
    assert_eq!(numbered(4).await.unwrap(), opened);
    assert!(is_missing(&numbered(6).await));
    assert!(is_missing(&store.read(|db| case::find(db, CaseId(99))).await));
}

async fn what_cannot_wait_is_urgent_from_the_beginning(store: Store) {
    let urgent = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        let mut urgent = Vec::new();
        for &kind in CaseKind::ALL {
            let id = case::open(db, kind, 1, (of, ""), at(0))?;
            urgent.extend(case::find(db, id)?.urgent.then_some(kind));
        }
        Ok(urgent)
    })
    .await;
    assert_eq!(urgent, [CaseKind::Report, CaseKind::Reversal]);
}

/// Opens one of a kind about a subject.
fn about(db: &mut Db, of: OrganisationId, kind: CaseKind, subject: i64) -> Result<CaseId> {
    case::open(db, kind, subject, (of, "words"), at(0))
}

fn close(db: &mut Db, id: CaseId) -> Result<()> {
    let seen = case::find(db, id)?;
    case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Closed), at(1))
}

async fn the_case_of_a_subject_is_the_newest_that_is_not_closed(store: Store) {
    let ids = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        let mut ids = Vec::new();
        for (kind, subject) in [
            (CaseKind::Report, 1),
            (CaseKind::Report, 1),
            (CaseKind::Report, 1),
            (CaseKind::Report, 2),
            (CaseKind::Inquiry, 1),
        ] {
            ids.push(about(db, of, kind, subject)?);
        }
        close(db, ids[2])?;
        Ok(ids)
    })
    .await;
    let id = |found: Option<Case>| found.map(|one| one.id);
    let open = |kind, subject| read(&store, move |db| case::open_of(db, kind, subject));
    let last = |kind, subject| read(&store, move |db| case::last_of(db, kind, subject));
    assert_eq!(id(open(CaseKind::Report, 1).await), Some(ids[1]));
    assert_eq!(id(last(CaseKind::Report, 1).await), Some(ids[2]));
    assert_eq!(id(open(CaseKind::Report, 2).await), Some(ids[3]));
    assert_eq!(id(last(CaseKind::Inquiry, 1).await), Some(ids[4]));
    write(&store, move |db| close(db, ids[3])).await;
    assert_eq!((id(open(CaseKind::Report, 2).await), id(last(CaseKind::Merge, 1).await)), (None, None));
}

async fn those_with_just_these_words_are_listed_oldest_first(store: Store) {
    let desk = desk(&store).await;
    let of = desk.other;
    let (same, closed) = write(&store, move |db| {
        case::open(db, CaseKind::Inquiry, 1, (of, "word"), at(0))?;
        case::open(db, CaseKind::Inquiry, 1, (of, "words words"), at(0))?;
        about(db, of, CaseKind::Report, 1)?;
        let (closed, same) = (rows::case(db, of)?, rows::case(db, of)?);
        close(db, closed)?;
        Ok((same, closed))
    })
    .await;
    let found = |words| read(&store, move |db| case::open_by_words(db, CaseKind::Inquiry, words));
    assert_eq!(
        each(found("words").await, |one| one.id),
        [desk.first.id, desk.second.id, desk.theirs.id, same]
    );
    assert_eq!(each(found("").await, |one| one.id), []);
    assert_eq!(find(&store, closed).await.search_key, "words");
}

async fn an_organisations_cases_are_listed_newest_first(store: Store) {
    let desk = desk(&store).await;
    let first = desk.first.id;
    write(&store, move |db| close(db, first)).await;
    let of = |one| read(&store, move |db| case::of_organisation(db, one));
    assert_eq!(each(of(desk.one).await, |one| one.id), [desk.second.id, desk.first.id]);
    assert_eq!(each(of(desk.other).await, |one| one.id), [desk.theirs.id]);
}

async fn the_number_of_the_newest_case_about_each_signature_is_told(store: Store) {
    let desk = desk(&store).await;
    let (one, other) = (desk.one, desk.other);
    let newest = write(&store, move |db| {
        about(db, one, CaseKind::Endorsement, 1)?;
        let newest = about(db, one, CaseKind::Endorsement, 1)?;
        about(db, one, CaseKind::Report, 1)?;
        close(db, newest)?;
        Ok(case::find(db, newest)?.number)
    })
    .await;
    let of = |some: Vec<OrganisationId>| read(&store, move |db| case::numbers(db, &some));
    assert_eq!(of(vec![one, other]).await, [(one, newest)].into());
    assert!(of(vec![other]).await.is_empty() && of(vec![]).await.is_empty());
}

async fn one_case_is_put_before_the_others_and_back(store: Store) {
    let desk = desk(&store).await;
    let id = desk.first.id;
    write(&store, move |db| case::set_urgent(db, id, true)).await;
    assert_eq!(find(&store, id).await, Case { urgent: true, ..desk.first.clone() });
    others_stay(&store, &desk).await;
    write(&store, move |db| case::set_urgent(db, id, false)).await;
    assert_eq!(find(&store, id).await, desk.first);
}

async fn a_lock_is_kept_by_who_holds_it_until_it_ends(store: Store) {
    let desk = desk(&store).await;
    let (id, bodil, asta) = (desk.first.id, desk.bodil, desk.asta);
    let lock = |me, now, until| write(&store, move |db| case::lock(db, id, me, now, until));
    let release = |me| write(&store, move |db| case::release(db, id, me));
    assert!(lock(bodil, at(0), at(5)).await);
    assert!(!lock(asta, exactly(4), at(9)).await, "it has not ended");
    assert!(lock(bodil, at(1), exactly(5)).await, "it is her own");
    assert!(!lock(asta, at(5), at(9)).await, "she kept it");
    release(asta).await;
    let held = Case { locked_by: Some(bodil), locked_until: Some(exactly(5)), ..desk.first.clone() };
    assert_eq!(find(&store, id).await, held);
    others_stay(&store, &desk).await;
    assert!(lock(asta, exactly(5), at(9)).await, "it ended at this moment");
    release(asta).await;
    assert_eq!(find(&store, id).await, desk.first);
}

async fn a_lock_is_taken_over_from_whoever_holds_it(store: Store) {
    let desk = desk(&store).await;
    let (id, bodil, asta) = (desk.first.id, desk.bodil, desk.asta);
    write(&store, move |db| {
        case::lock(db, id, bodil, at(0), at(9))?;
        case::take_over(db, id, asta, exactly(8))
    })
    .await;
    let held = Case { locked_by: Some(asta), locked_until: Some(exactly(8)), ..desk.first.clone() };
    assert_eq!(find(&store, id).await, held);
    others_stay(&store, &desk).await;
}

async fn a_case_is_assigned_and_to_nobody_again(store: Store) {
    let desk = desk(&store).await;
    let (id, asta) = (desk.first.id, desk.asta);
    let assign = |to| write(&store, move |db| case::assign(db, id, to));
    assign(Some(asta)).await;
    let traits = format!("named|inquiry|company|DK|||{asta}");
    assert_eq!(find(&store, id).await, Case { assigned_to: Some(asta), traits, ..desk.first.clone() });
    others_stay(&store, &desk).await;
    assign(None).await;
    assert_eq!(find(&store, id).await, desk.first);
}

async fn what_was_noted_when_it_opened_is_in_its_traits(store: Store) {
    let desk = desk(&store).await;
    let id = desk.first.id;
    let marks = Marks { mailbox: MailboxKind::Disposable, flagged: true, held: true };
    write(&store, move |db| case::mark(db, id, marks)).await;
    let marked = Case {
        mailbox: Some(MailboxKind::Disposable),
        flagged: true,
        held: true,
        traits: "named|inquiry|company|DK|disposable|held,flagged|".to_owned(),
        ..desk.first.clone()
    };
    assert_eq!(find(&store, id).await, marked);
    others_stay(&store, &desk).await;
}

async fn a_case_moves_on_once_and_nobody_holds_it_then(store: Store) {
    let desk = desk(&store).await;
    let (id, asta) = (desk.first.id, desk.asta);
    write(&store, move |db| case::lock(db, id, asta, at(0), at(9))).await;
    let move_on = |state| {
        let seen = desk.first.clone();
        store.write(move |db| case::set_state(db, &seen, state, Some(CaseOutcome::Merged), at(5)))
    };
    move_on(CaseState::Waiting).await.unwrap();
    assert!(conflicts(&move_on(CaseState::Closed).await));
    let (state, outcome) = (CaseState::Waiting, Some(CaseOutcome::Merged));
    assert_eq!(find(&store, id).await, Case { state, outcome, revision: 2, ..desk.first.clone() });
    others_stay(&store, &desk).await;
}

async fn a_closed_case_is_dated_and_asks_nobody_any_more(store: Store) {
    let desk = desk(&store).await;
    let (seen, people) = (desk.first.clone(), (desk.asta, desk.bodil));
    let elsewhere = desk.second.id;
    let asked = write(&store, move |db| {
        for case in [seen.id, elsewhere] {
            case_message::insert(db, (case, MessageKind::Opinion), people, "?", at(0))?;
        }
        case::set_state(db, &seen, CaseState::Closed, None, exactly(5))?;
        Ok([case_message::of_case(db, seen.id)?, case_message::of_case(db, elsewhere)?])
    })
    .await;
    assert_eq!(asked.map(|all| all[0].answered_at), [Some(exactly(5)), None]);
    let closed = Case { state: CaseState::Closed, closed_at: Some(exactly(5)), revision: 2, ..desk.first };
    assert_eq!(find(&store, closed.id).await, closed);
}

async fn a_decision_waits_for_a_second_person(store: Store) {
    let desk = desk(&store).await;
    let (id, asta) = (desk.first.id, desk.asta);
    let propose = |seen: Case, words: &'static str| {
        store.write(move |db| case::propose(db, &seen, words, asta, exactly(5)))
    };
    assert!(read(&store, case::proposals).await.is_empty());
    propose(desk.first.clone(), WORDS).await.unwrap();
    assert!(conflicts(&propose(desk.first.clone(), "other").await));
    let waits = Case {
        state: CaseState::Second,
        proposal: Some(WORDS.to_owned()),
        proposed_by: Some(asta),
        proposed_at: Some(exactly(5)),
        revision: 2,
        ..desk.first.clone()
    };
    assert_eq!(find(&store, id).await, waits);
    others_stay(&store, &desk).await;
    propose(desk.theirs.clone(), "theirs").await.unwrap();
    write(&store, move |db| case::set_proposal(db, id, "in other words")).await;
    let mut found = read(&store, case::proposals).await;
    found.sort();
    assert_eq!(found, ["in other words", "theirs"]);
    let moved = waits.clone();
    write(&store, move |db| case::set_state(db, &moved, CaseState::Open, None, at(6))).await;
    assert_eq!(find(&store, id).await, Case { revision: 3, ..desk.first });
    assert_eq!(read(&store, case::proposals).await, ["theirs"]);
}

async fn the_words_of_one_organisations_cases_change(store: Store) {
    let desk = desk(&store).await;
    let one = desk.one;
    write(&store, move |db| case::find_by_words(db, one, WORDS)).await;
    for case in [&desk.first, &desk.second] {
        let changed = Case { search_key: WORDS.to_owned(), ..case.clone() };
        assert_eq!(find(&store, case.id).await, changed);
    }
    assert_eq!(find(&store, desk.theirs.id).await, desk.theirs);
}

async fn what_was_shown_has_changed_of_the_open_ones_alone(store: Store) {
    let desk = desk(&store).await;
    let (id, one) = (desk.first.id, desk.one);
    write(&store, move |db| case::move_on(db, id)).await;
    assert_eq!(find(&store, id).await, Case { revision: 2, ..desk.first.clone() });
    others_stay(&store, &desk).await;
    write(&store, move |db| {
        close(db, id)?;
        case::move_on_open(db, one)
    })
    .await;
    assert_eq!(find(&store, id).await.revision, 3);
    assert_eq!(find(&store, desk.second.id).await, Case { revision: 2, ..desk.second });
    assert_eq!(find(&store, desk.theirs.id).await, desk.theirs);
}

async fn cases_follow_what_they_are_about(store: Store) {
    let desk = desk(&store).await;
    let (one, to) = (desk.one, desk.other);
    let (follows, stay) = write(&store, move |db| {
        let mut of = |kind, subject| {
            let id = about(db, one, kind, subject)?;
            case::find(db, id)
        };
        let follows = of(CaseKind::Commitment, 1)?;
        let stay = [of(CaseKind::Commitment, 3)?, of(CaseKind::Report, 1)?];
        case::follow(db, (CaseKind::Commitment, &[1, 2]), (to, WORDS))?;
        Ok((follows, stay))
    })
    .await;
    let search_key = WORDS.to_owned();
    let followed = Case { organisation_id: to, search_key, revision: 2, ..follows };
    assert_eq!(find(&store, followed.id).await, followed);
    for case in stay {
        assert_eq!(find(&store, case.id).await, case);
    }
    others_stay(&store, &desk).await;
}

async fn whoever_holds_a_case_changes_nothing_and_lets_others_wait(store: Store) {
    let desk = desk(&store).await;
    let id = desk.first.id;
    assert!(rows::others_wait(&store, move |db| case::hold(db, id)).await);
    assert_eq!(find(&store, id).await, desk.first);
    others_stay(&store, &desk).await;
}
