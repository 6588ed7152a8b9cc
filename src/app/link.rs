//! Links that are mailed: each is made for one purpose, kept as the hash of its token, and stands in its mail as an address.
//! How long it lives, `domain/link.rs` says; what letters have to do with the links in them, `letter/link.rs`.

use super::App;
use super::act::Act;
use super::address::Address;
use crate::config::{BaseUrl, Config};
use crate::domain::link::{Purpose, life};
use crate::domain::locale::Locale;
use crate::domain::{Moment, Result};
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
        let expires_at = act.now + life(purpose);
        Link::until(act, token, (purpose, subject_id), expires_at)
    }

    /// The same, and it lives until a moment of its own.
    ///
    /// # Errors
    /// Internal.
    pub fn until(
        act: &mut Act<'_>,
        token: String,
        (purpose, subject_id): (Purpose, i64),
        expires_at: Moment,
    ) -> Result<Link> {
        let hash = secret::hash_token(&token);
        let new = NewLink { hash: hash.clone(), purpose, subject_id, created_at: act.now, expires_at };
        store::link::insert(act.db, &new)?;
        Ok(Link { purpose, token, hash })
    }

    /// The whole address, as a mail in this language holds it.
    pub fn url(self, app: &App, locale: Locale) -> String {
        url(&app.config, self.purpose, self.token, locale)
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
    url(&app.config, purpose, HIDDEN.to_owned(), locale)
}

/// The token in the address of a link; none, where that leads to another place than this site has now.
pub(super) fn token_in<'url>(config: &Config, purpose: Purpose, url: &'url str) -> Option<&'url str> {
    let path = url.strip_prefix(base(config, purpose).url.trim_end_matches('/'))?;
    path.strip_prefix('/')?.rsplit_once('/').map(|(_, token)| token)
}

fn url(config: &Config, purpose: Purpose, token: String, locale: Locale) -> String {
    Address::Link(purpose, token).url(&base(config, purpose).url, locale)
}

/// Where the links of a purpose lead.
fn base(config: &Config, purpose: Purpose) -> &BaseUrl {
    match purpose {
        Purpose::StaffSetup => config.staff_base(),
        _ => &config.base_url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(base_url: &str, staff_host: &str) -> Config {
        let set = [("TILSAGN_BASE_URL", base_url), ("TILSAGN_STAFF_HOST", staff_host)];
        let env = set.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Config::from_parts(None, env).unwrap()
    }

    #[test]
    fn the_token_is_found_again_in_the_address_of_every_link() {
        let ours = config("https://call.example", "desk.example");
        let moved = config("https://call.example.net", "desk.example.net");
        for purpose in Purpose::ALL.iter().copied() {
            for locale in Locale::ALL.iter().copied() {
                let url = url(&ours, purpose, "to-ken".to_owned(), locale);
                assert_eq!(token_in(&ours, purpose, &url), Some("to-ken"), "{url}");
                assert_eq!(token_in(&moved, purpose, &url), None, "{url}");
            }
            let before = url(&moved, purpose, "to-ken".to_owned(), Locale::English);
            assert_eq!(token_in(&ours, purpose, &before), None, "it only begins as ours do: {before}");
        }
    }
}
