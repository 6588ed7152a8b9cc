//! The two files that everything hangs on: the secret, and the key that signs the log.

use super::ask::Answer;
use super::finding::{Area, Finding};
use super::{database, witness, words};
use crate::app::boot;
use crate::app::log::{LogSigner, memory, seal};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::secret::Secrets;
use crate::store::Store;

const AREA: Area = Area::Key;
/// What is missing before the first start is made by it.
const FIRST: &str =
    "the first start of the site makes it; when the site has run before, put it back from your copy";

pub async fn examine(config: &Config, store: Option<&Store>, heard: &[Answer], found: &mut Vec<Finding>) {
    if config.secret_file.exists() {
        secret(config, store, found).await;
    } else {
        let what = format!("there is no secret in {}", config.secret_file.display());
        found.push(Finding::wrong(AREA, what, FIRST));
    }
    if config.log_key_file.exists() {
        log_key(config, store, heard, found).await;
    } else {
        let what = format!("there is no key of the log in {}", config.log_key_file.display());
        found.push(Finding::wrong(AREA, what, FIRST));
    }
}

/// Whether somebody here knows what was signed last.
async fn memory(config: &Config, store: &Store, heard: &[Answer]) -> Result<(), Finding> {
    let told = |error: Error| Finding::told(AREA, words(&error));
    let signer = LogSigner::load(&config.log_key_file).map_err(told)?;
    if !memory::look(store, config, signer).await.map_err(told)? {
        return Ok(());
    }
    let lacks =
        format!("{}.signed is missing, or older than what was published", config.log_key_file.display());
    Err(match witness::silent(&config.witnesses, heard) {
        Some(name) => waits(&lacks, name),
        None => forgetful(&lacks, !config.witnesses.is_empty()),
    })
}

/// What a start now comes to while a witness is away. What a process that runs has heard, that process alone knows.
fn waits(lacks: &str, name: &str) -> Finding {
    let what = format!(
        "{lacks}, and the witness {name} does not answer: a process with the worker that starts now gives no number and shows no \
         register until it has; the /readyz of one that runs says whether it waits"
    );
    let mend = "if another machine has the file as it was written last, put that here before the start; see that the witness is \
                reached; if it is gone for good, take it out of TILSAGN_WITNESSES";
    Finding::note(AREA, what, mend)
}

fn forgetful(lacks: &str, witnessed: bool) -> Finding {
    let what = if witnessed {
        format!(
            "nothing here knows what was signed last: {lacks}. A process with the worker that starts now asks each witness, and \
             gives no number before all have said what they signed last; its /readyz says which has not"
        )
    } else {
        format!("the log can be signed, but nothing here knows what was signed last: {lacks}")
    };
    let mend = "as it should be where this machine has never signed. If the database was put back from a copy, first bring back \
                what was published since: tilsagn log resume --from URL|DIR";
    Finding::note(AREA, what, mend)
}

async fn secret(config: &Config, store: Option<&Store>, found: &mut Vec<Finding>) {
    let secrets = match Secrets::load(&config.secret_file, &config.previous_secret_files) {
        Ok(secrets) => secrets,
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    if let Some(store) = store
        && let Err(error) = boot::check_secret(store, config, &secrets).await
    {
        return found.push(Finding::told(AREA, words(&error)));
    }
    found.push(Finding::good(
        AREA,
        format!("the secret in {} is its owner's alone", config.secret_file.display()),
    ));
    if let Some(store) = store {
        found.push(database::look_at_sealed(store, secrets).await);
    }
}

async fn log_key(config: &Config, store: Option<&Store>, heard: &[Answer], found: &mut Vec<Finding>) {
    let signer = match LogSigner::load(&config.log_key_file) {
        Ok(signer) => signer,
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    let name = signer.verifier().name().to_owned();
    if let Some(store) = store {
        let fits = boot::check_log_key(store, config, &signer).await;
        let can = match fits {
            Ok(()) => seal::check_as(store, signer, SystemClock.now()).await,
            Err(error) => Err(error),
        };
        if let Err(error) = can {
            return found.push(Finding::told(AREA, words(&error)));
        }
        if let Err(finding) = memory(config, store, heard).await {
            return found.push(finding);
        }
    }
    found.push(Finding::good(AREA, format!("the log can be signed as {name}")));
}
