//! The commitments of a form on its way, changed one by one: two people may each add theirs.

use super::Held;
use super::draft::change;
use crate::app::{App, again};
use crate::domain::draft::CommitmentAnswers;
use crate::domain::{Error, Result, limits};
use crate::secret;

/// What became of a commitment that was sent.
#[derive(Debug, Clone)]
pub enum Changed {
    Saved,
    /// Others have changed it since its page was opened, and nothing was done. As it is now.
    Overtaken(Box<CommitmentAnswers>),
    /// It is on the list no more, and nothing was done.
    Gone,
}

/// What tells a commitment, as it is now, from all others, and it from itself later.
///
/// # Errors
/// Internal.
pub fn mark(app: &App, answers: &CommitmentAnswers) -> Result<String> {
    Ok(format!("{}.{}", answers.id, again::mark(app, answers)?))
}

/// Adds one to the list.
///
/// # Errors
/// `Conflict` when the list is full; `NotFound` when the form was sent or erased meanwhile.
pub async fn add(app: &App, held: &Held, sent: CommitmentAnswers) -> Result<()> {
    let sent = CommitmentAnswers { id: secret::public_id(&*app.chance), ..sent };
    let added = change(app, held.id, move |draft| {
        let fits = draft.commitments.len() < limits::COMMITMENTS;
        if fits {
            draft.commitments.push(sent.clone());
        }
        Ok(fits)
    });
    if added.await? { Ok(()) } else { Err(Error::Conflict) }
}

/// Puts what was sent in the place of the one that `seen` marked, wherever it stands by now. Where nobody knows what was seen
/// (""), in the place of what stands at this index.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile.
pub async fn replace(
    app: &App,
    held: &Held,
    index: usize,
    seen: &str,
    sent: CommitmentAnswers,
) -> Result<Changed> {
    let (own, seen) = (app.clone(), seen.to_owned());
    change(app, held.id, move |draft| {
        let place = place(&draft.commitments, index, &seen);
        let Some(one) = place.and_then(|place| draft.commitments.get_mut(place)) else {
            return Ok(Changed::Gone);
        };
        let sent = CommitmentAnswers { id: one.id.clone(), ..sent.clone() };
        if !seen.is_empty() && *one != sent && mark(&own, one)? != seen {
            return Ok(Changed::Overtaken(Box::new(one.clone())));
        }
        *one = sent;
        Ok(Changed::Saved)
    })
    .await
}

/// Takes the one off the list that `seen` marked, or where nobody knows, the one at this index. Nothing happens where it is
/// gone or has been changed.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile.
pub async fn remove(app: &App, held: &Held, index: usize, seen: &str) -> Result<()> {
    let (own, seen) = (app.clone(), seen.to_owned());
    change(app, held.id, move |draft| {
        let list = &mut draft.commitments;
        let place = place(list, index, &seen);
        if let Some((place, one)) = place.and_then(|place| Some((place, list.get(place)?)))
            && (seen.is_empty() || mark(&own, one)? == seen)
        {
            list.remove(place);
        }
        Ok(())
    })
    .await
}

/// Where the one stands that has this mark, or had it.
fn place(list: &[CommitmentAnswers], index: usize, seen: &str) -> Option<usize> {
    match seen.split_once('.') {
        Some((id, _)) => list.iter().position(|one| one.id == id),
        None => Some(index),
    }
}
