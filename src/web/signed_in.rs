//! The cookie that keeps one signed in, and the extractors that let nobody else in.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpRequest, web};

use super::error::Failure;
use super::site::Site;
use crate::app::session::{self, SignedIn};
use crate::app::{account, again};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ids::{RepresentativeId, SessionId};
use crate::domain::permit::Staff;
use crate::domain::{Door, Error, Refusal, limits};

/// What the addresses of an account's forms say besides the path: the mark of the account.
pub const OPENED_FOR: &str = "for";

/// A colleague who is signed in. Ask it for a permit.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub staff: Staff,
    pub session: SessionId,
}

/// A representative who is signed in.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub representative: RepresentativeId,
    pub session: SessionId,
}

impl Colleague {
    /// As the audit trail names them.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.staff.id)
    }
}

impl Member {
    /// As the audit trail names them.
    pub fn actor(&self) -> Actor {
        Actor::Representative(self.representative)
    }
}

/// The cookie's name: `__Host-` where there is TLS, so that no other host can plant it.
pub fn cookie_name(site: &Site, name: &str) -> String {
    let prefix = if site.app.config.base_url.https { "__Host-tilsagn" } else { "tilsagn-dev" };
    format!("{prefix}-{name}")
}

/// A cookie for this browser session alone, out of reach of scripts and other sites.
pub fn cookie(site: &Site, name: &str, value: String) -> Cookie<'static> {
    Cookie::build(cookie_name(site, name), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.app.config.base_url.https)
        .finish()
}

/// A cookie by which a browser is known to belong to somebody who was signed in there.
pub fn lasting_cookie(site: &Site, name: &str, value: String) -> Cookie<'static> {
    let mut cookie = cookie(site, name, value);
    let life = chrono::Duration::days(limits::KNOWN_BROWSER_DAYS).num_seconds();
    cookie.set_max_age(actix_web::cookie::time::Duration::seconds(life));
    cookie
}

/// The cookie of one session, gone.
pub fn no_cookie(site: &Site, name: &str) -> Cookie<'static> {
    let mut cookie = cookie(site, name, String::new());
    cookie.make_removal();
    cookie
}

async fn signed_in(request: &HttpRequest, door: Door) -> Result<SignedIn, Failure> {
    let site = request.app_data::<web::Data<Site>>().ok_or_else(|| Error::internal("no site"))?;
    let cookie = request.cookie(&cookie_name(site, door.code())).ok_or(Error::SignIn(door))?;
    Ok(session::find(&site.app, door, cookie.value()).await?)
}

/// Whether the representative whom this browser's cookie is of did an act a moment ago, also one that has ended their session:
/// whoever presses its button twice is told again what they did.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn did_lately(site: &Site, request: &HttpRequest, act: AuditAct) -> Result<bool, Failure> {
    let Some(cookie) = request.cookie(&cookie_name(site, Door::Account.code())) else { return Ok(false) };
    match session::former(&site.app, cookie.value()).await? {
        Some(id) => Ok(again::did_lately(&site.app, id, act).await?),
        None => Ok(false),
    }
}

/// Refuses a form of another account, which was open in this browser before: nobody acts for an organisation that they do not
/// have before them.
fn refuse_others(request: &HttpRequest, representative: RepresentativeId) -> Result<(), Failure> {
    let site = request.app_data::<web::Data<Site>>().ok_or_else(|| Error::internal("no site"))?;
    let said = url::form_urlencoded::parse(request.query_string().as_bytes());
    let mut marks = said.filter(|(name, _)| request.method() == Method::POST && name == OPENED_FOR);
    match marks.all(|(_, mark)| account::is_marked(&site.app, representative, &mark)) {
        true => Ok(()),
        false => Err(Error::Refused(Refusal::OtherAccount).into()),
    }
}

impl FromRequest for Colleague {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Colleague, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match signed_in(&request, Door::Staff).await? {
                SignedIn::Colleague(session, staff) => Ok(Colleague { staff: *staff, session }),
                SignedIn::Member(..) => Err(Error::SignIn(Door::Staff).into()),
            }
        })
    }
}

impl FromRequest for Member {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Member, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match signed_in(&request, Door::Account).await? {
                SignedIn::Member(session, representative) => {
                    refuse_others(&request, representative)?;
                    Ok(Member { representative, session })
                }
                SignedIn::Colleague(..) => Err(Error::SignIn(Door::Account).into()),
            }
        })
    }
}
