//! Triggers: those that are gone, do something else, or that no migration makes are named.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use tilsagn::domain::Result;
use tilsagn::store::triggers::{self, Unlike};
use tilsagn::store::{Db, Store};

use crate::support::{on_postgres, on_sqlite, sql};

on_both!(
    what_each_trigger_does_is_told_with_single_spaces,
    every_trigger_that_is_gone_is_named,
    every_trigger_that_does_something_else_is_named,
    a_trigger_that_no_migration_makes_is_named,
);

#[derive(QueryableByName)]
struct Trigger {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    on_table: String,
}

/// Those that the migrations have made.
fn made(db: &mut Db) -> Result<Vec<Trigger>> {
    let question = match db {
        Db::Sqlite(_) => {
            "SELECT name, tbl_name AS on_table FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        }
        Db::Pg(_) => {
            "SELECT tgname::text AS name, tgrelid::regclass::text AS on_table FROM pg_trigger WHERE NOT tgisinternal \
             ORDER BY tgname"
        }
    };
    Ok(diesel::sql_query(question).load(db)?)
}

async fn what_each_trigger_does_is_told_with_single_spaces(store: Store) {
    let mut names: Vec<String> = store.read(made).await.unwrap().into_iter().map(|one| one.name).collect();
    names.sort();
    let there = store.read(triggers::there).await.unwrap();
    assert_eq!(there.keys().cloned().collect::<Vec<_>>(), names);
    let kept = &there["entries_are_kept"];
    assert!(kept.contains("BEFORE DELETE ON entries ") && !kept.contains("  "), "{kept}");
    assert!(!kept.contains('\n'), "{kept}");
}

async fn every_trigger_that_is_gone_is_named(store: Store) {
    assert_eq!(store.read(triggers::unlike).await.unwrap(), Unlike::default());
    let mut gone = Vec::new();
    for Trigger { name, on_table } in store.read(made).await.unwrap() {
        let [dropped, off] =
            [format!("DROP TRIGGER {name}"), format!("ALTER TABLE {on_table} DISABLE TRIGGER {name}")];
        let statement = move |db: &mut Db| {
            let statement = if matches!(db, Db::Sqlite(_)) { dropped } else { off };
            sql(db, &statement)
        };
        store.write(statement).await.unwrap();
        gone.push(name);
        assert_eq!(store.read(triggers::unlike).await.unwrap(), Unlike { gone: gone.clone(), more: vec![] });
    }
}

async fn every_trigger_that_does_something_else_is_named(store: Store) {
    let mut others = Vec::new();
    for Trigger { name, on_table } in store.read(made).await.unwrap() {
        let statements = format!(
            "DROP TRIGGER {name}; CREATE TRIGGER {name} AFTER INSERT ON {on_table} BEGIN SELECT 1; END"
        );
        let on_postgres = format!(
            "DROP TRIGGER {name} ON {on_table};
             CREATE TRIGGER {name} AFTER INSERT ON {on_table} FOR EACH ROW EXECUTE FUNCTION refuse_change('')"
        );
        let replace = move |db: &mut Db| match db {
            Db::Sqlite(c) => Ok(c.batch_execute(&statements)?),
            Db::Pg(c) => Ok(c.batch_execute(&on_postgres)?),
        };
        store.write(replace).await.unwrap();
        others.push(name);
        assert_eq!(
            store.read(triggers::unlike).await.unwrap(),
            Unlike { gone: others.clone(), more: vec![] }
        );
    }
}

async fn a_trigger_that_no_migration_makes_is_named(store: Store) {
    let add = |db: &mut Db| match db {
        Db::Sqlite(c) => Ok(
            c.batch_execute("create trigger lose before insert on entries begin select raise(ignore); end")?
        ),
        Db::Pg(c) => Ok(c.batch_execute(
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
             CREATE TRIGGER lose BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION lose();
             CREATE TABLE elsewhere (id BIGINT);
             CREATE TRIGGER ours BEFORE INSERT ON elsewhere FOR EACH ROW EXECUTE FUNCTION lose()",
        )?),
    };
    store.write(add).await.unwrap();
    let more = vec!["lose".to_owned()];
    assert_eq!(store.read(triggers::unlike).await.unwrap(), Unlike { gone: vec![], more });
}

/// The function that they call can be another while they stay.
#[test]
fn triggers_whose_function_does_nothing_are_named() {
    on_postgres(async |store: Store| {
        let nothing = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RETURN OLD; END $$";
        store.write(|db| sql(db, nothing)).await.unwrap();
        let calling = "SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgfoid = 'refuse_change'::regproc";
        let calling = store.write(|db| sql(db, calling)).await.unwrap();
        let named = store.read(triggers::unlike).await.unwrap().gone;
        assert!(named.len() == calling && named.contains(&"entries_are_kept".to_owned()), "{named:?}");
    });
}

#[test]
fn white_space_in_a_trigger_does_not_count() {
    on_sqlite(async |store: Store| {
        let anew = "DROP TRIGGER entries_are_kept; CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
                BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END";
        let replace = |db: &mut Db| match db {
            Db::Sqlite(c) => Ok(c.batch_execute(anew)?),
            Db::Pg(_) => Ok(()),
        };
        store.write(replace).await.unwrap();
        assert_eq!(store.read(triggers::unlike).await.unwrap(), Unlike::default());
    });
}
