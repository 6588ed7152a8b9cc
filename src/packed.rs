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

/// A weight (RFC 9110, 12.4.2) in thousandths: `q=0.5` is 500, none is 1,000. One that cannot be read counts as none.
fn thousandths(weight: &str) -> u32 {
    let number = weight.trim().strip_prefix(['q', 'Q']).and_then(|rest| rest.trim_start().strip_prefix('='));
    let Some((whole, decimals)) = number.map(|text| text.trim().split_once('.').unwrap_or((text.trim(), "")))
    else {
        return 1_000;
    };
    if whole == "0" { format!("{decimals:0<3.3}").parse().unwrap_or(1_000) } else { 1_000 }
}

/// An encoding of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Identity,
}

impl Coding {
    /// The coding that an `Accept-Encoding` header wishes most (RFC 9110, 12.5.3); of two that it wishes alike, the smaller.
    pub fn best(accepted: &str) -> Coding {
        let weight = |name: &str| {
            let named = accepted.split(',').filter_map(|part| {
                let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
                coding.trim().eq_ignore_ascii_case(name).then(|| thousandths(weight))
            });
            named.max().unwrap_or(0)
        };
        // What is not named may still be sent as it is, when nothing better may.
        let (br, gzip, plain) = (weight("br"), weight("gzip"), weight("identity"));
        match br.max(gzip) {
            most if most == 0 || most < plain => Coding::Identity,
            most if most == br => Coding::Brotli,
            _ => Coding::Gzip,
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
    fn the_heaviest_wish_is_met_and_a_weight_of_nothing_refuses() {
        assert_eq!(Coding::best("gzip, deflate, br"), Coding::Brotli);
        assert_eq!(Coding::best("gzip, br;q=0"), Coding::Gzip);
        assert_eq!(Coding::best("GZIP;q=0.5"), Coding::Gzip);
        assert_eq!(Coding::best("br;q=0.1, gzip;q=1"), Coding::Gzip);
        assert_eq!(Coding::best("br;q=0.8, gzip; q=0.75"), Coding::Brotli);
        assert_eq!(Coding::best("gzip;q=0.5, identity"), Coding::Identity);
        assert_eq!(Coding::best("br;q=0.000, gzip;q=0"), Coding::Identity);
        assert_eq!(Coding::best("br;q=many"), Coding::Brotli);
        assert_eq!(Coding::best("identity"), Coding::Identity);
        assert_eq!(Coding::best(""), Coding::Identity);
    }
}
