//! JSON that says each thing once, and nothing besides. Of an object that has a key twice, one reader takes the first value and
//! another the last; and a field that is not known here may say to others what nobody compares: whoever checks refuses both.

use core::fmt;
use std::collections::HashSet;

use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

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

/// Of a value, what is said of the first field that is none of those that are known. They are told by their ways from the top,
/// with spaces between: `data data.names data.names.from`. What stands in a list has the way of the list.
pub fn unknown(value: &Value, known: &str) -> Option<String> {
    let known: HashSet<&str> = known.split_whitespace().collect();
    let field = first_unknown(value, "", &known)?;
    Some(format!(
        "has a field {field} that this version does not know; if a newer version wrote it, check with that"
    ))
}

fn first_unknown(value: &Value, at: &str, known: &HashSet<&str>) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| first_unknown(item, at, known)),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let way = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
            // One with a point in its name would pass for another one within.
            match known.contains(way.as_str()) && !name.contains('.') {
                true => first_unknown(value, &way, known),
                false => Some(way),
            }
        }),
        _ => None,
    }
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
    use serde_json::json;

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
    fn a_field_that_is_not_known_is_named_wherever_it_stands() {
        let known = "data data.id data.names data.names.name";
        let told = json!({ "data": [{ "id": "x" }, { "id": null, "names": [{ "name": "A" }] }] });
        assert_eq!(unknown(&told, known), None);
        for (place, value, field) in [
            ("/data/1", json!({ "id": 1, "note": null }), "data.note"),
            ("/data/1/names", json!([[{ "name": "A", "id": 1 }]]), "data.names.id"),
            ("/data/0/id", json!({ "of": 1 }), "data.id.of"),
            ("", json!({ "data.id": 1 }), "data.id"),
            ("/data/0", json!({ "names.name": 1 }), "data.names.name"),
        ] {
            let mut other = told.clone();
            *other.pointer_mut(place).unwrap() = value;
            let what = unknown(&other, known).unwrap_or_default();
            assert!(what.contains(&format!("has a field {field} that")), "{place}: {what}");
        }
    }

    #[test]
    fn other_json_is_read_as_ever() {
        let text = r#"{"a":[{"name":"A"},{"name":"B"}],"b":{"a":null},"c":[1,-1,1.5,true,""]}"#;
        assert_eq!(from_str::<Value>(text).unwrap().to_string(), text);
        assert!(from_str::<Value>("{\"a\":1").is_err() && from_str::<Value>("{} {}").is_err());
    }
}
