//! Looks at everything a deployment stands on and says what is wrong and how to mend it. Changes nothing.

mod ask;
mod configuration;
mod database;
mod disk;
mod dns;
mod finding;
mod key;
mod mail;
mod provider;
mod staff;
mod witness;

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use self::finding::{Area, Finding, Level};
use super::output::{self, say};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::store::Store;
use crate::web;

/// How it is told.
#[derive(clap::Args)]
pub struct Options {
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Looks, tells, and fails if anything is wrong.
pub fn run(file: Option<&Path>, options: &Options) -> Result<ExitCode> {
    let found = match Config::load(file, []) {
        Ok(config) => web::server::block_on(examine(&config)),
        Err(error) => {
            error.problems.iter().map(|problem| Finding::told(Area::Configuration, problem)).collect()
        }
    };
    let good = found.iter().all(|finding| finding.level != Level::Wrong);
    if options.json {
        let report = json!({ "good": good, "findings": found });
        output::tell_json(&report)?;
    } else {
        found.iter().for_each(tell);
        say!("{}", if good { "nothing is wrong" } else { "NOT GOOD" });
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn examine(config: &Config) -> Vec<Finding> {
    let mut found = configuration::examine(config);
    let usable = database::examine(config, &mut found).await;
    // What needs the database is not asked of one that does not answer: that was told once.
    let store = usable.then(|| Store::read_only(&config.database));
    let heard = witness::hear(config, store.as_ref()).await;
    key::examine(config, store.as_ref(), &heard.answers, &mut found).await;
    witness::examine(store.as_ref(), heard, &mut found).await;
    mail::examine(config, store.as_ref(), &mut found).await;
    dns::examine(config, &mut found).await;
    provider::examine(config, &mut found).await;
    disk::examine(config, &mut found);
    if let Some(store) = &store {
        staff::examine(store, &mut found).await;
        staff::fallback(config, store, &mut found).await;
        staff::contact(store, &mut found).await;
    }
    found
}

fn tell(finding: &Finding) {
    let level = match finding.level {
        Level::Good => "ok   ",
        Level::Note => "note ",
        Level::Wrong => "WRONG",
    };
    let area = format!("{:?}", finding.area).to_lowercase();
    say!("{area:<14}{level}  {}", finding.what);
    if let Some(mend) = &finding.mend {
        say!("{:<14}       -> {mend}", "");
    }
}

/// An error in the words that were made for the operator.
fn words(error: &Error) -> String {
    super::output::explain(error)
}
