//! What the queue is searched for: words, numbers and names, as far as they may be known.

use tilsagn::domain::Result;
use tilsagn::domain::case::CaseState::{Open, Second, Waiting};
use tilsagn::domain::ids::CaseId;
use tilsagn::store::queue::{self, Find, Sought};
use tilsagn::store::{Db, Store, case, organisation};

use crate::queue::{arrive, hidden, of_states, sought, words};
use crate::rows::{WORDS, exactly, organisation, write};

on_both!(
    all_words_must_occur_as_they_are_written,
    whoever_must_not_be_named_is_found_by_the_number_of_the_case_alone,
    a_number_is_of_a_case_or_of_a_signatory_or_in_a_name,
    organisations_are_found_as_far_as_they_may_be_named,
);

/// The Cases in any state that are found.
fn found(db: &mut Db, sought: &Sought) -> Result<Vec<CaseId>> {
    queue::ids(db, sought, &of_states(&[Open, Waiting, Second]))
}

async fn all_words_must_occur_as_they_are_written(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let both = arrive(db, of, "skov og land", exactly(0))?;
        let one = arrive(db, of, "skov", exactly(1))?;
        let signs = arrive(db, of, WORDS, exactly(2))?;
        let mut by = |some: &[&str]| found(db, &sought(words(some), exactly(9)));
        assert_eq!(by(&["skov"])?, [both, one]);
        assert_eq!(by(&["land", "sko"])?, [both]);
        assert_eq!(by(&["eng"])?, []);
        for sign in ["%", "_", "\\", "'", "\"", "e\u{301}", "\u{1f692}", "שלום", "100 %_ ?1"] {
            assert_eq!(by(&[sign])?, [signs], "{sign}");
        }
        Ok(())
    })
    .await;
}

async fn whoever_must_not_be_named_is_found_by_the_number_of_the_case_alone(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (_, sealed) = hidden(db, "skov 7")?;
        let named = arrive(db, of, "skov 7", exactly(1))?;
        let number = case::find(db, sealed)?.number;
        let mut masked = |find| found(db, &Sought { find, masked: true, now: exactly(9) });
        assert_eq!(masked(words(&["skov"]))?, [named]);
        assert_eq!(masked(Find::Number(7))?, [named]);
        assert_eq!(masked(Find::Number(number))?, [sealed]);
        assert_eq!(masked(Find::default())?, [sealed, named], "nothing is looked for");
        let mut open = |find| found(db, &sought(find, exactly(9)));
        assert_eq!(open(words(&["skov"]))?, [sealed, named]);
        assert_eq!(open(Find::Number(7))?, [sealed, named]);
        Ok(())
    })
    .await;
}

async fn a_number_is_of_a_case_or_of_a_signatory_or_in_a_name(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        organisation::give_address(db, eng, "eng", 41)?;
        let first = arrive(db, skov, "a", exactly(0))?;
        let (of_eng, in_name) = (arrive(db, eng, "b", exactly(1))?, arrive(db, skov, "tv 41", exactly(2))?);
        let (of, _) = hidden(db, "c")?;
        organisation::give_address(db, of, "hidden", 42)?;
        let number = case::find(db, first)?.number;
        let mut by = |number| found(db, &sought(Find::Number(number), exactly(9)));
        assert_eq!(by(41)?, [of_eng, in_name]);
        assert_eq!(by(number)?, [first, in_name], "there is a 1 in 41");
        assert_eq!(by(42)?, [], "it must not be named");
        assert_eq!(by(i64::MAX)?, []);
        Ok(())
    })
    .await;
}

async fn organisations_are_found_as_far_as_they_may_be_named(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let (of_skov, _) = (arrive(db, skov, "a", exactly(0))?, arrive(db, eng, "b", exactly(0))?);
        let (sealed, _) = hidden(db, "c")?;
        for masked in [true, false] {
            let both = Sought { find: Find::Named(vec![sealed, skov]), masked, now: exactly(9) };
            assert_eq!(found(db, &both)?, [of_skov]);
        }
        assert!(found(db, &sought(Find::Named(vec![]), exactly(9)))?.is_empty());
        Ok(())
    })
    .await;
}
