//! Whom entries are about: those that say it, those that do not, and those that are dated or named as no other.

use tilsagn::domain::Result;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store::entry::{self, NewEntry};
use tilsagn::store::{Db, Store, register_state};

use crate::entry::{adopt, subjects, wait};
use crate::rows::{before, commitment, entry as told, exactly, organisation, texts, whole, withheld, write};
use crate::support::sql;

on_both!(
    bodies_of_a_kind_are_told_of_the_organisations_asked_for,
    entries_that_can_be_read_are_told_of_their_numbers,
    entries_that_can_be_read_are_told_of_their_organisations,
    entries_that_say_nothing_of_whom_they_are_about_are_told,
    entries_of_a_kind_that_do_not_fit_whom_they_are_about_are_told,
    what_an_entry_is_about_is_noted_where_nothing_was_known,
    subjects_are_told_that_more_than_one_entry_has,
    a_date_in_another_form_is_told_where_one_can_be,
    what_waits_with_a_date_beyond_another_is_told,
    entries_of_organisations_are_in_the_order_of_the_log,
    entries_of_commitments_are_told_whosever_they_were,
    what_a_kind_says_is_told_as_far_as_it_can_be_read,
);

/// An entry about an organisation under a number.
fn about(db: &mut Db, number: i64, kind: &str, of: Option<OrganisationId>) -> Result<()> {
    entry::adopt(db, number, &told(kind, &number.to_string(), of))
}

/// One of which nothing can be read.
fn unread(db: &mut Db, number: i64, kind: &str, of: Option<OrganisationId>) -> Result<()> {
    entry::adopt(db, number, &withheld(kind, &number.to_string(), of))
}

async fn entries_that_can_be_read_are_told_of_their_numbers(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        for number in [0, 1_000, 2_400, 2_500] {
            about(db, number, "organisation.amended", Some(of))?;
        }
        about(db, 7, "news.published", None)?;
        unread(db, 8, "organisation.amended", Some(of))?;
        let numbers: Vec<i64> = (0..2_500).collect();
        let mut found = entry::readable(db, &numbers)?;
        found.sort_by_key(|one| one.number);
        let told: Vec<_> = found.iter().map(|one| (one.number, one.organisation_id)).collect();
        assert_eq!(told, [(0, Some(of)), (7, None), (1_000, Some(of)), (2_400, Some(of))]);
        assert_eq!(found[1].kind, "news.published");
        assert_eq!(entry::find(db, found[1].id)?.number, Some(7));
        assert!(entry::readable(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

async fn entries_that_can_be_read_are_told_of_their_organisations(store: Store) {
    write(&store, |db| {
        let (skov, eng, other) =
            (organisation(db, "skov")?, organisation(db, "eng")?, organisation(db, "other")?);
        about(db, 1, "endorsement.published", Some(skov))?;
        about(db, 2, "organisation.amended", Some(eng))?;
        about(db, 3, "organisation.amended", Some(other))?;
        unread(db, 4, "organisation.amended", Some(skov))?;
        entry::append(db, &told("organisation.amended", "waits", Some(skov)))?;
        let mut found = entry::readable_of(db, &[skov, eng])?;
        found.sort_by_key(|one| one.number);
        let told: Vec<_> = found.iter().map(|one| (one.organisation_id, one.number)).collect();
        assert_eq!(told, [(skov, 1), (eng, 2)]);
        assert_eq!((found[0].kind.as_str(), found[0].subject.as_str()), ("endorsement.published", "1"));
        Ok(())
    })
    .await;
}

async fn entries_that_say_nothing_of_whom_they_are_about_are_told(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        about(db, 9, "organisation.amended", None)?;
        about(db, 2, "organisation.amended", Some(of))?;
        about(db, 3, "news.published", None)?;
        unread(db, 4, "organisation.amended", None)?;
        entry::append(db, &told("organisation.amended", "waits", None))?;
        let found = entry::unlinked(db, &["news.published", "policy.changed"])?;
        let told: Vec<_> = found.iter().map(|(_, subject, body)| (subject.as_str(), body.as_str())).collect();
        assert_eq!(told, [("9", "9"), ("waits", "waits")], "by their rows");
        assert_eq!(entry::find(db, found[0].0)?.number, Some(9));
        assert_eq!(entry::unlinked(db, &[])?.len(), 3);
        Ok(())
    })
    .await;
}

async fn entries_of_a_kind_that_do_not_fit_whom_they_are_about_are_told(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        for (number, kind, of) in [
            (8, "organisation.amended", None),
            (5, "news.published", Some(of)),
            (6, "news.published", None),
            (7, "organisation.amended", Some(of)),
            (9, "text.corrected", None),
            (10, "text.corrected", Some(of)),
            (4, "organisation.amended", None),
        ] {
            about(db, number, kind, of)?;
        }
        entry::append(db, &told("organisation.amended", "waits", None))?;
        let found = entry::mislinked(db, 5, &["news.published"], "text.corrected")?;
        assert_eq!(found, [(5, "news.published".to_owned()), (8, "organisation.amended".to_owned())]);
        Ok(())
    })
    .await;
}

