//! How much may come in how long, and who is exempt from it or held whatever they do: set by admins, each with a comment.

pub mod rule;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::App;
use super::act::Origin;
use super::settings::{self, Change, Part};
use crate::domain::allowance::{Allowance, Limit};
use crate::domain::audit::AuditAct;
use crate::domain::permit::{ManageSettings, Permit, SeeLimits};
use crate::domain::text::{Note, parse_optional};
use crate::domain::{Error, Problems, Result};

/// An allowance as it was set, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    #[serde(flatten)]
    pub allowance: Allowance,
    #[serde(default)]
    pub comment: String,
}

/// The allowances that admins have set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowances(BTreeMap<Limit, Set>);

impl Allowances {
    /// Reads what is stored. What does not parse is as if it were not there.
    pub fn from_stored(stored: &BTreeMap<String, String>) -> Allowances {
        let set = |limit: &Limit| {
            let set = stored.get(&key(*limit)).and_then(|text| serde_json::from_str(text).ok())?;
            Some((*limit, set))
        };
        Allowances(Limit::ALL.iter().filter_map(set).collect())
    }

    /// What holds.
    pub fn of(&self, limit: Limit) -> Allowance {
        self.0.get(&limit).map_or(limit.usual(), |set| set.allowance)
    }
}

/// What an allowance is stored under.
fn key(limit: Limit) -> String {
    format!("limit.{limit}")
}

/// What holds, with the comments.
pub fn all(app: &App, _: &Permit<SeeLimits>) -> Vec<(Limit, Set)> {
    let settings = app.settings.load();
    let set = |limit: &Limit| {
        let usual = Set { allowance: limit.usual(), comment: String::new() };
        (*limit, settings.allowances.0.get(limit).cloned().unwrap_or(usual))
    };
    Limit::ALL.iter().map(set).collect()
}

/// An allowance as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub most: String,
    pub seconds: String,
    pub comment: String,
}

/// Sets allowances.
///
/// # Errors
/// Invalid, under `<limit>_most`, `<limit>_seconds`, `<limit>_comment`.
pub async fn change(
    app: &App,
    origin: Origin,
    _: &Permit<ManageSettings>,
    (typed, seen): (BTreeMap<Limit, Typed>, String),
) -> Result<()> {
    let mut problems = Problems::default();
    let sets: Vec<(Limit, Option<Set>)> =
        typed.iter().map(|(limit, typed)| (*limit, parsed(*limit, typed, &mut problems))).collect();
    problems.check()?;
    settings::put(app, origin, (Part::Limits, Some(seen)), move |before| {
        let before = Allowances::from_stored(before);
        let (mut values, mut changed) = (Vec::new(), Vec::new());
        for (limit, set) in sets.into_iter().filter_map(|(limit, set)| Some((limit, set?))) {
            let usual = Set { allowance: limit.usual(), comment: String::new() };
            if before.0.get(&limit).unwrap_or(&usual) != &set {
                values.push((key(limit), serde_json::to_string(&set).map_err(Error::internal)?));
                changed.push(
                    json!({ "limit": limit, "most": set.allowance.most, "seconds": set.allowance.seconds }),
                );
            }
        }
        let detail = json!({ "changed": changed });
        Ok(Change { act: AuditAct::LimitsChanged, subject: "settings", detail, values })
    })
    .await
}

fn parsed(limit: Limit, typed: &Typed, problems: &mut Problems) -> Option<Set> {
    let (most, seconds) = Allowance::parse(&typed.most, &typed.seconds);
    let most = problems.take(&format!("{limit}_most"), most);
    let seconds = problems.take(&format!("{limit}_seconds"), seconds);
    let comment = problems.take(&format!("{limit}_comment"), parse_optional::<Note>(&typed.comment))?;
    let comment = comment.map(|note| note.as_str().to_owned()).unwrap_or_default();
    Some(Set { allowance: Allowance { most: most?, seconds: seconds? }, comment })
}
