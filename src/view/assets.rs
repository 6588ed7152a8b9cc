//! The files of `static/`: named after their content, compressed once they are asked for, ready to send for a year.

use core::convert::Infallible;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::digest;
use bytes::Bytes;
use data_encoding::HEXLOWER;

use super::embedded::StaticFiles;
use super::fresh::Fresh;
use crate::domain::Result;
use crate::packed::{Coding, Effort, Packed};

static ASSETS: LazyLock<Fresh<Assets>> = LazyLock::new(Fresh::new);

/// The content type of fonts.
const FONT: &str = "font/woff2";
/// Read by the program itself, never served.
const UNSERVED: &[&str] = &["world.json"];

/// One file, ready to send.
#[derive(Debug, Clone)]
pub struct Asset {
    pub content_type: &'static str,
    packed: Packed,
}

impl Asset {
    /// The file as it is.
    pub fn plain(&self) -> &Bytes {
        self.packed.plain()
    }

    /// The file as it goes out to one who takes this coding, and the coding that it then has. The first time it takes a while.
    ///
    /// # Errors
    /// Internal, if it cannot be compressed.
    pub fn encoded(&self, coding: Coding) -> Result<(Coding, Bytes)> {
        // Fonts are packed already.
        let coding = if self.content_type == FONT { Coding::Identity } else { coding };
        Ok((coding, self.packed.encoded(coding)?))
    }
}

/// Every file, by the name that carries the hash of its content.
#[derive(Debug, Default)]
pub struct Assets {
    by_hashed: HashMap<String, Asset>,
    addresses: HashMap<String, String>,
}

impl Assets {
    /// The files as embedded (in debug builds: as they are on disk now).
    pub fn shared() -> Arc<Assets> {
        let Ok(assets) = ASSETS.get(|| Ok::<_, Infallible>(Assets::load()));
        assets
    }

    /// The file with this name, hash included: `site.0f3a….css` for `/static/site.0f3a….css`.
    pub fn find(&self, hashed: &str) -> Option<&Asset> {
        self.by_hashed.get(hashed)
    }

    /// The address of a file of `static/` by its plain name: `/static/site.0f3a….css` for `site.css`.
    pub fn address(&self, name: &str) -> Option<&str> {
        self.addresses.get(name).map(String::as_str)
    }

    /// Every file of `static/` by its plain name, with its address.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.addresses.iter().map(|(name, address)| (name.as_str(), address.as_str()))
    }

    fn load() -> Assets {
        let mut names: Vec<String> = StaticFiles::iter().map(|name| name.into_owned()).collect();
        names.retain(|name| !UNSERVED.contains(&name.as_str()));
        // Style sheets name other files, so those are named first.
        names.sort_by_key(|name| (name.ends_with(".css"), name.clone()));
        let mut assets = Assets::default();
        for name in names {
            if let Some(file) = StaticFiles::get(&name) {
                assets.add(&name, file.data.into_owned());
            }
        }
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let bytes = if name.ends_with(".css") { self.addressed(&bytes) } else { bytes };
        let digest = HEXLOWER.encode(digest::digest(&digest::SHA256, &bytes).as_ref());
        let hash = &digest[..12];
        let hashed = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
            None => format!("{name}.{hash}"),
        };
        let asset = Asset { content_type: content_type(name), packed: Packed::of(bytes, Effort::Smallest) };
        self.addresses.insert(name.to_owned(), format!("/static/{hashed}"));
        self.by_hashed.insert(hashed, asset);
    }

    /// A style sheet with the files that it names under their hashed names.
    fn addressed(&self, css: &[u8]) -> Vec<u8> {
        let mut text = String::from_utf8_lossy(css).into_owned();
        for (name, address) in &self.addresses {
            text = text.replace(&format!("url({name})"), &format!("url({address})"));
        }
        text.into_bytes()
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => FONT,
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
