//! What programs ask a site for first: its map, what not to crawl, whom to tell of a weakness.

use std::fmt::Write;

use actix_web::HttpResponse;
use chrono::Duration;

use crate::app::address::Address;
use crate::domain::Result;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::view::escape::escaped;
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::{Present, Public};

/// Pages that are there whoever has signed.
const STANDING: &[&str] = &[
    "/",
    "/call",
    "/signatories",
    "/commitments",
    "/about",
    "/verify",
    "/data",
    "/privacy",
    "/accessibility",
];
/// What is one person's, or changes something.
const PRIVATE: &[&str] = &["/account", "/staff", "/sign/", "/confirm/", "/cancel/", "/reverse/", "/hide/"];
/// What has no end: the register of each day of the past.
const PAST: &[&str] = &["/*as_of=", "/data/snapshots/"];
/// Days for which the word on whom to tell holds (RFC 9116 asks for less than a year).
const CONTACT_DAYS: i64 = 180;

/// `/sitemap.xml` (sitemaps.org)
pub async fn sitemap(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| Ok(Content::of("application/xml; charset=utf-8", map(public).into_bytes())))
}

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
        let expires = public.today + Duration::days(CONTACT_DAYS);
        let text = format!(
            "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en, da\n\
             Canonical: {}/.well-known/security.txt\n",
            base(public)
        );
        Ok(Content::of("text/plain; charset=utf-8", text.into_bytes()))
    })
}

fn base(public: &Public) -> &str {
    &public.site.app.config.base_url.url
}

fn map(public: &Public) -> String {
    let snapshot = &public.snapshot;
    let standing = STANDING.iter().map(|path| ((*path).to_owned(), None));
    let versions = snapshot
        .call
        .versions
        .iter()
        .map(|version| (format!("/call/v{}", version.number), Some(version.published_at)));
    let signatories = snapshot
        .listed_signatories()
        .map(|(_, card)| (Address::Signatory(card.slug.clone()).path(), Some(card.updated_at)));
    let commitments = snapshot
        .listed_commitments()
        .map(|(_, card)| (Address::Commitment(card.public_id.clone()).path(), Some(card.published_at)));
    let all = standing.chain(versions).chain(signatories).chain(commitments).take(limits::SITEMAP);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, changed) in all {
        let changed = changed.map(|at| format!("<lastmod>{}</lastmod>", at.rfc3339())).unwrap_or_default();
        let _ = writeln!(xml, "<url><loc>{}{}</loc>{changed}</url>", escaped(base(public)), escaped(&path));
    }
    xml.push_str("</urlset>\n");
    xml
}
