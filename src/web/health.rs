//! Is the process alive, and can it serve: for load balancers and for whoever is on call.

use actix_web::http::header;
use actix_web::{HttpResponse, HttpResponseBuilder, web};

use super::site::Site;
use crate::app::App;
use crate::app::log::{seal, witnesses};
use crate::domain::{Error, Result};
use crate::store;

/// The process answers.
pub async fn alive() -> HttpResponse {
    text(HttpResponse::Ok(), "ok\n".to_owned())
}

/// The database answers too. A log that cannot be signed, and a witness that has signed another one, are told here, and
/// stop no page.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match told(&site.app).await {
        Ok(warnings) => text(HttpResponse::Ok(), format!("ok\n{warnings}")),
        Err(_) => text(HttpResponse::ServiceUnavailable(), "the database does not answer\n".to_owned()),
    }
}

fn text(mut response: HttpResponseBuilder, body: String) -> HttpResponse {
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response.content_type("text/plain; charset=utf-8").body(body)
}

/// Until the log goes on.
const UNSETTLED: &str = "nothing of the register is shown, since the database may name who has hidden or was erased since it was \
                         copied: what is said above settles it";

/// What whoever is on call must know, a line each.
async fn told(app: &App) -> Result<String> {
    app.store.read(store::register_state::content_revision).await?;
    let standings =
        witnesses::list(&app.store, &app.config.witnesses, app.log_signer.verifier().name()).await?;
    let elsewhere = standings.iter().filter_map(|one| one.warning());
    let unsigned = seal::check(app).await.err();
    let unsettled = app.register.snapshot().unsettled.then(|| UNSETTLED.to_owned());
    let warnings = unsigned.as_ref().map(Error::reason).into_iter().chain(unsettled).chain(elsewhere);
    Ok(warnings.map(|warning| format!("warning: {warning}\n")).collect())
}
