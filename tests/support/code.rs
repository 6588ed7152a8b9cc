//! Reads Rust sources well enough to see what they name: paths with their lines, comments and strings
//! aside. Knows nothing of floors; `architecture.rs` judges.

use std::path::Path;

/// A path that a source names, resolved: `crate::domain::Moment`, `std::fs::read`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    /// The segments; the first is `crate` or the name of a crate.
    pub path: Vec<String>,
    /// Whether it stands inside `#[cfg(test)] mod …`.
    pub in_test: bool,
}

impl Named {
    /// The path as one writes it.
    pub fn written(&self) -> String {
        self.path.join("::")
    }

    /// Whether it ends with the name of a type.
    pub fn is_type(&self) -> bool {
        self.path.last().is_some_and(|last| last.starts_with(char::is_uppercase))
    }

    /// Whether the path begins with these segments.
    pub fn begins(&self, start: &[&str]) -> bool {
        self.path.len() >= start.len() && self.path.iter().zip(start).all(|(one, other)| one == other)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Colons,
    Mark(char),
}

/// The names of macros that a source declares.
pub fn macros(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let declared = tokens.windows(3).filter_map(|three| match (&three[0].1, &three[1].1, &three[2].1) {
        (Token::Word(word), Token::Mark('!'), Token::Word(name)) if word == "macro_rules" => Some(name),
        _ => None,
    });
    declared.cloned().collect()
}

/// Every path of two or more segments that the source names. `module` is where the source stands, such
/// as `["domain", "moment"]` for `src/domain/moment.rs`.
pub fn paths(source: &str, module: &[String]) -> Vec<Named> {
    let tokens = tokens(source);
    let mut reader = Reader { tokens: &tokens, found: Vec::new(), module: module.to_vec(), in_test: false };
    reader.read();
    reader.found
}

/// Every public function that stands in no `impl`, and how many lines it has.
pub fn public_functions(source: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let named = lines.iter().enumerate().filter_map(|(at, line)| {
        let rest = line.strip_prefix("pub async fn ").or_else(|| line.strip_prefix("pub fn "))?;
        let name = rest.split(['(', '<']).next()?;
        let end = lines[at..].iter().position(|line| *line == "}")?;
        Some((name.to_owned(), end + 1))
    });
    named.collect()
}

/// `src/domain/call.rs` is `domain::call`, `src/domain/mod.rs` is `domain`, `src/lib.rs` is the root.
pub fn module_of(name: &str) -> Vec<String> {
    let inside = Path::new(name.trim_start_matches("src/")).with_extension("");
    let mut module: Vec<String> =
        inside.iter().map(|segment| segment.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

struct Reader<'a> {
    tokens: &'a [(usize, Token)],
    found: Vec<Named>,
    module: Vec<String>,
    in_test: bool,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        let mut depth = 0_usize;
        // Inline modules that are open: the depth outside them, and whether they were tests' outside.
        let mut open: Vec<(usize, bool)> = Vec::new();
        while at < self.tokens.len() {
            match self.token(at) {
                Some(Token::Mark('{')) => depth += 1,
                Some(Token::Mark('}')) => {
                    depth = depth.saturating_sub(1);
                    if open.last().is_some_and(|(outside, _)| *outside == depth)
                        && let Some((_, was)) = open.pop()
                    {
                        self.module.pop();
                        self.in_test = was;
                    }
                }
                Some(Token::Word(word)) if word == "mod" => {
                    if let (Some(Token::Word(name)), Some(Token::Mark('{'))) =
                        (self.token(at + 1), self.token(at + 2))
                    {
                        let name = name.clone();
                        open.push((depth, self.in_test));
                        self.in_test |= self.follows_cfg_test(at);
                        self.module.push(name);
                        at += 2;
                        continue;
                    }
                }
                Some(Token::Word(_)) if self.token(at + 1) == Some(&Token::Colons) => {
                    at = self.tree(at, Vec::new());
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).map(|(_, token)| token)
    }

    fn follows_cfg_test(&self, at: usize) -> bool {
        let text: Vec<String> = self.tokens[at.saturating_sub(9)..at]
            .iter()
            .map(|(_, token)| match token {
                Token::Word(word) => word.clone(),
                Token::Colons => "::".into(),
                Token::Mark(mark) => mark.to_string(),
            })
            .collect();
        text.concat().contains("#[cfg(test)]")
    }

    /// Reads a path that begins here, with everything in its braces; gives where it ends.
    fn tree(&mut self, start: usize, mut path: Vec<String>) -> usize {
        let mut at = start;
        while let Some(token) = self.token(at) {
            match token {
                Token::Word(word) => {
                    path.push(word.clone());
                    at += 1;
                    if self.token(at) != Some(&Token::Colons) {
                        break;
                    }
                    at += 1;
                }
                Token::Mark('{') => return self.group(at + 1, &path),
                _ => break,
            }
        }
        self.note(start, path);
        at.max(start + 1)
    }

    fn group(&mut self, mut at: usize, path: &[String]) -> usize {
        loop {
            match self.token(at) {
                None => return at,
                Some(Token::Mark('}')) => return at + 1,
                Some(Token::Word(word)) if word == "as" => at += 2,
                Some(Token::Word(_)) => at = self.tree(at, path.to_vec()),
                Some(_) => at += 1,
            }
        }
    }

    fn note(&mut self, start: usize, path: Vec<String>) {
        let mut rest = path.iter().map(String::as_str).peekable();
        let mut resolved: Vec<String> = vec!["crate".into()];
        match rest.peek() {
            Some(&"crate" | &"tilsagn") => drop(rest.next()),
            Some(&"self" | &"super") => resolved.extend(self.module.iter().cloned()),
            _ => resolved.clear(),
        }
        while let Some(segment) = rest.next_if(|segment| matches!(*segment, "self" | "super")) {
            if segment == "super" && resolved.len() > 1 {
                resolved.pop();
            }
        }
        // A `self` at the end, as in `store::{self, call}`, is the module itself.
        resolved.extend(rest.filter(|segment| *segment != "self").map(str::to_owned));
        if resolved.len() > 1 {
            let line = self.tokens[start].0;
            self.found.push(Named { line, path: resolved, in_test: self.in_test });
        }
    }
}

fn tokens(source: &str) -> Vec<(usize, Token)> {
    let chars: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let next = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_comment(&chars, at),
            '"' => end_of_string(&chars, at),
            '\'' => end_of_quote(&chars, at),
            one if one.is_alphabetic() || one == '_' => {
                let word: String =
                    chars[at..].iter().take_while(|one| one.is_alphanumeric() || **one == '_').collect();
                let after = at + word.chars().count();
                match raw_string(&chars, &word, after) {
                    Some(end) => end,
                    None => {
                        found.push((line, Token::Word(word)));
                        after
                    }
                }
            }
            ':' if chars.get(at + 1) == Some(&':') => {
                found.push((line, Token::Colons));
                at + 2
            }
            one if one.is_whitespace() => at + 1,
            one => {
                found.push((line, Token::Mark(one)));
                at + 1
            }
        };
        line += chars[at..next.min(chars.len())].iter().filter(|one| **one == '\n').count();
        at = next;
    }
    found
}

pub fn end_of_line(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|one| *one == '\n').map_or(chars.len(), |length| at + length)
}

pub fn end_of_comment(chars: &[char], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

pub fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// A character, or the mark of a lifetime.
pub fn end_of_quote(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        let close = chars.iter().skip(at + 3).position(|one| *one == '\'');
        close.map_or(chars.len(), |length| at + 3 + length + 1)
    } else if chars.get(at + 2) == Some(&'\'') {
        at + 3
    } else {
        at + 1
    }
}

/// The end of `r"…"`, `r#"…"#` and their kin, when the word is such a prefix.
fn raw_string(chars: &[char], word: &str, after: usize) -> Option<usize> {
    if !matches!(word, "r" | "br" | "cr") {
        return None;
    }
    let hashes = chars[after..].iter().take_while(|one| **one == '#').count();
    let start = after + hashes + 1;
    if chars.get(start - 1) != Some(&'"') {
        return None;
    }
    let closes = |at: usize| chars[at] == '"' && chars[at + 1..].iter().take(hashes).all(|one| *one == '#');
    (start..chars.len()).find(|at| closes(*at)).map(|at| at + 1 + hashes)
}
