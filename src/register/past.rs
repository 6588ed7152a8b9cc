//! The register as it stood at a moment, told from what the log's entries say. Whom and what they are about, today's rows tell.
//!
//! Today decides what may be seen: of a signatory that is withheld or erased today nothing is told of any day, and of one that
//! is suspended or revoked today, or withdrew while it was suspended, nothing but name, number, dates and state, and so of its
//! commitments. How many could not be named then is not known here, and not told.

mod belongings;
mod promises;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::build::{SignatoryEntry, Source};
use super::card::{CountryCode, Reason, RegionCode, SignatoryCard, Statement};
use super::search;
use crate::domain::Moment;
use crate::domain::assurance::{Assurance, Lapse, Level, Method, highest, lapsed};
use crate::domain::commitment::StoredState;
use crate::domain::country::Country;
use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::{self, Known};
use crate::domain::identifier::Identifiers;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::organisation::Category;
use crate::domain::other_name::OtherName;
use crate::domain::visibility::PublicState;
use belongings::Belongings;
pub use belongings::Regrouped;
use chrono_tz::Tz;
pub use promises::Promised;
use promises::past_commitment;

/// An entry of the log, with what it is about.
#[derive(Debug, Clone)]
pub struct PastEntry {
    pub at: Moment,
    pub kind: ReadKind,
    /// Canonical JSON; nothing where it is withheld or erased.
    pub body: Option<String>,
    pub organisation: OrganisationId,
    pub commitment: Option<CommitmentId>,
    /// Whether it stands in a week's batch, whose order is chance.
    pub in_batch: bool,
}

/// What `today` would be at a moment, if only these entries had been written, in this order.
pub fn as_of(mut today: Source, entries: Vec<PastEntry>, at: Moment, zone: Tz) -> Source {
    let mut signatories: HashMap<OrganisationId, Vec<&PastEntry>> = HashMap::new();
    let mut commitments: HashMap<CommitmentId, Vec<&PastEntry>> = HashMap::new();
    for entry in &entries {
        match entry.commitment {
            Some(id) => commitments.entry(id).or_default().push(entry),
            None => signatories.entry(entry.organisation).or_default().push(entry),
        }
    }
    let belongs = Belongings::tell(&today, &entries);
    let silenced: HashSet<OrganisationId> = today
        .signatories
        .iter()
        .map(|one| &one.card)
        .filter(|card| silent(card))
        .map(|card| card.organisation)
        .collect();
    let entries_of = |id| signatories.get(&id).map_or(&[][..], Vec::as_slice);
    let mut moved = HashMap::new();
    today.signatories.retain_mut(|one| {
        let own = one.card.slug.clone();
        let entered = past_signatory(one, entries_of(one.card.organisation), at);
        if entered && one.card.slug != own {
            moved.insert(one.card.organisation, own);
        }
        entered
    });
    give_way(&mut today.signatories, &moved);
    let entries_of = |id| commitments.get(&id).map_or(&[][..], Vec::as_slice);
    today.commitments.retain_mut(|card| {
        let hidden_now = card.state == StoredState::Suspended || silenced.contains(&card.organisation);
        if let Some(owner) = belongs.commitments.get(&card.id) {
            Arc::make_mut(card).organisation = *owner;
        }
        past_commitment(card, entries_of(card.id), hidden_now, (at, zone))
    });
    today.redirects = belongs.redirects(&today.signatories);
    today.call.versions.retain(|version| version.published_at < at);
    today.call.state = None;
    today.unnamed = 0;
    today.built_at = at;
    today
}

/// Where the address that it had was another's already, whoever hid meanwhile stands at the one that it has today.
fn give_way(signatories: &mut [SignatoryEntry], moved: &HashMap<OrganisationId, String>) {
    let stays = |one: &&SignatoryEntry| !moved.contains_key(&one.card.organisation);
    let taken: HashSet<String> = signatories.iter().filter(stays).map(|one| one.card.slug.clone()).collect();
    for one in signatories.iter_mut().filter(|one| taken.contains(&one.card.slug)) {
        if let Some(own) = moved.get(&one.card.organisation) {
            Arc::make_mut(&mut one.card).slug.clone_from(own);
        }
    }
}

