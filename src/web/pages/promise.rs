//! One commitment as lists and profiles show it.

use serde::Serialize;

use super::speech::Speech;
use crate::domain::commitment::{Kind, Stage};
use crate::domain::commitment_status::Status;
use crate::domain::visibility::CommitmentShown;
use crate::domain::{Day, Result};
use crate::web::public::Public;

/// A commitment in a list.
#[derive(Debug, Serialize)]
pub struct Item {
    pub id: String,
    pub title: String,
    pub action: String,
    pub kind: Kind,
    pub status: Status,
    pub due: Day,
    /// Money as readers of the language write it; empty where none is promised.
    pub amount: String,
    pub stage: Option<Stage>,
    /// Withheld: there is a page, and no text.
    pub withheld: bool,
    /// Readable, but in no list: its signatory has withdrawn or lapsed.
    pub marked: bool,
    pub signatory: String,
    pub signatory_slug: String,
}

impl Item {
    /// The commitment at a place of the snapshot.
    ///
    /// # Errors
    /// Internal, if a sum of money is too large to be written.
    pub fn at(public: &Public, place: u32, speech: &Speech) -> Result<Item> {
        let snapshot = &*public.snapshot;
        let card = snapshot.commitment(place);
        let shown = snapshot.commitment_shown(place);
        let signatory = snapshot.signatory(snapshot.signatory_of(place));
        let amount = card.amount.map(|money| speech.money(i128::from(money.minor), money.currency));
        Ok(Item {
            id: card.public_id.clone(),
            title: card.title.clone(),
            action: card.action.clone(),
            kind: card.kind,
            status: snapshot.status(place, public.today),
            due: card.due,
            amount: amount.transpose()?.unwrap_or_default(),
            stage: card.stage,
            withheld: shown == CommitmentShown::Tombstone,
            marked: shown == CommitmentShown::Marked,
            signatory: signatory.name.clone(),
            signatory_slug: signatory.slug.clone(),
        })
    }
}
