//! The queue: what is counted, what is listed in which order, and what comes next.

use chrono::Duration;
use tilsagn::domain::case::CaseState::{self, Closed, Open, Second, Waiting};
use tilsagn::domain::case::{Age, CaseKind, MailboxKind, due_at, due_soon};
use tilsagn::domain::ids::{CaseId, OrganisationId, StaffId};
use tilsagn::domain::organisation::Category;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::case::{self, Marks};
use tilsagn::store::organisation::{self, Profile};
use tilsagn::store::queue::{self, Find, Part, Sought};
use tilsagn::store::{Db, Store};

use crate::rows::{before, colleague, exactly, organisation, profile, sealed_organisation, write};

on_both!(
    cases_are_tallied_by_state_and_by_what_they_are,
    a_case_is_overdue_from_its_moment_on,
    what_is_held_is_told_until_the_lock_ends,
    cases_of_a_state_are_counted,
    what_is_urgent_comes_first_and_then_the_oldest,
    what_ended_last_comes_first_of_what_is_closed,
    a_page_has_an_offset_and_a_limit,
    a_page_is_of_some_traits_or_of_what_is_held,
    a_page_is_of_some_ages,
    lines_come_in_the_order_asked_for,
    the_next_case_is_the_one_behind_this,
    the_next_case_is_not_one_that_somebody_else_holds,
);

/// What is looked for by somebody who may see everybody.
pub fn sought(find: Find, now: Moment) -> Sought {
    Sought { find, masked: false, now }
}

fn everything(now: Moment) -> Sought {
    sought(Find::default(), now)
}

/// Words that are looked for.
pub fn words(words: &[&str]) -> Find {
    Find::Words(words.iter().map(|&word| word.to_owned()).collect())
}

/// The first page of some states.
pub fn of_states(states: &[CaseState]) -> Part {
    Part { states: states.to_vec(), limit: 100, ..Part::default() }
}

/// A signature's Case that came at a moment and is found by words.
pub fn arrive(db: &mut Db, of: OrganisationId, words: &str, opened: Moment) -> Result<CaseId> {
    case::open(db, CaseKind::Endorsement, of.0, (of, words), opened)
}

fn turn(db: &mut Db, id: CaseId, state: CaseState, now: Moment) -> Result<()> {
    let seen = case::find(db, id)?;
    case::set_state(db, &seen, state, None, now)
}

/// One that must not be named, with its Case.
pub fn hidden(db: &mut Db, words: &str) -> Result<(OrganisationId, CaseId)> {
    let of = sealed_organisation(db, "hidden")?;
    Ok((of, arrive(db, of, words, exactly(0))?))
}

async fn cases_are_tallied_by_state_and_by_what_they_are(store: Store) {
    write(&store, |db| {
        let (skov, bodil) = (organisation(db, "skov")?, colleague(db, "bodil")?);
        let abroad = Profile { country: None, category: Category::Multilateral, ..profile("abroad") };
        let abroad = organisation::insert(db, "abroad", &abroad, exactly(0))?;
        arrive(db, skov, "a", exactly(0))?;
        arrive(db, skov, "b", exactly(1))?;
        let marked = arrive(db, skov, "c", exactly(0))?;
        let marks = Marks { mailbox: MailboxKind::Free, flagged: true, held: true };
        case::mark(db, marked, marks)?;
        case::assign(db, marked, Some(bodil))?;
        let other = arrive(db, abroad, "d", exactly(0))?;
        hidden(db, "e")?;
        turn(db, other, Waiting, exactly(1))?;
        let closed = arrive(db, skov, "f", exactly(0))?;
        turn(db, closed, Closed, exactly(1))?;
        let mut tallies = queue::tallies(db, &everything(exactly(0)), &[Open, Waiting])?;
        tallies.sort_by_key(|one| (one.state, one.traits.clone()));
        let told: Vec<_> = tallies.iter().map(|one| (one.state, one.traits.as_str(), one.count)).collect();
        let marked = format!("named|endorsement|company|DK|free|held,flagged|{bodil}");
        let expected = [
            (Open, marked.as_str(), 1),
            (Open, "named|endorsement|company|DK|||", 2),
            (Open, "sealed|endorsement|||||", 1),
            (Waiting, "named|endorsement|multilateral||||", 1),
        ];
        assert_eq!(told, expected);
        Ok(())
    })
    .await;
}

async fn a_case_is_overdue_from_its_moment_on(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        arrive(db, of, "a", exactly(0))?;
        arrive(db, of, "b", exactly(1))?;
        let due = due_at(exactly(0));
        let mut at = |now| -> Result<(i64, i64)> {
            let [one] = queue::tallies(db, &everything(now), &[Open])?.try_into().unwrap();
            Ok((one.overdue, one.soon))
        };
        assert_eq!(at(before(due))?, (0, 2));
        assert_eq!(at(due)?, (1, 2));
        let soon = due - (due_soon(due) - due);
        assert_eq!(at(before(soon))?, (0, 0));
        assert_eq!(at(soon)?, (0, 1));
        Ok(())
    })
    .await;
}

