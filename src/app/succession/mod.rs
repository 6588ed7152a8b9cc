//! A new site goes on with a register that another one exported: its Call, its signatories and commitments as its entries
//! tell them, and its log. Nothing is taken over that is not proven, and nothing is guessed.

mod call;
mod rows;
mod told;

use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde_json::json;

use self::call::Call;
pub use self::call::{Edition, VERSIONS};
use self::told::{Lists, Register};
use super::App;
use super::log::compare::Told;
use super::log::numbers::Given;
use super::log::specified::Specified;
use super::log::{LogSigner, adopted, key_change, memory, place, proofs, row, tree};
use crate::app::act::{About, Act, Origin, Subject};
use crate::app::entry_body;
use crate::config::Config;
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Result};
use crate::log::check::{Check, Outcome, Past, Source};
use crate::log::history::Signed;
use crate::log::keys::Keys;
use crate::log::line::Line;
use crate::log::note::{Signer, Verifier};
use crate::log::resumed::{Resumed, belied};
use crate::log::succession::{Change, follow};
use crate::log::{Fault, strict};
use crate::store::bulk::Next;
use crate::store::entry::NewEntry;
use crate::store::{self, Db, Store};

/// What was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct TakenOver {
    pub entries: u64,
    /// Everybody who is in the register or was, as far as the entries can be read.
    pub signatories: usize,
    pub commitments: usize,
    /// Entries without body: withheld, erased, or about who was never named.
    pub without_body: usize,
}

/// An export that proves itself, before anything of it is taken over.
pub struct Export {
    key: Verifier,
    outcome: Outcome,
    lines: Vec<Line>,
    changes: Vec<Change>,
    register: Register,
    call: Call,
}

