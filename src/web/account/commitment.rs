//! Commitments of a signatory: adding, mending, calling back, giving up. What is changed of a published one, `revision.rs`
//! answers.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::amendment::Query;
use super::choices::paragraphs;
use super::{Face, acting, desk, revision};
use crate::app::account::commitment::{self, Mended};
use crate::app::account::seen;
use crate::app::case::question;
use crate::domain::commitment::{Mending, StoredState};
use crate::domain::{Error, Refusal, limits};
use crate::store::commitment::Commitment;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::options;
use crate::web::private;
use crate::web::promise;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

pub(super) const FORM: &str = "account/commitment.html";
const DROP: &str = "account/commitment_drop.html";

/// `GET /account/commitments/new`
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    if let Some(closed) = face.closed() {
        return closed;
    }
    face.show(FORM, offers(&face, json!({})))
}

/// `POST /account/commitments/new`
pub async fn add(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let answers = promise::answers(&form);
    match commitment::add(&site.app, acting(&visitor, &member), answers.clone()).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "committed"))),
        Err(Error::Invalid(problems)) => {
            let face = Face::of(&site, &visitor, &member).await?;
            face.mend(FORM, &problems, offers(&face, promise::values(&answers)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form offers, with what was typed.
pub(super) fn offers(face: &Face<'_>, values: Value) -> Value {
    let locale = face.visitor.locale;
    json!({
        "paragraphs": paragraphs(&face.site.app.register.snapshot(), locale),
        "countries": options::countries(locale),
        "currencies": options::currencies(),
        "limit": limits::ACTION,
        "links": limits::EVIDENCE,
        "values": values,
        "change": "",
        "seen": "",
        "mending": null,
        "replaces": false,
        "declined": false,
        "published": false,
        "question": null,
        "reason": null,
    })
}

async fn found<'a>(
    site: &'a web::Data<Site>,
    visitor: &'a Visitor,
    member: &Member,
    id: &str,
) -> Result<(Face<'a>, Commitment), Failure> {
    let (kept, _) = commitment::find(&site.app, member.representative, id).await?;
    Ok((Face::of(site, visitor, member).await?, kept))
}

/// `GET /account/commitments/{id}/change`; of a published one also `?from=declined`, as of the details.
pub async fn before_change(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    id: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let (kept, seen) = commitment::find(&site.app, member.representative, &id).await?;
    let face = Face::of(&site, &visitor, &member).await?;
    if kept.state == StoredState::Active {
        return revision::show(&face, &member, (&kept, &query.from)).await;
    }
    if commitment::open_to_change(face.account.endorsement.state, kept.state).is_none() {
        return desk::overtaken(&site, &visitor, &member, "promise").await;
    }
    let values = promise::values(&promise::typed(&kept.terms(), visitor.locale));
    face.show(FORM, changing(&face, &kept, (values, &seen)).await?)
}

async fn changing(face: &Face<'_>, kept: &Commitment, form: (Value, &str)) -> Result<Value, Failure> {
    let about = commitment::asked_about(&face.account, kept);
    let (values, seen) = form;
    let mut page = offers(face, values);
    page["change"] = json!(kept.public_id);
    page["seen"] = json!(seen);
    page["mending"] = json!(commitment::open_to_change(face.account.endorsement.state, kept.state));
    page["question"] = json!(question::waiting(&face.site.app, about, face.visitor.locale).await?);
    Ok(page)
}

/// `POST /account/commitments/{id}/change`
pub async fn change(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    id: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let mended = mended(id.into_inner(), &form);
    let (kept, _) = commitment::find(&site.app, member.representative, &mended.public_id).await?;
    // The form of one that was not decided when it was opened has no such button.
    if kept.state == StoredState::Active && form.has("go") {
        return revision::send((&site, &visitor, &member), &kept, (&form, mended)).await;
    }
    match commitment::change(&site.app, acting(&visitor, &member), mended.clone()).await {
        Ok(mending) => Ok(changed(&site, &visitor, &member, mending)),
        Err(Error::Invalid(problems)) => {
            let (face, kept) = found(&site, &visitor, &member, &mended.public_id).await?;
            let page = changing(&face, &kept, (sent(&mended), &mended.shown)).await?;
            face.mend(FORM, &problems, page)
        }
        Err(Error::Conflict) => overtaken(&site, &visitor, &member, &mended).await,
        Err(error) => Err(error.into()),
    }
}

/// What the form of a commitment says.
fn mended(public_id: String, form: &Form) -> Mended {
    Mended {
        public_id,
        answers: promise::answers(form),
        reply: form.get("reply").to_owned(),
        shown: form.get("seen").to_owned(),
    }
}

/// Where whoever has changed a commitment goes on.
fn changed(site: &Site, visitor: &Visitor, member: &Member, mending: Mending) -> HttpResponse {
    let code = match mending {
        Mending::Answer => "answered",
        Mending::Anew => "committed",
        Mending::Part => return private::see(visitor, "/account/answer"),
    };
    done::see(site, visitor, &member.representative, ("/account", code))
}

/// What was sent, as the fields take it back.
pub(super) fn sent(mended: &Mended) -> Value {
    let mut values = promise::values(&mended.answers);
    values["reply"] = json!(mended.reply);
    values
}

/// The form again with what was typed, where since it was opened the ministry asked something else or a colleague changed the
/// commitment: what is asked and what is kept now stand beside it.
async fn overtaken(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    mended: &Mended,
) -> Result<HttpResponse, Failure> {
    let (kept, seen) = commitment::find(&site.app, member.representative, &mended.public_id).await?;
    let face = Face::of(site, visitor, member).await?;
    if commitment::open_to_change(face.account.endorsement.state, kept.state).is_none() {
        return Err(Error::Conflict.into());
    }
    let page = changing(&face, &kept, (sent(mended), &seen)).await?;
    let now = promise::typed(&kept.terms(), visitor.locale);
    face.overtaken(FORM, page, |differences| differences.of_commitments(&now, &mended.answers))
}

/// `POST /account/commitments/{id}/call-back`: the commitment that the page showed. Where it is another, or decided, the account
/// as it is now.
pub async fn call_back(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    id: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let shown = (id.into_inner(), form.get("seen").to_owned());
    let (kept, _) = commitment::find(&site.app, member.representative, &shown.0).await?;
    if matches!(kept.state, StoredState::Active | StoredState::Suspended) {
        return revision::call_back((&site, &visitor, &member), shown).await;
    }
    match commitment::call_back(&site.app, acting(&visitor, &member), shown).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "promise-called-back"))),
        Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {
            desk::overtaken(&site, &visitor, &member, "promise").await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /account/commitments/{id}/drop`
pub async fn before_drop(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (face, kept) = found(&site, &visitor, &member, &id).await?;
    if !commitment::may_be_given_up(face.account.endorsement.state, kept.state) {
        return stays(&site, &visitor, &member).await;
    }
    let seen = seen::giving_up(&site.app, &face.account, &kept)?;
    face.show(DROP, giving_up(&face, &kept, (&seen, "")))
}

fn giving_up(face: &Face<'_>, kept: &Commitment, (seen, reason): (&str, &str)) -> Value {
    let unnamed = face.account.endorsement.visibility.withholds();
    json!({
        "title": kept.title, "id": kept.public_id, "unnamed": unnamed, "seen": seen,
        "values": { "reason": reason },
    })
}

/// `POST /account/commitments/{id}/drop`
pub async fn drop(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    id: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let (seen, reason) = (form.get("seen"), form.get("reason"));
    let shown = (id.clone(), seen.to_owned());
    match commitment::drop(&site.app, acting(&visitor, &member), shown, reason.to_owned()).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "dropped"))),
        Err(Error::Invalid(problems)) => {
            let (face, kept) = found(&site, &visitor, &member, &id).await?;
            face.mend(DROP, &problems, giving_up(&face, &kept, (seen, reason)))
        }
        Err(Error::Conflict) => not_given_up(&site, &visitor, &member, (&id, reason)).await,
        // What a page has shown can be another's since two that were one have parted. Without a page, it never was theirs.
        Err(Error::NotFound) if seen.is_empty() => Err(Error::NotFound.into()),
        Err(Error::NotFound | Error::Refused(Refusal::WrongState)) => stays(&site, &visitor, &member).await,
        Err(error) => Err(error.into()),
    }
}

/// That a commitment is not given up: its organisation is not in the register, or it has moved on itself, as the account shows.
async fn stays(site: &web::Data<Site>, visitor: &Visitor, member: &Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    match face.out_of_register() {
        Some(closed) => closed,
        None => desk::overtaken(site, visitor, member, "commitment").await,
    }
}

/// The form again with the reason that was typed, where since it was opened others have changed who can read of the commitment.
async fn not_given_up(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    (id, reason): (&str, &str),
) -> Result<HttpResponse, Failure> {
    let (face, kept) = found(site, visitor, member, id).await?;
    if !commitment::may_be_given_up(face.account.endorsement.state, kept.state) {
        return stays(site, visitor, member).await;
    }
    let seen = seen::giving_up(&site.app, &face.account, &kept)?;
    let page = giving_up(&face, &kept, (&seen, reason));
    face.page(StatusCode::CONFLICT, DROP, merged(page, json!({ "overtaken": "giving-up" })))
}
