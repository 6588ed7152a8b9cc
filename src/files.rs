//! Files that are written whole or not at all, for their owner's eyes only.
//!
//! Knows nothing of what is in them; the callers say in words what went wrong.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;

use crate::clock::Chance;

/// Permission bits of everybody but the owner.
const OTHERS: u32 = 0o077;

/// Makes a file that is not there yet: the whole file or none, also when the power fails half-way or
/// two processes start at once. It is written under another name and then linked, which fails if the
/// name is taken; the file that was there first counts.
pub fn make_once(path: &Path, content: &[u8], chance: &dyn Chance) -> Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut name = [0; 8];
    chance.fill(&mut name);
    let draft = folder.join(format!(".draft-{}", HEXLOWER.encode(&name)));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written = file.write_all(content);
    let linked = written.and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&draft, path));
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        other => other?,
    }
    File::open(folder)?.sync_all()
}

/// Puts a file in the place of the one before. Whenever the power fails, one of the two is there, whole.
/// One process at a time: see `lock`.
pub fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let draft = beside(path, ".new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    File::open(folder_of(path))?.sync_all()
}

/// Gives a finished file its name, which must be free.
pub fn place(draft: &Path, path: &Path) -> Result<()> {
    File::open(draft)?.sync_all()?;
    fs::hard_link(draft, path)?;
    fs::remove_file(draft)?;
    File::open(folder_of(path))?.sync_all()
}

/// The lock beside a file, held until the value is dropped; none when another process holds it.
pub fn lock(path: &Path) -> Result<Option<File>> {
    let name = beside(path, ".lock");
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(name)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// The same with the number of the process that holds it, which the other learns: `Err` with it, as it stands there.
pub fn claim(path: &Path) -> Result<std::result::Result<File, String>> {
    let name = beside(path, ".lock");
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(name)?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0)?;
            writeln!(file, "{}", std::process::id())?;
            Ok(Ok(file))
        }
        Err(fs::TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder)?;
            Ok(Err(holder.trim().to_owned()))
        }
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// What is known of a regular file.
///
/// # Errors
/// Where there is none: nothing, or a folder, a pipe or a device, which may never end.
pub fn regular(path: &Path) -> Result<Metadata> {
    let found = fs::metadata(path)?;
    match found.is_file() {
        true => Ok(found),
        false => Err(Error::other("it is no regular file, but a folder, a pipe or a device")),
    }
}

/// Which file stands at a path, and when it was last written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    inode: u64,
    written: std::time::SystemTime,
}

/// The version of a file.
pub fn version(path: &Path) -> Result<Version> {
    let found = fs::metadata(path)?;
    Ok(Version { inode: found.ino(), written: found.modified()? })
}

/// The permission bits, when others than the owner can reach the file.
pub fn open_to_others(path: &Path) -> Result<Option<u32>> {
    let mode = fs::metadata(path)?.permissions().mode();
    Ok((mode & OTHERS != 0).then_some(mode & 0o7777))
}

/// The path with something at its end.
pub fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
