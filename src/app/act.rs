//! One act: one transaction in which a thing is done, entered in the log, noted for the audit trail,
//! and its mails are put into the outbox. All of it commits together, or nothing does.

use core::net::IpAddr;

use data_encoding::HEXLOWER;
use serde_json::Value;

use super::letter::Letter;
use super::log::entered;
use super::{App, mail_caps, outgoing, register};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::browser::Browser;
use crate::domain::email::Email;
use crate::domain::entry::EntryKind;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::locale::Locale;
use crate::domain::{Day, Error, Moment, Result};
use crate::log::leaf;
use crate::secret;
use crate::store::{self, Db};

/// Where a thing comes from: who does it, and in answer to which request.
#[derive(Clone)]
pub struct Origin {
    pub actor: Actor,
    /// The request's id, as in the request log.
    pub request: Option<String>,
    /// In which kind of browser.
    pub browser: Browser,
    /// The address that the request came from.
    pub address: Option<IpAddr>,
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Origin")
            .field("actor", &self.actor)
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

impl Origin {
    /// What the program does by itself.
    pub fn system() -> Origin {
        Origin { actor: Actor::System, request: None, browser: Browser::UNKNOWN, address: None }
    }

    /// What somebody does on the machine's command line.
    pub fn operator() -> Origin {
        Origin { actor: Actor::Operator, request: None, browser: Browser::UNKNOWN, address: None }
    }
}

/// What an audit line is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject(pub &'static str, pub Option<i64>);

/// An open transaction, with what is needed to leave a trace in it.
pub struct Act<'a> {
    pub db: &'a mut Db,
    pub app: &'a App,
    pub now: Moment,
    origin: Origin,
    traced: bool,
    takes_away: bool,
}

impl App {
    /// Does a thing in one transaction. An act that leaves no audit line, and does not find that all stands already, is
    /// undone: it is a defect. One that takes something from the public is answered once this process no longer shows it.
    pub async fn act<T, F>(&self, origin: Origin, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Act<'_>) -> Result<T> + Send + 'static,
    {
        let app = self.clone();
        let now = self.clock.now();
        let write = move |db: &mut Db| {
            let mut act = Act { db, app: &app, now, origin, traced: false, takes_away: false };
            let outcome = work(&mut act)?;
            if act.traced {
                Ok((outcome, act.takes_away))
            } else {
                Err(Error::internal("an act left no audit line"))
            }
        };
        let (outcome, took_away) = self.store.write(write).await?;
        if took_away {
            register::catch_up(self).await;
        }
        Ok(outcome)
    }
}

impl Act<'_> {
    /// The day in the deployment's time zone.
    pub fn today(&self) -> Day {
        self.now.day_in(self.app.time_zone())
    }

    /// Who does it.
    pub const fn actor(&self) -> Actor {
        self.origin.actor
    }

    /// In which kind of browser it is done.
    pub fn browser(&self) -> Browser {
        self.origin.browser
    }

    /// Whose doing the next audit lines are, where one transaction tells what several people did.
    pub fn speak_for(&mut self, actor: Actor) {
        self.origin.actor = actor;
    }

    /// The address that the request came from, if it came over the network.
    pub const fn address(&self) -> Option<IpAddr> {
        self.origin.address
    }

    /// Says that nothing is left to do, and so nothing to trace: what was asked for stands already, by a second click.
    pub const fn stands(&mut self) {
        self.traced = true;
    }

    /// Says that the public is to read less from now on: a name, or all of a signatory or commitment.
    pub const fn takes_away(&mut self) {
        self.takes_away = true;
    }

    /// Says that nobody is shown the register yet, so that nothing has to be taken from it before this is answered.
    pub const fn shows_nobody(&mut self) {
        self.takes_away = false;
    }

