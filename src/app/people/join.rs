//! Joining by a mailed link: what is offered, and what its button does.

use serde_json::json;

use super::invite::{self, Told};
use super::{check_open_to, leave, mail_name, of_mailbox};
use crate::app::account::sign_in::Entered;
use crate::app::account::{Account, write_to_all};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::contact::{self, Contact};
use crate::app::letter::Letter;
use crate::app::session::Opening;
use crate::app::sign::mailbox;
use crate::app::{App, again, session};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::draft::{Representative, RepresentativeAnswers};
use crate::domain::email::Email;
use crate::domain::ids::{InvitationId, RepresentativeId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::secret;
use crate::store::invitation::Invitation;
use crate::store::representative::NewRepresentative;
use crate::store::{self, Db};

/// What a link offers.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Empty, where it must not be named.
    pub organisation: String,
    /// Whether the organisation must not be named, nor its people.
    pub unnamed: bool,
    /// Who invites. Empty, where the organisation must not be named.
    pub inviter: String,
    /// Who is invited. Empty like the inviter's: a mailbox tells of its organisation.
    pub name: String,
    pub email: String,
    pub hands_over: bool,
}

/// The offer behind a link. Looking uses nothing up.
///
/// # Errors
/// `LinkSpent`, if it was used, called back, is too old or never was; `LinkActs`, if somebody acts with that mailbox by now;
/// `LinkOver`, if the signature no longer stands.
pub async fn look(app: &App, token: &str) -> Result<Offer> {
    let (hash, now, own) = (secret::hash_token(token), app.clock.now(), app.clone());
    app.store
        .read(move |db| {
            let (invitation, account, told) = behind(&own, db, &hash, now)?;
            let (of, inviter) = (&account.organisation, contact::open(&own, &account.representative.sealed)?);
            Ok(Offer {
                unnamed: of.sealed.is_some(),
                organisation: of.mail_name(),
                inviter: mail_name(of, &inviter.name),
                name: mail_name(of, &told.name),
                email: mail_name(of, &told.email),
                hands_over: invitation.hands_over,
            })
        })
        .await
}

/// The invitation behind a link, with the account of who invited and what the colleague was told: it holds as long as who
/// invited acts, and nobody does with the mailbox that was invited.
fn behind(app: &App, db: &mut Db, hash: &str, now: Moment) -> Result<(Invitation, Account, Told)> {
    let gone = |error| if matches!(error, Error::NotFound) { spent() } else { error };
    let link = store::link::find(db, hash, Purpose::Invitation, now)?.ok_or_else(spent)?;
    let invitation = store::invitation::find(db, InvitationId(link.subject_id)).map_err(gone)?;
    let account = Account::of(app, db, invitation.invited_by).map_err(gone)?;
    let told = invite::open(app, &invitation.sealed)?;
    let email = Email::parse(&told.email).map_err(|_| Error::internal("a kept address does not parse"))?;
    check_open_to(app, db, &account, &email)?;
    Ok((invitation, account, told))
}

/// The same, while nobody else changes who acts: of an invitation and a move at once, the second sees what the first did.
fn held(act: &mut Act<'_>, hash: &str) -> Result<(Invitation, Account, Told)> {
    let (_, account, _) = behind(act.app, act.db, hash, act.now)?;
    store::organisation::hold(act.db, account.organisation.id)?;
    behind(act.app, act.db, hash, act.now)
}

fn spent() -> Error {
    Error::Refused(Refusal::LinkSpent)
}

