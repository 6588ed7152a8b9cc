//! The second person's form: let it happen, or send it back with a note.

use actix_web::{HttpResponse, web};

use super::file::again;
use crate::app::case::second::{self, Second};
use crate::domain::Error;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Approves what waits, or sends it back.
pub async fn answer(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let now = site.app.clock.now();
    let eyes = second::eyes(&site.app, &colleague.staff.permit(now)?, *number).await?;
    let second = Second::of(&colleague.staff, eyes, now)?;
    let origin = visitor.origin_of(colleague.actor());
    let revision = form.get("revision").parse().map_err(|_| Error::Conflict)?;
    let outcome = if form.has("approve") {
        let seen = (revision, form.get("shown").to_owned());
        second::approve(&site.app, &second, origin, *number, seen).await
    } else {
        second::send_back(&site.app, &second, origin, *number, (revision, form.get("back"))).await
    };
    match outcome {
        Err(Error::Invalid(problems)) => {
            again(&site, &visitor, &colleague, *number, Some((&problems, &form))).await
        }
        outcome => {
            outcome.map(|()| private::see(&visitor, &format!("/staff/cases/{number}"))).map_err(Failure::from)
        }
    }
}
