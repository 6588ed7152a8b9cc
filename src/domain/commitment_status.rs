//! What a commitment's status is on a day: one pure function of dates, updates, reviews and policy.
//!
//! Nobody can type a status and none is stored. Later reports are ignored, so that any past or future
//! day can be asked about (a policy change is simulated that way).
//!
//! # The rules, first that fits
//! 1. `dropped`: it was dropped, or the last claim says so.
//! 2. `done_reviewed`: the last review found it complete, and no later claim takes that back.
//! 3. `done_claimed`: the last claim is "done". A less favourable review is shown beside it and does
//!    not change the word: it says no more than that the organisation claims so.
//! 4. `overdue`: the due day has passed.
//! 5. `silent`: reports can be entered, it has started, and nobody reported for the interval and the grace after the
//!    last report, the start or the publication, whichever came last.
//! 6. `due_soon`: the due day is near.
//! 7. `on_track`: the last claim is "in progress". The word means claimed, not proven.
//! 8. `planned`: everything else; nobody has said that it began.
//!
//! "No change" is a report (it ends silence) but no claim (the one before it stands).

use super::Day;
use super::commitment::{Claim, Finding, StoredState};
use crate::codes;
use chrono::Duration;

codes! {
    /// What the register says of a commitment on a day.
    pub enum Status {
        Planned = "planned",
        OnTrack = "on_track",
        DueSoon = "due_soon",
        Overdue = "overdue",
        Silent = "silent",
        DoneClaimed = "done_claimed",
        DoneReviewed = "done_reviewed",
        Dropped = "dropped",
    }
}

/// The numbers that the rules turn on, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long before the due day it is near.
    pub due_soon_days: u16,
    /// Whether reports can be entered. Until then nobody is called silent for want of one.
    pub takes_reports: bool,
    /// How often a report is expected.
    pub report_interval_days: u16,
    /// How long after that one waits.
    pub grace_days: u16,
}

impl Policy {
    /// What holds until a deployment decides otherwise: a report every half year, a month of grace. There is no way to
    /// enter one yet.
    pub const INITIAL: Policy =
        Policy { due_soon_days: 30, takes_reports: false, report_interval_days: 182, grace_days: 30 };
}

/// An update, as far as it bears on the status. Days are in the deployment's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    pub on: Day,
    pub claim: Claim,
}

/// A review, as far as it bears on the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub on: Day,
    pub finding: Finding,
}

/// What the status of one commitment is computed from. Reports and verdicts are oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub state: StoredState,
    pub published: Day,
    pub start: Option<Day>,
    pub due: Day,
    pub reports: Vec<Report>,
    pub verdicts: Vec<Verdict>,
}

impl Promise {
    fn last_report(&self, today: Day) -> Option<&Report> {
        self.reports.iter().rev().find(|report| report.on <= today)
    }

    fn last_claim(&self, today: Day) -> Option<&Report> {
        self.reports.iter().rev().find(|report| report.on <= today && report.claim != Claim::NoChange)
    }

    fn last_verdict(&self, today: Day) -> Option<&Verdict> {
        self.verdicts.iter().rev().find(|verdict| verdict.on <= today)
    }

    fn is_silent(&self, today: Day, policy: &Policy) -> bool {
        let begun = self.start.map_or(self.published, |start| start.max(self.published));
        let heard = self.last_report(today).map_or(begun, |report| report.on.max(begun));
        let patience = Duration::days(i64::from(policy.report_interval_days) + i64::from(policy.grace_days));
        policy.takes_reports && today - heard > patience
    }
}

