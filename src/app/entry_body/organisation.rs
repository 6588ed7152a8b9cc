//! What entries say of organisations: their profiles, and which became which.

use serde_json::{Map, Value, json};

use crate::domain::identifier::Identifiers;
use crate::domain::other_name::OtherName;
use crate::store::organisation::Organisation;

/// Fields of a profile and what they hold.
pub type Fields = Map<String, Value>;

/// The profile that entries tell, as it is now: what an `organisation.amended` can change.
pub fn profile(organisation: &Organisation) -> Fields {
    Fields::from_iter([
        ("name".to_owned(), json!(organisation.name)),
        ("names".to_owned(), json!(organisation.names.0)),
        ("category".to_owned(), json!(organisation.category)),
        ("country".to_owned(), json!(organisation.country)),
        ("website".to_owned(), json!(organisation.website)),
        ("identifiers".to_owned(), json!(organisation.identifiers.0)),
        ("description".to_owned(), json!(organisation.description)),
    ])
}

/// `organisation.amended` and `organisation.renamed`: of the fields that differ, what they held and what they hold.
pub fn amended(organisation: &Organisation, (before, after): &(Fields, Fields)) -> Value {
    json!({
        "organisation": organisation.public_id,
        "slug": organisation.slug,
        "before": before,
        "after": after,
    })
}

/// `organisation.merged` of the one that goes: into which, and whose commitments that one has from then on.
pub fn merged(goes: &Organisation, into: &Organisation, commitments: &[String]) -> Value {
    let mut body = gone(goes, commitments);
    body["into"] = json!(into.public_id);
    body
}

/// `organisation.unmerged` of the one that goes on its own: from which, and the commitments that went back with it.
pub fn unmerged(goes: &Organisation, from: &Organisation, commitments: &[String]) -> Value {
    let mut body = gone(goes, commitments);
    body["from"] = json!(from.public_id);
    body
}

fn gone(goes: &Organisation, commitments: &[String]) -> Value {
    json!({
        "organisation": goes.public_id,
        "slug": goes.slug,
        "number": goes.number,
        "commitments": commitments,
    })
}

/// `organisation.merged` and `organisation.unmerged` of the one that stays: the other, and its own names and numbers
/// before and after.
pub fn stayed(stays: &Organisation, other: &Organisation, after: (&[OtherName], &Identifiers)) -> Value {
    let side = |(names, identifiers): (&[OtherName], &Identifiers)| -> Value {
        json!({ "names": names, "identifiers": identifiers })
    };
    json!({
        "organisation": stays.public_id,
        "other": other.public_id,
        "before": side((&stays.names.0, &stays.identifiers.0)),
        "after": side(after),
    })
}
