//! The Call as the public sees it: its versions and their texts.
//!
//! Codes are text here: what they mean is the domain's business, what they are called the pages'.

use crate::domain::Moment;
use std::sync::Arc;

/// The Call with every published version, oldest first.
#[derive(Debug, Clone, Default)]
pub struct CallCard {
    /// The code of the Call's state: announced, open, closed or archived.
    pub state: String,
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
    pub title: String,
    pub markdown: Arc<str>,
}

impl CallCard {
    /// The version in force: the last published.
    pub fn current(&self) -> Option<&VersionCard> {
        self.versions.iter().max_by_key(|version| version.number)
    }

    /// The version with this number.
    pub fn version(&self, number: u32) -> Option<&VersionCard> {
        self.versions.iter().find(|version| version.number == number)
    }
}

impl VersionCard {
    /// The text in this language, or else the authentic one, or else any.
    pub fn text(&self, language: &str) -> Option<&TextCard> {
        let having = |wanted: &dyn Fn(&TextCard) -> bool| self.texts.iter().find(|text| wanted(text));
        having(&|text| text.language == language)
            .or_else(|| having(&|text| text.authority == "authentic"))
            .or_else(|| self.texts.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: &str, authority: &str) -> TextCard {
        let [language, authority] = [language, authority].map(str::to_owned);
        let (sha256, title) = Default::default();
        TextCard { language, authority, sha256, title, markdown: Arc::from("# Call") }
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
        let call = CallCard { state: "open".to_owned(), versions: vec![version(2), version(1)] };
        let current = call.current().unwrap();
        assert_eq!(current.number, 2);
        assert_eq!(current.text("da").unwrap().language, "da");
        assert_eq!(current.text("fr").unwrap().language, "en");
        assert!(call.version(3).is_none() && call.version(1).is_some());
    }
}
