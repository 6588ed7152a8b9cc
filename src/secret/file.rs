//! The file that holds a secret: 32 random bytes in hex, for its owner's eyes only.

use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;

use crate::clock::Chance;
use crate::domain::{Error, Result};
use crate::files;

/// The secret in the file; a new one if there is no file.
pub(super) fn load_or_create(path: &Path, chance: &dyn Chance) -> Result<[u8; 32]> {
    if !path.try_exists().map_err(|error| cannot("read", path, &error))? {
        create(path, chance).map_err(|error| cannot("make", path, &error))?;
    }
    load(path)
}

/// The secret in a file that must exist.
pub(super) fn load(path: &Path) -> Result<[u8; 32]> {
    if let Some(mode) = files::open_to_others(path).map_err(|error| cannot("read", path, &error))? {
        return Err(Error::internal(format!(
            "others than its owner can reach the secret file {0} (mode {1:04o}): run chmod 600 {0}",
            path.display(),
            mode
        )));
    }
    let text = fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
    let bytes = HEXLOWER.decode(text.trim().as_bytes()).ok();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| {
        Error::internal(format!(
            "the secret file {} does not hold 64 hexadecimal digits: put back the one from your copy, \
             or, if there is no data yet, delete it and start again",
            path.display()
        ))
    })
}

fn create(path: &Path, chance: &dyn Chance) -> std::io::Result<()> {
    let mut secret = [0; 32];
    chance.fill(&mut secret);
    files::make_once(path, format!("{}\n", HEXLOWER.encode(&secret)).as_bytes(), chance)
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} the secret file {}: {error}", path.display()))
}
