//! One text of the Call as its page shows it, with what surrounds it: versions, languages, fingerprint.

use serde::Serialize;

use super::speech::{Language, Speech};
use crate::domain::call::{CallText, Fingerprint};
use crate::domain::{Error, Moment, Result};
use crate::register::{CallCard, TextCard, VersionCard};
use crate::web::public::Public;

/// The text in exactly this language.
pub fn of_language<'a>(version: &'a VersionCard, language: &str) -> Option<&'a TextCard> {
    version.texts.iter().find(|text| text.language == language)
}

/// The page of one text.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// Nothing of a past day.
    state: Option<String>,
    version: u32,
    /// The newest version, which this may be.
    newest: u32,
    published_at: Moment,
    change: String,
    text: CallText,
    read_in: Language,
    authority: String,
    /// Somebody who reads the page in this language gets the text in another.
    missing: Option<Language>,
    /// The text is a translation of an older authentic one than there is now.
    stale: Option<Stale>,
    /// In groups of four digits.
    fingerprint: String,
    sha256: String,
    /// The path of the exact bytes.
    raw: String,
    /// How to check the fingerprint on one's own machine.
    command: String,
    others: Vec<Other>,
    versions: Vec<Edition>,
    /// The version before this one.
    earlier: Option<u32>,
}

/// A translation that is behind, and the text that is not.
#[derive(Debug, Serialize)]
struct Stale {
    /// The version that was translated; nothing for a wording that was never published.
    of: Option<u32>,
    /// The version that the authentic text is now at.
    newest: u32,
    /// What the authentic text is written in, and where it is.
    language: Language,
    href: String,
}

impl Stale {
    fn of(call: &CallCard, version: &VersionCard, card: &TextCard, speech: &Speech) -> Option<Stale> {
        let newest = call.current()?;
        let missing = version.number < newest.number && of_language(newest, &card.language).is_none();
        if !missing && !version.is_behind(card) {
            return None;
        }
        let now = if missing { newest } else { version };
        let of = if version.is_behind(card) {
            call.followed_by(card).map(|older| older.number)
        } else {
            Some(version.number)
        };
        let language = &now.authentic()?.language;
        let href = speech.href(&format!("/call/v{}", now.number), &format!("language={language}"));
        Some(Stale { of, newest: now.number, language: speech.language(language), href })
    }
}

/// The text in another language.
#[derive(Debug, Serialize)]
struct Other {
    language: Language,
    authority: String,
    href: String,
}

/// A version in the list of versions.
#[derive(Debug, Serialize)]
struct Edition {
    number: u32,
    published_at: Moment,
    change: String,
    /// The version before it, to compare with.
    earlier: Option<u32>,
}

impl Reading {
    /// A version in the wanted language, or the page's, or the authentic one.
    ///
    /// # Errors
    /// Internal, if a published text does not parse.
    pub fn of(public: &Public, version: &VersionCard, wanted: Option<&str>) -> Result<Reading> {
        let speech = public.speech()?;
        let call = &public.snapshot.call;
        let asked = wanted.unwrap_or(public.visitor.locale.code());
        let card = version.text(asked).ok_or(Error::NotFound)?;
        let text = CallText::parse(&card.markdown).map_err(|faults| Error::internal(faults.to_string()))?;
        let raw = format!("/call/v{}/{}.md", version.number, card.language);
        let whole = format!("{}{raw}", public.site.app.config.base_url.url);
        let other = |text: &TextCard| Other {
            language: speech.language(&text.language),
            authority: text.authority.clone(),
            href: speech.href(&format!("/call/v{}", version.number), &format!("language={}", text.language)),
        };
        let earlier =
            |number: u32| call.versions.iter().map(|one| one.number).filter(|one| *one < number).max();
        let mut versions: Vec<Edition> = call
            .versions
            .iter()
            .map(|one| Edition {
                number: one.number,
                published_at: one.published_at,
                change: one.change_kind.clone(),
                earlier: earlier(one.number),
            })
            .collect();
        versions.sort_by_key(|edition| std::cmp::Reverse(edition.number));
        Ok(Reading {
            state: call.state.clone(),
            version: version.number,
            newest: call.current().map_or(version.number, |newest| newest.number),
            published_at: version.published_at,
            change: version.change_kind.clone(),
            text,
            read_in: speech.language(&card.language),
            authority: card.authority.clone(),
            stale: Stale::of(call, version, card, &speech),
            missing: (card.language != asked).then(|| speech.language(asked)),
            fingerprint: Fingerprint::of(&card.markdown).grouped(),
            sha256: card.sha256.clone(),
            command: if public.site.still.is_some() {
                format!("sha256sum {}.md", card.language)
            } else {
                format!("curl -s {whole} | sha256sum")
            },
            raw,
            others: version.texts.iter().filter(|text| text.language != card.language).map(other).collect(),
            versions,
            earlier: earlier(version.number),
        })
    }
}
