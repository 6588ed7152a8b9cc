//! The checkpoints that a log has signed before, as it serves them: each is a place up to which a forged past can be
//! told from the true one.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use super::check::Source;
use super::checkpoint::Head;
use super::edge::Edge;
use super::hash::Hash;
use super::note::Verifier;
use super::{Fault, strict};

/// One line of `/log/checkpoints`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signed {
    pub size: u64,
    /// The signed note.
    pub note: String,
}

/// Checkpoints of trees larger than a size, as the source has them; a folder has them all.
///
/// # Errors
/// A fault, when the source does not answer, or serves what is no list of checkpoints.
pub(super) fn after(source: &mut impl Source, size: u64) -> Result<Vec<Signed>, Fault> {
    let path = format!("log/checkpoints?after={size}");
    let page = source.get(&path)?.unwrap_or_default();
    read(&path, page)
}

/// Every checkpoint up to the first of a tree that is at least as large as a size, as the source has them; nothing, where it
/// has no list.
///
/// # Errors
/// A fault, when the source does not answer, or serves what is no list of checkpoints.
pub(super) fn upto(source: &mut impl Source, size: u64) -> Result<Option<Vec<Signed>>, Fault> {
    let path = "log/checkpoints";
    let Some(page) = source.shown(path)? else { return Ok(None) };
    let mut all = read(path, page)?;
    // A folder has them all; a site gives some of them at once.
    while let Some(last) = all.last().map(|last| last.size).filter(|last| *last < size && source.grows()) {
        let path = format!("log/checkpoints?after={last}");
        let page = read(&path, source.shown(&path)?.unwrap_or_default())?;
        // A server of files gives the whole list each time.
        let more = page.into_iter().skip_while(|one| one.size <= last);
        let held = all.len();
        all.extend(more);
        if all.len() == held {
            break;
        }
    }
    Ok(Some(all))
}

fn read(path: &str, page: Vec<u8>) -> Result<Vec<Signed>, Fault> {
    let page = String::from_utf8(page).map_err(|_| damaged(path, &"not UTF-8"))?;
    let read = page.lines().map(strict::from_str).collect::<Result<_, _>>();
    read.map_err(|error| damaged(path, &error))
}

fn damaged(path: &str, why: &dyn Display) -> Fault {
    Fault::new(format!(
        "{path} is not understood: {why}. Ask those who run the log to put it right, or check a mirror or an older copy of it"
    ))
}

/// Between which two signed trees the entries leave what was signed: the size of the last one that they give, and
/// of the first that they do not give. Nothing, where the source has no older checkpoints, or they all fit.
///
/// # Errors
/// A fault, when the source does not answer, or serves what is no list of checkpoints.
pub(super) fn narrow(
    source: &mut impl Source,
    key: &Verifier,
    leaves: &[Hash],
) -> Result<Option<(u64, u64)>, Fault> {
    let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
    let mut good = 0;
    loop {
        let begun = good;
        for signed in after(source, good)? {
            // What the key has not signed says nothing.
            let Ok(head) = Head::open(&signed.note, key) else { continue };
            let held = usize::try_from(edge.size()).unwrap_or(usize::MAX);
            let upto = usize::try_from(head.size).unwrap_or(usize::MAX);
            let Some(more) = leaves.get(held..upto) else { continue };
            edge.append(more.iter().copied());
            if edge.root() != head.root {
                return Ok(Some((good, head.size)));
            }
            good = head.size;
        }
        if good == begun {
            return Ok(None);
        }
    }
}
