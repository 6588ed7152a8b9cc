//! What a deployment says of itself: edited by admins, kept in the database, read on every page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::App;
use super::act::{Origin, Subject};
use crate::codes;
use crate::domain::call::CallState;
use crate::domain::permit::{ManageSettings, Permit};
use crate::domain::{Flaw, Problems, Result};
use crate::store;
use crate::view::Site;

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
        CallState = "call_state",
    }
}

/// The deployment's settings, with defaults that say that they are defaults.
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
    pub call_state: CallState,
}

impl App {
    /// The deployment as pages and mails name it.
    pub fn site(&self) -> Site {
        let settings = self.settings.load();
        let elsewhere = Some(settings.accessibility_url.clone()).filter(|url| !url.is_empty());
        Site {
            title: settings.initiative_name.clone(),
            ministry: settings.ministry_name.clone(),
            contact: settings.contact_email.clone(),
            base_url: self.config.base_url.url.clone(),
            accessibility: elsewhere.unwrap_or_else(|| "/accessibility".to_owned()),
        }
    }
}

/// Longest value of a setting, in characters.
const LONGEST: usize = 500;

impl Settings {
    /// Reads stored values over the defaults.
    pub fn from_stored(stored: &BTreeMap<String, String>) -> Settings {
        let get = |key: Key| stored.get(key.code()).cloned().unwrap_or_default();
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
            call_state: CallState::from_code(&get(Key::CallState)).unwrap_or(CallState::Announced),
        }
    }
}

/// Loads what is stored.
pub async fn load(app: &App) -> Result<()> {
    let stored = app.store.read(store::setting::all).await?;
    app.settings.store(std::sync::Arc::new(Settings::from_stored(&stored)));
    Ok(())
}

/// Changes settings. Values are plain text; the Call's state has its own act.
pub async fn change(app: &App, permit: &Permit<ManageSettings>, values: BTreeMap<Key, String>) -> Result<()> {
    let mut problems = Problems::default();
    for (key, value) in &values {
        if value.chars().count() > LONGEST {
            problems.add(key.code(), Flaw::TextTooLong);
        }
    }
    problems.check()?;
    let origin = Origin { actor: crate::domain::audit::Actor::Staff(permit.id()), request: None };
    app.act(origin, move |act| {
        let keys: Vec<_> = values.keys().map(|key| key.code()).collect();
        for (key, value) in &values {
            store::setting::put(act.db, key.code(), value.trim(), act.now)?;
        }
        store::register_state::bump(act.db)?;
        act.audit("settings.changed", Subject("settings", None), serde_json::json!({ "keys": keys }))
    })
    .await?;
    load(app).await
}
