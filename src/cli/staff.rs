//! Colleagues of the ministry, from the command line: the first two admins, and whoever is locked out.

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Config;
use crate::domain::Result;

/// What can be done with colleagues.
#[derive(Subcommand)]
pub enum Command {
    /// Lists everybody with roles and state.
    List,
}

/// Runs the command.
pub async fn run(_config: Config, _command: Command) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
