//! The page about the organisation.

use actix_web::HttpResponse;
use serde_json::json;

use super::categories;
use super::desk::Desk;
use crate::app::sign;
use crate::domain::draft::{Draft, OrganisationAnswers, Step};
use crate::domain::identifier::IdentifierAnswers;
use crate::domain::organisation::Category;
use crate::domain::{Problems, limits};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::names;
use crate::web::options;

/// Shows the page.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => page(&desk, &held.draft, &Problems::default()),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Takes the answers. Whoever signs for a state is told how states sign; who chose that by mistake finds the rest kept.
pub async fn answer(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let for_a_state = form.get("category") == Category::State.code();
    let category_before = held.draft.organisation.category.clone();
    take(&mut held.draft, &form);
    if for_a_state {
        held.draft.organisation.category = category_before;
        sign::draft::keep(&desk.site.app, &held, Step::Organisation, form.get("seen"), false).await?;
        return Ok(desk.see("/sign/state"));
    }
    let parsed = held.draft.profile().map(drop);
    match desk.keep(&held, Step::Organisation, &form, parsed).await? {
        Ok(response) => Ok(response),
        Err(problems) => page(&desk, &held.draft, &problems),
    }
}

/// Takes what was typed into a draft.
pub(super) fn take(draft: &mut Draft, form: &Form) {
    draft.organisation = OrganisationAnswers {
        category: form.get("category").to_owned(),
        name: form.get("name").to_owned(),
        country: form.get("country").to_owned(),
        website: form.get("website").to_owned(),
        description: form.get("description").to_owned(),
    };
    draft.identifiers = names::wish(form).identifiers.unwrap_or_default();
}

fn page(desk: &Desk, draft: &Draft, problems: &Problems) -> Result<HttpResponse, Failure> {
    let numbers = &draft.identifiers;
    let values = json!({
        "values": merged(json!(draft.organisation), json!(numbers)),
        "numbers": *numbers != IdentifierAnswers::default(),
        "categories": categories::categories(&desk.site, desk.visitor.locale)?,
        "countries": options::countries(desk.visitor.locale),
        "description_limit": limits::DESCRIPTION,
    });
    desk.ask(Step::Organisation, problems, values)
}
