//! Pages that are the same for everybody: a function of the register's revision, served ready-made.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{Datelike, Duration};
use serde::Serialize;

use super::cache::{Content, Key};
use super::error::Failure;
use super::gate::throttle::Deed;
use super::pages::speech::Speech;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::reading::Reading;
use crate::app::{erasure, register};
use crate::domain::{Day, Error, Refusal, Result, limits};
use crate::register::{Found, Snapshot};
use crate::view::Frame;

/// What public answers say to caches: fresh for a minute, usable stale for five while asking again.
pub(super) const SHARED: &str = "public, max-age=60, stale-while-revalidate=240, stale-if-error=240";

/// The query's name for a day of the past.
pub(super) const AS_OF: &str = "as_of";

/// A request for something public, with the register as it is at this moment.
pub struct Public {
    pub site: web::Data<Site>,
    pub visitor: Visitor,
    pub snapshot: Arc<Snapshot>,
    /// The day at whose end the register is shown; nothing for now.
    pub as_of: Option<Day>,
    /// That day, or today in the deployment's time zone.
    pub today: Day,
    /// Whether that day is over: until then the page shows how things are now.
    is_over: bool,
    /// The query's names and values, decoded.
    pub query: Vec<(String, String)>,
    request: HttpRequest,
}

impl FromRequest for Public {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Public, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload).into_inner();
        let request = request.clone();
        Box::pin(async move { Public::of(visitor?, request).await })
    }
}

/// A request for what has no past: it tells of now, whatever day is asked for.
pub struct Present(pub Public);

impl FromRequest for Present {
    type Error = Failure;
    type Future = Ready<Result<Present, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload).into_inner();
        ready(visitor.and_then(|visitor| Public::of_now(visitor, request.clone())).map(Present))
    }
}

impl Public {
    fn of_now(visitor: Visitor, request: HttpRequest) -> Result<Public, Failure> {
        let Some(site) = request.app_data::<web::Data<Site>>().cloned() else {
            return Err(Error::internal("no site").into());
        };
        let query = url::form_urlencoded::parse(request.query_string().as_bytes()).into_owned().collect();
        let today = site.app.clock.now().day_in(site.app.time_zone());
        let snapshot = site.app.register.snapshot();
        Ok(Public { site, visitor, snapshot, as_of: None, today, is_over: false, query, request })
    }

    async fn of(visitor: Visitor, request: HttpRequest) -> Result<Public, Failure> {
        let mut public = Public::of_now(visitor, request)?;
        let in_path = public.request.match_info().get("date");
        let Some(day) = as_of(&mut public.query, in_path, public.today)? else { return Ok(public) };
        if day < public.today {
            public.snapshot = public.past(day).await?;
            public.is_over = true;
        }
        Ok(Public { as_of: Some(day), today: day, ..public })
    }

    /// The register of a day that is over: one that is kept, or made now, as often as that may be asked for from one address.
    async fn past(&self, day: Day) -> Result<Arc<Snapshot>> {
        let app = &self.site.app;
        if let Some(kept) = register::past::kept(app, day) {
            return Ok(kept);
        }
        self.site.throttles.count(Deed::Past, self.visitor.address)?;
        register::past::as_of(app, day).await
    }

