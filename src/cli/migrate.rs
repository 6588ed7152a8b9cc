//! Brings the database up to date, or says whether it is.

use std::process::ExitCode;

use serde_json::json;

use super::output::{self, say};
use crate::config::Config;
use crate::domain::Result;
use crate::store::Store;

/// What is to be done, and how it is told.
#[derive(clap::Args)]
pub struct Options {
    /// Changes and makes nothing; exits 1 if something is to be done.
    #[arg(long)]
    check: bool,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs what is pending. With `check` it changes nothing and fails if something is.
pub fn run(config: &Config, options: &Options) -> Result<ExitCode> {
    let sign = output::going_on("looking at the database, and bringing it up to date");
    let (names, word) = match options.check {
        true => (Store::pending(&config.database)?, "pending"),
        false => (Store::migrate(&config.database)?, "migrated"),
    };
    drop(sign);
    let behind = options.check && !names.is_empty();
    if options.json {
        say!("{}", json!({ "up_to_date": !behind, word: names }));
    } else if names.is_empty() {
        say!("up to date");
    } else {
        names.iter().for_each(|name| say!("{word}: {name}"));
    }
    Ok(if behind { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
