//! The files of `static/`: named after their content, compressed once, ready to send for a year.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;

use super::embedded::StaticFiles;
use super::fresh::Fresh;
use crate::domain::{Error, Result};

static ASSETS: LazyLock<Fresh<Assets>> = LazyLock::new(Fresh::new);

/// Read by the program itself, never served.
const UNSERVED: &[&str] = &["world.json"];

/// One file, ready to send.
#[derive(Debug, Clone)]
pub struct Asset {
    pub bytes: Vec<u8>,
    /// Brotli (RFC 7932), where it is smaller.
    pub br: Option<Vec<u8>>,
    /// Gzip (RFC 1952), where it is smaller.
    pub gzip: Option<Vec<u8>>,
    pub content_type: &'static str,
    /// A strong entity tag with its quotes (RFC 9110, 8.8.3).
    pub etag: String,
}

/// Every file, by the name that carries the hash of its content.
#[derive(Debug, Default)]
pub struct Assets {
    by_hashed: HashMap<String, Asset>,
    addresses: HashMap<String, String>,
}

impl Assets {
    /// The files as embedded (in debug builds: as they are on disk now).
    ///
    /// # Errors
    /// Internal, if a file cannot be compressed.
    pub fn shared() -> Result<Arc<Assets>> {
        ASSETS.get(Assets::load)
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

    fn load() -> Result<Assets> {
        let mut names: Vec<String> = StaticFiles::iter().map(|name| name.into_owned()).collect();
        names.retain(|name| !UNSERVED.contains(&name.as_str()));
        // Style sheets name other files, so those are named first.
        names.sort_by_key(|name| (name.ends_with(".css"), name.clone()));
        let mut assets = Assets::default();
        for name in names {
            if let Some(file) = StaticFiles::get(&name) {
                assets.add(&name, file.data.into_owned())?;
            }
        }
        Ok(assets)
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let bytes = if name.ends_with(".css") { self.addressed(&bytes) } else { bytes };
        let digest = HEXLOWER.encode(digest::digest(&digest::SHA256, &bytes).as_ref());
        let hash = &digest[..12];
        let hashed = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
            None => format!("{name}.{hash}"),
        };
        let packed = name.ends_with(".woff2");
        let (br, gzip) = if packed {
            (None, None)
        } else {
            (smaller(brotli(&bytes)?, &bytes), smaller(gzip(&bytes)?, &bytes))
        };
        let asset = Asset { br, gzip, content_type: content_type(name), etag: format!("\"{hash}\""), bytes };
        self.addresses.insert(name.to_owned(), format!("/static/{hashed}"));
        self.by_hashed.insert(hashed, asset);
        Ok(())
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

fn smaller(packed: Vec<u8>, plain: &[u8]) -> Option<Vec<u8>> {
    (packed.len() < plain.len()).then_some(packed)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).map_err(Error::internal)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).map_err(Error::internal)?;
    encoder.finish().map_err(Error::internal)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
