//! The Call as JSON.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{answer, whole};
use crate::domain::call::CallText;
use crate::domain::{Error, Moment, Result};
use crate::register::{TextCard, VersionCard};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/api/v1/call`
pub async fn current(public: Public) -> Result<HttpResponse, Failure> {
    answer(&public, |public| {
        let version = public.snapshot.call.current();
        Content::json(&Call {
            state: public.snapshot.call.state.as_deref(),
            version: version.map(|version| Version::of(public, version)).transpose()?,
            versions: public.snapshot.call.versions.iter().map(|one| Edition::of(public, one)).collect(),
            revision: public.snapshot.revision,
            url: whole(public, "/call"),
        })
    })
}

/// `/api/v1/call/v{number}`
pub async fn version(public: Public, number: web::Path<u32>) -> Result<HttpResponse, Failure> {
    answer(&public, |public| {
        let version = public.snapshot.call.version(*number).ok_or(Error::NotFound)?;
        Content::json(&Version::of(public, version)?)
    })
}

#[derive(Debug, Serialize)]
struct Call<'a> {
    /// Nothing of a past day.
    state: Option<&'a str>,
    /// The version in force; nothing before the first is published.
    version: Option<Version<'a>>,
    /// All of them, oldest first.
    versions: Vec<Edition<'a>>,
    revision: u64,
    url: String,
}

#[derive(Debug, Serialize)]
struct Edition<'a> {
    number: u32,
    change: &'a str,
    published_at: Moment,
    url: String,
}

#[derive(Debug, Serialize)]
struct Version<'a> {
    number: u32,
    change: &'a str,
    published_at: Moment,
    texts: Vec<Text<'a>>,
    url: String,
}

#[derive(Debug, Serialize)]
struct Text<'a> {
    language: &'a str,
    authority: &'a str,
    title: &'a str,
    /// Of the bytes at `markdown_url`.
    sha256: &'a str,
    /// The SHA-256 of the authentic text that a translation follows.
    follows: Option<&'a str>,
    markdown_url: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug, Serialize)]
struct Paragraph {
    id: String,
    number: u32,
    markdown: String,
}

impl Edition<'_> {
    fn of<'a>(public: &Public, version: &'a VersionCard) -> Edition<'a> {
        Edition {
            number: version.number,
            change: &version.change_kind,
            published_at: version.published_at,
            url: whole(public, &format!("/call/v{}", version.number)),
        }
    }
}

impl Version<'_> {
    fn of<'a>(public: &Public, version: &'a VersionCard) -> Result<Version<'a>> {
        let texts = version.texts.iter().map(|card| Text::of(public, version.number, card));
        Ok(Version {
            number: version.number,
            change: &version.change_kind,
            published_at: version.published_at,
            texts: texts.collect::<Result<_>>()?,
            url: whole(public, &format!("/call/v{}", version.number)),
        })
    }
}

impl Text<'_> {
    fn of<'a>(public: &Public, version: u32, card: &'a TextCard) -> Result<Text<'a>> {
        let text = CallText::parse(&card.markdown).map_err(|faults| Error::internal(faults.to_string()))?;
        let paragraph = |one: &crate::domain::call::Paragraph| Paragraph {
            id: one.id.as_str().to_owned(),
            number: one.number,
            markdown: one.block.markdown.clone(),
        };
        Ok(Text {
            language: &card.language,
            authority: &card.authority,
            title: &card.title,
            sha256: &card.sha256,
            follows: card.follows.as_deref(),
            markdown_url: whole(public, &format!("/call/v{version}/{}.md", card.language)),
            paragraphs: text.paragraphs().map(paragraph).collect(),
        })
    }
}
