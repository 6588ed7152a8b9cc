//! Who to write to for an organisation: kept sealed, found again by a keyed index of the address.

use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::Result;
use crate::domain::email::Email;

/// A person who acts for an organisation, as the sealed column holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub job_title: String,
    pub email: String,
}

/// Seals a contact for the representatives' table.
pub fn seal(app: &App, contact: &Contact) -> Result<Vec<u8>> {
    app.secrets.seal_json(&*app.chance, "representative", contact)
}

/// Opens what `seal` sealed.
pub fn open(app: &App, sealed: &[u8]) -> Result<Contact> {
    app.secrets.open_json("representative", sealed)
}

/// The key under which a mail address is looked up.
pub fn index(app: &App, email: &Email) -> String {
    app.secrets.blind_index("email", &email.canonical())
}
