//! The form that this browser is filling in, and what all its pages do alike.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use crate::app::limits::rule;
use crate::app::sign::draft::Kept;
use crate::app::sign::{self, Held};
use crate::domain::draft::Step;
use crate::domain::email::Email;
use crate::domain::{Day, Error, Problems, Result, limits};
use crate::view::{Args, Messages, Notice};
use crate::web::changed::Differences;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::private;
use crate::web::signed_in::cookie_name;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The cookie of a form on its way.
pub const DRAFT: &str = "draft";
/// The cookie of a form that was sent.
pub const SENT: &str = "sent";

/// Somebody at the signing form, with what they have answered so far, if they have begun.
pub struct Desk {
    pub site: web::Data<Site>,
    pub visitor: Visitor,
    pub held: Option<Held>,
    request: HttpRequest,
    /// What marks the answers that stood on the page when it was opened; nothing for those that are kept now.
    seen: Option<String>,
    overtaken: Option<Overtaken>,
}

/// A page that others have changed since it was opened.
struct Overtaken {
    /// What is said of it: `sign-changed-<code>`.
    code: &'static str,
    /// What is kept now where something else was typed.
    rows: Vec<Value>,
}

impl FromRequest for Desk {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Desk, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload).into_inner();
        let request = request.clone();
        Box::pin(async move {
            let site = request.app_data::<web::Data<Site>>().cloned();
            let site = site.ok_or_else(|| Error::internal("no site"))?;
            let held = match request.cookie(&cookie_name(&site, DRAFT)) {
                Some(cookie) => sign::draft::find(&site.app, cookie.value()).await?,
                None => None,
            };
            Ok(Desk { site, visitor: visitor?, held, request, seen: None, overtaken: None })
        })
    }
}

impl Desk {
    /// The day in the deployment's time zone.
    pub fn today(&self) -> Day {
        self.site.app.clock.now().day_in(self.site.app.time_zone())
    }

    /// The token in a cookie of this browser.
    pub fn token(&self, name: &str) -> Option<String> {
        let cookie = self.request.cookie(&cookie_name(&self.site, name))?;
        Some(cookie.value().to_owned())
    }

    /// The form, or else the way to where one begins it.
    pub fn form(self) -> Result<(Desk, Held), Box<HttpResponse>> {
        match self.held.clone() {
            Some(held) => Ok((self, held)),
            None => Err(Box::new(private::see(&self.visitor, "/sign?begin=again"))),
        }
    }

    /// The same for an answer, which is counted.
    pub fn answer(self) -> Result<Result<(Desk, Held), Box<HttpResponse>>, Failure> {
        self.count_answer()?;
        Ok(self.form())
    }

    /// Counts an answer for its form. Many forms can come from one address: a conference hall is one.
    pub fn count_answer(&self) -> Result<(), Failure> {
        let subject = match &self.held {
            Some(held) => Subject::Account(format!("form {}", held.id)),
            None => self.visitor.address.into(),
        };
        Ok(self.site.throttles.count(Deed::Answer, subject)?)
    }

    /// Counts a deed for the visitor's network, unless a rule that allows lifts the limits. The rules are asked for
    /// nobody but who would have to wait.
    ///
    /// # Errors
    /// `TooMany`, with the seconds to wait.
    pub async fn count_from_here(&self, deed: Deed) -> Result<()> {
        let address = self.visitor.address;
        let counted = self.site.throttles.count(deed, address);
        let typed = self.held.as_ref().map(|held| &held.draft.representative.email);
        let email = typed.and_then(|typed| Email::parse(typed).ok());
        let waits = matches!(counted, Err(Error::TooMany { .. }));
        if waits && rule::lets_pass(&self.site.app, address, email).await? { Ok(()) } else { counted }
    }

