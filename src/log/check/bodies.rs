//! The lines of a check: body and salt of each entry, held against its leaf, and each line against how it is written.

use core::mem;
use core::ops::Range;
use std::collections::HashSet;

use super::{Check, Outcome, Source, postdated, text};
use crate::domain::limits;
use crate::log::bare::{Bare, Judged};
use crate::log::line::Line;
use crate::log::{Fault, strict, tile};

const ENTRIES: &str = "data/entries.ndjson";

/// A line of a page.
struct Written<'a> {
    page: &'a str,
    /// From 1.
    place: u64,
    /// With its line break.
    text: &'a str,
}

/// A line that is written otherwise than the site and its export write it.
#[derive(Debug)]
pub(super) struct Odd {
    page: String,
    place: u64,
    /// The first byte that is another, from 1.
    byte: usize,
}

/// Which entries the lines gave so far.
#[derive(Default)]
struct Given {
    /// The number behind the highest.
    next: u64,
    /// Numbers that were passed over, lowest first.
    gaps: Vec<Range<u64>>,
    /// Those of them that came later.
    late: HashSet<u64>,
}

impl Given {
    /// Takes a number; says whether it comes for the first time.
    fn take(&mut self, number: u64) -> bool {
        if number < self.next {
            let gap = self.gaps.partition_point(|gap| gap.end <= number);
            return self.gaps.get(gap).is_some_and(|gap| gap.contains(&number)) && self.late.insert(number);
        }
        if number > self.next {
            self.gaps.push(self.next..number);
        }
        self.next = number + 1;
        true
    }

    /// Of each gap, the first that never came.
    fn missing(&self) -> impl Iterator<Item = u64> {
        self.gaps.iter().filter_map(|gap| gap.clone().find(|number| !self.late.contains(number)))
    }
}

/// How far the lines were read.
struct Reading {
    given: Given,
    /// How many lines may still come: twice as many as there are entries, since a server of files begins again with each page,
    /// and one page more.
    left: u64,
    /// Whether a copy has lines behind all entries. The first was named.
    is_beyond: bool,
    bare: Bare,
}

impl<S: Source> Check<'_, S> {
    /// Body and salt of each entry, held against its leaf.
    pub(super) fn bodies(
        &mut self,
        outcome: &mut Outcome,
        visit: &mut impl FnMut(&Line),
    ) -> Result<(), Fault> {
        let size = outcome.head.size;
        let left = size.saturating_mul(2).saturating_add(limits::ENTRIES_AT_ONCE);
        let mut reading = Reading { given: Given::default(), left, is_beyond: false, bare: Bare::default() };
        while reading.given.next < size {
            let begun = reading.given.next;
            match self.page(&mut reading, outcome, visit) {
                // What is wrong with the log is told all the same.
                Err(fault) if !outcome.findings.is_empty() => {
                    outcome.find(None, fault.0);
                    break;
                }
                read => read?,
            }
            if reading.given.next == begun || !self.source.grows() {
                break;
            }
        }
        outcome.name_missing(&reading.given);
        outcome.unread = reading.given.next == 0 && size > 0;
        outcome.name_others();
        outcome.name_bare(reading.bare.judge());
        Ok(())
    }

    /// The lines that a site gives at once; of a copy, all. One line is held at a time.
    fn page(
        &mut self,
        reading: &mut Reading,
        outcome: &mut Outcome,
        visit: &mut impl FnMut(&Line),
    ) -> Result<(), Fault> {
        let size = outcome.head.size;
        let after =
            reading.given.next.checked_sub(1).map(|after| format!("?after={after}")).unwrap_or_default();
        let page = format!("{ENTRIES}{after}");
        let Some(lines) = self.source.lines(&page)? else { return Ok(()) };
        let mut before = None;
        for (place, line) in (1..).zip(lines) {
            let text = text(ENTRIES, line?)?;
            let left = reading.left.checked_sub(1);
            let endless =
                || Fault::new(format!("{ENTRIES} goes on, line upon line, and the log has {size} entries"));
            reading.left = left.ok_or_else(endless)?;
            let written = Written { page: &page, place, text: &text };
            let Some(line) = outcome.read(&written, reading.given.next) else { continue };
            if before.replace(line.number).is_some_and(|before| line.number <= before) {
                let what = format!("stands twice, or not in its place, in {ENTRIES}");
                outcome.find(Some(line.number), what);
            } else if line.number >= size && self.source.grows() {
                break;
            } else if line.number >= size && !mem::replace(&mut reading.is_beyond, true) {
                outcome.find(Some(line.number), format!("stands in {ENTRIES}, and the tree has {size}"));
            }
            if line.number < size && reading.given.take(line.number) {
                self.hold(&line, &written, outcome);
                reading.bare.read(&line);
                visit(&line);
            }
        }
        Ok(())
    }

    fn hold(&self, line: &Line, written: &Written<'_>, outcome: &mut Outcome) {
        outcome.check(line);
        if let Some(byte) = line.written_otherwise(written.text) {
            let odd = || (Odd { page: written.page.to_owned(), place: written.place, byte }, 0);
            let (_, count) = outcome.odd.get_or_insert_with(odd);
            *count += 1;
        }
        let ahead = self.now.and_then(|now| postdated(line, now));
        if let Some(what) = ahead.or_else(|| self.past.backdated(line)) {
            outcome.find(Some(line.number), what);
        }
        outcome.latest = outcome.latest.max(Some(line.at));
    }
}

