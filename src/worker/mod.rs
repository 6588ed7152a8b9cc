//! What the service does by itself, without anybody waiting. Rules stay in `domain` and `app`.

pub mod mail;
