//! Removals: by what a fake is known when it comes again, and who may be told of.

use tilsagn::domain::Result;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState::{
    self, Declined, InReview, Published, Revoked, Withdrawn,
};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store::organisation::{self, Profile};
use tilsagn::store::removal::{self, Among};
use tilsagn::store::{Db, Store, case, organisation_key, representative};

use crate::answers::each;
use crate::rows::{
    PUBLISHED, before, case_about as open, endorsement, erased, exactly, organisation, profile, quoted,
    representative, set, submission, texts, write,
};

on_both!(
    the_newest_of_a_mark_is_told_that_may_be,
    marks_of_those_behind_whom_somebody_stood_are_told_apart,
    marks_are_forgotten_from_before_a_moment,
    whoever_withdrew_in_suspension_or_in_doubt_counts_as_removed,
    whoever_hid_in_doubt_may_be_told_of,
    those_of_a_domain_are_told_newest_first,
    those_of_a_mailbox_are_told_newest_first,
    namesakes_are_told_newest_first,
    of_a_name_the_first_and_the_last_are_read,
    those_are_akin_who_share_most_keys_and_then_the_oldest,
);

const NOBODY: Among<'static> = Among { states: &[], left: &[], hid: &[] };
const REVOKED: Among<'static> = Among { states: &[Revoked], left: &[], hid: &[] };

/// A company whose signature stands so, and may not be named.
fn hidden(db: &mut Db, name: &str, state: EndorsementState) -> Result<OrganisationId> {
    let (of, signature) = submission(db, name, state)?;
    set(db, "endorsements", signature.0, "visibility = 'protected'")?;
    Ok(of)
}

fn revoked(db: &mut Db, name: &str) -> Result<OrganisationId> {
    Ok(submission(db, name, Revoked)?.0)
}

async fn the_newest_of_a_mark_is_told_that_may_be(store: Store) {
    write(&store, |db| {
        let (first, last) = (revoked(db, "first")?, revoked(db, "last")?);
        let (other, hides) = (revoked(db, "other")?, hidden(db, "hides", Revoked)?);
        let unsigned = organisation(db, "unsigned")?;
        for (mark, of) in [("m", last), ("m", first), ("n", other), ("m", hides), ("m", unsigned)] {
            removal::remember(db, mark, of, exactly(1))?;
        }
        let told = Among { hid: &[hides], ..NOBODY };
        let mut newest = |marks: &[&str], among| removal::with_mark(db, &texts(marks), among);
        assert_eq!(newest(&["m", "x"], NOBODY)?, Some(first));
        assert_eq!(newest(&["m", "n"], NOBODY)?, Some(other));
        assert_eq!(newest(&["m", "n"], told)?, Some(hides));
        assert_eq!(newest(&["x"], told)?, None);
        assert_eq!(newest(&[], told)?, None);
        Ok(())
    })
    .await;
}

async fn marks_of_those_behind_whom_somebody_stood_are_told_apart(store: Store) {
    write(&store, |db| {
        let mut all = Vec::new();
        for (name, what) in [
            ("by letter", "origin = 'letter'"),
            ("confirmed", "confirmed_at = '2026-12-01 00:00:00.000'"),
            ("hides", "origin = 'import', visibility = 'protected'"),
            ("typed", "confirmed_at = NULL"),
        ] {
            let (of, signature) = submission(db, name, Declined)?;
            set(db, "endorsements", signature.0, what)?;
            removal::remember(db, name, of, exactly(1))?;
            removal::remember(db, "all", of, exactly(1))?;
            all.push(of);
        }
        let told = Among { hid: &all[2..3], ..NOBODY };
        let mut newest = |mark, among| removal::with_mark_of_confirmed(db, &texts(&[mark]), among);
        assert_eq!(newest("all", NOBODY)?, Some(all[1]));
        assert_eq!(newest("all", told)?, Some(all[2]));
        assert_eq!(newest("by letter", NOBODY)?, Some(all[0]));
        assert_eq!(newest("typed", told)?, None);
        Ok(())
    })
    .await;
}

async fn marks_are_forgotten_from_before_a_moment(store: Store) {
    write(&store, |db| {
        let (early, late) = (revoked(db, "early")?, revoked(db, "late")?);
        removal::remember(db, "early", early, before(exactly(5)))?;
        removal::remember(db, "late", late, exactly(5))?;
        assert_eq!(removal::delete_before(db, exactly(5))?, 1);
        assert_eq!(removal::delete_before(db, exactly(5))?, 0);
        assert_eq!(removal::with_mark(db, &texts(&["early"]), NOBODY)?, None);
        assert_eq!(removal::with_mark(db, &texts(&["late"]), NOBODY)?, Some(late));
        Ok(())
    })
    .await;
}

