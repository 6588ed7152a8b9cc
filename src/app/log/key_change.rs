//! Another key for the log. Two admins decide that there shall be one; whoever runs the server makes it, for the key
//! never leaves its machine. From then on both keys sign, until the old one is told to retire.
//!
//! The order in which it is done survives a kill anywhere: the new key is on disk before the entry names it, and the
//! old one's secret goes only when a tree that both have signed holds that entry.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::json;

use super::signer::Turn;
use super::{row, tree};
use crate::app::act::{About, Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::staff::{people, seconds};
use crate::app::{App, again, entry_body};
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::ids::StaffId;
use crate::domain::key_change::KeyChangeState;
use crate::domain::permit::{ChangeLogKey, Permit, Power, SeeLog};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::log::keys::Keys;
use crate::log::note::Verifier;
use crate::log::succession;
use crate::store::key_change::KeyChange;
use crate::store::{self, Db};

/// How a change stands, for those who decide on it.
#[derive(Debug)]
pub struct Standing {
    /// The change that is open, if one is.
    pub open: Option<KeyChange>,
    /// Whether whoever asked for it may no longer.
    pub first_gone: bool,
    pub names: BTreeMap<StaffId, String>,
}

/// How the change of the key stands.
///
/// # Errors
/// Internal.
pub async fn standing(app: &App, _: &Permit<SeeLog>) -> Result<Standing> {
    let now = app.clock.now();
    let (newest, counts) = app
        .store
        .read(|db| {
            let newest = store::key_change::newest(db)?;
            let first = newest.as_ref().map(|change| change.proposed_by);
            let counts = first.map(|first| seconds::counts(db, ChangeLogKey::ROLES, first)).transpose()?;
            Ok((newest, counts))
        })
        .await?;
    Ok(Standing {
        open: newest.filter(|change| is_open(change, now)),
        first_gone: counts == Some(false),
        names: people::names(app).await?,
    })
}

/// Asks for another key. The other admins are told.
///
/// # Errors
/// Refused while a change is open.
pub async fn propose(app: &App, origin: Origin, permit: &Permit<ChangeLogKey>) -> Result<()> {
    let by = permit.id();
    app.act(origin, move |act| {
        if let Some(before) = store::key_change::newest(act.db)? {
            if is_open(&before, act.now) {
                return Err(Error::Refused(Refusal::WrongState));
            }
            if before.state == KeyChangeState::Allowed {
                store::key_change::turn(act.db, &before, KeyChangeState::CalledOff)?;
            }
        }
        let id = store::key_change::insert(act.db, by, act.now)?;
        seconds::tell(act, (ChangeLogKey::ROLES, &[by]), &format!("key_change.{id}"), |act, locale| {
            Letter::KeyChangeProposed {
                link: Address::StaffLog.url(&act.app.config.staff_base().url, locale),
            }
        })?;
        act.audit(AuditAct::LogKeyChangeProposed, Subject("key_change", Some(id.0)), json!({}))
    })
    .await
}

/// Allows what another admin asked for.
///
/// # Errors
/// Refused to whoever asked, to newcomers, when whoever asked is no admin any more, and when nothing is asked for.
pub async fn allow(app: &App, origin: Origin, permit: &Permit<ChangeLogKey>) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let allowed = app.act(origin, move |act| {
        let change = open(act)?;
        permit.second_to(change.proposed_by, act.now)?;
        seconds::check_first(act.db, ChangeLogKey::ROLES, change.proposed_by)?;
        store::key_change::allow(act.db, &change, permit.id(), act.now)?;
        act.audit(AuditAct::LogKeyChangeAllowed, Subject("key_change", Some(change.id.0)), json!({}))
    });
    let allowed = allowed.await;
    let newest = app.store.read(store::key_change::newest).await?;
    let about = Subject("key_change", newest.map(|change| change.id.0));
    again::once(app, allowed, (me, about), AuditAct::LogKeyChangeAllowed).await
}

