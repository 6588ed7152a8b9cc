//! The two files that everything hangs on: the secret, and the key that signs the log.

use super::finding::{Area, Finding};
use super::words;
use crate::app::boot;
use crate::app::log::{LogSigner, seal};
use crate::config::Config;
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
            Ok(()) => seal::check_as(store, signer).await,
            Err(error) => Err(error),
        };
        if let Err(error) = can {
            return found.push(Finding::told(AREA, words(&error)));
        }
    }
    found.push(Finding::good(AREA, format!("the log can be signed as {name}")));
}
