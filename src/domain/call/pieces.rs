//! Cuts the Markdown of a text of the Call into headings, dividers and blocks of lines.
//!
//! Must not know ids, nor what is allowed where.

/// One thing that stands between empty lines, or a heading or divider. Lines count from 1.
pub enum Piece<'a> {
    Heading { line: usize, level: usize, text: &'a str },
    Divider { line: usize },
    Lines { line: usize, lines: Vec<&'a str> },
}

/// Cuts a text at empty lines, headings and dividers. Lines count from 1.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open = false;
    for (line, content) in (1..).zip(text.lines()) {
        let level = content.bytes().take_while(|byte| *byte == b'#').count();
        let heading = &content[level..];
        let was_open = std::mem::replace(&mut open, false);
        if (1..=6).contains(&level) && (heading.is_empty() || heading.starts_with(' ')) {
            pieces.push(Piece::Heading { line, level, text: heading.trim() });
        } else if content.trim_end() == "***" {
            pieces.push(Piece::Divider { line });
        } else if !content.trim().is_empty() {
            open = true;
            match pieces.last_mut() {
                Some(Piece::Lines { lines, .. }) if was_open => lines.push(content),
                _ => pieces.push(Piece::Lines { line, lines: vec![content] }),
            }
        }
    }
    pieces
}

/// Does a block that begins so belong to the one above it?
pub fn continues(first: &str) -> bool {
    let trimmed = first.trim_start();
    let after_digits = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_digits.len() < trimmed.len()
        && (after_digits.starts_with(". ") || after_digits.starts_with(") "));
    first.starts_with("  ")
        || numbered
        || ["- ", "* ", "+ ", ">"].iter().any(|mark| trimmed.starts_with(mark))
}
