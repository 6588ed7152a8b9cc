//! In and out: mail address, password and code on one page. There is no half-way state that could leak
//! that a password was right.

use core::net::IpAddr;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::next;
use crate::app::staff::device::{self, Counted};
use crate::app::staff::{door, passkey, provider};
use crate::domain::{Door, Error, Flaw, Problems, Refusal, limits};
use crate::view::{Mistake, refusal};
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject, Try};
use crate::web::private;
use crate::web::signed_in::{Colleague, cookie, cookie_name, lasting_cookie, no_cookie};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The cookie of a browser from which somebody has signed in before.
const KNOWN: &str = "known";
const FORM: &str = "staff/door/sign_in.html";

/// What is said at the door, with everything typed still there.
const AT_THE_DOOR: &[Refusal] = &[
    Refusal::WrongCredentials,
    Refusal::PasskeyWrong,
    Refusal::NotAnswered,
    Refusal::ProviderSilent,
    Refusal::ProviderUnknown,
    Refusal::ProviderCancelled,
    Refusal::ProviderTaken,
    Refusal::ProviderGroups,
    Refusal::PasswordFirst,
];

/// Where to go on afterwards.
#[derive(Debug, Default, Deserialize)]
pub struct Onward {
    #[serde(default)]
    pub next: String,
}

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    onward: web::Query<Onward>,
) -> Result<HttpResponse, Failure> {
    private::page(&site, &visitor, FORM, &offered(&site, &onward.next))
}

/// What can be done at the door.
fn offered(site: &Site, next: &str) -> Value {
    json!({
        "next": next::own(next), "passkeys": passkey::are_offered(&site.app),
        "provider": provider::is_offered(&site.app), "provider_only": provider::is_only(&site.app),
    })
}

/// In, or the form again with one answer for whatever was wrong.
pub async fn enter(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    if let Err(error) = complete(&form) {
        return again(&site, &visitor, &form, error);
    }
    let account = account(&site, &request, form.get("email"));
    let counted = match count(&site, visitor.address, account) {
        Ok(counted) => counted,
        Err(error) => return again(&site, &visitor, &form, error),
    };
    let typed =
        door::Attempt { email: form.get("email"), password: form.get("password"), code: form.get("code") };
    let entered = evenly(&site, door::sign_in(&site.app, visitor.origin(), typed)).await;
    counted.into_iter().for_each(|attempt| attempt.came_to(&entered));
    match entered {
        Ok(entered) => let_in(&site, &visitor, &entered, form.get("next")).await,
        Err(error) => again(&site, &visitor, &form, error),
    }
}

/// Counts a try: of the address, of the account from its network, and of the account from wherever. What one of them is
/// slowed in is no try: it takes nothing of what the others bear. A browser in which the owner was let in before
/// has counts of its own, and none with whoever else is behind its address: that may be a whole ministry's.
fn count(site: &Site, address: IpAddr, counted: Counted) -> Result<[Try<'_>; 2], Error> {
    let (account, mut near) = match counted {
        Counted::Browser(browser) => (browser, Vec::new()),
        Counted::Account(account) => (account, vec![address.into()]),
    };
    near.push(Subject::account_from(account.clone(), address));
    let near = site.throttles.attempt(Deed::SignIn, near)?;
    match site.throttles.attempt(Deed::Guess, vec![Subject::Account(account)]) {
        Ok(guess) => Ok([near, guess]),
        Err(slowed) => {
            near.was_good();
            Err(slowed)
        }
    }
}

/// As what attempts with this address are counted: those of a browser that was let in before apart from others.
fn account(site: &Site, request: &HttpRequest, email: &str) -> Counted {
    let known = request.cookie(&cookie_name(site, KNOWN));
    device::counted_as(&site.app, email, known.as_ref().map(|cookie| cookie.value()))
}

/// Out, at once and everywhere this session is known.
pub async fn leave(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    door::sign_out(&site.app, origin, colleague.session, colleague.staff.id).await?;
    let mut response = private::see(&visitor, "/staff/sign-in");
    response.add_cookie(&no_cookie(&site, Door::Staff.code())).map_err(Error::internal)?;
    Ok(response)
}

fn complete(form: &Form) -> Result<(), Error> {
    let mut problems = Problems::default();
    for field in ["email", "password", "code"] {
        if form.get(field).trim().is_empty() {
            problems.add(field, Flaw::Missing);
        }
    }
    problems.check()
}

pub(super) async fn let_in(
    site: &web::Data<Site>,
    visitor: &Visitor,
    entered: &door::Entered,
    next: &str,
) -> Result<HttpResponse, Failure> {
    let next = next::proven(site, entered.id, next);
    let few = entered.codes_left.filter(|left| *left <= limits::RECOVERY_CODES_FEW);
    let mut response = match few {
        Some(left) => {
            let values = json!({ "left": left, "next": next });
            private::page(site, visitor, "staff/door/few_codes.html", &values)?
        }
        None => private::see(visitor, &next),
    };
    remember(site, entered.id, &mut response).await?;
    response
        .add_cookie(&cookie(site, Door::Staff.code(), entered.session.clone()))
        .map_err(Error::internal)?;
    Ok(response)
}

/// Lets the browser be known next time.
async fn remember(
    site: &web::Data<Site>,
    id: crate::domain::ids::StaffId,
    response: &mut HttpResponse,
) -> Result<(), Failure> {
    let known = lasting_cookie(site, KNOWN, device::remember(&site.app, id).await?);
    response.add_cookie(&known).map_err(Error::internal)?;
    Ok(())
}

pub(super) fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    form: &Form,
    error: Error,
) -> Result<HttpResponse, Failure> {
    let mut values = offered(site, form.get("next"));
    values["values"] = json!({ "email": form.get("email") });
    let problems = match error {
        Error::TooMany { retry_after_seconds } => {
            let said = ("staff-too-soon", retry_after_seconds);
            return private::too_soon_for(site, visitor, said, FORM, &values);
        }
        Error::Invalid(problems) => private::words(site, visitor, &problems)?,
        Error::Refused(why) if AT_THE_DOOR.contains(&why) => {
            let text = refusal(&*site.messages()?, visitor.locale, why);
            vec![Mistake::new("email", text)]
        }
        other => return Err(other.into()),
    };
    values["problems"] = json!(problems);
    private::page_with(site, visitor, StatusCode::UNPROCESSABLE_ENTITY, FORM, &values)
}