/// Whether today nobody reads its words.
fn silent(card: &SignatoryCard) -> bool {
    matches!(card.state, PublicState::Suspended | PublicState::Revoked) || card.withdrew_suspended
}

/// What is read of a body; the rest is passed over.
#[derive(Debug, Default, Deserialize)]
struct Said {
    slug: Option<String>,
    reason: Option<Reason>,
    /// A suspension ended, and the organisation had withdrawn meanwhile.
    #[serde(default)]
    withdrawn: bool,
}

/// What `endorsement.published` says.
#[derive(Debug, Clone, Deserialize)]
pub struct Published {
    pub slug: String,
    pub number: u32,
    pub name: String,
    pub category: Category,
    pub country: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub version: u32,
    pub language: String,
    pub signed_at: Moment,
    /// Stands only where it was taken over from a list.
    #[serde(default)]
    pub taken_over: bool,
    pub statement: Option<String>,
    /// Entries of before there were some have none.
    #[serde(default)]
    pub names: Vec<OtherName>,
    #[serde(default)]
    pub identifiers: Identifiers,
}

/// Values that a change brought; a field that is not there did not change.
#[derive(Debug, Clone, Deserialize)]
pub struct Changed {
    pub name: Option<String>,
    pub category: Option<Category>,
    #[serde(default, deserialize_with = "present")]
    pub country: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub website: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub description: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub statement: Option<Option<String>>,
    pub names: Option<Vec<OtherName>>,
    pub identifiers: Option<Identifiers>,
}

/// Tells a field that became empty from one that is not there.
fn present<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(value).map(Some)
}

/// What an amendment says.
#[derive(Debug, Clone, Deserialize)]
pub struct Amended {
    pub after: Changed,
}

/// What `assurance.recorded` says.
#[derive(Debug, Clone, Deserialize)]
pub struct Recorded {
    pub level: Level,
    pub method: Method,
    pub checked_at: Moment,
}

/// What `assurance.lapsed` says.
#[derive(Debug, Deserialize)]
pub struct Lapsed {
    pub level: Level,
    pub last_verified_at: Moment,
}

fn read<T: DeserializeOwned>(entry: &PastEntry) -> Option<T> {
    serde_json::from_str(entry.body.as_deref()?).ok()
}

/// Whether the signatory was in the register; its card is then as it was.
fn past_signatory(one: &mut SignatoryEntry, entries: &[&PastEntry], at: Moment) -> bool {
    let hidden_now = silent(&one.card);
    let card = Arc::make_mut(&mut one.card);
    let mut records = Vec::new();
    let mut entered = false;
    for entry in entries {
        if entry.kind == Known(EntryKind::EndorsementPublished) {
            // Published without its name, it had no page yet.
            let Some(published) = read::<Published>(entry) else { continue };
            publish(card, published, if entered { card.published_at } else { entry.at });
            entered = true;
        } else {
            follow(card, entry, &mut records);
        }
        card.updated_at = entry.at;
    }
    card.history.retain(|line| line.at < at);
    // The log names nobody, and they agreed for the page of today.
    card.people.clear();
    if hidden_now {
        card.bury();
    }
    // How it was known then are not its words.
    card.assurance = highest(&records, at).cloned();
    card.lapsed = lapsed(&records, at).cloned();
    entered
}

fn publish(card: &mut SignatoryCard, published: Published, at: Moment) {
    card.slug = published.slug;
    card.number = published.number;
    card.other_names = published.names;
    card.identifiers = published.identifiers;
    rename(card, published.name);
    card.category = published.category;
    settle(card, published.country.as_deref());
    card.website = published.website;
    card.description = published.description;
    card.signed_version = published.version;
    card.signed_at = published.signed_at;
    card.taken_over = published.taken_over;
    card.published_at = at;
    card.statement = published.statement.map(|text| Statement { text, language: published.language.clone() });
    card.signed_language = published.language;
    card.state = PublicState::Published;
    card.reason = None;
    card.withdrew_suspended = false;
}

