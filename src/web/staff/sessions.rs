//! A colleague's own account: with what they sign in, where they are signed in, and the end of it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::app::staff::way_in::OwnKeys;
use crate::app::staff::{passkey, provider, sessions};
use crate::domain::ids::SessionId;
use crate::domain::limits;
use crate::store::session::Session;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::merged;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// `GET /staff/sessions`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    page(
        &site,
        &visitor,
        &colleague,
        (StatusCode::OK, json!({ "done": done.told(&site, &visitor, &colleague.staff.id) })),
    )
    .await
}

/// The page with what else is to be said on it.
pub(super) async fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (status, said): (StatusCode, Value),
) -> Result<HttpResponse, Failure> {
    let id = colleague.staff.id;
    let sessions = sessions::list(&site.app, id).await?;
    let sessions: Vec<_> = sessions.iter().map(|one| shown(one, colleague.session)).collect();
    let own = OwnKeys::of(&site.app, id).await?;
    let passkeys: Vec<_> = own.passkeys.iter().map(shown_key).collect();
    let linked = provider::account(&site.app, id).await?;
    let values = json!({
        "sessions": sessions, "idle": limits::IDLE_MINUTES, "hours": limits::SESSION_HOURS,
        "passkeys": passkeys, "passkeys_offered": passkey::are_offered(&site.app), "passkeys_count": own.count,
        "provider_offered": provider::is_offered(&site.app), "provider_linked_at": linked.map(|one| one.linked_at),
        "provider_needed": !own.let_in(), "password": own.count && own.code, "codes_left": own.codes_left,
    });
    let values = merged(values, said);
    super::page_with(site, visitor, (status, colleague), "staff/door/sessions.html", &values)
}

/// A session as pages show it.
pub(in crate::web) fn shown(one: &Session, own: SessionId) -> Value {
    json!({
        "id": one.id, "created_at": one.created_at, "seen_at": one.seen_at, "expires_at": one.expires_at,
        "means": one.means, "program": one.browser.program, "system": one.browser.system, "current": one.id == own,
    })
}

fn shown_key(key: &crate::store::passkey::Passkey) -> Value {
    json!({ "id": key.id, "name": key.name, "created_at": key.created_at, "used_at": key.used_at })
}

/// `POST /staff/sessions/{id}/end`
pub async fn end(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    sessions::end(&site.app, origin, SessionId(*id), colleague.staff.id).await?;
    Ok(done::see(&site, &visitor, &colleague.staff.id, ("/staff/sessions", "session-ended")))
}

/// `POST /staff/sessions/end-others`
pub async fn end_others(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    sessions::end_others(&site.app, origin, colleague.session, colleague.staff.id).await?;
    Ok(private::see(&visitor, "/staff/sessions"))
}
