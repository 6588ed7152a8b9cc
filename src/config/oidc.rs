//! The ministry's identity provider (OpenID Connect Core 1.0): where it is, who we are there, and which of its
//! groups stand for which roles.

use std::path::PathBuf;

use url::Url;

use super::address;
use super::sources::Sources;
use super::value;
use crate::domain::permit::Roles;

/// How staff sign in at the ministry's identity provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oidc {
    /// The provider's name for itself, exactly as its tokens and its own description have it.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// The file with our secret there; none where the provider gave none.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim of the ID token that holds a person's groups.
    pub groups_claim: String,
    /// Groups, and the roles that each lets its people use here. None: groups do not matter.
    pub roles: Vec<(String, Roles)>,
    /// Whether passwords and passkeys of our own are left to admins.
    pub only: bool,
}

impl Oidc {
    /// Which roles these groups let a person use; none where groups do not matter.
    pub fn roles_of<'a>(&self, groups: impl Iterator<Item = &'a str>) -> Option<Roles> {
        if self.roles.is_empty() {
            return None;
        }
        let mut roles = Roles::default();
        for group in groups {
            let mapped = self.roles.iter().filter(|(name, _)| name == group);
            roles.0.extend(mapped.flat_map(|(_, of)| of.0.iter().copied()));
        }
        Some(roles)
    }
}

/// Reads the settings that begin with `oidc_`.
pub(super) fn collect(from: &mut Sources) -> Option<Oidc> {
    let issuer = from.take("oidc_issuer", None, issuer);
    let client_id = from.take("oidc_client_id", None, value::text);
    let oidc = Oidc {
        issuer: issuer.clone().unwrap_or_default(),
        client_id: client_id.clone().unwrap_or_default(),
        client_secret_file: from.take("oidc_client_secret_file", None, |text| value::path(text).map(Some)),
        scopes: from.take("oidc_scopes", Vec::new(), scopes),
        groups_claim: from
            .take("oidc_groups_claim", Some("groups".to_owned()), value::text)
            .unwrap_or_default(),
        roles: from.take("oidc_roles", Vec::new(), roles),
        only: from.take("oidc_only", false, value::switch),
    };
    match (issuer, client_id) {
        (Some(_), Some(_)) => return Some(oidc),
        (Some(_), None) => from.miss("oidc_issuer", "oidc_client_id"),
        (None, _) => ["client_id", "client_secret_file", "scopes", "groups_claim", "roles", "only"]
            .iter()
            .for_each(|key| from.miss(&format!("oidc_{key}"), "oidc_issuer")),
    }
    None
}

fn issuer(text: &str) -> Result<Option<String>, String> {
    let expected = || {
        Err("expected the https address by which the provider names itself, for example \
             https://login.example.org/realms/ministry"
            .to_owned())
    };
    let Ok(url) = Url::parse(text) else { return expected() };
    let bare = url.username().is_empty() && url.password().is_none();
    if !is_safe(&url) || !bare || url.query().is_some() || url.fragment().is_some() {
        return expected();
    }
    Ok(Some(text.to_owned()))
}

/// Whether what is sent there travels unread: over TLS, or on this machine alone.
pub fn is_safe(url: &Url) -> bool {
    let loopback = url.host().is_some_and(|host| address::is_loopback(&host));
    url.scheme() == "https" && url.host().is_some() || url.scheme() == "http" && loopback
}

fn scopes(text: &str) -> Result<Vec<String>, String> {
    // RFC 6749, section 3.3.
    let good = text.chars().all(|c| matches!(c, ' ' | '!' | '#'..='[' | ']'..='~'));
    if good {
        Ok(text.split(' ').filter(|scope| !scope.is_empty()).map(str::to_owned).collect())
    } else {
        Err("expected scopes with spaces between, for example profile groups".to_owned())
    }
}

/// `group=role,role;group=role`. A group may hold anything but a semicolon: some are called
/// `cn=desk,ou=call`, and the last equals sign ends it.
fn roles(text: &str) -> Result<Vec<(String, Roles)>, String> {
    let one = |item: &str| {
        let (group, codes) = item.rsplit_once('=')?;
        let roles = Roles::parse(&codes.replace(',', " "));
        let known = roles.0.len() == codes.split(',').count();
        (known && !group.trim().is_empty()).then(|| (group.trim().to_owned(), roles))
    };
    let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
    items.map(one).collect::<Option<Vec<_>>>().ok_or_else(|| {
        "expected group=role,role;group=role with the roles viewer, moderator, editor and admin, for example \
         call-desk=moderator;call-leads=moderator,admin"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_for_roles() {
        let read = |text: &str| roles(text).unwrap();
        let oidc = |roles| Oidc {
            issuer: String::new(),
            client_id: String::new(),
            client_secret_file: None,
            scopes: Vec::new(),
            groups_claim: String::new(),
            roles,
            only: false,
        };
        let both = oidc(read("desk=moderator; cn=leads,ou=call = moderator,admin ;"));
        let of = |groups: &[&str]| both.roles_of(groups.iter().copied()).unwrap().text();
        assert_eq!(of(&["desk"]), "moderator");
        assert_eq!(of(&["cn=leads,ou=call", "desk", "others"]), "moderator admin");
        assert_eq!(of(&["Desk", "leads"]), "");
        assert_eq!(oidc(Vec::new()).roles_of(["desk"].into_iter()), None);
        for wrong in ["desk", "desk=", "=admin", "desk=boss", "desk=admin,boss", "desk=admin,admin"] {
            assert!(roles(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_provider_is_asked_over_tls() {
        for good in
            ["https://login.example.org", "https://login.example.org/realms/m", "http://127.0.0.1:9000"]
        {
            assert_eq!(issuer(good).unwrap().as_deref(), Some(good));
        }
        for wrong in [
            "login.example.org",
            "http://login.example.org",
            "https://u@x.example",
            "https://x.example?a",
            "ftp://x",
        ] {
            assert!(issuer(wrong).is_err(), "{wrong}");
        }
        assert!(!is_safe(&Url::parse("file:///etc/passwd").unwrap()));
    }
}
