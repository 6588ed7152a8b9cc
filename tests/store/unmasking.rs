//! Views of protected identities: whose, of whom, and until when.

use tilsagn::store::{Store, unmasking};

use crate::rows::{before, colleague, exactly, organisation, write};

on_both!(one_colleague_looks_at_one_organisation_until_a_moment, a_later_view_counts_beside_one_that_is_over,);

async fn one_colleague_looks_at_one_organisation_until_a_moment(store: Store) {
    write(&store, |db| {
        let (seen, other) = (organisation(db, "seen")?, organisation(db, "other")?);
        let (bodil, carl) = (colleague(db, "bodil")?, colleague(db, "carl")?);
        assert!(!unmasking::holds(db, bodil, seen, exactly(0))?);
        unmasking::insert(db, bodil, seen, exactly(10))?;
        assert!(unmasking::holds(db, bodil, seen, before(exactly(10)))?);
        assert!(!unmasking::holds(db, bodil, seen, exactly(10))?);
        assert!(!unmasking::holds(db, carl, seen, exactly(0))?);
        assert!(!unmasking::holds(db, bodil, other, exactly(0))?);
        Ok(())
    })
    .await;
}

async fn a_later_view_counts_beside_one_that_is_over(store: Store) {
    write(&store, |db| {
        let (seen, bodil) = (organisation(db, "seen")?, colleague(db, "bodil")?);
        for until in [20, 10] {
            unmasking::insert(db, bodil, seen, exactly(until))?;
        }
        assert!(unmasking::holds(db, bodil, seen, exactly(15))?);
        assert!(!unmasking::holds(db, bodil, seen, exactly(20))?);
        Ok(())
    })
    .await;
}
