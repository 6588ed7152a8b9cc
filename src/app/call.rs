//! The Call's versions: taken in, compared, proposed by one and published by another.

use serde::Serialize;
use serde_json::json;

use super::App;
use super::act::{About, Act, EntryKind, Origin, Subject};
use crate::domain::audit::Actor;
use crate::domain::call::compare::{Comparison, compare};
use crate::domain::call::{Authority, CallText, ChangeKind, Text, VersionState};
use crate::domain::ids::VersionId;
use crate::domain::permit::{EditCall, Permit, PublishCall};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store::{self, Db};

/// Puts texts into the version being prepared, beginning one if there is none. The texts have been
/// checked against each other when they were read.
///
/// # Errors
/// `WrongState` while the version waits for its second person.
pub async fn prepare(app: &App, origin: Origin, kind: ChangeKind, texts: Vec<Text>) -> Result<VersionId> {
    app.act(origin, move |act| keep(act, kind, &texts)).await
}

/// The same within an act.
pub fn keep(act: &mut Act<'_>, kind: ChangeKind, texts: &[Text]) -> Result<VersionId> {
    let version = match store::call::in_preparation(act.db)? {
        Some(version) if version.state == VersionState::Draft => version.id,
        Some(_) => return Err(Error::Refused(Refusal::WrongState)),
        None => store::call::insert(act.db, kind, act.now)?,
    };
    let rows: Vec<_> = texts.iter().map(|text| row(version, text)).collect();
    store::call::replace_texts(act.db, version, &rows)?;
    store::call::set_kind(act.db, version, kind)?;
    let languages: Vec<_> = texts.iter().map(|text| text.language.clone()).collect();
    act.audit("call.prepared", about(version), json!({ "languages": languages, "change": kind }))?;
    Ok(version)
}

fn row(version: VersionId, text: &Text) -> store::call::NewText {
    store::call::NewText {
        version_id: version,
        language: text.language.clone(),
        authority: text.authority,
        markdown: text.markdown.clone(),
        sha256: text.fingerprint().as_str().to_owned(),
        follows: text.follows.as_ref().map(|follows| follows.as_str().to_owned()),
    }
}

fn about(version: VersionId) -> Subject {
    Subject("call_version", Some(version.0))
}

/// The Call as its editors see it.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    pub versions: Vec<VersionLine>,
    /// The version that is not published yet.
    pub prepared: Option<VersionLine>,
}

/// One version, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct VersionLine {
    pub number: Option<i64>,
    pub kind: ChangeKind,
    pub state: VersionState,
    pub published_at: Option<Moment>,
    pub proposed_by: Option<String>,
    pub revision: i64,
    pub texts: Vec<TextLine>,
}

/// One text of a version, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct TextLine {
    pub language: String,
    pub authority: Authority,
    pub sha256: String,
    /// Whether it translates an authentic text that has changed since.
    pub stale: bool,
}

/// Every version, newest first, and the one being prepared.
///
/// # Errors
/// Internal.
pub async fn overview(app: &App) -> Result<Overview> {
    app.store
        .read(|db| {
            let lines: Vec<_> =
                store::call::all(db)?.into_iter().map(|version| line(db, version)).collect::<Result<_>>()?;
            let (versions, prepared): (Vec<_>, Vec<_>) =
                lines.into_iter().partition(|line| line.number.is_some());
            Ok(Overview { versions, prepared: prepared.into_iter().next() })
        })
        .await
}

fn line(db: &mut Db, version: store::call::Version) -> Result<VersionLine> {
    let rows = store::call::texts(db, version.id)?;
    let authentic = rows.first().map(|text| text.sha256.clone());
    let texts = rows.into_iter().map(|text| TextLine {
        stale: text.follows.is_some() && text.follows != authentic,
        language: text.language,
        authority: text.authority,
        sha256: text.sha256,
    });
    let texts = texts.collect();
    let proposed_by =
        version.proposed_by.map(|id| store::staff::find(db, id).map(|staff| staff.name)).transpose()?;
    Ok(VersionLine {
        number: version.number,
        kind: version.change_kind,
        state: version.state,
        published_at: version.published_at,
        proposed_by,
        revision: version.revision,
        texts,
    })
}

/// The texts to begin from: those being prepared, else those in force; and the kind of change.
///
/// # Errors
/// `WrongState` while the version waits for its second person.
pub async fn to_edit(app: &App, _: &Permit<EditCall>) -> Result<(ChangeKind, Vec<Text>)> {
    app.store
        .read(|db| {
            let prepared = store::call::in_preparation(db)?;
            if prepared.as_ref().is_some_and(|version| version.state == VersionState::Proposed) {
                return Err(Error::Refused(Refusal::WrongState));
            }
            let current = store::call::current(db)?;
            let kind = prepared.as_ref().map_or(ChangeKind::Substantive, |version| version.change_kind);
            let version = prepared.or(current).map(|version| version.id);
            let rows = version.map(|id| store::call::texts(db, id)).transpose()?.unwrap_or_default();
            // A translation follows the authentic text that is saved beside it.
            let texts = rows.into_iter().map(|row| Text {
                language: row.language,
                authority: row.authority,
                markdown: row.markdown,
                follows: None,
            });
            Ok((kind, texts.collect()))
        })
        .await
}

