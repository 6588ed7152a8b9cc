//! The file of the embedded database: made once, told apart from others that may take its place.

use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use crate::domain::{Error, Result};

/// Which file stands at a path, however it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// # Errors
    /// `Away`, if there is none.
    pub fn of(path: &Path) -> Result<FileId> {
        let found = std::fs::metadata(path);
        let found = found.map_err(|error| {
            Error::away(format!("the database's file {} cannot be found: {error}", path.display()))
        })?;
        Ok(FileId { device: found.dev(), inode: found.ino() })
    }
}

/// Makes folder and file, if they are not there.
pub(super) fn create(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| cannot_make(folder, &error))?;
    }
    if path.exists() {
        // Not even opened: closing it again would drop the locks that this process holds on it.
        return Ok(());
    }
    // An empty file is an empty database. Nobody else on the machine reads it; SQLite's files beside it follow.
    let made = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    made.map(drop).map_err(|error| cannot_make(path, &error))
}

fn cannot_make(path: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("{} cannot be made: {error}", path.display()))
}

/// The path as SQLite opens it without making a file: an empty one in the place of a database that was
/// moved away would be taken for it (<https://www.sqlite.org/uri.html>).
pub(super) fn existing(path: &Path) -> String {
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let authority = if path.is_absolute() { "//" } else { "" };
    format!("file:{authority}{escaped}?mode=rw")
}
