//! The checkpoints that a log has signed before, as it serves them: each is a place up to which a forged past can be
//! told from the true one.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use serde_json::Value;

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
        all.extend(page.into_iter().skip_while(|one| one.size <= last));
        // One whose pages lead no further is not asked for ever.
        if all.last().is_none_or(|one| one.size <= last) {
            break;
        }
    }
    Ok(Some(all))
}

fn read(path: &str, page: Vec<u8>) -> Result<Vec<Signed>, Fault> {
    let page = String::from_utf8(page).map_err(|_| damaged(path, &"not UTF-8"))?;
    page.lines().map(|line| read_line(line).map_err(|why| damaged(path, &why))).collect()
}

fn read_line(line: &str) -> Result<Signed, String> {
    let told: Value = strict::from_str(line).map_err(|error| error.to_string())?;
    match strict::unknown(&told, "size note") {
        Some(what) => Err(format!("a line {what}")),
        None => serde_json::from_value(told).map_err(|error| error.to_string()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A site that gives the same sizes whatever is asked for, and how often it was asked.
    struct Stuck(&'static [u64], usize);

    impl Source for Stuck {
        fn get(&mut self, _: &str) -> Result<Option<Vec<u8>>, Fault> {
            self.1 += 1;
            assert!(self.1 < 9, "it is asked again and again");
            let line = |size: &u64| format!("{{\"size\":{size},\"note\":\"x\"}}\n");
            Ok(Some(self.0.iter().map(line).collect::<String>().into_bytes()))
        }
    }

    #[test]
    fn a_site_that_leads_no_further_is_not_asked_for_ever() {
        let sizes = |given| {
            let list = upto(&mut Stuck(given, 0), 9).unwrap().unwrap();
            list.into_iter().map(|one| one.size).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&[1, 2]), [1, 2]);
        assert_eq!(sizes(&[5, 3]), [5, 3, 5, 3], "what is out of order is told of as such");
        assert_eq!(sizes(&[]), [0; 0]);
    }
}
