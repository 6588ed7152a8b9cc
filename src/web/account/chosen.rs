//! What was chosen or pressed on a form of the account that comes back undone, in the words of its page.

use serde_json::{Value, json};

use super::amendment;
use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::web::changed::{Differences, Field};
use crate::web::form::Form;
use crate::web::kept::Kept;
use crate::web::names;
use crate::web::promise;
use crate::web::site::Site;
use crate::web::visibility;

/// Heads a button whose page has no other word for what it does.
const PRESSED: &str = "kept-pressed";

/// The forms that are one button: what heads it, and what stands on it.
const BUTTONS: &[(&str, &str, &str)] = &[
    ("/account/end-others", "account-sessions", "account-sessions-end"),
    ("/account/cancel", PRESSED, "account-cancel-button"),
    ("/account/amend/call-back", "account-amendment", "account-amendment-call-back"),
    ("/account/commitments/{id}/call-back", "account-commitments", "account-commitment-call-back"),
    ("/account/commitments/{id}/drop", "account-commitments", "account-drop-button"),
    ("/account/withdraw", PRESSED, "account-withdraw-button"),
    ("/account/reverse", PRESSED, "account-reverse-button"),
    ("/account/domain", "challenge-title", "challenge-get"),
    ("/account/domain/check", "challenge-title", "challenge-check"),
    ("/account/people/invited/{invitation}/again", "people-invited", "people-again"),
    ("/account/people/invited/{invitation}/call-back", "people-invited", "people-call-back"),
    ("/account/people/leave", "people-title", "people-leave-button"),
    ("/account/people/{person}/take-off", "people-title", "people-take-off-button"),
];

/// Labels (messages) and values of what a form chose, but for what stands among its texts; nothing for the forms of other
/// sides. `pattern` is its route's.
///
/// # Errors
/// Internal, if there are no messages.
pub fn told(site: &Site, locale: Locale, (pattern, kept): (&str, &Kept)) -> Result<Vec<Value>> {
    let messages = site.messages()?;
    let words = Differences::of(&site.app, &messages, locale);
    let fields = fields(&words, pattern, &Form(kept.fields.clone()));
    let chosen = fields.into_iter().filter(|(_, text)| !text.is_empty() && !kept.has_text(text));
    Ok(chosen.map(|(label, text)| json!({ "label": label, "text": text })).collect())
}

fn fields(words: &Differences<'_>, pattern: &str, form: &Form) -> Vec<Field> {
    match pattern {
        "/account/visibility" => words.appearance(&visibility::typed(form)),
        "/account/amend" | "/account/answer" => {
            words.entry((&amendment::answers(form), form.get("statement"), &names::wish(form)))
        }
        "/account/commitments/new" | "/account/commitments/{id}/change" => {
            words.commitment(&promise::answers(form))
        }
        "/account/naming" => {
            let wish = if form.get("named") == "yes" { "agree" } else { "stop" };
            vec![("account-naming", words.word("account-naming-", wish))]
        }
        "/account/people/invite" => invitation(words, form),
        "/account/people/asked/{request}" => {
            vec![("people-asked", words.word("people-asked-", form.get("word")))]
        }
        _ => pressed(words, pattern),
    }
}

fn invitation(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let after = if form.get("after").is_empty() { "together" } else { form.get("after") };
    vec![
        ("people-invite-language", words.word("language-", form.get("language"))),
        ("people-invite-after", words.word("people-invite-", after)),
    ]
}

fn pressed(words: &Differences<'_>, pattern: &str) -> Vec<Field> {
    let button = BUTTONS.iter().filter(|(form, ..)| *form == pattern);
    button.map(|(_, heading, button)| (*heading, words.word("", button))).collect()
}
