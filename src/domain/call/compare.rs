//! What changed from one version of the Call to another, in one language, paragraph by paragraph.
//!
//! Paragraphs and pillars are matched by id alone. Must not know which versions these are.

use std::collections::HashSet;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::document::{Block, CallText, Paragraph, Pillar};
use super::paragraph::{ParagraphId, PillarId};
use crate::codes;
use crate::domain::diff::{self, Run, RunKind};

codes! {
    /// What became of a paragraph, a heading or a part.
    pub enum Change {
        Unchanged = "unchanged",
        /// Says something else, wherever it stands.
        Changed = "changed",
        Added = "added",
        Removed = "removed",
        /// Says the same in another place.
        Moved = "moved",
    }
}

/// Two versions side by side, in the order of the newer one; what was removed stands where it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub title: Part,
    pub preamble: Part,
    pub pillars: Vec<PillarChange>,
    pub closing: Part,
}

/// A piece without a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Unchanged, changed, added or removed.
    pub change: Change,
    /// Line ends in the text part blocks and the items of lists.
    pub runs: Vec<Run>,
}

/// A pillar and what became of its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarChange {
    pub id: PillarId,
    pub heading: Part,
    pub paragraphs: Vec<ParagraphChange>,
}

/// What became of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParagraphChange {
    pub id: ParagraphId,
    pub change: Change,
    /// Stands in another pillar, or elsewhere among those that stayed in order; it may also be changed.
    /// A number that only shifted because others came or went is no move.
    pub moved: bool,
    /// Its number in the older version.
    pub old_number: Option<u32>,
    /// Its number in the newer version.
    pub new_number: Option<u32>,
    pub runs: Vec<Run>,
}

codes! {
    /// What can change outside the pillars.
    pub enum Outside {
        Title = "title",
        Preamble = "preamble",
        Closing = "closing",
        /// The bytes alone: line breaks, spaces, or marks that read the same.
        Source = "source",
    }
}

/// How many paragraphs met which fate, and what changed besides; a paragraph that was both changed and moved counts in
/// both. Of two texts that are not the same, byte for byte, it never says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub outside: Vec<Outside>,
    /// Of pillars; those that came or went too.
    pub headings: usize,
    pub unchanged: usize,
    pub changed: usize,
    pub added: usize,
    pub removed: usize,
    pub moved: usize,
}

impl Comparison {
    /// What changed, counted. `same` says whether the two are the same byte for byte.
    pub fn tally(&self, same: bool) -> Tally {
        let parts = [
            (Outside::Title, &self.title),
            (Outside::Preamble, &self.preamble),
            (Outside::Closing, &self.closing),
        ];
        let changed = parts.into_iter().filter(|(_, part)| part.change != Change::Unchanged);
        let mut tally = Tally { outside: changed.map(|(one, _)| one).collect(), ..Tally::default() };
        let headings = self.pillars.iter().filter(|pillar| pillar.heading.change != Change::Unchanged);
        tally.headings = headings.count();
        for paragraph in self.pillars.iter().flat_map(|pillar| &pillar.paragraphs) {
            tally.moved += usize::from(paragraph.moved);
            match paragraph.change {
                Change::Unchanged => tally.unchanged += 1,
                Change::Changed => tally.changed += 1,
                Change::Added => tally.added += 1,
                Change::Removed => tally.removed += 1,
                Change::Moved => {}
            }
        }
        if !same && tally == (Tally { unchanged: tally.unchanged, ..Tally::default() }) {
            tally.outside.push(Outside::Source);
        }
        tally
    }
}

/// Compares two versions of one language.
pub fn compare(older: &CallText, newer: &CallText) -> Comparison {
    let still = standing_still(older, newer);
    let mut pillars: Vec<PillarChange> =
        newer.pillars.iter().map(|pillar| kept_pillar(older, pillar, &still)).collect();
    put_back_removed(&mut pillars, older, newer);
    Comparison {
        title: part(&older.title, &newer.title),
        preamble: blocks(&older.preamble, &newer.preamble),
        pillars,
        closing: blocks(&older.closing, &newer.closing),
    }
}

/// The paragraphs that kept their pillar and their order: a longest common sequence.
fn standing_still(older: &CallText, newer: &CallText) -> HashSet<ParagraphId> {
    let places = |text: &CallText| {
        let place = |pillar: &Pillar| {
            let id = pillar.id.clone();
            pillar
                .paragraphs
                .iter()
                .map(move |paragraph| (id.clone(), paragraph.id.clone()))
                .collect::<Vec<_>>()
        };
        text.pillars.iter().flat_map(place).collect::<Vec<_>>()
    };
    let (old, new) = (places(older), places(newer));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let equal = ops.into_iter().filter_map(|op| match op {
        DiffOp::Equal { new_index, len, .. } => Some(new_index..new_index + len),
        _ => None,
    });
    equal.flatten().map(|index| new[index].1.clone()).collect()
}

