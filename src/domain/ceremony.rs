//! What is asked of a browser in two steps: a question that is kept here, and an answer that comes back with it.

use crate::codes;

codes! {
    /// What the answer is for. An answer to one question is none to another.
    pub enum Step {
        /// Another passkey for a colleague's account.
        PasskeyAdd = "passkey_add",
        /// Signing in with a passkey.
        PasskeySignIn = "passkey_sign_in",
        /// A fresh proof of identity with a passkey.
        PasskeyConfirm = "passkey_confirm",
        /// Whatever leads over the ministry's identity provider; what for is kept with the question.
        Provider = "provider",
    }
}
