//! Control over the organisation's domain: what to put where, and what we saw there.

use actix_web::{HttpResponse, web};

use super::{Face, acting};
use crate::app::challenge;
use crate::web::challenge::{DONE, after, count, values};
use crate::web::done::{self, Query};
use crate::web::error::Failure;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "/account/domain";

/// `GET /account/domain`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let standing = challenge::see(&site.app, member.representative).await?;
    let done = query.said(&site, &visitor, &member.representative, DONE);
    face.show("account/challenge.html", values(&site, &visitor, &standing, done)?)
}

/// `POST /account/domain`
pub async fn ask(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    challenge::ask(&site.app, acting(&visitor, &member)).await?;
    Ok(done::see(&site, &visitor, &member.representative, (PAGE, "asked")))
}

/// `POST /account/domain/check`
pub async fn check(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    count(&site, &visitor, &member.actor())?;
    let done = after(challenge::check(&site.app, acting(&visitor, &member)).await)?;
    Ok(done::see(&site, &visitor, &member.representative, (PAGE, done)))
}
