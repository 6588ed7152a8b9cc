//! Views of protected identities: whose, of whom, and until when.

use tilsagn::store::{Store, unmasking};

use crate::rows_b::{before, colleague, exact, organisation};

on_both!(one_colleague_looks_at_one_organisation_until_a_moment, a_later_view_counts_beside_one_that_is_over,);

async fn one_colleague_looks_at_one_organisation_until_a_moment(store: Store) {
    store
        .write(|db| {
            let (seen, other) = (organisation(db, "seen")?, organisation(db, "other")?);
            let (bodil, carl) = (colleague(db, "bodil@x.test")?, colleague(db, "carl@x.test")?);
            assert!(!unmasking::holds(db, bodil, seen, exact(0))?);
            unmasking::insert(db, bodil, seen, exact(10))?;
            assert!(unmasking::holds(db, bodil, seen, before(exact(10)))?);
            assert!(!unmasking::holds(db, bodil, seen, exact(10))?);
            assert!(!unmasking::holds(db, carl, seen, exact(0))?);
            assert!(!unmasking::holds(db, bodil, other, exact(0))?);
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_later_view_counts_beside_one_that_is_over(store: Store) {
    store
        .write(|db| {
            let (seen, bodil) = (organisation(db, "seen")?, colleague(db, "bodil@x.test")?);
            for until in [20, 10] {
                unmasking::insert(db, bodil, seen, exact(until))?;
            }
            assert!(unmasking::holds(db, bodil, seen, exact(15))?);
            assert!(!unmasking::holds(db, bodil, seen, exact(20))?);
            Ok(())
        })
        .await
        .unwrap();
}
