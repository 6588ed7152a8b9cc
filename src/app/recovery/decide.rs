//! What the ministry sees of a request, and what its decision does: letting somebody in, with or without those who acted
//! before, or not. The decision itself is the Case's (`app/case`).

use serde_json::json;

use super::{Asker, acting, asked_of, heard, meant, open};
use crate::app::account::language;
use crate::app::act::{Act, Subject};
use crate::app::address::Address;
use crate::app::case::letters::wording;
use crate::app::case::matter::Matter;
use crate::app::case::ruling::Ruling;
use crate::app::letter::{Envelope, Letter};
use crate::app::people::{self, Newcomer, Why};
use crate::app::sign::mailbox;
use crate::app::{App, challenge, contact};
use crate::domain::assurance::Method;
use crate::domain::audit::AuditAct;
use crate::domain::case::Decision;
use crate::domain::email::Email;
use crate::domain::locale::Locale;
use crate::domain::recovery::{Heard, RecoveryState, ripe_at};
use crate::domain::{Error, Moment, Result};
use crate::store::recovery::Recovery;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// A request, as those see it who decide.
#[derive(Debug, Clone)]
pub struct Shown {
    pub name: String,
    pub job_title: String,
    pub email: String,
    pub authority: String,
    pub message: String,
    /// The organisation as it was typed, where none was chosen from the register.
    pub organisation: String,
    /// How control of the domain was shown, and when.
    pub found: Option<(Method, Moment)>,
    pub heard: Heard,
    /// Who of those who act says that it is right, by their names.
    pub agreed: Vec<String>,
    /// Who objects.
    pub objected: Vec<String>,
    /// The one of which it was asked, where that has gone into this one.
    pub other: Option<String>,
    /// Who can be taken off, where it says that those who acted before have left.
    pub leaving: Vec<String>,
    /// From when on somebody can be let in.
    pub ripe_at: Moment,
}

/// The request behind a Case, opened. Nothing, once who asked is forgotten.
///
/// # Errors
/// Internal.
pub(in crate::app) fn shown(app: &App, db: &mut Db, recovery: &Recovery) -> Result<Option<Shown>> {
    let Some(asker) = open(app, recovery)? else { return Ok(None) };
    let leaving = leaving(app, db, (recovery, &asker))?;
    let Asker { person, message, organisation } = asker;
    let (heard, acting) = (heard(db, recovery)?, acting(db, recovery)?);
    let who = |agrees| -> Result<Vec<String>> {
        let said = acting.iter().filter(|(_, word)| *word == Some(agrees));
        said.map(|(row, _)| Ok(contact::open(app, &row.sealed)?.name)).collect()
    };
    Ok(Some(Shown {
        name: person.name,
        job_title: person.job_title,
        email: person.email,
        authority: person.authority,
        message,
        organisation,
        found: recovery.found_by.zip(recovery.found_at),
        heard,
        agreed: who(true)?,
        objected: who(false)?,
        other: asked_of(db, recovery)?,
        leaving,
        ripe_at: ripe_at(recovery.confirmed_at.unwrap_or(recovery.asked_at), heard),
    }))
}

/// Who can be taken off, by their names: not who asks.
fn leaving(app: &App, db: &mut Db, (recovery, asker): (&Recovery, &Asker)) -> Result<Vec<String>> {
    let own = contact::indexes(app, &asker.parsed()?.email);
    let mut rows = if recovery.others_left { meant(db, recovery)? } else { Vec::new() };
    rows.retain(|row| !own.contains(&row.email_index));
    rows.iter().map(|row| Ok(contact::open(app, &row.sealed)?.name)).collect()
}

/// Whether those who act may still object, so that nobody can be let in yet.
///
/// # Errors
/// Internal.
pub(in crate::app) fn waits(db: &mut Db, recovery: &Recovery, now: Moment) -> Result<bool> {
    let heard = heard(db, recovery)?;
    Ok(recovery.confirmed_at.is_none_or(|at| now < ripe_at(at, heard)))
}

