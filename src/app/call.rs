//! The Call's versions: taken in, compared, proposed by one and published by another.

pub mod desk;
pub mod edit;
pub mod paragraphs;

use serde_json::json;

use super::act::{About, Act, Origin, Subject};
use super::address::Address;
use super::letter::Letter;
use super::staff::seconds;
use super::{App, again, entry_body};
use crate::domain::audit::{ActorKind, AuditAct};
use crate::domain::call::{ChangeKind, Fingerprint, Text, VersionState, texts};
use crate::domain::entry::EntryKind;
use crate::domain::ids::{StaffId, VersionId};
use crate::domain::permit::{EditCall, Permit, Power, PublishCall};
use crate::domain::{Error, Refusal, Result};
use crate::store;

/// Puts texts into the version being prepared, beginning one if there is none. The texts have been
/// checked against each other when they were read. Nothing comes of it where an editor has a hand in that version, unless it
/// replaces that.
///
/// # Errors
/// `WrongState` while the version waits for its second person.
pub async fn prepare(
    app: &App,
    origin: Origin,
    kind: ChangeKind,
    texts: Vec<Text>,
    replaces: bool,
) -> Result<Option<VersionId>> {
    app.act(origin, move |act| {
        if !replaces && is_of_editors(act.db)? {
            act.stands();
            return Ok(None);
        }
        keep(act, kind, &texts).map(Some)
    })
    .await
}