/// Calls an open change off.
///
/// # Errors
/// Refused when none is open.
pub async fn call_off(app: &App, origin: Origin, _: &Permit<ChangeLogKey>) -> Result<()> {
    app.act(origin, |act| {
        let change = open(act)?;
        store::key_change::turn(act.db, &change, KeyChangeState::CalledOff)?;
        act.audit(AuditAct::LogKeyChangeCalledOff, Subject("key_change", Some(change.id.0)), json!({}))
    })
    .await
}

/// Refuses keys that are not to sign: one that an entry says was replaced in front, or one that has retired.
///
/// # Errors
/// Internal, with what to do.
pub fn check(db: &mut Db, keys: &Keys) -> Result<()> {
    check_replaced(replaced(db)?.into_iter(), keys)?;
    let retired = store::key_change::retired(db)?;
    match keys.signing().find(|key| retired.contains(&key.text())) {
        None => Ok(()),
        Some(key) => Err(Error::internal(format!(
            "the key {} has retired, and the log's key file still holds its secret: take the file as it is since `tilsagn log \
             key --retire`, or delete the line with that secret",
            key.text()
        ))),
    }
}

/// The keys from which others took over, as the entries say.
fn replaced(db: &mut Db) -> Result<Vec<Verifier>> {
    let bodies = store::entry::bodies(db, EntryKind::KeyRotated.code())?;
    Ok(bodies.iter().filter_map(|body| succession::parties(body)).map(|(from, _)| from).collect())
}

/// Refuses a key that was replaced.
///
/// # Errors
/// Internal, with what to do.
pub fn check_replaced(mut replaced: impl Iterator<Item = Verifier>, keys: &Keys) -> Result<()> {
    if !replaced.any(|key| key == *keys.current()) {
        return Ok(());
    }
    Err(Error::internal(format!(
        "the log got another key after {}, as an entry says, and that one is not in the log's key file: take the file as it is \
         since `tilsagn log key --rotate`, from your copy or another node. Where none of you ran that, somebody wrote the entry \
         into the database: put back a backup from before it, and see who can write there",
        keys.current().text()
    )))
}

/// Makes the new key, as two admins have allowed. From now on both sign. Gives the new one; so does a run after one that
/// was broken off behind its entry.
///
/// # Errors
/// Internal, with what to do: nobody has allowed it, the key before has not retired, or another process signs.
pub async fn begin(app: &App) -> Result<Verifier> {
    let now = app.clock.now();
    let newest = app.store.read(store::key_change::newest).await?;
    let change = match newest {
        Some(one) if one.state == KeyChangeState::Allowed && is_open(&one, now) => one,
        Some(one) if one.state == KeyChangeState::Begun && takes_over(app, &one) => {
            return Ok(app.log_signer.verifier());
        }
        _ => {
            return Err(Error::internal(
                "two admins must ask for a change of the key and allow it first, on the site under /staff/log; it holds for a \
                 week",
            ));
        }
    };
    let turn = turn(app)?;
    let keys = make(app, &turn).await?;
    let (from, to) = match keys.previous() {
        Some(previous) => (previous.text(), keys.current().text()),
        None => return Err(Error::internal("the new key was not kept")),
    };
    app.act(Origin::operator(), move |act| {
        store::key_change::begin(act.db, &change, &to)?;
        let body = entry_body::log::key_rotated(&from, &to);
        act.entry(EntryKind::KeyRotated, About::default(), &body)?;
        act.audit(AuditAct::LogKeyRotated, Subject("key_change", Some(change.id.0)), body)
    })
    .await?;
    Ok(keys.current().clone())
}

/// Whether the key of a change signs beside the one before.
fn takes_over(app: &App, change: &KeyChange) -> bool {
    let keys = app.log_signer.keys();
    keys.previous().is_some() && change.key.as_deref() == Some(&keys.current().text())
}

