//! Whether what answers at the address of a witness is that witness. It is asked for nothing new: to say once more what it
//! signed last, which only its key can, or to refuse what nobody has signed.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

use crate::app::log::witnesses::{self, Question, Standing};
use crate::config::Peer;
use crate::outward;
use crate::store::Store;
use crate::worker::witnessing;

/// All are asked at once, and each is given so long.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest description of itself that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// What a witness answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// As itself.
    Good,
    /// As itself perhaps; it signs nothing of this log, and why.
    Declines(String),
    /// As no witness does, or as another one; what is wrong.
    Wrong(String),
    /// Nothing, and why.
    Silent(String),
}

/// Asks each, once. The answers are in the order of the witnesses. Where the database tells nothing of them, only whether
/// anybody is there.
pub async fn ask_all(peers: &[Peer], known: Option<(&Store, &str, &[Standing])>) -> Vec<Answer> {
    let asked: Vec<_> = peers
        .iter()
        .map(|peer| {
            let (peer, known) =
                (peer.clone(), known.map(|(store, origin, all)| of(store, origin, all, peer)));
            tokio::spawn(async move { ask(&peer, known).await })
        })
        .collect();
    let mut answers = Vec::new();
    for one in asked {
        answers.push(one.await.unwrap_or_else(|error| Answer::Silent(error.to_string())));
    }
    answers
}

/// What the database tells of a witness.
struct Known {
    store: Store,
    origin: String,
    /// The size of the tree that it signed last, as its signature shows.
    signed: Option<u64>,
}

fn of(store: &Store, origin: &str, all: &[Standing], peer: &Peer) -> Known {
    let key = peer.witness.text();
    let signed = all.iter().find(|one| one.key == key).and_then(|one| one.tree_size);
    Known { store: store.clone(), origin: origin.to_owned(), signed }
}

async fn ask(peer: &Peer, known: Option<Known>) -> Answer {
    let agent = outward::agent(PATIENCE, "doctor");
    let (asker, url) = (agent.clone(), peer.url.clone());
    let described = tokio::task::spawn_blocking(move || describe(&asker, &url)).await;
    let described = described.unwrap_or_else(|error| Err(error.to_string()));
    match (described, known) {
        (Err(why), _) => Answer::Silent(why),
        (Ok(Some(key)), _) if key != peer.witness.text() => another(&format!("it says that it is {key}")),
        (Ok(_), None) => Answer::Good,
        (Ok(_), Some(known)) => match known.signed {
            Some(size) => remembers(&agent, peer, &known.store, size).await,
            None => refuses(&agent, peer, &known.origin).await,
        },
    }
}

/// Whose key it is, as it says itself where it is of our kind.
fn describe(agent: &Agent, url: &str) -> Result<Option<String>, String> {
    let mut answer = agent.get(url).call().map_err(|error| error.to_string())?;
    if answer.status().is_server_error() {
        return Err(format!("status {}", answer.status().as_u16()));
    }
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string().unwrap_or_default();
    let about: Value = serde_json::from_str(&text).unwrap_or_default();
    Ok(about["witness"].as_str().map(str::to_owned))
}

fn another(how: &str) -> Answer {
    Answer::Wrong(format!("what answers there is not the witness of this key: {how}"))
}

/// Lets it sign once more what it signed last here or, where it says that it has signed more since, that.
async fn remembers(agent: &Agent, peer: &Peer, store: &Store, size: u64) -> Answer {
    let mut asked = size;
    for _ in 0..2 {
        let question = match witnesses::signed_before(store, asked).await {
            Ok(Some(question)) => question,
            // A tree that is not here: whoever asks it to go on from there finds it, and notes it.
            Ok(None) => return Answer::Good,
            Err(error) => return Answer::Silent(error.reason()),
        };
        let (question, (status, text)) = match witnessing::send(agent, peer, question).await {
            Ok(answered) => answered,
            Err(error) => return Answer::Silent(error.reason()),
        };
        match (status, witnessing::size(&text)) {
            (200, _) => return signed(peer, &question, &text),
            (409, Some(says)) if says > asked => asked = says,
            (409, says) => return contradicts(says, size),
            (status, _) => return declined(status),
        }
    }
    Answer::Good
}

fn signed(peer: &Peer, question: &Question, text: &str) -> Answer {
    match peer.witness.under(&format!("{}{text}", question.request.checkpoint)) {
        Ok(Some(_)) => Answer::Good,
        Ok(None) => another("it signs with another key"),
        Err(fault) => another(&fault.to_string()),
    }
}

fn contradicts(says: Option<u64>, signed: u64) -> Answer {
    Answer::Wrong(match says {
        Some(says) if says == signed => {
            format!(
                "it says (409) that the tree of {signed} that it signed is another, and its own signature shows that it is not"
            )
        }
        Some(says) => format!(
            "it says (409) that it signed last a tree of {says}, and its own signature shows one of {signed}: it has lost its \
             memory, or is another"
        ),
        None => "it answers as no witness does: it says (409) a size that is none".to_owned(),
    })
}

fn declined(status: u16) -> Answer {
    match status {
        403 => Answer::Declines("it knows another key of this log (403)".to_owned()),
        404 => Answer::Declines("it does not watch this log (404)".to_owned()),
        422 => Answer::Wrong(witnesses::REFUSES.to_owned()),
        status if status >= 500 => Answer::Silent(format!("status {status}")),
        status => Answer::Wrong(format!("it answers as no witness does (status {status})")),
    }
}

/// Shows it what nobody has signed: a witness refuses that for that reason, and for no other.
async fn refuses(agent: &Agent, peer: &Peer, origin: &str) -> Answer {
    match witnessing::send(agent, peer, witnesses::unsigned(origin)).await {
        Err(error) => Answer::Silent(error.reason()),
        Ok((_, (400 | 403 | 404, _))) => Answer::Good,
        Ok((_, (status, _))) if status >= 500 => Answer::Silent(format!("status {status}")),
        Ok((_, (status, _))) => Answer::Wrong(format!(
            "it answers as no witness does: status {status} to what nobody has signed, which a witness refuses with 403"
        )),
    }
}