impl Export {
    /// Reads an export that `key` has signed, and to which the log leads from the keys that were known.
    ///
    /// # Errors
    /// Internal, with the first thing that is not good.
    pub fn read(
        source: &mut impl Source,
        (key, known): (&Verifier, &[Verifier]),
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Export> {
        let (outcome, lines) = entries(source, key, progress)?;
        let changes: Vec<Change> = lines.iter().filter_map(Change::read).collect();
        for known in known {
            follow(source, (known, key), &changes, &outcome.leaves).map_err(|fault| refused(&fault.0))?;
        }
        let register = Register::tell(&lines)?;
        register.check(&Lists::read(source)?)?;
        let call = Call::read(source)?;
        Ok(Export { key: key.clone(), outcome, lines, changes, register, call })
    }
}

/// Looks whether a site of this configuration could take over a log that `old` has signed, under its own name or a new
/// one, before an export is read and anything is made.
///
/// # Errors
/// Internal, with what to do.
pub async fn foresee(config: &Config, old: &Verifier, new_origin: Option<&str>) -> Result<()> {
    match new_origin {
        Some(name) if name == old.name() => {
            return Err(refused(&format!("{name} is the log that was exported: choose another name")));
        }
        Some(name) => drop(Signer::new(name, [0; 32])?),
        None => {
            let (name, key) = LogSigner::foreseen(config)?;
            forks_nothing((&name, key.as_ref()), old)?;
        }
    }
    if Store::pending(&config.database).is_ok_and(|pending| pending.is_empty()) {
        needs_nothing_there(&Store::read_only(&config.database)).await?;
    }
    Ok(())
}

/// Starts this register from an export.
///
/// # Errors
/// Internal, when the database holds anything or the log cannot go on under the key here; then nothing has changed.
pub async fn take_over(app: &App, source: &mut (impl Source + Send), export: Export) -> Result<TakenOver> {
    let Export { key, outcome, lines, changes, register, call } = export;
    needs_nothing_there(&app.store).await?;
    let ours = app.log_signer.verifier();
    forks_nothing((ours.name(), Some(&ours)), &key)?;
    key_change::check_replaced(changes.iter().map(|one| one.from.clone()), &app.log_signer.keys())?;
    let taken = TakenOver {
        entries: outcome.head.size,
        signatories: register.signatories.len(),
        commitments: register.commitments.len(),
        without_body: outcome.withheld.len(),
    };
    let mut proofs = proofs::read(source, &changes, &outcome.leaves, &app.log_signer.keys());
    let mut unknown = false;
    if ours == key {
        proofs.push(begun(&outcome, &key));
        unknown = forgets(app, outcome.head.size)?;
    }
    app.act(Origin::operator(), move |act| {
        write(act, &call, &register, lines, (&outcome, &key))?;
        if unknown {
            memory::note_restored(act.db, act.now)?;
        }
        proofs::publish(act.db, &proofs, &outcome.leaves, act.now)
    })
    .await?;
    Ok(taken)
}

/// Nothing is signed under the name of the old log but with its own key: it would be a second past of the same log. Here
/// sign a name, and a key where there is one already.
fn forks_nothing((name, ours): (&str, Option<&Verifier>), old: &Verifier) -> Result<()> {
    if name != old.name() || ours == Some(old) {
        return Ok(());
    }
    Err(refused(&format!(
        "{name} is the log that was exported, and the key here is another. Put its own `log.key` in place, or choose another \
         name with --new-origin, for example {name}/2"
    )))
}

/// Where the old key was handed over, the log was begun: its newest checkpoint is this site's, as after a restore.
fn begun(outcome: &Outcome, key: &Verifier) -> Signed {
    let own = format!("— {} ", key.name());
    let lines = outcome.note.split_inclusive('\n');
    let note = lines.filter(|line| !line.starts_with("— ") || line.starts_with(&own)).collect();
    Signed { size: outcome.head.size, note }
}

/// Whether nothing here remembers what the old key signed last: what this machine signed before the export says nothing
/// of that, and is put aside.
fn forgets(app: &App, exported: u64) -> Result<bool> {
    if app.log_signer.last_signed()?.is_some_and(|signed| signed.size >= exported) {
        return Ok(false);
    }
    let turn = app.log_signer.turn()?.ok_or_else(busy)?;
    app.log_signer.begin_anew(&turn)?;
    Ok(true)
}

fn busy() -> Error {
    refused("another process signs at this moment: try again")
}

/// Gives the log of this new site a name and key of its own, before it has any entry.
///
/// # Errors
/// Internal, with what to do: the database holds something, entries were signed here, the name cannot be that of a log,
/// or another process signs.
pub async fn name_log(app: &App, origin: &str) -> Result<()> {
    needs_nothing_there(&app.store).await?;
    let turn = app.log_signer.turn()?.ok_or_else(busy)?;
    let keys = app.log_signer.keys();
    if keys.current().name() == origin {
        return Ok(());
    }
    let signed = app.log_signer.last_signed()?;
    if signed.is_some_and(|signed| signed.size > 0) {
        return Err(refused("entries were signed here already: start from a new data folder"));
    }
    let mut seed = [0; 32];
    app.chance.fill(&mut seed);
    app.log_signer.replace(&turn, &Keys::parse(&keys.text())?.under(origin, seed)?)?;
    // A site that ran before has signed the tree without entries.
    signed.map_or(Ok(()), |_| app.log_signer.begin_anew(&turn))
}

/// The entries of a copy that is good.
fn entries(
    source: &mut impl Source,
    key: &Verifier,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Outcome, Vec<Line>)> {
    let mut lines = Vec::new();
    let (mut told, mut specified) = (Told::default(), Specified::default());
    let mut outcome = Check { source, key, past: &Past::default(), now: None, progress }.run(|line| {
        told.read(line);
        specified.read(line);
        lines.push(line.clone());
    })?;
    outcome.add(specified.finding());
    let resumed: Vec<Resumed> = lines.iter().filter_map(Resumed::read).collect();
    let keys: Vec<Verifier> =
        lines.iter().filter_map(Change::read).map(|one| one.from).chain([key.clone()]).collect();
    outcome.add(belied(source, &resumed, &keys, None)?);
    let compared = told.compare(source, outcome.head.size).map_err(|fault| unreadable(&fault))?;
    if let Some(finding) = outcome.findings.iter().chain(compared.findings()).next() {
        let entry = finding.entry.map(|entry| format!("entry {entry} ")).unwrap_or_default();
        return Err(refused(&format!("the export is not good: {entry}{}", finding.what)));
    }
    match lines.len() as u64 == outcome.head.size {
        true => Ok((outcome, lines)),
        false => Err(refused("the export does not have every entry")),
    }
}

async fn needs_nothing_there(store: &Store) -> Result<()> {
    match store.read(is_empty).await? {
        true => Ok(()),
        false => Err(refused("the database holds something already: start from a new one")),
    }
}

fn is_empty(db: &mut Db) -> Result<bool> {
    Ok(store::entry::count(db)? == 0
        && store::call::all(db)?.is_empty()
        && store::organisation::all_known(db)?.is_empty()
        && store::staff::list(db)?.is_empty())
}

fn write(
    act: &mut Act<'_>,
    call: &Call,
    register: &Register,
    lines: Vec<Line>,
    (outcome, old): (&Outcome, &Verifier),
) -> Result<()> {
    if !is_empty(act.db)? {
        return Err(Error::Conflict);
    }
    let versions = call.write(act)?;
    let ids = rows::write(act, register, &versions, old.name())?;
    let size = row(outcome.head.size);
    let signatory = Given::of(&lines).behind(1);
    for (line, about) in lines.into_iter().zip(&register.about) {
        let (organisation_id, commitment_id) = ids.of(*about);
        let (at, kind, subject, digest) = (line.at, line.kind, line.subject, line.digest);
        let body = line.body.map(|body| body.get().to_owned());
        let new = NewEntry {
            at,
            kind,
            subject,
            digest,
            salt: line.salt,
            body,
            sealed: None,
            organisation_id,
            commitment_id,
        };
        store::entry::adopt(act.db, row(line.number), &new)?;
    }
    let ours = store::entry::leaves(act.db, 0, size)?;
    if !ours.iter().map(|leaf| tree::record(leaf).hash()).eq(outcome.leaves.iter().copied()) {
        return Err(refused("the entries do not come out as they were entered"));
    }
    adopted::link(act)?;
    store::bulk::set_next(act.db, Next { entry: size, signatory })?;
    let told = store::register_state::receipts_to(act.db)?;
    store::register_state::move_receipts(act.db, told, size)?;
    let body = entry_body::log::goes_on(&(0..outcome.head.size), old, &outcome.note);
    act.entry(EntryKind::LogResumed, About::default(), &body)?;
    let count = json!({ "entries": place(size), "signatories": register.signatories.len() });
    act.audit(AuditAct::RegisterTakenOver, Subject("log", None), count)
}

fn refused(why: &str) -> Error {
    Error::internal(format!("nothing is taken over: {why}"))
}

/// What stands in a file of the export, which must be there.
fn file<T: DeserializeOwned>(source: &mut impl Source, path: &str) -> Result<T> {
    strict::from_slice(&bytes(source, path)?).map_err(|error| not_understood(path, &error))
}

/// A text of the export, which must be there.
fn text(source: &mut impl Source, path: &str) -> Result<String> {
    String::from_utf8(bytes(source, path)?).map_err(|error| not_understood(path, &error))
}

fn bytes(source: &mut impl Source, path: &str) -> Result<Vec<u8>> {
    source.get(path)?.ok_or_else(|| unreadable(&Fault::new(format!("there is no {path}"))))
}

fn not_understood(path: &str, why: &dyn Display) -> Error {
    unreadable(&Fault::not_understood(path, why))
}

/// A file that is missing or damaged, or that another version wrote.
fn unreadable(fault: &Fault) -> Error {
    refused(&format!(
        "{fault}. Take the export anew, from whoever made it, with the version that runs here where that can be; one of a newer version needs that version here"
    ))
}
