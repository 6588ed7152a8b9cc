//! Mails to many signatories: the list, one of them, and what is done with it.

mod shown;

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::acting::Acting;
use crate::app::circular::{self, draft, send};
use crate::app::settings::SEEN;
use crate::domain::assurance::Level;
use crate::domain::circular::{Audience, CircularKind, CircularState, Texts, Typed};
use crate::domain::country::Country;
use crate::domain::ids::CircularId;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::permit::{ConfirmCircular, DraftCircular, Power, SeeCirculars, SendCircular};
use crate::domain::{Error, Flaw, Problems};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const LIST: &str = "staff/circular/list.html";
const PAGE: &str = "staff/circular/one.html";

type Id = web::Path<i64>;

/// What was written so far.
pub async fn list(
    desk: Acting<SeeCirculars>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let values = shown::list(&desk.site, &desk.visitor, &desk.colleague, &desk.permit).await?;
    desk.page(LIST, &merged(values, json!({ "done": desk.said(&done) })))
}

/// Begins one.
pub async fn begin(desk: Acting<DraftCircular>, form: Form) -> Result<HttpResponse, Failure> {
    let Some(kind) = CircularKind::from_code(form.get("kind")) else {
        let mut problems = Problems::default();
        problems.add("kind", Flaw::UnknownChoice);
        let sees = desk.colleague.staff.permit::<SeeCirculars>(desk.app().clock.now())?;
        let values = shown::list(&desk.site, &desk.visitor, &desk.colleague, &sees).await?;
        let values = merged(values, json!({ "problems": desk.words(&problems)? }));
        return desk.mend(LIST, &values);
    };
    let id = draft::begin(desk.app(), desk.origin(), &desk.permit, kind).await?;
    Ok(desk.see(&format!("/staff/circulars/{id}")))
}

/// One of them.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: Id,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let page = Page { site: &site, visitor: &visitor, colleague: &colleague, id: CircularId(*id) };
    let said = done.told(&site, &visitor, &colleague.staff.id);
    page.answer(StatusCode::OK, json!({ "done": said })).await
}

