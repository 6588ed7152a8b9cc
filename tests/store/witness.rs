//! Rows that bear witness: nobody changes or deletes them, not even with SQL.

use serde_json::json;
use tilsagn::domain::audit::{Actor, AuditAct};
use tilsagn::store::audit::{self, NewLine};
use tilsagn::store::log::{self, Checkpoint};
use tilsagn::store::{Db, Store};

use crate::support::{at, on_postgres, on_sqlite, sql};

on_both!(
    audit_lines_are_never_changed_or_deleted,
    entries_are_never_deleted_and_what_they_say_is_never_changed,
    entries_are_numbered_once_and_can_lose_their_bodies,
    no_row_gets_another_id,
);

async fn refused(store: &Store, statement: &'static str, why: &str) {
    let error = store.write(move |db| sql(db, statement)).await.unwrap_err();
    assert!(error.to_string().contains(why), "{statement}: {error}");
}

async fn an_entry(store: &Store) {
    let insert = "INSERT INTO entries (at, kind, subject, digest, salt, body)
        VALUES ('2026-01-01 00:00:00.000', 'endorsement.published', 's', 'd', 'salt', 'body')";
    store.write(move |db| sql(db, insert)).await.unwrap();
}

async fn a_line(store: &Store) {
    let line = NewLine {
        at: at(0),
        actor: Actor::Operator,
        act: AuditAct::StaffAdded,
        subject_kind: "staff",
        subject_id: Some(1),
        detail: json!({}),
        request_id: None,
    };
    store.write(move |db| audit::append(db, &line)).await.unwrap();
}

/// Two entries with a number and one without, two lines of the audit trail, two checkpoints.
async fn some_of_each(store: &Store) {
    for _ in 0..3 {
        an_entry(store).await;
        a_line(store).await;
    }
    store.write(|db| sql(db, "UPDATE entries SET number = id WHERE id < 3")).await.unwrap();
    for (previous, size) in [(-1, 1), (1, 2)] {
        let checkpoint = Checkpoint { size, root: "r".to_owned(), note: "n".to_owned(), at: at(0) };
        store.write(move |db| log::publish(db, previous, &checkpoint, &[])).await.unwrap();
    }
}

async fn no_row_gets_another_id(store: Store) {
    some_of_each(&store).await;
    refused(&store, "UPDATE entries SET id = 9 WHERE id = 1", "entries keep their id").await;
    refused(&store, "UPDATE audit_lines SET id = 9 WHERE id = 1", "never changed").await;
    refused(&store, "UPDATE log_checkpoints SET size = 9 WHERE size = 1", "never changed").await;
}

/// On SQLite, whoever is in the way is deleted past the triggers of deletions.
#[test]
fn no_row_takes_the_place_of_another_on_sqlite() {
    on_sqlite(async |store: Store| {
        some_of_each(&store).await;
        let entry = "(id, number, at, kind, subject, digest) VALUES";
        let line = "(id, at, actor_kind, act, subject_kind, detail) VALUES (1, '', 'system', 'x', 'x', '{}')";
        for statement in [
            format!("REPLACE INTO entries {entry} (1, NULL, '', 'x', 's', 'd')"),
            format!("INSERT OR REPLACE INTO entries {entry} (9, 1, '', 'x', 's', 'd')"),
            format!(
                "INSERT INTO entries {entry} (1, 7, '', 'x', 's', 'd') ON CONFLICT DO UPDATE SET kind = 'x'"
            ),
            "UPDATE OR REPLACE entries SET id = 2 WHERE id = 1".to_owned(),
            "UPDATE OR REPLACE entries SET rowid = 2 WHERE id = 1".to_owned(),
            "UPDATE OR REPLACE entries SET number = 2 WHERE id = 3".to_owned(),
            format!("REPLACE INTO audit_lines {line}"),
            "UPDATE OR REPLACE audit_lines SET rowid = 2 WHERE id = 1".to_owned(),
            "REPLACE INTO log_checkpoints VALUES (1, 9, 'x', 'x', '')".to_owned(),
            "REPLACE INTO log_checkpoints VALUES (9, 1, 'x', 'x', '')".to_owned(),
            "UPDATE OR REPLACE log_checkpoints SET rowid = 2 WHERE size = 1".to_owned(),
        ] {
            let told = statement.clone();
            let tried = store.write(move |db| sql(db, &statement)).await;
            assert!(
                tried.is_err_and(|why| why.to_string().contains("never") || why.to_string().contains("keep")),
                "{told}"
            );
        }
    });
}