/// The keys with a new one in front: made now, or by a run of this that was broken off before its entry.
async fn make(app: &App, turn: &Turn) -> Result<std::sync::Arc<Keys>> {
    let keys = app.log_signer.keys();
    if keys.previous().is_none() {
        let mut seed = [0; 32];
        app.chance.fill(&mut seed);
        let next = Keys::parse(&keys.text())?.followed_by(seed)?;
        app.log_signer.replace(turn, &next)?;
        return Ok(app.log_signer.keys());
    }
    let current = keys.current().text();
    if app.store.read(move |db| store::key_change::has_begun(db, &current)).await? {
        return Err(Error::internal(
            "the key before the present one signs still: run `tilsagn log key --retire` first",
        ));
    }
    Ok(keys)
}

/// Lets the old key retire: its secret goes, and the new one signs alone. Gives the one that retired.
///
/// # Errors
/// Internal, with what to do: one key signs alone already, or the change is not in a tree that both have signed.
pub async fn retire(app: &App) -> Result<Verifier> {
    let turn = turn(app)?;
    let keys = app.log_signer.keys();
    let alone = || Error::internal(format!("{} signs alone, and none is to retire", keys.current().text()));
    let previous = keys.previous().cloned().ok_or_else(alone)?;
    let (current, old) = (keys.current().clone(), previous.clone());
    let vouched = app.store.read(move |db| {
        let newest = tree::newest(db, &keys)?;
        let entry = store::entry::newest_number_of(db, EntryKind::KeyRotated.code())?;
        Ok(matches!((newest, entry), (Some((head, checkpoint)), Some(entry))
            if entry < row(head.size) && [&current, &old].iter().all(|key| key.is_named_in(&checkpoint.note))))
    });
    if !vouched.await? {
        return Err(Error::internal(
            "the change is not in a tree that both keys have signed: that takes up to a minute while the site or a worker \
             runs; then try again",
        ));
    }
    let alone = Keys::parse(&app.log_signer.keys().text())?.retired();
    app.log_signer.replace(&turn, &alone)?;
    record(app, previous.text()).await?;
    Ok(previous)
}

/// Records what a run of `retire` that was broken off has left: the file says that a key has retired, an entry that
/// another took over from it, and the database does not know.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn recover(app: &App) -> Result<()> {
    let keys = app.log_signer.keys();
    let unrecorded = app.store.read(move |db| {
        let (replaced, known) = (replaced(db)?, store::key_change::retired(db)?);
        let silent = keys.silent().filter(|key| replaced.contains(key)).map(Verifier::text);
        Ok(silent.filter(|key| !known.contains(key)).collect::<Vec<_>>())
    });
    for key in unrecorded.await? {
        record(app, key).await?;
    }
    Ok(())
}

/// Keeps in the database that a key has retired.
async fn record(app: &App, key: String) -> Result<()> {
    app.act(Origin::operator(), move |act| {
        store::key_change::retire(act.db, &key, act.now)?;
        act.audit(AuditAct::LogKeyRetired, Subject("log", None), json!({ "key": key }))
    })
    .await
}

fn turn(app: &App) -> Result<Turn> {
    let busy = || Error::internal("another process signs at this moment: try again");
    app.log_signer.turn()?.ok_or_else(busy)
}

/// The change that is open.
fn open(act: &mut Act<'_>) -> Result<KeyChange> {
    let newest = store::key_change::newest(act.db)?;
    newest.filter(|change| is_open(change, act.now)).ok_or(Error::Refused(Refusal::WrongState))
}

/// Whether it waits for somebody. What was allowed is so for some days.
fn is_open(change: &KeyChange, now: Moment) -> bool {
    match (change.state, change.allowed_at) {
        (KeyChangeState::Proposed, _) => true,
        (KeyChangeState::Allowed, Some(at)) => now - at <= Duration::days(limits::KEY_CHANGE_DAYS),
        _ => false,
    }
}
