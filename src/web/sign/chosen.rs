//! What was chosen or pressed on a page of the signing form that comes back unsaved, in the words of that page: a function for
//! each page, as `routes/signing.rs` names them.

use super::{organisation, representative};
use crate::domain::draft::{Draft, Step};
use crate::web::changed::{Differences, Field};
use crate::web::chosen::PRESSED;
use crate::web::form::Form;
use crate::web::{promise, visibility};

/// Of the first page.
pub fn start(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let button = match form.get("do") {
        "continue" => "sign-continue-draft",
        "anew" => "sign-anew",
        _ => "sign-start",
    };
    vec![pressed(words, button)]
}

/// Of the page about the organisation.
pub fn organisation(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let mut draft = Draft::default();
    organisation::take(&mut draft, form);
    with_later(words, form, words.page(Step::Organisation, &draft))
}

/// Of the page about who signs.
pub fn representative(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let draft = Draft { representative: representative::typed(form), ..Draft::default() };
    with_later(words, form, words.page(Step::Representative, &draft))
}

/// Of the page on how the organisation is to appear.
pub fn appearance(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    with_later(words, form, words.appearance(&visibility::typed(form)))
}

/// Of the page of one commitment.
pub fn commitment(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    with_later(words, form, words.commitment(&promise::answers(form)))
}

/// Of a page on which nothing is chosen.
pub fn later(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    with_later(words, form, Vec::new())
}

/// Of the last page.
pub fn check(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let declared = form.has("declared").then(|| ("sign-declare-title", words.word("", "sign-declared")));
    let button = if form.has("later") { LATER } else { "sign-submit" };
    declared.into_iter().chain([pressed(words, button)]).collect()
}

/// The button by which somebody goes on another day.
const LATER: &str = "sign-save-later";

/// What a page sent, and its button where it is another than the one that goes on.
fn with_later(words: &Differences<'_>, form: &Form, mut fields: Vec<Field>) -> Vec<Field> {
    fields.extend(form.has("later").then(|| pressed(words, LATER)));
    fields
}

fn pressed(words: &Differences<'_>, button: &str) -> Field {
    (PRESSED, words.word("", button))
}
