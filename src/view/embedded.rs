//! The files that travel inside the binary: templates, messages, static files.
//!
//! In release they are part of the binary; in debug builds they are read from the source folder, and
//! `stamp` changes whenever one of them does.

use rust_embed::RustEmbed;

/// `templates/`.
#[derive(RustEmbed)]
#[folder = "templates"]
pub struct TemplateFiles;

/// `locales/`.
#[derive(RustEmbed)]
#[folder = "locales"]
pub struct LocaleFiles;

/// `static/`.
#[derive(RustEmbed)]
#[folder = "static"]
pub struct StaticFiles;

/// The text of every file of a folder whose name passes, with its path, in the order of the paths.
pub fn texts<F: RustEmbed>(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = F::iter()
        .filter(|path| wanted(path))
        .filter_map(|path| {
            let file = F::get(&path)?;
            Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect();
    found.sort();
    found
}

/// A number that changes when a file of the three folders is written, added or removed.
///
/// Always the same in release, where nothing can change.
#[cfg(debug_assertions)]
pub fn stamp() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    fn walk(folder: &std::path::Path, hasher: &mut DefaultHasher) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, hasher);
            } else {
                path.hash(hasher);
                path.metadata().and_then(|data| data.modified()).ok().hash(hasher);
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut hasher = DefaultHasher::new();
    for folder in ["templates", "locales", "static"] {
        walk(&root.join(folder), &mut hasher);
    }
    hasher.finish()
}

/// A number that changes when a file changes: never, in release.
#[cfg(not(debug_assertions))]
pub fn stamp() -> u64 {
    0
}
