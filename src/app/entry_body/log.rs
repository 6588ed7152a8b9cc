//! What entries say of the log itself.

use core::ops::Range;

use serde_json::{Value, json};

use crate::log::note::Verifier;

/// `log.resumed` after a restore: which entries came back from a copy.
pub fn came_back(entries: &Range<u64>) -> Value {
    json!({ "from": entries.start, "to": entries.end })
}

/// `log.resumed` of a log that goes on from another: which entries were taken over or are lost, the key of the log before, and
/// the last checkpoint that was signed there.
pub fn goes_on(entries: &Range<u64>, before: &Verifier, checkpoint: &str) -> Value {
    json!({
        "from": entries.start,
        "to": entries.end,
        "origin": before.name(),
        "key": before.text(),
        "checkpoint": checkpoint,
    })
}

/// `key.rotated`: the key that was replaced and the one that takes over, as `name+hash+key`.
pub fn key_rotated(from: &str, to: &str) -> Value {
    json!({ "from": from, "to": to })
}

/// `entry.withheld`: the subjects of the entries that nobody reads from then on.
pub fn withheld(subjects: &[String]) -> Value {
    json!({ "subjects": subjects })
}

/// `entry.erased`: the subjects of those of which body and salt are gone for good.
pub fn erased(subjects: &[String]) -> Value {
    json!({ "subjects": subjects })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::keys::Keys;
    use crate::log::leaf;
    use crate::log::note::Signer;

    #[test]
    fn what_the_log_says_of_itself_is_fixed() {
        assert_eq!(leaf::canonical(&came_back(&(3..5))), r#"{"from":3,"to":5}"#);
        let before = Keys::first(Signer::new("a/log", [1; 32]).unwrap());
        let (said, key) = (goes_on(&(0..7), before.current(), "a note\n"), before.current().text());
        let expected =
            format!(r#"{{"checkpoint":"a note\n","from":0,"key":"{key}","origin":"a/log","to":7}}"#);
        assert_eq!(leaf::canonical(&said), expected);
        assert_eq!(leaf::canonical(&key_rotated("one", "two")), r#"{"from":"one","to":"two"}"#);
        let subjects = ["a".to_owned(), "b".to_owned()];
        assert_eq!(leaf::canonical(&withheld(&subjects)), r#"{"subjects":["a","b"]}"#);
        assert_eq!(leaf::canonical(&erased(&[])), r#"{"subjects":[]}"#);
    }
}
