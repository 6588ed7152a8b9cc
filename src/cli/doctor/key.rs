//! The two files that everything hangs on: the secret, and the key that signs the log.

use super::finding::{Area, Finding};
use super::{witness, words};
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

pub async fn examine(config: &Config, store: Option<&Store>, found: &mut Vec<Finding>) {
    if config.secret_file.exists() {
        secret(config, store, found).await;
    } else {
        let what = format!("there is no secret in {}", config.secret_file.display());
        found.push(Finding::wrong(AREA, what, FIRST));
    }
    if config.log_key_file.exists() {
        log_key(config, store, found).await;
    } else {
        let what = format!("there is no key of the log in {}", config.log_key_file.display());
        found.push(Finding::wrong(AREA, what, FIRST));
    }
}

/// Whether somebody here knows what was signed last.
async fn memory(config: &Config, store: &Store) -> Result<(), Finding> {
    let told = |error: Error| Finding::told(AREA, words(&error));
    let signer = LogSigner::load(&config.log_key_file).map_err(told)?;
    if !memory::look(store, config, signer).await.map_err(told)? {
        return Ok(());
    }
    if let Some(name) = witness::silent(&config.witnesses).await {
        let what = format!(
            "the log is not signed, and nothing gets a number: {}.signed is missing, or older than what was published, and the \
             witness {name} does not say what it signed last",
            config.log_key_file.display()
        );
        let mend = "no register is shown until it has said it. If another machine has the file as it was written last, and signs no \
                    more, put that here; see that the witness is reached; if it is gone for good, take it out of TILSAGN_WITNESSES";
        return Err(Finding::wrong(AREA, what, mend));
    }
    let what = format!(
        "the log can be signed, but nothing here knows what was signed last: {}.signed is missing, or older than what was \
         published",
        config.log_key_file.display()
    );
    let mend = "as it should be where this machine has never signed. If the database was put back from a copy, first bring back \
                what was published since: tilsagn log resume --from URL|DIR";
    Err(Finding::note(AREA, what, mend))
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
}

async fn log_key(config: &Config, store: Option<&Store>, found: &mut Vec<Finding>) {
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
        if let Err(finding) = memory(config, store).await {
            return found.push(finding);
        }
    }
    found.push(Finding::good(AREA, format!("the log can be signed as {name}")));
}