/// Lets a colleague join and signs them in. Where they were handed over to, the one who invited ceases to act in the
/// same moment. Everybody is told.
///
/// # Errors
/// `LinkSpent`, `LinkActs`, `LinkOver`; Invalid, with the fields; `WrongState`, when as many act as may.
pub async fn join(
    app: &App,
    origin: Origin,
    token: &str,
    answers: RepresentativeAnswers,
    locale: Locale,
) -> Result<Entered> {
    let hash = secret::hash_token(token);
    app.act(origin, move |act| {
        let (invitation, account, told) = held(act, &hash)?;
        let person = RepresentativeAnswers { email: told.email, ..answers }.parse()?;
        store::link::use_once(act.db, &hash, Purpose::Invitation, act.now)?.ok_or_else(spent)?;
        let id = add(act, &account.organisation, Newcomer { person: &person, locale })?;
        let goes = invitation.hands_over;
        if goes {
            let rows = of_mailbox(act, &account.representative)?;
            leave::end_all(act, &rows)?;
        } else if store::representative::of_organisation(act.db, account.organisation.id)?.len() > limits::PEOPLE {
            return Err(Error::Refused(Refusal::WrongState));
        }
        act.speak_for(Actor::Representative(id));
        mailbox::another(act, &account.organisation, &account.endorsement, &person.email)?;
        tell(act, &account, &person, (invitation.id, goes))?;
        let detail = json!({
            "representative": id, "handed_over_by": goes.then_some(invitation.invited_by), "invitation": invitation.id,
        });
        act.audit(AuditAct::PeopleJoined, Subject("organisation", Some(account.organisation.id.0)), detail)?;
        let session = session::open(act, Opening::of(Holder::Representative(id), Means::Link))?;
        Ok(Entered { representative: id, session, account: contact::index(act.app, &person.email) })
    })
    .await
}

/// Whether it was this representative whom a link let join, for a button that is pressed twice.
///
/// # Errors
/// Internal.
pub async fn has_joined(app: &App, id: RepresentativeId, token: &str) -> Result<bool> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let used = app.store.read(move |db| store::link::used(db, &hash, Purpose::Invitation, now)).await?;
    let Some((invitation, _)) = used else { return Ok(false) };
    let lines = again::done_by(app, id, AuditAct::PeopleJoined, None).await?;
    Ok(lines.iter().any(|line| line.detail["invitation"] == invitation))
}

/// Somebody about to act, and the language in which we write to them.
pub(in crate::app) struct Newcomer<'a> {
    pub person: &'a Representative,
    pub locale: Locale,
}

/// Adds somebody to those who act for an organisation; what invitations their mailbox holds ends. A mailbox that acts already
/// stays one: what its owner says of themself now takes the place of what was said before.
pub(in crate::app) fn add(
    act: &mut Act<'_>,
    of: &store::organisation::Organisation,
    newcomer: Newcomer<'_>,
) -> Result<RepresentativeId> {
    let person = newcomer.person;
    let contact = Contact {
        name: person.name.as_str().to_owned(),
        job_title: person.job_title.as_str().to_owned(),
        email: person.email.as_str().to_owned(),
    };
    let new = NewRepresentative {
        organisation_id: of.id,
        sealed: contact::seal(act.app, &contact)?,
        email_index: contact::index(act.app, &person.email),
        language: newcomer.locale.code().to_owned(),
        named: person.named && of.sealed.is_none(),
        created_at: act.now,
        authority: Some(person.authority),
    };
    if new.named {
        store::register_state::bump(act.db)?;
    }
    invite::forget_those_to(act, of.id, &person.email)?;
    let known = contact::indexes(act.app, &person.email);
    let mut acting = store::representative::of_organisation(act.db, of.id)?.into_iter();
    match acting.find(|row| known.contains(&row.email_index)) {
        Some(row) => store::representative::renew(act.db, row.id, &new).map(|()| row.id),
        None => store::representative::insert(act.db, &new),
    }
}

/// Everybody who acts is told, and whoever handed over.
fn tell(
    act: &mut Act<'_>,
    account: &Account,
    person: &Representative,
    (invitation, handed_over): (InvitationId, bool),
) -> Result<()> {
    let of = &account.organisation;
    write_to_all(act, of, &format!("people_joined.{invitation}"), |act, to| {
        Ok(Letter::ColleagueJoined {
            organisation: of.mail_name(),
            person: mail_name(of, person.name.as_str()),
            handed_over,
            link: Address::AccountPeople.url(&act.app.config.base_url.url, to.locale),
        })
    })?;
    if !handed_over {
        return Ok(());
    }
    let before = contact::open(act.app, &account.representative.sealed)?.email;
    let before = Email::parse(&before).map_err(|_| Error::internal("a kept address does not parse"))?;
    let letter = Letter::NoLongerActing { organisation: of.mail_name(), why: leave::Why::HandedOver };
    let locale = crate::app::account::language(&account.representative);
    let event = format!("people_handed_over.{invitation}");
    act.mail_about(of.id, &event, (&before, locale), &letter).map(drop)
}
