//! What differs between two texts, word by word: for the Call and for amendments.
//!
//! Works on plain text. Must not know what the texts are, nor how they are shown.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::codes;

codes! {
    /// What became of a piece of text.
    pub enum RunKind {
        Same = "same",
        Removed = "removed",
        Added = "added",
    }
}

/// A stretch of text with one fate. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub kind: RunKind,
    pub text: String,
}

/// The two texts as one line of runs: without the added runs it is the old text, without the
/// removed ones the new text, both to the character.
///
/// Words are those of Unicode (UAX 29), so that scripts without spaces work too. Changes that only
/// white space parts are drawn together, the removed before the added.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    woven(&TextDiff::from_unicode_words(old, new))
}

fn woven(diff: &TextDiff<'_, '_, str>) -> Vec<Run> {
    let mut weaver = Weaver::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => weaver.same(change.value()),
            ChangeTag::Delete => weaver.differ(Some(change.value()), None),
            ChangeTag::Insert => weaver.differ(None, Some(change.value())),
        }
    }
    weaver.finish()
}

/// The two texts side by side: the old one with what went, the new one with what came.
pub fn pair(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    sides(&words(old, new))
}

/// The same line by line: for addresses, of which a piece says nothing.
pub fn pair_of_lines(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    let ended = |text: &str| text.lines().map(|line| format!("{line}\n")).collect::<String>();
    let (old, new) = (ended(old), ended(new));
    sides(&woven(&TextDiff::from_lines(&old, &new)))
}

fn sides(runs: &[Run]) -> (Vec<Run>, Vec<Run>) {
    let side = |without| runs.iter().filter(|run| run.kind != without).cloned().collect();
    (side(RunKind::Added), side(RunKind::Removed))
}

/// Draws neighbouring changes together.
#[derive(Default)]
struct Weaver {
    runs: Vec<Run>,
    removed: String,
    added: String,
    gap: String,
}

impl Weaver {
    fn same(&mut self, text: &str) {
        if !self.removed.is_empty() && !self.added.is_empty() && text.trim().is_empty() {
            self.gap.push_str(text);
            return;
        }
        self.flush();
        self.push(RunKind::Same, text);
    }

    fn differ(&mut self, removed: Option<&str>, added: Option<&str>) {
        let gap = std::mem::take(&mut self.gap);
        for (side, text) in [(&mut self.removed, removed), (&mut self.added, added)] {
            side.push_str(&gap);
            side.push_str(text.unwrap_or_default());
        }
    }

    fn flush(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        let gap = std::mem::take(&mut self.gap);
        self.push(RunKind::Removed, &removed);
        self.push(RunKind::Added, &added);
        self.push(RunKind::Same, &gap);
    }

    fn push(&mut self, kind: RunKind, text: &str) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.runs.push(Run { kind, text: text.to_owned() }),
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.flush();
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |run: Run| match run.kind {
            RunKind::Same => run.text,
            RunKind::Removed => format!("[-{}-]", run.text),
            RunKind::Added => format!("[+{}+]", run.text),
        };
        words(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn equal_texts_are_one_run_and_empty_texts_none() {
        assert_eq!(shown("We agree.", "We agree."), "We agree.");
        assert!(words("", "").is_empty());
        assert_eq!(shown("", "New"), "[+New+]");
        assert_eq!(shown("Old", ""), "[-Old-]");
    }

    #[test]
    fn neighbouring_words_change_together() {
        assert_eq!(
            shown("once a year, at least", "every six months, at least"),
            "[-once a year-][+every six months+], at least"
        );
        assert_eq!(shown("the open net", "the net"), "the [-open -]net");
    }

    #[test]
    fn an_address_changes_as_a_whole() {
        let (old, new) = pair_of_lines(
            "https://a.example/x\nhttps://b.example/",
            "https://b.example/\nhttps://a.example/y",
        );
        let told = |runs: Vec<Run>| runs.into_iter().map(|run| (run.kind, run.text)).collect::<Vec<_>>();
        let kept = (RunKind::Same, "https://b.example/\n".to_owned());
        assert_eq!(told(old), [(RunKind::Removed, "https://a.example/x\n".to_owned()), kept.clone()]);
        assert_eq!(told(new), [kept, (RunKind::Added, "https://a.example/y\n".to_owned())]);
    }

    #[test]
    fn scripts_without_spaces_are_compared_too() {
        assert_eq!(shown("自由な通信", "公正な通信"), "[-自由-][+公正+]な通信");
        assert_eq!(shown("الإنترنت مفتوح", "الإنترنت حر"), "الإنترنت [-مفتوح-][+حر+]");
    }

    #[test]
    fn either_text_can_be_read_back_from_the_runs() {
        let texts = ["", " ", "a b  c", "a x  c\n\nd", "x x x x", "b, c; d", "née\u{301} 🇩🇰 æøå", "c b a"];
        for (old, new) in texts.iter().flat_map(|old| texts.iter().map(move |new| (old, new))) {
            let (left, right) = pair(old, new);
            let text = |runs: Vec<Run>| runs.into_iter().map(|run| run.text).collect::<String>();
            assert_eq!((text(left), text(right)), ((*old).to_owned(), (*new).to_owned()));
        }
    }
}
