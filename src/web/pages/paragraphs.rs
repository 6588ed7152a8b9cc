//! What paragraphs of the Call are called in lists and on commitments: number and first words.

use std::collections::HashMap;

use serde::Serialize;

use super::speech::Speech;
use crate::domain::call::CallText;
use crate::domain::{Error, Result};
use crate::register::CallCard;

/// Words of a paragraph that its name shows.
const WORDS: usize = 8;

/// A paragraph as pages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    pub id: String,
    /// "§7 We will keep the internet …"; with the version where that is an older one.
    pub label: String,
    pub href: String,
}

/// Every paragraph that any version has, as it stands in the newest that has it.
#[derive(Default)]
pub struct Paragraphs(HashMap<String, Named>);

impl Paragraphs {
    /// Reads the versions in the speaker's language, or else in the authentic one.
    ///
    /// # Errors
    /// Internal, if a published text does not parse.
    pub fn of(call: &CallCard, speech: &Speech) -> Result<Paragraphs> {
        let newest = call.current().map_or(0, |version| version.number);
        let mut known = HashMap::new();
        let mut versions: Vec<_> = call.versions.iter().collect();
        versions.sort_by_key(|version| version.number);
        for version in versions {
            let Some(text) = version.text(speech.locale.code()) else { continue };
            let text =
                CallText::parse(&text.markdown).map_err(|faults| Error::internal(faults.to_string()))?;
            for paragraph in text.paragraphs() {
                let id = paragraph.id.as_str();
                let older = version.number != newest;
                let cited = if older {
                    format!("v{} §{}", version.number, paragraph.number)
                } else {
                    format!("§{}", paragraph.number)
                };
                let path = if older { format!("/call/v{}", version.number) } else { "/call".to_owned() };
                let label = format!("{cited} {}", first_words(&paragraph.block.plain));
                let href = format!("{}#{id}", speech.href(&path, ""));
                known.insert(id.to_owned(), Named { id: id.to_owned(), label, href });
            }
        }
        Ok(Paragraphs(known))
    }

    /// A paragraph's name; one that no version has stands for itself.
    pub fn label(&self, id: &str) -> String {
        self.0.get(id).map_or_else(|| id.to_owned(), |named| named.label.clone())
    }

    /// The paragraphs that are known, in the order asked.
    pub fn named(&self, ids: &[String]) -> Vec<Named> {
        ids.iter().filter_map(|id| self.0.get(id).cloned()).collect()
    }
}

fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let start: Vec<&str> = words.by_ref().take(WORDS).collect();
    let start = start.join(" ");
    if words.next().is_some() {
        format!("{}\u{a0}…", start.trim_end_matches([',', ';', '.']))
    } else {
        start
    }
}
