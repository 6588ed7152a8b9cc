//! How the organisation appears, chosen anew.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::desk::may_reappear;
use super::{Face, acting};
use crate::app::visibility::{self, Chosen};
use crate::domain::draft::VisibilityAnswers;
use crate::domain::{Error, Flaw, Problems, Refusal};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visibility::{typed, values};
use crate::web::visitor::Visitor;

const PAGE: &str = "account/visibility.html";

/// `GET /account/visibility`
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    if !may_reappear(&face.account) {
        return Err(Error::NotFound.into());
    }
    let endorsement = &face.account.endorsement;
    let mut answers = VisibilityAnswers { choice: endorsement.visibility.to_string(), ..Default::default() };
    if let Some(until) = endorsement.embargo_until {
        answers.until = until.day_in(site.app.time_zone()).into();
    }
    face.show(PAGE, page(&face, &answers))
}

/// `POST /account/visibility`
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let answers = typed(&form);
    let done = visibility::choose(&site.app, acting(&visitor, &member), answers.clone()).await;
    let problems = match done {
        Ok(Chosen::Changed) => return Ok(private::see(&visitor, "/account?done=visibility-changed")),
        Ok(Chosen::Soon) => return Ok(private::see(&visitor, "/account?done=visibility-soon")),
        Ok(Chosen::Already) => return Ok(private::see(&visitor, "/account?done=visibility-already")),
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Refused(Refusal::WrongState)) => {
            let mut problems = Problems::default();
            problems.add("visibility", Flaw::Unchanged);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    let face = Face::of(&site, &visitor, &member).await?;
    face.mend(PAGE, &problems, page(&face, &answers))
}

fn page(face: &Face<'_>, answers: &VisibilityAnswers) -> Value {
    let account = &face.account;
    let returns = account.endorsement.visibility.withholds() && account.organisation.number.is_some();
    json!({ "values": values(answers), "returns": returns })
}
