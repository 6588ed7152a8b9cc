//! How writes are kept: together, each for itself, and for good once they are answered.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use tilsagn::domain::{Error, Result};
use tilsagn::store::{Db, Store, setting};

use crate::support::{at, together};

on_both!(
    what_is_answered_is_there_for_every_reader,
    what_is_answered_is_there_after_opening_anew,
    an_act_is_kept_whole_or_not_at_all,
    one_failing_act_among_many_disturbs_no_other,
    one_panicking_act_among_many_disturbs_no_other,
    a_panic_inside_a_nested_transaction_disturbs_no_later_act,
    panicking_readers_disturb_no_other,
    an_act_that_overlooks_a_failure_is_answered_as_it_was_kept,
    an_act_whose_asker_went_away_is_kept,
    readers_cannot_write,
    a_write_is_told_to_those_who_watch,
    a_write_that_was_refused_wakes_nobody,
    the_database_keeps_what_is_promised,
);

fn put(db: &mut Db, key: &str) -> Result<()> {
    setting::put(db, key, "value", at(0))
}

async fn keys(store: &Store) -> Vec<String> {
    store.read(setting::all).await.unwrap().into_keys().collect()
}

async fn what_is_answered_is_there_for_every_reader(store: Store) {
    let seen = together(100, |n| {
        let store = store.clone();
        async move {
            store.write(move |db| put(db, &format!("key {n:03}"))).await.unwrap();
            keys(&store).await.contains(&format!("key {n:03}"))
        }
    })
    .await;
    assert!(seen.into_iter().all(|seen| seen));
    assert_eq!(keys(&store).await.len(), 100);
}

async fn what_is_answered_is_there_after_opening_anew(store: Store) {
    store.write(|db| put(db, "key")).await.unwrap();
    let again = Store::open(store.url()).unwrap();
    assert_eq!(keys(&again).await, ["key"]);
    assert!(Store::pending(store.url()).unwrap().is_empty());
    assert!(Store::migrate(store.url()).unwrap().is_empty());
}

async fn an_act_is_kept_whole_or_not_at_all(store: Store) {
    let failing = |db: &mut Db| {
        put(db, "first")?;
        put(db, "second")?;
        Err::<(), _>(Error::Conflict)
    };
    assert!(matches!(store.write(failing).await, Err(Error::Conflict)));
    assert!(keys(&store).await.is_empty());
}

async fn one_failing_act_among_many_disturbs_no_other(store: Store) {
    let answers = together(200, |n| {
        store.write(move |db| {
            put(db, &format!("key {n:03}"))?;
            match n % 10 {
                3 => Err(Error::Conflict),
                7 => Ok(diesel::sql_query("SELECT nothing FROM nowhere").execute(db)?),
                _ => Ok(0),
            }
        })
    })
    .await;
    for (n, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.is_err(), matches!(n % 10, 3 | 7), "{n}");
    }
    let kept = keys(&store).await;
    assert_eq!(kept.len(), 160);
    assert!(!kept.iter().any(|key| key.ends_with('3') || key.ends_with('7')));
}

async fn one_panicking_act_among_many_disturbs_no_other(store: Store) {
    let answers = together(100, |n| {
        store.write(move |db| {
            put(db, &format!("key {n:03}"))?;
            assert!(n % 10 != 5, "a planned panic");
            Ok(())
        })
    })
    .await;
    for (n, answer) in answers.into_iter().enumerate() {
        assert_eq!(matches!(answer, Err(Error::Internal(_))), n % 10 == 5, "{n}");
    }
    assert_eq!(keys(&store).await.len(), 90);
}

async fn a_panic_inside_a_nested_transaction_disturbs_no_later_act(store: Store) {
    let act = |db: &mut Db| {
        put(db, "before")?;
        db.transaction(|db| {
            put(db, "inside")?;
            panic!("a planned panic");
        })
    };
    let answer: Result<()> = store.write(act).await;
    assert!(matches!(answer, Err(Error::Internal(_))));
    store.write(|db| put(db, "after")).await.unwrap();
    assert_eq!(keys(&store).await, ["after"]);
    let again = Store::open(store.url()).unwrap();
    assert_eq!(keys(&again).await, ["after"]);
}

