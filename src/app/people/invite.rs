//! Inviting a colleague, calling that back, and sending the mail once more. Whether an address is known to us already
//! makes no difference to what the one who invites is told.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{INVITATION, did_to, invitation_behind, mail_name};
use crate::app::account::{Account, Acting};
use crate::app::act::{Act, Subject};
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::sign::submit::mails_left_today;
use crate::app::{App, again, contact};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::ids::{InvitationId, OrganisationId, RepresentativeId};
use crate::domain::link::{Purpose, life};
use crate::domain::locale::Locale;
use crate::domain::lure::leads_away;
use crate::domain::people::{open_to_colleagues, takes_words};
use crate::domain::text::{Greeting, PersonName, parse_optional};
use crate::domain::{Error, Flaw, Moment, Problems, Refusal, Result, limits};
use crate::store::audit::Filter;
use crate::store::invitation::{Invitation, NewInvitation};
use crate::store::{self, Db};

/// The field that invitations are sealed for.
pub(in crate::app) const SEALED_FOR: &str = "invitation";
/// What their mails begin with in the outbox; the invitation's id follows.
const EVENT: &str = "invitation.";

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    pub name: String,
    pub email: String,
    pub language: String,
    /// What the mail says besides our own words.
    pub message: String,
    /// What the one who invites does once the colleague has joined: goes on (nothing), or `hand-over`.
    pub after: String,
}

/// Who is invited, and what they are told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    pub name: String,
    pub email: String,
    pub message: String,
}

/// What is known of somebody who is invited.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub(super) fn open(app: &App, sealed: &[u8]) -> Result<Told> {
    app.secrets.open_json(SEALED_FOR, sealed)
}

impl Answers {
    fn parse(&self) -> Result<(Told, Email, Locale, bool)> {
        let mut problems = Problems::default();
        let name = problems.take("person", PersonName::parse(&self.name));
        let email = problems.take("email", Email::parse(&self.email));
        let language = Locale::from_code(&self.language).filter(|one| Locale::OFFERED.contains(one));
        let language = problems.take("language", language.ok_or(Flaw::UnknownChoice));
        let message = problems.take("message", parse_optional::<Greeting>(&self.message));
        let hands_over = problems.take("after", hands_over(&self.after));
        problems.check()?;
        let (Some(name), Some(email), Some(language), Some(message), Some(hands_over)) =
            (name, email, language, message, hands_over)
        else {
            return Err(Error::internal("an invitation without problems lacks a part"));
        };
        let told = Told {
            name: name.to_string(),
            email: email.as_str().to_owned(),
            message: message.map(|text| text.to_string()).unwrap_or_default(),
        };
        Ok((told, email, language, hands_over))
    }
}

/// Whether the one who invites no longer acts once the colleague has joined.
fn hands_over(after: &str) -> Result<bool, Flaw> {
    match after {
        "" => Ok(false),
        "hand-over" => Ok(true),
        _ => Err(Flaw::UnknownChoice),
    }
}

/// Invites a colleague. An address that was invited before is written to once more, with what is typed now; by a second
/// click nothing more happens.
///
/// # Errors
/// Invalid, with the fields, `email` too for a mailbox that acts already or has had its mails today; `WrongState`,
/// where nobody can join, or as many act or are invited as may.
pub async fn invite(app: &App, acting: Acting, answers: Answers) -> Result<()> {
    let id = acting.representative;
    let (told, email, language, hands_over) = answers.parse()?;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        check_open(&account)?;
        let organisation = account.organisation.id;
        let known = contact::indexes(act.app, &email);
        for before in store::invitation::of_organisation(act.db, organisation)? {
            let theirs = known.contains(&before.email_index);
            let alike = before.language == language.code() && before.hands_over == hands_over;
            if theirs && alike && is_again(act, &before, (id, &told))? {
                act.stands();
                return Ok(());
            }
            if theirs || before.expires_at <= act.now {
                forget(act.db, before.id, act.now)?;
            }
        }
        let acting = store::representative::of_organisation(act.db, organisation)?;
        if acting.iter().any(|row| known.contains(&row.email_index)) {
            return Err(Error::invalid("email", Flaw::ActsAlready));
        }
        if acting.len() + store::invitation::of_organisation(act.db, organisation)?.len() >= limits::PEOPLE {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let new = NewInvitation {
            organisation_id: organisation,
            invited_by: id,
            sealed: act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, &told)?,
            email_index: contact::index(act.app, &email),
            language: language.code().to_owned(),
            hands_over,
            created_at: act.now,
            expires_at: act.now + life(Purpose::Invitation),
        };
        let id = store::invitation::insert(act.db, &new)?;
        let invitation = store::invitation::find(act.db, id)?;
        if !write(act, &account, &invitation)? {
            return Err(Error::invalid("email", Flaw::MailsToday));
        }
        let detail = json!({ "invitation": id, "hands_over": hands_over });
        act.audit(AuditAct::PeopleInvited, Subject("organisation", Some(organisation.0)), detail)
    })
    .await
}

/// Whether somebody asked the same of the same colleague a moment ago.
fn is_again(act: &Act<'_>, before: &Invitation, (by, told): (RepresentativeId, &Told)) -> Result<bool> {
    let fresh = before.invited_by == by && before.created_at >= again::since(act.now);
    Ok(fresh && open(act.app, &before.sealed)? == *told)
}

