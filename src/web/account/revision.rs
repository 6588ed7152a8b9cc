//! Changing what a published commitment promises: the form, the comparison, and sending it. Its addresses are those of a
//! commitment that is not decided, which `commitment.rs` answers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use serde_json::{Value, json};

use super::commitment::{FORM, offers, sent};
use super::{Face, acting, desk};
use crate::app::account::commitment::Mended;
use crate::app::account::revision::{self, Compared, Sent};
use crate::app::case::question;
use crate::domain::amendment::AmendmentState;
use crate::domain::case::CaseKind;
use crate::domain::{Error, Refusal};
use crate::store::commitment::{Commitment, Terms};
use crate::store::revision::Revision;
use crate::web::changed::Differences;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::names;
use crate::web::promise;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The form with what the change says that waits, or with what holds; `from` "declined" with what was declined.
pub(super) async fn show(
    face: &Face<'_>,
    member: &Member,
    (kept, from): (&Commitment, &str),
) -> Result<HttpResponse, Failure> {
    if let Some(closed) = face.closed() {
        return closed;
    }
    let sent = revision::find(&face.site.app, member.representative, &kept.public_id).await?;
    let declined = sent.declined.filter(|_| from == "declined");
    let anew = declined.is_some();
    let begun = sent.waiting.as_ref().map(|open| open.after.0.clone()).or(declined);
    let begun = begun.unwrap_or_else(|| kept.terms());
    let values = promise::values(&promise::typed(&begun, face.visitor.locale));
    let mut page = form(face, kept, sent.waiting.as_ref(), (values, &sent.seen)).await?;
    page["declined"] = json!(anew);
    face.show(FORM, page)
}

/// What the form offers and says: where the ministry asks about the change that waits, that is answered with it.
async fn form(
    face: &Face<'_>,
    kept: &Commitment,
    open: Option<&Revision>,
    (values, seen): (Value, &str),
) -> Result<Value, Failure> {
    let asked = open.filter(|open| open.state == AmendmentState::NeedsInfo);
    let mut page = offers(face, values);
    page["change"] = json!(kept.public_id);
    page["seen"] = json!(seen);
    page["mending"] = json!(if asked.is_some() { "answer" } else { "revision" });
    page["published"] = json!(true);
    page["replaces"] = json!(open.is_some());
    if let Some(asked) = asked {
        let about = (CaseKind::Amendment, asked.id.0);
        page["question"] = json!(question::waiting(&face.site.app, about, face.visitor.locale).await?);
    }
    Ok(page)
}

/// Compares first, sends when told to (`go`); an answer to what the ministry asked goes at once.
pub(super) async fn send(
    (site, visitor, member): (&Data<Site>, &Visitor, &Member),
    kept: &Commitment,
    (form, mended): (&Form, Mended),
) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    let to = To { face: &face, member, kept };
    let go = form.get("go");
    let done = match go {
        "edit" => return to.again(&mended).await,
        "answer" => {
            let answered = revision::answer(&site.app, acting(visitor, member), mended.clone()).await;
            answered.map(|()| Done::Delivered("answered"))
        }
        "send" => to.sent(visitor, &mended).await,
        _ => to.compared(&mended).await,
    };
    match done {
        Ok(Done::Delivered(code)) => Ok(done::see(site, visitor, &member.representative, ("/account", code))),
        Ok(Done::Compared(status, compared)) => to.check(&mended, status, &compared).await,
        Err(Error::Invalid(problems)) => face.mend(FORM, &problems, to.typed(&mended).await?),
        Err(Error::Conflict) if go == "answer" => to.overtaken(&mended).await,
        Err(error) => Err(error.into()),
    }
}

/// What came of what was sent.
enum Done {
    /// It is with the ministry, and the account says so in these words.
    Delivered(&'static str),
    Compared(StatusCode, Box<Compared>),
}

/// To which commitment something is sent, and by whom.
struct To<'a> {
    face: &'a Face<'a>,
    member: &'a Member,
    kept: &'a Commitment,
}

