//! What was chosen on a form of the account that comes back undone, in the words of its page: a function for each form that is
//! more than a button, as `routes/account.rs` names them.

use super::amendment;
use crate::web::changed::{Differences, Field};
use crate::web::form::Form;
use crate::web::names;
use crate::web::promise;
use crate::web::visibility;

/// How the organisation is to appear.
pub fn appearance(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    words.appearance(&visibility::typed(form))
}

/// What the register is to say of the organisation.
pub fn entry(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    words.entry((&amendment::answers(form), form.get("statement"), &names::wish(form)))
}

/// A commitment.
pub fn commitment(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    words.commitment(&promise::answers(form))
}

/// Whether they are named.
pub fn naming(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let wish = if form.get("named") == "yes" { "agree" } else { "stop" };
    vec![("account-naming", words.word("account-naming-", wish))]
}

/// How a colleague is invited.
pub fn invitation(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    let after = if form.get("after").is_empty() { "together" } else { form.get("after") };
    vec![
        ("people-invite-language", words.word("language-", form.get("language"))),
        ("people-invite-after", words.word("people-invite-", after)),
    ]
}

/// In which language they are written to.
pub fn language(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    vec![("people-own-language", words.word("language-", form.get("language")))]
}

/// What is said to somebody who asks to act.
pub fn word_on_asker(words: &Differences<'_>, form: &Form) -> Vec<Field> {
    vec![("people-asked", words.word("people-asked-", form.get("word")))]
}
