//! Writing the next version of the Call: begun from the one in force, changed text by text, or thrown away.
//!
//! Texts that are kept are each right in themselves; whether they fit each other is asked when the
//! version is proposed. Proposing and publishing are not here.

use serde_json::json;

use super::{about, row, texts_of};
use crate::app::act::{Act, Origin};
use crate::app::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::call::{Authority, CallText, ChangeKind, Text, TextProblems, VersionState, texts};
use crate::domain::locale::LanguageTag;
use crate::domain::permit::{EditCall, Permit};
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store::audit::Line;
use crate::store::call::Version;
use crate::store::{self, Db};

/// A text as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub language: String,
    /// A code of `Authority`.
    pub authority: String,
    pub markdown: String,
    /// The translation follows the authentic text as that stands now.
    pub renewed: bool,
    /// `mark` of the text that the writer began with.
    pub seen: String,
}

/// What came of saving a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    Kept,
    /// Nothing was kept, for this is wrong.
    Faulty(TextProblems),
}

/// Tells one state of a text from another; empty where there is none.
pub fn mark(text: Option<&Text>) -> String {
    text.map(|text| format!("{}:{}", text.authority, text.fingerprint())).unwrap_or_default()
}

/// Begins a version with the texts in force; once, however often it is pressed. Without any, it is the first.
///
/// # Errors
/// `WrongState`, if another version is being prepared; invalid by `kind`.
pub async fn begin(app: &App, origin: Origin, permit: &Permit<EditCall>, kind: &str) -> Result<()> {
    let (wanted, kind) = (kind.to_owned(), kind.to_owned());
    let begun = app.act(origin, move |act| {
        if store::call::in_preparation(act.db)?.is_some() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let current = store::call::current(act.db)?;
        let kind = parsed_kind(&kind, current.is_none())?;
        let texts = current.map(|current| texts_of(act.db, current.id)).transpose()?.unwrap_or_default();
        let version = store::call::insert(act.db, kind, act.now)?;
        let rows: Vec<_> = texts.iter().map(|text| row(version, text)).collect();
        store::call::replace_texts(act.db, version, &rows)?;
        act.audit(AuditAct::CallBegun, about(version), json!({ "change": kind }))
    });
    let begun = begun.await;
    if !matches!(begun, Err(Error::Conflict | Error::Refused(Refusal::WrongState))) {
        return begun;
    }
    let Some(version) = app.store.read(store::call::in_preparation).await? else { return begun };
    let said = [wanted, ChangeKind::Initial.code().to_owned()];
    let same = move |line: &Line| {
        line.tells_of(AuditAct::CallBegun) && said.iter().any(|one| line.detail["change"] == **one)
    };
    let same = again::did(app, permit.id(), about(version.id), same).await?;
    if same && version.state == VersionState::Draft { Ok(()) } else { begun }
}

/// Says what kind of change the version is.
///
/// # Errors
/// Invalid by `kind`; not found; `WrongState` once it is proposed.
pub async fn set_kind(app: &App, origin: Origin, _: &Permit<EditCall>, kind: &str) -> Result<()> {
    let kind = kind.to_owned();
    app.act(origin, move |act| {
        let version = draft(act)?;
        let first = store::call::current(act.db)?.is_none();
        let kind = parsed_kind(&kind, first)?;
        store::call::set_kind(act.db, version.id, kind)?;
        act.audit(AuditAct::CallKindChanged, about(version.id), json!({ "change": kind }))
    })
    .await
}

fn parsed_kind(code: &str, first: bool) -> Result<ChangeKind> {
    match ChangeKind::from_code(code) {
        _ if first => Ok(ChangeKind::Initial),
        Some(kind) if kind != ChangeKind::Initial => Ok(kind),
        _ => Err(Error::invalid("kind", Flaw::UnknownChoice)),
    }
}

