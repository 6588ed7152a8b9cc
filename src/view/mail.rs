//! A mail, written out: subject, plain text and HTML.

use serde::Serialize;

use super::{Site, Templates};
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// One line, without control characters.
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Writes a mail from its templates in `templates/mail/<template>/`.
///
/// # Errors
/// Internal, if a template is missing or asks for what it was not given.
pub fn render(
    templates: &Templates,
    template: &str,
    locale: Locale,
    site: &Site,
    values: &impl Serialize,
) -> Result<Mail> {
    let mut values = serde_json::to_value(values).map_err(Error::internal)?;
    values["site"] = serde_json::to_value(site).map_err(Error::internal)?;
    let part = |name: &str| templates.render(&format!("mail/{template}/{name}"), locale, &values);
    let subject = part("subject.txt")?;
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Mail {
        subject: subject.chars().filter(|c| !c.is_control()).collect(),
        text: part("body.txt")?,
        html: part("body.html")?,
    })
}