async fn what_is_held_is_told_until_the_lock_ends(store: Store) {
    write(&store, |db| {
        let (of, bodil) = (organisation(db, "skov")?, colleague(db, "bodil")?);
        let (held, over) = (arrive(db, of, "held", exactly(0))?, arrive(db, of, "over", exactly(1))?);
        arrive(db, of, "free", exactly(0))?;
        case::lock(db, held, bodil, exactly(2), exactly(10))?;
        case::lock(db, over, bodil, exactly(2), exactly(5))?;
        let traits = "named|endorsement|company|DK|||".to_owned();
        let one = (Open, traits, due_at(exactly(0)));
        assert_eq!(queue::held(db, &everything(before(exactly(10))))?, [one]);
        assert!(queue::held(db, &everything(exactly(10)))?.is_empty());
        assert_eq!(queue::held(db, &sought(words(&["over"]), exactly(4)))?.len(), 1);
        Ok(())
    })
    .await;
}

async fn cases_of_a_state_are_counted(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        for state in [Open, Open, Second, Closed] {
            let id = arrive(db, of, "a", exactly(0))?;
            turn(db, id, state, exactly(1))?;
        }
        for (state, count) in [(Open, 2), (Waiting, 0), (Second, 1), (Closed, 1)] {
            assert_eq!(queue::count(db, state)?, count, "{state}");
        }
        Ok(())
    })
    .await;
}

async fn what_is_urgent_comes_first_and_then_the_oldest(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (late, early) = (arrive(db, of, "a", exactly(2))?, arrive(db, of, "b", exactly(1))?);
        let (as_early, urgent) = (arrive(db, of, "c", exactly(1))?, arrive(db, of, "d", exactly(9))?);
        let waits = arrive(db, of, "e", exactly(1))?;
        case::set_urgent(db, urgent, true)?;
        turn(db, waits, Waiting, exactly(3))?;
        let now = everything(exactly(10));
        assert_eq!(queue::ids(db, &now, &of_states(&[Open]))?, [urgent, early, as_early, late]);
        let several = queue::ids(db, &now, &of_states(&[Open, Waiting]))?;
        assert_eq!(several, [urgent, early, as_early, waits, late]);
        assert!(queue::ids(db, &now, &of_states(&[]))?.is_empty());
        Ok(())
    })
    .await;
}

async fn what_ended_last_comes_first_of_what_is_closed(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let mut closed = Vec::new();
        for (opened, ended) in [(1, 5), (2, 5), (3, 9), (0, 4)] {
            let id = arrive(db, of, "a", exactly(opened))?;
            turn(db, id, Closed, exactly(ended))?;
            closed.push(id);
        }
        arrive(db, of, "open", exactly(0))?;
        let listed = queue::ids(db, &everything(exactly(10)), &of_states(&[Closed]))?;
        assert_eq!(listed, [closed[2], closed[1], closed[0], closed[3]]);
        Ok(())
    })
    .await;
}

async fn a_page_has_an_offset_and_a_limit(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let all: Vec<_> = (0..5).map(|n| arrive(db, of, "a", exactly(n))).collect::<Result<_>>()?;
        let mut page = |offset, limit| {
            queue::ids(db, &everything(exactly(9)), &Part { offset, limit, ..of_states(&[Open]) })
        };
        assert_eq!(page(0, 2)?, all[..2]);
        assert_eq!(page(2, 2)?, all[2..4]);
        assert_eq!(page(4, 2)?, all[4..]);
        assert!(page(5, 2)?.is_empty());
        Ok(())
    })
    .await;
}

async fn a_page_is_of_some_traits_or_of_what_is_held(store: Store) {
    write(&store, |db| {
        let (of, bodil) = (organisation(db, "skov")?, colleague(db, "bodil")?);
        let (plain, held) = (arrive(db, of, "a", exactly(0))?, arrive(db, of, "b", exactly(0))?);
        case::assign(db, held, Some(bodil))?;
        case::lock(db, held, bodil, exactly(0), exactly(5))?;
        let traits = case::find(db, held)?.traits;
        let mut page = |part: Part, now| queue::ids(db, &everything(now), &part);
        let some = |traits: Option<Vec<String>>| Part { traits, ..of_states(&[Open]) };
        assert_eq!(page(some(Some(vec![traits])), exactly(1))?, [held]);
        assert!(page(some(Some(vec![])), exactly(1))?.is_empty());
        assert_eq!(page(some(None), exactly(1))?, [plain, held]);
        let held_now = Part { held: true, ..of_states(&[Open]) };
        assert_eq!(page(held_now.clone(), before(exactly(5)))?, [held]);
        assert!(page(held_now, exactly(5))?.is_empty());
        Ok(())
    })
    .await;
}

