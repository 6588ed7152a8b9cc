//! Accounts of colleagues: proposed by one admin and approved by another, opened, and changed by whoever has seen them.

use tilsagn::domain::Result;
use tilsagn::domain::ids::StaffId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{HeldSince, Roles};
use tilsagn::domain::staff::StaffState;
use tilsagn::store::staff::{self, NewStaff, Proposed, Staff};
use tilsagn::store::{Db, Json, Store};

use crate::answers::{conflicts, once};
use crate::rows::{self, BYTES, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    what_waits_is_proposed_anew_by_whoever_has_seen_it,
    what_was_approved_is_not_proposed_anew,
    an_account_is_approved_once_and_its_roles_are_held_from_then_on,
    an_account_without_a_password_is_opened_once,
    whoever_holds_all_changes_nobody_and_lets_others_wait,
    a_password_is_replaced_by_whoever_has_seen_the_account,
    an_app_is_replaced_by_whoever_has_seen_the_account,
    recovery_codes_are_replaced_by_whoever_has_seen_the_account,
    what_was_read_of_a_colleague_is_done_with_once,
    a_disabled_colleague_gets_no_factor_and_nobodys_approval,
);

/// Two colleagues who were invited.
async fn two(store: &Store) -> (Staff, Staff) {
    write(store, |db| {
        let (one, other) = (rows::colleague(db, "bodil")?, rows::colleague(db, "carl")?);
        Ok((staff::find(db, one)?, staff::find(db, other)?))
    })
    .await
}

async fn find(store: &Store, id: StaffId) -> Staff {
    read(store, move |db| staff::find(db, id)).await
}

fn anew(by: StaffId) -> NewStaff {
    NewStaff {
        email: "another@ministry.test".to_owned(),
        name: WORDS.to_owned(),
        roles: Roles::parse("admin editor"),
        language: Locale::Danish,
        created_by: Some(by),
        created_at: exactly(7),
    }
}

/// Changes a colleague, which is done once, and gives what became of them.
async fn changed<F>(store: &Store, (seen, other): (&Staff, &Staff), change: F) -> Staff
where
    F: Fn(&mut Db, &Staff) -> Result<()> + Clone + Send + 'static,
{
    once(store, seen, change).await;
    assert!(find(store, other.id).await == *other, "nobody else changes");
    find(store, seen.id).await
}

async fn what_waits_is_proposed_anew_by_whoever_has_seen_it(store: Store) {
    let (one, other) = two(&store).await;
    let (id, by) = (one.id, other.id);
    let proposed = Proposed { roles: Roles::parse("viewer"), by, at: at(1) };
    write(&store, move |db| staff::propose_roles(db, id, Some(proposed))).await;
    let propose = move |db: &mut Db, seen: &Staff| staff::propose_anew(db, seen, &anew(by)).map(|_| ());
    let found = changed(&store, (&one, &other), propose).await;
    let expected = Staff {
        name: WORDS.to_owned(),
        roles: Roles::parse("admin editor"),
        language: Locale::Danish,
        created_by: Some(by),
        created_at: exactly(7),
        held_since: Json(HeldSince::all(&Roles::parse("admin editor"), exactly(7))),
        revision: one.revision + 1,
        ..one
    };
    assert!(found == expected, "the mail address stays, and nothing else is proposed");
}

async fn what_was_approved_is_not_proposed_anew(store: Store) {
    let (one, other) = two(&store).await;
    let (id, by) = (one.id, other.id);
    assert!(write(&store, move |db| staff::confirm(db, id, Some(by), at(1))).await);
    let seen = find(&store, id).await;
    let answer = store.write(move |db| staff::propose_anew(db, &seen, &anew(by))).await;
    assert!(conflicts(&answer));
}

