//! Statistics of waiting times and decisions: a page with a chart and the same figures as tables, and a file.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::Datelike;
use serde_json::{Value, json};

use super::acting::Acting;
use crate::app::statistics;
use crate::domain::case::Age;
use crate::domain::permit::SeeCases;
use crate::domain::statistics::{Month, Statistics, Waiting};
use crate::domain::{Error, Result, limits};
use crate::view::chart::{Chart, Line, Stroke};
use crate::web::data;
use crate::web::error::Failure;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const COLUMNS: [&str; 7] =
    ["month", "kind", "outcome", "cases", "within_promise", "median_days", "ninetieth_percentile_days"];

/// The page.
pub async fn show(desk: Acting<SeeCases>) -> Result<HttpResponse, Failure> {
    let told = statistics::see(desk.app(), &desk.permit).await?;
    let open: Vec<Value> = Age::ALL
        .iter()
        .map(|age| json!({ "age": age, "count": told.open.get(age).copied().unwrap_or_default() }))
        .collect();
    let months: Vec<Value> =
        told.months.iter().map(|one| json!({ "first": one.first, "waiting": shown(&one.waiting) })).collect();
    let values = json!({
        "whole": shown(&told.whole), "months": months, "sums": sums(&told), "open": open, "asked": told.asked,
        "oldest": told.oldest.map(|(number, days)| json!({ "number": number, "days": days })),
        "promised": limits::REVIEW_DAYS, "chart": chart(&desk.site, &desk.visitor, &told.months)?,
    });
    desk.page("staff/statistics/show.html", &values)
}

/// `/staff/statistics.csv`: one line for each month, kind of Case and outcome.
pub async fn file(desk: Acting<SeeCases>) -> Result<HttpResponse, Failure> {
    let told = statistics::see(desk.app(), &desk.permit).await?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(Error::internal)?;
    for row in &told.rows {
        let waiting = row.waiting.as_ref();
        let days = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
        let cells = [
            row.month.format("%Y-%m").to_string(),
            row.kind.code().to_owned(),
            row.outcome.code().to_owned(),
            row.count.to_string(),
            waiting.map(|one| one.in_time.to_string()).unwrap_or_default(),
            days(waiting.and_then(|one| one.median)),
            days(waiting.and_then(|one| one.ninetieth)),
        ];
        writer.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    let today = desk.app().clock.now().day_in(desk.app().time_zone());
    Ok(attached(data::CSV, &format!("statistics-{today}.csv")).body(bytes))
}

/// An answer that is saved as a file and kept by no cache.
pub fn attached(kind: &'static str, name: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response.insert_header((header::CONTENT_TYPE, kind));
    response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    response
}

fn shown(waiting: &Waiting) -> Value {
    let share = (waiting.decided > 0).then(|| waiting.in_time * 100 / waiting.decided);
    json!({
        "decided": waiting.decided, "in_time": waiting.in_time, "share": share,
        "median": waiting.median, "ninetieth": waiting.ninetieth,
    })
}

/// How often each kind of Case ended how, in all months together.
fn sums(told: &Statistics) -> Vec<Value> {
    let mut counted = std::collections::BTreeMap::new();
    for row in &told.rows {
        *counted.entry((row.kind, row.outcome)).or_insert(0) += row.count;
    }
    let line = |((kind, outcome), count)| json!({ "kind": kind, "outcome": outcome, "count": count });
    counted.into_iter().map(line).collect()
}

fn chart(site: &web::Data<Site>, visitor: &Visitor, months: &[Month]) -> Result<String> {
    let messages = site.messages()?;
    let words = |id: &str| messages.plain(visitor.locale, id, None);
    let name = |month: &Month| words(&format!("month-short-{}", month.first.month()));
    let line = |label: &str, stroke, value: &dyn Fn(&Month) -> Option<i64>| Line {
        label: words(label),
        values: months.iter().map(value).collect(),
        stroke,
    };
    let lines = vec![
        line("statistics-median", Stroke::Whole, &|month| month.waiting.median),
        line("statistics-ninetieth", Stroke::Dashed, &|month| month.waiting.ninetieth),
        line("statistics-promised", Stroke::Dotted, &|_| Some(limits::REVIEW_DAYS)),
    ];
    Ok(Chart { columns: months.iter().map(name).collect(), lines }.draw())
}
