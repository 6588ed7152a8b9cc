//! The log's witnesses: whether each answers, and what it signed last.

use super::ask::{self, Answer};
use super::finding::{Area, Finding};
use super::words;
use crate::app::log::LogSigner;
use crate::app::log::witnesses::{self, Standing};
use crate::config::{Config, Peer};
use crate::domain::Result;
use crate::log::note::Verifier;
use crate::store::Store;

const AREA: Area = Area::Witness;

/// The log's witnesses, how it stands with each as the database tells it, and what each answers.
pub struct Heard {
    pub standings: Result<Vec<Standing>>,
    pub answers: Vec<Answer>,
}

/// Asks each, once. Where no database can be read, only whether anybody is there.
pub async fn hear(config: &Config, store: Option<&Store>) -> Heard {
    let Some(store) = store else {
        return Heard { standings: Ok(Vec::new()), answers: ask::ask_all(&config.witnesses, None).await };
    };
    // Without its key there is no log that they could speak of, and the key's own line says that.
    let key = LogSigner::load(&config.log_key_file).map(|signer| signer.verifier());
    let origin = key.as_ref().map(Verifier::name).unwrap_or_default();
    let standings = witnesses::list(store, &config.witnesses, origin).await;
    let known = standings.as_ref().ok().filter(|_| key.is_ok()).map(|all| (store, origin, all.as_slice()));
    let answers = ask::ask_all(&config.witnesses, known).await;
    Heard { standings, answers }
}

/// The name of the first that does not answer.
pub fn silent<'a>(peers: &'a [Peer], answers: &[Answer]) -> Option<&'a str> {
    let silent = peers.iter().zip(answers).find(|(_, answer)| matches!(answer, Answer::Silent(_)));
    silent.map(|(peer, _)| peer.witness.name())
}

pub async fn examine(store: Option<&Store>, heard: Heard, found: &mut Vec<Finding>) {
    let Some(store) = store else { return };
    let standings = match heard.standings {
        Ok(standings) => standings,
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    match witnesses::unproved(store).await {
        Ok(unproved) => found.extend(unproved.iter().map(|key| unsigned(key))),
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    }
    if standings.is_empty() {
        found.push(nobody());
    }
    found.extend(standings.iter().zip(heard.answers).map(|(standing, answer)| judge(standing, answer)));
}

fn nobody() -> Finding {
    let what = "nobody outside keeps watch over the log: that nothing was taken back, readers have from this site alone";
    let mend = "ask a newsroom, a university or another ministry to run tilsagn witness (/verify shows the command), and set \
                TILSAGN_WITNESSES to what it prints";
    Finding::note(AREA, what, mend)
}

fn unsigned(key: &str) -> Finding {
    let what = format!(
        "the row of {key} in the table log_witnesses has no signature of it, and is left out everywhere"
    );
    let mend = "somebody has changed it past the program: see who can write to the database. What the witness signs next takes \
                its place";
    Finding::wrong(AREA, what, mend)
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
    let (what, mend) = match answered {
        Answer::Silent(why) => {
            let what = format!("the witness {name} does not answer at {url} ({why}); {signed}");
            let mend = "see that this machine reaches it, and ask who runs it; if it is gone for good, take it out of \
                        TILSAGN_WITNESSES";
            return Finding::wrong(AREA, what, mend);
        }
        Answer::Wrong(why) => {
            let what = format!("at {url}, the address of the witness {name}: {why}; {signed}");
            let mend = "ask whoever runs it, and see that TILSAGN_WITNESSES has its key and address; if it is gone for good, take it \
                        out of there";
            return Finding::wrong(AREA, what, mend);
        }
        Answer::Good if one.agrees => {
            return Finding::good(
                AREA,
                format!("the witness {name} answers, and agrees: {signed}, the newest"),
            );
        }
        Answer::Good => (
            format!("the witness {name} answers, and has not signed the newest checkpoint; {signed}"),
            "a worker asks it within seconds of each checkpoint. Where this stays so, its log lines say why: whoever runs the \
             witness may not have the log's key, which `tilsagn log key` shows",
        ),
        Answer::Declines(why) => (
            format!("the witness {name} answers, and signs nothing of this log: {why}; {signed}"),
            "give whoever runs it the log's key, which `tilsagn log key` shows",
        ),
    };
    Finding::note(AREA, what, mend)
}
