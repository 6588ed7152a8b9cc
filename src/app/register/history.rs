//! The dated lines of signatories' histories, with what the entries' bodies tell of each. Bodies are read once,
//! when the register is loaded; one that is withheld or erased tells nothing.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::app::act::EntryKind;
use crate::domain::Result;
use crate::domain::ids::OrganisationId;
use crate::domain::reason::Wording;
use crate::register::card::{Change, Detail, HistoryLine};
use crate::store::{self, Db};

/// The kinds of entries whose bodies tell something that a history shows.
const TELLING: [EntryKind; 7] = [
    EntryKind::EndorsementPublished,
    EntryKind::EndorsementSuspended,
    EntryKind::EndorsementRevoked,
    EntryKind::OrganisationRenamed,
    EntryKind::OrganisationAmended,
    EntryKind::EndorsementAmended,
    EntryKind::CommitmentSuspended,
];

/// The fields of an amendment, in the order in which a history tells of them.
const FIELDS: [&str; 6] = ["name", "category", "country", "website", "description", "statement"];

/// What is read of a body; the rest is passed over.
#[derive(Debug, Default, Deserialize)]
struct Body {
    version: Option<u32>,
    language: Option<String>,
    #[serde(default)]
    before: BTreeMap<String, Option<String>>,
    #[serde(default)]
    after: BTreeMap<String, Option<String>>,
    reason: Option<Reason>,
}

#[derive(Debug, Deserialize)]
struct Reason {
    /// Nothing for a hidden reason.
    texts: Option<Wording>,
}

/// Every line about an organisation, oldest first.
pub(super) fn load(db: &mut Db) -> Result<Vec<(Option<OrganisationId>, HistoryLine)>> {
    let telling: Vec<&str> = TELLING.iter().map(|kind| kind.code()).collect();
    // Both are in the order of their ids.
    let mut bodies = store::public::bodies(db, &telling)?.into_iter().peekable();
    let lines = store::public::history(db)?.into_iter().map(|row| {
        while bodies.next_if(|(id, _)| *id < row.id).is_some() {}
        let body = bodies.next_if(|(id, _)| *id == row.id).and_then(|(_, body)| body);
        let detail = body.and_then(|body| detail(&row.kind, &body));
        let number = row.number.and_then(|number| u64::try_from(number).ok());
        (row.organisation_id, HistoryLine { number, at: row.at, kind: row.kind, detail })
    });
    Ok(lines.collect())
}

fn detail(kind: &str, body: &str) -> Option<Detail> {
    let body: Body = serde_json::from_str(body).ok()?;
    match EntryKind::from_code(kind)? {
        EntryKind::EndorsementPublished => {
            Some(Detail::Signed { version: body.version?, language: body.language? })
        }
        EntryKind::OrganisationRenamed | EntryKind::OrganisationAmended | EntryKind::EndorsementAmended => {
            changed(&body)
        }
        _ => Some(Detail::Reason(body.reason?.texts?)),
    }
}

fn changed(body: &Body) -> Option<Detail> {
    let value = |side: &BTreeMap<String, Option<String>>, field: &str| side.get(field).cloned().flatten();
    let change = |field: &&str| Change {
        field: (*field).to_owned(),
        before: value(&body.before, field),
        after: value(&body.after, field),
    };
    let named = FIELDS.iter().filter(|field| body.after.contains_key(**field));
    let changes: Vec<Change> = named.map(change).collect();
    (!changes.is_empty()).then_some(Detail::Changed(changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    #[test]
    fn a_body_tells_what_a_history_shows_and_no_more() {
        let signed = r#"{"id":"a","language":"da","name":"Nordlys","statement":null,"version":2}"#;
        let expected = Detail::Signed { version: 2, language: "da".to_owned() };
        assert_eq!(detail("endorsement.published", signed), Some(expected));
        let renamed = r#"{"after":{"name":"Ny"},"before":{"name":"Gammel"},"organisation":"o"}"#;
        let told = |field: &str, before: Option<&str>, after: Option<&str>| Change {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let expected = Detail::Changed(vec![told("name", Some("Gammel"), Some("Ny"))]);
        assert_eq!(detail("organisation.renamed", renamed), Some(expected));
        let amended = r#"{"after":{"country":"SE","website":null},"before":{"country":"DK","website":"https://ny.example/"}}"#;
        let expected =
            vec![told("country", Some("DK"), Some("SE")), told("website", Some("https://ny.example/"), None)];
        assert_eq!(detail("organisation.amended", amended), Some(Detail::Changed(expected)));
        let told = r#"{"reason":{"code":"checking","texts":{"en":"We look."}}}"#;
        let words = Wording::from([(Locale::English, "We look.".to_owned())]);
        assert_eq!(detail("endorsement.suspended", told), Some(Detail::Reason(words)));
    }

    #[test]
    fn what_is_hidden_or_unreadable_tells_nothing() {
        for body in [r#"{"reason":{"code":"x","texts":null}}"#, r#"{"reason":null}"#, "{}", "no JSON"] {
            assert_eq!(detail("endorsement.revoked", body), None, "{body}");
        }
    }
}
