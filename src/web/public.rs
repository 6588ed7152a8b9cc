//! Pages that are the same for everybody: a function of the register's revision, served ready-made.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::Duration;
use serde::Serialize;

use super::cache::{Content, Key};
use super::error::Failure;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::erasure;
use crate::domain::{Day, Error, Result, limits};
use crate::register::{Found, Snapshot};
use crate::view::Frame;

/// What public answers say to caches: fresh for a minute, usable stale for five while asking again.
pub(super) const SHARED: &str = "public, max-age=60, stale-while-revalidate=240, stale-if-error=240";

/// A request for something public, with the register as it is at this moment.
pub struct Public {
    pub site: web::Data<Site>,
    pub visitor: Visitor,
    pub snapshot: Arc<Snapshot>,
    /// Today, in the deployment's time zone.
    pub today: Day,
    /// The query's names and values, decoded.
    pub query: Vec<(String, String)>,
    request: HttpRequest,
}

impl FromRequest for Public {
    type Error = Failure;
    type Future = Ready<Result<Public, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = match Visitor::from_request(request, payload).into_inner() {
            Ok(visitor) => visitor,
            Err(failure) => return ready(Err(failure)),
        };
        let Some(site) = request.app_data::<web::Data<Site>>().cloned() else {
            return ready(Err(Error::internal("no site").into()));
        };
        let query = url::form_urlencoded::parse(request.query_string().as_bytes()).into_owned().collect();
        let today = site.app.clock.now().day_in(site.app.config.time_zone);
        let snapshot = site.app.register.snapshot();
        ready(Ok(Public { site, visitor, snapshot, today, query, request: request.clone() }))
    }
}

impl Public {
    /// The answer at this address: from the cache, or made now. `query` is the query's canonical form,
    /// so that two spellings of one question share an answer.
    ///
    /// # Errors
    /// What `make` fails with; internal when the register has been out of reach for too long.
    pub fn answer(
        &self,
        query: &str,
        make: impl FnOnce(&Public) -> Result<Content>,
    ) -> Result<HttpResponse, Failure> {
        self.check_fresh()?;
        let key = Key {
            address: format!("{}?{query}", self.visitor.path),
            locale: self.visitor.locale,
            revision: self.snapshot.content_revision,
            day: self.today,
        };
        let answer = self.site.cache.get(&key, || make(self))?;
        Ok(answer.respond(self.request.headers(), SHARED))
    }

    /// What the address of a signatory leads to, an erased one's too.
    pub fn signatory_at(&self, slug: &str) -> Found<'_> {
        match self.snapshot.signatory_at(slug) {
            Found::Nothing if erasure::is_gone(&self.site.app, &self.snapshot, slug) => Found::Gone,
            found => found,
        }
    }

    /// A page made from a template.
    ///
    /// # Errors
    /// Internal, if the template does not fit its values.
    pub fn page(&self, template: &str, query: &str, values: &impl Serialize) -> Result<Content> {
        let path = match query {
            "" => self.visitor.path.clone(),
            query => format!("{}?{query}", self.visitor.path),
        };
        let view = self.site.app.site(self.visitor.locale);
        let notice = self.site.notice(self.visitor.locale)?;
        let frame = Frame { locale: self.visitor.locale, path: &path, site: &view, notice: &notice };
        self.site.templates.page(template, &frame, values).map(Content::html)
    }

    /// A node that has not reached the database for long might show what was hidden meanwhile.
    fn check_fresh(&self) -> Result<()> {
        let silence = self.site.app.clock.now() - self.site.app.register.reached_at();
        if silence > Duration::minutes(limits::UNREACHED_MINUTES) {
            return Err(Error::internal("the database has been out of reach for too long"));
        }
        Ok(())
    }
}