/// The status of a commitment on a day. See the rules at the head of this file.
pub fn status(today: Day, promise: &Promise, policy: &Policy) -> Status {
    let claim = promise.last_claim(today);
    let claimed = claim.map(|report| report.claim);
    if promise.state == StoredState::Dropped || claimed == Some(Claim::Dropped) {
        return Status::Dropped;
    }
    if let Some(verdict) = promise.last_verdict(today) {
        let taken_back = claim.is_some_and(|report| report.on > verdict.on && report.claim != Claim::Done);
        if verdict.finding == Finding::Complete && !taken_back {
            return Status::DoneReviewed;
        }
    }
    if claimed == Some(Claim::Done) {
        Status::DoneClaimed
    } else if today > promise.due {
        Status::Overdue
    } else if promise.is_silent(today, policy) {
        Status::Silent
    } else if promise.due - today <= Duration::days(i64::from(policy.due_soon_days)) {
        Status::DueSoon
    } else if claimed == Some(Claim::InProgress) {
        Status::OnTrack
    } else {
        Status::Planned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy =
        Policy { due_soon_days: 30, takes_reports: true, report_interval_days: 180, grace_days: 30 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn promise(reports: &[(&str, Claim)], verdicts: &[(&str, Finding)]) -> Promise {
        Promise {
            state: StoredState::Active,
            published: day("2026-11-18"),
            start: Some(day("2027-01-01")),
            due: day("2028-06-30"),
            reports: reports.iter().map(|&(on, claim)| Report { on: day(on), claim }).collect(),
            verdicts: verdicts.iter().map(|&(on, finding)| Verdict { on: day(on), finding }).collect(),
        }
    }

    type Case<'a> = (&'a str, &'a [(&'a str, Claim)], &'a [(&'a str, Finding)], Status);

    #[test]
    fn the_rules_in_a_table() {
        use Claim::*;
        let going = ("2028-01-10", InProgress);
        let done = ("2028-02-01", Done);
        let table: &[Case] = &[
            ("2026-11-18", &[], &[], Status::Planned),
            ("2027-01-02", &[], &[], Status::Planned),
            // 210 days after the start, and the day after.
            ("2027-07-30", &[], &[], Status::Planned),
            ("2027-07-31", &[], &[], Status::Silent),
            ("2027-07-31", &[("2027-07-31", InProgress)], &[], Status::OnTrack),
            ("2027-07-31", &[("2027-03-01", InProgress)], &[], Status::OnTrack),
            ("2027-07-31", &[("2027-03-01", NotStarted)], &[], Status::Planned),
            ("2027-12-01", &[("2027-03-01", InProgress)], &[], Status::Silent),
            ("2027-12-01", &[("2027-03-01", InProgress), ("2027-11-01", NoChange)], &[], Status::OnTrack),
            ("2027-12-01", &[("2027-11-01", NoChange)], &[], Status::Planned),
            ("2028-05-30", &[going], &[], Status::OnTrack),
            ("2028-05-31", &[going], &[], Status::DueSoon),
            ("2028-06-30", &[going], &[], Status::DueSoon),
            ("2028-07-01", &[going], &[], Status::Overdue),
            ("2028-06-15", &[], &[], Status::Silent),
            ("2030-01-01", &[], &[], Status::Overdue),
            ("2028-02-01", &[going, done], &[], Status::DoneClaimed),
            ("2030-01-01", &[going, done], &[], Status::DoneClaimed),
            ("2030-01-01", &[done, ("2028-03-01", NoChange)], &[], Status::DoneClaimed),
            ("2028-01-31", &[going, done], &[], Status::OnTrack),
            ("2028-03-01", &[done, ("2028-02-20", InProgress)], &[], Status::OnTrack),
            ("2028-03-01", &[done], &[("2028-02-20", Finding::Limited)], Status::DoneClaimed),
            ("2028-03-01", &[done], &[("2028-02-20", Finding::Complete)], Status::DoneReviewed),
            ("2028-02-10", &[done], &[("2028-02-20", Finding::Complete)], Status::DoneClaimed),
            ("2028-03-01", &[], &[("2028-02-20", Finding::Complete)], Status::DoneReviewed),
            ("2028-04-01", &[going], &[("2028-02-20", Finding::Complete)], Status::DoneReviewed),
            (
                "2028-04-01",
                &[("2028-03-01", InProgress)],
                &[("2028-02-20", Finding::Complete)],
                Status::OnTrack,
            ),
            ("2028-04-01", &[done, ("2028-03-01", Dropped)], &[], Status::Dropped),
        ];
        for (row, (today, reports, verdicts, expected)) in table.iter().enumerate() {
            let found = status(day(today), &promise(reports, verdicts), &POLICY);
            assert_eq!(found, *expected, "row {row}: on {today} with {reports:?} {verdicts:?}");
        }
    }

    #[test]
    fn a_later_review_that_finds_less_takes_completion_back() {
        let findings = [("2028-02-20", Finding::Complete), ("2028-03-20", Finding::Substantial)];
        let promise = promise(&[("2028-02-01", Claim::Done)], &findings);
        assert_eq!(status(day("2028-03-01"), &promise, &POLICY), Status::DoneReviewed);
        assert_eq!(status(day("2028-04-01"), &promise, &POLICY), Status::DoneClaimed);
    }

    #[test]
    fn a_dropped_commitment_is_dropped_whatever_was_said() {
        let mut promise = promise(&[("2028-02-01", Claim::Done)], &[("2028-02-20", Finding::Complete)]);
        promise.state = StoredState::Dropped;
        assert_eq!(status(day("2028-03-01"), &promise, &POLICY), Status::Dropped);
    }

    #[test]
    fn nobody_is_silent_while_no_report_can_be_entered() {
        let promise = promise(&[], &[]);
        let deaf = Policy { takes_reports: false, ..POLICY };
        let late = day("2027-07-31");
        assert_eq!(status(late, &promise, &POLICY), Status::Silent);
        assert_eq!(status(late, &promise, &deaf), Status::Planned);
        assert_eq!(status(late, &promise, &Policy::INITIAL), Status::Planned);
    }

    #[test]
    fn one_without_a_start_begins_when_it_is_published() {
        let promise = Promise { start: None, ..promise(&[], &[]) };
        assert_eq!(status(day("2027-06-16"), &promise, &POLICY), Status::Planned);
        assert_eq!(status(day("2027-06-17"), &promise, &POLICY), Status::Silent);
    }
}
