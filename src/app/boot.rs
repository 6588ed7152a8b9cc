//! Starting up: from a configuration to a running application.

use arc_swap::ArcSwap;

use super::log::{LogSigner, adopted, key_change, memory};
use super::register::{self, Register};
use super::{App, Parts, Settings, identity, kin, reason, settings};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::log::checkpoint::Head;
use crate::outward::provider::Provider;
use crate::password::{Cost, Hasher};
use crate::secret::Secrets;
use crate::store::{self, DatabaseUrl, Db, Store};

/// The setting that tells which secret sealed the database: a keyed digest of nothing.
const SECRET_MARK: &str = "secret_mark";
/// Passwords that are checked at once. Each takes a core.
const HASHING: usize = 2;

/// Opens the database, the secret and the register. An embedded database is made and migrated here;
/// one on a server must have been migrated, so that nodes of two versions never meet by accident. A read-only
/// process makes and migrates nothing, no secret either.
///
/// # Errors
/// Internal, with what to do.
pub async fn open(config: Config, clock: Box<dyn Clock>, chance: Box<dyn Chance>) -> Result<App> {
    open_at(Cost::ADVISED, config, clock, chance).await
}

/// The same, with another cost of a password.
///
/// # Errors
/// As [`open`].
pub async fn open_at(
    cost: Cost,
    config: Config,
    clock: Box<dyn Clock>,
    chance: Box<dyn Chance>,
) -> Result<App> {
    let store = open_store(&config)?;
    let secrets = open_secrets(&store, &config, &*chance).await?;
    let begun = store.read(store::log::newest).await?.is_some();
    let log_signer = LogSigner::open(&config, !begun && !config.read_only, &*chance)?;
    let register = Register::empty(clock.now());
    let settings = ArcSwap::from_pointee(Settings::from_stored(&Default::default()));
    let hasher = Hasher::new(HASHING, cost);
    let provider = Provider::default();
    let app = App::new(Parts {
        config,
        store,
        clock,
        chance,
        secrets,
        log_signer,
        hasher,
        settings,
        register,
        provider,
    });
    check_secret(&app.store, &app.config, &app.secrets).await?;
    check_log_key(&app.store, &app.config, &app.log_signer).await?;
    mark_secret(&app).await?;
    memory::settle_place(&app).await?;
    if !app.config.read_only {
        key_change::recover(&app).await?;
    }
    reason::seed(&app).await?;
    kin::check_rule(&app).await?;
    identity::put_reasons_away(&app).await?;
    adopted::settle(&app).await?;
    settings::load(&app).await?;
    match register::refresh(&app).await {
        Ok(_) => Ok(app),
        Err(error) => Err(explained(&app.store, error).await),
    }
}

/// The same error with the row for which the register could not be loaded, where one cannot be read.
async fn explained(store: &Store, error: Error) -> Error {
    match store.read(store::health::unreadable).await {
        Ok(Some(row)) => Error::internal(format!(
            "{row} cannot be read: somebody has changed it past the program, or the file is damaged. Stop the site, and \
             restore the newest backup that is good"
        )),
        _ => error,
    }
}

fn open_store(config: &Config) -> Result<Store> {
    if !config.read_only {
        prepare_schema(&config.database)?;
        return Store::open(&config.database);
    }
    if !config.database.is_there() {
        return Err(Error::internal("there is no database yet, and a read-only process makes none"));
    }
    up_to_date(Store::pending(&config.database)?)?;
    Ok(Store::read_only(&config.database))
}

/// Reads the secret. The first start makes it, and so does a change that names the one before. One that is missing
/// beside a database that was sealed with it is not made anew.
async fn open_secrets(store: &Store, config: &Config, chance: &dyn Chance) -> Result<Secrets> {
    let (path, previous) = (&config.secret_file, &config.previous_secret_files);
    if config.read_only {
        return Secrets::load(path, previous);
    }
    if !path.exists() && previous.is_empty() && is_marked(store).await? {
        return Err(Error::internal(format!(
            "the secret that sealed this database is missing: there is no {}. Put it back from your copy, or name its file in \
             TILSAGN_PREVIOUS_SECRET_FILES; no other one was made",
            path.display()
        )));
    }
    Secrets::load_or_create(path, previous, chance)
}

