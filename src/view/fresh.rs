//! A value made from embedded files, made again when the files change (which only debug builds see).

use std::sync::{Arc, Mutex, PoisonError};

use super::embedded;

/// Holds the newest value and the stamp of the files that it was made from.
pub struct Fresh<T> {
    held: Mutex<Option<(u64, Arc<T>)>>,
}

impl<T> Fresh<T> {
    /// Nothing made yet.
    pub const fn new() -> Fresh<T> {
        Fresh { held: Mutex::new(None) }
    }

    /// The value for the files as they are now; `make` runs at the first call and after a change.
    pub fn get<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let stamp = embedded::stamp();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, value)) = &*held
            && *at == stamp
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(make()?);
        *held = Some((stamp, Arc::clone(&value)));
        Ok(value)
    }
}
