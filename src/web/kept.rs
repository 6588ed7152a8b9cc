//! What a form sent that was refused for a reason which passes: it comes back with the answer, so that nothing typed is
//! lost. It stands in that answer, in no address and nowhere on the server (but sealed with the question to the ministry's
//! identity provider, for as long as that waits); what is secret never does.

use data_encoding::BASE64URL_NOPAD;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::form::Form;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::Result;
use crate::domain::ids::SessionId;
use crate::domain::locale::Locale;

/// The field in which the pages of a proof carry a form that waits for it.
pub const FORM: &str = "form";
/// The field that a form has which came back after a proof: it is shown again, and nothing is done.
pub const RESTORED: &str = "restored";
/// What such a form is sealed for.
const SEALED_FOR: &str = "staff.kept_form";

/// The fields in which people type a single plain word too; some have the language behind them (`title_da`).
const TYPED: &[&str] = &[
    "action",
    "back",
    "banner",
    "comment",
    "description",
    "inquiry",
    "job_title",
    "markdown",
    "message",
    "name",
    "note",
    "opinion",
    "person",
    "question",
    "recipients",
    "reference",
    "reply",
    "statement",
    "text",
    "title",
    "unit",
    "why",
];
/// The fields in which pages remember what they showed, and nobody types.
const CARRIED: &[&str] = &["plan", "query", "revision", "seen", "shown", "signature"];
/// From how many characters on a word without a break is a token, which nobody types.
const TOKEN: usize = 32;
/// The codes of countries and currencies have no more capitals.
const CODE: usize = 3;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Where it was sent to, without the language, with what the address said besides the path.
    pub path: String,
    pub fields: Vec<(String, String)>,
}

/// What was written in a field.
#[derive(Debug, Serialize)]
struct Written<'a> {
    name: &'a str,
    text: &'a str,
}

impl Kept {
    /// The form that was sent to an address, which is none with secrets.
    pub fn of(path: &str, body: &[u8]) -> Kept {
        Kept { path: path.to_owned(), fields: url::form_urlencoded::parse(body).into_owned().collect() }
    }

    /// What a person wrote, and in which field.
    fn texts(&self) -> Vec<Written<'_>> {
        let fields = self.fields.iter().map(|(name, text)| Written { name, text: text.trim() });
        fields.filter(|one| is_written(one.name, one.text)).collect()
    }

    /// Whether this is one of its texts.
    pub fn has_text(&self, text: &str) -> bool {
        self.texts().iter().any(|one| one.text == text.trim())
    }

    /// The texts, to be copied, and the form as it can be sent once more; nothing, where nothing was written, unless
    /// choices and buttons are given back too. Those are not in words yet (`chosen`).
    pub fn shown(&self, visitor: &Visitor, choices_too: bool) -> Value {
        let texts = self.texts();
        if texts.is_empty() && !choices_too {
            return Value::Null;
        }
        json!({ "texts": texts, "chosen": [], "action": visitor.href(&self.path), "fields": self.fields })
    }

    /// Whether something was typed in a field whose name begins like one of these.
    pub fn has_typed(&self, names: &[&str]) -> bool {
        let named = |field: &str| names.iter().any(|name| field.starts_with(name));
        self.fields.iter().any(|(field, value)| named(field) && !value.trim().is_empty())
    }

    /// As the pages of a proof carry it: only this site can have made it, for this session.
    ///
    /// # Errors
    /// Internal.
    pub fn seal(&self, site: &Site, session: SessionId) -> Result<String> {
        let app = &site.app;
        Ok(BASE64URL_NOPAD.encode(&app.secrets.seal_json(&*app.chance, SEALED_FOR, &(session, self))?))
    }

    /// The form that a proof's page carried, if it did.
    pub fn open(site: &Site, session: SessionId, sealed: &str) -> Option<Kept> {
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (of, kept): (SessionId, Kept) = site.app.secrets.open_json(SEALED_FOR, &bytes).ok()?;
        (of == session).then_some(kept)
    }
}

/// Whether a person wrote the value of a field. Choices, codes, numbers and tokens that forms send besides are words
/// without capitals, or none; what they remember of a page is JSON.
fn is_written(name: &str, value: &str) -> bool {
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_token = value.len() >= TOKEN && value.chars().all(of_word);
    if is_token || is_json(value) || CARRIED.contains(&name) {
        return false;
    }
    let is_code = value.len() <= CODE && value.chars().all(|c| c.is_ascii_uppercase());
    let in_prose =
        |c: char| c.is_whitespace() || c == '.' || c == '@' || (c.is_alphabetic() && !c.is_ascii());
    let has_capital = || value.contains(|c: char| c.is_ascii_uppercase()) && !is_code;
    let is_word = || value.contains(|c: char| c.is_ascii_alphabetic()) && value.chars().all(of_word);
    // No choice and no button: what stands there was typed, be it no address at all.
    let is_address = matches!(name, "website" | "evidence") && !value.is_empty();
    is_address || value.contains(in_prose) || has_capital() || (is_typed(name) && is_word())
}

fn is_json(value: &str) -> bool {
    value.starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(value).is_ok()
}

fn is_typed(name: &str) -> bool {
    let bare = name.rsplit_once('_').filter(|(_, language)| Locale::from_code(language).is_some());
    TYPED.contains(&bare.map_or(name, |(bare, _)| bare))
}

/// Whether a form came back after a proof, to be looked over.
pub fn is_restored(form: &Form) -> bool {
    form.has(RESTORED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_people_write() {
        let kept = Kept::of("/x", b"kind=action&text=We+will.&seen=0af3&email=bo%40engen.example&none=");
        let texts: Vec<&str> = kept.texts().iter().map(|one| one.text).collect();
        assert_eq!(texts, ["We will.", "bo@engen.example"]);
        for (field, written) in [
            ("name", "Greenpeace"),
            ("name", "IBM"),
            ("name", "ægir"),
            ("name", "skovly"),
            ("title_da", "lamper"),
            ("other_1_name", "Skov-Ly"),
            ("reason", "Felled"),
            ("note", "[sic] and on"),
            ("website", "javascript:alert(1)"),
            ("evidence", "report"),
            ("recipients", "newsrooms"),
        ] {
            assert!(is_written(field, written), "{field}={written}");
        }
        for (field, sent) in [
            ("country", "DK"),
            ("currency", "EUR"),
            ("category", "civil_society"),
            ("person_language", "en"),
            ("name", ""),
            ("text", "3:en"),
            ("person", "17"),
            ("revision", "3"),
            ("name", "2026-11"),
            ("plan", r#"{"at":"2026-11-20T10:00:00.000Z","mark":"Ab"}"#),
            ("plan", r#"{"items":[{"number":7}], bent"#),
            ("query", "state=open&q=Skov"),
            ("shown", r#"["A b."]"#),
            ("seen", "9F86D081884C7D659A2FEAA0C55AD015"),
            ("name", "a-b_c-a-b_c-a-b_c-a-b_c-a-b_c-a-b"),
        ] {
            assert!(!is_written(field, sent), "{field}={sent}");
        }
    }

    #[test]
    fn a_button_alone_is_nothing_to_show_again() {
        let sent = |form: &str| Kept::of("/staff/cases/7/second", form.as_bytes());
        assert!(!sent("revision=3&approve=yes&shown=0af3&back=+").has_typed(&["back"]));
        assert!(sent("revision=3&back=No").has_typed(&["back"]));
        assert!(!sent("revision=3&back=No").has_typed(&[]));
    }
}
