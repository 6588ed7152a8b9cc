//! The register log: what the bytes of an entry are. It does not know what a signatory is.

pub mod leaf;
