//! A copy in the making: fetches what a site serves and writes it into files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::told;
use crate::app::succession::VERSIONS;
use crate::cli::log::{Opened, failed};
use crate::cli::output::{self, say};
use crate::domain::{Error, Result, limits};
use crate::log::check::Source;
use crate::log::history::Signed;
use crate::log::tile::{Layer, Tile};
use crate::register::{LogCard, Snapshot};

const ENTRIES: &str = "data/entries.ndjson";

/// A copy in the making.
pub struct Copy {
    source: Opened,
    pub dir: PathBuf,
    /// The files, the one that is being written among them.
    written: Vec<PathBuf>,
    bytes: u64,
    bar: ProgressBar,
}

impl Copy {
    /// A copy of a site, with nothing in it yet.
    pub fn begin(source: Opened, dir: PathBuf) -> Copy {
        Copy { source, dir, written: Vec::new(), bytes: 0, bar: output::progress(0, "writing files") }
    }

    /// The open data and the log.
    ///
    /// # Errors
    /// Internal, if something is not served or cannot be written.
    pub fn data(&mut self, register: &Snapshot, log: &LogCard) -> Result<()> {
        for file in ["log/key", "data/signatories.csv", "data/commitments.csv", "api/v1/call"] {
            self.take(file, file)?;
        }
        let signed = checkpoints(limits::ENTRIES_AT_ONCE, |path| self.fetch(path))?;
        self.keep("log/checkpoints", &signed)?;
        for version in &register.call.versions {
            for text in &version.texts {
                let file = format!("call/v{}/{}.md", version.number, text.language);
                self.take(&file, &file)?;
            }
        }
        self.take(VERSIONS, VERSIONS)?;
        for list in ["api/v1/signatories", "api/v1/commitments"] {
            self.list(list)?;
        }
        self.tiles(log.size)?;
        self.keep_entries(log.size)?;
        self.keep("log/checkpoint", log.note.as_bytes())
    }

    /// Looks whether what was copied may still be shown: somebody can hide while a copy is made.
    ///
    /// # Errors
    /// Internal, when a body was withheld or erased meanwhile.
    pub fn end(&mut self, log: &LogCard) -> Result<()> {
        let path = self.dir.join(ENTRIES);
        let mut kept = File::open(&path).map_err(|error| told(&path, "cannot be read", &error))?;
        let mut is_same = true;
        self.entries(log.size, |now| {
            let mut before = vec![0; now.len()];
            is_same &= kept.read_exact(&mut before).is_ok() && before == now;
            Ok(())
        })?;
        self.bar.finish_and_clear();
        match is_same && kept.read(&mut [0]).is_ok_and(|more| more == 0) {
            true => Ok(()),
            false => Err(Error::internal("something was hidden or erased while it was copied: begin again")),
        }
    }

    /// Takes away what was written: a part is no copy. What somebody else has put there stays, and so does the folder itself.
    pub fn discard(self) {
        self.bar.finish_and_clear();
        let mut folders = BTreeSet::new();
        for file in &self.written {
            let _ = fs::remove_file(file);
            folders.extend(
                file.ancestors().skip(1).take_while(|folder| *folder != self.dir).map(Path::to_owned),
            );
        }
        // The inner ones first. One that holds something else is not empty.
        for folder in folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
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
            let file = tile.address();
            self.take(&file, &file)?;
        }
        Ok(())
    }

    /// Writes the entries below the tree's size, one JSON object a line.
    fn keep_entries(&mut self, size: u64) -> Result<()> {
        let path = self.place(ENTRIES)?;
        let failed = |error: io::Error| told(&path, "cannot be written", &error);
        let (mut file, mut bytes) = (File::create(&path).map_err(failed)?, 0);
        self.entries(size, |lines| {
            bytes += lines.len();
            file.write_all(lines).map_err(failed)
        })?;
        self.count(bytes);
        Ok(())
    }

    /// Shows the entries below the tree's size to `take`, many lines at a time: all of them may be more than is held at once.
    fn entries(&mut self, size: u64, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut held = 0;
        while held < size {
            let after = if held == 0 { String::new() } else { format!("&after={}", held - 1) };
            let limit = (size - held).min(limits::ENTRIES_AT_ONCE);
            let lines = self.fetch(&format!("data/entries.ndjson?limit={limit}{after}"))?;
            if lines.is_empty() {
                return Err(Error::internal(format!("entry {held} cannot be read")));
            }
            held += lines.iter().filter(|byte| **byte == b'\n').count() as u64;
            take(&lines)?;
        }
        Ok(())
    }

    /// Fetches what is served at a path and keeps it as a file.
    ///
    /// # Errors
    /// Internal, if it is not served or cannot be written.
    pub fn take(&mut self, path: &str, file: &str) -> Result<()> {
        let bytes = self.fetch(path)?;
        self.keep(file, &bytes)
    }

    /// The same of what is not served at every such path.
    ///
    /// # Errors
    /// Internal, if it cannot be read or written.
    pub fn take_if_served(&mut self, path: &str) -> Result<()> {
        match self.source.get(path).map_err(failed)? {
            Some(bytes) => self.keep(path, &bytes),
            None => Ok(()),
        }
    }

    /// How many files there will be.
    pub fn expect(&mut self, more: usize) {
        self.bar.set_length((self.written.len() + more) as u64);
    }

    fn fetch(&mut self, path: &str) -> Result<Vec<u8>> {
        let found = self.source.get(path).map_err(failed)?;
        found.ok_or_else(|| Error::internal(format!("/{path} is not served")))
    }

    /// Writes a file.
    ///
    /// # Errors
    /// Internal, if it cannot be written.
    pub fn keep(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        let path = self.place(file)?;
        fs::write(&path, bytes).map_err(|error| told(&path, "cannot be written", &error))?;
        self.count(bytes.len());
        Ok(())
    }

    /// Where a file is to be written, in a folder that is there.
    fn place(&mut self, file: &str) -> Result<PathBuf> {
        let path = self.dir.join(file);
        self.written.push(path.clone());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| told(folder, "cannot be made", &error))?;
        }
        Ok(path)
    }

    /// A file of so many bytes was written.
    fn count(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
        self.bar.inc(1);
    }

    /// Says what was written.
    ///
    /// # Errors
    /// Internal; a report of plain values is always JSON.
    pub fn tell(&self, as_json: bool, good: bool) -> Result<()> {
        if as_json {
            let report = json!({ "files": self.written.len(), "bytes": self.bytes, "good": good });
            output::tell_json(&report)?;
        } else {
            let dir = self.dir.display();
            say!("{} files, {} bytes in {dir}", self.written.len(), self.bytes);
            if good {
                say!("anybody can check them: tilsagn log verify {dir}");
            } else {
                say!("they are what the site shows, and something is wrong with them: see above");
            }
        }
        Ok(())
    }
}