/// Keeps one language's text, if it can be read. Lines end in a line feed alone, the last one too. A text that stands there
/// already is kept.
///
/// # Errors
/// Invalid by `language` or `authority`; conflict if somebody saved another text meanwhile; not found;
/// `WrongState` once the version is proposed.
pub async fn save(app: &App, origin: Origin, _: &Permit<EditCall>, typed: Typed) -> Result<Saved> {
    let language = LanguageTag::parse(&typed.language).map_err(|flaw| Error::invalid("language", flaw))?;
    let authority = Authority::from_code(&typed.authority);
    let authority = authority.ok_or(Error::invalid("authority", Flaw::UnknownChoice))?;
    let markdown = unix(&typed.markdown);
    if let Err(problems) = CallText::parse(&markdown) {
        return Ok(Saved::Faulty(problems));
    }
    let text = Text { language: language.as_str().to_owned(), authority, markdown, follows: None };
    let (wanted, renewed) = (text.clone(), typed.renewed);
    let saved = app.act(origin, move |act| {
        let version = draft(act)?;
        let mut all = texts_of(act.db, version.id)?;
        if mark(texts::of_language(&all, &text.language)) != typed.seen {
            return Err(Error::Conflict);
        }
        let detail = json!({ "language": text.language, "sha256": text.fingerprint() });
        texts::put(&mut all, text, typed.renewed);
        keep(act, &version, &all)?;
        act.audit(AuditAct::CallTextSaved, about(version.id), detail)
    });
    match saved.await {
        Err(Error::Conflict) if app.store.read(move |db| stands(db, wanted, renewed)).await? => {
            Ok(Saved::Kept)
        }
        saved => saved.map(|()| Saved::Kept),
    }
}

/// Whether saving a text would change nothing in the draft.
fn stands(db: &mut Db, text: Text, renewed: bool) -> Result<bool> {
    let Some(version) = store::call::in_preparation(db)? else { return Ok(false) };
    let (before, language) = (texts_of(db, version.id)?, text.language.clone());
    let mut after = before.clone();
    texts::put(&mut after, text, renewed);
    let same = texts::of_language(&before, &language) == texts::of_language(&after, &language);
    Ok(same && version.state == VersionState::Draft)
}

/// Takes a translation out of the version.
///
/// # Errors
/// Not found, if there is no such translation; `WrongState` once the version is proposed.
pub async fn remove(app: &App, origin: Origin, _: &Permit<EditCall>, language: &str) -> Result<()> {
    let language = language.to_owned();
    app.act(origin, move |act| {
        let version = draft(act)?;
        let mut all = texts_of(act.db, version.id)?;
        if !texts::remove(&mut all, &language) {
            return Err(Error::NotFound);
        }
        keep(act, &version, &all)?;
        act.audit(AuditAct::CallTextRemoved, about(version.id), json!({ "language": language }))
    })
    .await
}

/// Throws the draft away, as it was seen. What is published stays as it is.
///
/// # Errors
/// Not found, if none is being prepared; `WrongState` once it is proposed; conflict.
pub async fn discard(app: &App, origin: Origin, _: &Permit<EditCall>, seen: i64) -> Result<()> {
    app.act(origin, move |act| {
        let version = draft(act)?;
        if version.revision != seen {
            return Err(Error::Conflict);
        }
        store::call::discard(act.db, &version)?;
        act.audit(AuditAct::CallDiscarded, about(version.id), json!({ "change": version.change_kind }))
    })
    .await
}

fn keep(act: &mut Act<'_>, version: &Version, texts: &[Text]) -> Result<()> {
    let rows: Vec<_> = texts.iter().map(|text| row(version.id, text)).collect();
    store::call::replace_texts(act.db, version.id, &rows)
}

fn draft(act: &mut Act<'_>) -> Result<Version> {
    let version = store::call::in_preparation(act.db)?.ok_or(Error::NotFound)?;
    match version.state {
        VersionState::Draft => Ok(version),
        VersionState::Proposed | VersionState::Published => Err(Error::Refused(Refusal::WrongState)),
    }
}

/// A browser sends lines that end in carriage return and line feed.
fn unix(typed: &str) -> String {
    let mut text = typed.replace("\r\n", "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
