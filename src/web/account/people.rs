//! Who acts for the organisation: seeing them, inviting, leaving, taking off who has left.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::{Face, acting};
use crate::app::account::in_public;
use crate::app::people::{self, Answers, People, Person};
use crate::app::recovery::{self, Pending, Word};
use crate::domain::audit::AuditAct;
use crate::domain::locale::Locale;
use crate::domain::people::takes_words;
use crate::domain::{Error, Flaw, Problems, Refusal, limits};
use crate::store::endorsement::Endorsement;
use crate::web::done::{self, Query};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::private;
use crate::web::signed_in::{Member, did_lately};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The page of those who act.
pub(super) const PEOPLE: &str = "/account/people";
const INVITE: &str = "account/invite.html";
const END: &str = "account/person_end.html";
/// What was done just before, to be said on top of the page.
const DONE: &[&str] = &[
    "invited",
    "sent-again",
    "called-back",
    "taken-off",
    "joined",
    "agreed",
    "objected",
    "corrected",
    "moved",
];

/// `GET /account/people`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let done = query.said(&site, &visitor, &member.representative, DONE);
    page(&site, &visitor, &member, (StatusCode::OK, json!({ "done": done }))).await
}

/// The page after something was to be done to an invitation that is gone, or that nobody can follow any more: nothing was done.
async fn overtaken(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    (named, error): (&str, Error),
) -> Result<HttpResponse, Failure> {
    let became = match error {
        Error::NotFound => people::became(&site.app, member.representative, named).await?.code(),
        Error::Refused(Refusal::WrongState) => "closed",
        error => return Err(error.into()),
    };
    let said = json!({ "done": "", "overtaken": format!("invitation-{became}") });
    page(site, visitor, member, (StatusCode::CONFLICT, said)).await
}

/// The page, with what came of what was sent.
async fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    (status, said): (StatusCode, Value),
) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    let people = people::see(&site.app, member.representative).await?;
    let mut values = merged(values(&people, &face.account.endorsement), said);
    values["asked"] = asked(&recovery::pending(&site.app, member.representative).await?);
    face.page(status, "account/people.html", values)
}

fn values(people: &People, endorsement: &Endorsement) -> Value {
    let all = people.people.iter().map(|one| {
        json!({
            "handle": one.handle, "name": one.contact.name, "job_title": one.contact.job_title,
            "email": one.contact.email, "since": one.since, "public": shown(one, endorsement), "me": one.me,
        })
    });
    let invited = people.invited.iter().map(|one| {
        json!({
            "handle": one.handle, "name": one.name, "email": one.email, "by": one.by,
            "hands_over": one.hands_over, "until": one.expires_at,
        })
    });
    json!({
        "people": all.collect::<Vec<_>>(), "invited": invited.collect::<Vec<_>>(), "most": limits::PEOPLE,
        "full": people.full, "open": people.open, "take_off": people.take_off,
        "alone": people.people.len() < 2,
    })
}

/// Whether the register shows the name of somebody who acts; of who agreed to it, what it turns on.
fn shown(one: &Person, endorsement: &Endorsement) -> &'static str {
    match (one.named, endorsement.visibility.withholds()) {
        (false, _) => "no",
        (true, true) => "unnamed",
        (true, false) if in_public(endorsement) => "yes",
        (true, false) => "state",
    }
}

/// Who asks to act, and may have said that somebody has left.
fn asked(pending: &[Pending]) -> Value {
    let one = |one: &Pending| {
        json!({
            "handle": one.handle, "name": one.name, "job_title": one.job_title, "email": one.email,
            "message": one.message, "other": one.other, "proof": one.proof, "others_left": one.others_left, "at": one.asked_at,
            "until": one.ripe_at, "agreed": one.agreed, "objected": one.objected,
        })
    };
    Value::Array(pending.iter().map(one).collect())
}

/// `POST /account/people/asked/{request}`: that it is right, or an objection.
pub async fn hear(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    request: web::Path<String>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let word = Word::from_code(sent.get("word")).ok_or(Error::NotFound)?;
    recovery::answer(&site.app, acting(&visitor, &member), &request, word).await?;
    let done = if word == Word::Agree { "agreed" } else { "objected" };
    Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, done)))
}

/// `GET /account/people/invite`
pub async fn before_invite(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let people = people::see(&site.app, member.representative).await?;
    if people.full || !people.open {
        return Err(Error::Refused(Refusal::WrongState).into());
    }
    face.show(INVITE, form(&face, &json!({ "language": visitor.locale.code() })))
}

fn form(face: &Face<'_>, typed: &Value) -> Value {
    let tongues = Locale::OFFERED.iter().map(|one| json!({ "value": one.code(), "label": one.name() }));
    let unnamed = face.account.endorsement.visibility.withholds();
    json!({
        "tongues": tongues.collect::<Vec<_>>(), "unnamed": unnamed, "days": limits::INVITATION_DAYS,
        "takes_words": takes_words(face.account.endorsement.state), "values": typed,
    })
}

