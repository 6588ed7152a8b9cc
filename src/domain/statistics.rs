//! How long the ministry takes and what it decides: figures about Cases, in one pure function.
//!
//! A time is the ministry's own: while it waited for an answer, the applicant had the Case.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, Months};
use chrono_tz::Tz;
use serde::Serialize;

use super::case::{Age, CaseKind, CaseOutcome, CaseState, age};
use super::{Day, Moment, limits};

/// One Case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    pub number: i64,
    pub kind: CaseKind,
    pub state: CaseState,
    pub opened_at: Moment,
    pub due_at: Moment,
    /// When it ended, and how.
    pub closed: Option<(Moment, CaseOutcome)>,
    /// When the ministry began to wait for an answer (true), and when it ceased to. In no order.
    pub waits: Vec<(Moment, bool)>,
}

/// How long some Cases took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    pub decided: usize,
    /// How many of them within the days that were promised.
    pub in_time: usize,
    /// Whole days, begun ones too: half of them took at most so many.
    pub median: Option<i64>,
    /// Nine of ten took at most so many.
    pub ninetieth: Option<i64>,
}

/// A month, by its first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    pub first: Day,
    pub waiting: Waiting,
}

/// How the Cases of a kind that ended in a month with one outcome went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub month: Day,
    pub kind: CaseKind,
    pub outcome: CaseOutcome,
    pub count: usize,
    /// Nothing where the ministry did not decide.
    pub waiting: Option<Waiting>,
}

/// Everything that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// From the first month to this one.
    pub whole: Waiting,
    /// Oldest first, those without a decision too.
    pub months: Vec<Month>,
    /// Oldest first.
    pub rows: Vec<Row>,
    /// What waits for the ministry, by age.
    pub open: BTreeMap<Age, usize>,
    /// How many wait for an answer of the applicant.
    pub asked: usize,
    /// The Case that the ministry has had the longest, and for how many days.
    pub oldest: Option<(i64, i64)>,
}

impl Fate {
    /// How long the ministry had it, until its end or a moment.
    pub fn taken(&self, now: Moment) -> Duration {
        let end = self.closed.map_or(now, |(at, _)| at);
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        let (mut away, mut since) = (Duration::zero(), None);
        for (at, begins) in waits {
            match (since, begins) {
                (None, true) => since = Some(at),
                (Some(begun), false) => {
                    away += at - begun;
                    since = None;
                }
                _ => {}
            }
        }
        away += since.map_or(Duration::zero(), |begun| end - begun);
        (end - self.opened_at - away).max(Duration::zero())
    }

    fn decided(&self) -> Option<Moment> {
        let (at, outcome) = self.closed?;
        outcome.is_decided().then_some(at)
    }
}

/// Whole days, begun ones too.
pub fn days(length: Duration) -> i64 {
    const DAY: i64 = 86_400_000;
    let (whole, rest) = (length.num_milliseconds() / DAY, length.num_milliseconds() % DAY);
    whole + i64::from(rest > 0)
}

/// The least value that so many per cent of all reach or stay below (nearest rank).
pub fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// How long these took.
pub fn waiting<'a>(fates: impl IntoIterator<Item = &'a Fate>, now: Moment) -> Waiting {
    let decided: Vec<Duration> =
        fates.into_iter().filter(|fate| fate.decided().is_some()).map(|fate| fate.taken(now)).collect();
    let promised = Duration::days(limits::REVIEW_DAYS);
    let mut lengths: Vec<i64> = decided.iter().map(|length| days(*length)).collect();
    lengths.sort_unstable();
    Waiting {
        decided: decided.len(),
        in_time: decided.iter().filter(|length| **length <= promised).count(),
        median: percentile(&lengths, 50),
        ninetieth: percentile(&lengths, 90),
    }
}

/// In how many whole weeks nine of ten Cases were decided lately, if enough were.
pub fn expectation(fates: &[Fate], now: Moment) -> Option<i64> {
    let since = now - Duration::days(limits::RECENT_DECISIONS_DAYS);
    let lately =
        |fate: &&Fate| CaseKind::SENT_IN.contains(&fate.kind) && fate.decided().is_some_and(|at| at >= since);
    let recent = waiting(fates.iter().filter(lately), now);
    let weeks = (recent.ninetieth? + 6).div_euclid(7);
    (recent.decided >= limits::RECENT_DECISIONS).then_some(weeks)
}

/// Whether somebody who has waited so long can still be told of so many weeks.
pub fn is_to_come(weeks: i64, waited: Duration) -> bool {
    Duration::weeks(weeks) > waited
}

/// The first day of the month of a moment.
fn month(at: Moment, zone: Tz) -> Day {
    let day = at.day_in(zone);
    day.with_day(1).unwrap_or(day)
}

/// The first days of the months that are looked at, oldest first.
pub fn months(now: Moment, zone: Tz) -> Vec<Day> {
    let this = month(now, zone);
    (0..limits::STATISTICS_MONTHS)
        .rev()
        .filter_map(|back| this.checked_sub_months(Months::new(back)))
        .collect()
}

