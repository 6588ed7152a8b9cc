//! Proposing a change to the details: the form, the comparison, and sending it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::choices::{categories, category_name, country_name};
use super::desk::told;
use super::{Face, acting};
use crate::app::account::amendment::{self, Compared, Line, Wish};
use crate::app::account::desk::{self, Declined, Desk};
use crate::app::account::{Account, Acting, seen};
use crate::app::case::question;
use crate::app::names::NamesWish;
use crate::domain::Error;
use crate::domain::amendment::Amendable;
use crate::domain::case::CaseKind;
use crate::domain::diff::{self, Run};
use crate::domain::draft::OrganisationAnswers;
use crate::store::amendment::Amendment;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::names;
use crate::web::options;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const FORM: &str = "account/amend.html";
const FIELDS: &[&str] = &["name", "category", "country", "website", "description", "statement"];

/// From what the form begins.
#[derive(Debug, Deserialize)]
pub struct Query {
    #[serde(default)]
    pub(super) from: String,
}

/// `GET /account/amend`: what is proposed already, or what the register says; `?from=declined` with what was declined.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    if let Some(closed) = face.closed() {
        return closed;
    }
    let desk = desk(&face).await?;
    let declined = desk.declined.as_ref().filter(|_| query.from == "declined");
    let now = begun(&face.account, desk.amendment.as_ref(), declined);
    let kept_names = names::kept(&now.names, &now.identifiers);
    let mut page = offers_with(&face, &kept_names)?;
    page["seen"] = json!(seen::entry(&site.app, &face.account, desk.amendment.as_ref())?);
    page["question"] = json!(desk.amendment_question);
    page["replaces"] = json!(desk.amendment.is_some());
    page["declined"] = json!(declined.map(told));
    page["values"] = merged(kept(&now), names::values(&kept_names));
    face.show(FORM, page)
}

/// What the form begins with: the change that waits, the one that was declined, or what the register says.
fn begun(account: &Account, open: Option<&Amendment>, declined: Option<&Declined>) -> Amendable {
    match (open, declined) {
        (Some(open), _) => open.after.0.clone(),
        (None, Some(declined)) => declined.amendment.onto(&amendment::present(account)),
        (None, None) => amendment::present(account),
    }
}

/// The organisation's side of the register.
pub(super) async fn desk(face: &Face<'_>) -> Result<Desk, Failure> {
    let id = face.account.representative.id;
    Ok(desk::see(&face.site.app, id, face.visitor.locale).await?)
}

/// `POST /account/amend`: compares first, sends when told to.
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let wish = wish(&form);
    let done = match form.get("go") {
        "send" => sent(&face, acting(&visitor, &member), wish, form.get("seen")).await,
        "edit" => return form_again(&face, &form),
        _ => compared(&face, &member, wish, form.get("seen")).await.map(Some),
    };
    match done {
        Ok(None) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "amended"))),
        Ok(Some((status, compared))) => check(&face, &form, status, &compared).await,
        Err(Error::Invalid(problems)) => face.mend(FORM, &problems, typed(&face, &form)?),
        Err(error) => Err(error.into()),
    }
}

/// What was wished.
pub(super) fn wish(form: &Form) -> Wish {
    Wish {
        organisation: answers(form),
        statement: form.get("statement").to_owned(),
        names: names::wish(form),
    }
}

/// Compares before it is sent. What the form was opened with (`seen`) may have changed since: then the comparison says so.
async fn compared(
    face: &Face<'_>,
    member: &Member,
    wish: Wish,
    seen: &str,
) -> Result<(StatusCode, Compared), Error> {
    let compared = amendment::compare(&face.site.app, member.representative, wish).await?;
    let status = if compared.is_overtaken(seen) { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, compared))
}

/// Sends what was compared. What it was compared with may have changed meanwhile: then it is compared anew.
async fn sent(
    face: &Face<'_>,
    acting: Acting,
    wish: Wish,
    seen: &str,
) -> Result<Option<(StatusCode, Compared)>, Error> {
    let (app, id) = (&face.site.app, acting.representative);
    match amendment::propose(app, acting, wish.clone(), seen.to_owned()).await {
        Ok(()) => Ok(None),
        Err(Error::Conflict) => Ok(Some((StatusCode::CONFLICT, amendment::compare(app, id, wish).await?))),
        Err(error) => Err(error),
    }
}

fn form_again(face: &Face<'_>, form: &Form) -> Result<HttpResponse, Failure> {
    face.show(FORM, typed(face, form)?)
}

/// The form with what was typed.
fn typed(face: &Face<'_>, form: &Form) -> Result<Value, Failure> {
    let wish = names::wish(form);
    let mut page = offers_with(face, &wish)?;
    page["seen"] = json!(form.get("seen"));
    page["values"] = merged(form_values(form), names::values(&wish));
    Ok(page)
}

