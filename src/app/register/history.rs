//! The dated lines of signatories' histories, with what the entries' bodies tell of each. Bodies are read once,
//! when the register is loaded; one that is withheld or erased tells nothing.

use serde::Deserialize;

use crate::app::act::EntryKind;
use crate::domain::Result;
use crate::domain::ids::OrganisationId;
use crate::domain::reason::Wording;
use crate::register::card::{Detail, HistoryLine};
use crate::store::{self, Db};

/// The kinds of entries whose bodies tell something that a history shows.
const TELLING: [EntryKind; 5] = [
    EntryKind::EndorsementPublished,
    EntryKind::EndorsementSuspended,
    EntryKind::EndorsementRevoked,
    EntryKind::OrganisationRenamed,
    EntryKind::CommitmentSuspended,
];

/// What is read of a body; the rest is passed over.
#[derive(Debug, Default, Deserialize)]
struct Body {
    version: Option<u32>,
    language: Option<String>,
    before: Option<Named>,
    after: Option<Named>,
    reason: Option<Reason>,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: Option<String>,
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
        EntryKind::OrganisationRenamed => {
            Some(Detail::Renamed { from: body.before?.name?, to: body.after?.name? })
        }
        _ => Some(Detail::Reason(body.reason?.texts?)),
    }
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
        let expected = Detail::Renamed { from: "Gammel".to_owned(), to: "Ny".to_owned() };
        assert_eq!(detail("organisation.renamed", renamed), Some(expected));
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
