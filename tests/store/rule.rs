//! Rules: those that hold, and how one ends.

use tilsagn::domain::Result;
use tilsagn::domain::ids::{RuleId, StaffId};
use tilsagn::domain::rule::{Effect, RuleKind};
use tilsagn::store::rule::{self, NewRule};
use tilsagn::store::{Db, Store};

use crate::answers::is_missing;
use crate::rows::{WORDS, before, colleague, exactly, quoted, write};
use crate::support::sql;

on_both!(
    a_rule_comes_back_as_it_was_kept,
    nobody_finds_a_rule_that_is_not_there,
    rules_that_hold_are_listed_newest_first,
    a_rule_ends_once_and_forgets_whom_it_was_about,
    rules_that_ran_out_are_forgotten_once,
);

/// A rule that blocks a mailbox, about to be kept.
pub fn block(by: Option<StaffId>, until: Option<i64>) -> NewRule {
    NewRule {
        kind: RuleKind::Mailbox,
        effect: Effect::Block,
        pattern: "pattern".to_owned(),
        sealed: Some(vec![0, 39, 255]),
        mailbox_index: Some("index".to_owned()),
        comment: WORDS.to_owned(),
        created_by: by,
        created_at: exactly(0),
        expires_at: until.map(exactly),
    }
}

fn keep(db: &mut Db, until: Option<i64>) -> Result<RuleId> {
    rule::insert(db, &block(None, until))
}

async fn a_rule_comes_back_as_it_was_kept(store: Store) {
    write(&store, |db| {
        let by = colleague(db, "bodil")?;
        let id = rule::insert(db, &block(Some(by), Some(10)))?;
        let nothing =
            NewRule { pattern: String::new(), sealed: None, mailbox_index: None, ..block(None, None) };
        let bare = rule::insert(db, &NewRule { kind: RuleKind::Network, effect: Effect::Allow, ..nothing })?;
        let found = rule::find(db, id)?;
        assert_eq!((found.id, found.kind, found.effect), (id, RuleKind::Mailbox, Effect::Block));
        assert_eq!((found.pattern.as_str(), found.comment.as_str()), ("pattern", WORDS));
        assert_eq!((found.sealed, found.mailbox_index.as_deref()), (Some(vec![0, 39, 255]), Some("index")));
        assert_eq!((found.created_by, found.created_at), (Some(by), exactly(0)));
        assert_eq!(found.expires_at, Some(exactly(10)));
        let found = rule::find(db, bare)?;
        assert_eq!((found.kind, found.effect), (RuleKind::Network, Effect::Allow));
        assert_eq!((found.sealed, found.mailbox_index), (None, None));
        assert_eq!((found.created_by, found.expires_at), (None, None));
        Ok(())
    })
    .await;
}

async fn nobody_finds_a_rule_that_is_not_there(store: Store) {
    store.write(|db| keep(db, None)).await.unwrap();
    assert!(is_missing(&store.read(|db| rule::find(db, RuleId(999))).await));
}

async fn rules_that_hold_are_listed_newest_first(store: Store) {
    write(&store, |db| {
        let (lasting, ending) = (keep(db, None)?, keep(db, Some(10))?);
        let (gone, newest) = (keep(db, None)?, keep(db, Some(20))?);
        let by = colleague(db, "bodil")?;
        rule::remove(db, gone, by, exactly(1))?;
        let live: Vec<RuleId> =
            rule::live(db, before(exactly(10)))?.into_iter().map(|rule| rule.id).collect();
        assert_eq!(live, [newest, ending, lasting]);
        let live: Vec<RuleId> = rule::live(db, exactly(10))?.into_iter().map(|rule| rule.id).collect();
        assert_eq!(live, [newest, lasting]);
        Ok(())
    })
    .await;
}

async fn a_rule_ends_once_and_forgets_whom_it_was_about(store: Store) {
    write(&store, |db| {
        let (ended, other) = (keep(db, None)?, keep(db, None)?);
        let (by, kept) = (colleague(db, "bodil")?, rule::find(db, other)?);
        assert!(rule::remove(db, ended, by, exactly(1))?);
        assert!(!rule::remove(db, ended, by, exactly(2))?);
        assert!(!rule::remove(db, RuleId(999), by, exactly(2))?);
        let ended_by = format!(
            "removed_by = removed_by WHERE removed_by = {by} AND removed_at = {}",
            quoted(exactly(1))
        );
        assert_eq!(sql(db, &format!("UPDATE rules SET {ended_by}"))?, 1, "who ended it stands");
        let row = rule::find(db, ended)?;
        assert_eq!((row.pattern.as_str(), row.comment.as_str()), ("", ""));
        assert_eq!((row.sealed, row.mailbox_index, row.kind), (None, None, RuleKind::Mailbox));
        assert_eq!(rule::live(db, exactly(1))?, [kept]);
        Ok(())
    })
    .await;
}

async fn rules_that_ran_out_are_forgotten_once(store: Store) {
    write(&store, |db| {
        let (over, lasting, later) = (keep(db, Some(10))?, keep(db, None)?, keep(db, Some(11))?);
        let kept = [rule::find(db, later)?, rule::find(db, lasting)?];
        assert_eq!(rule::blank_expired(db, before(exactly(10)))?, 0);
        assert_eq!(rule::blank_expired(db, exactly(10))?, 1);
        assert_eq!(rule::blank_expired(db, exactly(10))?, 0);
        let row = rule::find(db, over)?;
        assert_eq!((row.pattern.as_str(), row.comment.as_str()), ("", ""));
        assert_eq!((row.sealed, row.mailbox_index), (None, None));
        assert_eq!(rule::live(db, exactly(10))?, kept);
        Ok(())
    })
    .await;
}