impl To<'_> {
    /// Compares before it is sent. What the form was opened with may have changed since: then the comparison says so.
    async fn compared(&self, mended: &Mended) -> Result<Done, Error> {
        let (app, id) = (&self.face.site.app, self.member.representative);
        let compared = revision::compare(app, id, mended.clone()).await?;
        let overtaken = compared.is_overtaken(&mended.shown);
        let status = if overtaken { StatusCode::CONFLICT } else { StatusCode::OK };
        Ok(Done::Compared(status, Box::new(compared)))
    }

    /// Sends what was compared. What it was compared with may have changed meanwhile: then it is compared anew.
    async fn sent(&self, visitor: &Visitor, mended: &Mended) -> Result<Done, Error> {
        let (app, id) = (&self.face.site.app, self.member.representative);
        match revision::propose(app, acting(visitor, self.member), mended.clone()).await {
            Ok(()) => Ok(Done::Delivered("amended")),
            Err(Error::Conflict) => {
                let compared = revision::compare(app, id, mended.clone()).await?;
                Ok(Done::Compared(StatusCode::CONFLICT, Box::new(compared)))
            }
            Err(error) => Err(error),
        }
    }

    async fn again(&self, mended: &Mended) -> Result<HttpResponse, Failure> {
        self.face.show(FORM, self.typed(mended).await?)
    }

    /// The form with what was typed.
    async fn typed(&self, mended: &Mended) -> Result<Value, Failure> {
        let open = self.found().await?.waiting;
        form(self.face, self.kept, open.as_ref(), (sent(mended), &mended.shown)).await
    }

    async fn found(&self) -> Result<Sent, Failure> {
        let (app, id) = (&self.face.site.app, self.member.representative);
        Ok(revision::find(app, id, &self.kept.public_id).await?)
    }

    /// The form again with what was typed, where since it was opened the ministry asked something else or a colleague changed the
    /// change that waits: what is asked and what waits now stand beside it.
    async fn overtaken(&self, mended: &Mended) -> Result<HttpResponse, Failure> {
        let Sent { waiting, seen, .. } = self.found().await?;
        let page = form(self.face, self.kept, waiting.as_ref(), (sent(mended), &seen)).await?;
        let now = waiting.map_or_else(|| self.kept.terms(), |open| open.after.0);
        let now = promise::typed(&now, self.face.visitor.locale);
        self.face.overtaken(FORM, page, |differences| differences.of_commitments(&now, &mended.answers))
    }

    /// The comparison. What comes from a page that did not show what the ministry asks becomes an answer to that.
    async fn check(
        &self,
        mended: &Mended,
        status: StatusCode,
        compared: &Compared,
    ) -> Result<HttpResponse, Failure> {
        if compared.asked {
            return self.overtaken(mended).await;
        }
        let overtaken = status == StatusCode::CONFLICT;
        let mut waiting = match &compared.waiting {
            Some(waiting) if overtaken => self.lines(waiting, &compared.after)?,
            _ => Vec::new(),
        };
        waiting.retain(|line| line["changed"] == true);
        let page = json!({
            "to": format!("/account/commitments/{}/change", self.kept.public_id),
            "labels": "",
            "lines": self.lines(&compared.before, &compared.after)?,
            "values": promise::values(&mended.answers),
            "replaces": compared.waiting.is_some(),
            "seen": compared.seen,
            "overtaken": overtaken,
            "waiting": waiting,
            "question": null,
        });
        self.face.page(status, "account/amend_check.html", page)
    }

    /// Two states side by side, as they are read.
    fn lines(&self, before: &Terms, after: &Terms) -> Result<Vec<Value>, Failure> {
        let (locale, messages) = (self.face.visitor.locale, self.face.site.messages()?);
        let words = Differences::of(&self.face.site.app, &messages, locale);
        let said = |terms: &Terms| words.commitment(&promise::typed(terms, locale));
        let pairs = said(before).into_iter().zip(said(after));
        Ok(pairs.map(|((field, old), (_, new))| names::compared(field, &old, &new)).collect())
    }
}

/// Takes the change back that the page showed. Where another waits, or none any more, the account as it is now.
pub(super) async fn call_back(
    (site, visitor, member): (&Data<Site>, &Visitor, &Member),
    shown: (String, String),
) -> Result<HttpResponse, Failure> {
    match revision::call_back(&site.app, acting(visitor, member), shown).await {
        Ok(()) => Ok(done::see(site, visitor, &member.representative, ("/account", "called-back"))),
        Err(Error::Conflict) => desk::overtaken(site, visitor, member, "change").await,
        Err(Error::Refused(Refusal::WrongState)) => desk::overtaken(site, visitor, member, "promise").await,
        Err(error) => Err(error.into()),
    }
}
