//! Circulars: one mail to many signatories. It is drafted, counted and shown as it will go; who sends it to many needs a
//! second person; a job puts it into the outbox, once for each mailbox. No circular names an organisation, so that it
//! can go to those who must not be named too.

pub mod draft;
pub mod optout;
mod reach;
pub mod send;

use std::collections::BTreeMap;

use serde_json::json;

use super::App;
use super::act::Subject;
use super::address::Address;
use super::letter::Letter;
use super::link;
use super::staff::seconds;
use super::words;
use crate::domain::circular::{CircularKind, CircularState};
use crate::domain::ids::{CircularId, StaffId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::outbox::MailState;
use crate::domain::permit::{Permit, Power, SeeCirculars, SendCircular};
use crate::domain::words::fill;
use crate::domain::{Error, Result, limits};
use crate::store::circular::Circular;
use crate::store::{self, Db};

pub use reach::Count;

/// What the digest of what was shown is for.
const SHOWN: &str = "circular.shown";

/// A circular with what it does or did.
#[derive(Debug)]
pub struct Shown {
    pub circular: Circular,
    /// How many would get it now; nobody is counted once it is being sent.
    pub count: Count,
    /// The mail in each language.
    pub samples: Vec<(Locale, Letter)>,
    /// What tells all this from something else.
    pub shown: String,
    /// How many of its mails are where, up to as many as go to signatories that are named.
    pub mails: BTreeMap<MailState, i64>,
    pub names: BTreeMap<StaffId, String>,
    /// The numbers of the versions that can have been signed, newest first.
    pub versions: Vec<i64>,
    /// Whether whoever proposed it may no longer.
    pub first_gone: bool,
}

/// The newest circulars.
///
/// # Errors
/// Internal.
pub async fn list(app: &App, _: &Permit<SeeCirculars>) -> Result<Vec<Circular>> {
    app.store.read(|db| store::circular::list(db, limits::CIRCULARS_SHOWN)).await
}

/// One of them.
///
/// # Errors
/// Not found.
pub async fn see(app: &App, _: &Permit<SeeCirculars>, id: CircularId) -> Result<Shown> {
    let own = app.clone();
    app.store.read(move |db| read(&own, db, id)).await
}

fn read(app: &App, db: &mut Db, id: CircularId) -> Result<Shown> {
    let circular = store::circular::find(db, id)?;
    let begun = !matches!(circular.state, CircularState::Draft | CircularState::Proposed);
    let count = if begun { Count::default() } else { reach::count(db, &circular.audience.0)? };
    let newest = newest_version(db)?;
    let samples: Vec<(Locale, Letter)> = Locale::OFFERED
        .iter()
        .map(|locale| {
            let link = link::hidden(app, Purpose::Unsubscribe, *locale);
            (*locale, letter(app, &circular, (*locale, newest, newest - 1), link))
        })
        .collect();
    let first = circular.proposed_by;
    let counts = first.map(|first| seconds::counts(db, SendCircular::ROLES, first)).transpose()?;
    Ok(Shown {
        first_gone: counts == Some(false),
        shown: fingerprint(app, &circular, &count, &samples)?,
        mails: told(store::outbox::tally(db, &event(circular.id))?, circular.recipients),
        names: store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect(),
        versions: (1..=newest).rev().collect(),
        circular,
        count,
        samples,
    })
}

/// A tally that says no more than was told of how many get it.
fn told(tally: Vec<(MailState, i64)>, most: i64) -> BTreeMap<MailState, i64> {
    let tally: BTreeMap<MailState, i64> = tally.into_iter().collect();
    let mut left = most;
    let upto = |state: MailState| {
        let count = tally.get(&state).copied().unwrap_or(0).min(left);
        left -= count;
        (state, count)
    };
    [MailState::Parked, MailState::Sent, MailState::Queued].into_iter().map(upto).collect()
}

/// What tells one circular, as it would go now, from another: the mails, the words that the ministry gave them, and
/// how many get them. It is keyed: all but the number stands on the page, and a plain digest would tell it to whoever tries
/// one after another.
fn fingerprint(
    app: &App,
    circular: &Circular,
    count: &Count,
    samples: &[(Locale, Letter)],
) -> Result<String> {
    let words = words::fingerprint(app, samples.iter().map(|(_, letter)| letter))?;
    let all = json!({
        "samples": samples, "words": words, "audience": circular.audience.0, "count": count.all,
    });
    Ok(app.secrets.blind_index(SHOWN, &all.to_string()))
}

fn newest_version(db: &mut Db) -> Result<i64> {
    Ok(store::call::current(db)?.and_then(|version| version.number).unwrap_or(0))
}

/// The mail to somebody who reads a language and signed a version, while another is the newest.
fn letter(
    app: &App,
    circular: &Circular,
    (locale, newest, signed): (Locale, i64, i64),
    unsubscribe_link: String,
) -> Letter {
    let base = &app.config.base_url.url;
    let typed = circular.texts.0.get(&locale).cloned().unwrap_or_default();
    let message = filled(app, locale, &typed.message);
    let account_link = Address::AccountSignIn.url(base, locale);
    match circular.kind {
        CircularKind::NewVersion => Letter::NewVersion {
            version: newest,
            // Who signed the newest has nothing to compare it with.
            link: match signed {
                older if older > 0 && older < newest => Address::Compare(older, newest).url(base, locale),
                _ => Address::Call.url(base, locale),
            },
            message,
            account_link,
            unsubscribe_link,
        },
        kind => Letter::Circular {
            stocktake: kind == CircularKind::Stocktake,
            title: typed.title,
            message,
            account_link,
            unsubscribe_link,
        },
    }
}

/// A message with what stands for its placeholders (`words::EVERYWHERE`).
fn filled(app: &App, locale: Locale, message: &str) -> String {
    let site = app.site(locale);
    fill(message, |name| match name {
        "title" => Some(site.title.clone()),
        "ministry" => Some(site.ministry.clone()),
        "contact" => Some(site.contact.clone()),
        _ => None,
    })
}

/// The event under which each mailbox gets it once.
fn event(id: CircularId) -> String {
    format!("circular.{id}.mail")
}

fn subject(id: CircularId) -> Subject {
    Subject("circular", Some(id.0))
}

/// The circular as somebody saw it.
fn as_seen(db: &mut Db, id: CircularId, revision: i64) -> Result<Circular> {
    let circular = store::circular::find(db, id)?;
    if circular.revision == revision { Ok(circular) } else { Err(Error::Conflict) }
}
