//! Others with whom the log is kept honest, written as `KEY@URL`: the key to check them with, and where they are.

use url::Url;

use crate::log::cosignature::Witness;

/// A witness that is asked to sign checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    pub witness: Witness,
    /// The submission prefix (C2SP tlog-witness), without a slash at the end.
    pub url: String,
}

/// Parts `KEY@URL`. The address has no slash at the end.
///
/// # Errors
/// What was expected.
pub fn key_at(text: &str) -> Result<(&str, String), String> {
    let wrong = || "expected KEY@URL, for example example.org+c74f20a3+ARpc…@https://example.org".to_owned();
    let (key, url) = text.trim().split_once("@http").ok_or_else(wrong)?;
    let url = Url::parse(&format!("http{url}")).map_err(|_| wrong())?;
    let more = url.query().is_some() || url.fragment().is_some() || url.password().is_some();
    if url.host().is_none() || more || !url.username().is_empty() {
        return Err(wrong());
    }
    Ok((key, url.as_str().trim_end_matches('/').to_owned()))
}

impl Peer {
    /// Reads `KEY@URL`.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Peer, String> {
        let (key, url) = key_at(text)?;
        let witness = Witness::parse(key).map_err(|fault| fault.0)?;
        Ok(Peer { witness, url })
    }
}
