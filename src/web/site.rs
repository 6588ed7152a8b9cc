//! What all handlers share: the application, the templates, the cache of ready pages.

use std::ops::Deref;
use std::sync::Arc;

use super::cache::Cache;
use super::gate::throttle::Throttles;
use crate::app::App;
use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::view::{Messages, Templates};

/// The running site. Cheap to clone; one per process.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

/// The parts of a running site.
pub struct Parts {
    pub app: App,
    pub templates: Templates,
    pub cache: Cache,
    pub throttles: Throttles,
    /// Languages served: those on offer, and in tests the pseudo-locale.
    pub locales: Vec<Locale>,
    /// Whether this is a demo: it shows the inbox and the codes of its staff.
    pub demo: bool,
}

impl Deref for Site {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Site {
    /// Puts the site together.
    ///
    /// # Errors
    /// Internal, if a template or message file does not parse.
    pub fn new(app: App, locales: &[Locale], demo: bool) -> Result<Site> {
        let zone = app.clone();
        let templates = Templates::new(move || zone.time_zone())?;
        let clock = app.clone();
        let throttles = Throttles::new(app.config.rate_limits, move || clock.clock.now());
        let cache = Cache::default();
        Ok(Site(Arc::new(Parts { app, templates, cache, throttles, locales: locales.to_vec(), demo })))
    }

    /// What stands above every page: that nothing can be done now, while the service is read-only.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn notice(&self, locale: Locale) -> Result<String> {
        if !self.app.config.read_only {
            return Ok(String::new());
        }
        Ok(self.messages()?.plain(locale, "read-only-notice", None))
    }

    /// The messages of all languages.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn messages(&self) -> Result<Arc<Messages>> {
        Messages::shared()
    }
}
