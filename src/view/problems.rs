//! What is wrong with a form, in the reader's words.
//!
//! A field may have its own words for a flaw: `flaw-missing-email` before `flaw-missing`. A list may have words for its
//! rows.

use serde::Serialize;

use super::messages::{Args, Messages};
use crate::domain::call::TextProblem;
use crate::domain::locale::Locale;
use crate::domain::words::{EVERYWHERE, listed};
use crate::domain::{Problem, Problems, Refusal};

/// One mistake as templates take it: the field's name, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// The form field's `name`, which is also the id that the summary links to.
    pub field: String,
    /// What to do.
    pub text: String,
    /// What the field is called, where the words do not tell it: the summary says it before them.
    pub label: Option<String>,
}

impl Mistake {
    /// A mistake whose words tell which field is meant.
    pub fn new(field: &str, text: String) -> Mistake {
        Mistake { field: field.to_owned(), text, label: None }
    }
}

/// The mistakes in the order of the form: the context's `problems`.
pub fn mistakes(messages: &Messages, locale: Locale, problems: &Problems) -> Vec<Mistake> {
    problems.0.iter().map(|problem| mistake(messages, locale, problem)).collect()
}

fn mistake(messages: &Messages, locale: Locale, problem: &Problem) -> Mistake {
    let general = format!("flaw-{}", problem.flaw.code());
    let own = format!("{general}-{}", field_id(&problem.field));
    let label = format!("flaw-label-{}", field_id(&problem.field));
    let told = messages.has(locale, &own);
    let what = messages.text(locale, if told { &own } else { &general }, Some(&told_with(problem)));
    let text = in_its_row(messages, locale, &problem.field, what);
    let label = Some(label).filter(|label| !told && messages.has(locale, label));
    let label = label.map(|label| messages.text(locale, &label, None));
    Mistake { label, ..Mistake::new(&problem.field, text) }
}

/// What is wrong in a row of a list says in which, where there are words for the list's rows: `flaw-row-other` for
/// `other_2_name`.
fn in_its_row(messages: &Messages, locale: Locale, field: &str, what: String) -> String {
    let named: Vec<&str> = parts(field).collect();
    let Some(at) = named.iter().position(|part| part.parse::<u32>().is_ok()) else { return what };
    let id = format!("flaw-row-{}", named[..at].join("-"));
    if !messages.has(locale, &id) {
        return what;
    }
    let mut args = Args::new();
    args.set("row", named[at].to_owned());
    args.set("what", what);
    messages.text(locale, &id, Some(&args))
}

/// The field as message ids have it: `commitments.2.title` is `commitments-title`.
fn field_id(field: &str) -> String {
    parts(field).filter(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join("-")
}

fn parts(field: &str) -> impl Iterator<Item = &str> {
    field.split(['.', '_', '[', ']']).filter(|part| !part.is_empty())
}

/// What the words of a flaw may name.
fn told_with(problem: &Problem) -> Args<'static> {
    let mut args = Args::new();
    args.set("limit", problem.flaw.limit_in(&problem.field).unwrap_or_default());
    args.set("placeholders", listed(EVERYWHERE));
    args
}

/// What a refusal means and what to do next.
pub fn refusal(messages: &Messages, locale: Locale, refusal: Refusal) -> String {
    messages.text(locale, &format!("refused-{}", refusal.code()), None)
}

/// What mends a text of the Call, and where: "Line 7: …", behind the file's name if there is one.
pub fn text_advice(messages: &Messages, locale: Locale, problem: &TextProblem) -> String {
    let mut args = Args::new();
    args.set("name", problem.name.clone());
    let what = messages.text(locale, &format!("call-text-{}", problem.fault), Some(&args));
    let mut place = Args::new();
    place.set("line", problem.line.to_string());
    place.set("what", what.clone());
    let told = if problem.line == 0 { what } else { messages.text(locale, "call-text-at", Some(&place)) };
    place.set("place", problem.file.clone().unwrap_or_default());
    place.set("what", told.clone());
    if problem.file.is_none() { told } else { messages.text(locale, "call-text-in", Some(&place)) }
}
