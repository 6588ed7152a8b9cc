//! Bodies that are made once and sent many times, compressed when one first asks.

use std::io::Write;
use std::sync::OnceLock;

use bytes::Bytes;

use crate::domain::{Error, Result};

/// How hard a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For pages: brotli takes about a millisecond for 30 KB, and comes within a tenth of the smallest size.
    Quick,
    /// For files that stay as they are: as small as can be.
    Smallest,
}

/// A body in the three encodings that browsers ask for.
#[derive(Debug, Clone)]
pub struct Packed {
    plain: Bytes,
    effort: Effort,
    br: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl Packed {
    /// A body that nobody has asked for yet.
    pub fn of(body: Vec<u8>, effort: Effort) -> Packed {
        Packed { plain: body.into(), effort, br: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// The body as it is.
    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// The body in an encoding.
    ///
    /// # Errors
    /// Internal; writing to memory does not fail.
    pub fn encoded(&self, coding: Coding) -> Result<Bytes> {
        let held = match coding {
            Coding::Brotli => &self.br,
            Coding::Gzip => &self.gzip,
            Coding::Identity => return Ok(self.plain.clone()),
        };
        if let Some(packed) = held.get() {
            return Ok(packed.clone());
        }
        let pack = if coding == Coding::Brotli { brotli } else { gzip };
        let packed = pack(&self.plain, self.effort).map_err(Error::internal)?;
        Ok(held.get_or_init(|| packed.into()).clone())
    }

    /// About what the body weighs in memory once it was asked for in both: twice compressed, a page is smaller than itself.
    pub fn weight(&self) -> usize {
        2 * self.plain.len()
    }
}

/// Brotli (RFC 7932).
fn brotli(body: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let quality = match effort {
        Effort::Quick => 5,
        Effort::Smallest => 11,
    };
    let mut packed = Vec::with_capacity(body.len() / 4);
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    brotli::BrotliCompress(&mut &*body, &mut packed, &params)?;
    Ok(packed)
}

/// Gzip (RFC 1952).
fn gzip(body: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::Quick => flate2::Compression::default(),
        Effort::Smallest => flate2::Compression::best(),
    };
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
    gzip.write_all(body)?;
    gzip.finish()
}

/// An encoding of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Identity,
}

impl Coding {
    /// The best coding that an `Accept-Encoding` header allows (RFC 9110, 12.5.3).
    pub fn best(accepted: &str) -> Coding {
        let allows = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                let named = pieces.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
                named && !pieces.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        if allows("br") {
            Coding::Brotli
        } else if allows("gzip") {
            Coding::Gzip
        } else {
            Coding::Identity
        }
    }

    /// The name in `Content-Encoding`, and what it adds to the entity tag.
    pub const fn token(self) -> Option<&'static str> {
        match self {
            Coding::Brotli => Some("br"),
            Coding::Gzip => Some("gzip"),
            Coding::Identity => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_preferred_and_a_weight_of_nothing_refuses() {
        assert_eq!(Coding::best("gzip, deflate, br"), Coding::Brotli);
        assert_eq!(Coding::best("gzip, br;q=0"), Coding::Gzip);
        assert_eq!(Coding::best("GZIP;q=0.5"), Coding::Gzip);
        assert_eq!(Coding::best("identity"), Coding::Identity);
        assert_eq!(Coding::best(""), Coding::Identity);
    }
}
