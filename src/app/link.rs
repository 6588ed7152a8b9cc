//! Links that are mailed: each is made for one purpose, kept as the hash of its token, and stands in its mail as an address. How long
//! it lives, `domain/link.rs` says; which letters hold one that is only shown, `letter/secret.rs`.

use super::App;
use super::act::Act;
use super::address::Address;
use crate::domain::Result;
use crate::domain::link::{Purpose, life};
use crate::domain::locale::Locale;
use crate::secret;
use crate::store;
use crate::store::link::NewLink;

/// What stands for the token in a mail that is only shown.
const HIDDEN: &str = "…";

/// A link that was made just now. Only who gets the mail will have its token.
pub struct Link {
    purpose: Purpose,
    token: String,
    hash: String,
}

impl Link {
    /// Makes a link. The subject is the row that the purpose is about.
    ///
    /// # Errors
    /// Internal.
    pub fn make(act: &mut Act<'_>, purpose: Purpose, subject_id: i64) -> Result<Link> {
        let token = secret::random_token(&*act.app.chance);
        Link::with_token(act, token, (purpose, subject_id))
    }

    /// The same with a token that holds something itself, and which nobody else can make.
    ///
    /// # Errors
    /// Internal.
    pub fn with_token(
        act: &mut Act<'_>,
        token: String,
        (purpose, subject_id): (Purpose, i64),
    ) -> Result<Link> {
        let hash = secret::hash_token(&token);
        let (created_at, expires_at) = (act.now, act.now + life(purpose));
        let new = NewLink { hash: hash.clone(), purpose, subject_id, created_at, expires_at };
        store::link::insert(act.db, &new)?;
        Ok(Link { purpose, token, hash })
    }

    /// The whole address, as a mail in this language holds it.
    pub fn url(self, app: &App, locale: Locale) -> String {
        url(app, self.purpose, self.token, locale)
    }

    /// What is kept of it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What tells the mail that holds it from another of the same kind.
    pub fn mark(&self) -> &str {
        mark(&self.hash)
    }
}

/// What tells a mail about a link from another of the same kind, by what is kept of the link.
pub fn mark(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// The address of no link, for a mail that is only shown.
pub fn hidden(app: &App, purpose: Purpose, locale: Locale) -> String {
    url(app, purpose, HIDDEN.to_owned(), locale)
}

fn url(app: &App, purpose: Purpose, token: String, locale: Locale) -> String {
    let base = match purpose {
        Purpose::StaffSetup => app.config.staff_base(),
        _ => &app.config.base_url,
    };
    Address::Link(purpose, token).url(&base.url, locale)
}
