//! Receipts for those who act for an organisation: which entries are theirs, and the file that proves each.
//!
//! Made when asked for, from the newest checkpoint; nothing is kept. Of whom must not be named, nobody else
//! gets one.

use super::{place, row, tree};
use crate::app::act::EntryKind;
use crate::app::{App, parted, unnamed};
use crate::domain::ids::RepresentativeId;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::log::leaf;
use crate::log::receipt::Receipt;
use crate::log::record::Record;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// An entry about an organisation, as its people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub number: Option<u64>,
    pub at: Moment,
    pub kind: String,
    /// Whether there is a receipt: it is in a signed tree, and what it says is not erased, nor of another who is hidden.
    pub ready: bool,
}

/// What stands in the log about the organisation of a representative, oldest first.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn list(app: &App, id: RepresentativeId) -> Result<Vec<Item>> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let size = store::log::size(db)?;
            let item = |entry: Entry| Item {
                number: entry.number.map(place),
                at: entry.at,
                ready: entry.number.is_some_and(|number| number < size)
                    && (entry.body.is_some() || entry.sealed.is_some()),
                kind: entry.kind,
            };
            Ok(of(&maker, db, id)?.into_iter().map(item).collect())
        })
        .await
}

fn of(app: &App, db: &mut Db, id: RepresentativeId) -> Result<Vec<Entry>> {
    let representative = store::representative::find(db, id)?;
    parted::own(app, db, representative.organisation_id)
}

/// The receipt of an entry about the organisation of a representative.
///
/// # Errors
/// Not found, if there is none: not theirs, not signed yet, erased; `Unproven`, when the proof does not hold.
pub async fn make(app: &App, id: RepresentativeId, number: u64) -> Result<Receipt> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let found = of(&maker, db, id)?.into_iter().find(|entry| entry.number == Some(row(number)));
            let receipt = found.map(|entry| receipt(&maker, db, &entry)).transpose()?;
            receipt.flatten().ok_or(Error::NotFound)
        })
        .await
}

/// The receipt of the latest entry with which an organisation entered the register.
///
/// # Errors
/// Not found, if there is none yet.
pub async fn of_signature(app: &App, id: RepresentativeId) -> Result<Receipt> {
    let maker = app.clone();
    app.store
        .read(move |db| {
            let kind = EntryKind::EndorsementPublished.code();
            for entry in of(&maker, db, id)?.iter().rev().filter(|entry| entry.kind == kind) {
                if let Some(receipt) = receipt(&maker, db, entry)? {
                    return Ok(receipt);
                }
            }
            Err(Error::NotFound)
        })
        .await
}

/// The receipt of an entry; none while it is in no signed tree, or when what it says is erased.
///
/// # Errors
/// `Unproven`, when the proof does not hold.
pub(super) fn receipt(app: &App, db: &mut Db, entry: &Entry) -> Result<Option<Receipt>> {
    let Some(said) = unnamed::said(app, entry)? else { return Ok(None) };
    let Some((head, checkpoint)) = tree::newest(db, &app.log_signer.keys())? else { return Ok(None) };
    let Some(index) = entry.number.map(place).filter(|index| *index < head.size) else { return Ok(None) };
    let salt = leaf::read_salt(&said.salt).ok_or(Error::Refused(Refusal::Unproven))?;
    let record = Record {
        at: entry.at,
        digest: entry.digest.clone(),
        kind: entry.kind.clone(),
        subject: entry.subject.clone(),
    };
    let proof = tree::proof(db, &record, index, &head)?;
    let checkpoint = tree::cosigned(db, &checkpoint)?;
    Ok(Some(Receipt { index, record, salt, body: said.body, proof, checkpoint }))
}
