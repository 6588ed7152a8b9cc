//! Getting back in: which organisation, who asks and how it will be shown, and the page of whoever asked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::choices::country_name;
use super::mailed;
use crate::app::contact;
use crate::app::recovery::{self, Answers, Found, Place, Seen, Subject};
use crate::domain::draft::RepresentativeAnswers;
use crate::domain::email::Email;
use crate::domain::link::Purpose;
use crate::domain::recovery::RecoveryState;
use crate::domain::{Error, limits};
use crate::secret;
use crate::web::challenge::{self, Looked, Put, after};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject as Counted, Try};
use crate::web::private;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const FORM: &str = "account/recover_ask.html";
/// What was done just before, to be said on top of the page.
const DONE: &[&str] = &["confirmed", "checked", "busy", "called-off"];

/// What the addresses say besides the path.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    signatory: String,
}

/// `GET /account/recover`: which organisation.
pub async fn find(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let sought: String = query.q.chars().take(limits::SEARCH).collect();
    let found = recovery::search(&site.app, &sought).await?;
    let found = found.iter().map(|one| shown(one, &visitor)).collect::<Vec<_>>();
    let values = json!({ "values": { "q": sought }, "found": found });
    private::page(&site, &visitor, "account/recover.html", &values)
}

fn shown(found: &Found, visitor: &Visitor) -> Value {
    let country = found.country.as_deref().map(|code| country_name(visitor.locale, code));
    json!({
        "slug": found.slug, "name": found.name, "country": country, "number": found.number,
        "state": found.state,
    })
}

/// `GET /account/recover/ask`: who asks, and how it will be shown.
pub async fn form(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let subject = subject(&site, &query.signatory).await?;
    private::page(&site, &visitor, FORM, &asking(subject.as_ref(), &visitor, &json!({})))
}

/// The signatory of the public register that is asked about, if one was chosen.
async fn subject(site: &Site, slug: &str) -> Result<Option<Subject>, Failure> {
    if slug.is_empty() {
        return Ok(None);
    }
    Ok(Some(recovery::subject(&site.app, slug).await?))
}

fn asking(subject: Option<&Subject>, visitor: &Visitor, typed: &Value) -> Value {
    json!({
        "signatory": subject.map(|one| shown(&one.found, visitor)),
        "domain": subject.and_then(|one| one.domain.as_ref()).map(|domain| domain.shown()),
        "days": limits::OBJECTION_DAYS, "values": typed,
    })
}

/// `POST /account/recover/ask`: the same answer for every organisation. A mail goes out as long as this network has not
/// asked too often with this mailbox; whoever asks too often takes nothing from its owner.
pub async fn ask(site: web::Data<Site>, visitor: Visitor, sent: Form) -> Result<HttpResponse, Failure> {
    let answers = answers(&sent);
    let subject = subject(&site, &answers.slug).await?;
    let email = answers.person.email.clone();
    let mut page = asking(subject.as_ref(), &visitor, &typed(&sent));
    let counted = match site.throttles.attempt(Deed::Mail, Counted::around(visitor.address)) {
        Err(Error::TooMany { retry_after_seconds }) => {
            return private::too_soon(&site, &visitor, retry_after_seconds, FORM, &page);
        }
        counted => counted?,
    };
    let asked = with_mailbox(&site, &visitor, &email);
    let onward = (visitor.locale, asked.is_some());
    match evenly(&site, recovery::ask(&site.app, visitor.origin(), answers, onward)).await {
        Ok(()) => asked_page(&site, &visitor, &email),
        Err(Error::Invalid(problems)) => {
            // No mail was sent.
            [Some(counted), asked].into_iter().flatten().for_each(Try::was_good);
            page["problems"] = json!(private::words(&site, &visitor, &problems)?);
            private::page_with(&site, &visitor, StatusCode::UNPROCESSABLE_ENTITY, FORM, &page)
        }
        Err(error) => Err(error.into()),
    }
}

fn asked_page(site: &web::Data<Site>, visitor: &Visitor, email: &str) -> Result<HttpResponse, Failure> {
    let most = limits::RECOVERIES.at_once;
    let values = json!({ "address": email, "days": limits::CONFIRM_DAYS, "most": most });
    private::page(site, visitor, "account/recover_sent.html", &values)
}

