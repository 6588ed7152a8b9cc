//! What all handlers share: the application, the templates, the cache of ready pages.

use std::ops::Deref;
use std::sync::Arc;

use super::cache::Cache;
use super::gate::throttle::Throttles;
use super::health::Readiness;
use crate::app::App;
use crate::config::BaseUrl;
use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::view::{Messages, Notice, Still, Templates, Ways};

/// The running site. Cheap to clone; one per process.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

/// The parts of a running site.
pub struct Parts {
    pub app: App,
    pub templates: Templates,
    pub cache: Cache,
    pub throttles: Throttles,
    pub readiness: Readiness,
    /// Languages served: those on offer, and in tests the pseudo-locale.
    pub locales: Vec<Locale>,
    /// Whether this is a demo: it shows the inbox and the codes of its staff.
    pub demo: bool,
    /// Whether this is there to be copied into files: its requests are of this process itself.
    pub copied: bool,
    /// What the copy says of itself where it is to be read without a server.
    pub still: Option<Still>,
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
        Site::of(app, locales, demo, false, None)
    }

    /// The site as it is copied into files. With `still`, nothing in it asks for a server that can do more than send them.
    ///
    /// # Errors
    /// Internal, if a template or message file does not parse.
    pub fn copied(app: App, locales: &[Locale], still: Option<Still>) -> Result<Site> {
        Site::of(app, locales, false, true, still)
    }

    fn of(app: App, locales: &[Locale], demo: bool, copied: bool, still: Option<Still>) -> Result<Site> {
        let locales = locales.to_vec();
        let ways = if still.is_some() { Ways::Still } else { Ways::Served };
        let zone = app.clone();
        let templates = Templates::along(move || zone.time_zone(), ways)?;
        let clock = app.clone();
        let throttles = Throttles::new(app.config.rate_limits, move || clock.clock.now());
        let (cache, readiness) = (Cache::default(), Readiness::new(app.config.rate_limits));
        Ok(Site(Arc::new(Parts {
            app,
            templates,
            cache,
            throttles,
            readiness,
            locales,
            demo,
            copied,
            still,
        })))
    }

    /// What stands above every page: that nothing can be done now, while the service is read-only; and the banner.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn notices(&self, locale: Locale) -> Result<Vec<Notice>> {
        if self.still.is_some() {
            return Ok(Vec::new());
        }
        let mut notices = Vec::new();
        if self.reads_only() {
            notices.push(Notice::new(self.messages()?.plain(locale, "read-only-notice", None), locale));
        }
        let settings = self.app.settings.load();
        let banner = settings.banner(locale, self.app.clock.now());
        notices.extend(banner.map(|(text, spoken)| Notice::new(text, spoken)));
        Ok(notices)
    }

    /// Whether nothing is changed now: the process only reads, or an admin has said so.
    pub fn reads_only(&self) -> bool {
        self.app.config.read_only || self.app.settings.load().switches.read_only
    }

    /// The address under which a path (without its language) is reached.
    pub fn base_of(&self, path: &str) -> &BaseUrl {
        let config = &self.app.config;
        if path.starts_with("/staff/") { config.staff_base() } else { &config.base_url }
    }

    /// How addresses of pages are written.
    pub fn ways(&self) -> Ways {
        if self.still.is_some() { Ways::Still } else { Ways::Served }
    }

    /// The messages of all languages.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn messages(&self) -> Result<Arc<Messages>> {
        Messages::shared()
    }
}
