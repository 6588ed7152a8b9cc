//! The dated lines of the histories of signatories and commitments, with what the entries' bodies tell of each. Bodies
//! are read once, when the register is loaded; one that is withheld or erased tells nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::reason::Wording;
use crate::register::card::{Change, Detail, HistoryLine, SUSPENSION_OVER};
use crate::register::past::Promised;
use crate::store::{self, Db};

/// The kinds of entries whose bodies tell something that a history shows.
const TELLING: [EntryKind; 12] = [
    EntryKind::EndorsementPublished,
    EntryKind::EndorsementSuspended,
    EntryKind::EndorsementRestored,
    EntryKind::EndorsementRevoked,
    EntryKind::OrganisationRenamed,
    EntryKind::OrganisationAmended,
    EntryKind::OrganisationMerged,
    EntryKind::OrganisationUnmerged,
    EntryKind::EndorsementAmended,
    EntryKind::CommitmentRevised,
    EntryKind::CommitmentSuspended,
    EntryKind::CommitmentDropped,
];

/// What a line tells of a commitment that was suspended and is published anew.
const SHOWN_AGAIN: &str = "commitment.shown_again";

/// The fields of an amendment, in the order in which a history tells of them.
const FIELDS: [&str; 8] =
    ["name", "names", "category", "country", "website", "identifiers", "description", "statement"];

/// What is read of a body; the rest is passed over.
#[derive(Debug, Default, Deserialize)]
struct Body {
    version: Option<u32>,
    language: Option<String>,
    #[serde(default)]
    before: BTreeMap<String, Value>,
    #[serde(default)]
    after: BTreeMap<String, Value>,
    reason: Option<Reason>,
    /// The one that a signatory became, or from which it parted.
    into: Option<String>,
    from: Option<String>,
    /// Whether the withdrawal of one that was suspended stands, once that is over.
    #[serde(default)]
    withdrawn: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Reason {
    /// The signatory's own words.
    Own(String),
    /// One of the catalogue; without texts where it is hidden.
    Listed { texts: Option<Wording> },
}

/// Every line about an organisation, oldest first. Those of entries behind the signed tree of this size have no number yet.
pub(super) fn load(db: &mut Db, size: u64) -> Result<Vec<(Option<OrganisationId>, HistoryLine)>> {
    let telling: Vec<&str> = TELLING.iter().map(|kind| kind.code()).collect();
    let mut bodies: HashMap<i64, String> = store::public::bodies(db, &telling)?.into_iter().collect();
    let mut suspended = HashSet::new();
    let lines = store::public::history(db)?.into_iter().map(|row| {
        let (body, commitment) = (bodies.remove(&row.id), row.commitment_id);
        // Of a kind that a newer version wrote nothing is read.
        let known = EntryKind::from_code(&row.kind);
        let said = known.zip(body.as_deref());
        let detail = said.and_then(|(kind, body)| detail(kind, body));
        let again = known.is_some_and(|kind| is_shown_again(kind, commitment, &mut suspended));
        let told = again.then_some(SHOWN_AGAIN).or_else(|| said.map(|(kind, body)| told_as(kind, body)));
        let kind = told.map_or(row.kind, str::to_owned);
        let number = row.number.and_then(|number| u64::try_from(number).ok()).filter(|number| *number < size);
        (row.organisation_id, HistoryLine { number, at: row.at, kind, commitment, detail })
    });
    Ok(lines.collect())
}

/// The lines about each commitment, oldest first, also from when it was another signatory's: one that merged. What was
/// entered about somebody who is withheld today is not among them.
pub(super) fn of_commitments(
    lines: &[(Option<OrganisationId>, HistoryLine)],
    withheld: &HashSet<OrganisationId>,
) -> HashMap<CommitmentId, Vec<HistoryLine>> {
    let mut histories: HashMap<CommitmentId, Vec<HistoryLine>> = HashMap::new();
    for (of, line) in lines {
        let hidden = of.is_some_and(|of| withheld.contains(&of));
        if let Some(commitment) = line.commitment.filter(|_| !hidden) {
            histories.entry(commitment).or_default().push(line.clone());
        }
    }
    histories
}

/// A line as the history of a signatory tells it: what a commitment promised stands with the commitment alone, which may be
/// withheld where its signatory is not.
pub(super) fn of_signatory(line: HistoryLine) -> HistoryLine {
    let detail = line.detail.filter(|detail| !matches!(detail, Detail::Revised(_)));
    HistoryLine { detail, ..line }
}

/// Lets what was entered about a commitment while its signatory was one with another go with it to the one whose it is again.
/// What is told of those that `keep` theirs, who are withheld or went into another, stays with them.
pub(super) fn go_along(
    lines: &mut [(Option<OrganisationId>, HistoryLine)],
    owners: &HashMap<CommitmentId, OrganisationId>,
    keep: &HashSet<OrganisationId>,
) {
    for (of, line) in lines {
        let owner = line.commitment.and_then(|commitment| owners.get(&commitment));
        if let Some(owner) = owner.filter(|_| of.is_some_and(|was| !keep.contains(&was))) {
            *of = Some(*owner);
        }
    }
}

/// The kind of a line about an entry. Of a merge, the one that went tells another thing than the one that stayed; and who
/// withdrew is not shown again when its suspension ends.
pub(in crate::app) fn told_as(kind: EntryKind, body: &str) -> &'static str {
    let body = || serde_json::from_str::<Body>(body).unwrap_or_default();
    match kind {
        EntryKind::OrganisationMerged if body().into.is_some() => "organisation.merged_into",
        EntryKind::OrganisationUnmerged if body().from.is_some() => "organisation.parted",
        EntryKind::EndorsementRestored if body().withdrawn => SUSPENSION_OVER,
        _ => kind.code(),
    }
}

