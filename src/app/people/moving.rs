//! Moving to another mailbox: a link goes there, and its button moves the person. The address lies sealed in the link itself,
//! so that nothing of it is kept here before it is confirmed. Everybody is told, the mailbox that was left too, and what was
//! mailed to that one opens nothing any more.

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::leave::{end_ways_in, held, new_hide_link};
use super::{acts, check_open_to, invite, mail_name, of_mailbox};
use crate::app::account::sign_in::Entered;
use crate::app::account::{Account, Acting, language, write_to_all};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::contact::{self, Contact};
use crate::app::letter::Letter;
use crate::app::link::{self, Link};
use crate::app::session::Opening;
use crate::app::sign::mailbox;
use crate::app::sign::submit::mails_left_today;
use crate::app::{App, again, session};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::email::Email;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::Purpose;
use crate::domain::people::{open_to_colleagues, takes_words};
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::{Error, Flaw, Moment, Refusal, Result, limits};
use crate::secret;
use crate::store::audit::Filter;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// What addresses in links are sealed for.
const SEALED_FOR: &str = "mailbox.link";
/// What the mails with such links begin with in the outbox; the organisation's id and the person's follow.
const EVENT: &str = "mailbox.";

/// What a link offers.
#[derive(Debug, Clone)]
pub struct Move {
    /// Empty, where it must not be named; so are the next two.
    pub organisation: String,
    pub name: String,
    pub email: String,
}

/// Mails a link to the mailbox to which somebody wants to move. Links to others open nothing any more; by a second click nothing
/// more happens.
///
/// # Errors
/// Invalid (`mailbox`), also for one that acts already or has had its mails today; `WrongState`, before the first
/// mailbox was confirmed, and where all is over.
pub async fn ask(app: &App, by: Acting, typed: &str) -> Result<()> {
    let id = by.representative;
    let email = Email::parse(typed).map_err(|flaw| Error::invalid("mailbox", flaw))?;
    app.act(by.origin, move |act| {
        let account = held(act, id)?;
        if !open_to_colleagues(account.endorsement.state) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if acts(act.app, act.db, account.organisation.id, &email)? {
            return Err(Error::invalid("mailbox", Flaw::ActsAlready));
        }
        let mark = again::mark(act.app, &("mailbox", id, email.canonical()))?;
        if is_again(act, &account.representative, &mark)? {
            act.stands();
            return Ok(());
        }
        write(act, &account, &email)?;
        let of = Subject("organisation", Some(account.organisation.id.0));
        act.audit(AuditAct::PeopleMoveAsked, of, json!({ "representative": id, again::FORM: mark }))
    })
    .await
}

/// Whether the same was asked a moment ago, and its link still works.
fn is_again(act: &mut Act<'_>, person: &Representative, mark: &str) -> Result<bool> {
    if store::link::open_until(act.db, Purpose::Mailbox, person.id.0, act.now)?.is_none() {
        return Ok(false);
    }
    let lately = Filter {
        act: Some(AuditAct::PeopleMoveAsked.code().to_owned()),
        subject_kind: Some("organisation".to_owned()),
        subject_id: Some(person.organisation_id.0),
        from: Some(act.now - Duration::seconds(limits::INVITED_AGAIN_SECONDS)),
        ..Filter::default()
    };
    let lines = store::audit::before(act.db, &lately, None, limits::AGAIN_ACTS)?;
    let of_theirs = |detail: &serde_json::Value| detail["representative"] == json!(person.id);
    let newest = lines.iter().find(|line| of_theirs(&line.detail));
    Ok(newest.is_some_and(|line| line.detail[again::FORM] == *mark))
}

/// Mails the link, as long as this address has not had its share of such mails from this organisation today.
fn write(act: &mut Act<'_>, account: &Account, email: &Email) -> Result<()> {
    let (of, person) = (&account.organisation, &account.representative);
    let ours = format!("{EVENT}{}.", of.id);
    if !mails_left_today(act, &ours, email)? {
        return Err(Error::invalid("mailbox", Flaw::MailsToday));
    }
    forget(act.db, person, act.now)?;
    let sealed = act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, email)?;
    let token = BASE64URL_NOPAD.encode(&sealed);
    let link = Link::with_token(act, token, (Purpose::Mailbox, person.id.0))?;
    let event = format!("{}{}", events(person), link.mark());
    let locale = language(person);
    let published = takes_words(account.endorsement.state);
    let letter = Letter::MailboxConfirm {
        organisation: if published { of.mail_name() } else { of.unread_mail_name() },
        link: link.url(act.app, locale),
        days: limits::CONFIRM_DAYS,
    };
    act.mail_about(of.id, &event, (email, locale), &letter).map(drop)
}

fn events(person: &Representative) -> String {
    format!("{EVENT}{}.{}.", person.organisation_id, person.id)
}

/// Forgets that somebody asked to move: the link, and what of its mails has not gone out.
///
/// # Errors
/// Internal.
pub(in crate::app) fn forget(db: &mut Db, person: &Representative, now: Moment) -> Result<()> {
    match store::link::spend_all_of(db, Purpose::Mailbox, person.id.0, now)? {
        0 => Ok(()),
        _ => store::outbox::forget_unsent(db, &events(person)),
    }
}

/// Calls back what somebody asked: the link opens nothing any more. Where there is none, all is well.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn call_back(app: &App, by: Acting) -> Result<()> {
    let id = by.representative;
    app.act(by.origin, move |act| {
        let person = held(act, id)?.representative;
        if store::link::open_until(act.db, Purpose::Mailbox, id.0, act.now)?.is_none() {
            act.stands();
            return Ok(());
        }
        forget(act.db, &person, act.now)?;
        let of = Subject("organisation", Some(person.organisation_id.0));
        act.audit(AuditAct::PeopleMoveCalledBack, of, json!({ "representative": id }))
    })
    .await
}