    /// What others changed, in the visitor's words.
    pub fn differences<'a>(&self, messages: &'a Messages) -> Differences<'a> {
        Differences::of(&self.site.app, messages, self.visitor.locale)
    }

    /// On to another page.
    pub fn see(&self, path: &str) -> HttpResponse {
        private::see(&self.visitor, path)
    }

    /// Shows a numbered page of the form.
    pub fn ask(&self, step: Step, problems: &Problems, values: Value) -> Result<HttpResponse, Failure> {
        self.show(&format!("page/sign/{step}.html"), step, problems, values)
    }

    /// Shows a page that belongs to a numbered one, with its place and the way back, and what is wrong with it
    /// if it came back.
    pub fn show(
        &self,
        template: &str,
        step: Step,
        problems: &Problems,
        values: Value,
    ) -> Result<HttpResponse, Failure> {
        self.page(template, problems, self.placed(step, values)?)
    }

    /// Shows a numbered page again that was sent too soon after others from the same network.
    pub fn ask_later(&self, step: Step, seconds: u32, values: Value) -> Result<HttpResponse, Failure> {
        let values = self.placed(step, values)?;
        private::too_soon(&self.site, &self.visitor, seconds, &format!("page/sign/{step}.html"), &values)
    }

    fn placed(&self, step: Step, mut values: Value) -> Result<Value> {
        let steps = self.held.as_ref().map(|held| held.draft.steps()).unwrap_or_default();
        let place = steps.iter().position(|each| *each == step).unwrap_or(0);
        let before = place.checked_sub(1).and_then(|place| steps.get(place));
        // How many pages there are depends on how the organisation wishes to appear.
        let settled = self.held.as_ref().is_some_and(|held| held.draft.done.contains(&Step::Visibility));
        let of = if settled { steps.len() } else { 0 };
        values["step"] = json!({
            "number": place + 1, "of": of, "back": before.map_or("/sign", |step| path(*step)),
        });
        values["most_steps"] = json!(Step::ALL.len());
        if let Some(seen) = &self.seen {
            values["seen"] = json!(seen);
        } else if let (None, Some(held)) = (values.get("seen"), &self.held) {
            values["seen"] = json!(sign::draft::mark(&self.site.app, &held.draft, step)?);
        }
        if let Some(overtaken) = &self.overtaken {
            values["overtaken"] = json!(overtaken.code);
            values["changed"] = json!(overtaken.rows);
        }
        Ok(values)
    }

    /// Shows a page beside the numbered ones.
    pub fn page(&self, template: &str, problems: &Problems, values: Value) -> Result<HttpResponse, Failure> {
        let mut context = json!({ "problems": private::words(&self.site, &self.visitor, problems)? });
        if let (Some(all), Value::Object(more)) = (context.as_object_mut(), values) {
            all.extend(more);
        }
        let status = match (&self.overtaken, problems.0.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, true) => StatusCode::OK,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        private::page_under(&self.site, &self.visitor, (status, self.paused()?), template, &context)
    }

    /// What stands above the form while no new signature is taken: whoever fills it in learns it at once, not at the end.
    fn paused(&self) -> Result<Option<Notice>> {
        let stopped = self.site.app.settings.load().switches.signing_stopped && !self.site.reads_only();
        if !stopped || self.held.is_none() || self.visitor.path == "/sign" {
            return Ok(None);
        }
        let mut args = Args::new();
        args.set("days", limits::DRAFT_DAYS);
        let text = self.site.messages()?.plain(self.visitor.locale, "sign-paused-step", Some(&args));
        Ok(Some(Notice::new(text, self.visitor.locale)))
    }

    /// The page comes again with what was typed, to be sent as it was opened.
    pub fn comes_again(&mut self, form: &Form) {
        self.seen = Some(form.get("seen").to_owned()).filter(|seen| !seen.is_empty());
    }

    /// The page comes again with what was typed, and with what others have changed since it was opened.
    pub fn comes_overtaken(&mut self, code: &'static str, rows: Vec<Value>) {
        self.seen = None;
        self.overtaken = Some(Overtaken { code, rows });
    }

    /// Whether any answer of the form was changed since its last page was opened.
    pub fn is_outdated(&self, form: &Form) -> Result<bool> {
        let (seen, Some(held)) = (form.get("seen"), &self.held) else { return Ok(false) };
        Ok(!seen.is_empty() && sign::draft::mark(&self.site.app, &held.draft, Step::Check)? != seen)
    }

    /// Keeps an answered page and goes on; or keeps it as it is, when the rest comes later; or gives
    /// what is wrong with it, for the page to be shown again. Nothing is wrong where others have changed it meanwhile.
    pub async fn keep(
        &mut self,
        held: &Held,
        step: Step,
        form: &Form,
        parsed: Result<()>,
    ) -> Result<Result<HttpResponse, Problems>, Failure> {
        let later = form.has("later");
        match parsed {
            Err(Error::Invalid(problems)) if !later => {
                self.comes_again(form);
                return Ok(Err(problems));
            }
            Err(Error::Invalid(_)) => {}
            other => other?,
        }
        match sign::draft::keep(&self.site.app, held, step, form.get("seen"), !later).await? {
            Kept::Saved(_) if later => Ok(Ok(self.see("/sign/later"))),
            Kept::Saved(draft) => Ok(Ok(self.see(path(draft.next_step())))),
            Kept::Overtaken(draft) => {
                let messages = self.site.messages()?;
                let rows = self.differences(&messages).between(step, &draft, &held.draft);
                self.comes_overtaken("page", rows);
                self.held = Some(Held { id: held.id, draft });
                Ok(Err(Problems::default()))
            }
        }
    }
}

/// Where a page of the form is.
pub const fn path(step: Step) -> &'static str {
    match step {
        Step::Organisation => "/sign/organisation",
        Step::Representative => "/sign/representative",
        Step::Visibility => "/sign/visibility",
        Step::Commitments => "/sign/commitments",
        Step::Statement => "/sign/statement",
        Step::Check => "/sign/check",
    }
}
