//! Answers to forms at the staff's door that no demo gives: they take a passkey, the ministry's identity provider, or a
//! proof that is asked for once the last one is ten minutes old. The walk through the demo leaves out just these, and the
//! browser stories of passkeys and of the provider come by every one of them.

use std::collections::BTreeSet;

use super::axe;
use super::browser::{Browser, DESK, PHONE};

/// What the story of passkeys comes by, as the route table writes it.
pub const OF_PASSKEYS: &[&str] = &[
    "/staff/confirm-identity",
    "/staff/passkey/sign-in",
    "/staff/passkey/confirm",
    "/staff/passkey/confirm/answer",
    "/staff/passkey/add",
];
/// What the story of the way to the provider and back comes by.
pub const OF_THE_PROVIDER: &[&str] = &[
    "/staff/oidc/sign-in",
    "/staff/oidc/confirm",
    "/staff/oidc/link",
    "/staff/oidc/callback",
    "/staff/setup/{token}/oidc",
];

/// Looks at the page that is open, on a phone and on a desk: everybody can read it.
#[track_caller]
pub fn look(browser: &Browser, name: &str) {
    for width in [PHONE, DESK] {
        browser.resize(width);
        assert!(browser.fits(), "{name} is wider than {width}");
        axe::assert_accessible(browser);
        browser.screenshot(&format!("{name}-{width}"));
    }
}

/// The answers that a story has looked at, by pattern.
#[derive(Default)]
pub struct Seen(BTreeSet<&'static str>);

impl Seen {
    /// Looks at the page with which a form was answered. It stands where the form was sent to.
    #[track_caller]
    pub fn answered(&mut self, browser: &Browser, pattern: &'static str) {
        let address = url::Url::parse(&browser.address()).expect("an address");
        assert!(fits(pattern, address.path()), "{address} is no answer of {pattern}");
        look(browser, &pattern.trim_start_matches('/').replace('/', "-").replace(['{', '}'], ""));
        self.0.insert(pattern);
    }

    /// The end: each was looked at, and nothing else was said to be.
    #[track_caller]
    pub fn are_all(self, of: &[&'static str]) {
        let all: BTreeSet<&'static str> = of.iter().copied().collect();
        assert_eq!(self.0, all);
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let same = |(wanted, found): (&&str, &&str)| wanted.starts_with('{') || wanted == found;
    wanted.len() == found.len() && wanted.iter().zip(&found).all(same)
}
