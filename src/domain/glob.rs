//! Owns patterns that staff type: `*` is any run of characters, `?` is one, everything else is itself, capitals or not.
//! For domains and for names. Matching takes at most the product of both lengths, whatever the pattern.

use super::host::{Host, is_ending};
use super::text::typed;
use super::{Flaw, cleaning, limits};

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Glob {
    /// As it was typed.
    pattern: String,
    folded: Vec<char>,
}

impl Glob {
    /// Reads a pattern.
    ///
    /// # Errors
    /// `Missing`; `TextTooLong`; `PatternTooWide` for one without a letter or digit of its own, which nearly everything matches.
    pub fn parse(typed: &str) -> Result<Glob, Flaw> {
        let pattern = cleaning::line(typed)?;
        if pattern.is_empty() {
            return Err(Flaw::Missing);
        }
        if pattern.chars().count() > limits::PATTERN {
            return Err(Flaw::TextTooLong);
        }
        if !pattern.chars().any(char::is_alphanumeric) {
            return Err(Flaw::PatternTooWide);
        }
        Ok(Glob { folded: folded(&pattern), pattern })
    }

    /// Reads a pattern of which nothing may come that is not meant: what it finds is taken away.
    ///
    /// # Errors
    /// As [`Glob::parse`]; `PatternTooWide` also for one with `*` or `?` and few letters or digits of its own.
    pub fn parse_narrow(typed: &str) -> Result<Glob, Flaw> {
        Glob::parse(typed)?.narrow()
    }

    fn narrow(self) -> Result<Glob, Flaw> {
        let own = self.pattern.chars().filter(|c| c.is_alphanumeric()).count();
        let wide = self.pattern.contains(['*', '?']) && own < limits::PATTERN_LETTERS;
        if wide { Err(Flaw::PatternTooWide) } else { Ok(self) }
    }

    /// The same for domains.
    ///
    /// # Errors
    /// As [`Glob::of_domain`] and [`Glob::parse_narrow`].
    pub fn of_domain_narrow(typed: &str) -> Result<Glob, Flaw> {
        Glob::of_domain(typed)?.narrow()
    }

    /// Reads a pattern for domains. A dot at the end, which stands for the root of all domains, says nothing.
    ///
    /// # Errors
    /// As [`Glob::parse`]; `DomainIsEnding` for an ending alone, which is nobody's own; `DomainMalformed` for what no domain
    /// can fit.
    pub fn of_domain(typed: &str) -> Result<Glob, Flaw> {
        let domain = without_root(typed);
        if domain.contains(char::is_whitespace) {
            return Err(Flaw::DomainMalformed);
        }
        if is_bare_ending(domain) {
            return Err(Flaw::DomainIsEnding);
        }
        let glob = Glob::parse(domain)?;
        if fits_some(&glob.pattern) { Ok(glob) } else { Err(Flaw::DomainMalformed) }
    }

    /// The pattern as it was typed.
    pub fn as_str(&self) -> &str {
        &self.pattern
    }

    /// Whether a whole text fits the pattern.
    pub fn matches(&self, text: &str) -> bool {
        fits(&self.folded, &folded(text))
    }

    /// Whether a domain fits: the host, or what was registered of it, in ASCII or as its readers write it.
    pub fn matches_host(&self, host: &Host) -> bool {
        let registered = host.registrable_domain();
        self.matches(host.as_str())
            || self.matches(&host.shown())
            || registered.is_some_and(|domain| self.matches(domain.as_str()) || self.matches(&domain.shown()))
    }
}

typed!(Glob);

/// A domain without the dot for the root of all domains.
fn without_root(typed: &str) -> &str {
    typed.trim().trim_end_matches('.')
}

/// Whether there can be a domain that a pattern fits.
fn fits_some(pattern: &str) -> bool {
    if !pattern.contains(['*', '?']) {
        return Host::parse(pattern).is_some();
    }
    // Dots too may stand where a star does, and what is left of an A-label is none.
    let filled = pattern.to_lowercase().replace('*', "a.a").replace('?', "a").replace("xn--", "");
    Host::parse(&filled).is_some()
}

