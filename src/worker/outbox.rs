//! Sends what lies in the outbox: each mail to each recipient once, again and again until it is taken,
//! or parked for staff when it never will be.
//!
//! A claim holds for a while and then falls back, so a worker that dies loses nothing; a worker that comes late cannot undo
//! what another did. Mails are claimed many at a time and sent one after another, so each claim is renewed right before its
//! mail is sent: what another worker took meanwhile, or an erasure forgot, stays unsent here, and who has hidden meanwhile is
//! not named. A mail that is about a link goes no more once the link has died, and is tried more often where that is soon.
//!
//! If a worker dies between the server's yes and our note of it, the mail goes out twice under one Message-ID, which readers'
//! programs show once. A mail to many does not: it is noted right before it is handed over, and if nobody says what came of
//! it, it is parked as one that may have arrived.

use std::time::Duration as Wait;

use chrono::Duration;
use tokio::sync::watch;

use super::mail::{self, Outcome, Reason, Transport};
use crate::app::letter::{Envelope, FAREWELLS, Letter, ONCE};
use crate::app::outgoing::{self, opened};
use crate::app::{App, alarm, mail_caps, settings};
use crate::domain::link::life;
use crate::domain::outbox::Hindrance;
use crate::domain::{Moment, Result, limits};
use crate::store::link::Fate;
use crate::store::{self, Db, outbox::Mail};
use crate::view::Templates;

const LOOK: Wait = Wait::from_millis(500);
/// Mails that one node has in hand at once.
const BATCH: i64 = 16;
/// How long a claim holds while its mail waits for those before it: short, so that what a lost worker had not begun
/// goes out soon.
const WAITING_MINUTES: i64 = 1;
/// How long a claim holds from the moment its mail is sent: much longer than a transport tries.
const SENDING_MINUTES: i64 = 10;

/// Characters of a Message-ID before its `@`, each half a byte.
const MESSAGE_ID: usize = 32;

/// How a worker keeps a mail until a moment.
type Hold = fn(&mut Db, &Mail, Moment) -> Result<Option<Mail>>;

/// What sending needs.
pub struct Postman {
    pub app: App,
    pub templates: Templates,
    pub transport: Transport,
    /// True once no other mail is to be begun.
    pub stopped: watch::Receiver<bool>,
}

impl Postman {
    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }
}

