//! What the public register is made of: who is in it, what they promised, and what was entered of them.

use std::collections::HashSet;

use serde_json::json;
use tilsagn::domain::Result;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::audit::{Actor, AuditAct};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState::{self, Published, Revoked, Withdrawn};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::assurance::{self, AssuranceState, Evidence, NewAssurance};
use tilsagn::store::audit::{self, NewLine};
use tilsagn::store::entry::{self, NewEntry};
use tilsagn::store::{Db, Json, Store, merge, organisation, public};

use crate::rows::{
    PUBLISHED, WORDS, commitment, entry as told, exactly, organisation, quoted, set, submission, texts,
    withheld, write,
};
use crate::support::at;

on_both!(
    signatories_are_those_who_were_published_once,
    an_address_is_missed_where_one_is_public,
    endings_are_of_those_who_left_on_a_day,
    those_who_chose_anew_how_they_appear_are_known,
    commitments_are_those_that_were_published_once,
    records_are_told_that_count_or_did_until_they_lapsed,
    history_is_in_the_order_of_the_log_and_of_what_can_be_read,
    bodies_are_told_of_some_kinds_about_somebody,
    entries_before_a_moment_are_in_the_order_of_the_log,
    old_addresses_lead_to_those_of_survivors,
    addresses_that_are_gone_are_told,
    commitments_of_the_erased_are_told_with_how_they_appeared,
);

async fn signatories_are_those_who_were_published_once(store: Store) {
    write(&store, |db| {
        for &state in EndorsementState::ALL {
            submission(db, state.code(), state)?;
        }
        let found = public::signatories(db)?;
        let names: Vec<&str> = found.iter().map(|(one, _)| one.name.as_str()).collect();
        assert_eq!(names, ["published", "suspended", "withdrawn", "lapsed", "revoked"]);
        for (one, signature) in &found {
            assert_eq!((signature.organisation_id, signature.state.code()), (one.id, one.name.as_str()));
        }
        Ok(())
    })
    .await;
}

/// A published signatory with everything that one has; then one thing is otherwise.
fn addressed(db: &mut Db, name: &str, number: i64, table: &str, otherwise: &str) -> Result<()> {
    let (of, signature) = submission(db, name, Published)?;
    organisation::give_address(db, of, name, number)?;
    set(db, "endorsements", signature.0, &format!("published_at = {}", quoted(exactly(1))))?;
    set(db, table, if table == "endorsements" { signature.0 } else { of.0 }, otherwise)
}

async fn an_address_is_missed_where_one_is_public(store: Store) {
    let missed = store.write(|db| {
        for (n, (name, table, otherwise)) in (1..).zip([
            ("number", "organisations", "number = NULL"),
            ("whole", "organisations", "website = NULL"),
            ("slug", "organisations", "slug = NULL"),
            ("date", "endorsements", "published_at = NULL"),
        ]) {
            addressed(db, name, n, table, otherwise)?;
        }
        for (n, (name, table, otherwise)) in (10..).zip([
            ("suspended", "endorsements", "state = 'suspended'"),
            ("protected", "endorsements", "visibility = 'protected'"),
            ("erased", "organisations", "erased_at = '2026-12-01 00:00:00.000'"),
            ("double", "organisations", "merged_into = 1"),
        ]) {
            addressed(db, name, n, table, otherwise)?;
            lose_address(db, name)?;
        }
        public::without_address(db)
    });
    assert_eq!(missed.await.unwrap(), ["number", "slug", "date"]);
}

fn lose_address(db: &mut Db, name: &str) -> Result<()> {
    let of = organisation::by_public_id(db, name)?.unwrap().id;
    set(db, "organisations", of.0, "slug = NULL, number = NULL")
}

async fn endings_are_of_those_who_left_on_a_day(store: Store) {
    write(&store, |db| {
        let mut left = Vec::new();
        for &state in EndorsementState::ALL {
            let (of, signature) = submission(db, state.code(), state)?;
            set(db, "endorsements", signature.0, &format!("ended_at = {}", quoted(exactly(of.0))))?;
            left.extend(matches!(state, Withdrawn | Revoked).then_some((of, exactly(of.0))));
        }
        submission(db, "undated", Withdrawn)?;
        assert_eq!(public::endings(db)?, left);
        Ok(())
    })
    .await;
}