impl Outcome {
    /// Reads a line where an entry is to come; nothing, where it is not understood.
    fn read(&mut self, Written { page, place, text }: &Written<'_>, next: u64) -> Option<Line> {
        let read = strict::from_str(text);
        read.map_err(|error| {
            self.find(Some(next), format!("is not understood in {page}, line {place}: {error}"));
        })
        .ok()
    }

    /// Whether something is known to be wrong with an entry.
    fn names(&self, number: u64) -> bool {
        self.named.contains(&number)
    }

    /// Names entries of which no line came. What the site does not have was named with its bundle.
    fn name_missing(&mut self, given: &Given) {
        for missing in given.missing() {
            if !self.names(missing) {
                self.find(Some(missing), format!("is missing in {ENTRIES}"));
            }
        }
        if given.next < self.head.size && self.findings.is_empty() {
            self.find(Some(given.next), format!("is missing in {ENTRIES}"));
        }
    }

    /// The line must be of the entry in the tree, and its body must have its digest; whether it may be missing, others say.
    fn check(&mut self, line: &Line) {
        let leaf = usize::try_from(line.number).ok().and_then(|place| self.leaves.get(place));
        let differs = leaf.is_some_and(|leaf| *leaf != line.record().hash());
        if differs && !self.names(line.number) {
            let of_bundle = self.other.entry(line.number / tile::WIDTH);
            of_bundle.and_modify(|(_, more)| *more += 1).or_insert((line.number, 0));
        }
        if line.body_differs() {
            self.find(Some(line.number), "has a body that is not the one that was entered".to_owned());
        }
    }

    /// Names the first line of each bundle that is not the same there, and the first that is written otherwise.
    fn name_others(&mut self) {
        for (first, more) in mem::take(&mut self.other).into_values() {
            let more =
                if more == 0 { String::new() } else { format!(", nor are {more} more of that bundle") };
            let what = format!("is not the same in {ENTRIES} and in its bundle{more}");
            self.find(Some(first), what);
        }
        if let Some((Odd { page, place, byte }, count)) = self.odd.take() {
            let more = if count == 1 { String::new() } else { format!(", nor are {} more", count - 1) };
            let what = format!(
                "{page}: line {place} is not written as a site and its export write it, from its byte {byte} on{more}"
            );
            self.find(None, what);
        }
    }

    /// Names those that may not be without body. Where entries are missing or are others, one of these may say why: one
    /// line for all.
    fn name_bare(&mut self, judged: Judged) {
        self.withheld = judged.withheld;
        match judged.findings.first().and_then(|first| first.entry).filter(|_| !self.as_signed) {
            Some(first) => {
                let count = judged.findings.len();
                let what = format!(
                    "entries without body that may not be without one, or the other way round: {count}, the first is {first}; \
                     what is missing or was changed may say why"
                );
                self.find(None, what);
            }
            None => {
                self.open = judged.open;
                self.findings.extend(judged.findings);
            }
        }
    }
}