async fn a_page_is_of_some_ages(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let now = due_at(exactly(0));
        let soon = due_soon(now) - now;
        let overdue = arrive(db, of, "a", exactly(0))?;
        let nearly = arrive(db, of, "b", exactly(0) + Duration::milliseconds(1))?;
        let still_nearly = arrive(db, of, "c", exactly(0) + soon)?;
        let recent = arrive(db, of, "d", exactly(0) + soon + Duration::milliseconds(1))?;
        let mut aged = |ages: &[Age]| {
            queue::ids(db, &everything(now), &Part { ages: ages.to_vec(), ..of_states(&[Open]) })
        };
        assert_eq!(aged(&[Age::Overdue])?, [overdue]);
        assert_eq!(aged(&[Age::NearlyOverdue])?, [nearly, still_nearly]);
        assert_eq!(aged(&[Age::Recent])?, [recent]);
        assert_eq!(aged(&[Age::Recent, Age::Overdue])?, [overdue, recent]);
        assert_eq!(aged(&[])?, [overdue, nearly, still_nearly, recent]);
        Ok(())
    })
    .await;
}

async fn lines_come_in_the_order_asked_for(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let one = arrive(db, skov, "a", exactly(0))?;
        arrive(db, skov, "b", exactly(0))?;
        let other = arrive(db, eng, "c", exactly(0))?;
        organisation::erase(db, eng, exactly(1))?;
        let lines = queue::lines(db, &[other, CaseId(999), one])?;
        let told: Vec<_> = lines.iter().map(|line| (line.case.id, line.organisation.as_str())).collect();
        assert_eq!(told, [(other, ""), (one, "skov")]);
        assert_eq!((lines[0].erased_at, lines[0].country.as_deref()), (Some(exactly(1)), None));
        assert_eq!((lines[1].erased_at, lines[1].country.as_deref()), (None, Some("DK")));
        assert_eq!(lines[1].category, Category::Company);
        let numbers = [lines[0].case.number, 999, lines[1].case.number];
        let again: Vec<_> = queue::lines_by_number(db, &numbers)?.iter().map(|line| line.case.id).collect();
        assert_eq!(again, [other, one]);
        assert!(queue::lines(db, &[])?.is_empty() && queue::lines_by_number(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

/// The number of the Case behind another.
fn next(db: &mut Db, this: CaseId, me: StaffId, now: Moment) -> Result<Option<i64>> {
    let this = case::find(db, this)?;
    queue::next_after(db, &this, me, now)
}

async fn the_next_case_is_the_one_behind_this(store: Store) {
    write(&store, |db| {
        let (of, bodil) = (organisation(db, "skov")?, colleague(db, "bodil")?);
        let (late, early) = (arrive(db, of, "a", exactly(5))?, arrive(db, of, "b", exactly(1))?);
        assert_eq!(next(db, late, bodil, exactly(9))?, Some(case::find(db, early)?.number));
        let (as_early, urgent) = (arrive(db, of, "c", exactly(1))?, arrive(db, of, "d", exactly(9))?);
        let waits = arrive(db, of, "e", exactly(2))?;
        case::set_urgent(db, urgent, true)?;
        turn(db, waits, Waiting, exactly(6))?;
        for (this, follows) in [(urgent, early), (early, as_early), (as_early, late), (late, urgent)] {
            assert_eq!(next(db, this, bodil, exactly(9))?, Some(case::find(db, follows)?.number));
        }
        for id in [early, as_early, urgent] {
            turn(db, id, Closed, exactly(9))?;
        }
        assert_eq!(next(db, late, bodil, exactly(9))?, None);
        Ok(())
    })
    .await;
}

async fn the_next_case_is_not_one_that_somebody_else_holds(store: Store) {
    write(&store, |db| {
        let (of, bodil) = (organisation(db, "skov")?, colleague(db, "bodil")?);
        let carl = colleague(db, "carl")?;
        let (this, held) = (arrive(db, of, "a", exactly(1))?, arrive(db, of, "b", exactly(2))?);
        let free = arrive(db, of, "c", exactly(3))?;
        case::lock(db, held, carl, exactly(3), exactly(10))?;
        let [held, free] = [case::find(db, held)?.number, case::find(db, free)?.number];
        assert_eq!(next(db, this, bodil, before(exactly(10)))?, Some(free));
        assert_eq!(next(db, this, carl, before(exactly(10)))?, Some(held), "it is mine");
        assert_eq!(next(db, this, bodil, exactly(10))?, Some(held), "the lock is over");
        Ok(())
    })
    .await;
}