/// `POST /account/people/invite`
pub async fn invite(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let typed = typed(&sent);
    let counted = match site.throttles.attempt(Deed::Mail, whose(&visitor, &member)) {
        Err(Error::TooMany { retry_after_seconds }) => {
            let face = Face::of(&site, &visitor, &member).await?;
            return face.too_soon(retry_after_seconds, INVITE, form(&face, &typed));
        }
        counted => counted?,
    };
    match people::invite(&site.app, acting(&visitor, &member), answers(&sent)).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, "invited"))),
        Err(error) => {
            // No mail was sent.
            counted.was_good();
            let Error::Invalid(problems) = error else { return Err(error.into()) };
            let face = Face::of(&site, &visitor, &member).await?;
            face.mend(INVITE, &problems, form(&face, &typed))
        }
    }
}

fn answers(sent: &Form) -> Answers {
    let text = |name: &str| sent.get(name).to_owned();
    Answers {
        name: text("person"),
        email: text("email"),
        language: text("language"),
        message: text("message"),
        after: text("after"),
    }
}

fn typed(sent: &Form) -> Value {
    json!({
        "person": sent.get("person"), "email": sent.get("email"), "language": sent.get("language"),
        "message": sent.get("message"), "after": sent.get("after"),
    })
}

/// Whose mails are counted: by where and by who they are.
pub(super) fn whose(visitor: &Visitor, member: &Member) -> Vec<Subject> {
    let mut whose = Subject::around(visitor.address);
    whose.push(Subject::Account(format!("{:?}", member.actor())));
    whose
}

/// `POST /account/people/invited/{invitation}/again`
pub async fn send_again(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    invitation: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let counted = site.throttles.attempt(Deed::Mail, whose(&visitor, &member))?;
    match people::send_again(&site.app, acting(&visitor, &member), &invitation).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, "sent-again"))),
        Err(Error::Invalid(problems)) => {
            // No mail was sent.
            counted.was_good();
            let said = json!({ "done": "", "problems": private::words(&site, &visitor, &problems)? });
            page(&site, &visitor, &member, (StatusCode::UNPROCESSABLE_ENTITY, said)).await
        }
        Err(error) => overtaken(&site, &visitor, &member, (&invitation, error)).await,
    }
}

/// `POST /account/people/invited/{invitation}/call-back`
pub async fn call_back(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    invitation: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match people::call_back(&site.app, acting(&visitor, &member), &invitation).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, "called-back"))),
        Err(error) => overtaken(&site, &visitor, &member, (&invitation, error)).await,
    }
}

/// `GET /account/people/leave`: what it means, before it is done.
pub async fn before_leave(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let people = people::see(&site.app, member.representative).await?;
    if people.people.len() < 2 {
        return Err(Error::Refused(Refusal::LastPerson).into());
    }
    face.show(END, leaving(&face))
}

fn leaving(face: &Face<'_>) -> Value {
    json!({ "own": true, "name": face.who, "action": face.visitor.href("/account/people/leave") })
}

/// `POST /account/people/leave`: and is signed out. Whoever has left hears so again.
pub async fn leave(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Result<Member, Failure>,
    request: HttpRequest,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let done = match member {
        Ok(member) if !sent.has("sure") => {
            let face = Face::of(&site, &visitor, &member).await?;
            return face.mend(END, &unsure(), leaving(&face));
        }
        Ok(member) => people::leave(&site.app, acting(&visitor, &member)).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    if let Err(failure) = done
        && !did_lately(&site, &request, AuditAct::PeopleLeft).await?
    {
        return Err(failure);
    }
    // The cookie stays: it lets nobody in any more, and tells who presses the button again.
    private::page(&site, &visitor, "account/person_left.html", &json!({}))
}

fn unsure() -> Problems {
    let mut problems = Problems::default();
    problems.add("sure", Flaw::Missing);
    problems
}

/// `GET /account/people/{person}/take-off`: what it means, before it is done.
pub async fn before_take_off(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    person: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let gone = colleague(&site, &member, &person).await?;
    face.show(END, taking_off(&face, &gone))
}

/// The colleague whom an address names.
async fn colleague(site: &Site, member: &Member, named: &str) -> Result<Person, Failure> {
    let people = people::see(&site.app, member.representative).await?;
    if !people.take_off {
        return Err(Error::Refused(Refusal::StateColleagues).into());
    }
    let found = people.people.into_iter().find(|one| one.handle == named && !one.me);
    Ok(found.ok_or(Error::NotFound)?)
}

fn taking_off(face: &Face<'_>, gone: &Person) -> Value {
    let action = face.visitor.href(&format!("/account/people/{}/take-off", gone.handle));
    json!({ "own": false, "name": gone.contact.name, "action": action })
}

/// `POST /account/people/{person}/take-off`
pub async fn take_off(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    person: web::Path<String>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    if !sent.has("sure") {
        let face = Face::of(&site, &visitor, &member).await?;
        let gone = colleague(&site, &member, &person).await?;
        return face.mend(END, &unsure(), taking_off(&face, &gone));
    }
    people::take_off(&site.app, acting(&visitor, &member), &person).await?;
    Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, "taken-off")))
}