fn check_open(account: &Account) -> Result<()> {
    let open = open_to_colleagues(account.endorsement.state);
    if open { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// What an organisation's invitations begin with in the outbox: they are counted for each, so that strangers who have an
/// account use up nobody else's.
fn events(of: OrganisationId) -> String {
    format!("{EVENT}{}.", of.0)
}

/// Mails the link; `false`, where this address has had its share of such mails from this organisation today.
fn write(act: &mut Act<'_>, account: &Account, invitation: &Invitation) -> Result<bool> {
    let told = open(act.app, &invitation.sealed)?;
    let email = Email::parse(&told.email).map_err(|_| Error::internal("a kept address does not parse"))?;
    let ours = events(account.organisation.id);
    if !mails_left_today(act, &ours, &email)? {
        return Ok(false);
    }
    store::link::spend_all_of(act.db, Purpose::Invitation, invitation.id.0, act.now)?;
    let link = Link::make(act, Purpose::Invitation, invitation.id.0)?;
    let event = format!("{ours}{}.{}", invitation.id.0, link.mark());
    let locale = Locale::from_code(&invitation.language).unwrap_or(Locale::English);
    let inviter = store::representative::find(act.db, invitation.invited_by)?;
    let inviter = contact::open(act.app, &inviter.sealed)?.name;
    let of = &account.organisation;
    let published = takes_words(account.endorsement.state);
    let letter = Letter::Invitation {
        organisation: if published { of.mail_name() } else { of.unread_mail_name() },
        inviter: if leads_away(&inviter) { String::new() } else { mail_name(of, &inviter) },
        // What somebody wrote to a colleague may tell who they are.
        message: if published { mail_name(of, &told.message) } else { String::new() },
        hands_over: invitation.hands_over,
        link: link.url(act.app, locale),
        days: limits::INVITATION_DAYS,
    };
    act.mail_about(of.id, &event, (&email, locale), &letter).map(|_| true)
}

/// Sends an invitation once more, with a new link that lives as long as the first did. Within a minute, that is a second click:
/// the link that is on its way stays.
///
/// # Errors
/// Not found, if there is no such invitation of the organisation; `WrongState`, where nobody can join any more;
/// invalid, of `invited`, for a mailbox that has had its mails today.
pub async fn send_again(app: &App, acting: Acting, named: &str) -> Result<()> {
    let (id, named) = (acting.representative, named.to_owned());
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        check_open(&account)?;
        let invitation = invitation_behind(act.app, act.db, account.organisation.id, &named)?;
        // Of two at once, the second sees what the first did.
        store::invitation::prolong(act.db, invitation, act.now + life(Purpose::Invitation))?;
        if was_sent_again(act, account.organisation.id, invitation)? {
            act.stands();
            return Ok(());
        }
        let invitation = store::invitation::find(act.db, invitation)?;
        if !write(act, &account, &invitation)? {
            return Err(Error::invalid("invited", Flaw::MailsToday));
        }
        let subject = Subject("organisation", Some(account.organisation.id.0));
        act.audit(AuditAct::PeopleInvitedAgain, subject, json!({ "invitation": invitation.id }))
    })
    .await
}

/// Whether an invitation was sent once more a moment ago.
fn was_sent_again(act: &mut Act<'_>, of: OrganisationId, invitation: InvitationId) -> Result<bool> {
    let lately = Filter {
        act: Some(AuditAct::PeopleInvitedAgain.code().to_owned()),
        subject_kind: Some("organisation".to_owned()),
        subject_id: Some(of.0),
        from: Some(act.now - Duration::seconds(limits::INVITED_AGAIN_SECONDS)),
        ..Filter::default()
    };
    let lines = store::audit::before(act.db, &lately, None, limits::AGAIN_ACTS)?;
    Ok(lines.iter().any(|line| line.detail["invitation"] == json!(invitation)))
}

/// Calls an invitation back: its link opens nothing any more. Whoever has called it back hears so again.
///
/// # Errors
/// Not found, if there is no such invitation of the organisation.
pub async fn call_back(app: &App, acting: Acting, named: &str) -> Result<()> {
    let (id, invited) = (acting.representative, named.to_owned());
    let done = app.act(acting.origin, move |act| {
        let of = Account::of(act.app, act.db, id)?.organisation.id;
        let invitation = invitation_behind(act.app, act.db, of, &invited)?;
        forget(act.db, invitation, act.now)?;
        let detail = json!({ "invitation": invitation });
        act.audit(AuditAct::PeopleInvitationCalledBack, Subject("organisation", Some(of.0)), detail)
    });
    match done.await {
        Err(Error::NotFound)
            if did_to(app, id, AuditAct::PeopleInvitationCalledBack, ("invitation", INVITATION, named))
                .await? =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Forgets the invitations of a mailbox with which somebody acts from now on.
pub(super) fn forget_those_to(act: &mut Act<'_>, of: OrganisationId, email: &Email) -> Result<()> {
    let known = contact::indexes(act.app, email);
    for invitation in store::invitation::of_organisation(act.db, of)? {
        if known.contains(&invitation.email_index) {
            forget(act.db, invitation.id, act.now)?;
        }
    }
    Ok(())
}

/// Forgets an invitation, its link and what of its mails has not gone out.
pub(in crate::app) fn forget(db: &mut Db, id: InvitationId, now: Moment) -> Result<()> {
    store::link::spend_all_of(db, Purpose::Invitation, id.0, now)?;
    let of = store::invitation::find(db, id)?.organisation_id;
    store::outbox::forget_unsent(db, &format!("{}{}.", events(of), id.0))?;
    store::invitation::delete(db, id).map(drop)
}
