//! What a mail looks like before its words are kept: with invented values, in each of its variants.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::words::Own;
use crate::domain::challenge::{file_address, record_name};
use crate::domain::host::RegistrableDomain;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::words::Worded;
use crate::domain::{Error, Result};
use crate::view::mail::render;
use crate::web::form::merged;
use crate::web::site::Site;

/// The names under which mails have their links.
const LINKS: [&str; 7] =
    ["link", "account_link", "sign_link", "hide_link", "cancel_link", "reverse_link", "unsubscribe_link"];

/// The mail in some words, in each of its variants, so that every text of it is seen in its place.
pub(super) fn of(site: &Site, mail: Worded, locale: Locale, own: &Arc<Own>) -> Result<Vec<Value>> {
    let mut named = site.app.site(locale);
    named.words = Arc::clone(own);
    let values = merged(merged(said(site, locale)?, facts(site, mail)?), links(site, locale));
    let shown = variants(mail).into_iter().map(|(variant, special)| {
        let values = merged(values.clone(), special);
        let mail = render(&site.templates, mail.code(), locale, &named, &values)?;
        Ok(json!({ "variant": variant, "subject": mail.subject, "text": mail.flowing }))
    });
    shown.collect()
}

/// The variants of a mail that hold different texts of it, and the values by which each differs; one without a name,
/// where there is no other.
fn variants(mail: Worded) -> Vec<(&'static str, Value)> {
    let unnamed = ("unnamed", json!({ "organisation": "" }));
    match mail {
        Worded::MoreNeeded => vec![("signature", json!({})), ("change", json!({ "days": null }))],
        Worded::Delayed => vec![("expected", json!({})), ("unknown", json!({ "weeks": null }))],
        Worded::Withdrawn | Worded::Revoked | Worded::Suspended => vec![("named", json!({})), unnamed],
        Worded::ChangePublished | Worded::ChangeDeclined => {
            vec![("named", json!({})), ("commitment", json!({ "of_commitment": true })), unnamed]
        }
        Worded::Hidden => vec![("returns", json!({})), ("stays", json!({ "stays": true }))],
        Worded::Restored => vec![("shown", json!({})), ("withdrawn", json!({ "withdrawn": true })), unnamed],
        Worded::Reinstated => {
            vec![("stands", json!({})), ("suspended", json!({ "suspended": true })), unnamed]
        }
        Worded::Invitation => vec![("together", json!({})), ("hand-over", json!({ "hands_over": true }))],
        Worded::ColleagueJoined => {
            vec![("invited", json!({})), ("handed-over", json!({ "handed_over": true }))]
        }
        Worded::ColleagueGone => vec![("left", json!({})), ("taken-off", json!({ "taken_off": true }))],
        Worded::NoLongerActing => vec![
            ("left", json!({})),
            ("handed-over", json!({ "why": "handed_over" })),
            ("taken-off", json!({ "why": "taken_off" })),
            ("replaced", json!({ "why": "replaced" })),
        ],
        Worded::RecoveryAsked => {
            vec![("besides", json!({})), ("others-left", json!({ "others_left": true }))]
        }
        Worded::RecoveryDecided => vec![("let-in", json!({})), ("declined", json!({ "let_in": false }))],
        Worded::Circular => vec![("message", json!({})), ("stocktake", json!({ "stocktake": true }))],
        _ => vec![("", json!({}))],
    }
}

/// What somebody wrote or is called.
fn said(site: &Site, locale: Locale) -> Result<Value> {
    let messages = site.messages()?;
    let say = |id: &str| messages.plain(locale, &format!("words-sample-{id}"), None);
    Ok(json!({
        "organisation": say("organisation"), "other": say("other"), "commitment": say("commitment"),
        "person": say("person"), "inviter": say("person"), "reason": say("reason"), "message": say("message"),
        "title": say("title"),
    }))
}

/// Numbers, days and marks, and which of its variants a mail is unless it is said.
fn facts(site: &Site, mail: Worded) -> Result<Value> {
    let today = site.app.clock.now().day_in(site.app.time_zone());
    let domain =
        RegistrableDomain::parse("lighthouses.example").map_err(|flaw| Error::internal(flaw.code()))?;
    let numbers = json!({
        "reference": "T-7Q4M-2KXD", "number": 412, "entry": 1017, "version": 2, "days": mail.days(), "weeks": 5,
        "minutes": limits::ACCOUNT_LINK_MINUTES, "review_days": mail.days(), "named_on": today, "lapses_on": today,
        "last_verified": today,
    });
    let marks = json!({
        "key": "register.example+c74f20a3+ARpc…", "token": "k7n2p9q4…", "method": "dns_record",
        "domain": domain, "record": record_name(&domain), "file": file_address(&domain),
    });
    let which = json!({
        "stocktake": false, "hands_over": false, "handed_over": false, "taken_off": false, "others_left": false,
        "let_in": true, "why": "left", "naming": true, "stays": false, "withdrawn": false, "suspended": false,
        "of_commitment": false,
    });
    Ok(merged(merged(numbers, marks), which))
}

fn links(site: &Site, locale: Locale) -> Value {
    let link = format!("{}{}/…", site.app.config.base_url.url, locale.prefix());
    LINKS.iter().map(|name| ((*name).to_owned(), Value::from(link.clone()))).collect()
}