async fn what_an_entry_is_about_is_noted_where_nothing_was_known(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let trees = commitment(db, skov, "trees")?;
        about(db, 1, "commitment.published", None)?;
        about(db, 2, "organisation.amended", Some(eng))?;
        about(db, 3, "organisation.amended", None)?;
        let [unknown, known, other] = entry::rows(db, 1, 4)?.try_into().unwrap();
        let revision = register_state::content_revision(db)?;
        entry::link(db, unknown.id, skov, Some(trees))?;
        entry::link(db, known.id, skov, Some(trees))?;
        let row = entry::find(db, unknown.id)?;
        assert_eq!((row.organisation_id, row.commitment_id), (Some(skov), Some(trees)));
        assert_eq!(whole(&entry::find(db, known.id)?), whole(&known));
        assert_eq!(whole(&entry::find(db, other.id)?), whole(&other));
        assert_eq!(register_state::content_revision(db)?, revision + 2);
        Ok(())
    })
    .await;
}

async fn subjects_are_told_that_more_than_one_entry_has(store: Store) {
    write(&store, |db| {
        for subject in ["once", "twice", "twice", "1", "thrice", "thrice", "thrice"] {
            wait(db, subject)?;
        }
        let mut asked: Vec<String> = (0..2_000).map(|n| n.to_string()).collect();
        asked.extend(texts(&["once", "twice"]));
        assert_eq!(entry::shared_subjects(db, &asked)?, ["twice"]);
        let mut known = entry::known_subjects(db, &asked)?;
        known.sort();
        known.dedup();
        assert_eq!(known, ["1", "once", "twice"]);
        assert!(entry::shared_subjects(db, &[])?.is_empty() && entry::known_subjects(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

/// PostgreSQL has dates of one form, however they are typed in.
async fn a_date_in_another_form_is_told_where_one_can_be(store: Store) {
    write(&store, |db| {
        adopt(db, 1, "news.published")?;
        wait(db, "waits")?;
        assert!(entry::waiting_oddly_dated(db)?.is_none() && entry::numbered_oddly_dated(db)?.is_none());
        for (number, at) in [("NULL", "2026-12-01T00:00:00"), ("NULL", "2026-12-02T00:00:00")] {
            typed(db, number, at)?;
        }
        typed(db, "2", "2026-12-01 00:00:00.1")?;
        typed(db, "3", "2026-12-01 00:00:00")?;
        let odd = matches!(db, Db::Sqlite(_));
        let waiting = entry::waiting_oddly_dated(db)?.map(|one| (one.number, one.at));
        assert_eq!(waiting, odd.then(|| (None, "2026-12-01T00:00:00".to_owned())));
        let numbered = entry::numbered_oddly_dated(db)?;
        let told = numbered.map(|one| (one.number, one.at, one.id > 0));
        assert_eq!(told, odd.then(|| (Some(2), "2026-12-01 00:00:00.1".to_owned(), true)));
        Ok(())
    })
    .await;
}

/// Enters what somebody typed past the program.
fn typed(db: &mut Db, number: &str, at: &str) -> Result<()> {
    let insert = format!(
        "INSERT INTO entries (number, at, kind, subject, digest)
         VALUES ({number}, '{at}', 'news.published', 's', 'd')"
    );
    sql(db, &insert)?;
    Ok(())
}

async fn what_waits_with_a_date_beyond_another_is_told(store: Store) {
    write(&store, |db| {
        for (what, minute) in [("middle", 5), ("late", 8), ("early", 2)] {
            entry::append(db, &NewEntry { at: exactly(minute), ..told("news.published", what, None) })?;
        }
        for (number, minute) in [(1, 0), (2, 99)] {
            let new = NewEntry { at: exactly(minute), ..told("news.published", "numbered", None) };
            entry::adopt(db, number, &new)?;
        }
        let subject = |found: Option<entry::Entry>| found.map(|one| one.subject);
        assert_eq!(subject(entry::waiting_after(db, exactly(1))?).as_deref(), Some("late"));
        assert_eq!(subject(entry::waiting_after(db, before(exactly(8)))?).as_deref(), Some("late"));
        assert_eq!(subject(entry::waiting_after(db, exactly(8))?), None);
        assert_eq!(subject(entry::waiting_before(db, exactly(9))?).as_deref(), Some("early"));
        assert_eq!(subject(entry::waiting_before(db, exactly(2))?), None);
        Ok(())
    })
    .await;
}

async fn entries_of_organisations_are_in_the_order_of_the_log(store: Store) {
    write(&store, |db| {
        let (skov, eng, other) =
            (organisation(db, "skov")?, organisation(db, "eng")?, organisation(db, "other")?);
        entry::append(db, &told("organisation.amended", "waits", Some(skov)))?;
        for (number, of) in [(9, skov), (1, skov), (5, eng), (2, other)] {
            about(db, number, "organisation.amended", Some(of))?;
        }
        unread(db, 3, "organisation.amended", Some(skov))?;
        entry::append(db, &told("organisation.amended", "waits too", Some(skov)))?;
        let of_one = subjects(entry::of_organisation(db, skov)?);
        assert_eq!(of_one, ["1", "3", "9", "waits", "waits too"]);
        let of_both = subjects(entry::of_organisations(db, &[eng, skov])?);
        assert_eq!(of_both, ["1", "3", "5", "9", "waits", "waits too"]);
        assert!(entry::of_organisations(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

async fn entries_of_commitments_are_told_whosever_they_were(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let [trees, hay, paths] = [("trees", skov), ("hay", eng), ("paths", skov)]
            .map(|(name, of)| commitment(db, of, name).unwrap());
        for (number, of, promise) in [(8, eng, trees), (3, skov, trees), (5, eng, hay), (4, skov, paths)] {
            let new = told("commitment.updated", &number.to_string(), Some(of));
            entry::adopt(db, number, &NewEntry { commitment_id: Some(promise), ..new })?;
        }
        about(db, 1, "organisation.amended", Some(skov))?;
        let waits = told("commitment.updated", "waits", Some(skov));
        entry::append(db, &NewEntry { commitment_id: Some(hay), ..waits })?;
        assert_eq!(subjects(entry::of_commitments(db, &[trees])?), ["3", "8"]);
        assert_eq!(subjects(entry::of_commitments(db, &[hay, trees])?), ["3", "5", "8", "waits"]);
        assert!(entry::of_commitments(db, &[])?.is_empty());
        Ok(())
    })
    .await;
}

async fn what_a_kind_says_is_told_as_far_as_it_can_be_read(store: Store) {
    write(&store, |db| {
        wait(db, "waits")?;
        adopt(db, 9, "news.published")?;
        adopt(db, 2, "news.published")?;
        adopt(db, 3, "policy.changed")?;
        unread(db, 4, "news.published", None)?;
        assert_eq!(entry::bodies(db, "news.published")?, ["2", "9", "waits"]);
        assert!(entry::bodies(db, "event.published")?.is_empty());
        Ok(())
    })
    .await;
}

async fn bodies_of_a_kind_are_told_of_the_organisations_asked_for(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        for (number, kind, of) in [(3, "it", skov), (1, "it", skov), (4, "other", skov), (5, "it", eng)] {
            about(db, number, kind, Some(of))?;
        }
        about(db, 6, "it", None)?;
        unread(db, 7, "it", Some(skov))?;
        entry::append(db, &told("it", "waits", Some(skov)))?;
        let mut said = entry::bodies_of(db, "it", &[skov, OrganisationId(999)])?;
        said.sort();
        assert_eq!(said, [(skov, "1".to_owned()), (skov, "3".to_owned())]);
        assert!(entry::bodies_of(db, "it", &[])?.is_empty());
        Ok(())
    })
    .await;
}