/// Nothing there replaces a row but an update.
#[test]
fn no_row_takes_the_place_of_another_on_postgres() {
    on_postgres(async |store: Store| {
        some_of_each(&store).await;
        let entry = "INSERT INTO entries (id, number, at, kind, subject, digest)
            VALUES (1, 7, now(), 'x', 's', 'd') ON CONFLICT (id) DO UPDATE SET";
        let line = "INSERT INTO audit_lines (id, at, actor_kind, act, subject_kind, detail)
            VALUES (1, now(), 'system', 'x', 'x', '{}') ON CONFLICT (id) DO UPDATE SET act = 'x'";
        let checkpoint = "INSERT INTO log_checkpoints VALUES (1, 9, 'x', 'x', now())
            ON CONFLICT (size) DO UPDATE SET note = 'x'";
        for statement in [
            format!("{entry} kind = 'x'"),
            format!("{entry} number = 7"),
            format!("{entry} id = 9"),
            line.to_owned(),
            checkpoint.to_owned(),
        ] {
            let told = statement.clone();
            assert!(store.write(move |db| sql(db, &statement)).await.is_err(), "{told}");
        }
    });
}

async fn audit_lines_are_never_changed_or_deleted(store: Store) {
    a_line(&store).await;
    refused(&store, "UPDATE audit_lines SET act = 'nothing'", "audit lines are never changed").await;
    refused(&store, "UPDATE audit_lines SET actor_id = 5", "audit lines are never changed").await;
    refused(&store, "DELETE FROM audit_lines", "audit lines are never deleted").await;
    let lines = store.read(|db| audit::of_subject(db, "staff", 1)).await.unwrap();
    assert_eq!((lines.len(), lines[0].act.as_str()), (1, "staff.added"));
}

async fn entries_are_never_deleted_and_what_they_say_is_never_changed(store: Store) {
    an_entry(&store).await;
    refused(&store, "DELETE FROM entries", "entries are never deleted").await;
    refused(&store, "UPDATE entries SET digest = 'x'", "entries are never changed").await;
    refused(&store, "UPDATE entries SET kind = 'x'", "entries are never changed").await;
    refused(&store, "UPDATE entries SET subject = 'x'", "entries are never changed").await;
    let at = "UPDATE entries SET at = '2027-01-01 00:00:00.000'";
    refused(&store, at, "entries are never changed").await;
}

async fn entries_are_numbered_once_and_can_lose_their_bodies(store: Store) {
    an_entry(&store).await;
    let allowed = |statement| store.write(move |db: &mut Db| sql(db, statement));
    assert_eq!(allowed("UPDATE entries SET number = 0").await.unwrap(), 1);
    refused(&store, "UPDATE entries SET number = 1", "entries are numbered once").await;
    assert_eq!(allowed("UPDATE entries SET salt = NULL, body = NULL").await.unwrap(), 1);
}

/// SQLite has no such statement.
#[test]
fn no_table_that_bears_witness_is_emptied_at_once() {
    on_postgres(async |store: Store| {
        an_entry(&store).await;
        refused(&store, "TRUNCATE entries CASCADE", "entries are never deleted").await;
        refused(&store, "TRUNCATE audit_lines CASCADE", "audit lines are never deleted").await;
        refused(&store, "TRUNCATE log_checkpoints CASCADE", "checkpoints are never deleted").await;
    });
}
