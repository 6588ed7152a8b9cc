//! What the doctor found: where, how bad, and what mends it.

use serde::Serialize;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Configuration,
    Database,
    Key,
    Witness,
    Mail,
    Dns,
    Disk,
    Staff,
    Provider,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it should be.
    Good,
    /// Worth knowing; on purpose, perhaps.
    Note,
    /// To be mended.
    Wrong,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub area: Area,
    pub level: Level,
    pub what: String,
    /// What to do about it.
    pub mend: Option<String>,
}

impl Finding {
    /// Something that is as it should be.
    pub fn good(area: Area, what: impl Into<String>) -> Finding {
        Finding { area, level: Level::Good, what: what.into(), mend: None }
    }

    /// Something worth knowing.
    pub fn note(area: Area, what: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding { area, level: Level::Note, what: what.into(), mend: Some(mend.into()) }
    }

    /// Something to mend.
    pub fn wrong(area: Area, what: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding { area, level: Level::Wrong, what: what.into(), mend: Some(mend.into()) }
    }

    /// Something to mend that already says how.
    pub fn told(area: Area, what: impl Into<String>) -> Finding {
        Finding { area, level: Level::Wrong, what: what.into(), mend: None }
    }
}
