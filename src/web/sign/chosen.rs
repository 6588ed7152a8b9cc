//! What was chosen or pressed on a page of the signing form that comes back unsaved, in the words of that page.

use super::{organisation, representative};
use crate::domain::draft::{Draft, Step};
use crate::web::changed::{Differences, Field};
use crate::web::chosen::PRESSED;
use crate::web::form::Form;
use crate::web::{promise, visibility};

/// What a page sent, in words; nothing for pages with one text alone. `pattern` is its route's.
pub fn fields(words: &Differences<'_>, pattern: &str, form: &Form) -> Vec<Field> {
    let mut fields = answers(words, pattern, form);
    fields.extend(button(pattern, form).map(|button| (PRESSED, words.word("", button))));
    fields
}

fn answers(words: &Differences<'_>, pattern: &str, form: &Form) -> Vec<Field> {
    let mut draft = Draft::default();
    match pattern {
        "/sign/organisation" => {
            organisation::take(&mut draft, form);
            words.page(Step::Organisation, &draft)
        }
        "/sign/representative" => {
            draft.representative = representative::typed(form);
            words.page(Step::Representative, &draft)
        }
        "/sign/visibility" => words.appearance(&visibility::typed(form)),
        "/sign/commitments/new" | "/sign/commitments/{place}" => words.commitment(&promise::answers(form)),
        "/sign/check" if form.has("declared") => {
            vec![("sign-declare-title", words.word("", "sign-declared"))]
        }
        _ => Vec::new(),
    }
}

/// The button that was pressed, where it is another than the one that goes on.
fn button(pattern: &str, form: &Form) -> Option<&'static str> {
    match pattern {
        "/sign" => match form.get("do") {
            "continue" => Some("sign-continue-draft"),
            "anew" => Some("sign-anew"),
            _ => Some("sign-start"),
        },
        _ if form.has("later") => Some("sign-save-later"),
        "/sign/check" => Some("sign-submit"),
        "/sign/commitments/{place}/remove" => Some("sign-commitment-remove"),
        _ => None,
    }
}
