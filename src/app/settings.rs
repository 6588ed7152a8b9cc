//! What a deployment says of itself: edited by admins, kept in the database, read on every page.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Value, json};

use super::act::{Origin, Subject};
use super::limits::Allowances;
use super::switches::Switches;
use super::words::{self, Own, Wordings};
use super::{App, switches};
use crate::codes;
use crate::domain::audit::AuditAct;
use crate::domain::call::CallState;
use crate::domain::email::Email;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Permit, SeeSettings};
use crate::domain::text::parse_optional;
use crate::domain::website::Website;
use crate::domain::words::Worded;
use crate::domain::{Error, Flaw, Moment, Problems, Result, cleaning, limits};
use crate::view::Site;
use crate::{secret, store};

codes! {
    /// One thing a deployment says of itself.
    pub enum Key {
        MinistryName = "ministry_name",
        InitiativeName = "initiative_name",
        ContactUnit = "contact_unit",
        ContactEmail = "contact_email",
        ContactAddress = "contact_address",
        DataController = "data_controller",
        DataProtectionEmail = "data_protection_email",
        EnforcementBody = "enforcement_body",
        EnforcementUrl = "enforcement_url",
        AccessibilityUrl = "accessibility_url",
        TimeZone = "time_zone",
        CallState = "call_state",
    }
}

impl Key {
    /// Whether readers read it as text, so that it is said in each language of the site.
    pub const fn is_spoken(self) -> bool {
        match self {
            Key::MinistryName
            | Key::InitiativeName
            | Key::ContactUnit
            | Key::DataController
            | Key::EnforcementBody => true,
            Key::ContactEmail
            | Key::ContactAddress
            | Key::DataProtectionEmail
            | Key::EnforcementUrl
            | Key::AccessibilityUrl
            | Key::TimeZone
            | Key::CallState => false,
        }
    }

    /// The languages in which it is asked for.
    pub const fn languages(self) -> &'static [Locale] {
        if self.is_spoken() { Locale::OFFERED } else { &[Locale::English] }
    }

    /// Whether pages and mails would be wrong without it: who speaks, of what, and where one writes to.
    pub const fn is_required(self) -> bool {
        matches!(self, Key::MinistryName | Key::InitiativeName | Key::ContactEmail)
    }

    /// What it is kept and typed under in a language. English has the bare name: it is what all others
    /// fall back to.
    pub fn name(self, locale: Locale) -> String {
        match locale {
            Locale::English => self.code().to_owned(),
            other => format!("{}_{}", self.code(), other.code()),
        }
    }
}

/// One setting in one language.
pub type Slot = (Key, Locale);

/// What one form shows and changes of all that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the deployment says of itself.
    Says,
    /// The words of one mail.
    Words(Worded),
    Limits,
    Banner,
}

/// The deployment's settings in one language, with defaults that say that they are defaults.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub ministry_name: String,
    pub initiative_name: String,
    pub contact_unit: String,
    pub contact_email: String,
    pub contact_address: String,
    pub data_controller: String,
    pub data_protection_email: String,
    pub enforcement_body: String,
    pub enforcement_url: String,
    /// Where the accessibility statement is, if not on this site.
    pub accessibility_url: String,
    /// In which days begin and dates are shown, where it is not the configuration's.
    #[serde(skip)]
    pub time_zone: Option<Tz>,
    pub call_state: CallState,
    /// The words of mails that were changed.
    #[serde(skip)]
    words: Wordings,
    /// How much may come in how long.
    #[serde(skip)]
    pub allowances: Allowances,
    /// What is switched off.
    #[serde(skip)]
    pub switches: Switches,
    /// What is stored, for the other languages.
    #[serde(skip)]
    stored: BTreeMap<String, String>,
}

impl App {
    /// The time zone in which days begin and dates are shown: the admins' choice, else the configuration's.
    pub fn time_zone(&self) -> Tz {
        self.settings.load().time_zone.unwrap_or(self.config.time_zone)
    }

    /// The deployment as pages and mails in a language name it.
    pub fn site(&self, locale: Locale) -> Site {
        let settings = self.settings.load().in_language(locale);
        let elsewhere = Some(settings.accessibility_url.clone()).filter(|url| !url.is_empty());
        Site {
            title: settings.initiative_name.clone(),
            ministry: settings.ministry_name.clone(),
            contact: settings.contact_email.clone(),
            base_url: self.config.base_url.url.clone(),
            accessibility: elsewhere.unwrap_or_else(|| "/accessibility".to_owned()),
            words: settings.own_words(locale),
        }
    }
}

/// The field in which a form sends the mark of what its sender saw.
pub const SEEN: &str = "seen";