fn rename(card: &mut SignatoryCard, name: String) {
    card.search_key = search::key(&name, &card.other_names);
    card.name = name;
}

fn settle(card: &mut SignatoryCard, country: Option<&str>) {
    let country = country.and_then(|code| Country::parse(code).ok());
    card.country = country.and_then(|country| CountryCode::parse(country.code()));
    card.region = country.and_then(|country| RegionCode::from_code(country.region().code()));
}

/// Changes a card as an entry after its publication says.
fn follow(card: &mut SignatoryCard, entry: &PastEntry, records: &mut Vec<Assurance>) {
    use EntryKind::*;
    let becomes = |card: &mut SignatoryCard, state| {
        card.state = state;
        card.withdrew_suspended = false;
        card.reason = read::<Said>(entry).and_then(|body| body.reason);
    };
    match entry.kind {
        Known(EndorsementRestored) if read::<Said>(entry).is_some_and(|body| body.withdrawn) => {
            becomes(card, PublicState::Withdrawn);
        }
        Known(EndorsementRestored | EndorsementReinstated) => {
            becomes(card, PublicState::Published);
            // Another's, where its own was given away while it hid.
            if let Some(Said { slug: Some(slug), .. }) = read(entry) {
                card.slug = slug;
            }
        }
        Known(EndorsementSuspended) => becomes(card, PublicState::Suspended),
        // The suspension stands, and its reason.
        Known(EndorsementWithdrawn) if card.state == PublicState::Suspended => {
            card.state = PublicState::Withdrawn;
            card.withdrew_suspended = true;
        }
        Known(EndorsementWithdrawn) => becomes(card, PublicState::Withdrawn),
        ReadKind::Lapsed => becomes(card, PublicState::Lapsed),
        Known(EndorsementRevoked) => becomes(card, PublicState::Revoked),
        Known(OrganisationMerged | OrganisationUnmerged) => {
            if let Some(regrouped) = read(entry) {
                regroup(card, regrouped);
            }
        }
        Known(OrganisationAmended | OrganisationRenamed | EndorsementAmended) => {
            if let Some(Amended { after }) = read(entry) {
                if after.website.is_some() {
                    // What lapsed was of the website before.
                    records.retain(|record| record.lapse.is_none());
                }
                amend(card, after);
            }
        }
        Known(AssuranceRecorded) => {
            if let Some(Recorded { level, method, checked_at }) = read(entry) {
                records.push(Assurance { level, method, checked_on: checked_at, lapse: None });
            }
        }
        Known(AssuranceLapsed) => {
            if let Some(Lapsed { level, last_verified_at }) = read(entry) {
                let lapse = Some(Lapse { at: entry.at, last_verified: last_verified_at });
                let counting = records.iter_mut().filter(|one| one.level == level && one.lapse.is_none());
                counting.for_each(|one| one.lapse = lapse);
            }
        }
        _ => {}
    }
}

fn regroup(card: &mut SignatoryCard, Regrouped { into, from, after, .. }: Regrouped) {
    match (into, from) {
        (Some(_), _) => card.state = PublicState::Merged,
        (_, Some(_)) => card.state = PublicState::Published,
        _ => {}
    }
    if let Some(after) = after {
        amend(card, after);
    }
}

fn amend(card: &mut SignatoryCard, after: Changed) {
    if let Some(names) = after.names {
        card.other_names = names;
        rename(card, card.name.clone());
    }
    if let Some(identifiers) = after.identifiers {
        card.identifiers = identifiers;
    }
    if let Some(name) = after.name {
        rename(card, name);
    }
    if let Some(category) = after.category {
        card.category = category;
    }
    if let Some(country) = after.country {
        settle(card, country.as_deref());
    }
    if let Some(website) = after.website {
        card.website = website;
    }
    if let Some(description) = after.description {
        card.description = description;
    }
    if let Some(statement) = after.statement {
        card.statement = statement.map(|text| Statement { text, language: card.signed_language.clone() });
    }
}