async fn those_who_chose_anew_how_they_appear_are_known(store: Store) {
    write(&store, |db| {
        // So that the row of a signature is not that of its organisation.
        organisation(db, "unsigned")?;
        let (of, signature) = submission(db, "hid", Published)?;
        let (_, other) = submission(db, "stayed", Published)?;
        for (act, about) in [
            (AuditAct::EndorsementVisibility, signature),
            (AuditAct::EndorsementVisibility, signature),
            (AuditAct::EndorsementCancelled, other),
        ] {
            audit::append(
                db,
                &NewLine {
                    at: exactly(1),
                    actor: Actor::System,
                    act,
                    subject_kind: "endorsement",
                    subject_id: Some(about.0),
                    detail: json!({}),
                    request_id: None,
                },
            )?;
        }
        assert_eq!(public::once_otherwise(db)?, HashSet::from([of]));
        Ok(())
    })
    .await;
}

async fn commitments_are_those_that_were_published_once(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        for state in StoredState::ALL.iter().map(|state| state.code()) {
            let id = commitment(db, of, state)?;
            set(db, "commitments", id.0, &format!("state = '{state}'"))?;
        }
        let found: Vec<String> = public::commitments(db)?.into_iter().map(|one| one.public_id).collect();
        assert_eq!(found, ["active", "suspended", "dropped"]);
        Ok(())
    })
    .await;
}

async fn records_are_told_that_count_or_did_until_they_lapsed(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (organisation(db, "skov")?, organisation(db, "eng")?);
        let mut record = |of, state| {
            let new = NewAssurance {
                organisation_id: of,
                level: Level::DomainMailbox,
                evidence: Json(Evidence::Mailbox { domain: Some(WORDS.to_owned()) }),
                state,
                recorded_by: None,
                recorded_at: exactly(1),
                confirmed_at: None,
            };
            assurance::insert(db, &new)
        };
        let first = record(eng, AssuranceState::Confirmed)?;
        record(skov, AssuranceState::Recorded)?;
        record(skov, AssuranceState::Refused)?;
        let second = record(skov, AssuranceState::Confirmed)?;
        assurance::lapse(db, eng, Level::DomainMailbox, (exactly(3), exactly(2)))?;
        let found = public::assurances(db)?;
        let of: Vec<_> = found.iter().map(|one| (one.id, one.organisation_id)).collect();
        assert_eq!(of, [(first, eng), (second, skov)]);
        assert_eq!((found[0].lapsed_at, found[1].lapsed_at), (Some(exactly(3)), None));
        assert_eq!(found[0].evidence.0, Evidence::Mailbox { domain: Some(WORDS.to_owned()) });
        Ok(())
    })
    .await;
}

/// Entries about an organisation, written in another order than they are numbered: one is withheld, one is about nobody.
fn entered(db: &mut Db, of: OrganisationId) -> Result<()> {
    entry::append(db, &told("organisation.amended", "waits", Some(of)))?;
    entry::adopt(db, 7, &told("organisation.amended", "seventh", Some(of)))?;
    let promise = commitment(db, of, "promise")?;
    let of_promise = told("commitment.published", "second", Some(of));
    entry::adopt(db, 2, &NewEntry { commitment_id: Some(promise), at: exactly(2), ..of_promise })?;
    entry::adopt(db, 3, &withheld("organisation.amended", "withheld", Some(of)))?;
    entry::adopt(db, 4, &told("organisation.amended", "of nobody", None))
}

async fn history_is_in_the_order_of_the_log_and_of_what_can_be_read(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        entered(db, of)?;
        let found = public::history(db)?;
        let numbers: Vec<_> = found.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [Some(2), Some(7), None]);
        let row = &found[0];
        assert_eq!((row.at, row.kind.as_str()), (exactly(2), "commitment.published"));
        assert_eq!((row.organisation_id, row.commitment_id.is_some()), (Some(of), true));
        assert_eq!(entry::find(db, row.id)?.subject, "second");
        Ok(())
    })
    .await;
}