async fn an_account_is_approved_once_and_its_roles_are_held_from_then_on(store: Store) {
    let (one, other) = two(&store).await;
    let (id, by) = (one.id, other.id);
    let confirm = |by, now| write(&store, move |db| staff::confirm(db, id, by, now));
    assert!(confirm(Some(by), exactly(5)).await);
    assert!(!confirm(None, at(6)).await);
    let expected = Staff {
        confirmed_by: Some(by),
        confirmed_at: Some(exactly(5)),
        held_since: Json(HeldSince::all(&one.roles, exactly(5))),
        revision: one.revision + 1,
        ..one
    };
    assert!(find(&store, id).await == expected && find(&store, by).await == other);
}

async fn an_account_without_a_password_is_opened_once(store: Store) {
    let (one, other) = two(&store).await;
    let id = one.id;
    let open = || write(&store, move |db| staff::open_without_password(db, id));
    assert!(open().await);
    assert!(!open().await);
    let expected = Staff { state: StaffState::Active, revision: one.revision + 1, ..one };
    assert!(find(&store, id).await == expected && find(&store, other.id).await == other);
}

async fn whoever_holds_all_changes_nobody_and_lets_others_wait(store: Store) {
    write(&store, staff::hold_all).await;
    let (one, other) = two(&store).await;
    assert!(rows::others_wait(&store, staff::hold_all).await);
    assert!(read(&store, staff::list).await == [one, other]);
}

async fn a_password_is_replaced_by_whoever_has_seen_the_account(store: Store) {
    let (one, other) = two(&store).await;
    let found = changed(&store, (&one, &other), |db, seen| staff::set_password(db, seen, "$argon2id$")).await;
    let expected = Staff { password_hash: Some("$argon2id$".to_owned()), revision: one.revision + 1, ..one };
    assert!(found == expected);
}

async fn an_app_is_replaced_by_whoever_has_seen_the_account(store: Store) {
    let (one, other) = two(&store).await;
    let found = changed(&store, (&one, &other), |db, seen| staff::set_app(db, seen, (BYTES, i64::MAX))).await;
    let (totp_sealed, totp_step) = (Some(BYTES.to_vec()), i64::MAX);
    assert!(found == Staff { totp_sealed, totp_step, revision: one.revision + 1, ..one });
}

async fn recovery_codes_are_replaced_by_whoever_has_seen_the_account(store: Store) {
    let (one, other) = two(&store).await;
    let codes = || vec!["a".to_owned(), "b".to_owned()];
    let replace = move |db: &mut Db, seen: &Staff| staff::set_recovery_codes(db, seen, codes());
    let found = changed(&store, (&one, &other), replace).await;
    assert!(found == Staff { recovery_hashes: Json(codes()), revision: one.revision + 1, ..one });
}

async fn what_was_read_of_a_colleague_is_done_with_once(store: Store) {
    let (one, other) = two(&store).await;
    let found = changed(&store, (&one, &other), staff::move_on).await;
    assert!(found == Staff { revision: one.revision + 1, ..one });
}

async fn a_disabled_colleague_gets_no_factor_and_nobodys_approval(store: Store) {
    let (one, other) = two(&store).await;
    let (id, by) = (one.id, other.id);
    assert!(write(&store, move |db| staff::disable(db, id, at(1))).await);
    let seen = &find(&store, id).await;
    let change = |act: fn(&mut Db, &Staff) -> Result<()>| {
        let seen = seen.clone();
        store.write(move |db| act(db, &seen))
    };
    assert!(conflicts(&change(|db, seen| staff::set_password(db, seen, "")).await));
    assert!(conflicts(&change(|db, seen| staff::set_app(db, seen, (BYTES, 1))).await));
    assert!(conflicts(&change(|db, seen| staff::set_recovery_codes(db, seen, Vec::new())).await));
    assert!(conflicts(&change(|db, seen| staff::propose_anew(db, seen, &anew(seen.id)).map(|_| ())).await));
    assert!(!write(&store, move |db| staff::confirm(db, id, Some(by), at(2))).await);
    assert!(!write(&store, move |db| staff::open_without_password(db, id)).await);
    assert!(find(&store, id).await == *seen);
}