/// Somebody looks into an organisation from a moment on, until another with an outcome.
fn look_into(
    db: &mut Db,
    (of, kind): (OrganisationId, CaseKind),
    opened: i64,
    closed: Option<(i64, CaseOutcome)>,
) -> Result<()> {
    let id = open(db, kind, of.0, of)?;
    set(db, "cases", id.0, &format!("opened_at = {}", quoted(exactly(opened))))?;
    let Some((minute, outcome)) = closed else { return Ok(()) };
    let seen = case::find(db, id)?;
    case::set_state(db, &seen, CaseState::Closed, Some(outcome), exactly(minute))
}

async fn whoever_withdrew_in_suspension_or_in_doubt_counts_as_removed(store: Store) {
    write(&store, |db| {
        let mut left = Vec::new();
        for (name, state, kind, closed, counts) in [
            ("open", Withdrawn, CaseKind::Report, None, true),
            ("closed since", Withdrawn, CaseKind::Inquiry, Some((5, CaseOutcome::Closed)), true),
            ("closed before", Withdrawn, CaseKind::Report, Some((4, CaseOutcome::Closed)), false),
            ("restored", Withdrawn, CaseKind::Report, Some((6, CaseOutcome::Restored)), false),
            ("amended", Withdrawn, CaseKind::Amendment, None, false),
            ("published", Published, CaseKind::Report, None, false),
        ] {
            let (of, signature) = submission(db, name, state)?;
            set(db, "endorsements", signature.0, &format!("ended_at = {}", quoted(exactly(5))))?;
            look_into(db, (of, kind), 1, closed)?;
            left.extend(counts.then_some(of));
        }
        submission(db, "just left", Withdrawn)?;
        let (suspended, signature) = submission(db, "suspended", Withdrawn)?;
        set(db, "endorsements", signature.0, "reason = 'fake'")?;
        left.push(suspended);
        let mut found = removal::withdrawn(db)?;
        found.sort();
        assert_eq!(found, left);
        Ok(())
    })
    .await;
}

async fn whoever_hid_in_doubt_may_be_told_of(store: Store) {
    write(&store, |db| {
        let mut hid = Vec::new();
        for (name, state, opened, closed, counts) in [
            ("open", Published, 1, None, true),
            ("opened as it hid", Published, 5, None, true),
            ("opened later", Published, 6, None, false),
            ("revoked since", Revoked, 1, Some((5, CaseOutcome::Revoked)), true),
            ("closed before", Published, 1, Some((4, CaseOutcome::Revoked)), false),
            ("restored", Published, 1, Some((6, CaseOutcome::Restored)), false),
            ("closed", Published, 1, Some((6, CaseOutcome::Closed)), false),
            ("closed, withdrawn", Withdrawn, 1, Some((6, CaseOutcome::Closed)), true),
        ] {
            let (of, signature) = submission(db, name, state)?;
            set(db, "endorsements", signature.0, &format!("hid_at = {}", quoted(exactly(5))))?;
            look_into(db, (of, CaseKind::Report), opened, closed)?;
            hid.extend(counts.then_some(of));
        }
        let (named, _) = submission(db, "named", Published)?;
        look_into(db, (named, CaseKind::Report), 1, None)?;
        let mut found = removal::hid_in_doubt(db)?;
        found.sort();
        assert_eq!(found, hid);
        Ok(())
    })
    .await;
}

async fn those_of_a_domain_are_told_newest_first(store: Store) {
    write(&store, |db| {
        let mut all = Vec::new();
        for (name, domain, state, what) in [
            ("first", "skov.test", Revoked, "reason = 'fake'"),
            ("other domain", "eng.test", Revoked, "reason = 'fake'"),
            ("never published", "skov.test", Revoked, "published_at = NULL"),
            ("left", "skov.test", Withdrawn, "reason = NULL"),
            ("in order", "skov.test", Published, "reason = NULL"),
            ("hides", "skov.test", Revoked, "visibility = 'protected'"),
            ("erased", "skov.test", Revoked, "reason = NULL"),
        ] {
            let profile = Profile { domain: Some(domain.to_owned()), ..profile(name) };
            let of = organisation::insert(db, name, &profile, exactly(0))?;
            let signature = endorsement(db, of, state)?;
            set(db, "endorsements", signature.0, PUBLISHED)?;
            set(db, "endorsements", signature.0, what)?;
            all.push(of);
        }
        erased(db, all[6])?;
        let mut of = |domains: &[&str], among| removal::of_domains(db, &texts(domains), among);
        let among = Among { left: &all[3..4], ..REVOKED };
        let found = of(&["skov.test", "x.test"], among)?;
        assert_eq!((found[1].state, found[1].reason.as_deref()), (Revoked, Some("fake")));
        assert_eq!((found[0].state, found[0].reason.as_deref()), (Withdrawn, None));
        assert_eq!(each(found, |one| one.organisation_id), [all[3], all[0]]);
        assert_eq!(
            each(of(&["skov.test"], Among { hid: &all[5..6], ..REVOKED })?, |one| one.organisation_id),
            [all[5], all[0]]
        );
        assert!(of(&["skov.test"], NOBODY)?.is_empty() && of(&[], REVOKED)?.is_empty());
        Ok(())
    })
    .await;
}

