//! What was chosen or pressed on a form of the account that comes back undone, in the words of its page.

use super::amendment;
use crate::web::changed::{Differences, Field};
use crate::web::chosen::PRESSED;
use crate::web::form::Form;
use crate::web::names;
use crate::web::promise;
use crate::web::visibility;

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
    ("/account/people/me/mailbox", "people-move", "people-move-button"),
    ("/account/people/me/call-back", "people-move", "people-move-call-back"),
    ("/account/people/leave", "people-title", "people-leave-button"),
    ("/account/people/{person}/take-off", "people-title", "people-take-off-button"),
];

/// What a form of the account sent, in words; nothing for the forms of other sides. `pattern` is its route's.
pub fn fields(words: &Differences<'_>, pattern: &str, form: &Form) -> Vec<Field> {
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
        "/account/people/me" => {
            vec![("people-own-language", words.word("language-", form.get("language")))]
        }
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
