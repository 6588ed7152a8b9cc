//! The texts of a version while it is being written: one authentic text, and translations that follow it.
//!
//! Must not know who writes, nor rows. What is right in one text alone is told by `parser`.

use std::collections::BTreeSet;

use super::{Authority, CallText, Fingerprint, Text, TextFault, TextProblems};

/// The text that prevails.
pub fn authentic(texts: &[Text]) -> Option<&Text> {
    texts.iter().find(|text| text.authority == Authority::Authentic)
}

/// The text in exactly this language.
pub fn of_language<'a>(texts: &'a [Text], language: &str) -> Option<&'a Text> {
    texts.iter().find(|text| text.language == language)
}

/// Puts a text among the others, in place of the one in its language.
///
/// There is always one authentic text: the first text is it, and stays it until another one becomes it.
/// The former authentic text is then an official translation. `renewed` says that a translation follows
/// the authentic text as that stands now; otherwise it follows what it followed.
pub fn put(texts: &mut Vec<Text>, mut text: Text, renewed: bool) {
    let before = of_language(texts, &text.language).cloned();
    let prevailing = authentic(texts).cloned();
    if prevailing.as_ref().is_none_or(|prevailing| prevailing.language == text.language) {
        text.authority = Authority::Authentic;
    }
    let kept = before.and_then(|before| before.follows).filter(|_| !renewed);
    text.follows = match prevailing {
        Some(prevailing) if text.authority != Authority::Authentic => {
            kept.or_else(|| Some(prevailing.fingerprint()))
        }
        _ => None,
    };
    texts.retain(|other| other.language != text.language);
    if text.authority == Authority::Authentic {
        let print = text.fingerprint();
        texts.iter_mut().for_each(|other| demote(other, &print));
    }
    texts.push(text);
    texts.sort_by(|a, b| (a.authority, &a.language).cmp(&(b.authority, &b.language)));
}

fn demote(text: &mut Text, now_authentic: &Fingerprint) {
    if text.authority == Authority::Authentic {
        text.authority = Authority::Official;
        text.follows = Some(now_authentic.clone());
    }
}

/// Takes a translation away. Says whether there was one.
pub fn remove(texts: &mut Vec<Text>, language: &str) -> bool {
    let before = texts.len();
    texts.retain(|text| text.language != language || text.authority == Authority::Authentic);
    texts.len() < before
}

/// Can these texts be published together, when these ids belonged to paragraphs that were taken out?
///
/// # Errors
/// What is wrong in each text, where a translation has not the ids of the authentic text, and where that has one of a
/// paragraph that was taken out. The problems' `file` is the language.
pub fn check(texts: &[Text], retired: &BTreeSet<String>) -> Result<(), TextProblems> {
    let mut problems = TextProblems::default();
    let Some(prevailing) = authentic(texts) else {
        problems.add(0, TextFault::AuthenticMissing, "");
        return Err(problems);
    };
    let original = prevailing.parse();
    for text in texts {
        let checked = match (text.parse(), &original) {
            (Ok(document), Ok(original)) => document.check_against(original),
            (checked, _) => checked.map(drop),
        };
        if let Err(wrong) = checked {
            problems.0.extend(wrong.in_file(&text.language, 0).0);
        }
    }
    if let Ok(original) = &original {
        problems.0.extend(again(original, retired).in_file(&prevailing.language, 0).0);
    }
    problems.check(())
}

/// Ids are never used again: whatever cites the paragraph that was taken out would cite another.
fn again(document: &CallText, retired: &BTreeSet<String>) -> TextProblems {
    let mut problems = TextProblems::default();
    for paragraph in document.paragraphs().filter(|one| retired.contains(one.id.as_str())) {
        problems.add(paragraph.line, TextFault::IdRetired, paragraph.id.as_str());
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: &str, authority: Authority, words: &str) -> Text {
        let markdown = format!("# {words}\n\n## A {{#pillar-a}}\n\nOne {{#p-one}}\n");
        Text { language: language.to_owned(), authority, markdown, follows: None }
    }

    fn told(texts: &[Text]) -> Vec<(&str, Authority, bool)> {
        let print = authentic(texts).unwrap().fingerprint();
        texts.iter().map(|text| (text.language.as_str(), text.authority, text.is_stale(&print))).collect()
    }

    #[test]
    fn the_first_text_is_the_authentic_one_until_another_becomes_it() {
        let mut texts = Vec::new();
        put(&mut texts, text("en", Authority::Courtesy, "One"), false);
        put(&mut texts, text("da", Authority::Official, "Et"), false);
        put(&mut texts, text("fr", Authority::Courtesy, "Un"), false);
        put(&mut texts, text("en", Authority::Official, "Two"), false);
        let stale = [
            ("en", Authority::Authentic, false),
            ("da", Authority::Official, true),
            ("fr", Authority::Courtesy, true),
        ];
        assert_eq!(told(&texts), stale);
        put(&mut texts, text("da", Authority::Official, "To"), false);
        assert_eq!(told(&texts), stale, "a typo mended in an old translation leaves it old");
        put(&mut texts, text("da", Authority::Official, "To"), true);
        assert!(!told(&texts)[1].2);
        put(&mut texts, text("da", Authority::Authentic, "To"), false);
        let turned = [
            ("da", Authority::Authentic, false),
            ("en", Authority::Official, false),
            ("fr", Authority::Courtesy, true),
        ];
        assert_eq!(told(&texts), turned);
        assert!(remove(&mut texts, "fr") && !remove(&mut texts, "da") && !remove(&mut texts, "fr"));
    }

    #[test]
    fn texts_are_checked_against_each_other() {
        let none = BTreeSet::new();
        assert_eq!(check(&[], &none).unwrap_err().to_string(), "authentic-missing");
        let mut texts = vec![text("en", Authority::Authentic, "One"), text("da", Authority::Official, "Et")];
        assert!(check(&texts, &none).is_ok());
        texts[1].markdown = texts[1].markdown.replace("p-one", "p-en");
        let said = check(&texts, &none).unwrap_err().to_string();
        assert_eq!(said, "da: translation-lacks (p-one)\nda: line 5: translation-adds (p-en)");
        texts[0].markdown.clear();
        assert_eq!(check(&texts, &none).unwrap_err().to_string(), "en: line 1: empty-text");
    }

    #[test]
    fn an_id_is_not_used_again() {
        let texts = [text("en", Authority::Authentic, "One"), text("da", Authority::Official, "Et")];
        let said = check(&texts, &BTreeSet::from(["p-one".to_owned()])).unwrap_err().to_string();
        assert_eq!(said, "en: line 5: id-retired (p-one)");
        assert!(check(&texts, &BTreeSet::from(["p-two".to_owned()])).is_ok());
    }
}
