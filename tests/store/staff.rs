//! Colleagues: factors, roles, and what may be used once.

use tilsagn::domain::ids::StaffId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{Role, Roles};
use tilsagn::domain::staff::StaffState;
use tilsagn::store::Store;
use tilsagn::store::staff::{self, Credentials, NewStaff, Proposed};

use crate::answers::{conflicts, is_missing, once_true, one_alone};
use crate::support::{at, together};

on_both!(
    a_new_colleague_is_invited_and_found_by_id_and_mail,
    a_mail_address_is_taken_once,
    everybody_is_listed_by_name,
    the_set_up_makes_an_invited_colleague_active_once,
    roles_change_only_on_what_was_read,
    roles_that_are_proposed_wait_beside_those_that_are_held,
    a_disabled_colleague_stays_disabled_without_factors,
    a_reset_colleague_sets_up_anew_and_no_used_code_is_good_again,
    a_totp_step_is_used_once_by_twenty_at_once,
    a_recovery_code_is_taken_once_by_twenty_at_once,
    ten_recovery_codes_are_all_taken_at_once,
    active_colleagues_are_counted_by_role,
);

fn somebody(email: &str, name: &str, roles: &str) -> NewStaff {
    NewStaff {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: Roles::parse(roles),
        language: Locale::Danish,
        created_by: None,
        created_at: at(0),
    }
}

fn factors(recovery: &[&str]) -> Credentials {
    Credentials {
        password_hash: "$argon2id$test".to_owned(),
        totp_sealed: vec![0, 1, 255],
        totp_step: 100,
        recovery_hashes: recovery.iter().map(|&code| code.to_owned()).collect(),
    }
}

/// An active colleague, for other nouns' tests too.
pub async fn active(store: &Store, email: &str, roles: &str, recovery: &[&str]) -> StaffId {
    let (new, factors) = (somebody(email, "Bodil Prøve", roles), factors(recovery));
    let id = store.write(move |db| staff::insert(db, &new)).await.unwrap();
    assert!(store.write(move |db| staff::set_credentials(db, id, &factors)).await.unwrap());
    id
}

async fn read(store: &Store, id: StaffId) -> staff::Staff {
    store.read(move |db| staff::find(db, id)).await.unwrap()
}

async fn a_new_colleague_is_invited_and_found_by_id_and_mail(store: Store) {
    let new = somebody("bodil@ministry.test", "Bodil Prøve", "moderator admin");
    let id = store.write(move |db| staff::insert(db, &new)).await.unwrap();
    let row = read(&store, id).await;
    assert_eq!((row.id, row.state, row.revision), (id, StaffState::Invited, 1));
    assert_eq!((row.roles.text().as_str(), row.language), ("moderator admin", Locale::Danish));
    assert_eq!((row.created_at, row.created_by, row.disabled_at), (at(0), None, None));
    assert!(row.password_hash.is_none() && row.totp_sealed.is_none());
    let by_email = store.read(|db| staff::by_email(db, "bodil@ministry.test")).await.unwrap();
    assert_eq!(by_email, Some(row));
    assert_eq!(store.read(|db| staff::by_email(db, "nobody@ministry.test")).await.unwrap(), None);
    assert!(is_missing(&store.read(|db| staff::find(db, StaffId(999))).await));
}

async fn a_mail_address_is_taken_once(store: Store) {
    let answers = together(20, |_| {
        let new = somebody("bodil@ministry.test", "Bodil Prøve", "viewer");
        store.write(move |db| staff::insert(db, &new))
    })
    .await;
    one_alone(answers);
}

async fn everybody_is_listed_by_name(store: Store) {
    for (email, name) in [("c@x.test", "Carl"), ("a@x.test", "Agnes"), ("b@x.test", "Bo")] {
        let new = somebody(email, name, "viewer");
        store.write(move |db| staff::insert(db, &new)).await.unwrap();
    }
    let names: Vec<String> =
        store.read(staff::list).await.unwrap().into_iter().map(|colleague| colleague.name).collect();
    assert_eq!(names, ["Agnes", "Bo", "Carl"]);
}

async fn the_set_up_makes_an_invited_colleague_active_once(store: Store) {
    let id = active(&store, "bodil@ministry.test", "admin", &["one", "two"]).await;
    let row = read(&store, id).await;
    assert_eq!((row.state, row.totp_step, row.revision), (StaffState::Active, 100, 2));
    assert_eq!(row.password_hash.as_deref(), Some("$argon2id$test"));
    assert_eq!(row.totp_sealed.as_deref(), Some(&[0, 1, 255][..]));
    assert_eq!(row.recovery_hashes.0, ["one", "two"]);
    let other = Credentials { password_hash: "stolen".to_owned(), ..factors(&[]) };
    assert!(!store.write(move |db| staff::set_credentials(db, id, &other)).await.unwrap());
    assert_eq!(read(&store, id).await, row);
    assert!(!format!("{row:?}").contains("argon2"), "no factor is ever logged");
}

