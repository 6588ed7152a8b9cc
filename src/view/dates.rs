//! Days, moments, numbers and money in the reader's language.
//!
//! Always absolute: shared pages say the date and the zone, never "two hours ago".

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;

use super::messages::{Args, Messages};
use crate::domain::currency::{Currency, Money};
use crate::domain::locale::Locale;
use crate::domain::{Day, Error, Moment, Result};

/// A day in words: "18 November 2026", short "18 Nov 2026".
pub fn day(messages: &Messages, locale: Locale, day: Day, short: bool) -> String {
    let month = day.month();
    let month = if short { format!("month-short-{month}") } else { format!("month-{month}") };
    let mut args = Args::new();
    args.set("day", day.day().to_string());
    args.set("month", messages.plain(locale, &month, None));
    args.set("year", day.year().to_string());
    messages.plain(locale, "date-day", Some(&args))
}

/// A moment in words with its zone: "18 November 2026, 14:05 CET".
pub fn moment(messages: &Messages, locale: Locale, at: Moment, zone: Tz, short: bool) -> String {
    let local = at.in_zone(zone);
    let mut args = Args::new();
    args.set("date", day(messages, locale, local.date_naive(), short));
    args.set("hour", format!("{:02}", local.hour()));
    args.set("minute", format!("{:02}", local.minute()));
    args.set("zone", local.format("%Z").to_string());
    messages.plain(locale, "date-moment", Some(&args))
}

/// A whole number with its thousands set apart: "1,284" in English, "1.284" in Danish.
pub fn grouped(number: i64, locale: Locale) -> String {
    let mark = if locale == Locale::Danish { '.' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// A sum of money, in minor units, with its currency: "DKK 1,250,000" in English, "DKK 1.250.000" in Danish, with decimals
/// only where there are some. It does not break across lines.
///
/// # Errors
/// Internal, if the sum is larger than all money there is.
pub fn money(minor: i128, currency: Currency, locale: Locale) -> Result<String> {
    let (whole, rest) = divided(minor, currency);
    let grouped = grouped(i64::try_from(whole).map_err(Error::internal)?, locale);
    Ok(format!("{currency}\u{a0}{grouped}{}", decimals(rest, currency, locale)))
}

/// The amount alone, as it is typed in a form of this language: "1250000.50", "1250000,50".
pub fn typed_amount(money: Money, locale: Locale) -> String {
    let (whole, rest) = divided(i128::from(money.minor), money.currency);
    format!("{whole}{}", decimals(rest, money.currency, locale))
}

fn divided(minor: i128, currency: Currency) -> (i128, u128) {
    let unit = 10_i128.pow(u32::from(currency.minor_digits()));
    (minor / unit, (minor % unit).unsigned_abs())
}

fn decimals(rest: u128, currency: Currency, locale: Locale) -> String {
    let mark = if locale == Locale::Danish { ',' } else { '.' };
    let digits = usize::from(currency.minor_digits());
    if rest == 0 { String::new() } else { format!("{mark}{rest:0digits$}") }
}
