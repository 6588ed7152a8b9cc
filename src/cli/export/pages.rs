//! Every public page and every proof, as files that a web server shows without knowing anything of them.
//!
//! A page is the `index.html` of a folder. What asks for a server has no file: searches and filters, past days, forms; and
//! what is of one host: its map for search engines, what robots are told, whom to tell of a weakness.

use super::copy::Copy;
use crate::app::address::Address;
use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::register::{CallCard, LogCard, Snapshot, VersionCard};
use crate::view::{Assets, Ways, site};
use crate::web::routes;

/// What pages of a copy use of `static/`, besides licences.
const ASSETS: &[&str] =
    &["site.css", "icon.svg", "receipt.js", "stix-two-text-latin.woff2", "naskh-arabic.woff2"];

/// A page: what it is asked for as, and what its address says.
struct Page {
    asked: String,
    shown: String,
}

impl Page {
    fn of(path: String) -> Page {
        Page { asked: path.clone(), shown: path }
    }

    /// Addresses are asked for in ASCII; a file has the letters themselves, as servers decode them.
    fn signatory(slug: &str) -> Page {
        let asked = Address::Signatory(slug.to_owned()).path();
        Page { asked, shown: format!("/signatories/{slug}") }
    }

    fn copy(&self, copy: &mut Copy, locale: Locale) -> Result<()> {
        let asked = site::address(locale, &self.asked);
        let folder = Ways::Still.address(locale, &self.shown);
        copy.take(asked.trim_start_matches('/'), &format!("{}index.html", &folder[1..]))
    }
}

/// Writes every page in every language, what pages are made of, the proof of each entry, and its receipt.
///
/// # Errors
/// Internal, if something is not served or cannot be written.
pub fn all(copy: &mut Copy, register: &Snapshot, log: &LogCard) -> Result<()> {
    let pages = pages(register);
    let entries = usize::try_from(log.size).unwrap_or(usize::MAX);
    copy.expect(entries.saturating_mul(2).saturating_add(pages.len() * Locale::OFFERED.len()));
    for page in &pages {
        for locale in Locale::OFFERED {
            page.copy(copy, *locale)?;
        }
    }
    assets(copy)?;
    copy.take("log/witnesses", "log/witnesses")?;
    for number in 0..log.size {
        let file = format!("log/entries/{number}");
        copy.take(&file, &file)?;
        // What is withheld or erased has no receipt.
        copy.take_if_served(&format!("{file}.tlog-proof"))?;
    }
    Ok(())
}

fn pages(register: &Snapshot) -> Vec<Page> {
    let lists = routes::still_table().into_iter().map(|route| route.pattern);
    let standing = routes::standing().chain(lists).map(|path| Page::of(path.to_owned()));
    let signatories = register.slugs().chain(register.moved()).map(Page::signatory);
    let commitments = register.commitment_ids().map(|id| Page::of(Address::Commitment(id.to_owned()).path()));
    standing.chain(texts(&register.call)).chain(signatories).chain(commitments).collect()
}

/// Every version in every language of it, and what changed between any two.
fn texts(call: &CallCard) -> Vec<Page> {
    let mut found = Vec::new();
    let mut add = |path: String, languages: &[&str]| {
        found.extend(languages.iter().map(|language| Page::of(format!("{path}?language={language}"))));
        found.push(Page::of(path));
    };
    for version in &call.versions {
        add(format!("/call/v{}", version.number), &languages(version));
        for older in call.versions.iter().filter(|older| older.number < version.number) {
            let both: Vec<&str> =
                languages(version).into_iter().filter(|one| languages(older).contains(one)).collect();
            if !both.is_empty() {
                add(format!("/call/compare/{}/{}", older.number, version.number), &both);
            }
        }
    }
    found
}

fn languages(version: &VersionCard) -> Vec<&str> {
    version.texts.iter().map(|text| text.language.as_str()).collect()
}

fn assets(copy: &mut Copy) -> Result<()> {
    let assets = Assets::shared();
    for (name, address) in assets.names() {
        if ASSETS.contains(&name) || name.starts_with("licences/") {
            let file = address.trim_start_matches('/');
            if let Some(asset) = file.strip_prefix("static/").and_then(|hashed| assets.find(hashed)) {
                copy.keep(file, asset.plain())?;
            }
        }
    }
    Ok(())
}
