//! The words of mails as a ministry changed them. They are settings: kept with them, loaded with them, and used by
//! whatever renders a mail from then on, the outbox too. What was never changed is the original's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;

use super::App;
use super::act::Origin;
use super::letter::Letter;
use super::settings::{self, Change, Part};
use crate::domain::audit::AuditAct;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Permit};
use crate::domain::words::{Fault, Slot, Worded};
use crate::domain::{Error, Result};
use crate::secret;

/// What the settings' keys of words begin with.
const PREFIX: &str = "words.";

/// Changed words by the id of the message, in one language.
pub type Own = BTreeMap<String, String>;
/// The same in every language.
pub type Wordings = BTreeMap<Locale, Arc<Own>>;

/// What was typed for one mail, known good: made by [`parse`] alone.
#[derive(Debug, Clone)]
pub struct Typed {
    mail: Worded,
    texts: BTreeMap<(Locale, String), String>,
}

impl Typed {
    /// The words of a language with what was typed over them.
    pub fn over(&self, kept: &Own, locale: Locale) -> Own {
        let mut own = kept.clone();
        for ((_, id), text) in self.texts.iter().filter(|((of, _), _)| *of == locale) {
            match text.as_str() {
                "" => own.remove(id),
                text => own.insert(id.clone(), text.to_owned()),
            };
        }
        own
    }
}

/// Reads what was typed for a mail. An empty text stands for the original.
///
/// # Errors
/// Everything that is wrong, with where.
pub fn parse(
    mail: Worded,
    typed: impl Fn(Locale, Slot) -> String,
) -> Result<Typed, Vec<(Locale, Slot, Fault)>> {
    let mut texts = BTreeMap::new();
    let mut wrong = Vec::new();
    for locale in Locale::OFFERED {
        for slot in mail.slots() {
            match slot.parse(&typed(*locale, *slot)) {
                Ok(text) => drop(texts.insert((*locale, mail.message(*slot)), text)),
                Err(fault) => wrong.push((*locale, *slot, fault)),
            }
        }
    }
    if wrong.is_empty() { Ok(Typed { mail, texts }) } else { Err(wrong) }
}

/// Keeps the words of a mail. Mails that have not been sent have them too.
///
/// # Errors
/// Invalid, when settings were changed since the sender looked; internal.
pub async fn save(
    app: &App,
    origin: Origin,
    _: &Permit<ManageSettings>,
    (typed, seen): (Typed, String),
) -> Result<()> {
    settings::put(app, origin, (Part::Words(typed.mail), Some(seen)), move |before| {
        let sent = typed.texts.into_iter().map(|((locale, id), text)| (key(locale, &id), text));
        let values = settings::differing(before, sent.collect());
        let names = values.iter().map(|(key, _)| key.trim_start_matches(PREFIX));
        let detail = json!({ "mail": typed.mail, "texts": names.collect::<Vec<_>>() });
        Ok(Change { act: AuditAct::WordsChanged, subject: "words", detail, values })
    })
    .await
}

/// What tells the words of some mails that are in force from others: a mail that was shown in some is not sent in others.
///
/// # Errors
/// Internal.
pub fn fingerprint<'a>(app: &App, letters: impl Iterator<Item = &'a Letter>) -> Result<String> {
    let settings = app.settings.load();
    let mails: BTreeSet<Worded> = letters.filter_map(|letter| Worded::from_code(letter.template())).collect();
    let words: Vec<_> = mails.into_iter().map(|mail| settings.words_of(mail)).collect();
    Ok(secret::hash_token(&serde_json::to_string(&words).map_err(Error::internal)?))
}

fn key(locale: Locale, id: &str) -> String {
    format!("{PREFIX}{locale}.{id}")
}

/// Parts what is stored into the words of mails and all the rest.
pub(super) fn part(stored: &BTreeMap<String, String>) -> (Wordings, BTreeMap<String, String>) {
    let mut words: BTreeMap<Locale, Own> = BTreeMap::new();
    let mut rest = BTreeMap::new();
    for (key, value) in stored {
        let Some(name) = key.strip_prefix(PREFIX) else {
            rest.insert(key.clone(), value.clone());
            continue;
        };
        if let Some((locale, id)) = name.split_once('.')
            && let Some(locale) = Locale::from_code(locale)
            && !value.is_empty()
        {
            words.entry(locale).or_default().insert(id.to_owned(), value.clone());
        }
    }
    (words.into_iter().map(|(locale, own)| (locale, Arc::new(own))).collect(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lie_among_the_settings_and_are_told_from_them() {
        let stored =
            [("ministry_name", "M"), ("words.da.mail-x-status", "Hej"), ("words.en.mail-x-status", "")];
        let stored = stored.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let (words, rest) = part(&stored);
        assert_eq!(rest.len(), 1);
        assert_eq!(words.len(), 1, "an empty text is the original");
        assert_eq!(words[&Locale::Danish]["mail-x-status"], "Hej");
    }

    #[test]
    fn what_is_emptied_is_the_original_again() {
        let kept = Own::from([("mail-declined-status".to_owned(), "No.".to_owned())]);
        let typed = parse(Worded::Declined, |locale, slot| match (locale, slot.name) {
            (Locale::English, "next") => "Write to {contact}.".to_owned(),
            _ => String::new(),
        });
        let own = typed.unwrap().over(&kept, Locale::English);
        assert_eq!(own, Own::from([("mail-declined-next".to_owned(), "Write to {contact}.".to_owned())]));
    }
}