/// Counts everything.
pub fn count(fates: &[Fate], now: Moment, zone: Tz) -> Statistics {
    let months = months(now, zone);
    let first = months.first().copied().unwrap_or_default();
    let closed: Vec<(&Fate, Day, CaseOutcome)> = fates
        .iter()
        .filter_map(|fate| fate.closed.map(|(at, how)| (fate, month(at, zone), how)))
        .filter(|(_, month, _)| *month >= first)
        .collect();
    let of =
        |wanted: Day| closed.iter().filter(move |(_, month, _)| *month == wanted).map(|(fate, ..)| *fate);
    let open = |fate: &&Fate| matches!(fate.state, CaseState::Open | CaseState::Second);
    let mut ages = BTreeMap::new();
    for fate in fates.iter().filter(open) {
        *ages.entry(age(fate.due_at, now)).or_default() += 1;
    }
    let oldest = fates.iter().filter(open).max_by_key(|fate| fate.taken(now));
    Statistics {
        whole: waiting(closed.iter().map(|(fate, ..)| *fate), now),
        months: months
            .iter()
            .map(|first| Month { first: *first, waiting: waiting(of(*first), now) })
            .collect(),
        rows: rows(&closed, now),
        open: ages,
        asked: fates.iter().filter(|fate| fate.state == CaseState::Waiting).count(),
        oldest: oldest.map(|fate| (fate.number, fate.taken(now).num_days())),
    }
}

fn rows(closed: &[(&Fate, Day, CaseOutcome)], now: Moment) -> Vec<Row> {
    let mut groups: BTreeMap<(Day, CaseKind, CaseOutcome), Vec<&Fate>> = BTreeMap::new();
    for (fate, month, how) in closed {
        groups.entry((*month, fate.kind, *how)).or_default().push(fate);
    }
    let row = |((month, kind, outcome), fates): ((Day, CaseKind, CaseOutcome), Vec<&Fate>)| Row {
        month,
        kind,
        outcome,
        count: fates.len(),
        waiting: outcome.is_decided().then(|| waiting(fates, now)),
    };
    groups.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Copenhagen;

    fn at(day: i64) -> Moment {
        // 1 June 2026 in Copenhagen, and so many days later.
        Moment::from_millis(1_780_264_800_000) + Duration::days(day)
    }

    fn closed(number: i64, opened: i64, after: i64, outcome: CaseOutcome) -> Fate {
        Fate {
            number,
            kind: CaseKind::Endorsement,
            state: CaseState::Closed,
            opened_at: at(opened),
            due_at: at(opened + 14),
            closed: Some((at(opened + after), outcome)),
            waits: Vec::new(),
        }
    }

    #[test]
    fn a_percentile_is_a_value_that_was_there() {
        assert_eq!(percentile(&[], 50), None);
        assert_eq!((percentile(&[4], 50), percentile(&[4], 90)), (Some(4), Some(4)));
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!(
            (percentile(&ten, 50), percentile(&ten, 90), percentile(&ten, 100)),
            (Some(5), Some(9), Some(10))
        );
    }

    #[test]
    fn while_it_waits_for_an_answer_the_ministry_does_not_have_it() {
        let mut fate = closed(1, 0, 40, CaseOutcome::Published);
        // Asked on day 5 and again on day 7, answered on day 30; asked on day 31 and never answered.
        fate.waits = vec![(at(30), false), (at(5), true), (at(7), true), (at(31), true), (at(3), false)];
        assert_eq!(fate.taken(at(99)).num_days(), 5 + 1);
        assert_eq!(days(Duration::hours(25)), 2);
        assert_eq!(
            waiting([&fate], at(99)),
            Waiting { decided: 1, in_time: 1, median: Some(6), ninetieth: Some(6) }
        );
    }

    #[test]
    fn months_kinds_and_outcomes_are_counted_and_what_nobody_decided_is_no_decision() {
        let mut open = closed(7, 20, 0, CaseOutcome::Closed);
        (open.closed, open.state) = (None, CaseState::Second);
        let mut asked = open.clone();
        (asked.state, asked.number) = (CaseState::Waiting, 8);
        let fates = [
            closed(1, 0, 3, CaseOutcome::Published),
            closed(2, 0, 20, CaseOutcome::Declined),
            closed(3, 0, 35, CaseOutcome::Cancelled),
            open,
            asked,
        ];
        let told = count(&fates, at(40), ZONE);
        assert_eq!(told.months.len(), 12);
        let [.., june, july] = &told.months[..] else { panic!() };
        assert_eq!(
            (june.first.to_string().as_str(), july.first.to_string().as_str()),
            ("2026-06-01", "2026-07-01")
        );
        assert_eq!(june.waiting, Waiting { decided: 2, in_time: 1, median: Some(3), ninetieth: Some(20) });
        assert_eq!((july.waiting.decided, july.waiting.median), (0, None));
        assert_eq!(told.rows.len(), 3);
        let [.., last] = &told.rows[..] else { panic!() };
        assert_eq!((last.outcome, last.waiting.as_ref(), last.count), (CaseOutcome::Cancelled, None, 1));
        assert_eq!((told.open.get(&Age::Overdue), told.asked, told.oldest), (Some(&1), 1, Some((7, 20))));
    }

    #[test]
    fn an_expectation_is_told_only_where_it_is_one() {
        let fates: Vec<Fate> =
            (0..10).map(|number| closed(number, number, 20, CaseOutcome::Published)).collect();
        assert_eq!(expectation(&fates, at(40)), Some(3));
        assert!(is_to_come(3, Duration::days(14)) && !is_to_come(3, Duration::days(21)));
        assert_eq!(expectation(&fates[1..], at(40)), None, "too few to tell");
        assert_eq!(expectation(&fates, at(140)), None, "too long ago");
    }
}
