//! A text of the Call as a page shows it: title, preamble, pillars with numbered paragraphs, closing.
//!
//! Must not know files, versions or fingerprints. How it is written is told in `parser`.

use serde::Serialize;

use super::paragraph::{ParagraphId, PillarId};
use super::problem::{TextFault, TextProblems};
use super::{markdown, parser};

/// A text of the Call in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallText {
    /// Plain text.
    pub title: String,
    /// What stands before the first pillar; unnumbered.
    pub preamble: Vec<Block>,
    /// At least one, each with at least one paragraph.
    pub pillars: Vec<Pillar>,
    /// What stands after the last pillar; unnumbered.
    pub closing: Vec<Block>,
}

/// An unnumbered piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// As written.
    pub markdown: String,
    /// Safe to put on a page: block elements, at least one `p`, `ul`, `ol` or `blockquote`.
    pub html: String,
    /// Its words alone.
    pub plain: String,
}

impl Block {
    /// A block of this Markdown.
    pub fn of(markdown: String) -> Block {
        Block { html: markdown::html(&markdown), plain: markdown::plain(&markdown), markdown }
    }
}

/// A heading and the numbered paragraphs below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pillar {
    pub id: PillarId,
    /// Plain text.
    pub heading: String,
    pub paragraphs: Vec<Paragraph>,
    /// Where it begins in the Markdown, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// A numbered piece of the Call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Stays the same through every version and language.
    pub id: ParagraphId,
    /// From 1 across the whole text; belongs to this version alone.
    pub number: u32,
    #[serde(flatten)]
    pub block: Block,
    /// Where it begins in the Markdown, from 1.
    #[serde(skip)]
    pub line: usize,
}

impl CallText {
    /// Reads a text. The format is told in [`parser`]'s documentation.
    ///
    /// # Errors
    /// Everything that is wrong, with lines and advice.
    pub fn parse(markdown: &str) -> Result<CallText, TextProblems> {
        parser::parse(markdown)
    }

    /// All numbered paragraphs, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.pillars.iter().flat_map(|pillar| &pillar.paragraphs)
    }

    /// The paragraph with this id.
    pub fn paragraph(&self, id: &ParagraphId) -> Option<&Paragraph> {
        self.paragraphs().find(|paragraph| paragraph.id == *id)
    }

    /// Does this translation have the pillars and paragraphs of the authentic text, in its order?
    ///
    /// # Errors
    /// What it lacks (line 0, for there is none), adds, or has elsewhere (at its line). If nothing is
    /// lacking or added, the first that stands elsewhere.
    pub fn check_against(&self, authentic: &CallText) -> Result<(), TextProblems> {
        let (ours, theirs) = (self.anchors(), authentic.anchors());
        let mut problems = TextProblems::default();
        for (name, _) in theirs.iter().filter(|(name, _)| ours.iter().all(|(our, _)| our != name)) {
            problems.add(0, TextFault::TranslationLacks, *name);
        }
        for (name, line) in ours.iter().filter(|(name, _)| theirs.iter().all(|(their, _)| their != name)) {
            problems.add(*line, TextFault::TranslationAdds, *name);
        }
        if problems.0.is_empty()
            && let Some(((name, line), _)) = ours.iter().zip(&theirs).find(|(our, their)| our.0 != their.0)
        {
            problems.add(*line, TextFault::TranslationOrder, *name);
        }
        problems.check(())
    }

    /// The ids of pillars and paragraphs in order, with their lines.
    fn anchors(&self) -> Vec<(&str, usize)> {
        let mut anchors = Vec::new();
        for pillar in &self.pillars {
            anchors.push((pillar.id.as_str(), pillar.line));
            anchors.extend(pillar.paragraphs.iter().map(|paragraph| (paragraph.id.as_str(), paragraph.line)));
        }
        anchors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHENTIC: &str =
        "# T\n\n## A {#pillar-a}\n\nOne {#p-one}\n\nTwo {#p-two}\n\n## B {#pillar-b}\n\nThree {#p-three}\n";

    fn against(translation: &str) -> String {
        let authentic = CallText::parse(AUTHENTIC).unwrap();
        let checked = CallText::parse(translation).unwrap().check_against(&authentic);
        checked.map(|()| String::new()).unwrap_or_else(|problems| problems.to_string())
    }

    #[test]
    fn a_translation_has_the_same_ids_in_the_same_order() {
        assert_eq!(against(AUTHENTIC), "");
        assert_eq!(against(&AUTHENTIC.replace("One", "Een\nto linjer")), "");
        insta::assert_snapshot!(
            against(&AUTHENTIC.replace("#p-two", "#p-to")),
            @r"
        translation-lacks (p-two)
        line 7: translation-adds (p-to)
        "
        );
        insta::assert_snapshot!(
            against("# T\n\n## A {#pillar-a}\n\nOne {#p-one}\n\n## B {#pillar-b}\n\nTwo {#p-two}\n\nThree {#p-three}\n"),
            @"line 7: translation-order (pillar-b)"
        );
    }

    #[test]
    fn a_template_finds_what_it_needs() {
        let text = CallText::parse(AUTHENTIC).unwrap();
        assert_eq!(
            serde_json::to_value(&text.pillars[1]).unwrap(),
            serde_json::json!({ "id": "pillar-b", "heading": "B", "paragraphs": [
                { "id": "p-three", "number": 3, "markdown": "Three", "html": "<p>Three</p>", "plain": "Three" }
            ]})
        );
        assert_eq!(text.paragraph(&ParagraphId::parse("p-two").unwrap()).unwrap().number, 2);
    }
}