/// The mails that a decision writes: to whoever asked, and to everybody who acts now.
///
/// # Errors
/// Internal; invalid, when the reason does not fit.
pub(in crate::app) fn letters(
    app: &App,
    db: &mut Db,
    (matter, recovery): (&Matter, &Recovery),
    ruling: &Ruling,
) -> Result<Vec<Envelope>> {
    let Some(asker) = open(app, recovery)? else { return Ok(Vec::new()) };
    let to = asker.parsed()?.email;
    let locale = Locale::from_code(&recovery.language).unwrap_or(Locale::English);
    let organisation = matter.organisation.mail_name();
    let reason = ruling.reason(db)?;
    let lets_in = ruling.decision == Decision::Publish;
    let letter = if lets_in {
        let link = Address::AccountSignIn.url(&app.config.base_url.url, locale);
        Letter::RecoveryLetIn { organisation: organisation.clone(), link }
    } else {
        let reason = reason.as_ref().map(|reason| wording(reason, locale)).unwrap_or_default();
        let message = ruling.message.clone();
        Letter::RecoveryDeclined { organisation: organisation.clone(), reason, message }
    };
    let mut mails = vec![Envelope { to: to.as_str().to_owned(), locale, letter }];
    let own = contact::indexes(app, &to);
    let gone = if lets_in { taken_off(db, recovery, ruling)? } else { Vec::new() };
    for row in store::representative::of_organisation(db, matter.organisation.id)? {
        if own.contains(&row.email_index) {
            continue;
        }
        let (to, locale) = (contact::open(app, &row.sealed)?.email, language(&row));
        let organisation = organisation.clone();
        let letter = if gone.iter().any(|one| one.id == row.id) {
            Letter::NoLongerActing { organisation, why: Why::Replaced }
        } else {
            let link = Address::AccountPeople.url(&app.config.base_url.url, locale);
            Letter::RecoveryDecided { organisation, let_in: lets_in, link }
        };
        mails.push(Envelope { to, locale, letter });
    }
    Ok(mails)
}

/// Those who acted before, where it was asked for and is decided that they are taken off.
fn taken_off(db: &mut Db, recovery: &Recovery, ruling: &Ruling) -> Result<Vec<Representative>> {
    if recovery.others_left && ruling.take_off { meant(db, recovery) } else { Ok(Vec::new()) }
}

/// Lets somebody in. Control of the domain that was shown counts from the last look
/// that found it, as if it had been shown from the account.
///
/// # Errors
/// `Conflict`, when the request is no longer open; internal.
pub(in crate::app) fn let_in(
    act: &mut Act<'_>,
    (matter, recovery): (&Matter, &Recovery),
    ruling: &Ruling,
) -> Result<()> {
    let (of, seen) = (&matter.organisation, &matter.endorsement);
    // Before the request, which who hides or is erased takes along.
    store::organisation::hold(act.db, of.id)?;
    let asker = open(act.app, recovery)?.ok_or(Error::NotFound)?;
    let person = asker.parsed()?;
    let locale = Locale::from_code(&recovery.language).unwrap_or(Locale::English);
    store::recovery::close(act.db, recovery.id, RecoveryState::LetIn, act.now)?;
    let mut gone = taken_off(act.db, recovery, ruling)?;
    let id = people::add(act, of, Newcomer { person: &person, locale })?;
    gone.retain(|row| row.id != id);
    for row in &gone {
        people::end(act, row)?;
    }
    let found = recovery.found_by.zip(recovery.found_at);
    if let (Some(found), Some(domain), Some(token)) = (found, &recovery.domain, &recovery.token) {
        challenge::adopt(act, of.id, (domain, token), found)?;
    }
    let email: &Email = &person.email;
    mailbox::another(act, of, seen, email)?;
    let gone: Vec<_> = gone.iter().map(|row| row.id).collect();
    let detail = json!({ "representative": id, "recovery": recovery.id, "taken_off": gone });
    act.audit(AuditAct::PeopleLetIn, Subject("organisation", Some(of.id.0)), detail)
}

/// Does not let somebody in.
///
/// # Errors
/// `Conflict`, when the request is no longer open.
pub(in crate::app) fn decline(act: &mut Act<'_>, recovery: &Recovery) -> Result<()> {
    store::recovery::close(act.db, recovery.id, RecoveryState::Declined, act.now)
}
