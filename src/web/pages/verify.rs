//! How anybody can check the register, with the log's newest checkpoint.

use actix_web::HttpResponse;
use serde::Serialize;

use super::home;
use super::speech::Speech;
use crate::domain::{Moment, Result};
use crate::register::LogCard;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/verify`
pub async fn show(public: Public) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/verify/show.html", "", &Verify::of(public)?))
}

/// What programs begin with.
const FILES: &[&str] = &["/log/checkpoint", "/log/key", "/data/entries.ndjson"];

/// What the page shows.
#[derive(Debug, Serialize)]
struct Verify {
    checkpoint: Option<Checkpoint>,
    key: String,
    /// The command that checks this site.
    command: String,
    files: &'static [&'static str],
    seal: String,
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
        let speech = Speech::of(public.visitor.locale)?;
        let app = &public.site.app;
        let key = app.log_signer.verifier().text();
        Ok(Verify {
            checkpoint: snapshot.log.as_ref().map(Checkpoint::of),
            command: format!("tilsagn log verify {} --key {key}", app.config.base_url),
            seal: home::draw_seal(snapshot, &snapshot.totals(public.today), &speech),
            files: FILES,
            key,
        })
    }
}

impl Checkpoint {
    fn of(log: &LogCard) -> Checkpoint {
        Checkpoint { size: log.size, at: log.at, root: log.root.clone(), note: log.note.clone() }
    }
}
