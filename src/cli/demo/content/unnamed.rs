//! Owns the invented organisations that cannot safely be named. Their names stand nowhere in the demo but in
//! `demo.json`, their own accounts, and before moderators and admins who ask.

use super::first::{First, Says};
use super::{DemoOrganisation, MOST, shaped};
use crate::domain::Flaw;
use crate::domain::organisation::Category::{self, Academia, CivilSociety, Media};

/// How long after today the embargo of the last one ends, in days.
pub const EMBARGO_DAYS: i64 = 23;

/// One that cannot be named, and how it wishes to appear.
#[derive(Debug, Clone, PartialEq)]
pub struct Unnamed {
    pub organisation: DemoOrganisation,
    /// Shown by its name from this many days on; nothing means never.
    pub embargo_days: Option<i64>,
    /// Still in the queue.
    pub waits: bool,
}

const fn one(
    name: &'static str,
    category: Category,
    country: &'static str,
    domain: &'static str,
    days: i64,
) -> First {
    First {
        name,
        category,
        country,
        domain,
        description: "We work where it is not safe to say so.",
        person: ("Noor Stillwater", "Coordinator"),
        signed_days_ago: days,
        says: Says::Nothing,
        promises: &[],
    }
}

/// Oldest first.
const ALL: &[First] = &[
    one("Lantern House Legal Aid", CivilSociety, "BY", "lantern-house", 380),
    one("Quiet River Reporters", Media, "MM", "quiet-river", 341),
    one("Nightjar Documentation Centre", CivilSociety, "AF", "nightjar-centre", 322),
    one("Salt Road Women’s Circle", CivilSociety, "IR", "salt-road", 298),
    one("Open Window Radio", Media, "BI", "open-window-radio", 271),
    one("The Paper Boat Collective", CivilSociety, "NI", "paper-boat", 255),
    one("Institute of the Third Bank", Academia, "CU", "third-bank", 233),
    one("Blue Stairs Newsroom", Media, "AZ", "blue-stairs", 214),
    one("Threshold Helpline", CivilSociety, "UG", "threshold-helpline", 198),
    one("Winter Orchard Archive", CivilSociety, "TJ", "winter-orchard", 171),
    one("Far Bridge Election Watch", CivilSociety, "VE", "far-bridge", 150),
    one("Copper Kite Press", Media, "ER", "copper-kite", 132),
    one("Seven Wells Water Defenders", CivilSociety, "KH", "seven-wells", 101),
    one("Sparrow Street Clinic for Devices", CivilSociety, "SD", "sparrow-street", 77),
    one("Unfinished Letters Project", Academia, "TM", "unfinished-letters", 52),
    one("Harbour Without Lights", CivilSociety, "SY", "harbour-without-lights", 33),
    one("Small Hours Bulletin", Media, "LA", "small-hours", 19),
    one("Morning Line Alliance", CivilSociety, "DK", "morning-line", 9),
    one("Rooftop Signals", CivilSociety, "EG", "rooftop-signals", 5),
];

/// All of them: protected and published, but for the last but one, whose embargo ends, and the last, which waits.
///
/// # Errors
/// As [`super::organisation`].
pub fn unnamed() -> Result<Vec<Unnamed>, Flaw> {
    let last = ALL.len() - 1;
    let whole = |(place, first): (usize, &First)| {
        let organisation = shaped::organisation(first, MOST + 200 + place as u64)?;
        let embargo_days = (place + 1 == last).then_some(EMBARGO_DAYS);
        Ok(Unnamed { organisation, embargo_days, waits: place == last })
    };
    ALL.iter().enumerate().map(whole).collect()
}
