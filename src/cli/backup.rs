//! A copy of the embedded database, made while it is served; and a copy put back where there is none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::output::{self, say};
use super::serve;
use crate::app::backup::{self, Copied, Known};
use crate::app::log::{LogSigner, shown::MEND};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::files;
use crate::log::keys::Keys;
use crate::secret::Secrets;
use crate::store::DatabaseUrl;

/// Where the copy is, and how it is told.
#[derive(clap::Args)]
pub struct Options {
    /// The copy: one file.
    file: PathBuf,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

const DUMP: &str = "the database is on PostgreSQL: copy it with `pg_dump --format=custom`, all tables, for none can be left \
                    out. What cannot be had again from anywhere: organisations, endorsements, representatives, \
                    commitments, cases and their notes, staff, entries with log_tiles and log_checkpoints, audit_lines, \
                    settings";
const UNDUMP: &str = "the database is on PostgreSQL: put a dump back with `pg_restore` into an empty database, then run \
                      `tilsagn migrate`";

/// Copies the database while others use it.
pub fn back_up(config: &Config, options: &Options) -> Result<ExitCode> {
    let DatabaseUrl::Sqlite(path) = &config.database else { return Err(Error::internal(DUMP)) };
    if !config.database.is_there() {
        return Err(Error::internal(format!("there is no database in {}", path.display())));
    }
    let (keys, secrets) = (keys(config)?, secrets(config));
    let known = Known { keys: keys.as_deref(), secrets: secrets.as_ref() };
    let sign = output::going_on("copying the database, and looking whether the copy is good");
    let copied = backup::back_up(&config.database, &options.file, SystemClock.now(), known)?;
    drop(sign);
    let code = report(config, options, &copied, "copied")?;
    if !options.json {
        if let Some(size) = ahead(config, &copied) {
            say!(
                "it holds less than what was signed here, a tree of {size} entries: the database is older, or was emptied. \
                 `tilsagn doctor` says what to do"
            );
        }
        say!("keep too, apart from it: {}", apart(config).join(", "));
        say!(
            "not to be copied: {} stays with the machine that signs; never put an older one back",
            shown(&memory(config))
        );
    }
    Ok(code)
}

/// Puts a copy back.
pub fn restore(config: &Config, options: &Options) -> Result<ExitCode> {
    let DatabaseUrl::Sqlite(path) = &config.database else { return Err(Error::internal(UNDUMP)) };
    let (keys, secrets) = (keys(config)?, secrets(config));
    let known = Known { keys: keys.as_deref(), secrets: secrets.as_ref() };
    let sign = output::going_on("looking whether the copy is good, and putting it back");
    let now = SystemClock.now();
    if !config.database.is_there() {
        // Before anything is made, the lock too.
        backup::check(&options.file, now, known)?;
    }
    let _claim = serve::claim(config)?;
    let copied = backup::restore(&options.file, path, now, known)?;
    drop(sign);
    let code = report(config, options, &copied, "put back")?;
    if !options.json {
        say!("it needs the files it was made with: {}", apart(config).join(", "));
        match ahead(config, &copied) {
            Some(size) => say!(
                "it is older than what was signed here, a tree of {size} entries, and names whoever has hidden or was erased since. \
                 Until that is settled the site shows no register, and nothing is signed: run `tilsagn log resume --from URL|DIR` \
                 with a copy of the log"
            ),
            None if copied.has_log() && signed_last(config).is_none() => say!(
                "nothing here knows what was signed last: there is no {}.signed. Until it is known, the site shows no \
                 register, for it may name who has hidden since, and nothing is signed: run `tilsagn \
                 log resume --from URL|DIR` with a copy of the log as it was published last or, if nothing was published after \
                 this copy was made, `tilsagn log resume --nothing-lost`; then tilsagn doctor",
                config.log_key_file.display()
            ),
            None => say!("next: tilsagn doctor"),
        }
    }
    Ok(code)
}

/// The log's keys, where they are here. Whether they are this log's, its checkpoints say.
fn keys(config: &Config) -> Result<Option<Arc<Keys>>> {
    let path = &config.log_key_file;
    match files::regular(path) {
        Err(error) if path.exists() => {
            Err(Error::internal(format!("cannot read {}: {error}", path.display())))
        }
        _ => Ok(LogSigner::load(path).ok().map(|signer| signer.keys())),
    }
}

/// The secret, where it is here. Whether it is this database's, the database says.
fn secrets(config: &Config) -> Option<Secrets> {
    let (path, previous) = (&config.secret_file, &config.previous_secret_files);
    // A pipe would be waited for without end.
    std::iter::once(path).chain(previous).try_for_each(|path| files::regular(path).map(drop)).ok()?;
    Secrets::load(path, previous).ok()
}

/// Says what was done. Where something that lay sealed was destroyed, or the register is not what its entries say, that is a
/// failure, and the copy is there all the same.
fn report(config: &Config, options: &Options, copied: &Copied, done: &str) -> Result<ExitCode> {
    let Copied { bytes, entries, opened, differs, behind } = copied;
    let lost = opened.as_ref().and_then(|opened| opened.as_ref().err());
    let good = lost.is_none() && differs.as_ref().is_none_or(Vec::is_empty);
    let code = if good { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if options.json {
        let report = json!({
            "file": options.file, "bytes": bytes, "entries": entries, "behind": behind,
            "opened": opened.as_ref().and_then(|opened| opened.as_ref().ok()), "lost": lost,
            "differs": differs, "keep_too": apart(config), "stays_here": [shown(&memory(config))],
            "signed_last": ahead(config, copied),
            "remembers": signed_last(config).is_some(),
        });
        output::tell_json(&report)?;
        return Ok(code);
    }
    let (file, good) = (options.file.display(), if good { " and found good" } else { "" });
    match entries {
        Some(entries) => say!("{file}: {done}{good}, {bytes} bytes, {entries} entries in the log"),
        None => {
            say!("{file}: {done}{good}, {bytes} bytes");
            say!("an older version made it: the next start brings it up to date and looks at its log");
        }
    }
    if entries.is_some() {
        tell_sealed(config, opened.as_ref());
    }
    tell_differences(differs.as_deref().unwrap_or_default());
    Ok(code)
}

fn tell_differences(differs: &[String]) {
    if !differs.is_empty() {
        say!("NOT GOOD: the register or the Call in it is not what its entries say");
        differs.iter().for_each(|what| say!("  {what}"));
        say!("  -> {MEND}. Keep the copies from before");
    }
}

fn tell_sealed(config: &Config, opened: Option<&Result<u64, String>>) {
    match opened {
        Some(Ok(opened)) => say!("what lies sealed in it opens: {opened} fields"),
        Some(Err(why)) => say!(
            "NOT WHOLE: what lay sealed was changed or destroyed in the database before: {why}. Keep the copies from before, \
             which may have it; tilsagn doctor says more"
        ),
        None => say!(
            "whether what lies sealed in it opens was not looked at: the secret that sealed it is not in {}. Put it there, then run \
             tilsagn doctor",
            config.secret_file.display()
        ),
    }
}

/// The files beside the database without which a copy of it is of little use.
fn apart(config: &Config) -> Vec<String> {
    let files = std::iter::once(&config.secret_file).chain(&config.previous_secret_files);
    files.chain([&config.log_key_file]).map(|path: &PathBuf| shown(path)).collect()
}

/// What the signer on this machine remembers. It lies apart too, and is no part of a backup: an older one would let what
/// was signed since be signed anew.
fn memory(config: &Config) -> PathBuf {
    files::beside(&config.log_key_file, ".signed")
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The size of the tree that was signed last on this machine, when the copy does not reach as far.
fn ahead(config: &Config, copied: &Copied) -> Option<u64> {
    signed_last(config).filter(|size| copied.entries.is_some_and(|entries| entries < *size))
}

/// The size of the tree that was signed last on this machine; nothing where nothing here remembers it.
fn signed_last(config: &Config) -> Option<u64> {
    LogSigner::load(&config.log_key_file).ok()?.last_signed().ok()?.map(|head| head.size)
}