    /// Leaves the audit line. Of people ids and codes only, no names and no addresses.
    pub fn audit(&mut self, what: AuditAct, subject: Subject, detail: Value) -> Result<()> {
        self.traced = true;
        let line = store::audit::NewLine {
            at: self.now,
            actor: self.origin.actor,
            act: what,
            subject_kind: subject.0,
            subject_id: subject.1,
            detail,
            request_id: self.origin.request.clone(),
        };
        store::audit::append(self.db, &line)?;
        Ok(())
    }

    /// Writes one entry of the register log. About a signatory that must not be named, it is kept back for
    /// the week's batch.
    pub fn entry(&mut self, kind: EntryKind, about: About, body: &Value) -> Result<()> {
        if let Some(organisation) = about.organisation
            && store::endorsement::visibility_of(self.db, organisation)?.withholds()
        {
            return super::unnamed::hold(self, kind, (organisation, about), body);
        }
        let mut salt = [0u8; leaf::SALT_BYTES];
        self.app.chance.fill(&mut salt);
        let body = leaf::canonical(body);
        let new = store::entry::NewEntry {
            at: self.now,
            kind: kind.code().to_owned(),
            subject: secret::public_id(&*self.app.chance),
            digest: leaf::digest(&salt, &body),
            salt: Some(HEXLOWER.encode(&salt)),
            body: Some(body),
            sealed: None,
            organisation_id: about.organisation,
            commitment_id: about.commitment,
        };
        entered::check_new(self.db, &new)?;
        store::entry::append(self.db, &new)
    }

    /// Puts a mail into the outbox. The same event never writes twice to the same person.
    pub fn mail(&mut self, event: &str, to: &Email, locale: Locale, letter: &Letter) -> Result<bool> {
        self.queue((event, None, false), (to, locale), letter)
    }

    /// The same about an organisation: it stands in the history of its Cases.
    ///
    /// # Errors
    /// Internal.
    pub fn mail_about(
        &mut self,
        of: OrganisationId,
        event: &str,
        (to, locale): (&Email, Locale),
        letter: &Letter,
    ) -> Result<bool> {
        self.queue((event, Some(of), false), (to, locale), letter)
    }

    /// The same to somebody who signs. From where many come it goes behind all other mails, and leaves them room.
    ///
    /// # Errors
    /// Internal.
    pub fn mail_signer(
        &mut self,
        (of, crowded): (OrganisationId, bool),
        event: &str,
        to: (&Email, Locale),
        letter: &Letter,
    ) -> Result<bool> {
        self.queue((event, Some(of), crowded), to, letter)
    }

    fn queue(
        &mut self,
        (event, organisation_id, crowded): (&str, Option<OrganisationId>, bool),
        (to, locale): (&Email, Locale),
        letter: &Letter,
    ) -> Result<bool> {
        let cause = mail_caps::cause(self, to, letter);
        let crowded = crowded
            || letter.goes_behind()
            || match &cause {
                Some(cause) => mail_caps::is_one_too_many(self.db, cause, self.now)?,
                None => false,
            };
        let index = self.app.secrets.blind_index("email", &to.canonical());
        let envelope = super::letter::Envelope { to: to.as_str().to_owned(), locale, letter: letter.clone() };
        let sealed = self.app.secrets.seal_json(&*self.app.chance, outgoing::SEALED_FOR, &envelope)?;
        let mail = store::outbox::NewMail {
            event: event.to_owned(),
            recipient_index: index,
            template: letter.template(),
            sealed,
            organisation_id,
            urgent: letter.never_waits(),
            crowded,
        };
        let new = store::outbox::queue(self.db, &mail, self.now)?;
        if let Some(cause) = cause.filter(|_| new && !crowded) {
            store::sent_mail::note_caused(self.db, &cause, self.now)?;
        }
        Ok(new)
    }
}

/// What an entry is about, for look-ups. The log itself does not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct About {
    pub organisation: Option<OrganisationId>,
    pub commitment: Option<CommitmentId>,
}

impl From<OrganisationId> for About {
    fn from(id: OrganisationId) -> About {
        About { organisation: Some(id), commitment: None }
    }
}
