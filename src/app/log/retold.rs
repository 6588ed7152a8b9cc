//! Whether pages tell what the entries do where no list does: when somebody was published, why and when who has left did so, and
//! where the address of one that became another leads. The register is told from the entries, as for a past day, and the rows are
//! held against that. No file that `log verify` reads has any of this, so nobody outside compares it.

use std::collections::{HashMap, HashSet};

use chrono::Duration;
use chrono_tz::Tz;

use super::vanished;
use crate::app::register::past;
use crate::domain::commitment::StoredState;
use crate::domain::entry::{EntryKind, ReadKind};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::visibility::{CommitmentShown, PublicState, Shown, commitment_now};
use crate::domain::{Moment, Result};
use crate::log::check::Finding;
use crate::register::card::Reason;
use crate::register::past::{PastEntry, as_of};
use crate::register::{CommitmentCard, SignatoryCard, Source};
use crate::store::{self, Db};

/// What the rows say otherwise of those whom they show than the entries up to the newest one. Of whom no entry that can be read
/// names, the lists tell. Costs what making a past day does.
pub(super) fn otherwise(db: &mut Db, rows: &Source, newest: Moment) -> Result<Vec<Finding>> {
    let end = newest + Duration::milliseconds(1);
    let entries = past::entered(db, end)?;
    let (open, left) = (Open::read(db, &entries)?, Left::read(db, &entries)?);
    let missing = vanished::missing(&cards(rows), rows, &entries);
    let told = as_of(rows.clone(), entries, end, Tz::UTC);
    let held =
        Held { shown: cards(rows), told: cards(&told), open, left, leads: [leads(rows), leads(&told)] };
    let found = held.signatories().chain(held.commitments(rows, &told)).chain(missing);
    Ok(found.map(|what| Finding { entry: None, signatory: None, what }).collect())
}

/// What the entries leave open.
struct Open {
    /// Who may have been published before an entry named it, or been given another address with its name.
    hidden: HashSet<OrganisationId>,
    /// Commitments that were theirs.
    of_hidden: HashSet<CommitmentId>,
    /// Commitments that a week's batch tells of, in chance order, or an entry that nobody reads.
    unclear: HashSet<CommitmentId>,
}

impl Open {
    fn read(db: &mut Db, entries: &[PastEntry]) -> Result<Open> {
        let hidden = store::public::once_otherwise(db)?;
        let (mut of_hidden, mut unclear) = (HashSet::new(), HashSet::new());
        for entry in entries {
            let Some(id) = entry.commitment else { continue };
            of_hidden.extend(hidden.contains(&entry.organisation).then_some(id));
            unclear.extend((entry.in_batch || entry.body.is_none()).then_some(id));
        }
        Ok(Open { hidden, of_hidden, unclear })
    }
}

/// When those who withdrew or were revoked did so.
struct Left {
    rows: HashMap<OrganisationId, Moment>,
    told: HashMap<OrganisationId, Moment>,
}

impl Left {
    fn read(db: &mut Db, entries: &[PastEntry]) -> Result<Left> {
        let ended = |kind| {
            matches!(kind, ReadKind::Known(EntryKind::EndorsementWithdrawn | EntryKind::EndorsementRevoked))
        };
        let readable = entries.iter().filter(|entry| entry.body.is_some());
        let endings = readable.filter(|entry| ended(entry.kind));
        Ok(Left {
            rows: store::public::endings(db)?.into_iter().collect(),
            told: endings.map(|entry| (entry.organisation, entry.at)).collect(),
        })
    }
}

type Cards<'a> = HashMap<OrganisationId, &'a SignatoryCard>;

/// Those who are named, also as what they became.
fn cards(register: &Source) -> Cards<'_> {
    let named = register.signatories.iter().filter(|one| !one.visibility.withholds());
    named.map(|one| (one.card.organisation, &*one.card)).collect()
}

/// Whose addresses lead on, and to whom.
type Leads = HashMap<OrganisationId, OrganisationId>;

fn leads(register: &Source) -> Leads {
    let slugs = register.signatories.iter().map(|one| (one.card.slug.as_str(), one.card.organisation));
    let by_slug: HashMap<&str, OrganisationId> = slugs.collect();
    let at = |slug: &String| by_slug.get(slug.as_str()).copied();
    register.redirects.iter().filter_map(|(from, to)| at(from).zip(at(to))).collect()
}

/// The register as the rows show it, held against what the entries tell.
struct Held<'a> {
    shown: Cards<'a>,
    told: Cards<'a>,
    open: Open,
    left: Left,
    /// As the rows have it, and as the entries do.
    leads: [Leads; 2],
}

