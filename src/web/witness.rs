//! A witness over HTTP (C2SP tlog-witness): one address takes checkpoints, another says who is here.

use core::mem::{self, Discriminant};
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::Server;
use actix_web::http::{StatusCode, header};
use actix_web::{App, HttpResponse, HttpServer, Route, web};
use chrono::Duration;
use serde_json::json;

use crate::app::witness::{Answer, Watch};
use crate::clock::Clock;
use crate::domain::{Error, Moment, Result};
use crate::log::witness::Verdict;

/// Longest request that is read, in bytes. A checkpoint with its proof has some thousand.
const LONGEST: usize = 64 << 10;
const SIZE: &str = "text/x.tlog.size";
const TEXT: &str = "text/plain; charset=utf-8";

/// What requests are answered with.
struct Desk {
    watch: Watch,
    clock: Box<dyn Clock>,
    told: Told,
}

/// When a refusal of each kind was told of last: anybody can be refused as often as they like.
#[derive(Default)]
struct Told(Mutex<HashMap<Discriminant<Verdict>, Moment>>);

impl Told {
    /// Whether a refusal is told of: the first of its kind within a minute.
    fn tells(&self, verdict: &Verdict, now: Moment) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kind = mem::discriminant(verdict);
        let is_due = last.get(&kind).is_none_or(|last| now >= *last + Duration::minutes(1));
        if is_due {
            last.insert(kind, now);
        }
        is_due
    }
}

/// Starts a witness on a bound socket. It stops on the usual signals.
///
/// # Errors
/// Internal, if the socket cannot be listened on.
pub fn start(watch: Watch, clock: Box<dyn Clock>, listener: TcpListener) -> Result<Server> {
    let desk = web::Data::from(Arc::new(Desk { watch, clock, told: Told::default() }));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(desk.clone())
            .app_data(web::PayloadConfig::new(LONGEST))
            .service(
                web::resource("/add-checkpoint").route(web::post().to(add)).default_service(only("POST")),
            )
            .service(
                web::resource("/")
                    .route(web::get().to(about))
                    .route(web::head().to(about))
                    .default_service(only("GET, HEAD")),
            )
    });
    Ok(server.workers(1).listen(listener).map_err(Error::internal)?.run())
}

/// The answer to other methods than these.
fn only(methods: &'static str) -> Route {
    web::to(move || async move {
        HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, methods)).finish()
    })
}

/// `POST /add-checkpoint`
async fn add(desk: web::Data<Desk>, body: web::Bytes) -> HttpResponse {
    let judge = desk.clone();
    let judged = web::block(move || {
        let text = String::from_utf8_lossy(&body);
        judge.watch.answer(&text, judge.clock.now())
    });
    match judged.await.map_err(Error::internal).flatten() {
        Ok(Answer::Signed(line)) => HttpResponse::Ok().content_type(TEXT).body(line),
        Ok(Answer::Refused(verdict)) => {
            if desk.told.tells(&verdict, desk.clock.now()) {
                tracing::warn!(
                    ?verdict,
                    "a checkpoint was not signed; of this kind no other is told of for a minute"
                );
            }
            refused(verdict)
        }
        Err(error) => {
            tracing::error!(%error, "a checkpoint could not be judged");
            HttpResponse::InternalServerError().finish()
        }
    }
}

fn refused(verdict: Verdict) -> HttpResponse {
    let (status, kind, body) = match verdict {
        Verdict::Malformed(why) => (StatusCode::BAD_REQUEST, TEXT, format!("{why}\n")),
        Verdict::UnknownLog => (StatusCode::NOT_FOUND, TEXT, "unknown log\n".to_owned()),
        Verdict::NotSigned => (StatusCode::FORBIDDEN, TEXT, "not signed by the log\n".to_owned()),
        Verdict::Conflict { size } => (StatusCode::CONFLICT, SIZE, format!("{size}\n")),
        Verdict::Inconsistent => (StatusCode::UNPROCESSABLE_ENTITY, TEXT, "inconsistent\n".to_owned()),
        Verdict::Good(_) => (StatusCode::INTERNAL_SERVER_ERROR, TEXT, String::new()),
    };
    HttpResponse::build(status).insert_header((header::CONTENT_TYPE, kind)).body(body)
}

/// `GET /`
async fn about(desk: web::Data<Desk>) -> HttpResponse {
    let log = |log: &crate::app::witness::Watched| {
        let latest = desk.watch.latest(&log.key).ok().flatten();
        json!({
            "origin": log.key.name(),
            "url": log.url,
            "tree_size": latest.map(|head| head.size),
            "root": latest.map(|head| head.root.base64()),
        })
    };
    let logs: Vec<_> = desk.watch.logs().iter().map(log).collect();
    HttpResponse::Ok().json(json!({ "witness": desk.watch.witness().text(), "logs": logs }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_of_once_a_minute() {
        let (told, begin) = (Told::default(), Moment::from_millis(0));
        let at = |verdict: &Verdict, seconds| told.tells(verdict, begin + Duration::seconds(seconds));
        let malformed = |why: &str| Verdict::Malformed(why.to_owned());
        assert!(at(&malformed("one"), 0) && at(&Verdict::Conflict { size: 7 }, 1));
        assert!(!at(&malformed("another"), 59) && !at(&Verdict::Conflict { size: 8 }, 60));
        assert!(at(&malformed("one"), 60) && at(&Verdict::Conflict { size: 7 }, 61));
    }
}
