//! Reads the Markdown of one text of the Call. Must not know files, languages or versions.
//!
//! The format, so that a file reads well as it stands, and edits and translations keep their ids:
//! - `# Title` comes first, once. What follows it is the preamble.
//! - `## Heading {#pillar-short-name}` begins a pillar; there is at least one.
//! - Below a pillar every block of lines is a paragraph, and one of its lines (by custom the last) ends
//!   in a space and its id, `{#p-short-name}`. A list, a quotation or lines indented by two spaces
//!   that follow after an empty line and have no id belong to the paragraph above them.
//! - A line `***` ends the last pillar and begins the closing, if there is one.
//! - Preamble and closing have no ids and no numbers. Paragraphs are numbered from 1 in order.
//! - Ids are in every language the same and are never used again for something else.
//! - Inside: emphasis, strong, inline code, links with whole addresses, lists, quotations. All else is
//!   refused rather than left out, for what is signed is what is shown. For the same reason no character
//!   may be invisible or turn the direction of others, and lines end in a line feed alone.

use std::collections::HashSet;

use super::document::{Block, CallText, Paragraph, Pillar};
use super::markdown::{self, Unsupported};
use super::paragraph::{ParagraphId, PillarId};
use super::pieces::{Piece, continues, pieces};
use super::problem::{TextFault, TextProblems};
use crate::domain::{cleaning, limits};

/// See [`CallText::parse`].
pub(super) fn parse(text: &str) -> Result<CallText, TextProblems> {
    let mut reader = Reader::default();
    reader.check_characters(text);
    for piece in pieces(text) {
        match piece {
            Piece::Heading { line, level: 1, text } => reader.title(line, text),
            Piece::Heading { line, level: 2, text } => reader.pillar(line, text),
            Piece::Heading { line, .. } => reader.problems.add(line, TextFault::Heading, ""),
            Piece::Divider { line } => reader.divider(line),
            Piece::Lines { line, lines } => reader.lines(line, &lines),
        }
    }
    reader.finish()
}

/// A block not yet known to be complete, since a list may follow.
struct Pending {
    line: usize,
    /// None outside pillars, and inside them where the id is wrong.
    id: Option<ParagraphId>,
    markdown: String,
}

#[derive(Default)]
struct Reader {
    problems: TextProblems,
    title: Option<String>,
    preamble: Vec<Block>,
    pillars: Vec<Pillar>,
    closing: Option<Vec<Block>>,
    pending: Option<Pending>,
    ids: HashSet<String>,
    number: u32,
}

impl Reader {
    fn check_characters(&mut self, text: &str) {
        if text.chars().count() > limits::CALL_TEXT {
            self.problems.add(0, TextFault::TooLong, limits::CALL_TEXT.to_string());
        }
        let forbidden =
            (1..).zip(text.split('\n')).find_map(|(line, content)| Some((line, hidden(content)?)));
        if let Some((line, name)) = forbidden {
            self.problems.add(line, TextFault::ForbiddenCharacter, name);
        }
    }

    fn title(&mut self, line: usize, text: &str) {
        self.flush();
        let (text, id) = self.split_id(line, text);
        if let Some(id) = id {
            self.problems.add(line, TextFault::IdNotAllowed, id);
        }
        match &self.title {
            Some(title) if !title.is_empty() => self.problems.add(line, TextFault::TitleRepeated, ""),
            _ => self.title = Some(self.heading(line, text)),
        }
    }

    fn pillar(&mut self, line: usize, text: &str) {
        self.flush();
        self.need_title(line);
        if self.closing.is_some() {
            self.problems.add(line, TextFault::PillarAfterClosing, "");
        }
        let (text, id) = self.split_id(line, text);
        let heading = self.heading(line, text);
        let id = match id {
            None => {
                self.problems.add(line, TextFault::IdMissing, PillarId::PREFIX);
                None
            }
            Some(id) => self.new_id(line, id, PillarId::parse(id).ok()),
        };
        // With a wrong id the text is refused in the end; the paragraphs are still looked at.
        if let Some(id) = id.or_else(|| PillarId::parse("pillar-unknown").ok()) {
            self.pillars.push(Pillar { id, heading, paragraphs: Vec::new(), line });
        }
    }

    fn divider(&mut self, line: usize) {
        self.flush();
        self.need_title(line);
        if self.closing.replace(Vec::new()).is_some() {
            self.problems.add(line, TextFault::ClosingRepeated, "");
        }
    }

    fn lines(&mut self, line: usize, lines: &[&str]) {
        self.need_title(line);
        let (mut kept, mut ids) = (Vec::with_capacity(lines.len()), Vec::new());
        for (line, content) in (line..).zip(lines) {
            let (text, id) = self.split_id(line, content);
            ids.extend(id.map(|id| (line, id)));
            if !text.is_empty() {
                kept.push(text);
            }
        }
        if let Some((line, _)) = ids.get(1) {
            self.problems.add(*line, TextFault::IdMisplaced, "");
        }
        let markdown = kept.join("\n");
        if ids.is_empty()
            && continues(lines[0])
            && let Some(pending) = &mut self.pending
        {
            pending.markdown.push_str("\n\n");
            pending.markdown.push_str(&markdown);
            return;
        }
        self.flush();
        let id = self.paragraph_id(line, ids.first().copied());
        self.pending = Some(Pending { line, id, markdown });
    }

