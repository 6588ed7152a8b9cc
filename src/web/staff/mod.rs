//! The ministry's pages. `page` frames them all; who may see what is said by permits, and for tests by
//! the list of routes.

pub mod acting;
pub mod audit;
pub mod audit_file;
pub mod call;
pub mod cases;
pub mod choices;
pub mod circulars;
pub mod door;
pub mod identity;
pub mod invalidations;
pub mod letters;
pub mod limits;
pub mod log;
pub mod mail;
pub mod menu;
pub mod next;
pub mod own_keys;
pub mod passkey;
pub mod people;
pub mod provider;
pub mod reasons;
pub mod roles;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod statistics;
pub mod switches;
pub mod words;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::Value;

use super::error::Failure;
use super::private;
use super::signed_in::Colleague;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::{Error, Result};
use crate::view::Notice;

/// Where staff begin: the first page of their menu.
pub async fn start(visitor: Visitor, colleague: Colleague) -> HttpResponse {
    private::see(&visitor, menu::first(&colleague.staff.roles))
}

/// A page for a colleague who is signed in, with menu, name and the button to sign out.
///
/// # Errors
/// Internal, if the template does not fit its values, or those are no map.
pub fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    page_with(site, visitor, (StatusCode::OK, colleague), template, values)
}

/// The same with a status of its own: 422 for a form that came back with mistakes.
///
/// # Errors
/// Internal, if the template does not fit its values, or those are no map.
pub fn page_with(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (status, colleague): (StatusCode, &Colleague),
    template: &str,
    values: &impl Serialize,
) -> Result<HttpResponse, Failure> {
    let messages = site.messages()?;
    let Value::Object(mut framed) = serde_json::to_value(values).map_err(Error::internal)? else {
        return Err(Error::internal("a page's values are no map").into());
    };
    let items = menu::items(&messages, visitor, &colleague.staff.roles);
    framed.insert("menu".to_owned(), serde_json::to_value(items).map_err(Error::internal)?);
    framed.insert("who".to_owned(), colleague.staff.name.clone().into());
    framed.insert("sign_out".to_owned(), visitor.href("/staff/sign-out").into());
    let unsent = site.app.config.mail_stays_here();
    let unsent = unsent.then(|| messages.text(visitor.locale, "staff-mail-unsent", None));
    let own = unsent.map(|text| Notice::new(text, visitor.locale));
    private::page_under(site, visitor, (status, own), template, &framed)
}