fn kept_pillar(older: &CallText, pillar: &Pillar, still: &HashSet<ParagraphId>) -> PillarChange {
    let before = older.pillars.iter().find(|old| old.id == pillar.id);
    let paragraphs = pillar.paragraphs.iter().map(|new| {
        let old = older.paragraph(&new.id);
        let moved = old.is_some() && !still.contains(&new.id);
        paragraph(old, new, moved)
    });
    PillarChange {
        id: pillar.id.clone(),
        heading: part(before.map_or("", |old| &old.heading), &pillar.heading),
        paragraphs: paragraphs.collect(),
    }
}

fn paragraph(old: Option<&Paragraph>, new: &Paragraph, moved: bool) -> ParagraphChange {
    let (change, runs) = match old {
        None => (Change::Added, diff::words("", &new.block.plain)),
        Some(old) if old.block.html != new.block.html => (Change::Changed, block(&old.block, &new.block)),
        Some(_) if moved => (Change::Moved, diff::words(&new.block.plain, &new.block.plain)),
        Some(_) => (Change::Unchanged, diff::words(&new.block.plain, &new.block.plain)),
    };
    let old_number = old.map(|old| old.number);
    ParagraphChange { id: new.id.clone(), change, moved, old_number, new_number: Some(new.number), runs }
}

/// Puts what the newer version lacks where it stood: after what stood before it.
fn put_back_removed(pillars: &mut Vec<PillarChange>, older: &CallText, newer: &CallText) {
    for (place, old) in older.pillars.iter().enumerate() {
        let at = pillars.iter().position(|pillar| pillar.id == old.id).unwrap_or_else(|| {
            let before = place.checked_sub(1).map(|before| &older.pillars[before].id);
            let at = pillars.iter().position(|pillar| Some(&pillar.id) == before).map_or(0, |at| at + 1);
            let heading = part(&old.heading, "");
            pillars.insert(at, PillarChange { id: old.id.clone(), heading, paragraphs: Vec::new() });
            at
        });
        let list = &mut pillars[at].paragraphs;
        for (place, gone) in old.paragraphs.iter().enumerate() {
            if newer.paragraph(&gone.id).is_some() {
                continue;
            }
            let before = place.checked_sub(1).map(|before| &old.paragraphs[before].id);
            let at = list.iter().position(|other| Some(&other.id) == before).map_or(0, |at| at + 1);
            list.insert(at, removed(gone));
        }
    }
}

fn removed(gone: &Paragraph) -> ParagraphChange {
    ParagraphChange {
        id: gone.id.clone(),
        change: Change::Removed,
        moved: false,
        old_number: Some(gone.number),
        new_number: None,
        runs: diff::words(&gone.block.plain, ""),
    }
}

fn part(old: &str, new: &str) -> Part {
    let runs = diff::words(old, new);
    let only = |kind: RunKind| runs.iter().all(|run| run.kind == kind);
    let change = match () {
        () if only(RunKind::Same) => Change::Unchanged,
        () if only(RunKind::Added) => Change::Added,
        () if only(RunKind::Removed) => Change::Removed,
        () => Change::Changed,
    };
    Part { change, runs }
}

/// The words compared, or the Markdown where only its marks or links changed.
fn block(old: &Block, new: &Block) -> Vec<Run> {
    if old.plain == new.plain {
        diff::words(&old.markdown, &new.markdown)
    } else {
        diff::words(&old.plain, &new.plain)
    }
}

