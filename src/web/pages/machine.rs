//! What programs ask a site for first: what not to crawl, whom to tell of a weakness. Its map is `sitemap`'s.

use std::fmt::Write;

use actix_web::HttpResponse;
use chrono::Duration;

use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::{Present, Public};

/// What is one person's, or changes something, by how addresses begin.
const PRIVATE: &[&str] =
    &["/account", "/staff", "/sign/", "/confirm/", "/cancel/", "/reverse/", "/hide/", "/unsubscribe/"];
/// What has no end: the register of each day of the past.
const PAST: &[&str] = &["/*as_of=", "/data/snapshots/"];

/// `/robots.txt` (RFC 9309)
pub async fn robots(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        let mut text = String::from("User-agent: *\n");
        for path in PRIVATE.iter().chain(PAST) {
            for locale in Locale::OFFERED {
                let _ = writeln!(text, "Disallow: {}{path}", locale.prefix());
            }
        }
        let _ = writeln!(text, "\nSitemap: {}/sitemap.xml", base(public));
        Ok(Content::of("text/plain; charset=utf-8", text.into_bytes()))
    })
}

/// `/.well-known/security.txt` (RFC 9116)
pub async fn security(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        let contact = public.site.app.settings.load().contact_email.clone();
        let contact = match contact.as_str() {
            "" => format!("{}/about", base(public)),
            mail => format!("mailto:{mail}"),
        };
        let expires = public.today + Duration::days(limits::CONTACT_DAYS);
        let text = format!(
            "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en, da\n\
             Canonical: {}/.well-known/security.txt\n",
            base(public)
        );
        Ok(Content::of("text/plain; charset=utf-8", text.into_bytes()))
    })
}

/// Where the site stands.
pub(super) fn base(public: &Public) -> &str {
    &public.site.app.config.base_url.url
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes::{Who, table};

    #[test]
    fn robots_are_kept_from_all_that_is_not_for_everybody() {
        for route in table().iter().filter(|route| route.who != Who::Anyone) {
            let told = PRIVATE.iter().any(|begin| route.pattern.starts_with(begin));
            assert!(told, "robots.txt lets {} be crawled", route.pattern);
        }
    }
}
