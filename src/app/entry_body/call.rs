//! What entries say of the Call.

use serde_json::{Map, Value, json};

use crate::domain::call::{ChangeKind, Text};

/// `call.version_published`: which version, how it changes the one before, and of each language the text and its authority.
pub fn version_published(number: i64, change: ChangeKind, texts: &[Text]) -> Value {
    let hashes: Map<String, Value> =
        texts.iter().map(|text| (text.language.clone(), json!(text.fingerprint()))).collect();
    let authorities: Map<String, Value> =
        texts.iter().map(|text| (text.language.clone(), json!(text.authority))).collect();
    json!({ "version": number, "change": change, "texts": hashes, "authorities": authorities })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Authority;
    use crate::log::leaf;

    #[test]
    fn a_version_tells_each_language_with_its_text_and_authority() {
        let text = |language: &str, authority| Text {
            language: language.to_owned(),
            authority,
            markdown: format!("In {language}."),
            follows: None,
        };
        let texts = [text("en", Authority::Authentic), text("da", Authority::Official)];
        let [en, da] = [&texts[0], &texts[1]].map(Text::fingerprint);
        let expected = format!(
            r#"{{"authorities":{{"da":"official","en":"authentic"}},"change":"initial","texts":{{"da":"{da}","en":"{en}"}},"version":1}}"#
        );
        assert_eq!(leaf::canonical(&version_published(1, ChangeKind::Initial, &texts)), expected);
    }
}
