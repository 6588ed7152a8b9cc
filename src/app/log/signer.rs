//! Who signs the log: the key in its own file, and beside it what this signer signed last.
//!
//! The last signed checkpoint lies outside the database, so that a database that was restored from an
//! older backup is noticed before anything else is signed in its place.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;

use crate::clock::Chance;
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::files::{self, Version};
use crate::log::checkpoint::Head;
use crate::log::cosignature::Witness;
use crate::log::keys::Keys;
use crate::log::note::{Signer, Verifier};

/// The end of the name of the file with the last signed checkpoint.
const SIGNED: &str = ".signed";
/// What is put behind it when another log begins.
const BEFORE: &str = ".before";

/// The log's signer on this machine.
pub struct LogSigner {
    /// The file of keys.
    path: PathBuf,
    held: ArcSwap<Held>,
    signed: PathBuf,
    /// The witnesses, by their keys, that have said in this process what they signed last.
    heard: Mutex<BTreeSet<String>>,
    /// Whether whoever runs the server has said in this process what was signed last.
    told: AtomicBool,
    /// Whether this process has seen that it remembers all that was published: from then on only other nodes go ahead of it.
    in_step: AtomicBool,
    /// Whether this process asks the log's witnesses what they signed last.
    asks: AtomicBool,
}

/// The keys as they were read, from which version of their file.
struct Held {
    keys: Arc<Keys>,
    version: Version,
}