async fn roles_change_only_on_what_was_read(store: Store) {
    let id = active(&store, "bodil@ministry.test", "viewer", &[]).await;
    let seen = &read(&store, id).await;
    let store = &store;
    let change = move |roles: &'static str| {
        let seen = seen.clone();
        store.write(move |db| staff::set_roles(db, &seen, (&Roles::parse(roles), seen.created_at)))
    };
    let answers = together(20, |_| change("editor")).await;
    one_alone(answers);
    assert!(conflicts(&change("admin").await));
}

async fn roles_that_are_proposed_wait_beside_those_that_are_held(store: Store) {
    let by = active(&store, "asta@ministry.test", "admin", &[]).await;
    let id = active(&store, "bodil@ministry.test", "viewer", &[]).await;
    let proposed = Proposed { roles: Roles::parse("moderator admin"), by, at: at(7) };
    assert_eq!(read(&store, id).await.proposed(), None);
    let wanted = Some(proposed.clone());
    store.write(move |db| staff::propose_roles(db, id, wanted)).await.unwrap();
    let row = read(&store, id).await;
    assert_eq!((row.roles.clone(), row.proposed()), (Roles::parse("viewer"), Some(proposed)));
    store.write(move |db| staff::propose_roles(db, id, None)).await.unwrap();
    assert_eq!(read(&store, id).await.proposed(), None);
}

async fn a_disabled_colleague_stays_disabled_without_factors(store: Store) {
    let id = active(&store, "bodil@ministry.test", "admin", &["one"]).await;
    assert!(store.write(move |db| staff::disable(db, id, at(5))).await.unwrap());
    assert!(!store.write(move |db| staff::disable(db, id, at(6))).await.unwrap());
    let seen = read(&store, id).await;
    let reset = store.write(move |db| staff::reset(db, &seen)).await;
    assert!(conflicts(&reset));
    assert!(!store.write(move |db| staff::set_credentials(db, id, &factors(&[]))).await.unwrap());
    let row = read(&store, id).await;
    assert_eq!((row.state, row.disabled_at), (StaffState::Disabled, Some(at(5))));
    assert_eq!((row.password_hash, row.totp_sealed, row.recovery_hashes.0.len()), (None, None, 0));
}

async fn a_reset_colleague_sets_up_anew_and_no_used_code_is_good_again(store: Store) {
    let id = active(&store, "bodil@ministry.test", "admin", &["one"]).await;
    let seen = &read(&store, id).await;
    let all = &store;
    let reset = move || {
        let seen = seen.clone();
        all.write(move |db| staff::reset(db, &seen))
    };
    let answers = together(20, |_| reset()).await;
    one_alone(answers);
    let row = read(&store, id).await;
    assert_eq!((row.state, row.totp_step), (StaffState::Invited, 100));
    assert_eq!((row.password_hash, row.totp_sealed, row.recovery_hashes.0.len()), (None, None, 0));
    assert!(store.write(move |db| staff::set_credentials(db, id, &factors(&[]))).await.unwrap());
    assert_eq!(read(&store, id).await.state, StaffState::Active);
}

async fn a_totp_step_is_used_once_by_twenty_at_once(store: Store) {
    let id = active(&store, "bodil@ministry.test", "admin", &[]).await;
    let used = |step| store.write(move |db| staff::use_totp_step(db, id, step));
    let answers = together(20, |_| used(101)).await;
    assert!(once_true(answers));
    assert!(!used(101).await.unwrap() && !used(100).await.unwrap());
    assert!(used(102).await.unwrap());
}

async fn a_recovery_code_is_taken_once_by_twenty_at_once(store: Store) {
    let id = active(&store, "bodil@ministry.test", "admin", &["one", "two"]).await;
    let answers = together(20, |_| store.write(move |db| staff::take_recovery_code(db, id, "one"))).await;
    assert!(once_true(answers));
    assert_eq!(read(&store, id).await.recovery_hashes.0, ["two"]);
}

async fn ten_recovery_codes_are_all_taken_at_once(store: Store) {
    let codes = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let id = active(&store, "bodil@ministry.test", "admin", &codes).await;
    let answers = together(10, |n| store.write(move |db| staff::take_recovery_code(db, id, codes[n]))).await;
    assert!(answers.into_iter().all(Result::unwrap));
    assert!(read(&store, id).await.recovery_hashes.0.is_empty());
}

async fn active_colleagues_are_counted_by_role(store: Store) {
    active(&store, "a@x.test", "admin moderator", &[]).await;
    active(&store, "b@x.test", "moderator", &[]).await;
    let gone = active(&store, "c@x.test", "admin editor", &[]).await;
    store.write(move |db| staff::disable(db, gone, at(1))).await.unwrap();
    let invited = somebody("d@x.test", "Dorte", "viewer");
    store.write(move |db| staff::insert(db, &invited)).await.unwrap();
    let count = store.read(staff::count_by_role).await.unwrap();
    let count: Vec<(Role, usize)> = count.into_iter().collect();
    assert_eq!(count, [(Role::Viewer, 0), (Role::Moderator, 2), (Role::Editor, 0), (Role::Admin, 1)]);
}
