//! The disk: folders that are there, can be written, and have room.

use std::path::{Path, PathBuf};

use rustix::fs::{Access, StatVfsMountFlags, access, statvfs};

use super::finding::{Area, Finding};
use crate::config::Config;
use crate::domain::limits;
use crate::store::DatabaseUrl;

const AREA: Area = Area::Disk;
const MIB: u64 = 1 << 20;

pub fn examine(config: &Config, found: &mut Vec<Finding>) {
    found.extend(folders(config).iter().map(|folder| folder_of(folder)));
}

/// Every folder that is written to, each once.
fn folders(config: &Config) -> Vec<PathBuf> {
    let inside = |file: &Path| {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    };
    let mut folders = vec![config.data_dir.clone(), inside(&config.log_key_file)];
    if let DatabaseUrl::Sqlite(path) = &config.database {
        folders.push(inside(path));
    }
    folders.sort();
    folders.dedup();
    folders
}

fn folder_of(folder: &Path) -> Finding {
    let name = folder.display();
    if !folder.is_dir() {
        let mend =
            format!("mkdir -p {name}, as the user who runs the site, or name another in TILSAGN_DATA_DIR");
        return Finding::wrong(AREA, format!("there is no folder {name}"), mend);
    }
    let held = match statvfs(folder) {
        Ok(held) => held,
        Err(error) => return Finding::told(AREA, format!("{name} cannot be asked for its room: {error}")),
    };
    if held.f_flag.contains(StatVfsMountFlags::RDONLY) || access(folder, Access::WRITE_OK).is_err() {
        let mend = "let the user who runs the site write there";
        return Finding::wrong(AREA, format!("{name} cannot be written"), mend);
    }
    judge(
        &name.to_string(),
        Room { mib: held.f_bavail.saturating_mul(held.f_frsize) / MIB, files: files(&held) },
    )
}

/// Files that can still be made; nothing where the file system does not count them.
fn files(held: &rustix::fs::StatVfs) -> Option<u64> {
    (held.f_files > 0).then_some(held.f_favail)
}

/// What is left on a disk.
struct Room {
    mib: u64,
    files: Option<u64>,
}

fn judge(folder: &str, room: Room) -> Finding {
    let Room { mib, files } = room;
    let mend = "make room, or move the folder to a larger disk: a full one refuses every signature";
    match (mib, files) {
        (_, Some(0)) => {
            Finding::wrong(AREA, format!("no file can be made in {folder}: its disk has no more"), mend)
        }
        (mib, _) if mib < limits::DISK_FULL_MIB => {
            Finding::wrong(AREA, format!("the disk of {folder} is full: {mib} MiB are left"), mend)
        }
        (mib, _) if mib < limits::DISK_SCARCE_MIB => {
            Finding::note(AREA, format!("the disk of {folder} is filling up: {mib} MiB are left"), mend)
        }
        (mib, _) => Finding::good(AREA, format!("{folder} can be written, and {mib} MiB are left")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::Level;
    use super::*;

    #[test]
    fn a_disk_is_full_before_the_last_byte() {
        let level = |mib, files| judge("data", Room { mib, files }).level;
        assert_eq!(level(0, None), Level::Wrong);
        assert_eq!(level(limits::DISK_FULL_MIB, None), Level::Note);
        assert_eq!(level(limits::DISK_SCARCE_MIB, None), Level::Good);
        assert_eq!(level(limits::DISK_SCARCE_MIB, Some(0)), Level::Wrong);
    }
}