impl Settings {
    /// Reads stored values over the defaults, in English.
    pub fn from_stored(stored: &BTreeMap<String, String>) -> Settings {
        let (words, rest) = words::part(stored);
        Settings { words, ..Settings::spoken(&rest, Locale::English) }
    }

    /// The same settings for readers of a language; English where nothing is said in it.
    pub fn in_language(&self, locale: Locale) -> Settings {
        Settings { words: self.words.clone(), ..Settings::spoken(&self.stored, locale) }
    }

    /// What tells a part of these settings from others: a form that shows it sends it back.
    ///
    /// # Errors
    /// Internal.
    pub fn mark(&self, part: Part) -> Result<String> {
        let stored = |wanted: fn(&str) -> bool| {
            let kept: BTreeMap<_, _> = self.stored.iter().filter(|(key, _)| wanted(key)).collect();
            serde_json::to_string(&kept)
        };
        let text = match part {
            Part::Says => stored(|key| !key.contains('.')),
            Part::Limits => stored(|key| key.starts_with("limit.")),
            Part::Banner => stored(|key| key.starts_with("banner.")),
            Part::Words(mail) => serde_json::to_string(&self.words_of(mail)),
        };
        Ok(secret::hash_token(&text.map_err(Error::internal)?))
    }

    /// The words of mails that were changed in a language, by the id of the message.
    pub fn own_words(&self, locale: Locale) -> Arc<Own> {
        self.words.get(&locale).cloned().unwrap_or_default()
    }

    /// The words of one mail that were changed, with the language and the message of each.
    pub fn words_of(&self, mail: Worded) -> Vec<(Locale, String, String)> {
        let ids: Vec<String> = mail.slots().iter().map(|slot| mail.message(*slot)).collect();
        let own = |locale: &Locale| {
            let own = self.own_words(*locale);
            let changed = ids.iter().filter_map(|id| Some((*locale, id.clone(), own.get(id)?.clone())));
            changed.collect::<Vec<_>>()
        };
        Locale::OFFERED.iter().flat_map(own).collect()
    }

    /// What stands above every page for readers of a language at a moment: the banner in it, or else in English.
    pub fn banner(&self, locale: Locale, now: Moment) -> Option<(&str, Locale)> {
        if self.switches.banner_until.is_some_and(|until| until <= now) {
            return None;
        }
        let said = |locale| Some((self.banner_words(locale), locale)).filter(|(words, _)| !words.is_empty());
        said(locale).or_else(|| said(Locale::English))
    }

    /// The banner's words in a language, shown or not.
    pub fn banner_words(&self, locale: Locale) -> &str {
        self.stored.get(&switches::banner_key(locale)).map_or("", String::as_str)
    }

    fn spoken(stored: &BTreeMap<String, String>, locale: Locale) -> Settings {
        let get = |key: Key| {
            let own = stored.get(&key.name(locale)).filter(|said| key.is_spoken() && !said.is_empty());
            own.or_else(|| stored.get(key.code())).cloned().unwrap_or_default()
        };
        let or = |key: Key, default: &str| {
            Some(get(key)).filter(|v| !v.is_empty()).unwrap_or_else(|| default.to_owned())
        };
        Settings {
            ministry_name: or(Key::MinistryName, "Ministry of Foreign Affairs"),
            initiative_name: or(Key::InitiativeName, "Tech for Democracy"),
            contact_unit: get(Key::ContactUnit),
            contact_email: get(Key::ContactEmail),
            contact_address: get(Key::ContactAddress),
            data_controller: or(Key::DataController, &or(Key::MinistryName, "Ministry of Foreign Affairs")),
            data_protection_email: get(Key::DataProtectionEmail),
            enforcement_body: get(Key::EnforcementBody),
            enforcement_url: get(Key::EnforcementUrl),
            accessibility_url: get(Key::AccessibilityUrl),
            time_zone: get(Key::TimeZone).parse().ok(),
            call_state: CallState::from_code(&get(Key::CallState)).unwrap_or(CallState::Announced),
            words: Wordings::new(),
            allowances: Allowances::from_stored(stored),
            switches: Switches::from_stored(stored),
            stored: stored.clone(),
        }
    }
}

/// Loads what is stored.
pub async fn load(app: &App) -> Result<()> {
    let stored = app.store.read(store::setting::all).await?;
    app.settings.store(Arc::new(Settings::from_stored(&stored)));
    Ok(())
}

/// What is stored, without the defaults: what a form shows.
///
/// # Errors
/// Internal.
pub async fn stored(app: &App, _: &Permit<SeeSettings>) -> Result<BTreeMap<String, String>> {
    app.store.read(store::setting::all).await
}

/// What a form changes of what is stored, and how the audit trail tells of it.
pub(super) struct Change {
    /// Keys with new values; none, where all is stored as it was sent.
    pub values: Vec<(String, String)>,
    pub act: AuditAct,
    pub subject: &'static str,
    pub detail: Value,
}

