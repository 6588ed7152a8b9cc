//! The pages of a representative. Whoever is signed in sees the one organisation that they act for.

pub mod amendment;
pub mod answer;
pub mod challenge;
mod choices;
pub mod chosen;
pub mod commitment;
pub mod desk;
pub mod join;
mod mailed;
pub mod moving;
pub mod own;
pub mod people;
pub mod receipt;
pub mod recover;
mod revision;
pub mod sign_in;
pub mod visibility;
pub mod withdrawal;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json};

use super::changed::Differences;
use super::error::Failure;
use super::private;
use super::signed_in::{Member, OPENED_FOR};
use super::site::Site;
use super::visitor::Visitor;
use crate::app::account::{self, Account, Acting};
use crate::domain::endorsement::EndorsementState;
use crate::domain::{Problems, Result};

/// Who acts, as the app takes it.
fn acting(visitor: &Visitor, member: &Member) -> Acting {
    Acting { representative: member.representative, origin: visitor.origin_of(member.actor()) }
}

/// The account around a page: who is signed in, and the pages that this side has now.
struct Face<'a> {
    site: &'a web::Data<Site>,
    visitor: &'a Visitor,
    account: Account,
    who: String,
}

/// One page of the menu.
#[derive(Serialize)]
struct Item {
    to: &'static str,
    label: String,
    current: bool,
}

impl<'a> Face<'a> {
    async fn of(
        site: &'a web::Data<Site>,
        visitor: &'a Visitor,
        member: &Member,
    ) -> Result<Face<'a>, Failure> {
        let (account, who) = account::desk::account(&site.app, member.representative).await?;
        Ok(Face { site, visitor, account, who })
    }

    /// A page.
    fn show(&self, template: &str, values: Value) -> Result<HttpResponse, Failure> {
        self.page(StatusCode::OK, template, values)
    }

    /// A form that came back: 422 with what is wrong and what was typed.
    fn mend(&self, template: &str, problems: &Problems, mut values: Value) -> Result<HttpResponse, Failure> {
        values["problems"] = json!(private::words(self.site, self.visitor, problems)?);
        self.page(StatusCode::UNPROCESSABLE_ENTITY, template, values)
    }

    /// A form again where others went on since it was opened: 409 with what was typed, and beside it what is kept now, as far as
    /// that differs.
    fn overtaken(
        &self,
        template: &str,
        mut values: Value,
        changed: impl FnOnce(&Differences<'_>) -> Vec<Value>,
    ) -> Result<HttpResponse, Failure> {
        let messages = self.site.messages()?;
        let differences = Differences::of(&self.site.app, &messages, self.visitor.locale);
        values["overtaken"] = json!("answer");
        values["changed"] = json!(changed(&differences));
        self.page(StatusCode::CONFLICT, template, values)
    }

    /// A form again that came too soon after others, with what was typed.
    fn too_soon(&self, seconds: u32, template: &str, values: Value) -> Result<HttpResponse, Failure> {
        private::too_soon(self.site, self.visitor, seconds, template, &self.framed(values)?)
    }

    fn page(&self, status: StatusCode, template: &str, values: Value) -> Result<HttpResponse, Failure> {
        private::page_with(self.site, self.visitor, status, template, &self.framed(values)?)
    }

    fn framed(&self, mut values: Value) -> Result<Value> {
        values["who"] = json!(self.who);
        values["menu"] = json!(self.menu()?);
        let mark = account::mark(&self.site.app, self.account.representative.id);
        values["whose"] = json!(format!("?{OPENED_FOR}={mark}"));
        values["sign_out"] = json!(self.visitor.href("/account/sign-out"));
        values["organisation"] = json!(self.account.organisation.name);
        Ok(values)
    }

    /// Before somebody types what could not be taken: that nothing of the organisation is in public, why, and what to do.
    fn closed(&self) -> Option<Result<HttpResponse, Failure>> {
        let endorsement = &self.account.endorsement;
        if account::in_public(endorsement) {
            return None;
        }
        let why = if endorsement.visibility.withholds() { "unnamed" } else { "state" };
        let may_reappear = desk::may_reappear(&self.account);
        let values = json!({ "why": why, "may_reappear": may_reappear });
        Some(self.page(StatusCode::CONFLICT, "account/closed.html", values))
    }

    /// The same where only who has left the register is refused, and not who is in it without a name.
    fn out_of_register(&self) -> Option<Result<HttpResponse, Failure>> {
        if self.account.endorsement.state == EndorsementState::Published { None } else { self.closed() }
    }

    fn menu(&self) -> Result<Vec<Item>> {
        let pages: &[(&'static str, &str)] = if account::in_public(&self.account.endorsement) {
            &[
                ("/account", "account-menu-desk"),
                ("/account/amend", "account-menu-amend"),
                ("/account/commitments/new", "account-menu-commit"),
                ("/account/people", "account-menu-people"),
                ("/account/withdraw", "account-menu-withdraw"),
            ]
        } else {
            &[("/account", "account-menu-desk"), ("/account/people", "account-menu-people")]
        };
        let messages = self.site.messages()?;
        let item = |(to, id): &(&'static str, &str)| Item {
            to,
            label: messages.plain(self.visitor.locale, id, None),
            current: self.visitor.path == *to,
        };
        Ok(pages.iter().map(item).collect())
    }
}