async fn those_of_a_mailbox_are_told_newest_first(store: Store) {
    write(&store, |db| {
        let (first, left) = (revoked(db, "first")?, submission(db, "left", Withdrawn)?.0);
        let (hides, in_order) = (hidden(db, "hides", Revoked)?, submission(db, "in order", InReview)?.0);
        let (other, gone) = (revoked(db, "other")?, revoked(db, "gone")?);
        for of in [first, left, hides, in_order] {
            representative(db, of, "anna")?;
        }
        representative(db, other, "bo")?;
        let removed = representative(db, gone, "anna")?;
        representative::remove(db, removed, exactly(1))?;
        let mut of = |mailboxes: &[&str], among: Among<'_>| -> Result<Vec<OrganisationId>> {
            Ok(each(removal::of_mailbox(db, &texts(mailboxes), among)?, |one| one.organisation_id))
        };
        assert_eq!(of(&["anna", "x"], Among { left: &[left], ..REVOKED })?, [left, first]);
        assert_eq!(of(&["anna"], Among { hid: &[hides], ..REVOKED })?, [hides, first]);
        assert_eq!(of(&["anna", "bo"], REVOKED)?, [other, first]);
        assert!(of(&["anna"], NOBODY)?.is_empty() && of(&[], REVOKED)?.is_empty());
        Ok(())
    })
    .await;
}

/// A company of a name that others have too, with its signature in a state.
fn named(db: &mut Db, name: &str, public_id: &str, state: EndorsementState) -> Result<OrganisationId> {
    let of = organisation::insert(db, public_id, &profile(name), exactly(0))?;
    endorsement(db, of, state)?;
    Ok(of)
}

async fn namesakes_are_told_newest_first(store: Store) {
    write(&store, |db| {
        let (first, other) = (named(db, "skov", "1", Revoked)?, named(db, "eng", "2", Revoked)?);
        let (left, in_order) = (named(db, "skov", "3", Withdrawn)?, named(db, "skov", "4", Published)?);
        let hides = hidden(db, "hede", Revoked)?;
        named(db, "else", "5", Revoked)?;
        let mut of = |names: &[&str], among: Among<'_>| -> Result<Vec<OrganisationId>> {
            Ok(each(removal::namesakes(db, &texts(names), among)?, |one| one.organisation_id))
        };
        assert_eq!(of(&["skov", "eng", "x"], REVOKED)?, [other, first]);
        assert_eq!(of(&["skov"], Among { left: &[left], ..REVOKED })?, [left, first]);
        assert_eq!(of(&["skov"], Among { states: &[Published], ..NOBODY })?, [in_order]);
        assert!(of(&["hede"], REVOKED)?.is_empty());
        assert_eq!(of(&["hede"], Among { hid: &[hides], ..REVOKED })?, [hides]);
        Ok(())
    })
    .await;
}

async fn of_a_name_the_first_and_the_last_are_read(store: Store) {
    write(&store, |db| {
        let flood = (0..601).map(|n| organisation::insert(db, &n.to_string(), &profile("skov"), exactly(0)));
        let flood: Vec<_> = flood.collect::<Result<_>>()?;
        for n in [0, 299, 300, 301, 600] {
            endorsement(db, flood[n], Revoked)?;
        }
        let found = removal::namesakes(db, &texts(&["skov"]), REVOKED)?;
        assert_eq!(each(found, |one| one.organisation_id), [flood[600], flood[301], flood[299], flood[0]]);
        Ok(())
    })
    .await;
}

async fn those_are_akin_who_share_most_keys_and_then_the_oldest(store: Store) {
    write(&store, |db| {
        let mut all = Vec::new();
        for (n, keys) in [&["a"][..], &["a"], &["a", "b"], &["b"], &["a"], &["c"]].iter().enumerate() {
            let of = revoked(db, &n.to_string())?;
            organisation_key::replace(db, of, 1, &texts(keys))?;
            all.push(of);
        }
        let (in_order, _) = submission(db, "in order", Published)?;
        organisation_key::replace(db, in_order, 1, &texts(&["a", "b"]))?;
        let mut akin = |keys: &[&str], among, each| removal::akin(db, &texts(keys), among, each);
        assert_eq!(akin(&["a", "b"], REVOKED, 2)?, [all[2], all[4], all[0], all[1]]);
        assert_eq!(akin(&["a", "b"], REVOKED, 1)?, [all[2], all[0]]);
        assert_eq!(akin(&["c", "x"], REVOKED, 2)?, [all[5]]);
        assert!(akin(&["a"], NOBODY, 2)?.is_empty() && akin(&[], REVOKED, 2)?.is_empty());
        Ok(())
    })
    .await;
}
