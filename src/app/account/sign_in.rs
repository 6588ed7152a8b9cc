//! The way into the account: a mailed link, used once. What the page answers is the same for every
//! address; only the owner of the mailbox learns whether it acts for somebody.

use serde_json::json;

use super::{Account, language};
use crate::app::act::{Act, Origin, Subject};
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::session::Opening;
use crate::app::sign::{standing, submit};
use crate::app::{App, contact, session};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::email::Email;
use crate::domain::endorsement::was_confirmed;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::outbox::MailState;
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::{Error, Refusal, Result, limits};
use crate::secret;
use crate::store;
use crate::store::representative::Representative;

/// What mails with links into accounts begin with in the outbox, and what those begin with that tell a mailbox of having
/// none. The mailbox, the day and the ask's number follow, so that asks can be counted, and the mail's place in the ask.
const LINKS: &str = "account.link.";
const NONE: &str = "account.none.";

/// Sends a link for each organisation that the address acts for, and the mail to confirm once more for each signature that waits
/// for it; or says that it acts for none. Who asks from a browser in which the owner was signed in (`known`) gets it even when
/// strangers have asked too often.
///
/// # Errors
/// Internal. An address that gets no mail (too many today) is no error: the page says the same.
pub async fn ask(app: &App, origin: Origin, (email, known): (Email, bool), locale: Locale) -> Result<()> {
    let most = limits::ACCOUNT_ASKS_PER_DAY + if known { limits::ACCOUNT_ASKS_KEPT_FOR_OWNER } else { 0 };
    app.act(origin, move |act| {
        let mut sent = 0usize;
        let (acting, waiting) = (acting(act, &email)?, standing::waiting(act, &email)?);
        if acting.is_empty()
            && waiting.is_empty()
            && let Some(ask) = next_ask(act, NONE, &email, (1, most))?
        {
            let sign_link = format!("{}{}/sign", act.app.config.base_url.url, locale.prefix());
            act.mail(&of_ask(&ask, 0), &email, locale, &Letter::NoAccount { sign_link })?;
            sent = 1;
        }
        if !acting.is_empty()
            && let Some(ask) = next_ask(act, LINKS, &email, (acting.len(), most))?
        {
            for (place, representative) in acting.iter().enumerate() {
                send_link(act, representative, (&of_ask(&ask, place), &email))?;
            }
            sent = acting.len();
        }
        for known in &waiting {
            submit::remind(act, known, &email)?;
        }
        let first = acting.first().map(|representative| representative.id.0);
        act.audit(AuditAct::AccountLinkAsked, Subject("representative", first), json!({ "mails": sent }))
    })
    .await
}

/// Everybody with this address, under the present key or an earlier one, who acts for what somebody stands behind. Anybody can
/// type in anybody's mailbox: what nobody has confirmed opens no account, and its words go to nobody but as a mail to confirm.
fn acting(act: &mut Act<'_>, email: &Email) -> Result<Vec<Representative>> {
    let mut found = Vec::new();
    for index in contact::indexes(act.app, email) {
        for one in store::representative::by_email(act.db, &index)? {
            let signed = store::endorsement::of_organisation(act.db, one.organisation_id)?;
            if was_confirmed(signed.origin, signed.confirmed_at) {
                found.push(one);
            }
        }
    }
    Ok(found)
}

/// What so many mails of this day's next ask for a mailbox begin with, whatever its sub-address; nothing, once there were
/// `most`. Of an earlier ask some may be forgotten, with whom they were about: none of these is like what is left. An ask
/// whose mails were all overtaken has brought nobody in, and is not counted.
fn next_ask(
    act: &mut Act<'_>,
    kind: &str,
    email: &Email,
    (mails, most): (usize, i64),
) -> Result<Option<String>> {
    let (mailbox, today) = (contact::mailbox_index(act.app, email), act.today());
    let (mut number, mut counted) = (0, 0);
    while counted < most {
        let ask = format!("{kind}{mailbox}.{today}.{number}");
        let mut stand = Vec::new();
        for place in 0..mails {
            stand.extend(store::outbox::tally(act.db, &of_ask(&ask, place))?);
        }
        if stand.is_empty() {
            return Ok(Some(ask));
        }
        number += 1;
        counted += i64::from(stand.iter().any(|(state, _)| *state != MailState::Overtaken));
    }
    Ok(None)
}

/// The event of a mail of an ask.
fn of_ask(ask: &str, place: usize) -> String {
    format!("{ask}.{place}")
}

fn send_link(
    act: &mut Act<'_>,
    representative: &Representative,
    (event, email): (&str, &Email),
) -> Result<()> {
    let organisation = store::organisation::find(act.db, representative.organisation_id)?;
    let link = Link::make(act, Purpose::Account, representative.id.0)?;
    let locale = language(representative);
    let letter = Letter::AccountLink {
        organisation: organisation.mail_name(),
        link: link.url(act.app, locale),
        minutes: limits::ACCOUNT_LINK_MINUTES,
    };
    act.mail_about(organisation.id, event, (email, locale), &letter).map(drop)
}

/// The name of the organisation into whose account a link leads, as mails may hold it. Looking uses nothing up.
///
/// # Errors
/// `LinkSpent`, if it was used, is too old or never was.
pub async fn look(app: &App, token: &str) -> Result<String> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let own = app.clone();
    app.store
        .read(move |db| {
            let link = store::link::find(db, &hash, Purpose::Account, now)?.ok_or_else(spent)?;
            let account = Account::of(&own, db, RepresentativeId(link.subject_id));
            Ok(account.map_err(no_longer)?.organisation.mail_name())
        })
        .await
}

/// Somebody who came in.
pub struct Entered {
    pub representative: RepresentativeId,
    /// For the cookie.
    pub session: String,
    /// The index of their mailbox.
    pub account: String,
}

/// Uses the link up, and lets its owner in.
///
/// # Errors
/// `LinkSpent`, if somebody was faster or it is too old.
pub async fn enter(app: &App, origin: Origin, token: &str) -> Result<Entered> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let looked = hash.clone();
    let found = app.store.read(move |db| store::link::find(db, &looked, Purpose::Account, now)).await?;
    let id = RepresentativeId(found.ok_or_else(spent)?.subject_id);
    let origin = Origin { actor: Actor::Representative(id), ..origin };
    app.act(origin, move |act| {
        store::link::use_once(act.db, &hash, Purpose::Account, act.now)?.ok_or_else(spent)?;
        let account = Account::of(act.app, act.db, id).map_err(no_longer)?.representative.email_index;
        let session = session::open(act, Opening::of(Holder::Representative(id), Means::Link))?;
        act.audit(AuditAct::AccountEntered, Subject("representative", Some(id.0)), json!({}))?;
        Ok(Entered { representative: id, session, account })
    })
    .await
}

fn spent() -> Error {
    Error::Refused(Refusal::LinkSpent)
}

/// A person who no longer acts for the organisation holds a link that opens nothing.
fn no_longer(error: Error) -> Error {
    if matches!(error, Error::NotFound) { spent() } else { error }
}
