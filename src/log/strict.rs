//! JSON that says each thing once. Of an object that has a key twice, one reader takes the first value and another the
//! last: whoever checks refuses it.

use core::fmt;
use std::collections::HashSet;

use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads a value in which no object has a key twice.
///
/// # Errors
/// Where the text is no JSON, is not of this form, or has a key twice.
pub fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice::<Once>(bytes)?;
    serde_json::from_slice(bytes)
}

/// The same of a text.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    from_slice(text.as_bytes())
}

/// Any value, of which only that is kept that it has no key twice.
struct Once;

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Once, D::Error> {
        value.deserialize_any(Once)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Once, A::Error> {
        while items.next_element::<Once>()?.is_some() {}
        Ok(Once)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Once, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = fields.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(Error::custom(format!("the key {key:?} stands twice in one object")));
            }
            keys.insert(key);
            fields.next_value::<Once>()?;
        }
        Ok(Once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
        for text in [
            r#"{"name":"A","name":"B"}"#,
            r#"{"data":[{"name":"A","n":1.5,"name":"B"}]}"#,
            r#"[null,true,-1,{"a":{"b":{},"b":{}}}]"#,
            r#"{"name":"A","n\u0061me":"B"}"#,
        ] {
            let error = from_str::<Value>(text).unwrap_err().to_string();
            assert!(error.contains("stands twice in one object"), "{text}: {error}");
        }
    }

    #[test]
    fn other_json_is_read_as_ever() {
        let text = r#"{"a":[{"name":"A"},{"name":"B"}],"b":{"a":null},"c":[1,-1,1.5,true,""]}"#;
        assert_eq!(from_str::<Value>(text).unwrap().to_string(), text);
        assert!(from_str::<Value>("{\"a\":1").is_err() && from_str::<Value>("{} {}").is_err());
    }
}
