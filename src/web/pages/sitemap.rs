//! The site's map for search engines (sitemaps.org). It has no end of its own: beyond what one file may hold, `/sitemap.xml` names
//! the parts in which the addresses stand.

use std::fmt::Write;

use actix_web::{HttpResponse, web};

use super::machine::base;
use crate::app::address::Address;
use crate::domain::{Error, Moment, Result, limits};
use crate::register::{CommitmentCard, SignatoryCard, Snapshot, VersionCard};
use crate::view::escape::escaped;
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Present;
use crate::web::routes;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page of the site.
enum Place<'a> {
    Standing(&'static str),
    Version(&'a VersionCard),
    Signatory(&'a SignatoryCard),
    Commitment(&'a CommitmentCard),
}

impl Place<'_> {
    fn path(&self) -> String {
        match self {
            Place::Standing(path) => (*path).to_owned(),
            Place::Version(version) => format!("/call/v{}", version.number),
            Place::Signatory(card) => Address::Signatory(card.slug.clone()).path(),
            Place::Commitment(card) => Address::Commitment(card.public_id.clone()).path(),
        }
    }

    fn changed(&self) -> Option<Moment> {
        match self {
            Place::Standing(_) => None,
            Place::Version(version) => Some(version.published_at),
            Place::Signatory(card) => Some(card.updated_at),
            Place::Commitment(card) => Some(card.published_at),
        }
    }
}

/// `/sitemap.xml`: every address, or where there are too many for one file, the parts.
pub async fn whole(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        let count = places(&public.snapshot).count();
        Ok(xml(match count.div_ceil(limits::SITEMAP) {
            0 | 1 => addresses(base(public), places(&public.snapshot)),
            parts => index(base(public), parts),
        }))
    })
}

/// `/sitemap-{part}.xml`: one of the parts, from 1.
pub async fn part(Present(public): Present, named: web::Path<String>) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        let places = places(&public.snapshot).skip(before(&named)?).take(limits::SITEMAP);
        let mut places = places.peekable();
        if places.peek().is_none() {
            return Err(Error::NotFound);
        }
        Ok(xml(addresses(base(public), places)))
    })
}

/// How many addresses stand in the parts before the one that is named, as the index names it.
fn before(named: &str) -> Result<usize> {
    let part = named.parse().ok().filter(|part: &usize| part.to_string() == named);
    let before = part.and_then(|part| part.checked_sub(1)).ok_or(Error::NotFound)?;
    Ok(before.saturating_mul(limits::SITEMAP))
}

fn places(snapshot: &Snapshot) -> impl Iterator<Item = Place<'_>> {
    let mapped = routes::standing().filter(|page| routes::traits(page).is_mapped());
    let standing = mapped.map(Place::Standing);
    let versions = snapshot.call.versions.iter().map(Place::Version);
    let signatories = snapshot.listed_signatories().map(|(_, card)| Place::Signatory(card));
    let commitments = snapshot.listed_commitments().map(|(_, card)| Place::Commitment(card));
    standing.chain(versions).chain(signatories).chain(commitments)
}

fn addresses<'a>(base: &str, places: impl Iterator<Item = Place<'a>>) -> String {
    let mut xml = format!("{HEAD}<urlset xmlns=\"{SCHEMA}\">\n");
    for place in places {
        let changed = place.changed().map(|at| format!("<lastmod>{}</lastmod>", at.rfc3339()));
        let changed = changed.unwrap_or_default();
        let _ = writeln!(xml, "<url><loc>{}{}</loc>{changed}</url>", escaped(base), escaped(&place.path()));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn index(base: &str, parts: usize) -> String {
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{SCHEMA}\">\n");
    for part in 1..=parts {
        let _ = writeln!(xml, "<sitemap><loc>{}/sitemap-{part}.xml</loc></sitemap>", escaped(base));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn xml(text: String) -> Content {
    Content::of("application/xml; charset=utf-8", text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_begins_where_the_one_before_it_ends() {
        assert_eq!(before("1").unwrap(), 0);
        assert_eq!(before("3").unwrap(), 100_000);
        for none in ["0", "-1", "01", "", "x", "1.0"] {
            assert!(matches!(before(none), Err(Error::NotFound)), "{none:?}");
        }
        assert!(before(&usize::MAX.to_string()).is_ok());
    }

    #[test]
    fn the_index_names_each_part() {
        let index = index("https://register.example", 2);
        assert_eq!(
            index,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
             <sitemap><loc>https://register.example/sitemap-1.xml</loc></sitemap>\n\
             <sitemap><loc>https://register.example/sitemap-2.xml</loc></sitemap>\n\
             </sitemapindex>\n"
        );
    }
}
