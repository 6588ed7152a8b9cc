//! The key of a witness, as it is made: once, under a name that stays, and beside nothing that another key has signed.

use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;

use super::logs::Logs;
use super::{ANOTHER, CHECKPOINT, KEY};
use crate::clock::Chance;
use crate::domain::{Error, Result};
use crate::files;
use crate::log::cosignature::Cosigner;
use crate::log::key::may_name;

/// Makes the key of a witness that has signed nothing, under the name that was given or one by chance.
///
/// # Errors
/// Internal, with what to do: the name will not do, the folder holds what a key signed which is not there, or cannot be written.
pub fn make(folder: &Path, name: Option<&str>, chance: &dyn Chance) -> Result<()> {
    check_unsigned(folder)?;
    name.map_or(Ok(()), check_name)?;
    let mut seed = [0; 32];
    chance.fill(&mut seed);
    let name = name.map_or_else(|| by_chance(chance), str::to_owned);
    let cosigner = Cosigner::new(&name, seed)?;
    // Named first: a key without its name may have signed and forgotten.
    let mut lines = Logs::read(folder)?;
    lines.add(None, &cosigner.witness().text());
    lines.write(folder)?;
    let (key, line) = (folder.join(KEY), format!("{}\n", cosigner.secret_text()));
    files::make_once(&key, line.as_bytes(), chance)
        .map_err(|error| Error::internal(format!("{}: {error}", key.display())))
}

/// Refuses a folder that holds what a key signed which is not there: that witness would be another one from now on, with what
/// it has signed forgotten.
fn check_unsigned(folder: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::internal(format!("{}: {error}", folder.display()));
    for file in fs::read_dir(folder).map_err(failed)? {
        let path = file.map_err(failed)?.path();
        if path.extension().is_some_and(|end| end == CHECKPOINT) {
            let whose = Logs::read(folder)?.newest().map(|key| format!(" {key}")).unwrap_or_default();
            return Err(Error::internal(format!(
                "the key of the witness{whose} is missing: there is no {}, and it has signed what {} holds. Put it back from your \
                 copy; no other one was made. {ANOTHER}",
                folder.join(KEY).display(),
                path.display()
            )));
        }
    }
    Ok(())
}

/// An address of whoever watches, without scheme (C2SP tlog-cosignature).
fn check_name(name: &str) -> Result<()> {
    if !name.contains("://") && may_name(name) {
        return Ok(());
    }
    Err(Error::internal(format!(
        "{name:?} cannot be the name of a witness: give an address of yours without https://, spaces and +, for example \
         witness.example.net. It stays in the key for good"
    )))
}

fn by_chance(chance: &dyn Chance) -> String {
    let mut bytes = [0; 6];
    chance.fill(&mut bytes);
    format!("witness-{}", HEXLOWER.encode(&bytes))
}