/// Whether an entry shows a commitment again, by those before it: one that was suspended is published anew.
fn is_shown_again(kind: EntryKind, of: Option<CommitmentId>, suspended: &mut HashSet<CommitmentId>) -> bool {
    match (kind, of) {
        (EntryKind::CommitmentPublished, Some(of)) => suspended.remove(&of),
        (EntryKind::CommitmentSuspended, Some(of)) => {
            suspended.insert(of);
            false
        }
        _ => false,
    }
}

fn detail(kind: EntryKind, text: &str) -> Option<Detail> {
    let body: Body = serde_json::from_str(text).ok()?;
    match kind {
        EntryKind::EndorsementPublished => {
            Some(Detail::Signed { version: body.version?, language: body.language? })
        }
        EntryKind::OrganisationRenamed
        | EntryKind::OrganisationAmended
        | EntryKind::OrganisationMerged
        | EntryKind::OrganisationUnmerged
        | EntryKind::EndorsementAmended => changed(&body),
        EntryKind::CommitmentRevised => revised(text),
        _ => Some(match body.reason? {
            Reason::Own(words) => Detail::OwnReason(words),
            Reason::Listed { texts } => Detail::Reason(texts?),
        }),
    }
}

/// Both sides of a revision: the entry says what holds from then on in full, and of what is other, how it was.
fn revised(body: &str) -> Option<Detail> {
    let mut told: Map<String, Value> = serde_json::from_str(body).ok()?;
    let before: Map<String, Value> = serde_json::from_value(told.remove("before")?).ok()?;
    let after = Promised::deserialize(Value::Object(told.clone())).ok()?;
    told.extend(before);
    let before = Promised::deserialize(Value::Object(told)).ok()?;
    Some(Detail::Revised(Box::new((before, after))))
}

fn changed(body: &Body) -> Option<Detail> {
    let value = |side: &BTreeMap<String, Value>, field: &str| side.get(field).cloned().unwrap_or_default();
    let change = |field: &&str| {
        let (before, after) = (value(&body.before, field), value(&body.after, field));
        Change { field: (*field).to_owned(), before: told(&before, &after), after: told(&after, &before) }
    };
    let differs = |field: &&&str| value(&body.before, field) != value(&body.after, field);
    let named = FIELDS.iter().filter(|field| body.after.contains_key(**field)).filter(differs);
    let changes: Vec<Change> = named.map(change).collect();
    (!changes.is_empty()).then_some(Detail::Changed(changes))
}