async fn panicking_readers_disturb_no_other(store: Store) {
    store.write(|db| put(db, "key")).await.unwrap();
    let answers = together(100, |n| {
        store.read(move |db| {
            assert!(n % 4 != 0, "a planned panic");
            Ok(setting::all(db)?.len())
        })
    })
    .await;
    for (n, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.ok(), (n % 4 != 0).then_some(1), "{n}");
    }
}

async fn an_act_that_overlooks_a_failure_is_answered_as_it_was_kept(store: Store) {
    let act = |db: &mut Db| {
        put(db, "key")?;
        let overlooked = diesel::sql_query("SELECT nothing FROM nowhere").execute(db);
        assert!(overlooked.is_err());
        Ok(())
    };
    // SQLite goes on after a failure, PostgreSQL does not; neither may say what is not so.
    let answer = store.write(act).await;
    assert_eq!(answer.is_ok(), keys(&store).await == ["key"]);
    store.write(|db| put(db, "later")).await.unwrap();
    assert!(keys(&store).await.contains(&"later".to_owned()));
}

async fn an_act_whose_asker_went_away_is_kept(store: Store) {
    let asked = store.clone();
    let asker = tokio::spawn(async move {
        let slow = |db: &mut Db| {
            put(db, "slow")?;
            std::thread::sleep(std::time::Duration::from_millis(50));
            Ok(())
        };
        asked.write(slow).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    asker.abort();
    assert!(asker.await.unwrap_err().is_cancelled());
    let kept = async {
        while keys(&store).await != ["slow"] {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), kept).await.expect("it is kept");
}

async fn readers_cannot_write(store: Store) {
    let answers = together(20, |_| store.read(|db| put(db, "key"))).await;
    // Their database is one that takes nothing.
    assert!(answers.iter().all(|answer| matches!(answer, Err(Error::Away(_)))));
    assert!(keys(&store).await.is_empty());
    store.write(|db| put(db, "key")).await.unwrap();
    assert_eq!(keys(&store).await, ["key"]);
}

async fn a_write_is_told_to_those_who_watch(store: Store) {
    let mut changes = store.changes();
    assert!(!changes.has_changed().unwrap());
    store.write(|db| put(db, "key")).await.unwrap();
    assert!(changes.has_changed().unwrap());
    changes.borrow_and_update();
    keys(&store).await;
    assert!(!changes.has_changed().unwrap());
}

async fn a_write_that_was_refused_wakes_nobody(store: Store) {
    let changes = store.changes();
    let refused = |db: &mut Db| put(db, "key").and(Err::<(), _>(Error::Conflict));
    assert!(store.write(refused).await.is_err());
    assert!(!changes.has_changed().unwrap());
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    value: String,
}

async fn the_database_keeps_what_is_promised(store: Store) {
    let promises = |db: &mut Db| {
        let word =
            |c: &mut _, query: &str| Ok::<_, Error>(diesel::sql_query(query).get_result::<Word>(c)?.value);
        match db {
            Db::Sqlite(c) => {
                let number = |c: &mut SqliteConnection, pragma: &str| {
                    let query = format!("SELECT {pragma} AS value FROM pragma_{pragma}");
                    Ok::<_, Error>(diesel::sql_query(query).get_result::<Number>(c)?.value)
                };
                assert_eq!(number(c, "synchronous")?, 2, "FULL: a commit outlives a power cut");
                assert_eq!(number(c, "foreign_keys")?, 1);
                let journal = diesel::sql_query("SELECT journal_mode AS value FROM pragma_journal_mode");
                assert_eq!(journal.get_result::<Word>(c)?.value, "wal");
                let option =
                    "SELECT compile_options AS value FROM pragma_compile_options WHERE value = 'ENABLE_QPSG'";
                let once = diesel::sql_query(option).get_result::<Word>(c)?.value;
                assert_eq!(once, "ENABLE_QPSG", "a statement is planned once");
            }
            Db::Pg(c) => {
                let setting = |name| format!("SELECT current_setting('{name}') AS value");
                assert_eq!(word(c, &setting("synchronous_commit"))?, "on");
                assert_eq!(word(c, &setting("TimeZone"))?, "UTC");
            }
        }
        Ok(())
    };
    store.write(promises).await.unwrap();
}