/// What the form offers to choose from, with rows for other names.
pub(super) fn offers_with(face: &Face<'_>, wish: &NamesWish) -> Result<Value, Failure> {
    let mut page = offers(face)?;
    page["other_names"] = names::offers(wish, &*face.site.messages()?, face.visitor.locale);
    Ok(page)
}

async fn check(
    face: &Face<'_>,
    form: &Form,
    status: StatusCode,
    compared: &Compared,
) -> Result<HttpResponse, Failure> {
    let overtaken = status == StatusCode::CONFLICT;
    let question = match compared.waiting {
        Some((id, _)) => {
            question::waiting(&face.site.app, (CaseKind::Amendment, id.0), face.visitor.locale).await?
        }
        None => None,
    };
    let mut waiting = match &compared.waiting {
        Some((_, waiting)) if overtaken => lines(face, waiting, &compared.after)?,
        _ => Vec::new(),
    };
    waiting.retain(|line| line["changed"] == true);
    let page = json!({
        "to": "/account/amend",
        "labels": "account-field-",
        "lines": lines(face, &compared.before, &compared.after)?,
        "values": merged(form_values(form), names::values(&names::wish(form))),
        "replaces": compared.waiting.is_some(),
        "seen": compared.seen,
        "overtaken": overtaken,
        "waiting": waiting,
        "question": question,
    });
    face.page(status, "account/amend_check.html", page)
}

/// Two states side by side, as they are read.
fn lines(face: &Face<'_>, before: &Amendable, after: &Amendable) -> Result<Vec<Value>, Failure> {
    let (locale, messages) = (face.visitor.locale, face.site.messages()?);
    let lines = amendment::lines(before, after).into_iter().map(|line| match line.field {
        "category" => named(line, |code| category_name(&messages, locale, code)),
        "country" => named(line, |code| country_name(locale, code)),
        _ => line,
    });
    let mut lines: Vec<Value> = lines.map(|line| json!(line)).collect();
    let told = |side: &Amendable| names::texts(&side.names, &side.identifiers, &messages, locale);
    for ((field, old), (_, new)) in told(before).into_iter().zip(told(after)) {
        if !old.is_empty() || !new.is_empty() {
            lines.push(names::compared(field, &old, &new));
        }
    }
    Ok(lines)
}

/// The line with what its codes are called.
fn named(line: Line, name: impl Fn(&str) -> String) -> Line {
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let (before, after) = diff::pair(&name(&text(&line.before)), &name(&text(&line.after)));
    Line { before, after, ..line }
}

/// `POST /account/amend/call-back`: the change that the page showed. Where another waits, the account as it is now.
pub async fn call_back(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    match amendment::call_back(&site.app, acting(&visitor, &member), form.get("seen").to_owned()).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "called-back"))),
        Err(Error::Conflict) => super::desk::overtaken(&site, &visitor, &member, "change").await,
        Err(error) => Err(error.into()),
    }
}

/// What the organisation's form offers to choose from.
pub(super) fn offers(face: &Face<'_>) -> Result<Value, Failure> {
    let (locale, messages) = (face.visitor.locale, face.site.messages()?);
    let now = face.account.organisation.category;
    Ok(json!({
        "categories": categories(&messages, locale, now),
        "countries": options::countries(locale),
        "replaces": false,
        "question": null,
        "declined": null,
    }))
}

/// The organisation's fields of a form.
pub(super) fn answers(form: &Form) -> OrganisationAnswers {
    let text = |name: &str| form.get(name).to_owned();
    OrganisationAnswers {
        category: text("category"),
        name: text("name"),
        country: text("country"),
        website: text("website"),
        description: text("description"),
    }
}

/// What was typed, as the form's fields take it back.
pub(super) fn form_values(form: &Form) -> Value {
    let field = |name: &&str| ((*name).to_owned(), json!(form.get(name)));
    let all = FIELDS.iter().chain(&["reply"]);
    Value::Object(all.map(field).collect::<Map<_, _>>())
}

/// What is kept, as the form's fields take it.
pub(super) fn kept(now: &Amendable) -> Value {
    merged(json!(as_typed(now)), json!({ "statement": now.statement.clone().unwrap_or_default() }))
}

/// Of that the organisation's fields, as they would be typed.
pub(super) fn as_typed(now: &Amendable) -> OrganisationAnswers {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    OrganisationAnswers {
        category: now.category.code().to_owned(),
        name: now.name.clone(),
        country: text(&now.country),
        website: text(&now.website),
        description: text(&now.description),
    }
}
