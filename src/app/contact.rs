//! Who acts for an organisation, as it is kept: sealed, and found by a keyed index of the address alone.
//!
//! The one home of the purposes under which contacts are sealed and indexed. Must not keep an open
//! contact longer than an act or a page needs it.

use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::Result;
use crate::domain::email::Email;
use crate::secret::Secrets;

/// The field that contacts are sealed for.
pub(super) const SEALED_FOR: &str = "representative";
/// The kind of text that mail addresses are indexed as. Mails in the outbox are indexed the same way.
const INDEXED_AS: &str = "email";

/// A person who acts for an organisation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub job_title: String,
    pub email: String,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(..)")
    }
}

/// The contact as it lies in the database.
///
/// # Errors
/// Internal.
pub fn seal(app: &App, contact: &Contact) -> Result<Vec<u8>> {
    app.secrets.seal_json(&*app.chance, SEALED_FOR, contact)
}

/// The contact, opened.
///
/// # Errors
/// Internal, when it was erased or sealed with a secret that is not known here.
pub fn open(app: &App, sealed: &[u8]) -> Result<Contact> {
    app.secrets.open_json(SEALED_FOR, sealed)
}

/// Whether what was opened is the contact that is found under this index.
pub(super) fn is_of_index(secrets: &Secrets, plain: &[u8], index: &str) -> bool {
    let contact: Option<Contact> = serde_json::from_slice(plain).ok();
    let email = contact.and_then(|contact| Email::parse(&contact.email).ok());
    email.is_some_and(|email| {
        secrets.blind_indexes(INDEXED_AS, &email.canonical()).iter().any(|known| known == index)
    })
}

/// Under what an address is found. Two spellings of one mailbox have the same.
pub fn index(app: &App, email: &Email) -> String {
    app.secrets.blind_index(INDEXED_AS, &email.canonical())
}

/// Under what an address may lie: also what earlier secrets gave.
pub fn indexes(app: &App, email: &Email) -> Vec<String> {
    app.secrets.blind_indexes(INDEXED_AS, &email.canonical())
}

/// Under what the mailbox behind an address is counted and known again, whatever its sub-address; never for who acts.
pub fn mailbox_index(app: &App, email: &Email) -> String {
    app.secrets.blind_index(INDEXED_AS, &email.mailbox())
}

/// Under what it may lie, the address itself included: also what earlier secrets gave.
pub fn mailbox_indexes(app: &App, email: &Email) -> Vec<String> {
    let mut indexes = indexes(app, email);
    let mailbox = email.mailbox();
    if mailbox != email.canonical() {
        indexes.extend(app.secrets.blind_indexes(INDEXED_AS, &mailbox));
    }
    indexes
}
