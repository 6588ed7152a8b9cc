//! Which logs the witnesses of a folder have signed something of (`witness.logs`): the memory of none of them may be gone.
//!
//! A line each, the log's name and the witness's key. Another witness, made with another key, has signed nothing; each stands
//! there alone from when its key is made, the newest at the end, so that a file that is gone, empty or cut off is missed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::ANOTHER;
use crate::domain::{Error, Result};
use crate::files;
use crate::log::cosignature::Witness;

const FILE: &str = "witness.logs";

/// The lines of the file.
pub struct Logs(Vec<String>);

impl Logs {
    /// Reads the file; nothing, where there is none.
    ///
    /// # Errors
    /// Internal, with what to do, where it is damaged.
    pub fn read(folder: &Path) -> Result<Logs> {
        let text = match fs::read(folder.join(FILE)) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| lost(folder, "it is not UTF-8"))?,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(lost(folder, &error.to_string())),
        };
        if !text.is_empty() && !text.ends_with('\n') {
            return Err(lost(folder, "its last line is cut off"));
        }
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match lines.iter().all(|line| Witness::parse(parts(line).1).is_ok()) {
            true => Ok(Logs(lines)),
            false => Err(lost(folder, "it has a line without the key of a witness")),
        }
    }

    /// The key of the witness that was made last.
    pub fn newest(&self) -> Option<&str> {
        self.0.last().map(|line| parts(line).1)
    }

    /// Whether it names a witness.
    pub fn name(&self, key: &str) -> bool {
        self.0.iter().any(|line| parts(line).1 == key)
    }

    /// Whether a witness has signed something of a log.
    pub fn has(&self, log: &str, key: &str) -> bool {
        self.0.iter().any(|line| parts(line) == (Some(log), key))
    }

    /// Adds a log of which a witness has signed something, or the witness alone. Its own line is the last one.
    pub fn add(&mut self, log: Option<&str>, key: &str) {
        self.0.retain(|line| line != key);
        self.0.extend(log.map(|log| format!("{log} {key}")));
        self.0.push(key.to_owned());
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Internal, if it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE);
        let text: String = self.0.iter().map(|line| format!("{line}\n")).collect();
        files::replace(&path, text.as_bytes())
            .map_err(|error| Error::internal(format!("{}: {error}", path.display())))
    }
}

/// The log's name, if there is one, and the witness's key.
fn parts(line: &str) -> (Option<&str>, &str) {
    line.rsplit_once(' ').map_or((None, line), |(log, key)| (Some(log), key))
}

/// The refusal to sign as a witness that may have forgotten of which logs it has signed something.
pub fn lost(folder: &Path, why: &str) -> Error {
    Error::internal(format!(
        "{} is gone or damaged: {why}. It names the logs of which this witness has signed something, so that nobody can have another \
         past signed. Put it back from a copy, with the last checkpoint of each log; never an older one. {ANOTHER}",
        folder.join(FILE).display()
    ))
}
