//! How many mails go out in a while: to one mailbox, to one domain, in all. What is more waits, and is never lost. Those
//! to signers from where many come, those that no signature causes, and those of which one network has many sent to one
//! mailbox, leave room for others; under the caps of a mailbox and of a domain all do that anybody can have sent there.
//! Mails on which somebody's safety, or the ministry's work, turns are not counted and never wait.

use chrono::Duration;

use super::act::Act;
use super::letter::{Envelope, Letter};
use super::{App, contact};
use crate::domain::allowance::Limit;
use crate::domain::audit::Actor;
use crate::domain::email::Email;
use crate::domain::host::RegistrableDomain;
use crate::domain::network::Network;
use crate::domain::{Moment, Result, limits};
use crate::store::{self, Db};

/// The kind of text that domains are indexed as.
const DOMAIN: &str = "mail.domain";
/// The same of a mailbox with the network from which somebody has it written to.
const CAUSE: &str = "mail.cause";

/// Which cap a mail would pass if it went out now. One that goes behind all others (`crowded`) leaves them room under each;
/// one that anybody can have sent there leaves room under those of its mailbox and domain to what comes there besides.
///
/// # Errors
/// Internal.
pub fn over(
    app: &App,
    db: &mut Db,
    (envelope, crowded): (&Envelope, bool),
    now: Moment,
) -> Result<Option<Limit>> {
    let Some((mailbox, domain)) = counted(app, envelope) else { return Ok(None) };
    let settings = app.settings.load();
    for limit in [Limit::MailboxMails, Limit::DomainMails, Limit::AllMails] {
        let allowed = settings.allowances.of(limit);
        let since = now - Duration::seconds(allowed.seconds);
        let sent = match (limit, &domain) {
            (Limit::MailboxMails, _) => store::sent_mail::count_to_mailbox(db, &mailbox, since)?,
            (Limit::DomainMails, Some(domain)) => store::sent_mail::count_to_domain(db, domain, since)?,
            (Limit::DomainMails, None) => 0,
            _ => store::sent_mail::count(db, since)?,
        };
        let of_anybody = limit != Limit::AllMails && envelope.letter.anybody_causes();
        let left = (i64::from(crowded) + i64::from(of_anybody)) * limits::MAILS_LEAVE_PERCENT;
        if sent >= (allowed.most * (100 - left) / 100).max(1) {
            return Ok(Some(limit));
        }
    }
    Ok(None)
}

/// Under what it is counted that the network of whoever acts, or the program by itself, has a mail written to a mailbox.
/// Nothing, where no stranger can have it sent there, or staff act: the ministry's network is not that of who signs.
pub fn cause(act: &Act<'_>, to: &Email, letter: &Letter) -> Option<String> {
    let of_staff = matches!(act.actor(), Actor::Staff(_));
    if !act.app.config.rate_limits || of_staff || !letter.anybody_causes() {
        return None;
    }
    let site = act.address().map(|address| Network::of_site(address).to_string()).unwrap_or_default();
    Some(act.app.secrets.blind_index(CAUSE, &format!("{} {site}", to.mailbox())))
}

/// Whether it has had so many written there in a day that one more goes behind all others.
///
/// # Errors
/// Internal.
pub fn is_one_too_many(db: &mut Db, cause: &str, now: Moment) -> Result<bool> {
    let today = store::sent_mail::count_caused(db, cause, now - Duration::days(1))?;
    Ok(today >= limits::MAILS_OF_SITE_TO_ONE)
}

/// How many mails may go out now before all wait for their turn.
///
/// # Errors
/// Internal.
pub fn room(app: &App, db: &mut Db, now: Moment) -> Result<i64> {
    let allowed = app.settings.load().allowances.of(Limit::AllMails);
    let sent = store::sent_mail::count(db, now - Duration::seconds(allowed.seconds))?;
    Ok((allowed.most - sent).max(0))
}

/// Counts a mail that went out.
///
/// # Errors
/// Internal.
pub fn note(app: &App, db: &mut Db, envelope: &Envelope, now: Moment) -> Result<()> {
    match counted(app, envelope) {
        Some((mailbox, domain)) => store::sent_mail::note(db, &mailbox, domain.as_deref(), now),
        None => Ok(()),
    }
}

/// Under what a mail is counted: its mailbox, and the mailbox's domain unless a free provider's.
fn counted(app: &App, envelope: &Envelope) -> Option<(String, Option<String>)> {
    if !app.config.rate_limits || envelope.letter.never_waits() {
        return None;
    }
    let email = Email::parse(&envelope.to).ok()?;
    let domain = RegistrableDomain::of_email(&email).filter(|_| !email.is_free_mail());
    let domain = domain.map(|domain| app.secrets.blind_index(DOMAIN, domain.as_str()));
    Some((contact::mailbox_index(app, &email), domain))
}

/// When a mail that waits is looked at again.
pub fn again_at(now: Moment) -> Moment {
    now + Duration::minutes(limits::MAIL_HELD_MINUTES)
}

/// Forgets what is no longer counted. Says how much.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn forget_old(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (sent, caused) = (now - Duration::seconds(limits::ALLOWED_SECONDS), now - Duration::days(1));
    app.store
        .write(move |db| {
            Ok(store::sent_mail::delete_before(db, sent)?
                + store::sent_mail::delete_caused_before(db, caused)?)
        })
        .await
}
