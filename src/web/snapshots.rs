//! Dated snapshots: the lists of the register as they stood at the end of each day. They are made when somebody
//! asks, so that what is withheld today is in none of them.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::cache::Content;
use super::data::{self, CSV};
use super::error::Failure;
use super::pages::view;
use super::public::{Present, Public};
use crate::app::reading::{Reading, commitment::Commitment, signatory::Signatory};
use crate::domain::{Day, Error, Result};
use crate::register::{Query, Scope};

const NDJSON: &str = "application/x-ndjson";

/// The files of a day.
pub const FILES: [&str; 4] =
    ["signatories.csv", "signatories.ndjson", "commitments.csv", "commitments.ndjson"];

#[derive(Serialize)]
struct Index {
    data: Vec<Snapshot>,
}

#[derive(Serialize)]
struct Snapshot {
    date: Day,
    files: Vec<String>,
}

/// `/data/snapshots`: every day that has one, newest first.
pub async fn index(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        let snapshot = |date| Snapshot { date, files: FILES.iter().map(|file| path(date, file)).collect() };
        Content::json(&Index { data: days(public).map(snapshot).collect() })
    })
}

/// `/data/snapshots/{date}/{file}`
pub async fn file(public: Public, names: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let name = &names.1;
    let day = public.as_of.filter(|day| days(&public).any(|one| one == *day)).ok_or(Error::NotFound)?;
    public.answer("", |public| {
        let content = match name.as_str() {
            "signatories.csv" => csv(public, Scope::Signatories)?,
            "commitments.csv" => csv(public, Scope::Commitments)?,
            "signatories.ndjson" => lines(public, Scope::Signatories, Signatory::at)?,
            "commitments.ndjson" => lines(public, Scope::Commitments, Commitment::at)?,
            _ => return Err(Error::NotFound),
        };
        let (noun, ending) = name.split_once('.').unwrap_or((name, ""));
        let name = format!("attachment; filename=\"{noun}-{day}.{ending}\"");
        Ok(content.with_header(header::CONTENT_DISPOSITION, name))
    })
}

/// The address of a day's file.
pub fn path(day: Day, file: &str) -> String {
    format!("/data/snapshots/{day}/{file}")
}

/// The days that are over, newest first, down to that of the Call's first publication.
pub fn days(public: &Public) -> impl Iterator<Item = Day> {
    let zone = public.site.app.time_zone();
    let today = public.site.app.clock.now().day_in(zone);
    let first =
        public.site.app.register.snapshot().call.versions.first().map(|one| one.published_at.day_in(zone));
    let yesterday = today.pred_opt();
    std::iter::successors(yesterday, Day::pred_opt)
        .take_while(move |day| first.is_some_and(|first| *day >= first))
}

fn csv(public: &Public, scope: Scope) -> Result<Content> {
    Ok(Content::of(CSV, data::table(public, &Query::new(scope))?.bytes))
}

fn lines<'a, T: Serialize>(
    public: &'a Public,
    scope: Scope,
    item: fn(Reading<'a>, u32) -> T,
) -> Result<Content> {
    let mut body = Vec::new();
    for place in public.snapshot.find(&Query::new(scope), &view(public, u32::MAX)).places {
        serde_json::to_writer(&mut body, &item(public.reading(), place)).map_err(Error::internal)?;
        body.push(b'\n');
    }
    Ok(Content::of(NDJSON, body))
}
