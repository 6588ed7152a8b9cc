//! The way into the account: a mailed link, used once. What the page answers is the same for every
//! address; only the owner of the mailbox learns whether it acts for somebody.

use chrono::Duration;
use serde_json::json;

use super::{Account, language};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::session::Opening;
use crate::app::{App, contact, session};
use crate::domain::audit::Actor;
use crate::domain::email::Email;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::{Purpose, life};
use crate::domain::locale::Locale;
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::{Error, Refusal, Result, limits};
use crate::secret;
use crate::store::link::NewLink;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// What all mails of this side begin with in the outbox, so that they can be counted.
const EVENT: &str = "account.";

/// Sends a link for each organisation that the address acts for, or says that it acts for none. Who asks from a
/// browser in which the owner was signed in (`known`) gets it even when strangers have asked too often.
///
/// # Errors
/// Internal. An address that gets no mail (too many today) is no error: the page says the same.
pub async fn ask(app: &App, origin: Origin, (email, known): (Email, bool), locale: Locale) -> Result<()> {
    let most = limits::ACCOUNT_MAILS_PER_DAY + if known { limits::ACCOUNT_MAILS_KEPT_FOR_OWNER } else { 0 };
    app.act(origin, move |act| {
        let mut sent = 0usize;
        let known = acting(act.app, act.db, &email)?;
        if known.is_empty() && may_mail(act, &email, most)? {
            let sign_link = format!("{}{}/sign", act.app.config.base_url.url, locale.prefix());
            let event = format!("{EVENT}none:{}", secret::public_id(&*act.app.chance));
            act.mail(&event, &email, locale, &Letter::NoAccount { sign_link })?;
            sent += 1;
        }
        for representative in &known {
            if may_mail(act, &email, most)? {
                send_link(act, representative, &email)?;
                sent += 1;
            }
        }
        let first = known.first().map(|representative| representative.id.0);
        act.audit("account.link_asked", Subject("representative", first), json!({ "mails": sent }))
    })
    .await
}

/// Everybody with this address, under the present key or an earlier one.
fn acting(app: &App, db: &mut Db, email: &Email) -> Result<Vec<Representative>> {
    let mut found = Vec::new();
    for index in contact::indexes(app, email) {
        found.extend(store::representative::by_email(db, &index)?);
    }
    Ok(found)
}

fn may_mail(act: &mut Act<'_>, email: &Email, most: i64) -> Result<bool> {
    let index = contact::index(act.app, email);
    let since = act.now - Duration::days(1);
    Ok(store::outbox::count_for(act.db, EVENT, &index, since)? < most)
}

fn send_link(act: &mut Act<'_>, representative: &Representative, email: &Email) -> Result<()> {
    let organisation = store::organisation::find(act.db, representative.organisation_id)?;
    let token = secret::random_token(&*act.app.chance);
    let link = NewLink {
        hash: secret::hash_token(&token),
        purpose: Purpose::Account,
        subject_id: representative.id.0,
        created_at: act.now,
        expires_at: act.now + life(Purpose::Account),
    };
    store::link::insert(act.db, &link)?;
    let locale = language(representative);
    let letter = Letter::AccountLink {
        organisation: organisation.mail_name(),
        link: Address::AccountEntry(token).url(&act.app.config.base_url.url, locale),
        minutes: limits::ACCOUNT_LINK_MINUTES,
    };
    let event = format!("{EVENT}link:{}", secret::public_id(&*act.app.chance));
    act.mail_about(organisation.id, &event, (email, locale), &letter).map(drop)
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
        act.audit("account.entered", Subject("representative", Some(id.0)), json!({}))?;
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
