//! Mail as files, one `.eml` a mail: for trying the service out, and for machines without mail.
//!
//! A file is whole or not there, and readable by nobody else: it holds links that open an account.

use super::{
    message::Letter,
    outcome::{Outcome, Reason},
};
use crate::domain::{Error, Result, outbox::Hindrance};
use std::{
    fs::{DirBuilder, File, OpenOptions, rename},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A folder that mails are put into.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder, made if it is not there.
    pub(super) fn open(path: &Path) -> Result<Folder> {
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| {
            Error::internal(format!("the folder for mail, {}, cannot be made: {error}", path.display()))
        })?;
        Ok(Folder(path.to_owned()))
    }

    /// Puts the mail into its file. Another attempt at the same mail replaces the file.
    pub(super) async fn put(&self, letter: &Letter, bytes: Vec<u8>) -> Outcome {
        let folder = self.0.clone();
        let name = letter.file_name();
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        match written {
            Ok(Ok(())) => Outcome::Sent,
            Ok(Err(error)) => Outcome::Later(Reason::new(Hindrance::File, &error.to_string())),
            Err(error) => Outcome::Later(Reason::new(Hindrance::File, &error.to_string())),
        }
    }
}

/// Writes beside, makes it last, and only then gives the file its name.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let beside = folder.join(format!(".{name}.part"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    rename(&beside, folder.join(name))?;
    File::open(folder)?.sync_all()
}
