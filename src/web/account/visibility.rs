//! How the organisation appears, chosen anew.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::desk::{self, may_reappear};
use super::{Face, acting};
use crate::app::account::{amendment, seen};
use crate::app::visibility::{self, Chosen};
use crate::domain::draft::VisibilityAnswers;
use crate::domain::endorsement::withdraws_by_letter;
use crate::domain::visibility::may_return;
use crate::domain::{Error, Flaw, Problems, Refusal};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visibility::{typed, values};
use crate::web::visitor::Visitor;

const PAGE: &str = "account/visibility.html";

/// `GET /account/visibility`; the account, where it can no longer be chosen.
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    check_offered(&face)?;
    if !may_reappear(&face.account) {
        return Ok(private::see(&visitor, "/account"));
    }
    face.show(PAGE, as_now(&face).await?)
}

/// What is shown of a state is never chosen here: one mailbox must not hide it.
fn check_offered(face: &Face<'_>) -> Result<(), Failure> {
    let (organisation, endorsement) = (&face.account.organisation, &face.account.endorsement);
    let by_letter = withdraws_by_letter(organisation.category) && !endorsement.visibility.withholds();
    if by_letter { Err(Error::NotFound.into()) } else { Ok(()) }
}

/// `POST /account/visibility`
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    check_offered(&face)?;
    if !may_reappear(&face.account) && !face.account.endorsement.visibility.withholds() {
        return over(&face, &member).await;
    }
    let seen = form.get("seen").to_owned();
    let done = match visibility::choose(&site.app, acting(&visitor, &member), typed(&form), seen).await {
        Ok(Chosen::Changed) => "visibility-changed",
        Ok(Chosen::Soon) => "visibility-soon",
        Ok(Chosen::Already) => "visibility-already",
        Err(error) => {
            return again(&Face::of(&site, &visitor, &member).await?, &member, &form, error).await;
        }
    };
    Ok(done::see(&site, &visitor, &member.representative, ("/account", done)))
}

/// The page again: with what was chosen and what is wrong with that; or as it is now, where it was otherwise when it was opened.
async fn again(face: &Face<'_>, member: &Member, form: &Form, error: Error) -> Result<HttpResponse, Failure> {
    let by_choice =
        matches!(error, Error::Invalid(_) | Error::Conflict | Error::Refused(Refusal::WrongState));
    if by_choice && !may_reappear(&face.account) {
        return over(face, member).await;
    }
    let problems = match error {
        Error::Invalid(problems) => problems,
        Error::Refused(Refusal::WrongState) => {
            let mut problems = Problems::default();
            problems.add("visibility", Flaw::Unchanged);
            problems
        }
        Error::Conflict => {
            return face.page(
                StatusCode::CONFLICT,
                PAGE,
                merged(as_now(face).await?, json!({ "overtaken": "appearance" })),
            );
        }
        error => return Err(error.into()),
    };
    face.mend(PAGE, &problems, page(face, &typed(form), form.get("seen")).await?)
}

/// The account as it is now, where nothing can be chosen any more.
async fn over(face: &Face<'_>, member: &Member) -> Result<HttpResponse, Failure> {
    desk::overtaken(face.site, face.visitor, member, "appearance-over").await
}

/// The page with how the organisation appears.
async fn as_now(face: &Face<'_>) -> Result<Value, Failure> {
    let endorsement = &face.account.endorsement;
    let mut answers = VisibilityAnswers { choice: endorsement.visibility.to_string(), ..Default::default() };
    if let Some(until) = endorsement.embargo_until {
        answers.until = until.day_in(face.site.app.time_zone()).into();
    }
    page(face, &answers, &seen::appearance(&face.site.app, &face.account)?).await
}

async fn page(face: &Face<'_>, answers: &VisibilityAnswers, seen: &str) -> Result<Value, Failure> {
    let account = &face.account;
    let returns = account.endorsement.visibility.withholds() && account.organisation.number.is_some();
    let ends_change = amendment::waits(&face.site.app, account.organisation.id).await?;
    let stays = !may_return(account.endorsement.state);
    Ok(
        json!({ "values": values(answers), "returns": returns, "stays": stays, "ends_change": ends_change, "seen": seen }),
    )
}
