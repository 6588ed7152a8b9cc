//! Control over a domain, as the pages of representatives and of staff show it.

use actix_web::web;
use serde::Serialize;
use serde_json::{Value, json};

use super::gate::throttle::{Deed, Subject};
use super::site::Site;
use super::visitor::Visitor;
use crate::app::challenge::Standing;
use crate::domain::audit::Actor;
use crate::domain::challenge::{Finding, file_address, record_name};
use crate::domain::host::RegistrableDomain;
use crate::domain::{Error, Moment, Result, limits};

/// What was done just before, to be said on top of the page.
pub const DONE: &[&str] = &["asked", "checked", "busy"];

/// What the page shows, with what was `done` just before ("" for nothing).
///
/// # Errors
/// Internal, if a message file does not parse.
pub fn values(site: &Site, visitor: &Visitor, standing: &Standing, done: &str) -> Result<Value> {
    let mut values = json!({
        "done": done,
        "named": standing.organisation,
        "reachable": standing.reachable,
        "verified": standing.verified.map(|(method, at)| json!({ "method": method, "at": at })),
        "lapsed": standing.lapsed,
        "again_days": limits::DOMAIN_AGAIN_DAYS,
    });
    let domain = match &standing.offer {
        Ok(domain) => domain,
        Err(hindrance) => {
            values["hindrance"] = json!(hindrance);
            return Ok(values);
        }
    };
    values["domain"] = json!(domain.as_str());
    values["domain_shown"] = json!(domain.shown());
    let challenge = standing.challenge.as_ref().filter(|kept| kept.domain == domain.as_str());
    if let Some(challenge) = challenge {
        let looked = Looked {
            at: challenge.looked_at,
            dns: challenge.dns_finding,
            file: challenge.file_finding,
            next: challenge.next_look_at,
            missing_since: challenge.missing_since,
        };
        place(site, visitor, &mut values, &Put { domain, token: &challenge.token, looked })?;
    }
    Ok(values)
}

/// What is to be put at a domain, and what was seen there last.
pub struct Put<'a> {
    pub domain: &'a RegistrableDomain,
    pub token: &'a str,
    pub looked: Looked,
}

/// What was seen last, and when is looked again.
#[derive(Serialize)]
pub struct Looked {
    pub at: Option<Moment>,
    pub dns: Option<Finding>,
    pub file: Option<Finding>,
    pub next: Option<Moment>,
    pub missing_since: Option<Moment>,
}

/// What to put where, what was seen there, and the text to forward.
///
/// # Errors
/// Internal, if a message file does not parse.
pub fn place(site: &Site, visitor: &Visitor, values: &mut Value, put: &Put<'_>) -> Result<()> {
    values["domain"] = json!(put.domain.as_str());
    values["domain_shown"] = json!(put.domain.shown());
    values["token"] = json!(put.token);
    values["record"] = json!(record_name(put.domain));
    values["file"] = json!(file_address(put.domain));
    values["seen"] = json!(put.looked);
    values["seen"]["lapse_days"] = json!(limits::DOMAIN_LAPSE_DAYS);
    values["seen"]["silent_days"] = json!(limits::DOMAIN_SILENT_DAYS);
    forward(site, visitor, values, put)
}

/// The text for whoever looks after the domain, to copy and as the beginning of a mail.
fn forward(site: &Site, visitor: &Visitor, values: &mut Value, put: &Put<'_>) -> Result<()> {
    let domain = put.domain;
    let messages = site.messages()?;
    let view = site.app.site(visitor.locale);
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("domain", domain.as_str());
    args.set("record", record_name(domain));
    args.set("file", file_address(domain));
    args.set("token", put.token);
    args.set("title", view.title.as_str());
    let say = |id| messages.plain(visitor.locale, id, Some(&args));
    let (subject, text) = (say("challenge-forward-subject"), say("challenge-forward-text"));
    values["mailto"] = json!(format!("mailto:?subject={}&body={}", encoded(&subject), encoded(&text)));
    values["forward"] = json!(text);
    Ok(())
}

/// Percent-encoded as `mailto` wants it (RFC 6068): a plus stands for itself there, and lines end in CRLF.
fn encoded(text: &str) -> String {
    let text = text.replace('\n', "\r\n");
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Counts a look that somebody asks for, by where and by who they are.
///
/// # Errors
/// `TooMany`, with the seconds to wait.
pub fn count(site: &web::Data<Site>, visitor: &Visitor, who: &Actor) -> Result<()> {
    site.throttles.count(Deed::Domain, visitor.address)?;
    site.throttles.count(Deed::Domain, Subject::Account(format!("{who:?}")))
}

/// Where to go after a look.
///
/// # Errors
/// What the look failed with, but for somebody else, or too many, looking at this moment.
pub fn after(done: Result<()>) -> Result<&'static str> {
    match done {
        Ok(()) => Ok("checked"),
        Err(Error::Conflict) => Ok("busy"),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_program_gets_the_text_as_it_is() {
        assert_eq!(encoded("a b+c\né&?"), "a%20b%2Bc%0D%0A%C3%A9%26%3F");
    }
}
