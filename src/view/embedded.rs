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

/// A number that changes when a file changes: never, in release.
#[cfg(not(debug_assertions))]
pub fn stamp() -> u64 {
    0
}

#[cfg(debug_assertions)]
pub use self::look::stamp;

#[cfg(debug_assertions)]
mod look {
    use std::fs::read_dir;
    use std::hash::{DefaultHasher, Hash, Hasher};
    use std::path::Path;
    use std::sync::{Mutex, PoisonError};
    use std::time::{Duration, Instant};

    /// There are hundreds of files, and a page asks several times.
    const HOLDS: Duration = Duration::from_millis(500);

    /// A number that changes soon after a file of the three folders is written, added or removed.
    pub fn stamp() -> u64 {
        static SEEN: Mutex<Option<(Instant, u64)>> = Mutex::new(None);
        let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        match *seen {
            Some((at, stamp)) if at.elapsed() < HOLDS => stamp,
            _ => {
                let stamp = look();
                *seen = Some((Instant::now(), stamp));
                stamp
            }
        }
    }

    fn look() -> u64 {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut hasher = DefaultHasher::new();
        for folder in ["templates", "locales", "static"] {
            walk(&root.join(folder), &mut hasher);
        }
        hasher.finish()
    }

    fn walk(folder: &Path, hasher: &mut DefaultHasher) {
        let Ok(entries) = read_dir(folder) else { return };
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
}
