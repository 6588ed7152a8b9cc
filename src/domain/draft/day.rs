//! A day as it is typed: in three boxes, which may be anything.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::domain::{Day, Flaw, limits};

/// A day in three boxes, as memorable dates are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayAnswer {
    pub day: String,
    pub month: String,
    pub year: String,
}

impl From<Day> for DayAnswer {
    fn from(day: Day) -> DayAnswer {
        DayAnswer { day: day.day().to_string(), month: day.month().to_string(), year: day.year().to_string() }
    }
}

impl DayAnswer {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        [&self.day, &self.month, &self.year].iter().all(|part| part.trim().is_empty())
    }

    /// The day.
    pub fn parse(&self) -> Result<Day, Flaw> {
        if self.is_empty() {
            return Err(Flaw::Missing);
        }
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| Flaw::DayMalformed);
        let (year, month, day) = (number(&self.year)?, number(&self.month)?, number(&self.day)?);
        let year =
            i32::try_from(year).ok().filter(|year| (limits::FIRST_YEAR..=limits::LAST_YEAR).contains(year));
        Day::from_ymd_opt(year.ok_or(Flaw::YearOutOfRange)?, month, day).ok_or(Flaw::DayMalformed)
    }
}
