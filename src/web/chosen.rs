//! What was chosen or pressed on a form that comes back undone, in the words of its page.

use serde_json::{Value, json};

use super::changed::{Differences, Field};
use super::form::Form;
use super::kept::Kept;
use super::site::Site;
use crate::domain::Result;
use crate::domain::locale::Locale;

/// Heads a button whose page has no other word for what it does.
pub const PRESSED: &str = "kept-pressed";

/// What of a form is told besides its texts. The line of its address in the list of routes says it.
#[derive(Debug, Clone, Copy)]
pub enum Chosen {
    /// Nothing: its texts are all there is.
    Texts,
    /// Its one button: what heads it, and what stands on it (messages).
    Button(&'static str, &'static str),
    /// Its fields.
    Fields(fn(&Differences<'_>, &Form) -> Vec<Field>),
}

impl Chosen {
    fn fields(self, words: &Differences<'_>, form: &Form) -> Vec<Field> {
        match self {
            Chosen::Texts => Vec::new(),
            Chosen::Button(heading, button) => vec![(heading, words.word("", button))],
            Chosen::Fields(read) => read(words, form),
        }
    }
}

/// Labels (messages) and values of what a form chose, but for what stands among its texts.
///
/// # Errors
/// Internal, if there are no messages.
pub fn told(site: &Site, locale: Locale, (chosen, kept): (Chosen, &Kept)) -> Result<Vec<Value>> {
    let messages = site.messages()?;
    let words = Differences::of(&site.app, &messages, locale);
    let fields = chosen.fields(&words, &Form(kept.fields.clone()));
    let told = fields.into_iter().filter(|(_, text)| !text.is_empty() && !kept.has_text(text));
    Ok(told.map(|(label, text)| json!({ "label": label, "text": text })).collect())
}
