//! The first page of the account, and the browsers that are signed in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::{Face, acting};
use crate::app::account::desk::{self, Declined, Desk, Promise};
use crate::app::account::{
    Account, commitment, in_public, naming, promises_readable, revision, seen, session,
};
use crate::app::challenge::is_offered;
use crate::app::recovery;
use crate::domain::amendment::AmendmentState;
use crate::domain::endorsement::{EndorsementState, called_off_by_letter, withdraws_by_letter};
use crate::domain::people::open_to_colleagues;
use crate::domain::visibility::{Visibility, may_become};
use crate::domain::{Door, Error, Moment, Refusal};
use crate::store::amendment::Amendment;
use crate::store::endorsement::Endorsement;
use crate::web::done::{self, Query};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::{Member, no_cookie};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// What was done just before, to be said on top of the page.
const DONE: &[&str] = &[
    "answered",
    "amended",
    "called-back",
    "committed",
    "promise-called-back",
    "dropped",
    "others-ended",
    "visibility-changed",
    "visibility-soon",
    "visibility-already",
    "named",
    "not-named",
];

/// `GET /account`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let done = query.said(&site, &visitor, &member.representative, DONE);
    first_page(&site, &visitor, &member, (StatusCode::OK, json!({ "done": done }))).await
}

/// The page after something was to be done to what is no longer as an older page showed it (`how`, see sign.changed): nothing was
/// done.
pub(super) async fn overtaken(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    how: &str,
) -> Result<HttpResponse, Failure> {
    let said = json!({ "done": "", "overtaken": how });
    first_page(site, visitor, member, (StatusCode::CONFLICT, said)).await
}

/// The page, with what came of what was sent.
async fn first_page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    (status, said): (StatusCode, Value),
) -> Result<HttpResponse, Failure> {
    let desk = desk::see(&site.app, member.representative, visitor.locale).await?;
    let mut values = merged(values(&desk), said);
    values["naming_seen"] = json!(seen::naming(&site.app, &desk.account)?);
    let now = site.app.clock.now();
    values["decision_late"] = json!(desk.decision_due.is_some_and(|due| due <= now));
    values["reversal_late"] = json!(desk.reversal.as_ref().is_some_and(|case| case.due_at <= now));
    values["asked_to_act"] = json!(!recovery::pending(&site.app, member.representative).await?.is_empty());
    let sessions = desk.sessions.iter().map(|session| {
        json!({
            "since": session.created_at, "seen": session.seen_at, "own": session.id == member.session,
            "program": session.browser.program, "system": session.browser.system,
        })
    });
    values["sessions"] = json!(sessions.collect::<Vec<_>>());
    let Desk { account, who, .. } = desk;
    Face { site, visitor, account, who }.page(status, "account/desk.html", values)
}

fn values(desk: &Desk) -> Value {
    let (organisation, endorsement) = (&desk.account.organisation, &desk.account.endorsement);
    let by_letter = called_off_by_letter(organisation.category, endorsement.origin);
    let commitments = desk.commitments.iter().map(|row| promise(row, endorsement));
    json!({
        "state": endorsement.state,
        "withdrew_suspended": endorsement.withdrew_suspended(),
        "reference": endorsement.reference,
        "submitted_at": endorsement.submitted_at,
        "published_at": endorsement.published_at,
        "ended_at": endorsement.ended_at,
        "slug": organisation.slug.as_ref().filter(|_| !endorsement.visibility.withholds()),
        "visibility": endorsement.visibility,
        "embargo_until": endorsement.embargo_until,
        "in_public": in_public(endorsement),
        "domain_offered": is_offered(organisation, endorsement),
        "named": desk.account.representative.named,
        "may_reappear": may_reappear(&desk.account),
        "number": organisation.number,
        "is_state": withdraws_by_letter(organisation.category),
        "open_to_colleagues": open_to_colleagues(endorsement.state),
        "cancellable": endorsement.state.cancellable() && !by_letter,
        "off_by_letter": endorsement.state.cancellable() && by_letter,
        "can_withdraw": withdrawable(endorsement.state),
        "decision_due": desk.decision_due,
        "expires_at": desk.expires_at,
        "reversible_until": desk.reversible_until,
        "reversal_due": desk.reversal.as_ref().map(|case| case.due_at),
        "letter_awaited": desk.state_withdrawal.is_some(),
        "reason": desk.reason,
        "refusal": desk.refusal,
        "declined": desk.declined.as_ref().map(told),
        "ended_by_hiding": desk.ended_by_hiding,
        "question": desk.question.as_ref().or(desk.amendment_question.as_ref()),
        "asked": endorsement.state == EndorsementState::NeedsInfo,
        "change_asked": change_asked(desk).is_some(),
        "amendment": desk.amendment.as_ref().map(|amendment| json!({
            "state": amendment.state,
            "sent_at": amendment.created_at,
            "seen": desk.amendment_seen,
        })),
        "promises_readable": promises_readable(endorsement),
        "commitments": commitments.collect::<Vec<_>>(),
    })
}