impl Held<'_> {
    fn signatories(&self) -> impl Iterator<Item = String> {
        let mut both: Vec<_> =
            self.shown.iter().filter_map(|(of, shown)| Some((*shown, *self.told.get(of)?))).collect();
        both.sort_by_key(|(shown, _)| shown.number);
        both.into_iter().filter_map(move |(shown, told)| match (shown.state, told.state) {
            (PublicState::Merged, PublicState::Merged) => self.address(shown, told),
            (shown_as, told_as) if shown_as == told_as => self.signatory(shown, told),
            (PublicState::Merged, _) => self.became_none(shown, told),
            // The lists tell, and the pages of those who left.
            _ => None,
        })
    }

    /// What is wrong with one that became another, say its rows alone: it stands in no list, and its address leads on.
    fn became_none(&self, shown: &SignatoryCard, told: &SignatoryCard) -> Option<String> {
        let (slug, state) = (&told.slug, told.state.code());
        // The lists miss whoever is published.
        let told_here =
            told.state != PublicState::Published && !self.open.hidden.contains(&shown.organisation);
        let what = format!("{slug} is {state}, and its row says that it went into another (merged_into)");
        told_here.then(|| format!("the entries say that {what}"))
    }

    fn signatory(&self, shown: &SignatoryCard, told: &SignatoryCard) -> Option<String> {
        let (of, slug) = (shown.organisation, &told.slug);
        let (at, entered) = (shown.published_at, told.published_at);
        // Without its name, it was published before an entry said so with it.
        if at > entered || at < entered && !self.open.hidden.contains(&of) {
            return Some(dated(&format!("{slug} was published"), entered, at));
        }
        if shown.taken_over != told.taken_over {
            let what = "is shown as one that was taken over from a list, or as one that was not";
            return Some(format!("{slug} {what}, and its entry says otherwise"));
        }
        let (why, entered) = (code(shown.reason.as_ref()), code(told.reason.as_ref()));
        if shown.state != PublicState::Published && why != entered {
            let state = shown.state.code();
            return Some(reasoned(&format!("{slug} is {state}"), entered, why));
        }
        let (at, entered) = (*self.left.rows.get(&of)?, *self.left.told.get(&of)?);
        (at != entered).then(|| dated(&format!("{slug} left"), entered, at))
    }

    /// What is wrong with the address of one that became another.
    fn address(&self, shown: &SignatoryCard, told: &SignatoryCard) -> Option<String> {
        let (of, slug) = (shown.organisation, &told.slug);
        if shown.slug != *slug && !self.open.hidden.contains(&of) {
            return Some(format!(
                "the entries give one that went into another the address {slug}, and its row does not"
            ));
        }
        let [shown, entered] = self.leads.each_ref().map(|leads| leads.get(&of));
        let survivor = self.told.get(entered?)?;
        let what = format!("{slug} went into {}, and its address does not lead there", survivor.slug);
        (shown != entered).then(|| format!("the entries say that {what}"))
    }

    fn commitments(&self, rows: &Source, told: &Source) -> impl Iterator<Item = String> {
        let told: HashMap<CommitmentId, &CommitmentCard> =
            told.commitments.iter().map(|card| (card.id, &**card)).collect();
        let shown = rows.commitments.iter().filter(move |card| self.shown.contains_key(&card.organisation));
        shown.filter_map(move |shown| self.commitment(shown, told.get(&shown.id)?))
    }

    /// The first field in which words that nobody reads are others than were entered. Those that are read, the lists tell.
    fn words(&self, shown: &CommitmentCard, told: &CommitmentCard) -> Option<&'static str> {
        let owner = self.shown.get(&shown.organisation)?;
        let how = (owner.state, owner.withdrew_suspended);
        let hidden = commitment_now(Shown::Tombstone, how, shown.state) == CommitmentShown::Tombstone;
        differing(shown, told).filter(|_| hidden)
    }

    fn commitment(&self, shown: &CommitmentCard, told: &CommitmentCard) -> Option<String> {
        let id = &shown.public_id;
        if self.open.unclear.contains(&shown.id) {
            return None;
        }
        let (at, entered) = (shown.published_at, told.published_at);
        if at != entered && !self.open.of_hidden.contains(&shown.id) {
            return Some(dated(&format!("commitment {id} was published"), entered, at));
        }
        if let Some(field) = self.words(shown, told) {
            let row = shown.id;
            return Some(format!(
                "the entries say otherwise of commitment {id}, which is hidden, than the row {row} of the table commitments: {field}"
            ));
        }
        let (why, entered) = (code(shown.reason.as_ref()), code(told.reason.as_ref()));
        let suspended = shown.state == StoredState::Suspended;
        (suspended && why != entered)
            .then(|| reasoned(&format!("commitment {id} is suspended"), entered, why))
    }
}

/// The first field of a commitment in which two differ.
fn differing(one: &CommitmentCard, other: &CommitmentCard) -> Option<&'static str> {
    let same = [
        ("version", one.version == other.version),
        ("kind", one.kind == other.kind),
        ("title", one.title == other.title),
        ("action", one.action == other.action),
        ("measure", one.measure == other.measure),
        ("paragraphs", one.paragraphs == other.paragraphs),
        ("countries", one.countries == other.countries),
        ("start", one.start == other.start),
        ("due", one.due == other.due),
        ("stage", one.stage == other.stage),
        ("amount", one.amount == other.amount),
        ("recipients", one.recipients == other.recipients),
        ("evidence", one.evidence == other.evidence),
    ];
    same.into_iter().find_map(|(field, same)| (!same).then_some(field))
}

fn code(reason: Option<&Reason>) -> &str {
    reason.map_or("none", |reason| &reason.code)
}

fn dated(what: &str, entered: Moment, row: Moment) -> String {
    format!("the entries say that {what} at {}, and its row says {}", entered.rfc3339(), row.rfc3339())
}

fn reasoned(what: &str, entered: &str, row: &str) -> String {
    format!("the entries say that {what} for the reason {entered}, and its row gives {row}")
}
