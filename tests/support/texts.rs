//! Reads the texts that stand in Rust sources, each with the calls that it stands in. Tests at the end of a file are left out.

use super::code::{end_of_comment, end_of_line, end_of_quote, end_of_string};

/// A text between quotation marks.
pub struct Text {
    pub line: usize,
    pub text: String,
    /// What stands before each bracket that is open there, the innermost last: `Error::internal`, `format!`, `#`.
    pub within: Vec<String>,
}

impl Text {
    /// Whether three words follow each other in it.
    pub fn is_sentence(&self) -> bool {
        let words: Vec<&str> = self.text.split(' ').collect();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let whole = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        words.windows(3).any(|three| {
            letter(three[0].chars().last()) && whole(three[1]) && letter(three[2].chars().next())
        })
    }
}

/// Every text of a source.
pub fn texts(source: &str) -> Vec<Text> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let chars: Vec<char> = code.chars().collect();
    let (mut at, mut before) = (0, String::new());
    let (mut within, mut found) = (Vec::new(), Vec::new());
    while let Some(&one) = chars.get(at) {
        let next = match one {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_comment(&chars, at),
            '\'' => end_of_quote(&chars, at),
            '"' => {
                let end = end_of_string(&chars, at).min(chars.len());
                let line = 1 + chars[..at].iter().filter(|c| **c == '\n').count();
                let text = chars[at + 1..end].iter().collect::<String>();
                let text = text.strip_suffix('"').unwrap_or(&text).to_owned();
                found.push(Text { line, text, within: within.clone() });
                end
            }
            _ => at + 1,
        };
        match one {
            '(' | '[' | '{' => within.push(std::mem::take(&mut before)),
            ')' | ']' | '}' => drop(within.pop()),
            _ => {}
        }
        if one.is_alphanumeric() || "_:!#.".contains(one) {
            before.push(one);
        } else if !one.is_whitespace() {
            before.clear();
        }
        at = next;
    }
    found
}
