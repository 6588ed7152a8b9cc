//! Rows that bear witness: nobody changes or deletes them, not even with SQL.

use serde_json::json;
use tilsagn::domain::audit::Actor;
use tilsagn::store::audit::{self, NewLine};
use tilsagn::store::{Db, Store};

use crate::support::{at, on_postgres, sql};

on_both!(
    audit_lines_are_never_changed_or_deleted,
    entries_are_never_deleted_and_what_they_say_is_never_changed,
    entries_are_numbered_once_and_can_lose_their_bodies,
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

async fn audit_lines_are_never_changed_or_deleted(store: Store) {
    let line = NewLine {
        at: at(0),
        actor: Actor::Operator,
        act: "staff.added",
        subject_kind: "staff",
        subject_id: Some(1),
        detail: json!({}),
        request_id: None,
    };
    store.write(move |db| audit::append(db, &line)).await.unwrap();
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
