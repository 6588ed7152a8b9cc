//! The Call of an exported register: its versions, and the texts whose bytes were signed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::told::Register;
use super::{file, refused};
use crate::app::act::{Act, EntryKind};
use crate::app::settings::Key;
use crate::domain::call::{Authority, CallState, ChangeKind, Fingerprint};
use crate::domain::ids::VersionId;
use crate::domain::{Error, Moment, Result};
use crate::log::check::Source;
use crate::log::line::Line;
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

    fn text(&self, language: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.language == language)
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

#[derive(Deserialize)]
struct Entered {
    version: u32,
    texts: HashMap<String, String>,
}

impl Call {
    /// Reads the Call, and holds it against what was signed and entered.
    ///
    /// # Errors
    /// Internal, when a text is not the one that was signed, or a version is missing.
    pub fn read(source: &mut impl Source, register: &Register, lines: &[Line]) -> Result<Call> {
        let Stated { state } =
            serde_json::from_slice(&file(source, "api/v1/call")?).map_err(Error::internal)?;
        let mut editions: Vec<Edition> =
            serde_json::from_slice(&file(source, VERSIONS)?).map_err(Error::internal)?;
        for (edition, number) in editions.iter_mut().zip(1..) {
            if edition.number != number {
                return Err(refused(&format!("version {number} of the Call is missing")));
            }
            for text in &mut edition.texts {
                let path = format!("call/v{number}/{}.md", text.language);
                text.markdown = String::from_utf8(file(source, &path)?).map_err(Error::internal)?;
                if Fingerprint::of(&text.markdown).as_str() != text.sha256 {
                    return Err(refused(&format!("{path} is not the text that was published")));
                }
            }
        }
        let call = Call { state, editions };
        call.check(register, lines)?;
        Ok(call)
    }

    /// Every text that was signed or entered must be there, as it was.
    fn check(&self, register: &Register, lines: &[Line]) -> Result<()> {
        let is = |version: u32, language: &str, sha256: &str| {
            let edition = self.editions.iter().find(|edition| edition.number == version);
            edition.and_then(|edition| edition.text(language)).is_some_and(|text| text.sha256 == sha256)
        };
        let other = |version: u32, language: &str| {
            refused(&format!("version {version} of the Call in {language} is not the one that was signed"))
        };
        for one in &register.signatories {
            if !is(one.signed.version, &one.signed.language, &one.text_sha256) {
                return Err(other(one.signed.version, &one.signed.language));
            }
        }
        for line in lines.iter().filter(|line| line.kind == EntryKind::CallVersionPublished.code()) {
            let Some(body) = &line.body else { continue };
            let entered: Entered = serde_json::from_str(body.get()).map_err(Error::internal)?;
            let found = entered.texts.iter().find(|(language, sha)| !is(entered.version, language, sha));
            if let Some((language, _)) = found {
                return Err(other(entered.version, language));
            }
        }
        Ok(())
    }

    /// Publishes the versions as they were, and gives their ids by number.
    pub fn write(&self, act: &mut Act<'_>) -> Result<HashMap<u32, VersionId>> {
        let mut ids = HashMap::new();
        for edition in &self.editions {
            let at = edition.published_at;
            let kind = ChangeKind::from_code(&edition.change);
            let kind = kind.ok_or_else(|| refused(&format!("no change is {}", edition.change)))?;
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
        authority: authority.ok_or_else(|| refused(&format!("no authority is {}", text.authority)))?,
        markdown: text.markdown.clone(),
        sha256: text.sha256.clone(),
        follows: text.follows.clone(),
    })
}