    fn paragraph_id(&mut self, line: usize, id: Option<(usize, &str)>) -> Option<ParagraphId> {
        let in_pillar = self.closing.is_none() && !self.pillars.is_empty();
        match id {
            Some((line, id)) if in_pillar => self.new_id(line, id, ParagraphId::parse(id).ok()),
            Some((line, id)) => {
                self.problems.add(line, TextFault::IdNotAllowed, id);
                None
            }
            None => {
                if in_pillar {
                    self.problems.add(line, TextFault::IdMissing, ParagraphId::PREFIX);
                }
                None
            }
        }
    }

    /// The id if it is well formed and new.
    fn new_id<T>(&mut self, line: usize, written: &str, parsed: Option<T>) -> Option<T> {
        if parsed.is_none() {
            self.problems.add(line, TextFault::IdMalformed, written);
        } else if !self.ids.insert(written.to_owned()) {
            self.problems.add(line, TextFault::IdRepeated, written);
            return None;
        }
        parsed
    }

    /// Parts a line from the id at its end.
    fn split_id<'a>(&mut self, line: usize, content: &'a str) -> (&'a str, Option<&'a str>) {
        let end = content.trim_end();
        let content = if end.ends_with('}') { end } else { content };
        let cut = content.strip_suffix('}').and_then(|inner| {
            let at = inner.rfind("{#")?;
            (at == 0 || inner[..at].ends_with(' ')).then(|| (inner[..at].trim_end(), &inner[at + 2..]))
        });
        let (text, id) = cut.map_or((content, None), |(text, id)| (text, Some(id)));
        if text.contains("{#") {
            self.problems.add(line, TextFault::IdMisplaced, "");
        }
        (text, id)
    }

    fn heading(&mut self, line: usize, text: &str) -> String {
        let plain = markdown::plain(&format!("# {text}"));
        if plain.is_empty() {
            self.problems.add(line, TextFault::HeadingEmpty, "");
        }
        self.check_content(line, text, &plain);
        plain
    }

    fn need_title(&mut self, line: usize) {
        if self.title.is_none() {
            self.problems.add(line, TextFault::TitleMissing, "");
            self.title = Some(String::new());
        }
    }

    fn check_content(&mut self, line: usize, markdown: &str, plain: &str) {
        if let Some(unsupported) = markdown::unsupported(markdown) {
            self.problems.add(line, fault(unsupported), "");
        }
        if let Some(name) = hidden(plain)
            && hidden(markdown).is_none()
        {
            self.problems.add(line, TextFault::ForbiddenCharacter, name);
        }
    }

    /// Puts away the block that is now known to be complete.
    fn flush(&mut self) {
        let Some(Pending { line, id, markdown }) = self.pending.take() else { return };
        let block = Block::of(markdown);
        self.check_content(line, &block.markdown, &block.plain);
        if block.plain.trim().is_empty() {
            let name = id.as_ref().map(ToString::to_string).unwrap_or_default();
            self.problems.add(line, TextFault::ParagraphEmpty, name);
        }
        match (&mut self.closing, self.pillars.last_mut(), id) {
            (Some(closing), _, _) => closing.push(block),
            (None, None, _) => self.preamble.push(block),
            (None, Some(pillar), Some(id)) => {
                self.number += 1;
                pillar.paragraphs.push(Paragraph { id, number: self.number, block, line });
            }
            (None, Some(_), None) => {}
        }
    }

    fn finish(mut self) -> Result<CallText, TextProblems> {
        self.flush();
        let Some(title) = self.title else {
            self.problems.add(1, TextFault::EmptyText, "");
            return Err(self.problems);
        };
        if self.pillars.is_empty() {
            self.problems.add(0, TextFault::PillarMissing, "");
        }
        if self.problems.0.is_empty() {
            for pillar in self.pillars.iter().filter(|pillar| pillar.paragraphs.is_empty()) {
                self.problems.add(pillar.line, TextFault::PillarEmpty, pillar.id.as_str());
            }
        }
        let closing = self.closing.unwrap_or_default();
        self.problems.check(CallText { title, preamble: self.preamble, pillars: self.pillars, closing })
    }
}

/// The first character that cannot be seen or changes what is seen, as `U+202E`; also one that ends a line and is not LF.
fn hidden(text: &str) -> Option<String> {
    let ends_a_line = |c: &char| matches!(c, '\u{2028}' | '\u{2029}') || (c.is_control() && *c != '\n');
    let found = text.chars().find(ends_a_line).or_else(|| cleaning::hidden(text))?;
    Some(format!("U+{:04X}", u32::from(found)))
}

fn fault(unsupported: Unsupported) -> TextFault {
    match unsupported {
        Unsupported::Html => TextFault::Html,
        Unsupported::Image => TextFault::Image,
        Unsupported::Heading => TextFault::Heading,
        Unsupported::CodeBlock => TextFault::CodeBlock,
        Unsupported::Rule => TextFault::Rule,
        Unsupported::Link => TextFault::Link,
    }
}
