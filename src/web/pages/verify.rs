//! How anybody can check the register, with the log's newest checkpoint.

use actix_web::HttpResponse;
use serde::Serialize;

use super::home;
use crate::config::Peer;
use crate::domain::entry::EntryKind;
use crate::domain::{Moment, Result};
use crate::register::LogCard;
use crate::web::error::Failure;
use crate::web::public::{Present, Public};

/// `/verify`
pub async fn show(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/verify/show.html", "", &Verify::of(public)?))
}

/// `/verify/receipt`
pub async fn receipt(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/verify/receipt.html", "", &Check::of(public)?))
}

/// What can be wrong with a receipt, as the script of its page says it.
const FAULTS: &[&str] = &["file", "key", "form", "lines", "other", "signature", "body", "tree", "browser"];

/// The page that checks a receipt.
#[derive(Debug, Serialize)]
struct Check {
    key: String,
    earlier_keys: Vec<String>,
    /// The command that does the same.
    command: String,
    faults: &'static [&'static str],
    kinds: Vec<Kind>,
}

/// A kind of entry, and how its message is called.
#[derive(Debug, Serialize)]
struct Kind {
    code: &'static str,
    word: String,
}

impl Check {
    fn of(public: &Public) -> Result<Check> {
        let key = public.site.app.log_signer.verifier().text();
        let messages = public.site.messages()?;
        let file = messages.plain(public.visitor.locale, "receipt-command-file", None);
        let kind = |kind: &EntryKind| Kind { code: kind.code(), word: kind.code().replace(['.', '_'], "-") };
        Ok(Check {
            command: format!("tilsagn receipt verify {file} --key {key}"),
            kinds: EntryKind::ALL.iter().map(kind).collect(),
            faults: FAULTS,
            earlier_keys: earlier_keys(public, &key),
            key,
        })
    }
}

/// The keys of before, without the one that signs now.
fn earlier_keys(public: &Public, now: &str) -> Vec<String> {
    let log = public.snapshot.log.as_ref();
    log.iter().flat_map(|log| &log.earlier_keys).filter(|key| *key != now).cloned().collect()
}

/// What programs begin with.
const FILES: &[&str] = &["/log/checkpoint", "/log/key", "/log/witnesses", "/data/entries.ndjson"];

/// Where a witness listens, behind a proxy that speaks TLS.
const LISTEN: &str = "127.0.0.1:9180";
/// What stands for the name that whoever keeps watch chooses.
const WATCHER: &str = "witness.example.net";

/// What the page shows.
#[derive(Debug, Serialize)]
struct Verify {
    checkpoint: Option<Checkpoint>,
    key: String,
    earlier_keys: Vec<String>,
    /// The command that checks this site, also with those witnesses that agree.
    command: String,
    /// The command by which somebody else begins to keep watch. Nobody does so over a copy.
    watch: Option<String>,
    files: &'static [&'static str],
    seal: String,
    witnesses: Vec<Standing>,
}

/// A witness, and what it signed last.
#[derive(Debug, Serialize)]
struct Standing {
    name: String,
    key: String,
    url: String,
    /// Whether it has signed the newest checkpoint.
    agrees: bool,
    size: Option<u64>,
    since: Option<Moment>,
    at: Option<Moment>,
    /// The size of the tree that it says it signed and that is not here.
    elsewhere: Option<u64>,
}

impl Standing {
    fn of(peer: &Peer, log: Option<&LogCard>) -> Standing {
        let key = peer.witness.text();
        let word = log.and_then(|log| log.words.iter().find(|word| word.witness == key));
        Standing {
            name: peer.witness.name().to_owned(),
            url: peer.url.clone(),
            agrees: word.is_some_and(|word| log.is_some_and(|log| log.size == word.size)),
            size: word.map(|word| word.size),
            since: word.map(|word| word.since),
            at: word.map(|word| word.at),
            elsewhere: log
                .and_then(|log| log.claims.iter().find(|(witness, _)| *witness == key))
                .map(|(_, size)| *size),
            key,
        }
    }
}

#[derive(Debug, Serialize)]
struct Checkpoint {
    size: u64,
    at: Moment,
    root: String,
    note: String,
}

impl Verify {
    fn of(public: &Public) -> Result<Verify> {
        let snapshot = &*public.snapshot;
        let speech = public.speech()?;
        let app = &public.site.app;
        let (key, base) = (app.log_signer.verifier().text(), app.config.base_url.to_string());
        let is_copy = public.site.still.is_some();
        let place = match is_copy {
            true => public.site.messages()?.plain(speech.locale, "still-place", None),
            false => base.clone(),
        };
        let peers = app.config.witnesses.iter();
        let witnesses: Vec<_> = peers.map(|peer| Standing::of(peer, snapshot.log.as_ref())).collect();
        let agreeing = witnesses.iter().filter(|one| one.agrees);
        let asked: String = agreeing.map(|one| format!(" --witness {}", one.key)).collect();
        Ok(Verify {
            checkpoint: snapshot.log.as_ref().map(Checkpoint::of),
            command: format!("tilsagn log verify {place} --key {key}{asked}"),
            watch: (!is_copy)
                .then(|| format!("tilsagn witness --listen {LISTEN} --name {WATCHER} --log {key}@{base}")),
            seal: home::draw_seal(snapshot, &speech),
            witnesses,
            files: FILES,
            earlier_keys: earlier_keys(public, &key),
            key,
        })
    }
}

impl Checkpoint {
    fn of(log: &LogCard) -> Checkpoint {
        Checkpoint { size: log.size, at: log.at, root: log.root.clone(), note: log.note.clone() }
    }
}
