//! From a key that was known to the one that signs now: the log itself says which key followed which, in a tree that
//! the key before has signed.

use serde::Deserialize;

use super::Fault;
use super::check::Source;
use super::checkpoint::Head;
use super::edge::Edge;
use super::hash::Hash;
use super::history;
use super::line::Line;
use super::note::Verifier;
use crate::domain::entry::EntryKind;

/// One change of key, as its entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The number of the entry.
    pub entry: u64,
    pub from: Verifier,
    pub to: Verifier,
}

#[derive(Deserialize)]
struct Body {
    from: String,
    to: String,
}

impl Change {
    /// Reads an entry, if it tells of a change of key.
    pub fn read(line: &Line) -> Option<Change> {
        let body = line.body.as_ref().filter(|_| line.kind == EntryKind::KeyRotated.code())?;
        parties(body.get()).map(|(from, to)| Change { entry: line.number, from, to })
    }
}

/// The key that was replaced and the one that took over, as the body of a change's entry says.
pub fn parties(body: &str) -> Option<(Verifier, Verifier)> {
    let body: Body = serde_json::from_str(body).ok()?;
    let (from, to) = (Verifier::parse(&body.from).ok()?, Verifier::parse(&body.to).ok()?);
    (from.name() == to.name()).then_some((from, to))
}

/// Walks from a key that was known to the one that signs now. Gives the keys on the way, the known one first.
///
/// # Errors
/// A fault, when the log does not lead there: no entry says so, or the key before has not signed a tree with it.
pub fn follow(
    source: &mut impl Source,
    (known, current): (&Verifier, &Verifier),
    changes: &[Change],
    leaves: &[Hash],
) -> Result<Vec<Verifier>, Fault> {
    let mut way = vec![known.clone()];
    let mut after = None;
    while let Some(key) = way.last().filter(|key| *key != current).cloned() {
        let next = changes.iter().find(|one| one.from == key && after.is_none_or(|after| one.entry > after));
        let next = next.ok_or_else(|| {
            let (held, signs) = (key.text(), current.text());
            Fault::new(format!(
                "the log is signed by {signs}, and no entry says that it took over from {held}"
            ))
        })?;
        vouched(source, &key, next.entry, leaves)?;
        after = Some(next.entry);
        way.push(next.to.clone());
    }
    Ok(way)
}

/// The first checkpoint of a tree, the true one, in which an entry is and which a key has signed.
///
/// # Errors
/// A fault, when the key has signed none, or another tree.
pub fn vouched(
    source: &mut impl Source,
    key: &Verifier,
    entry: u64,
    leaves: &[Hash],
) -> Result<history::Signed, Fault> {
    for signed in history::after(source, entry)? {
        let Ok(head) = Head::open(&signed.note, key) else { continue };
        let upto = usize::try_from(head.size).ok().filter(|_| head.size > entry);
        let Some(tree) = upto.and_then(|upto| leaves.get(..upto)) else { continue };
        let mut edge = Edge::load(0, |_, _| Ok(Vec::new()))?;
        edge.append(tree.iter().copied());
        return match edge.root() == head.root {
            true => Ok(signed),
            false => Err(Fault::new(format!("{} has signed another tree of {}", key.text(), head.size))),
        };
    }
    Err(Fault::new(format!(
        "{} has not signed a tree with entry {entry}, which names another key",
        key.text()
    )))
}