    /// The register as programs read it.
    pub fn reading(&self) -> Reading<'_> {
        let base = &self.site.app.config.base_url.url;
        Reading { snapshot: &self.snapshot, base, today: self.today }
    }

    /// The query of an address that shows the same day: with `as_of`, where a day was asked for.
    pub fn dated(&self, query: &str) -> String {
        match (self.as_of, query) {
            (None, query) => query.to_owned(),
            (Some(day), "") => format!("{AS_OF}={day}"),
            (Some(day), query) => format!("{query}&{AS_OF}={day}"),
        }
    }

    /// A path with the day that was asked for.
    pub fn dated_path(&self, path: &str) -> String {
        match self.dated("") {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// The answer at this address: from the cache, or made now. `query` is the query's canonical form,
    /// so that two spellings of one question share an answer.
    ///
    /// # Errors
    /// What `make` fails with; `Away` when the register has been out of reach for too long.
    pub fn answer(
        &self,
        query: &str,
        make: impl FnOnce(&Public) -> Result<Content>,
    ) -> Result<HttpResponse, Failure> {
        self.check_fresh()?;
        // A notice ends by itself: the page without it is another.
        let notices = self.site.notices(self.visitor.locale)?;
        let notices: Vec<_> = notices.iter().map(|one| one.text.as_str()).collect();
        let key = Key {
            address: format!("{}?{}#{}", self.visitor.path, self.dated(query), notices.join("#")),
            locale: self.visitor.locale,
            revision: self.snapshot.content_revision,
            unsettled: self.snapshot.unsettled,
            day: self.today,
        };
        let answer = self.site.cache.get(&key, || make(self))?;
        Ok(answer.respond(self.request.headers(), SHARED)?)
    }

    /// The words of the reader's language.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn speech(&self) -> Result<Speech> {
        Speech::along(self.visitor.locale, self.site.ways())
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
        let path = match self.dated(query) {
            query if query.is_empty() => self.visitor.path.clone(),
            query => format!("{}?{query}", self.visitor.path),
        };
        let view = self.site.app.site(self.visitor.locale);
        let notices = self.site.notices(self.visitor.locale)?;
        let frame = Frame {
            locale: self.visitor.locale,
            path: &path,
            site: &view,
            notices: &notices,
            as_of: self.as_of.filter(|_| self.is_over),
            still: self.site.still.as_ref(),
        };
        self.site.templates.page(template, &frame, values).map(Content::html)
    }

    /// A node that has not reached the database for long might show what was hidden meanwhile.
    fn check_fresh(&self) -> Result<()> {
        let silence = self.site.app.clock.now() - self.site.app.register.reached_at();
        if silence > Duration::minutes(limits::UNREACHED_MINUTES) {
            return Err(Error::away("the database has been out of reach for too long"));
        }
        Ok(())
    }
}

/// The day that is asked for, in the path or else in the query, which loses it.
fn as_of(query: &mut Vec<(String, String)>, in_path: Option<&str>, today: Day) -> Result<Option<Day>> {
    let in_query: Vec<String> =
        query.extract_if(.., |(name, _)| name == AS_OF).map(|(_, value)| value).collect();
    let asked = match (in_path, in_query.as_slice()) {
        (Some(day), _) => day,
        (None, []) => "",
        (None, [day]) => day,
        (None, _) => return Err(Error::Refused(Refusal::NoSuchDay)),
    };
    if asked.is_empty() {
        return Ok(None);
    }
    match asked.parse::<Day>() {
        Ok(day) if day <= today && day.year() >= 0 && day.to_string() == asked => Ok(Some(day)),
        _ => Err(Error::Refused(Refusal::NoSuchDay)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_past_is_read_and_leaves_the_query() {
        let today = Day::from_ymd_opt(2026, 11, 25).unwrap();
        let asked = |text: &str, path: Option<&str>| {
            let mut query = vec![("q".to_owned(), "a".to_owned()), (AS_OF.to_owned(), text.to_owned())];
            let day = as_of(&mut query, path, today).map(|day| day.map(|day| day.to_string()));
            assert_eq!(query, [("q".to_owned(), "a".to_owned())]);
            day
        };
        assert_eq!(asked("2026-10-01", None).unwrap().as_deref(), Some("2026-10-01"));
        assert_eq!(asked("2026-10-01", Some("2026-09-01")).unwrap().as_deref(), Some("2026-09-01"));
        assert_eq!(asked("2026-11-25", None).unwrap().as_deref(), Some("2026-11-25"));
        assert_eq!(asked("", None).unwrap(), None);
        let mut twice = vec![(AS_OF.to_owned(), "2026-10-01".to_owned()), (AS_OF.to_owned(), String::new())];
        assert!(as_of(&mut twice, None, today).is_err(), "two days are none");
        for wrong in
            ["2026-11-26", "yesterday", "2026-02-30", "01.10.2026", "2026-11-1", "-2026-11-20", "2026-10-01 "]
        {
            assert!(matches!(asked(wrong, None), Err(Error::Refused(Refusal::NoSuchDay))), "{wrong}");
        }
    }
}