/// Sends mails until told to stop.
pub async fn keep(postman: Postman) {
    let mut changes = postman.app.store.changes();
    while !postman.is_stopped() {
        match round(&postman).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "the outbox could not be emptied"),
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Takes up to a batch of mails that are due, and says how many there were. What it is stopped before goes back.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn round(postman: &Postman) -> Result<usize> {
    let now = postman.app.clock.now();
    let until = now + Duration::minutes(WAITING_MINUTES);
    let due = postman.app.store.read(move |db| store::outbox::any_due(db, now)).await?;
    if !due {
        return Ok(0);
    }
    // A worker that runs alone serves no pages that would keep the settings fresh.
    settings::load(&postman.app).await?;
    let claimed = postman.app.store.write(move |db| store::outbox::claim(db, now, until, BATCH)).await?;
    let count = claimed.len();
    for mail in claimed {
        if postman.is_stopped() {
            postman.app.store.write(move |db| store::outbox::give_back(db, &mail)).await?;
        } else {
            send(postman, mail).await?;
        }
    }
    Ok(count)
}

async fn send(postman: &Postman, mail: Mail) -> Result<()> {
    let once = goes_once(&mail);
    if once && mail.hindrance == Some(Hindrance::Unknown) {
        let lost = Reason::new(Hindrance::Unknown, "whoever was sending it was lost");
        return note(&postman.app, mail, Outcome::Unknown(lost)).await;
    }
    // What cannot be opened is parked below, when it is written out.
    if let Ok(envelope) = opened(&postman.app, &mail)
        && (is_settled(&postman.app, &mail, &envelope.letter).await?
            || waits(&postman.app, &mail, envelope).await?)
    {
        return Ok(());
    }
    // A server that cannot be reached at all has got no mail.
    let met = if once { postman.transport.greet().await } else { Outcome::Sent };
    if met != Outcome::Sent {
        return note(&postman.app, mail, met).await;
    }
    let until = postman.app.clock.now() + Duration::minutes(SENDING_MINUTES);
    let hold: Hold = if once { store::outbox::begin } else { store::outbox::renew };
    let held = postman.app.store.write(move |db| take_hold(db, &mail, (hold, until))).await?;
    let Some((mail, named)) = held else { return Ok(()) };
    let outcome = match write_out(postman, &mail, named) {
        Ok(Some(letter)) => postman.transport.send(&letter).await,
        // It told of what is over.
        Ok(None) => return postman.app.store.write(move |db| store::outbox::forget(db, mail.id)).await,
        Err(error) => {
            tracing::error!(%error, template = %mail.template, "a mail could not be written out");
            Outcome::Never(Reason::new(Hindrance::Letter, "it could not be written"))
        }
    };
    note(&postman.app, mail, outcome).await
}

/// Takes hold of a mail that is about to go, and says whether it may name whom it is about.
fn take_hold(db: &mut Db, mail: &Mail, (hold, until): (Hold, Moment)) -> Result<Option<(Mail, bool)>> {
    let Some(held) = hold(db, mail, until)? else { return Ok(None) };
    let named = outgoing::may_name(db, &held)?;
    Ok(Some((held, named)))
}

/// Whether a mail may not arrive a second time.
fn goes_once(mail: &Mail) -> bool {
    ONCE.contains(&mail.template.as_str())
}

/// Settles a mail whose link opens nothing any more: whoever got it could do nothing with it. Where somebody has followed
/// that, it had come, though the server was not heard to take it.
async fn is_settled(app: &App, mail: &Mail, letter: &Letter) -> Result<bool> {
    let Some((purpose, hash)) = outgoing::link_of(app, letter) else { return Ok(false) };
    let now = app.clock.now();
    let settled = mail.clone();
    match app.store.read(move |db| store::link::fate(db, &hash, purpose, now)).await? {
        Fate::Opens => return Ok(false),
        Fate::Used => note(app, settled, Outcome::Sent).await?,
        Fate::Over if mail.hindrance == Some(Hindrance::Unknown) => {
            let unheard = Reason::new(Hindrance::Unknown, "its link has died since it may have arrived");
            note(app, settled, Outcome::Never(unheard)).await?;
        }
        Fate::Over => {
            app.store.write(move |db| store::outbox::mark_overtaken(db, &settled)).await?;
            tracing::info!(template = %mail.template, "a mail was overtaken: its link opens nothing any more");
        }
    }
    Ok(true)
}

/// Puts a mail off that would pass a cap, and tells admins.
async fn waits(app: &App, mail: &Mail, envelope: Envelope) -> Result<bool> {
    let (own, now) = (app.clone(), app.clock.now());
    let crowded = mail.crowded;
    let over = app.store.read(move |db| mail_caps::over(&own, db, (&envelope, crowded), now)).await?;
    let Some(limit) = over else { return Ok(false) };
    let later = mail.clone();
    app.store.write(move |db| store::outbox::put_off(db, &later, mail_caps::again_at(now))).await?;
    if alarm::mails_wait(app, limit).await? {
        tracing::warn!(%limit, "mails wait for their turn");
    }
    Ok(true)
}

/// The mail as it goes; nothing, where it has no use any more.
fn write_out(postman: &Postman, mail: &Mail, named: bool) -> Result<Option<mail::Letter>> {
    let app = &postman.app;
    let Some(envelope) = outgoing::as_it_may_go(app, mail, named)? else { return Ok(None) };
    let template = envelope.letter.template();
    let written = crate::view::mail::render(
        &postman.templates,
        template,
        envelope.locale,
        &app.site(envelope.locale),
        &envelope.letter,
    )?;
    let host = app.config.base_url.host().trim_matches(['[', ']']).replace(':', "-");
    Ok(Some(mail::Letter {
        to: envelope.to,
        from: app.config.mail_from.clone(),
        subject: written.subject,
        text: written.text,
        html: written.html,
        message_id: format!("{}@{host}", message_id(app, mail)),
        written: mail.created_at,
        auto_submitted: true,
        unsubscribe: envelope.letter.unsubscribe().map(str::to_owned),
        attached: envelope.letter.attached().map(|(name, content)| (name, content.to_owned())),
    }))
}

/// What tells a mail from all others, the same in every attempt, and nothing of how many there were before it.
fn message_id(app: &App, mail: &Mail) -> String {
    let of = format!("{}\n{}", mail.event, mail.recipient_index);
    app.secrets.blind_index("message-id", &of).chars().take(MESSAGE_ID).collect()
}

/// How long a mail waits between attempts. Many servers let nobody in at first, and a link that lives for minutes has no time.
fn waits_between(letter: &Letter) -> &'static [i64] {
    let soon = letter.turns_on().is_some_and(|(purpose, _)| life(purpose) < Duration::hours(1));
    if soon { &limits::MAIL_RETRY_SOON_MINUTES } else { &limits::MAIL_RETRY_MINUTES }
}

async fn note(app: &App, mail: Mail, outcome: Outcome) -> Result<()> {
    let now = app.clock.now();
    if let Outcome::Later(reason) | Outcome::Unknown(reason) | Outcome::Never(reason) = &outcome {
        tracing::warn!(%reason, template = %mail.template, "a mail was not taken");
    }
    let mut jitter = [0; 4];
    app.chance.fill(&mut jitter);
    let attempts = u32::try_from(mail.attempts).unwrap_or(u32::MAX);
    let (own, sent) = (app.clone(), opened(app, &mail));
    let waits =
        sent.as_ref().map_or(&limits::MAIL_RETRY_MINUTES[..], |envelope| waits_between(&envelope.letter));
    // From the first attempt on of which nobody heard, it may have arrived.
    let unheard = matches!(outcome, Outcome::Unknown(_)) || mail.hindrance == Some(Hindrance::Unknown);
    let unheard = unheard && !goes_once(&mail);
    let next = mail::next_attempt(waits, attempts, u32::from_le_bytes(jitter));
    app.store
        .write(move |db| match (outcome, next) {
            (Outcome::Sent, _) => {
                store::outbox::mark_sent(db, &mail, now)?;
                mail_caps::note(&own, db, &sent?, now)
            }
            (Outcome::Unknown(_), _) if goes_once(&mail) => {
                store::outbox::park(db, &mail, (Hindrance::Unknown, None)).map(drop)
            }
            (Outcome::Later(reason) | Outcome::Unknown(reason), Some(wait)) => {
                let (hindrance, said) = reason.why();
                let hindrance = if unheard { Hindrance::Unknown } else { hindrance };
                store::outbox::mark_later(db, &mail, now + wait, (hindrance, said)).map(drop)
            }
            (Outcome::Later(reason) | Outcome::Unknown(reason) | Outcome::Never(reason), _) => {
                let parked = store::outbox::park(db, &mail, reason.why())?;
                // Only its holder may forget it: another worker may be sending it.
                if parked && FAREWELLS.contains(&mail.template.as_str()) {
                    store::outbox::forget(db, mail.id)?;
                }
                Ok(())
            }
        })
        .await
}
