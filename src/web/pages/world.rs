//! Signatories by country: the map, and the same figures as rows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::speech::Speech;
use crate::domain::Result;
use crate::view::dates;
use crate::view::map::{Drawing, World};

/// One row of figures with a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub label: String,
    pub href: String,
    pub value: u32,
}

/// The largest of some figures.
pub fn most(bars: &[Bar]) -> u32 {
    bars.iter().map(|bar| bar.value).max().unwrap_or_default()
}

/// The map and its table. A country counts by its code.
#[derive(Debug, Serialize)]
pub struct Countries {
    pub map: String,
    pub rows: Vec<Bar>,
}

/// Draws the map of these counts; `region` crops it, `link` says where a country leads.
///
/// # Errors
/// Internal, if the shapes of the world do not parse.
pub fn countries(
    speech: &Speech,
    counts: &BTreeMap<String, u64>,
    region: Option<&str>,
    link: &dyn Fn(&str) -> String,
) -> Result<Countries> {
    let title = |code: &str, count: u64| {
        let count = dates::grouped(i64::try_from(count).unwrap_or(i64::MAX), speech.locale);
        speech.filled("map-country", &[("country", &speech.country(code)), ("count", &count)])
    };
    let map = World::shared()?.draw(&Drawing { counts, region, link, title: &title });
    let row = |(code, count): (&String, &u64)| Bar {
        label: speech.country(code),
        href: link(code),
        value: u32::try_from(*count).unwrap_or(u32::MAX),
    };
    let mut rows: Vec<Bar> = counts.iter().filter(|(_, count)| **count > 0).map(row).collect();
    rows.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.label.cmp(&b.label)));
    Ok(Countries { map, rows })
}
