//! Colleagues of the ministry, from the command line: the first two admins, and whoever is locked out.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::output::{say, tell_either};
use crate::app::{App, staff};
use crate::config::Config;
use crate::domain::permit::Role;
use crate::domain::{Error, Refusal, Result};

/// What can be done with colleagues.
#[derive(Subcommand)]
pub enum Command {
    /// Adds a colleague and prints the link with which they set up their account. It begins with `base_url` of the settings.
    #[command(
        after_help = "Examples:\n  tilsagn staff add bodil@ministry.example --name \"Bodil Prøvesen\" --role admin\n  tilsagn staff add mads@ministry.example --role moderator --role editor"
    )]
    Add {
        /// Their own mailbox.
        email: String,
        /// Their full name; the part of the address before the @ if none is given.
        #[arg(long)]
        name: Option<String>,
        /// viewer, moderator, editor or admin; repeat it for several.
        #[arg(long = "role", required = true, value_parser = role)]
        roles: Vec<Role>,
        /// The address and the link as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lists everybody with roles and state: proposed (waits for a second admin), invited, active or disabled.
    #[command(after_help = "Examples:\n  tilsagn staff list\n  tilsagn staff list --json")]
    List {
        /// As JSON, one object a line.
        #[arg(long)]
        json: bool,
    },
    /// Disables a colleague for good and signs them out.
    #[command(
        after_help = "Examples:\n  tilsagn staff disable bodil@ministry.example\n  tilsagn staff disable last.admin@ministry.example --yes"
    )]
    Disable {
        /// The address of their account.
        email: String,
        /// Disables the last admin too.
        #[arg(long)]
        yes: bool,
    },
    /// Lets a colleague who lost password or phone set up anew; prints the link.
    #[command(after_help = "Example:\n  tilsagn staff reset bodil@ministry.example")]
    Reset {
        /// The address of their account.
        email: String,
        /// The address and the link as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| "expected viewer, moderator, editor or admin".to_owned())
}

/// Runs the command.
///
/// # Errors
/// Whatever stops it, in words for the terminal.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let app = super::open_existing(config).await?;
    match command {
        Command::Add { email, name, roles, json } => {
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
            let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
            let link = staff::add_by_operator(&app, &email, &name, &codes.join(" ")).await?;
            tell_either(json, &json!({ "email": email, "link": link }), &link)?;
        }
        Command::List { json } => list(&app, json).await?,
        Command::Disable { email, yes } => {
            let done = staff::disable_by_operator(&app, &email, yes).await;
            done.map_err(|error| explain(&email, "is disabled already", error))?;
            say!("{email} is disabled and signed out");
        }
        Command::Reset { email, json } => {
            let link = staff::reset_by_operator(&app, &email).await;
            let cannot = "is disabled, or not approved yet, and cannot be set up anew";
            let link = link.map_err(|error| explain(&email, cannot, error))?;
            tell_either(json, &json!({ "email": email, "link": link }), &link)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Why an account stays as it is; `unfit` says it of one in a state from which the act is not possible.
fn explain(email: &str, unfit: &str, error: Error) -> Error {
    match error {
        Error::NotFound => Error::internal(format!(
            "nobody has an account under {email}: `tilsagn staff list` names everybody"
        )),
        Error::Refused(Refusal::WrongState) => Error::internal(format!("the account of {email} {unfit}")),
        Error::Refused(Refusal::LastAdmin) => Error::internal(format!(
            "{email} is the last admin, and only admins can manage colleagues on the site: add another admin first, or \
             write --yes"
        )),
        other => other,
    }
}

async fn list(app: &App, as_json: bool) -> Result<()> {
    for person in staff::people::everybody(app).await? {
        let row = &person.row;
        if as_json {
            let seen = person.seen_at.map(|at| at.rfc3339());
            let line = json!({
                "email": row.email, "name": row.name, "roles": row.roles.0, "state": person.state(),
                "seen_at": seen,
            });
            say!("{line}");
        } else {
            say!("{}  {}  {}  {}", row.email, person.state(), row.roles.text(), row.name);
        }
    }
    Ok(())
}
