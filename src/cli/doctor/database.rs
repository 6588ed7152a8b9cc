//! The database: there, answering, up to date, whole, and its owner's alone.

use super::finding::{Area, Finding};
use super::words;
use crate::app::log::{LogSigner, shown, tree};
use crate::app::{counters, sealed};
use crate::config::Config;
use crate::files;
use crate::secret::Secrets;
use crate::store::{self, DatabaseUrl, Store};

const AREA: Area = Area::Database;

/// Says whether it can be read further.
pub async fn examine(config: &Config, found: &mut Vec<Finding>) -> bool {
    let database = &config.database;
    if let DatabaseUrl::Sqlite(path) = database
        && !database.is_there()
    {
        let what = format!("there is no database in {}", path.display());
        let mend = "name the right one in TILSAGN_DATABASE_URL, or make one: tilsagn migrate";
        found.push(Finding::wrong(AREA, what, mend));
        return false;
    }
    match Store::pending(database) {
        Ok(pending) if pending.is_empty() => {}
        Ok(pending) => {
            let what = format!("it is not up to date: {}", pending.join(", "));
            found.push(Finding::wrong(AREA, what, "back it up, then run tilsagn migrate"));
            return false;
        }
        Err(error) => {
            let what = format!("it does not answer: {}", words(&error));
            found.push(Finding::wrong(AREA, what, remedy(database)));
            return false;
        }
    }
    if let DatabaseUrl::Sqlite(path) = database
        && let Ok(Some(mode)) = files::open_to_others(path)
    {
        let what = format!("others than its owner can read {} (mode {mode:04o})", path.display());
        found.push(Finding::wrong(AREA, what, format!("chmod 600 {}", path.display())));
    }
    look_inside(config, found).await;
    true
}

fn remedy(database: &DatabaseUrl) -> &'static str {
    match database {
        DatabaseUrl::Sqlite(_) => {
            "let the user who runs this read and write the file; if it is damaged, restore a backup"
        }
        DatabaseUrl::Postgres(_) => {
            "see that the server runs and that TILSAGN_DATABASE_URL names host, user, password and database as it has them"
        }
    }
}

async fn look_inside(config: &Config, found: &mut Vec<Finding>) {
    let database = &config.database;
    match Store::read_only(database).read(store::health::damage).await {
        Ok(damage) if damage.is_empty() => look_at_rows(config, found).await,
        Ok(damage) => {
            let mend = match database {
                DatabaseUrl::Sqlite(_) => "stop the site and restore the newest backup",
                DatabaseUrl::Postgres(_) => {
                    "set synchronous_commit to on: an answer says that the signature is on disk"
                }
            };
            found.push(Finding::wrong(AREA, damage.join("; "), mend));
        }
        Err(error) => found.push(Finding::wrong(AREA, words(&error), remedy(database))),
    }
}

async fn look_at_rows(config: &Config, found: &mut Vec<Finding>) {
    let database = &config.database;
    match Store::read_only(database).read(store::health::unreadable).await {
        Ok(None) => look_at_entries(config, found).await,
        Ok(Some(row)) => {
            let mend = "somebody has changed it past the program, or the file is damaged: stop the site and restore the newest \
                        backup that is good";
            found.push(Finding::wrong(AREA, format!("{row} cannot be read"), mend));
        }
        Err(error) => found.push(Finding::wrong(AREA, words(&error), remedy(database))),
    }
}

async fn look_at_entries(config: &Config, found: &mut Vec<Finding>) {
    let database = &config.database;
    let keys = LogSigner::load(&config.log_key_file).map(|signer| signer.keys()).ok();
    let kind = match database {
        DatabaseUrl::Sqlite(path) => path.display().to_string(),
        DatabaseUrl::Postgres(_) => "PostgreSQL".to_owned(),
    };
    match Store::read_only(database).read(move |db| tree::check_entries(db, keys.as_deref())).await {
        Ok(entries) => {
            let what = format!(
                "{kind}: up to date and whole, {entries} entries as they were entered or withheld, under tiles that are theirs"
            );
            found.push(Finding::good(AREA, what));
            look_at_register(database, found).await;
            look_at_counters(database, found).await;
        }
        Err(error) => {
            let mend = "somebody has changed the log past the program, or the file is damaged: see who can write to the \
                        database, stop the site and restore the newest backup that is good";
            found.push(Finding::wrong(AREA, format!("{kind}: {}", words(&error)), mend));
        }
    }
}

/// Whether the register and the Call are what the entries say, which are good.
async fn look_at_register(database: &DatabaseUrl, found: &mut Vec<Finding>) {
    match Store::read_only(database).read(shown::check).await {
        Ok(differs) if differs.is_empty() => {
            found.push(Finding::good(AREA, "the register and the Call are what the entries say"));
        }
        Ok(differs) => {
            found.push(Finding::wrong(
                AREA,
                "the register or the Call is not what the entries say",
                shown::MEND,
            ));
            found.extend(differs.into_iter().map(|what| Finding::told(AREA, what)));
        }
        Err(error) => found.push(Finding::wrong(AREA, words(&error), remedy(database))),
    }
}

/// Whether the next signatory and the next Case can get their numbers. Nothing is said where they can.
async fn look_at_counters(database: &DatabaseUrl, found: &mut Vec<Finding>) {
    if let Err(error) = Store::read_only(database).read(counters::check).await {
        let mend = "nobody is published, or no Case opened, before that: stop the site, set the counter, and start it again";
        found.push(Finding::wrong(AREA, words(&error), mend));
    }
}

/// Whether everything that lies sealed opens with the secret that sealed it.
pub async fn look_at_sealed(store: &Store, secrets: Secrets) -> Finding {
    match store.read(move |db| sealed::check(db, &secrets)).await {
        Ok(opened) => Finding::good(AREA, format!("what lies sealed in it opens: {opened} fields")),
        Err(error) => {
            let mend = "where a secret is not known, name its file. Else somebody has changed it past the program, or the file is \
                        damaged, and what was there is lost here: see who can write to the database, and get it back from the \
                        newest backup that is good";
            Finding::wrong(AREA, words(&error), mend)
        }
    }
}
