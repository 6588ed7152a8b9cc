//! What entries of tests say: bodies as the program writes them, and news that fill a log.

use diesel::prelude::*;
use serde_json::{Map, Value, json};
use tilsagn::app::entry_body::{self, SignedText};
use tilsagn::domain::assurance::Level;
use tilsagn::domain::call::ChangeKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{OrganisationId, VersionId};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::entry::Entry;
use tilsagn::store::organisation::Organisation;
use tilsagn::store::{self, Db};

use super::published::{entry, signatory, version};

/// The number of the signatory that news are about where there is none yet: after all others, and without commitments.
const LAST: i64 = 9_000_000;

/// A body that says all that its kind does, where what is not given is told from the rows; and whom it is about.
pub fn whole(
    db: &mut Db,
    kind: &str,
    about: Option<OrganisationId>,
    given: &Value,
) -> Result<(Option<OrganisationId>, Value)> {
    let about = match (about, given["organisation"].as_str(), given["slug"].as_str()) {
        (None, Some(id), _) => store::organisation::by_public_id(db, id)?.map(|one| one.id),
        (None, None, Some(slug)) => store::organisation::by_slug(db, slug).ok().map(|one| one.id),
        (about, ..) => about,
    };
    let Some(id) = about else { return Ok((None, given.clone())) };
    let of = store::organisation::find(db, id)?;
    let mut body = usual(db, kind, &of, given)?;
    // As before there were ids: of commitments of theirs, no entry tells.
    if of.public_id.starts_with("public") && !kind.starts_with("commitment.") && is_of_before_ids(db, id)? {
        body.remove("id");
        body.remove("organisation");
    }
    body.extend(given.as_object().cloned().unwrap_or_default());
    Ok((about, Value::Object(body)))
}

/// Whether the signatory was published without ids, or is, where nobody was published with them yet.
fn is_of_before_ids(db: &mut Db, id: OrganisationId) -> Result<bool> {
    const PUBLISHED: &str = "endorsement.published";
    let has_ids = |one: &Entry| one.body.as_ref().is_some_and(|body| body.contains("\"organisation\":"));
    let mut published = store::entry::of_kinds(db, &[PUBLISHED], (0, i64::MAX), i64::MAX)?;
    if !published.iter().any(|one| one.organisation_id == Some(id)) {
        let waiting = store::entry::waiting(db)?;
        published.extend(waiting.into_iter().filter(|one| one.kind == PUBLISHED));
    }
    let own = published.iter().find(|one| one.organisation_id == Some(id) && one.body.is_some());
    Ok(own.map_or_else(|| !published.iter().any(has_ids), |own| !has_ids(own)))
}

fn usual(db: &mut Db, kind: &str, of: &Organisation, given: &Value) -> Result<Map<String, Value>> {
    let signed = store::endorsement::of_organisation(db, of.id)?;
    let before = || {
        let after = given["after"].as_object().cloned().unwrap_or_default();
        let row = json!({
            "name": of.name, "names": of.names.0, "category": of.category, "country": of.country,
            "website": of.website, "identifiers": of.identifiers.0, "description": of.description,
        });
        after.into_iter().map(|(field, _)| (field.clone(), row[field].clone())).collect::<Value>()
    };
    let body = match kind {
        "endorsement.published" => {
            let text = SignedText::of(db, signed.version_id, &signed.language)?;
            entry_body::published(of, &signed, &text, Level::None)
        }
        "organisation.merged" => json!({
            "organisation": of.public_id, "slug": of.slug, "number": of.number, "commitments": [],
        }),
        "organisation.amended" | "organisation.renamed" => {
            json!({ "organisation": of.public_id, "slug": of.slug, "before": before() })
        }
        "assurance.recorded" => json!({ "organisation": of.public_id, "slug": of.slug }),
        kind if kind.starts_with("endorsement.") => entry_body::fate(of, &signed, None),
        _ => json!({}),
    };
    Ok(body.as_object().cloned().unwrap_or_default())
}

/// So many entries, each of which describes one signatory anew: the first in the log, or one that the first of them
/// publishes.
pub fn news(db: &mut Db, at: Moment, count: usize) -> Result<()> {
    let mut left = count;
    if count > 0 && described(db)?.is_none() {
        publish(db, at)?;
        left -= 1;
    }
    let Some(id) = described(db)? else { return Ok(()) };
    let mut before = told_of(db, id)?;
    let last = before.as_ref().and_then(|text| text.strip_prefix("News ")?.parse::<usize>().ok());
    let first = last.map_or(0, |last| last + 1);
    for number in first..first + left {
        let after = format!("News {number}");
        let body = json!({ "before": { "description": before }, "after": { "description": after } });
        entry(db, "organisation.amended", Some(id), at, &body)?;
        before = Some(after);
    }
    describe(db, id, before.as_deref())
}

/// The description that its newest entry tells, but for what came back after a restore. Who takes entries back here leaves
/// another in the row.
fn told_of(db: &mut Db, id: OrganisationId) -> Result<Option<String>> {
    let read = |one: &Entry| serde_json::from_str::<Value>(one.body.as_deref()?).ok();
    let resumed = store::entry::of_kinds(db, &["log.resumed"], (0, i64::MAX), i64::MAX)?;
    let resumed: Vec<Value> =
        resumed.iter().filter_map(read).filter(|body| body["origin"].is_null()).collect();
    let came_back = |number: i64| {
        let range =
            |body: &Value| body["from"].as_i64() <= Some(number) && Some(number) < body["to"].as_i64();
        resumed.iter().any(range)
    };
    let mut told = store::entry::of_organisation(db, id)?;
    told.retain(|one| !one.number.is_some_and(came_back));
    told.sort_by_key(|one| one.number.unwrap_or(i64::MAX));
    let described = |body: Value| body.get("after").unwrap_or(&body).get("description").cloned();
    let newest = told.iter().rev().filter_map(read).find_map(described);
    Ok(newest.and_then(|told| told.as_str().map(str::to_owned)))
}

/// Gives it the description that its newest entry tells.
pub fn describe(db: &mut Db, id: OrganisationId, description: Option<&str>) -> Result<()> {
    let described = description.map_or("NULL".to_owned(), |text| format!("'{text}'"));
    let statement = format!("UPDATE organisations SET description = {described} WHERE id = {}", id.0);
    diesel::sql_query(statement).execute(db)?;
    Ok(())
}

/// The signatory that news are about.
pub fn described(db: &mut Db) -> Result<Option<OrganisationId>> {
    for one in store::entry::of_kinds(db, &["endorsement.published"], (0, i64::MAX), i64::MAX)? {
        let Some(id) = one.organisation_id.filter(|_| one.body.is_some()) else { continue };
        let stands = store::endorsement::of_organisation(db, id)?.state == EndorsementState::Published;
        if stands && store::organisation::find(db, id)?.merged_into.is_none() {
            return Ok(Some(id));
        }
    }
    unnumbered(db)
}

fn unnumbered(db: &mut Db) -> Result<Option<OrganisationId>> {
    let waiting = store::entry::waiting(db)?.into_iter();
    let mut published = waiting.filter(|one| one.kind == "endorsement.published" && one.body.is_some());
    Ok(published.find_map(|one| one.organisation_id))
}

fn publish(db: &mut Db, at: Moment) -> Result<()> {
    let version: VersionId = match store::call::current(db)? {
        Some(current) => current.id,
        None => version(db, "v1", ChangeKind::Initial, at)?,
    };
    signatory(db, LAST, version, at)
}
