//! The file that holds a secret: 32 random bytes in hex, for its owner's eyes only.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use data_encoding::HEXLOWER;

use crate::clock::Chance;
use crate::domain::{Error, Result};

/// Permission bits of everybody but the owner.
const OTHERS: u32 = 0o077;

/// The secret in the file; a new one if there is no file.
pub(super) fn load_or_create(path: &Path, chance: &dyn Chance) -> Result<[u8; 32]> {
    if !path.try_exists().map_err(|error| cannot("read", path, &error))? {
        create(path, chance).map_err(|error| cannot("make", path, &error))?;
    }
    load(path)
}

/// The secret in a file that must exist.
pub(super) fn load(path: &Path) -> Result<[u8; 32]> {
    let mode = fs::metadata(path).map_err(|error| cannot("read", path, &error))?.permissions().mode();
    if mode & OTHERS != 0 {
        return Err(Error::internal(format!(
            "others than its owner can reach the secret file {0} (mode {1:04o}): run chmod 600 {0}",
            path.display(),
            mode & 0o7777
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

/// Makes the whole file or none, also when the power fails half-way or two processes start at once:
/// it is written under another name and then linked, which fails if the name is taken.
fn create(path: &Path, chance: &dyn Chance) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let (mut secret, mut name) = ([0; 32], [0; 8]);
    chance.fill(&mut secret);
    chance.fill(&mut name);
    let draft = folder.join(format!(".secret-{}", HEXLOWER.encode(&name)));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written = file.write_all(format!("{}\n", HEXLOWER.encode(&secret)).as_bytes());
    let linked = written.and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&draft, path));
    fs::remove_file(&draft)?;
    match linked {
        // Another process was faster; its secret counts.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        other => other?,
    }
    File::open(folder)?.sync_all()
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} the secret file {}: {error}", path.display()))
}
