//! The Call as the public sees it: its versions and their texts.
//!
//! Codes are text here: what they mean is the domain's business, what they are called the pages'.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::Moment;

/// The Call with every published version, oldest first.
#[derive(Debug, Clone, Default)]
pub struct CallCard {
    /// The code of the Call's state: announced, open, closed or archived. Nothing of a past day: no entry tells it.
    pub state: Option<String>,
    pub versions: Vec<VersionCard>,
}

/// A published version.
#[derive(Debug, Clone)]
pub struct VersionCard {
    pub number: u32,
    pub published_at: Moment,
    /// The code of the change: initial, editorial or substantive.
    pub change_kind: String,
    pub texts: Vec<TextCard>,
}

/// One language of a version.
#[derive(Debug, Clone)]
pub struct TextCard {
    /// BCP 47.
    pub language: String,
    /// The code of its authority: authentic, official or courtesy.
    pub authority: String,
    /// Of the Markdown's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Of the authentic text that a translation follows; nothing where that is not known or this is it.
    pub follows: Option<String>,
    pub title: String,
    pub markdown: Arc<str>,
}

/// Of a translation that follows another authentic text than its version's own: what it follows, and what counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Behind {
    /// The version that was translated; nothing for a wording that was never published.
    pub of: Option<u32>,
    /// The version of the translation, whose authentic text counts.
    pub version: u32,
    /// BCP 47, of the authentic text.
    pub language: String,
}

impl TextCard {
    /// The title of a text: its first heading of the first level.
    pub fn title_of(markdown: &str) -> &str {
        markdown.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().trim()
    }
}

impl CallCard {
    /// The version in force: the last published.
    pub fn current(&self) -> Option<&VersionCard> {
        self.versions.iter().max_by_key(|version| version.number)
    }

    /// The newest version that has a text in this language.
    pub fn newest_in(&self, language: &str) -> Option<&VersionCard> {
        let having = |version: &&VersionCard| version.texts.iter().any(|text| text.language == language);
        self.versions.iter().filter(having).max_by_key(|version| version.number)
    }

    /// The newest version whose authentic text a translation follows.
    pub fn followed_by(&self, text: &TextCard) -> Option<&VersionCard> {
        let follows = text.follows.as_deref()?;
        let authentic = |one: &&VersionCard| one.authentic().is_some_and(|text| text.sha256 == follows);
        self.versions.iter().filter(authentic).max_by_key(|version| version.number)
    }

    /// What a version's text in this language is behind, if it is.
    pub fn behind(&self, version: u32, language: &str) -> Option<Behind> {
        let version = self.version(version)?;
        let text = version.texts.iter().find(|text| text.language == language)?;
        let authentic = version.authentic().filter(|_| version.is_behind(text))?;
        let of = self.followed_by(text).map(|older| older.number);
        Some(Behind { of, version: version.number, language: authentic.language.clone() })
    }

    /// The version with this number.
    pub fn version(&self, number: u32) -> Option<&VersionCard> {
        self.versions.iter().find(|version| version.number == number)
    }
}

impl VersionCard {
    /// Whether a text of this version follows another authentic text than the version's own.
    pub fn is_behind(&self, text: &TextCard) -> bool {
        let now = self.authentic().map(|authentic| authentic.sha256.as_str());
        text.follows.as_deref().is_some_and(|follows| Some(follows) != now)
    }

    /// The text that counts when languages differ.
    pub fn authentic(&self) -> Option<&TextCard> {
        self.texts.iter().find(|text| text.authority == "authentic")
    }

    /// The text in this language, or else the authentic one, or else any.
    pub fn text(&self, language: &str) -> Option<&TextCard> {
        let own = self.texts.iter().find(|text| text.language == language);
        own.or_else(|| self.authentic()).or_else(|| self.texts.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: &str, authority: &str) -> TextCard {
        let [language, authority] = [language, authority].map(str::to_owned);
        let (sha256, title) = Default::default();
        TextCard { language, authority, sha256, follows: None, title, markdown: Arc::from("# Call") }
    }

    #[test]
    fn a_reader_gets_their_language_or_the_authentic_text() {
        let texts = vec![text("da", "official"), text("en", "authentic")];
        let published_at = Moment::from_millis(0);
        let version = |number| VersionCard {
            number,
            published_at,
            change_kind: "initial".to_owned(),
            texts: texts.clone(),
        };
        let call = CallCard { state: Some("open".to_owned()), versions: vec![version(2), version(1)] };
        let current = call.current().unwrap();
        assert_eq!(current.number, 2);
        assert_eq!(current.text("da").unwrap().language, "da");
        assert_eq!(current.text("fr").unwrap().language, "en");
        assert!(call.version(3).is_none() && call.version(1).is_some());
    }
}