async fn bodies_are_told_of_some_kinds_about_somebody(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        entered(db, of)?;
        let mut said = public::bodies(db, &["organisation.amended", "news.published"])?;
        said.sort();
        let said: Vec<&str> = said.iter().map(|(_, body)| body.as_str()).collect();
        assert_eq!(said, ["waits", "seventh"]);
        assert!(public::bodies(db, &[])?.is_empty());
        for (id, body) in public::bodies(db, &["commitment.published"])? {
            assert_eq!(entry::find(db, id)?.body, Some(body));
        }
        Ok(())
    })
    .await;
}

async fn entries_before_a_moment_are_in_the_order_of_the_log(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        entered(db, of)?;
        let subjects = |db: &mut Db, end| -> Result<Vec<String>> {
            Ok(public::entries_before(db, end)?.into_iter().map(|row| row.subject).collect())
        };
        assert_eq!(subjects(db, exactly(3))?, ["second", "withheld", "seventh", "waits"]);
        assert_eq!(subjects(db, exactly(2))?, ["withheld", "seventh", "waits"], "the moment is its end");
        let rows = public::entries_before(db, exactly(3))?;
        assert_eq!(
            (rows[0].number, rows[0].at, rows[0].commitment_id.is_some()),
            (Some(2), exactly(2), true)
        );
        assert_eq!((rows[1].body.as_deref(), rows[3].body.as_deref()), (None, Some("waits")));
        assert!(rows.iter().all(|row| row.organisation_id == of));
        assert!(subjects(db, at(0))?.is_empty());
        Ok(())
    })
    .await;
}

async fn old_addresses_lead_to_those_of_survivors(store: Store) {
    write(&store, |db| {
        let stays = organisation(db, "stays")?;
        organisation::give_address(db, stays, "stays", 1)?;
        for (n, name) in (2..).zip(["goes", "without"]) {
            let of = organisation(db, name)?;
            organisation::give_address(db, of, name, n)?;
            merge::point(db, (of, 1), Some(stays), exactly(1))?;
            if name == "without" {
                organisation::set_slug(db, of, None)?;
            }
        }
        let alone = organisation(db, "alone")?;
        organisation::give_address(db, alone, "alone", 9)?;
        assert_eq!(public::redirects(db)?, [("goes".to_owned(), "stays".to_owned())]);
        organisation::set_slug(db, stays, None)?;
        assert!(public::redirects(db)?.is_empty());
        Ok(())
    })
    .await;
}

async fn addresses_that_are_gone_are_told(store: Store) {
    assert!(store.read(public::gone_slugs).await.unwrap().is_empty());
    store.write(|db| organisation::keep_gone(db, "index")).await.unwrap();
    assert_eq!(store.read(public::gone_slugs).await.unwrap(), texts(&["index"]));
}

async fn commitments_of_the_erased_are_told_with_how_they_appeared(store: Store) {
    write(&store, |db| {
        for name in ["erased", "hidden", "there"] {
            let (of, signature) = submission(db, name, Withdrawn)?;
            for promise in ["published", "never"] {
                let id = commitment(db, of, &format!("{promise} by {name}"))?;
                if promise == "published" {
                    set(db, "commitments", id.0, PUBLISHED)?;
                }
            }
            if name == "hidden" {
                set(db, "endorsements", signature.0, "visibility = 'protected'")?;
            }
            if name != "there" {
                organisation::erase(db, of, exactly(1))?;
            }
        }
        let mut gone = public::gone_commitments(db)?;
        gone.sort();
        let expected =
            [("published by erased", Visibility::Public), ("published by hidden", Visibility::Protected)];
        assert_eq!(gone, expected.map(|(public_id, shown)| (public_id.to_owned(), shown)));
        Ok(())
    })
    .await;
}
