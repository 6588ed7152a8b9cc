//! A colleague who acts: with the permit for it, as the audit trail names them, and on to the page that says so.
//!
//! Handlers of forms take this in place of the parts; which permit it is stands in the handler's own line.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::app::act::Origin;
use crate::domain::permit::{Permit, Power};
use crate::domain::{Error, Problems};
use crate::view::Mistake;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// A colleague with the permit `P`.
pub struct Acting<P: Power> {
    pub site: web::Data<Site>,
    pub visitor: Visitor,
    pub colleague: Colleague,
    pub permit: Permit<P>,
}

impl<P: Power + 'static> FromRequest for Acting<P> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Acting<P>, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = request.app_data::<web::Data<Site>>().cloned();
        let visitor = Visitor::from_request(request, payload).into_inner();
        let colleague = Colleague::from_request(request, payload);
        Box::pin(async move {
            let (colleague, visitor) = (colleague.await?, visitor?);
            let site = site.ok_or_else(|| Error::internal("no site"))?;
            let permit = colleague.staff.permit::<P>(site.app.clock.now())?;
            Ok(Acting { site, visitor, colleague, permit })
        })
    }
}

impl<P: Power> Acting<P> {
    pub fn app(&self) -> &App {
        &self.site.app
    }

    /// Who does it, in answer to which request.
    pub fn origin(&self) -> Origin {
        self.visitor.origin_of(self.colleague.actor())
    }

    /// On to another page; where its address says what was done (`?done=`), it says so to this colleague alone.
    pub fn see(&self, path: &str) -> HttpResponse {
        done::onward(&self.site, &self.visitor, &self.colleague.staff.id, path)
    }

    /// What this colleague has just done, as the page's address says it.
    pub fn said<'a>(&self, asked: &'a done::Query) -> &'a str {
        asked.told(&self.site, &self.visitor, &self.colleague.staff.id)
    }

    /// A page.
    ///
    /// # Errors
    /// Internal, if the template does not fit its values.
    pub fn page(&self, template: &str, values: &impl Serialize) -> Result<HttpResponse, Failure> {
        super::page(&self.site, &self.visitor, &self.colleague, template, values)
    }

    /// A form that came back with mistakes.
    ///
    /// # Errors
    /// Internal, if the template does not fit its values.
    pub fn mend(&self, template: &str, values: &impl Serialize) -> Result<HttpResponse, Failure> {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, template, values)
    }

    /// A page with a status of its own.
    ///
    /// # Errors
    /// Internal, if the template does not fit its values.
    pub fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        values: &impl Serialize,
    ) -> Result<HttpResponse, Failure> {
        super::page_with(&self.site, &self.visitor, (status, &self.colleague), template, values)
    }

    /// A form; or, with what is wrong with it, the form again and what was typed.
    ///
    /// # Errors
    /// Internal, if the template does not fit its values.
    pub fn form(
        &self,
        template: &str,
        mut values: Value,
        wrong: Option<(&Problems, &Form)>,
    ) -> Result<HttpResponse, Failure> {
        let Some((problems, form)) = wrong else { return self.page(template, &values) };
        values["problems"] = json!(self.words(problems)?);
        values["values"] = form.kept();
        self.mend(template, &values)
    }

    /// What is wrong with a form, in the colleague's words.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn words(&self, problems: &Problems) -> Result<Vec<Mistake>, Failure> {
        private::words(&self.site, &self.visitor, problems)
    }
}
