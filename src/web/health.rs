//! Is the process alive, and can it serve: for load balancers and for whoever is on call.

use std::time::{Duration, Instant};

use actix_web::http::header;
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use tokio::sync::Mutex;

use super::site::Site;
use crate::app::App;
use crate::app::log::{seal, witnesses};
use crate::domain::{Error, Result};

/// How long an answer is given again.
const KEPT: Duration = Duration::from_secs(1);

/// What was last found out: what that costs is spent once a second, however many ask.
pub struct Readiness {
    on: bool,
    last: Mutex<Option<(Instant, Option<String>)>>,
}

impl Readiness {
    /// An answer that is given again, or never, where nobody is slowed for a load test.
    pub fn new(on: bool) -> Readiness {
        Readiness { on, last: Mutex::default() }
    }

    /// The warnings, or nothing when the database does not answer. Who asks meanwhile waits for the same answer.
    async fn told(&self, look: impl Future<Output = Result<String>>) -> Option<String> {
        let mut last = self.last.lock().await;
        if let Some((at, told)) = &*last
            && self.on
            && at.elapsed() < KEPT
        {
            return told.clone();
        }
        let told = look.await.ok();
        *last = Some((Instant::now(), told.clone()));
        told
    }
}

/// The process answers.
pub async fn alive() -> HttpResponse {
    text(HttpResponse::Ok(), "ok\n".to_owned())
}

/// The database answers too. A log that cannot be signed, and a witness that has signed another one, are told here, and
/// stop no page.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match site.readiness.told(warnings(&site.app)).await {
        Some(warnings) => text(HttpResponse::Ok(), format!("ok\n{warnings}")),
        None => text(HttpResponse::ServiceUnavailable(), "the database does not answer\n".to_owned()),
    }
}

fn text(mut response: HttpResponseBuilder, body: String) -> HttpResponse {
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response.content_type("text/plain; charset=utf-8").body(body)
}

/// Until the log goes on.
const UNSETTLED: &str = "nothing of the register is shown, since the database may name who has hidden or was erased since it was \
                         copied: what is said above settles it";

/// What whoever is on call must know, a line each. How it stands with witnesses is asked of the database, so none is told where
/// that does not answer.
async fn warnings(app: &App) -> Result<String> {
    let standings =
        witnesses::list(&app.store, &app.config.witnesses, app.log_signer.verifier().name()).await?;
    let elsewhere = standings.iter().filter_map(|one| one.warning());
    let unsigned = seal::check(app).await.err();
    let unsettled = app.register.snapshot().unsettled.then(|| UNSETTLED.to_owned());
    let warnings = unsigned.as_ref().map(Error::reason).into_iter().chain(unsettled).chain(elsewhere);
    Ok(warnings.map(|warning| format!("warning: {warning}\n")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::server::block_on;

    fn twice(readiness: &Readiness) -> [Option<String>; 2] {
        block_on(async {
            let first = readiness.told(async { Ok("first".to_owned()) }).await;
            [first, readiness.told(async { Err(Error::NotFound) }).await]
        })
    }

    #[test]
    fn however_many_ask_it_is_looked_once_a_second() {
        let first = Some("first".to_owned());
        assert_eq!(twice(&Readiness::new(true)), [first.clone(), first.clone()]);
        assert_eq!(twice(&Readiness::new(false)), [first, None], "anew, where nothing is slowed");
    }
}
