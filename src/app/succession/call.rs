//! The Call of an exported register: its versions, and the texts whose bytes were signed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{file, not_understood, refused, text};
use crate::app::act::Act;
use crate::app::settings::Key;
use crate::domain::call::{Authority, CallState, ChangeKind, Fingerprint};
use crate::domain::ids::VersionId;
use crate::domain::{Moment, Result};
use crate::log::check::Source;
use crate::register::CallCard;
use crate::store;
use crate::store::call::NewText;

/// What an export says of the versions besides their texts.
pub const VERSIONS: &str = "call/versions.json";

/// A published version, as an export lists it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Edition {
    pub number: u32,
    /// The code of the change: initial, editorial or substantive.
    pub change: String,
    pub published_at: Moment,
    pub texts: Vec<Text>,
}

/// One language of a version. Its bytes lie in `call/v{number}/{language}.md`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Text {
    pub language: String,
    pub authority: String,
    pub sha256: String,
    /// Of the authentic text that a translation follows.
    pub follows: Option<String>,
    #[serde(skip)]
    markdown: String,
}

impl Edition {
    /// Every version, oldest first.
    pub fn all(call: &CallCard) -> Vec<Edition> {
        let text = |card: &crate::register::TextCard| Text {
            language: card.language.clone(),
            authority: card.authority.clone(),
            sha256: card.sha256.clone(),
            follows: card.follows.clone(),
            markdown: String::new(),
        };
        let mut all: Vec<Edition> = call
            .versions
            .iter()
            .map(|version| Edition {
                number: version.number,
                change: version.change_kind.clone(),
                published_at: version.published_at,
                texts: version.texts.iter().map(text).collect(),
            })
            .collect();
        all.sort_by_key(|version| version.number);
        all
    }
}

/// The Call, as it is taken over.
pub struct Call {
    state: CallState,
    editions: Vec<Edition>,
}

#[derive(Deserialize)]
struct Stated {
    state: CallState,
}

impl Call {
    /// Reads the Call. What its entries say of it was held against it before (`app/log/compare`).
    ///
    /// # Errors
    /// Internal, when a version or a text is missing, or a text is not the one that is told of.
    pub fn read(source: &mut impl Source) -> Result<Call> {
        let Stated { state } = file(source, "api/v1/call")?;
        let mut editions: Vec<Edition> = file(source, VERSIONS)?;
        for (edition, number) in editions.iter_mut().zip(1..) {
            if edition.number != number {
                return Err(refused(&format!("version {number} of the Call is missing")));
            }
            for one in &mut edition.texts {
                let path = format!("call/v{number}/{}.md", one.language);
                one.markdown = text(source, &path)?;
                if Fingerprint::of(&one.markdown).as_str() != one.sha256 {
                    return Err(refused(&format!("{path} is not the text that was published")));
                }
            }
        }
        Ok(Call { state, editions })
    }

    /// Publishes the versions as they were, and gives their ids by number.
    pub fn write(&self, act: &mut Act<'_>) -> Result<HashMap<u32, VersionId>> {
        let mut ids = HashMap::new();
        for edition in &self.editions {
            let at = edition.published_at;
            let kind = ChangeKind::from_code(&edition.change);
            let kind =
                kind.ok_or_else(|| not_understood(VERSIONS, &format!("no change is {:?}", edition.change)))?;
            let id = store::call::insert(act.db, kind, at)?;
            let texts = edition.texts.iter().map(|text| row(id, text)).collect::<Result<Vec<_>>>()?;
            store::call::replace_texts(act.db, id, &texts)?;
            let seen = store::call::find(act.db, id)?;
            store::call::publish(act.db, &seen, None, at)?;
            ids.insert(edition.number, id);
        }
        store::setting::put(act.db, Key::CallState.code(), self.state.code(), act.now)?;
        Ok(ids)
    }
}

fn row(version: VersionId, text: &Text) -> Result<NewText> {
    let authority = Authority::from_code(&text.authority);
    Ok(NewText {
        version_id: version,
        language: text.language.clone(),
        authority: authority
            .ok_or_else(|| not_understood(VERSIONS, &format!("no authority is {:?}", text.authority)))?,
        markdown: text.markdown.clone(),
        sha256: text.sha256.clone(),
        follows: text.follows.clone(),
    })
}
