//! Reads templates well enough to see what they say themselves: text and attributes outside Tera's
//! braces, and the strings inside them. Judges nothing; `presentation.rs` does.

/// A piece of a template, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that readers see.
    Text(usize, String),
    /// A tag's name and its attributes, names in lower case.
    Tag(usize, String, Vec<(String, String)>),
    /// A string literal inside `{{ … }}` or `{% … %}`.
    Literal(usize, String),
    /// What stands inside `{{ … }}` or `{% … %}`, whole.
    Code(usize, String),
}

/// Every piece of an HTML or XML template.
pub fn pieces(source: &str) -> Vec<Piece> {
    let (bare, mut found) = without_tera(source);
    found.extend(tags_and_text(&bare));
    found
}

/// Every piece of a plain text template.
pub fn text_pieces(source: &str) -> Vec<Piece> {
    let (bare, mut found) = without_tera(source);
    let lines = bare.lines().enumerate();
    found.extend(lines.map(|(at, line)| Piece::Text(at + 1, line.to_owned())));
    found
}

/// The template with Tera's parts blanked (lines kept), and what was in them.
fn without_tera(source: &str) -> (String, Vec<Piece>) {
    let mut bare = String::new();
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        bare.push_str(&rest[..start]);
        let line = bare.matches('\n').count() + 1;
        let part = &rest[start..];
        let end = if part.starts_with("{#") {
            part.find("#}").map_or(part.len(), |at| at + 2)
        } else {
            end_of_code(part, line, &mut found)
        };
        let inside = &part[..end];
        if !inside.starts_with("{#") {
            found.push(Piece::Code(line, inside.to_owned()));
        }
        // Something stands there, so words around it do not grow together.
        bare.push(' ');
        bare.extend(inside.chars().filter(|one| *one == '\n'));
        rest = &part[end..];
    }
    bare.push_str(rest);
    (bare, found)
}

/// Where the braces close, strings inside them aside; notes the strings.
fn end_of_code(part: &str, line: usize, found: &mut Vec<Piece>) -> usize {
    let close = if part.starts_with("{{") { "}}" } else { "%}" };
    let mut at = 2;
    while at < part.len() {
        let rest = &part[at..];
        if rest.starts_with(close) {
            return at + 2;
        }
        let one = rest.chars().next().unwrap_or(' ');
        if matches!(one, '"' | '\'' | '`') {
            let length = rest[1..].find(one).unwrap_or(rest.len() - 1);
            let line = line + part[..at].matches('\n').count();
            found.push(Piece::Literal(line, rest[1..=length].to_owned()));
            at += length + 2;
        } else {
            at += one.len_utf8();
        }
    }
    part.len()
}

fn tags_and_text(bare: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bare.len() {
        let rest = &bare[at..];
        let line = bare[..at].matches('\n').count() + 1;
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with('<') {
            let end = end_of_tag(rest);
            let (name, attributes) = tag(&rest[..end]);
            let hidden = if matches!(name.as_str(), "style" | "script") {
                rest[end..].find(&format!("</{name}")).unwrap_or(0)
            } else {
                0
            };
            found.push(Piece::Tag(line, name, attributes));
            end + hidden
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            for (below, text) in rest[..end].split('\n').enumerate() {
                let text = text.trim();
                if text.ends_with('"') && text.split('"').next().is_some_and(|key| key.ends_with('=')) {
                    // Attributes that a block or component hands on.
                    found.push(Piece::Tag(line + below, String::new(), tag(&format!("<x {text}>")).1));
                } else if !text.is_empty() {
                    found.push(Piece::Text(line + below, text.to_owned()));
                }
            }
            end
        };
        at += length.max(1);
    }
    found
}

fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, one) in rest.char_indices() {
        match (one, quote) {
            ('>', None) => return at + 1,
            ('"' | '\'', None) => quote = Some(one),
            (_, Some(open)) if one == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

fn tag(text: &str) -> (String, Vec<(String, String)>) {
    let inside = text.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(name_end);
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|one: char| one.is_whitespace() || one == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix('=') {
            None => ("", after),
            Some(value) => quoted(value.trim_start()),
        };
        attributes.push((key.to_ascii_lowercase(), value.to_owned()));
        rest = if left.len() < rest.len() { left } else { "" };
    }
    (name.to_ascii_lowercase(), attributes)
}

fn quoted(value: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    value.split_at(end)
}
