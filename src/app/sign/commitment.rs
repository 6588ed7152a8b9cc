//! The commitments of a form on its way, changed one by one: two people may each add theirs.

use super::Held;
use super::draft::change;
use crate::app::{App, again};
use crate::domain::draft::CommitmentAnswers;
use crate::domain::{Error, Result, limits};

/// What became of a commitment that was sent.
#[derive(Debug, Clone)]
pub enum Changed {
    Saved,
    /// Others have changed it since its page was opened, and nothing was done. As it is now.
    Overtaken(CommitmentAnswers),
    /// It is on the list no more, and nothing was done.
    Gone,
}

/// What tells a commitment from others.
///
/// # Errors
/// Internal.
pub fn mark(app: &App, answers: &CommitmentAnswers) -> Result<String> {
    again::mark(app, answers)
}

/// Adds one to the list.
///
/// # Errors
/// `Conflict` when the list is full; `NotFound` when the form was sent or erased meanwhile.
pub async fn add(app: &App, held: &Held, sent: CommitmentAnswers) -> Result<()> {
    let added = change(app, held.id, move |draft| {
        let fits = draft.commitments.len() < limits::COMMITMENTS;
        if fits {
            draft.commitments.push(sent.clone());
        }
        Ok(fits)
    });
    if added.await? { Ok(()) } else { Err(Error::Conflict) }
}

/// Puts what was sent in the place of the one that `seen` marked: at this index, or where it stands since others were taken
/// off the list. Where nobody knows what was seen (""), in the place of what stands there.
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
        let list = &mut draft.commitments;
        let there = list.get(index).filter(|one| seen.is_empty() || **one == sent).map(|_| index);
        let place = if there.is_some() { there } else { find(&own, list, index, &seen)? };
        if let Some(one) = place.and_then(|place| list.get_mut(place)) {
            one.clone_from(&sent);
            return Ok(Changed::Saved);
        }
        Ok(list.get(index).cloned().map_or(Changed::Gone, Changed::Overtaken))
    })
    .await
}

/// Takes the one off the list that `seen` marked, or where nobody knows, the one at this index. Of two that say the same it is
/// the one at the index. Nothing happens where it is gone or has been changed.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile.
pub async fn remove(app: &App, held: &Held, index: usize, seen: &str) -> Result<()> {
    let (own, seen) = (app.clone(), seen.to_owned());
    change(app, held.id, move |draft| {
        let list = &mut draft.commitments;
        let there = Some(index).filter(|index| seen.is_empty() && *index < list.len());
        let place = if there.is_some() { there } else { find(&own, list, index, &seen)? };
        if let Some(place) = place {
            list.remove(place);
        }
        Ok(())
    })
    .await
}

/// Where the one stands that has a mark, at this index first.
fn find(app: &App, list: &[CommitmentAnswers], index: usize, seen: &str) -> Result<Option<usize>> {
    let marks: Vec<String> = list.iter().map(|one| mark(app, one)).collect::<Result<_>>()?;
    if marks.get(index).is_some_and(|mark| mark == seen) {
        return Ok(Some(index));
    }
    Ok(marks.iter().position(|mark| mark == seen))
}
