//! Settings of the deployment, as text by key. What the keys mean is the app's to know.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Db;
use super::schema::settings;
use crate::domain::{Moment, Result};
use crate::native;

/// Every setting that was ever put.
pub fn all(db: &mut Db) -> Result<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = settings::table.select((settings::key, settings::value)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// Keeps a setting, in place of the one before.
pub fn put(db: &mut Db, key: &str, value: &str, now: Moment) -> Result<()> {
    let row = (settings::key.eq(key), settings::value.eq(value), settings::updated_at.eq(now));
    native!(db, |c| {
        diesel::insert_into(settings::table)
            .values(row)
            .on_conflict(settings::key)
            .do_update()
            .set((settings::value.eq(value), settings::updated_at.eq(now)))
            .execute(c)?
    });
    Ok(())
}

/// Forgets a setting.
pub fn remove(db: &mut Db, key: &str) -> Result<()> {
    diesel::delete(settings::table.find(key)).execute(db)?;
    Ok(())
}