/// What the prepared version changes in the authentic text, paragraph by paragraph.
///
/// # Errors
/// Not found, if nothing is prepared or nothing is in force yet.
pub async fn changes(app: &App) -> Result<Comparison> {
    let (older, newer) = app
        .store
        .read(|db| {
            let current = store::call::current(db)?.ok_or(Error::NotFound)?;
            let prepared = store::call::in_preparation(db)?.ok_or(Error::NotFound)?;
            Ok((store::call::texts(db, current.id)?, store::call::texts(db, prepared.id)?))
        })
        .await?;
    Ok(compare(&authentic(&older)?, &authentic(&newer)?))
}

fn authentic(texts: &[store::call::Text]) -> Result<CallText> {
    let text = texts.iter().find(|text| text.authority == Authority::Authentic).ok_or(Error::NotFound)?;
    CallText::parse(&text.markdown).map_err(|problems| Error::internal(problems.to_string()))
}

/// The texts of a version as they were read in, the authentic one first.
///
/// # Errors
/// Not found, if there is no such version.
pub async fn texts(app: &App, version: VersionId) -> Result<Vec<store::call::Text>> {
    app.store.read(move |db| store::call::texts(db, version)).await
}

/// Asks for a second person's eyes on the version being prepared.
///
/// # Errors
/// Not found, if none is; `WrongState`, if it was proposed already.
pub async fn propose(app: &App, permit: &Permit<EditCall>, seen: i64) -> Result<()> {
    let editor = permit.id();
    app.act(by(Actor::Staff(editor)), move |act| {
        let version = prepared(act, seen)?;
        if !version.state.may_become(VersionState::Proposed) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        store::call::propose(act.db, &version, Some(editor), act.now)?;
        act.audit("call.proposed", about(version.id), json!({}))
    })
    .await
}

/// Takes the version back from the second person, or gives it back to the first.
///
/// # Errors
/// As `propose`.
pub async fn take_back(app: &App, origin: Origin, seen: i64) -> Result<()> {
    app.act(origin, move |act| {
        let version = prepared(act, seen)?;
        if !version.state.may_become(VersionState::Draft) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        store::call::propose(act.db, &version, None, act.now)?;
        act.audit("call.taken_back", about(version.id), json!({}))
    })
    .await
}

/// Publishes the proposed version, as the second person. Gives its number.
///
/// # Errors
/// `SamePerson` or `TooNew` for a second person who cannot be it.
pub async fn publish(app: &App, permit: &Permit<PublishCall>, seen: i64) -> Result<i64> {
    let permit = permit.clone();
    app.act(by(Actor::Staff(permit.id())), move |act| {
        let version = prepared(act, seen)?;
        let editor = version.proposed_by.ok_or(Error::Refused(Refusal::WrongState))?;
        permit.second_to(editor, act.now)?;
        publish_now(act, &version, Some(permit.id()))
    })
    .await
}

/// Publishes the very first version, from the command line.
///
/// # Errors
/// `WrongState`, if a version has been published already; not found, if none is prepared.
pub async fn publish_first(app: &App) -> Result<i64> {
    app.act(Origin::operator(), move |act| {
        if store::call::current(act.db)?.is_some() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let version = store::call::in_preparation(act.db)?.ok_or(Error::NotFound)?;
        publish_now(act, &version, None)
    })
    .await
}

fn by(actor: Actor) -> Origin {
    Origin { actor, request: None }
}

fn prepared(act: &mut Act<'_>, seen: i64) -> Result<store::call::Version> {
    let version = store::call::in_preparation(act.db)?.ok_or(Error::NotFound)?;
    if version.revision == seen { Ok(version) } else { Err(Error::Conflict) }
}

/// Publishes a version within an act: whoever may has decided so. Gives its number.
pub fn publish_now(
    act: &mut Act<'_>,
    version: &store::call::Version,
    by: Option<crate::domain::ids::StaffId>,
) -> Result<i64> {
    let texts = store::call::texts(act.db, version.id)?;
    if texts.is_empty() {
        return Err(Error::NotFound);
    }
    let number = store::call::publish(act.db, version, by, act.now)?;
    let hashes: serde_json::Map<_, _> =
        texts.iter().map(|text| (text.language.clone(), json!(text.sha256))).collect();
    let body = json!({ "version": number, "change": version.change_kind, "texts": hashes });
    act.entry(EntryKind::CallVersionPublished, About::default(), &body)?;
    act.audit("call.published", about(version.id), json!({ "number": number }))?;
    Ok(number)
}
