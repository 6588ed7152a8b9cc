//! The checkpoints of a check: each that is published, held against the leaves, and the list against what was seen.

use super::{Check, Outcome, Source};
use crate::log::history;
use crate::log::published::{Published, Signers, Wrong};

impl<S: Source> Check<'_, S> {
    /// Every checkpoint up to the one that is checked. A copy may be one without them; a site shows them all.
    pub(super) fn listed(&mut self, signers: &Signers, outcome: &mut Outcome) {
        let size = outcome.head.size;
        let mut list = match history::upto(self.source, size) {
            Ok(Some(list)) => list,
            Ok(None) if self.source.grows() => {
                let what = "log/checkpoints is not there: a site shows every checkpoint that it has signed";
                return outcome.find(None, what.to_owned());
            }
            Ok(None) => return,
            Err(fault) => return outcome.find(None, fault.0),
        };
        let last = list.last().map_or(0, |last| last.size);
        list.retain(|one| one.size <= size);
        let mut published = Published::over(&outcome.leaves, signers, Some(self.key));
        let wrong = list.iter().filter_map(|one| published.read(one).err()).collect();
        outcome.name_listed(wrong);
        let sizes: Vec<u64> = list.iter().map(|one| one.size).collect();
        self.compare_listed(&sizes, signers, outcome);
        outcome.published = Some(sizes);
        if last < size && self.source.grows() {
            // A cache may be behind.
            outcome.open += 1;
            let what = format!(
                "log/checkpoints ends with the checkpoint of {last}, and log/checkpoint is of {size}"
            );
            outcome.find(None, what);
        }
    }

    /// What was published once stays, but for what a restore has lost.
    fn compare_listed(&self, sizes: &[u64], signers: &Signers, outcome: &mut Outcome) {
        let gone = |seen: &&u64| {
            **seen <= outcome.head.size && sizes.binary_search(seen).is_err() && !signers.may_lack(**seen)
        };
        let gone: Vec<u64> = self.past.published.iter().filter(gone).copied().collect();
        if let Some((first, others)) = gone.split_first() {
            let more = told(others.len());
            let what = format!(
                "the checkpoint of {first}{more} was published when this log was seen before, and is no more in \
                 log/checkpoints"
            );
            outcome.find(None, what);
        }
    }
}

impl Outcome {
    /// Names the first that belies an entry, and the first of the others.
    fn name_listed(&mut self, wrong: Vec<Wrong>) {
        let (belied, others): (Vec<Wrong>, Vec<Wrong>) =
            wrong.into_iter().partition(|one| one.entry.is_some());
        if let Some((Wrong { entry, what, .. }, others)) = belied.split_first() {
            self.find(*entry, format!("{what}{}", told(others.len())));
        }
        self.open += usize::from(!others.is_empty() && others.iter().all(|one| one.open));
        if let Some((Wrong { what, .. }, others)) = others.split_first() {
            self.find(None, format!("log/checkpoints: {what}{}", told(others.len())));
        }
    }
}

/// How many more there are.
fn told(others: usize) -> String {
    match others {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    }
}
