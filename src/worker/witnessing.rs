//! Asks the log's witnesses to sign each checkpoint (C2SP tlog-witness), each on its own, so that one that is slow
//! or away holds up neither the others nor the log.

use std::time::Duration;

use ureq::Agent;

use crate::app::App;
use crate::app::log::memory;
use crate::app::log::witnesses::{self, Question};
use crate::config::Peer;
use crate::domain::{Error, Result};
use crate::outward;

/// How often is looked for a new checkpoint.
const LOOK: Duration = Duration::from_secs(2);
/// How long a witness is left alone that did not sign.
const PAUSE: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(15);
/// Longest answer that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// Asks one witness for as long as the program runs.
pub async fn keep(app: App, peer: Peer) {
    let agent = outward::agent(PATIENCE, "witness");
    let mut said = String::new();
    loop {
        let wait = match ask(&app, &peer, &agent).await {
            Ok(signed) => {
                if let Some(size) = signed {
                    tracing::info!(witness = peer.witness.name(), size, "a witness signed the checkpoint");
                    said.clear();
                }
                LOOK
            }
            Err(error) => {
                // A witness that is away stays so for a while: once is enough.
                let now = error.to_string();
                if now != said {
                    tell(&app, &peer, &error).await;
                }
                said = now;
                PAUSE
            }
        };
        tokio::time::sleep(wait).await;
    }
}

/// Says why a witness did not sign. One that has signed what is not here is worth an alarm.
async fn tell(app: &App, peer: &Peer, error: &Error) {
    let key = app.log_signer.verifier();
    let listed = witnesses::list(&app.store, std::slice::from_ref(peer), key.name()).await;
    match listed.ok().and_then(|standings| standings.first()?.warning()) {
        Some(warning) => tracing::error!(%error, "{warning}"),
        None => {
            tracing::warn!(witness = peer.witness.name(), %error, "a witness did not sign the checkpoint");
        }
    }
}

/// Asks a witness to sign the newest checkpoint, and gives the size of the tree that it signed; nothing, when it
/// has signed that already.
///
/// # Errors
/// Internal, with why it did not sign.
pub async fn ask(app: &App, peer: &Peer, agent: &Agent) -> Result<Option<u64>> {
    let Some(question) = witnesses::question(app, peer, None).await? else { return Ok(None) };
    let (mut question, (mut status, mut answer)) = send(agent, peer, question).await?;
    // It says up to where it has seen the log: asked again from there.
    let says_size = status == 409;
    if says_size {
        let seen = size(&answer).ok_or_else(nonsense)?;
        if seen > question.size {
            witnesses::keep_claim(app, peer, &question, seen, false).await?;
        }
        let Some(again) = witnesses::question(app, peer, Some(seen)).await? else { return Ok(None) };
        (question, (status, answer)) = send(agent, peer, again).await?;
    }
    match status {
        200 => {
            witnesses::keep(app, peer, &question, &answer).await?;
            Ok(Some(question.size))
        }
        422 if !says_size || question.request.old == 0 => Err(Error::internal(witnesses::REFUSES)),
        _ => Err(declined(app, peer, &question, (status, &answer)).await?),
    }
}

/// Notes what a witness knows that has said a size and did not sign from there, and says why it did not. One that says none
/// before it refuses contradicts its own signature, and claims nothing.
async fn declined(app: &App, peer: &Peer, asked: &Question, (status, answer): (u16, &str)) -> Result<Error> {
    let old = asked.request.old;
    // Of this very size it has signed another tree; after another size, somebody else asked it meanwhile.
    let same = status == 409 && size(answer) == Some(old);
    // The tree without entries is the beginning of every log.
    if same && old == 0 {
        return Ok(nonsense());
    }
    if status == 422 || same {
        witnesses::keep_claim(app, peer, asked, old, true).await?;
    } else if matches!(status, 403 | 404) {
        app.log_signer.hear(&peer.witness);
    }
    Ok(refused(status))
}

/// The size of a tree, as a witness says it: one that a database can hold.
pub fn size(answer: &str) -> Option<u64> {
    let answer = answer.trim();
    let size = answer.parse::<i64>().ok().and_then(|size| u64::try_from(size).ok())?;
    (size.to_string() == answer).then_some(size)
}

fn nonsense() -> Error {
    Error::internal(
        "it does not answer as a witness: what it says of the tree that it signed last means nothing (409)",
    )
}

/// Asks every witness once, so that it is known whether one has signed more than is here.
pub async fn hear(app: &App) {
    let agent = outward::agent(PATIENCE, "witness");
    for peer in &app.config.witnesses {
        if let Err(error) = ask(app, peer, &agent).await {
            tell(app, peer, &error).await;
        }
    }
}

/// The same where this signer does not remember what it signed last.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn remember(app: &App) -> Result<()> {
    let asker = app.clone();
    if app.store.read(move |db| memory::is_behind(db, &asker.log_signer)).await? {
        hear(app).await;
    }
    Ok(())
}

fn refused(status: u16) -> Error {
    Error::internal(match status {
        403 => "it knows another key of this log (403)".to_owned(),
        404 => "it does not watch this log (404)".to_owned(),
        409 | 422 => format!("it has seen another past of this log ({status})"),
        other => format!("it answered with status {other}"),
    })
}

/// Sends a question, and gives it back with status and text of the answer.
///
/// # Errors
/// Internal, when nobody answers.
pub async fn send(agent: &Agent, peer: &Peer, question: Question) -> Result<(Question, (u16, String))> {
    let (agent, address) = (agent.clone(), format!("{}/add-checkpoint", peer.url));
    let body = question.request.text();
    let asked = tokio::task::spawn_blocking(move || {
        let mut response = agent.post(&address).content_type("text/plain; charset=utf-8").send(body)?;
        let text = response.body_mut().with_config().limit(LONGEST).read_to_string()?;
        Ok::<_, ureq::Error>((response.status().as_u16(), text))
    });
    let answer = asked.await.map_err(Error::internal)?;
    answer
        .map(|answer| (question, answer))
        .map_err(|error| Error::internal(format!("{} does not answer: {error}", peer.url)))
}
