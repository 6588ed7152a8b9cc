//! A Case in one file: what is asked for, and the file as a page that stands alone or as JSON.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::compare;
use crate::app::case::record::{self, Ask, Person, Purpose};
use crate::domain::ids::{RecoveryId, RepresentativeId};
use crate::domain::permit::Unmask;
use crate::domain::{Error, Flaw, Problems, Result};
use crate::view::Args;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::staff::acting::Acting;
use crate::web::staff::statistics::attached;

const PAGE: &str = "staff/case/export.html";
/// Before the number of somebody's request to act.
const ASKED: &str = "asked-";

crate::codes! {
    /// In what form the file is.
    pub enum Kind {
        Html = "html",
        Json = "json",
    }
}

/// The form.
pub async fn show(desk: Acting<Unmask>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let values = page(&desk, *number).await?;
    desk.page(PAGE, &values)
}

/// Makes the file.
pub async fn make(desk: Acting<Unmask>, number: web::Path<i64>, form: Form) -> Result<HttpResponse, Failure> {
    let (ask, kind, made) = match made(&desk, *number, &form).await {
        Err(Error::Invalid(problems)) => {
            let mut values = page(&desk, *number).await?;
            values["problems"] = json!(desk.words(&problems)?);
            values["values"] = form.kept();
            return desk.mend(PAGE, &values);
        }
        made => made?,
    };
    let name = format!("case-{number}-{}.{kind}", ask.purpose);
    Ok(match kind {
        Kind::Json => {
            let text = serde_json::to_vec_pretty(&made).map_err(Error::internal)?;
            attached("application/json", &name).body(text)
        }
        Kind::Html => attached("text/html; charset=utf-8", &name).body(standing_alone(&desk, &made)?),
    })
}

async fn made(desk: &Acting<Unmask>, number: i64, form: &Form) -> Result<(Ask, Kind, Value)> {
    let (ask, kind) = parse(form)?;
    Ok((ask, kind, record::make(desk.app(), &desk.permit, desk.origin(), number, ask).await?))
}

/// The file as a page that needs nothing else.
fn standing_alone(desk: &Acting<Unmask>, made: &Value) -> Result<String> {
    let locale = desk.visitor.locale;
    let country = made["organisation"]["country"].as_str().map(|code| compare::country(code, locale));
    let values = json!({ "record": made, "country": country, "site": desk.app().site(locale) });
    desk.site.templates.render("staff/case/record.html", locale, &values)
}

fn parse(form: &Form) -> Result<(Ask, Kind)> {
    let mut problems = Problems::default();
    let choice = Flaw::UnknownChoice;
    let purpose = problems.take("purpose", Purpose::from_code(form.get("purpose")).ok_or(choice));
    let kind = problems.take("kind", Kind::from_code(form.get("kind")).ok_or(choice));
    let person = problems.take("person", person(form.get("person")));
    problems.check()?;
    let (Some(purpose), Some(kind), Some(person)) = (purpose, kind, person) else {
        return Err(Error::internal("a choice without a problem is none"));
    };
    // The journal is the ministry's own: it has everything.
    let notes = purpose == Purpose::Journal || form.get("notes") == "yes";
    Ok((Ask { purpose, person, notes }, kind))
}

/// Who is named by a form's value, if anybody is: a number is somebody's who acts.
fn person(value: &str) -> Result<Option<Person>, Flaw> {
    let person = match value.strip_prefix(ASKED) {
        _ if value.is_empty() => return Ok(None),
        Some(id) => id.parse().map(|id| Person::Asking(RecoveryId(id))),
        None => value.parse().map(|id| Person::Acting(RepresentativeId(id))),
    };
    person.map(Some).map_err(|_| Flaw::UnknownChoice)
}

async fn page(desk: &Acting<Unmask>, number: i64) -> Result<Value> {
    let people = record::people(desk.app(), &desk.permit, number).await?;
    let messages = desk.site.messages()?;
    let say = |id: String| messages.text(desk.visitor.locale, &id, None);
    let option = |list: &str, code: &str| json!({ "value": code, "label": say(format!("{list}-{code}")), "hint": say(format!("{list}-{code}-hint")) });
    let person = |(person, name): &(Person, String)| match person {
        Person::Acting(id) => json!({ "value": id.to_string(), "label": name }),
        Person::Asking(id) => {
            let mut args = Args::new();
            args.set("name", name.as_str());
            let label = messages.text(desk.visitor.locale, "record-person-asked", Some(&args));
            json!({ "value": format!("{ASKED}{id}"), "label": label })
        }
    };
    Ok(json!({
        "number": number, "people": people.iter().map(person).collect::<Vec<_>>(),
        "purposes": Purpose::ALL.iter().map(|one| option("record-purpose", one.code())).collect::<Vec<_>>(),
        "kinds": Kind::ALL.iter().map(|one| option("record-kind", one.code())).collect::<Vec<_>>(),
        "values": { "purpose": "journal", "kind": "html", "notes": "yes" },
    }))
}