/// Keeps what was typed, and shows what would go.
pub async fn write(desk: Acting<DraftCircular>, id: Id, form: Form) -> Result<HttpResponse, Failure> {
    let id = CircularId(*id);
    let typed = (texts(&form), audience(&form));
    match draft::write(desk.app(), desk.origin(), &desk.permit, (id, revision(&form)), typed).await {
        Ok(()) => Ok(desk.see(&format!("/staff/circulars/{id}?done=circular#preview"))),
        Err(Error::Invalid(problems)) => {
            let page = page_of(&desk, id.0);
            let again = json!({ "problems": desk.words(&problems)?, "values": shown::kept(&form) });
            page.answer(StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(Error::Conflict) => changed_meanwhile(&page_of(&desk, id.0), &form).await,
        Err(error) => Err(error.into()),
    }
}

/// The form again with what was typed, where a colleague has changed the draft since it was opened: what is kept next
/// replaces theirs. A draft that is none any more takes nothing.
async fn changed_meanwhile(page: &Page<'_>, form: &Form) -> Result<HttpResponse, Failure> {
    let permit = page.colleague.staff.permit::<SeeCirculars>(page.site.app.clock.now())?;
    if circular::see(&page.site.app, &permit, page.id).await?.circular.state != CircularState::Draft {
        return Err(Error::Conflict.into());
    }
    let mut problems = Problems::default();
    problems.add(SEEN, Flaw::ChangedMeanwhile);
    let told = private::words(page.site, page.visitor, &problems)?;
    page.answer(StatusCode::UNPROCESSABLE_ENTITY, json!({ "problems": told, "values": shown::kept(form) }))
        .await
}

/// Throws a draft away.
pub async fn discard(desk: Acting<DraftCircular>, id: Id, form: Form) -> Result<HttpResponse, Failure> {
    match draft::discard(desk.app(), desk.origin(), &desk.permit, (CircularId(*id), revision(&form))).await {
        Ok(()) => Ok(desk.see("/staff/circulars?done=circular-discarded")),
        Err(Error::NotFound) => Ok(desk.see("/staff/circulars?done=circular-discarded-before")),
        Err(error) => Err(error.into()),
    }
}

/// Sends it as it was shown, or puts it before a second person.
pub async fn send(desk: Acting<SendCircular>, id: Id, form: Form) -> Result<HttpResponse, Failure> {
    let outcome = send::send(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await;
    page_of(&desk, *id).after(outcome).await
}

/// Lets it go, as the second person.
pub async fn approve(desk: Acting<ConfirmCircular>, id: Id, form: Form) -> Result<HttpResponse, Failure> {
    let outcome = send::approve(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await;
    page_of(&desk, *id).after(outcome).await
}

/// Goes on writing, or sends it back.
pub async fn take_back(desk: Acting<DraftCircular>, id: Id, form: Form) -> Result<HttpResponse, Failure> {
    send::take_back(desk.app(), desk.origin(), &desk.permit, (CircularId(*id), revision(&form))).await?;
    Ok(desk.see(&format!("/staff/circulars/{id}?done=circular-taken-back")))
}

/// Stops it.
pub async fn stop(desk: Acting<DraftCircular>, id: Id) -> Result<HttpResponse, Failure> {
    send::stop(desk.app(), desk.origin(), &desk.permit, CircularId(*id)).await?;
    Ok(desk.see(&format!("/staff/circulars/{id}?done=circular-stopped")))
}

/// The page of one circular, for a colleague.
struct Page<'a> {
    site: &'a web::Data<Site>,
    visitor: &'a Visitor,
    colleague: &'a Colleague,
    id: CircularId,
}

fn page_of<P: Power>(desk: &Acting<P>, id: i64) -> Page<'_> {
    Page { site: &desk.site, visitor: &desk.visitor, colleague: &desk.colleague, id: CircularId(id) }
}

impl Page<'_> {
    async fn answer(&self, status: StatusCode, more: serde_json::Value) -> Result<HttpResponse, Failure> {
        let permit = self.colleague.staff.permit::<SeeCirculars>(self.site.app.clock.now())?;
        let told = circular::see(&self.site.app, &permit, self.id).await?;
        let values = shown::one(self.site, self.visitor, self.colleague, &told)?;
        let values = merged(values, more);
        super::page_with(self.site, self.visitor, (status, self.colleague), PAGE, &values)
    }

    /// On to the page that says what came of sending, or the page again.
    async fn after(&self, outcome: crate::domain::Result<send::Outcome>) -> Result<HttpResponse, Failure> {
        let done = match outcome {
            Ok(send::Outcome::Begun) => "begun",
            Ok(send::Outcome::Proposed) => "proposed",
            Ok(send::Outcome::Before) => "before",
            Err(error) => return self.again(error).await,
        };
        let page = format!("/staff/circulars/{}", self.id);
        let colleague = &self.colleague.staff.id;
        Ok(done::see(self.site, self.visitor, colleague, (&page, &format!("circular-{done}"))))
    }

    /// The page as it is now, where that is not what the button was pressed on, or something is missing.
    async fn again(&self, error: Error) -> Result<HttpResponse, Failure> {
        match error {
            Error::Conflict => self.answer(StatusCode::CONFLICT, json!({ "changed": true })).await,
            Error::Invalid(problems) => {
                let told = private::words(self.site, self.visitor, &problems)?;
                self.answer(StatusCode::UNPROCESSABLE_ENTITY, json!({ "problems": told })).await
            }
            error => Err(error.into()),
        }
    }
}

fn revision(form: &Form) -> i64 {
    form.get("revision").parse().unwrap_or_default()
}

fn seen(id: i64, form: &Form) -> send::Seen {
    (CircularId(id), revision(form), form.get("shown").to_owned())
}

fn texts(form: &Form) -> Texts {
    let typed = |locale: &Locale| {
        let part = |name: &str| form.get(&format!("{name}_{locale}")).to_owned();
        (*locale, Typed { title: part("title"), message: part("message") })
    };
    Locale::OFFERED.iter().map(typed).collect()
}

/// What was ticked; what is unknown is not.
fn audience(form: &Form) -> Audience {
    let countries = form.all("country").filter_map(|code| Country::parse(code).ok());
    Audience {
        categories: form.all("category").filter_map(Category::from_code).collect(),
        countries: countries.map(|country| country.code().to_owned()).collect::<BTreeSet<_>>(),
        versions: form.all("version").filter_map(|number| number.parse().ok()).collect(),
        levels: form.all("assurance").filter_map(Level::from_code).collect(),
    }
}