fn blocks(old: &[Block], new: &[Block]) -> Part {
    let joined =
        |blocks: &[Block], of: fn(&Block) -> &str| blocks.iter().map(of).collect::<Vec<_>>().join("\n\n");
    let html = |blocks| joined(blocks, |block| &block.html);
    let plain = |blocks| joined(blocks, |block| &block.plain);
    let marked = |blocks| joined(blocks, |block| &block.markdown);
    if html(old) != html(new) && plain(old) == plain(new) {
        return part(&marked(old), &marked(new));
    }
    part(&plain(old), &plain(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "# Title\n\nBefore.\n\n## A {#pillar-a}\n\nOne day. {#p-one}\n\nTwo days. {#p-two}\n\nThree days. {#p-three}\n\n## B {#pillar-b}\n\nFour days. {#p-four}\n\n***\n\nAfter.\n";

    fn compared(new: &str) -> Comparison {
        compare(&CallText::parse(OLD).unwrap(), &CallText::parse(new).unwrap())
    }

    fn told(comparison: &Comparison) -> String {
        let mut lines = Vec::new();
        for pillar in &comparison.pillars {
            lines.push(format!("{} {}", pillar.id, pillar.heading.change));
            lines.extend(pillar.paragraphs.iter().map(|p| {
                let number = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
                let moved = if p.moved { " moved" } else { "" };
                let (old, new) = (number(p.old_number), number(p.new_number));
                format!("  {old}>{new} {} {}{moved}", p.id, p.change)
            }));
        }
        lines.join("\n")
    }

    #[test]
    fn nothing_changed_and_lines_wrapped_anew_are_the_same() {
        let comparison = compared(&OLD.replace("One day", "One\nday"));
        assert_eq!(comparison.tally(true), Tally { unchanged: 4, ..Tally::default() });
        let told = Tally { outside: vec![Outside::Source], unchanged: 4, ..Tally::default() };
        assert_eq!(comparison.tally(false), told, "the bytes are others");
        assert_eq!(comparison.title.change, Change::Unchanged);
        assert_eq!(comparison.closing.change, Change::Unchanged);
    }

    #[test]
    fn every_fate_is_told() {
        let comparison = compared(
            "# Title!\n\n## A {#pillar-a}\n\nFour days. {#p-four}\n\nThree long days. {#p-three}\n\nFive days. {#p-five}\n\n## C {#pillar-c}\n\nOne night. {#p-one}\n\n***\n\n**After.**\n",
        );
        insta::assert_snapshot!(told(&comparison), @r"
        pillar-a unchanged
          2>- p-two removed
          4>1 p-four moved moved
          3>2 p-three changed
          ->3 p-five added
        pillar-b removed
        pillar-c added
          1>4 p-one changed moved
        ");
        assert_eq!(comparison.title.change, Change::Changed);
        assert_eq!(comparison.preamble.change, Change::Removed);
        assert_eq!(comparison.closing.change, Change::Changed, "emphasis is a change of the text");
        let outside = vec![Outside::Title, Outside::Preamble, Outside::Closing];
        let told = Tally { outside, headings: 2, unchanged: 0, changed: 2, added: 1, removed: 1, moved: 2 };
        assert_eq!(comparison.tally(false), told);
    }

    #[test]
    fn a_shifted_number_is_no_move() {
        let new = OLD.replace("One day. {#p-one}", "Zero days. {#p-zero}\n\nOne day. {#p-one}");
        assert_eq!(compared(&new).tally(false), Tally { unchanged: 4, added: 1, ..Tally::default() });
    }

    #[test]
    fn a_swap_moves_one_paragraph_only() {
        let new =
            OLD.replace("One day. {#p-one}\n\nTwo days. {#p-two}", "Two days. {#p-two}\n\nOne day. {#p-one}");
        assert_eq!(compared(&new).tally(false), Tally { unchanged: 3, moved: 1, ..Tally::default() });
    }

    #[test]
    fn what_changes_outside_the_paragraphs_is_named() {
        for (from, to, outside, headings) in [
            ("# Title", "# Titel", vec![Outside::Title], 0),
            ("Before.", "Before all.", vec![Outside::Preamble], 0),
            ("Before.", "**Before.**", vec![Outside::Preamble], 0),
            ("After.", "Ever after.", vec![Outside::Closing], 0),
            ("## A", "## Aa", vec![], 1),
            ("\n\nAfter.", "\n\n\nAfter.", vec![Outside::Source], 0),
        ] {
            let tally = compared(&OLD.replace(from, to)).tally(false);
            assert_eq!(tally, Tally { outside, headings, unchanged: 4, ..Tally::default() }, "{from} > {to}");
        }
    }

    #[test]
    fn a_link_that_leads_elsewhere_is_shown() {
        let with = |address: &str| OLD.replace("One day", &format!("[One day]({address})"));
        let (old, new) = (with("https://a.example"), with("https://b.example"));
        let comparison = compare(&CallText::parse(&old).unwrap(), &CallText::parse(&new).unwrap());
        let runs = &comparison.pillars[0].paragraphs[0].runs;
        assert!(runs.iter().any(|run| run.kind == RunKind::Added && run.text.contains('b')), "{runs:?}");
    }
}
