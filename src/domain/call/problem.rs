//! What can be wrong with a text of the Call, where, and what mends it.
//!
//! Each fault has a code, explained by `call-text-<code>` in the message files with `name`; `Display`
//! gives the codes, for the log. Must not know how a text is read.

use serde::Serialize;

use crate::codes;

codes! {
    /// One reason why a text of the Call is not acceptable.
    pub enum TextFault {
        TooLong = "too-long",
        ForbiddenCharacter = "forbidden-character",
        EmptyText = "empty-text",
        TitleMissing = "title-missing",
        TitleRepeated = "title-repeated",
        HeadingEmpty = "heading-empty",
        PillarMissing = "pillar-missing",
        PillarEmpty = "pillar-empty",
        PillarAfterClosing = "pillar-after-closing",
        ClosingRepeated = "closing-repeated",
        IdMissing = "id-missing",
        IdMalformed = "id-malformed",
        IdRepeated = "id-repeated",
        IdMisplaced = "id-misplaced",
        IdNotAllowed = "id-not-allowed",
        IdRetired = "id-retired",
        ParagraphEmpty = "paragraph-empty",
        Html = "html",
        Image = "image",
        Heading = "heading",
        CodeBlock = "code-block",
        Rule = "rule",
        Link = "link",
        TranslationLacks = "translation-lacks",
        TranslationAdds = "translation-adds",
        TranslationOrder = "translation-order",
        FileName = "file-name",
        FrontMatterMissing = "front-matter-missing",
        FrontMatterUnclosed = "front-matter-unclosed",
        FrontMatterKey = "front-matter-key",
        FrontMatterValue = "front-matter-value",
        AuthenticMissing = "authentic-missing",
        AuthenticRepeated = "authentic-repeated",
    }
}

/// One thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextProblem {
    /// The file's name, where the text comes from one.
    pub file: Option<String>,
    /// The line, from 1; 0 where the whole text is meant.
    pub line: usize,
    pub fault: TextFault,
    /// The id, key, or other word in question; may be empty.
    pub name: String,
}

impl TextProblem {
    pub fn new(line: usize, fault: TextFault, name: impl Into<String>) -> TextProblem {
        TextProblem { file: None, line, fault, name: name.into() }
    }
}

impl std::fmt::Display for TextProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}: ")?;
        }
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(self.fault.code())?;
        if self.name.is_empty() { Ok(()) } else { write!(f, " ({})", self.name) }
    }
}

/// Everything that is wrong, by file and line. Shown one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct TextProblems(pub Vec<TextProblem>);

impl TextProblems {
    /// Notes one problem.
    pub fn add(&mut self, line: usize, fault: TextFault, name: impl Into<String>) {
        self.0.push(TextProblem::new(line, fault, name));
    }

    /// Fails with everything noted, or gives the value.
    pub fn check<T>(mut self, value: T) -> Result<T, TextProblems> {
        self.0.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The same problems, placed in a file where the text begins after so many lines.
    pub fn in_file(mut self, name: &str, lines_before: usize) -> TextProblems {
        for problem in &mut self.0 {
            problem.file = Some(name.to_owned());
            if problem.line > 0 {
                problem.line += lines_before;
            }
        }
        self
    }
}

impl std::fmt::Display for TextProblems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}