/// What a link offers. Looking uses nothing up.
///
/// # Errors
/// `LinkSpent`, if it was used, called back, is too old or never was; `LinkOver`, where all is over; `LinkActs`, if a colleague
/// acts with that mailbox.
pub async fn look(app: &App, token: &str) -> Result<Move> {
    let (token, now, own) = (token.to_owned(), app.clock.now(), app.clone());
    app.store
        .read(move |db| {
            let id = mover(db, &token, now)?;
            let account = Account::of(&own, db, id).map_err(gone)?;
            let email = opened(&own, db, &account, &token)?;
            let (of, contact) = (&account.organisation, contact::open(&own, &account.representative.sealed)?);
            Ok(Move {
                organisation: of.mail_name(),
                name: mail_name(of, &contact.name),
                email: mail_name(of, email.as_str()),
            })
        })
        .await
}

/// Who asked for a link.
fn mover(db: &mut Db, token: &str, now: Moment) -> Result<RepresentativeId> {
    let link = store::link::find(db, &secret::hash_token(token), Purpose::Mailbox, now)?;
    link.map(|link| RepresentativeId(link.subject_id)).ok_or_else(spent)
}

/// The address in a link.
fn open(app: &App, token: &str) -> Result<Email> {
    let sealed = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| spent())?;
    app.secrets.open_json(SEALED_FOR, &sealed).map_err(|_| spent())
}

/// The same, as long as the person can move there.
fn opened(app: &App, db: &mut Db, account: &Account, token: &str) -> Result<Email> {
    let email = open(app, token)?;
    check_open_to(app, db, account, &email)?;
    Ok(email)
}

fn spent() -> Error {
    Error::Refused(Refusal::LinkSpent)
}

/// A person who no longer acts holds a link that opens nothing.
fn gone(error: Error) -> Error {
    if matches!(error, Error::NotFound) { spent() } else { error }
}

/// Moves a person to the mailbox in the link, ends whatever the one before lets in and invitations to the new one, and signs
/// them in anew.
///
/// # Errors
/// As `look`.
pub async fn confirm(app: &App, origin: Origin, token: &str) -> Result<Entered> {
    let token = token.to_owned();
    app.act(origin, move |act| {
        let id = mover(act.db, &token, act.now)?;
        let account = held(act, id).map_err(gone)?;
        let email = opened(act.app, act.db, &account, &token)?;
        let hash = secret::hash_token(&token);
        store::link::use_once(act.db, &hash, Purpose::Mailbox, act.now)?.ok_or_else(spent)?;
        act.speak_for(Actor::Representative(id));
        let before = contact::open(act.app, &account.representative.sealed)?;
        let index = contact::index(act.app, &email);
        for row in of_mailbox(act, &account.representative)? {
            relocate(act, &row, (&email, &index))?;
        }
        invite::forget_those_to(act, account.organisation.id, &email)?;
        mailbox::another(act, &account.organisation, &account.endorsement, &email)?;
        tell(act, &account, &before, &hash)?;
        let of = Subject("organisation", Some(account.organisation.id.0));
        act.audit(AuditAct::PeopleMoved, of, json!({ "representative": id }))?;
        let session = session::open(act, Opening::of(Holder::Representative(id), Means::Link))?;
        Ok(Entered { representative: id, session, account: index })
    })
    .await
}

/// Puts another address in the place of somebody's, and ends what the one before let in. It is kept as of somebody who
/// ceased: whoever has stolen a session moves first, and the mailbox that was left is to hear of a withdrawal.
fn relocate(act: &mut Act<'_>, row: &Representative, (email, index): (&Email, &str)) -> Result<()> {
    store::representative::keep_former(act.db, row, act.now)?;
    let before = contact::open(act.app, &row.sealed)?;
    let sealed = contact::seal(act.app, &Contact { email: email.as_str().to_owned(), ..before })?;
    store::representative::describe(act.db, row.id, (&sealed, index, &row.language))?;
    end_ways_in(act, row)
}

/// Writes to everybody who acts, and to the mailbox that was left.
fn tell(act: &mut Act<'_>, account: &Account, before: &Contact, hash: &str) -> Result<()> {
    let of = &account.organisation;
    let event = format!("people_moved.{}", link::mark(hash));
    let (organisation, person) = (of.mail_name(), mail_name(of, &before.name));
    write_to_all(act, of, &event, |act, to| {
        Ok(Letter::MailboxMoved {
            organisation: organisation.clone(),
            person: person.clone(),
            link: Some(Address::AccountPeople.url(&act.app.config.base_url.url, to.locale)),
            hide_link: new_hide_link(act, of, to.locale)?,
        })
    })?;
    let left = Email::parse(&before.email).map_err(|_| Error::internal("a kept address does not parse"))?;
    let letter = Letter::MailboxMoved { organisation, person, link: None, hide_link: None };
    act.mail_about(of.id, &event, (&left, language(&account.representative)), &letter).map(drop)
}

/// Whether it was this representative whom a link moved, for a button that is pressed twice.
///
/// # Errors
/// Internal.
pub async fn has_moved(app: &App, id: RepresentativeId, token: &str) -> Result<bool> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let used = app.store.read(move |db| store::link::used(db, &hash, Purpose::Mailbox, now)).await?;
    Ok(used.is_some_and(|(moved, _)| moved == id.0))
}
