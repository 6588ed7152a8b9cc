//! Accounts at the identity provider: one there for one here.

use tilsagn::domain::ids::StaffId;
use tilsagn::store::Store;
use tilsagn::store::provider_account::{self, ProviderAccount};

use crate::answers::conflicts;
use crate::rows::{WORDS, exactly, two_colleagues, write};

on_both!(
    an_account_is_found_by_its_colleague_and_by_both_its_names,
    an_account_takes_the_place_of_the_one_before,
    an_account_of_somebody_else_is_refused_and_nothing_changes,
    an_account_is_forgotten_once,
);

const ISSUER: &str = "https://login.test";

async fn an_account_is_found_by_its_colleague_and_by_both_its_names(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    write(&store, move |db| {
        provider_account::link(db, bodil, (ISSUER, WORDS), exactly(1))?;
        provider_account::link(db, carl, ("https://other.test", WORDS), exactly(2))?;
        let account = ProviderAccount {
            staff_id: bodil,
            issuer: ISSUER.to_owned(),
            subject: WORDS.to_owned(),
            linked_at: exactly(1),
        };
        assert_eq!(provider_account::of_staff(db, bodil)?, Some(account));
        assert_eq!(provider_account::of_staff(db, StaffId(999))?, None);
        assert_eq!(provider_account::find(db, ISSUER, WORDS)?, Some(bodil));
        assert_eq!(provider_account::find(db, "https://other.test", WORDS)?, Some(carl));
        assert_eq!(provider_account::find(db, ISSUER, "somebody")?, None);
        Ok(())
    })
    .await;
}

async fn an_account_takes_the_place_of_the_one_before(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    write(&store, move |db| {
        provider_account::link(db, bodil, (ISSUER, "first"), exactly(1))?;
        provider_account::link(db, carl, (ISSUER, "carl"), exactly(1))?;
        provider_account::link(db, bodil, (ISSUER, "second"), exactly(2))?;
        assert_eq!(provider_account::find(db, ISSUER, "first")?, None);
        assert_eq!(provider_account::find(db, ISSUER, "second")?, Some(bodil));
        assert_eq!(provider_account::find(db, ISSUER, "carl")?, Some(carl));
        Ok(())
    })
    .await;
}

async fn an_account_of_somebody_else_is_refused_and_nothing_changes(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let link = |who, name: &'static str| {
        store.write(move |db| provider_account::link(db, who, (ISSUER, name), exactly(1)))
    };
    link(bodil, "bodil").await.unwrap();
    link(carl, "carl").await.unwrap();
    assert!(conflicts(&link(carl, "bodil").await));
    let find = |name: &'static str| store.read(move |db| provider_account::find(db, ISSUER, name));
    assert_eq!((find("bodil").await.unwrap(), find("carl").await.unwrap()), (Some(bodil), Some(carl)));
}

async fn an_account_is_forgotten_once(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    write(&store, move |db| {
        provider_account::link(db, bodil, (ISSUER, "bodil"), exactly(1))?;
        provider_account::link(db, carl, (ISSUER, "carl"), exactly(1))?;
        assert!(provider_account::unlink(db, bodil)?);
        assert!(!provider_account::unlink(db, bodil)?);
        assert_eq!(provider_account::of_staff(db, bodil)?, None);
        assert_eq!(provider_account::find(db, ISSUER, "carl")?, Some(carl));
        Ok(())
    })
    .await;
}
