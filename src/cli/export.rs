//! Writes the open data and the log as files that anybody can keep, and checks them as `log verify` does.
//!
//! Everything is fetched from a site that is started for it, so the files hold the very bytes that are served.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::log::{self, Opened, Place, failed};
use super::open_existing;
use super::output::{self, say};
use crate::app::{App, register};
use crate::config::Config;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};
use crate::log::check::Source;
use crate::log::tile::{Layer, Tile};
use crate::register::{LogCard, Snapshot};
use crate::store;
use crate::web::{self, site::Site};

/// What happened a moment ago enters the log within a minute; an export waits for it.
const CATCHING_UP: Duration = Duration::from_secs(90);
const LOOK: Duration = Duration::from_secs(1);

/// Where to.
#[derive(clap::Args)]
pub struct Options {
    /// A folder that is not there yet, or is empty.
    dir: PathBuf,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Writes everything, checks it, and says what was written.
///
/// # Errors
/// Internal, with what to do: the folder holds something, the log does not catch up, a file cannot be written.
pub async fn run(config: Config, options: Options) -> Result<ExitCode> {
    let dir = empty(&options.dir)?;
    let app = open_existing(config).await?;
    let log = caught_up(&app).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::internal)?;
    let base = format!("http://{}", listener.local_addr().map_err(Error::internal)?);
    let server = web::server::start(Site::new(app.clone(), Locale::OFFERED, false)?, listener, 1)?;
    let handle = web::server::beside(server);
    let snapshot = app.register.snapshot();
    let copied = tokio::task::spawn_blocking(move || {
        let source = Place::Site(base).open()?;
        let mut copy = Copy { source, dir, files: 0, bytes: 0, bar: output::progress(0, "writing files") };
        copy.all(&snapshot, &log).map(|()| copy)
    });
    let copied = copied.await.map_err(Error::internal)?;
    handle.stop(false).await;
    let copied = copied?;
    let key = app.log_signer.verifier();
    let good = log::verify_folder(&copied.dir, &key)?;
    copied.tell(options.json, good)?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder, made where it is not there.
fn empty(dir: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(dir).map_err(|error| told(dir, "cannot be made", &error))?;
    let mut held = std::fs::read_dir(dir).map_err(|error| told(dir, "cannot be read", &error))?;
    match held.next() {
        None => Ok(dir.to_owned()),
        Some(_) => Err(Error::internal(format!(
            "{} holds something already: name a folder that is not there yet",
            dir.display()
        ))),
    }
}

fn told(path: &Path, what: &str, error: &std::io::Error) -> Error {
    Error::internal(format!("{} {what}: {error}", path.display()))
}

/// Waits until the signed tree holds every entry that the register is made of.
async fn caught_up(app: &App) -> Result<LogCard> {
    let bar = output::progress(CATCHING_UP.as_secs(), "waiting until the log holds everything");
    for _ in 0..CATCHING_UP.as_secs() / LOOK.as_secs() {
        register::refresh(app).await?;
        let written = app.store.read(store::entry::count).await?;
        let log = app.register.snapshot().log.clone();
        if let Some(log) = log.filter(|log| log.size == written) {
            bar.finish_and_clear();
            return Ok(log);
        }
        bar.inc(1);
        tokio::time::sleep(LOOK).await;
    }
    Err(Error::internal(
        "the log does not hold every entry yet. Is `tilsagn serve` or `tilsagn worker` running? It signs what happened \
         within a minute",
    ))
}

/// A copy in the making.
struct Copy {
    source: Opened,
    dir: PathBuf,
    files: u64,
    bytes: u64,
    bar: ProgressBar,
}

impl Copy {
    fn all(&mut self, register: &Snapshot, log: &LogCard) -> Result<()> {
        for file in
            ["log/key", "log/checkpoints", "data/signatories.csv", "data/commitments.csv", "api/v1/call"]
        {
            let bytes = self.fetch(file)?;
            self.keep(file, &bytes)?;
        }
        for version in &register.call.versions {
            for text in &version.texts {
                let file = format!("call/v{}/{}.md", version.number, text.language);
                let bytes = self.fetch(&file)?;
                self.keep(&file, &bytes)?;
            }
        }
        for list in ["api/v1/signatories", "api/v1/commitments"] {
            self.list(list)?;
        }
        self.tiles(log.size)?;
        self.entries(log.size)?;
        self.keep("log/checkpoint", log.note.as_bytes())?;
        self.bar.finish_and_clear();
        Ok(())
    }

    /// A list of many pages, as one.
    fn list(&mut self, file: &str) -> Result<()> {
        let mut whole = self.page(&format!("{file}?limit=500"))?;
        while let Some(next) = whole["next"].as_str() {
            let at =
                next.find("/api/").ok_or_else(|| Error::internal(format!("{next} is no page of a list")))?;
            let mut page = self.page(&next[at + 1..])?;
            whole["next"] = page["next"].take();
            if let (Some(all), Value::Array(more)) = (whole["data"].as_array_mut(), page["data"].take()) {
                all.extend(more);
            }
        }
        let bytes = serde_json::to_vec(&whole).map_err(Error::internal)?;
        self.keep(file, &bytes)
    }

    fn page(&mut self, path: &str) -> Result<Value> {
        serde_json::from_slice(&self.fetch(path)?).map_err(Error::internal)
    }

    fn tiles(&mut self, size: u64) -> Result<()> {
        let levels = (0..8).map(Layer::Hashes).chain([Layer::Entries]);
        for tile in levels.flat_map(|layer| Tile::of_layer(layer, size)) {
            let file = format!("log/tile/{}", tile.path());
            let bytes = self.fetch(&file)?;
            self.keep(&file, &bytes)?;
        }
        Ok(())
    }

    /// The entries below the tree's size, one JSON object a line.
    fn entries(&mut self, size: u64) -> Result<()> {
        let mut all = Vec::new();
        let mut held = 0;
        while held < size {
            let after = if held == 0 { String::new() } else { format!("&after={}", held - 1) };
            let limit = (size - held).min(crate::domain::limits::ENTRIES_AT_ONCE);
            let lines = self.fetch(&format!("data/entries.ndjson?limit={limit}{after}"))?;
            if lines.is_empty() {
                return Err(Error::internal(format!("entry {held} cannot be read")));
            }
            held += lines.iter().filter(|byte| **byte == b'\n').count() as u64;
            all.extend(lines);
        }
        self.keep("data/entries.ndjson", &all)
    }

    fn fetch(&mut self, path: &str) -> Result<Vec<u8>> {
        let found = self.source.get(path).map_err(failed)?;
        found.ok_or_else(|| Error::internal(format!("/{path} is not served")))
    }

    fn keep(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        let path = self.dir.join(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| told(folder, "cannot be made", &error))?;
        }
        std::fs::write(&path, bytes).map_err(|error| told(&path, "cannot be written", &error))?;
        self.files += 1;
        self.bytes += bytes.len() as u64;
        self.bar.inc(1);
        Ok(())
    }

    fn tell(&self, as_json: bool, good: bool) -> Result<()> {
        if as_json {
            let report = json!({ "files": self.files, "bytes": self.bytes, "good": good });
            say!("{}", serde_json::to_string_pretty(&report).map_err(Error::internal)?);
        } else {
            let dir = self.dir.display();
            say!("{} files, {} bytes in {dir}", self.files, self.bytes);
            say!("anybody can check them: tilsagn log verify {dir}");
        }
        Ok(())
    }
}
