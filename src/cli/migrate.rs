//! Brings the database up to date, or says whether it is.

use std::process::ExitCode;

use crate::config::Config;
use crate::domain::Result;
use crate::store::Store;

/// Runs what is pending. With `check` it changes nothing and fails if something is.
pub fn run(config: &Config, check: bool) -> Result<ExitCode> {
    if check {
        let pending = Store::pending(&config.database)?;
        pending.iter().for_each(|name| println!("pending: {name}"));
        return Ok(if pending.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let done = Store::migrate(&config.database)?;
    done.iter().for_each(|name| println!("migrated: {name}"));
    if done.is_empty() {
        println!("up to date");
    }
    Ok(ExitCode::SUCCESS)
}
