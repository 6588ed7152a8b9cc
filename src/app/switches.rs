//! Switches: stop new signatures, only read, and a banner above every page. Thrown by admins while the site runs.

use std::collections::BTreeMap;

use serde_json::json;

use super::App;
use super::act::Origin;
use super::settings::{self, Change, Part};
use crate::domain::audit::AuditAct;
use crate::domain::locale::Locale;
use crate::domain::permit::{Permit, ThrowSwitches};
use crate::domain::text::{Title, parse_optional};
use crate::domain::{Flaw, Moment, Problems, Result};

/// What the switches are stored under.
const SIGNING: &str = "switch.signing_stopped";
const READ_ONLY: &str = "switch.read_only";
const BANNER_UNTIL: &str = "banner.until";
/// What is stored for a switch that is on.
const ON: &str = "on";

/// Under what the banner's words in a language are stored.
pub(super) fn banner_key(locale: Locale) -> String {
    format!("banner.{locale}")
}

/// How the switches stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Switches {
    /// No new signature is taken. What was sent can be confirmed, and forms that were begun are kept.
    pub signing_stopped: bool,
    /// Nothing is changed but by the switches themselves.
    pub read_only: bool,
    /// When the banner ends by itself.
    pub banner_until: Option<Moment>,
}

impl Switches {
    /// Reads what is stored.
    pub fn from_stored(stored: &BTreeMap<String, String>) -> Switches {
        let is_on = |key: &str| stored.get(key).is_some_and(|value| value == ON);
        let until =
            stored.get(BANNER_UNTIL).and_then(|text| text.parse::<chrono::DateTime<chrono::Utc>>().ok());
        Switches {
            signing_stopped: is_on(SIGNING),
            read_only: is_on(READ_ONLY),
            banner_until: until.map(Moment::from),
        }
    }
}

crate::codes! {
    /// A switch.
    pub enum Switch {
        SigningStopped = "signing_stopped",
        ReadOnly = "read_only",
    }
}

/// Throws a switch.
///
/// # Errors
/// Internal.
pub async fn throw(
    app: &App,
    origin: Origin,
    _: &Permit<ThrowSwitches>,
    (switch, on): (Switch, bool),
) -> Result<()> {
    let key = match switch {
        Switch::SigningStopped => SIGNING,
        Switch::ReadOnly => READ_ONLY,
    };
    settings::put(app, origin, (Part::Banner, None), move |before| {
        let to = if on { ON } else { "" };
        let values = settings::differing(before, vec![(key.to_owned(), to.to_owned())]);
        let detail = json!({ "switch": switch, "on": on });
        Ok(Change { act: AuditAct::SwitchThrown, subject: "settings", detail, values })
    })
    .await
}

/// The banner as it was typed: words by language, and when it ends (`2026-11-30T18:00`, in the site's time zone).
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub words: BTreeMap<Locale, String>,
    pub until: String,
}

/// Puts the banner up, changes it, or takes it down.
///
/// # Errors
/// Invalid, under `banner_<language>` and `until`.
pub async fn set_banner(
    app: &App,
    origin: Origin,
    _: &Permit<ThrowSwitches>,
    (typed, seen): (Typed, String),
) -> Result<()> {
    let mut problems = Problems::default();
    let words: Vec<(Locale, String)> = typed
        .words
        .iter()
        .filter_map(|(locale, words)| {
            let words = problems.take(&format!("banner_{locale}"), parse_optional::<Title>(words))?;
            Some((*locale, words.map(|words| words.as_str().to_owned()).unwrap_or_default()))
        })
        .collect();
    let said =
        |english: bool| words.iter().any(|(l, text)| (*l == Locale::English) == english && !text.is_empty());
    if said(false) && !said(true) {
        problems.add(&format!("banner_{}", Locale::English), Flaw::Missing);
    }
    let until = problems.take("until", until(app, &typed.until));
    problems.check()?;
    let until = until.flatten().map(Moment::rfc3339).unwrap_or_default();
    settings::put(app, origin, (Part::Banner, Some(seen)), move |before| {
        let shown: Vec<Locale> = words.iter().filter(|(_, text)| !text.is_empty()).map(|(l, _)| *l).collect();
        let detail = json!({ "languages": shown, "until": until });
        let words = words.into_iter().map(|(locale, text)| (banner_key(locale), text));
        let sent = words.chain([(BANNER_UNTIL.to_owned(), until)]).collect();
        let values = settings::differing(before, sent);
        Ok(Change { act: AuditAct::BannerChanged, subject: "settings", detail, values })
    })
    .await
}

fn until(app: &App, typed: &str) -> Result<Option<Moment>, Flaw> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let at = Moment::typed(typed, app.time_zone())?;
    if at <= app.clock.now() { Err(Flaw::DueInPast) } else { Ok(Some(at)) }
}