/// Whether a colleague has begun the draft, or changed it.
fn is_of_editors(db: &mut store::Db) -> Result<bool> {
    let version = store::call::in_preparation(db)?;
    let Some(draft) = version.filter(|version| version.state == VersionState::Draft) else {
        return Ok(false);
    };
    let Subject(kind, _) = about(draft.id);
    let past = store::audit::of_subject(db, kind, draft.id.0)?;
    Ok(past.iter().any(|line| line.actor.kind() == ActorKind::Staff))
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
    act.audit(AuditAct::CallPrepared, about(version), json!({ "languages": languages, "change": kind }))?;
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

/// The texts of a version, the authentic one first.
///
/// # Errors
/// Internal, if a stored fingerprint is malformed.
pub async fn texts(app: &App, version: VersionId) -> Result<Vec<Text>> {
    app.store.read(move |db| texts_of(db, version)).await
}

fn texts_of(db: &mut store::Db, version: VersionId) -> Result<Vec<Text>> {
    store::call::texts(db, version)?.into_iter().map(text).collect()
}

fn text(row: store::call::Text) -> Result<Text> {
    let follows = row.follows.map(|hex| Fingerprint::parse(&hex)).transpose();
    let follows = follows.map_err(|_| Error::internal("a stored fingerprint is malformed"))?;
    Ok(Text { language: row.language, authority: row.authority, markdown: row.markdown, follows })
}

/// Asks for a second person's eyes on the version being prepared, as it was seen; once, however often it is pressed.
///
/// # Errors
/// Not found, if none is; `WrongState`, if it was proposed already, says what is in force already, or is the very
/// first, which comes from the command line; `TextsUnready` while its texts have problems; conflict.
pub async fn propose(app: &App, origin: Origin, permit: &Permit<EditCall>, seen: i64) -> Result<()> {
    let editor = permit.id();
    let proposed = app.act(origin, move |act| {
        let version = passing(act, seen, VersionState::Proposed)?;
        let current = store::call::current(act.db)?.ok_or(Error::Refused(Refusal::WrongState))?;
        let texts = texts_of(act.db, version.id)?;
        if texts == texts_of(act.db, current.id)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        ready(act.db, &texts)?;
        store::call::propose(act.db, &version, Some(editor), act.now)?;
        let told = tell_admins(act, &version, editor)?;
        act.audit(AuditAct::CallProposed, about(version.id), json!({ "mails": told, "revision": seen }))
    });
    moved(app, proposed.await, (editor, seen), AuditAct::CallProposed).await
}

/// What came of moving the version being prepared on, as it was seen; where it was refused because this colleague had done that
/// (`act`) and nothing has come since, all is well.
async fn moved(app: &App, outcome: Result<()>, (by, seen): (StaffId, i64), act: AuditAct) -> Result<()> {
    if outcome.is_ok() {
        return outcome;
    }
    let version = app.store.read(store::call::in_preparation).await?;
    match version.filter(|version| version.revision == seen + 1) {
        Some(version) => again::on_revision(app, outcome, (by, about(version.id)), (act, seen)).await,
        None => outcome,
    }
}

/// Writes to everybody who may be the second person, once for each proposal. Says to how many.
fn tell_admins(act: &mut Act<'_>, version: &store::call::Version, editor: StaffId) -> Result<usize> {
    let event = format!("call.proposed.{}.{}", version.id, version.revision);
    seconds::tell(act, (PublishCall::ROLES, &[editor]), &event, |act, locale| Letter::CallProposed {
        link: Address::StaffCall.url(&act.app.config.staff_base().url, locale),
    })
}

/// Takes the version back from the second person, to write on; once, however often it is pressed.
///
/// # Errors
/// Not found; `WrongState`, if it was not proposed; conflict.
pub async fn take_back(app: &App, origin: Origin, permit: &Permit<EditCall>, seen: i64) -> Result<()> {
    let taken = app.act(origin, move |act| back(act, seen, AuditAct::CallTakenBack));
    moved(app, taken.await, (permit.id(), seen), AuditAct::CallTakenBack).await
}

/// Gives the version back to the editors, as the second person; once, however often it is pressed.
///
/// # Errors
/// As `take_back`.
pub async fn send_back(app: &App, origin: Origin, permit: &Permit<PublishCall>, seen: i64) -> Result<()> {
    let sent = app.act(origin, move |act| back(act, seen, AuditAct::CallSentBack));
    moved(app, sent.await, (permit.id(), seen), AuditAct::CallSentBack).await
}

fn back(act: &mut Act<'_>, seen: i64, what: AuditAct) -> Result<()> {
    let version = passing(act, seen, VersionState::Draft)?;
    store::call::propose(act.db, &version, None, act.now)?;
    act.audit(what, about(version.id), json!({ "revision": seen }))
}

/// Publishes the proposed version as it was seen, as the second person; once, however often it is pressed. Gives its number.
///
/// # Errors
/// `SamePerson` or `TooNew` for a second person who cannot be it; `FirstGone`; conflict when another published it; else as
/// `propose`.
pub async fn publish(app: &App, origin: Origin, permit: &Permit<PublishCall>, seen: i64) -> Result<i64> {
    let (me, permit) = (permit.id(), permit.clone());
    let published = app.act(origin, move |act| {
        let version = passing(act, seen, VersionState::Published)?;
        let editor = version.proposed_by.ok_or(Error::Refused(Refusal::WrongState))?;
        permit.second_to(editor, act.now)?;
        seconds::check_first(act.db, EditCall::ROLES, editor)?;
        publish_now(act, &version, Some(permit.id()))
    });
    let failed = match published.await {
        // Another was faster.
        Err(Error::NotFound) => Error::Conflict,
        Err(failed) => failed,
        done => return done,
    };
    // Pressed twice: the version that is in force is the one that was seen.
    let current = app.store.read(store::call::current).await?;
    let same = current.filter(|version| version.published_by == Some(me) && version.revision == seen + 1);
    same.and_then(|version| version.number).ok_or(failed)
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

/// The version being prepared, if it is as it was seen and may pass to this state.
fn passing(act: &mut Act<'_>, seen: i64, next: VersionState) -> Result<store::call::Version> {
    let version = store::call::in_preparation(act.db)?.ok_or(Error::NotFound)?;
    if !version.state.may_become(next) {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if version.revision == seen { Ok(version) } else { Err(Error::Conflict) }
}

fn ready(db: &mut store::Db, texts: &[Text]) -> Result<()> {
    texts::check(texts, &paragraphs::retired(db)?).map_err(|_| Error::Refused(Refusal::TextsUnready))
}

/// Publishes a version within an act: whoever may has decided so. Gives its number.
pub fn publish_now(act: &mut Act<'_>, version: &store::call::Version, by: Option<StaffId>) -> Result<i64> {
    let texts = texts_of(act.db, version.id)?;
    if texts.is_empty() {
        return Err(Error::NotFound);
    }
    ready(act.db, &texts)?;
    let number = store::call::publish(act.db, version, by, act.now)?;
    let body = entry_body::call::version_published(number, version.change_kind, &texts);
    act.entry(EntryKind::CallVersionPublished, About::default(), &body)?;
    act.audit(AuditAct::CallPublished, about(version.id), json!({ "number": number }))?;
    Ok(number)
}
