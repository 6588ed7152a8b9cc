//! The log's witnesses: whether each answers, and what it signed last.

use std::time::Duration;

use super::finding::{Area, Finding};
use super::words;
use crate::app::log::LogSigner;
use crate::app::log::witnesses::{self, Standing};
use crate::config::{Config, Peer};
use crate::log::note::Verifier;
use crate::outward;
use crate::store::Store;

const AREA: Area = Area::Witness;
/// All are asked at once, and each is given so long.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether a witness answers, and if not, why.
pub type Answer = Result<(), String>;

/// Asks each, once. The answers are in the order of the witnesses.
pub async fn ask_all(peers: &[Peer]) -> Vec<Answer> {
    let urls = peers.iter().map(|peer| peer.url.clone());
    let asked: Vec<_> = urls.map(|url| tokio::task::spawn_blocking(move || ask(&url))).collect();
    let mut answers = Vec::new();
    for one in asked {
        answers.push(one.await.unwrap_or_else(|error| Err(error.to_string())));
    }
    answers
}

/// The name of the first that does not answer.
pub fn silent<'a>(peers: &'a [Peer], answers: &[Answer]) -> Option<&'a str> {
    let silent = peers.iter().zip(answers).find(|(_, answer)| answer.is_err());
    silent.map(|(peer, _)| peer.witness.name())
}

pub async fn examine(config: &Config, store: Option<&Store>, heard: Vec<Answer>, found: &mut Vec<Finding>) {
    let Some(store) = store else { return };
    // Without its key there is no log that they could speak of, and the key's own line says that.
    let key = LogSigner::load(&config.log_key_file).map(|signer| signer.verifier());
    let origin = key.as_ref().map(Verifier::name).unwrap_or_default();
    let standings = match witnesses::list(store, &config.witnesses, origin).await {
        Ok(standings) => standings,
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    match witnesses::unproved(store).await {
        Ok(unproved) => found.extend(unproved.iter().map(|key| unsigned(key))),
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    }
    found.extend(standings.iter().zip(heard).map(|(standing, answer)| judge(standing, answer)));
}

fn unsigned(key: &str) -> Finding {
    let what = format!(
        "the row of {key} in the table log_witnesses has no signature of it, and is left out everywhere"
    );
    let mend = "somebody has changed it past the program: see who can write to the database. What the witness signs next takes \
                its place";
    Finding::wrong(AREA, what, mend)
}

/// Whether somebody answers there. Nothing is asked to be signed.
fn ask(url: &str) -> Answer {
    let answer = outward::agent(PATIENCE, "doctor").get(url).call().map_err(|error| error.to_string())?;
    match answer.status() {
        status if status.is_server_error() => Err(format!("status {}", status.as_u16())),
        _ => Ok(()),
    }
}

fn judge(one: &Standing, answered: Answer) -> Finding {
    let (name, url) = (&one.name, &one.url);
    let signed = match (one.tree_size, one.signed_at) {
        (Some(size), Some(at)) => format!("it signed last a tree of {size}, at {}", at.rfc3339()),
        _ => "it has never signed here".to_owned(),
    };
    if let Some(size) = one.elsewhere {
        let what = format!("the witness {name} has signed a tree of {size} that is not here; {signed}");
        let mend = "the database or the key was put back from a copy, or is in two places. Stop whatever else signs with this \
                    key; then tilsagn log resume --from URL|DIR or, where what it signed is another past or can be had from \
                    nowhere, tilsagn log resume --new-origin NAME";
        return Finding::wrong(AREA, what, mend);
    }
    if let Err(why) = answered {
        let what = format!("the witness {name} does not answer at {url} ({why}); {signed}");
        let mend = "see that this machine reaches it, and ask who runs it; if it is gone for good, take it out of \
                    TILSAGN_WITNESSES";
        return Finding::wrong(AREA, what, mend);
    }
    if one.agrees {
        return Finding::good(AREA, format!("the witness {name} answers, and agrees: {signed}, the newest"));
    }
    let what = format!("the witness {name} answers, and has not signed the newest checkpoint; {signed}");
    let mend = "a worker asks it within seconds of each checkpoint. Where this stays so, its log lines say why: whoever runs the \
                witness may not have the log's key, which `tilsagn log key` shows";
    Finding::note(AREA, what, mend)
}