/// Of values, those that are stored otherwise.
pub(super) fn differing(
    before: &BTreeMap<String, String>,
    values: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let stored = |key: &String| before.get(key).map(String::as_str).unwrap_or_default();
    values.into_iter().filter(|(key, value)| stored(key) != value).collect()
}

/// Changes what is stored, unless it was changed since the sender of a form looked, or the form does not say what it
/// showed. Without a mark at all, it is no form that shows what it changes. What is stored already as it was sent, by a
/// second click, is done. Whatever comes of it, what is stored is read again.
///
/// # Errors
/// Invalid, under [`SEEN`]; what the change itself says.
pub(super) async fn put<F>(
    app: &App,
    origin: Origin,
    (part, seen): (Part, Option<String>),
    change: F,
) -> Result<()>
where
    F: FnOnce(&BTreeMap<String, String>) -> Result<Change> + Send + 'static,
{
    let done = app.act(origin, move |act| {
        let before = store::setting::all(act.db)?;
        let change = change(&before)?;
        if change.values.is_empty() {
            act.stands();
            return Ok(());
        }
        let now = Settings::from_stored(&before).mark(part)?;
        if seen.is_some_and(|seen| seen != now) {
            return Err(Error::invalid(SEEN, Flaw::ChangedMeanwhile));
        }
        for (key, value) in &change.values {
            store::setting::put(act.db, key, value, act.now)?;
        }
        act.audit(change.act, Subject(change.subject, None), change.detail)?;
        // Other nodes read the settings again when the revision moves.
        store::register_state::bump(act.db)
    });
    let done = done.await;
    load(app).await?;
    done
}

/// Changes settings. The Call's state has its own act.
///
/// # Errors
/// Invalid, under the slots' names.
pub async fn change(
    app: &App,
    origin: Origin,
    _: &Permit<ManageSettings>,
    (values, seen): (BTreeMap<Slot, String>, String),
) -> Result<()> {
    let mut problems = Problems::default();
    let parsed = values.iter().map(|((key, locale), typed)| {
        let name = key.name(*locale);
        let value = problems.take(&name, parse((*key, *locale), typed));
        (name, value)
    });
    let values: Vec<(String, String)> = parsed.filter_map(|(name, value)| Some((name, value?))).collect();
    problems.check()?;
    put(app, origin, (Part::Says, Some(seen)), move |before| {
        let values = differing(before, values);
        let said =
            |(name, _): &(String, String)| (name.clone(), before.get(name).cloned().unwrap_or_default());
        let (was, becomes): (Value, Value) =
            (values.iter().map(said).collect(), values.iter().cloned().collect());
        let detail = json!({ "before": was, "after": becomes });
        Ok(Change { act: AuditAct::SettingsChanged, subject: "settings", detail, values })
    })
    .await
}

/// What was typed for a key, as it is kept. Other languages than English may leave out what English says.
fn parse((key, locale): Slot, typed: &str) -> Result<String, Flaw> {
    if key.is_required() && locale == Locale::English && typed.trim().is_empty() {
        return Err(Flaw::Missing);
    }
    let kept = match key {
        Key::ContactEmail | Key::DataProtectionEmail => {
            parse_optional::<Email>(typed)?.map(|email| email.as_str().to_owned()).unwrap_or_default()
        }
        Key::EnforcementUrl | Key::AccessibilityUrl => {
            parse_optional::<Website>(typed)?.map(|site| site.as_str().to_owned()).unwrap_or_default()
        }
        Key::ContactAddress => cleaning::paragraphs(typed)?,
        Key::TimeZone if typed.is_empty() => String::new(),
        Key::TimeZone => typed.parse::<Tz>().map_err(|_| Flaw::UnknownChoice)?.name().to_owned(),
        Key::CallState => return Err(Flaw::UnknownChoice),
        Key::MinistryName
        | Key::InitiativeName
        | Key::ContactUnit
        | Key::DataController
        | Key::EnforcementBody => cleaning::line(typed)?,
    };
    if kept.chars().count() > limits::SETTING { Err(Flaw::TextTooLong) } else { Ok(kept) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_in_danish_is_said_in_english() {
        let stored =
            [("ministry_name", "Ministry"), ("ministry_name_da", "Ministeriet"), ("contact_unit", "Unit")];
        let stored = stored.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let english = Settings::from_stored(&stored);
        let danish = english.in_language(Locale::Danish);
        assert_eq!(
            (english.ministry_name.as_str(), danish.ministry_name.as_str()),
            ("Ministry", "Ministeriet")
        );
        assert_eq!(danish.contact_unit, "Unit");
        assert_eq!(danish.data_controller, "Ministeriet", "the ministry, where nobody else is named");
        assert_eq!(danish.in_language(Locale::English), english);
    }
}