/// The turn to sign; others on this machine wait until it is dropped.
pub struct Turn(#[allow(dead_code, reason = "holds the lock")] fs::File);

impl LogSigner {
    /// Opens the key. The first start makes it: its name, the log's origin, is the host of the base URL
    /// and `/log`, and stays so when the site moves. A log that was begun is never given another key, and a
    /// process that only reads makes none.
    ///
    /// # Errors
    /// Internal, with what to do.
    pub fn open(config: &Config, may_make: bool, chance: &dyn Chance) -> Result<LogSigner> {
        let path = &config.log_key_file;
        if !path.try_exists().map_err(|error| cannot("read", path, &error))? {
            if !may_make {
                return Err(Error::internal(format!(
                    "the key of the log is not here, and none can be made for a log that was begun, nor by a \
                     process that only reads: put {} back from your copy, or copy it from the node that has it",
                    path.display()
                )));
            }
            let mut seed = [0; 32];
            chance.fill(&mut seed);
            let keys = Keys::first(Signer::new(&origin(config), seed)?);
            files::make_once(path, keys.text().as_bytes(), chance)
                .map_err(|error| cannot("make", path, &error))?;
        }
        LogSigner::load(path)
    }

    /// The name of the log that a start here would sign, and its key where there is one already.
    ///
    /// # Errors
    /// Internal, with what to do.
    pub fn foreseen(config: &Config) -> Result<(String, Option<Verifier>)> {
        let path = &config.log_key_file;
        if !path.try_exists().map_err(|error| cannot("read", path, &error))? {
            return Ok((origin(config), None));
        }
        let key = LogSigner::load(path)?.verifier();
        Ok((key.name().to_owned(), Some(key)))
    }

    /// Opens a key that must be there.
    ///
    /// # Errors
    /// Internal, with what to do.
    pub fn load(path: &Path) -> Result<LogSigner> {
        let held = ArcSwap::from_pointee(Held::read(path)?);
        Ok(LogSigner {
            path: path.to_owned(),
            held,
            signed: files::beside(path, SIGNED),
            heard: Mutex::default(),
            told: AtomicBool::default(),
            in_step: AtomicBool::default(),
            asks: AtomicBool::default(),
        })
    }

    /// The keys of the log, as they were last read.
    pub fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.held.load().keys)
    }

    /// What others check the log with.
    pub fn verifier(&self) -> Verifier {
        self.keys().current().clone()
    }

    /// Notes that a witness has said what it signed last, or that it knows nothing of this log.
    pub fn hear(&self, witness: &Witness) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).insert(witness.text());
    }

    /// Whether a witness has said in this process what it signed last.
    pub fn has_heard(&self, witness: &Witness) -> bool {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).contains(&witness.text())
    }

    /// Notes that whoever runs the server has said what was signed last. Until something is signed, only this process
    /// knows.
    pub(super) fn tell(&self) {
        self.told.store(true, Ordering::Relaxed);
    }

    /// Whether that was said in this process.
    pub(super) fn was_told(&self) -> bool {
        self.told.load(Ordering::Relaxed)
    }

    /// Notes that all that was published is remembered.
    pub(super) fn falls_in(&self) {
        self.in_step.store(true, Ordering::Relaxed);
    }

    /// Whether it was in this process.
    pub(super) fn is_in_step(&self) -> bool {
        self.in_step.load(Ordering::Relaxed)
    }

    /// Notes that this process asks the log's witnesses what they signed last, and so knows in time whether more was signed
    /// than is here.
    pub fn asks_witnesses(&self) {
        self.asks.store(true, Ordering::Relaxed);
    }

    /// Whether it does.
    pub(super) fn is_asking(&self) -> bool {
        self.asks.load(Ordering::Relaxed)
    }

    /// Reads the keys again, when somebody has changed them.
    ///
    /// # Errors
    /// Internal, with what to do.
    pub fn look(&self) -> Result<()> {
        let version = files::version(&self.path).map_err(|error| cannot("read", &self.path, &error))?;
        if version != self.held.load().version {
            self.held.store(Arc::new(Held::read(&self.path)?));
        }
        Ok(())
    }

    /// The tree that this signer signed last; none before the first.
    ///
    /// # Errors
    /// Internal, if the file cannot be read or does not hold what one of the keys signed.
    pub fn last_signed(&self) -> Result<Option<Head>> {
        let Some(note) = self.last_note()? else { return Ok(None) };
        self.keys().open(&note).map(Some).map_err(|fault| {
            Error::internal(format!(
                "the file {} does not hold the checkpoint that this key signed last: {fault}. If this machine still has the \
                 file as it was written last, put that back, and never an older one. If it is lost, move this one away, stop \
                 whatever else signs, and run `tilsagn log resume --from` with the address or folder of a copy of the log as \
                 it was published last",
                self.signed.display()
            ))
        })
    }

    /// Signs a tree, and keeps that it did before anybody else can see it.
    ///
    /// # Errors
    /// Internal, if the file cannot be written; then nothing may be published.
    pub(super) fn sign(&self, turn: &Turn, head: &Head) -> Result<String> {
        let note = self.keys().sign(head)?;
        self.remember(turn, &note)?;
        Ok(note)
    }

    /// Keeps a checkpoint that goes on from what was signed last: the next one goes on from it.
    ///
    /// # Errors
    /// Internal, if the file cannot be written.
    pub(super) fn remember(&self, _turn: &Turn, note: &str) -> Result<()> {
        files::replace(&self.signed, note.as_bytes()).map_err(|error| cannot("write", &self.signed, &error))
    }

    /// The turn to sign, with the keys as they are now; none when another process on this machine has it.
    ///
    /// # Errors
    /// Internal, if the lock file cannot be made, or the keys cannot be read.
    pub(in crate::app) fn turn(&self) -> Result<Option<Turn>> {
        let held = files::lock(&self.signed).map_err(|error| cannot("lock", &self.signed, &error))?;
        self.look()?;
        Ok(held.map(Turn))
    }

    /// Puts aside what was signed last, for the log that begins now has signed nothing. It is kept under another name.
    ///
    /// # Errors
    /// Internal, if the file cannot be moved.
    pub(in crate::app) fn begin_anew(&self, _turn: &Turn) -> Result<()> {
        let aside = files::beside(&self.signed, BEFORE);
        match fs::rename(&self.signed, aside) {
            // Only a witness knows what was signed.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            moved => moved.map_err(|error| cannot("move", &self.signed, &error)),
        }
    }

    /// The checkpoint that was signed last, as it was signed; none where nothing here remembers it.
    ///
    /// # Errors
    /// Internal, if the file cannot be read.
    pub(super) fn last_note(&self) -> Result<Option<String>> {
        match fs::read(&self.signed) {
            // What is no text is no checkpoint either: whoever opens it says what to do.
            Ok(note) => Ok(Some(String::from_utf8_lossy(&note).into_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot("read", &self.signed, &error)),
        }
    }

    /// Puts other keys in the place of those that are held.
    ///
    /// # Errors
    /// Internal, if the file cannot be written; then the old ones are still there.
    pub(in crate::app) fn replace(&self, _turn: &Turn, keys: &Keys) -> Result<()> {
        files::replace(&self.path, keys.text().as_bytes())
            .map_err(|error| cannot("write", &self.path, &error))?;
        self.look()
    }
}

impl Held {
    fn read(path: &Path) -> Result<Held> {
        let failed = |error: std::io::Error| cannot("read", path, &error);
        if let Some(mode) = files::open_to_others(path).map_err(failed)? {
            return Err(Error::internal(format!(
                "others than its owner can reach the log's key {0} (mode {mode:04o}): run chmod 600 {0}",
                path.display()
            )));
        }
        // Looked at first: what changes meanwhile is read again.
        let version = files::version(path).map_err(failed)?;
        let text = fs::read_to_string(path).map_err(failed)?;
        let keys = Keys::parse(&text).map_err(|fault| {
            Error::internal(format!("the file {} holds no key of a log: {fault}", path.display()))
        })?;
        Ok(Held { keys: Arc::new(keys), version })
    }
}

/// The name of the log (C2SP tlog-checkpoint: an address without scheme).
fn origin(config: &Config) -> String {
    format!("{}/log", config.base_url.host())
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} the file of the log {}: {error}", path.display()))
}