fn promise(row: &Promise, signature: &Endorsement) -> Value {
    let kept = &row.kept;
    json!({
        "id": kept.public_id,
        "title": kept.title,
        "state": kept.state,
        "due": kept.due_on.0,
        "open": commitment::open_to_change(signature.state, kept.state),
        "may_be_revised": revision::may_be_revised(signature, kept.state),
        "revision": row.change.as_ref().map(|change| json!({
            "state": change.state, "sent_at": change.created_at,
        })),
        "waits": commitment::waits_for_signatory(signature, kept.state),
        "may_be_given_up": commitment::may_be_given_up(signature.state, kept.state),
        "question": row.question,
        "refusal": row.refusal,
        "dropped_reason": kept.dropped_reason(),
        "seen": row.seen,
    })
}

/// That a change was declined, when, and why as far as that was kept.
pub(super) fn told(declined: &Declined) -> Value {
    json!({ "at": declined.amendment.decided_at, "why": declined.refusal })
}

/// The change that the ministry asks about, where it can be answered.
pub(super) fn change_asked(desk: &Desk) -> Option<&Amendment> {
    let asked = desk.amendment.as_ref().filter(|open| open.state == AmendmentState::NeedsInfo);
    asked.filter(|_| in_public(&desk.account.endorsement))
}

/// Whether the organisation can choose anew how it appears.
pub(super) fn may_reappear(account: &Account) -> bool {
    let (endorsement, of) = (&account.endorsement, account.organisation.category);
    let from = endorsement.visibility;
    let other = if from.withholds() { Visibility::Public } else { Visibility::Protected };
    may_become(from, other, endorsement.state, of).is_ok()
}

fn withdrawable(state: EndorsementState) -> bool {
    state.after(crate::domain::endorsement::Act::Withdraw).is_ok()
}

/// `POST /account/sign-out`: whoever is signed out already has what they want.
pub async fn leave(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Result<Member, Failure>,
) -> Result<HttpResponse, Failure> {
    match member {
        Ok(member) => session::leave(&site.app, acting(&visitor, &member), member.session).await?,
        Err(Failure(Error::SignIn(_))) => {}
        Err(failure) => return Err(failure),
    }
    without_cookie(&site, private::see(&visitor, "/account/sign-in"))
}

/// `POST /account/naming`
pub async fn choose_naming(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let named = form.get("named") == "yes";
    let seen = form.get("naming_seen").to_owned();
    match naming::choose(&site.app, acting(&visitor, &member), named, seen).await {
        Ok(()) => {
            let code = if named { "named" } else { "not-named" };
            Ok(done::see(&site, &visitor, &member.representative, ("/account", code)))
        }
        Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {
            overtaken(&site, &visitor, &member, "naming").await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/end-others`
pub async fn end_others(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    session::end_others(&site.app, acting(&visitor, &member), member.session).await?;
    Ok(done::see(&site, &visitor, &member.representative, ("/account", "others-ended")))
}

/// An answer after which this browser is signed out.
fn without_cookie(site: &Site, mut answer: HttpResponse) -> Result<HttpResponse, Failure> {
    let gone = no_cookie(site, Door::Account.code());
    answer.add_cookie(&gone).map_err(|error| Error::internal(error.to_string()))?;
    Ok(answer)
}

/// A moment as templates take it, for pages that say when.
pub(super) fn at(moment: Moment) -> Value {
    json!(moment.rfc3339())
}
