//! The page about open data: downloads with their sizes, what each field means, what errors mean.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::domain::{Day, Refusal, Result};
use crate::register::{Query, Scope};
use crate::web::api::fields;
use crate::web::data as csv;
use crate::web::error::{AWAY, Failure};
use crate::web::public::{Present, Public};
use crate::web::snapshots;

/// Problem types that are no refusals.
const PROBLEMS: &[&str] = &["invalid", "not-found", "gone", "too-many", "internal", "conflict", AWAY];

/// `/data`
pub async fn show(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/data/show.html", "", &Data::of(public)?))
}

/// What the page shows.
#[derive(Debug, Serialize)]
struct Data {
    downloads: Vec<Download>,
    signatory: Vec<Field>,
    commitment: Vec<Field>,
    problems: Vec<Problem>,
    /// The newest snapshot's day and files; none on the first day.
    newest: Option<Day>,
    snapshots: Vec<String>,
    revision: u64,
    api: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Download {
    name: &'static str,
    path: String,
    rows: usize,
    /// In kilobytes of 1,000 bytes, at least 1.
    kilobytes: usize,
}

/// A field and what it holds.
#[derive(Debug, Serialize)]
struct Field {
    name: &'static str,
    meaning: String,
}

#[derive(Debug, Serialize)]
struct Problem {
    code: String,
    meaning: String,
}

impl Data {
    fn of(public: &Public) -> Result<Data> {
        let speech = public.speech()?;
        let meanings = |noun: &str, names: &[&'static str]| -> Vec<Field> {
            let field =
                |name: &&'static str| Field { name, meaning: speech.code(&format!("data-{noun}"), name) };
            names.iter().map(field).collect()
        };
        let general = PROBLEMS
            .iter()
            .map(|code| Problem { code: (*code).to_owned(), meaning: speech.code("data-problem", code) });
        let refused = Refusal::ALL.iter().map(|refusal| Problem {
            code: refusal.code().to_owned(),
            meaning: speech.code("refused", refusal.code()),
        });
        let newest = snapshots::days(public).next();
        // A copy does not know under which host it will be read.
        let base = if public.site.still.is_some() { "" } else { &public.site.app.config.base_url.url };
        let api = ["call", "signatories", "commitments"].map(|name| format!("{base}/api/v1/{name}"));
        Ok(Data {
            downloads: [Scope::Signatories, Scope::Commitments]
                .into_iter()
                .map(|scope| download(public, scope))
                .collect::<Result<_>>()?,
            signatory: meanings("signatory", fields::SIGNATORY),
            commitment: meanings("commitment", fields::COMMITMENT),
            problems: general.chain(refused).collect(),
            snapshots: newest.map_or_else(Vec::new, |day| {
                snapshots::FILES.iter().map(|file| snapshots::path(day, file)).collect()
            }),
            newest,
            revision: public.snapshot.revision,
            api: api.into(),
        })
    }
}

fn download(public: &Public, scope: Scope) -> Result<Download> {
    let table = csv::table(public, &Query::new(scope))?;
    Ok(Download {
        name: scope.code(),
        path: format!("/data/{}.csv", scope.code()),
        rows: table.rows,
        kilobytes: table.bytes.len().div_ceil(1_000),
    })
}
