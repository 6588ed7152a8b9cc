//! Receipts: the file that proves an entry. Of what can be read, everybody gets it; of whom must not be named, nobody but
//! those who act for the organisation.
//!
//! Made when asked for, from the newest checkpoint; nothing is kept.

use std::collections::{BTreeMap, HashMap};

use super::{entry, place, row, tree};
use crate::app::register::{public_state, told_as};
use crate::app::unnamed::Said;
use crate::app::{App, identity, parted, unnamed};
use crate::domain::entry::EntryKind;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::visibility::PublicState;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::log::checkpoint::Head;
use crate::log::leaf;
use crate::log::receipt::Receipt;
use crate::log::record::Record;
use crate::store::entry::Entry;
use crate::store::log::Checkpoint;
use crate::store::{self, Db};

/// An entry about an organisation, as its people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub number: Option<u64>,
    pub at: Moment,
    /// As what its history tells it.
    pub kind: String,
    /// What the one is called whose entry it is, where that went into the one that they act for.
    pub of: Option<String>,
    /// Whether it is in a signed tree.
    pub signed: bool,
    /// Whether there is a receipt: it is, and what it says is not erased, nor of another who is hidden.
    pub ready: bool,
}

/// What stands in the log about the organisation of a representative, about those that went into it, and about the commitments
/// of all of them, oldest first.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn list(app: &App, id: RepresentativeId) -> Result<Vec<Item>> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let size = store::log::size(db)?;
            let item = |(of, entry): (Option<String>, Entry)| -> Result<Item> {
                let said = unnamed::said(&maker, &entry)?;
                let told = EntryKind::from_code(&entry.kind).zip(said.as_ref());
                let told = told.map(|(kind, said)| told_as(kind, &said.body));
                let signed = entry.number.is_some_and(|number| number < size);
                Ok(Item {
                    number: entry.number.map(place),
                    at: entry.at,
                    signed,
                    ready: signed && said.is_some(),
                    kind: told.map_or(entry.kind, str::to_owned),
                    of,
                })
            };
            all_of(&maker, db, id)?.into_iter().map(item).collect()
        })
        .await
}

/// The entries about the organisation of a representative, about those that went into it, and about the commitments of all of
/// them, with what the double is called whose entry one is.
fn all_of(app: &App, db: &mut Db, id: RepresentativeId) -> Result<Vec<(Option<String>, Entry)>> {
    let own = store::representative::find(db, id)?.organisation_id;
    let (mut all, mut doubles) = (BTreeMap::new(), HashMap::new());
    for one in store::merge::whole(db, own)? {
        if one != own {
            doubles.insert(one, identity::find(app, db, one)?.name);
        }
        all.extend(parted::own(app, db, one)?.into_iter().map(|entry| (entry.id, entry)));
    }
    let named = |entry: Entry| (entry.organisation_id.and_then(|of| doubles.get(&of).cloned()), entry);
    Ok(all.into_values().map(named).collect())
}

/// The receipt of an entry about the organisation of a representative, or about one that went into it.
///
/// # Errors
/// Not found, if there is none: not theirs, not signed yet, erased; `Unproven`, when the proof does not hold.
pub async fn make(app: &App, id: RepresentativeId, number: u64) -> Result<Receipt> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let entries = all_of(&maker, db, id)?;
            let found = entries.into_iter().find(|(_, entry)| entry.number == Some(row(number)));
            let receipt = found.map(|(_, entry)| receipt(&maker, db, &entry)).transpose()?;
            receipt.flatten().ok_or(Error::NotFound)
        })
        .await
}

/// The receipt of the latest entry with which an organisation entered the register, while its signature stands there.
///
/// # Errors
/// Not found, if there is none yet, or the signature does not stand: suspended, withdrawn, lapsed, revoked.
pub async fn of_signature(app: &App, id: RepresentativeId) -> Result<Receipt> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let kind = EntryKind::EndorsementPublished.code();
            let own = store::representative::find(db, id)?.organisation_id;
            if !stands(db, own)? {
                return Err(Error::NotFound);
            }
            let entries = parted::own(&maker, db, own)?;
            for entry in entries.iter().rev().filter(|entry| entry.kind == kind) {
                if let Some(receipt) = receipt(&maker, db, entry)? {
                    return Ok(receipt);
                }
            }
            Err(Error::NotFound)
        })
        .await
}

/// Whether a signature stands in the register, named or not.
fn stands(db: &mut Db, of: OrganisationId) -> Result<bool> {
    let merged = store::organisation::find(db, of)?.merged_into.is_some();
    let state = store::endorsement::of_organisation(db, of)?.state;
    Ok(public_state(state, merged) == Some(PublicState::Published))
}

/// The receipt of an entry; none while it is in no signed tree, or when what it says is erased.
///
/// # Errors
/// `Unproven`, when the proof does not hold.
pub(super) fn receipt(app: &App, db: &mut Db, entry: &Entry) -> Result<Option<Receipt>> {
    let Some(said) = unnamed::said(app, entry)? else { return Ok(None) };
    let Some(signed) = tree::newest(db, &app.log_signer.keys())? else { return Ok(None) };
    let Some(index) = entry.number.map(place).filter(|index| *index < signed.0.size) else { return Ok(None) };
    let record = Record {
        at: entry.at,
        digest: entry.digest.clone(),
        kind: entry.kind.clone(),
        subject: entry.subject.clone(),
    };
    written(db, (index, record), said, &signed).map(Some)
}

/// The receipt of an entry that everybody can read: in the tree of a size, or in the newest.
///
/// # Errors
/// `NotFound`, when the tree has no such entry, no tree of this size was signed, or what the entry says is withheld or erased;
/// `Unproven`, when the proof does not hold.
pub async fn of_entry(app: &App, number: u64, size: Option<u64>) -> Result<Receipt> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let (signed, read) = entry::numbered(db, &maker, number, size)?;
            let (Some(salt), Some(body)) = (read.salt, read.body) else { return Err(Error::NotFound) };
            written(db, (number, tree::record(&read.leaf)), Said { salt, body }, &signed)
        })
        .await
}

fn written(
    db: &mut Db,
    (index, record): (u64, Record),
    said: Said,
    (head, checkpoint): &(Head, Checkpoint),
) -> Result<Receipt> {
    let salt = leaf::read_salt(&said.salt).ok_or(Error::Refused(Refusal::Unproven))?;
    if leaf::digest(&salt, &said.body) != record.digest {
        return Err(Error::Refused(Refusal::Unproven));
    }
    let proof = tree::proof(db, &record, index, head)?;
    let checkpoint = tree::cosigned(db, checkpoint)?;
    Ok(Receipt { index, record, salt, body: said.body, proof, checkpoint })
}
