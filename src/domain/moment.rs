//! Points in time and calendar days.
//!
//! A moment is UTC, cut to whole milliseconds so that both databases and JSON give it back unchanged.

use chrono::{DateTime, Duration, NaiveDateTime, SecondsFormat, SubsecRound, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Flaw;

/// A calendar day, without time or zone.
pub type Day = chrono::NaiveDate;

/// A point in time, in UTC, in whole milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(from = "DateTime<Utc>")]
pub struct Moment(DateTime<Utc>);

impl Moment {
    /// The moment of a UTC date and time, as rows hold it.
    pub fn from_naive(naive: NaiveDateTime) -> Moment {
        Moment::from(naive.and_utc())
    }

    /// The UTC date and time, as rows hold it.
    pub fn naive(self) -> NaiveDateTime {
        self.0.naive_utc()
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The moment this many milliseconds after 1970-01-01T00:00:00Z.
    pub fn from_millis(millis: i64) -> Moment {
        Moment(DateTime::from_timestamp_millis(millis).unwrap_or_default())
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, as JWT (RFC 7519) counts them.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// RFC 3339 in UTC with milliseconds, for example `2026-11-18T09:30:00.000Z`.
    pub fn rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// The calendar day at this moment in a time zone.
    pub fn day_in(self, zone: Tz) -> Day {
        self.0.with_timezone(&zone).date_naive()
    }

    /// When a calendar day begins in a time zone. Where clocks skip midnight, the first moment after it.
    pub fn begin_of(day: Day, zone: Tz) -> Moment {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let begin =
            (0..24).find_map(|hour| (midnight + Duration::hours(hour)).and_local_timezone(zone).earliest());
        begin.map_or(Moment::from_naive(midnight), |begin| Moment::from(begin.with_timezone(&Utc)))
    }

    /// When a calendar day ends in a time zone: as the next begins. Nothing after the last day that can be told.
    pub fn end_of(day: Day, zone: Tz) -> Option<Moment> {
        day.succ_opt().map(|next| Moment::begin_of(next, zone))
    }

    /// A day and a time as a browser's field sends them (`2026-11-26T14:30`), or as people type them, with a space between, on
    /// the clocks of a time zone. Where those go back, the first of the two.
    ///
    /// # Errors
    /// The text is no day and time, or one that the clocks skip.
    pub fn typed(text: &str, zone: Tz) -> Result<Moment, Flaw> {
        let joined = text.split_whitespace().collect::<Vec<_>>().join("T");
        let local = chrono::NaiveDateTime::parse_from_str(&joined, "%Y-%m-%dT%H:%M");
        let at = local.ok().and_then(|local| local.and_local_timezone(zone).earliest());
        at.map(|at| Moment::from(at.to_utc())).ok_or(Flaw::TimeMalformed)
    }

    /// This moment on the clocks of a time zone.
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        self.0.with_timezone(&zone)
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Moment {
        Moment(at.trunc_subsecs(3))
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.rfc3339())
    }
}

impl std::ops::Add<Duration> for Moment {
    type Output = Moment;
    fn add(self, length: Duration) -> Moment {
        Moment(self.0 + length)
    }
}

impl std::ops::Sub<Duration> for Moment {
    type Output = Moment;
    fn sub(self, length: Duration) -> Moment {
        Moment(self.0 - length)
    }
}

impl std::ops::Sub<Moment> for Moment {
    type Output = Duration;
    fn sub(self, earlier: Moment) -> Duration {
        self.0 - earlier.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_are_read_as_browsers_and_as_people_write_them() {
        let zone = chrono_tz::Europe::Copenhagen;
        for typed in ["2026-11-26T14:30", " 2026-11-26 14:30 "] {
            assert_eq!(Moment::typed(typed, zone).unwrap().rfc3339(), "2026-11-26T13:30:00.000Z", "{typed}");
        }
        for typed in ["2026-11-26", "26.11.2026 14:30", "2026-03-29T02:30"] {
            assert_eq!(Moment::typed(typed, zone), Err(Flaw::TimeMalformed), "{typed}");
        }
    }

    #[test]
    fn a_day_ends_as_the_next_begins_on_the_clocks_of_the_zone() {
        let end = |day: &str, zone| Moment::end_of(day.parse().unwrap(), zone).unwrap().rfc3339();
        assert_eq!(end("2026-11-26", chrono_tz::Europe::Copenhagen), "2026-11-26T23:00:00.000Z");
        // Cairo's clocks go from midnight to one.
        assert_eq!(end("2026-04-23", chrono_tz::Africa::Cairo), "2026-04-23T22:00:00.000Z");
    }
}