/// Whether the database says which secret sealed it.
async fn is_marked(store: &Store) -> Result<bool> {
    Ok(store.read(secret_mark).await?.is_some())
}

/// A database without the mark of its secret gets one.
async fn mark_secret(app: &App) -> Result<()> {
    if app.config.read_only || is_marked(&app.store).await? {
        return Ok(());
    }
    let (mark, now) = (app.secrets.blind_index(SECRET_MARK, ""), app.clock.now());
    app.store.write(move |db| store::setting::put(db, SECRET_MARK, &mark, now)).await
}

/// Whether a database was sealed with this secret, as far as it says with which.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn was_sealed_with(db: &mut Db, secrets: &Secrets) -> Result<bool> {
    Ok(is_of(secret_mark(db)?, secrets))
}

fn secret_mark(db: &mut Db) -> Result<Option<String>> {
    Ok(store::setting::all(db)?.remove(SECRET_MARK))
}

fn is_of(mark: Option<String>, secrets: &Secrets) -> bool {
    mark.is_none_or(|mark| secrets.blind_indexes(SECRET_MARK, "").contains(&mark))
}

/// Refuses a database that another secret sealed: it would look whole, and nothing in it could be opened.
///
/// # Errors
/// Internal, with what to do.
pub async fn check_secret(store: &Store, config: &Config, secrets: &Secrets) -> Result<()> {
    let mark = store.read(secret_mark).await?;
    if is_of(mark, secrets) {
        return Ok(());
    }
    Err(Error::internal(format!(
        "the secret in {} is not the one that sealed this database: put the right file in its place, or name it in \
         TILSAGN_PREVIOUS_SECRET_FILES",
        config.secret_file.display()
    )))
}

/// Refuses a key of the log that is not the one with which this database's log was signed, for nothing could be signed
/// with it that goes on from there; and one that was replaced or has retired.
///
/// # Errors
/// Internal, with what to do.
pub async fn check_log_key(store: &Store, config: &Config, signer: &LogSigner) -> Result<()> {
    let (newest, keys) = (store.read(store::log::newest).await?, signer.keys());
    // The key has signed it, and it is not what the key has signed.
    let opened = newest.as_ref().map(|newest| match keys.have_left_a_mark(&newest.note) {
        true => keys.open(&newest.note).map(drop),
        false => Head::of_any(&newest.note).map(drop),
    });
    if let Some(Err(fault)) = opened {
        return Err(Error::internal(format!(
            "the newest checkpoint in the database is damaged: {fault}. Somebody has changed the table log_checkpoints past \
             the program, or the file is damaged: stop the site and restore the newest backup that is good"
        )));
    }
    if newest.is_none_or(|newest| keys.are_named_in(&newest.note)) {
        return store.read(move |db| key_change::check(db, &keys)).await;
    }
    Err(Error::internal(format!(
        "the key in {} is not the one that signed this database's log: put the log's own key back from your copy, or \
         name its file in TILSAGN_LOG_KEY_FILE. If it was changed on another node, copy the file from there",
        config.log_key_file.display()
    )))
}

fn prepare_schema(database: &DatabaseUrl) -> Result<()> {
    match database {
        DatabaseUrl::Sqlite(_) => Store::migrate(database).map(drop),
        DatabaseUrl::Postgres(_) => up_to_date(Store::pending(database)?),
    }
}

fn up_to_date(pending: Vec<String>) -> Result<()> {
    if pending.is_empty() {
        return Ok(());
    }
    let names = pending.join(", ");
    Err(Error::internal(format!("the database is not up to date ({names}): run `tilsagn migrate`")))
}
