//! Mails as they look: subject, text and HTML from `templates/mail/<template>/`, in one language.
//!
//! Knows neither addressees nor transport. What somebody typed cannot leave its place here: it never
//! reaches a subject, starts no line of its own unless it may have several, and turns no direction.

use serde::Serialize;
use serde_json::Value;

use super::messages::Messages;
use super::site::Site;
use super::templates::Templates;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};

/// Columns of the text part (RFC 5322, 2.1.1, asks for at most 78). A longer word, such as an address, stays whole.
const COLUMNS: usize = 72;
/// The value that may have paragraphs. All others are one line.
const PARAGRAPHS: &str = "message";

/// The value under which messages find the words that the ministry gave them.
pub(super) const OWN_WORDS: &str = "own_words";

/// One mail, ready to be put into an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// One line without control characters.
    pub subject: String,
    /// Plain text with `\n` between lines.
    pub text: String,
    /// The same with each paragraph in one line, for pages, which break lines where they end.
    pub flowing: String,
    /// A whole HTML document.
    pub html: String,
}

/// Writes the mail of a template (a folder of `templates/mail/`) with its values and the site.
///
/// # Errors
/// Internal, if there is no such template, or it asks for what it was not given.
pub fn render(
    templates: &Templates,
    template: &str,
    locale: Locale,
    site: &Site,
    values: &impl Serialize,
) -> Result<Mail> {
    let mut values = serde_json::to_value(values).map_err(Error::internal)?;
    tidy("", &mut values);
    let Value::Object(fields) = &mut values else {
        return Err(Error::internal(format!("mail/{template}: the values have no names")));
    };
    // Who must not be named is an empty text.
    let unnamed = fields.get("organisation").is_some_and(|name| name == "");
    fields.insert("unnamed".to_owned(), Value::Bool(unnamed));
    if unnamed {
        let words = Messages::shared()?.text(locale, "mail-unnamed", None);
        fields.insert("organisation".to_owned(), Value::String(words));
    }
    if !site.words.is_empty() {
        fields.insert(OWN_WORDS.to_owned(), serde_json::to_value(&*site.words).map_err(Error::internal)?);
    }
    fields.insert("site".to_owned(), serde_json::to_value(site).map_err(Error::internal)?);
    let part = |file: &str| templates.render(&format!("mail/{template}/{file}"), locale, &values);
    let body = upright(&part("body.txt")?);
    Ok(Mail {
        subject: one_line(&part("subject.txt")?),
        text: wrapped(&body, COLUMNS),
        flowing: wrapped(&body, usize::MAX),
        html: part("body.html")?.trim_start().to_owned(),
    })
}

/// Makes every text among the values harmless.
fn tidy(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if name == PARAGRAPHS => *text = paragraphs(text),
        Value::String(text) => *text = one_line(text),
        Value::Array(items) => items.iter_mut().for_each(|item| tidy(name, item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| tidy(name, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Without control characters but line feeds, and without marks that turn or set apart a run of text
/// (Unicode 9: U+202A to U+202E, U+2066 to U+2069). Line and paragraph separators become line feeds.
fn upright(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    let turns = |letter: &char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    lines.chars().filter(|letter| (*letter == '\n' || !letter.is_control()) && !turns(letter)).collect()
}

fn one_line(text: &str) -> String {
    upright(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines without space at their ends, and exactly one empty line between paragraphs.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for line in upright(text).lines().map(str::trim) {
        if !(line.is_empty() && out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// Breaks long lines between words and closes up runs of empty lines.
fn wrapped(text: &str, columns: usize) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        if line == "-- " {
            // The sign before a signature needs its space (RFC 3676, 4.3).
            out.push_str("-- \n");
        } else if !(line.trim().is_empty() && out.ends_with("\n\n")) {
            wrap(line, columns, &mut out);
        }
    }
    out
}

fn wrap(line: &str, columns: usize, out: &mut String) {
    let mut used = 0;
    for word in line.split_whitespace() {
        let wide = word.chars().count();
        if used > 0 && used + 1 + wide > columns {
            out.push('\n');
            used = 0;
        }
        if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
    }
    out.push('\n');
}
