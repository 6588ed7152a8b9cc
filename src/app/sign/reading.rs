//! The text that a signer reads and signs: the version in force, in the language of the page.

use serde::Serialize;

use crate::app::App;
use crate::domain::call::CallText;
use crate::domain::locale::Locale;
use crate::register::Behind;

/// Characters of a paragraph that are shown where it is chosen.
const FIRST_WORDS: usize = 90;

/// The version in force in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    pub version: u32,
    /// BCP 47.
    pub language: String,
    /// What the language calls itself.
    pub language_name: String,
    /// The code of the text's authority.
    pub authority: String,
    /// Where it is a translation of an earlier authentic text.
    pub behind: Option<Behind>,
    pub title: String,
    pub paragraphs: Vec<Clause>,
}

/// A paragraph as it is chosen for a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    pub id: String,
    pub number: u32,
    /// How it begins.
    pub words: String,
}

impl Reading {
    /// The ids of its paragraphs.
    pub fn known(&self) -> Vec<String> {
        self.paragraphs.iter().map(|clause| clause.id.clone()).collect()
    }
}

/// What is read in a language: that text, or else the authentic one. Nothing before the Call is public.
pub fn reading(app: &App, locale: Locale) -> Option<Reading> {
    let snapshot = app.register.snapshot();
    let version = snapshot.call.current()?;
    let text = version.text(locale.code())?;
    let parsed = CallText::parse(&text.markdown).ok()?;
    let clause = |paragraph: &crate::domain::call::Paragraph| Clause {
        id: paragraph.id.as_str().to_owned(),
        number: paragraph.number,
        words: beginning(&paragraph.block.plain),
    };
    Some(Reading {
        version: version.number,
        language: text.language.clone(),
        language_name: language_name(&text.language),
        authority: text.authority.clone(),
        behind: snapshot.call.behind(version.number, &text.language),
        title: text.title.clone(),
        paragraphs: parsed.paragraphs().map(clause).collect(),
    })
}

/// What a language calls itself, or its tag.
fn language_name(tag: &str) -> String {
    Locale::from_code(tag).map(|locale| locale.name().to_owned()).unwrap_or_else(|| tag.to_owned())
}

fn beginning(text: &str) -> String {
    if text.chars().count() <= FIRST_WORDS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(FIRST_WORDS).collect();
    let whole = cut.rsplit_once(' ').map(|(whole, _)| whole).unwrap_or(&cut);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        assert_eq!(beginning("Short."), "Short.");
        let long = "We will, ".repeat(20);
        let cut = beginning(&long);
        assert!(cut.chars().count() <= FIRST_WORDS + 1 && cut.ends_with("will…"), "{cut}");
    }
}