/// A value as text. Of a list of names, and of numbers, those that the other side does not have.
fn told(value: &Value, other: &Value) -> Option<String> {
    let texts: Vec<String> = match value {
        Value::String(text) => return Some(text.clone()),
        Value::Array(names) => {
            let elsewhere = |name: &&Value| other.as_array().is_some_and(|others| others.contains(name));
            let own = names.iter().filter(|name| !elsewhere(name));
            own.filter_map(|name| Some(name["name"].as_str()?.to_owned())).collect()
        }
        Value::Object(numbers) => {
            let own = numbers.iter().filter(|(register, code)| other.get(register.as_str()) != Some(*code));
            own.filter_map(|(_, code)| code.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    (!texts.is_empty()).then(|| texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    #[test]
    fn a_body_tells_what_a_history_shows_and_no_more() {
        let signed = r#"{"id":"a","language":"da","name":"Nordlys","statement":null,"version":2}"#;
        let expected = Detail::Signed { version: 2, language: "da".to_owned() };
        assert_eq!(detail(EntryKind::EndorsementPublished, signed), Some(expected));
        let renamed = r#"{"after":{"name":"Ny"},"before":{"name":"Gammel"},"organisation":"o"}"#;
        let told = |field: &str, before: Option<&str>, after: Option<&str>| Change {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let expected = Detail::Changed(vec![told("name", Some("Gammel"), Some("Ny"))]);
        assert_eq!(detail(EntryKind::OrganisationRenamed, renamed), Some(expected));
        let amended = r#"{"after":{"country":"SE","website":null},"before":{"country":"DK","website":"https://ny.example/"}}"#;
        let expected =
            vec![told("country", Some("DK"), Some("SE")), told("website", Some("https://ny.example/"), None)];
        assert_eq!(detail(EntryKind::OrganisationAmended, amended), Some(Detail::Changed(expected)));
        let named = r#"{"after":{"names":[{"name":"B"},{"name":"C"}],"identifiers":{"lei":null,"ror":"05dxps055"}},"before":{"names":[{"name":"A"},{"name":"B"}],"identifiers":{"lei":null,"ror":null}}}"#;
        let expected =
            vec![told("names", Some("A"), Some("C")), told("identifiers", None, Some("05dxps055"))];
        assert_eq!(detail(EntryKind::OrganisationAmended, named), Some(Detail::Changed(expected)));
        let alike = r#"{"after":{"names":[],"identifiers":{"ror":"05dxps055"}},"before":{"names":[],"identifiers":{"ror":"05dxps055"}}}"#;
        assert_eq!(detail(EntryKind::OrganisationMerged, alike), None, "what stayed is no change");
        let told = r#"{"reason":{"code":"checking","texts":{"en":"We look."}}}"#;
        let words = Wording::from([(Locale::English, "We look.".to_owned())]);
        assert_eq!(detail(EntryKind::EndorsementSuspended, told), Some(Detail::Reason(words)));
        let revised = r#"{"action":"Do.","amount_minor":null,"before":{"due":"2027-06-30","title":"Lamps"},"countries":[],"currency":null,"due":"2028-06-30","id":"c","kind":"action","measure":{"type":"deliverable"},"organisation":"o","paragraphs":["p"],"stage":null,"start":null,"title":"Lanterns","version":2}"#;
        let Some(Detail::Revised(sides)) = detail(EntryKind::CommitmentRevised, revised) else {
            panic!("no detail")
        };
        assert_eq!((sides.0.title.as_str(), sides.0.due.to_string().as_str()), ("Lamps", "2027-06-30"));
        assert_eq!((sides.1.title.as_str(), sides.1.due.to_string().as_str()), ("Lanterns", "2028-06-30"));
        assert_eq!((sides.0.action.as_str(), &sides.0.paragraphs), ("Do.", &sides.1.paragraphs));
        let given_up = r#"{"id":"c","organisation":"o","reason":"It was felled."}"#;
        let expected = Detail::OwnReason("It was felled.".to_owned());
        assert_eq!(detail(EntryKind::CommitmentDropped, given_up), Some(expected));
    }

    #[test]
    fn what_an_entry_is_told_as_fits_what_happened() {
        assert_eq!(told_as(EntryKind::OrganisationMerged, r#"{"into":"o"}"#), "organisation.merged_into");
        assert_eq!(told_as(EntryKind::OrganisationMerged, r#"{"other":"o"}"#), "organisation.merged");
        assert_eq!(told_as(EntryKind::OrganisationUnmerged, r#"{"from":"o"}"#), "organisation.parted");
        assert_eq!(told_as(EntryKind::EndorsementRestored, r#"{"withdrawn":true}"#), SUSPENSION_OVER);
        assert_eq!(told_as(EntryKind::EndorsementRestored, r#"{"reason":null}"#), "endorsement.restored");
        let (mut suspended, of) = (HashSet::new(), Some(CommitmentId(7)));
        let mut again = |kind| is_shown_again(kind, of, &mut suspended);
        assert!(!again(EntryKind::CommitmentPublished));
        assert!(!again(EntryKind::CommitmentSuspended));
        assert!(again(EntryKind::CommitmentPublished));
        assert!(!again(EntryKind::CommitmentPublished));
    }

    #[test]
    fn a_commitment_keeps_its_lines_when_it_becomes_anothers() {
        let line = |of, commitment: Option<i64>| {
            let (at, kind) = (crate::domain::Moment::from_millis(of), "commitment.published".to_owned());
            let commitment = commitment.map(CommitmentId);
            (Some(OrganisationId(of)), HistoryLine { number: None, at, kind, commitment, detail: None })
        };
        let lines = [line(1, None), line(1, Some(7)), line(2, Some(8)), line(2, Some(7))];
        let owners = |withheld: &[i64]| {
            let withheld = withheld.iter().copied().map(OrganisationId).collect();
            let histories = of_commitments(&lines, &withheld);
            let seven = histories.get(&CommitmentId(7)).into_iter().flatten();
            seven.map(|line| line.at.millis()).collect::<Vec<_>>()
        };
        assert_eq!(owners(&[]), [1, 2]);
        assert_eq!(owners(&[1]), [2], "of who is withheld nothing is told");
    }

    #[test]
    fn what_was_entered_meanwhile_goes_back_with_the_commitment() {
        let line = |of: i64, commitment: Option<i64>| {
            let (at, kind) = (crate::domain::Moment::from_millis(of), "commitment.suspended".to_owned());
            let commitment = commitment.map(CommitmentId);
            (Some(OrganisationId(of)), HistoryLine { number: None, at, kind, commitment, detail: None })
        };
        let owners = HashMap::from([(CommitmentId(7), OrganisationId(2))]);
        let told_of = |keep: &[i64]| {
            let mut lines = [line(1, Some(7)), line(1, None), line(1, Some(8)), line(2, Some(7))];
            go_along(&mut lines, &owners, &keep.iter().copied().map(OrganisationId).collect());
            lines.map(|(of, _)| of.unwrap().0)
        };
        assert_eq!(told_of(&[]), [2, 1, 1, 2]);
        assert_eq!(
            told_of(&[1]),
            [1, 1, 1, 2],
            "of who went into another, or is withheld, nothing is told elsewhere"
        );
    }

    #[test]
    fn what_is_hidden_or_unreadable_tells_nothing() {
        for body in [r#"{"reason":{"code":"x","texts":null}}"#, r#"{"reason":null}"#, "{}", "no JSON"] {
            assert_eq!(detail(EntryKind::EndorsementRevoked, body), None, "{body}");
        }
    }
}
