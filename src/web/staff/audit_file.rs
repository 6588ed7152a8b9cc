//! The audit trail as a file: every line that fits a search, as CSV or NDJSON, sent as it is read.
//!
//! The file says what the pages say and no more: ids and codes, for colleagues too. Fetching it changes nothing and is
//! no act, as reading the pages is none; the request log has it.

use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use futures_util::{Stream, stream};
use serde_json::json;

use super::acting::Acting;
use super::audit::Query;
use super::statistics::attached;
use crate::app::App;
use crate::app::audit::{self, Search};
use crate::domain::cell::harmless;
use crate::domain::ids::AuditLineId;
use crate::domain::permit::{Permit, SeeAudit};
use crate::domain::{Error, Result};
use crate::store::audit::Line;
use crate::web::data;
use crate::web::error::Failure;

const NDJSON: &str = "application/x-ndjson";
const COLUMNS: [&str; 9] =
    ["id", "at", "actor_kind", "actor_id", "act", "subject_kind", "subject_id", "detail", "request_id"];

/// How lines are written.
type Write = fn(&[Line]) -> Result<Vec<u8>>;

/// `/staff/audit.csv`
pub async fn csv(desk: Acting<SeeAudit>, query: web::Query<Query>) -> Result<HttpResponse, Failure> {
    let mut head = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    head.write_record(COLUMNS).map_err(Error::internal)?;
    let head = head.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    answer(&desk, &query, (data::CSV, "csv"), (head, as_csv))
}

/// `/staff/audit.ndjson`
pub async fn ndjson(desk: Acting<SeeAudit>, query: web::Query<Query>) -> Result<HttpResponse, Failure> {
    answer(&desk, &query, (NDJSON, "ndjson"), (Vec::new(), as_ndjson))
}

fn answer(
    desk: &Acting<SeeAudit>,
    query: &Query,
    (kind, end): (&'static str, &str),
    (head, write): (Vec<u8>, Write),
) -> Result<HttpResponse, Failure> {
    let app = desk.app();
    let today = app.clock.now().day_in(app.time_zone());
    let lines = lines(app.clone(), desk.permit.clone(), query.search()?, (head, write));
    Ok(attached(kind, &format!("audit-{today}.{end}")).streaming(lines))
}

/// Where the reading stands: nothing read, the last line read, or the end.
enum Place {
    Begin(Vec<u8>),
    After(AuditLineId),
    End,
}

/// The file, piece by piece. Lines that are added meanwhile are newer than all that is read.
fn lines(
    app: App,
    permit: Permit<SeeAudit>,
    search: Search,
    (head, write): (Vec<u8>, Write),
) -> impl Stream<Item = Result<Bytes>> {
    stream::try_unfold(Place::Begin(head), move |place| {
        let (app, permit, search) = (app.clone(), permit.clone(), search.clone());
        async move {
            let (mut piece, after) = match place {
                Place::Begin(head) => (head, None),
                Place::After(last) => (Vec::new(), Some(last)),
                Place::End => return Ok(None),
            };
            let found = audit::lines(&app, &permit, search, after).await?;
            piece.extend(write(&found)?);
            let next = found.last().map_or(Place::End, |last| Place::After(last.id));
            Ok(Some((Bytes::from(piece), next)))
        }
    })
}

fn as_csv(lines: &[Line]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    for line in lines {
        let cells = [
            line.id.to_string(),
            line.at.rfc3339(),
            line.actor.kind().code().to_owned(),
            number(line.actor.row()),
            line.act.clone(),
            line.subject_kind.clone(),
            number(line.subject_id),
            line.detail.to_string(),
            line.request_id.clone().unwrap_or_default(),
        ];
        writer.write_record(cells.map(harmless)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

fn as_ndjson(lines: &[Line]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        let value = json!({
            "id": line.id, "at": line.at, "actor_kind": line.actor.kind(), "actor_id": line.actor.row(),
            "act": line.act, "subject_kind": line.subject_kind, "subject_id": line.subject_id,
            "detail": line.detail, "request_id": line.request_id,
        });
        serde_json::to_writer(&mut bytes, &value).map_err(Error::internal)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
