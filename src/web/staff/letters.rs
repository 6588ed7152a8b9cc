//! The form with which a state is entered on the strength of its letter.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use crate::app::filed_letter;
use crate::app::letter_of_state::{self, Answers};
use crate::domain::country::Country;
use crate::domain::draft::DayAnswer;
use crate::domain::locale::Locale;
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::staff::acting::Acting;

/// The form.
pub async fn show(desk: Acting<Moderate>) -> Result<HttpResponse, Failure> {
    page(&desk, None).await
}

/// Entered, and on to its Case; or the form again.
pub async fn record(desk: Acting<Moderate>, form: Form) -> Result<HttpResponse, Failure> {
    match letter_of_state::record(desk.app(), &desk.permit, desk.origin(), answers(&form)).await {
        Ok(number) => Ok(desk.see(&format!("/staff/cases/{number}"))),
        Err(Error::Invalid(problems)) => page(&desk, Some((&problems, &form))).await,
        Err(error) => Err(error.into()),
    }
}

fn answers(form: &Form) -> Answers {
    let text = |name: &str| form.get(name).to_owned();
    let language = Locale::from_code(form.get("person_language")).unwrap_or(Locale::English);
    Answers {
        name: text("name"),
        country: text("country"),
        website: text("website"),
        letter: filed(form),
        text: text("text"),
        statement: text("statement"),
        person: text("person"),
        job_title: text("job_title"),
        email: text("email"),
        person_language: language.code().to_owned(),
    }
}

/// The letter as both forms that take one send it.
pub(super) fn filed(form: &Form) -> filed_letter::Answers {
    let text = |name: &str| form.get(name).to_owned();
    filed_letter::Answers {
        reference: text("reference"),
        dated: DayAnswer { day: text("dated_day"), month: text("dated_month"), year: text("dated_year") },
        sha256: text("sha256"),
    }
}

async fn page(desk: &Acting<Moderate>, wrong: Option<(&Problems, &Form)>) -> Result<HttpResponse, Failure> {
    let choices = letter_of_state::choices(desk.app()).await?;
    let texts: Vec<Value> = choices
        .iter()
        .map(
            |choice| json!({ "value": choice.value(), "number": choice.number, "language": choice.language }),
        )
        .collect();
    let mut states: Vec<_> = Country::all().filter(|country| country.is_state()).collect();
    states.sort_by_key(|country| country.name(desk.visitor.locale));
    let states =
        states.iter().map(|one| json!({ "value": one.code(), "label": one.name(desk.visitor.locale) }));
    let languages = Locale::OFFERED.iter().map(|one| json!({ "value": one.code(), "label": one.name() }));
    let values = json!({
        "texts": texts, "states": states.collect::<Vec<_>>(), "person_languages": languages.collect::<Vec<_>>(),
        "limit": limits::STATEMENT, "problems": [], "values": {},
    });
    desk.form("staff/letter/new.html", values, wrong)
}