/// Every checkpoint, one JSON object a line; a request answers so many of them.
fn checkpoints(at_once: u64, mut fetch: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let lines = fetch(&format!("log/checkpoints?limit={at_once}{after}"))?;
        let each: Vec<&[u8]> = lines.split_inclusive(|byte| *byte == b'\n').collect();
        if let Some(last) = each.last() {
            let last: Signed = serde_json::from_slice(last).map_err(Error::internal)?;
            after = format!("&after={}", last.size);
        }
        let is_last = (each.len() as u64) < at_once;
        all.extend(lines);
        if is_last {
            return Ok(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    fn offer(site: &Path, lines: &str) {
        std::fs::write(site.join(ENTRIES), lines).unwrap();
    }

    #[test]
    fn of_a_copy_that_is_broken_off_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut copy = Copy::begin(Opened::Folder(folder.path().join("site")), folder.path().to_owned());
        for file in ["log/tile/0/000", "log/key", "data/other/list.csv", "index.html"] {
            copy.keep(file, b"a part").unwrap();
        }
        let stranger = folder.path().join("data/notes");
        std::fs::write(&stranger, "of somebody else").unwrap();
        // A disk that is full, or anything else that cannot be written.
        assert!(copy.keep("log/key/under-a-file", b"").is_err());
        copy.discard();
        let left = std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name());
        assert_eq!(left.collect::<Vec<_>>(), ["data"]);
        assert!(stranger.exists() && !folder.path().join("data/other").exists());
    }

    #[test]
    fn a_copy_has_all_checkpoints_however_many_there_are() {
        let line = |size: u64| format!("{{\"size\":{size},\"note\":\"\"}}\n");
        for most in 0..8 {
            let mut asked = Vec::new();
            let signed = checkpoints(3, |path| {
                asked.push(path.to_owned());
                let after = path.split_once("&after=").map_or(0, |(_, size)| size.parse().unwrap());
                Ok((after + 1..=most).take(3).map(line).collect::<String>().into_bytes())
            });
            let all: String = (1..=most).map(line).collect();
            assert_eq!(String::from_utf8(signed.unwrap()).unwrap(), all, "{asked:?}");
        }
    }

    #[test]
    fn a_copy_in_which_somebody_hid_meanwhile_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let (site, to) = (folder.path().join("site"), folder.path().join("to"));
        std::fs::create_dir_all(site.join("data")).unwrap();
        let (root, note) = Default::default();
        let log = LogCard {
            size: 2,
            root,
            note,
            at: Moment::from_millis(0),
            words: Vec::new(),
            claims: Vec::new(),
            earlier_keys: Vec::new(),
        };
        let mut copy = Copy::begin(Opened::Folder(site.clone()), to);
        offer(&site, "{\"body\":1}\n{\"body\":2}\n");
        copy.keep_entries(log.size).unwrap();
        copy.end(&log).unwrap();
        offer(&site, "{\"body\":1}\n{\"body\":null}\n");
        let error = copy.end(&log).unwrap_err().to_string();
        assert!(error.contains("hidden or erased"), "{error}");
    }
}