/// Counts a request with this mailbox from this network; nothing, once there were enough for a day.
fn with_mailbox<'a>(site: &'a Site, visitor: &Visitor, typed: &str) -> Option<Try<'a>> {
    let email = Email::parse(typed).ok()?;
    let subject = Counted::account_from(contact::mailbox_index(&site.app, &email), visitor.address);
    site.throttles.attempt(Deed::Recovery, vec![subject]).ok()
}

fn answers(sent: &Form) -> Answers {
    let text = |name: &str| sent.get(name).to_owned();
    Answers {
        slug: text("signatory"),
        organisation: text("organisation"),
        reference: text("reference"),
        person: RepresentativeAnswers {
            name: text("person"),
            job_title: text("job_title"),
            email: text("email"),
            authority: text("authority"),
            named: false,
        },
        proof: text("proof"),
        others: text("others"),
        message: text("message"),
    }
}

fn typed(sent: &Form) -> Value {
    let fields = [
        "organisation",
        "reference",
        "person",
        "job_title",
        "email",
        "authority",
        "proof",
        "others",
        "message",
    ];
    Value::Object(fields.iter().map(|name| ((*name).to_owned(), json!(sent.get(name)))).collect())
}

/// `GET /account/recovery/{token}`: where a request stands. Opening it changes nothing.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
    query: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    match recovery::see(&site.app, &token).await {
        Ok(seen) => {
            let values = values(&site, &visitor, (&token, &seen), query.said(&site, &visitor, &token, DONE))?;
            private::linked(&site, &visitor, "account/recovery.html", values)
        }
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Recovery, error)),
    }
}

fn values(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (token, seen): (&str, &Seen),
    done: &str,
) -> Result<Value, Failure> {
    let mut values = json!({
        "organisation": seen.organisation, "other": seen.other, "state": seen.state, "reference": seen.reference,
        "proof": seen.proof, "others_left": seen.others_left, "name": seen.name, "email": seen.email,
        "days": limits::OBJECTION_DAYS, "done": done,
        "action": visitor.href(&format!("/account/recovery/{token}")),
    });
    if let Some(place) = seen.place.as_ref().filter(|_| seen.state == RecoveryState::Open) {
        challenge::place(site, visitor, &mut values, &put(place))?;
        values["found_at"] = json!(place.found_at);
    }
    Ok(values)
}

fn put(place: &Place) -> Put<'_> {
    let looked = Looked {
        at: place.looked_at,
        dns: place.dns,
        file: place.file,
        next: place.next_look_at,
        missing_since: None,
    };
    Put { domain: &place.domain, token: &place.token, looked }
}

/// `POST /account/recovery/{token}`: confirms the mailbox.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let done = recovery::confirm(&site.app, visitor.origin(), &token).await;
    go_on(&site, &visitor, &token, done.map(|()| "confirmed"))
}

/// `POST /account/recovery/{token}/check`: looks at the domain now.
pub async fn check(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    // By where, and by which request: one stranger's looks are not taken for another's.
    site.throttles.count(Deed::Domain, visitor.address)?;
    site.throttles.count(Deed::Domain, Counted::Account(secret::hash_token(&token)))?;
    let done = after(recovery::check(&site.app, visitor.origin(), &token).await);
    go_on(&site, &visitor, &token, done)
}

/// `POST /account/recovery/{token}/call-off`
pub async fn call_off(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let done = recovery::call_off(&site.app, visitor.origin(), &token).await;
    go_on(&site, &visitor, &token, done.map(|()| "called-off"))
}

fn go_on(
    site: &web::Data<Site>,
    visitor: &Visitor,
    token: &str,
    done: crate::domain::Result<&'static str>,
) -> Result<HttpResponse, Failure> {
    match done {
        Ok(done) => Ok(done::see(site, visitor, &token, (&format!("/account/recovery/{token}"), done))),
        Err(error) => mailed::spent(site, visitor, (Purpose::Recovery, error)),
    }
}
