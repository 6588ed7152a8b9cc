//! The files in which a version of the Call is kept: one a language, named `<BCP 47 tag>.md`.
//!
//! A file begins with front matter, lines of `key: value` between two lines of `---`:
//! - `authority`: `authentic` (one file), `official` or `courtesy`;
//! - `follows` (translations only, may be left out): the fingerprint of the authentic text that was
//!   translated. Left out, it is the authentic text beside it.
//!
//! Everything after the line feed of the second `---` is the text: its bytes are kept, published and
//! fingerprinted as they are. The site gives them out without front matter,
//! so that `sha256sum` prints the fingerprint. Must not touch the disk.

use unic_langid::LanguageIdentifier;

use super::problem::{TextFault, TextProblems};
use super::{Authority, CallText, Fingerprint, Text};

const FENCE: &str = "---\n";

/// A file's name, without folder, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    pub name: String,
    pub content: String,
}

/// The texts of one version from its files: the authentic text first, then the translations by
/// language.
///
/// # Errors
/// Everything that is wrong in any of the files, with names, lines and advice; also when a translation
/// has not the ids of the authentic text.
pub fn read(files: &[SourceFile]) -> Result<Vec<Text>, TextProblems> {
    let mut problems = TextProblems::default();
    let mut read = Vec::new();
    for file in files {
        match read_file(file) {
            Ok(found) => read.push((file, found)),
            Err(found) => problems.0.extend(found.0),
        }
    }
    read.sort_by(|(_, a), (_, b)| {
        (a.text.authority, &a.text.language).cmp(&(b.text.authority, &b.text.language))
    });
    problems.check(())?;
    let Some(((_, authentic), rest)) =
        read.split_first().filter(|((_, first), _)| first.text.authority == Authority::Authentic)
    else {
        problems = TextProblems::default();
        problems.add(0, TextFault::AuthenticMissing, "");
        return Err(problems);
    };
    let mut problems = TextProblems::default();
    let mut texts = vec![authentic.text.clone()];
    for (file, found) in rest {
        if let Err(wrong) = found.check_against(authentic) {
            problems.0.extend(wrong.in_file(&file.name, found.lines_before).0);
        }
        let follows = found.text.follows.clone().or_else(|| Some(authentic.text.fingerprint()));
        texts.push(Text { follows, ..found.text.clone() });
    }
    problems.check(texts)
}

/// The files of one version, which [`read`] turns into the same texts again.
pub fn write(texts: &[Text]) -> Vec<SourceFile> {
    let file = |text: &Text| {
        let follows = text.follows.as_ref().map(|print| format!("follows: {print}\n")).unwrap_or_default();
        let content = format!("{FENCE}authority: {}\n{follows}{FENCE}{}", text.authority, text.markdown);
        SourceFile { name: format!("{}.md", text.language), content }
    };
    texts.iter().map(file).collect()
}

/// A file that is right in itself.
struct Found {
    text: Text,
    document: CallText,
    lines_before: usize,
}

impl Found {
    fn check_against(&self, authentic: &Found) -> Result<(), TextProblems> {
        if self.text.authority == Authority::Authentic {
            let mut problems = TextProblems::default();
            problems.add(0, TextFault::AuthenticRepeated, "");
            return Err(problems);
        }
        self.document.check_against(&authentic.document)
    }
}

fn read_file(file: &SourceFile) -> Result<Found, TextProblems> {
    let whole = |problems: TextProblems| problems.in_file(&file.name, 0);
    let language = language(&file.name).map_err(whole)?;
    let (front, markdown) = split(&file.content).map_err(whole)?;
    let (authority, follows) = read_front(front).map_err(whole)?;
    let lines_before = file.content.lines().count() - markdown.lines().count();
    let document =
        CallText::parse(markdown).map_err(|problems| problems.in_file(&file.name, lines_before))?;
    let text = Text { language, authority, markdown: markdown.to_owned(), follows };
    Ok(Found { text, document, lines_before })
}

/// The language that a file's name names, in canonical form only, so that no language comes twice.
fn language(name: &str) -> Result<String, TextProblems> {
    let tag = name.strip_suffix(".md").unwrap_or_default();
    match tag.parse::<LanguageIdentifier>() {
        Ok(parsed) if parsed == tag && tag != "und" => Ok(tag.to_owned()),
        _ => Err(one(0, TextFault::FileName, name)),
    }
}

/// Parts the front matter from the text.
fn split(content: &str) -> Result<(&str, &str), TextProblems> {
    for (start, name) in [("\u{FEFF}", "U+FEFF"), ("---\r", "U+000D")] {
        if content.starts_with(start) {
            return Err(one(1, TextFault::ForbiddenCharacter, name));
        }
    }
    let inner = content.strip_prefix(FENCE).ok_or_else(|| one(1, TextFault::FrontMatterMissing, ""))?;
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        if line == FENCE {
            return Ok((&inner[..at], &inner[at + line.len()..]));
        }
        at += line.len();
    }
    Err(one(1, TextFault::FrontMatterUnclosed, ""))
}

fn read_front(front: &str) -> Result<(Authority, Option<Fingerprint>), TextProblems> {
    let (mut authority, mut follows) = (None, None);
    let mut problems = TextProblems::default();
    for (line, content) in (2..).zip(front.lines()) {
        let (key, value) = content.split_once(':').unwrap_or((content, ""));
        let (key, value) = (key.trim(), value.trim());
        match key {
            "authority" if authority.is_none() => {
                authority = Authority::from_code(value);
                if authority.is_none() {
                    problems.add(line, TextFault::FrontMatterValue, key);
                }
            }
            "follows" if follows.is_none() => {
                follows = Fingerprint::parse(value).ok();
                if follows.is_none() {
                    problems.add(line, TextFault::FrontMatterValue, key);
                }
            }
            _ => problems.add(line, TextFault::FrontMatterKey, key),
        }
    }
    if authority == Some(Authority::Authentic) && follows.is_some() {
        problems.add(1, TextFault::FrontMatterValue, "follows");
    }
    match authority {
        Some(authority) => problems.check((authority, follows)),
        None if problems.0.is_empty() => Err(one(1, TextFault::FrontMatterMissing, "authority")),
        None => Err(problems),
    }
}

fn one(line: usize, fault: TextFault, name: &str) -> TextProblems {
    let mut problems = TextProblems::default();
    problems.add(line, fault, name);
    problems
}
