//! Holds the log against the register: what the entries say must be what the register shows.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::app::act::EntryKind;
use crate::log::Fault;
use crate::log::check::{Finding, Source};
use crate::log::line::Line;

/// What the entries say of one signatory, under its slug.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// Whether it stands in the register after the last entry about it.
    stands: bool,
    /// The last entry about it.
    entry: u64,
    number: Option<u64>,
}

/// What the entries say of all signatories, read one after another.
#[derive(Debug, Default)]
pub struct Signatories(BTreeMap<String, Said>);

/// A signatory as the register shows it.
#[derive(Debug, Deserialize)]
struct Shown {
    slug: String,
    number: u64,
}

#[derive(Debug, Deserialize)]
struct Page {
    data: Vec<Shown>,
    next: Option<String>,
}

/// The parts of a body that say whom it is about.
#[derive(Debug, Deserialize)]
struct About {
    slug: Option<String>,
    number: Option<u64>,
}

impl Signatories {
    /// Reads one entry. One without body says nothing.
    pub fn read(&mut self, line: &Line) {
        let stands = match EntryKind::from_code(&line.kind) {
            Some(
                EntryKind::EndorsementPublished
                | EntryKind::EndorsementRestored
                | EntryKind::EndorsementReinstated
                | EntryKind::OrganisationUnmerged,
            ) => true,
            Some(
                EntryKind::EndorsementSuspended
                | EntryKind::EndorsementWithdrawn
                | EntryKind::EndorsementRevoked
                | EntryKind::OrganisationMerged,
            ) => false,
            // Kinds that a newer version writes.
            None if line.kind == "endorsement.lapsed" => false,
            _ => return,
        };
        // Of a merge, what is said of the one that stays names no slug.
        let about = line.body.as_ref().and_then(|body| serde_json::from_str::<About>(body.get()).ok());
        let Some(About { slug: Some(slug), number }) = about else { return };
        let before = self.0.get(&slug).and_then(|said| said.number);
        self.0.insert(slug, Said { stands, entry: line.number, number: number.or(before) });
    }

    /// Holds what the entries say against the list of the register; nothing, if the source has none.
    ///
    /// # Errors
    /// A fault, when the source does not answer or the list is not understood.
    pub fn compare(mut self, source: &mut impl Source) -> Result<Option<Vec<Finding>>, Fault> {
        let mut findings = Vec::new();
        let mut next = Some("api/v1/signatories?limit=500".to_owned());
        let mut first = true;
        while let Some(path) = next {
            let Some(bytes) = source.get(&path)? else {
                return if first { Ok(None) } else { Err(Fault::new(format!("there is no {path}"))) };
            };
            first = false;
            let page: Page = serde_json::from_slice(&bytes)
                .map_err(|error| Fault::new(format!("{path} is not understood: {error}")))?;
            for shown in page.data {
                findings.extend(judge(&shown, self.0.remove(&shown.slug)));
            }
            next = page.next.and_then(|whole| below(&whole));
        }
        let hidden = self.0.into_iter().filter(|(_, said)| said.stands);
        findings.extend(hidden.map(|(slug, said)| Finding {
            entry: Some(said.entry),
            signatory: None,
            what: format!("says that {slug} stands in the register, and the register does not show it"),
        }));
        findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
        Ok(Some(findings))
    }
}

fn judge(shown: &Shown, said: Option<Said>) -> Option<Finding> {
    let slug = &shown.slug;
    let (entry, what) = match said {
        None => {
            let number = shown.number;
            let what = format!(
                "signatory No. {number}, {slug}, is shown in the register, and no entry says that it was published"
            );
            return Some(Finding { entry: None, signatory: Some(slug.clone()), what });
        }
        Some(said) if !said.stands => {
            (said.entry, format!("took {slug} out of the register, and the register shows it"))
        }
        Some(said) if said.number.is_some_and(|number| number != shown.number) => {
            let entered = said.number.unwrap_or_default();
            (said.entry, format!("gives {slug} the number {entered}, and the register {}", shown.number))
        }
        Some(_) => return None,
    };
    Some(Finding { entry: Some(entry), signatory: None, what })
}

/// The path of a whole address, as a source takes it.
fn below(whole: &str) -> Option<String> {
    whole.find("/api/").and_then(|at| whole.get(at + 1..)).map(str::to_owned)
}