/// Whether a pattern is an ending and no domain: `dk`, `.dk`, and `*dk`, which says less than `*.dk`.
fn is_bare_ending(pattern: &str) -> bool {
    let after_stars = pattern.trim_start_matches('*');
    let joined = after_stars.len() == pattern.len() || !after_stars.starts_with('.');
    joined && is_ending(after_stars.trim_start_matches('.'))
}

fn folded(text: &str) -> Vec<char> {
    caseless::default_case_fold_str(text).chars().collect()
}

/// Goes along both texts and back to the last star alone: what an earlier star took can stay as it is.
fn fits(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || text.get(read) == Some(wanted) => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((after, taken)) => {
                    star = Some((after, taken + 1));
                    at = after + 1;
                    read = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|c| *c == '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Glob::parse(pattern).unwrap().matches(text)
    }

    #[test]
    fn a_narrow_pattern_has_three_letters_of_its_own_or_no_star() {
        for wide in ["*a*", "*ab*", "a?", "*.dk", "*.*1", "**"] {
            assert_eq!(Glob::parse_narrow(wide), Err(Flaw::PatternTooWide), "{wide}");
        }
        for narrow in ["*abc*", "EU", "x.dk", "*.x.dk", "a1?b"] {
            assert!(Glob::parse_narrow(narrow).is_ok(), "{narrow}");
        }
        assert_eq!(Glob::of_domain_narrow("*.dk."), Err(Flaw::PatternTooWide));
        assert_eq!(Glob::of_domain_narrow("*@x.dk"), Err(Flaw::DomainMalformed));
        assert_eq!(Glob::of_domain_narrow("example"), Err(Flaw::DomainIsEnding));
    }

    #[test]
    fn stars_and_question_marks_stand_for_others() {
        assert!(matches("*.skov.example", "post.skov.example") && !matches("*.skov.example", "skov.example"));
        assert!(matches("skov?.example", "skov1.example") && !matches("skov?.example", "skov.example"));
        assert!(matches("a*b*c", "aXbYbZc") && !matches("a*b*c", "aXbYbZ"));
        assert!(matches("*fake*", "A Fake Name") && matches("FORENINGEN *", "foreningen havnevagt"));
        assert!(matches("Ærø*", "ærø havn") && matches("straße", "STRASSE"));
        assert!(matches("a**", "a") && !matches("a?", "a") && !matches("a", "ab"));
        assert!(matches("a.c", "a.c") && !matches("a.c", "abc"), "other signs are themselves");
    }

    #[test]
    fn a_pattern_that_nearly_everything_matches_is_refused() {
        for wide in ["*", "**", "?*", "*.*", "* *", "*@*"] {
            assert_eq!(Glob::parse(wide), Err(Flaw::PatternTooWide), "{wide}");
        }
        assert_eq!(Glob::parse(" "), Err(Flaw::Missing));
        assert_eq!(Glob::parse(&"a".repeat(limits::PATTERN + 1)), Err(Flaw::TextTooLong));
    }

    #[test]
    fn a_domain_is_met_by_host_or_by_what_was_registered_in_either_writing() {
        let host = |name: &str| Host::parse(name).unwrap();
        let glob = |pattern: &str| Glob::parse(pattern).unwrap();
        assert!(glob("skov.example").matches_host(&host("post.skov.example")));
        assert!(glob("post.*").matches_host(&host("post.skov.example")));
        assert!(glob("Rødgrød.*").matches_host(&host("www.rødgrød.example")));
        assert!(glob("xn--rdgrd-vuad.example").matches_host(&host("rødgrød.example")));
        assert!(!glob("skov.example").matches_host(&host("eng.example")));
        let with_root = Glob::of_domain(" skov.example. ").unwrap();
        assert!(with_root.matches_host(&host("skov.example")) && with_root == glob("skov.example"));
    }

    #[test]
    fn a_nasty_pattern_comes_to_an_end() {
        let text = "a".repeat(limits::PATTERN * 100);
        // Whoever tries every star anew for every other one is still at it tomorrow.
        assert!(!matches(&format!("{}b", "a*".repeat(limits::PATTERN / 2 - 1)), &text));
        assert!(matches(&format!("{}a", "a*".repeat(limits::PATTERN / 2 - 1)), &text));
    }
}
