//! Searching the folded keys: every word of the query must stand somewhere in an item's key.
//!
//! Keys and queries are folded by the same function, the domain's. A word may stand inside another, since many
//! scripts put no spaces between words.

use crate::domain::other_name::{NameKind, OtherName};
use crate::domain::search_key::fold;

/// Stands before each former name of a key; no folded text has it.
const FORMER: char = '\u{1}';

/// The key of a signatory: its folded names, one a line, the main one first and former ones last.
pub fn key(main: &str, others: &[OtherName]) -> String {
    let mut lines = vec![fold(main)];
    let mut formers = Vec::new();
    for other in others {
        let line = fold(other.name.as_str());
        match other.kind {
            NameKind::Former => formers.push(format!("{FORMER}{line}")),
            _ if lines.contains(&line) => {}
            _ => lines.push(line),
        }
    }
    lines.extend(formers);
    lines.join("\n")
}

/// The name that a signatory was found by, where it was not the main one.
pub fn found_by<'n>(folded: &str, main: &str, others: &'n [OtherName]) -> Option<&'n OtherName> {
    let has_all = |name: &str| {
        let name = fold(name);
        folded.split_whitespace().all(|word| name.contains(word))
    };
    if has_all(main) {
        return None;
    }
    let mut fitting: Vec<&OtherName> = others.iter().filter(|one| has_all(one.name.as_str())).collect();
    fitting.sort_by_key(|one| one.kind == NameKind::Former);
    fitting.first().copied()
}

/// How well an item fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The query is one of its names.
    Exact,
    /// One of its names begins with the query.
    Prefix,
    /// Every word is there.
    Words,
    /// Only with the names that it had.
    Former,
}

impl Rank {
    /// Best first.
    pub const ALL: [Rank; 4] = [Rank::Exact, Rank::Prefix, Rank::Words, Rank::Former];
}

/// All keys in one text, so that a search is one run through memory.
pub struct Haystack {
    text: String,
    /// Where each key ends in the text, its closing line break included.
    ends: Vec<usize>,
}

impl Haystack {
    /// Joins the keys in order.
    pub fn build<'a>(keys: impl Iterator<Item = &'a str>) -> Haystack {
        let mut haystack = Haystack { text: String::new(), ends: Vec::new() };
        for key in keys {
            haystack.text.push_str(key);
            haystack.text.push('\n');
            haystack.ends.push(haystack.text.len());
        }
        haystack
    }

    /// The rank of every item, `None` for those that do not fit. Where no word is left to search for, none does.
    pub fn find(&self, folded: &str) -> Vec<Option<Rank>> {
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut ranks = vec![None; self.ends.len()];
        let Some(rarest) = words.iter().max_by_key(|word| word.len()) else { return ranks };
        let whole = words.join(" ");
        let mut from = 0;
        while let Some(found) = self.text[from..].find(rarest) {
            let item = self.ends.partition_point(|&end| end <= from + found);
            let key = &self.text[self.start(item)..self.ends[item]];
            ranks[item] = rank(key, &words, &whole);
            from = self.ends[item];
        }
        ranks
    }

    fn start(&self, item: usize) -> usize {
        item.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

fn rank(key: &str, words: &[&str], whole: &str) -> Option<Rank> {
    let has_all = |text: &str| words.iter().all(|word| text.contains(word));
    let now = key.split_once(FORMER).map_or(key, |(now, _)| now);
    if !has_all(now) {
        return has_all(key).then_some(Rank::Former);
    }
    let best = now.lines().filter_map(|name| match name.strip_prefix(whole) {
        Some("") => Some(Rank::Exact),
        Some(_) => Some(Rank::Prefix),
        None => None,
    });
    Some(best.min().unwrap_or(Rank::Words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(folded: &str) -> Vec<(usize, Rank)> {
        let keys = [
            "aalborg vandvaerk\nvandvaerket",
            "vand",
            "vandets venner i aalborg",
            "منظمه الشفافيه الرقميه",
            "数字权利研究所\ninstitute for digital rights",
            "",
        ];
        let ranks = Haystack::build(keys.into_iter()).find(folded);
        ranks.into_iter().enumerate().filter_map(|(item, rank)| Some((item, rank?))).collect()
    }

    #[test]
    fn every_word_must_be_there_and_names_rank_first() {
        assert_eq!(search("vand"), [(0, Rank::Prefix), (1, Rank::Exact), (2, Rank::Prefix)]);
        assert_eq!(search("aalborg  vand"), [(0, Rank::Prefix), (2, Rank::Words)]);
        assert_eq!(search("vandvaerket"), [(0, Rank::Exact)]);
        assert_eq!(search("venner aalborg"), [(2, Rank::Words)]);
        assert_eq!(search("venner odense"), []);
    }

    #[test]
    fn who_was_called_so_comes_last() {
        let other = |name: &str, kind| OtherName {
            name: crate::domain::text::Name::parse(name).unwrap(),
            language: None,
            kind,
            from: None,
            until: None,
        };
        let others = [other("Skovrådet", NameKind::Former), other("NSR", NameKind::Short)];
        let keys = [key("Nordisk Skovråd", &others), key("Skovrådets Venner", &[]), key("Skov", &[])];
        let haystack = Haystack::build(keys.iter().map(String::as_str));
        let ranks = |folded: &str| haystack.find(folded);
        assert_eq!(ranks("skovradet"), [Some(Rank::Former), Some(Rank::Prefix), None]);
        assert_eq!(ranks("nsr"), [Some(Rank::Exact), None, None]);
        assert_eq!(ranks("nordisk skovradet"), [Some(Rank::Former), None, None]);
        assert_eq!(ranks("skov"), [Some(Rank::Words), Some(Rank::Prefix), Some(Rank::Exact)]);
        let by = |folded: &str| found_by(folded, "Nordisk Skovråd", &others).map(|one| one.name.as_str());
        assert_eq!((by("skovradet"), by("nsr"), by("skovrad")), (Some("Skovrådet"), Some("NSR"), None));
    }

    #[test]
    fn scripts_without_spaces_or_case_are_found() {
        assert_eq!(search("权利"), [(4, Rank::Words)]);
        assert_eq!(search("数字"), [(4, Rank::Prefix)]);
        assert_eq!(search("digital 研究"), [(4, Rank::Words)]);
        assert_eq!(search("الرقميه"), [(3, Rank::Words)]);
    }

    #[test]
    fn no_word_finds_nothing_and_nothing_is_found_across_keys() {
        assert_eq!(search(" \t "), []);
        assert_eq!(search("vandvaerketvand"), []);
    }
}
