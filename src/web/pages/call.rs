//! The Call: the current text, every version, their bytes, and what changed between two.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::call_text::{self, Reading};
use super::speech::Language;
use crate::app::succession::Edition;
use crate::domain::call::compare::{Comparison, Tally};
use crate::domain::call::{CallText, compare};
use crate::domain::{Error, Result};
use crate::register::{TextCard, VersionCard};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/call`: the version in force, or the last one that the reader's language has, marked as such.
pub async fn current(public: Public) -> Result<HttpResponse, Failure> {
    let call = &public.snapshot.call;
    let asked = public.query.iter().any(|(name, _)| name == "language");
    let own = call.newest_in(public.visitor.locale.code()).filter(|_| !asked);
    let number = own.or(call.current()).map(|version| version.number);
    read(&public, number)
}

/// `/call/v{number}`
pub async fn version(public: Public, number: web::Path<u32>) -> Result<HttpResponse, Failure> {
    public.snapshot.call.version(*number).ok_or(Error::NotFound)?;
    read(&public, Some(*number))
}

/// A version in the language asked for; without any version, that there is none yet.
fn read(public: &Public, number: Option<u32>) -> Result<HttpResponse, Failure> {
    let version = number.and_then(|number| public.snapshot.call.version(number));
    let Some(version) = version else {
        return public.answer("", |public| public.page("page/call/none.html", "", &serde_json::json!({})));
    };
    let wanted = wanted(public, |language| has(version, language));
    let query = wanted.map(|language| format!("language={language}")).unwrap_or_default();
    public.answer(&query, |public| {
        let reading = Reading::of(public, version, wanted)?;
        public.page("page/call/show.html", &query, &reading)
    })
}

/// `/call/v{number}/{language}.md`: the bytes that are signed and fingerprinted.
pub async fn markdown(public: Public, path: web::Path<(u32, String)>) -> Result<HttpResponse, Failure> {
    let (number, language) = path.into_inner();
    public.answer("", |public| {
        let version = public.snapshot.call.version(number).ok_or(Error::NotFound)?;
        let text = call_text::of_language(version, &language).ok_or(Error::NotFound)?;
        Ok(Content::of("text/markdown; charset=utf-8", text.markdown.as_bytes().to_vec()))
    })
}

/// `/call/versions.json`: every version with the fingerprints of its texts, as an export lists them.
pub async fn versions(public: Public) -> Result<HttpResponse, Failure> {
    public.answer("", |public| Content::json(&Edition::all(&public.snapshot.call)))
}

/// `/call/compare/{older}/{newer}`
pub async fn changes(public: Public, numbers: web::Path<(u32, u32)>) -> Result<HttpResponse, Failure> {
    let call = &public.snapshot.call;
    let older = call.version(numbers.0).ok_or(Error::NotFound)?;
    let newer = call.version(numbers.1).ok_or(Error::NotFound)?;
    let wanted = wanted(&public, |language| has(older, language) && has(newer, language));
    let query = wanted.map(|language| format!("language={language}")).unwrap_or_default();
    public.answer(&query, |public| {
        let changes = Changes::of(public, older, newer, wanted)?;
        public.page("page/call/compare.html", &query, &changes)
    })
}

fn has(version: &VersionCard, language: &str) -> bool {
    call_text::of_language(version, language).is_some()
}

/// The language that the address asks for, if there is such a text.
fn wanted(public: &Public, there: impl Fn(&str) -> bool) -> Option<&str> {
    let asked = public.query.iter().find(|(name, _)| name == "language");
    asked.map(|(_, language)| language.as_str()).filter(|language| there(language))
}

/// What changed from one version to another, in one language.
#[derive(Debug, Serialize)]
struct Changes {
    older: u32,
    newer: u32,
    read_in: Language,
    /// Other languages that both versions have.
    others: Vec<Language>,
    comparison: Comparison,
    tally: Tally,
}

impl Changes {
    fn of(
        public: &Public,
        older: &VersionCard,
        newer: &VersionCard,
        wanted: Option<&str>,
    ) -> Result<Changes> {
        let speech = public.speech()?;
        let both: Vec<&TextCard> = newer.texts.iter().filter(|text| has(older, &text.language)).collect();
        let find = |wanted: &str| both.iter().find(|text| text.language == wanted).copied();
        let text = wanted
            .and_then(find)
            .or_else(|| find(public.visitor.locale.code()))
            .or_else(|| both.iter().find(|text| text.authority == "authentic").copied())
            .or_else(|| both.first().copied())
            .ok_or(Error::NotFound)?;
        let before = call_text::of_language(older, &text.language).ok_or(Error::NotFound)?;
        let comparison = compare(&parse(before)?, &parse(text)?);
        let others = both.iter().filter(|other| other.language != text.language);
        Ok(Changes {
            older: older.number,
            newer: newer.number,
            read_in: speech.language(&text.language),
            others: others.map(|other| speech.language(&other.language)).collect(),
            tally: comparison.tally(before.markdown == text.markdown),
            comparison,
        })
    }
}

/// A published text as pages show it.
///
/// # Errors
/// Internal, if it does not parse, which publishing makes sure of.
fn parse(card: &TextCard) -> Result<CallText> {
    CallText::parse(&card.markdown).map_err(|faults| Error::internal(faults.to_string()))
}
