//! What was chosen or pressed on a form that comes back undone, in the words of its page.

use serde_json::{Value, json};

use super::changed::Differences;
use super::form::Form;
use super::kept::Kept;
use super::site::Site;
use super::{account, sign};
use crate::domain::Result;
use crate::domain::locale::Locale;

/// Heads a button whose page has no other word for what it does.
pub const PRESSED: &str = "kept-pressed";

/// Labels (messages) and values of what a form of the account or of signing chose, but for what stands among its texts;
/// nothing for the forms of other sides. `pattern` is its route's.
///
/// # Errors
/// Internal, if there are no messages.
pub fn told(site: &Site, locale: Locale, (pattern, kept): (&str, &Kept)) -> Result<Vec<Value>> {
    let messages = site.messages()?;
    let words = Differences::of(&site.app, &messages, locale);
    let form = Form(kept.fields.clone());
    let fields = if pattern.starts_with("/sign") {
        sign::chosen::fields(&words, pattern, &form)
    } else {
        account::chosen::fields(&words, pattern, &form)
    };
    let chosen = fields.into_iter().filter(|(_, text)| !text.is_empty() && !kept.has_text(text));
    Ok(chosen.map(|(label, text)| json!({ "label": label, "text": text })).collect())
}
