//! Colleagues of the ministry, from the command line: the first two admins, and whoever is locked out.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use crate::app::{App, staff};
use crate::config::Config;
use crate::domain::Result;

/// What can be done with colleagues.
#[derive(Subcommand)]
pub enum Command {
    /// Adds a colleague and prints the link with which they set up their account.
    #[command(
        after_help = "Example:\n  tilsagn staff add bodil@ministry.example --name \"Bodil Prøvesen\" --role admin"
    )]
    Add {
        /// Their own mailbox.
        email: String,
        /// Their full name; the part of the address before the @ if none is given.
        #[arg(long)]
        name: Option<String>,
        /// viewer, moderator, editor or admin; repeat it for several.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// Lists everybody with roles and state.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Disables a colleague for good and signs them out.
    Disable { email: String },
    /// Lets a colleague who lost password or phone set up anew; prints the link.
    Reset { email: String },
}

/// Runs the command.
///
/// # Errors
/// Whatever stops it, in words for the terminal.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let app = super::open(config).await?;
    match command {
        Command::Add { email, name, roles } => {
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
            println!("{}", staff::add_by_operator(&app, &email, &name, &roles.join(" ")).await?);
        }
        Command::List { json } => list(&app, json).await?,
        Command::Disable { email } => staff::disable_by_operator(&app, &email).await?,
        Command::Reset { email } => println!("{}", staff::reset_by_operator(&app, &email).await?),
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(app: &App, as_json: bool) -> Result<()> {
    for person in staff::people::everybody(app).await? {
        let row = &person.row;
        if as_json {
            let seen = person.seen_at.map(|at| at.rfc3339());
            let line = json!({
                "email": row.email, "name": row.name, "roles": row.roles.0, "state": row.state,
                "seen_at": seen,
            });
            println!("{line}");
        } else {
            println!("{}  {}  {}  {}", row.email, row.state, row.roles.text(), row.name);
        }
    }
    Ok(())
}
